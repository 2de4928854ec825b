import MeshAPI
import MeshRPC
import MeshTestKit
import Testing

/// Personnel of the cast's providers, and who acts for them.
extension Cast {
    static let number = "11010519491231002X"
    static let otherNumber = "110105199003071239"

    func persons(_ who: String) -> PersonServiceClient { .init(self.mesh.channel(as: who)) }
    func assignments(_ who: String) -> AssignmentServiceClient {
        .init(self.mesh.channel(as: who))
    }

    /// Employs somebody with the provider of the account.
    @discardableResult
    func employ(_ id: String, by provider: String, _ number: String) async throws -> Person {
        try await self.persons(provider).createPerson(
            CreatePersonRequest(
                personId: id,
                person: Person(employer: "parties/\(provider)", displayName: "欧阳修"),
                identityNumber: number))
    }

    /// Records what a post asks for.
    func vet(_ id: String, by provider: String) async throws {
        var person = try await self.persons(provider).getPerson(GetRequest(name: "persons/\(id)"))
        person.backgroundCheck = .passed
        person.confidentialitySignedOn = "2026-01-05"
        person.trainedUntil = "2026-12-31"
        _ = try await self.persons(provider).revisePerson(RevisePersonRequest(person: person))
    }

    /// Moves somebody from one provider to another.
    func move(_ id: String, from old: String, to new: String, _ number: String) async throws {
        let name = "persons/\(id)"
        _ = try await self.persons(old).releasePerson(
            CommandRequest(name: name, reason: "R6.1-3: moves on"))
        _ = try await self.persons(new).hirePerson(
            HirePersonRequest(name: name, identityNumber: number))
        try await self.mesh.settle()
    }

    /// Hears the employer, or the person, about a proposed record and confirms it.
    func confirmRecord(_ name: String, heard account: String) async throws {
        let told = try await self.records("handler").notifyRecord(CommandRequest(name: name))
        _ = try await self.notices("reviewer").getNotice(GetRequest(name: told.notice))
        let notice = try await self.notices(account).getNotice(GetRequest(name: told.notice))
        #expect(notice.state == .read && notice.deliveredTo == account)
        _ = try await self.records(account).submitStatement(
            SubmitStatementRequest(name: name, statement: "an oversight"))
        _ = try await self.records("approver").confirmRecord(CommandRequest(name: name))
        try await self.mesh.settle()
    }

    /// Proposes a record of a person.
    @discardableResult
    func accuse(_ person: String, of behaviour: String, _ id: String) async throws -> Record {
        try await self.records("handler").proposeRecord(
            ProposeRecordRequest(
                recordId: id,
                record: Record(
                    subject: "persons/\(person)", behaviour: behaviour, facts: "an inspection",
                    basis: "R6.1-7")))
    }

    /// Objects to a record as the person, and has it upheld.
    func takeBack(
        _ record: String, _ id: String, upheldBy approver: String = "second-approver"
    ) async throws {
        let objection = CommandRequest(name: "objections/\(id)", reason: "R5.2-13: mistaken")
        _ = try await self.objections("iu").fileObjection(
            FileObjectionRequest(
                objectionId: id, objection: Objection(record: record, ground: "not me")))
        _ = try await self.objections("second-handler").acceptObjection(objection)
        _ = try await self.objections("reviewer").verifyObjection(objection)
        _ = try await self.objections(approver).upholdObjection(objection)
        try await self.mesh.settle()
    }

    /// Two providers; `p-1` works for the first one and is the individual user `iu`.
    static func staffed(_ body: (LocalMesh, Cast) async throws -> Void) async throws {
        try await Self.play { mesh, cast in
            try await cast.admit("rival", "91370100PDY000618F", .serviceProvider)
            try await cast.admit("iu", "91370100PDY00044X8", .individualUser)
            try await cast.employ("p-1", by: "sp", Self.number)
            _ = try await cast.persons("handler").linkPerson(
                LinkPersonRequest(name: "persons/p-1", party: "parties/iu"))
            try await mesh.settle()
            try await body(mesh, cast)
        }
    }
}

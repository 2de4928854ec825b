import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import MeshWire
import Testing

/// Personnel of providers: identity, employment, posts (SM-PERSON, SM-ASSIGN).
@Suite(.serialized, .timeLimit(.minutes(2))) struct `Service personnel` {
    private static let name = "persons/p-1"

    private static func get(_ cast: Cast, as who: String) async throws -> Person {
        try await cast.persons(who).getPerson(GetRequest(name: Self.name))
    }

    private static func isAbsent(_ cast: Cast, for who: String) async -> Bool {
        await rpcFailure { _ = try await Self.get(cast, as: who) }?.code == .notFound
    }

    @Test func `R6.1-2 7.2 7.13: a number is checked, known again and kept nowhere in full`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            let wrong = await rpcFailure {
                try await cast.employ("x", by: "sp", "110105194912310021")
            }
            let violation = wrong?.detail(BadRequest.self)?.violations_.first
            #expect(violation?.field == "identity_number")
            #expect(violation?.rule.contains("The check character does not fit") == true)
            #expect(wrong?.message.contains("110105") == false)
            let unborn = await rpcFailure {
                try await cast.employ("x", by: "sp", "110105209901010012")
            }
            #expect(unborn?.message.contains("a birth date that has come") == true)

            let person = try await Self.get(cast, as: "sp")
            #expect(person.identityMask == "110105********002X" && person.displayName == "欧阳修")
            for number in [Cast.number, "11010519491231002x", "110105491231002"] {
                let known = await refusals { try await cast.employ("x", by: "rival", number) }
                #expect(known == ["PERSON_KNOWN persons/p-1"])
            }
            let journal = try await JournalServiceClient(
                mesh.channel(as: "handler"), routingKey: "registry"
            ).readJournal(ReadJournalRequest(limit: 200))
            let entries = journal.entries.filter { $0.resource == Self.name }
            #expect(entries.count == 2, "create and link")
            for entry in entries {
                let written = try Person(wire: entry.data)
                #expect(written.employer == "parties/sp")
                #expect(written == written.redacted() && written.identityDigest.isEmpty)
            }
        }
    }

    @Test func `R6.1-3: one employer at a time, and the history is kept on a move`() async throws {
        try await Cast.staffed { mesh, cast in
            func hire(_ number: String) async throws {
                _ = try await cast.persons("rival").hirePerson(
                    HirePersonRequest(name: Self.name, identityNumber: number))
            }
            let guessed = await rpcFailure { try await hire(Cast.otherNumber) }
            #expect(guessed?.code == .notFound, "a name alone opens nothing")
            let early = await rpcFailure { try await hire(Cast.number) }
            #expect(early?.code == .failedPrecondition)
            #expect(await Self.isAbsent(cast, for: "rival"))

            try await cast.vet("p-1", by: "sp")
            try await mesh.advance(to: "2026-02-02T01:00:00Z")
            try await cast.move("p-1", from: "sp", to: "rival", Cast.number)
            let person = try await Self.get(cast, as: "rival")
            #expect(
                person.employments == [
                    Employment(employer: "parties/sp", from: "2026-01-05", until: "2026-02-02"),
                    Employment(employer: "parties/rival", from: "2026-02-02"),
                ])
            #expect(person.backgroundCheck == .unspecified && person.trainedUntil == "2026-12-31")
            #expect(await Self.isAbsent(cast, for: "sp"))
            let then = try await cast.persons("sp").getPerson(
                GetRequest(name: Self.name, effectiveAt: Instant("2026-01-20T00:00:00Z")))
            #expect(then.employer == "parties/sp")
            let listed = try await cast.persons("sp").listPersons(ListRequest())
            #expect(listed.persons == [])
            let foreign = await rpcFailure { try await cast.vet("p-1", by: "su") }
            #expect(foreign?.code == .permissionDenied)
        }
    }

    @Test func `7.2 R6.1-3: who tries numbers is stopped for the day, even with the right one`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            try await cast.account("clerk", "parties/rival", .serviceProvider, .handler)
            func hire(_ number: String, as who: String = "rival") async throws {
                _ = try await cast.persons(who).hirePerson(
                    HirePersonRequest(name: Self.name, identityNumber: number))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...9 {
                    group.addTask {
                        let wrong = await rpcFailure {
                            _ = try await cast.persons("rival").hirePerson(
                                HirePersonRequest(
                                    name: Self.name, identityNumber: Cast.otherNumber))
                        }
                        #expect(wrong?.code == .notFound)
                    }
                }
                try await group.waitForAll()
            }
            let known = await refusals { try await cast.employ("x", by: "rival", Cast.number) }
            #expect(known == ["PERSON_KNOWN persons/p-1"], "a person found is a try, too")
            for number in [Cast.otherNumber, Cast.number] {
                let stopped = await rpcFailure { try await hire(number) }
                #expect(stopped?.code == .resourceExhausted)
                #expect(stopped?.message.contains("2026-01-05T16:00:00Z") == true)
                #expect(stopped?.message.contains(number) == false)
            }
            let other = await rpcFailure { try await hire(Cast.otherNumber, as: "clerk") }
            #expect(other?.code == .notFound, "each account by itself")

            try await mesh.advance(to: "2026-01-05T16:00:00Z")
            try await cast.move("p-1", from: "sp", to: "rival", Cast.number)
            #expect(try await Self.get(cast, as: "rival").employer == "parties/rival")
        }
    }

    @Test func `7.2: no number is tried by creating what exists`() async throws {
        try await Cast.staffed { mesh, cast in
            try await cast.employ("p-2", by: "rival", Cast.otherNumber)
            for number in [Cast.number, Cast.otherNumber, "110105199003072936"] {
                let refused = await rpcFailure { try await cast.employ("p-2", by: "rival", number) }
                #expect(refused?.code == .alreadyExists)
            }
        }
    }

    @Test func `R5.5-5: a person sees what is kept, as the one user the body says they are`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            #expect(try await Self.get(cast, as: "iu").displayName == "欧阳修")
            try await cast.employ("p-2", by: "sp", Cast.otherNumber)
            for party in ["parties/iu", "parties/su"] {
                let refused = await rpcFailure {
                    _ = try await cast.persons("handler").linkPerson(
                        LinkPersonRequest(name: "persons/p-2", party: party))
                }
                #expect(refused?.code == .invalidArgument)
            }
            let seen = try await cast.persons("iu").listPersons(ListRequest())
            #expect(seen.persons.map(\.name) == [Self.name])
        }
    }

    @Test func `R6.1-3 R5.3-1: an employer leaves its people before it leaves the platform`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            let exit = CommandRequest(name: "parties/sp", reason: "R5.2-1: closed")
            _ = try await cast.parties("sp").requestPartyExit(exit)
            func leave() async throws {
                _ = try await cast.parties("approver").deregisterParty(exit)
            }
            #expect(await refusals(leave) == ["PERSON_EMPLOYED persons/p-1"])
            _ = try await cast.persons("handler").releasePerson(
                CommandRequest(name: Self.name, reason: "R6.1-3: its employer closes"))
            try await leave()
        }
    }

    @Test func `R6.1-5: a key person is followed after notice, with consent, by as good a one`()
        async throws
    {
        try await Cast.withContract { mesh, cast in
            func certify(_ id: String) async throws {
                var person = try await cast.persons("sp").getPerson(
                    GetRequest(name: "persons/\(id)"))
                person.certificates = [
                    PersonCertificate(kind: "security-engineer", validUntil: "2026-12-31")
                ]
                _ = try await cast.persons("sp").revisePerson(RevisePersonRequest(person: person))
            }
            func propose(_ id: String, _ person: String, keyPost: Bool) async throws -> Assignment {
                try await cast.assignments("sp").proposeAssignment(
                    ProposeAssignmentRequest(
                        assignmentId: id,
                        assignment: Assignment(
                            person: "persons/\(person)", contract: "contracts/c-1",
                            post: "administrator", keyPost: keyPost)))
            }
            for (id, number) in [("p-1", Cast.number), ("p-2", Cast.otherNumber)] {
                try await cast.employ(id, by: "sp", number)
                try await cast.vet(id, by: "sp")
            }
            try await certify("p-1")
            try await mesh.settle()
            let first = CommandRequest(name: "assignments/a-1")
            #expect(try await propose("a-1", "p-1", keyPost: true).beginsFrom == "")
            _ = try await cast.assignments("sp").vetAssignment(first)
            _ = try await cast.assignments("su").approveAssignment(first)
            _ = try await cast.assignments("sp").beginAssignment(first)

            let second = CommandRequest(name: "assignments/a-2")
            let proposed = try await propose("a-2", "p-2", keyPost: false)
            #expect(proposed.keyPost && proposed.replaces == first.name, "whatever was said")
            #expect(proposed.beginsFrom == "2026-01-20")
            func vet() async throws { _ = try await cast.assignments("sp").vetAssignment(second) }
            #expect(await refusals(vet) == ["KEY_PERSON_LESS_QUALIFIED persons/p-2"])
            try await certify("p-2")
            try await vet()
            func begin() async throws {
                _ = try await cast.assignments("sp").beginAssignment(second)
            }
            #expect(await refusals(begin) == ["KEY_POST assignments/a-2"])
            let told = try await cast.assignments("su").listAssignments(
                ListRequest(filter: "state = \"vetted\""))
            #expect(told.assignments.map(\.replaces) == [first.name])
            _ = try await cast.assignments("su").approveAssignment(second)
            try await mesh.advance(to: "2026-01-19T15:59:59Z")
            #expect(await refusals(begin) == ["KEY_PERSON_NOTICE assignments/a-1"])
            try await mesh.advance(to: "2026-01-19T16:00:00Z")
            try await begin()
        }
    }

    @Test func `R6.1-4 R6.1-6: nobody stands at a post unvetted or leaves it without handing over`()
        async throws
    {
        try await Cast.withContract { mesh, cast in
            try await cast.employ("p-1", by: "sp", Cast.number)
            try await cast.employ("p-2", by: "sp", Cast.otherNumber)
            try await mesh.settle()
            _ = try await cast.assignments("sp").proposeAssignment(
                ProposeAssignmentRequest(
                    assignmentId: "a-1",
                    assignment: Assignment(
                        person: Self.name, contract: "contracts/c-1", post: "administrator",
                        keyPost: true)))
            let post = CommandRequest(name: "assignments/a-1", reason: "R6.1-4: done here")
            let unvetted = await refusals {
                _ = try await cast.assignments("sp").vetAssignment(post)
            }
            #expect(
                unvetted == [
                    "BACKGROUND_UNCHECKED persons/p-1", "CONFIDENTIALITY_UNSIGNED persons/p-1",
                    "TRAINING_EXPIRED persons/p-1",
                ])
            try await cast.vet("p-1", by: "sp")
            _ = try await cast.assignments("sp").vetAssignment(post)
            let alone = await refusals {
                _ = try await cast.assignments("sp").beginAssignment(post)
            }
            #expect(alone == ["KEY_POST assignments/a-1"])
            _ = try await cast.assignments("su").approveAssignment(post)
            let begun = try await cast.assignments("sp").beginAssignment(post)
            #expect(begun.state == .onDuty && begun.onDutyFrom == "2026-01-05")
            let released = await refusals {
                _ = try await cast.persons("sp").releasePerson(
                    CommandRequest(name: Self.name, reason: "R6.1-3: leaves"))
            }
            #expect(released == ["ASSIGNMENT_LIVE assignments/a-1"])

            _ = try await cast.assignments("sp").leaveAssignment(post)
            func end(_ day: String, _ heir: String) async throws -> Assignment {
                try await cast.assignments("sp").endAssignment(
                    EndAssignmentRequest(
                        name: post.name, accessRevokedOn: day, handedOverTo: heir))
            }
            for (day, heir) in [("2026-01-06", "persons/p-2"), ("2026-01-05", Self.name)] {
                #expect(await rpcFailure { _ = try await end(day, heir) }?.code == .invalidArgument)
            }
            try await cast.admit("rival", "91370100PDY000618F", .serviceProvider)
            try await cast.employ("p-3", by: "rival", "110105197001010011")
            for stranger in ["persons/p-3", "persons/nobody"] {
                let heir = await rpcFailure { _ = try await end("2026-01-05", stranger) }
                let posted = await rpcFailure {
                    _ = try await cast.assignments("sp").proposeAssignment(
                        ProposeAssignmentRequest(
                            assignmentId: "a-2",
                            assignment: Assignment(
                                person: stranger, contract: "contracts/c-1", post: "operator")))
                }
                #expect(heir?.code == .notFound && posted?.code == .notFound, "\(stranger)")
            }
            #expect(try await end("2026-01-05", "persons/p-2").state == .ended)
            let shown = try await cast.assignments("su").listAssignments(ListRequest())
            #expect(shown.assignments.map(\.handedOverTo) == ["persons/p-2"])
        }
    }
}

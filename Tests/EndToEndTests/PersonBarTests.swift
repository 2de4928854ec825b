import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// What a bar closes, and what opens it again (行业禁入).
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A bar from posts` {
    @Test func `R6.1-7 R6.1-4: a bar takes the person off every post until the record falls`()
        async throws
    {
        try await Cast.withContract { mesh, cast in
            try await cast.admit("iu", "91370100PDY00044X8", .individualUser)
            try await cast.employ("p-1", by: "sp", Cast.number)
            _ = try await cast.persons("handler").linkPerson(
                LinkPersonRequest(name: "persons/p-1", party: "parties/iu"))
            try await cast.vet("p-1", by: "sp")
            try await mesh.settle()
            func propose(_ id: String) async throws {
                _ = try await cast.assignments("sp").proposeAssignment(
                    ProposeAssignmentRequest(
                        assignmentId: id,
                        assignment: Assignment(
                            person: "persons/p-1", contract: "contracts/c-1", post: "operator")))
            }
            try await propose("a-1")
            for give in [
                cast.assignments("sp").vetAssignment, cast.assignments("sp").beginAssignment,
            ] {
                _ = try await give(CommandRequest(name: "assignments/a-1"), CallOptions())
            }
            _ = try await cast.accuse("p-1", of: "post-ban", "b-1")
            try await cast.confirmRecord("records/b-1", heard: "iu")
            let barred = try await cast.assignments("sp").getAssignment(
                GetRequest(name: "assignments/a-1"))
            #expect(barred.state == .barred && barred.leftOn == "2026-01-05")
            #expect(await refusals { try await propose("a-2") } == ["PERSON_BARRED persons/p-1"])
            let none = await rpcFailure {
                _ = try await cast.assignments("sp").getAssignment(
                    GetRequest(name: "assignments/a-2"))
            }
            #expect(none?.code == .notFound, "nothing half-written")

            try await cast.takeBack("records/b-1", "o-1")
            try await propose("a-2")
        }
    }

    @Test func `R6.1-7: a bar ends with its term, one for life does not, and no one is hired`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            _ = try await cast.accuse("p-1", of: "post-ban", "b-1")
            try await cast.confirmRecord("records/b-1", heard: "sp")
            let bar = try await cast.explain("archives/person-p-1", "iu")
                .first { $0.fact == "restrictions/bar-b-1" }
            #expect(bar?.summary == "imposed: barred from all posts until 2029-01-04")
            let release = CommandRequest(name: "persons/p-1", reason: "R6.1-7: barred")
            _ = try await cast.persons("sp").releasePerson(release)
            func hire() async throws {
                _ = try await cast.persons("rival").hirePerson(
                    HirePersonRequest(name: "persons/p-1", identityNumber: Cast.number))
            }
            try await mesh.advance(to: "2029-01-04T15:59:00Z")
            #expect(await refusals(hire) == ["PERSON_BARRED persons/p-1"])
            try await mesh.advance(to: "2029-01-04T16:00:00Z")
            try await hire()
            try await mesh.settle()

            _ = try await cast.accuse("p-1", of: "post-ban-for-life", "b-2")
            try await cast.confirmRecord("records/b-2", heard: "rival")
            _ = try await cast.persons("rival").releasePerson(release)
            try await mesh.advance(to: "2049-01-04T16:00:00Z")
            #expect(await refusals(hire) == ["PERSON_BARRED persons/p-1"])
        }
    }

    @Test func `R5.2-14 R6.1-7: a repair opens the posts, and its revocation closes them again`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            func isBarred() async throws -> Bool {
                try await cast.explain("archives/person-p-1", "iu")
                    .contains { $0.fact == "restrictions/bar-b-1" }
            }
            _ = try await cast.accuse("p-1", of: "post-ban", "b-1")
            try await cast.confirmRecord("records/b-1", heard: "iu")
            _ = try await cast.records("handler").publishRecord(CommandRequest(name: "records/b-1"))
            #expect(try await isBarred())
            try await mesh.advance(to: "2027-03-02T01:00:00Z")
            _ = try await cast.repairs("iu").fileRepair(
                FileRepairRequest(
                    repairId: "f-1",
                    repair: Repair(record: "records/b-1", correction: "done", commitment: "yes")))
            let repair = CommandRequest(name: "repairs/f-1", reason: "R5.2-14: forged")
            _ = try await cast.repairs("second-handler").acceptRepair(repair)
            _ = try await cast.repairs("reviewer").verifyRepair(repair)
            _ = try await cast.repairs("second-approver").shieldRepair(repair)
            #expect(try await !isBarred())
            _ = try await cast.repairs("second-approver").unshieldRepair(repair)
            #expect(try await isBarred())
            try await cast.account("third-approver", "parties/mb", .managementBody, .approver)
            _ = try await cast.repairs("third-approver").approveRepair(repair)
            #expect(try await !isBarred())
            _ = try await cast.repairs("second-approver").revokeRepair(
                RevokeRepairRequest(
                    name: repair.name, reason: repair.reason, behaviour: "misconduct-general"))
            #expect(try await isBarred())
            let proposed = try await cast.records("iu").getRecord(
                GetRequest(name: "records/f-1-revoked"))
            #expect(proposed.subject == "persons/p-1" && proposed.subjectKind == .person)
        }
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// What the provider and the management body do about one confirmed record.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A credit record` {
    private static let record = "records/c-1-2026-02"

    /// Runs `body` on 2026-03-10 with the record of February confirmed and published.
    private static func with(
        minutes: Int64 = 600, _ body: (LocalMesh, Cast) async throws -> Void
    ) async throws {
        try await Cast.afterMiss(minutes: minutes) { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord(Self.record)
            try await body(mesh, cast)
        }
    }

    private static func refusals(_ call: () async throws -> Void) async -> [String] {
        let failure = await #expect(throws: RPCFailure.self) { try await call() }
        return failure?.detail(PreconditionFailure.self)?.refusals.map(\.code) ?? []
    }

    private static func record(_ cast: Cast) async throws -> Record {
        try await cast.records("sp").getRecord(GetRequest(name: Self.record))
    }

    private static func archive(_ cast: Cast) async throws -> Archive {
        try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
    }

    private static func object(_ cast: Cast, _ id: String) async throws -> Objection {
        try await cast.objections("sp").fileObjection(
            FileObjectionRequest(
                objectionId: id, objection: Objection(record: Self.record, ground: "wrong")))
    }

    private static func fileRepair(_ cast: Cast, _ id: String) async throws -> Repair {
        try await cast.repairs("sp").fileRepair(
            FileRepairRequest(
                repairId: id,
                repair: Repair(record: Self.record, correction: "done", commitment: "yes")))
    }

    @Test func `R5.2-15 R5.2-13: an evaluation waits for its publicity and for open objections`()
        async throws
    {
        try await Self.with { mesh, cast in
            let evaluation = CommandRequest(name: "evaluations/e-1")
            _ = try await cast.evaluations("handler").openEvaluation(
                OpenEvaluationRequest(evaluationId: "e-1", subject: "parties/sp"))
            let preliminary = try await cast.evaluations("handler").publicizeEvaluation(evaluation)
            #expect(preliminary.publicityUntil == "2026-03-24")
            func finalize() async throws {
                _ = try await cast.evaluations("approver").finalizeEvaluation(evaluation)
            }
            try await mesh.advance(to: "2026-03-24T01:00:00Z")
            let objection = try await Self.object(cast, "o-1")
            #expect(objection.acceptanceDue == Instant("2026-03-27T16:00:00Z"))
            #expect(objection.answerDue == Instant("2026-04-08T16:00:00Z"))
            #expect(await Self.refusals(finalize) == ["PUBLICITY_RUNNING", "OBJECTION_OPEN"])
            try await mesh.advance(to: "2026-03-25T01:00:00Z")
            #expect(await Self.refusals(finalize) == ["OBJECTION_OPEN"])

            _ = try await cast.objections("sp").withdrawObjection(
                CommandRequest(name: objection.name))
            #expect(try await Self.record(cast).state == .published)
            try await finalize()
            #expect(try await Self.archive(cast).publishedGrade == "A")
        }
    }

    @Test func `R5.2-13 R5.2-15: an objection that is upheld takes the record and its grade back`()
        async throws
    {
        try await Self.with { mesh, cast in
            try await cast.evaluate("e-1", finalAt: "2026-03-25T01:00:00Z")
            let before = try await Self.archive(cast)
            #expect(before.publishedGrade == "A" && before.evaluationVersion == 3)
            _ = try await Self.object(cast, "o-1")
            _ = try await cast.objections("second-handler").refuseObjection(
                CommandRequest(name: "objections/o-1", reason: "R5.2-13: no ground"))
            #expect(try await Self.record(cast).state == .published)

            _ = try await Self.object(cast, "o-2")
            let objection = CommandRequest(name: "objections/o-2", reason: "R5.2-13: probe log")
            _ = try await cast.objections("handler").acceptObjection(objection)
            _ = try await cast.objections("reviewer").verifyObjection(objection)
            _ = try await cast.objections("second-approver").upholdObjection(objection)
            let record = try await Self.record(cast)
            #expect(record.state == .withdrawn && record.weightEndedOn == "2026-03-25")
            let after = try await Self.archive(cast)
            #expect(after.publishedGrade == "AA" && after.runningScoreMilliPoints == 80_000)
            let evaluation = try await cast.evaluations("sp").getEvaluation(
                GetRequest(name: after.evaluation))
            #expect(evaluation.recomputedFrom == "evaluations/e-1")
        }
    }

    @Test func `R5.2-14: a repair that fails leaves the record as it stood`() async throws {
        try await Self.with { mesh, cast in
            try await mesh.advance(to: "2026-06-11T01:00:00Z")
            let first = try await Self.fileRepair(cast, "r-1")
            #expect(first.acceptanceDue == Instant("2026-06-16T16:00:00Z"))
            #expect(first.decisionDue == Instant("2026-06-26T16:00:00Z"))
            #expect(try await Self.record(cast).state == .underRepair)
            let refusal = CommandRequest(name: first.name, reason: "R5.2-14: no proof")
            let own = await #expect(throws: RPCFailure.self) {
                try await cast.repairs("handler").refuseRepair(refusal)
            }
            #expect(
                own?.code == .permissionDenied, "who published the record ends no case about it")
            _ = try await cast.repairs("second-handler").refuseRepair(refusal)
            #expect(try await Self.record(cast).state == .published)

            let second = CommandRequest(
                name: try await Self.fileRepair(cast, "r-2").name, reason: "R5.2-14: not built")
            _ = try await cast.repairs("handler").acceptRepair(second)
            _ = try await cast.repairs("reviewer").verifyRepair(second)
            _ = try await cast.repairs("second-approver").rejectRepair(second)
            #expect(try await Self.record(cast).state == .published)
            #expect(try await Self.archive(cast).runningGrade == "A", "it weighs as before")
        }
    }

    @Test func `R5.2-12: a record is published for its year, the last day included`() async throws {
        try await Self.with { mesh, cast in
            let record = try await Self.record(cast)
            #expect(record.repairFrom == "2026-06-11" && record.publicationUntil == "2027-03-10")
            #expect(record.statementDeadline == Instant("2026-03-17T16:00:00Z"))
            #expect(record.statement == "a cable was cut" && record.repairNoticeDelivered)
            #expect(record.basis == "contract contracts/c-1 clause 5.1")
            try await mesh.advance(to: "2027-03-10T15:59:59Z")
            #expect(try await Self.record(cast).state == .published)
            try await mesh.advance(to: "2027-03-10T16:00:00Z")
            #expect(try await Self.record(cast).state == .publicationEnded)
        }
    }

    @Test func `R5.2-11 R5.2-12: who stays silent has waived the hearing, a minor record stays in`()
        async throws
    {
        try await Cast.afterMiss(minutes: 100) { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let record = CommandRequest(name: Self.record)
            let early = await #expect(throws: RPCFailure.self) {
                try await cast.records("approver").confirmRecord(record)
            }
            #expect(early?.code == .failedPrecondition)
            _ = try await cast.records("handler").notifyRecord(record)
            try await cast.readNotice(of: Self.record)
            try await mesh.advance(to: "2026-03-17T16:00:00Z")
            #expect(try await Self.record(cast).state == .statementWaived)
            _ = try await cast.records("approver").confirmRecord(record)
            let refused = await Self.refusals {
                _ = try await cast.records("handler").publishRecord(record)
            }
            #expect(refused == ["MINOR_UNPUBLISHED"])
        }
    }

    @Test func `R9.3-5: a record that is proposed follows the corrected figures of its breach`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            #expect(try await Self.record(cast).facts.contains("600 minutes down"))
            _ = try await cast.correct(Cast.voucher(minutes: 100))
            try await mesh.settle()
            let record = try await Self.record(cast)
            #expect(record.state == .proposed && record.facts.contains("500 minutes down"))
            let breach = try await cast.breaches("su").getBreach(GetRequest(name: record.breach))
            #expect(record.breachVersion == breach.version && record.severity == .general)
        }
    }

    @Test func `R5.2-14: a rescinded breach closes the repair of its record`() async throws {
        try await Self.with { mesh, cast in
            try await mesh.advance(to: "2026-06-11T01:00:00Z")
            let repair = try await Self.fileRepair(cast, "r-1")
            _ = try await cast.correct(
                Cast.voucher(minutes: 600))
            try await mesh.settle()
            #expect(try await Self.record(cast).state == .withdrawn)
            let closed = try await cast.repairs("sp").getRepair(GetRequest(name: repair.name))
            #expect(closed.state == .closed)
        }
    }

    @Test func `R5.2-10: only an admitted provider has an archive, and only it is told why`()
        async throws
    {
        try await Self.with { mesh, cast in
            _ = try await cast.parties("handler").createParty(
                CreatePartyRequest(
                    partyId: "new",
                    party: Party(
                        displayName: "New", creditCode: "91370100PDY000618F",
                        roles: [.serviceProvider])))
            try await mesh.settle()
            let archives = try await cast.archives("handler").listArchives(ListRequest())
            let providers = archives.archives.filter { $0.subjectKind == .provider }
            #expect(providers.map(\.name) == ["archives/sp"])

            let grounds = try await cast.explain("archives/sp", "sp")
            #expect(grounds.first?.summary.hasPrefix("published grade AA") == true)
            let open = grounds.first { $0.fact == Self.record }
            #expect(open?.summary.contains("not in the published grade") == true)
            let curious = await #expect(throws: RPCFailure.self) {
                try await cast.explain("archives/sp", "su")
            }
            #expect(curious?.code == .notFound)
        }
    }

    @Test func `R5.2-15 R5.2-16: what an evaluation lists adds up, and a restriction is explained`()
        async throws
    {
        try await Self.with(minutes: 3_000) { mesh, cast in
            for month in 3...6 {
                try await mesh.advance(to: "2026-0\(month + 1)-02T01:00:00Z")
                try await cast.miss(
                    "2026-0\(month)", from: "2026-0\(month)-10T00:00:00Z", minutes: 3_000)
                try await mesh.advance(to: "2026-0\(month + 1)-12T01:00:00Z")
                try await cast.confirmRecord("records/c-1-2026-0\(month)")
            }
            try await cast.evaluate("e-1", finalAt: "2026-08-01T01:00:00Z")
            let evaluation = try await cast.evaluations("sp").getEvaluation(
                GetRequest(name: "evaluations/e-1"))
            let sum = evaluation.lines.reduce(0) { $0 + $1.contributionMilliPoints }
            #expect(sum == evaluation.scoreMilliPoints && evaluation.grade == "D")
            #expect(evaluation.lines.last?.cause == "limits")
            let own = try await cast.restrictions("sp").getRestriction(
                GetRequest(name: "restrictions/sp"))
            #expect(own.state == .imposed && own.blocksNewBusiness)
            let others = await rpcFailure {
                _ = try await cast.restrictions("su").getRestriction(GetRequest(name: own.name))
            }
            #expect(others?.code == .notFound)
            let all = try await cast.restrictions("handler").listRestrictions(
                ListRequest(filter: "subject = \"parties/sp\""))
            #expect(all.restrictions.map(\.name) == [own.name])
            let grounds = try await cast.explain("archives/sp", "sp")
            let restriction = grounds.first { $0.fact == "restrictions/sp" }
            #expect(
                restriction?.summary
                    == "imposed at grade D, no new business, terms of at most 12 months, 100 % inspected"
            )
        }
    }
}

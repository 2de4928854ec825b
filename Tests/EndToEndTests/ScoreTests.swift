import Credit
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// A score is a fold over entries that anybody judged by it can repeat (R5.2-15).
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A score` {
    private static let record = "records/c-1-2026-02"

    private static func with(_ body: (LocalMesh, Cast) async throws -> Void) async throws {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord(Self.record)
            try await body(mesh, cast)
        }
    }

    private static func ledger(_ cast: Cast) async throws -> [LedgerEntry] {
        try await cast.ledger("sp").listLedgerEntries(
            ListRequest(filter: "archive = \"archives/sp\"")
        ).ledgerEntries
    }

    @Test func `R5.2-15: every point names its cause, and what is taken back stays to be read`()
        async throws
    {
        try await Self.with { mesh, cast in
            let posted = try await Self.ledger(cast)
            #expect(posted.map(\.name) == ["ledgerEntries/sp-000001"])
            #expect(posted.first?.cause == Self.record && posted.first?.kind == .posting)
            #expect(posted.first?.determinedBy == "parties/mb")
            _ = try await cast.objections("sp").fileObjection(
                FileObjectionRequest(
                    objectionId: "o-1", objection: Objection(record: Self.record, ground: "wrong")))
            let disputed = try await cast.archives("sp").getArchive(
                GetRequest(name: "archives/sp"))
            #expect(disputed.runningScoreMilliPoints == 72_000)
            #expect(disputed.scoreIfUpheldMilliPoints == 80_000 && disputed.observations == 1)
            #expect(disputed.confidence?.weightPerMille == 77, "one month against twelve")
            #expect(disputed.confidence?.estimateMilliPoints == 79_385)
            let objection = CommandRequest(name: "objections/o-1", reason: "R5.2-13: probe log")
            _ = try await cast.objections("handler").acceptObjection(objection)
            _ = try await cast.objections("reviewer").verifyObjection(objection)
            _ = try await cast.objections("second-approver").upholdObjection(objection)
            let ledger = try await Self.ledger(cast)
            #expect(ledger.map(\.kind) == [.posting, .dispute, .settlement, .reversal])
            #expect(ledger.map(\.cause).suffix(2) == ["objections/o-1", "objections/o-1"])
            #expect(ledger.last?.effectiveOn == "2026-03-10")
            #expect(ledger.first == posted.first, "an entry is never edited")
        }
    }

    @Test
    func `RX-6: a score as of a day and as known then, with all it needs to be computed anew`()
        async throws
    {
        try await Self.with { mesh, cast in
            try await cast.evaluate("e-1", finalAt: "2026-03-25T01:00:00Z")
            let before = try #require(Instant("2026-03-20T00:00:00Z"))
            _ = try await cast.correct(Cast.voucher(minutes: 600))
            try await mesh.settle()
            func export(_ request: ExportScoreRequest) async throws -> ScoreProof {
                let proof = try await cast.scores("sp").exportScore(request)
                #expect(try proof.differences() == [])
                return proof
            }
            let day = ExportScoreRequest(subject: "parties/sp", asOf: "2026-03-15")
            let known = try await export(day)
            #expect(known.scoreMilliPoints == 80_000, "the breach was rescinded since")
            var then = day
            then.knownAt = before
            let believed = try await export(then)
            #expect(believed.scoreMilliPoints == 72_112 && believed.entries.count == 1)
            let graded = try await export(
                ExportScoreRequest(subject: "parties/sp", evaluation: "evaluations/e-1"))
            let evaluation = try await cast.evaluations("sp").getEvaluation(
                GetRequest(name: "evaluations/e-1"))
            #expect(graded.lines == evaluation.lines)
            #expect(graded.grade == "A", "by the score alone")
            #expect(graded.observations == 1 && graded.confidence == evaluation.confidence)
            #expect(graded.confidence?.estimateMilliPoints == 79_385)
            var heavier = graded
            heavier.observations = 12
            #expect(try heavier.differences().map { $0.prefix(15) } == ["estimate 76.000"])

            var forged = believed
            forged.entries[0].effectiveOn = "2025-03-10"
            #expect(try forged.differences().first == "score 80.000, not 72.112")
            let foreign = await rpcFailure { _ = try await cast.scores("su").exportScore(day) }
            #expect(foreign?.code == .notFound)
        }
    }

    @Test func `R5.2-14: what gets me to AA: the repair and its first day, or the day it fades`()
        async throws
    {
        try await Self.with { mesh, cast in
            let answer = try await cast.scores("sp").planGrade(
                PlanGradeRequest(subject: "parties/sp", grade: "AA"))
            #expect(answer.currentGrade == "A")
            #expect(answer.plans.map(\.reachedOn) == ["2026-06-11", "2027-03-10"])
            #expect(answer.plans.first?.repairs.map(\.record) == [Self.record])
            #expect(answer.plans.first?.repairs.first?.repairFrom == "2026-06-11")
            #expect(answer.plans.last?.repairs == [])
            let unknown = await rpcFailure {
                _ = try await cast.scores("sp").planGrade(
                    PlanGradeRequest(subject: "parties/sp", grade: "Z"))
            }
            #expect(unknown?.code == .invalidArgument)
        }
    }

    @Test func `R5.2-9: the using organisation and the management body have archives of their own`()
        async throws
    {
        try await Self.with { mesh, cast in
            let archives = try await cast.archives("handler").listArchives(ListRequest())
            #expect(
                archives.archives.map(\.name) == [
                    "archives/body-mb", "archives/sp", "archives/using-su",
                ])
            let own = try await cast.archives("su").getArchive(
                GetRequest(name: "archives/using-su"))
            #expect(own.model == "scoringModels/using-v1" && own.runningGrade == "AA")
        }
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTestKit
import Programs
import Testing

/// Everybody of a kind is evaluated in the background, a few at a time.
@Suite(.serialized, .timeLimit(.minutes(3))) struct `A run over everybody` {
    private static let name = "evaluationRuns/2026-03-10-provider"

    private static func current(_ cast: Cast) async throws -> EvaluationRun {
        try await cast.runs("handler").getEvaluationRun(GetRequest(name: Self.name))
    }

    private static func start(
        _ cast: Cast, _ kind: SubjectKind = .provider, asOf: String = "", publicize: Bool = false
    ) async throws -> EvaluationRun {
        try await cast.runs("handler").startEvaluationRun(
            StartEvaluationRunRequest(subjectKind: kind, asOf: asOf, publicize: publicize))
    }

    /// The evaluations of a run, in the order of their names.
    private static func evaluations(_ cast: Cast) async throws -> [Evaluation] {
        var all: [Evaluation] = []
        var request = ListRequest(pageSize: 1_000)
        repeat {
            let page = try await cast.evaluations("handler").listEvaluations(request)
            all += page.evaluations.filter { $0.evaluationRun == Self.name }
            request.pageToken = page.nextPageToken
        } while !request.pageToken.isEmpty
        return all
    }

    @Test func `R5.2-15: makes of each what a single evaluation makes, and shows how far it is`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord("records/c-1-2026-02")
            try await mesh.host(of: "credit").context.store.crowd(119)
            let single = try await cast.evaluations("handler").openEvaluation(
                OpenEvaluationRequest(evaluationId: "e-1", subject: "parties/sp"))
            let begun = try await Self.start(cast)
            #expect(begun.name == Self.name && begun.state == .running && begun.archives == 120)
            try await mesh.settle()

            let done = try await Self.current(cast)
            #expect(done.state == .done && done.evaluated == 120 && done.failed == 0)
            let made = try await Self.evaluations(cast)
            #expect(made.count == 120 && made.allSatisfy { $0.state == .computed })
            var own = try #require(made.first { $0.subject == "parties/sp" })
            #expect(own.name == "evaluations/2026-03-10-provider-sp" && own.grade == "A")
            (own.name, own.evaluationRun) = (single.name, "")
            #expect(own == single, "one mechanism")

            let steps = try await mesh.journal(of: "credit").map { try JournalEntry(wire: $0) }
                .filter { $0.resourceType == EvaluationRun.fullName }
                .map { try EvaluationRun(wire: $0.data) }
            #expect(steps.map(\.evaluated) == [0, 50, 100, 120, 120])
            #expect(steps.map(\.state) == [.running, .running, .running, .running, .done])
            let listed = try await cast.runs("handler").listEvaluationRuns(
                ListRequest(filter: "state = \"done\""))
            #expect(listed.evaluationRuns == [done])
        }
    }

    @Test func `R5.2-15: names one that cannot be evaluated with the reason, and goes on`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let store = try mesh.host(of: "credit").context.store
            try await store.crowd(3)
            try await store.add([
                LedgerEntry(
                    name: "ledgerEntries/crowd-00001-000001", state: .posted,
                    archive: "archives/crowd-00001", subject: "parties/crowd-00001")
            ])
            _ = try await Self.start(cast)
            try await mesh.settle()
            let done = try await Self.current(cast)
            #expect(done.state == .done && done.evaluated == 3 && done.failed == 1)
            #expect(done.failures.map(\.archive) == ["archives/crowd-00001"])
            #expect(done.failures.map(\.code) == ["LEDGER_ENTRY_INVALID"])
            #expect(try await Self.evaluations(cast).count == 3)
        }
    }

    @Test func `R5.2-15: ends where it is when it is cancelled, and goes on when it is resumed`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await mesh.host(of: "credit").context.store.crowd(1_999)
            _ = try await Self.start(cast)
            let mute = await rpcFailure {
                _ = try await cast.runs("handler").cancelEvaluationRun(
                    CommandRequest(name: Self.name))
            }
            #expect(mute?.detail(BadRequest.self)?.violations_.map(\.field) == ["reason"])
            let cancelled = try await cast.runs("handler").cancelEvaluationRun(
                CommandRequest(name: Self.name, reason: "R1: the model is wrong"))
            #expect(cancelled.state == .cancelled && cancelled.evaluated < 2_000)
            try await mesh.settle()
            #expect(try await Self.current(cast).evaluated == cancelled.evaluated)

            let twice = await rpcFailure { _ = try await Self.start(cast) }
            #expect(twice?.code == .alreadyExists)
            _ = try await cast.runs("handler").resumeEvaluationRun(CommandRequest(name: Self.name))
            try await mesh.settle()
            let done = try await Self.current(cast)
            #expect(done.state == .done && done.evaluated == 2_000)
            let made = try await Self.evaluations(cast)
            #expect(made.count == 2_000 && made.allSatisfy { $0.version == 1 }, "nobody twice")
            let late = await rpcFailure {
                _ = try await cast.runs("handler").cancelEvaluationRun(
                    CommandRequest(name: Self.name, reason: "R1: late"))
            }
            #expect(late?.code == .failedPrecondition && late?.message.contains("done") == true)
        }
    }

    @Test func `RX-2: is the work of whoever started it, who may finalize none of its evaluations`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let future = await refusals {
                _ = try await Self.start(cast, asOf: "2026-03-11")
            }
            #expect(future == ["AS_OF_IN_FUTURE as_of"])
            _ = try await Self.start(cast, publicize: true)
            try await mesh.settle()
            let made = try await Self.evaluations(cast)
            #expect(made.map(\.state) == [.preliminary] && made.map(\.version) == [1], "in one")
            #expect(made.map(\.publicityUntil) == ["2026-03-24"])
            try await mesh.advance(to: "2026-03-25T01:00:00Z")
            try await cast.account(
                "wang", "parties/mb", .managementBody, .approver, person: "person-handler")
            try await mesh.settle()
            let command = CommandRequest(name: try #require(made.first?.name))
            let own = await rpcFailure {
                _ = try await cast.evaluations("wang").finalizeEvaluation(command)
            }
            #expect(own?.code == .permissionDenied && own?.message.contains("RX-2") == true)
            let final = try await cast.evaluations("approver").finalizeEvaluation(command)
            #expect(final.state == .final && final.evaluationRun == Self.name)
        }
    }

    @Test func `R5.2-15 RX-2: what nobody publicises or makes final lapses, and changes no grade`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            _ = try await Self.start(cast)
            let shown = try await cast.evaluations("handler").openEvaluation(
                OpenEvaluationRequest(evaluationId: "e-1", subject: "parties/sp"))
            #expect(shown.validUntil == "2026-04-09")
            let rating = try await cast.evaluations("handler").publicizeEvaluation(
                CommandRequest(name: shown.name))
            #expect(rating.publicityUntil == "2026-03-24" && rating.validUntil == "2026-05-23")
            try await mesh.advance(to: "2026-04-10T01:00:00Z")
            try await mesh.settle()
            let look = try #require(try await Self.evaluations(cast).first)
            #expect(look.state == .lapsed)
            let late = await rpcFailure {
                _ = try await cast.evaluations("handler").publicizeEvaluation(
                    CommandRequest(name: look.name))
            }
            #expect(late?.code == .failedPrecondition && late?.message.contains("lapsed") == true)
            try await mesh.advance(to: "2026-05-24T01:00:00Z")
            let lapsed = try await cast.evaluations("sp").getEvaluation(
                GetRequest(name: shown.name))
            #expect(lapsed.state == .lapsed)
            let archive = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
            #expect(archive.evaluation.isEmpty && archive.publishedGrade == "AA")
        }
    }

    @Test func `R5.2-15: goes on where it was when the service is killed in the middle`()
        async throws
    {
        let folder = "/tmp/gm-\(UInt32.random(in: .min ... .max))"
        let mesh = try await ProcessMesh.start(
            tool: ProcessTests.tool(), at: "2026-03-10T01:00:00Z", folder: folder)
        do {
            let cast = Cast(mesh: mesh)
            try await cast.assemble()
            try await mesh.settle()
            try await mesh.terminate("credit")
            let store = try Store.open(folder: "\(folder)/credit", producer: "credit")
            try await store.crowd(2_999)
            await store.close()
            try await mesh.heal()
            try await mesh.settle()
            _ = try await Self.start(cast)
            var seen = try await Self.current(cast)
            while seen.evaluated == 0 { seen = try await Self.current(cast) }
            try await mesh.kill("credit")
            try await mesh.heal()
            #expect(seen.state == .running && seen.evaluated < 3_000, "killed in the middle")
            try await mesh.settle()
            let done = try await Self.current(cast)
            #expect(done.state == .done && done.evaluated == 3_000 && done.failed == 0)
            let made = try await Self.evaluations(cast)
            #expect(made.count == 3_000 && made.allSatisfy { $0.version == 1 }, "nobody twice")
            #expect(Set(made.map(\.archive)).count == 3_000, "nobody left out")
            let shown = try run(
                builtProgram("govmesh"),
                ["evaluate", "--kind", "provider", "--kind", "using", "--wait", "--json"]
                    + ["--as", "handler", "--folder", folder])
            #expect(shown.status == 0, "\(shown.text)")
            #expect(shown.text.contains("\"evaluated\":3000"))
            #expect(shown.text.contains("evaluationRuns/2026-03-10-using\",\"state\":\"done\""))
            try await mesh.stop()
        } catch {
            try? await mesh.stop()
            throw error
        }
    }
}

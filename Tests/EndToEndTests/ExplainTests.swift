import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Programs
import Testing

/// One call tells what a fact rests on, whatever it is.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `An explanation` {
    /// Runs `body` on 2026-03-10 with the record of February confirmed and evaluated as final.
    private static func evaluated(
        _ body: (LocalMesh, Cast) async throws -> Void
    ) async throws {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord("records/c-1-2026-02")
            _ = try await cast.evaluations("handler").openEvaluation(
                OpenEvaluationRequest(evaluationId: "e-1", subject: "parties/sp"))
            let evaluation = CommandRequest(name: "evaluations/e-1")
            _ = try await cast.evaluations("handler").publicizeEvaluation(evaluation)
            try await mesh.advance(to: "2026-03-25T01:00:00Z")
            _ = try await cast.evaluations("approver").finalizeEvaluation(evaluation)
            try await body(mesh, cast)
        }
    }

    private static func path(_ grounds: [Ground]) -> [String] {
        grounds.map { "\($0.depth) \($0.fact)" }
    }

    @Test
    func `R5.2-15 R5.5-5: goes from the grade through model, record and breach to measurements`()
        async throws
    {
        try await Self.evaluated { _, cast in
            let grounds = try await cast.explain("archives/sp", "sp")
            #expect(
                Self.path(grounds) == [
                    "0 archives/sp", "1 evaluations/e-1", "2 scoringModels/provider-v2", "2 base",
                    "2 records/c-1-2026-02", "3 breaches/c-1-2026-02", "4 contracts/c-1",
                    "4 periods/c-1-2026-02", "5 measurements/p-1-2026-02",
                    "3 notices/records-c-1-2026-02-v5",
                    "1 scoringModels/provider-v2", "1 restrictions/sp", "2 evaluations/e-1",
                ])
            let last = try #require(grounds.first { $0.fact.hasPrefix("measurements/") })
            #expect(last.owner == "quality" && last.version > 0)
            #expect(
                grounds.allSatisfy { $0.depth == 0 || !$0.summary.isEmpty || !$0.owner.isEmpty })
            let outages = try await cast.explain(last.fact, "sp", at: last.owner)
            #expect(outages.dropFirst().first?.fact == "outage")
        }
    }

    @Test func `RX-6: tells the past as it was known then`() async throws {
        try await Self.evaluated { _, cast in
            let before = try await cast.explain(
                "archives/sp", "sp", on: "2026-03-24T01:00:00Z")
            #expect(before.first?.summary.hasPrefix("published grade AA,") == true)
            let record = before.first { $0.fact == "records/c-1-2026-02" }
            #expect(record?.summary.hasPrefix("not in the published grade") == true)
            let unknown = await #expect(throws: RPCFailure.self) {
                try await cast.explain("archives/sp", "sp", on: "2025-01-01T00:00:00Z")
            }
            #expect(unknown?.code == .notFound)
        }
    }

    @Test func `R5.2-16: every service explains what it has, and only to whom it may show it`()
        async throws
    {
        try await Self.evaluated { mesh, cast in
            let contract = try await cast.explain("contracts/c-1", "su", at: "registry")
            #expect(contract.first?.fact == "contracts/c-1" && contract.count > 1)
            let party = try await cast.explain("parties/sp", "sp", at: "registry")
            #expect(party.contains { $0.fact == "archives/sp" && $0.owner == "credit" })
            let warning = try await cast.explain("warnings/breaches-sp", "sp", at: "risk")
            #expect(warning.last?.fact == "breaches/c-1-2026-02")
            for (name, who, service) in [
                ("archives/sp", "su", "credit"), ("archives/other", "handler", "credit"),
                ("breaches/c-1-2026-02", "sp", "registry"),
            ] {
                let failure = await #expect(throws: RPCFailure.self) {
                    try await cast.explain(name, who, at: service)
                }
                #expect(failure?.code == .notFound, "\(name) for \(who)")
            }
        }
    }

    @Test func `RX-8: a chain that ends where a service is down says so`() async throws {
        let folder = "/tmp/gm-\(UInt32.random(in: .min ... .max))"
        let mesh = try await ProcessMesh.start(
            tool: ProcessTests.tool(), at: "2026-01-05T01:00:00Z", folder: folder)
        do {
            try await Cast(mesh: mesh).assemble()
            try await mesh.settle()
            func explain() throws -> String {
                let told = try run(
                    builtProgram("govmesh"),
                    ["explain", "parties/sp", "--as", "sp", "--folder", folder])
                #expect(told.status == 0)
                return told.text
            }
            let whole = try explain()
            #expect(whole.contains("archives/sp@") && whole.contains("scoringModels/provider-v2@"))
            try await mesh.kill("credit")
            let part = try explain()
            #expect(part.contains("credit does not answer") && !part.contains("scoringModels/"))
            #expect(part.contains("parties/sp@"))
            try await mesh.stop()
        } catch {
            try? await mesh.stop()
            throw error
        }
    }
}

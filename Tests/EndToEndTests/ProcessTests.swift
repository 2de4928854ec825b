import Foundation
import MeshAPI
import MeshRPC
import MeshTestKit
import Testing

/// The same loop on five real processes, with processes killed in the middle of it.
@Suite(.serialized) struct ProcessTests {
    @Test(.timeLimit(.minutes(5)))
    func `R9.3-3 the loop ends alike when any process is killed at ten random points`()
        async throws
    {
        let mesh = try await Self.mesh()
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        let killer = Task { try await Self.killTenTimes(mesh, seed) }
        do {
            try await ClosedLoopTests.firstPass(Cast(mesh: mesh))
            try await ClosedLoopTests.secondPass(Cast(mesh: mesh))
            killer.cancel()
            let kills = try await killer.value
            #expect(kills > 0, "the loop was over before anything was killed")
            try await Self.nothingIsDoubled(mesh)
            try await mesh.stop()
        } catch {
            killer.cancel()
            _ = try? await killer.value
            try? await mesh.stop()
            throw error
        }
    }

    private static func mesh() async throws -> ProcessMesh {
        try await ProcessMesh.start(
            tool: try Self.tool(), at: "2026-01-05T01:00:00Z",
            folder: "/tmp/gm-\(UInt32.random(in: .min ... .max))")
    }

    /// The tool lies beside the test bundle.
    static func tool() throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let products =
            ProcessInfo.processInfo.arguments.first { $0.contains(".xctest") } ?? tests
        var directory = URL(fileURLWithPath: products).deletingLastPathComponent()
        while !FileManager.default.isExecutableFile(
            atPath: directory.appendingPathComponent("govmesh").path), directory.path != "/"
        {
            directory.deleteLastPathComponent()
        }
        return directory.appendingPathComponent("govmesh").path
    }

    private static func killTenTimes(_ mesh: ProcessMesh, _ seed: UInt64) async throws -> Int {
        var state = seed
        func next(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        for kills in 0..<10 {
            // The point in the loop is what is random here; nothing is waited for.
            try? await Task.sleep(for: .milliseconds(Int64(50 + next(250))))
            if Task.isCancelled { return kills }
            let program = ProcessMesh.programs[Int(next(UInt64(ProcessMesh.programs.count)))]
            try await mesh.kill(program)
            try await mesh.heal()
        }
        return 10
    }

    private static func nothingIsDoubled(_ mesh: ProcessMesh) async throws {
        let records = try await RecordServiceClient(mesh.channel(as: "handler")).listRecords(
            ListRequest(pageSize: 100))
        #expect(records.records.map(\.name) == ["records/c-1-2026-02", "records/c-1-2026-06"])
        let evaluations = try await EvaluationServiceClient(mesh.channel(as: "handler"))
            .listEvaluations(ListRequest(pageSize: 100))
        #expect(evaluations.evaluations.count == 4)
        let rebuilt = try await JournalServiceClient(
            mesh.channel(as: "system"), routingKey: "credit"
        ).rebuildProjections(RebuildProjectionsRequest())
        #expect(rebuilt.digestBefore == rebuilt.digestAfter && rebuilt.resources > 0)
    }
}

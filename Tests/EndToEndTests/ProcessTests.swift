import Foundation
import MeshAPI
import MeshRPC
import MeshTestKit
import Programs
import SeededGenerator
import Synchronization
import Testing

/// The same loop on five real processes, with processes killed in the middle of it.
@Suite(.serialized) struct ProcessTests {
    @Test(.timeLimit(.minutes(5)))
    func `R9.3-3 RX-7: the loop ends alike when any process is killed at ten random points`()
        async throws
    {
        let (calls, undisturbed) = try await Self.undisturbed()
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        let mesh = try await Self.mesh()
        do {
            let stage = DangerousStage(mesh, calls: calls, kills: 10, seed: seed)
            try await ClosedLoopTests.firstPass(Cast(mesh: stage))
            try await ClosedLoopTests.secondPass(Cast(mesh: stage))
            try await mesh.settle()
            #expect(stage.kills == 10)
            let ended = try await EndState(mesh.channel(as: "system"))
            #expect(ended.resources.count > 30)
            #expect(ended.differences(from: undisturbed) == [])
            let rebuilt = try await JournalServiceClient(
                mesh.channel(as: "system"), routingKey: "credit"
            ).rebuildProjections(RebuildProjectionsRequest())
            #expect(rebuilt.digestBefore == rebuilt.digestAfter && rebuilt.resources > 0)
            try await mesh.stop()
        } catch {
            try? await mesh.stop()
            throw error
        }
    }

    /// The loop in one process: how many calls it takes, and how everything stands at its end.
    private static func undisturbed() async throws -> (calls: Int, EndState) {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let stage = DangerousStage(mesh)
        try await ClosedLoopTests.firstPass(Cast(mesh: stage))
        try await ClosedLoopTests.secondPass(Cast(mesh: stage))
        let state = try await EndState(mesh.channel(as: "system"))
        await mesh.stop()
        return (stage.calls, state)
    }

    private static func mesh() async throws -> ProcessMesh {
        try await ProcessMesh.start(
            tool: try Self.tool(), at: "2026-01-05T01:00:00Z",
            folder: "/tmp/gm-\(UInt32.random(in: .min ... .max))")
    }

    static func tool() throws -> String { try builtProgram("govmesh").path }
}

/// A stage on which, while certain calls are under way, a process is killed and started again.
private final class DangerousStage: Stage {
    private let base: any Stage
    private let mesh: ProcessMesh?
    /// The program to kill, by the number of the call.
    private let points: [Int: String]
    private let counts = Mutex<(calls: Int, kills: Int)>((0, 0))

    var calls: Int { self.counts.withLock { $0.calls } }
    var kills: Int { self.counts.withLock { $0.kills } }

    /// A stage on which nothing happens, to count the calls.
    init(_ base: any Stage) {
        self.base = base
        self.mesh = nil
        self.points = [:]
    }

    /// - Parameter calls: How many the play will make; the kills fall on some of them.
    init(_ mesh: ProcessMesh, calls: Int, kills: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var points: [Int: String] = [:]
        while points.count < min(kills, calls) {
            let program = ProcessMesh.programs.randomElement(using: &random)
            points[Int.random(in: 1...calls, using: &random)] = program
        }
        self.base = mesh
        self.mesh = mesh
        self.points = points
    }

    func advance(to time: String) async throws { try await self.base.advance(to: time) }
    func settle() async throws { try await self.base.settle() }

    func channel(as principal: String) -> any Channel {
        DangerousChannel(base: self.base.channel(as: principal), stage: self)
    }

    /// Kills what is to be killed during this call, and brings it back.
    fileprivate func strike() async throws {
        let program = self.counts.withLock { counts in
            counts.calls += 1
            return self.points[counts.calls]
        }
        guard let program, let mesh else { return }
        try await mesh.kill(program)
        try await mesh.heal()
        self.counts.withLock { $0.kills += 1 }
    }
}

private struct DangerousChannel: Channel {
    let base: any Channel
    let stage: DangerousStage

    func unary(
        _ method: MethodDescriptor, _ payload: [UInt8], _ options: CallOptions
    ) async throws(RPCFailure) -> Reply {
        let strike = Task { try await self.stage.strike() }
        let result: Result<Reply, RPCFailure>
        do throws(RPCFailure) {
            result = .success(try await self.base.unary(method, payload, options))
        } catch {
            result = .failure(error)
        }
        do {
            try await strike.value
        } catch {
            throw RPCFailure(.internal, "the kill failed: \(error)", origin: .caller)
        }
        return try result.get()
    }
}

/// How every resource of a mesh stands, from the journals of its services.
private struct EndState: Equatable {
    /// Version and state by service and name.
    let resources: [String: String]

    init(_ channel: any Channel) async throws {
        var resources: [String: String] = [:]
        for service in LocalMesh.services {
            let client = JournalServiceClient(channel, routingKey: service)
            var after: Int64 = 0
            while true {
                let page = try await client.readJournal(
                    ReadJournalRequest(after: after, limit: 200))
                guard let last = page.entries.last else { break }
                for entry in page.entries {
                    resources["\(service) \(entry.resource)"] =
                        "\(entry.toState), version \(entry.resourceVersion)"
                }
                after = last.sequence
            }
        }
        self.resources = resources
    }

    func differences(from other: EndState) -> [String] {
        Set(self.resources.keys).union(other.resources.keys).sorted().compactMap { name in
            let (here, there) = (self.resources[name], other.resources[name])
            return here == there ? nil : "\(name): \(here ?? "-") instead of \(there ?? "-")"
        }
    }
}

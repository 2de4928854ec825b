import Foundation
import MeshAPI
import MeshRPC
import MeshTestKit
import MeshTransport
import MeshWire
import Synchronization
import Testing

/// Calls without end, until told to stop.
private final class Load: Sendable {
    private let count = Atomic<Int>(0)
    private let replays = Atomic<Int>(0)
    private let isOver = Atomic<Bool>(false)

    var made: Int { self.count.load(ordering: .relaxed) }

    /// Calls whose first answer was lost, so that they got it again.
    var replayed: Int { self.replays.load(ordering: .relaxed) }

    func end() { self.isOver.store(true, ordering: .relaxed) }

    /// - Returns: What failed.
    func run(_ channel: any Channel) async throws -> [String] {
        var failures: [String] = []
        while !self.isOver.load(ordering: .relaxed) {
            let key = try CurveKeyPair().publicKey.text
            self.count.add(1, ordering: .relaxed)
            do throws(RPCFailure) {
                let reply = try await channel.unary(
                    KeyServiceMethods.registerKey,
                    RegisterKeyRequest(holder: "services/credit", publicKey: key).wireBytes(),
                    .init())
                if reply.metadata.contains(where: { $0.key == "mesh-replayed" }) {
                    self.replays.add(1, ordering: .relaxed)
                }
            } catch {
                failures.append("\(error)")
            }
        }
        return failures
    }
}

/// A mesh of real processes with two gateways, which are lost and come back under load.
@Suite(.serialized, .timeLimit(.minutes(5))) struct `Two gateways` {
    private func with(_ body: (ProcessMesh) async throws -> Void) async throws {
        let mesh = try await ProcessMesh.start(
            tool: try ProcessTests.tool(), at: "2026-01-05T01:00:00Z",
            folder: "/tmp/gm-\(UInt32.random(in: .min ... .max))", gateways: 2)
        do {
            _ = try await PartyServiceClient(mesh.channel(as: "system")).establishManagementBody(
                EstablishManagementBodyRequest(
                    partyId: "mb",
                    party: Party(
                        displayName: "市大数据局", creditCode: "11100000PDY00001X7",
                        roles: [.managementBody])))
            try await body(mesh)
            try await mesh.stop()
        } catch {
            try? await mesh.stop()
            throw error
        }
    }

    @Test func `R9.3-3: killed in turn under load, lose no call and double no effect`()
        async throws
    {
        try await self.with { mesh in
            _ = try await Self.load(mesh) { gateway in
                try await mesh.kill(gateway)
                try await mesh.heal()
            }
        }
    }

    @Test func `restarted in turn, lose neither call nor answer`() async throws {
        try await self.with { mesh in
            let load = try await Self.load(mesh) { gateway in
                try await mesh.terminate(gateway)
                try await mesh.heal()
            }
            #expect(load.replayed == 0)
        }
    }

    /// Registers 2,000 keys at least, 32 at once, while each gateway in turn is disturbed again and
    /// again, and looks at what became of each.
    private static func load(
        _ mesh: ProcessMesh, disturb: (String) async throws -> Void
    ) async throws -> Load {
        let channel = mesh.channel(as: "system")
        let load = Load()
        let failures = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<32 {
                group.addTask { try await load.run(channel) }
            }
            defer { load.end() }
            repeat {
                for gateway in mesh.gateways { try await disturb(gateway) }
            } while load.made < 2_000
            load.end()
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(failures == [])
        let versions = try await Self.versions(mesh)
        #expect(versions.count == load.made)
        #expect(versions.values.allSatisfy { $0 == [1] }, "one effect each")
        return load
    }

    /// The versions written of each key, in order.
    private static func versions(_ mesh: ProcessMesh) async throws -> [String: [Int64]] {
        let journal = JournalServiceClient(mesh.channel(as: "system"), routingKey: "registry")
        var versions: [String: [Int64]] = [:]
        var after: Int64 = 0
        while true {
            let page = try await journal.readJournal(ReadJournalRequest(after: after, limit: 200))
            guard let last = page.entries.last else { return versions }
            for entry in page.entries where entry.resourceType == AccessKey.fullName {
                versions[entry.resource, default: []].append(entry.resourceVersion)
            }
            after = last.sequence
        }
    }
}

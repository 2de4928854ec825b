import Foundation
import MeshAPI
import MeshRPC
import MeshTestKit
import Synchronization
import Testing

/// Gives out numbers, 2,000 at least, until told to end.
private final class Numbers: Sendable {
    private let state = Mutex<(made: Int, isOver: Bool)>((0, false))

    var made: Int { self.state.withLock { $0.made } }

    func next() -> Int? {
        self.state.withLock { state in
            if state.isOver, state.made >= 2_000 { return nil }
            state.made += 1
            return state.made
        }
    }

    func end() {
        self.state.withLock { $0.isOver = true }
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
            try await Self.load(mesh) {
                for gateway in mesh.gateways {
                    try await mesh.kill(gateway)
                    try await mesh.heal()
                }
            }
        }
    }

    @Test func `restarted in turn, lose no call`() async throws {
        try await self.with { mesh in
            try await Self.load(mesh) {
                for gateway in mesh.gateways {
                    try await mesh.terminate(gateway)
                    try await mesh.heal()
                }
            }
        }
    }

    /// Makes accounts, 32 at once and 2,000 at least, until `disturb` is over, and looks at what
    /// became of each.
    private static func load(
        _ mesh: ProcessMesh, during disturb: () async throws -> Void
    ) async throws {
        let operators = OperatorServiceClient(mesh.channel(as: "system"))
        let numbers = Numbers()
        let failures = try await withThrowingTaskGroup(of: [RPCFailure].self) { group in
            for _ in 0..<32 {
                group.addTask {
                    var failures: [RPCFailure] = []
                    while let number = numbers.next() {
                        do throws(RPCFailure) {
                            _ = try await operators.createOperator(Self.account(number))
                        } catch {
                            failures.append(error)
                        }
                    }
                    return failures
                }
            }
            defer { numbers.end() }
            try await disturb()
            numbers.end()
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(failures == [])
        let versions = try await Self.versions(mesh)
        #expect(versions.count == numbers.made)
        #expect(versions.values.allSatisfy { $0 == [1] }, "one effect each")
    }

    private static func account(_ number: Int) -> CreateOperatorRequest {
        CreateOperatorRequest(
            operatorId: "o-\(number)",
            operator: Operator(
                person: "person-\(number)", party: "parties/mb", partyRole: .managementBody,
                operatorRoles: [.handler]))
    }

    /// The versions written of each account, in order.
    private static func versions(_ mesh: ProcessMesh) async throws -> [String: [Int64]] {
        let journal = JournalServiceClient(mesh.channel(as: "system"), routingKey: "registry")
        var versions: [String: [Int64]] = [:]
        var after: Int64 = 0
        while true {
            let page = try await journal.readJournal(ReadJournalRequest(after: after, limit: 200))
            guard let last = page.entries.last else { return versions }
            for entry in page.entries where entry.resourceType == Operator.fullName {
                versions[entry.resource, default: []].append(entry.resourceVersion)
            }
            after = last.sequence
        }
    }
}

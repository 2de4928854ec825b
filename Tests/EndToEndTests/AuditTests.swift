import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshTestKit
import Testing

@Suite(.serialized, .timeLimit(.minutes(1))) struct `The trail of what was tried` {
    private static func auditor(_ mesh: LocalMesh) async throws -> AuditServiceClient {
        _ = try await OperatorServiceClient(mesh.channel(as: "system")).createOperator(
            CreateOperatorRequest(
                operatorId: "auditor",
                operator: Operator(
                    person: "person-auditor", party: "parties/mb", partyRole: .managementBody,
                    operatorRoles: [.auditAdministrator])))
        return AuditServiceClient(mesh.channel(as: "auditor"), routingKey: "registry")
    }

    @Test
    func `RX-1: refused attempts are kept, chained, and read by the auditor alone`()
        async throws
    {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        let key = CallOptions(idempotencyKey: Array("a key".utf8))
        _ = await rpcFailure {
            _ = try await cast.parties("approver").suspendParty(
                CommandRequest(name: "parties/sp"), key)
        }
        _ = await rpcFailure {
            _ = try await cast.parties("sp").approveParty(CommandRequest(name: "parties/sp"))
        }
        _ = await rpcFailure {
            _ = try await cast.parties("nobody").getParty(GetRequest(name: "parties/sp"))
        }
        _ = await rpcFailure {
            _ = try await cast.parties("handler").getParty(GetRequest(name: "parties/none"))
        }
        let auditor = try await Self.auditor(mesh)
        let entries = try await auditor.listAuditEntries(ListAuditEntriesRequest()).entries
        #expect(entries.map(\.principal) == ["approver", "sp", "nobody"])
        #expect(entries.map(\.code) == [3, 7, 7])
        #expect(entries.map(\.sequence) == [1, 2, 3])
        #expect(entries[0].method == "govmesh.registry.v1.PartyService/SuspendParty")
        #expect(entries[0].resource == "parties/sp" && entries[0].rules == ["reason"])
        #expect(entries[0].party == "parties/mb" && entries[0].operatorRoles == [.approver])
        #expect(entries[0].requestDigest.count == 32)
        #expect(entries[0].idempotencyKey == Array("a key".utf8))
        #expect(entries[0].time == Instant("2026-01-05T01:00:00Z"))
        var chain = AuditChain.start
        for entry in entries {
            chain = AuditChain.link(after: chain, entry)
            #expect(entry.chain == chain)
        }
        let curious = await rpcFailure {
            _ = try await AuditServiceClient(mesh.channel(as: "handler"), routingKey: "registry")
                .listAuditEntries(ListAuditEntriesRequest())
        }
        #expect(curious?.code == .permissionDenied)
        let next = try await auditor.listAuditEntries(ListAuditEntriesRequest(after: 3)).entries
        #expect(next.map(\.principal) == ["handler"], "reading without right is an attempt, too")
        await mesh.stop()
    }

    @Test
    func `RX-7: a stored answer says that it is one, and from when`() async throws {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let request = EstablishManagementBodyRequest(
            partyId: "mb",
            party: Party(
                displayName: "市大数据局", creditCode: "11100000PDY00001X7",
                roles: [.managementBody]))
        let options = CallOptions(idempotencyKey: [1])
        let method = PartyServiceMethods.establishManagementBody
        let channel = mesh.channel(as: "system")
        let first = try await channel.unary(method, request.wireBytes(), options)
        try await mesh.advance(to: "2026-01-05T02:00:00Z")
        let second = try await channel.unary(method, request.wireBytes(), options)
        #expect(first.metadata == [])
        #expect(second.payload == first.payload)
        #expect(second.metadata.map(\.key) == ["mesh-replayed", "mesh-completed-at"])
        #expect(
            second.metadata.map { String(decoding: $0.value, as: UTF8.self) }
                == ["1", "2026-01-05T01:00:00Z"])
        await mesh.stop()
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

@Suite(.serialized, .timeLimit(.minutes(1))) struct `The trail of what was tried` {
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

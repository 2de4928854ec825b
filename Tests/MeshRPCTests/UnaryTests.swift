import Gateway
import MeshRPC
import MeshTransport
import Testing

@Suite struct `A unary call` {
    @Test(arguments: Wire.allCases)
    func `goes from caller to worker and back`(wire: Wire) async throws {
        let mesh = try Mesh(wire)
        let gateway = try mesh.gateway()
        let worker = mesh.worker("echo", [echoBinding])
        worker.start()
        try await worker.registered(within: .seconds(5))
        let caller = mesh.caller()
        try await caller.ready(within: .seconds(5))
        let reply = try await caller.unary(echo, [1, 2, 3], .init())
        #expect(reply.payload == [1, 2, 3])
        let empty = try await caller.unary(echo, [], .init())
        #expect(empty.payload.isEmpty)
        await caller.close()
        await worker.drain(grace: .seconds(1))
        gateway.stop()
    }
}

import Gateway
import Glibc
import MeshRPC
import MeshTransport
import Testing

/// The one context of the test process.
let sharedContext = Result { () throws(TransportFailure) in try MessageContext() }

/// How caller, gateway and worker of a test reach each other.
enum Wire: String, CaseIterable, Sendable {
    case ipc
    case inproc
}

/// A gateway with loops for its peers, on endpoints of its own.
final class Mesh: Sendable {
    let context: MessageContext
    let loop: IOLoop
    let front: String
    let back: String
    let limits: GatewayLimits
    private let folder: String

    init(_ wire: Wire, limits: GatewayLimits = .init()) throws {
        self.context = try sharedContext.get()
        self.loop = IOLoop(context: self.context, name: "test")
        self.limits = limits
        let name = String(randomWord(), radix: 36)
        self.folder = "/tmp/mesh-\(name)"
        switch wire {
        case .ipc:
            self.front = "ipc://\(self.folder)/front"
            self.back = "ipc://\(self.folder)/back"
        case .inproc:
            self.front = "inproc://\(name)-front"
            self.back = "inproc://\(name)-back"
        }
    }

    deinit {
        self.loop.stop()
        for name in ["front", "back", "front.lock", "back.lock"] {
            unlink("\(self.folder)/\(name)")
        }
        rmdir(self.folder)
    }

    func gateway() throws -> Gateway {
        let gateway = Gateway(
            context: self.context, front: [self.front], back: [self.back], limits: self.limits)
        try gateway.start()
        return gateway
    }

    func caller(_ principal: String = "wang.li") -> Caller {
        Caller(loop: self.loop, endpoint: self.front, principal: principal)
    }

    func worker(
        _ name: String = "echo", _ bindings: [MethodBinding], shared: [MethodBinding] = [],
        slots: Int = 256, trust: IdentityTrust = .anyGateway
    ) -> Worker {
        Worker(
            loop: self.loop, endpoint: self.back, name: name, shared: shared, bindings: bindings,
            settings: WorkerSettings(slots: slots), trust: trust
        ) { _, call in
            Actor(
                principal: call.principal, person: call.principal, party: "parties/p",
                partyRole: .individualUser, operatorRoles: [])
        }
    }
}

/// A method of the tests' own service.
func testMethod(
    _ name: String, _ callClass: CallClass = .noSideEffects,
    service: String = "test.v1.EchoService",
    timeout: UInt32 = 10_000
) -> MethodDescriptor {
    MethodDescriptor(
        service: service, method: name, callClass: callClass, timeoutMilliseconds: timeout)
}

let echo = testMethod("Echo")
let echoBinding = MethodBinding(echo) { payload, _ in Reply(payload: payload) }

/// The failure of a call that must fail; `nil` when it does not.
func rpcFailure(_ call: () async throws -> Void) async -> RPCFailure? {
    do {
        try await call()
        return nil
    } catch {
        return error as? RPCFailure
    }
}

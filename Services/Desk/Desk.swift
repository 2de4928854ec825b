public import Gateway
import MeshAPI
import MeshProgram
public import MeshRPC
public import MeshTransport

/// The worker by which operators see and order a gateway.
public final class Desk: Sendable {
    private let loop: IOLoop
    private let caller: Caller
    private let worker: Worker

    /// - Parameters:
    ///   - name: The gateway's; its worker, its routing key and its resources are called so.
    ///   - front: The gateway's own door of this host, and `back` the one for workers.
    ///   - trust: The key with which the gateway signs who is calling.
    public init(
        _ gateway: Gateway, name: String, context: MessageContext, front: String, back: String,
        trust: [IdentityKey]
    ) {
        self.loop = IOLoop(context: context, name: "desk")
        let caller = Caller(loop: self.loop, endpoint: front, principal: "service.\(name)")
        let authority = AuthorityServiceClient(caller, routingKey: "registry")
        let health = MeshHealth(gateway: gateway, name: name, channel: caller)
        let answers = HealthAnswers { await health.current() }
        self.caller = caller
        self.worker = Worker(
            loop: self.loop, endpoint: back, name: name,
            shared: answers.healthServiceBindings,
            bindings: answers.healthServiceBindings
                + AdminAnswers(gateway: gateway, name: name, authority: authority)
                .adminServiceBindings,
            settings: WorkerSettings(slots: 32), trust: .keys(trust),
            admit: { method, call throws(RPCFailure) in
                try await Self.admit(method, call, authority)
            })
    }

    public func start() {
        self.worker.start()
    }

    /// Ends before its gateway does: as a caller it would be waited for.
    public func stop() async {
        await self.worker.drain(grace: .seconds(1))
        await self.caller.close()
        self.loop.stop()
    }

    private static func admit(
        _ method: MethodDescriptor, _ call: Call, _ authority: AuthorityServiceClient
    ) async throws(RPCFailure) -> Actor {
        if let actor = Actor.withoutAccount(call) {
            try actor.mustBeAllowed(to: method)
            return actor
        }
        return Actor(
            try await authority.checkCaller(
                CheckCallerRequest(call), CallOptions(timeout: .seconds(2))),
            principal: call.principal)
    }
}

extension CheckCallerRequest {
    init(_ call: Call, resource: String = "", reason: String = "") {
        self.init(
            principal: call.principal, isKeyed: call.isKeyed, address: call.address,
            method: call.method.path, resource: resource, reason: reason)
    }
}

extension Actor {
    fileprivate init(_ response: CheckCallerResponse, principal: String) {
        self.init(
            principal: principal, person: response.person, party: response.party,
            partyRole: response.partyRole ?? .individualUser,
            operatorRoles: response.operatorRoles)
    }
}

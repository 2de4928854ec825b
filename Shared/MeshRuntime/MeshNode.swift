import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshTransport
import Synchronization

/// One running service: its host, its worker at the gateways and its way to the other services.
package final class MeshNode: Sendable {
    package let host: ServiceHost
    private let loop: IOLoop
    private let worker: Worker
    private let caller: Caller
    private let work = Mutex<Task<Void, Never>?>(nil)

    /// - Parameters:
    ///   - front: Where callers connect, one endpoint of each gateway.
    ///   - back: Where workers connect, one endpoint of each gateway.
    ///   - trust: Keys of gateways whose word about callers counts.
    ///   - security: The service's own key, where the gateway is on another host.
    package init(
        _ definition: ServiceDefinition, store: Store, clock: any MeshClock,
        context: MessageContext, front: [String], back: [String], trust: [IdentityKey],
        limits: FollowLimits = .init(), security: Security = .none
    ) {
        let host = ServiceHost(definition, store: store, clock: clock, limits: limits)
        let loop = IOLoop(context: context, name: definition.name)
        self.host = host
        self.loop = loop
        self.worker = Worker(
            loop: loop, endpoints: back, name: definition.name, shared: host.sharedBindings,
            bindings: host.bindings, security: security, trust: .keys(trust),
            admit: { method, call throws(RPCFailure) in try await host.admit(method, call) })
        self.caller = Caller(
            loop: loop, endpoints: front, principal: "service.\(definition.name)",
            security: security)
    }

    /// Registers with the gateways and starts to follow the other services.
    package func start() {
        self.worker.start()
        self.work.withLock { $0 = Task { await self.host.run(channel: self.caller) } }
    }

    /// Returns once a gateway sends calls here.
    package func registered(within limit: Duration) async throws(RPCFailure) {
        try await self.worker.registered(within: limit)
    }

    /// Refuses new calls, finishes the running ones, closes the store.
    package func stop(grace: Duration) async {
        let work = self.work.withLock { $0 }
        work?.cancel()
        await self.worker.drain(grace: grace)
        await self.caller.close()
        await work?.value
        self.loop.stop()
        await self.host.context.store.close()
    }
}

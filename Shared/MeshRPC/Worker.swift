public import MeshTransport

/// Bounds of one worker.
public struct WorkerSettings: Sendable {
    /// Calls that may run at once; the gateway keeps the rest.
    public var slots: Int
    /// Calls with streams that may run at once; each holds a slot as long as it lasts.
    public var streams: Int { self.slots * 3 / 4 }
    /// The largest answer, in bytes.
    public var payloadLimit: Int
    /// Shown to operators.
    public var build: String

    public init(slots: Int = 256, payloadLimit: Int = 4 * 1024 * 1024, build: String = "") {
        self.slots = slots
        self.payloadLimit = payloadLimit
        self.build = build
    }
}

/// Decides who calls, before a handler runs.
public typealias Admission =
    @Sendable (MethodDescriptor, Call) async throws(RPCFailure) -> Actor

/// Answers the calls of several services over one session with each gateway.
///
/// Each gateway may give it an equal share of the slots, at least one: together they never give it
/// more than it takes, and no gateway waits for another's.
public final class Worker: Sendable {
    private let loop: IOLoop
    private let name: String
    private let registration = Registration()
    private let cores: [WorkerCore]

    /// - Parameters:
    ///   - endpoints: One of each gateway of the mesh, at least one.
    ///   - name: Routing key and name of the principal, which is `service.` and this.
    ///   - shared: Services that every process offers, reached only with the routing key.
    ///   - bindings: The services that only this process offers.
    ///   - trust: Whose word about callers counts.
    public init(
        loop: IOLoop, endpoints: [String], name: String, shared: [MethodBinding],
        bindings: [MethodBinding], settings: WorkerSettings = .init(), security: Security = .none,
        trust: IdentityTrust, admit: @escaping Admission
    ) {
        precondition(!endpoints.isEmpty, "a worker needs a gateway")
        var share = settings
        share.slots = max(settings.slots / endpoints.count, 1)
        self.loop = loop
        self.name = name
        self.cores = endpoints.map { [registration, share] endpoint in
            WorkerCore(
                loop: loop, endpoint: endpoint, name: name, shared: shared, bindings: bindings,
                settings: share, security: security, trust: trust, registration: registration,
                isWatched: endpoints.count > 1, admit: admit)
        }
    }

    public convenience init(
        loop: IOLoop, endpoint: String, name: String, shared: [MethodBinding],
        bindings: [MethodBinding], settings: WorkerSettings = .init(), security: Security = .none,
        trust: IdentityTrust, admit: @escaping Admission
    ) {
        self.init(
            loop: loop, endpoints: [endpoint], name: name, shared: shared, bindings: bindings,
            settings: settings, security: security, trust: trust, admit: admit)
    }

    public func start() {
        self.loop.perform { [cores] in
            for core in cores { core.start() }
        }
    }

    /// Waits until the first gateway has taken the services into its table.
    ///
    /// - Throws: UNAVAILABLE when that is not so in time.
    public func registered(within limit: Duration) async throws(RPCFailure) {
        let due = monotonicMicroseconds() + limit.microseconds
        let isRegistered = await withUnsafeContinuation { continuation in
            self.loop.perform { [cores, registration] in
                guard cores.contains(where: \.isStarted) else {
                    return continuation.resume(returning: false)
                }
                registration.await(continuation, due: due)
            }
        }
        guard isRegistered else {
            throw RPCFailure(
                .unavailable, "no gateway took the services of \(self.name) in time",
                retryAfterMilliseconds: 100, verdict: .safeNotStarted, origin: .worker)
        }
    }

    /// Takes no new calls from any gateway, finishes those that run, at most for `grace`, and says
    /// goodbye.
    public func drain(grace: Duration) async {
        let due = monotonicMicroseconds() + grace.microseconds
        await withDiscardingTaskGroup { group in
            for core in self.cores {
                group.addTask { await self.drain(core, due: due) }
            }
        }
    }

    private func drain(_ core: WorkerCore, due: Int64) async {
        _ = await withUnsafeContinuation { continuation in
            self.loop.perform { core.drain(continuation, due: due) }
        }
        let farewell = monotonicMicroseconds() + Self.farewellMicroseconds
        _ = await withUnsafeContinuation { continuation in
            self.loop.perform { core.leave(continuation, due: farewell) }
        }
        await withUnsafeContinuation { (done: UnsafeContinuation<Void, Never>) in
            self.loop.perform {
                core.close()
                done.resume()
            }
        }
    }

    /// How long a gateway may take to answer GOODBYE.
    private static let farewellMicroseconds: Int64 = 500_000
}

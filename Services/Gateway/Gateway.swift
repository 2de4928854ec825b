public import MeshPool
public import MeshTransport

/// Routes calls between callers and workers; keeps nothing on disk and knows no message.
public final class Gateway: Sendable {
    public let limits: GatewayLimits
    private let loop: IOLoop
    private let switchboard: Switchboard
    private let front: [String]
    private let back: [String]
    private let keys: GatewayKeys?

    /// - Parameters:
    ///   - front: Endpoints for callers.
    ///   - back: Endpoints for workers.
    ///   - keys: Needed for tcp endpoints, where only keys tell who is there.
    ///   - signing: Needed wherever services believe nobody but a signature.
    public init(
        context: MessageContext, front: [String], back: [String], limits: GatewayLimits = .init(),
        keys: GatewayKeys? = nil, signing: CallerSigning? = nil
    ) {
        self.limits = limits
        self.loop = IOLoop(context: context, name: "gateway")
        self.switchboard = Switchboard(limits: limits, keys: keys, signing: signing)
        self.front = front
        self.back = back
        self.keys = keys
    }

    /// Binds the endpoints and begins to route.
    ///
    /// - Returns: The endpoints for callers as they were bound, and those for workers.
    /// - Throws: when an endpoint is malformed or in use, or is tcp and there are no keys.
    @discardableResult
    public func start() throws(TransportFailure) -> (front: [String], back: [String]) {
        var doors = GatewayDoors(self.loop.context, self.keys)
        let switchboard = self.switchboard
        // First, so that no door with keys is ever open without a guard.
        let authenticator: Authenticator? =
            self.keys == nil
            ? nil : try Authenticator(self.loop.context) { switchboard.admits($0) }
        let bound = (
            front: try doors.bind(self.front, .front), back: try doors.bind(self.back, .back)
        )
        // A socket may change its thread once, with a fence between: the loop's inbox is one.
        nonisolated(unsafe) let handed = (doors: doors, authenticator: authenticator)
        self.loop.perform { [loop] in
            handed.authenticator?.start(on: loop)
            switchboard.start(on: loop, handed.doors)
        }
        return bound
    }

    /// Takes other keys into use; sessions of those that went end with GOAWAY(DENIED).
    public func use(_ keys: KeyRing) {
        self.loop.perform { [switchboard] in switchboard.use(keys) }
    }

    /// Sends callers to other gateways, finishes what they have open, at most for `grace`, and stops.
    public func drain(grace: Duration) async {
        let grace = grace.components.seconds * 1_000_000
        await withUnsafeContinuation { continuation in
            self.loop.perform { [switchboard] in
                switchboard.leave(
                    Departure(
                        at: monotonicMicroseconds(), grace: grace, continuation: continuation))
            }
        }
        self.stop()
    }

    /// Stops routing at once and frees the endpoints; calls in flight are lost.
    public func stop() {
        self.loop.stop()
    }

    public func snapshot() async -> GatewaySnapshot {
        await self.ask { $0.snapshot() }
    }

    /// Orders something of the workers of one name; holds until the gateway ends.
    public func command(_ command: WorkerCommand, _ name: String) async -> CommandOutcome {
        await self.ask { $0.command(command, name) }
    }

    /// Lets a quarantined request run again.
    ///
    /// - Returns: Its letter; `nil` when there is none with this id.
    public func release(letter id: String) async -> QuarantinedRequest? {
        await self.ask { $0.release(letter: id) }
    }

    private func ask<Answer: Sendable>(
        _ question: @escaping @Sendable (Switchboard) -> Answer
    ) async -> Answer {
        await withUnsafeContinuation { continuation in
            self.loop.perform { [switchboard] in
                continuation.resume(returning: question(switchboard))
            }
        }
    }
}

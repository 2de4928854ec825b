public import MeshTransport

/// Routes calls between callers and workers; keeps nothing on disk and knows no message.
public final class Gateway: Sendable {
    private let loop: IOLoop
    private let switchboard: Switchboard
    private let front: [String]
    private let back: [String]

    /// - Parameters:
    ///   - front: Endpoints for callers.
    ///   - back: Endpoints for workers.
    public init(
        context: MessageContext, front: [String], back: [String], limits: GatewayLimits = .init()
    ) {
        self.loop = IOLoop(context: context, name: "gateway")
        self.switchboard = Switchboard(limits: limits)
        self.front = front
        self.back = back
    }

    /// Binds the endpoints and begins to route.
    ///
    /// - Throws: when an endpoint is malformed, in use, or reaches beyond this host.
    public func start() throws(TransportFailure) {
        let front = try Self.bind(self.front, self.loop.context)
        let back = try Self.bind(self.back, self.loop.context)
        let sockets = Handover(front: front, back: back)
        self.loop.perform { [switchboard, loop] in
            switchboard.start(on: loop, front: sockets.front, back: sockets.back)
        }
    }

    /// Stops routing at once and frees the endpoints; calls in flight are lost.
    public func stop() {
        self.loop.stop()
    }

    public func snapshot() async -> GatewaySnapshot {
        await withUnsafeContinuation { continuation in
            self.loop.perform { [switchboard] in
                continuation.resume(returning: switchboard.snapshot())
            }
        }
    }

    /// A socket may change its thread once, with a fence between: the loop's inbox is one.
    private struct Handover: @unchecked Sendable {
        let front: MessageSocket
        let back: MessageSocket
    }

    private static func bind(
        _ endpoints: [String], _ context: MessageContext
    ) throws(TransportFailure) -> MessageSocket {
        let socket = try MessageSocket(context, .router)
        for text in endpoints {
            let endpoint = try Endpoint(text)
            // A name in HELLO is no proof; until keys are, only this host may connect.
            guard endpoint.isLocal else {
                throw TransportFailure(
                    "endpoint \(endpoint) reaches beyond this host; bind to 127.0.0.1")
            }
            try socket.bind(endpoint)
        }
        return socket
    }
}

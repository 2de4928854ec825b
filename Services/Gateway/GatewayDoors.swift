public import MeshTransport

/// What a gateway needs to have doors beyond its host.
public struct GatewayKeys: Sendable {
    /// What its tcp endpoints prove themselves with.
    public var own: CurveKeyPair
    /// The keys known from the start.
    public var ring: KeyRing
    /// The time by which keys begin and end, in microseconds since 1970.
    public var clock: @Sendable () -> Int64

    public init(
        own: CurveKeyPair, ring: KeyRing = KeyRing(),
        clock: @escaping @Sendable () -> Int64 = wallMicroseconds
    ) {
        self.own = own
        self.ring = ring
        self.clock = clock
    }
}

/// The sockets of a gateway: for this host by name, beyond it by key.
struct GatewayDoors {
    private let context: MessageContext
    private let keys: GatewayKeys?
    private(set) var front: MessageSocket?
    private(set) var back: MessageSocket?
    private(set) var keyedFront: MessageSocket?
    private(set) var keyedBack: MessageSocket?

    init(_ context: MessageContext, _ keys: GatewayKeys?) {
        self.context = context
        self.keys = keys
    }

    var sockets: [MessageSocket] {
        [self.front, self.back, self.keyedFront, self.keyedBack].compactMap { $0 }
    }

    /// Binds endpoints: ipc and inproc stay on this host, tcp needs keys.
    mutating func bind(
        _ endpoints: [String], _ side: Peer.Side
    ) throws(TransportFailure) -> [String] {
        var bound: [String] = []
        for text in endpoints {
            let endpoint = try Endpoint(text)
            let socket = try endpoint.scheme == .tcp ? self.keyed(side, endpoint) : self.open(side)
            bound.append(try socket.bind(endpoint).description)
        }
        return bound
    }

    private mutating func open(_ side: Peer.Side) throws(TransportFailure) -> MessageSocket {
        let place: WritableKeyPath<Self, MessageSocket?> =
            switch side {
            case .front: \.front
            case .back: \.back
            }
        if let known = self[keyPath: place] { return known }
        let socket = try MessageSocket(self.context, .router)
        self[keyPath: place] = socket
        return socket
    }

    private mutating func keyed(
        _ side: Peer.Side, _ endpoint: Endpoint
    ) throws(TransportFailure) -> MessageSocket {
        let place: WritableKeyPath<Self, MessageSocket?> =
            switch side {
            case .front: \.keyedFront
            case .back: \.keyedBack
            }
        if let known = self[keyPath: place] { return known }
        guard let keys = self.keys else {
            throw TransportFailure(
                "endpoint \(endpoint) needs keys, since a name in HELLO is no proof; give the "
                    + "gateway a key or bind to ipc")
        }
        let socket = try MessageSocket(
            self.context, .router, security: .server(keys.own, domain: "\(side)"))
        self[keyPath: place] = socket
        return socket
    }
}

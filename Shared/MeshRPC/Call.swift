import Synchronization

/// Who calls, as registry's data say it: one person acting for one party in one role.
public struct Actor: Sendable, Hashable {
    /// The name in HELLO on one host, the holder of the key beyond it, such as `wang.li`.
    public var principal: String
    /// The natural person behind it; two principals of one person are not four eyes.
    public var person: String
    /// Resource name of the party, such as `parties/sp-1`; empty for a service of the mesh.
    public var party: String
    public var partyRole: PartyRole
    public var operatorRoles: [OperatorRole]

    public init(
        principal: String, person: String, party: String, partyRole: PartyRole,
        operatorRoles: [OperatorRole]
    ) {
        self.principal = principal
        self.person = person
        self.party = party
        self.partyRole = partyRole
        self.operatorRoles = operatorRoles
    }
}

/// One key and value that travel beside a message.
public struct Metadata: Sendable, Hashable {
    public var key: String
    public var value: [UInt8]

    public init(key: String, value: [UInt8]) {
        self.key = key
        self.value = value
    }
}

/// Metadata that a handler adds to its answer, be it a success or a failure.
public struct AnswerMetadata: Sendable {
    fileprivate let facts: Call.Facts

    public func add(_ metadata: Metadata) {
        self.facts.answer.withLock { $0.append(metadata) }
    }

    public var all: [Metadata] { self.facts.answer.withLock { $0 } }
}

/// One call as its handler sees it.
public struct Call: Sendable {
    /// What stays the same stands behind one reference: a call is handed from function to function.
    fileprivate final class Facts: Sendable {
        let method: MethodDescriptor
        let principal: String
        let isKeyed: Bool
        let address: String
        let idempotencyKey: [UInt8]
        let requestDigest: [UInt8]
        let attempt: UInt32
        let trace: [UInt8]
        let metadata: [Metadata]
        let deadline: ContinuousClock.Instant
        let answer = Mutex<[Metadata]>([])

        init(
            method: MethodDescriptor, principal: String, isKeyed: Bool,
            address: String, idempotencyKey: [UInt8],
            requestDigest: [UInt8], attempt: UInt32, trace: [UInt8], metadata: [Metadata],
            deadline: ContinuousClock.Instant
        ) {
            self.method = method
            self.principal = principal
            self.isKeyed = isKeyed
            self.address = address
            self.idempotencyKey = idempotencyKey
            self.requestDigest = requestDigest
            self.attempt = attempt
            self.trace = trace
            self.metadata = metadata
            self.deadline = deadline
        }
    }

    private let facts: Facts
    /// Filled in by the service's own check before the handler runs.
    public var actor: Actor

    public init(
        method: MethodDescriptor, principal: String, isKeyed: Bool = false, address: String = "",
        actor: Actor,
        idempotencyKey: [UInt8] = [],
        requestDigest: [UInt8] = [], attempt: UInt32 = 0, trace: [UInt8] = [],
        metadata: [Metadata] = [], deadline: ContinuousClock.Instant
    ) {
        self.facts = Facts(
            method: method, principal: principal, isKeyed: isKeyed, address: address,
            idempotencyKey: idempotencyKey, requestDigest: requestDigest, attempt: attempt,
            trace: trace, metadata: metadata,
            deadline: deadline)
        self.actor = actor
    }

    public var method: MethodDescriptor { self.facts.method }
    /// The principal the gateway vouches for.
    public var principal: String { self.facts.principal }
    /// Whether a key proved that; otherwise a process of this host's user gave the name.
    public var isKeyed: Bool { self.facts.isKeyed }
    /// Where the gateway saw the call come from; empty on one host.
    public var address: String { self.facts.address }
    public var idempotencyKey: [UInt8] { self.facts.idempotencyKey }
    /// SHA-256 of the payload as received.
    public var requestDigest: [UInt8] { self.facts.requestDigest }
    /// What others may keep of the request; see ``requestProof(of:key:)``.
    public var requestProof: [UInt8] {
        MeshRPC.requestProof(of: self.requestDigest, key: self.idempotencyKey)
    }
    public var attempt: UInt32 { self.facts.attempt }
    public var trace: [UInt8] { self.facts.trace }
    public var metadata: [Metadata] { self.facts.metadata }
    /// When the caller stops waiting, on the monotonic clock.
    public var deadline: ContinuousClock.Instant { self.facts.deadline }
    /// What a call that the handler makes may take: the time left, less 2 ms or 2 % for the way back.
    public var timeToHandOn: Duration {
        let left = ContinuousClock.now.duration(to: self.deadline)
        return left - max(.milliseconds(2), left / 50)
    }
    /// What travels beside the answer.
    public var answer: AnswerMetadata { AnswerMetadata(facts: self.facts) }
}

/// What a caller may say about one call.
public struct CallOptions: Sendable {
    /// Time allowed; `nil` takes the method's own default.
    public var timeout: Duration?
    /// 1 to 64 bytes.
    ///
    /// A KEYED call without one gets a fresh random key.
    public var idempotencyKey: [UInt8]
    /// Which instance of a service that every process offers, such as `registry`.
    public var routingKey: String
    public var metadata: [Metadata]
    public var trace: [UInt8]

    public init(
        timeout: Duration? = nil, idempotencyKey: [UInt8] = [], routingKey: String = "",
        metadata: [Metadata] = [], trace: [UInt8] = []
    ) {
        self.timeout = timeout
        self.idempotencyKey = idempotencyKey
        self.routingKey = routingKey
        self.metadata = metadata
        self.trace = trace
    }

    /// Of a call that the handler of another makes: it ends in time for that one, and is cancelled
    /// with it.
    public init(within call: Call, routingKey: String = "") {
        self.init(timeout: call.timeToHandOn, routingKey: routingKey, trace: call.trace)
    }
}

/// The answer to a unary call.
public struct Reply: Sendable {
    public var payload: [UInt8]
    /// `mesh-replayed: 1` marks the stored answer of an earlier call with the same key, and
    /// `mesh-completed-at` says when that was, RFC 3339.
    public var metadata: [Metadata]

    public init(payload: [UInt8], metadata: [Metadata] = []) {
        self.payload = payload
        self.metadata = metadata
    }
}

/// Something that carries calls: a session with a gateway, or a test's own.
public protocol Channel: Sendable {
    /// Calls `method` and waits for its answer, at most until the deadline.
    func unary(
        _ method: MethodDescriptor, _ payload: [UInt8], _ options: CallOptions
    ) async throws(RPCFailure) -> Reply

    /// Begins a call with streams.
    ///
    /// - Parameter payload: The request of a method that takes one; empty for a stream of them.
    func open(
        _ method: MethodDescriptor, _ payload: [UInt8], _ options: CallOptions
    ) throws(RPCFailure) -> CallStream
}

extension Channel {
    public func open(
        _ method: MethodDescriptor, _ payload: [UInt8], _ options: CallOptions
    ) throws(RPCFailure) -> CallStream {
        throw RPCFailure(
            .unimplemented, "this channel carries no streams; \(method.path) needs one",
            verdict: .doNotRetry, origin: .caller)
    }
}

/// A method together with the code that answers it; bytes in, bytes out.
public struct MethodBinding: Sendable {
    public typealias Unary = @Sendable ([UInt8], Call) async throws(RPCFailure) -> Reply
    /// The reply of a method that streams its answers has no payload.
    public typealias Stream =
        @Sendable (Inbound, Outbound, Call) async throws(RPCFailure) -> Reply

    public enum Handler: Sendable {
        case unary(Unary)
        case stream(Stream)
    }

    public let descriptor: MethodDescriptor
    public let handler: Handler

    public init(_ descriptor: MethodDescriptor, handle: @escaping Unary) {
        self.descriptor = descriptor
        self.handler = .unary(handle)
    }

    public init(_ descriptor: MethodDescriptor, stream: @escaping Stream) {
        self.descriptor = descriptor
        self.handler = .stream(stream)
    }

    /// Answers a call with one request and one answer.
    public func handle(_ payload: [UInt8], _ call: Call) async throws(RPCFailure) -> Reply {
        switch self.handler {
        case .unary(let handle): return try await handle(payload, call)
        case .stream:
            throw RPCFailure(
                .unimplemented, "\(self.descriptor.path) is a stream; open it as one",
                verdict: .doNotRetry)
        }
    }
}

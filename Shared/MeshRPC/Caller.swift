import Crypto
public import MeshTransport

/// Bounds of one caller.
public struct CallerSettings: Sendable {
    /// Calls that wait for a place in the session; more are refused with RESOURCE_EXHAUSTED.
    public var waitingCalls: Int
    /// The longest time allowed for one call, in seconds.
    public var longestTimeoutSeconds: Int64
    /// How long a call that streams its answers, which may last for hours, is tried again before
    /// the first one has come.
    public var streamOpening: Duration
    /// Repeats and hedges of all calls together: so many at once, and then so many each second.
    public var repeatsAtOnce: Int
    public var repeatsPerSecond: Int
    /// After how long a read with one answer is made once more; `nil` for never.
    ///
    /// Through another gateway where there is one; the first answer counts.
    public var hedgeAfter: Duration?

    public init(
        waitingCalls: Int = 8_192, longestTimeoutSeconds: Int64 = 600,
        streamOpening: Duration = .seconds(30), repeatsAtOnce: Int = 256,
        repeatsPerSecond: Int = 128, hedgeAfter: Duration? = nil
    ) {
        self.waitingCalls = waitingCalls
        self.longestTimeoutSeconds = longestTimeoutSeconds
        self.streamOpening = streamOpening
        self.repeatsAtOnce = repeatsAtOnce
        self.repeatsPerSecond = repeatsPerSecond
        self.hedgeAfter = hedgeAfter
    }
}

/// What a caller counted since its start.
public struct CallerCounters: Sendable, Hashable {
    public var repeats: UInt64 = 0
    public var hedges: UInt64 = 0
    /// Answers to the slower of a call and its hedge, which was cancelled.
    public var hedgeLosers: UInt64 = 0
    /// Answers to no open call, the usual end of a cancelled one.
    public var lateReplies: UInt64 = 0

    static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.repeats += right.repeats
        sum.hedges += right.hedges
        sum.hedgeLosers += right.hedgeLosers
        sum.lateReplies += right.lateReplies
        return sum
    }
}

/// A session with each of some gateways, which carry calls.
///
/// Survives the gateways and the workers: a call that may be repeated is, until its deadline, and
/// through another gateway where there is one.
public final class Caller: Channel, Sendable {
    private let loop: IOLoop
    private let picker: GatewayPicker
    private let settings: CallerSettings

    /// A principal may be empty where a key tells who calls.
    ///
    /// An endpoint that is none is reported by ``ready(within:)`` and every call.
    ///
    /// - Parameter endpoints: One of each gateway of the mesh, at least one.
    public init(
        loop: IOLoop, endpoints: [String], principal: String, settings: CallerSettings = .init(),
        security: Security = .none
    ) {
        self.loop = loop
        self.settings = settings
        self.picker = GatewayPicker(endpoints: endpoints, settings: settings)
        loop.perform { [picker] in picker.start(loop, principal, security) }
    }

    public convenience init(
        loop: IOLoop, endpoint: String, principal: String, settings: CallerSettings = .init(),
        security: Security = .none
    ) {
        self.init(
            loop: loop, endpoints: [endpoint], principal: principal, settings: settings,
            security: security)
    }

    /// Waits for the first session.
    ///
    /// - Throws: UNAVAILABLE when there is none in time, UNAUTHENTICATED when it is denied.
    public func ready(within limit: Duration) async throws(RPCFailure) {
        let due = monotonicMicroseconds() + limit.microseconds
        let isOpen = await withUnsafeContinuation { continuation in
            self.loop.perform { [picker] in picker.awaitSession(continuation, due: due) }
        }
        guard isOpen else {
            throw await withUnsafeContinuation { continuation in
                self.loop.perform { [picker] in
                    continuation.resume(returning: picker.noSession(.unavailable))
                }
            }
        }
    }

    /// Ends the sessions; calls that are open fail with CANCELLED.
    public func close() async {
        await withUnsafeContinuation { (done: UnsafeContinuation<Void, Never>) in
            self.loop.perform { [picker] in
                picker.close()
                done.resume()
            }
        }
    }

    public func counters() async -> CallerCounters {
        await withUnsafeContinuation { continuation in
            self.loop.perform { [picker] in continuation.resume(returning: picker.counters) }
        }
    }

    public func unary(
        _ method: MethodDescriptor, _ payload: [UInt8], _ options: CallOptions
    ) async throws(RPCFailure) -> Reply {
        let pending = try self.prepare(method, payload, options)
        let result = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                pending.continuation = continuation
                if self.loop.isCurrent {
                    self.picker.submit(pending)
                } else {
                    self.loop.perform { [picker] in picker.submit(pending) }
                }
            }
        } onCancel: {
            self.loop.perform { pending.cancel() }
        }
        return try result.get()
    }

    public func open(
        _ method: MethodDescriptor, _ payload: [UInt8], _ options: CallOptions
    ) throws(RPCFailure) -> CallStream {
        let pending = try self.prepare(method, payload, options)
        let (loop, picker) = (self.loop, self.picker)
        let flow = CallFlow(
            inbound: Inbound { grant in
                loop.perform { pending.core?.granted(grant, to: pending) }
            },
            outbound: Outbound(
                ready: { loop.perform { pending.core?.sendable(pending) } },
                stalled: { stall in loop.perform { pending.core?.stalled(pending, stall) } }))
        if !method.shape.streamsRequests { flow.outbound.close() }
        pending.flow = flow
        loop.perform { picker.submit(pending) }
        return CallStream(flow) { loop.perform { pending.cancel() } }
    }

    private func prepare(
        _ method: MethodDescriptor, _ payload: [UInt8], _ options: CallOptions
    ) throws(RPCFailure) -> PendingCall {
        var timeout = Int64(method.timeoutMilliseconds) * 1_000
        if let own = options.timeout { timeout = own.microseconds }
        guard timeout > 0 else {
            throw RPCFailure(
                .deadlineExceeded, "no time was left when \(method.path) was called",
                verdict: .safeNotStarted, origin: .caller)
        }
        guard options.idempotencyKey.count <= EnvelopeLimit.keyBytes else {
            throw RPCFailure(
                .invalidArgument,
                "the idempotency key has \(options.idempotencyKey.count) bytes; "
                    + "1 to \(EnvelopeLimit.keyBytes) are allowed",
                verdict: .doNotRetry, origin: .caller)
        }
        timeout = min(
            timeout,
            method.shape.streamsReplies
                ? CallLimit.longestStream : self.settings.longestTimeoutSeconds * 1_000_000)
        let needsKey = method.callClass == .keyed && options.idempotencyKey.isEmpty
        return PendingCall(
            method, payload, options,
            idempotencyKey: needsKey ? randomBytes(16) : options.idempotencyKey,
            digest: requestDigest(payload, method.callClass), timeout: timeout)
    }
}

/// SHA-256 of a payload; reads skip it to stay fast.
func requestDigest(_ payload: [UInt8], _ callClass: CallClass) -> [UInt8] {
    switch callClass {
    case .noSideEffects: []
    case .idempotent, .keyed, .unsafe: payload.withUnsafeBytes { payloadDigest($0) }
    }
}

/// What shows that a request was sent, to whoever is given it and its idempotency key, and tells
/// nothing to anybody else: HMAC-SHA256, under the key, of the request's SHA-256.
///
/// - Returns: Nothing where the key has fewer than 16 bytes and may be guessed.
public func requestProof(of digest: [UInt8], key: [UInt8]) -> [UInt8] {
    guard key.count >= 16, !digest.isEmpty else { return [] }
    return [UInt8](HMAC<SHA256>.authenticationCode(for: digest, using: SymmetricKey(data: key)))
}

/// SHA-256 of a payload.
public func payloadDigest(_ payload: UnsafeRawBufferPointer) -> [UInt8] {
    var hash = SHA256()
    hash.update(bufferPointer: payload)
    return [UInt8](hash.finalize())
}

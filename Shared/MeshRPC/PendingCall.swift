import MeshTransport

/// One call of a caller from the API to its answer, over all attempts.
///
/// Unchecked: after it is handed to the loop, only the loop's thread touches it.
final class PendingCall: @unchecked Sendable {
    enum State {
        case waiting
        case sent(callID: UInt64)
        case backingOff
        case finished
    }

    let method: MethodDescriptor
    let payload: [UInt8]
    let options: CallOptions
    /// The same in every attempt.
    let idempotencyKey: [UInt8]
    let digest: [UInt8]
    /// The time allowed, in microseconds; the loop's clock may be a little behind the caller's.
    let timeout: Int64
    /// In microseconds of the monotonic clock.
    let deadline: Int64
    @exclusivity(unchecked) var state = State.waiting
    var attempt: UInt32 = 0
    /// The session that has it, from its submission on.
    @exclusivity(unchecked) var core: CallerCore?
    /// When the last attempt was handed to a gateway, in microseconds of the monotonic clock.
    @exclusivity(unchecked) var sentAt: Int64 = 0
    /// Whether any attempt was handed to the gateway.
    @exclusivity(unchecked) var wasSent = false
    @exclusivity(unchecked) var isCancelled = false
    /// Of a call with one answer, as long as that is awaited.
    @exclusivity(unchecked) var continuation: UnsafeContinuation<Result<Reply, RPCFailure>, Never>?
    /// Of a call with streams.
    @exclusivity(unchecked) var flow: CallFlow?
    @exclusivity(unchecked) var isSubmitted = false
    /// The same call on its way once more; whichever is answered first ends both.
    @exclusivity(unchecked) var rival: PendingCall?
    /// Whether it is the second of the two.
    let isHedge: Bool

    init(
        _ method: MethodDescriptor, _ payload: [UInt8], _ options: CallOptions,
        idempotencyKey: [UInt8], digest: [UInt8], timeout: Int64
    ) {
        self.method = method
        self.payload = payload
        self.options = options
        self.idempotencyKey = idempotencyKey
        self.digest = digest
        self.timeout = timeout
        self.deadline = monotonicMicroseconds() + timeout
        self.isHedge = false
    }

    /// The hedge of a call that takes long.
    init(hedging first: PendingCall) {
        self.method = first.method
        self.payload = first.payload
        self.options = first.options
        self.idempotencyKey = first.idempotencyKey
        self.digest = first.digest
        self.timeout = first.timeout
        self.deadline = first.deadline
        self.isHedge = true
        self.attempt = first.attempt + 1
        self.rival = first
        first.rival = self
    }

    /// Whether nothing of a stream has passed in either direction.
    var isRepeatable: Bool {
        guard let flow = self.flow else { return true }
        return !self.method.shape.streamsRequests && !flow.inbound.hasReceived
    }

    var isFinished: Bool {
        switch self.state {
        case .finished: true
        case .waiting, .sent, .backingOff: false
        }
    }
}

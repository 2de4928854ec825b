import MeshTransport

/// A request that passed the worker's checks.
struct WorkerRequest {
    /// The longest time allowed, in microseconds.
    private static let longestTimeout: UInt64 = 600_000_000

    let bound: BoundMethod
    let payload: [UInt8]
    let call: Call
    /// In microseconds.
    let remaining: Int64

    /// - Throws: what the caller is told when the request cannot run.
    init(
        _ envelope: Envelope, _ message: Message, worker: WorkerCore
    ) throws(RPCFailure) {
        let bound = try Self.bound(envelope, worker)
        let descriptor = bound.binding.descriptor
        guard let caller = envelope.caller, !caller.principal.isEmpty else {
            throw Self.refusal(.unauthenticated, "the gateway names no caller", worker)
        }
        if let fault = worker.fault(of: caller) {
            throw Self.refusal(.unauthenticated, fault, worker)
        }
        guard let timeout = envelope.timeoutMicroseconds else {
            throw Self.refusal(
                .invalidArgument, "timeout_us is missing; every call needs a deadline", worker)
        }
        guard timeout > 0 else {
            throw Self.refusal(
                .deadlineExceeded, "no time was left for \(descriptor.path)", worker)
        }
        guard descriptor.callClass != .keyed || !envelope.idempotencyKey.isEmpty else {
            throw Self.refusal(
                .invalidArgument,
                "\(descriptor.path) needs an idempotency key of 1 to \(EnvelopeLimit.keyBytes) "
                    + "bytes", worker)
        }
        let payload = [UInt8](message.payload)
        let digest = requestDigest(payload, descriptor.callClass)
        guard digest.isEmpty || envelope.requestDigest.isEmpty || digest == envelope.requestDigest
        else {
            throw Self.refusal(.dataLoss, "the payload does not match its digest", worker)
        }
        self.bound = bound
        self.payload = payload
        self.remaining = Int64(min(timeout, Self.longestTimeout))
        self.call = Call(
            method: descriptor, principal: caller.principal, isKeyed: caller.method == "key",
            actor: Actor(
                principal: caller.principal, person: "", party: "", partyRole: .individualUser,
                operatorRoles: []),
            idempotencyKey: envelope.idempotencyKey, requestDigest: digest,
            attempt: envelope.attempt, trace: envelope.trace, metadata: envelope.metadata,
            deadline: .now.advanced(by: .microseconds(self.remaining)))
    }

    private static func bound(
        _ envelope: Envelope, _ worker: WorkerCore
    ) throws(RPCFailure) -> BoundMethod {
        guard let methods = worker.methods[envelope.service] else {
            throw self.refusal(
                .unimplemented,
                "\(worker.name) does not serve \(envelope.service); it serves "
                    + worker.methods.keys.sorted().joined(separator: ", "), worker)
        }
        guard let bound = methods[envelope.method] else {
            throw self.refusal(
                .unimplemented,
                "\(envelope.service) has no method \(envelope.method); it has "
                    + methods.keys.sorted().joined(separator: ", "), worker)
        }
        return bound
    }

    private static func refusal(
        _ code: StatusCode, _ message: String, _ worker: WorkerCore
    ) -> RPCFailure {
        RPCFailure(
            code, message, verdict: .doNotRetry, origin: .worker, originID: worker.name)
    }
}

import MeshTransport

/// A request that passed the worker's checks.
struct WorkerRequest {
    let bound: BoundMethod
    let payload: [UInt8]
    let call: Call
    /// In microseconds.
    let remaining: Int64

    /// - Throws: what the caller is told when the request cannot run.
    init(
        _ header: CallHeader, _ message: Message, worker: WorkerCore
    ) throws(RPCFailure) {
        let envelope = message.envelope
        let bound = try Self.bound(header, envelope, worker)
        let descriptor = bound.binding.descriptor
        let caller = try Self.caller(header, envelope, worker)
        guard let timeout = header.timeoutMicroseconds else {
            throw Self.refusal(
                .invalidArgument, "timeout_us is missing; every call needs a deadline", worker)
        }
        guard timeout > 0 else {
            throw Self.refusal(
                .deadlineExceeded, "no time was left for \(descriptor.path)", worker)
        }
        guard descriptor.callClass != .keyed || !header.idempotencyKey.isEmpty else {
            throw Self.refusal(
                .invalidArgument,
                "\(descriptor.path) needs an idempotency key of 1 to \(EnvelopeLimit.keyBytes) "
                    + "bytes", worker)
        }
        guard !descriptor.shape.streamsRequests || message.payload.isEmpty else {
            throw Self.refusal(
                .invalidArgument,
                "\(descriptor.path) takes its requests as DATA; the payload of REQUEST must be empty",
                worker)
        }
        let payload = [UInt8](message.payload)
        let digest = requestDigest(payload, descriptor.callClass)
        let announced = header.requestDigest.bytes(in: envelope)
        guard digest.isEmpty || announced.isEmpty || announced.elementsEqual(digest) else {
            throw Self.refusal(.dataLoss, "the payload does not match its digest", worker)
        }
        self.bound = bound
        self.payload = payload
        self.remaining = min(
            Int64(clamping: timeout),
            descriptor.shape.streamsReplies ? CallLimit.longestStream : CallLimit.longestCall)
        self.call = Call(
            method: descriptor, principal: caller.principal, isKeyed: caller.method == "key",
            actor: Actor(
                principal: caller.principal, person: "", party: "", partyRole: .individualUser,
                operatorRoles: []),
            // A key stands for one request and its answer, not for a stream of them.
            idempotencyKey: descriptor.shape == .unary
                ? [UInt8](header.idempotencyKey.bytes(in: envelope)) : [],
            requestDigest: digest, attempt: header.attempt,
            trace: [UInt8](header.trace.bytes(in: envelope)),
            metadata: try Self.readable(worker) { () throws(EnvelopeFault) in
                try header.metadata(in: envelope)
            },
            deadline: .now.advanced(by: .microseconds(self.remaining)))
    }

    private static func bound(
        _ header: CallHeader, _ envelope: UnsafeRawBufferPointer, _ worker: WorkerCore
    ) throws(RPCFailure) -> BoundMethod {
        let service = header.service.bytes(in: envelope)
        guard let methods = worker.methods[service] else {
            throw self.refusal(
                .unimplemented,
                "\(worker.name) does not serve \(String(decoding: service, as: UTF8.self)); it serves "
                    + worker.methods.names.joined(separator: ", "), worker)
        }
        let method = header.method.bytes(in: envelope)
        guard let bound = methods[method] else {
            throw self.refusal(
                .unimplemented,
                "\(String(decoding: service, as: UTF8.self)) has no method "
                    + "\(String(decoding: method, as: UTF8.self)); it has "
                    + methods.names.joined(separator: ", "), worker)
        }
        return bound
    }

    private static func caller(
        _ header: CallHeader, _ envelope: UnsafeRawBufferPointer, _ worker: WorkerCore
    ) throws(RPCFailure) -> CallerIdentity {
        let vouched = try self.readable(worker) { () throws(EnvelopeFault) in
            try worker.vouched(header.caller.bytes(in: envelope))
        }
        switch vouched {
        case .caller(let caller): return caller
        case .fault(let reason): throw self.refusal(.unauthenticated, reason, worker)
        }
    }

    /// The header's bounds were checked; what stands inside a sub-message was not.
    private static func readable<Value>(
        _ worker: WorkerCore, _ read: () throws(EnvelopeFault) -> Value
    ) throws(RPCFailure) -> Value {
        do throws(EnvelopeFault) {
            return try read()
        } catch {
            throw self.refusal(.invalidArgument, "the envelope cannot be read: \(error)", worker)
        }
    }

    private static func refusal(
        _ code: StatusCode, _ message: String, _ worker: WorkerCore
    ) -> RPCFailure {
        RPCFailure(
            code, message, verdict: .doNotRetry, origin: .worker, originID: worker.name)
    }
}

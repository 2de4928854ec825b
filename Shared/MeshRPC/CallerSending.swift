import MeshTransport

/// What a caller sends when a round of its loop is over.
extension CallerCore {
    func flush(at now: Int64) {
        guard let link = self.link, link.isOpen else { return }
        guard self.flushGrants(on: link) else { return }
        guard !link.isLeaving else { return self.flushLast(on: link, at: now) }
        while self.open.count < link.callsInFlight, let pending = self.waiting.popFirst() {
            guard !pending.isFinished else { continue }
            guard self.send(pending, on: link, at: now) else {
                self.waiting.prepend(pending)
                return
            }
        }
        self.flushMessages(on: link)
    }

    /// - Returns: `false` when the gateway takes nothing now.
    private func send(_ pending: PendingCall, on link: Link, at now: Int64) -> Bool {
        guard pending.payload.count <= link.payloadLimit else {
            self.finish(pending, .failure(self.tooLarge(pending, limit: link.payloadLimit)))
            return true
        }
        guard pending.deadline > now else { return true }
        let callID = self.lastCallID + 1
        let outcome = link.send(.request, payload: pending.payload) { writer, session, sequence in
            writer.number(1, callID)
            writer.fixed(2, session)
            writer.string(3, pending.method.service)
            writer.string(4, pending.method.method)
            writer.number(5, UInt64(min(pending.deadline - now, pending.timeout)))
            writer.number(6, sequence)
            writer.number(7, UInt64(pending.attempt))
            if pending.method.shape.streamsReplies {
                writer.number(9, CallLimit.windowMessages)
                writer.number(10, CallLimit.windowBytes)
            }
            writer.bytes(11, pending.idempotencyKey)
            writer.bytes(12, pending.options.trace)
            pending.options.metadata.write(to: &writer)
            writer.string(17, pending.options.routingKey)
            if pending.method.callClass != .noSideEffects { writer.bytes(23, self.clientID) }
            writer.bytes(25, pending.digest)
        }
        switch outcome {
        case .full:
            return false
        case .unreachable:
            self.finish(
                pending,
                .failure(
                    RPCFailure(
                        .invalidArgument,
                        "metadata and keys of \(pending.method.path) pass "
                            + "\(Preamble.envelopeLimit) bytes",
                        verdict: .doNotRetry, origin: .caller)))
        case .sent:
            self.lastCallID = callID
            pending.state = .sent(callID: callID)
            pending.wasSent = true
            pending.sentAt = now
            self.open[callID] = pending
            if pending.method.shape.streamsRequests { self.sendable.append(pending) }
            self.hedgeLater(pending, at: now)
        }
        return true
    }

    private func tooLarge(_ pending: PendingCall, limit: Int) -> RPCFailure {
        RPCFailure(
            .resourceExhausted,
            "the request has \(pending.payload.count) bytes; the gateway takes \(limit)",
            verdict: .doNotRetry, origin: .caller)
    }
}

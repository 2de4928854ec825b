import MeshTransport

/// The way of one call through a worker: checks, handler, answer.
extension WorkerCore {
    func begin(
        _ header: CallHeader, _ message: Message, at now: Int64
    ) throws(RPCFailure) {
        let request = try WorkerRequest(header, message, worker: self)
        let isStream = request.bound.binding.descriptor.shape != .unary
        if isStream { try self.checkRoom() }
        let running = RunningCall(
            callID: header.callID, session: header.session, bound: request.bound,
            digest: request.call.requestDigest)
        self.open[running.callID] = running
        self.deadlines.add(running, due: now + request.remaining)
        if isStream { self.openFlow(of: running, header, request.payload) }
        let admit = self.admit
        let bound = request.bound
        let payload = request.payload
        let call = request.call
        // Starts here and now; what it awaits comes back to this loop.
        let task = Task.immediate(executorPreference: self.loop) { [self] in
            var call = call
            let result: Result<Reply, RPCFailure>
            do throws(RPCFailure) {
                call.actor = try await admit(bound.binding.descriptor, call)
                guard call.deadline > .now else { throw Self.tooLate(call) }
                switch (bound.binding.handler, running.flow) {
                case (.unary(let handle), _):
                    result = .success(try await handle(payload, call))
                case (.stream(let handle), .some(let flow)):
                    result = .success(try await handle(flow.inbound, flow.outbound, call))
                case (.stream, .none):
                    throw RPCFailure(.internal, "\(bound.binding.descriptor.path) has no stream")
                }
            } catch {
                result = .failure(error)
            }
            self.hand(running, result, call.answer.all)
        }
        if !running.isFinished { running.task = task }
    }

    /// The time was over before the handler began.
    private static func tooLate(_ call: Call) -> RPCFailure {
        RPCFailure(
            .deadlineExceeded, "no time was left when \(call.method.path) was to begin",
            verdict: .safeNotStarted)
    }

    /// Brings a result home, wherever the handler ended.
    private func hand(
        _ running: RunningCall, _ result: Result<Reply, RPCFailure>, _ metadata: [Metadata]
    ) {
        if self.loop.isCurrent {
            self.finished(running, result, metadata)
        } else {
            self.loop.perform { self.finished(running, result, metadata) }
        }
    }

    private func finished(
        _ running: RunningCall, _ result: Result<Reply, RPCFailure>, _ metadata: [Metadata]
    ) {
        running.isFinished = true
        running.task = nil
        if running.flow != nil { self.endFlow(of: running) }
        if running.session == self.link?.sessionID, self.open[running.callID] === running {
            self.open[running.callID] = nil
            self.answer(running, result, metadata)
        } else {
            self.orphans.removeAll { $0 === running }
        }
        if self.deadlines.isCrowded(liveCount: self.runningCount) {
            self.deadlines.compact { !$0.isFinished }
        }
        self.endDrain()
        self.raiseGrant()
    }

    private func answer(
        _ call: RunningCall, _ result: Result<Reply, RPCFailure>, _ metadata: [Metadata]
    ) {
        switch call.outcome(result) {
        case .success(var reply):
            if !metadata.isEmpty { reply.metadata += metadata }
            call.status = self.unsendable(reply)
            if call.status == nil { call.reply = reply }
        case .failure(let failure):
            call.status = self.attributed(failure, call)
            call.reply.metadata = metadata
        }
        self.outbox.append(call)
    }

    /// Says who made a failure; after a cancel the failure is the cancel, whatever it became.
    private func attributed(_ failure: RPCFailure, _ call: RunningCall) -> RPCFailure {
        var failure = failure
        if call.isCancelled, failure.origin == .unspecified || failure.code == .cancelled {
            failure.code = .cancelled
        }
        // Also for a failure of a call the handler made: this call did start.
        failure.origin = .handler
        if failure.originID.isEmpty { failure.originID = self.name }
        return failure
    }

    private func unsendable(_ reply: Reply) -> RPCFailure? {
        var text = ""
        if reply.payload.count > self.settings.payloadLimit {
            text = "the answer has \(reply.payload.count) bytes; \(self.settings.payloadLimit) fit"
        } else if reply.metadata.count > EnvelopeLimit.metadataEntries
            || reply.metadata.reduce(0, { $0 + $1.key.utf8.count + $1.value.count + 8 })
                > EnvelopeLimit.metadataBytes
        {
            text = "the answer's metadata pass \(EnvelopeLimit.metadataBytes) bytes"
        }
        guard !text.isEmpty else { return nil }
        return RPCFailure(
            .resourceExhausted, text, verdict: .doNotRetry, origin: .worker, originID: self.name)
    }
}

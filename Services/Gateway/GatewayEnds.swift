import MeshPool
import MeshRPC
import MeshTransport

/// How a call through the gateway ends.
extension GatewayCore {
    /// END from a worker: goes to the caller whose call it is, and to nobody else.
    ///
    /// - Parameter isFault: Whether the worker says that itself failed, and not the call.
    mutating func end(
        _ header: CallHeader, _ parcel: Parcel, isFault: Bool, from peer: Peer, at now: Int64
    ) {
        guard
            let worker = self.session(header.session, header.sessionSequence, from: peer, at: now)
        else { return }
        worker.inFlight = max(worker.inFlight - 1, 0)
        self.judge(worker, isFault: isFault, at: now)
        defer { self.spoke(worker, at: now) }
        guard let record = self.calls[header.callID], record.worker === worker else {
            self.counters.lateReplies += 1
            return
        }
        self.answered(record)
        let caller = record.caller
        caller.sequenceOut += 1
        caller.spoke = now
        let fields = HopFields(
            callID: record.callerCallID, session: caller.id, sessionSequence: caller.sequenceOut)
        self.forward(.end, to: caller.peer, fields, header.kept, parcel)
    }

    /// The worker has said its last word.
    mutating func answered(_ record: CallRecord<Parcel>) {
        self.forget(record)
        if record.deaths > 0 { self.quarantine.clear(record.fingerprint) }
        record.route.time.noteEnd()
        self.counters.replies += 1
    }

    mutating func forward(
        _ kind: Kind, to peer: Peer, _ fields: HopFields, _ kept: KeptRanges, _ parcel: Parcel
    ) {
        self.actions.append(
            .forward(Forward(peer: peer, kind: kind, fields: fields, kept: kept, parcel: parcel)))
    }

    /// REFUSED from a worker: it never started, so the caller library may call again.
    mutating func refused(_ envelope: Envelope, from peer: Peer, at now: Int64) {
        guard
            let worker = self.session(
                envelope.session, envelope.sessionSequence, from: peer, at: now)
        else { return }
        worker.inFlight = max(worker.inFlight - 1, 0)
        guard let record = self.calls[envelope.callID], record.worker === worker else {
            self.counters.lateReplies += 1
            return
        }
        self.counters.refusedByWorker += 1
        var failure = envelope.status ?? self.noWorker(record.service)
        failure.verdict = .safeNotStarted
        self.settle(record, failure, at: now)
    }

    mutating func cancel(_ header: CallHeader, from peer: Peer, at now: Int64) {
        guard
            let session = self.session(header.session, header.sessionSequence, from: peer, at: now)
        else { return }
        guard let number = session.open[header.callID], let record = self.calls[number] else {
            self.counters.lateCancels += 1
            return
        }
        self.counters.cancels += 1
        if let worker = record.worker {
            self.sendCancel(record, to: worker, at: now)
        } else {
            self.settle(
                record, self.failure(.cancelled, "cancelled in the queue", .safeNotStarted),
                at: now)
        }
    }

    mutating func sendCancel(
        _ record: CallRecord<Parcel>, to worker: Session, at now: Int64
    ) {
        var envelope = Envelope()
        envelope.callID = record.number
        self.send(.cancel, envelope, to: worker, at: now)
    }

    mutating func expireCalls(at now: Int64) {
        while let number = self.deadlines.takeDue(at: now) {
            if let record = self.calls[number] { self.expire(record, at: now) }
        }
    }

    mutating func expire(_ record: CallRecord<Parcel>, at now: Int64) {
        self.counters.deadlinesExceeded += 1
        if let worker = record.worker { self.sendCancel(record, to: worker, at: now) }
        self.settle(
            record,
            self.failure(
                .deadlineExceeded, "\(record.service) did not answer in time",
                record.worker == nil ? .safeNotStarted : .unknownOutcome), at: now)
    }

    /// The caller is gone: nobody waits for its calls.
    mutating func abandonCalls(of session: Session, at now: Int64) {
        for number in session.open.values.sorted() {
            guard let record = self.calls[number] else { continue }
            if let worker = record.worker { self.sendCancel(record, to: worker, at: now) }
            self.forget(record)
        }
    }

    /// Ends a call with a status of the gateway's own.
    mutating func settle(_ record: CallRecord<Parcel>, _ failure: RPCFailure, at now: Int64) {
        self.forget(record)
        self.fail(record.caller, record.callerCallID, failure, at: now)
    }

    private mutating func forget(_ record: CallRecord<Parcel>) {
        self.unqueue(record)
        self.calls[record.number] = nil
        record.caller.open[record.callerCallID] = nil
        record.parcel = nil
    }

    mutating func fail(
        _ session: Session, _ callID: UInt64, _ failure: RPCFailure, at now: Int64
    ) {
        self.counters.ownFailures += 1
        var envelope = Envelope()
        envelope.callID = callID
        envelope.status = failure
        self.send(.end, envelope, to: session, at: now)
    }

    func failure(
        _ code: StatusCode, _ message: String, _ verdict: RetryVerdict, retryAfter: UInt32 = 0
    ) -> RPCFailure {
        RPCFailure(
            code, message, retryAfterMilliseconds: retryAfter, verdict: verdict,
            origin: .gateway, originID: String(self.epoch, radix: 16))
    }
}

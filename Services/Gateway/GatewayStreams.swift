import MeshRPC
import MeshTransport

/// The messages of streams on their way; credit goes from end to end, and the gateway sees to it
/// that nobody sends without.
extension GatewayCore {
    /// DATA, HALF_CLOSE or CREDIT of a caller.
    mutating func upstream(
        _ kind: Kind, _ header: CallHeader, _ parcel: Parcel, size: Int, from peer: Peer,
        at now: Int64
    ) {
        guard
            let session = self.session(header.session, header.sessionSequence, from: peer, at: now)
        else { return }
        guard let number = session.open[header.callID], let record = self.calls[number] else {
            self.counters.lateMessages += 1
            return
        }
        switch kind {
        case .credit:
            record.replies.raise(messages: header.creditMessages, bytes: header.creditBytes)
            record.hasRaisedCredit = true
        case .data where !record.requests.take(size):
            return self.violated(record, size, record.requests, at: now)
        default: break
        }
        // Before a worker has the call, nothing but a larger grant or an end can come.
        guard let worker = record.worker else {
            record.isHalfClosed = record.isHalfClosed || kind == .halfClose
            return
        }
        self.pass(kind, header, parcel, as: record.number, to: worker, at: now)
    }

    /// HEADERS, DATA, CREDIT or KEEP of a worker.
    mutating func downstream(
        _ kind: Kind, _ header: CallHeader, _ parcel: Parcel, size: Int, from peer: Peer,
        at now: Int64
    ) {
        guard
            let worker = self.session(header.session, header.sessionSequence, from: peer, at: now)
        else { return }
        guard let record = self.calls[header.callID], record.worker === worker else {
            self.counters.lateMessages += 1
            return
        }
        switch kind {
        case .credit:
            record.requests.raise(messages: header.creditMessages, bytes: header.creditBytes)
        case .data where !record.replies.take(size):
            return self.violated(record, size, record.replies, at: now)
        default: break
        }
        let isLast = kind == .data && header.flags.contains(.endOfStream)
        let caller = record.caller
        // A REQ socket takes the first message for its answer, so it gets the last alone.
        if isLast || !caller.isLockStep {
            let kind = caller.isLockStep ? .end : kind
            self.pass(kind, header, parcel, as: record.callerCallID, to: caller, at: now)
        }
        guard isLast else { return }
        worker.inFlight = max(worker.inFlight - 1, 0)
        self.answered(record)
    }

    /// Tells a worker what came while the call waited for it.
    mutating func catchUp(_ record: CallRecord<Parcel>, _ worker: Session, at now: Int64) {
        var envelope = Envelope()
        envelope.callID = record.number
        if record.isHalfClosed { self.send(.halfClose, envelope, to: worker, at: now) }
        guard record.hasRaisedCredit else { return }
        envelope.creditMessages = record.replies.messages
        envelope.creditBytes = record.replies.bytes
        self.send(.credit, envelope, to: worker, at: now)
    }

    private mutating func pass(
        _ kind: Kind, _ header: CallHeader, _ parcel: Parcel, as callID: UInt64,
        to session: Session, at now: Int64
    ) {
        session.sequenceOut += 1
        session.spoke = now
        let fields = HopFields(
            callID: callID, session: session.id, sessionSequence: session.sequenceOut)
        self.forward(kind, to: session.peer, fields, header.kept, parcel)
    }

    /// More than was granted: the call ends on both sides.
    private mutating func violated(
        _ record: CallRecord<Parcel>, _ size: Int, _ gate: CreditGate, at now: Int64
    ) {
        self.counters.creditViolations += 1
        if let worker = record.worker { self.sendCancel(record, to: worker, at: now) }
        var failure = RPCFailure.overCredit(size, gate)
        failure.origin = .gateway
        failure.originID = String(self.epoch, radix: 16)
        self.settle(record, failure, at: now)
    }
}

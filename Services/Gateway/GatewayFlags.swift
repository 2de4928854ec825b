import MeshRPC
import MeshTransport

/// Messages with flags that must be understood and are not: refused, never guessed at.
extension GatewayCore {
    func flagsFailure(_ flags: MessageFlags) -> RPCFailure {
        var failure = RPCFailure.notUnderstood(flags, origin: .gateway)
        failure.originID = String(self.epoch, radix: 16)
        return failure
    }

    /// Ends the call that such a message belongs to; one of a session is left out.
    mutating func notUnderstood(
        _ kind: Kind, _ header: CallHeader, from peer: Peer, at now: Int64
    ) {
        self.counters.unexpectedKinds += 1
        guard kind != .hello else {
            return self.goaway(peer, .unsupportedVersion, retryAfter: 1_000)
        }
        guard
            let session = self.session(header.session, header.sessionSequence, from: peer, at: now)
        else { return }
        if peer.side == .back, kind == .end || kind == .refused {
            session.inFlight = max(session.inFlight - 1, 0)
        }
        let number = peer.side == .front ? session.open[header.callID] : header.callID
        guard let record = number.flatMap({ self.calls[$0] }),
            peer.side == .front || record.worker === session
        else { return }
        if let worker = record.worker { self.sendCancel(record, to: worker, at: now) }
        self.settle(record, self.flagsFailure(header.flags), at: now)
    }
}

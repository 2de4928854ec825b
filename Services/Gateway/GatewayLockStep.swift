import MeshRPC
import MeshTransport

/// Callers without HELLO, as REQ sockets: each REQUEST says who it is, and nothing but its answer is
/// sent to them.
extension GatewayCore {
    /// The session of a request that names none.
    mutating func lockStep(
        _ hello: Hello, from peer: Peer, key: CurveKey?, address: String, at now: Int64
    ) -> Session? {
        if let known = self.peers[peer], known.isLockStep,
            known.principal == self.principal(of: hello, from: peer, key: key)
        {
            // Who asks anew waits for no earlier answer.
            self.abandonCalls(of: known, at: now)
            return known
        }
        let session = self.open(hello, from: peer, key: key, address: address, at: now)
        session?.isLockStep = true
        session?.features = []
        return session
    }

    /// Ends it when no call came for long; without a word, which would pass for an answer.
    mutating func judgeLockStep(_ session: Session, at now: Int64) {
        guard session.open.count == 0,
            now - max(session.heard, session.spoke) >= self.limits.callerDeadAfter
        else { return }
        self.end(session, at: now)
    }
}

extension CallHeader {
    /// Puts a request without session and number into its lock-step session.
    mutating func enter(_ session: Session) {
        self.session = session.id
        self.sessionSequence = session.sequenceIn &+ 1
        self.callID = max(self.callID, 1)
        session.lastCallID = 0
    }
}

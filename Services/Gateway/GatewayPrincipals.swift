import MeshRPC
import MeshTransport

/// Who a session belongs to, and whether it still does.
extension GatewayCore {
    /// Who says HELLO: on this host the name in it, beyond it the holder of the key.
    ///
    /// - Returns: `nil` when nobody may open a session so.
    func principal(of hello: Hello, from peer: Peer, key: CurveKey?) -> String? {
        let principal: String
        if peer.isKeyed {
            guard let key, let holder = self.keys.holder(of: key, at: self.keyClock()),
                hello.principal.isEmpty || hello.principal == holder
            else { return nil }
            principal = holder
        } else {
            principal = hello.principal
        }
        switch peer.side {
        case .front: return principal.isEmpty ? nil : principal
        case .back: return principal.hasPrefix("service.") ? principal : nil
        }
    }

    /// Who `session` belongs to, as its calls carry it; signed, where the gateway has a key.
    func callerField(of session: Session, at now: Int64) -> [UInt8] {
        guard now >= session.callerFieldDue else { return session.callerField }
        var identity = CallerIdentity(
            principal: session.principal, method: session.key == nil ? "host" : "key",
            address: session.address)
        session.callerFieldDue = .max
        if let signing = self.signing {
            identity = signing.signer.sign(identity, epoch: self.epoch, at: signing.clock())
            session.callerFieldDue = now + IdentitySigner.lifetime / 2
        }
        session.callerField = identity.field
        return session.callerField
    }

    /// Takes other keys into use; sessions of those that went end.
    mutating func use(_ keys: KeyRing, at now: Int64) {
        self.keys = keys
        self.endUnheld(at: now)
    }

    /// Ends the sessions whose key is revoked, expired or somebody else's.
    mutating func endUnheld(at now: Int64) {
        let time = self.keyClock()
        let unheld = self.sessions.values.filter { session in
            guard let key = session.key else { return false }
            return self.keys.holder(of: key, at: time) != session.principal
        }
        for session in unheld.sorted(by: { $0.id < $1.id }) {
            self.counters.sessionsDenied += 1
            self.goaway(session.peer, .denied, retryAfter: 1_000, session: session.id)
            self.end(session, at: now)
        }
    }
}

import MeshRPC
import MeshTransport

/// How a gateway stops without a call being lost: callers finish what is open, go elsewhere and say
/// GOODBYE once they have their answers; services stay until the gateway is gone.
extension GatewayCore {
    /// Tells everybody, and opens no session from here on; who asks in lock step would take that for
    /// an answer.
    mutating func leave() {
        self.isLeaving = true
        for session in self.sessions.values.sorted(by: { $0.id < $1.id })
        where !session.isLockStep {
            self.sendAway(session.peer, session.id)
        }
    }

    mutating func sendAway(_ peer: Peer, _ session: UInt64 = 0) {
        self.goaway(peer, .shuttingDown, retryAfter: 500, session: session)
    }

    /// Whether every caller has its answers and is gone.
    var isDeserted: Bool {
        self.calls.isEmpty
            && !self.sessions.values.contains { $0.peer.side == .front && !$0.isLockStep }
    }
}

/// Somebody who waits until a gateway is deserted.
struct Departure {
    /// How long callers without open calls have time to say GOODBYE, in microseconds.
    private static let patience: Int64 = 2_000_000

    let continuation: UnsafeContinuation<Void, Never>
    private let patientUntil: Int64
    private let due: Int64

    init(at now: Int64, grace: Int64, continuation: UnsafeContinuation<Void, Never>) {
        self.continuation = continuation
        self.patientUntil = now + Self.patience
        self.due = now + grace
    }

    func isOver<Parcel>(_ core: GatewayCore<Parcel>, at now: Int64) -> Bool {
        core.isDeserted || now >= self.due || (core.calls.isEmpty && now >= self.patientUntil)
    }
}

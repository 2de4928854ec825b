import MeshRPC
import MeshTransport

/// A peer on one of the two sockets; never leaves the process.
struct Peer: Hashable, Sendable {
    enum Side: Sendable {
        /// Callers.
        case front
        /// Workers.
        case back
    }

    var side: Side
    /// Whether it came to a door that asks for a key.
    var isKeyed = false
    var routing: UInt64

    /// Of the routing id alone: two doors rarely give out the same.
    func hash(into hasher: inout Hasher) { hasher.combine(self.routing) }
}

/// One session; confined to the core that made it.
final class Session {
    let id: UInt64
    let peer: Peer
    let principal: String
    /// What it proved itself with; `nil` on one host.
    let key: CurveKey?
    /// Its network address; empty on one host.
    let address: String
    /// Who this is, as workers are told, and when that is to be said anew.
    var callerField: [UInt8] = []
    var callerFieldDue = Int64.min
    var heard: Int64
    var spoke: Int64
    var sequenceIn: UInt64 = 0
    var sequenceOut: UInt64 = 0
    var strikes = 0
    /// A caller's open calls: its number to the gateway's.
    var open: [UInt64: UInt64] = [:]
    var lastCallID: UInt64 = 0
    /// What a worker said in READY; `nil` for a caller or before.
    var ready: Ready?
    var slots: UInt64 = 0
    var dispatched: UInt64 = 0
    var inFlight = 0
    var isDraining = false

    init(id: UInt64, peer: Peer, principal: String, key: CurveKey?, address: String, now: Int64) {
        self.id = id
        self.peer = peer
        self.principal = principal
        self.key = key
        self.address = address
        self.heard = now
        self.spoke = now
    }

    var hasFreeSlot: Bool { self.dispatched < self.slots }
}

/// One call from REQUEST to END; confined to its core.
final class CallRecord<Parcel> {
    let number: UInt64
    let caller: Session
    let callerCallID: UInt64
    let header: CallHeader
    let deadline: Int64
    /// Bytes of payload.
    let size: Int
    /// Held while the call waits for a worker.
    var parcel: Parcel?
    var route: Route?
    var worker: Session?

    init(
        number: UInt64, caller: Session, header: CallHeader, deadline: Int64, size: Int,
        parcel: Parcel
    ) {
        self.number = number
        self.caller = caller
        self.callerCallID = header.callID
        self.header = header
        self.deadline = deadline
        self.size = size
        self.parcel = parcel
    }
}

/// Who serves one name, and which calls wait for it; confined to its core.
///
/// A route without workers is a service seen before.
final class Route {
    let name: String
    var workers: [Session] = []
    /// Numbers of calls; one that is over is skipped.
    var queue = FirstInFirstOut<UInt64>()
    var queuedCalls = 0
    var queuedBytes = 0

    init(_ name: String) {
        self.name = name
    }

    /// The worker with a free slot that has the least to do.
    var freest: Session? {
        var best: Session?
        for worker in self.workers where worker.hasFreeSlot {
            if let current = best, current.inFlight <= worker.inFlight { continue }
            best = worker
        }
        return best
    }
}

/// What the gateway is to do; carried out in order.
enum GatewayAction<Parcel> {
    /// Send a message without payload. Indirect, to keep the other case small.
    indirect case send(Peer, Kind, Envelope)
    /// Send `parcel` on with these fields rewritten; `deadline` is when it loses its sense.
    case forward(Peer, Kind, HopFields, KeptRanges, Parcel)
}

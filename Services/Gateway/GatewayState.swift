import MeshPool
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

/// The sessions of the peers on all sockets.
struct PeerTable {
    private var front = NumberTable<Session>()
    private var back = NumberTable<Session>()
    private var keyedFront = NumberTable<Session>()
    private var keyedBack = NumberTable<Session>()

    subscript(peer: Peer) -> Session? {
        get {
            switch (peer.side, peer.isKeyed) {
            case (.front, false): self.front[peer.routing]
            case (.back, false): self.back[peer.routing]
            case (.front, true): self.keyedFront[peer.routing]
            case (.back, true): self.keyedBack[peer.routing]
            }
        }
        set {
            switch (peer.side, peer.isKeyed) {
            case (.front, false): self.front[peer.routing] = newValue
            case (.back, false): self.back[peer.routing] = newValue
            case (.front, true): self.keyedFront[peer.routing] = newValue
            case (.back, true): self.keyedBack[peer.routing] = newValue
            }
        }
    }
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
    @exclusivity(unchecked) var callerField: [UInt8] = []
    @exclusivity(unchecked) var callerFieldDue = Int64.min
    @exclusivity(unchecked) var heard: Int64
    @exclusivity(unchecked) var spoke: Int64
    @exclusivity(unchecked) var sequenceIn: UInt64 = 0
    @exclusivity(unchecked) var sequenceOut: UInt64 = 0
    var strikes = 0
    /// A caller's open calls: its number to the gateway's.
    @exclusivity(unchecked) var open = NumberTable<UInt64>()
    @exclusivity(unchecked) var lastCallID: UInt64 = 0
    /// What a worker said in READY; `nil` for a caller or before.
    var ready: Ready?
    @exclusivity(unchecked) var slots: UInt64 = 0
    @exclusivity(unchecked) var dispatched: UInt64 = 0
    @exclusivity(unchecked) var inFlight = 0
    var isDraining = false
    /// A worker's place in its pools.
    @exclusivity(unchecked) var place = PoolPlace()
    /// What it and the gateway can both do.
    var features: Features = []
    /// Whether it was opened by a REQUEST and gets nothing but answers.
    var isLockStep = false

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
    var freeSlots: UInt64 { self.slots - min(self.dispatched, self.slots) }
}

/// One call from REQUEST to END; confined to its core.
final class CallRecord<Parcel> {
    let number: UInt64
    let caller: Session
    let callerCallID: UInt64
    /// Which bytes of its envelope are passed on.
    let kept: KeptRanges
    let hops: UInt32
    let priority: Priority
    /// Whether the caller named a timeout; without one the worker refuses.
    let isTimed: Bool
    let deadline: Int64
    /// Bytes of payload.
    let size: Int
    /// Held while the call waits for a worker.
    @exclusivity(unchecked) var parcel: Parcel?
    /// Who serves it; as long as nobody does, the gateway's own route for calls of that sort.
    @exclusivity(unchecked) var route: Route
    /// Whether it is counted in the route's queue.
    @exclusivity(unchecked) var isQueued = false
    /// What it asks for; only noted while the gateway knows no route.
    var target: Target?
    @exclusivity(unchecked) var worker: Session?
    /// What makes its request known again.
    let fingerprint: UInt64
    /// How many workers died with such a request; see `GatewayTrials`.
    @exclusivity(unchecked) var deaths = 0
    /// When a worker got it; before that, until when it may wait for a trial.
    @exclusivity(unchecked) var since: Int64 = 0
    /// What it is exactly; only made for a trial.
    var evidence: Evidence?
    /// What the caller may send of its stream, and the worker of its own.
    var requests = CreditGate()
    var replies = CreditGate()
    /// Whether the caller finished its requests, or granted more answers, before a worker had the
    /// call.
    var isHalfClosed = false
    var hasRaisedCredit = false

    init(
        number: UInt64, caller: Session, header: CallHeader, deadline: Int64, size: Int,
        parcel: Parcel, route: Route, fingerprint: UInt64
    ) {
        self.number = number
        self.caller = caller
        self.callerCallID = header.callID
        self.kept = header.kept
        self.hops = header.hops
        self.priority = Priority(header.priority, of: caller.principal)
        self.isTimed = header.timeoutMicroseconds != nil
        self.deadline = deadline
        self.size = size
        self.parcel = parcel
        self.route = route
        self.fingerprint = fingerprint
        self.replies.raise(messages: header.creditMessages, bytes: header.creditBytes)
    }
}

extension CallRecord {
    /// The service, for people.
    var service: String { self.target?.service ?? self.route.name }
}

/// What a request names, where it stands in its envelope.
struct TargetBytes {
    let service: UnsafeRawBufferPointer
    let routingKey: UnsafeRawBufferPointer
}

/// What a request names: a service, and an instance of one that every process offers.
struct Target {
    let service: String
    let routingKey: String

    init(_ bytes: TargetBytes) {
        self.service = String(decoding: bytes.service, as: UTF8.self)
        self.routingKey = String(decoding: bytes.routingKey, as: UTF8.self)
    }

    /// The name of the route for this instance alone.
    var instanceName: String { "\(self.service)@\(self.routingKey)" }
}

/// Who serves one name, and which calls wait for it; confined to its core.
///
/// A route with an empty pool is a service seen before.
final class Route {
    let name: String
    @exclusivity(unchecked) var pool = Pool<Session>()
    /// Numbers of calls; one that is over is skipped.
    @exclusivity(unchecked) var queue = WaitingCalls()
    /// Queued calls by principal.
    var queuedOf: [String: Int] = [:]
    @exclusivity(unchecked) var time = QueueTime()
    @exclusivity(unchecked) var queuedCalls = 0
    @exclusivity(unchecked) var queuedBytes = 0

    init(_ name: String) {
        self.name = name
    }

    /// One call of `principal` waits no more.
    func leave(_ principal: String) {
        guard let count = self.queuedOf[principal] else { return }
        self.queuedOf[principal] = count > 1 ? count - 1 : nil
    }
}

/// What the gateway is to do; carried out in order.
enum GatewayAction<Parcel> {
    /// Send a message of its own, without payload. Indirect, to keep the other case small.
    indirect case send(Peer, Kind, Envelope)
    case forward(Forward<Parcel>)
}

/// A parcel to send on with fields rewritten.
struct Forward<Parcel> {
    let peer: Peer
    let kind: Kind
    let fields: HopFields
    let kept: KeptRanges
    let parcel: Parcel
}

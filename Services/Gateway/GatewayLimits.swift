public import MeshPool
import MeshRPC

/// Every bound of a gateway, with its unit.
public struct GatewayLimits: Sendable, Hashable {
    public var payloadBytes = 4 * 1024 * 1024
    public var callsInFlightPerSession = 256
    public var sessions = 4_096
    public var sessionsPerPrincipal = 64
    public var queuedCallsPerService = 1_024
    public var queuedBytesPerService = 64 * 1024 * 1024
    /// A principal's share of a service's queue.
    public var queuedCallsPerPrincipal = 512
    /// How long a call of normal priority may have to wait for a worker, in microseconds.
    public var queueTime: Int64 = 500_000
    /// The same once calls have waited without a pause for ``queueTime``, until none has to.
    public var overrunQueueTime: Int64 = 10_000
    /// Messages and bytes that wait for one slow peer, and bytes for all of them.
    public var outboundMessagesPerPeer = 65_536
    public var outboundBytesPerPeer = 64 * 1024 * 1024
    public var outboundBytes = 256 * 1024 * 1024
    /// Memory of the process from which on a message must end within a moment (``MemoryWatch``); no
    /// bound where a gateway shares its process.
    public var residentBytes = Int.max
    public var hops: UInt32 = 8
    /// The longest time allowed for a call, and for one that streams its answers, in microseconds.
    public var longestTimeout = CallLimit.longestCall
    public var longestStream = CallLimit.longestStream
    /// Unreadable messages before a session is ended.
    public var strikes = 3
    /// Peers whose messages are ignored until they say HELLO.
    public var ignoredPeers = 1_024
    /// How long after the start calls for unknown services wait, in microseconds.
    public var settling: Int64 = 2_000_000
    /// Worker heartbeats on one host, in microseconds.
    public var workerHeartbeat: Int64 = 500_000
    public var workerDeadAfter: Int64 = 2_000_000
    /// Caller heartbeats, in microseconds.
    public var callerHeartbeat: Int64 = 5_000_000
    public var callerDeadAfter: Int64 = 15_000_000
    /// How the workers of one service share its calls.
    public var pool = PoolLimits()
    public var quarantine = Quarantine.Limits()
    /// How long a suspect has a worker to itself, and waits for that, after one death; ten times as
    /// long after each further one, at most a minute, in microseconds.
    public var trial: Int64 = 50_000
    public var trialPatience: Int64 = 500_000
    /// How young another suspect beside one on trial must be to leave doubt, in microseconds.
    public var suspectsBeside: Int64 = 10_000_000
    /// Workers about which an operator ordered something.
    public var orders = 256
    /// How often silence is judged, in microseconds.
    public var tick: Int64 = 100_000

    public init() {}
}

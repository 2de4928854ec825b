public import MeshPool

/// What a gateway counted since its start; nothing is dropped without one of these.
public struct GatewayCounters: Sendable, Hashable {
    public var requests: UInt64 = 0
    public var replies: UInt64 = 0
    /// Statuses the gateway itself made.
    public var ownFailures: UInt64 = 0
    public var deadlinesExceeded: UInt64 = 0
    public var cancels: UInt64 = 0
    public var refusedByWorker: UInt64 = 0
    /// END for a call that is over.
    public var lateReplies: UInt64 = 0
    /// CANCEL for a call that is over.
    public var lateCancels: UInt64 = 0
    public var duplicateRequests: UInt64 = 0
    /// Calls refused because too many wait, or too long.
    public var overloads: UInt64 = 0
    /// Messages of a stream whose call is over.
    public var lateMessages: UInt64 = 0
    /// Calls ended because a peer sent more than it was granted.
    public var creditViolations: UInt64 = 0
    public var sequenceGaps: UInt64 = 0
    /// Not three frames, not the magic, or a length that lies.
    public var foreignMessages: UInt64 = 0
    public var malformedEnvelopes: UInt64 = 0
    /// Kinds this version does not carry, or that came from the wrong side.
    public var unexpectedKinds: UInt64 = 0
    public var unknownSessions: UInt64 = 0
    public var ignoredMessages: UInt64 = 0
    public var sessionsOpened: UInt64 = 0
    public var sessionsEnded: UInt64 = 0
    public var sessionsDenied: UInt64 = 0
    public var workersLost: UInt64 = 0
    public var workersReplaced: UInt64 = 0
    /// Workers put out of their pools for failing too often.
    public var ejections: UInt64 = 0
    /// Calls given out among all workers of a pool, as too many of them were out.
    public var panicChoices: UInt64 = 0
    /// Requests tried alone, proven to kill workers, and refused since.
    public var trials: UInt64 = 0
    public var poisonFound: UInt64 = 0
    public var poisonRefused: UInt64 = 0
    /// Messages to a peer that is gone.
    public var undeliverable: UInt64 = 0
    /// Messages given up because a peer did not read; its session is ended.
    public var slowPeerDrops: UInt64 = 0
    /// Connections cut because their messages did not end while memory was short.
    public var connectionsCut: UInt64 = 0
    /// Envelopes that outgrew their limit when rewritten.
    public var oversizeEnvelopes: UInt64 = 0

    public init() {}
}

/// A gateway at one moment.
public struct GatewaySnapshot: Sendable {
    public struct Worker: Sendable, Hashable {
        public enum State: Sendable {
            case serving
            /// In a pool that served before it came; its share still grows.
            case starting
            /// Finishes what it has, as it said itself.
            case draining
            /// Finishes what it has, as an operator ordered.
            case held
            /// Out of its pools, as it failed too often.
            case out
            /// Kept free to try a suspect.
            case aside
        }

        public var name: String
        public var principal: String
        /// 16 random bytes for each start of the process.
        public var instance: [UInt8]
        public var build: String
        public var services: [String]
        public var state: State
        public var weight: Int
        /// What it gets of its share, in percent.
        public var percent: Int
        public var inFlight: Int
        /// Calls that may still be given to it.
        public var freeSlots: UInt64
        /// How many times in a row it went out, and for how much longer, in microseconds.
        public var timesOut: Int
        public var outFor: Int64
    }

    public struct Service: Sendable, Hashable {
        /// `service` or `service@routing_key`.
        public var name: String
        public var workers: [String]
        public var queuedCalls: Int
        public var queuedBytes: Int
    }

    public struct Session: Sendable, Hashable {
        public var principal: String
        public var isWorker: Bool
        public var callsInFlight: Int
        public var waitingMessages: Int
    }

    /// Random for each start.
    public var epoch: UInt64
    public var workers: [Worker]
    public var services: [Service]
    public var sessions: [Session]
    public var callsInFlight: Int
    /// What waits for slow peers, in bytes.
    public var outboxBytes: Int
    /// Requests that no worker gets any more, and how many more are suspected.
    public var letters: [QuarantinedRequest]
    public var suspects: Int
    public var counters: GatewayCounters
}

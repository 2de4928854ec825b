/// Frame 1 of every message; `govmesh.mesh.v1.Envelope`, protocol section 2.3.
///
/// Zero and empty mean absent. Fields this version does not know are kept byte for byte.
public struct Envelope: Sendable, Hashable {
    public var callID: UInt64 = 0
    public var session: UInt64 = 0
    public var service = ""
    public var method = ""
    /// Remaining time at the moment of sending, in microseconds; `nil` when absent.
    public var timeoutMicroseconds: UInt64?
    public var sessionSequence: UInt64 = 0
    public var attempt: UInt32 = 0
    public var streamSequence: UInt32 = 0
    /// Cumulative since the call or session opened.
    public var creditMessages: UInt64 = 0
    public var creditBytes: UInt64 = 0
    public var idempotencyKey: [UInt8] = []
    public var trace: [UInt8] = []
    public var status: RPCFailure?
    public var metadata: [Metadata] = []
    public var priority: UInt32 = 0
    public var sentUnixMicroseconds: UInt64 = 0
    public var routingKey = ""
    public var encoding: UInt32 = 0
    public var plainSize: UInt64 = 0
    public var schemaFingerprint: UInt64 = 0
    public var caller: CallerIdentity?
    public var hops: UInt32 = 0
    public var clientID: [UInt8] = []
    public var requestDigest: [UInt8] = []
    public var leaseMilliseconds: UInt32 = 0
    public var hello: Hello?
    public var ready: Ready?
    public var clientToken: [UInt8] = []
    /// Unknown fields, key and content.
    public var unknown: [UInt8] = []

    public init() {}
}

/// Who the gateway says is calling, signed; `govmesh.mesh.v1.CallerIdentity`.
public struct CallerIdentity: Sendable, Hashable {
    public var principal: String
    /// How it proved that: `host` or `key`.
    public var method: String
    public var address: String
    public var gatewayEpoch: UInt64 = 0
    /// Wall clock.
    public var issuedUnixMicroseconds: UInt64 = 0
    public var expiresUnixMicroseconds: UInt64 = 0
    /// ``IdentityKey/id`` of the key that signed.
    public var signingKey: UInt64 = 0
    public var signature: [UInt8] = []

    public init(
        principal: String, method: String = "", address: String = ""
    ) {
        self.principal = principal
        self.method = method
        self.address = address
    }
}

/// Why a session ends; `govmesh.mesh.v1.GoawayReason`.
public enum GoawayReason: UInt32, Sendable {
    case unspecified = 0
    case unknownSession = 1
    case protocolError = 2
    case unsupportedVersion = 3
    case shuttingDown = 4
    case limit = 5
    case denied = 6
}

/// What a peer can do beyond the minimum; only what both sides said may be used.
public struct Features: OptionSet, Sendable, Hashable {
    public let rawValue: UInt64

    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Reads BUNDLE: several messages of calls in one.
    public static let bundles = Features(rawValue: 0x1)
    /// What this version can do.
    public static let all: Features = [.bundles]
}

/// What opens and ends a session; `govmesh.mesh.v1.Hello`.
public struct Hello: Sendable, Hashable {
    public var minimumMinor: UInt32 = 0
    public var maximumMinor: UInt32 = 0
    public var minor: UInt32 = 0
    public var features: Features = []
    /// Random for each start of the gateway.
    public var epoch: UInt64 = 0
    /// HELLO: who is there, as long as no key says it.
    public var principal = ""
    public var heartbeatMilliseconds: UInt32 = 0
    public var deadAfterMilliseconds: UInt32 = 0
    public var payloadLimit: UInt64 = 0
    public var envelopeLimit: UInt32 = 0
    public var callsInFlight: UInt32 = 0
    public var endpoints: [String] = []
    public var resumeToken: [UInt8] = []
    public var goaway: GoawayReason = .unspecified
    public var reconnectAfterMilliseconds: UInt32 = 0

    public init() {}
}

/// What a worker offers; `govmesh.mesh.v1.Ready`.
public struct Ready: Sendable, Hashable {
    /// 16 random bytes for each start of the process.
    public var instance: [UInt8] = []
    /// The worker's name; a newer instance of the same name takes its routes.
    public var name = ""
    /// Full names, `service` or `service@routing_key`.
    public var services: [String] = []
    public var build = ""
    public var zone = ""
    public var loadPermille: UInt32 = 0
    public var weight: UInt32 = 0
    public var inFlight: UInt32 = 0

    public init() {}
}

/// The protocol's bounds; protocol section 2.15.
public enum EnvelopeLimit {
    public static let serviceBytes = 128
    public static let methodBytes = 64
    public static let keyBytes = 64
    /// Trace 16, span 8, flags 1.
    public static let traceBytes = 25
    /// SHA-256.
    public static let digestBytes = 32
    public static let metadataEntries = 64
    public static let metadataBytes = 8_192
    public static let messageBytes = 1_024
    public static let details = 8
    public static let detailBytes = 10_240
    public static let unknownFields = 16
    public static let unknownBytes = 2_048
    /// Services of one worker, and endpoints of one gateway.
    public static let names = 256
    public static let textBytes = 256
}

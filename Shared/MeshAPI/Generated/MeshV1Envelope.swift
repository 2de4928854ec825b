// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshWire
import WireC

/// Why a session ends.
public enum GoawayReason: Int32, WireEnum {
    case unspecified = 0
    case unknownSession = 1
    case protocolError = 2
    case unsupportedVersion = 3
    case shuttingDown = 4
    case limit = 5
    case denied = 6

    public var label: String {
        switch self {
            case .unspecified: "unspecified"
            case .unknownSession: "unknownSession"
            case .protocolError: "protocolError"
            case .unsupportedVersion: "unsupportedVersion"
            case .shuttingDown: "shuttingDown"
            case .limit: "limit"
            case .denied: "denied"
        }
    }

    public var protoName: String {
        switch self {
            case .unspecified: "GOAWAY_REASON_UNSPECIFIED"
            case .unknownSession: "GOAWAY_REASON_UNKNOWN_SESSION"
            case .protocolError: "GOAWAY_REASON_PROTOCOL_ERROR"
            case .unsupportedVersion: "GOAWAY_REASON_UNSUPPORTED_VERSION"
            case .shuttingDown: "GOAWAY_REASON_SHUTTING_DOWN"
            case .limit: "GOAWAY_REASON_LIMIT"
            case .denied: "GOAWAY_REASON_DENIED"
        }
    }
}

/// Numbers 1 to 15 are the hot path. 100 to 199 belong to deployments.
public struct Envelope: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Envelope"

    /// Chosen by the caller, from 1, strictly increasing in a session.
    public var callId: UInt64 = 0
    /// From WELCOME.
    public var session: UInt64 = 0
    /// Full name, at most 128 bytes.
    public var service: String = ""
    /// At most 64 bytes.
    public var method: String = ""
    /// Remaining time at the moment of sending, in microseconds; mandatory on REQUEST.
    public var timeoutUs: UInt64 = 0
    /// One more for each frame of a direction.
    public var sessionSeq: UInt64 = 0
    /// 0 for the first attempt.
    public var attempt: UInt32 = 0
    /// For each call and direction.
    public var streamSeq: UInt32 = 0
    /// Cumulative; on CAPACITY the call slots granted since READY.
    public var creditMessages: UInt64 = 0
    /// Cumulative payload bytes.
    public var creditBytes: UInt64 = 0
    /// 1 to 64 bytes.
    public var idempotencyKey: [UInt8] = []
    /// 25 bytes: trace 16, span 8, flags 1.
    public var trace: [UInt8] = []
    public var status: Status? = nil
    /// At most 64 entries and 8 KiB.
    public var metadata: [Meta] = []
    /// 0 normal, 1 critical, 2 sheddable, 3 batch.
    public var priority: UInt32 = 0
    /// Wall clock at sending; advisory.
    public var sentUnixUs: UInt64 = 0
    public var routingKey: String = ""
    /// 0 identity, 1 gzip, 2 zstd; with flag 0.
    public var encoding: UInt32 = 0
    /// Size after decompression.
    public var plainSize: UInt64 = 0
    /// First 8 bytes of SHA-256 over the method's descriptors.
    public var schemaFp: UInt64 = 0
    /// From the gateway only; taken off anything a caller sends.
    public var caller: CallerIdentity? = nil
    /// One more for each gateway; over 8 is a loop.
    public var hops: UInt32 = 0
    /// 16 random bytes for each process of a caller.
    public var clientId: [UInt8] = []
    /// SHA-256 of the payload; END repeats the request's.
    public var requestDigest: [UInt8] = []
    /// The sender promises a sign of life within this time.
    public var leaseMs: UInt32 = 0
    public var hello: Hello? = nil
    public var ready: Ready? = nil
    /// At most 16 bytes, returned on every reply frame.
    public var clientToken: [UInt8] = []

    public init() {}

    public init(
        callId: UInt64 = 0,
        session: UInt64 = 0,
        service: String = "",
        method: String = "",
        timeoutUs: UInt64 = 0,
        sessionSeq: UInt64 = 0,
        attempt: UInt32 = 0,
        streamSeq: UInt32 = 0,
        creditMessages: UInt64 = 0,
        creditBytes: UInt64 = 0,
        idempotencyKey: [UInt8] = [],
        trace: [UInt8] = [],
        status: Status? = nil,
        metadata: [Meta] = [],
        priority: UInt32 = 0,
        sentUnixUs: UInt64 = 0,
        routingKey: String = "",
        encoding: UInt32 = 0,
        plainSize: UInt64 = 0,
        schemaFp: UInt64 = 0,
        caller: CallerIdentity? = nil,
        hops: UInt32 = 0,
        clientId: [UInt8] = [],
        requestDigest: [UInt8] = [],
        leaseMs: UInt32 = 0,
        hello: Hello? = nil,
        ready: Ready? = nil,
        clientToken: [UInt8] = []
    ) {
        self.callId = callId
        self.session = session
        self.service = service
        self.method = method
        self.timeoutUs = timeoutUs
        self.sessionSeq = sessionSeq
        self.attempt = attempt
        self.streamSeq = streamSeq
        self.creditMessages = creditMessages
        self.creditBytes = creditBytes
        self.idempotencyKey = idempotencyKey
        self.trace = trace
        self.status = status
        self.metadata = metadata
        self.priority = priority
        self.sentUnixUs = sentUnixUs
        self.routingKey = routingKey
        self.encoding = encoding
        self.plainSize = plainSize
        self.schemaFp = schemaFp
        self.caller = caller
        self.hops = hops
        self.clientId = clientId
        self.requestDigest = requestDigest
        self.leaseMs = leaseMs
        self.hello = hello
        self.ready = ready
        self.clientToken = clientToken
    }
}

extension Envelope: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Envelope>?) {
        govmesh__mesh__v1__envelope__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Envelope>) {
        self.callId = c.pointee.call_id
        self.session = c.pointee.session
        self.service = FromC.text(c.pointee.service)
        self.method = FromC.text(c.pointee.method)
        self.timeoutUs = c.pointee.timeout_us
        self.sessionSeq = c.pointee.session_seq
        self.attempt = c.pointee.attempt
        self.streamSeq = c.pointee.stream_seq
        self.creditMessages = c.pointee.credit_messages
        self.creditBytes = c.pointee.credit_bytes
        self.idempotencyKey = FromC.octets(c.pointee.idempotency_key)
        self.trace = FromC.octets(c.pointee.trace)
        self.status = FromC.message(c.pointee.status)
        self.metadata = FromC.messages(c.pointee.n_metadata, c.pointee.metadata)
        self.priority = c.pointee.priority
        self.sentUnixUs = c.pointee.sent_unix_us
        self.routingKey = FromC.text(c.pointee.routing_key)
        self.encoding = c.pointee.encoding
        self.plainSize = c.pointee.plain_size
        self.schemaFp = c.pointee.schema_fp
        self.caller = FromC.message(c.pointee.caller)
        self.hops = c.pointee.hops
        self.clientId = FromC.octets(c.pointee.client_id)
        self.requestDigest = FromC.octets(c.pointee.request_digest)
        self.leaseMs = c.pointee.lease_ms
        self.hello = FromC.message(c.pointee.hello)
        self.ready = FromC.message(c.pointee.ready)
        self.clientToken = FromC.octets(c.pointee.client_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Envelope>, _ arena: Arena) {
        c.pointee.call_id = self.callId
        c.pointee.session = self.session
        c.pointee.service = arena.text(self.service)
        c.pointee.method = arena.text(self.method)
        c.pointee.timeout_us = self.timeoutUs
        c.pointee.session_seq = self.sessionSeq
        c.pointee.attempt = self.attempt
        c.pointee.stream_seq = self.streamSeq
        c.pointee.credit_messages = self.creditMessages
        c.pointee.credit_bytes = self.creditBytes
        c.pointee.idempotency_key = arena.octets(self.idempotencyKey)
        c.pointee.trace = arena.octets(self.trace)
        if let value = self.status { c.pointee.status = arena.message(value) }
        (c.pointee.n_metadata, c.pointee.metadata) = arena.list(self.metadata) { arena.message($0) }
        c.pointee.priority = self.priority
        c.pointee.sent_unix_us = self.sentUnixUs
        c.pointee.routing_key = arena.text(self.routingKey)
        c.pointee.encoding = self.encoding
        c.pointee.plain_size = self.plainSize
        c.pointee.schema_fp = self.schemaFp
        if let value = self.caller { c.pointee.caller = arena.message(value) }
        c.pointee.hops = self.hops
        c.pointee.client_id = arena.octets(self.clientId)
        c.pointee.request_digest = arena.octets(self.requestDigest)
        c.pointee.lease_ms = self.leaseMs
        if let value = self.hello { c.pointee.hello = arena.message(value) }
        if let value = self.ready { c.pointee.ready = arena.message(value) }
        c.pointee.client_token = arena.octets(self.clientToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("service", self.service)
        check.text("method", self.method)
        check.size("idempotency_key", self.idempotencyKey.count)
        check.size("trace", self.trace.count)
        check.nested("status", self.status)
        check.items("metadata", self.metadata.count)
        check.nested("metadata", self.metadata)
        check.text("routing_key", self.routingKey)
        check.nested("caller", self.caller)
        check.size("client_id", self.clientId.count)
        check.size("request_digest", self.requestDigest.count)
        check.nested("hello", self.hello)
        check.nested("ready", self.ready)
        check.size("client_token", self.clientToken.count)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// One key and value beside a message.
public struct Meta: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Meta"

    public var key: String = ""
    public var value: [UInt8] = []

    public init() {}

    public init(
        key: String = "",
        value: [UInt8] = []
    ) {
        self.key = key
        self.value = value
    }
}

extension Meta: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Meta>?) {
        govmesh__mesh__v1__meta__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Meta>) {
        self.key = FromC.text(c.pointee.key)
        self.value = FromC.octets(c.pointee.value)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Meta>, _ arena: Arena) {
        c.pointee.key = arena.text(self.key)
        c.pointee.value = arena.octets(self.value)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("key", self.key)
        check.size("value", self.value.count)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// How a call ended.
public struct Status: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Status"

    /// Numbered as in gRPC.
    public var code: Int32 = 0
    /// At most 1 KiB.
    public var message: String = ""
    /// At most 8 and 4 KiB.
    public var details: [Detail] = []
    public var retryAfterMs: UInt32 = 0
    /// 0 unspecified, 1 safe not started, 2 safe idempotent, 3 do not retry, 4 unknown outcome.
    public var retryVerdict: UInt32 = 0
    /// 1 caller library, 2 gateway, 3 worker runtime, 4 handler.
    public var origin: UInt32 = 0
    public var originId: String = ""

    public init() {}

    public init(
        code: Int32 = 0,
        message: String = "",
        details: [Detail] = [],
        retryAfterMs: UInt32 = 0,
        retryVerdict: UInt32 = 0,
        origin: UInt32 = 0,
        originId: String = ""
    ) {
        self.code = code
        self.message = message
        self.details = details
        self.retryAfterMs = retryAfterMs
        self.retryVerdict = retryVerdict
        self.origin = origin
        self.originId = originId
    }
}

extension Status: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Status>?) {
        govmesh__mesh__v1__status__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Status>) {
        self.code = c.pointee.code
        self.message = FromC.text(c.pointee.message)
        self.details = FromC.messages(c.pointee.n_details, c.pointee.details)
        self.retryAfterMs = c.pointee.retry_after_ms
        self.retryVerdict = c.pointee.retry_verdict
        self.origin = c.pointee.origin
        self.originId = FromC.text(c.pointee.origin_id)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Status>, _ arena: Arena) {
        c.pointee.code = self.code
        c.pointee.message = arena.text(self.message)
        (c.pointee.n_details, c.pointee.details) = arena.list(self.details) { arena.message($0) }
        c.pointee.retry_after_ms = self.retryAfterMs
        c.pointee.retry_verdict = self.retryVerdict
        c.pointee.origin = self.origin
        c.pointee.origin_id = arena.text(self.originId)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("message", self.message)
        check.items("details", self.details.count)
        check.nested("details", self.details)
        check.text("origin_id", self.originId)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// A typed detail of a status.
public struct Detail: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Detail"

    public var typeUrl: String = ""
    public var value: [UInt8] = []

    public init() {}

    public init(
        typeUrl: String = "",
        value: [UInt8] = []
    ) {
        self.typeUrl = typeUrl
        self.value = value
    }
}

extension Detail: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Detail>?) {
        govmesh__mesh__v1__detail__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Detail>) {
        self.typeUrl = FromC.text(c.pointee.type_url)
        self.value = FromC.octets(c.pointee.value)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Detail>, _ arena: Arena) {
        c.pointee.type_url = arena.text(self.typeUrl)
        c.pointee.value = arena.octets(self.value)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("type_url", self.typeUrl)
        check.size("value", self.value.count)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// Who the gateway says is calling, under its signature; made for a session and renewed in time.
public struct CallerIdentity: WireMessage {
    public static let fullName = "govmesh.mesh.v1.CallerIdentity"

    public var principal: String = ""
    /// "host": a process of this user on this host; "key": the holder of a CURVE key.
    public var authMethod: String = ""
    public var address: String = ""
    /// The start of the gateway that says so, as in WELCOME.
    public var gatewayEpoch: UInt64 = 0
    /// Wall clock.
    public var issuedUnixUs: UInt64 = 0
    public var expiresUnixUs: UInt64 = 0
    /// First 8 bytes of the SHA-256 of the gateway's public key, little endian.
    public var signingKey: UInt64 = 0
    /// Ed25519 over "govmesh-caller-1" and the fields before this one, in the order of their numbers.
    public var signature: [UInt8] = []

    public init() {}

    public init(
        principal: String = "",
        authMethod: String = "",
        address: String = "",
        gatewayEpoch: UInt64 = 0,
        issuedUnixUs: UInt64 = 0,
        expiresUnixUs: UInt64 = 0,
        signingKey: UInt64 = 0,
        signature: [UInt8] = []
    ) {
        self.principal = principal
        self.authMethod = authMethod
        self.address = address
        self.gatewayEpoch = gatewayEpoch
        self.issuedUnixUs = issuedUnixUs
        self.expiresUnixUs = expiresUnixUs
        self.signingKey = signingKey
        self.signature = signature
    }
}

extension CallerIdentity: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__CallerIdentity>?) {
        govmesh__mesh__v1__caller_identity__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__CallerIdentity>) {
        self.principal = FromC.text(c.pointee.principal)
        self.authMethod = FromC.text(c.pointee.auth_method)
        self.address = FromC.text(c.pointee.address)
        self.gatewayEpoch = c.pointee.gateway_epoch
        self.issuedUnixUs = c.pointee.issued_unix_us
        self.expiresUnixUs = c.pointee.expires_unix_us
        self.signingKey = c.pointee.signing_key
        self.signature = FromC.octets(c.pointee.signature)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__CallerIdentity>, _ arena: Arena) {
        c.pointee.principal = arena.text(self.principal)
        c.pointee.auth_method = arena.text(self.authMethod)
        c.pointee.address = arena.text(self.address)
        c.pointee.gateway_epoch = self.gatewayEpoch
        c.pointee.issued_unix_us = self.issuedUnixUs
        c.pointee.expires_unix_us = self.expiresUnixUs
        c.pointee.signing_key = self.signingKey
        c.pointee.signature = arena.octets(self.signature)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("principal", self.principal)
        check.text("auth_method", self.authMethod)
        check.text("address", self.address)
        check.size("signature", self.signature.count)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// What opens a session (HELLO, WELCOME) and ends it (GOAWAY).
public struct Hello: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Hello"

    public var minMinor: UInt32 = 0
    public var maxMinor: UInt32 = 0
    /// WELCOME: the one chosen.
    public var minor: UInt32 = 0
    /// Bit set. HELLO: what the sender can do beyond the minimum; WELCOME: what both can.
    /// 0x1: reads bundles. Bits that nobody knows are left out of WELCOME.
    public var features: UInt64 = 0
    /// Random for each start of the gateway.
    public var epoch: UInt64 = 0
    /// HELLO on one host: who is there.
    public var principal: String = ""
    public var heartbeatMs: UInt32 = 0
    public var deadAfterMs: UInt32 = 0
    /// Limits of the receiver; the sender keeps them.
    public var payloadLimit: UInt64 = 0
    public var envelopeLimit: UInt32 = 0
    public var callsInFlight: UInt32 = 0
    public var endpoints: [String] = []
    public var resumeToken: [UInt8] = []
    public var goawayReason: GoawayReason = .unspecified
    public var reconnectAfterMs: UInt32 = 0

    public init() {}

    public init(
        minMinor: UInt32 = 0,
        maxMinor: UInt32 = 0,
        minor: UInt32 = 0,
        features: UInt64 = 0,
        epoch: UInt64 = 0,
        principal: String = "",
        heartbeatMs: UInt32 = 0,
        deadAfterMs: UInt32 = 0,
        payloadLimit: UInt64 = 0,
        envelopeLimit: UInt32 = 0,
        callsInFlight: UInt32 = 0,
        endpoints: [String] = [],
        resumeToken: [UInt8] = [],
        goawayReason: GoawayReason = .unspecified,
        reconnectAfterMs: UInt32 = 0
    ) {
        self.minMinor = minMinor
        self.maxMinor = maxMinor
        self.minor = minor
        self.features = features
        self.epoch = epoch
        self.principal = principal
        self.heartbeatMs = heartbeatMs
        self.deadAfterMs = deadAfterMs
        self.payloadLimit = payloadLimit
        self.envelopeLimit = envelopeLimit
        self.callsInFlight = callsInFlight
        self.endpoints = endpoints
        self.resumeToken = resumeToken
        self.goawayReason = goawayReason
        self.reconnectAfterMs = reconnectAfterMs
    }
}

extension Hello: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Hello>?) {
        govmesh__mesh__v1__hello__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Hello>) {
        self.minMinor = c.pointee.min_minor
        self.maxMinor = c.pointee.max_minor
        self.minor = c.pointee.minor
        self.features = c.pointee.features
        self.epoch = c.pointee.epoch
        self.principal = FromC.text(c.pointee.principal)
        self.heartbeatMs = c.pointee.heartbeat_ms
        self.deadAfterMs = c.pointee.dead_after_ms
        self.payloadLimit = c.pointee.payload_limit
        self.envelopeLimit = c.pointee.envelope_limit
        self.callsInFlight = c.pointee.calls_in_flight
        self.endpoints = FromC.list(c.pointee.n_endpoints, c.pointee.endpoints) { FromC.text($0) }
        self.resumeToken = FromC.octets(c.pointee.resume_token)
        self.goawayReason = FromC.value(c.pointee.goaway_reason.rawValue)
        self.reconnectAfterMs = c.pointee.reconnect_after_ms
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Hello>, _ arena: Arena) {
        c.pointee.min_minor = self.minMinor
        c.pointee.max_minor = self.maxMinor
        c.pointee.minor = self.minor
        c.pointee.features = self.features
        c.pointee.epoch = self.epoch
        c.pointee.principal = arena.text(self.principal)
        c.pointee.heartbeat_ms = self.heartbeatMs
        c.pointee.dead_after_ms = self.deadAfterMs
        c.pointee.payload_limit = self.payloadLimit
        c.pointee.envelope_limit = self.envelopeLimit
        c.pointee.calls_in_flight = self.callsInFlight
        (c.pointee.n_endpoints, c.pointee.endpoints) = arena.list(self.endpoints) { arena.text($0) }
        c.pointee.resume_token = arena.octets(self.resumeToken)
        c.pointee.goaway_reason = .init(rawValue: self.goawayReason.cValue())
        c.pointee.reconnect_after_ms = self.reconnectAfterMs
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("principal", self.principal)
        check.items("endpoints", self.endpoints.count)
        check.texts("endpoints", self.endpoints)
        check.size("resume_token", self.resumeToken.count)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// What a worker offers (READY) and how it is (CAPACITY).
public struct Ready: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Ready"

    /// 16 random bytes for each start of the process.
    public var instance: [UInt8] = []
    /// The principal is "service." and this.
    public var name: String = ""
    /// "service", or "service@routing_key" for one that every process offers.
    public var services: [String] = []
    public var build: String = ""
    public var zone: String = ""
    public var loadPermille: UInt32 = 0
    public var weight: UInt32 = 0
    public var inFlight: UInt32 = 0

    public init() {}

    public init(
        instance: [UInt8] = [],
        name: String = "",
        services: [String] = [],
        build: String = "",
        zone: String = "",
        loadPermille: UInt32 = 0,
        weight: UInt32 = 0,
        inFlight: UInt32 = 0
    ) {
        self.instance = instance
        self.name = name
        self.services = services
        self.build = build
        self.zone = zone
        self.loadPermille = loadPermille
        self.weight = weight
        self.inFlight = inFlight
    }
}

extension Ready: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Ready>?) {
        govmesh__mesh__v1__ready__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Ready>) {
        self.instance = FromC.octets(c.pointee.instance)
        self.name = FromC.text(c.pointee.name)
        self.services = FromC.list(c.pointee.n_services, c.pointee.services) { FromC.text($0) }
        self.build = FromC.text(c.pointee.build)
        self.zone = FromC.text(c.pointee.zone)
        self.loadPermille = c.pointee.load_permille
        self.weight = c.pointee.weight
        self.inFlight = c.pointee.in_flight
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Ready>, _ arena: Arena) {
        c.pointee.instance = arena.octets(self.instance)
        c.pointee.name = arena.text(self.name)
        (c.pointee.n_services, c.pointee.services) = arena.list(self.services) { arena.text($0) }
        c.pointee.build = arena.text(self.build)
        c.pointee.zone = arena.text(self.zone)
        c.pointee.load_permille = self.loadPermille
        c.pointee.weight = self.weight
        c.pointee.in_flight = self.inFlight
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.size("instance", self.instance.count)
        check.text("name", self.name)
        check.items("services", self.services.count)
        check.texts("services", self.services)
        check.text("build", self.build)
        check.text("zone", self.zone)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

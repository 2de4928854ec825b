/// The canonical status codes, numbered as in gRPC.
public enum StatusCode: Int32, Sendable, CaseIterable {
    case ok = 0
    case cancelled = 1
    case unknown = 2
    case invalidArgument = 3
    case deadlineExceeded = 4
    case notFound = 5
    case alreadyExists = 6
    case permissionDenied = 7
    case resourceExhausted = 8
    case failedPrecondition = 9
    case aborted = 10
    case outOfRange = 11
    case unimplemented = 12
    case `internal` = 13
    case unavailable = 14
    case dataLoss = 15
    case unauthenticated = 16

    /// The name on the wire and in documents, such as `FAILED_PRECONDITION`.
    public var name: String {
        switch self {
        case .ok: "OK"
        case .cancelled: "CANCELLED"
        case .unknown: "UNKNOWN"
        case .invalidArgument: "INVALID_ARGUMENT"
        case .deadlineExceeded: "DEADLINE_EXCEEDED"
        case .notFound: "NOT_FOUND"
        case .alreadyExists: "ALREADY_EXISTS"
        case .permissionDenied: "PERMISSION_DENIED"
        case .resourceExhausted: "RESOURCE_EXHAUSTED"
        case .failedPrecondition: "FAILED_PRECONDITION"
        case .aborted: "ABORTED"
        case .outOfRange: "OUT_OF_RANGE"
        case .unimplemented: "UNIMPLEMENTED"
        case .internal: "INTERNAL"
        case .unavailable: "UNAVAILABLE"
        case .dataLoss: "DATA_LOSS"
        case .unauthenticated: "UNAUTHENTICATED"
        }
    }
}

/// Whether calling again can do harm.
public enum RetryVerdict: UInt32, Sendable {
    case unspecified = 0
    /// The handler never saw the call.
    case safeNotStarted = 1
    /// The method may be repeated with the same key.
    case safeIdempotent = 2
    /// The answer would be the same.
    case doNotRetry = 3
    /// The effect may or may not have happened.
    case unknownOutcome = 4
}

/// Who made a status.
public enum Origin: UInt32, Sendable {
    case unspecified = 0
    case caller = 1
    case gateway = 2
    case worker = 3
    case handler = 4
}

/// A typed detail of a failure: a protobuf message and its full name.
public struct StatusDetail: Sendable, Hashable {
    /// The full name of the message, such as `govmesh.mesh.v1.BadRequest`.
    public var type: String
    public var value: [UInt8]

    public init(type: String, value: [UInt8]) {
        self.type = type
        self.value = value
    }
}

/// What crosses the wire when a call does not succeed.
public struct RPCFailure: Error, Sendable, Hashable {
    public var code: StatusCode
    /// One sentence for a person: what is wrong and the way out; at most 1 KiB.
    public var message: String
    public var details: [StatusDetail]
    /// How long to wait before calling again, in milliseconds; 0 when nothing is known.
    public var retryAfterMilliseconds: UInt32
    public var verdict: RetryVerdict
    public var origin: Origin
    /// The instance that made the status.
    public var originID: String
    /// What travelled beside the failure to its caller.
    public var metadata: [Metadata] = []

    public init(
        _ code: StatusCode, _ message: String, details: [StatusDetail] = [],
        retryAfterMilliseconds: UInt32 = 0, verdict: RetryVerdict = .unspecified,
        origin: Origin = .unspecified, originID: String = ""
    ) {
        self.code = code
        self.message = message
        self.details = details
        self.retryAfterMilliseconds = retryAfterMilliseconds
        self.verdict = verdict
        self.origin = origin
        self.originID = originID
    }
}

extension RPCFailure: CustomStringConvertible {
    public var description: String { "\(self.code.name): \(self.message)" }
}

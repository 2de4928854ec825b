// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// `govmesh.mesh.v1.ServingStatus`.
public enum ServingStatus: Int32, WireEnum {
    case unspecified = 0
    case serving = 1
    case notServing = 2
    /// It cannot be told, as what it depends on does not answer.
    case unknown = 3
    /// A watch only: nothing of this name is there yet.
    case serviceUnknown = 4

    public var label: String {
        switch self {
            case .unspecified: "unspecified"
            case .serving: "serving"
            case .notServing: "notServing"
            case .unknown: "unknown"
            case .serviceUnknown: "serviceUnknown"
        }
    }

    public var protoName: String {
        switch self {
            case .unspecified: "SERVING_STATUS_UNSPECIFIED"
            case .serving: "SERVING_STATUS_SERVING"
            case .notServing: "SERVING_STATUS_NOT_SERVING"
            case .unknown: "SERVING_STATUS_UNKNOWN"
            case .serviceUnknown: "SERVING_STATUS_SERVICE_UNKNOWN"
        }
    }
}

/// `govmesh.mesh.v1.CheckHealthRequest`.
public struct CheckHealthRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.CheckHealthRequest"

    /// Full name of a service, e.g. "govmesh.credit.v1.RecordService"; empty means all that is asked.
    public var service: String = ""

    public init() {}

    public init(
        service: String = ""
    ) {
        self.service = service
    }
}

extension CheckHealthRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__CheckHealthRequest>?) {
        govmesh__mesh__v1__check_health_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__CheckHealthRequest>) {
        self.service = FromC.text(c.pointee.service)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__CheckHealthRequest>, _ arena: Arena) {
        c.pointee.service = arena.text(self.service)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("service", self.service)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.Health`.
public struct Health: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Health"

    public var service: String = ""
    public var status: ServingStatus = .unspecified
    /// What is wrong and the way out, one sentence each; also while it serves. For the management body
    /// and services of the mesh.
    public var reasons: [String] = []

    public init() {}

    public init(
        service: String = "",
        status: ServingStatus = .unspecified,
        reasons: [String] = []
    ) {
        self.service = service
        self.status = status
        self.reasons = reasons
    }
}

extension Health: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Health>?) {
        govmesh__mesh__v1__health__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Health>) {
        self.service = FromC.text(c.pointee.service)
        self.status = FromC.value(c.pointee.status.rawValue)
        self.reasons = FromC.list(c.pointee.n_reasons, c.pointee.reasons) { FromC.text($0) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Health>, _ arena: Arena) {
        c.pointee.service = arena.text(self.service)
        c.pointee.status = .init(rawValue: self.status.cValue())
        (c.pointee.n_reasons, c.pointee.reasons) = arena.list(self.reasons) { arena.text($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("service", self.service)
        check.items("reasons", self.reasons.count)
        check.texts("reasons", self.reasons)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListHealthRequest`.
public struct ListHealthRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListHealthRequest"

    public init() {}
}

extension ListHealthRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListHealthRequest>?) {
        govmesh__mesh__v1__list_health_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListHealthRequest>) {
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListHealthRequest>, _ arena: Arena) {
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        []
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListHealthResponse`.
public struct ListHealthResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListHealthResponse"

    /// The whole first, then by name.
    public var services: [Health] = []

    public init() {}

    public init(
        services: [Health] = []
    ) {
        self.services = services
    }
}

extension ListHealthResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListHealthResponse>?) {
        govmesh__mesh__v1__list_health_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListHealthResponse>) {
        self.services = FromC.messages(c.pointee.n_services, c.pointee.services)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListHealthResponse>, _ arena: Arena) {
        (c.pointee.n_services, c.pointee.services) = arena.list(self.services) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("services", self.services.count)
        check.nested("services", self.services)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.mesh.v1.HealthService`.
public enum HealthServiceMethods {
    /// NOT_FOUND when there is no such service.
    public static let checkHealth = MethodDescriptor(
        service: "govmesh.mesh.v1.HealthService", method: "CheckHealth",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody, .meshService])

    public static let listHealth = MethodDescriptor(
        service: "govmesh.mesh.v1.HealthService", method: "ListHealth",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody, .meshService])

    /// Sends the health now and whenever it is another, until the caller ends it.
    public static let watchHealth = MethodDescriptor(
        service: "govmesh.mesh.v1.HealthService", method: "WatchHealth",
        callClass: .noSideEffects, shape: .serverStream, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody, .meshService], timeoutMilliseconds: 86400000)

    public static let all: [MethodDescriptor] = [
        checkHealth,
        listHealth,
        watchHealth,
    ]
}

/// Offered by every service under its own routing key, and by each gateway for the mesh as a whole
/// without one.
public protocol HealthServiceProvider: Sendable {
    /// NOT_FOUND when there is no such service.
    func checkHealth(
        _ request: CheckHealthRequest, _ call: Call
    ) async throws(RPCFailure) -> Health
    func listHealth(
        _ request: ListHealthRequest, _ call: Call
    ) async throws(RPCFailure) -> ListHealthResponse
    /// Sends the health now and whenever it is another, until the caller ends it.
    func watchHealth(
        _ request: CheckHealthRequest, _ replies: Replies<Health>, _ call: Call
    ) async throws(RPCFailure)
}

extension HealthServiceProvider {
    /// What a worker of this service offers.
    public var healthServiceBindings: [MethodBinding] {
        [
            MethodBinding(HealthServiceMethods.checkHealth) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.checkHealth)
            },
            MethodBinding(HealthServiceMethods.listHealth) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listHealth)
            },
            MethodBinding(HealthServiceMethods.watchHealth, stream: {
                requests, replies, call async throws(RPCFailure) in
                try await answer(requests, replies, call, self.watchHealth)
            }),
        ]
    }
}

/// Calls `govmesh.mesh.v1.HealthService`.
public struct HealthServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// NOT_FOUND when there is no such service.
    public func checkHealth(
        _ request: CheckHealthRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Health {
        try await ask(
            self.channel, self.routingKey, HealthServiceMethods.checkHealth, request, options)
    }

    public func listHealth(
        _ request: ListHealthRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListHealthResponse {
        try await ask(
            self.channel, self.routingKey, HealthServiceMethods.listHealth, request, options)
    }

    /// Sends the health now and whenever it is another, until the caller ends it.
    public func watchHealth(
        _ request: CheckHealthRequest, _ options: CallOptions = CallOptions()
    ) throws(RPCFailure) -> ReplyStream<Health> {
        let method = HealthServiceMethods.watchHealth
        return ReplyStream(
            try open(
                self.channel, self.routingKey, method,
                request.wireBytes(), options), method)
    }
}

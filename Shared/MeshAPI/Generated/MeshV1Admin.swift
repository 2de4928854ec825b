// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// A worker as one gateway sees it.
public struct GatewayWorker: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GatewayWorker"

    /// "gateways/gateway/workers/registry"
    public var name: String = ""
    public var principal: String = ""
    /// 16 random bytes for each start of the process.
    public var instance: [UInt8] = []
    public var build: String = ""
    /// "service", or "service@routing_key" for one that every process offers.
    public var services: [String] = []
    public var state: GatewayWorker.State = .unspecified
    /// Its share beside others, 1 to 1,000; 100 when nobody has set it.
    public var weight: Int32 = 0
    /// What it gets of its share.
    public var percent: Int32 = 0
    public var callsInFlight: Int64 = 0
    /// Calls it may still be given.
    public var freeSlots: Int64 = 0
    /// How many times in a row it went out of its pools, and for how much longer it is.
    public var timesOut: Int32 = 0
    public var outMs: Int64 = 0

    public init() {}

    public init(
        name: String = "",
        principal: String = "",
        instance: [UInt8] = [],
        build: String = "",
        services: [String] = [],
        state: GatewayWorker.State = .unspecified,
        weight: Int32 = 0,
        percent: Int32 = 0,
        callsInFlight: Int64 = 0,
        freeSlots: Int64 = 0,
        timesOut: Int32 = 0,
        outMs: Int64 = 0
    ) {
        self.name = name
        self.principal = principal
        self.instance = instance
        self.build = build
        self.services = services
        self.state = state
        self.weight = weight
        self.percent = percent
        self.callsInFlight = callsInFlight
        self.freeSlots = freeSlots
        self.timesOut = timesOut
        self.outMs = outMs
    }

    /// `govmesh.mesh.v1.GatewayWorker.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case serving = 1
        /// In a pool that served before it came; its share still grows.
        case starting = 2
        /// Finishes what it has, as it said itself.
        case draining = 3
        /// Finishes what it has, as an operator ordered.
        case held = 4
        /// Out of its pools, as it failed too often.
        case out = 5
        /// Kept free for a moment, to try a request that may have killed another.
        case aside = 6

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .serving: "serving"
                case .starting: "starting"
                case .draining: "draining"
                case .held: "held"
                case .out: "out"
                case .aside: "aside"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .serving: "STATE_SERVING"
                case .starting: "STATE_STARTING"
                case .draining: "STATE_DRAINING"
                case .held: "STATE_HELD"
                case .out: "STATE_OUT"
                case .aside: "STATE_ASIDE"
            }
        }
    }
}

extension GatewayWorker: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GatewayWorker>?) {
        govmesh__mesh__v1__gateway_worker__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GatewayWorker>) {
        self.name = FromC.text(c.pointee.name)
        self.principal = FromC.text(c.pointee.principal)
        self.instance = FromC.octets(c.pointee.instance)
        self.build = FromC.text(c.pointee.build)
        self.services = FromC.list(c.pointee.n_services, c.pointee.services) { FromC.text($0) }
        self.state = FromC.value(c.pointee.state.rawValue)
        self.weight = c.pointee.weight
        self.percent = c.pointee.percent
        self.callsInFlight = c.pointee.calls_in_flight
        self.freeSlots = c.pointee.free_slots
        self.timesOut = c.pointee.times_out
        self.outMs = c.pointee.out_ms
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GatewayWorker>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.principal = arena.text(self.principal)
        c.pointee.instance = arena.octets(self.instance)
        c.pointee.build = arena.text(self.build)
        (c.pointee.n_services, c.pointee.services) = arena.list(self.services) { arena.text($0) }
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.weight = self.weight
        c.pointee.percent = self.percent
        c.pointee.calls_in_flight = self.callsInFlight
        c.pointee.free_slots = self.freeSlots
        c.pointee.times_out = self.timesOut
        c.pointee.out_ms = self.outMs
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("principal", self.principal)
        check.size("instance", self.instance.count)
        check.text("build", self.build)
        check.items("services", self.services.count)
        check.texts("services", self.services)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// Who serves one name, and what waits.
public struct GatewayRoute: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GatewayRoute"

    /// "service", or "service@routing_key".
    public var service: String = ""
    /// Names of the workers that get calls; empty for a service seen before.
    public var workers: [String] = []
    public var queuedCalls: Int64 = 0
    public var queuedBytes: Int64 = 0

    public init() {}

    public init(
        service: String = "",
        workers: [String] = [],
        queuedCalls: Int64 = 0,
        queuedBytes: Int64 = 0
    ) {
        self.service = service
        self.workers = workers
        self.queuedCalls = queuedCalls
        self.queuedBytes = queuedBytes
    }
}

extension GatewayRoute: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GatewayRoute>?) {
        govmesh__mesh__v1__gateway_route__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GatewayRoute>) {
        self.service = FromC.text(c.pointee.service)
        self.workers = FromC.list(c.pointee.n_workers, c.pointee.workers) { FromC.text($0) }
        self.queuedCalls = c.pointee.queued_calls
        self.queuedBytes = c.pointee.queued_bytes
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GatewayRoute>, _ arena: Arena) {
        c.pointee.service = arena.text(self.service)
        (c.pointee.n_workers, c.pointee.workers) = arena.list(self.workers) { arena.text($0) }
        c.pointee.queued_calls = self.queuedCalls
        c.pointee.queued_bytes = self.queuedBytes
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("service", self.service)
        check.items("workers", self.workers.count)
        check.texts("workers", self.workers)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// A request that workers died with, and that is refused since. Its content is not kept.
public struct DeadLetter: WireMessage {
    public static let fullName = "govmesh.mesh.v1.DeadLetter"

    /// "gateways/gateway/deadLetters/0123456789abcdef"; the id is the same at every gateway.
    public var name: String = ""
    public var service: String = ""
    public var method: String = ""
    /// SHA-256 of the payload.
    public var digest: [UInt8] = []
    public var size: Int64 = 0
    /// Who sent it when it was found.
    public var principal: String = ""
    public var quarantinedAt: Instant? = nil
    /// When it was sent last.
    public var lastSeenAt: Instant? = nil
    /// Workers that died with it.
    public var deaths: Int32 = 0
    /// How often it was refused since.
    public var refused: Int64 = 0

    public init() {}

    public init(
        name: String = "",
        service: String = "",
        method: String = "",
        digest: [UInt8] = [],
        size: Int64 = 0,
        principal: String = "",
        quarantinedAt: Instant? = nil,
        lastSeenAt: Instant? = nil,
        deaths: Int32 = 0,
        refused: Int64 = 0
    ) {
        self.name = name
        self.service = service
        self.method = method
        self.digest = digest
        self.size = size
        self.principal = principal
        self.quarantinedAt = quarantinedAt
        self.lastSeenAt = lastSeenAt
        self.deaths = deaths
        self.refused = refused
    }
}

extension DeadLetter: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__DeadLetter>?) {
        govmesh__mesh__v1__dead_letter__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__DeadLetter>) {
        self.name = FromC.text(c.pointee.name)
        self.service = FromC.text(c.pointee.service)
        self.method = FromC.text(c.pointee.method)
        self.digest = FromC.octets(c.pointee.digest)
        self.size = c.pointee.size
        self.principal = FromC.text(c.pointee.principal)
        self.quarantinedAt = FromC.instant(c.pointee.quarantined_at)
        self.lastSeenAt = FromC.instant(c.pointee.last_seen_at)
        self.deaths = c.pointee.deaths
        self.refused = c.pointee.refused
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__DeadLetter>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.service = arena.text(self.service)
        c.pointee.method = arena.text(self.method)
        c.pointee.digest = arena.octets(self.digest)
        c.pointee.size = self.size
        c.pointee.principal = arena.text(self.principal)
        if let value = self.quarantinedAt { c.pointee.quarantined_at = arena.instant(value) }
        if let value = self.lastSeenAt { c.pointee.last_seen_at = arena.instant(value) }
        c.pointee.deaths = self.deaths
        c.pointee.refused = self.refused
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("service", self.service)
        check.text("method", self.method)
        check.size("digest", self.digest.count)
        check.text("principal", self.principal)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// Something counted since the gateway's start.
public struct Counter: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Counter"

    public var name: String = ""
    public var count: UInt64 = 0

    public init() {}

    public init(
        name: String = "",
        count: UInt64 = 0
    ) {
        self.name = name
        self.count = count
    }
}

extension Counter: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Counter>?) {
        govmesh__mesh__v1__counter__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Counter>) {
        self.name = FromC.text(c.pointee.name)
        self.count = c.pointee.count
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Counter>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.count = self.count
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ServerInfo`.
public struct ServerInfo: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ServerInfo"

    /// "gateways/gateway"
    public var name: String = ""
    /// Random for each start.
    public var epoch: UInt64 = 0
    public var version: String = ""
    public var processId: Int64 = 0
    public var uptimeSeconds: Int64 = 0
    public var sessions: Int64 = 0
    public var workers: Int64 = 0
    public var callsInFlight: Int64 = 0
    /// Messages that wait for slow peers, and their bytes.
    public var outboxMessages: Int64 = 0
    public var outboxBytes: Int64 = 0
    /// Requests suspected of having killed a worker.
    public var suspects: Int64 = 0
    /// Every bound of the gateway by its name in the code, in the unit given there.
    public var limits: [Counter] = []
    public var counters: [Counter] = []

    public init() {}

    public init(
        name: String = "",
        epoch: UInt64 = 0,
        version: String = "",
        processId: Int64 = 0,
        uptimeSeconds: Int64 = 0,
        sessions: Int64 = 0,
        workers: Int64 = 0,
        callsInFlight: Int64 = 0,
        outboxMessages: Int64 = 0,
        outboxBytes: Int64 = 0,
        suspects: Int64 = 0,
        limits: [Counter] = [],
        counters: [Counter] = []
    ) {
        self.name = name
        self.epoch = epoch
        self.version = version
        self.processId = processId
        self.uptimeSeconds = uptimeSeconds
        self.sessions = sessions
        self.workers = workers
        self.callsInFlight = callsInFlight
        self.outboxMessages = outboxMessages
        self.outboxBytes = outboxBytes
        self.suspects = suspects
        self.limits = limits
        self.counters = counters
    }
}

extension ServerInfo: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ServerInfo>?) {
        govmesh__mesh__v1__server_info__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ServerInfo>) {
        self.name = FromC.text(c.pointee.name)
        self.epoch = c.pointee.epoch
        self.version = FromC.text(c.pointee.version)
        self.processId = c.pointee.process_id
        self.uptimeSeconds = c.pointee.uptime_seconds
        self.sessions = c.pointee.sessions
        self.workers = c.pointee.workers
        self.callsInFlight = c.pointee.calls_in_flight
        self.outboxMessages = c.pointee.outbox_messages
        self.outboxBytes = c.pointee.outbox_bytes
        self.suspects = c.pointee.suspects
        self.limits = FromC.messages(c.pointee.n_limits, c.pointee.limits)
        self.counters = FromC.messages(c.pointee.n_counters, c.pointee.counters)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ServerInfo>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.epoch = self.epoch
        c.pointee.version = arena.text(self.version)
        c.pointee.process_id = self.processId
        c.pointee.uptime_seconds = self.uptimeSeconds
        c.pointee.sessions = self.sessions
        c.pointee.workers = self.workers
        c.pointee.calls_in_flight = self.callsInFlight
        c.pointee.outbox_messages = self.outboxMessages
        c.pointee.outbox_bytes = self.outboxBytes
        c.pointee.suspects = self.suspects
        (c.pointee.n_limits, c.pointee.limits) = arena.list(self.limits) { arena.message($0) }
        (c.pointee.n_counters, c.pointee.counters) = arena.list(self.counters) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("version", self.version)
        check.items("limits", self.limits.count)
        check.nested("limits", self.limits)
        check.items("counters", self.counters.count)
        check.nested("counters", self.counters)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.GetServerInfoRequest`.
public struct GetServerInfoRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GetServerInfoRequest"

    public init() {}
}

extension GetServerInfoRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetServerInfoRequest>?) {
        govmesh__mesh__v1__get_server_info_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GetServerInfoRequest>) {
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetServerInfoRequest>, _ arena: Arena) {
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

/// `govmesh.mesh.v1.ListWorkersRequest`.
public struct ListWorkersRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListWorkersRequest"

    /// At most 1,000; 0 means 50.
    public var pageSize: Int32 = 0
    /// From the previous page; empty for the first.
    public var pageToken: String = ""

    public init() {}

    public init(
        pageSize: Int32 = 0,
        pageToken: String = ""
    ) {
        self.pageSize = pageSize
        self.pageToken = pageToken
    }
}

extension ListWorkersRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListWorkersRequest>?) {
        govmesh__mesh__v1__list_workers_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListWorkersRequest>) {
        self.pageSize = c.pointee.page_size
        self.pageToken = FromC.text(c.pointee.page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListWorkersRequest>, _ arena: Arena) {
        c.pointee.page_size = self.pageSize
        c.pointee.page_token = arena.text(self.pageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.number("page_size", self.pageSize, 0...1000)
        check.text("page_token", self.pageToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListWorkersResponse`.
public struct ListWorkersResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListWorkersResponse"

    /// In order of name.
    public var workers: [GatewayWorker] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        workers: [GatewayWorker] = [],
        nextPageToken: String = ""
    ) {
        self.workers = workers
        self.nextPageToken = nextPageToken
    }
}

extension ListWorkersResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListWorkersResponse>?) {
        govmesh__mesh__v1__list_workers_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListWorkersResponse>) {
        self.workers = FromC.messages(c.pointee.n_workers, c.pointee.workers)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListWorkersResponse>, _ arena: Arena) {
        (c.pointee.n_workers, c.pointee.workers) = arena.list(self.workers) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("workers", self.workers.count)
        check.nested("workers", self.workers)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.GetWorkerRequest`.
public struct GetWorkerRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GetWorkerRequest"

    public var name: String = ""

    public init() {}

    public init(
        name: String = ""
    ) {
        self.name = name
    }
}

extension GetWorkerRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetWorkerRequest>?) {
        govmesh__mesh__v1__get_worker_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GetWorkerRequest>) {
        self.name = FromC.text(c.pointee.name)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetWorkerRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListRoutesRequest`.
public struct ListRoutesRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListRoutesRequest"

    /// At most 1,000; 0 means 50.
    public var pageSize: Int32 = 0
    /// From the previous page; empty for the first.
    public var pageToken: String = ""

    public init() {}

    public init(
        pageSize: Int32 = 0,
        pageToken: String = ""
    ) {
        self.pageSize = pageSize
        self.pageToken = pageToken
    }
}

extension ListRoutesRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListRoutesRequest>?) {
        govmesh__mesh__v1__list_routes_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListRoutesRequest>) {
        self.pageSize = c.pointee.page_size
        self.pageToken = FromC.text(c.pointee.page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListRoutesRequest>, _ arena: Arena) {
        c.pointee.page_size = self.pageSize
        c.pointee.page_token = arena.text(self.pageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.number("page_size", self.pageSize, 0...1000)
        check.text("page_token", self.pageToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListRoutesResponse`.
public struct ListRoutesResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListRoutesResponse"

    /// In order of service.
    public var routes: [GatewayRoute] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        routes: [GatewayRoute] = [],
        nextPageToken: String = ""
    ) {
        self.routes = routes
        self.nextPageToken = nextPageToken
    }
}

extension ListRoutesResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListRoutesResponse>?) {
        govmesh__mesh__v1__list_routes_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListRoutesResponse>) {
        self.routes = FromC.messages(c.pointee.n_routes, c.pointee.routes)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListRoutesResponse>, _ arena: Arena) {
        (c.pointee.n_routes, c.pointee.routes) = arena.list(self.routes) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("routes", self.routes.count)
        check.nested("routes", self.routes)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.DrainWorkerRequest`.
public struct DrainWorkerRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.DrainWorkerRequest"

    public var name: String = ""
    /// Why, for the audit trail (RX-3).
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        reason: String = ""
    ) {
        self.name = name
        self.reason = reason
    }
}

extension DrainWorkerRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__DrainWorkerRequest>?) {
        govmesh__mesh__v1__drain_worker_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__DrainWorkerRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__DrainWorkerRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name)
        check.required("reason", !self.reason.isEmpty)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.UndrainWorkerRequest`.
public struct UndrainWorkerRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.UndrainWorkerRequest"

    public var name: String = ""
    /// Why, for the audit trail (RX-3).
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        reason: String = ""
    ) {
        self.name = name
        self.reason = reason
    }
}

extension UndrainWorkerRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__UndrainWorkerRequest>?) {
        govmesh__mesh__v1__undrain_worker_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__UndrainWorkerRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__UndrainWorkerRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name)
        check.required("reason", !self.reason.isEmpty)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.SetWorkerWeightRequest`.
public struct SetWorkerWeightRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.SetWorkerWeightRequest"

    public var name: String = ""
    public var weight: Int32 = 0
    /// Why, for the audit trail (RX-3).
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        weight: Int32 = 0,
        reason: String = ""
    ) {
        self.name = name
        self.weight = weight
        self.reason = reason
    }
}

extension SetWorkerWeightRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__SetWorkerWeightRequest>?) {
        govmesh__mesh__v1__set_worker_weight_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__SetWorkerWeightRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.weight = c.pointee.weight
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__SetWorkerWeightRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.weight = self.weight
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name)
        check.number("weight", self.weight, 1...1000)
        check.required("reason", !self.reason.isEmpty)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListDeadLettersRequest`.
public struct ListDeadLettersRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListDeadLettersRequest"

    /// At most 1,000; 0 means 50.
    public var pageSize: Int32 = 0
    /// From the previous page; empty for the first.
    public var pageToken: String = ""

    public init() {}

    public init(
        pageSize: Int32 = 0,
        pageToken: String = ""
    ) {
        self.pageSize = pageSize
        self.pageToken = pageToken
    }
}

extension ListDeadLettersRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListDeadLettersRequest>?) {
        govmesh__mesh__v1__list_dead_letters_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListDeadLettersRequest>) {
        self.pageSize = c.pointee.page_size
        self.pageToken = FromC.text(c.pointee.page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListDeadLettersRequest>, _ arena: Arena) {
        c.pointee.page_size = self.pageSize
        c.pointee.page_token = arena.text(self.pageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.number("page_size", self.pageSize, 0...1000)
        check.text("page_token", self.pageToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListDeadLettersResponse`.
public struct ListDeadLettersResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListDeadLettersResponse"

    /// In order of name.
    public var deadLetters: [DeadLetter] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        deadLetters: [DeadLetter] = [],
        nextPageToken: String = ""
    ) {
        self.deadLetters = deadLetters
        self.nextPageToken = nextPageToken
    }
}

extension ListDeadLettersResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListDeadLettersResponse>?) {
        govmesh__mesh__v1__list_dead_letters_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListDeadLettersResponse>) {
        self.deadLetters = FromC.messages(c.pointee.n_dead_letters, c.pointee.dead_letters)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListDeadLettersResponse>, _ arena: Arena) {
        (c.pointee.n_dead_letters, c.pointee.dead_letters) = arena.list(self.deadLetters) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("dead_letters", self.deadLetters.count)
        check.nested("dead_letters", self.deadLetters)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.GetDeadLetterRequest`.
public struct GetDeadLetterRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GetDeadLetterRequest"

    public var name: String = ""

    public init() {}

    public init(
        name: String = ""
    ) {
        self.name = name
    }
}

extension GetDeadLetterRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetDeadLetterRequest>?) {
        govmesh__mesh__v1__get_dead_letter_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GetDeadLetterRequest>) {
        self.name = FromC.text(c.pointee.name)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetDeadLetterRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ReleaseDeadLetterRequest`.
public struct ReleaseDeadLetterRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ReleaseDeadLetterRequest"

    public var name: String = ""
    /// Why, for the audit trail (RX-3).
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        reason: String = ""
    ) {
        self.name = name
        self.reason = reason
    }
}

extension ReleaseDeadLetterRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ReleaseDeadLetterRequest>?) {
        govmesh__mesh__v1__release_dead_letter_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ReleaseDeadLetterRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ReleaseDeadLetterRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name)
        check.required("reason", !self.reason.isEmpty)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.mesh.v1.AdminService`.
public enum AdminServiceMethods {
    public static let getServerInfo = MethodDescriptor(
        service: "govmesh.mesh.v1.AdminService", method: "GetServerInfo",
        callClass: .noSideEffects, parties: [.managementBody])

    public static let listWorkers = MethodDescriptor(
        service: "govmesh.mesh.v1.AdminService", method: "ListWorkers",
        callClass: .noSideEffects, parties: [.managementBody])

    public static let getWorker = MethodDescriptor(
        service: "govmesh.mesh.v1.AdminService", method: "GetWorker",
        callClass: .noSideEffects, parties: [.managementBody])

    public static let listRoutes = MethodDescriptor(
        service: "govmesh.mesh.v1.AdminService", method: "ListRoutes",
        callClass: .noSideEffects, parties: [.managementBody])

    /// Gives a worker no new calls; what it has goes on. Also a later worker of the same name.
    public static let drainWorker = MethodDescriptor(
        service: "govmesh.mesh.v1.AdminService", method: "DrainWorker",
        callClass: .idempotent, parties: [.managementBody], roles: [.systemAdministrator], requirements: ["RX-3"])

    public static let undrainWorker = MethodDescriptor(
        service: "govmesh.mesh.v1.AdminService", method: "UndrainWorker",
        callClass: .idempotent, parties: [.managementBody], roles: [.systemAdministrator], requirements: ["RX-3"])

    public static let setWorkerWeight = MethodDescriptor(
        service: "govmesh.mesh.v1.AdminService", method: "SetWorkerWeight",
        callClass: .idempotent, parties: [.managementBody], roles: [.systemAdministrator], requirements: ["RX-3"])

    public static let listDeadLetters = MethodDescriptor(
        service: "govmesh.mesh.v1.AdminService", method: "ListDeadLetters",
        callClass: .noSideEffects, parties: [.managementBody])

    public static let getDeadLetter = MethodDescriptor(
        service: "govmesh.mesh.v1.AdminService", method: "GetDeadLetter",
        callClass: .noSideEffects, parties: [.managementBody])

    /// Lets the request run again; answers with its last record. One that is not there any more is
    /// NOT_FOUND.
    public static let releaseDeadLetter = MethodDescriptor(
        service: "govmesh.mesh.v1.AdminService", method: "ReleaseDeadLetter",
        callClass: .unsafe, parties: [.managementBody], roles: [.systemAdministrator], requirements: ["RX-3"])

    public static let all: [MethodDescriptor] = [
        getServerInfo,
        listWorkers,
        getWorker,
        listRoutes,
        drainWorker,
        undrainWorker,
        setWorkerWeight,
        listDeadLetters,
        getDeadLetter,
        releaseDeadLetter,
    ]
}

/// Offered by each gateway at its own door. Orders hold until the gateway ends.
public protocol AdminServiceProvider: Sendable {
    func getServerInfo(
        _ request: GetServerInfoRequest, _ call: Call
    ) async throws(RPCFailure) -> ServerInfo
    func listWorkers(
        _ request: ListWorkersRequest, _ call: Call
    ) async throws(RPCFailure) -> ListWorkersResponse
    func getWorker(
        _ request: GetWorkerRequest, _ call: Call
    ) async throws(RPCFailure) -> GatewayWorker
    func listRoutes(
        _ request: ListRoutesRequest, _ call: Call
    ) async throws(RPCFailure) -> ListRoutesResponse
    /// Gives a worker no new calls; what it has goes on. Also a later worker of the same name.
    func drainWorker(
        _ request: DrainWorkerRequest, _ call: Call
    ) async throws(RPCFailure) -> GatewayWorker
    func undrainWorker(
        _ request: UndrainWorkerRequest, _ call: Call
    ) async throws(RPCFailure) -> GatewayWorker
    func setWorkerWeight(
        _ request: SetWorkerWeightRequest, _ call: Call
    ) async throws(RPCFailure) -> GatewayWorker
    func listDeadLetters(
        _ request: ListDeadLettersRequest, _ call: Call
    ) async throws(RPCFailure) -> ListDeadLettersResponse
    func getDeadLetter(
        _ request: GetDeadLetterRequest, _ call: Call
    ) async throws(RPCFailure) -> DeadLetter
    /// Lets the request run again; answers with its last record. One that is not there any more is
    /// NOT_FOUND.
    func releaseDeadLetter(
        _ request: ReleaseDeadLetterRequest, _ call: Call
    ) async throws(RPCFailure) -> DeadLetter
}

extension AdminServiceProvider {
    /// What a worker of this service offers.
    public var adminServiceBindings: [MethodBinding] {
        [
            MethodBinding(AdminServiceMethods.getServerInfo) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getServerInfo)
            },
            MethodBinding(AdminServiceMethods.listWorkers) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listWorkers)
            },
            MethodBinding(AdminServiceMethods.getWorker) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getWorker)
            },
            MethodBinding(AdminServiceMethods.listRoutes) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listRoutes)
            },
            MethodBinding(AdminServiceMethods.drainWorker) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.drainWorker)
            },
            MethodBinding(AdminServiceMethods.undrainWorker) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.undrainWorker)
            },
            MethodBinding(AdminServiceMethods.setWorkerWeight) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.setWorkerWeight)
            },
            MethodBinding(AdminServiceMethods.listDeadLetters) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listDeadLetters)
            },
            MethodBinding(AdminServiceMethods.getDeadLetter) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getDeadLetter)
            },
            MethodBinding(AdminServiceMethods.releaseDeadLetter) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.releaseDeadLetter)
            },
        ]
    }
}

/// Calls `govmesh.mesh.v1.AdminService`.
public struct AdminServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func getServerInfo(
        _ request: GetServerInfoRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ServerInfo {
        try await ask(
            self.channel, self.routingKey, AdminServiceMethods.getServerInfo, request, options)
    }

    public func listWorkers(
        _ request: ListWorkersRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListWorkersResponse {
        try await ask(
            self.channel, self.routingKey, AdminServiceMethods.listWorkers, request, options)
    }

    public func getWorker(
        _ request: GetWorkerRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> GatewayWorker {
        try await ask(
            self.channel, self.routingKey, AdminServiceMethods.getWorker, request, options)
    }

    public func listRoutes(
        _ request: ListRoutesRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListRoutesResponse {
        try await ask(
            self.channel, self.routingKey, AdminServiceMethods.listRoutes, request, options)
    }

    /// Gives a worker no new calls; what it has goes on. Also a later worker of the same name.
    public func drainWorker(
        _ request: DrainWorkerRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> GatewayWorker {
        try await ask(
            self.channel, self.routingKey, AdminServiceMethods.drainWorker, request, options)
    }

    public func undrainWorker(
        _ request: UndrainWorkerRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> GatewayWorker {
        try await ask(
            self.channel, self.routingKey, AdminServiceMethods.undrainWorker, request, options)
    }

    public func setWorkerWeight(
        _ request: SetWorkerWeightRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> GatewayWorker {
        try await ask(
            self.channel, self.routingKey, AdminServiceMethods.setWorkerWeight, request, options)
    }

    public func listDeadLetters(
        _ request: ListDeadLettersRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListDeadLettersResponse {
        try await ask(
            self.channel, self.routingKey, AdminServiceMethods.listDeadLetters, request, options)
    }

    public func getDeadLetter(
        _ request: GetDeadLetterRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> DeadLetter {
        try await ask(
            self.channel, self.routingKey, AdminServiceMethods.getDeadLetter, request, options)
    }

    /// Lets the request run again; answers with its last record. One that is not there any more is
    /// NOT_FOUND.
    public func releaseDeadLetter(
        _ request: ReleaseDeadLetterRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> DeadLetter {
        try await ask(
            self.channel, self.routingKey, AdminServiceMethods.releaseDeadLetter, request, options)
    }
}

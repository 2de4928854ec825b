// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// `govmesh.mesh.v1.CollectionChange`.
public enum CollectionChange: Int32, WireEnum {
    case unspecified = 0
    /// As it stood when the watch began.
    case snapshot = 1
    /// The snapshot is complete; no resource.
    case synced = 2
    /// Created or changed; of several changes the last one counts.
    case changed = 3
    /// Changed and does not match the filter; who does not have it ignores that.
    case removed = 4

    public var label: String {
        switch self {
            case .unspecified: "unspecified"
            case .snapshot: "snapshot"
            case .synced: "synced"
            case .changed: "changed"
            case .removed: "removed"
        }
    }

    public var protoName: String {
        switch self {
            case .unspecified: "COLLECTION_CHANGE_UNSPECIFIED"
            case .snapshot: "COLLECTION_CHANGE_SNAPSHOT"
            case .synced: "COLLECTION_CHANGE_SYNCED"
            case .changed: "COLLECTION_CHANGE_CHANGED"
            case .removed: "COLLECTION_CHANGE_REMOVED"
        }
    }
}

/// `govmesh.mesh.v1.WatchCollectionRequest`.
public struct WatchCollectionRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.WatchCollectionRequest"

    /// As in resource names, e.g. "parties"; an unknown one is answered with those there are.
    public var collection: String = ""
    /// As in ListRequest.
    public var filter: String = ""
    /// The last token received: the stream goes on behind it, without a snapshot. One of a journal
    /// that was restored since is answered with OUT_OF_RANGE: begin again without it.
    public var resumeToken: String = ""

    public init() {}

    public init(
        collection: String = "",
        filter: String = "",
        resumeToken: String = ""
    ) {
        self.collection = collection
        self.filter = filter
        self.resumeToken = resumeToken
    }
}

extension WatchCollectionRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__WatchCollectionRequest>?) {
        govmesh__mesh__v1__watch_collection_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__WatchCollectionRequest>) {
        self.collection = FromC.text(c.pointee.collection)
        self.filter = FromC.text(c.pointee.filter)
        self.resumeToken = FromC.text(c.pointee.resume_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__WatchCollectionRequest>, _ arena: Arena) {
        c.pointee.collection = arena.text(self.collection)
        c.pointee.filter = arena.text(self.filter)
        c.pointee.resume_token = arena.text(self.resumeToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("collection", !self.collection.isEmpty)
        check.text("collection", self.collection, 64)
        check.text("filter", self.filter, 2000)
        check.text("resume_token", self.resumeToken, 128)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.WatchCollectionResponse`.
public struct WatchCollectionResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.WatchCollectionResponse"

    public var change: CollectionChange = .unspecified
    public var name: String = ""
    public var version: Int64 = 0
    /// Full message name of `resource`.
    public var resourceType: String = ""
    /// Empty when removed or synced.
    public var resource: [UInt8] = []
    /// Where to go on; empty inside the snapshot and inside a group of changes.
    public var resumeToken: String = ""

    public init() {}

    public init(
        change: CollectionChange = .unspecified,
        name: String = "",
        version: Int64 = 0,
        resourceType: String = "",
        resource: [UInt8] = [],
        resumeToken: String = ""
    ) {
        self.change = change
        self.name = name
        self.version = version
        self.resourceType = resourceType
        self.resource = resource
        self.resumeToken = resumeToken
    }
}

extension WatchCollectionResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__WatchCollectionResponse>?) {
        govmesh__mesh__v1__watch_collection_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__WatchCollectionResponse>) {
        self.change = FromC.value(c.pointee.change.rawValue)
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.resourceType = FromC.text(c.pointee.resource_type)
        self.resource = FromC.octets(c.pointee.resource)
        self.resumeToken = FromC.text(c.pointee.resume_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__WatchCollectionResponse>, _ arena: Arena) {
        c.pointee.change = .init(rawValue: self.change.cValue())
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.resource_type = arena.text(self.resourceType)
        c.pointee.resource = arena.octets(self.resource)
        c.pointee.resume_token = arena.text(self.resumeToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("resource_type", self.resourceType)
        check.size("resource", self.resource.count, 262144)
        check.text("resume_token", self.resumeToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ExportCollectionRequest`.
public struct ExportCollectionRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ExportCollectionRequest"

    public var collection: String = ""
    /// As in ListRequest.
    public var filter: String = ""
    /// As in ListRequest; if one of them is given, "now" is when the export began.
    public var effectiveAt: Instant? = nil
    public var knownAt: Instant? = nil

    public init() {}

    public init(
        collection: String = "",
        filter: String = "",
        effectiveAt: Instant? = nil,
        knownAt: Instant? = nil
    ) {
        self.collection = collection
        self.filter = filter
        self.effectiveAt = effectiveAt
        self.knownAt = knownAt
    }
}

extension ExportCollectionRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ExportCollectionRequest>?) {
        govmesh__mesh__v1__export_collection_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ExportCollectionRequest>) {
        self.collection = FromC.text(c.pointee.collection)
        self.filter = FromC.text(c.pointee.filter)
        self.effectiveAt = FromC.instant(c.pointee.effective_at)
        self.knownAt = FromC.instant(c.pointee.known_at)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ExportCollectionRequest>, _ arena: Arena) {
        c.pointee.collection = arena.text(self.collection)
        c.pointee.filter = arena.text(self.filter)
        if let value = self.effectiveAt { c.pointee.effective_at = arena.instant(value) }
        if let value = self.knownAt { c.pointee.known_at = arena.instant(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("collection", !self.collection.isEmpty)
        check.text("collection", self.collection, 64)
        check.text("filter", self.filter, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ExportCollectionResponse`.
public struct ExportCollectionResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ExportCollectionResponse"

    public var name: String = ""
    public var version: Int64 = 0
    public var resourceType: String = ""
    public var resource: [UInt8] = []

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        resourceType: String = "",
        resource: [UInt8] = []
    ) {
        self.name = name
        self.version = version
        self.resourceType = resourceType
        self.resource = resource
    }
}

extension ExportCollectionResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ExportCollectionResponse>?) {
        govmesh__mesh__v1__export_collection_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ExportCollectionResponse>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.resourceType = FromC.text(c.pointee.resource_type)
        self.resource = FromC.octets(c.pointee.resource)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ExportCollectionResponse>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.resource_type = arena.text(self.resourceType)
        c.pointee.resource = arena.octets(self.resource)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("resource_type", self.resourceType)
        check.size("resource", self.resource.count, 262144)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ExplainRequest`.
public struct ExplainRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ExplainRequest"

    /// A resource that the service owns or follows.
    public var name: String = ""
    /// As in GetRequest: what held at one time, as known at the other (RX-6).
    public var effectiveAt: Instant? = nil
    public var knownAt: Instant? = nil

    public init() {}

    public init(
        name: String = "",
        effectiveAt: Instant? = nil,
        knownAt: Instant? = nil
    ) {
        self.name = name
        self.effectiveAt = effectiveAt
        self.knownAt = knownAt
    }
}

extension ExplainRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ExplainRequest>?) {
        govmesh__mesh__v1__explain_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ExplainRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.effectiveAt = FromC.instant(c.pointee.effective_at)
        self.knownAt = FromC.instant(c.pointee.known_at)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ExplainRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        if let value = self.effectiveAt { c.pointee.effective_at = arena.instant(value) }
        if let value = self.knownAt { c.pointee.known_at = arena.instant(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// One fact of an explanation.
public struct Ground: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Ground"

    /// How far below what was asked; 0 for that itself.
    public var depth: Int32 = 0
    /// A resource name, or what else the fact is called.
    public var fact: String = ""
    /// 0 where there is none.
    public var version: Int64 = 0
    public var summary: String = ""
    /// Requirement behind it; GetRequirement tells its source.
    public var requirement: String = ""
    /// The service that can explain it further; empty when everything known stands below.
    public var owner: String = ""

    public init() {}

    public init(
        depth: Int32 = 0,
        fact: String = "",
        version: Int64 = 0,
        summary: String = "",
        requirement: String = "",
        owner: String = ""
    ) {
        self.depth = depth
        self.fact = fact
        self.version = version
        self.summary = summary
        self.requirement = requirement
        self.owner = owner
    }
}

extension Ground: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Ground>?) {
        govmesh__mesh__v1__ground__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Ground>) {
        self.depth = c.pointee.depth
        self.fact = FromC.text(c.pointee.fact)
        self.version = c.pointee.version
        self.summary = FromC.text(c.pointee.summary)
        self.requirement = FromC.text(c.pointee.requirement)
        self.owner = FromC.text(c.pointee.owner)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Ground>, _ arena: Arena) {
        c.pointee.depth = self.depth
        c.pointee.fact = arena.text(self.fact)
        c.pointee.version = self.version
        c.pointee.summary = arena.text(self.summary)
        c.pointee.requirement = arena.text(self.requirement)
        c.pointee.owner = arena.text(self.owner)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("fact", self.fact)
        check.text("summary", self.summary)
        check.text("requirement", self.requirement)
        check.text("owner", self.owner)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ExplainResponse`.
public struct ExplainResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ExplainResponse"

    /// Depth first: what a fact rests on follows it, one deeper. At most 1,000.
    public var grounds: [Ground] = []

    public init() {}

    public init(
        grounds: [Ground] = []
    ) {
        self.grounds = grounds
    }
}

extension ExplainResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ExplainResponse>?) {
        govmesh__mesh__v1__explain_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ExplainResponse>) {
        self.grounds = FromC.messages(c.pointee.n_grounds, c.pointee.grounds)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ExplainResponse>, _ arena: Arena) {
        (c.pointee.n_grounds, c.pointee.grounds) = arena.list(self.grounds) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("grounds", self.grounds.count)
        check.nested("grounds", self.grounds)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.mesh.v1.CollectionService`.
public enum CollectionServiceMethods {
    /// Sends all resources of a collection, then each change, until the caller ends it.
    public static let watchCollection = MethodDescriptor(
        service: "govmesh.mesh.v1.CollectionService", method: "WatchCollection",
        callClass: .noSideEffects, shape: .serverStream, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody, .meshService], timeoutMilliseconds: 86400000)

    /// Tells what a resource says and what it rests on, down to the last fact this service has. Who may
    /// get the resource may have it explained; below it, what the caller may not see is left out.
    public static let explain = MethodDescriptor(
        service: "govmesh.mesh.v1.CollectionService", method: "Explain",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody, .meshService], requirements: ["R5.2-15", "R5.5-5", "RX-6"])

    /// Sends all resources of a collection in order of name, now or as they were (RX-6).
    public static let exportCollection = MethodDescriptor(
        service: "govmesh.mesh.v1.CollectionService", method: "ExportCollection",
        callClass: .noSideEffects, shape: .serverStream, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody, .meshService], timeoutMilliseconds: 3600000)

    public static let all: [MethodDescriptor] = [
        watchCollection,
        explain,
        exportCollection,
    ]
}

/// Offered by every service under its own routing key. Who may list a collection may also watch and
/// export it, and sees the same.
public protocol CollectionServiceProvider: Sendable {
    /// Sends all resources of a collection, then each change, until the caller ends it.
    func watchCollection(
        _ request: WatchCollectionRequest, _ replies: Replies<WatchCollectionResponse>, _ call: Call
    ) async throws(RPCFailure)
    /// Tells what a resource says and what it rests on, down to the last fact this service has. Who may
    /// get the resource may have it explained; below it, what the caller may not see is left out.
    func explain(
        _ request: ExplainRequest, _ call: Call
    ) async throws(RPCFailure) -> ExplainResponse
    /// Sends all resources of a collection in order of name, now or as they were (RX-6).
    func exportCollection(
        _ request: ExportCollectionRequest, _ replies: Replies<ExportCollectionResponse>, _ call: Call
    ) async throws(RPCFailure)
}

extension CollectionServiceProvider {
    /// What a worker of this service offers.
    public var collectionServiceBindings: [MethodBinding] {
        [
            MethodBinding(CollectionServiceMethods.watchCollection, stream: {
                requests, replies, call async throws(RPCFailure) in
                try await answer(requests, replies, call, self.watchCollection)
            }),
            MethodBinding(CollectionServiceMethods.explain) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.explain)
            },
            MethodBinding(CollectionServiceMethods.exportCollection, stream: {
                requests, replies, call async throws(RPCFailure) in
                try await answer(requests, replies, call, self.exportCollection)
            }),
        ]
    }
}

/// Calls `govmesh.mesh.v1.CollectionService`.
public struct CollectionServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Sends all resources of a collection, then each change, until the caller ends it.
    public func watchCollection(
        _ request: WatchCollectionRequest, _ options: CallOptions = CallOptions()
    ) throws(RPCFailure) -> ReplyStream<WatchCollectionResponse> {
        let method = CollectionServiceMethods.watchCollection
        return ReplyStream(
            try open(
                self.channel, self.routingKey, method,
                request.wireBytes(), options), method)
    }

    /// Tells what a resource says and what it rests on, down to the last fact this service has. Who may
    /// get the resource may have it explained; below it, what the caller may not see is left out.
    public func explain(
        _ request: ExplainRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ExplainResponse {
        try await ask(
            self.channel, self.routingKey, CollectionServiceMethods.explain, request, options)
    }

    /// Sends all resources of a collection in order of name, now or as they were (RX-6).
    public func exportCollection(
        _ request: ExportCollectionRequest, _ options: CallOptions = CallOptions()
    ) throws(RPCFailure) -> ReplyStream<ExportCollectionResponse> {
        let method = CollectionServiceMethods.exportCollection
        return ReplyStream(
            try open(
                self.channel, self.routingKey, method,
                request.wireBytes(), options), method)
    }
}

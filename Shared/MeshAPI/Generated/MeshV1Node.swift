// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// `govmesh.mesh.v1.GetStatusRequest`.
public struct GetStatusRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GetStatusRequest"

    public init() {}
}

extension GetStatusRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetStatusRequest>?) {
        govmesh__mesh__v1__get_status_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GetStatusRequest>) {
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetStatusRequest>, _ arena: Arena) {
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

/// Health and figures of one process.
public struct NodeStatus: WireMessage {
    public static let fullName = "govmesh.mesh.v1.NodeStatus"

    public var service: String = ""
    /// "SERVING", or "DEGRADED" with its reasons.
    public var health: String = ""
    public var version: String = ""
    public var processId: Int64 = 0
    /// Resident memory in KiB.
    public var residentKib: Int64 = 0
    /// The service's own time, RFC 3339.
    public var time: String = ""
    public var journalHead: Int64 = 0
    /// What is wrong and the way out, one sentence each.
    public var reasons: [String] = []

    public init() {}

    public init(
        service: String = "",
        health: String = "",
        version: String = "",
        processId: Int64 = 0,
        residentKib: Int64 = 0,
        time: String = "",
        journalHead: Int64 = 0,
        reasons: [String] = []
    ) {
        self.service = service
        self.health = health
        self.version = version
        self.processId = processId
        self.residentKib = residentKib
        self.time = time
        self.journalHead = journalHead
        self.reasons = reasons
    }
}

extension NodeStatus: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__NodeStatus>?) {
        govmesh__mesh__v1__node_status__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__NodeStatus>) {
        self.service = FromC.text(c.pointee.service)
        self.health = FromC.text(c.pointee.health)
        self.version = FromC.text(c.pointee.version)
        self.processId = c.pointee.process_id
        self.residentKib = c.pointee.resident_kib
        self.time = FromC.text(c.pointee.time)
        self.journalHead = c.pointee.journal_head
        self.reasons = FromC.list(c.pointee.n_reasons, c.pointee.reasons) { FromC.text($0) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__NodeStatus>, _ arena: Arena) {
        c.pointee.service = arena.text(self.service)
        c.pointee.health = arena.text(self.health)
        c.pointee.version = arena.text(self.version)
        c.pointee.process_id = self.processId
        c.pointee.resident_kib = self.residentKib
        c.pointee.time = arena.text(self.time)
        c.pointee.journal_head = self.journalHead
        (c.pointee.n_reasons, c.pointee.reasons) = arena.list(self.reasons) { arena.text($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("service", self.service)
        check.text("health", self.health)
        check.text("version", self.version)
        check.text("time", self.time)
        check.items("reasons", self.reasons.count)
        check.texts("reasons", self.reasons)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.GetSchemaRequest`.
public struct GetSchemaRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GetSchemaRequest"

    public init() {}
}

extension GetSchemaRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetSchemaRequest>?) {
        govmesh__mesh__v1__get_schema_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GetSchemaRequest>) {
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetSchemaRequest>, _ arena: Arena) {
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

/// `govmesh.mesh.v1.GetSchemaResponse`.
public struct GetSchemaResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GetSchemaResponse"

    /// A google.protobuf.FileDescriptorSet with imports.
    public var descriptorSet: [UInt8] = []

    public init() {}

    public init(
        descriptorSet: [UInt8] = []
    ) {
        self.descriptorSet = descriptorSet
    }
}

extension GetSchemaResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetSchemaResponse>?) {
        govmesh__mesh__v1__get_schema_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GetSchemaResponse>) {
        self.descriptorSet = FromC.octets(c.pointee.descriptor_set)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetSchemaResponse>, _ arena: Arena) {
        c.pointee.descriptor_set = arena.octets(self.descriptorSet)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.size("descriptor_set", self.descriptorSet.count, 4194304)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.GetRequirementRequest`.
public struct GetRequirementRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GetRequirementRequest"

    /// E.g. "R5.2-9"; empty returns all.
    public var id: String = ""

    public init() {}

    public init(
        id: String = ""
    ) {
        self.id = id
    }
}

extension GetRequirementRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetRequirementRequest>?) {
        govmesh__mesh__v1__get_requirement_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GetRequirementRequest>) {
        self.id = FromC.text(c.pointee.id)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetRequirementRequest>, _ arena: Arena) {
        c.pointee.id = arena.text(self.id)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("id", self.id, 16)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// One requirement of the catalogue.
public struct RequirementEntry: WireMessage {
    public static let fullName = "govmesh.mesh.v1.RequirementEntry"

    public var id: String = ""
    public var titleChinese: String = ""
    public var titleEnglish: String = ""
    public var clause: String = ""
    /// Whether the clause's text has been seen.
    public var textStatus: String = ""
    public var sources: [String] = []
    public var owners: [String] = []
    public var rule: String = ""
    /// Methods whose contract names it.
    public var methods: [String] = []
    /// Tests whose names say that they prove it, as "file: name".
    public var tests: [String] = []

    public init() {}

    public init(
        id: String = "",
        titleChinese: String = "",
        titleEnglish: String = "",
        clause: String = "",
        textStatus: String = "",
        sources: [String] = [],
        owners: [String] = [],
        rule: String = "",
        methods: [String] = [],
        tests: [String] = []
    ) {
        self.id = id
        self.titleChinese = titleChinese
        self.titleEnglish = titleEnglish
        self.clause = clause
        self.textStatus = textStatus
        self.sources = sources
        self.owners = owners
        self.rule = rule
        self.methods = methods
        self.tests = tests
    }
}

extension RequirementEntry: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__RequirementEntry>?) {
        govmesh__mesh__v1__requirement_entry__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__RequirementEntry>) {
        self.id = FromC.text(c.pointee.id)
        self.titleChinese = FromC.text(c.pointee.title_chinese)
        self.titleEnglish = FromC.text(c.pointee.title_english)
        self.clause = FromC.text(c.pointee.clause)
        self.textStatus = FromC.text(c.pointee.text_status)
        self.sources = FromC.list(c.pointee.n_sources, c.pointee.sources) { FromC.text($0) }
        self.owners = FromC.list(c.pointee.n_owners, c.pointee.owners) { FromC.text($0) }
        self.rule = FromC.text(c.pointee.rule)
        self.methods = FromC.list(c.pointee.n_methods, c.pointee.methods) { FromC.text($0) }
        self.tests = FromC.list(c.pointee.n_tests, c.pointee.tests) { FromC.text($0) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__RequirementEntry>, _ arena: Arena) {
        c.pointee.id = arena.text(self.id)
        c.pointee.title_chinese = arena.text(self.titleChinese)
        c.pointee.title_english = arena.text(self.titleEnglish)
        c.pointee.clause = arena.text(self.clause)
        c.pointee.text_status = arena.text(self.textStatus)
        (c.pointee.n_sources, c.pointee.sources) = arena.list(self.sources) { arena.text($0) }
        (c.pointee.n_owners, c.pointee.owners) = arena.list(self.owners) { arena.text($0) }
        c.pointee.rule = arena.text(self.rule)
        (c.pointee.n_methods, c.pointee.methods) = arena.list(self.methods) { arena.text($0) }
        (c.pointee.n_tests, c.pointee.tests) = arena.list(self.tests) { arena.text($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("id", self.id)
        check.text("title_chinese", self.titleChinese)
        check.text("title_english", self.titleEnglish)
        check.text("clause", self.clause)
        check.text("text_status", self.textStatus)
        check.items("sources", self.sources.count)
        check.texts("sources", self.sources)
        check.items("owners", self.owners.count)
        check.texts("owners", self.owners)
        check.text("rule", self.rule)
        check.items("methods", self.methods.count)
        check.texts("methods", self.methods)
        check.items("tests", self.tests.count)
        check.texts("tests", self.tests)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.GetRequirementResponse`.
public struct GetRequirementResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GetRequirementResponse"

    public var requirements: [RequirementEntry] = []

    public init() {}

    public init(
        requirements: [RequirementEntry] = []
    ) {
        self.requirements = requirements
    }
}

extension GetRequirementResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetRequirementResponse>?) {
        govmesh__mesh__v1__get_requirement_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GetRequirementResponse>) {
        self.requirements = FromC.messages(c.pointee.n_requirements, c.pointee.requirements)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetRequirementResponse>, _ arena: Arena) {
        (c.pointee.n_requirements, c.pointee.requirements) = arena.list(self.requirements) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("requirements", self.requirements.count)
        check.nested("requirements", self.requirements)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.mesh.v1.NodeService`.
public enum NodeServiceMethods {
    public static let getStatus = MethodDescriptor(
        service: "govmesh.mesh.v1.NodeService", method: "GetStatus",
        callClass: .noSideEffects, parties: [.managementBody, .meshService])

    public static let getSchema = MethodDescriptor(
        service: "govmesh.mesh.v1.NodeService", method: "GetSchema",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody, .meshService])

    /// Shows the rule behind an id, where it comes from and the methods that carry it.
    public static let getRequirement = MethodDescriptor(
        service: "govmesh.mesh.v1.NodeService", method: "GetRequirement",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody, .meshService])

    public static let all: [MethodDescriptor] = [
        getStatus,
        getSchema,
        getRequirement,
    ]
}

/// Offered by every service under its own routing key.
public protocol NodeServiceProvider: Sendable {
    func getStatus(
        _ request: GetStatusRequest, _ call: Call
    ) async throws(RPCFailure) -> NodeStatus
    func getSchema(
        _ request: GetSchemaRequest, _ call: Call
    ) async throws(RPCFailure) -> GetSchemaResponse
    /// Shows the rule behind an id, where it comes from and the methods that carry it.
    func getRequirement(
        _ request: GetRequirementRequest, _ call: Call
    ) async throws(RPCFailure) -> GetRequirementResponse
}

extension NodeServiceProvider {
    /// What a worker of this service offers.
    public var nodeServiceBindings: [MethodBinding] {
        [
            MethodBinding(NodeServiceMethods.getStatus) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getStatus)
            },
            MethodBinding(NodeServiceMethods.getSchema) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getSchema)
            },
            MethodBinding(NodeServiceMethods.getRequirement) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getRequirement)
            },
        ]
    }
}

/// Calls `govmesh.mesh.v1.NodeService`.
public struct NodeServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func getStatus(
        _ request: GetStatusRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> NodeStatus {
        try await ask(
            self.channel, self.routingKey, NodeServiceMethods.getStatus, request, options)
    }

    public func getSchema(
        _ request: GetSchemaRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> GetSchemaResponse {
        try await ask(
            self.channel, self.routingKey, NodeServiceMethods.getSchema, request, options)
    }

    /// Shows the rule behind an id, where it comes from and the methods that carry it.
    public func getRequirement(
        _ request: GetRequirementRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> GetRequirementResponse {
        try await ask(
            self.channel, self.routingKey, NodeServiceMethods.getRequirement, request, options)
    }
}

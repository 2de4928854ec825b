// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// One attempt. Holds no personal data: neither the request nor free text of an answer.
public struct AuditEntry: WireMessage {
    public static let fullName = "govmesh.mesh.v1.AuditEntry"

    /// From 1, without gaps; the oldest go when their time is over.
    public var sequence: Int64 = 0
    public var time: Instant? = nil
    /// Who: account, party, roles; only the account when it is unknown here.
    public var principal: String = ""
    public var party: String = ""
    public var partyRole: PartyRole? = nil
    public var operatorRoles: [OperatorRole] = []
    /// What, e.g. "govmesh.registry.v1.PartyService/ApproveParty".
    public var method: String = ""
    /// The resource the request names; empty when it names none.
    public var resource: String = ""
    /// How it ended, numbered as in gRPC; 0 for an act or a read that was done.
    public var code: Int32 = 0
    /// Codes of the rules and names of the fields that stood against it.
    public var rules: [String] = []
    /// As in the journal; empty for a read.
    public var requestDigest: [UInt8] = []
    /// SHA-256 of the idempotency key: attempts with one key are known as one.
    public var idempotencyKey: [UInt8] = []
    /// SHA-256 of the chain before in lower hex, a line feed and this entry without its chain; 64
    /// zeros stand before the first.
    public var chain: [UInt8] = []
    /// The reason an operator gave for what was done.
    public var reason: String = ""
    /// Where the call came from, as the gateway saw it; empty on one host.
    public var address: String = ""
    /// The version of the resource that was read; 0 for anything but a read.
    public var resourceVersion: Int64 = 0

    public init() {}

    public init(
        sequence: Int64 = 0,
        time: Instant? = nil,
        principal: String = "",
        party: String = "",
        partyRole: PartyRole? = nil,
        operatorRoles: [OperatorRole] = [],
        method: String = "",
        resource: String = "",
        code: Int32 = 0,
        rules: [String] = [],
        requestDigest: [UInt8] = [],
        idempotencyKey: [UInt8] = [],
        chain: [UInt8] = [],
        reason: String = "",
        address: String = "",
        resourceVersion: Int64 = 0
    ) {
        self.sequence = sequence
        self.time = time
        self.principal = principal
        self.party = party
        self.partyRole = partyRole
        self.operatorRoles = operatorRoles
        self.method = method
        self.resource = resource
        self.code = code
        self.rules = rules
        self.requestDigest = requestDigest
        self.idempotencyKey = idempotencyKey
        self.chain = chain
        self.reason = reason
        self.address = address
        self.resourceVersion = resourceVersion
    }
}

extension AuditEntry: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__AuditEntry>?) {
        govmesh__mesh__v1__audit_entry__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__AuditEntry>) {
        self.sequence = c.pointee.sequence
        self.time = FromC.instant(c.pointee.time)
        self.principal = FromC.text(c.pointee.principal)
        self.party = FromC.text(c.pointee.party)
        self.partyRole = PartyRole(rawValue: Int32(truncatingIfNeeded: c.pointee.party_role.rawValue))
        self.operatorRoles = FromC.list(c.pointee.n_operator_roles, c.pointee.operator_roles) { OperatorRole(rawValue: Int32(truncatingIfNeeded: $0.rawValue)) }.compactMap { $0 }
        self.method = FromC.text(c.pointee.method)
        self.resource = FromC.text(c.pointee.resource)
        self.code = c.pointee.code
        self.rules = FromC.list(c.pointee.n_rules, c.pointee.rules) { FromC.text($0) }
        self.requestDigest = FromC.octets(c.pointee.request_digest)
        self.idempotencyKey = FromC.octets(c.pointee.idempotency_key)
        self.chain = FromC.octets(c.pointee.chain)
        self.reason = FromC.text(c.pointee.reason)
        self.address = FromC.text(c.pointee.address)
        self.resourceVersion = c.pointee.resource_version
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__AuditEntry>, _ arena: Arena) {
        c.pointee.sequence = self.sequence
        if let value = self.time { c.pointee.time = arena.instant(value) }
        c.pointee.principal = arena.text(self.principal)
        c.pointee.party = arena.text(self.party)
        if let value = self.partyRole { c.pointee.party_role = .init(rawValue: value.cValue()) }
        (c.pointee.n_operator_roles, c.pointee.operator_roles) = arena.list(self.operatorRoles) { .init(rawValue: $0.cValue()) }
        c.pointee.method = arena.text(self.method)
        c.pointee.resource = arena.text(self.resource)
        c.pointee.code = self.code
        (c.pointee.n_rules, c.pointee.rules) = arena.list(self.rules) { arena.text($0) }
        c.pointee.request_digest = arena.octets(self.requestDigest)
        c.pointee.idempotency_key = arena.octets(self.idempotencyKey)
        c.pointee.chain = arena.octets(self.chain)
        c.pointee.reason = arena.text(self.reason)
        c.pointee.address = arena.text(self.address)
        c.pointee.resource_version = self.resourceVersion
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("principal", self.principal)
        check.text("party", self.party)
        check.items("operator_roles", self.operatorRoles.count)
        check.text("method", self.method)
        check.text("resource", self.resource)
        check.items("rules", self.rules.count)
        check.texts("rules", self.rules)
        check.size("request_digest", self.requestDigest.count)
        check.size("idempotency_key", self.idempotencyKey.count)
        check.size("chain", self.chain.count)
        check.text("reason", self.reason, 2000)
        check.text("address", self.address)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListAuditEntriesRequest`.
public struct ListAuditEntriesRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListAuditEntriesRequest"

    /// Entries with a greater sequence are returned.
    public var after: Int64 = 0
    /// At most 1,000; 0 means 200.
    public var limit: Int32 = 0

    public init() {}

    public init(
        after: Int64 = 0,
        limit: Int32 = 0
    ) {
        self.after = after
        self.limit = limit
    }
}

extension ListAuditEntriesRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListAuditEntriesRequest>?) {
        govmesh__mesh__v1__list_audit_entries_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListAuditEntriesRequest>) {
        self.after = c.pointee.after
        self.limit = c.pointee.limit
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListAuditEntriesRequest>, _ arena: Arena) {
        c.pointee.after = self.after
        c.pointee.limit = self.limit
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.number("limit", self.limit, 0...1000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListAuditEntriesResponse`.
public struct ListAuditEntriesResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListAuditEntriesResponse"

    public var entries: [AuditEntry] = []

    public init() {}

    public init(
        entries: [AuditEntry] = []
    ) {
        self.entries = entries
    }
}

extension ListAuditEntriesResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListAuditEntriesResponse>?) {
        govmesh__mesh__v1__list_audit_entries_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListAuditEntriesResponse>) {
        self.entries = FromC.messages(c.pointee.n_entries, c.pointee.entries)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListAuditEntriesResponse>, _ arena: Arena) {
        (c.pointee.n_entries, c.pointee.entries) = arena.list(self.entries) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("entries", self.entries.count)
        check.nested("entries", self.entries)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.mesh.v1.AuditService`.
public enum AuditServiceMethods {
    /// Returns attempts in order.
    public static let listAuditEntries = MethodDescriptor(
        service: "govmesh.mesh.v1.AuditService", method: "ListAuditEntries",
        callClass: .noSideEffects, parties: [.managementBody], roles: [.auditAdministrator], requirements: ["RX-1"])

    public static let all: [MethodDescriptor] = [
        listAuditEntries,
    ]
}

/// Offered by every service under its own routing key.
public protocol AuditServiceProvider: Sendable {
    /// Returns attempts in order.
    func listAuditEntries(
        _ request: ListAuditEntriesRequest, _ call: Call
    ) async throws(RPCFailure) -> ListAuditEntriesResponse
}

extension AuditServiceProvider {
    /// What a worker of this service offers.
    public var auditServiceBindings: [MethodBinding] {
        [
            MethodBinding(AuditServiceMethods.listAuditEntries) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listAuditEntries)
            },
        ]
    }
}

/// Calls `govmesh.mesh.v1.AuditService`.
public struct AuditServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Returns attempts in order.
    public func listAuditEntries(
        _ request: ListAuditEntriesRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListAuditEntriesResponse {
        try await ask(
            self.channel, self.routingKey, AuditServiceMethods.listAuditEntries, request, options)
    }
}

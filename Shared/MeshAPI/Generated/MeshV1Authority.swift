// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// `govmesh.mesh.v1.CheckCallerRequest`.
public struct CheckCallerRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.CheckCallerRequest"

    /// The account, as the gateway signed it.
    public var principal: String = ""
    /// Whether a key proved that; otherwise a process of the mesh's own host gave the name.
    public var isKeyed: Bool = false
    /// Where the call came from; empty on one host.
    public var address: String = ""
    /// What is called, e.g. "govmesh.mesh.v1.AdminService/DrainWorker".
    public var method: String = ""
    /// What it is called for; noted in the audit trail, together with the reason, when it is no read.
    public var resource: String = ""
    public var reason: String = ""

    public init() {}

    public init(
        principal: String = "",
        isKeyed: Bool = false,
        address: String = "",
        method: String = "",
        resource: String = "",
        reason: String = ""
    ) {
        self.principal = principal
        self.isKeyed = isKeyed
        self.address = address
        self.method = method
        self.resource = resource
        self.reason = reason
    }
}

extension CheckCallerRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__CheckCallerRequest>?) {
        govmesh__mesh__v1__check_caller_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__CheckCallerRequest>) {
        self.principal = FromC.text(c.pointee.principal)
        self.isKeyed = c.pointee.is_keyed != 0
        self.address = FromC.text(c.pointee.address)
        self.method = FromC.text(c.pointee.method)
        self.resource = FromC.text(c.pointee.resource)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__CheckCallerRequest>, _ arena: Arena) {
        c.pointee.principal = arena.text(self.principal)
        c.pointee.is_keyed = self.isKeyed ? 1 : 0
        c.pointee.address = arena.text(self.address)
        c.pointee.method = arena.text(self.method)
        c.pointee.resource = arena.text(self.resource)
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("principal", !self.principal.isEmpty)
        check.text("principal", self.principal)
        check.text("address", self.address)
        check.required("method", !self.method.isEmpty)
        check.text("method", self.method)
        check.text("resource", self.resource)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// One person acting for one party.
public struct CheckCallerResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.CheckCallerResponse"

    public var person: String = ""
    /// Empty for a service of the mesh.
    public var party: String = ""
    public var partyRole: PartyRole? = nil
    public var operatorRoles: [OperatorRole] = []

    public init() {}

    public init(
        person: String = "",
        party: String = "",
        partyRole: PartyRole? = nil,
        operatorRoles: [OperatorRole] = []
    ) {
        self.person = person
        self.party = party
        self.partyRole = partyRole
        self.operatorRoles = operatorRoles
    }
}

extension CheckCallerResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__CheckCallerResponse>?) {
        govmesh__mesh__v1__check_caller_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__CheckCallerResponse>) {
        self.person = FromC.text(c.pointee.person)
        self.party = FromC.text(c.pointee.party)
        self.partyRole = PartyRole(rawValue: Int32(truncatingIfNeeded: c.pointee.party_role.rawValue))
        self.operatorRoles = FromC.list(c.pointee.n_operator_roles, c.pointee.operator_roles) { OperatorRole(rawValue: Int32(truncatingIfNeeded: $0.rawValue)) }.compactMap { $0 }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__CheckCallerResponse>, _ arena: Arena) {
        c.pointee.person = arena.text(self.person)
        c.pointee.party = arena.text(self.party)
        if let value = self.partyRole { c.pointee.party_role = .init(rawValue: value.cValue()) }
        (c.pointee.n_operator_roles, c.pointee.operator_roles) = arena.list(self.operatorRoles) { .init(rawValue: $0.cValue()) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("person", self.person)
        check.text("party", self.party)
        check.items("operator_roles", self.operatorRoles.count)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.mesh.v1.AuthorityService`.
public enum AuthorityServiceMethods {
    /// Says for whom a caller acts, or PERMISSION_DENIED when the method's contract is not for it.
    public static let checkCaller = MethodDescriptor(
        service: "govmesh.mesh.v1.AuthorityService", method: "CheckCaller",
        callClass: .idempotent, parties: [.meshService], requirements: ["RX-1"])

    public static let all: [MethodDescriptor] = [
        checkCaller,
    ]
}

/// Offered by every service under its own routing key.
public protocol AuthorityServiceProvider: Sendable {
    /// Says for whom a caller acts, or PERMISSION_DENIED when the method's contract is not for it.
    func checkCaller(
        _ request: CheckCallerRequest, _ call: Call
    ) async throws(RPCFailure) -> CheckCallerResponse
}

extension AuthorityServiceProvider {
    /// What a worker of this service offers.
    public var authorityServiceBindings: [MethodBinding] {
        [
            MethodBinding(AuthorityServiceMethods.checkCaller) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.checkCaller)
            },
        ]
    }
}

/// Calls `govmesh.mesh.v1.AuthorityService`.
public struct AuthorityServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Says for whom a caller acts, or PERMISSION_DENIED when the method's contract is not for it.
    public func checkCaller(
        _ request: CheckCallerRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> CheckCallerResponse {
        try await ask(
            self.channel, self.routingKey, AuthorityServiceMethods.checkCaller, request, options)
    }
}

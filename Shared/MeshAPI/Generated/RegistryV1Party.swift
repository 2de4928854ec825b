// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// A legal entity or, for individual users, a natural person. SM-PARTY, R5.3-1, R5.4-1.
public struct Party: WireMessage {
    public static let fullName = "govmesh.registry.v1.Party"

    /// "parties/{id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Party.State = .unspecified
    /// Registered name, at most 200 characters (RX-12).
    public var displayName: String = ""
    /// Unified social credit code, 18 characters (统一社会信用代码, GB 32100-2015).
    public var creditCode: String = ""
    /// Party roles this entity may act in (R5.1-1).
    public var roles: [PartyRole] = []
    /// Actual controller (实际控制人), R5.2-5; often a natural person.
    public var controller: String = ""
    /// "" for data entered here, "migration" for loaded legacy data (RX-13).
    public var source: String = ""
    /// Id in the system it was loaded from.
    public var externalId: String = ""
    /// Loaded data does not satisfy the admission guard until a second person verified it (RX-13).
    public var verified: Bool = false
    /// Why the last command was given (RX-3).
    public var reason: String = ""
    /// The one request for everything that is missing was made (一次性补正).
    public var supplementAsked: Bool = false

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Party.State = .unspecified,
        displayName: String = "",
        creditCode: String = "",
        roles: [PartyRole] = [],
        controller: String = "",
        source: String = "",
        externalId: String = "",
        verified: Bool = false,
        reason: String = "",
        supplementAsked: Bool = false
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.displayName = displayName
        self.creditCode = creditCode
        self.roles = roles
        self.controller = controller
        self.source = source
        self.externalId = externalId
        self.verified = verified
        self.reason = reason
        self.supplementAsked = supplementAsked
    }

    /// `govmesh.registry.v1.Party.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case draft = 1
        case submitted = 2
        case supplement = 3
        case active = 4
        case rejected = 5
        case suspended = 6
        case deregistering = 7
        case deregistered = 8

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .draft: "draft"
                case .submitted: "submitted"
                case .supplement: "supplement"
                case .active: "active"
                case .rejected: "rejected"
                case .suspended: "suspended"
                case .deregistering: "deregistering"
                case .deregistered: "deregistered"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .draft: "STATE_DRAFT"
                case .submitted: "STATE_SUBMITTED"
                case .supplement: "STATE_SUPPLEMENT"
                case .active: "STATE_ACTIVE"
                case .rejected: "STATE_REJECTED"
                case .suspended: "STATE_SUSPENDED"
                case .deregistering: "STATE_DEREGISTERING"
                case .deregistered: "STATE_DEREGISTERED"
            }
        }
    }
}

extension Party: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Party>?) {
        govmesh__registry__v1__party__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__Party>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.displayName = FromC.text(c.pointee.display_name)
        self.creditCode = FromC.text(c.pointee.credit_code)
        self.roles = FromC.list(c.pointee.n_roles, c.pointee.roles) { PartyRole(rawValue: Int32(truncatingIfNeeded: $0.rawValue)) }.compactMap { $0 }
        self.controller = FromC.text(c.pointee.controller)
        self.source = FromC.text(c.pointee.source)
        self.externalId = FromC.text(c.pointee.external_id)
        self.verified = c.pointee.verified != 0
        self.reason = FromC.text(c.pointee.reason)
        self.supplementAsked = c.pointee.supplement_asked != 0
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Party>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.display_name = arena.text(self.displayName)
        c.pointee.credit_code = arena.text(self.creditCode)
        (c.pointee.n_roles, c.pointee.roles) = arena.list(self.roles) { .init(rawValue: $0.cValue()) }
        c.pointee.controller = arena.text(self.controller)
        c.pointee.source = arena.text(self.source)
        c.pointee.external_id = arena.text(self.externalId)
        c.pointee.verified = self.verified ? 1 : 0
        c.pointee.reason = arena.text(self.reason)
        c.pointee.supplement_asked = self.supplementAsked ? 1 : 0
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.required("display_name", !self.displayName.isEmpty)
        check.text("display_name", self.displayName, 800)
        check.required("credit_code", !self.creditCode.isEmpty)
        check.text("credit_code", self.creditCode, 64)
        check.required("roles", !self.roles.isEmpty)
        check.items("roles", self.roles.count, 5)
        check.text("controller", self.controller, 800)
        check.text("source", self.source, 64)
        check.text("external_id", self.externalId, 128)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.controller = ""
        copy.reason = ""
        return copy
    }
}

extension Party: Resource {
    public static let collection = "parties"
    public static let machine = "SM-PARTY"

    public var owners: [String] {
        ([self.name]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["credit_code", "external_id", "state", "name"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("credit_code", self.creditCode))
        pairs.append(("external_id", self.externalId))
        pairs.append(("state", self.state.label))
        pairs.append(("name", self.name))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// An account: one person acting for one party in one role (section 2.1).
public struct Operator: WireMessage {
    public static let fullName = "govmesh.registry.v1.Operator"

    /// "operators/{principal}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Operator.State = .unspecified
    /// Id of the natural person; two accounts of one person are not four eyes (RX-2).
    public var person: String = ""
    public var party: String = ""
    public var partyRole: PartyRole? = nil
    public var operatorRoles: [OperatorRole] = []

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Operator.State = .unspecified,
        person: String = "",
        party: String = "",
        partyRole: PartyRole? = nil,
        operatorRoles: [OperatorRole] = []
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.person = person
        self.party = party
        self.partyRole = partyRole
        self.operatorRoles = operatorRoles
    }

    /// `govmesh.registry.v1.Operator.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case active = 1
        case revoked = 2

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .active: "active"
                case .revoked: "revoked"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .active: "STATE_ACTIVE"
                case .revoked: "STATE_REVOKED"
            }
        }
    }
}

extension Operator: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Operator>?) {
        govmesh__registry__v1__operator__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__Operator>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.person = FromC.text(c.pointee.person)
        self.party = FromC.text(c.pointee.party)
        self.partyRole = PartyRole(rawValue: Int32(truncatingIfNeeded: c.pointee.party_role.rawValue))
        self.operatorRoles = FromC.list(c.pointee.n_operator_roles, c.pointee.operator_roles) { OperatorRole(rawValue: Int32(truncatingIfNeeded: $0.rawValue)) }.compactMap { $0 }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Operator>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
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
        check.text("name", self.name)
        check.required("person", !self.person.isEmpty)
        check.text("person", self.person, 1024, .resourceID)
        check.required("party", !self.party.isEmpty)
        check.text("party", self.party, 1024, .resourceName)
        check.required("party_role", self.partyRole != nil)
        check.required("operator_roles", !self.operatorRoles.isEmpty)
        check.items("operator_roles", self.operatorRoles.count, 6)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

extension Operator: Resource {
    public static let collection = "operators"
    public static let machine = "SM-OPERATOR"

    public var owners: [String] {
        ([self.party]).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["person", "party"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("person", self.person))
        pairs.append(("party", self.party))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.registry.v1.EstablishManagementBodyRequest`.
public struct EstablishManagementBodyRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.EstablishManagementBodyRequest"

    public var partyId: String = ""
    public var party: Party? = nil

    public init() {}

    public init(
        partyId: String = "",
        party: Party? = nil
    ) {
        self.partyId = partyId
        self.party = party
    }
}

extension EstablishManagementBodyRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__EstablishManagementBodyRequest>?) {
        govmesh__registry__v1__establish_management_body_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__EstablishManagementBodyRequest>) {
        self.partyId = FromC.text(c.pointee.party_id)
        self.party = FromC.message(c.pointee.party)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__EstablishManagementBodyRequest>, _ arena: Arena) {
        c.pointee.party_id = arena.text(self.partyId)
        if let value = self.party { c.pointee.party = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("party_id", !self.partyId.isEmpty)
        check.text("party_id", self.partyId, 1024, .resourceID)
        check.required("party", self.party != nil)
        check.nested("party", self.party)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.party = self.party?.redacted()
        return copy
    }
}

/// `govmesh.registry.v1.CreatePartyRequest`.
public struct CreatePartyRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.CreatePartyRequest"

    public var partyId: String = ""
    public var party: Party? = nil

    public init() {}

    public init(
        partyId: String = "",
        party: Party? = nil
    ) {
        self.partyId = partyId
        self.party = party
    }
}

extension CreatePartyRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreatePartyRequest>?) {
        govmesh__registry__v1__create_party_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__CreatePartyRequest>) {
        self.partyId = FromC.text(c.pointee.party_id)
        self.party = FromC.message(c.pointee.party)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreatePartyRequest>, _ arena: Arena) {
        c.pointee.party_id = arena.text(self.partyId)
        if let value = self.party { c.pointee.party = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("party_id", !self.partyId.isEmpty)
        check.text("party_id", self.partyId, 1024, .resourceID)
        check.required("party", self.party != nil)
        check.nested("party", self.party)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.party = self.party?.redacted()
        return copy
    }
}

/// `govmesh.registry.v1.ListPartiesResponse`.
public struct ListPartiesResponse: WireMessage {
    public static let fullName = "govmesh.registry.v1.ListPartiesResponse"

    public var parties: [Party] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        parties: [Party] = [],
        nextPageToken: String = ""
    ) {
        self.parties = parties
        self.nextPageToken = nextPageToken
    }
}

extension ListPartiesResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListPartiesResponse>?) {
        govmesh__registry__v1__list_parties_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ListPartiesResponse>) {
        self.parties = FromC.messages(c.pointee.n_parties, c.pointee.parties)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListPartiesResponse>, _ arena: Arena) {
        (c.pointee.n_parties, c.pointee.parties) = arena.list(self.parties) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("parties", self.parties.count)
        check.nested("parties", self.parties)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.parties = self.parties.map { $0.redacted() }
        return copy
    }
}

/// `govmesh.registry.v1.CreateOperatorRequest`.
public struct CreateOperatorRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.CreateOperatorRequest"

    /// The principal named in HELLO.
    public var operatorId: String = ""
    public var `operator`: Operator? = nil

    public init() {}

    public init(
        operatorId: String = "",
        `operator`: Operator? = nil
    ) {
        self.operatorId = operatorId
        self.`operator` = `operator`
    }
}

extension CreateOperatorRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreateOperatorRequest>?) {
        govmesh__registry__v1__create_operator_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__CreateOperatorRequest>) {
        self.operatorId = FromC.text(c.pointee.operator_id)
        self.`operator` = FromC.message(c.pointee.operator_)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreateOperatorRequest>, _ arena: Arena) {
        c.pointee.operator_id = arena.text(self.operatorId)
        if let value = self.`operator` { c.pointee.operator_ = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("operator_id", !self.operatorId.isEmpty)
        check.text("operator_id", self.operatorId, 1024, .resourceID)
        check.required("operator", self.`operator` != nil)
        check.nested("operator", self.`operator`)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.registry.v1.PartyService`.
public enum PartyServiceMethods {
    /// Creates the first management body; possible once, on an empty registry.
    public static let establishManagementBody = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "EstablishManagementBody",
        callClass: .keyed, parties: [.managementBody], roles: [.systemAdministrator], resource: "Party", requirements: ["R5.1-1"])

    /// Creates a party as a draft.
    public static let createParty = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "CreateParty",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], resource: "Party", requirements: ["R5.3-1", "R5.4-1"])

    public static let submitParty = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "SubmitParty",
        callClass: .keyed, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, command: "submit", resource: "Party", requirements: ["R5.3-1"])

    /// Asks once for everything that is missing (一次性补正).
    public static let askPartySupplement = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "AskPartySupplement",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "ask", resource: "Party", requirements: ["R5.3-1"])

    public static let resubmitParty = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "ResubmitParty",
        callClass: .keyed, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, command: "resubmit", resource: "Party", requirements: ["R5.3-1"])

    public static let approveParty = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "ApproveParty",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "approve", resource: "Party", requirements: ["R5.3-1", "RX-2"])

    public static let rejectParty = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "RejectParty",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "reject", resource: "Party", requirements: ["RX-3"])

    public static let suspendParty = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "SuspendParty",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "suspend", resource: "Party", requirements: ["RX-3"])

    public static let resumeParty = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "ResumeParty",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "resume", resource: "Party")

    public static let requestPartyExit = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "RequestPartyExit",
        callClass: .keyed, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, command: "requestExit", resource: "Party")

    public static let deregisterParty = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "DeregisterParty",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "deregister", resource: "Party")

    public static let getParty = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "GetParty",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, resource: "Party")

    public static let listParties = MethodDescriptor(
        service: "govmesh.registry.v1.PartyService", method: "ListParties",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, resource: "Party")

    public static let all: [MethodDescriptor] = [
        establishManagementBody,
        createParty,
        submitParty,
        askPartySupplement,
        resubmitParty,
        approveParty,
        rejectParty,
        suspendParty,
        resumeParty,
        requestPartyExit,
        deregisterParty,
        getParty,
        listParties,
    ]
}

/// Registers parties and follows their life (SM-PARTY).
public protocol PartyServiceProvider: Sendable {
    /// Creates the first management body; possible once, on an empty registry.
    func establishManagementBody(
        _ request: EstablishManagementBodyRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    /// Creates a party as a draft.
    func createParty(
        _ request: CreatePartyRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    func submitParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    /// Asks once for everything that is missing (一次性补正).
    func askPartySupplement(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    func resubmitParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    func approveParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    func rejectParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    func suspendParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    func resumeParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    func requestPartyExit(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    func deregisterParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    func getParty(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Party
    func listParties(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListPartiesResponse
}

extension PartyServiceProvider where Self: ResourceAnswers, Answered == Party {
    public func submitParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.give(request, call)
    }
    public func resubmitParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.give(request, call)
    }
    public func approveParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.give(request, call)
    }
    public func rejectParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.give(request, call)
    }
    public func suspendParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.give(request, call)
    }
    public func resumeParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.give(request, call)
    }
    public func requestPartyExit(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.give(request, call)
    }
    public func deregisterParty(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.give(request, call)
    }
    public func getParty(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.get(request, call)
    }
    public func listParties(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListPartiesResponse {
        let page = try await self.list(request, call)
        return ListPartiesResponse(
            parties: page.items, nextPageToken: page.next)
    }
}

extension PartyServiceProvider {
    /// What a worker of this service offers.
    public var partyServiceBindings: [MethodBinding] {
        [
            MethodBinding(PartyServiceMethods.establishManagementBody) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.establishManagementBody)
            },
            MethodBinding(PartyServiceMethods.createParty) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.createParty)
            },
            MethodBinding(PartyServiceMethods.submitParty) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.submitParty)
            },
            MethodBinding(PartyServiceMethods.askPartySupplement) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.askPartySupplement)
            },
            MethodBinding(PartyServiceMethods.resubmitParty) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.resubmitParty)
            },
            MethodBinding(PartyServiceMethods.approveParty) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.approveParty)
            },
            MethodBinding(PartyServiceMethods.rejectParty) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.rejectParty)
            },
            MethodBinding(PartyServiceMethods.suspendParty) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.suspendParty)
            },
            MethodBinding(PartyServiceMethods.resumeParty) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.resumeParty)
            },
            MethodBinding(PartyServiceMethods.requestPartyExit) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.requestPartyExit)
            },
            MethodBinding(PartyServiceMethods.deregisterParty) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.deregisterParty)
            },
            MethodBinding(PartyServiceMethods.getParty) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getParty)
            },
            MethodBinding(PartyServiceMethods.listParties) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listParties)
            },
        ]
    }
}

/// Calls `govmesh.registry.v1.PartyService`.
public struct PartyServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Creates the first management body; possible once, on an empty registry.
    public func establishManagementBody(
        _ request: EstablishManagementBodyRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.establishManagementBody, request, options)
    }

    /// Creates a party as a draft.
    public func createParty(
        _ request: CreatePartyRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.createParty, request, options)
    }

    public func submitParty(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.submitParty, request, options)
    }

    /// Asks once for everything that is missing (一次性补正).
    public func askPartySupplement(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.askPartySupplement, request, options)
    }

    public func resubmitParty(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.resubmitParty, request, options)
    }

    public func approveParty(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.approveParty, request, options)
    }

    public func rejectParty(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.rejectParty, request, options)
    }

    public func suspendParty(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.suspendParty, request, options)
    }

    public func resumeParty(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.resumeParty, request, options)
    }

    public func requestPartyExit(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.requestPartyExit, request, options)
    }

    public func deregisterParty(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.deregisterParty, request, options)
    }

    public func getParty(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Party {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.getParty, request, options)
    }

    public func listParties(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListPartiesResponse {
        try await ask(
            self.channel, self.routingKey, PartyServiceMethods.listParties, request, options)
    }
}

/// The methods of `govmesh.registry.v1.OperatorService`.
public enum OperatorServiceMethods {
    public static let createOperator = MethodDescriptor(
        service: "govmesh.registry.v1.OperatorService", method: "CreateOperator",
        callClass: .keyed, parties: [.managementBody], roles: [.systemAdministrator], resource: "Operator", requirements: ["R5.1-1"])

    public static let revokeOperator = MethodDescriptor(
        service: "govmesh.registry.v1.OperatorService", method: "RevokeOperator",
        callClass: .keyed, parties: [.managementBody], roles: [.systemAdministrator], command: "revoke", resource: "Operator")

    public static let getOperator = MethodDescriptor(
        service: "govmesh.registry.v1.OperatorService", method: "GetOperator",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, resource: "Operator")

    public static let all: [MethodDescriptor] = [
        createOperator,
        revokeOperator,
        getOperator,
    ]
}

/// Keeps accounts: which principal acts for which party in which role.
public protocol OperatorServiceProvider: Sendable {
    func createOperator(
        _ request: CreateOperatorRequest, _ call: Call
    ) async throws(RPCFailure) -> Operator
    func revokeOperator(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Operator
    func getOperator(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Operator
}

extension OperatorServiceProvider where Self: ResourceAnswers, Answered == Operator {
    public func getOperator(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Operator {
        try await self.get(request, call)
    }
}

extension OperatorServiceProvider {
    /// What a worker of this service offers.
    public var operatorServiceBindings: [MethodBinding] {
        [
            MethodBinding(OperatorServiceMethods.createOperator) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.createOperator)
            },
            MethodBinding(OperatorServiceMethods.revokeOperator) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.revokeOperator)
            },
            MethodBinding(OperatorServiceMethods.getOperator) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getOperator)
            },
        ]
    }
}

/// Calls `govmesh.registry.v1.OperatorService`.
public struct OperatorServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func createOperator(
        _ request: CreateOperatorRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Operator {
        try await ask(
            self.channel, self.routingKey, OperatorServiceMethods.createOperator, request, options)
    }

    public func revokeOperator(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Operator {
        try await ask(
            self.channel, self.routingKey, OperatorServiceMethods.revokeOperator, request, options)
    }

    public func getOperator(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Operator {
        try await ask(
            self.channel, self.routingKey, OperatorServiceMethods.getOperator, request, options)
    }
}

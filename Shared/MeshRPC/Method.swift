/// What repeating a call does; `govmesh.mesh.v1.CallClass`.
public enum CallClass: Int32, Sendable {
    case noSideEffects = 1
    case idempotent = 2
    case keyed = 3
    case unsafe = 4
}

/// Whose interest a request represents; `govmesh.mesh.v1.PartyRole`.
public enum PartyRole: Int32, Sendable, Hashable, CaseIterable {
    case managementBody = 1
    case serviceProvider = 2
    case usingOrganisation = 3
    case individualUser = 4
    case certificationBody = 5
    case meshService = 6
}

/// What a person may do inside the party; `govmesh.mesh.v1.OperatorRole`.
public enum OperatorRole: Int32, Sendable, Hashable, CaseIterable {
    case systemAdministrator = 1
    case securityAdministrator = 2
    case auditAdministrator = 3
    case handler = 4
    case reviewer = 5
    case approver = 6
}

/// A method as its contract declares it; made by the generator from the proto options.
public struct MethodDescriptor: Sendable, Hashable {
    /// Full name of the service, e.g. `govmesh.credit.v1.RecordService`.
    public let service: String
    public let method: String
    public let callClass: CallClass
    /// Party roles that may call; empty means any known principal.
    public let parties: [PartyRole]
    /// Operator roles of which the caller needs one; empty means any.
    public let roles: [OperatorRole]
    /// Four-eyes: the caller must be another person than the one who made what is decided.
    public let secondPerson: Bool
    /// Callers other than the management body must own the resource.
    public let own: Bool
    /// The life cycle command the method gives; empty for reads and standard methods.
    public let command: String
    /// The message name of the resource acted on.
    public let resource: String
    public let requirements: [String]
    public let timeoutMilliseconds: UInt32

    public init(
        service: String, method: String, callClass: CallClass, parties: [PartyRole] = [],
        roles: [OperatorRole] = [], secondPerson: Bool = false, own: Bool = false,
        command: String = "", resource: String = "", requirements: [String] = [],
        timeoutMilliseconds: UInt32 = 30_000
    ) {
        self.service = service
        self.method = method
        self.callClass = callClass
        self.parties = parties
        self.roles = roles
        self.secondPerson = secondPerson
        self.own = own
        self.command = command
        self.resource = resource
        self.requirements = requirements
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    /// `service/method`, as people write it.
    public var path: String { "\(self.service)/\(self.method)" }
}

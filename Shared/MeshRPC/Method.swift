/// What repeating a call does; `govmesh.mesh.v1.CallClass`.
public enum CallClass: Int32, Sendable {
    case noSideEffects = 1
    case idempotent = 2
    case keyed = 3
    case unsafe = 4
}

/// How many messages go each way.
public enum CallShape: Sendable, Hashable {
    case unary
    case serverStream
    case clientStream
    case bidirectional

    public init(streamsRequests: Bool, streamsReplies: Bool) {
        self =
            switch (streamsRequests, streamsReplies) {
            case (false, false): .unary
            case (false, true): .serverStream
            case (true, false): .clientStream
            case (true, true): .bidirectional
            }
    }

    public var streamsRequests: Bool {
        switch self {
        case .unary, .serverStream: false
        case .clientStream, .bidirectional: true
        }
    }

    public var streamsReplies: Bool {
        switch self {
        case .unary, .clientStream: false
        case .serverStream, .bidirectional: true
        }
    }
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
///
/// The fields stand behind one reference: a descriptor travels with every call.
public struct MethodDescriptor: Sendable, Hashable {
    private struct Fields: Sendable, Hashable {
        let service: String
        let method: String
        let callClass: CallClass
        let shape: CallShape
        let parties: [PartyRole]
        let roles: [OperatorRole]
        let secondPerson: Bool
        let own: Bool
        let command: String
        let resource: String
        let requirements: [String]
        let timeoutMilliseconds: UInt32
    }

    private final class Storage: Sendable {
        let fields: Fields

        init(_ fields: Fields) {
            self.fields = fields
        }
    }

    private let storage: Storage

    public init(
        service: String, method: String, callClass: CallClass, shape: CallShape = .unary,
        parties: [PartyRole] = [], roles: [OperatorRole] = [], secondPerson: Bool = false,
        own: Bool = false,
        command: String = "", resource: String = "", requirements: [String] = [],
        timeoutMilliseconds: UInt32 = 30_000
    ) {
        self.storage = Storage(
            Fields(
                service: service, method: method, callClass: callClass, shape: shape,
                parties: parties, roles: roles, secondPerson: secondPerson, own: own,
                command: command,
                resource: resource, requirements: requirements,
                timeoutMilliseconds: timeoutMilliseconds))
    }

    /// Full name of the service, as `govmesh.credit.v1.RecordService`.
    public var service: String { self.storage.fields.service }
    public var method: String { self.storage.fields.method }
    public var callClass: CallClass { self.storage.fields.callClass }
    public var shape: CallShape { self.storage.fields.shape }
    /// Party roles that may call; nobody else may.
    public var parties: [PartyRole] { self.storage.fields.parties }
    /// Operator roles the contract names.
    public var roles: [OperatorRole] { self.storage.fields.roles }
    /// Operator roles of which a person needs one; empty for a read that any may do.
    ///
    /// Administrators do no business (2.1): a change that names no role is for the others.
    public var rolesNeeded: [OperatorRole] {
        if self.callClass == .noSideEffects || !self.roles.isEmpty { return self.roles }
        return Self.businessRoles
    }
    private static let businessRoles: [OperatorRole] = [.handler, .reviewer, .approver]
    /// Four-eyes: the caller must be another person than the one who made what is decided.
    public var secondPerson: Bool { self.storage.fields.secondPerson }
    /// Callers other than the management body must own the resource.
    public var own: Bool { self.storage.fields.own }
    /// The life cycle command the method gives; empty for reads and standard methods.
    public var command: String { self.storage.fields.command }
    /// The message name of the resource acted on.
    public var resource: String { self.storage.fields.resource }
    public var requirements: [String] { self.storage.fields.requirements }
    public var timeoutMilliseconds: UInt32 { self.storage.fields.timeoutMilliseconds }

    /// `service/method`, as people write it.
    public var path: String { "\(self.service)/\(self.method)" }

    public static func == (left: MethodDescriptor, right: MethodDescriptor) -> Bool {
        left.storage === right.storage || left.storage.fields == right.storage.fields
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(self.storage.fields)
    }
}

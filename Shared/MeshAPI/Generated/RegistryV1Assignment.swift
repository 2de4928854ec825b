// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// A person at a post of a contract. SM-ASSIGN, R6.1-4.
public struct Assignment: WireMessage {
    public static let fullName = "govmesh.registry.v1.Assignment"

    /// "assignments/{id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Assignment.State = .unspecified
    public var person: String = ""
    public var contract: String = ""
    /// E.g. "database-administrator".
    public var post: String = ""
    /// Filled only with the consent of the using organisation (关键岗位).
    public var keyPost: Bool = false
    /// The two sides of the contract.
    public var provider: String = ""
    public var usingOrganisation: String = ""
    public var onDutyFrom: String = ""
    public var leftOn: String = ""
    /// The day on which all access was taken back.
    public var accessRevokedOn: String = ""
    /// Who has taken over, as a person registered here.
    public var handedOverTo: String = ""
    public var reason: String = ""
    /// The assignment to the same key post that this one follows, and the first day on which it may: 10
    /// working days after it was proposed, so that the using organisation has notice of it (R6.1-5).
    public var replaces: String = ""
    public var beginsFrom: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Assignment.State = .unspecified,
        person: String = "",
        contract: String = "",
        post: String = "",
        keyPost: Bool = false,
        provider: String = "",
        usingOrganisation: String = "",
        onDutyFrom: String = "",
        leftOn: String = "",
        accessRevokedOn: String = "",
        handedOverTo: String = "",
        reason: String = "",
        replaces: String = "",
        beginsFrom: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.person = person
        self.contract = contract
        self.post = post
        self.keyPost = keyPost
        self.provider = provider
        self.usingOrganisation = usingOrganisation
        self.onDutyFrom = onDutyFrom
        self.leftOn = leftOn
        self.accessRevokedOn = accessRevokedOn
        self.handedOverTo = handedOverTo
        self.reason = reason
        self.replaces = replaces
        self.beginsFrom = beginsFrom
    }

    /// `govmesh.registry.v1.Assignment.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case proposed = 1
        case vetted = 2
        /// Of a key post: the using organisation agrees.
        case approved = 3
        case onDuty = 4
        case leaving = 5
        case ended = 6
        /// A record closed all posts to the person (行业禁入).
        case barred = 7

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .proposed: "proposed"
                case .vetted: "vetted"
                case .approved: "approved"
                case .onDuty: "onDuty"
                case .leaving: "leaving"
                case .ended: "ended"
                case .barred: "barred"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .proposed: "STATE_PROPOSED"
                case .vetted: "STATE_VETTED"
                case .approved: "STATE_APPROVED"
                case .onDuty: "STATE_ON_DUTY"
                case .leaving: "STATE_LEAVING"
                case .ended: "STATE_ENDED"
                case .barred: "STATE_BARRED"
            }
        }
    }
}

extension Assignment: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Assignment>?) {
        govmesh__registry__v1__assignment__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__Assignment>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.person = FromC.text(c.pointee.person)
        self.contract = FromC.text(c.pointee.contract)
        self.post = FromC.text(c.pointee.post)
        self.keyPost = c.pointee.key_post != 0
        self.provider = FromC.text(c.pointee.provider)
        self.usingOrganisation = FromC.text(c.pointee.using_organisation)
        self.onDutyFrom = FromC.text(c.pointee.on_duty_from)
        self.leftOn = FromC.text(c.pointee.left_on)
        self.accessRevokedOn = FromC.text(c.pointee.access_revoked_on)
        self.handedOverTo = FromC.text(c.pointee.handed_over_to)
        self.reason = FromC.text(c.pointee.reason)
        self.replaces = FromC.text(c.pointee.replaces)
        self.beginsFrom = FromC.text(c.pointee.begins_from)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Assignment>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.person = arena.text(self.person)
        c.pointee.contract = arena.text(self.contract)
        c.pointee.post = arena.text(self.post)
        c.pointee.key_post = self.keyPost ? 1 : 0
        c.pointee.provider = arena.text(self.provider)
        c.pointee.using_organisation = arena.text(self.usingOrganisation)
        c.pointee.on_duty_from = arena.text(self.onDutyFrom)
        c.pointee.left_on = arena.text(self.leftOn)
        c.pointee.access_revoked_on = arena.text(self.accessRevokedOn)
        c.pointee.handed_over_to = arena.text(self.handedOverTo)
        c.pointee.reason = arena.text(self.reason)
        c.pointee.replaces = arena.text(self.replaces)
        c.pointee.begins_from = arena.text(self.beginsFrom)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.required("person", !self.person.isEmpty)
        check.text("person", self.person, 1024, .resourceName)
        check.required("contract", !self.contract.isEmpty)
        check.text("contract", self.contract, 1024, .resourceName)
        check.required("post", !self.post.isEmpty)
        check.text("post", self.post, 1024, .resourceID)
        check.text("provider", self.provider)
        check.text("using_organisation", self.usingOrganisation)
        check.text("on_duty_from", self.onDutyFrom)
        check.text("left_on", self.leftOn)
        check.text("access_revoked_on", self.accessRevokedOn, 1024, .civilDate)
        check.text("handed_over_to", self.handedOverTo, 1024, .resourceName)
        check.text("reason", self.reason, 2000)
        check.text("replaces", self.replaces, 1024, .resourceName)
        check.text("begins_from", self.beginsFrom, 1024, .civilDate)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

extension Assignment: Resource {
    public static let collection = "assignments"
    public static let machine = "SM-ASSIGN"

    public var owners: [String] {
        ([self.provider] + [self.usingOrganisation]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["person", "contract", "state", "provider", "using_organisation"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("person", self.person))
        pairs.append(("contract", self.contract))
        pairs.append(("state", self.state.label))
        pairs.append(("provider", self.provider))
        pairs.append(("using_organisation", self.usingOrganisation))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.registry.v1.ProposeAssignmentRequest`.
public struct ProposeAssignmentRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.ProposeAssignmentRequest"

    public var assignmentId: String = ""
    /// Person, contract, post and whether it is a key post; the rest follows.
    public var assignment: Assignment? = nil

    public init() {}

    public init(
        assignmentId: String = "",
        assignment: Assignment? = nil
    ) {
        self.assignmentId = assignmentId
        self.assignment = assignment
    }
}

extension ProposeAssignmentRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ProposeAssignmentRequest>?) {
        govmesh__registry__v1__propose_assignment_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ProposeAssignmentRequest>) {
        self.assignmentId = FromC.text(c.pointee.assignment_id)
        self.assignment = FromC.message(c.pointee.assignment)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ProposeAssignmentRequest>, _ arena: Arena) {
        c.pointee.assignment_id = arena.text(self.assignmentId)
        if let value = self.assignment { c.pointee.assignment = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("assignment_id", !self.assignmentId.isEmpty)
        check.text("assignment_id", self.assignmentId, 1024, .resourceID)
        check.required("assignment", self.assignment != nil)
        check.nested("assignment", self.assignment)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.assignment = self.assignment?.redacted()
        return copy
    }
}

/// `govmesh.registry.v1.EndAssignmentRequest`.
public struct EndAssignmentRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.EndAssignmentRequest"

    public var name: String = ""
    public var version: Int64 = 0
    public var accessRevokedOn: String = ""
    public var handedOverTo: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        accessRevokedOn: String = "",
        handedOverTo: String = ""
    ) {
        self.name = name
        self.version = version
        self.accessRevokedOn = accessRevokedOn
        self.handedOverTo = handedOverTo
    }
}

extension EndAssignmentRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__EndAssignmentRequest>?) {
        govmesh__registry__v1__end_assignment_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__EndAssignmentRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.accessRevokedOn = FromC.text(c.pointee.access_revoked_on)
        self.handedOverTo = FromC.text(c.pointee.handed_over_to)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__EndAssignmentRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.access_revoked_on = arena.text(self.accessRevokedOn)
        c.pointee.handed_over_to = arena.text(self.handedOverTo)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("access_revoked_on", !self.accessRevokedOn.isEmpty)
        check.text("access_revoked_on", self.accessRevokedOn, 1024, .civilDate)
        check.required("handed_over_to", !self.handedOverTo.isEmpty)
        check.text("handed_over_to", self.handedOverTo, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.registry.v1.ListAssignmentsResponse`.
public struct ListAssignmentsResponse: WireMessage {
    public static let fullName = "govmesh.registry.v1.ListAssignmentsResponse"

    public var assignments: [Assignment] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        assignments: [Assignment] = [],
        nextPageToken: String = ""
    ) {
        self.assignments = assignments
        self.nextPageToken = nextPageToken
    }
}

extension ListAssignmentsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListAssignmentsResponse>?) {
        govmesh__registry__v1__list_assignments_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ListAssignmentsResponse>) {
        self.assignments = FromC.messages(c.pointee.n_assignments, c.pointee.assignments)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListAssignmentsResponse>, _ arena: Arena) {
        (c.pointee.n_assignments, c.pointee.assignments) = arena.list(self.assignments) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("assignments", self.assignments.count)
        check.nested("assignments", self.assignments)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.assignments = self.assignments.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.registry.v1.AssignmentService`.
public enum AssignmentServiceMethods {
    public static let proposeAssignment = MethodDescriptor(
        service: "govmesh.registry.v1.AssignmentService", method: "ProposeAssignment",
        callClass: .keyed, parties: [.serviceProvider], own: true, resource: "Assignment", requirements: ["R6.1-4", "R6.1-5"])

    /// Confirms check, agreement and training, and that no record bars the person.
    public static let vetAssignment = MethodDescriptor(
        service: "govmesh.registry.v1.AssignmentService", method: "VetAssignment",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "vet", resource: "Assignment", requirements: ["R6.1-4", "R6.1-6", "R6.1-7"])

    /// The using organisation agrees to a key post, whoever held it before (R6.1-5).
    public static let approveAssignment = MethodDescriptor(
        service: "govmesh.registry.v1.AssignmentService", method: "ApproveAssignment",
        callClass: .keyed, parties: [.usingOrganisation], own: true, command: "approve", resource: "Assignment", requirements: ["R6.1-4"])

    public static let beginAssignment = MethodDescriptor(
        service: "govmesh.registry.v1.AssignmentService", method: "BeginAssignment",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "begin", resource: "Assignment", requirements: ["R6.1-4"])

    public static let leaveAssignment = MethodDescriptor(
        service: "govmesh.registry.v1.AssignmentService", method: "LeaveAssignment",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "leave", resource: "Assignment", requirements: ["R6.1-4", "RX-3"])

    /// Ends what was left, once access is revoked and the work handed over.
    public static let endAssignment = MethodDescriptor(
        service: "govmesh.registry.v1.AssignmentService", method: "EndAssignment",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "end", resource: "Assignment", requirements: ["R6.1-4"])

    public static let getAssignment = MethodDescriptor(
        service: "govmesh.registry.v1.AssignmentService", method: "GetAssignment",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation], own: true, resource: "Assignment")

    public static let listAssignments = MethodDescriptor(
        service: "govmesh.registry.v1.AssignmentService", method: "ListAssignments",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation], own: true, resource: "Assignment")

    public static let all: [MethodDescriptor] = [
        proposeAssignment,
        vetAssignment,
        approveAssignment,
        beginAssignment,
        leaveAssignment,
        endAssignment,
        getAssignment,
        listAssignments,
    ]
}

/// Who enters and leaves a post (SM-ASSIGN).
public protocol AssignmentServiceProvider: Sendable {
    func proposeAssignment(
        _ request: ProposeAssignmentRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment
    /// Confirms check, agreement and training, and that no record bars the person.
    func vetAssignment(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment
    /// The using organisation agrees to a key post, whoever held it before (R6.1-5).
    func approveAssignment(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment
    func beginAssignment(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment
    func leaveAssignment(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment
    /// Ends what was left, once access is revoked and the work handed over.
    func endAssignment(
        _ request: EndAssignmentRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment
    func getAssignment(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment
    func listAssignments(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListAssignmentsResponse
}

extension AssignmentServiceProvider where Self: ResourceAnswers, Answered == Assignment {
    public func vetAssignment(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment {
        try await self.give(request, call)
    }
    public func approveAssignment(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment {
        try await self.give(request, call)
    }
    public func getAssignment(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment {
        try await self.get(request, call)
    }
    public func listAssignments(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListAssignmentsResponse {
        let page = try await self.list(request, call)
        return ListAssignmentsResponse(
            assignments: page.items, nextPageToken: page.next)
    }
}

extension AssignmentServiceProvider {
    /// What a worker of this service offers.
    public var assignmentServiceBindings: [MethodBinding] {
        [
            MethodBinding(AssignmentServiceMethods.proposeAssignment) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.proposeAssignment)
            },
            MethodBinding(AssignmentServiceMethods.vetAssignment) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.vetAssignment)
            },
            MethodBinding(AssignmentServiceMethods.approveAssignment) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.approveAssignment)
            },
            MethodBinding(AssignmentServiceMethods.beginAssignment) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.beginAssignment)
            },
            MethodBinding(AssignmentServiceMethods.leaveAssignment) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.leaveAssignment)
            },
            MethodBinding(AssignmentServiceMethods.endAssignment) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.endAssignment)
            },
            MethodBinding(AssignmentServiceMethods.getAssignment) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getAssignment)
            },
            MethodBinding(AssignmentServiceMethods.listAssignments) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listAssignments)
            },
        ]
    }
}

/// Calls `govmesh.registry.v1.AssignmentService`.
public struct AssignmentServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func proposeAssignment(
        _ request: ProposeAssignmentRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Assignment {
        try await ask(
            self.channel, self.routingKey, AssignmentServiceMethods.proposeAssignment, request, options)
    }

    /// Confirms check, agreement and training, and that no record bars the person.
    public func vetAssignment(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Assignment {
        try await ask(
            self.channel, self.routingKey, AssignmentServiceMethods.vetAssignment, request, options)
    }

    /// The using organisation agrees to a key post, whoever held it before (R6.1-5).
    public func approveAssignment(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Assignment {
        try await ask(
            self.channel, self.routingKey, AssignmentServiceMethods.approveAssignment, request, options)
    }

    public func beginAssignment(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Assignment {
        try await ask(
            self.channel, self.routingKey, AssignmentServiceMethods.beginAssignment, request, options)
    }

    public func leaveAssignment(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Assignment {
        try await ask(
            self.channel, self.routingKey, AssignmentServiceMethods.leaveAssignment, request, options)
    }

    /// Ends what was left, once access is revoked and the work handed over.
    public func endAssignment(
        _ request: EndAssignmentRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Assignment {
        try await ask(
            self.channel, self.routingKey, AssignmentServiceMethods.endAssignment, request, options)
    }

    public func getAssignment(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Assignment {
        try await ask(
            self.channel, self.routingKey, AssignmentServiceMethods.getAssignment, request, options)
    }

    public func listAssignments(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListAssignmentsResponse {
        try await ask(
            self.channel, self.routingKey, AssignmentServiceMethods.listAssignments, request, options)
    }
}

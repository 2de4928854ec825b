// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// An objection of the subject (异议). SM-OBJ, R5.2-13.
public struct Objection: WireMessage {
    public static let fullName = "govmesh.credit.v1.Objection"

    public var name: String = ""
    public var version: Int64 = 0
    public var state: Objection.State = .unspecified
    public var subject: String = ""
    public var record: String = ""
    public var ground: String = ""
    public var acceptanceDue: Instant? = nil
    public var answerDue: Instant? = nil
    public var reason: String = ""
    /// The term of the answer was extended, which may happen once.
    public var extended: Bool = false
    public var filedOn: String = ""
    public var evidence: [String] = []

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Objection.State = .unspecified,
        subject: String = "",
        record: String = "",
        ground: String = "",
        acceptanceDue: Instant? = nil,
        answerDue: Instant? = nil,
        reason: String = "",
        extended: Bool = false,
        filedOn: String = "",
        evidence: [String] = []
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.subject = subject
        self.record = record
        self.ground = ground
        self.acceptanceDue = acceptanceDue
        self.answerDue = answerDue
        self.reason = reason
        self.extended = extended
        self.filedOn = filedOn
        self.evidence = evidence
    }

    /// `govmesh.credit.v1.Objection.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case filed = 1
        case accepted = 2
        case refused = 3
        case verifying = 4
        case upheld = 5
        case rejected = 6
        case closed = 7
        case withdrawn = 8
        /// Some of it was right: the record stands corrected.
        case partlyUpheld = 9

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .filed: "filed"
                case .accepted: "accepted"
                case .refused: "refused"
                case .verifying: "verifying"
                case .upheld: "upheld"
                case .rejected: "rejected"
                case .closed: "closed"
                case .withdrawn: "withdrawn"
                case .partlyUpheld: "partlyUpheld"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .filed: "STATE_FILED"
                case .accepted: "STATE_ACCEPTED"
                case .refused: "STATE_REFUSED"
                case .verifying: "STATE_VERIFYING"
                case .upheld: "STATE_UPHELD"
                case .rejected: "STATE_REJECTED"
                case .closed: "STATE_CLOSED"
                case .withdrawn: "STATE_WITHDRAWN"
                case .partlyUpheld: "STATE_PARTLY_UPHELD"
            }
        }
    }
}

extension Objection: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Objection>?) {
        govmesh__credit__v1__objection__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Objection>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.subject = FromC.text(c.pointee.subject)
        self.record = FromC.text(c.pointee.record)
        self.ground = FromC.text(c.pointee.ground)
        self.acceptanceDue = FromC.instant(c.pointee.acceptance_due)
        self.answerDue = FromC.instant(c.pointee.answer_due)
        self.reason = FromC.text(c.pointee.reason)
        self.extended = c.pointee.extended != 0
        self.filedOn = FromC.text(c.pointee.filed_on)
        self.evidence = FromC.list(c.pointee.n_evidence, c.pointee.evidence) { FromC.text($0) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Objection>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.subject = arena.text(self.subject)
        c.pointee.record = arena.text(self.record)
        c.pointee.ground = arena.text(self.ground)
        if let value = self.acceptanceDue { c.pointee.acceptance_due = arena.instant(value) }
        if let value = self.answerDue { c.pointee.answer_due = arena.instant(value) }
        c.pointee.reason = arena.text(self.reason)
        c.pointee.extended = self.extended ? 1 : 0
        c.pointee.filed_on = arena.text(self.filedOn)
        (c.pointee.n_evidence, c.pointee.evidence) = arena.list(self.evidence) { arena.text($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("subject", self.subject)
        check.required("record", !self.record.isEmpty)
        check.text("record", self.record, 1024, .resourceName)
        check.required("ground", !self.ground.isEmpty)
        check.text("ground", self.ground, 4000)
        check.text("reason", self.reason, 2000)
        check.text("filed_on", self.filedOn)
        check.items("evidence", self.evidence.count, 20)
        check.texts("evidence", self.evidence, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.ground = ""
        copy.reason = ""
        return copy
    }
}

extension Objection: Resource {
    public static let collection = "objections"
    public static let machine = "SM-OBJ"

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }
    public var ownedOn: String { self.filedOn }

    public static let indexedFields: [String] = ["record", "state", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("record", self.record))
        pairs.append(("state", self.state.label))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.credit.v1.UpholdObjectionPartlyRequest`.
public struct UpholdObjectionPartlyRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.UpholdObjectionPartlyRequest"

    public var name: String = ""
    public var version: Int64 = 0
    public var reason: String = ""
    /// What the record is of after all, a behaviour of the model in force.
    public var behaviour: String = ""
    /// The facts as corrected; empty: as they were.
    public var facts: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        reason: String = "",
        behaviour: String = "",
        facts: String = ""
    ) {
        self.name = name
        self.version = version
        self.reason = reason
        self.behaviour = behaviour
        self.facts = facts
    }
}

extension UpholdObjectionPartlyRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__UpholdObjectionPartlyRequest>?) {
        govmesh__credit__v1__uphold_objection_partly_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__UpholdObjectionPartlyRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.reason = FromC.text(c.pointee.reason)
        self.behaviour = FromC.text(c.pointee.behaviour)
        self.facts = FromC.text(c.pointee.facts)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__UpholdObjectionPartlyRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.reason = arena.text(self.reason)
        c.pointee.behaviour = arena.text(self.behaviour)
        c.pointee.facts = arena.text(self.facts)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.text("reason", self.reason, 2000)
        check.required("behaviour", !self.behaviour.isEmpty)
        check.text("behaviour", self.behaviour, 1024, .resourceID)
        check.text("facts", self.facts, 4000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

/// `govmesh.credit.v1.FileObjectionRequest`.
public struct FileObjectionRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.FileObjectionRequest"

    public var objectionId: String = ""
    public var objection: Objection? = nil

    public init() {}

    public init(
        objectionId: String = "",
        objection: Objection? = nil
    ) {
        self.objectionId = objectionId
        self.objection = objection
    }
}

extension FileObjectionRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__FileObjectionRequest>?) {
        govmesh__credit__v1__file_objection_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__FileObjectionRequest>) {
        self.objectionId = FromC.text(c.pointee.objection_id)
        self.objection = FromC.message(c.pointee.objection)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__FileObjectionRequest>, _ arena: Arena) {
        c.pointee.objection_id = arena.text(self.objectionId)
        if let value = self.objection { c.pointee.objection = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("objection_id", !self.objectionId.isEmpty)
        check.text("objection_id", self.objectionId, 1024, .resourceID)
        check.required("objection", self.objection != nil)
        check.nested("objection", self.objection)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.objection = self.objection?.redacted()
        return copy
    }
}

/// `govmesh.credit.v1.ListObjectionsResponse`.
public struct ListObjectionsResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListObjectionsResponse"

    public var objections: [Objection] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        objections: [Objection] = [],
        nextPageToken: String = ""
    ) {
        self.objections = objections
        self.nextPageToken = nextPageToken
    }
}

extension ListObjectionsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListObjectionsResponse>?) {
        govmesh__credit__v1__list_objections_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListObjectionsResponse>) {
        self.objections = FromC.messages(c.pointee.n_objections, c.pointee.objections)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListObjectionsResponse>, _ arena: Arena) {
        (c.pointee.n_objections, c.pointee.objections) = arena.list(self.objections) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("objections", self.objections.count)
        check.nested("objections", self.objections)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.objections = self.objections.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.credit.v1.ObjectionService`.
public enum ObjectionServiceMethods {
    /// Objects to a record, within 60 days of its determination.
    public static let fileObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "FileObjection",
        callClass: .keyed, parties: [.serviceProvider, .individualUser], own: true, resource: "Objection", requirements: ["R5.2-13"])

    public static let acceptObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "AcceptObjection",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "accept", resource: "Objection", requirements: ["R5.2-13"])

    public static let refuseObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "RefuseObjection",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "refuse", resource: "Objection", requirements: ["R5.2-13", "RX-3"])

    public static let verifyObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "VerifyObjection",
        callClass: .keyed, parties: [.managementBody], roles: [.handler, .reviewer], command: "verify", resource: "Objection", requirements: ["R5.2-13"])

    public static let upholdObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "UpholdObjection",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "uphold", resource: "Objection", requirements: ["R5.2-13", "RX-2"])

    /// Corrects the record: its posting is taken back and another one made, and every grade built on
    /// it recomputed.
    public static let upholdObjectionPartly = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "UpholdObjectionPartly",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "upholdPartly", resource: "Objection", requirements: ["R5.2-13", "RX-2"])

    /// Gives the answer 10 working days more, once.
    public static let extendObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "ExtendObjection",
        callClass: .keyed, parties: [.managementBody], roles: [.handler, .reviewer], command: "extend", resource: "Objection", requirements: ["R5.2-13", "RX-3"])

    public static let rejectObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "RejectObjection",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "reject", resource: "Objection", requirements: ["R5.2-13", "RX-3"])

    public static let withdrawObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "WithdrawObjection",
        callClass: .keyed, parties: [.serviceProvider, .individualUser], own: true, command: "withdraw", resource: "Objection", requirements: ["R5.2-13"])

    public static let getObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "GetObjection",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .individualUser], own: true, resource: "Objection")

    /// Filter by `record`, `state` or `subject`; each item says when its answer is due.
    public static let listObjections = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "ListObjections",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .individualUser], own: true, resource: "Objection")

    public static let all: [MethodDescriptor] = [
        fileObjection,
        acceptObjection,
        refuseObjection,
        verifyObjection,
        upholdObjection,
        upholdObjectionPartly,
        extendObjection,
        rejectObjection,
        withdrawObjection,
        getObjection,
        listObjections,
    ]
}

/// Objections (SM-OBJ). The decider is another person than the handler of the record.
public protocol ObjectionServiceProvider: Sendable {
    /// Objects to a record, within 60 days of its determination.
    func fileObjection(
        _ request: FileObjectionRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    func acceptObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    func refuseObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    func verifyObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    func upholdObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    /// Corrects the record: its posting is taken back and another one made, and every grade built on
    /// it recomputed.
    func upholdObjectionPartly(
        _ request: UpholdObjectionPartlyRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    /// Gives the answer 10 working days more, once.
    func extendObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    func rejectObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    func withdrawObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    func getObjection(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    /// Filter by `record`, `state` or `subject`; each item says when its answer is due.
    func listObjections(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListObjectionsResponse
}

extension ObjectionServiceProvider where Self: ResourceAnswers, Answered == Objection {
    public func acceptObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection {
        try await self.give(request, call)
    }
    public func verifyObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection {
        try await self.give(request, call)
    }
    public func getObjection(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection {
        try await self.get(request, call)
    }
    public func listObjections(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListObjectionsResponse {
        let page = try await self.list(request, call)
        return ListObjectionsResponse(
            objections: page.items, nextPageToken: page.next)
    }
}

extension ObjectionServiceProvider {
    /// What a worker of this service offers.
    public var objectionServiceBindings: [MethodBinding] {
        [
            MethodBinding(ObjectionServiceMethods.fileObjection) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.fileObjection)
            },
            MethodBinding(ObjectionServiceMethods.acceptObjection) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.acceptObjection)
            },
            MethodBinding(ObjectionServiceMethods.refuseObjection) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.refuseObjection)
            },
            MethodBinding(ObjectionServiceMethods.verifyObjection) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.verifyObjection)
            },
            MethodBinding(ObjectionServiceMethods.upholdObjection) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.upholdObjection)
            },
            MethodBinding(ObjectionServiceMethods.upholdObjectionPartly) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.upholdObjectionPartly)
            },
            MethodBinding(ObjectionServiceMethods.extendObjection) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.extendObjection)
            },
            MethodBinding(ObjectionServiceMethods.rejectObjection) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.rejectObjection)
            },
            MethodBinding(ObjectionServiceMethods.withdrawObjection) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.withdrawObjection)
            },
            MethodBinding(ObjectionServiceMethods.getObjection) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getObjection)
            },
            MethodBinding(ObjectionServiceMethods.listObjections) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listObjections)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.ObjectionService`.
public struct ObjectionServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Objects to a record, within 60 days of its determination.
    public func fileObjection(
        _ request: FileObjectionRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Objection {
        try await ask(
            self.channel, self.routingKey, ObjectionServiceMethods.fileObjection, request, options)
    }

    public func acceptObjection(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Objection {
        try await ask(
            self.channel, self.routingKey, ObjectionServiceMethods.acceptObjection, request, options)
    }

    public func refuseObjection(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Objection {
        try await ask(
            self.channel, self.routingKey, ObjectionServiceMethods.refuseObjection, request, options)
    }

    public func verifyObjection(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Objection {
        try await ask(
            self.channel, self.routingKey, ObjectionServiceMethods.verifyObjection, request, options)
    }

    public func upholdObjection(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Objection {
        try await ask(
            self.channel, self.routingKey, ObjectionServiceMethods.upholdObjection, request, options)
    }

    /// Corrects the record: its posting is taken back and another one made, and every grade built on
    /// it recomputed.
    public func upholdObjectionPartly(
        _ request: UpholdObjectionPartlyRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Objection {
        try await ask(
            self.channel, self.routingKey, ObjectionServiceMethods.upholdObjectionPartly, request, options)
    }

    /// Gives the answer 10 working days more, once.
    public func extendObjection(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Objection {
        try await ask(
            self.channel, self.routingKey, ObjectionServiceMethods.extendObjection, request, options)
    }

    public func rejectObjection(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Objection {
        try await ask(
            self.channel, self.routingKey, ObjectionServiceMethods.rejectObjection, request, options)
    }

    public func withdrawObjection(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Objection {
        try await ask(
            self.channel, self.routingKey, ObjectionServiceMethods.withdrawObjection, request, options)
    }

    public func getObjection(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Objection {
        try await ask(
            self.channel, self.routingKey, ObjectionServiceMethods.getObjection, request, options)
    }

    /// Filter by `record`, `state` or `subject`; each item says when its answer is due.
    public func listObjections(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListObjectionsResponse {
        try await ask(
            self.channel, self.routingKey, ObjectionServiceMethods.listObjections, request, options)
    }
}

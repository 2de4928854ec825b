// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// An application for credit repair (信用修复). SM-REP, R5.2-14.
public struct Repair: WireMessage {
    public static let fullName = "govmesh.credit.v1.Repair"

    public var name: String = ""
    public var version: Int64 = 0
    public var state: Repair.State = .unspecified
    public var subject: String = ""
    public var record: String = ""
    /// Proof of correction.
    public var correction: String = ""
    /// Public commitment (信用承诺).
    public var commitment: String = ""
    public var acceptanceDue: Instant? = nil
    public var decisionDue: Instant? = nil
    public var reason: String = ""
    public var filedOn: String = ""
    /// Of the correction, and the commitment as signed.
    public var evidence: [String] = []

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Repair.State = .unspecified,
        subject: String = "",
        record: String = "",
        correction: String = "",
        commitment: String = "",
        acceptanceDue: Instant? = nil,
        decisionDue: Instant? = nil,
        reason: String = "",
        filedOn: String = "",
        evidence: [String] = []
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.subject = subject
        self.record = record
        self.correction = correction
        self.commitment = commitment
        self.acceptanceDue = acceptanceDue
        self.decisionDue = decisionDue
        self.reason = reason
        self.filedOn = filedOn
        self.evidence = evidence
    }

    /// `govmesh.credit.v1.Repair.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case filed = 1
        case accepted = 2
        case refused = 3
        case verifying = 4
        case approved = 5
        case rejected = 6
        case revoked = 7
        /// The record it was about no longer stands.
        case closed = 8
        /// Court-approved reorganisation: the record is shielded (暂时屏蔽) until the decision.
        case shielded = 9
        /// Every consumer of credit's journal has acknowledged the end of the record.
        case synced = 10

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .filed: "filed"
                case .accepted: "accepted"
                case .refused: "refused"
                case .verifying: "verifying"
                case .approved: "approved"
                case .rejected: "rejected"
                case .revoked: "revoked"
                case .closed: "closed"
                case .shielded: "shielded"
                case .synced: "synced"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .filed: "STATE_FILED"
                case .accepted: "STATE_ACCEPTED"
                case .refused: "STATE_REFUSED"
                case .verifying: "STATE_VERIFYING"
                case .approved: "STATE_APPROVED"
                case .rejected: "STATE_REJECTED"
                case .revoked: "STATE_REVOKED"
                case .closed: "STATE_CLOSED"
                case .shielded: "STATE_SHIELDED"
                case .synced: "STATE_SYNCED"
            }
        }
    }
}

extension Repair: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Repair>?) {
        govmesh__credit__v1__repair__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Repair>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.subject = FromC.text(c.pointee.subject)
        self.record = FromC.text(c.pointee.record)
        self.correction = FromC.text(c.pointee.correction)
        self.commitment = FromC.text(c.pointee.commitment)
        self.acceptanceDue = FromC.instant(c.pointee.acceptance_due)
        self.decisionDue = FromC.instant(c.pointee.decision_due)
        self.reason = FromC.text(c.pointee.reason)
        self.filedOn = FromC.text(c.pointee.filed_on)
        self.evidence = FromC.list(c.pointee.n_evidence, c.pointee.evidence) { FromC.text($0) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Repair>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.subject = arena.text(self.subject)
        c.pointee.record = arena.text(self.record)
        c.pointee.correction = arena.text(self.correction)
        c.pointee.commitment = arena.text(self.commitment)
        if let value = self.acceptanceDue { c.pointee.acceptance_due = arena.instant(value) }
        if let value = self.decisionDue { c.pointee.decision_due = arena.instant(value) }
        c.pointee.reason = arena.text(self.reason)
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
        check.required("correction", !self.correction.isEmpty)
        check.text("correction", self.correction, 4000)
        check.required("commitment", !self.commitment.isEmpty)
        check.text("commitment", self.commitment, 4000)
        check.text("reason", self.reason, 2000)
        check.text("filed_on", self.filedOn)
        check.items("evidence", self.evidence.count, 20)
        check.texts("evidence", self.evidence, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.correction = ""
        copy.commitment = ""
        copy.reason = ""
        return copy
    }
}

extension Repair: Resource {
    public static let collection = "repairs"
    public static let machine = "SM-REP"

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

/// `govmesh.credit.v1.RevokeRepairRequest`.
public struct RevokeRepairRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.RevokeRepairRequest"

    public var name: String = ""
    public var version: Int64 = 0
    /// Which material was false or which commitment was broken.
    public var reason: String = ""
    /// The behaviour of the record that is proposed for it, e.g. "false-material".
    public var behaviour: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        reason: String = "",
        behaviour: String = ""
    ) {
        self.name = name
        self.version = version
        self.reason = reason
        self.behaviour = behaviour
    }
}

extension RevokeRepairRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__RevokeRepairRequest>?) {
        govmesh__credit__v1__revoke_repair_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__RevokeRepairRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.reason = FromC.text(c.pointee.reason)
        self.behaviour = FromC.text(c.pointee.behaviour)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__RevokeRepairRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.reason = arena.text(self.reason)
        c.pointee.behaviour = arena.text(self.behaviour)
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
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

/// `govmesh.credit.v1.FileRepairRequest`.
public struct FileRepairRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.FileRepairRequest"

    public var repairId: String = ""
    public var repair: Repair? = nil

    public init() {}

    public init(
        repairId: String = "",
        repair: Repair? = nil
    ) {
        self.repairId = repairId
        self.repair = repair
    }
}

extension FileRepairRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__FileRepairRequest>?) {
        govmesh__credit__v1__file_repair_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__FileRepairRequest>) {
        self.repairId = FromC.text(c.pointee.repair_id)
        self.repair = FromC.message(c.pointee.repair)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__FileRepairRequest>, _ arena: Arena) {
        c.pointee.repair_id = arena.text(self.repairId)
        if let value = self.repair { c.pointee.repair = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("repair_id", !self.repairId.isEmpty)
        check.text("repair_id", self.repairId, 1024, .resourceID)
        check.required("repair", self.repair != nil)
        check.nested("repair", self.repair)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.repair = self.repair?.redacted()
        return copy
    }
}

/// `govmesh.credit.v1.ListRepairsResponse`.
public struct ListRepairsResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListRepairsResponse"

    public var repairs: [Repair] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        repairs: [Repair] = [],
        nextPageToken: String = ""
    ) {
        self.repairs = repairs
        self.nextPageToken = nextPageToken
    }
}

extension ListRepairsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListRepairsResponse>?) {
        govmesh__credit__v1__list_repairs_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListRepairsResponse>) {
        self.repairs = FromC.messages(c.pointee.n_repairs, c.pointee.repairs)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListRepairsResponse>, _ arena: Arena) {
        (c.pointee.n_repairs, c.pointee.repairs) = arena.list(self.repairs) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("repairs", self.repairs.count)
        check.nested("repairs", self.repairs)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.repairs = self.repairs.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.credit.v1.RepairService`.
public enum RepairServiceMethods {
    /// Files a repair; before the first possible date the refusal names it.
    public static let fileRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "FileRepair",
        callClass: .keyed, parties: [.serviceProvider, .individualUser], own: true, resource: "Repair", requirements: ["R5.2-14"])

    public static let acceptRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "AcceptRepair",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "accept", resource: "Repair", requirements: ["R5.2-14"])

    public static let refuseRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "RefuseRepair",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "refuse", resource: "Repair", requirements: ["R5.2-14", "RX-3"])

    public static let verifyRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "VerifyRepair",
        callClass: .keyed, parties: [.managementBody], roles: [.handler, .reviewer], command: "verify", resource: "Repair", requirements: ["R5.2-14"])

    /// Stops publication, lifts restrictions and recomputes the grade in one transaction.
    public static let approveRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "ApproveRepair",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "approve", resource: "Repair", requirements: ["R5.2-14", "RX-2"])

    public static let rejectRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "RejectRepair",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "reject", resource: "Repair", requirements: ["R5.2-14", "RX-3"])

    /// Takes a repair back that rests on false material or a broken commitment: the record counts
    /// again, and a new one is proposed.
    public static let revokeRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "RevokeRepair",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "revoke", resource: "Repair", requirements: ["R5.2-14", "RX-2"])

    /// Shields the record while a court-approved reorganisation goes on.
    public static let shieldRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "ShieldRepair",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "shield", resource: "Repair", requirements: ["R5.2-14", "RX-2"])

    /// The reorganisation failed: the record counts as before and the repair is verified on.
    public static let unshieldRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "UnshieldRepair",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "unshield", resource: "Repair", requirements: ["R5.2-14", "RX-3"])

    public static let getRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "GetRepair",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .individualUser], own: true, resource: "Repair")

    /// Filter by `record`, `state` or `subject`; each item says when its answer is due.
    public static let listRepairs = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "ListRepairs",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .individualUser], own: true, resource: "Repair")

    public static let all: [MethodDescriptor] = [
        fileRepair,
        acceptRepair,
        refuseRepair,
        verifyRepair,
        approveRepair,
        rejectRepair,
        revokeRepair,
        shieldRepair,
        unshieldRepair,
        getRepair,
        listRepairs,
    ]
}

/// Repairs (SM-REP).
public protocol RepairServiceProvider: Sendable {
    /// Files a repair; before the first possible date the refusal names it.
    func fileRepair(
        _ request: FileRepairRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair
    func acceptRepair(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair
    func refuseRepair(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair
    func verifyRepair(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair
    /// Stops publication, lifts restrictions and recomputes the grade in one transaction.
    func approveRepair(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair
    func rejectRepair(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair
    /// Takes a repair back that rests on false material or a broken commitment: the record counts
    /// again, and a new one is proposed.
    func revokeRepair(
        _ request: RevokeRepairRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair
    /// Shields the record while a court-approved reorganisation goes on.
    func shieldRepair(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair
    /// The reorganisation failed: the record counts as before and the repair is verified on.
    func unshieldRepair(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair
    func getRepair(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair
    /// Filter by `record`, `state` or `subject`; each item says when its answer is due.
    func listRepairs(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListRepairsResponse
}

extension RepairServiceProvider where Self: ResourceAnswers, Answered == Repair {
    public func acceptRepair(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair {
        try await self.give(request, call)
    }
    public func verifyRepair(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair {
        try await self.give(request, call)
    }
    public func getRepair(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair {
        try await self.get(request, call)
    }
    public func listRepairs(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListRepairsResponse {
        let page = try await self.list(request, call)
        return ListRepairsResponse(
            repairs: page.items, nextPageToken: page.next)
    }
}

extension RepairServiceProvider {
    /// What a worker of this service offers.
    public var repairServiceBindings: [MethodBinding] {
        [
            MethodBinding(RepairServiceMethods.fileRepair) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.fileRepair)
            },
            MethodBinding(RepairServiceMethods.acceptRepair) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.acceptRepair)
            },
            MethodBinding(RepairServiceMethods.refuseRepair) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.refuseRepair)
            },
            MethodBinding(RepairServiceMethods.verifyRepair) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.verifyRepair)
            },
            MethodBinding(RepairServiceMethods.approveRepair) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.approveRepair)
            },
            MethodBinding(RepairServiceMethods.rejectRepair) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.rejectRepair)
            },
            MethodBinding(RepairServiceMethods.revokeRepair) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.revokeRepair)
            },
            MethodBinding(RepairServiceMethods.shieldRepair) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.shieldRepair)
            },
            MethodBinding(RepairServiceMethods.unshieldRepair) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.unshieldRepair)
            },
            MethodBinding(RepairServiceMethods.getRepair) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getRepair)
            },
            MethodBinding(RepairServiceMethods.listRepairs) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listRepairs)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.RepairService`.
public struct RepairServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Files a repair; before the first possible date the refusal names it.
    public func fileRepair(
        _ request: FileRepairRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Repair {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.fileRepair, request, options)
    }

    public func acceptRepair(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Repair {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.acceptRepair, request, options)
    }

    public func refuseRepair(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Repair {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.refuseRepair, request, options)
    }

    public func verifyRepair(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Repair {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.verifyRepair, request, options)
    }

    /// Stops publication, lifts restrictions and recomputes the grade in one transaction.
    public func approveRepair(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Repair {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.approveRepair, request, options)
    }

    public func rejectRepair(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Repair {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.rejectRepair, request, options)
    }

    /// Takes a repair back that rests on false material or a broken commitment: the record counts
    /// again, and a new one is proposed.
    public func revokeRepair(
        _ request: RevokeRepairRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Repair {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.revokeRepair, request, options)
    }

    /// Shields the record while a court-approved reorganisation goes on.
    public func shieldRepair(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Repair {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.shieldRepair, request, options)
    }

    /// The reorganisation failed: the record counts as before and the repair is verified on.
    public func unshieldRepair(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Repair {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.unshieldRepair, request, options)
    }

    public func getRepair(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Repair {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.getRepair, request, options)
    }

    /// Filter by `record`, `state` or `subject`; each item says when its answer is due.
    public func listRepairs(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListRepairsResponse {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.listRepairs, request, options)
    }
}

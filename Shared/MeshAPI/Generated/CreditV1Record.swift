// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// How grave a behaviour is (轻微, 一般, 严重). R5.2-12.
public enum Severity: Int32, WireEnum {
    case unspecified = 0
    case minor = 1
    case general = 2
    case serious = 3

    public var label: String {
        switch self {
            case .unspecified: "unspecified"
            case .minor: "minor"
            case .general: "general"
            case .serious: "serious"
        }
    }

    public var protoName: String {
        switch self {
            case .unspecified: "SEVERITY_UNSPECIFIED"
            case .minor: "SEVERITY_MINOR"
            case .general: "SEVERITY_GENERAL"
            case .serious: "SEVERITY_SERIOUS"
        }
    }
}

/// One good or bad behaviour. SM-REC, R5.2-11.
public struct Record: WireMessage {
    public static let fullName = "govmesh.credit.v1.Record"

    /// "records/{id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Record.State = .unspecified
    public var subject: String = ""
    /// Code of the model's behaviour table, e.g. "availability-general".
    public var behaviour: String = ""
    public var severity: Severity = .unspecified
    public var pointsMilliPoints: Int64 = 0
    /// The breach it comes from, its version and its contract; empty for other causes.
    public var breach: String = ""
    public var breachVersion: Int64 = 0
    public var contract: String = ""
    public var facts: String = ""
    /// Legal or contractual basis (RX-3).
    public var basis: String = ""
    /// End of the statement period (陈述申辩), 5 working days after the notice was delivered; empty
    /// until then (RX-4).
    public var statementDeadline: Instant? = nil
    public var statement: String = ""
    /// Date of the determining document; all publicity clocks start here (R5.2-12). At most 365 days
    /// before the proposal; empty: the day of confirmation.
    public var determinedOn: String = ""
    /// First day on which repair may be filed.
    public var repairFrom: String = ""
    /// Publication stops after this day.
    public var publicationUntil: String = ""
    /// The decision was delivered together with the notice on how to repair it (两书同达).
    public var repairNoticeDelivered: Bool = false
    public var reason: String = ""
    /// 0 from this day: repaired or withdrawn.
    public var weightEndedOn: String = ""
    public var subjectKind: SubjectKind = .unspecified
    /// The subject's archive.
    public var archive: String = ""
    /// Good behaviour: no hearing, and publicity only as the management body decides.
    public var good: Bool = false
    /// Who determined it (认定机关), and repairs it; a breach's is the management body.
    public var determinedBy: String = ""
    /// Last day of a direct D; empty when only repair ends it.
    public var directDUntil: String = ""
    /// Where the record stood before an objection or a repair, and stands again if that fails.
    public var stoodAs: Record.State = .unspecified
    /// What it rests on, besides the breach (R5.2-11); the subject may read it once told.
    public var evidence: [String] = []
    /// What the subject brought with its statement.
    public var statementEvidence: [String] = []
    /// Kinds of evidence that the model asks for and that are not there yet; without them it is not
    /// confirmed. A breach is a measurement by itself.
    public var missingEvidenceKinds: [String] = []
    /// The last notice the subject was sent about it: of the hearing, later of the decision.
    public var notice: String = ""
    /// The record of a person for which this organisation answers, by the model's rule (R5.2-9).
    public var followsFrom: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Record.State = .unspecified,
        subject: String = "",
        behaviour: String = "",
        severity: Severity = .unspecified,
        pointsMilliPoints: Int64 = 0,
        breach: String = "",
        breachVersion: Int64 = 0,
        contract: String = "",
        facts: String = "",
        basis: String = "",
        statementDeadline: Instant? = nil,
        statement: String = "",
        determinedOn: String = "",
        repairFrom: String = "",
        publicationUntil: String = "",
        repairNoticeDelivered: Bool = false,
        reason: String = "",
        weightEndedOn: String = "",
        subjectKind: SubjectKind = .unspecified,
        archive: String = "",
        good: Bool = false,
        determinedBy: String = "",
        directDUntil: String = "",
        stoodAs: Record.State = .unspecified,
        evidence: [String] = [],
        statementEvidence: [String] = [],
        missingEvidenceKinds: [String] = [],
        notice: String = "",
        followsFrom: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.subject = subject
        self.behaviour = behaviour
        self.severity = severity
        self.pointsMilliPoints = pointsMilliPoints
        self.breach = breach
        self.breachVersion = breachVersion
        self.contract = contract
        self.facts = facts
        self.basis = basis
        self.statementDeadline = statementDeadline
        self.statement = statement
        self.determinedOn = determinedOn
        self.repairFrom = repairFrom
        self.publicationUntil = publicationUntil
        self.repairNoticeDelivered = repairNoticeDelivered
        self.reason = reason
        self.weightEndedOn = weightEndedOn
        self.subjectKind = subjectKind
        self.archive = archive
        self.good = good
        self.determinedBy = determinedBy
        self.directDUntil = directDUntil
        self.stoodAs = stoodAs
        self.evidence = evidence
        self.statementEvidence = statementEvidence
        self.missingEvidenceKinds = missingEvidenceKinds
        self.notice = notice
        self.followsFrom = followsFrom
    }

    /// `govmesh.credit.v1.Record.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case proposed = 1
        case notified = 2
        case statementReceived = 3
        /// Derived: the statement period passed.
        case statementWaived = 4
        case confirmed = 5
        case dropped = 6
        case published = 7
        case unpublished = 8
        case underObjection = 9
        case corrected = 10
        case withdrawn = 11
        case underRepair = 12
        case repaired = 13
        /// Derived: the longest publicity period passed.
        case publicationEnded = 14
        case restored = 15

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .proposed: "proposed"
                case .notified: "notified"
                case .statementReceived: "statementReceived"
                case .statementWaived: "statementWaived"
                case .confirmed: "confirmed"
                case .dropped: "dropped"
                case .published: "published"
                case .unpublished: "unpublished"
                case .underObjection: "underObjection"
                case .corrected: "corrected"
                case .withdrawn: "withdrawn"
                case .underRepair: "underRepair"
                case .repaired: "repaired"
                case .publicationEnded: "publicationEnded"
                case .restored: "restored"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .proposed: "STATE_PROPOSED"
                case .notified: "STATE_NOTIFIED"
                case .statementReceived: "STATE_STATEMENT_RECEIVED"
                case .statementWaived: "STATE_STATEMENT_WAIVED"
                case .confirmed: "STATE_CONFIRMED"
                case .dropped: "STATE_DROPPED"
                case .published: "STATE_PUBLISHED"
                case .unpublished: "STATE_UNPUBLISHED"
                case .underObjection: "STATE_UNDER_OBJECTION"
                case .corrected: "STATE_CORRECTED"
                case .withdrawn: "STATE_WITHDRAWN"
                case .underRepair: "STATE_UNDER_REPAIR"
                case .repaired: "STATE_REPAIRED"
                case .publicationEnded: "STATE_PUBLICATION_ENDED"
                case .restored: "STATE_RESTORED"
            }
        }
    }
}

extension Record: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Record>?) {
        govmesh__credit__v1__record__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Record>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.subject = FromC.text(c.pointee.subject)
        self.behaviour = FromC.text(c.pointee.behaviour)
        self.severity = FromC.value(c.pointee.severity.rawValue)
        self.pointsMilliPoints = c.pointee.points_milli_points
        self.breach = FromC.text(c.pointee.breach)
        self.breachVersion = c.pointee.breach_version
        self.contract = FromC.text(c.pointee.contract)
        self.facts = FromC.text(c.pointee.facts)
        self.basis = FromC.text(c.pointee.basis)
        self.statementDeadline = FromC.instant(c.pointee.statement_deadline)
        self.statement = FromC.text(c.pointee.statement)
        self.determinedOn = FromC.text(c.pointee.determined_on)
        self.repairFrom = FromC.text(c.pointee.repair_from)
        self.publicationUntil = FromC.text(c.pointee.publication_until)
        self.repairNoticeDelivered = c.pointee.repair_notice_delivered != 0
        self.reason = FromC.text(c.pointee.reason)
        self.weightEndedOn = FromC.text(c.pointee.weight_ended_on)
        self.subjectKind = FromC.value(c.pointee.subject_kind.rawValue)
        self.archive = FromC.text(c.pointee.archive)
        self.good = c.pointee.good != 0
        self.determinedBy = FromC.text(c.pointee.determined_by)
        self.directDUntil = FromC.text(c.pointee.direct_d_until)
        self.stoodAs = FromC.value(c.pointee.stood_as.rawValue)
        self.evidence = FromC.list(c.pointee.n_evidence, c.pointee.evidence) { FromC.text($0) }
        self.statementEvidence = FromC.list(c.pointee.n_statement_evidence, c.pointee.statement_evidence) { FromC.text($0) }
        self.missingEvidenceKinds = FromC.list(c.pointee.n_missing_evidence_kinds, c.pointee.missing_evidence_kinds) { FromC.text($0) }
        self.notice = FromC.text(c.pointee.notice)
        self.followsFrom = FromC.text(c.pointee.follows_from)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Record>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.subject = arena.text(self.subject)
        c.pointee.behaviour = arena.text(self.behaviour)
        c.pointee.severity = .init(rawValue: self.severity.cValue())
        c.pointee.points_milli_points = self.pointsMilliPoints
        c.pointee.breach = arena.text(self.breach)
        c.pointee.breach_version = self.breachVersion
        c.pointee.contract = arena.text(self.contract)
        c.pointee.facts = arena.text(self.facts)
        c.pointee.basis = arena.text(self.basis)
        if let value = self.statementDeadline { c.pointee.statement_deadline = arena.instant(value) }
        c.pointee.statement = arena.text(self.statement)
        c.pointee.determined_on = arena.text(self.determinedOn)
        c.pointee.repair_from = arena.text(self.repairFrom)
        c.pointee.publication_until = arena.text(self.publicationUntil)
        c.pointee.repair_notice_delivered = self.repairNoticeDelivered ? 1 : 0
        c.pointee.reason = arena.text(self.reason)
        c.pointee.weight_ended_on = arena.text(self.weightEndedOn)
        c.pointee.subject_kind = .init(rawValue: self.subjectKind.cValue())
        c.pointee.archive = arena.text(self.archive)
        c.pointee.good = self.good ? 1 : 0
        c.pointee.determined_by = arena.text(self.determinedBy)
        c.pointee.direct_d_until = arena.text(self.directDUntil)
        c.pointee.stood_as = .init(rawValue: self.stoodAs.cValue())
        (c.pointee.n_evidence, c.pointee.evidence) = arena.list(self.evidence) { arena.text($0) }
        (c.pointee.n_statement_evidence, c.pointee.statement_evidence) = arena.list(self.statementEvidence) { arena.text($0) }
        (c.pointee.n_missing_evidence_kinds, c.pointee.missing_evidence_kinds) = arena.list(self.missingEvidenceKinds) { arena.text($0) }
        c.pointee.notice = arena.text(self.notice)
        c.pointee.follows_from = arena.text(self.followsFrom)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.required("subject", !self.subject.isEmpty)
        check.text("subject", self.subject, 1024, .resourceName)
        check.required("behaviour", !self.behaviour.isEmpty)
        check.text("behaviour", self.behaviour, 1024, .resourceID)
        check.text("breach", self.breach)
        check.text("contract", self.contract)
        check.required("facts", !self.facts.isEmpty)
        check.text("facts", self.facts, 4000)
        check.required("basis", !self.basis.isEmpty)
        check.text("basis", self.basis, 2000)
        check.text("statement", self.statement, 8000)
        check.text("determined_on", self.determinedOn, 1024, .civilDate)
        check.text("repair_from", self.repairFrom)
        check.text("publication_until", self.publicationUntil)
        check.text("reason", self.reason, 2000)
        check.text("weight_ended_on", self.weightEndedOn)
        check.text("archive", self.archive)
        check.text("determined_by", self.determinedBy)
        check.text("direct_d_until", self.directDUntil, 1024, .civilDate)
        check.items("evidence", self.evidence.count, 20)
        check.texts("evidence", self.evidence, 1024, .resourceName)
        check.items("statement_evidence", self.statementEvidence.count, 20)
        check.texts("statement_evidence", self.statementEvidence, 1024, .resourceName)
        check.items("missing_evidence_kinds", self.missingEvidenceKinds.count, 20)
        check.texts("missing_evidence_kinds", self.missingEvidenceKinds)
        check.text("notice", self.notice)
        check.text("follows_from", self.followsFrom)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.statement = ""
        copy.reason = ""
        return copy
    }
}

extension Record: Resource {
    public static let collection = "records"
    public static let machine = "SM-REC"

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }
    public var ownedOn: String { self.determinedOn }

    public static let indexedFields: [String] = ["archive", "breach", "state", "follows_from", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("archive", self.archive))
        pairs.append(("breach", self.breach))
        pairs.append(("state", self.state.label))
        pairs.append(("follows_from", self.followsFrom))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.credit.v1.ProposeRecordRequest`.
public struct ProposeRecordRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.ProposeRecordRequest"

    public var recordId: String = ""
    /// Subject, behaviour, facts and basis; the rest follows from the model in force.
    public var record: Record? = nil

    public init() {}

    public init(
        recordId: String = "",
        record: Record? = nil
    ) {
        self.recordId = recordId
        self.record = record
    }
}

extension ProposeRecordRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ProposeRecordRequest>?) {
        govmesh__credit__v1__propose_record_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ProposeRecordRequest>) {
        self.recordId = FromC.text(c.pointee.record_id)
        self.record = FromC.message(c.pointee.record)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ProposeRecordRequest>, _ arena: Arena) {
        c.pointee.record_id = arena.text(self.recordId)
        if let value = self.record { c.pointee.record = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("record_id", !self.recordId.isEmpty)
        check.text("record_id", self.recordId, 1024, .resourceID)
        check.required("record", self.record != nil)
        check.nested("record", self.record)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.record = self.record?.redacted()
        return copy
    }
}

/// `govmesh.credit.v1.SubmitStatementRequest`.
public struct SubmitStatementRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.SubmitStatementRequest"

    public var name: String = ""
    public var version: Int64 = 0
    public var statement: String = ""
    public var evidence: [String] = []

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        statement: String = "",
        evidence: [String] = []
    ) {
        self.name = name
        self.version = version
        self.statement = statement
        self.evidence = evidence
    }
}

extension SubmitStatementRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__SubmitStatementRequest>?) {
        govmesh__credit__v1__submit_statement_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__SubmitStatementRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.statement = FromC.text(c.pointee.statement)
        self.evidence = FromC.list(c.pointee.n_evidence, c.pointee.evidence) { FromC.text($0) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__SubmitStatementRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.statement = arena.text(self.statement)
        (c.pointee.n_evidence, c.pointee.evidence) = arena.list(self.evidence) { arena.text($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("statement", !self.statement.isEmpty)
        check.text("statement", self.statement, 8000)
        check.items("evidence", self.evidence.count, 20)
        check.texts("evidence", self.evidence, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.AddRecordEvidenceRequest`.
public struct AddRecordEvidenceRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.AddRecordEvidenceRequest"

    public var name: String = ""
    public var version: Int64 = 0
    public var evidence: [String] = []

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        evidence: [String] = []
    ) {
        self.name = name
        self.version = version
        self.evidence = evidence
    }
}

extension AddRecordEvidenceRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__AddRecordEvidenceRequest>?) {
        govmesh__credit__v1__add_record_evidence_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__AddRecordEvidenceRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.evidence = FromC.list(c.pointee.n_evidence, c.pointee.evidence) { FromC.text($0) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__AddRecordEvidenceRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        (c.pointee.n_evidence, c.pointee.evidence) = arena.list(self.evidence) { arena.text($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("evidence", !self.evidence.isEmpty)
        check.items("evidence", self.evidence.count, 20)
        check.texts("evidence", self.evidence, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.ListRecordsResponse`.
public struct ListRecordsResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListRecordsResponse"

    public var records: [Record] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        records: [Record] = [],
        nextPageToken: String = ""
    ) {
        self.records = records
        self.nextPageToken = nextPageToken
    }
}

extension ListRecordsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListRecordsResponse>?) {
        govmesh__credit__v1__list_records_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListRecordsResponse>) {
        self.records = FromC.messages(c.pointee.n_records, c.pointee.records)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListRecordsResponse>, _ arena: Arena) {
        (c.pointee.n_records, c.pointee.records) = arena.list(self.records) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("records", self.records.count)
        check.nested("records", self.records)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.records = self.records.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.credit.v1.RecordService`.
public enum RecordServiceMethods {
    /// Proposes a record of good or bad behaviour by hand; those of breaches come by themselves.
    public static let proposeRecord = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "ProposeRecord",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], resource: "Record", requirements: ["R5.2-11", "R6.1-7"])

    /// Adds evidence. A subject that was heard already is heard anew: the record is proposed again.
    public static let addRecordEvidence = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "AddRecordEvidence",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "addEvidence", resource: "Record", requirements: ["R5.2-11"])

    public static let notifyRecord = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "NotifyRecord",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "notify", resource: "Record", requirements: ["R5.2-11"])

    public static let submitStatement = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "SubmitStatement",
        callClass: .keyed, parties: [.serviceProvider, .individualUser], own: true, command: "state", resource: "Record", requirements: ["R5.2-11"])

    /// Confirms a record after the subject was heard.
    public static let confirmRecord = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "ConfirmRecord",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "confirm", resource: "Record", requirements: ["R5.2-11", "RX-2"])

    public static let dropRecord = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "DropRecord",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "drop", resource: "Record", requirements: ["R5.2-11", "RX-3"])

    public static let publishRecord = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "PublishRecord",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "publish", resource: "Record", requirements: ["R5.2-12"])

    public static let keepRecordUnpublished = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "KeepRecordUnpublished",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "keepUnpublished", resource: "Record", requirements: ["R5.2-12"])

    public static let getRecord = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "GetRecord",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, resource: "Record")

    public static let listRecords = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "ListRecords",
        callClass: .noSideEffects, parties: [.managementBody], resource: "Record")

    public static let all: [MethodDescriptor] = [
        proposeRecord,
        addRecordEvidence,
        notifyRecord,
        submitStatement,
        confirmRecord,
        dropRecord,
        publishRecord,
        keepRecordUnpublished,
        getRecord,
        listRecords,
    ]
}

/// Records with a hearing (SM-REC).
public protocol RecordServiceProvider: Sendable {
    /// Proposes a record of good or bad behaviour by hand; those of breaches come by themselves.
    func proposeRecord(
        _ request: ProposeRecordRequest, _ call: Call
    ) async throws(RPCFailure) -> Record
    /// Adds evidence. A subject that was heard already is heard anew: the record is proposed again.
    func addRecordEvidence(
        _ request: AddRecordEvidenceRequest, _ call: Call
    ) async throws(RPCFailure) -> Record
    func notifyRecord(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Record
    func submitStatement(
        _ request: SubmitStatementRequest, _ call: Call
    ) async throws(RPCFailure) -> Record
    /// Confirms a record after the subject was heard.
    func confirmRecord(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Record
    func dropRecord(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Record
    func publishRecord(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Record
    func keepRecordUnpublished(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Record
    func getRecord(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Record
    func listRecords(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListRecordsResponse
}

extension RecordServiceProvider where Self: ResourceAnswers, Answered == Record {
    public func dropRecord(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Record {
        try await self.give(request, call)
    }
    public func keepRecordUnpublished(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Record {
        try await self.give(request, call)
    }
    public func getRecord(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Record {
        try await self.get(request, call)
    }
    public func listRecords(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListRecordsResponse {
        let page = try await self.list(request, call)
        return ListRecordsResponse(
            records: page.items, nextPageToken: page.next)
    }
}

extension RecordServiceProvider {
    /// What a worker of this service offers.
    public var recordServiceBindings: [MethodBinding] {
        [
            MethodBinding(RecordServiceMethods.proposeRecord) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.proposeRecord)
            },
            MethodBinding(RecordServiceMethods.addRecordEvidence) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.addRecordEvidence)
            },
            MethodBinding(RecordServiceMethods.notifyRecord) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.notifyRecord)
            },
            MethodBinding(RecordServiceMethods.submitStatement) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.submitStatement)
            },
            MethodBinding(RecordServiceMethods.confirmRecord) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.confirmRecord)
            },
            MethodBinding(RecordServiceMethods.dropRecord) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.dropRecord)
            },
            MethodBinding(RecordServiceMethods.publishRecord) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.publishRecord)
            },
            MethodBinding(RecordServiceMethods.keepRecordUnpublished) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.keepRecordUnpublished)
            },
            MethodBinding(RecordServiceMethods.getRecord) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getRecord)
            },
            MethodBinding(RecordServiceMethods.listRecords) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listRecords)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.RecordService`.
public struct RecordServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Proposes a record of good or bad behaviour by hand; those of breaches come by themselves.
    public func proposeRecord(
        _ request: ProposeRecordRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Record {
        try await ask(
            self.channel, self.routingKey, RecordServiceMethods.proposeRecord, request, options)
    }

    /// Adds evidence. A subject that was heard already is heard anew: the record is proposed again.
    public func addRecordEvidence(
        _ request: AddRecordEvidenceRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Record {
        try await ask(
            self.channel, self.routingKey, RecordServiceMethods.addRecordEvidence, request, options)
    }

    public func notifyRecord(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Record {
        try await ask(
            self.channel, self.routingKey, RecordServiceMethods.notifyRecord, request, options)
    }

    public func submitStatement(
        _ request: SubmitStatementRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Record {
        try await ask(
            self.channel, self.routingKey, RecordServiceMethods.submitStatement, request, options)
    }

    /// Confirms a record after the subject was heard.
    public func confirmRecord(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Record {
        try await ask(
            self.channel, self.routingKey, RecordServiceMethods.confirmRecord, request, options)
    }

    public func dropRecord(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Record {
        try await ask(
            self.channel, self.routingKey, RecordServiceMethods.dropRecord, request, options)
    }

    public func publishRecord(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Record {
        try await ask(
            self.channel, self.routingKey, RecordServiceMethods.publishRecord, request, options)
    }

    public func keepRecordUnpublished(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Record {
        try await ask(
            self.channel, self.routingKey, RecordServiceMethods.keepRecordUnpublished, request, options)
    }

    public func getRecord(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Record {
        try await ask(
            self.channel, self.routingKey, RecordServiceMethods.getRecord, request, options)
    }

    public func listRecords(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListRecordsResponse {
        try await ask(
            self.channel, self.routingKey, RecordServiceMethods.listRecords, request, options)
    }
}

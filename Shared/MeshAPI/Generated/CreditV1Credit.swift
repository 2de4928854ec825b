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

/// The credit archive of a provider (信用档案). R5.2-9, R5.2-10.
public struct Archive: WireMessage {
    public static let fullName = "govmesh.credit.v1.Archive"

    /// "archives/{party id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Archive.State = .unspecified
    public var subject: String = ""
    /// Recomputed whenever a record changes (R5.2-15).
    public var runningScoreMilliPoints: Int64 = 0
    public var runningGrade: String = ""
    /// Changes only by a final evaluation or a direct-D rule.
    public var publishedGrade: String = ""
    /// The evaluation behind the published grade; empty for a new entity.
    public var evaluation: String = ""
    public var evaluationVersion: Int64 = 0
    public var modelVersion: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Archive.State = .unspecified,
        subject: String = "",
        runningScoreMilliPoints: Int64 = 0,
        runningGrade: String = "",
        publishedGrade: String = "",
        evaluation: String = "",
        evaluationVersion: Int64 = 0,
        modelVersion: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.subject = subject
        self.runningScoreMilliPoints = runningScoreMilliPoints
        self.runningGrade = runningGrade
        self.publishedGrade = publishedGrade
        self.evaluation = evaluation
        self.evaluationVersion = evaluationVersion
        self.modelVersion = modelVersion
    }

    /// `govmesh.credit.v1.Archive.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case `open` = 1
        case frozen = 2

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .`open`: "open"
                case .frozen: "frozen"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .`open`: "STATE_OPEN"
                case .frozen: "STATE_FROZEN"
            }
        }
    }
}

extension Archive: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Archive>?) {
        govmesh__credit__v1__archive__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Archive>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.subject = FromC.text(c.pointee.subject)
        self.runningScoreMilliPoints = c.pointee.running_score_milli_points
        self.runningGrade = FromC.text(c.pointee.running_grade)
        self.publishedGrade = FromC.text(c.pointee.published_grade)
        self.evaluation = FromC.text(c.pointee.evaluation)
        self.evaluationVersion = c.pointee.evaluation_version
        self.modelVersion = FromC.text(c.pointee.model_version)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Archive>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.subject = arena.text(self.subject)
        c.pointee.running_score_milli_points = self.runningScoreMilliPoints
        c.pointee.running_grade = arena.text(self.runningGrade)
        c.pointee.published_grade = arena.text(self.publishedGrade)
        c.pointee.evaluation = arena.text(self.evaluation)
        c.pointee.evaluation_version = self.evaluationVersion
        c.pointee.model_version = arena.text(self.modelVersion)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("subject", self.subject)
        check.text("running_grade", self.runningGrade)
        check.text("published_grade", self.publishedGrade)
        check.text("evaluation", self.evaluation)
        check.text("model_version", self.modelVersion)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

extension Archive: Resource {
    public static let collection = "archives"
    public static let machine = ""

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["state", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("state", self.state.label))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
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
    /// End of the statement period (陈述申辩), 5 working days by default.
    public var statementDeadline: Instant? = nil
    public var statement: String = ""
    /// Date of the determining document; all publicity clocks start here (R5.2-12).
    public var determinedOn: String = ""
    /// First day on which repair may be filed.
    public var repairFrom: String = ""
    /// Publication stops after this day.
    public var publicationUntil: String = ""
    /// The decision came with the notice on how to repair it (两书同达).
    public var repairNoticeDelivered: Bool = false
    public var reason: String = ""
    /// 0 from this day: repaired or withdrawn.
    public var weightEndedOn: String = ""
    /// Where the record stood before an objection or a repair, and stands again if that fails.
    public var stoodAs: Record.State = .unspecified

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
        stoodAs: Record.State = .unspecified
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
        self.stoodAs = stoodAs
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
        self.stoodAs = FromC.value(c.pointee.stood_as.rawValue)
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
        c.pointee.stood_as = .init(rawValue: self.stoodAs.cValue())
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
        check.text("determined_on", self.determinedOn)
        check.text("repair_from", self.repairFrom)
        check.text("publication_until", self.publicationUntil)
        check.text("reason", self.reason, 2000)
        check.text("weight_ended_on", self.weightEndedOn)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.statement = ""
        return copy
    }
}

extension Record: Resource {
    public static let collection = "records"
    public static let machine = "SM-REC"

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["breach", "state", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("breach", self.breach))
        pairs.append(("state", self.state.label))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
    }
}

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
        reason: String = ""
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
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.ground = ""
        return copy
    }
}

extension Objection: Resource {
    public static let collection = "objections"
    public static let machine = "SM-OBJ"

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["record", "state", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("record", self.record))
        pairs.append(("state", self.state.label))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
    }
}

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
        reason: String = ""
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
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.correction = ""
        copy.commitment = ""
        return copy
    }
}

extension Repair: Resource {
    public static let collection = "repairs"
    public static let machine = "SM-REP"

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["record", "state", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("record", self.record))
        pairs.append(("state", self.state.label))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// One entry of the score's ledger: a cause and what it contributes.
public struct LedgerEntry: WireMessage {
    public static let fullName = "govmesh.credit.v1.LedgerEntry"

    /// The record, or "model" for the base.
    public var cause: String = ""
    public var causeVersion: Int64 = 0
    public var pointsMilliPoints: Int64 = 0
    public var ageDays: Int64 = 0
    public var weightPerMille: Int64 = 0
    /// What it adds to the score; negative for a bad record.
    public var contributionMilliPoints: Int64 = 0

    public init() {}

    public init(
        cause: String = "",
        causeVersion: Int64 = 0,
        pointsMilliPoints: Int64 = 0,
        ageDays: Int64 = 0,
        weightPerMille: Int64 = 0,
        contributionMilliPoints: Int64 = 0
    ) {
        self.cause = cause
        self.causeVersion = causeVersion
        self.pointsMilliPoints = pointsMilliPoints
        self.ageDays = ageDays
        self.weightPerMille = weightPerMille
        self.contributionMilliPoints = contributionMilliPoints
    }
}

extension LedgerEntry: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__LedgerEntry>?) {
        govmesh__credit__v1__ledger_entry__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__LedgerEntry>) {
        self.cause = FromC.text(c.pointee.cause)
        self.causeVersion = c.pointee.cause_version
        self.pointsMilliPoints = c.pointee.points_milli_points
        self.ageDays = c.pointee.age_days
        self.weightPerMille = c.pointee.weight_per_mille
        self.contributionMilliPoints = c.pointee.contribution_milli_points
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__LedgerEntry>, _ arena: Arena) {
        c.pointee.cause = arena.text(self.cause)
        c.pointee.cause_version = self.causeVersion
        c.pointee.points_milli_points = self.pointsMilliPoints
        c.pointee.age_days = self.ageDays
        c.pointee.weight_per_mille = self.weightPerMille
        c.pointee.contribution_milli_points = self.contributionMilliPoints
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("cause", self.cause)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// An evaluation (信用评价). SM-EVAL, R5.2-15. A final one is immutable.
public struct Evaluation: WireMessage {
    public static let fullName = "govmesh.credit.v1.Evaluation"

    public var name: String = ""
    public var version: Int64 = 0
    public var state: Evaluation.State = .unspecified
    public var subject: String = ""
    public var asOf: String = ""
    public var modelVersion: String = ""
    public var scoreMilliPoints: Int64 = 0
    public var grade: String = ""
    public var ledger: [LedgerEntry] = []
    /// Publicity of the preliminary result ends after this day, 10 working days by default.
    public var publicityUntil: String = ""
    /// The evaluation this one replaces after a fact was corrected.
    public var recomputedFrom: String = ""
    /// What made the mesh recompute it, e.g. "records/r-1 withdrawn".
    public var cause: String = ""
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Evaluation.State = .unspecified,
        subject: String = "",
        asOf: String = "",
        modelVersion: String = "",
        scoreMilliPoints: Int64 = 0,
        grade: String = "",
        ledger: [LedgerEntry] = [],
        publicityUntil: String = "",
        recomputedFrom: String = "",
        cause: String = "",
        reason: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.subject = subject
        self.asOf = asOf
        self.modelVersion = modelVersion
        self.scoreMilliPoints = scoreMilliPoints
        self.grade = grade
        self.ledger = ledger
        self.publicityUntil = publicityUntil
        self.recomputedFrom = recomputedFrom
        self.cause = cause
        self.reason = reason
    }

    /// `govmesh.credit.v1.Evaluation.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case computed = 1
        case preliminary = 2
        case final = 3
        case superseded = 4

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .computed: "computed"
                case .preliminary: "preliminary"
                case .final: "final"
                case .superseded: "superseded"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .computed: "STATE_COMPUTED"
                case .preliminary: "STATE_PRELIMINARY"
                case .final: "STATE_FINAL"
                case .superseded: "STATE_SUPERSEDED"
            }
        }
    }
}

extension Evaluation: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Evaluation>?) {
        govmesh__credit__v1__evaluation__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Evaluation>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.subject = FromC.text(c.pointee.subject)
        self.asOf = FromC.text(c.pointee.as_of)
        self.modelVersion = FromC.text(c.pointee.model_version)
        self.scoreMilliPoints = c.pointee.score_milli_points
        self.grade = FromC.text(c.pointee.grade)
        self.ledger = FromC.messages(c.pointee.n_ledger, c.pointee.ledger)
        self.publicityUntil = FromC.text(c.pointee.publicity_until)
        self.recomputedFrom = FromC.text(c.pointee.recomputed_from)
        self.cause = FromC.text(c.pointee.cause)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Evaluation>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.subject = arena.text(self.subject)
        c.pointee.as_of = arena.text(self.asOf)
        c.pointee.model_version = arena.text(self.modelVersion)
        c.pointee.score_milli_points = self.scoreMilliPoints
        c.pointee.grade = arena.text(self.grade)
        (c.pointee.n_ledger, c.pointee.ledger) = arena.list(self.ledger) { arena.message($0) }
        c.pointee.publicity_until = arena.text(self.publicityUntil)
        c.pointee.recomputed_from = arena.text(self.recomputedFrom)
        c.pointee.cause = arena.text(self.cause)
        c.pointee.reason = arena.text(self.reason)
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
        check.text("as_of", self.asOf, 1024, .civilDate)
        check.text("model_version", self.modelVersion)
        check.text("grade", self.grade)
        check.items("ledger", self.ledger.count, 1000)
        check.nested("ledger", self.ledger)
        check.text("publicity_until", self.publicityUntil)
        check.text("recomputed_from", self.recomputedFrom)
        check.text("cause", self.cause, 2000)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

extension Evaluation: Resource {
    public static let collection = "evaluations"
    public static let machine = "SM-EVAL"

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["state", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("state", self.state.label))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// A consequence of a grade (分级分类监管). R5.2-16.
public struct Restriction: WireMessage {
    public static let fullName = "govmesh.credit.v1.Restriction"

    /// "restrictions/{party id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Restriction.State = .unspecified
    public var subject: String = ""
    public var grade: String = ""
    /// No new admission or renewal; running contracts go on.
    public var blocksNewBusiness: Bool = false
    public var inspectionRatePpm: Int64 = 0
    /// Longest term of a new contract in months; 0 means no cap.
    public var termCapMonths: Int32 = 0
    public var evaluation: String = ""
    public var evaluationVersion: Int64 = 0

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Restriction.State = .unspecified,
        subject: String = "",
        grade: String = "",
        blocksNewBusiness: Bool = false,
        inspectionRatePpm: Int64 = 0,
        termCapMonths: Int32 = 0,
        evaluation: String = "",
        evaluationVersion: Int64 = 0
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.subject = subject
        self.grade = grade
        self.blocksNewBusiness = blocksNewBusiness
        self.inspectionRatePpm = inspectionRatePpm
        self.termCapMonths = termCapMonths
        self.evaluation = evaluation
        self.evaluationVersion = evaluationVersion
    }

    /// `govmesh.credit.v1.Restriction.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case imposed = 1
        case lifted = 2

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .imposed: "imposed"
                case .lifted: "lifted"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .imposed: "STATE_IMPOSED"
                case .lifted: "STATE_LIFTED"
            }
        }
    }
}

extension Restriction: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Restriction>?) {
        govmesh__credit__v1__restriction__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Restriction>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.subject = FromC.text(c.pointee.subject)
        self.grade = FromC.text(c.pointee.grade)
        self.blocksNewBusiness = c.pointee.blocks_new_business != 0
        self.inspectionRatePpm = c.pointee.inspection_rate_ppm
        self.termCapMonths = c.pointee.term_cap_months
        self.evaluation = FromC.text(c.pointee.evaluation)
        self.evaluationVersion = c.pointee.evaluation_version
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Restriction>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.subject = arena.text(self.subject)
        c.pointee.grade = arena.text(self.grade)
        c.pointee.blocks_new_business = self.blocksNewBusiness ? 1 : 0
        c.pointee.inspection_rate_ppm = self.inspectionRatePpm
        c.pointee.term_cap_months = self.termCapMonths
        c.pointee.evaluation = arena.text(self.evaluation)
        c.pointee.evaluation_version = self.evaluationVersion
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("subject", self.subject)
        check.text("grade", self.grade)
        check.text("evaluation", self.evaluation)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

extension Restriction: Resource {
    public static let collection = "restrictions"
    public static let machine = "SM-RESTRICTION"

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["state", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("state", self.state.label))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.credit.v1.SubmitStatementRequest`.
public struct SubmitStatementRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.SubmitStatementRequest"

    public var name: String = ""
    public var version: Int64 = 0
    public var statement: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        statement: String = ""
    ) {
        self.name = name
        self.version = version
        self.statement = statement
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
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__SubmitStatementRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.statement = arena.text(self.statement)
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
        return check.violations
    }

    public func redacted() -> Self {
        self
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

/// `govmesh.credit.v1.OpenEvaluationRequest`.
public struct OpenEvaluationRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.OpenEvaluationRequest"

    public var evaluationId: String = ""
    public var subject: String = ""

    public init() {}

    public init(
        evaluationId: String = "",
        subject: String = ""
    ) {
        self.evaluationId = evaluationId
        self.subject = subject
    }
}

extension OpenEvaluationRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__OpenEvaluationRequest>?) {
        govmesh__credit__v1__open_evaluation_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__OpenEvaluationRequest>) {
        self.evaluationId = FromC.text(c.pointee.evaluation_id)
        self.subject = FromC.text(c.pointee.subject)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__OpenEvaluationRequest>, _ arena: Arena) {
        c.pointee.evaluation_id = arena.text(self.evaluationId)
        c.pointee.subject = arena.text(self.subject)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("evaluation_id", !self.evaluationId.isEmpty)
        check.text("evaluation_id", self.evaluationId, 1024, .resourceID)
        check.required("subject", !self.subject.isEmpty)
        check.text("subject", self.subject, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.ListArchivesResponse`.
public struct ListArchivesResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListArchivesResponse"

    public var archives: [Archive] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        archives: [Archive] = [],
        nextPageToken: String = ""
    ) {
        self.archives = archives
        self.nextPageToken = nextPageToken
    }
}

extension ListArchivesResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListArchivesResponse>?) {
        govmesh__credit__v1__list_archives_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListArchivesResponse>) {
        self.archives = FromC.messages(c.pointee.n_archives, c.pointee.archives)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListArchivesResponse>, _ arena: Arena) {
        (c.pointee.n_archives, c.pointee.archives) = arena.list(self.archives) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("archives", self.archives.count)
        check.nested("archives", self.archives)
        check.text("next_page_token", self.nextPageToken)
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

/// `govmesh.credit.v1.ListEvaluationsResponse`.
public struct ListEvaluationsResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListEvaluationsResponse"

    public var evaluations: [Evaluation] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        evaluations: [Evaluation] = [],
        nextPageToken: String = ""
    ) {
        self.evaluations = evaluations
        self.nextPageToken = nextPageToken
    }
}

extension ListEvaluationsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListEvaluationsResponse>?) {
        govmesh__credit__v1__list_evaluations_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListEvaluationsResponse>) {
        self.evaluations = FromC.messages(c.pointee.n_evaluations, c.pointee.evaluations)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListEvaluationsResponse>, _ arena: Arena) {
        (c.pointee.n_evaluations, c.pointee.evaluations) = arena.list(self.evaluations) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("evaluations", self.evaluations.count)
        check.nested("evaluations", self.evaluations)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// One step of the chain from measurement to grade.
public struct ChainLink: WireMessage {
    public static let fullName = "govmesh.credit.v1.ChainLink"

    /// Depth in the tree, 0 for the grade itself.
    public var depth: Int32 = 0
    public var resource: String = ""
    public var resourceVersion: Int64 = 0
    public var summary: String = ""
    /// Requirement behind the step and its source tag.
    public var requirement: String = ""

    public init() {}

    public init(
        depth: Int32 = 0,
        resource: String = "",
        resourceVersion: Int64 = 0,
        summary: String = "",
        requirement: String = ""
    ) {
        self.depth = depth
        self.resource = resource
        self.resourceVersion = resourceVersion
        self.summary = summary
        self.requirement = requirement
    }
}

extension ChainLink: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ChainLink>?) {
        govmesh__credit__v1__chain_link__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ChainLink>) {
        self.depth = c.pointee.depth
        self.resource = FromC.text(c.pointee.resource)
        self.resourceVersion = c.pointee.resource_version
        self.summary = FromC.text(c.pointee.summary)
        self.requirement = FromC.text(c.pointee.requirement)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ChainLink>, _ arena: Arena) {
        c.pointee.depth = self.depth
        c.pointee.resource = arena.text(self.resource)
        c.pointee.resource_version = self.resourceVersion
        c.pointee.summary = arena.text(self.summary)
        c.pointee.requirement = arena.text(self.requirement)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("resource", self.resource)
        check.text("summary", self.summary)
        check.text("requirement", self.requirement)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.ExplainGradeRequest`.
public struct ExplainGradeRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.ExplainGradeRequest"

    public var subject: String = ""

    public init() {}

    public init(
        subject: String = ""
    ) {
        self.subject = subject
    }
}

extension ExplainGradeRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ExplainGradeRequest>?) {
        govmesh__credit__v1__explain_grade_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ExplainGradeRequest>) {
        self.subject = FromC.text(c.pointee.subject)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ExplainGradeRequest>, _ arena: Arena) {
        c.pointee.subject = arena.text(self.subject)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("subject", !self.subject.isEmpty)
        check.text("subject", self.subject, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.ExplainGradeResponse`.
public struct ExplainGradeResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ExplainGradeResponse"

    public var subject: String = ""
    public var grade: String = ""
    public var scoreMilliPoints: Int64 = 0
    /// In depth-first order.
    public var chain: [ChainLink] = []

    public init() {}

    public init(
        subject: String = "",
        grade: String = "",
        scoreMilliPoints: Int64 = 0,
        chain: [ChainLink] = []
    ) {
        self.subject = subject
        self.grade = grade
        self.scoreMilliPoints = scoreMilliPoints
        self.chain = chain
    }
}

extension ExplainGradeResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ExplainGradeResponse>?) {
        govmesh__credit__v1__explain_grade_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ExplainGradeResponse>) {
        self.subject = FromC.text(c.pointee.subject)
        self.grade = FromC.text(c.pointee.grade)
        self.scoreMilliPoints = c.pointee.score_milli_points
        self.chain = FromC.messages(c.pointee.n_chain, c.pointee.chain)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ExplainGradeResponse>, _ arena: Arena) {
        c.pointee.subject = arena.text(self.subject)
        c.pointee.grade = arena.text(self.grade)
        c.pointee.score_milli_points = self.scoreMilliPoints
        (c.pointee.n_chain, c.pointee.chain) = arena.list(self.chain) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("subject", self.subject)
        check.text("grade", self.grade)
        check.items("chain", self.chain.count)
        check.nested("chain", self.chain)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.credit.v1.ArchiveService`.
public enum ArchiveServiceMethods {
    public static let getArchive = MethodDescriptor(
        service: "govmesh.credit.v1.ArchiveService", method: "GetArchive",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, resource: "Archive", requirements: ["R5.2-10", "RX-6"])

    public static let listArchives = MethodDescriptor(
        service: "govmesh.credit.v1.ArchiveService", method: "ListArchives",
        callClass: .noSideEffects, parties: [.managementBody], resource: "Archive")

    /// Returns the whole chain behind a grade, down to the measurements.
    public static let explainGrade = MethodDescriptor(
        service: "govmesh.credit.v1.ArchiveService", method: "ExplainGrade",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, requirements: ["R5.2-15"])

    public static let all: [MethodDescriptor] = [
        getArchive,
        listArchives,
        explainGrade,
    ]
}

/// Archives and the explanation of a grade.
public protocol ArchiveServiceProvider: Sendable {
    func getArchive(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Archive
    func listArchives(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListArchivesResponse
    /// Returns the whole chain behind a grade, down to the measurements.
    func explainGrade(
        _ request: ExplainGradeRequest, _ call: Call
    ) async throws(RPCFailure) -> ExplainGradeResponse
}

extension ArchiveServiceProvider {
    /// What a worker of this service offers.
    public var archiveServiceBindings: [MethodBinding] {
        [
            MethodBinding(ArchiveServiceMethods.getArchive) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getArchive)
            },
            MethodBinding(ArchiveServiceMethods.listArchives) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listArchives)
            },
            MethodBinding(ArchiveServiceMethods.explainGrade) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.explainGrade)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.ArchiveService`.
public struct ArchiveServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func getArchive(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Archive {
        try await ask(
            self.channel, self.routingKey, ArchiveServiceMethods.getArchive, request, options)
    }

    public func listArchives(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListArchivesResponse {
        try await ask(
            self.channel, self.routingKey, ArchiveServiceMethods.listArchives, request, options)
    }

    /// Returns the whole chain behind a grade, down to the measurements.
    public func explainGrade(
        _ request: ExplainGradeRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ExplainGradeResponse {
        try await ask(
            self.channel, self.routingKey, ArchiveServiceMethods.explainGrade, request, options)
    }
}

/// The methods of `govmesh.credit.v1.RecordService`.
public enum RecordServiceMethods {
    public static let notifyRecord = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "NotifyRecord",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "notify", resource: "Record", requirements: ["R5.2-11"])

    public static let submitStatement = MethodDescriptor(
        service: "govmesh.credit.v1.RecordService", method: "SubmitStatement",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "state", resource: "Record", requirements: ["R5.2-11"])

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

extension RecordServiceProvider {
    /// What a worker of this service offers.
    public var recordServiceBindings: [MethodBinding] {
        [
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

/// The methods of `govmesh.credit.v1.ObjectionService`.
public enum ObjectionServiceMethods {
    public static let fileObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "FileObjection",
        callClass: .keyed, parties: [.serviceProvider], own: true, resource: "Objection", requirements: ["R5.2-13"])

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

    public static let rejectObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "RejectObjection",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "reject", resource: "Objection", requirements: ["R5.2-13", "RX-3"])

    public static let withdrawObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "WithdrawObjection",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "withdraw", resource: "Objection", requirements: ["R5.2-13"])

    public static let getObjection = MethodDescriptor(
        service: "govmesh.credit.v1.ObjectionService", method: "GetObjection",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .individualUser], own: true, resource: "Objection")

    public static let all: [MethodDescriptor] = [
        fileObjection,
        acceptObjection,
        refuseObjection,
        verifyObjection,
        upholdObjection,
        rejectObjection,
        withdrawObjection,
        getObjection,
    ]
}

/// Objections (SM-OBJ). The decider is another person than the handler of the record.
public protocol ObjectionServiceProvider: Sendable {
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
    func rejectObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    func withdrawObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
    func getObjection(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection
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
}

/// The methods of `govmesh.credit.v1.RepairService`.
public enum RepairServiceMethods {
    /// Files a repair; before the first possible date the refusal names it.
    public static let fileRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "FileRepair",
        callClass: .keyed, parties: [.serviceProvider], own: true, resource: "Repair", requirements: ["R5.2-14"])

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

    public static let getRepair = MethodDescriptor(
        service: "govmesh.credit.v1.RepairService", method: "GetRepair",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .individualUser], own: true, resource: "Repair")

    public static let all: [MethodDescriptor] = [
        fileRepair,
        acceptRepair,
        refuseRepair,
        verifyRepair,
        approveRepair,
        rejectRepair,
        getRepair,
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
    func getRepair(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair
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
            MethodBinding(RepairServiceMethods.getRepair) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getRepair)
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

    public func getRepair(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Repair {
        try await ask(
            self.channel, self.routingKey, RepairServiceMethods.getRepair, request, options)
    }
}

/// The methods of `govmesh.credit.v1.EvaluationService`.
public enum EvaluationServiceMethods {
    /// Computes an evaluation as of today by the active model.
    public static let openEvaluation = MethodDescriptor(
        service: "govmesh.credit.v1.EvaluationService", method: "OpenEvaluation",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], resource: "Evaluation", requirements: ["R5.2-15"])

    public static let publicizeEvaluation = MethodDescriptor(
        service: "govmesh.credit.v1.EvaluationService", method: "PublicizeEvaluation",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "publicize", resource: "Evaluation", requirements: ["R5.2-15"])

    /// Makes the grade the published one; imposes or lifts restrictions in the same transaction.
    public static let finalizeEvaluation = MethodDescriptor(
        service: "govmesh.credit.v1.EvaluationService", method: "FinalizeEvaluation",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "finalize", resource: "Evaluation", requirements: ["R5.2-15", "R5.2-16", "RX-2"])

    public static let getEvaluation = MethodDescriptor(
        service: "govmesh.credit.v1.EvaluationService", method: "GetEvaluation",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, resource: "Evaluation", requirements: ["RX-6"])

    public static let listEvaluations = MethodDescriptor(
        service: "govmesh.credit.v1.EvaluationService", method: "ListEvaluations",
        callClass: .noSideEffects, parties: [.managementBody], resource: "Evaluation")

    public static let all: [MethodDescriptor] = [
        openEvaluation,
        publicizeEvaluation,
        finalizeEvaluation,
        getEvaluation,
        listEvaluations,
    ]
}

/// Evaluations (SM-EVAL).
public protocol EvaluationServiceProvider: Sendable {
    /// Computes an evaluation as of today by the active model.
    func openEvaluation(
        _ request: OpenEvaluationRequest, _ call: Call
    ) async throws(RPCFailure) -> Evaluation
    func publicizeEvaluation(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Evaluation
    /// Makes the grade the published one; imposes or lifts restrictions in the same transaction.
    func finalizeEvaluation(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Evaluation
    func getEvaluation(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Evaluation
    func listEvaluations(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListEvaluationsResponse
}

extension EvaluationServiceProvider {
    /// What a worker of this service offers.
    public var evaluationServiceBindings: [MethodBinding] {
        [
            MethodBinding(EvaluationServiceMethods.openEvaluation) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.openEvaluation)
            },
            MethodBinding(EvaluationServiceMethods.publicizeEvaluation) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.publicizeEvaluation)
            },
            MethodBinding(EvaluationServiceMethods.finalizeEvaluation) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.finalizeEvaluation)
            },
            MethodBinding(EvaluationServiceMethods.getEvaluation) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getEvaluation)
            },
            MethodBinding(EvaluationServiceMethods.listEvaluations) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listEvaluations)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.EvaluationService`.
public struct EvaluationServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Computes an evaluation as of today by the active model.
    public func openEvaluation(
        _ request: OpenEvaluationRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Evaluation {
        try await ask(
            self.channel, self.routingKey, EvaluationServiceMethods.openEvaluation, request, options)
    }

    public func publicizeEvaluation(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Evaluation {
        try await ask(
            self.channel, self.routingKey, EvaluationServiceMethods.publicizeEvaluation, request, options)
    }

    /// Makes the grade the published one; imposes or lifts restrictions in the same transaction.
    public func finalizeEvaluation(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Evaluation {
        try await ask(
            self.channel, self.routingKey, EvaluationServiceMethods.finalizeEvaluation, request, options)
    }

    public func getEvaluation(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Evaluation {
        try await ask(
            self.channel, self.routingKey, EvaluationServiceMethods.getEvaluation, request, options)
    }

    public func listEvaluations(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListEvaluationsResponse {
        try await ask(
            self.channel, self.routingKey, EvaluationServiceMethods.listEvaluations, request, options)
    }
}

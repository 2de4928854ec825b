// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// `govmesh.credit.v1.ExportScoreRequest`.
public struct ExportScoreRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.ExportScoreRequest"

    public var subject: String = ""
    /// Unspecified: provider for a party, person for a person.
    public var subjectKind: SubjectKind = .unspecified
    /// The score of this day; empty for today.
    public var asOf: String = ""
    /// As known at this time; absent means now.
    public var knownAt: Instant? = nil
    /// Instead of a day: the score of this evaluation, from the entries that entered it.
    public var evaluation: String = ""

    public init() {}

    public init(
        subject: String = "",
        subjectKind: SubjectKind = .unspecified,
        asOf: String = "",
        knownAt: Instant? = nil,
        evaluation: String = ""
    ) {
        self.subject = subject
        self.subjectKind = subjectKind
        self.asOf = asOf
        self.knownAt = knownAt
        self.evaluation = evaluation
    }
}

extension ExportScoreRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ExportScoreRequest>?) {
        govmesh__credit__v1__export_score_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ExportScoreRequest>) {
        self.subject = FromC.text(c.pointee.subject)
        self.subjectKind = FromC.value(c.pointee.subject_kind.rawValue)
        self.asOf = FromC.text(c.pointee.as_of)
        self.knownAt = FromC.instant(c.pointee.known_at)
        self.evaluation = FromC.text(c.pointee.evaluation)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ExportScoreRequest>, _ arena: Arena) {
        c.pointee.subject = arena.text(self.subject)
        c.pointee.subject_kind = .init(rawValue: self.subjectKind.cValue())
        c.pointee.as_of = arena.text(self.asOf)
        if let value = self.knownAt { c.pointee.known_at = arena.instant(value) }
        c.pointee.evaluation = arena.text(self.evaluation)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("subject", !self.subject.isEmpty)
        check.text("subject", self.subject, 1024, .resourceName)
        check.text("as_of", self.asOf, 1024, .civilDate)
        check.text("evaluation", self.evaluation)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// A score and everything that makes it: whoever has this needs nothing else to compute it anew.
public struct ScoreProof: WireMessage {
    public static let fullName = "govmesh.credit.v1.ScoreProof"

    public var archive: String = ""
    public var subject: String = ""
    public var asOf: String = ""
    /// Of an evaluation: when the last entry it knew was written.
    public var knownAt: Instant? = nil
    public var model: ScoringModel? = nil
    /// Entries known by then, in the order they were written.
    public var entries: [LedgerEntry] = []
    /// The published grade before, from which the upgrade limit counts; empty when there is none.
    public var previousGrade: String = ""
    public var scoreMilliPoints: Int64 = 0
    public var grade: String = ""
    /// Base, postings in order, limits; the contributions add up to the score.
    public var lines: [ScoreLine] = []
    /// The evaluation it is the score of; empty for the running score of a day.
    public var evaluation: String = ""
    /// How many observations the score rests on, from which its confidence is computed.
    public var observations: Int64 = 0
    public var confidence: Confidence? = nil

    public init() {}

    public init(
        archive: String = "",
        subject: String = "",
        asOf: String = "",
        knownAt: Instant? = nil,
        model: ScoringModel? = nil,
        entries: [LedgerEntry] = [],
        previousGrade: String = "",
        scoreMilliPoints: Int64 = 0,
        grade: String = "",
        lines: [ScoreLine] = [],
        evaluation: String = "",
        observations: Int64 = 0,
        confidence: Confidence? = nil
    ) {
        self.archive = archive
        self.subject = subject
        self.asOf = asOf
        self.knownAt = knownAt
        self.model = model
        self.entries = entries
        self.previousGrade = previousGrade
        self.scoreMilliPoints = scoreMilliPoints
        self.grade = grade
        self.lines = lines
        self.evaluation = evaluation
        self.observations = observations
        self.confidence = confidence
    }
}

extension ScoreProof: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ScoreProof>?) {
        govmesh__credit__v1__score_proof__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ScoreProof>) {
        self.archive = FromC.text(c.pointee.archive)
        self.subject = FromC.text(c.pointee.subject)
        self.asOf = FromC.text(c.pointee.as_of)
        self.knownAt = FromC.instant(c.pointee.known_at)
        self.model = FromC.message(c.pointee.model)
        self.entries = FromC.messages(c.pointee.n_entries, c.pointee.entries)
        self.previousGrade = FromC.text(c.pointee.previous_grade)
        self.scoreMilliPoints = c.pointee.score_milli_points
        self.grade = FromC.text(c.pointee.grade)
        self.lines = FromC.messages(c.pointee.n_lines, c.pointee.lines)
        self.evaluation = FromC.text(c.pointee.evaluation)
        self.observations = c.pointee.observations
        self.confidence = FromC.message(c.pointee.confidence)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ScoreProof>, _ arena: Arena) {
        c.pointee.archive = arena.text(self.archive)
        c.pointee.subject = arena.text(self.subject)
        c.pointee.as_of = arena.text(self.asOf)
        if let value = self.knownAt { c.pointee.known_at = arena.instant(value) }
        if let value = self.model { c.pointee.model = arena.message(value) }
        (c.pointee.n_entries, c.pointee.entries) = arena.list(self.entries) { arena.message($0) }
        c.pointee.previous_grade = arena.text(self.previousGrade)
        c.pointee.score_milli_points = self.scoreMilliPoints
        c.pointee.grade = arena.text(self.grade)
        (c.pointee.n_lines, c.pointee.lines) = arena.list(self.lines) { arena.message($0) }
        c.pointee.evaluation = arena.text(self.evaluation)
        c.pointee.observations = self.observations
        if let value = self.confidence { c.pointee.confidence = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("archive", self.archive)
        check.text("subject", self.subject)
        check.text("as_of", self.asOf)
        check.nested("model", self.model)
        check.items("entries", self.entries.count, 10000)
        check.nested("entries", self.entries)
        check.text("previous_grade", self.previousGrade)
        check.text("grade", self.grade)
        check.items("lines", self.lines.count, 10000)
        check.nested("lines", self.lines)
        check.text("evaluation", self.evaluation)
        check.nested("confidence", self.confidence)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.model = self.model?.redacted()
        return copy
    }
}

/// `govmesh.credit.v1.PlanGradeRequest`.
public struct PlanGradeRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.PlanGradeRequest"

    public var subject: String = ""
    public var subjectKind: SubjectKind = .unspecified
    /// The grade wished for.
    public var grade: String = ""

    public init() {}

    public init(
        subject: String = "",
        subjectKind: SubjectKind = .unspecified,
        grade: String = ""
    ) {
        self.subject = subject
        self.subjectKind = subjectKind
        self.grade = grade
    }
}

extension PlanGradeRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PlanGradeRequest>?) {
        govmesh__credit__v1__plan_grade_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__PlanGradeRequest>) {
        self.subject = FromC.text(c.pointee.subject)
        self.subjectKind = FromC.value(c.pointee.subject_kind.rawValue)
        self.grade = FromC.text(c.pointee.grade)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PlanGradeRequest>, _ arena: Arena) {
        c.pointee.subject = arena.text(self.subject)
        c.pointee.subject_kind = .init(rawValue: self.subjectKind.cValue())
        c.pointee.grade = arena.text(self.grade)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("subject", !self.subject.isEmpty)
        check.text("subject", self.subject, 1024, .resourceName)
        check.required("grade", !self.grade.isEmpty)
        check.text("grade", self.grade)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// One thing to do.
public struct PlannedRepair: WireMessage {
    public static let fullName = "govmesh.credit.v1.PlannedRepair"

    public var record: String = ""
    /// First day on which the repair may be filed.
    public var repairFrom: String = ""
    /// What it gives back on the day the plan comes true.
    public var gainMilliPoints: Int64 = 0

    public init() {}

    public init(
        record: String = "",
        repairFrom: String = "",
        gainMilliPoints: Int64 = 0
    ) {
        self.record = record
        self.repairFrom = repairFrom
        self.gainMilliPoints = gainMilliPoints
    }
}

extension PlannedRepair: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PlannedRepair>?) {
        govmesh__credit__v1__planned_repair__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__PlannedRepair>) {
        self.record = FromC.text(c.pointee.record)
        self.repairFrom = FromC.text(c.pointee.repair_from)
        self.gainMilliPoints = c.pointee.gain_milli_points
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PlannedRepair>, _ arena: Arena) {
        c.pointee.record = arena.text(self.record)
        c.pointee.repair_from = arena.text(self.repairFrom)
        c.pointee.gain_milli_points = self.gainMilliPoints
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("record", self.record)
        check.text("repair_from", self.repairFrom)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// One evaluation on the way up.
public struct PlannedEvaluation: WireMessage {
    public static let fullName = "govmesh.credit.v1.PlannedEvaluation"

    public var asOf: String = ""
    /// What it makes the published grade.
    public var grade: String = ""

    public init() {}

    public init(
        asOf: String = "",
        grade: String = ""
    ) {
        self.asOf = asOf
        self.grade = grade
    }
}

extension PlannedEvaluation: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PlannedEvaluation>?) {
        govmesh__credit__v1__planned_evaluation__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__PlannedEvaluation>) {
        self.asOf = FromC.text(c.pointee.as_of)
        self.grade = FromC.text(c.pointee.grade)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PlannedEvaluation>, _ arena: Arena) {
        c.pointee.as_of = arena.text(self.asOf)
        c.pointee.grade = arena.text(self.grade)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("as_of", self.asOf)
        check.text("grade", self.grade)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// Few repairs that reach the grade on a day, all of them filed by then.
public struct GradePlan: WireMessage {
    public static let fullName = "govmesh.credit.v1.GradePlan"

    public var reachedOn: String = ""
    public var repairs: [PlannedRepair] = []
    public var scoreMilliPoints: Int64 = 0
    public var grade: String = ""
    /// The evaluations it takes, the last one on `reached_on`: more than one where the model limits how
    /// far each may rise. The next is opened when the one before is final.
    public var evaluations: [PlannedEvaluation] = []

    public init() {}

    public init(
        reachedOn: String = "",
        repairs: [PlannedRepair] = [],
        scoreMilliPoints: Int64 = 0,
        grade: String = "",
        evaluations: [PlannedEvaluation] = []
    ) {
        self.reachedOn = reachedOn
        self.repairs = repairs
        self.scoreMilliPoints = scoreMilliPoints
        self.grade = grade
        self.evaluations = evaluations
    }
}

extension GradePlan: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__GradePlan>?) {
        govmesh__credit__v1__grade_plan__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__GradePlan>) {
        self.reachedOn = FromC.text(c.pointee.reached_on)
        self.repairs = FromC.messages(c.pointee.n_repairs, c.pointee.repairs)
        self.scoreMilliPoints = c.pointee.score_milli_points
        self.grade = FromC.text(c.pointee.grade)
        self.evaluations = FromC.messages(c.pointee.n_evaluations, c.pointee.evaluations)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__GradePlan>, _ arena: Arena) {
        c.pointee.reached_on = arena.text(self.reachedOn)
        (c.pointee.n_repairs, c.pointee.repairs) = arena.list(self.repairs) { arena.message($0) }
        c.pointee.score_milli_points = self.scoreMilliPoints
        c.pointee.grade = arena.text(self.grade)
        (c.pointee.n_evaluations, c.pointee.evaluations) = arena.list(self.evaluations) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("reached_on", self.reachedOn)
        check.items("repairs", self.repairs.count, 1000)
        check.nested("repairs", self.repairs)
        check.text("grade", self.grade)
        check.items("evaluations", self.evaluations.count, 10)
        check.nested("evaluations", self.evaluations)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.PlanGradeResponse`.
public struct PlanGradeResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.PlanGradeResponse"

    public var subject: String = ""
    /// The grade of today's running score.
    public var currentGrade: String = ""
    /// Earliest first, each with fewer repairs than the one before; the last one may be to wait. Empty
    /// when nothing known now leads there within ten years.
    public var plans: [GradePlan] = []

    public init() {}

    public init(
        subject: String = "",
        currentGrade: String = "",
        plans: [GradePlan] = []
    ) {
        self.subject = subject
        self.currentGrade = currentGrade
        self.plans = plans
    }
}

extension PlanGradeResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PlanGradeResponse>?) {
        govmesh__credit__v1__plan_grade_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__PlanGradeResponse>) {
        self.subject = FromC.text(c.pointee.subject)
        self.currentGrade = FromC.text(c.pointee.current_grade)
        self.plans = FromC.messages(c.pointee.n_plans, c.pointee.plans)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PlanGradeResponse>, _ arena: Arena) {
        c.pointee.subject = arena.text(self.subject)
        c.pointee.current_grade = arena.text(self.currentGrade)
        (c.pointee.n_plans, c.pointee.plans) = arena.list(self.plans) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("subject", self.subject)
        check.text("current_grade", self.currentGrade)
        check.items("plans", self.plans.count, 1000)
        check.nested("plans", self.plans)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.credit.v1.ScoreService`.
public enum ScoreServiceMethods {
    /// Returns a score with model and entries: `govmesh verify score` computes it anew without the mesh.
    public static let exportScore = MethodDescriptor(
        service: "govmesh.credit.v1.ScoreService", method: "ExportScore",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, requirements: ["R5.2-15", "RX-6"])

    /// Returns the ways to a better grade: what to repair, from when, the evaluations it takes from the
    /// published grade on, and the day it is reached.
    public static let planGrade = MethodDescriptor(
        service: "govmesh.credit.v1.ScoreService", method: "PlanGrade",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, requirements: ["R5.2-14", "R5.2-15"])

    public static let all: [MethodDescriptor] = [
        exportScore,
        planGrade,
    ]
}

/// Scores for those they judge.
public protocol ScoreServiceProvider: Sendable {
    /// Returns a score with model and entries: `govmesh verify score` computes it anew without the mesh.
    func exportScore(
        _ request: ExportScoreRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoreProof
    /// Returns the ways to a better grade: what to repair, from when, the evaluations it takes from the
    /// published grade on, and the day it is reached.
    func planGrade(
        _ request: PlanGradeRequest, _ call: Call
    ) async throws(RPCFailure) -> PlanGradeResponse
}

extension ScoreServiceProvider {
    /// What a worker of this service offers.
    public var scoreServiceBindings: [MethodBinding] {
        [
            MethodBinding(ScoreServiceMethods.exportScore) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.exportScore)
            },
            MethodBinding(ScoreServiceMethods.planGrade) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.planGrade)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.ScoreService`.
public struct ScoreServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Returns a score with model and entries: `govmesh verify score` computes it anew without the mesh.
    public func exportScore(
        _ request: ExportScoreRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ScoreProof {
        try await ask(
            self.channel, self.routingKey, ScoreServiceMethods.exportScore, request, options)
    }

    /// Returns the ways to a better grade: what to repair, from when, the evaluations it takes from the
    /// published grade on, and the day it is reached.
    public func planGrade(
        _ request: PlanGradeRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> PlanGradeResponse {
        try await ask(
            self.channel, self.routingKey, ScoreServiceMethods.planGrade, request, options)
    }
}

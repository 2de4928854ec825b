// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// What a section of an archive is read from. R5.2-10.
public enum ArchiveSource: Int32, WireEnum {
    case unspecified = 0
    case party = 1
    case qualifications = 2
    case contracts = 3
    /// Final months of service quality.
    case months = 4
    case goodRecords = 5
    case badRecords = 6
    case evaluations = 7
    case restrictions = 8
    /// What the subject said in hearings.
    case statements = 9

    public var label: String {
        switch self {
            case .unspecified: "unspecified"
            case .party: "party"
            case .qualifications: "qualifications"
            case .contracts: "contracts"
            case .months: "months"
            case .goodRecords: "goodRecords"
            case .badRecords: "badRecords"
            case .evaluations: "evaluations"
            case .restrictions: "restrictions"
            case .statements: "statements"
        }
    }

    public var protoName: String {
        switch self {
            case .unspecified: "ARCHIVE_SOURCE_UNSPECIFIED"
            case .party: "ARCHIVE_SOURCE_PARTY"
            case .qualifications: "ARCHIVE_SOURCE_QUALIFICATIONS"
            case .contracts: "ARCHIVE_SOURCE_CONTRACTS"
            case .months: "ARCHIVE_SOURCE_MONTHS"
            case .goodRecords: "ARCHIVE_SOURCE_GOOD_RECORDS"
            case .badRecords: "ARCHIVE_SOURCE_BAD_RECORDS"
            case .evaluations: "ARCHIVE_SOURCE_EVALUATIONS"
            case .restrictions: "ARCHIVE_SOURCE_RESTRICTIONS"
            case .statements: "ARCHIVE_SOURCE_STATEMENTS"
        }
    }
}

/// How the weight of a record falls with its age. 7.7.
public struct Decay: WireMessage {
    public static let fullName = "govmesh.credit.v1.Decay"

    public var kind: Decay.Kind = .unspecified
    /// Of linear and half-life decay.
    public var days: Int32 = 0
    public var steps: [DecayStep] = []

    public init() {}

    public init(
        kind: Decay.Kind = .unspecified,
        days: Int32 = 0,
        steps: [DecayStep] = []
    ) {
        self.kind = kind
        self.days = days
        self.steps = steps
    }

    /// `govmesh.credit.v1.Decay.Kind`.
    public enum Kind: Int32, WireEnum {
        case unspecified = 0
        /// Never falls.
        case none = 1
        /// Evenly to 0 at `days`.
        case linear = 2
        /// The weight of the last step whose first day is reached; 1,000 before the first.
        case step = 3
        /// Halves every `days`, from a table in whole per mille.
        case halfLife = 4

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .none: "none"
                case .linear: "linear"
                case .step: "step"
                case .halfLife: "halfLife"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "KIND_UNSPECIFIED"
                case .none: "KIND_NONE"
                case .linear: "KIND_LINEAR"
                case .step: "KIND_STEP"
                case .halfLife: "KIND_HALF_LIFE"
            }
        }
    }
}

extension Decay: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Decay>?) {
        govmesh__credit__v1__decay__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Decay>) {
        self.kind = FromC.value(c.pointee.kind.rawValue)
        self.days = c.pointee.days
        self.steps = FromC.messages(c.pointee.n_steps, c.pointee.steps)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Decay>, _ arena: Arena) {
        c.pointee.kind = .init(rawValue: self.kind.cValue())
        c.pointee.days = self.days
        (c.pointee.n_steps, c.pointee.steps) = arena.list(self.steps) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("kind", self.kind != .unspecified)
        check.number("days", self.days, 0...36525, unit: "d")
        check.items("steps", self.steps.count, 100)
        check.nested("steps", self.steps)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// From an age on, a weight.
public struct DecayStep: WireMessage {
    public static let fullName = "govmesh.credit.v1.DecayStep"

    public var fromDay: Int32 = 0
    public var weightPerMille: Int64 = 0

    public init() {}

    public init(
        fromDay: Int32 = 0,
        weightPerMille: Int64 = 0
    ) {
        self.fromDay = fromDay
        self.weightPerMille = weightPerMille
    }
}

extension DecayStep: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__DecayStep>?) {
        govmesh__credit__v1__decay_step__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__DecayStep>) {
        self.fromDay = c.pointee.from_day
        self.weightPerMille = c.pointee.weight_per_mille
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__DecayStep>, _ arena: Arena) {
        c.pointee.from_day = self.fromDay
        c.pointee.weight_per_mille = self.weightPerMille
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.number("from_day", self.fromDay, 0...36525, unit: "d")
        check.number("weight_per_mille", self.weightPerMille, 0...1000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// One row of the behaviour table.
public struct Behaviour: WireMessage {
    public static let fullName = "govmesh.credit.v1.Behaviour"

    public var code: String = ""
    public var title: String = ""
    /// Good behaviour (良好) adds points and has no severity.
    public var good: Bool = false
    public var severity: Severity = .unspecified
    public var pointsMilliPoints: Int64 = 0
    public var decay: Decay? = nil
    /// Overrides any score while in force (一票否决).
    public var directD: Bool = false
    /// Kinds of evidence a record of it needs, e.g. "court-ruling".
    public var evidenceKinds: [String] = []
    /// Of a person: a confirmed record closes all posts (行业禁入), for `bar_months`. R6.1-7.
    public var barsFromPosts: Bool = false
    /// From the determination on; 0 means for life.
    public var barMonths: Int32 = 0
    /// Of a person: the bad behaviour of a provider that is proposed against who employed the person
    /// on the day of determination; empty: the organisation does not answer for it. R5.2-9.
    public var responsibleOrganisationBehaviour: String = ""

    public init() {}

    public init(
        code: String = "",
        title: String = "",
        good: Bool = false,
        severity: Severity = .unspecified,
        pointsMilliPoints: Int64 = 0,
        decay: Decay? = nil,
        directD: Bool = false,
        evidenceKinds: [String] = [],
        barsFromPosts: Bool = false,
        barMonths: Int32 = 0,
        responsibleOrganisationBehaviour: String = ""
    ) {
        self.code = code
        self.title = title
        self.good = good
        self.severity = severity
        self.pointsMilliPoints = pointsMilliPoints
        self.decay = decay
        self.directD = directD
        self.evidenceKinds = evidenceKinds
        self.barsFromPosts = barsFromPosts
        self.barMonths = barMonths
        self.responsibleOrganisationBehaviour = responsibleOrganisationBehaviour
    }
}

extension Behaviour: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Behaviour>?) {
        govmesh__credit__v1__behaviour__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Behaviour>) {
        self.code = FromC.text(c.pointee.code)
        self.title = FromC.text(c.pointee.title)
        self.good = c.pointee.good != 0
        self.severity = FromC.value(c.pointee.severity.rawValue)
        self.pointsMilliPoints = c.pointee.points_milli_points
        self.decay = FromC.message(c.pointee.decay)
        self.directD = c.pointee.direct_d != 0
        self.evidenceKinds = FromC.list(c.pointee.n_evidence_kinds, c.pointee.evidence_kinds) { FromC.text($0) }
        self.barsFromPosts = c.pointee.bars_from_posts != 0
        self.barMonths = c.pointee.bar_months
        self.responsibleOrganisationBehaviour = FromC.text(c.pointee.responsible_organisation_behaviour)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Behaviour>, _ arena: Arena) {
        c.pointee.code = arena.text(self.code)
        c.pointee.title = arena.text(self.title)
        c.pointee.good = self.good ? 1 : 0
        c.pointee.severity = .init(rawValue: self.severity.cValue())
        c.pointee.points_milli_points = self.pointsMilliPoints
        if let value = self.decay { c.pointee.decay = arena.message(value) }
        c.pointee.direct_d = self.directD ? 1 : 0
        (c.pointee.n_evidence_kinds, c.pointee.evidence_kinds) = arena.list(self.evidenceKinds) { arena.text($0) }
        c.pointee.bars_from_posts = self.barsFromPosts ? 1 : 0
        c.pointee.bar_months = self.barMonths
        c.pointee.responsible_organisation_behaviour = arena.text(self.responsibleOrganisationBehaviour)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("code", !self.code.isEmpty)
        check.text("code", self.code, 1024, .resourceID)
        check.text("title", self.title, 200)
        check.number("points_milli_points", self.pointsMilliPoints, 0...100000, unit: "milli-points")
        check.required("decay", self.decay != nil)
        check.nested("decay", self.decay)
        check.items("evidence_kinds", self.evidenceKinds.count, 20)
        check.texts("evidence_kinds", self.evidenceKinds)
        check.number("bar_months", self.barMonths, 0...600)
        check.text("responsible_organisation_behaviour", self.responsibleOrganisationBehaviour, 1024, .resourceID)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// From a score inclusive to another exclusive; only 100 points belong to the band that ends there.
public struct Band: WireMessage {
    public static let fullName = "govmesh.credit.v1.Band"

    public var grade: String = ""
    public var fromMilliPoints: Int64 = 0
    public var toMilliPoints: Int64 = 0

    public init() {}

    public init(
        grade: String = "",
        fromMilliPoints: Int64 = 0,
        toMilliPoints: Int64 = 0
    ) {
        self.grade = grade
        self.fromMilliPoints = fromMilliPoints
        self.toMilliPoints = toMilliPoints
    }
}

extension Band: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Band>?) {
        govmesh__credit__v1__band__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Band>) {
        self.grade = FromC.text(c.pointee.grade)
        self.fromMilliPoints = c.pointee.from_milli_points
        self.toMilliPoints = c.pointee.to_milli_points
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Band>, _ arena: Arena) {
        c.pointee.grade = arena.text(self.grade)
        c.pointee.from_milli_points = self.fromMilliPoints
        c.pointee.to_milli_points = self.toMilliPoints
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("grade", !self.grade.isEmpty)
        check.text("grade", self.grade)
        check.number("from_milli_points", self.fromMilliPoints, 0...100000, unit: "milli-points")
        check.number("to_milli_points", self.toMilliPoints, 0...100000, unit: "milli-points")
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// What a grade means for supervision and business (分级分类监管). R5.2-16.
public struct GradeConsequence: WireMessage {
    public static let fullName = "govmesh.credit.v1.GradeConsequence"

    public var grade: String = ""
    /// No new admission or renewal; running contracts go on. Only grade D may say so.
    public var blocksNewBusiness: Bool = false
    /// Share of months inspected.
    public var inspectionRatePpm: Int64 = 0
    /// Longest term of a new contract in months; 0 means no cap.
    public var termCapMonths: Int32 = 0
    /// Deposit (保证金) as a share of the contract's price.
    public var depositPpm: Int64 = 0
    /// What a bid gains in its evaluation.
    public var bidBonusPpm: Int64 = 0

    public init() {}

    public init(
        grade: String = "",
        blocksNewBusiness: Bool = false,
        inspectionRatePpm: Int64 = 0,
        termCapMonths: Int32 = 0,
        depositPpm: Int64 = 0,
        bidBonusPpm: Int64 = 0
    ) {
        self.grade = grade
        self.blocksNewBusiness = blocksNewBusiness
        self.inspectionRatePpm = inspectionRatePpm
        self.termCapMonths = termCapMonths
        self.depositPpm = depositPpm
        self.bidBonusPpm = bidBonusPpm
    }
}

extension GradeConsequence: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__GradeConsequence>?) {
        govmesh__credit__v1__grade_consequence__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__GradeConsequence>) {
        self.grade = FromC.text(c.pointee.grade)
        self.blocksNewBusiness = c.pointee.blocks_new_business != 0
        self.inspectionRatePpm = c.pointee.inspection_rate_ppm
        self.termCapMonths = c.pointee.term_cap_months
        self.depositPpm = c.pointee.deposit_ppm
        self.bidBonusPpm = c.pointee.bid_bonus_ppm
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__GradeConsequence>, _ arena: Arena) {
        c.pointee.grade = arena.text(self.grade)
        c.pointee.blocks_new_business = self.blocksNewBusiness ? 1 : 0
        c.pointee.inspection_rate_ppm = self.inspectionRatePpm
        c.pointee.term_cap_months = self.termCapMonths
        c.pointee.deposit_ppm = self.depositPpm
        c.pointee.bid_bonus_ppm = self.bidBonusPpm
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("grade", !self.grade.isEmpty)
        check.text("grade", self.grade)
        check.number("inspection_rate_ppm", self.inspectionRatePpm, 0...1000000, unit: "ppm")
        check.number("term_cap_months", self.termCapMonths, 0...600)
        check.number("deposit_ppm", self.depositPpm, 0...1000000, unit: "ppm")
        check.number("bid_bonus_ppm", self.bidBonusPpm, 0...1000000, unit: "ppm")
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// Which behaviour a confirmed breach is. R9.3-5. Of the rules that match, the last one holds.
public struct BreachRule: WireMessage {
    public static let fullName = "govmesh.credit.v1.BreachRule"

    public var severity: Severity = .unspecified
    /// Only of breaches of this metric; empty for any.
    public var metric: String = ""
    /// Only from the nth record of a breach within 365 days on; 0 and 1 mean the first.
    public var fromOccurrence: Int32 = 0
    public var behaviour: String = ""

    public init() {}

    public init(
        severity: Severity = .unspecified,
        metric: String = "",
        fromOccurrence: Int32 = 0,
        behaviour: String = ""
    ) {
        self.severity = severity
        self.metric = metric
        self.fromOccurrence = fromOccurrence
        self.behaviour = behaviour
    }
}

extension BreachRule: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__BreachRule>?) {
        govmesh__credit__v1__breach_rule__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__BreachRule>) {
        self.severity = FromC.value(c.pointee.severity.rawValue)
        self.metric = FromC.text(c.pointee.metric)
        self.fromOccurrence = c.pointee.from_occurrence
        self.behaviour = FromC.text(c.pointee.behaviour)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__BreachRule>, _ arena: Arena) {
        c.pointee.severity = .init(rawValue: self.severity.cValue())
        c.pointee.metric = arena.text(self.metric)
        c.pointee.from_occurrence = self.fromOccurrence
        c.pointee.behaviour = arena.text(self.behaviour)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("severity", self.severity != .unspecified)
        check.text("metric", self.metric)
        check.number("from_occurrence", self.fromOccurrence, 0...1000)
        check.required("behaviour", !self.behaviour.isEmpty)
        check.text("behaviour", self.behaviour, 1024, .resourceID)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// What is known of a subject before anything is observed of it: its peers. With n observations the
/// estimate is (n x score + m x mean) / (n + m). R5.2-15 (design).
public struct Shrinkage: WireMessage {
    public static let fullName = "govmesh.credit.v1.Shrinkage"

    /// m: how many observations the peers' mean weighs as much as.
    public var priorObservations: Int64 = 0
    /// Mean and standard deviation of the peers' scores; a rehearsal tells both.
    public var meanMilliPoints: Int64 = 0
    public var deviationMilliPoints: Int64 = 0
    /// The grade is that of the estimate's band instead of the score's.
    public var grades: Bool = false

    public init() {}

    public init(
        priorObservations: Int64 = 0,
        meanMilliPoints: Int64 = 0,
        deviationMilliPoints: Int64 = 0,
        grades: Bool = false
    ) {
        self.priorObservations = priorObservations
        self.meanMilliPoints = meanMilliPoints
        self.deviationMilliPoints = deviationMilliPoints
        self.grades = grades
    }
}

extension Shrinkage: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Shrinkage>?) {
        govmesh__credit__v1__shrinkage__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Shrinkage>) {
        self.priorObservations = c.pointee.prior_observations
        self.meanMilliPoints = c.pointee.mean_milli_points
        self.deviationMilliPoints = c.pointee.deviation_milli_points
        self.grades = c.pointee.grades != 0
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Shrinkage>, _ arena: Arena) {
        c.pointee.prior_observations = self.priorObservations
        c.pointee.mean_milli_points = self.meanMilliPoints
        c.pointee.deviation_milli_points = self.deviationMilliPoints
        c.pointee.grades = self.grades ? 1 : 0
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.number("prior_observations", self.priorObservations, 1...100000)
        check.number("mean_milli_points", self.meanMilliPoints, 0...100000, unit: "milli-points")
        check.number("deviation_milli_points", self.deviationMilliPoints, 0...100000, unit: "milli-points")
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// How many subjects would move from one grade to another.
public struct GradeMove: WireMessage {
    public static let fullName = "govmesh.credit.v1.GradeMove"

    public var from: String = ""
    public var to: String = ""
    public var subjects: Int64 = 0

    public init() {}

    public init(
        from: String = "",
        to: String = "",
        subjects: Int64 = 0
    ) {
        self.from = from
        self.to = to
        self.subjects = subjects
    }
}

extension GradeMove: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__GradeMove>?) {
        govmesh__credit__v1__grade_move__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__GradeMove>) {
        self.from = FromC.text(c.pointee.from)
        self.to = FromC.text(c.pointee.to)
        self.subjects = c.pointee.subjects
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__GradeMove>, _ arena: Arena) {
        c.pointee.from = arena.text(self.from)
        c.pointee.to = arena.text(self.to)
        c.pointee.subjects = self.subjects
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("from", self.from)
        check.text("to", self.to)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// What a model would have done to everybody.
public struct Rehearsal: WireMessage {
    public static let fullName = "govmesh.credit.v1.Rehearsal"

    /// The model in force, against which it was compared, and the version of the one rehearsed.
    public var against: String = ""
    public var modelVersion: Int64 = 0
    public var asOf: String = ""
    public var subjects: Int64 = 0
    public var changed: Int64 = 0
    /// From each grade to each other one, those that stay included.
    public var moves: [GradeMove] = []
    /// Mean and standard deviation of the scores by this model.
    public var meanMilliPoints: Int64 = 0
    public var deviationMilliPoints: Int64 = 0

    public init() {}

    public init(
        against: String = "",
        modelVersion: Int64 = 0,
        asOf: String = "",
        subjects: Int64 = 0,
        changed: Int64 = 0,
        moves: [GradeMove] = [],
        meanMilliPoints: Int64 = 0,
        deviationMilliPoints: Int64 = 0
    ) {
        self.against = against
        self.modelVersion = modelVersion
        self.asOf = asOf
        self.subjects = subjects
        self.changed = changed
        self.moves = moves
        self.meanMilliPoints = meanMilliPoints
        self.deviationMilliPoints = deviationMilliPoints
    }
}

extension Rehearsal: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Rehearsal>?) {
        govmesh__credit__v1__rehearsal__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Rehearsal>) {
        self.against = FromC.text(c.pointee.against)
        self.modelVersion = c.pointee.model_version
        self.asOf = FromC.text(c.pointee.as_of)
        self.subjects = c.pointee.subjects
        self.changed = c.pointee.changed
        self.moves = FromC.messages(c.pointee.n_moves, c.pointee.moves)
        self.meanMilliPoints = c.pointee.mean_milli_points
        self.deviationMilliPoints = c.pointee.deviation_milli_points
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Rehearsal>, _ arena: Arena) {
        c.pointee.against = arena.text(self.against)
        c.pointee.model_version = self.modelVersion
        c.pointee.as_of = arena.text(self.asOf)
        c.pointee.subjects = self.subjects
        c.pointee.changed = self.changed
        (c.pointee.n_moves, c.pointee.moves) = arena.list(self.moves) { arena.message($0) }
        c.pointee.mean_milli_points = self.meanMilliPoints
        c.pointee.deviation_milli_points = self.deviationMilliPoints
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("against", self.against)
        check.text("as_of", self.asOf)
        check.items("moves", self.moves.count, 100)
        check.nested("moves", self.moves)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The rules by which the score of one kind of subject is computed. SM-MODEL, RX-5.
public struct ScoringModel: WireMessage {
    public static let fullName = "govmesh.credit.v1.ScoringModel"

    /// "scoringModels/{id}", e.g. "scoringModels/provider-v1".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: ScoringModel.State = .unspecified
    public var subjectKind: SubjectKind = .unspecified
    public var title: String = ""
    public var baseMilliPoints: Int64 = 0
    /// The most that good behaviour can add.
    public var capGoodMilliPoints: Int64 = 0
    public var behaviours: [Behaviour] = []
    /// Cover 0 to 100 points without gap or overlap.
    public var bands: [Band] = []
    /// A grade without a row has no consequence.
    public var consequences: [GradeConsequence] = []
    public var breachRules: [BreachRule] = []
    /// The grade of a subject without any record; empty: rated like anybody else.
    public var newEntityGrade: String = ""
    /// One authority's direct D caps at C, two make D; otherwise one makes D (found F10).
    public var directDByAuthorities: Bool = false
    /// The most grades an evaluation may rise above the one before; 0 for no limit.
    public var upgradeLimit: Int32 = 0
    /// A record under objection counts unless this is set.
    public var ignoresDisputed: Bool = false
    /// In force from the beginning of this day; lies in the future when the model is approved.
    public var effectiveFrom: String = ""
    public var rehearsal: Rehearsal? = nil
    public var reason: String = ""
    /// Who may read a published record, and what of it. Empty: what ships.
    public var publicityRules: [PublicityRule] = []
    /// The sections of an archive, in order. Empty: what ships.
    public var sections: [ArchiveSection] = []
    /// Absent: scores are shown without confidence.
    public var shrinkage: Shrinkage? = nil

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: ScoringModel.State = .unspecified,
        subjectKind: SubjectKind = .unspecified,
        title: String = "",
        baseMilliPoints: Int64 = 0,
        capGoodMilliPoints: Int64 = 0,
        behaviours: [Behaviour] = [],
        bands: [Band] = [],
        consequences: [GradeConsequence] = [],
        breachRules: [BreachRule] = [],
        newEntityGrade: String = "",
        directDByAuthorities: Bool = false,
        upgradeLimit: Int32 = 0,
        ignoresDisputed: Bool = false,
        effectiveFrom: String = "",
        rehearsal: Rehearsal? = nil,
        reason: String = "",
        publicityRules: [PublicityRule] = [],
        sections: [ArchiveSection] = [],
        shrinkage: Shrinkage? = nil
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.subjectKind = subjectKind
        self.title = title
        self.baseMilliPoints = baseMilliPoints
        self.capGoodMilliPoints = capGoodMilliPoints
        self.behaviours = behaviours
        self.bands = bands
        self.consequences = consequences
        self.breachRules = breachRules
        self.newEntityGrade = newEntityGrade
        self.directDByAuthorities = directDByAuthorities
        self.upgradeLimit = upgradeLimit
        self.ignoresDisputed = ignoresDisputed
        self.effectiveFrom = effectiveFrom
        self.rehearsal = rehearsal
        self.reason = reason
        self.publicityRules = publicityRules
        self.sections = sections
        self.shrinkage = shrinkage
    }

    /// `govmesh.credit.v1.ScoringModel.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case draft = 1
        case rehearsed = 2
        case approved = 3
        /// Derived: `effective_from` has come.
        case effective = 4
        /// A later model of the same kind is effective; evaluations made by this one keep it.
        case superseded = 5
        case withdrawn = 6

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .draft: "draft"
                case .rehearsed: "rehearsed"
                case .approved: "approved"
                case .effective: "effective"
                case .superseded: "superseded"
                case .withdrawn: "withdrawn"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .draft: "STATE_DRAFT"
                case .rehearsed: "STATE_REHEARSED"
                case .approved: "STATE_APPROVED"
                case .effective: "STATE_EFFECTIVE"
                case .superseded: "STATE_SUPERSEDED"
                case .withdrawn: "STATE_WITHDRAWN"
            }
        }
    }
}

extension ScoringModel: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ScoringModel>?) {
        govmesh__credit__v1__scoring_model__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ScoringModel>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.subjectKind = FromC.value(c.pointee.subject_kind.rawValue)
        self.title = FromC.text(c.pointee.title)
        self.baseMilliPoints = c.pointee.base_milli_points
        self.capGoodMilliPoints = c.pointee.cap_good_milli_points
        self.behaviours = FromC.messages(c.pointee.n_behaviours, c.pointee.behaviours)
        self.bands = FromC.messages(c.pointee.n_bands, c.pointee.bands)
        self.consequences = FromC.messages(c.pointee.n_consequences, c.pointee.consequences)
        self.breachRules = FromC.messages(c.pointee.n_breach_rules, c.pointee.breach_rules)
        self.newEntityGrade = FromC.text(c.pointee.new_entity_grade)
        self.directDByAuthorities = c.pointee.direct_d_by_authorities != 0
        self.upgradeLimit = c.pointee.upgrade_limit
        self.ignoresDisputed = c.pointee.ignores_disputed != 0
        self.effectiveFrom = FromC.text(c.pointee.effective_from)
        self.rehearsal = FromC.message(c.pointee.rehearsal)
        self.reason = FromC.text(c.pointee.reason)
        self.publicityRules = FromC.messages(c.pointee.n_publicity_rules, c.pointee.publicity_rules)
        self.sections = FromC.messages(c.pointee.n_sections, c.pointee.sections)
        self.shrinkage = FromC.message(c.pointee.shrinkage)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ScoringModel>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.subject_kind = .init(rawValue: self.subjectKind.cValue())
        c.pointee.title = arena.text(self.title)
        c.pointee.base_milli_points = self.baseMilliPoints
        c.pointee.cap_good_milli_points = self.capGoodMilliPoints
        (c.pointee.n_behaviours, c.pointee.behaviours) = arena.list(self.behaviours) { arena.message($0) }
        (c.pointee.n_bands, c.pointee.bands) = arena.list(self.bands) { arena.message($0) }
        (c.pointee.n_consequences, c.pointee.consequences) = arena.list(self.consequences) { arena.message($0) }
        (c.pointee.n_breach_rules, c.pointee.breach_rules) = arena.list(self.breachRules) { arena.message($0) }
        c.pointee.new_entity_grade = arena.text(self.newEntityGrade)
        c.pointee.direct_d_by_authorities = self.directDByAuthorities ? 1 : 0
        c.pointee.upgrade_limit = self.upgradeLimit
        c.pointee.ignores_disputed = self.ignoresDisputed ? 1 : 0
        c.pointee.effective_from = arena.text(self.effectiveFrom)
        if let value = self.rehearsal { c.pointee.rehearsal = arena.message(value) }
        c.pointee.reason = arena.text(self.reason)
        (c.pointee.n_publicity_rules, c.pointee.publicity_rules) = arena.list(self.publicityRules) { arena.message($0) }
        (c.pointee.n_sections, c.pointee.sections) = arena.list(self.sections) { arena.message($0) }
        if let value = self.shrinkage { c.pointee.shrinkage = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.required("subject_kind", self.subjectKind != .unspecified)
        check.text("title", self.title, 200)
        check.number("base_milli_points", self.baseMilliPoints, 0...100000, unit: "milli-points")
        check.number("cap_good_milli_points", self.capGoodMilliPoints, 0...100000, unit: "milli-points")
        check.required("behaviours", !self.behaviours.isEmpty)
        check.items("behaviours", self.behaviours.count, 200)
        check.nested("behaviours", self.behaviours)
        check.required("bands", !self.bands.isEmpty)
        check.items("bands", self.bands.count, 10)
        check.nested("bands", self.bands)
        check.items("consequences", self.consequences.count, 10)
        check.nested("consequences", self.consequences)
        check.items("breach_rules", self.breachRules.count, 100)
        check.nested("breach_rules", self.breachRules)
        check.text("new_entity_grade", self.newEntityGrade)
        check.number("upgrade_limit", self.upgradeLimit, 0...10)
        check.required("effective_from", !self.effectiveFrom.isEmpty)
        check.text("effective_from", self.effectiveFrom, 1024, .civilDate)
        check.nested("rehearsal", self.rehearsal)
        check.text("reason", self.reason, 2000)
        check.items("publicity_rules", self.publicityRules.count, 100)
        check.nested("publicity_rules", self.publicityRules)
        check.items("sections", self.sections.count, 40)
        check.nested("sections", self.sections)
        check.nested("shrinkage", self.shrinkage)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

extension ScoringModel: Resource {
    public static let collection = "scoringModels"
    public static let machine = "SM-MODEL"

    public var owners: [String] {
        []
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["subject_kind", "state"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("subject_kind", self.subjectKind.label))
        pairs.append(("state", self.state.label))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// One section of every archive that the model judges. R5.2-10.
public struct ArchiveSection: WireMessage {
    public static let fullName = "govmesh.credit.v1.ArchiveSection"

    public var code: String = ""
    public var title: String = ""
    public var source: ArchiveSource = .unspecified
    /// Who may read it besides the subject and the management body.
    public var audience: Audience = .unspecified

    public init() {}

    public init(
        code: String = "",
        title: String = "",
        source: ArchiveSource = .unspecified,
        audience: Audience = .unspecified
    ) {
        self.code = code
        self.title = title
        self.source = source
        self.audience = audience
    }
}

extension ArchiveSection: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ArchiveSection>?) {
        govmesh__credit__v1__archive_section__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ArchiveSection>) {
        self.code = FromC.text(c.pointee.code)
        self.title = FromC.text(c.pointee.title)
        self.source = FromC.value(c.pointee.source.rawValue)
        self.audience = FromC.value(c.pointee.audience.rawValue)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ArchiveSection>, _ arena: Arena) {
        c.pointee.code = arena.text(self.code)
        c.pointee.title = arena.text(self.title)
        c.pointee.source = .init(rawValue: self.source.cValue())
        c.pointee.audience = .init(rawValue: self.audience.cValue())
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("code", !self.code.isEmpty)
        check.text("code", self.code, 1024, .resourceID)
        check.text("title", self.title, 200)
        check.required("source", self.source != .unspecified)
        check.required("audience", self.audience != .unspecified)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.CreateScoringModelRequest`.
public struct CreateScoringModelRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.CreateScoringModelRequest"

    public var scoringModelId: String = ""
    public var scoringModel: ScoringModel? = nil

    public init() {}

    public init(
        scoringModelId: String = "",
        scoringModel: ScoringModel? = nil
    ) {
        self.scoringModelId = scoringModelId
        self.scoringModel = scoringModel
    }
}

extension CreateScoringModelRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__CreateScoringModelRequest>?) {
        govmesh__credit__v1__create_scoring_model_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__CreateScoringModelRequest>) {
        self.scoringModelId = FromC.text(c.pointee.scoring_model_id)
        self.scoringModel = FromC.message(c.pointee.scoring_model)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__CreateScoringModelRequest>, _ arena: Arena) {
        c.pointee.scoring_model_id = arena.text(self.scoringModelId)
        if let value = self.scoringModel { c.pointee.scoring_model = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("scoring_model_id", !self.scoringModelId.isEmpty)
        check.text("scoring_model_id", self.scoringModelId, 1024, .resourceID)
        check.required("scoring_model", self.scoringModel != nil)
        check.nested("scoring_model", self.scoringModel)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.scoringModel = self.scoringModel?.redacted()
        return copy
    }
}

/// `govmesh.credit.v1.ReviseScoringModelRequest`.
public struct ReviseScoringModelRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.ReviseScoringModelRequest"

    /// All of it anew; `name` says which, `version` is checked unless 0.
    public var scoringModel: ScoringModel? = nil

    public init() {}

    public init(
        scoringModel: ScoringModel? = nil
    ) {
        self.scoringModel = scoringModel
    }
}

extension ReviseScoringModelRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ReviseScoringModelRequest>?) {
        govmesh__credit__v1__revise_scoring_model_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ReviseScoringModelRequest>) {
        self.scoringModel = FromC.message(c.pointee.scoring_model)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ReviseScoringModelRequest>, _ arena: Arena) {
        if let value = self.scoringModel { c.pointee.scoring_model = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("scoring_model", self.scoringModel != nil)
        check.nested("scoring_model", self.scoringModel)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.scoringModel = self.scoringModel?.redacted()
        return copy
    }
}

/// `govmesh.credit.v1.ListScoringModelsResponse`.
public struct ListScoringModelsResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListScoringModelsResponse"

    public var scoringModels: [ScoringModel] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        scoringModels: [ScoringModel] = [],
        nextPageToken: String = ""
    ) {
        self.scoringModels = scoringModels
        self.nextPageToken = nextPageToken
    }
}

extension ListScoringModelsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListScoringModelsResponse>?) {
        govmesh__credit__v1__list_scoring_models_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListScoringModelsResponse>) {
        self.scoringModels = FromC.messages(c.pointee.n_scoring_models, c.pointee.scoring_models)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListScoringModelsResponse>, _ arena: Arena) {
        (c.pointee.n_scoring_models, c.pointee.scoring_models) = arena.list(self.scoringModels) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("scoring_models", self.scoringModels.count)
        check.nested("scoring_models", self.scoringModels)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.scoringModels = self.scoringModels.map { $0.redacted() }
        return copy
    }
}

/// `govmesh.credit.v1.StreamRehearsalRequest`.
public struct StreamRehearsalRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.StreamRehearsalRequest"

    /// The model to rehearse, whatever its state.
    public var name: String = ""
    /// As of this day; empty for today.
    public var asOf: String = ""

    public init() {}

    public init(
        name: String = "",
        asOf: String = ""
    ) {
        self.name = name
        self.asOf = asOf
    }
}

extension StreamRehearsalRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__StreamRehearsalRequest>?) {
        govmesh__credit__v1__stream_rehearsal_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__StreamRehearsalRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.asOf = FromC.text(c.pointee.as_of)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__StreamRehearsalRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.as_of = arena.text(self.asOf)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.text("as_of", self.asOf, 1024, .civilDate)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// A subject whose grade another model would change, and by which entries.
public struct RehearsalChange: WireMessage {
    public static let fullName = "govmesh.credit.v1.RehearsalChange"

    public var archive: String = ""
    public var subject: String = ""
    public var fromGrade: String = ""
    public var fromScoreMilliPoints: Int64 = 0
    public var toGrade: String = ""
    public var toScoreMilliPoints: Int64 = 0
    /// Entries that contribute otherwise; `contribution_milli_points` is the difference.
    public var lines: [ScoreLine] = []

    public init() {}

    public init(
        archive: String = "",
        subject: String = "",
        fromGrade: String = "",
        fromScoreMilliPoints: Int64 = 0,
        toGrade: String = "",
        toScoreMilliPoints: Int64 = 0,
        lines: [ScoreLine] = []
    ) {
        self.archive = archive
        self.subject = subject
        self.fromGrade = fromGrade
        self.fromScoreMilliPoints = fromScoreMilliPoints
        self.toGrade = toGrade
        self.toScoreMilliPoints = toScoreMilliPoints
        self.lines = lines
    }
}

extension RehearsalChange: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__RehearsalChange>?) {
        govmesh__credit__v1__rehearsal_change__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__RehearsalChange>) {
        self.archive = FromC.text(c.pointee.archive)
        self.subject = FromC.text(c.pointee.subject)
        self.fromGrade = FromC.text(c.pointee.from_grade)
        self.fromScoreMilliPoints = c.pointee.from_score_milli_points
        self.toGrade = FromC.text(c.pointee.to_grade)
        self.toScoreMilliPoints = c.pointee.to_score_milli_points
        self.lines = FromC.messages(c.pointee.n_lines, c.pointee.lines)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__RehearsalChange>, _ arena: Arena) {
        c.pointee.archive = arena.text(self.archive)
        c.pointee.subject = arena.text(self.subject)
        c.pointee.from_grade = arena.text(self.fromGrade)
        c.pointee.from_score_milli_points = self.fromScoreMilliPoints
        c.pointee.to_grade = arena.text(self.toGrade)
        c.pointee.to_score_milli_points = self.toScoreMilliPoints
        (c.pointee.n_lines, c.pointee.lines) = arena.list(self.lines) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("archive", self.archive)
        check.text("subject", self.subject)
        check.text("from_grade", self.fromGrade)
        check.text("to_grade", self.toGrade)
        check.items("lines", self.lines.count, 1000)
        check.nested("lines", self.lines)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.credit.v1.ScoringModelService`.
public enum ScoringModelServiceMethods {
    public static let createScoringModel = MethodDescriptor(
        service: "govmesh.credit.v1.ScoringModelService", method: "CreateScoringModel",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], resource: "ScoringModel", requirements: ["RX-5"])

    /// Replaces a draft; one that was rehearsed must be rehearsed again.
    public static let reviseScoringModel = MethodDescriptor(
        service: "govmesh.credit.v1.ScoringModelService", method: "ReviseScoringModel",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "revise", resource: "ScoringModel", requirements: ["RX-5"])

    /// Runs the model over all subjects of its kind and keeps how many would change grade.
    public static let rehearseScoringModel = MethodDescriptor(
        service: "govmesh.credit.v1.ScoringModelService", method: "RehearseScoringModel",
        callClass: .keyed, parties: [.managementBody], roles: [.handler, .reviewer], command: "rehearse", resource: "ScoringModel", requirements: ["RX-5"], timeoutMilliseconds: 300000)

    /// Sends each subject whose grade the model would change.
    public static let streamRehearsal = MethodDescriptor(
        service: "govmesh.credit.v1.ScoringModelService", method: "StreamRehearsal",
        callClass: .noSideEffects, shape: .serverStream, parties: [.managementBody], requirements: ["RX-5"], timeoutMilliseconds: 300000)

    /// Sets the model in force from its date on, which must lie in the future.
    public static let approveScoringModel = MethodDescriptor(
        service: "govmesh.credit.v1.ScoringModelService", method: "ApproveScoringModel",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "approve", resource: "ScoringModel", requirements: ["RX-5", "RX-2"])

    /// Takes a model back that is not in force yet.
    public static let withdrawScoringModel = MethodDescriptor(
        service: "govmesh.credit.v1.ScoringModelService", method: "WithdrawScoringModel",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "withdraw", resource: "ScoringModel", requirements: ["RX-5", "RX-3"])

    public static let getScoringModel = MethodDescriptor(
        service: "govmesh.credit.v1.ScoringModelService", method: "GetScoringModel",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], resource: "ScoringModel", requirements: ["RX-6"])

    public static let listScoringModels = MethodDescriptor(
        service: "govmesh.credit.v1.ScoringModelService", method: "ListScoringModels",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], resource: "ScoringModel")

    public static let all: [MethodDescriptor] = [
        createScoringModel,
        reviseScoringModel,
        rehearseScoringModel,
        streamRehearsal,
        approveScoringModel,
        withdrawScoringModel,
        getScoringModel,
        listScoringModels,
    ]
}

/// Scoring models. Everybody judged by them may read them, before they take effect, too.
public protocol ScoringModelServiceProvider: Sendable {
    func createScoringModel(
        _ request: CreateScoringModelRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel
    /// Replaces a draft; one that was rehearsed must be rehearsed again.
    func reviseScoringModel(
        _ request: ReviseScoringModelRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel
    /// Runs the model over all subjects of its kind and keeps how many would change grade.
    func rehearseScoringModel(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel
    /// Sends each subject whose grade the model would change.
    func streamRehearsal(
        _ request: StreamRehearsalRequest, _ replies: Replies<RehearsalChange>, _ call: Call
    ) async throws(RPCFailure)
    /// Sets the model in force from its date on, which must lie in the future.
    func approveScoringModel(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel
    /// Takes a model back that is not in force yet.
    func withdrawScoringModel(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel
    func getScoringModel(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel
    func listScoringModels(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListScoringModelsResponse
}

extension ScoringModelServiceProvider where Self: ResourceAnswers, Answered == ScoringModel {
    public func approveScoringModel(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel {
        try await self.give(request, call)
    }
    public func withdrawScoringModel(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel {
        try await self.give(request, call)
    }
    public func getScoringModel(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel {
        try await self.get(request, call)
    }
    public func listScoringModels(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListScoringModelsResponse {
        let page = try await self.list(request, call)
        return ListScoringModelsResponse(
            scoringModels: page.items, nextPageToken: page.next)
    }
}

extension ScoringModelServiceProvider {
    /// What a worker of this service offers.
    public var scoringModelServiceBindings: [MethodBinding] {
        [
            MethodBinding(ScoringModelServiceMethods.createScoringModel) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.createScoringModel)
            },
            MethodBinding(ScoringModelServiceMethods.reviseScoringModel) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.reviseScoringModel)
            },
            MethodBinding(ScoringModelServiceMethods.rehearseScoringModel) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.rehearseScoringModel)
            },
            MethodBinding(ScoringModelServiceMethods.streamRehearsal, stream: {
                requests, replies, call async throws(RPCFailure) in
                try await answer(requests, replies, call, self.streamRehearsal)
            }),
            MethodBinding(ScoringModelServiceMethods.approveScoringModel) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.approveScoringModel)
            },
            MethodBinding(ScoringModelServiceMethods.withdrawScoringModel) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.withdrawScoringModel)
            },
            MethodBinding(ScoringModelServiceMethods.getScoringModel) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getScoringModel)
            },
            MethodBinding(ScoringModelServiceMethods.listScoringModels) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listScoringModels)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.ScoringModelService`.
public struct ScoringModelServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func createScoringModel(
        _ request: CreateScoringModelRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ScoringModel {
        try await ask(
            self.channel, self.routingKey, ScoringModelServiceMethods.createScoringModel, request, options)
    }

    /// Replaces a draft; one that was rehearsed must be rehearsed again.
    public func reviseScoringModel(
        _ request: ReviseScoringModelRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ScoringModel {
        try await ask(
            self.channel, self.routingKey, ScoringModelServiceMethods.reviseScoringModel, request, options)
    }

    /// Runs the model over all subjects of its kind and keeps how many would change grade.
    public func rehearseScoringModel(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ScoringModel {
        try await ask(
            self.channel, self.routingKey, ScoringModelServiceMethods.rehearseScoringModel, request, options)
    }

    /// Sends each subject whose grade the model would change.
    public func streamRehearsal(
        _ request: StreamRehearsalRequest, _ options: CallOptions = CallOptions()
    ) throws(RPCFailure) -> ReplyStream<RehearsalChange> {
        let method = ScoringModelServiceMethods.streamRehearsal
        return ReplyStream(
            try open(
                self.channel, self.routingKey, method,
                request.wireBytes(), options), method)
    }

    /// Sets the model in force from its date on, which must lie in the future.
    public func approveScoringModel(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ScoringModel {
        try await ask(
            self.channel, self.routingKey, ScoringModelServiceMethods.approveScoringModel, request, options)
    }

    /// Takes a model back that is not in force yet.
    public func withdrawScoringModel(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ScoringModel {
        try await ask(
            self.channel, self.routingKey, ScoringModelServiceMethods.withdrawScoringModel, request, options)
    }

    public func getScoringModel(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ScoringModel {
        try await ask(
            self.channel, self.routingKey, ScoringModelServiceMethods.getScoringModel, request, options)
    }

    public func listScoringModels(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListScoringModelsResponse {
        try await ask(
            self.channel, self.routingKey, ScoringModelServiceMethods.listScoringModels, request, options)
    }
}

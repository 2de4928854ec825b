// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// An evaluation (信用评价). SM-EVAL, R5.2-15. A final one is immutable.
public struct Evaluation: WireMessage {
    public static let fullName = "govmesh.credit.v1.Evaluation"

    public var name: String = ""
    public var version: Int64 = 0
    public var state: Evaluation.State = .unspecified
    public var subject: String = ""
    public var asOf: String = ""
    /// The model in force on that day; a later one never touches it.
    public var model: String = ""
    public var scoreMilliPoints: Int64 = 0
    public var grade: String = ""
    /// Base, postings in order, limits; the contributions add up to the score.
    public var lines: [ScoreLine] = []
    /// Publicity of the preliminary result ends after this day, 10 working days by default.
    public var publicityUntil: String = ""
    /// The evaluation this one replaces after a fact was corrected.
    public var recomputedFrom: String = ""
    /// What made the mesh recompute it, e.g. "records/r-1 withdrawn".
    public var cause: String = ""
    public var reason: String = ""
    public var archive: String = ""
    public var subjectKind: SubjectKind = .unspecified
    /// Why the grade is not that of the score's band, e.g. "direct D: records/r-1"; empty when it is.
    public var gradeCause: String = ""
    /// How many entries the ledger had when it was computed: later ones did not enter.
    public var ledgerLength: Int64 = 0
    /// The published grade before, from which the model's upgrade limit counts.
    public var previousGrade: String = ""
    /// The run over everybody that made it; empty when somebody opened it.
    public var evaluationRun: String = ""
    /// The last day on which a computed one may be publicised, a preliminary one made final.
    public var validUntil: String = ""
    /// Final months of contracts within the 12 months up to `as_of`: how much the score rests on.
    public var observations: Int64 = 0
    public var confidence: Confidence? = nil

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Evaluation.State = .unspecified,
        subject: String = "",
        asOf: String = "",
        model: String = "",
        scoreMilliPoints: Int64 = 0,
        grade: String = "",
        lines: [ScoreLine] = [],
        publicityUntil: String = "",
        recomputedFrom: String = "",
        cause: String = "",
        reason: String = "",
        archive: String = "",
        subjectKind: SubjectKind = .unspecified,
        gradeCause: String = "",
        ledgerLength: Int64 = 0,
        previousGrade: String = "",
        evaluationRun: String = "",
        validUntil: String = "",
        observations: Int64 = 0,
        confidence: Confidence? = nil
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.subject = subject
        self.asOf = asOf
        self.model = model
        self.scoreMilliPoints = scoreMilliPoints
        self.grade = grade
        self.lines = lines
        self.publicityUntil = publicityUntil
        self.recomputedFrom = recomputedFrom
        self.cause = cause
        self.reason = reason
        self.archive = archive
        self.subjectKind = subjectKind
        self.gradeCause = gradeCause
        self.ledgerLength = ledgerLength
        self.previousGrade = previousGrade
        self.evaluationRun = evaluationRun
        self.validUntil = validUntil
        self.observations = observations
        self.confidence = confidence
    }

    /// `govmesh.credit.v1.Evaluation.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case computed = 1
        case preliminary = 2
        case final = 3
        case superseded = 4
        /// Derived: nobody publicised it, or made it final, by `valid_until`.
        case lapsed = 5

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .computed: "computed"
                case .preliminary: "preliminary"
                case .final: "final"
                case .superseded: "superseded"
                case .lapsed: "lapsed"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .computed: "STATE_COMPUTED"
                case .preliminary: "STATE_PRELIMINARY"
                case .final: "STATE_FINAL"
                case .superseded: "STATE_SUPERSEDED"
                case .lapsed: "STATE_LAPSED"
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
        self.model = FromC.text(c.pointee.model)
        self.scoreMilliPoints = c.pointee.score_milli_points
        self.grade = FromC.text(c.pointee.grade)
        self.lines = FromC.messages(c.pointee.n_lines, c.pointee.lines)
        self.publicityUntil = FromC.text(c.pointee.publicity_until)
        self.recomputedFrom = FromC.text(c.pointee.recomputed_from)
        self.cause = FromC.text(c.pointee.cause)
        self.reason = FromC.text(c.pointee.reason)
        self.archive = FromC.text(c.pointee.archive)
        self.subjectKind = FromC.value(c.pointee.subject_kind.rawValue)
        self.gradeCause = FromC.text(c.pointee.grade_cause)
        self.ledgerLength = c.pointee.ledger_length
        self.previousGrade = FromC.text(c.pointee.previous_grade)
        self.evaluationRun = FromC.text(c.pointee.evaluation_run)
        self.validUntil = FromC.text(c.pointee.valid_until)
        self.observations = c.pointee.observations
        self.confidence = FromC.message(c.pointee.confidence)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Evaluation>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.subject = arena.text(self.subject)
        c.pointee.as_of = arena.text(self.asOf)
        c.pointee.model = arena.text(self.model)
        c.pointee.score_milli_points = self.scoreMilliPoints
        c.pointee.grade = arena.text(self.grade)
        (c.pointee.n_lines, c.pointee.lines) = arena.list(self.lines) { arena.message($0) }
        c.pointee.publicity_until = arena.text(self.publicityUntil)
        c.pointee.recomputed_from = arena.text(self.recomputedFrom)
        c.pointee.cause = arena.text(self.cause)
        c.pointee.reason = arena.text(self.reason)
        c.pointee.archive = arena.text(self.archive)
        c.pointee.subject_kind = .init(rawValue: self.subjectKind.cValue())
        c.pointee.grade_cause = arena.text(self.gradeCause)
        c.pointee.ledger_length = self.ledgerLength
        c.pointee.previous_grade = arena.text(self.previousGrade)
        c.pointee.evaluation_run = arena.text(self.evaluationRun)
        c.pointee.valid_until = arena.text(self.validUntil)
        c.pointee.observations = self.observations
        if let value = self.confidence { c.pointee.confidence = arena.message(value) }
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
        check.text("model", self.model)
        check.text("grade", self.grade)
        check.items("lines", self.lines.count, 1000)
        check.nested("lines", self.lines)
        check.text("publicity_until", self.publicityUntil)
        check.text("recomputed_from", self.recomputedFrom)
        check.text("cause", self.cause, 2000)
        check.text("reason", self.reason, 2000)
        check.text("archive", self.archive)
        check.text("grade_cause", self.gradeCause, 2000)
        check.text("previous_grade", self.previousGrade)
        check.text("evaluation_run", self.evaluationRun)
        check.text("valid_until", self.validUntil)
        check.nested("confidence", self.confidence)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

extension Evaluation: Resource {
    public static let collection = "evaluations"
    public static let machine = "SM-EVAL"

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }
    public var ownedOn: String { self.asOf }

    public static let indexedFields: [String] = ["archive", "state", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("archive", self.archive))
        pairs.append(("state", self.state.label))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// A consequence of a grade (分级分类监管, R5.2-16), or of one record of a person (行业禁入, R6.1-7).
public struct Restriction: WireMessage {
    public static let fullName = "govmesh.credit.v1.Restriction"

    /// "restrictions/{archive id}" of a grade, "restrictions/bar-{record id}" of a record.
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
    /// Deposit (保证金) as a share of the price of a new contract.
    public var depositPpm: Int64 = 0
    /// What a bid gains in its evaluation.
    public var bidBonusPpm: Int64 = 0
    /// The person may be hired for no post and stand at none.
    public var barsFromPosts: Bool = false
    /// Last day of a bar; empty: for life.
    public var until: String = ""
    /// The record behind a bar.
    public var record: String = ""

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
        evaluationVersion: Int64 = 0,
        depositPpm: Int64 = 0,
        bidBonusPpm: Int64 = 0,
        barsFromPosts: Bool = false,
        until: String = "",
        record: String = ""
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
        self.depositPpm = depositPpm
        self.bidBonusPpm = bidBonusPpm
        self.barsFromPosts = barsFromPosts
        self.until = until
        self.record = record
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
        self.depositPpm = c.pointee.deposit_ppm
        self.bidBonusPpm = c.pointee.bid_bonus_ppm
        self.barsFromPosts = c.pointee.bars_from_posts != 0
        self.until = FromC.text(c.pointee.until)
        self.record = FromC.text(c.pointee.record)
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
        c.pointee.deposit_ppm = self.depositPpm
        c.pointee.bid_bonus_ppm = self.bidBonusPpm
        c.pointee.bars_from_posts = self.barsFromPosts ? 1 : 0
        c.pointee.until = arena.text(self.until)
        c.pointee.record = arena.text(self.record)
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
        check.text("until", self.until)
        check.text("record", self.record)
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

/// `govmesh.credit.v1.OpenEvaluationRequest`.
public struct OpenEvaluationRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.OpenEvaluationRequest"

    public var evaluationId: String = ""
    public var subject: String = ""
    /// Unspecified: provider for a party, person for a person.
    public var subjectKind: SubjectKind = .unspecified

    public init() {}

    public init(
        evaluationId: String = "",
        subject: String = "",
        subjectKind: SubjectKind = .unspecified
    ) {
        self.evaluationId = evaluationId
        self.subject = subject
        self.subjectKind = subjectKind
    }
}

extension OpenEvaluationRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__OpenEvaluationRequest>?) {
        govmesh__credit__v1__open_evaluation_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__OpenEvaluationRequest>) {
        self.evaluationId = FromC.text(c.pointee.evaluation_id)
        self.subject = FromC.text(c.pointee.subject)
        self.subjectKind = FromC.value(c.pointee.subject_kind.rawValue)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__OpenEvaluationRequest>, _ arena: Arena) {
        c.pointee.evaluation_id = arena.text(self.evaluationId)
        c.pointee.subject = arena.text(self.subject)
        c.pointee.subject_kind = .init(rawValue: self.subjectKind.cValue())
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
        var copy = self
        copy.evaluations = self.evaluations.map { $0.redacted() }
        return copy
    }
}

/// `govmesh.credit.v1.ListRestrictionsResponse`.
public struct ListRestrictionsResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListRestrictionsResponse"

    public var restrictions: [Restriction] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        restrictions: [Restriction] = [],
        nextPageToken: String = ""
    ) {
        self.restrictions = restrictions
        self.nextPageToken = nextPageToken
    }
}

extension ListRestrictionsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListRestrictionsResponse>?) {
        govmesh__credit__v1__list_restrictions_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListRestrictionsResponse>) {
        self.restrictions = FromC.messages(c.pointee.n_restrictions, c.pointee.restrictions)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListRestrictionsResponse>, _ arena: Arena) {
        (c.pointee.n_restrictions, c.pointee.restrictions) = arena.list(self.restrictions) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("restrictions", self.restrictions.count)
        check.nested("restrictions", self.restrictions)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
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

extension EvaluationServiceProvider where Self: ResourceAnswers, Answered == Evaluation {
    public func getEvaluation(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Evaluation {
        try await self.get(request, call)
    }
    public func listEvaluations(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListEvaluationsResponse {
        let page = try await self.list(request, call)
        return ListEvaluationsResponse(
            evaluations: page.items, nextPageToken: page.next)
    }
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

/// The methods of `govmesh.credit.v1.RestrictionService`.
public enum RestrictionServiceMethods {
    public static let getRestriction = MethodDescriptor(
        service: "govmesh.credit.v1.RestrictionService", method: "GetRestriction",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, resource: "Restriction", requirements: ["R5.2-16", "R6.1-7"])

    public static let listRestrictions = MethodDescriptor(
        service: "govmesh.credit.v1.RestrictionService", method: "ListRestrictions",
        callClass: .noSideEffects, parties: [.managementBody], resource: "Restriction", requirements: ["R5.2-16"])

    public static let all: [MethodDescriptor] = [
        getRestriction,
        listRestrictions,
    ]
}

/// What grades and records restrict. They follow by the model's rules; nobody imposes one by hand.
public protocol RestrictionServiceProvider: Sendable {
    func getRestriction(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Restriction
    func listRestrictions(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListRestrictionsResponse
}

extension RestrictionServiceProvider where Self: ResourceAnswers, Answered == Restriction {
    public func getRestriction(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Restriction {
        try await self.get(request, call)
    }
    public func listRestrictions(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListRestrictionsResponse {
        let page = try await self.list(request, call)
        return ListRestrictionsResponse(
            restrictions: page.items, nextPageToken: page.next)
    }
}

extension RestrictionServiceProvider {
    /// What a worker of this service offers.
    public var restrictionServiceBindings: [MethodBinding] {
        [
            MethodBinding(RestrictionServiceMethods.getRestriction) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getRestriction)
            },
            MethodBinding(RestrictionServiceMethods.listRestrictions) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listRestrictions)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.RestrictionService`.
public struct RestrictionServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func getRestriction(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Restriction {
        try await ask(
            self.channel, self.routingKey, RestrictionServiceMethods.getRestriction, request, options)
    }

    public func listRestrictions(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListRestrictionsResponse {
        try await ask(
            self.channel, self.routingKey, RestrictionServiceMethods.listRestrictions, request, options)
    }
}

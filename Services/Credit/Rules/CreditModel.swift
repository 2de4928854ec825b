import MeshPrimitives

/// How serious a bad behaviour is (轻微/一般/严重).
package enum Severity: Sendable, Hashable, CaseIterable {
    case minor
    case general
    case serious
}

/// One version of the rules by which a score is computed; never changed once active.
///
/// - Source: requirements 7.7 and R5.2-15 (inferred: F7 F9 F10 F11).
package struct CreditModel: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case good
        case bad(Severity)
    }

    /// How long a record closes all posts to a person (行业禁入).
    package enum PostBan: Sendable, Hashable {
        case months(Int)
        case forLife

        /// `nil` for life.
        ///
        /// - Parameter day: The first one, that of determination.
        package func lastDay(from day: CivilDate) -> CivilDate? {
            switch self {
            case .months(let count): day.adding(months: count).adding(days: -1)
            case .forLife: nil
            }
        }
    }

    package struct Behaviour: Sendable, Hashable {
        package let code: String
        package let kind: Kind
        /// Added or deducted in full at age 0; never negative.
        package let points: MilliPoints
        package let decay: Decay
        /// Overrides any score while in force (一票否决).
        package let isDirectD: Bool
        /// The kinds of evidence a record of it needs.
        package let evidenceKinds: Set<String>
        /// Of a person; `nil` when posts stay open.
        package let postBan: PostBan?
        /// The provider's behaviour for which the employer of a person answers; `nil` for none.
        package let responsibleOrganisation: String?

        package init(
            code: String, kind: Kind, points: MilliPoints, decay: Decay, isDirectD: Bool = false,
            evidenceKinds: Set<String> = [], postBan: PostBan? = nil,
            responsibleOrganisation: String? = nil
        ) {
            self.code = code
            self.kind = kind
            self.points = points
            self.decay = decay
            self.isDirectD = isDirectD
            self.evidenceKinds = evidenceKinds
            self.postBan = postBan
            self.responsibleOrganisation = responsibleOrganisation
        }
    }

    /// What an entity without any record is.
    package enum NewEntityRule: Sendable, Hashable {
        /// Rated like anybody else, from the base score.
        case scored
        /// Given this grade as long as no bad record counts: A (found F10), M (found F9), unrated.
        case grade(Grade)
    }

    /// How far a direct D reaches.
    package enum DirectDRule: Sendable, Hashable {
        /// One record in force makes D.
        case always
        /// One authority's record caps the wider grade at C, two authorities make D (found F10).
        case byAuthorities
    }

    /// Which behaviour a confirmed breach is (R9.3-5); of the rules that match, the last one holds.
    package struct BreachRule: Sendable, Hashable {
        package let severity: Severity
        /// Only of breaches of this metric; empty for any.
        package let metric: String
        /// Only from the nth breach within 365 days on, 1 or more.
        package let fromOccurrence: Int
        package let behaviour: String

        package init(
            _ severity: Severity, metric: String = "", fromOccurrence: Int = 1,
            is behaviour: String
        ) {
            self.severity = severity
            self.metric = metric
            self.fromOccurrence = fromOccurrence
            self.behaviour = behaviour
        }
    }

    package static let fullMarks = MilliPoints(100_000)

    package let version: String
    package let base: MilliPoints
    /// The most that good behaviour can add.
    package let capGood: MilliPoints
    /// By code.
    package let behaviours: [String: Behaviour]
    package let bands: GradeBands
    package let newEntityRule: NewEntityRule
    package let directDRule: DirectDRule
    /// The most grades an evaluation may rise above the one before; `nil` for no limit.
    package let upgradeLimit: Int?
    /// Whether a record under objection still counts.
    package let countsDisputed: Bool
    /// By grade; one without a row means nothing.
    package let consequences: [Grade: GradeConsequence]
    package let breachRules: [BreachRule]
    package let publicityRules: [PublicityRule]
    /// `nil`: scores are shown without confidence.
    package let shrinkage: Shrinkage?

    package init(
        version: String, base: MilliPoints, capGood: MilliPoints, behaviours: [Behaviour],
        bands: GradeBands, newEntityRule: NewEntityRule = .scored,
        directDRule: DirectDRule = .always, upgradeLimit: Int? = nil, countsDisputed: Bool = true,
        consequences: [Grade: GradeConsequence] = [:], breachRules: [BreachRule] = [],
        publicityRules: [PublicityRule] = PublicityRule.shipped, shrinkage: Shrinkage? = nil
    ) throws(Refusal) {
        let marks = MilliPoints.zero...Self.fullMarks
        guard
            marks.contains(base), marks.contains(capGood), upgradeLimit.map({ $0 > 0 }) ?? true,
            behaviours.allSatisfy({ marks.contains($0.points) && $0.decay.isValid }),
            shrinkage?.isValid ?? true
        else { throw Self.refusal("A number of the model lies outside its range.") }
        let codes = Set(behaviours.map(\.code))
        guard codes.count == behaviours.count else {
            throw Self.refusal("Two behaviours of the model share a code.")
        }
        if let blocked = consequences.first(where: { $1.blocksNewBusiness && $0 != .d }) {
            throw Self.refusal("Grade \(blocked.key.rawValue) blocks new business; only D may.")
        }
        if let good = behaviours.first(where: {
            $0.kind == .good && ($0.postBan != nil || $0.responsibleOrganisation != nil)
        }) {
            throw Self.refusal("'\(good.code)' is good; it neither bars nor calls to account.")
        }
        let kinds = Set(EvidenceForm.Kind.allCases.map(\.rawValue))
        if let unknown = behaviours.flatMap(\.evidenceKinds).first(where: { !kinds.contains($0) }) {
            throw Self.refusal("There is no evidence of the kind '\(unknown)'.")
        }
        let bad = Set(behaviours.filter { $0.kind != .good }.map(\.code))
        if let rule = breachRules.first(where: { !bad.contains($0.behaviour) }) {
            throw Self.refusal("A breach is to be '\(rule.behaviour)', which is no bad behaviour.")
        }
        let named = publicityRules.map(\.behaviour).filter { !$0.isEmpty }
        if let unknown = named.first(where: { !codes.contains($0) }) {
            throw Self.refusal("Publicity is ruled of '\(unknown)', which is no behaviour.")
        }
        self.version = version
        self.base = base
        self.capGood = capGood
        self.behaviours = Dictionary(uniqueKeysWithValues: behaviours.map { ($0.code, $0) })
        self.bands = bands
        self.newEntityRule = newEntityRule
        self.directDRule = directDRule
        self.upgradeLimit = upgradeLimit
        self.countsDisputed = countsDisputed
        self.consequences = consequences
        self.breachRules = breachRules
        self.publicityRules = publicityRules
        self.shrinkage = shrinkage
    }

    private static func refusal(_ message: String) -> Refusal {
        Refusal(
            code: "CREDIT_MODEL_INVALID", message: message,
            remedy: """
                Keep points in 0...100, valid days in 1...36525, step weights falling from 1000 \
                per mille, the upgrade limit and prior observations above 0, every code once, new business blocked by D \
                alone, breaches mapped to bad behaviours of the table, publicity ruled of behaviours \
                of the table, and evidence of the kinds \
                \(EvidenceForm.Kind.allCases.map(\.rawValue).joined(separator: ", ")).
                """,
            requirement: "7.7", source: "design")
    }

    /// Of models, each in force from a day on, the one that judges a day: the latest that has begun.
    package static func inForce<Model>(
        on day: CivilDate, of models: [(from: CivilDate, model: Model)]
    ) -> Model? {
        models.filter { $0.from <= day }.max { $0.from < $1.from }?.model
    }

    /// What an evaluation publishes of the grade of a band, by how far it may rise at a time.
    ///
    /// - Parameter previous: The published grade before; `nil` for none.
    package func grade(risingTo band: Grade, from previous: Grade?) -> Grade {
        guard
            let limit = self.upgradeLimit, let before = previous.flatMap(self.bands.position),
            let now = self.bands.position(of: band), before - now > limit
        else { return band }
        return self.bands.bands[before - limit].grade
    }

    /// Which behaviour a breach is; `nil` when no rule says.
    ///
    /// - Parameter occurrence: The how manieth breach within 365 days it is, from 1.
    package func behaviour(
        ofBreach severity: Severity, metric: String, occurrence: Int
    ) -> Behaviour? {
        let rule = self.breachRules.last {
            $0.severity == severity && ($0.metric.isEmpty || $0.metric == metric)
                && $0.fromOccurrence <= occurrence
        }
        return rule.flatMap { self.behaviours[$0.behaviour] }
    }
}

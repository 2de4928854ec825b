import MeshPrimitives

/// A confirmed record as the evaluation sees it.
package struct CreditFact: Sendable, Hashable {
    package let id: String
    /// The behaviour in the model.
    package let behaviour: String
    /// The date of the determining document, from which its age counts.
    package let determined: CivilDate
    package let determinedBy: String
    /// From this day on it weighs nothing: repaired or withdrawn.
    package let endedOn: CivilDate?
    package let isDisputed: Bool
    /// Weighs nothing for the time being (暂时屏蔽).
    package let isShielded: Bool
    /// The last day of its direct D; `nil` when only repair ends it.
    package let directDUntil: CivilDate?

    package init(
        id: String, behaviour: String, determined: CivilDate, determinedBy: String = "",
        endedOn: CivilDate? = nil, isDisputed: Bool = false, isShielded: Bool = false,
        directDUntil: CivilDate? = nil
    ) {
        self.id = id
        self.behaviour = behaviour
        self.determined = determined
        self.determinedBy = determinedBy
        self.endedOn = endedOn
        self.isDisputed = isDisputed
        self.isShielded = isShielded
        self.directDUntil = directDUntil
    }
}

extension [CreditFact] {
    /// Whether any of them ever counted by a day; an entity of which none has is a new one.
    ///
    /// What is determined later has not happened yet, and what was taken back from its first day on
    /// never did.
    package func haveCounted(by day: CivilDate) -> Bool {
        self.contains { fact in
            fact.determined <= day && fact.endedOn.map { $0 > fact.determined } ?? true
        }
    }
}

/// The score and grade of a credit subject on a date, with the account of how they came about.
///
/// The same model, facts and date always give the same result: nothing else is read.
///
/// - Source: requirements 7.7 and R5.2-15.
package struct CreditScore: Sendable, Hashable {
    /// What one record contributed.
    package struct Entry: Sendable, Hashable {
        /// The record.
        package let cause: String
        package let behaviour: String
        /// In full; negative for bad behaviour.
        package let points: MilliPoints
        package let ageDays: Int
        /// Weight in per mille, 0...1000.
        package let weight: Int64
        /// Points times weight, the product rounded half up before its sign.
        package let contribution: MilliPoints
    }

    /// Why the grade is what it is.
    package enum GradeCause: Sendable, Hashable {
        case band
        /// The model grades by the estimate, which lies in another band than the score.
        case estimate(MilliPoints)
        case newEntity
        /// The records that make D or cap at C.
        case directD([String])
        /// The band would be better; the model lets a grade rise only so far at a time.
        case upgradeLimit(held: Grade)
    }

    package let modelVersion: String
    package let asOf: CivilDate
    package let score: MilliPoints
    package let grade: Grade
    package let gradeCause: GradeCause
    /// In order of determination, then of id.
    package let ledger: [Entry]
    /// What good behaviour added after the cap.
    package let good: MilliPoints
    /// What bad behaviour took away, not negative.
    package let bad: MilliPoints
    /// What the cap on good behaviour and the ends of the scale took away, or gave.
    package let limited: Int64
    /// `nil` when the model has no shrinkage.
    package let confidence: Confidence?

    /// - Parameters:
    ///   - facts: Confirmed records, those of the future included: they are left out.
    ///   - asOf: The legal date to evaluate.
    ///   - isNewEntity: Whether the model's rule for new entities applies.
    ///   - previous: The last published grade, for the upgrade limit.
    ///   - observations: Months the score rests on, for a model with shrinkage.
    /// - Throws: A refusal when a record's behaviour is unknown to the model.
    package static func compute(
        _ model: CreditModel, _ facts: [CreditFact], asOf: CivilDate, isNewEntity: Bool = false,
        previous: Grade? = nil, observations: Int64 = 0
    ) throws(Refusal) -> CreditScore {
        var ledger: [Entry] = []
        var good: Int64 = 0
        var bad: Int64 = 0
        var direct: [CreditFact] = []
        for fact in facts.sorted(by: Self.precedes) {
            guard let behaviour = model.behaviours[fact.behaviour] else {
                throw Self.unknownBehaviour(fact)
            }
            guard fact.determined <= asOf else { continue }
            let entry = Self.entry(fact, behaviour, model, asOf)
            ledger.append(entry)
            switch behaviour.kind {
            case .good: good += entry.contribution.value
            case .bad: bad -= entry.contribution.value
            }
            if behaviour.isDirectD && Self.isInForce(fact, model, asOf)
                && fact.directDUntil.map({ asOf <= $0 }) ?? true
            {
                direct.append(fact)
            }
        }
        let unlimited = model.base.value + good - bad
        good = min(good, model.capGood.value)
        let sum = model.base.value + good - bad
        let score = MilliPoints(min(max(sum, 0), CreditModel.fullMarks.value))
        let isNew = isNewEntity && bad == 0
        let confidence = model.shrinkage?.confidence(in: score, observations: observations)
        let (grade, cause) = Self.grade(
            score, confidence, model, direct, isNew: isNew, previous: previous)
        return CreditScore(
            modelVersion: model.version, asOf: asOf, score: score, grade: grade,
            gradeCause: cause, ledger: ledger, good: MilliPoints(good), bad: MilliPoints(bad),
            limited: score.value - unlimited, confidence: confidence)
    }

    private static func entry(
        _ fact: CreditFact, _ behaviour: CreditModel.Behaviour, _ model: CreditModel,
        _ asOf: CivilDate
    ) -> Entry {
        let age = fact.determined.days(until: asOf)
        let weight = Self.isInForce(fact, model, asOf) ? behaviour.decay.weight(atAge: age) : 0
        let sign: Int64 =
            switch behaviour.kind {
            case .good: 1
            case .bad: -1
            }
        // Rounding the magnitude keeps a half from favouring one side over the other.
        let product = Int64(roundedHalfUp(Int128(behaviour.points.value * weight), over: 1000))
        return Entry(
            cause: fact.id, behaviour: behaviour.code,
            points: MilliPoints(sign * behaviour.points.value), ageDays: age, weight: weight,
            contribution: MilliPoints(sign * product))
    }

    private static func isInForce(
        _ fact: CreditFact, _ model: CreditModel, _ asOf: CivilDate
    ) -> Bool {
        if let endedOn = fact.endedOn, endedOn <= asOf { return false }
        return !fact.isShielded && (model.countsDisputed || !fact.isDisputed)
    }

    /// A direct D stands above the band, the band above the limit of rising.
    private static func grade(
        _ score: MilliPoints, _ confidence: Confidence?, _ model: CreditModel,
        _ direct: [CreditFact], isNew: Bool, previous: Grade?
    ) -> (Grade, GradeCause) {
        let records = direct.map(\.id)
        let authorities = Set(direct.map(\.determinedBy)).count
        var (band, cause) = (model.bands.grade(of: score), GradeCause.band)
        if let confidence, model.shrinkage?.grades == true {
            let estimated = model.bands.grade(of: confidence.estimate)
            if estimated != band { cause = .estimate(confidence.estimate) }
            band = estimated
        }
        switch model.directDRule {
        case .always:
            if !direct.isEmpty { return (.d, .directD(records)) }
        case .byAuthorities:
            if authorities >= 2 { return (.d, .directD(records)) }
            if authorities == 1 && band != .d { return (.c, .directD(records)) }
        }
        if isNew, case .grade(let grade) = model.newEntityRule { return (grade, .newEntity) }
        let risen = model.grade(risingTo: band, from: previous)
        return (risen, risen == band ? cause : .upgradeLimit(held: band))
    }

    private static func precedes(_ left: CreditFact, _ right: CreditFact) -> Bool {
        (left.determined, left.id) < (right.determined, right.id)
    }

    private static func unknownBehaviour(_ fact: CreditFact) -> Refusal {
        Refusal(
            code: "BEHAVIOUR_UNKNOWN", subject: fact.id,
            message: "The model does not know the behaviour '\(fact.behaviour)'.",
            remedy: "Evaluate with a model version that lists it.", requirement: "R5.2-15",
            source: "inferred: F7 F9 F10 F11")
    }
}

import MeshPrimitives

/// The score of an assessment (考核): vetoes, deductions, rescaling and the bonus gate.
///
/// - Source: requirements 7.9 and R9.3-8 (found F8).
package enum AssessmentScoring {
    package struct Indicator: Sendable, Hashable {
        package let id: String
        /// Full marks; greater than 0.
        package let marks: MilliPoints
        /// Never counts beyond `marks`.
        package let deduction: MilliPoints
        package let isApplicable: Bool

        package init(
            id: String, marks: MilliPoints, deduction: MilliPoints, isApplicable: Bool = true
        ) {
            self.id = id
            self.marks = marks
            self.deduction = deduction
            self.isApplicable = isApplicable
        }
    }

    /// Points; the defaults are those of the found rule.
    package struct Policy: Sendable, Hashable {
        /// Below it the assessment is failed.
        package var passLine = Fraction(60)
        /// Strictly above it the bonus counts.
        package var bonusGate = Fraction(80)
        package var largestBonus = Fraction(30)

        package init() {}
    }

    package enum Outcome: Sendable, Hashable {
        /// Unqualified without scoring; the ids of the veto items (单项否决).
        case vetoed([String])
        /// No indicator with marks applies, so there is nothing to score.
        case notApplicable
        case scored(Score)
    }

    package struct Score: Sendable, Hashable {
        /// Rescaled to 100, exact.
        package let deductionPart: Fraction
        package let bonus: Fraction
        package let isQualified: Bool
        package let total: Fraction
    }

    package static func evaluate(
        _ indicators: [Indicator], vetoes: [String] = [], bonus: MilliPoints = .zero,
        _ policy: Policy = Policy()
    ) throws(ArithmeticOverflow) -> Outcome {
        guard vetoes.isEmpty else { return .vetoed(vetoes.sorted()) }
        var marks = Fraction.zero
        var kept = Fraction.zero
        for indicator in indicators where indicator.isApplicable {
            marks = try marks.adding(indicator.marks.points)
            let left = max(0, indicator.marks.value - max(0, indicator.deduction.value))
            kept = try kept.adding(MilliPoints(left).points)
        }
        guard marks > .zero else { return .notApplicable }
        let part = try kept.multiplied(by: Fraction(100)).divided(by: marks)
        let bonus = part > policy.bonusGate ? min(bonus.points, policy.largestBonus) : .zero
        let total = try part.adding(max(.zero, bonus))
        return .scored(
            Score(
                deductionPart: part, bonus: max(.zero, bonus),
                // Compared exactly: 59.9 is never rounded up to the pass line.
                isQualified: part >= policy.passLine, total: total))
    }

    /// The weighted form by quality characteristics.
    ///
    /// - Parameter scores: 0...100 points; `nil` when the sample is too small, which leaves the
    ///   characteristic and its weight out.
    /// - Returns: `nil` when no characteristic is left.
    package static func weighted(
        _ scores: [(weight: Int64, score: Fraction?)]
    ) throws(ArithmeticOverflow) -> Fraction? {
        try WeightedMean.of(scores)
    }

    /// A metric as 0...100 points: linear from the floor (0) to the target (100).
    ///
    /// A floor above the target describes a metric that should be low.
    ///
    /// - Returns: `nil` when floor and target are equal, as no line leads through one point.
    package static func points(
        actual: Fraction, floor: Fraction, target: Fraction
    ) throws(ArithmeticOverflow) -> Fraction? {
        guard floor != target else { return nil }
        let position = try actual.subtracting(floor).divided(by: target.subtracting(floor))
        return try min(max(position, .zero), .one).multiplied(by: Fraction(100))
    }
}

import MeshPrimitives

/// Model M1: likelihood times impact, both 1...5, with bands over 1...25.
///
/// - Source: requirement 7.4 (inferred: ISO 31000 practice).
package struct LikelihoodImpactModel: Sendable, Hashable {
    package struct Risk: Sendable, Hashable {
        package let score: Int
        package let level: RiskLevel
    }

    /// The lowest score of each level above low, each greater than the one before.
    package let moderateFrom: Int
    package let highFrom: Int
    package let majorFrom: Int
    /// Whether impact 5 is never below high, however unlikely.
    package let hasImpactFloor: Bool

    /// Accepts only bands that rise within 2...25.
    package init(
        moderateFrom: Int = 5, highFrom: Int = 10, majorFrom: Int = 15, hasImpactFloor: Bool = false
    ) throws(Refusal) {
        guard 1 < moderateFrom, moderateFrom < highFrom, highFrom < majorFrom, majorFrom <= 25
        else {
            throw RiskScoring.refusal(
                "RISK_BANDS_INVALID", "The bands of the model are out of order.",
                "Let moderate, high and major begin at rising scores from 2 to 25.")
        }
        self.init(
            trusted: moderateFrom, highFrom: highFrom, majorFrom: majorFrom,
            hasImpactFloor: hasImpactFloor)
    }

    /// The default bands: 1-4 low, 5-9 moderate, 10-14 high, 15-25 major.
    package static let standard = LikelihoodImpactModel(
        trusted: 5, highFrom: 10, majorFrom: 15, hasImpactFloor: false)

    private init(trusted moderateFrom: Int, highFrom: Int, majorFrom: Int, hasImpactFloor: Bool) {
        self.moderateFrom = moderateFrom
        self.highFrom = highFrom
        self.majorFrom = majorFrom
        self.hasImpactFloor = hasImpactFloor
    }

    package func risk(likelihood: Int, impact: Int) throws(Refusal) -> Risk {
        try RiskScoring.check([("likelihood", likelihood), ("impact", impact)])
        let score = likelihood * impact
        let level = self.level(of: score)
        let hasFloor = self.hasImpactFloor && impact == 5
        return Risk(score: score, level: hasFloor ? max(level, .high) : level)
    }

    private func level(of score: Int) -> RiskLevel {
        if score >= self.majorFrom { return .major }
        if score >= self.highFrom { return .high }
        return score >= self.moderateFrom ? .moderate : .low
    }
}

import MeshAPI
import Risk
import Testing

@Suite struct ScoringRuleTests {
    @Test(
        "R8.3-2 7.4 M1: likelihood times impact",
        arguments: [
            (Int32(1), Int32(1), RiskLevel.low), (2, 2, .low), (1, 5, .moderate), (3, 3, .moderate),
            (2, 5, .high), (4, 3, .high), (3, 5, .major), (4, 4, .major),
        ])
    func level(_ likelihood: Int32, _ impact: Int32, _ level: RiskLevel) {
        #expect(RiskScoring.level(likelihood: likelihood, impact: impact) == level)
    }

    @Test("R8.3-2 7.4: a scope's level is its highest item")
    func highest() {
        let scores = [
            RiskScore(category: "a", likelihood: 1, impact: 1),
            RiskScore(category: "b", likelihood: 4, impact: 4),
        ]
        #expect(RiskScoring.level(of: scores) == .major)
    }
}

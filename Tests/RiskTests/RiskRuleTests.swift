import MeshPrimitives
import RiskRules
import Testing

@Suite struct `Risk scoring of 7.4` {
    @Test(arguments: [
        (1, 1, 1, RiskLevel.low), (2, 2, 4, .low), (1, 5, 5, .moderate), (3, 3, 9, .moderate),
        (2, 5, 10, .high), (4, 3, 12, .high), (3, 5, 15, .major), (4, 4, 16, .major),
    ])
    func `R8.3-2 vectors 7.4 M1: likelihood times impact`(
        likelihood: Int, impact: Int, score: Int, level: RiskLevel
    ) throws {
        let risk = try LikelihoodImpactModel().risk(likelihood: likelihood, impact: impact)
        #expect(risk.score == score)
        #expect(risk.level == level)
    }

    @Test func `R8.3-2 7.4 M1: the cells of each level`() throws {
        let model = try LikelihoodImpactModel()
        let levels = try (0..<25).map {
            try model.risk(likelihood: $0 / 5 + 1, impact: $0 % 5 + 1).level
        }
        let rollUp = RiskRollUp(levels)
        #expect(rollUp.counts == [.low: 8, .moderate: 7, .high: 4, .major: 6])
        #expect(rollUp.highest == .major)
        #expect(RiskRollUp([]).highest == nil)
    }

    @Test func `vector 7.4 M1: impact 5 is never below high with the floor`() throws {
        let model = try LikelihoodImpactModel(hasImpactFloor: true)
        #expect(try model.risk(likelihood: 1, impact: 5).level == .high)
        #expect(try model.risk(likelihood: 3, impact: 5).level == .major)
        #expect(try model.risk(likelihood: 1, impact: 4).level == .low)
    }

    @Test func `R8.3-2 7.4 M1: a factor or band out of range is refused`() throws {
        let error = #expect(throws: Refusal.self) {
            try LikelihoodImpactModel().risk(likelihood: 6, impact: 1)
        }
        #expect(error?.subject == "likelihood")
        #expect(throws: Refusal.self) { try LikelihoodImpactModel(highFrom: 5) }
        #expect(throws: Refusal.self) { try LikelihoodImpactModel(moderateFrom: 1) }
        #expect(throws: Refusal.self) { try LikelihoodImpactModel(majorFrom: 26) }
    }

    @Test(arguments: [
        (4, 1, 3, 6, 2), (5, 5, 5, 25, 5), (3, 2, 4, 10, 2), (2, 3, 2, 5, 1), (5, 3, 3, 12, 3),
        (5, 4, 4, 18, 4), (5, 2, 5, 16, 4),
    ])
    func `R8.3-2 vectors 7.4 M2: the rounded root without a root`(
        asset: Int, threat: Int, vulnerability: Int, rounded: Int, grade: Int
    ) throws {
        let risk = try RiskScoring.multiplication(
            asset: asset, threat: threat, vulnerability: vulnerability)
        #expect(risk.rounded == rounded)
        #expect(risk.grade == grade)
    }

    @Test func `R8.3-2 7.4 M2: more of a factor never lowers the risk`() throws {
        for asset in 1...5 {
            for threat in 1...5 {
                for vulnerability in 1...5 {
                    let risk = try RiskScoring.multiplication(
                        asset: asset, threat: threat, vulnerability: vulnerability)
                    #expect((1...25).contains(risk.rounded))
                    guard asset < 5 else { continue }
                    let more = try RiskScoring.multiplication(
                        asset: asset + 1, threat: threat, vulnerability: vulnerability)
                    #expect(more.rounded >= risk.rounded)
                }
            }
        }
        #expect(throws: Refusal.self) {
            try RiskScoring.multiplication(asset: 0, threat: 1, vulnerability: 1)
        }
    }

    @Test func `R8.3-2 7.4 M3: total and monotonic tables answer`() throws {
        let square = try RiskMatrix([[1, 2], [2, 3]], name: "square")
        let level = try RiskMatrix([[1, 1, 2], [1, 2, 3], [2, 3, 4]], name: "level")
        let model = try MatrixModel(likelihood: square, loss: square, level: level)
        #expect(try model.risk(asset: 1, threat: 1, vulnerability: 1) == 1)
        #expect(try model.risk(asset: 2, threat: 1, vulnerability: 2) == 3)
        #expect(try model.risk(asset: 2, threat: 2, vulnerability: 2) == 4)
        #expect(throws: Refusal.self) { try model.risk(asset: 3, threat: 1, vulnerability: 1) }
        #expect(throws: Refusal.self) {
            try MatrixModel(likelihood: level, loss: square, level: level)
        }
        #expect(throws: Refusal.self) {
            try MatrixModel(likelihood: square, loss: square, level: square)
        }
    }

    @Test(arguments: [
        ([[Int]](), "RISK_MATRIX_INCOMPLETE"), ([[], []], "RISK_MATRIX_INCOMPLETE"),
        ([[1, 2], [2]], "RISK_MATRIX_INCOMPLETE"), ([[0, 1], [1, 1]], "RISK_MATRIX_INCOMPLETE"),
        ([[2, 1], [2, 2]], "RISK_MATRIX_NOT_MONOTONIC"),
        ([[1, 2], [1, 1]], "RISK_MATRIX_NOT_MONOTONIC"),
    ])
    func `R8.3-2 7.4 M3: a table with holes or a step down is refused`(cells: [[Int]], code: String)
    {
        let error = #expect(throws: Refusal.self) { try RiskMatrix(cells, name: "m") }
        #expect(error?.code == code)
    }

    @Test func `R8.1-4: a control counts only while its test is valid`() throws {
        let today = try #require(CivilDate("2026-11-24"))
        func residual(_ until: CivilDate?) -> RiskLevel {
            RiskScoring.residual(
                inherent: .major, controlled: .low, testedUntil: until, on: today)
        }
        #expect(residual(today) == .low)
        #expect(residual(today.adding(days: -1)) == .major)
        #expect(residual(nil) == .major)
    }
}

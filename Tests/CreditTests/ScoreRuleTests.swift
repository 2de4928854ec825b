import Credit
import MeshAPI
import MeshPrimitives
import Testing

@Suite struct ScoreRuleTests {
    private static func model(_ bands: [CreditModel.Band]) -> CreditModel {
        var model = CreditModel.standard
        model.bands = bands
        model.behaviours += [
            CreditModel.Behaviour(
                code: "good-5", points: 5_000, decay: .linear(validDays: 365), isGood: true),
            CreditModel.Behaviour(
                code: "good-4", points: 4_000, decay: .linear(validDays: 365), isGood: true),
            CreditModel.Behaviour(code: "veto", points: 0, decay: .none, isDirectD: true),
        ]
        return model
    }

    private static func facts(_ list: [(String, Int64)]) -> [CreditScore.Fact] {
        list.enumerated().map { index, fact in
            CreditScore.Fact(cause: "records/\(index)", behaviour: fact.0, ageDays: fact.1)
        }
    }

    private static let vectors: [([(String, Int64)], Int64, String, String)] = [
        ([], 80_000, "AA", "B"),
        ([("availability-general", 73), ("availability-minor", 30)], 71_599, "A", "B"),
        ([("availability-general", 365)], 80_000, "AA", "B"),
        ([("availability-serious", 0), ("good-5", 0), ("good-4", 146)], 67_400, "B", "C"),
        ([("availability-general", 10)], 72_216, "A", "B"),
        (Array(repeating: ("good-5", 0), count: 4), 95_000, "AAA", "A"),
        (Array(repeating: ("availability-serious", 0), count: 5), 0, "D", "D"),
        (Array(repeating: ("good-5", 0), count: 4) + [("veto", 0)], 95_000, "D", "D"),
    ]

    @Test("R5.2-15 7.7: all eight vectors under both band presets", arguments: 0..<8)
    func vector(_ number: Int) {
        let (list, score, p1, p2) = Self.vectors[number]
        let first = CreditScore.compute(Self.model(CreditModel.presetP1), Self.facts(list))
        #expect(first.score == score && first.grade == p1)
        let second = CreditScore.compute(Self.model(CreditModel.presetP2), Self.facts(list))
        #expect(second.score == score && second.grade == p2)
    }

    @Test("R5.2-15 7.7: one more bad record never raises the score, order does not matter")
    func properties() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var generator = Generator(state: seed)
        let model = Self.model(CreditModel.presetP1)
        let codes = model.behaviours.map(\.code)
        for _ in 0..<10_000 {
            let list = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                (
                    codes[Int.random(in: 0..<codes.count, using: &generator)],
                    Int64.random(in: 0...1_200, using: &generator)
                )
            }
            let facts = Self.facts(list)
            let score = CreditScore.compute(model, facts)
            #expect(CreditScore.compute(model, facts.shuffled(using: &generator)) == score)
            let worse = CreditScore.Fact(
                cause: "records/z", behaviour: "availability-general",
                ageDays: Int64.random(in: 0...400, using: &generator))
            #expect(CreditScore.compute(model, facts + [worse]).score <= score.score)
        }
    }

    @Test("R5.2-15 7.7: weight is 1000 at age 0 and 0 at the end", arguments: [90, 365, 1_095])
    func decay(_ days: Int64) {
        let decay = CreditModel.Decay.linear(validDays: days)
        #expect(decay.weight(ageDays: 0) == 1_000)
        #expect(decay.weight(ageDays: days) == 0)
    }

    private static let windows: [(String, Severity, String, String)] = [
        ("2026-11-30", .general, "2027-03-01", "2027-11-30"),
        ("2026-04-01", .serious, "2027-04-02", "2029-04-01"),
        ("2024-02-29", .serious, "2025-03-01", "2027-02-28"),
        ("2026-08-31", .minor, "2026-08-31", "2026-11-30"),
    ]

    @Test("R5.2-12 7.11: publicity and repair windows", arguments: 0..<4)
    func publicity(_ number: Int) throws {
        let (determined, severity, repair, until) = Self.windows[number]
        let window = Publicity(
            determinedOn: try #require(CivilDate(determined)), severity: severity)
        #expect(window.repairFrom.description == repair)
        #expect(window.until.description == until)
    }
}

/// A seeded generator, so that a failure can be repeated.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state = self.state &+ 0x9E37_79B9_7F4A_7C15
        var word = self.state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

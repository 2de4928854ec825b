import MeshPrimitives
import QualityRules
import Testing

@Suite struct `Service credits of 7.6` {
    func settle(_ lines: [(String, String)], fee: String) throws -> ServiceCredit.Settlement {
        let rule = try ServiceCredit(targetPpm: 999_000, bands: [], capPercent: 0)
        let lines = try lines.map { fee, measured in
            ServiceCredit.Line(
                fee: try #require(Money(fee)),
                measured: try #require(Fraction(decimal: measured)))
        }
        return try rule.settle(lines, monthFee: try #require(Money(fee)))
    }

    @Test(arguments: [
        ("128,000.00", "0.99838", "12,800.00"), ("33,333.33", "0.98", "8,333.33"),
        ("100.00", "0.99", "10.00"), ("100.00", "0.95", "25.00"), ("100.00", "0.9499999", "50.00"),
        ("100.00", "0.999", "0.00"), ("100.00", "1", "0.00"), ("100.00", "0.9989999", "10.00"),
    ])
    func `R9.3-4 vectors 7.6 of one line: the band and its share`(
        fee: String, measured: String, owed: String
    ) throws {
        let settlement = try self.settle([(fee, measured)], fee: fee)
        #expect(settlement.total.text == owed)
        #expect(!settlement.isCapped)
    }

    @Test func `vector 7.6: the exact availability of November owes a tenth`() throws {
        let rule = try ServiceCredit(targetPpm: 999_000, bands: [], capPercent: 0)
        #expect(rule.percent(for: try #require(Fraction(4313, 4320))) == 10)
    }

    @Test func `R9.3-4 vector 7.6: two breaches are rounded one by one and capped together`() throws
    {
        let settlement = try self.settle(
            [("33,333.33", "0.98"), ("33,333.33", "0.9")], fee: "33,333.33")
        #expect(settlement.lines.map(\.text) == ["8,333.33", "16,666.67"])
        #expect(settlement.total.text == "16,666.67")
        #expect(settlement.isCapped)
    }

    @Test func `R9.3-4 7.6: a contract's own bands come in any order, none means the default`()
        throws
    {
        let own = try ServiceCredit(
            targetPpm: 995_000, bands: [(0, 40), (900_000, 5)], capPercent: 30)
        #expect(own.bands.map(\.percent) == [5, 40] && own.capPercent == 30)
        let low = try ServiceCredit(targetPpm: 950_000, bands: [], capPercent: 0)
        #expect(low.bands.map(\.percent) == [50] && low.capPercent == 50)
        #expect(throws: Refusal.self) {
            try ServiceCredit(targetPpm: 995_000, bands: [(996_000, 5), (0, 40)], capPercent: 0)
        }
    }

    @Test func `7.6: bands with a gap are refused`() {
        typealias Band = ServiceCredit.Band
        for bands in [
            [], [Band(lower: .percent(95), percent: 10)],
            [Band(lower: .one, percent: 10), Band(lower: .zero, percent: 20)],
            [Band(lower: .percent(95), percent: 20), Band(lower: .zero, percent: 10)],
            [Band(lower: .zero, percent: 101)],
        ] {
            #expect(throws: Refusal.self) {
                try ServiceCredit(target: .perMille(999), bands: bands, capPercent: 50)
            }
        }
    }
}

@Suite struct `Satisfaction of 7.8` {
    func tally(_ counts: [Int64], defaulted: Int64 = 0) -> Satisfaction.Tally {
        Satisfaction.Tally(
            given: Dictionary(
                uniqueKeysWithValues: zip(Satisfaction.Level.allCases, counts).map { ($0, $1) }),
            defaulted: defaulted)
    }

    @Test(arguments: [
        ([60, 25, 10, 3, 2] as [Int64], 100 as Int64, "95.0", "86.9"),
        ([5, 1, 1, 2, 1], 10, "70.0", "70.0"), ([0, 0, 10, 0, 0], 10, "100.0", "60.0"),
    ])
    func `vectors 7.8: rate and score`(
        counts: [Int64], count: Int64, rate: String, score: String
    ) throws {
        let result = try #require(try Satisfaction.evaluate(self.tally(counts)))
        #expect(result.count == count)
        #expect(result.rate.percentText(decimals: 1) == rate)
        #expect(result.score == Fraction(decimal: score))
        #expect(result.isSufficient)
    }

    @Test func `vector 7.8: with defaults the rate rises while the score falls`() throws {
        let tally = self.tally([60, 25, 10, 3, 2], defaulted: 100)
        let off = try #require(try Satisfaction.evaluate(tally))
        #expect(off.score == Fraction(decimal: "86.9"))
        var policy = Satisfaction.Policy()
        policy.countsDefaults = true
        let on = try #require(try Satisfaction.evaluate(tally, policy))
        #expect(on.rate.percentText(decimals: 1) == "97.5")
        #expect(on.score == Fraction(decimal: "73.45"))
        #expect(on.defaulted == 100)
    }

    @Test func `7.8: nine ratings are insufficient and none is nothing`() throws {
        let nine = try Satisfaction.evaluate(self.tally([9, 0, 0, 0, 0]))
        #expect(nine?.isSufficient == false)
        #expect(try Satisfaction.evaluate(self.tally([0, 0, 0, 0, 0])) == nil)
        // Silence cannot make a sample.
        var policy = Satisfaction.Policy()
        policy.countsDefaults = true
        let silent = try Satisfaction.evaluate(
            self.tally([9, 0, 0, 0, 0], defaulted: 50), policy)
        #expect(silent?.isSufficient == false)
    }

    @Test func `7.8: the combined index leaves out groups without enough sample`() throws {
        let users = try Satisfaction.evaluate(self.tally([60, 25, 10, 3, 2]))
        let organisations = try Satisfaction.evaluate(self.tally([5, 1, 1, 2, 1]))
        let few = try Satisfaction.evaluate(self.tally([1, 0, 0, 0, 0]))
        #expect(
            try Satisfaction.combined([(60, organisations), (40, users)])
                == Fraction(decimal: "76.76"))
        #expect(
            try Satisfaction.combined([(60, few), (40, users), (10, nil)])
                == Fraction(decimal: "86.9"))
        #expect(try Satisfaction.combined([(60, few)]) == nil)
    }
}

@Suite struct `Assessments of 7.9` {
    typealias Indicator = AssessmentScoring.Indicator

    func indicators(_ marks: [String], _ deductions: [String]) throws -> [Indicator] {
        try zip(marks, deductions).enumerated().map { index, pair in
            Indicator(
                id: "i-\(index)", marks: try #require(MilliPoints(pair.0)),
                deduction: try #require(MilliPoints(pair.1)))
        }
    }

    func score(_ indicators: [Indicator], bonus: Int64 = 0) throws -> AssessmentScoring.Score? {
        switch try AssessmentScoring.evaluate(indicators, bonus: MilliPoints(bonus * 1000)) {
        case .scored(let score): score
        case .vetoed, .notApplicable: nil
        }
    }

    @Test(arguments: [
        ("#1", ["40", "30", "20", "10"], ["6", "5", "4", "0"], 12 as Int64, "85", "97", true),
        ("#3", ["40", "30", "20", "10"], ["8", "6", "4", "2"], 12, "80", "80", true),
        ("#4", ["40", "30", "20", "10"], ["20", "15", "5.1", "0"], 0, "59.9", "59.9", false),
        ("#5", ["5", "95"], ["7", "0"], 0, "95", "95", true),
        ("bonus limit", ["100"], ["0"], 40, "100", "130", true),
    ])
    func `vectors 7.9 #1, #3, #4 and #5: deductions, gate and pass line`(
        vector: String, marks: [String], deductions: [String], bonus: Int64, part: String,
        total: String, isQualified: Bool
    ) throws {
        let score = try self.score(self.indicators(marks, deductions), bonus: bonus)
        #expect(score?.deductionPart == Fraction(decimal: part), "\(vector)")
        #expect(score?.total == Fraction(decimal: total), "\(vector)")
        #expect(score?.isQualified == isQualified, "\(vector)")
    }

    @Test func `vector 7.9 #2: a quarter that does not apply rescales by 4/3`() throws {
        let away = Indicator(
            id: "away", marks: MilliPoints(25_000), deduction: MilliPoints(9_000),
            isApplicable: false)
        let score = try self.score(self.indicators(["40", "35"], ["7", "5"]) + [away], bonus: 5)
        #expect(score?.deductionPart == Fraction(84))
        #expect(score?.total == Fraction(89))
    }

    @Test func `vector 7.9 #6: one veto item ends the assessment`() throws {
        let outcome = try AssessmentScoring.evaluate(
            self.indicators(["100"], ["0"]), vetoes: ["v-2", "v-1"])
        #expect(outcome == .vetoed(["v-1", "v-2"]))
    }

    @Test func `7.9: nothing applicable is not a score of zero`() throws {
        #expect(try AssessmentScoring.evaluate([]) == .notApplicable)
    }

    @Test func `7.9: weighted characteristics leave out those without sample`() throws {
        var scores: [(weight: Int64, score: Fraction?)] = [
            (35, Fraction(92)), (20, Fraction(88)), (15, Fraction(75)),
            (20, Fraction(decimal: "86.9")), (10, Fraction(100)),
        ]
        #expect(try AssessmentScoring.weighted(scores) == Fraction(decimal: "88.43"))
        scores[3].score = nil
        #expect(try AssessmentScoring.weighted(scores) == Fraction(7105, 80))
        #expect(try AssessmentScoring.weighted(scores)?.decimalText(decimals: 4) == "88.8125")
    }

    @Test(arguments: [
        ("99.54", "99.0", "99.9", "60"), ("99.9", "99.0", "99.9", "100"),
        ("99.95", "99.0", "99.9", "100"), ("99", "99.0", "99.9", "0"),
        ("90", "99.0", "99.9", "0"), ("3", "5", "1", "50"),
    ])
    func `7.9: a metric scores on the line from floor to target`(
        actual: String, floor: String, target: String, points: String
    ) throws {
        func number(_ text: String) throws -> Fraction { try #require(Fraction(decimal: text)) }
        let scored = try AssessmentScoring.points(
            actual: number(actual), floor: number(floor), target: number(target))
        #expect(scored == Fraction(decimal: points))
        #expect(
            try AssessmentScoring.points(actual: .one, floor: .one, target: .one) == nil)
    }
}

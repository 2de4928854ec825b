import CreditRules
import MeshPrimitives
import SeededGenerator
import Testing

/// The example model v1 of 7.7, with behaviours for each good record of the vectors.
func exampleModel(
    _ bands: GradeBands, newEntityRule: CreditModel.NewEntityRule = .scored,
    directDRule: CreditModel.DirectDRule = .always, upgradeLimit: Int? = nil,
    countsDisputed: Bool = true
) throws -> CreditModel {
    func behaviour(
        _ code: String, _ kind: CreditModel.Kind, _ points: Int64, _ validDays: Int,
        isDirectD: Bool = false
    ) -> CreditModel.Behaviour {
        CreditModel.Behaviour(
            code: code, kind: kind, points: MilliPoints(points),
            decay: .linear(validDays: validDays), isDirectD: isDirectD)
    }
    return try CreditModel(
        version: "v1", base: MilliPoints(80_000), capGood: MilliPoints(15_000),
        behaviours: [
            behaviour("minor", .bad(.minor), 3_000, 90),
            behaviour("general", .bad(.general), 8_000, 365),
            behaviour("serious", .bad(.serious), 20_000, 1095),
            behaviour("good-5", .good, 5_000, 365),
            behaviour("good-4", .good, 4_000, 365),
            behaviour("veto", .bad(.serious), 0, 1095, isDirectD: true),
        ],
        bands: bands, newEntityRule: newEntityRule, directDRule: directDRule,
        upgradeLimit: upgradeLimit, countsDisputed: countsDisputed)
}

struct Record: Sendable {
    let behaviour: String
    let age: Int
    let isRepaired: Bool

    init(_ behaviour: String, age: Int, isRepaired: Bool = false) {
        self.behaviour = behaviour
        self.age = age
        self.isRepaired = isRepaired
    }
}

struct ScoreVector: Sendable {
    let name: String
    let records: [Record]
    let score: String
    let p1: Grade
    let p2: Grade
}

private let four = Array(repeating: Record("good-5", age: 0), count: 4)

private let vectors: [ScoreVector] = [
    ScoreVector(name: "#1", records: [], score: "80.000", p1: .aa, p2: .b),
    ScoreVector(
        name: "#2", records: [Record("general", age: 73), Record("minor", age: 30)],
        score: "71.599", p1: .a, p2: .b),
    ScoreVector(
        name: "#3", records: [Record("general", age: 365)], score: "80.000", p1: .aa, p2: .b),
    ScoreVector(
        name: "#4",
        records: [
            Record("serious", age: 0), Record("good-5", age: 0), Record("good-4", age: 146),
        ],
        score: "67.400", p1: .b, p2: .c),
    ScoreVector(
        name: "#5",
        records: [Record("serious", age: 40, isRepaired: true), Record("general", age: 10)],
        score: "72.216", p1: .a, p2: .b),
    ScoreVector(name: "#6", records: four, score: "95.000", p1: .aaa, p2: .a),
    ScoreVector(
        name: "#7", records: Array(repeating: Record("serious", age: 0), count: 5),
        score: "0.000", p1: .d, p2: .d),
    ScoreVector(
        name: "#8", records: four + [Record("veto", age: 5)], score: "95.000", p1: .d, p2: .d),
]

@Suite struct `Credit scores of 7.7` {
    let asOf = CivilDate.first.adding(days: 739_944)

    func facts(_ records: [Record]) -> [CreditFact] {
        records.enumerated().map { index, record in
            CreditFact(
                id: "r-\(index)", behaviour: record.behaviour,
                determined: self.asOf.adding(days: -record.age),
                endedOn: record.isRepaired ? self.asOf : nil)
        }
    }

    @Test(arguments: vectors)
    func `R5.2-15 vectors 7.7 #1 to #8: score and grade under P1 and P2`(
        vector: ScoreVector
    ) throws {
        let facts = self.facts(vector.records)
        let p1 = try CreditScore.compute(exampleModel(.p1), facts, asOf: self.asOf)
        #expect(p1.score.text == vector.score, "\(vector.name)")
        #expect(p1.grade == vector.p1, "\(vector.name)")
        let p2 = try CreditScore.compute(exampleModel(.p2), facts, asOf: self.asOf)
        #expect(p2.score.text == vector.score, "\(vector.name)")
        #expect(p2.grade == vector.p2, "\(vector.name)")
    }

    @Test func `R5.2-15 vector 7.7 #2: the ledger shows every weight and product`() throws {
        let result = try CreditScore.compute(
            exampleModel(.p1), self.facts(vectors[1].records), asOf: self.asOf)
        #expect(result.ledger.map(\.weight) == [800, 667])
        #expect(result.ledger.map(\.contribution.text) == ["-6.400", "-2.001"])
        #expect(result.ledger.map(\.ageDays) == [73, 30])
        #expect(result.ledger.map(\.cause) == ["r-0", "r-1"])
        #expect(result.bad.text == "8.401")
        #expect(result.modelVersion == "v1")
    }

    @Test func `R5.2-15 vectors 7.7 #4 and #5: weights of 600 and 973`() throws {
        let fourth = try CreditScore.compute(
            exampleModel(.p1), self.facts(vectors[3].records), asOf: self.asOf)
        #expect(fourth.ledger.first?.contribution.text == "2.400")
        #expect(fourth.ledger.first?.weight == 600)
        let fifth = try CreditScore.compute(
            exampleModel(.p1), self.facts(vectors[4].records), asOf: self.asOf)
        #expect(fifth.ledger.map(\.weight) == [0, 973])
    }

    @Test func `R5.2-15 vector 7.7 #8: a direct D names its record and ends with it`() throws {
        let model = try exampleModel(.p1)
        let facts = self.facts(vectors[7].records)
        let result = try CreditScore.compute(model, facts, asOf: self.asOf)
        #expect(result.gradeCause == .directD(["r-4"]))
        func grade(endedOn: CivilDate?, until: CivilDate?) throws -> Grade {
            let veto = CreditFact(
                id: "v", behaviour: "veto", determined: self.asOf.adding(days: -5),
                endedOn: endedOn, directDUntil: until)
            return try CreditScore.compute(model, [veto], asOf: self.asOf).grade
        }
        #expect(try grade(endedOn: self.asOf.adding(days: 1), until: nil) == .d)
        #expect(try grade(endedOn: self.asOf, until: nil) == .aa)
        #expect(try grade(endedOn: nil, until: self.asOf) == .d)
        #expect(try grade(endedOn: nil, until: self.asOf.adding(days: -1)) == .aa)
    }

    @Test func `7.7: one authority's direct D caps at C, two make D`() throws {
        let model = try exampleModel(.p1, directDRule: .byAuthorities)
        func grade(_ authorities: [String], serious: Int = 0) throws -> Grade {
            let vetoes = authorities.enumerated().map {
                CreditFact(
                    id: "v-\($0)", behaviour: "veto", determined: self.asOf, determinedBy: $1)
            }
            let bad = self.facts(Array(repeating: Record("serious", age: 0), count: serious))
            return try CreditScore.compute(model, vetoes + bad, asOf: self.asOf).grade
        }
        #expect(try grade([]) == .aa)
        #expect(try grade(["province"]) == .c)
        #expect(try grade(["province", "province"]) == .c)
        #expect(try grade(["province", "city"]) == .d)
        // A cap never lifts.
        #expect(try grade(["province"], serious: 4) == .d)
    }

    @Test func `7.7: a new entity follows the model until a bad record counts`() throws {
        let model = try exampleModel(.p2, newEntityRule: .grade(.m))
        func grade(_ records: [Record], isNew: Bool) throws -> Grade {
            try CreditScore.compute(
                model, self.facts(records), asOf: self.asOf, isNewEntity: isNew
            ).grade
        }
        #expect(try grade([], isNew: true) == .m)
        #expect(try grade([], isNew: false) == .b)
        #expect(try grade([Record("serious", age: 0)], isNew: true) == .c)
        #expect(try grade([Record("veto", age: 0)], isNew: true) == .d)
        let unrated = try exampleModel(.p1, newEntityRule: .grade(.unrated))
        let result = try CreditScore.compute(unrated, [], asOf: self.asOf, isNewEntity: true)
        #expect(result.grade == .unrated)
        #expect(result.gradeCause == .newEntity)
    }

    @Test func `7.7: a grade rises no faster than the upgrade limit`() throws {
        let model = try exampleModel(.p1, upgradeLimit: 1)
        func result(_ previous: Grade?) throws -> CreditScore {
            try CreditScore.compute(model, [], asOf: self.asOf, previous: previous)
        }
        #expect(try result(nil).grade == .aa)
        #expect(try result(.a).grade == .aa)
        #expect(try result(.d).grade == .c)
        #expect(try result(.d).gradeCause == .upgradeLimit(held: .aa))
        #expect(try result(.aaa).grade == .aa)
    }

    @Test func `7.7: a disputed record counts unless the model says otherwise`() throws {
        let fact = CreditFact(
            id: "r", behaviour: "general", determined: self.asOf, isDisputed: true)
        let counting = try exampleModel(.p1)
        let sparing = try exampleModel(.p1, countsDisputed: false)
        #expect(try CreditScore.compute(counting, [fact], asOf: self.asOf).score.text == "72.000")
        #expect(try CreditScore.compute(sparing, [fact], asOf: self.asOf).score.text == "80.000")
    }

    @Test func `7.7: a record of tomorrow is not seen today`() throws {
        let fact = CreditFact(
            id: "r", behaviour: "serious", determined: self.asOf.adding(days: 1),
            endedOn: self.asOf.adding(days: 9))
        let model = try exampleModel(.p1)
        #expect(try CreditScore.compute(model, [fact], asOf: self.asOf).ledger.isEmpty)
        let later = try CreditScore.compute(model, [fact], asOf: self.asOf.adding(days: 1))
        #expect(later.score.text == "60.000")
        let repaired = try CreditScore.compute(model, [fact], asOf: self.asOf.adding(days: 9))
        #expect(repaired.score.text == "80.000")
    }

    @Test func `R5.2-15: an unknown behaviour is refused with its record`() throws {
        let fact = CreditFact(id: "r-9", behaviour: "other", determined: self.asOf)
        let error = #expect(throws: Refusal.self) {
            try CreditScore.compute(exampleModel(.p1), [fact], asOf: self.asOf)
        }
        #expect(error?.code == "BEHAVIOUR_UNKNOWN")
        #expect(error?.subject == "r-9")
    }
}

@Suite struct `Properties of credit scores` {
    let asOf = CivilDate.first.adding(days: 739_944)
    let codes = ["minor", "general", "serious", "good-5", "good-4", "veto"]

    func fact(
        _ id: Int, _ codes: [String], ages: ClosedRange<Int> = -30...1200,
        _ random: inout SeededGenerator
    ) -> CreditFact {
        let age = Int.random(in: ages, using: &random)
        let determined = self.asOf.adding(days: -age)
        let isEnded = Int.random(in: 0..<5, using: &random) == 0
        return CreditFact(
            id: "r-\(id)", behaviour: codes.randomElement(using: &random) ?? "minor",
            determined: determined, determinedBy: "a-\(id % 3)",
            endedOn: isEnded
                ? determined.adding(days: .random(in: 0...400, using: &random)) : nil,
            isDisputed: Bool.random(using: &random))
    }

    @Test func `7.7: one more bad record never raises score or grade, 10,000 cases of seed 771`()
        throws
    {
        let model = try exampleModel(.p1)
        let order = model.bands.bands.map(\.grade)
        var random = SeededGenerator(seed: 771)
        for _ in 0..<10_000 {
            let count = Int.random(in: 0...8, using: &random)
            let facts = (0..<count).map { self.fact($0, self.codes, &random) }
            let more = facts + [self.fact(99, ["minor", "general", "serious", "veto"], &random)]
            let before = try CreditScore.compute(model, facts, asOf: self.asOf)
            let after = try CreditScore.compute(model, more, asOf: self.asOf)
            #expect(after.score <= before.score)
            let place = try #require(order.firstIndex(of: before.grade))
            #expect(try #require(order.firstIndex(of: after.grade)) >= place)
        }
    }

    @Test func `7.7: one more good record never lowers the score, 10,000 cases of seed 772`() throws
    {
        let model = try exampleModel(.p1)
        var random = SeededGenerator(seed: 772)
        for _ in 0..<10_000 {
            // So many and so young that the cap on good behaviour is often reached.
            let count = Int.random(in: 0...16, using: &random)
            let facts = (0..<count).map { self.fact($0, self.codes, ages: -30...200, &random) }
            let more = facts + [self.fact(99, ["good-5", "good-4"], ages: -30...200, &random)]
            let before = try CreditScore.compute(model, facts, asOf: self.asOf)
            let after = try CreditScore.compute(model, more, asOf: self.asOf)
            #expect(after.score >= before.score)
        }
    }

    @Test func `7.7: the order of records never matters, 10,000 cases of seed 773`() throws {
        let model = try exampleModel(.p2, directDRule: .byAuthorities)
        var random = SeededGenerator(seed: 773)
        for _ in 0..<10_000 {
            let facts = (0..<6).map { self.fact($0, self.codes, &random) }
            let first = try CreditScore.compute(model, facts, asOf: self.asOf)
            let second = try CreditScore.compute(
                model, facts.shuffled(using: &random), asOf: self.asOf)
            #expect(first == second)
            #expect((0...100_000).contains(first.score.value))
        }
    }

    @Test func `7.7: linear weights fall from 1000 to 0, 10,000 cases of seed 774`() {
        var random = SeededGenerator(seed: 774)
        for _ in 0..<10_000 {
            let valid = Int.random(in: 1...4000, using: &random)
            let decay = Decay.linear(validDays: valid)
            let age = Int.random(in: 0...valid, using: &random)
            #expect(decay.weight(atAge: 0) == 1000)
            #expect(decay.weight(atAge: valid) == 0)
            #expect(decay.weight(atAge: age) >= decay.weight(atAge: age + 1))
            #expect((0...1000).contains(decay.weight(atAge: age)))
        }
    }
}

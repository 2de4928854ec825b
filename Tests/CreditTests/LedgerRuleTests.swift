import CreditRules
import MeshPrimitives
import SeededGenerator
import Testing

/// A ledger with one of everything the services write, drawn by a seed.
struct RandomLedger {
    static let today = CivilDate.first.adding(days: 739_944)
    static let codes = ["minor", "general", "serious", "good-5", "good-4", "veto"]

    private(set) var lines: [LedgerLine] = []

    init(_ random: inout SeededGenerator, entries: Int) {
        for number in 0..<entries {
            let open = self.lines.filter { $0.kind == .posting }.map(\.id)
            let kind = LedgerLine.Kind.allCases.randomElement(using: &random) ?? .posting
            let day = Self.today.adding(days: .random(in: -1_200...30, using: &random))
            if kind == .posting || open.isEmpty {
                self.lines.append(
                    LedgerLine(
                        posting: "e-\(number)", Self.codes.randomElement(using: &random) ?? "minor",
                        determined: day, by: "a-\(number % 3)"))
            } else {
                self.lines.append(
                    LedgerLine(
                        id: "e-\(number)", kind, of: open.randomElement(using: &random) ?? "",
                        from: day))
            }
        }
    }

    mutating func append(_ line: LedgerLine) { self.lines.append(line) }
}

@Suite struct `The ledger of a score` {
    let today = RandomLedger.today

    func score(_ lines: [LedgerLine], on day: CivilDate? = nil) throws -> CreditScore {
        try CreditScore.compute(
            exampleModel(.p1), ledger: lines, asOf: day ?? self.today, observations: 0)
    }

    /// By a model in which all matters that can tell one ledger from another.
    func strict(_ lines: [LedgerLine], on day: CivilDate) throws -> CreditScore {
        try CreditScore.compute(
            exampleModel(.p2, newEntityRule: .grade(.m), directDRule: .byAuthorities),
            ledger: lines, asOf: day, observations: 0)
    }

    @Test func `R5.2-15: a posting counts until its reversal acts`() throws {
        let posting = LedgerLine(posting: "p", "serious", determined: self.today)
        let repaired = LedgerLine(
            id: "r", .reversal, of: "p", from: self.today.adding(days: 10))
        let withdrawn = LedgerLine(id: "w", .reversal, of: "p", from: self.today)
        #expect(try self.score([posting]).score.text == "60.000")
        let before = self.today.adding(days: 9)
        #expect(try self.score([posting, repaired], on: before).score.text == "60.160")
        #expect(
            try self.score([posting, repaired], on: before.adding(days: 1)).score.text == "80.000")
        #expect(try self.score([posting, withdrawn], on: before).score.text == "80.000")
    }

    @Test func `R5.2-13 R5.2-14: disputes and shields act from their day to their end`() throws {
        let lines = [
            LedgerLine(posting: "p", "general", determined: self.today),
            LedgerLine(id: "s", .shield, of: "p", from: self.today.adding(days: 2)),
            LedgerLine(id: "u", .unshield, of: "p", from: self.today.adding(days: 4)),
            LedgerLine(id: "d", .dispute, of: "p", from: self.today.adding(days: 4)),
            LedgerLine(id: "e", .settlement, of: "p", from: self.today.adding(days: 6)),
        ]
        let facts = (0...6).map { Ledger.facts(lines, asOf: self.today.adding(days: $0))[0] }
        #expect(facts.map(\.isShielded) == [false, false, true, true, false, false, false])
        #expect(facts.map(\.isDisputed) == [false, false, false, false, true, true, false])
        #expect(try self.score(lines, on: self.today.adding(days: 3)).score.text == "80.000")
    }

    @Test func `R5.2-14: what was repaired out of a shield counts in full once that is revoked`()
        throws
    {
        let lines = [
            LedgerLine(posting: "p", "general", determined: self.today),
            LedgerLine(id: "s", .shield, of: "p", from: self.today),
            LedgerLine(id: "r", .reversal, of: "p", from: self.today.adding(days: 1)),
            LedgerLine(id: "a", .restoration, of: "p", from: self.today.adding(days: 2)),
        ]
        let fact = Ledger.facts(lines, asOf: self.today.adding(days: 2))[0]
        #expect(fact.endedOn == nil && !fact.isShielded)
    }

    @Test func `R5.2-15: an entity is new until something counted, not while it is to come`() throws
    {
        let posting = LedgerLine(posting: "p", "good-5", determined: self.today)
        let next = self.today.adding(days: 1)
        func grade(_ others: [LedgerLine], on day: CivilDate) throws -> Grade {
            try self.strict([posting] + others, on: day).grade
        }
        #expect(try self.strict([], on: self.today).grade == .m)
        #expect(try grade([], on: self.today.adding(days: -1)) == .m)
        #expect(try grade([], on: self.today) != .m)
        let withdrawn = LedgerLine(id: "w", .reversal, of: "p", from: self.today)
        #expect(try grade([withdrawn], on: next) == .m)
        let repaired = LedgerLine(id: "r", .reversal, of: "p", from: next)
        #expect(try grade([repaired], on: next) != .m)
        let restored = LedgerLine(id: "a", .restoration, of: "p", from: next)
        #expect(try grade([withdrawn, restored], on: next) != .m)
    }

    @Test
    func `R5.2-15: a reversal restores score and grade exactly, 10,000 ledgers of seed 15`() throws
    {
        var random = SeededGenerator(seed: 15)
        for _ in 0..<10_000 {
            var ledger = RandomLedger(&random, entries: .random(in: 0...10, using: &random))
            let day = self.today.adding(days: .random(in: -200...200, using: &random))
            let before = try self.strict(ledger.lines, on: day)
            let code = try #require(RandomLedger.codes.randomElement(using: &random))
            ledger.append(LedgerLine(posting: "x", code, determined: self.today, by: "a-9"))
            ledger.append(LedgerLine(id: "y", .reversal, of: "x", from: self.today))
            let after = try self.strict(ledger.lines, on: day)
            #expect(after.score == before.score && after.limited == before.limited)
            #expect(after.grade == before.grade && after.gradeCause == before.gradeCause)
        }
    }

    @Test func `RX-6: what acts later changes no earlier day, 10,000 ledgers of seed 16`() throws {
        var random = SeededGenerator(seed: 16)
        for _ in 0..<10_000 {
            let ledger = RandomLedger(&random, entries: .random(in: 1...12, using: &random))
            let day = self.today.adding(days: .random(in: -1_200...0, using: &random))
            // What acts after the day has not happened yet on that day.
            let then = ledger.lines.filter { $0.effective <= day }
            #expect(try self.strict(then, on: day) == self.strict(ledger.lines, on: day))
        }
    }

    @Test func `R5.2-15: the order of postings does not matter, 10,000 ledgers of seed 17`() throws
    {
        var random = SeededGenerator(seed: 17)
        for _ in 0..<10_000 {
            let ledger = RandomLedger(&random, entries: .random(in: 0...10, using: &random))
            let postings = ledger.lines.filter { $0.kind == .posting }
            let others = ledger.lines.filter { $0.kind != .posting }
            let shuffled = postings.shuffled(using: &random) + others
            let (one, two) = (try self.score(postings + others), try self.score(shuffled))
            #expect(one == two)
        }
    }

    @Test func `RX-5: a model in force later judges no earlier day, 10,000 histories of seed 18`()
        throws
    {
        let kinds = [
            try exampleModel(.p1), try exampleModel(.p2, newEntityRule: .grade(.m)),
            try exampleModel(.p3, countsDisputed: false),
        ]
        var random = SeededGenerator(seed: 18)
        for _ in 0..<10_000 {
            let ledger = RandomLedger(&random, entries: .random(in: 0...10, using: &random))
            func score(_ model: CreditModel?, on day: CivilDate) throws -> CreditScore? {
                try model.map {
                    try CreditScore.compute($0, ledger: ledger.lines, asOf: day, observations: 0)
                }
            }
            // Each on a day of its own, in any order.
            let models = (0..<Int.random(in: 1...4, using: &random)).map { index in
                (
                    from: self.today.adding(days: 10 * index - .random(in: 0...9, using: &random)),
                    model: kinds[index % kinds.count]
                )
            }.shuffled(using: &random)
            let last = try #require(models.map(\.from).max())
            let new = (
                from: last.adding(days: .random(in: 1...30, using: &random)),
                model: try #require(kinds.randomElement(using: &random))
            )
            let all = (models + [new]).shuffled(using: &random)
            let earlier = new.from.adding(days: -.random(in: 1...60, using: &random))
            #expect(
                try score(CreditModel.inForce(on: earlier, of: all), on: earlier)
                    == score(CreditModel.inForce(on: earlier, of: models), on: earlier))
            let later = new.from.adding(days: .random(in: 0...1, using: &random))
            #expect(
                try score(CreditModel.inForce(on: later, of: all), on: later)
                    == score(new.model, on: later), "in force from its first day on")
            for (from, model) in models {
                #expect(
                    try score(CreditModel.inForce(on: from, of: all), on: from)
                        == score(model, on: from), "each judges its own first day")
            }
        }
    }
}

@Suite struct `The way to a better grade` {
    let today = RandomLedger.today

    /// Tries every set of repairs on every day, as slowly as it is surely right.
    func bruteForce(
        _ goal: Grade, _ model: CreditModel, _ facts: [CreditFact],
        _ repairable: [GradePlan.Repairable], horizon: Int
    ) throws -> [(day: CivilDate, repairs: Int)] {
        var found: [(day: CivilDate, repairs: Int)] = []
        for offset in 0...horizon {
            let day = self.today.adding(days: offset)
            let open = repairable.filter { $0.from <= day }.map(\.fact)
            var fewest: Int?
            for set in 0..<(1 << open.count) {
                let gone = Set(open.indices.filter { set & (1 << $0) != 0 }.map { open[$0] })
                let left = facts.filter { !gone.contains($0.id) }
                let score = try CreditScore.compute(model, left, asOf: day)
                if score.grade.reaches(goal) { fewest = min(fewest ?? gone.count, gone.count) }
            }
            if let fewest, found.last.map({ fewest < $0.repairs }) ?? true {
                found.append((day, fewest))
            }
        }
        return found
    }

    @Test func `R5.2-14: the plans are those that trying everything finds, seed 14`() throws {
        var random = SeededGenerator(seed: 14)
        let model = try exampleModel(.p1)
        for _ in 0..<60 {
            let ledger = RandomLedger(&random, entries: .random(in: 1...7, using: &random))
            let facts = Ledger.facts(ledger.lines, asOf: self.today)
            let repairable = facts.filter { _ in Bool.random(using: &random) }.map {
                GradePlan.Repairable(
                    $0.id, from: self.today.adding(days: .random(in: 0...20, using: &random)))
            }
            for goal in [Grade.aaa, .aa, .b] {
                let plans = try GradePlan.all(
                    to: goal, model, facts, repairable: repairable, from: self.today, horizon: 25)
                let expected = try self.bruteForce(goal, model, facts, repairable, horizon: 25)
                #expect(plans.map(\.day) == expected.map(\.day))
                #expect(plans.map(\.repairs.count) == expected.map(\.repairs))
            }
        }
    }

    /// On which days a chain of evaluations reaches the goal, by every chain there is.
    ///
    /// - Parameter grade: What an evaluation on a day publishes, from the grade published before.
    func reached(
        _ goal: Grade, from published: Grade, horizon: Int,
        _ grade: (CivilDate, Grade) throws -> Grade
    ) throws -> Set<CivilDate> {
        struct State: Hashable {
            let published: Grade
            let free: CivilDate
        }
        var reached: Set<CivilDate> = []
        var states: Set<State> = [State(published: published, free: self.today)]
        for offset in 0...horizon {
            let day = self.today.adding(days: offset)
            let free = WorkingCalendar.official.deadline(workingDays: 10, after: day).date
                .adding(days: 1)
            for published in Set(states.filter { $0.free <= day }.map(\.published)) {
                let grade = try grade(day, published)
                if grade.reaches(goal) { reached.insert(day) }
                states.insert(State(published: grade, free: free))
            }
        }
        return reached
    }

    @Test
    func `7.7 R5.2-14: with an upgrade limit no chain of evaluations is faster, seed 141`()
        throws
    {
        var random = SeededGenerator(seed: 141)
        var steps: Set<Int> = []
        for number in 0..<120 {
            let limit = Int.random(in: 1...2, using: &random)
            let model = try exampleModel(.p1, upgradeLimit: limit)
            let ledger = RandomLedger(&random, entries: .random(in: 1...6, using: &random))
            let facts = Ledger.facts(ledger.lines, asOf: self.today)
            let repairable = facts.prefix(3).filter { _ in Bool.random(using: &random) }.map {
                GradePlan.Repairable(
                    $0.id, from: self.today.adding(days: .random(in: 0...40, using: &random)))
            }
            let published = try #require([Grade.d, .c, .b].randomElement(using: &random))
            let goal = try #require([Grade.aa, .a].randomElement(using: &random))
            let plans = try GradePlan.all(
                to: goal, model, facts, repairable: repairable, from: self.today,
                published: published, horizon: 60)
            func days(repairing set: Set<String>) throws -> Set<CivilDate> {
                try self.reached(goal, from: published, horizon: 60) { day, before in
                    let gone = repairable.filter { set.contains($0.fact) && $0.from <= day }
                    let left = facts.filter { fact in !gone.contains { $0.fact == fact.id } }
                    return try CreditScore.compute(model, left, asOf: day, previous: before).grade
                }
            }
            let all = try days(repairing: Set(repairable.map(\.fact)))
            #expect(plans.first?.day == all.min(), "case \(number)")
            for plan in plans {
                let set = Set(plan.repairs.map(\.fact))
                #expect(try days(repairing: set).contains(plan.day), "case \(number) comes true")
                for left in set {
                    let fewer = try days(repairing: set.subtracting([left]))
                    #expect(!fewer.contains(plan.day), "case \(number) needs \(left)")
                }
                #expect(plan.evaluations.last?.day == plan.day && plan.score.grade.reaches(goal))
                #expect(plan.evaluations.last?.grade == plan.score.grade)
                steps.insert(plan.evaluations.count)
            }
        }
        #expect(steps.isSuperset(of: [1, 2, 3]), "chains of every length are among them")
    }

    @Test func `7.7: from D to A with one grade at a time takes three evaluations`() throws {
        let model = try exampleModel(.p1, upgradeLimit: 1)
        let plans = try GradePlan.all(
            to: .a, model, [], repairable: [], from: self.today, published: .d)
        let plan = try #require(plans.first)
        #expect(plans.count == 1 && plan.repairs.isEmpty)
        #expect(plan.evaluations.map(\.grade) == [.c, .b, .a])
        let second = Terms.publicityEnds(from: self.today).adding(days: 1)
        let third = Terms.publicityEnds(from: second).adding(days: 1)
        #expect(plan.evaluations.map(\.day) == [self.today, second, third])
        #expect(plan.score.gradeCause == .upgradeLimit(held: .aa))
        let free = try GradePlan.all(to: .a, model, [], repairable: [], from: self.today)
        #expect(free.first?.day == self.today)
    }

    @Test func `R5.2-14 R5.2-15: a plan takes whose only record was withdrawn for a new entity`()
        throws
    {
        let model = try exampleModel(.p1, newEntityRule: .grade(.aaa))
        let first = self.today.adding(days: -5)
        func plans(endedOn day: CivilDate) throws -> [CivilDate] {
            let fact = CreditFact(
                id: "w", behaviour: "serious", determined: first, endedOn: day)
            return try GradePlan.all(
                to: .aaa, model, [fact], repairable: [], from: self.today, horizon: 3
            ).map(\.day)
        }
        #expect(try plans(endedOn: first) == [self.today])
        #expect(try plans(endedOn: first.adding(days: 1)).isEmpty)
    }

    @Test func `R5.2-14: repairing one serious record, or waiting`() throws {
        let model = try exampleModel(.p1)
        let facts = [
            CreditFact(id: "s", behaviour: "serious", determined: self.today),
            CreditFact(id: "m", behaviour: "minor", determined: self.today),
        ]
        let plans = try GradePlan.all(
            to: .a, model, facts,
            repairable: [
                .init("s", from: self.today.adding(days: 366)), .init("m", from: self.today),
            ],
            from: self.today)
        // 20 points fall below 10 after half of 1,095 days; the minor one is gone by then.
        #expect(plans.map { self.today.days(until: $0.day) } == [366, 547])
        #expect(plans.map { $0.repairs.map(\.fact) } == [["s"], []])
        #expect(plans.first?.repairs.first?.gain.text == "13.320")
    }
}

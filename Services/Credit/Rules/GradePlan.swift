import MeshPrimitives

/// A way to a better grade: what to repair by which day, and what that makes.
///
/// - Source: requirements R5.2-14 and R5.2-15 (design, peers 5 item 10).
package struct GradePlan: Sendable, Hashable {
    /// A record that can be repaired, and from which day on.
    package struct Repairable: Sendable, Hashable {
        /// The fact it takes away.
        package let fact: String
        package let from: CivilDate

        package init(_ fact: String, from: CivilDate) {
            self.fact = fact
            self.from = from
        }
    }

    package struct Repair: Sendable, Hashable {
        package let fact: String
        /// What it gives back on the day of the plan.
        package let gain: MilliPoints
    }

    package let day: CivilDate
    /// The repairs, the one that gives back most first.
    package let repairs: [Repair]
    /// The evaluations it takes, the last one on the day.
    package let evaluations: [GradeLadder.Evaluation]
    package let score: CreditScore

    /// All ways worth knowing: the earliest day, then each later one that needs fewer repairs.
    ///
    /// The earliest day is exact. So is the number of repairs where the score alone decides: every
    /// direct D must go, and of the rest those that weigh most, since what bad records take away adds
    /// up. Where the upgrade limit asks for more repairs, earlier, none of them can be left out.
    ///
    /// - Parameters:
    ///   - goal: The grade wished for; reached by it or a better one.
    ///   - published: The grade from which the model's upgrade limit counts; `nil` for none.
    ///   - observations: Months the score rests on; as many are assumed to be there later.
    ///   - horizon: How many days ahead to look.
    package static func all(
        to goal: Grade, _ model: CreditModel, _ facts: [CreditFact],
        repairable: [Repairable], from today: CivilDate, published: Grade? = nil,
        observations: Int64 = 0, horizon: Int = 3_650
    ) throws(Refusal) -> [GradePlan] {
        var search = GradeSearch(
            goal: goal, model: model, facts: facts, repairable: repairable, today: today,
            published: published, observations: observations)
        var plans: [GradePlan] = []
        for offset in 0...horizon {
            let most = plans.last.map { $0.repairs.count - 1 } ?? Int.max
            guard most >= 0 else { break }
            if let plan = try search.plan(on: today.adding(days: offset), atMost: most) {
                plans.append(plan)
            }
        }
        return plans
    }
}

/// Looks for the plan of one day after the other.
private struct GradeSearch {
    let goal: Grade
    let model: CreditModel
    let facts: [CreditFact]
    let repairable: [GradePlan.Repairable]
    let today: CivilDate
    let published: Grade?
    let observations: Int64
    /// By the facts repaired.
    private var ladders: [Set<String>: GradeLadder] = [:]

    init(
        goal: Grade, model: CreditModel, facts: [CreditFact], repairable: [GradePlan.Repairable],
        today: CivilDate, published: Grade?, observations: Int64
    ) {
        self.goal = goal
        self.model = model
        self.facts = facts
        self.repairable = repairable
        self.today = today
        self.published = published
        self.observations = observations
    }

    mutating func plan(on day: CivilDate, atMost most: Int) throws(Refusal) -> GradePlan? {
        let open = Set(self.repairable.filter { $0.from <= day }.map(\.fact))
        guard let fewest = try self.fewest(open, on: day, atMost: most) else { return nil }
        if let evaluations = try self.evaluations(repairing: fewest, on: day) {
            return try self.plan(fewest, evaluations, on: day)
        }
        guard let needed = try self.needed(of: open, on: day), needed.count <= most,
            let evaluations = try self.evaluations(repairing: needed, on: day)
        else { return nil }
        return try self.plan(needed, evaluations, on: day)
    }

    /// The fewest repairs by which the score of the day has the grade.
    private func fewest(
        _ open: Set<String>, on day: CivilDate, atMost most: Int
    ) throws(Refusal) -> Set<String>? {
        var repaired: Set<String> = []
        var score = try self.score(without: repaired, on: day)
        while !score.grade.reaches(self.goal) {
            guard repaired.count < most, let next = Self.heaviest(score, open) else { return nil }
            repaired.insert(next)
            score = try self.score(without: repaired, on: day)
        }
        return repaired
    }

    /// The next record to repair: a direct D before all others, then the heaviest.
    private static func heaviest(_ score: CreditScore, _ open: Set<String>) -> String? {
        var direct: Set<String> = []
        if case .directD(let records) = score.gradeCause { direct = Set(records) }
        let candidates = score.ledger.filter { open.contains($0.cause) }
            .filter { $0.contribution < .zero || direct.contains($0.cause) }
        let best = candidates.min { left, right in
            let (first, second) = (direct.contains(left.cause), direct.contains(right.cause))
            if first != second { return first }
            return (left.contribution, left.cause) < (right.contribution, right.cause)
        }
        return best?.cause
    }

    /// Of all that can be repaired what remains when, from the lightest on, each is left out that can
    /// be; `nil` when even all of it is not enough.
    private mutating func needed(
        of open: Set<String>, on day: CivilDate
    ) throws(Refusal) -> Set<String>? {
        guard try self.evaluations(repairing: open, on: day) != nil else { return nil }
        var needed = open
        let lightest = try self.score(without: [], on: day).ledger.sorted {
            ($1.contribution, $1.cause) < ($0.contribution, $0.cause)
        }
        for entry in lightest where needed.contains(entry.cause) {
            let fewer = needed.subtracting([entry.cause])
            if try self.evaluations(repairing: fewer, on: day) != nil { needed = fewer }
        }
        return needed
    }

    /// The evaluations that reach the goal on a day; `nil` when none do.
    private mutating func evaluations(
        repairing facts: Set<String>, on day: CivilDate
    ) throws(Refusal) -> [GradeLadder.Evaluation]? {
        var ladder =
            self.ladders[facts]
            ?? GradeLadder(
                self.model, self.facts, from: self.published, on: self.today,
                repaired: Dictionary(
                    self.repairable.filter { facts.contains($0.fact) }.map { ($0.fact, $0.from) },
                    uniquingKeysWith: min),
                observations: self.observations)
        let found = try ladder.evaluations(to: self.goal, on: day)
        self.ladders[facts] = ladder
        return found
    }

    private func plan(
        _ repaired: Set<String>, _ evaluations: [GradeLadder.Evaluation], on day: CivilDate
    ) throws(Refusal) -> GradePlan {
        let before = evaluations.dropLast().last?.grade ?? self.published
        let repairs = try self.score(without: [], on: day).ledger.filter {
            repaired.contains($0.cause)
        }.sorted { ($0.contribution, $0.cause) < ($1.contribution, $1.cause) }
        return GradePlan(
            day: day,
            repairs: repairs.map {
                GradePlan.Repair(fact: $0.cause, gain: MilliPoints(-$0.contribution.value))
            },
            evaluations: evaluations,
            score: try self.score(without: repaired, on: day, from: before))
    }

    private func score(
        without repaired: Set<String>, on day: CivilDate, from previous: Grade? = nil
    ) throws(Refusal) -> CreditScore {
        try CreditScore.compute(
            self.model, self.facts.filter { !repaired.contains($0.id) }, asOf: day,
            isNewEntity: !self.facts.haveCounted(by: day), previous: previous,
            observations: self.observations)
    }
}

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

    package let day: CivilDate
    /// The repairs, the one that gives back most first.
    package let repairs: [(fact: String, gain: MilliPoints)]
    package let score: CreditScore

    package static func == (left: GradePlan, right: GradePlan) -> Bool {
        left.day == right.day && left.score == right.score
            && left.repairs.map(\.fact) == right.repairs.map(\.fact)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(self.day)
        hasher.combine(self.score)
    }

    /// All ways worth knowing: the earliest day, then each later one that needs fewer repairs.
    ///
    /// On a day the fewest repairs are found exactly: every direct D must go, and of the rest those
    /// that weigh most, since what bad records take away adds up.
    ///
    /// - Parameters:
    ///   - goal: The grade wished for; reached by it or a better one.
    ///   - horizon: How many days ahead to look.
    package static func all(
        to goal: Grade, _ model: CreditModel, _ facts: [CreditFact],
        repairable: [Repairable], from today: CivilDate, horizon: Int = 3_650
    ) throws(Refusal) -> [GradePlan] {
        var plans: [GradePlan] = []
        for offset in 0...horizon {
            let most = plans.last.map { $0.repairs.count - 1 } ?? Int.max
            guard most >= 0 else { break }
            let day = today.adding(days: offset)
            let open = Set(repairable.filter { $0.from <= day }.map(\.fact))
            let plan = try Self.fewest(goal, model, facts, open, on: day, atMost: most)
            if let plan { plans.append(plan) }
        }
        return plans
    }

    private static func fewest(
        _ goal: Grade, _ model: CreditModel, _ facts: [CreditFact], _ open: Set<String>,
        on day: CivilDate, atMost most: Int
    ) throws(Refusal) -> GradePlan? {
        let isNew = facts.isEmpty
        var score = try CreditScore.compute(model, facts, asOf: day, isNewEntity: isNew)
        var left = facts
        var repairs: [(fact: String, gain: MilliPoints)] = []
        while !score.grade.reaches(goal) {
            guard repairs.count < most,
                let next = Self.heaviest(score, model, left, open)
            else { return nil }
            left.removeAll { $0.id == next.fact }
            repairs.append(next)
            score = try CreditScore.compute(model, left, asOf: day, isNewEntity: isNew)
        }
        return GradePlan(day: day, repairs: repairs, score: score)
    }

    /// The next record to repair: a direct D before all others, then the heaviest.
    private static func heaviest(
        _ score: CreditScore, _ model: CreditModel, _ facts: [CreditFact], _ open: Set<String>
    ) -> (fact: String, gain: MilliPoints)? {
        var direct: Set<String> = []
        if case .directD(let records) = score.gradeCause { direct = Set(records) }
        let candidates = score.ledger.filter { open.contains($0.cause) }
            .filter { $0.contribution < .zero || direct.contains($0.cause) }
        let best = candidates.min { left, right in
            let (first, second) = (direct.contains(left.cause), direct.contains(right.cause))
            if first != second { return first }
            return (left.contribution, left.cause) < (right.contribution, right.cause)
        }
        return best.map { ($0.cause, MilliPoints(-$0.contribution.value)) }
    }
}

import MeshPrimitives

/// The grades that evaluations one after another can publish, where each may rise only so far.
///
/// The next evaluation is opened once the one before is final, that is after its publicity.
///
/// - Source: requirements 7.7 and R5.2-15.
package struct GradeLadder: Sendable {
    package struct Evaluation: Sendable, Hashable {
        package let day: CivilDate
        /// What it publishes.
        package let grade: Grade
    }

    /// A grade that can be published.
    private struct Rung {
        /// Since when the next evaluation can be opened.
        let free: CivilDate
        /// What led there.
        let evaluations: [Evaluation]
    }

    private let model: CreditModel
    private let facts: [CreditFact]
    private let observations: Int64
    /// The first day without them, by fact.
    private let repaired: [String: CivilDate]
    /// The next day to look at.
    private var day: CivilDate
    /// No published grade counts as unrated: neither holds an evaluation.
    private var rungs: [Grade: Rung]

    init(
        _ model: CreditModel, _ facts: [CreditFact], from published: Grade?, on today: CivilDate,
        repaired: [String: CivilDate], observations: Int64
    ) {
        self.model = model
        self.facts = facts
        self.observations = observations
        self.repaired = repaired
        self.day = today
        self.rungs = [published ?? .unrated: Rung(free: today, evaluations: [])]
    }

    /// The evaluations of which one on a day publishes a grade or better, as few as possible; `nil`
    /// when none do.
    ///
    /// - Parameter day: Not before the one asked for last.
    mutating func evaluations(to goal: Grade, on day: CivilDate) throws(Refusal) -> [Evaluation]? {
        while self.model.upgradeLimit != nil, self.day < day {
            for (evaluations, last) in try self.possible(on: self.day) {
                self.add(evaluations + [last])
            }
            self.day = self.day.adding(days: 1)
        }
        return try self.possible(on: day).filter { $0.last.grade.reaches(goal) }
            .map { $0.before + [$0.last] }.min { $0.count < $1.count }
    }

    /// Every evaluation that may be opened on a day, with those before it.
    private func possible(
        on day: CivilDate
    ) throws(Refusal) -> [(before: [Evaluation], last: Evaluation)] {
        let left = self.facts.filter { fact in self.repaired[fact.id].map { $0 > day } ?? true }
        let score = try CreditScore.compute(
            self.model, left, asOf: day, isNewEntity: !self.facts.haveCounted(by: day),
            observations: self.observations)
        return Grade.allCases.compactMap { published in
            guard let rung = self.rungs[published], rung.free <= day else { return nil }
            let grade =
                switch score.gradeCause {
                case .band, .estimate: self.model.grade(risingTo: score.grade, from: published)
                case .newEntity, .directD, .upgradeLimit: score.grade
                }
            return (rung.evaluations, Evaluation(day: day, grade: grade))
        }
    }

    /// Keeps the earliest way to each grade.
    private mutating func add(_ evaluations: [Evaluation]) {
        guard let last = evaluations.last else { return }
        let free = Terms.publicityEnds(from: last.day).adding(days: 1)
        if let known = self.rungs[last.grade], known.free <= free { return }
        self.rungs[last.grade] = Rung(free: free, evaluations: evaluations)
    }
}

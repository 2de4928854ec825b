/// A score as the fold over its ledger: base and what every fact contributes.
///
/// 7.7, R5.2-15.
package struct CreditScore: Sendable, Hashable {
    /// A behaviour that counts, with its age.
    package struct Fact: Sendable, Hashable {
        /// The record, e.g. `records/r-1`.
        package var cause: String
        package var version: Int64
        package var behaviour: String
        package var ageDays: Int64

        package init(cause: String, version: Int64 = 1, behaviour: String, ageDays: Int64) {
            self.cause = cause
            self.version = version
            self.behaviour = behaviour
            self.ageDays = ageDays
        }
    }

    /// One line: points, weight and what they add to the score; negative for bad behaviour.
    package struct Entry: Sendable, Hashable {
        package var cause: String
        package var version: Int64
        package var points: Int64
        package var ageDays: Int64
        package var weightPerMille: Int64
        package var contribution: Int64
    }

    /// In milli-points, 0 to 100,000.
    package var score: Int64
    package var grade: String
    package var ledger: [Entry]

    /// Computes score and grade; the order of the facts does not matter.
    package static func compute(_ model: CreditModel, _ facts: [Fact]) -> CreditScore {
        var good: Int64 = 0
        var bad: Int64 = 0
        var isDirectD = false
        var ledger = [
            Entry(
                cause: "model \(model.version)", version: 0, points: model.base, ageDays: 0,
                weightPerMille: 1_000, contribution: model.base)
        ]
        for fact in facts.sorted(by: { ($0.cause, $0.ageDays) < ($1.cause, $1.ageDays) }) {
            guard let behaviour = model.behaviour(fact.behaviour) else { continue }
            let weight = behaviour.decay.weight(ageDays: fact.ageDays)
            let weighted = rounded(behaviour.points * weight, by: 1_000)
            if behaviour.isGood { good += weighted } else { bad += weighted }
            if behaviour.isDirectD, weight > 0 { isDirectD = true }
            ledger.append(
                Entry(
                    cause: fact.cause, version: fact.version, points: behaviour.points,
                    ageDays: fact.ageDays, weightPerMille: weight,
                    contribution: behaviour.isGood ? weighted : -weighted))
        }
        let score = min(max(model.base + min(model.goodCap, good) - bad, 0), 100_000)
        return CreditScore(
            score: score, grade: isDirectD ? "D" : model.grade(of: score), ledger: ledger)
    }
}

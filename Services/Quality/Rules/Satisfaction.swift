import MeshPrimitives

/// Satisfaction (满意度) by five levels.
///
/// - Source: requirement 7.8 (found F12: levels; design: weights).
package enum Satisfaction {
    /// 非常满意, 满意, 基本满意, 不满意, 非常不满意, stored as 5 to 1.
    package enum Level: Int64, Sendable, Hashable, CaseIterable {
        case verySatisfied = 5
        case satisfied = 4
        case fairlySatisfied = 3
        case dissatisfied = 2
        case veryDissatisfied = 1

        package var countsAsSatisfied: Bool {
            switch self {
            case .verySatisfied, .satisfied, .fairlySatisfied: true
            case .dissatisfied, .veryDissatisfied: false
            }
        }
    }

    package struct Policy: Sendable, Hashable {
        /// Points of each level, 0...100; a missing level has 0.
        package var weights: [Level: Int64] = [
            .verySatisfied: 100, .satisfied: 80, .fairlySatisfied: 60, .dissatisfied: 30,
            .veryDissatisfied: 0,
        ]
        /// Valid ratings, given ones only, below which nothing is concluded.
        package var minimumSample: Int64 = 10
        /// Whether silence counts as 基本满意; off, as it raises the rate while the score falls.
        package var countsDefaults = false

        package init() {}
    }

    /// Valid ratings; invalid ones were left out before and stay listed elsewhere.
    package struct Tally: Sendable, Hashable {
        /// Ratings that people gave.
        package var given: [Level: Int64]
        /// People who did not answer within the time; shown separately.
        package var defaulted: Int64

        package init(given: [Level: Int64], defaulted: Int64 = 0) {
            self.given = given
            self.defaulted = defaulted
        }
    }

    package struct Result: Sendable, Hashable {
        /// n: the ratings that count.
        package let count: Int64
        /// How many of them are defaults.
        package let defaulted: Int64
        /// The share of levels 5 to 3.
        package let rate: Fraction
        /// The mean weight, 0...100 points.
        package let score: Fraction
        package let isSufficient: Bool
    }

    /// - Returns: `nil` without a rating.
    package static func evaluate(
        _ tally: Tally, _ policy: Policy = Policy()
    ) throws(ArithmeticOverflow) -> Result? {
        let given = tally.given.values.reduce(0, +)
        let defaulted = policy.countsDefaults ? tally.defaulted : 0
        var counts = tally.given
        counts[.fairlySatisfied, default: 0] += defaulted
        let count = given + defaulted
        let satisfied = counts.filter { $0.key.countsAsSatisfied }.values.reduce(0, +)
        let sum = counts.reduce(into: Int64(0)) {
            $0 += $1.value * policy.weights[$1.key, default: 0]
        }
        guard let rate = Fraction(satisfied, count), let score = Fraction(sum, count) else {
            return nil
        }
        return Result(
            count: count, defaulted: defaulted, rate: rate, score: score,
            isSufficient: given >= policy.minimumSample)
    }

    /// The combined index of groups, such as using organisations and individual users.
    ///
    /// - Returns: The weighted mean over the groups with enough sample; `nil` when there is none.
    package static func combined(
        _ groups: [(weight: Int64, result: Result?)]
    ) throws(ArithmeticOverflow) -> Fraction? {
        try WeightedMean.of(
            groups.map { group in
                (group.weight, group.result.flatMap { $0.isSufficient ? $0.score : nil })
            })
    }
}

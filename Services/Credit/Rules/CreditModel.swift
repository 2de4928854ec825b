/// A version of the credit model (信用评价模型): everything a score depends on besides facts.
///
/// 7.7.
package struct CreditModel: Sendable, Hashable {
    package var version: String
    /// In milli-points.
    package var base: Int64
    /// Good behaviour counts up to this, in milli-points.
    package var goodCap: Int64
    package var behaviours: [Behaviour]
    package var bands: [Band]

    package struct Behaviour: Sendable, Hashable {
        package var code: String
        /// In milli-points, always positive.
        package var points: Int64
        package var decay: Decay
        package var isGood: Bool
        /// Overrides any score until repaired (一票否决).
        package var isDirectD: Bool

        package init(
            code: String, points: Int64, decay: Decay, isGood: Bool = false, isDirectD: Bool = false
        ) {
            self.code = code
            self.points = points
            self.decay = decay
            self.isGood = isGood
            self.isDirectD = isDirectD
        }
    }

    /// How a record loses weight with age.
    package enum Decay: Sendable, Hashable {
        case none
        /// Falls evenly to 0 at this age in days.
        case linear(validDays: Int64)
        /// Weight in per mille from an age in days on, ascending.
        case step([Step])

        package struct Step: Sendable, Hashable {
            package var fromDays: Int64
            package var perMille: Int64

            package init(fromDays: Int64, perMille: Int64) {
                self.fromDays = fromDays
                self.perMille = perMille
            }
        }

        /// Weight in per mille at an age in days; 1,000 at age 0.
        package func weight(ageDays age: Int64) -> Int64 {
            switch self {
            case .none: return 1_000
            case .linear(let valid):
                guard age < valid else { return 0 }
                return rounded(1_000 * (valid - max(age, 0)), by: valid)
            case .step(let steps):
                return steps.last { $0.fromDays <= age }?.perMille ?? 1_000
            }
        }
    }

    /// A grade from a score on, lower-inclusive, in milli-points.
    package struct Band: Sendable, Hashable {
        package var grade: String
        package var from: Int64

        package init(grade: String, from: Int64) {
            self.grade = grade
            self.from = from
        }
    }

    package static let presetP1 = [
        Band(grade: "AAA", from: 90_000), Band(grade: "AA", from: 80_000),
        Band(grade: "A", from: 70_000), Band(grade: "B", from: 60_000),
        Band(grade: "C", from: 50_000), Band(grade: "D", from: 0),
    ]
    package static let presetP2 = [
        Band(grade: "A", from: 90_000), Band(grade: "B", from: 70_000),
        Band(grade: "C", from: 40_000), Band(grade: "D", from: 0),
    ]

    /// The model that ships: the example of 7.7 with the bands P1.
    package static let standard = CreditModel(
        version: "v1", base: 80_000, goodCap: 15_000,
        behaviours: [
            Behaviour(
                code: "availability-minor", points: 3_000, decay: .linear(validDays: 90)),
            Behaviour(
                code: "availability-general", points: 8_000, decay: .linear(validDays: 365)),
            Behaviour(
                code: "availability-serious", points: 20_000, decay: .linear(validDays: 1_095)),
        ], bands: Self.presetP1)

    package init(
        version: String, base: Int64, goodCap: Int64, behaviours: [Behaviour], bands: [Band]
    ) {
        self.version = version
        self.base = base
        self.goodCap = goodCap
        self.behaviours = behaviours
        self.bands = bands
    }

    package func behaviour(_ code: String) -> Behaviour? {
        self.behaviours.first { $0.code == code }
    }

    func grade(of score: Int64) -> String {
        let sorted = self.bands.sorted { $0.from > $1.from }
        return sorted.first { score >= $0.from }?.grade ?? sorted.last?.grade ?? ""
    }
}

/// `number / divisor` rounded half up, for numbers that are not negative.
func rounded(_ number: Int64, by divisor: Int64) -> Int64 {
    (2 * number + divisor) / (2 * divisor)
}

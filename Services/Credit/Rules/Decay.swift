import MeshPrimitives

/// How the weight of a record falls with its age, in per mille of its points.
///
/// - Source: requirement 7.7.
package enum Decay: Sendable, Hashable {
    case none
    /// Falls evenly to 0 at `validDays`, 1 or more.
    case linear(validDays: Int)
    /// The weight of the last step whose first day is reached; 1000 before the first.
    case step([Step])
    case halfLife(HalfLifeTable)

    package struct Step: Sendable, Hashable {
        /// Age in days from which the weight holds.
        package let fromDay: Int
        /// 0...1000.
        package let weight: Int64

        package init(fromDay: Int, weight: Int64) {
            self.fromDay = fromDay
            self.weight = weight
        }
    }

    /// - Parameter age: Days since the determination, 0 or more.
    /// - Returns: Per mille, 0...1000.
    package func weight(atAge age: Int) -> Int64 {
        switch self {
        case .none:
            return 1000
        case .linear(let validDays):
            guard age < validDays else { return 0 }
            // Between 0 and 1000, as the age lies between 0 and the valid days.
            return Int64(roundedHalfUp(Int128(1000 * (validDays - age)), over: Int128(validDays)))
        case .step(let steps):
            return steps.last { $0.fromDay <= age }?.weight ?? 1000
        case .halfLife(let table):
            return table.weight(atAge: age)
        }
    }

    /// A weight that rises with age would make old records count more than new ones.
    var isValid: Bool {
        switch self {
        case .none, .halfLife:
            return true
        case .linear(let validDays):
            return (1...36_525).contains(validDays)
        case .step(let steps):
            let weights = [1000] + steps.map(\.weight)
            let days = [-1] + steps.map(\.fromDay)
            return zip(weights, weights.dropFirst()).allSatisfy(>=)
                && zip(days, days.dropFirst()).allSatisfy(<)
                && weights.allSatisfy { (0...1000).contains($0) }
        }
    }
}

/// Weights that halve every so many days, stored as per mille for each day of age.
///
/// The table is computed without floating point, so every machine has the same one.
package struct HalfLifeTable: Sendable, Hashable {
    package let days: Int
    /// Per mille by age in days; 0 beyond its end.
    package let perMille: [Int64]

    /// `nil` unless `days` is 1...3650.
    package init?(days: Int) {
        guard (1...3650).contains(days) else { return nil }
        // The first half-life in units of 2^-62; later ones are the same numbers shifted, so that
        // 1000, 500, 250, 125 and 62.5 are exact and round as they should.
        let ratio = Self.root(of: days)
        var power = Self.one
        var firstHalfLife: [Int128] = []
        for _ in 0..<days {
            firstHalfLife.append(power)
            power = Self.multiply(power, ratio)
        }
        var perMille: [Int64] = []
        for halvings in 0..<11 {
            for value in firstHalfLife {
                let weight = roundedHalfUp(value * 1000, over: Self.one << Int128(halvings))
                perMille.append(Int64(weight))
            }
        }
        self.days = days
        self.perMille = perMille
    }

    package func weight(atAge age: Int) -> Int64 {
        self.perMille.indices.contains(age) ? self.perMille[age] : 0
    }

    private static let one: Int128 = 1 << 62

    private static func multiply(_ left: Int128, _ right: Int128) -> Int128 {
        (left * right) >> 62
    }

    /// 2^(-1/degree), found by halving the interval in which it lies.
    private static func root(of degree: Int) -> Int128 {
        var low = Self.one / 2
        var high = Self.one
        while high - low > 1 {
            let middle = (low + high) / 2
            if Self.power(middle, degree) < Self.one / 2 { low = middle } else { high = middle }
        }
        return high
    }

    private static func power(_ value: Int128, _ exponent: Int) -> Int128 {
        var (result, factor, exponent) = (Self.one, value, exponent)
        while exponent > 0 {
            if !exponent.isMultiple(of: 2) { result = Self.multiply(result, factor) }
            factor = Self.multiply(factor, factor)
            exponent /= 2
        }
        return result
    }
}

import MeshPrimitives

/// How a service is composed of components, for targets at design time and for measured outages.
///
/// Targets multiply, because components are taken as independent. Measured outages must not: two
/// components failing in the same minute are down once. See ``downtime(_:)``.
///
/// - Source: requirement 7.5 (design).
package indirect enum Composition<Component: Sendable>: Sendable {
    case component(Component)
    /// Up when all parts are up.
    case series([Composition])
    /// Up when at least one part is up.
    case parallel([Composition])
    /// Up when at least this many parts are up; from 1 to all of them.
    case atLeast(Int, [Composition])

    private var needed: (count: Int, parts: [Composition]) {
        switch self {
        case .component: (1, [self])
        case .series(let parts): (parts.count, parts)
        case .parallel(let parts): (1, parts)
        case .atLeast(let count, let parts): (count, parts)
        }
    }
}

extension Composition where Component == Fraction {
    /// The exact probability that the whole is up.
    package func availability() throws(ArithmeticOverflow) -> Fraction {
        if case .component(let availability) = self { return availability }
        let (needed, parts) = self.needed
        // probability[k]: exactly k of the parts seen so far are up.
        var probability = [Fraction.one]
        for part in parts {
            let up = try part.availability()
            let down = try Fraction.one.subtracting(up)
            var next = [Fraction](repeating: .zero, count: probability.count + 1)
            for (count, chance) in probability.enumerated() {
                next[count] = try next[count].adding(chance.multiplied(by: down))
                next[count + 1] = try chance.multiplied(by: up)
            }
            probability = next
        }
        var sum = Fraction.zero
        for chance in probability.dropFirst(max(0, needed)) { sum = try sum.adding(chance) }
        return sum
    }
}

extension Composition where Component == MinuteRanges {
    /// The minutes in which the whole was down, by the real overlap of its parts' outages.
    package func downtime() -> MinuteRanges {
        if case .component(let downtime) = self { return downtime }
        let (needed, parts) = self.needed
        // With fewer than `needed` up, at least this many are down.
        let down = max(1, parts.count - needed + 1)
        return MinuteRanges.covered(byAtLeast: down, of: parts.map { $0.downtime() })
    }
}

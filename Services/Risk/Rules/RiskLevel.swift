/// How bad a risk is (低/一般/较大/重大).
package enum RiskLevel: Int, Sendable, Hashable, Comparable, CaseIterable {
    case low = 1
    case moderate
    case high
    case major

    package static func < (left: RiskLevel, right: RiskLevel) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The level of a scope: its highest item, with counts; averages would hide the worst.
///
/// - Source: requirement 7.4.
package struct RiskRollUp: Sendable, Hashable {
    /// `nil` without an item.
    package let highest: RiskLevel?
    package let counts: [RiskLevel: Int]

    package init(_ levels: [RiskLevel]) {
        self.highest = levels.max()
        self.counts = levels.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

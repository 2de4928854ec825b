import MeshAPI

/// Model M1: likelihood times impact, both 1 to 5.
///
/// 7.4, R8.3-2.
package enum RiskScoring {
    package static let modelVersion = "M1"

    /// 1-4 low, 5-9 moderate, 10-14 high, 15-25 major.
    package static func level(likelihood: Int32, impact: Int32) -> RiskLevel {
        switch likelihood * impact {
        case ...4: .low
        case 5...9: .moderate
        case 10...14: .high
        default: .major
        }
    }

    /// A scope's level is its highest item; averages are not allowed.
    package static func level(of scores: [RiskScore]) -> RiskLevel {
        scores.map { Self.level(likelihood: $0.likelihood, impact: $0.impact) }
            .max { $0.rawValue < $1.rawValue } ?? .low
    }
}

/// The indicator that counts a provider's breaches (R8.2-4).
package enum BreachIndicator {
    /// Amber from one breach on, orange from two, red from three.
    package static func colour(breaches: Int) -> Warning.Colour? {
        switch breaches {
        case ...0: nil
        case 1: .yellow
        case 2: .orange
        default: .red
        }
    }
}

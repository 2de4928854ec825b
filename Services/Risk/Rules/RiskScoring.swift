import MeshPrimitives

/// What the risk models share: model M2, residual risk and refusals.
///
/// - Source: requirement 7.4.
package enum RiskScoring {
    package struct MultiplicationRisk: Sendable, Hashable {
        /// V × √(T × A) rounded half up, 1...25.
        package let rounded: Int
        /// 1...5: 1-5, 6-10, 11-15, 16-20, 21-25.
        package let grade: Int
    }

    /// Model M2: √(T × V) × √(A × V), each of threat, vulnerability and asset 1...5.
    ///
    /// - Source: 7.4 (inferred: GB/T 20984-2007 informative annex).
    package static func multiplication(
        asset: Int, threat: Int, vulnerability: Int
    ) throws(Refusal) -> MultiplicationRisk {
        try self.check([("asset", asset), ("threat", threat), ("vulnerability", vulnerability)])
        let square = 4 * threat * asset * vulnerability * vulnerability
        // n is the rounded root iff (2n-1)² <= 4TAV² < (2n+1)²: no root is ever taken.
        var rounded = 1
        while (2 * rounded + 1) * (2 * rounded + 1) <= square { rounded += 1 }
        return MultiplicationRisk(rounded: rounded, grade: (rounded + 4) / 5)
    }

    /// What remains after a control.
    ///
    /// A control counts only while its last test is valid (R8.1-4); otherwise the inherent risk
    /// stands.
    ///
    /// - Parameter testedUntil: The last day of the control's test; `nil` when it was not tested.
    package static func residual<Risk>(
        inherent: Risk, controlled: Risk, testedUntil: CivilDate?, on date: CivilDate
    ) -> Risk {
        guard let testedUntil, date <= testedUntil else { return inherent }
        return controlled
    }

    static func check(_ factors: [(name: String, value: Int)]) throws(Refusal) {
        for factor in factors where !(1...5).contains(factor.value) {
            throw self.refusal(
                "RISK_FACTOR_RANGE", "The \(factor.name) is \(factor.value).",
                "Give a number from 1 to 5.", subject: factor.name)
        }
    }

    static func refusal(
        _ code: String, _ message: String, _ remedy: String, subject: String = ""
    ) -> Refusal {
        Refusal(
            code: code, subject: subject, message: message, remedy: remedy, requirement: "7.4",
            source: "inferred: ISO 31000, GB/T 20984")
    }
}

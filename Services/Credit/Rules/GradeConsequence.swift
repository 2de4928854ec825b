/// What a grade means for supervision (分级分类监管).
///
/// A default, not a constant of law.
///
/// - Source: requirement R5.2-16 (inferred: F10 F9).
package struct GradeConsequence: Sendable, Hashable {
    /// No new admission or renewal; running contracts go on.
    package let blocksNewBusiness: Bool
    /// Share of months inspected, in parts per million.
    package let inspectionRatePpm: Int64
    /// Longest term of a new contract in months; `nil` for no cap.
    package let termCapMonths: Int32?

    package init(_ grade: Grade) {
        self.blocksNewBusiness = grade == .d
        switch grade {
        case .aaa, .aa:
            self.inspectionRatePpm = 50_000
            self.termCapMonths = nil
        case .a, .m, .unrated:
            self.inspectionRatePpm = 200_000
            self.termCapMonths = nil
        case .b:
            self.inspectionRatePpm = 300_000
            self.termCapMonths = 24
        case .c:
            self.inspectionRatePpm = 500_000
            self.termCapMonths = 12
        case .d:
            self.inspectionRatePpm = 1_000_000
            self.termCapMonths = 12
        }
    }

    /// Whether the grade changes anything compared with a provider in good standing.
    package var restricts: Bool { self.inspectionRatePpm > 50_000 }
}

/// What a grade means for supervision and business (分级分类监管); data of a model, not law.
///
/// - Source: requirement R5.2-16 (inferred: F10 F9).
package struct GradeConsequence: Sendable, Hashable {
    /// How much of a subject in good standing is inspected.
    package static let usualInspectionPpm: Int64 = 50_000

    /// No new admission or renewal; running contracts go on.
    package let blocksNewBusiness: Bool
    /// Share of months inspected, in parts per million.
    package let inspectionRatePpm: Int64
    /// Longest term of a new contract in months; `nil` for no cap.
    package let termCapMonths: Int32?
    /// Deposit (保证金) as a share of the price, in parts per million.
    package let depositPpm: Int64
    /// What a bid gains in its evaluation, in parts per million.
    package let bidBonusPpm: Int64

    package init(
        blocksNewBusiness: Bool = false, inspectionRatePpm: Int64 = Self.usualInspectionPpm,
        termCapMonths: Int32? = nil, depositPpm: Int64 = 0, bidBonusPpm: Int64 = 0
    ) {
        self.blocksNewBusiness = blocksNewBusiness
        self.inspectionRatePpm = inspectionRatePpm
        self.termCapMonths = termCapMonths
        self.depositPpm = depositPpm
        self.bidBonusPpm = bidBonusPpm
    }

    /// Whether the grade changes nothing.
    package var isNeutral: Bool { self == GradeConsequence() }
}

import MeshAPI
import MeshPrimitives

/// Publicity and repair dates of a record (公示期).
///
/// 7.11, R5.2-12. Counted from the date of the determining document; publicity dates do not
/// roll.
package struct Publicity: Sendable, Hashable {
    /// First day on which repair may be filed.
    package var repairFrom: CivilDate
    /// Last day of publication.
    package var until: CivilDate

    package init(determinedOn: CivilDate, severity: Severity) {
        switch severity {
        case .serious:
            self.repairFrom = determinedOn.adding(months: 12).adding(days: 1)
            self.until = determinedOn.adding(months: 36)
        case .general:
            self.repairFrom = determinedOn.adding(months: 3).adding(days: 1)
            self.until = determinedOn.adding(months: 12)
        case .minor, .unspecified:
            // Repairable as soon as the duty is met; published at most 3 months, if at all.
            self.repairFrom = determinedOn
            self.until = determinedOn.adding(months: 3)
        }
    }
}

/// What a grade means for supervision (分级分类监管).
///
/// R5.2-16; a default, not a constant of law.
package struct GradeConsequence: Sendable, Hashable {
    package var blocksNewBusiness: Bool
    /// Share of months inspected, in parts per million.
    package var inspectionRatePpm: Int64
    /// Longest term of a new contract in months; 0 means no cap.
    package var termCapMonths: Int32

    package static func of(grade: String) -> GradeConsequence {
        switch grade {
        case "AAA", "AA":
            GradeConsequence(blocksNewBusiness: false, inspectionRatePpm: 50_000, termCapMonths: 0)
        case "A":
            GradeConsequence(blocksNewBusiness: false, inspectionRatePpm: 200_000, termCapMonths: 0)
        case "B":
            GradeConsequence(
                blocksNewBusiness: false, inspectionRatePpm: 300_000, termCapMonths: 24)
        case "C":
            GradeConsequence(
                blocksNewBusiness: false, inspectionRatePpm: 500_000, termCapMonths: 12)
        default:
            GradeConsequence(
                blocksNewBusiness: true, inspectionRatePpm: 1_000_000, termCapMonths: 12)
        }
    }

    /// Whether the grade changes anything compared with a provider in good standing.
    package var restricts: Bool { self.inspectionRatePpm > 50_000 }
}

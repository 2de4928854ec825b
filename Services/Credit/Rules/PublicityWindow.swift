import MeshPrimitives

/// How long a record is published (公示期) and from when it may be repaired (信用修复).
///
/// The clock starts on the date of the determining document, not on the day of publication. Ends
/// do not roll over holidays.
///
/// - Source: requirements 7.11, R5.2-12 and R5.2-14 (found F1 F2).
package struct PublicityWindow: Sendable, Hashable {
    /// Months from the determination.
    package struct Policy: Sendable, Hashable {
        package var generalMinimum = 3
        package var generalMaximum = 12
        package var seriousMinimum = 12
        package var seriousMaximum = 36
        /// For the rare minor record that must be published.
        package var minorMaximum = 3

        package init() {}
    }

    package let severity: Severity
    package let determined: CivilDate
    /// The last day on which repair is too early; `nil` for minor records, which need not wait.
    package let minimumEnds: CivilDate?
    /// The last day of publication; it stops by itself afterwards.
    package let publishedUntil: CivilDate

    package init(_ severity: Severity, determined: CivilDate, _ policy: Policy = Policy()) {
        self.severity = severity
        self.determined = determined
        switch severity {
        case .minor:
            self.minimumEnds = nil
            self.publishedUntil = determined.adding(months: policy.minorMaximum)
        case .general:
            self.minimumEnds = determined.adding(months: policy.generalMinimum)
            self.publishedUntil = determined.adding(months: policy.generalMaximum)
        case .serious:
            self.minimumEnds = determined.adding(months: policy.seriousMinimum)
            self.publishedUntil = determined.adding(months: policy.seriousMaximum)
        }
    }

    /// Whether records of this severity are published unless somebody must decide otherwise.
    package var isPublishedByDefault: Bool {
        switch self.severity {
        case .minor: false
        case .general, .serious: true
        }
    }

    package func isPublished(on date: CivilDate) -> Bool {
        date <= self.publishedUntil
    }

    /// The first date on which repair may be filed.
    ///
    /// - Parameter dutyMet: When the behaviour was corrected.
    package func earliestRepair(dutyMet: CivilDate) -> CivilDate {
        max(dutyMet, self.minimumEnds?.adding(days: 1) ?? dutyMet)
    }

    /// Why repair cannot be filed on a date; `nil` when it can.
    ///
    /// - Parameter dutyMet: When the behaviour was corrected; `nil` when it was not.
    package func repairRefusal(filedOn date: CivilDate, dutyMet: CivilDate?) -> Refusal? {
        guard let dutyMet, dutyMet <= date else {
            return Self.refusal(
                "REPAIR_DUTY_NOT_MET", "The behaviour has not been corrected.",
                "Correct it and file with the proof of correction.")
        }
        let earliest = self.earliestRepair(dutyMet: dutyMet)
        guard date < earliest else { return nil }
        return Self.refusal(
            "REPAIR_TOO_EARLY", "The minimum publicity period has not ended.",
            "File on \(earliest) or later.", subject: earliest.description)
    }

    private static func refusal(
        _ code: String, _ message: String, _ remedy: String, subject: String = ""
    ) -> Refusal {
        Refusal(
            code: code, subject: subject, message: message, remedy: remedy, requirement: "R5.2-14",
            source: "found F1 F2")
    }
}

import MeshPrimitives

/// Since when a recipient counts as knowing a notice (送达), and which term begins then.
///
/// - Source: requirement RX-4.
package struct DeliveryRule: Sendable, Hashable {
    package let undeliveredAt: Instant
    package let deemedAt: Instant

    package init(sent day: CivilDate) {
        self.undeliveredAt = Self.end(Terms.undelivered, after: day)
        self.deemedAt = Self.end(Terms.deemedDelivered, after: day)
    }

    /// The day of a delivery that only the rule made: the last one of the term.
    package static func day(deemedAt instant: Instant) -> CivilDate {
        instant.civilDate.adding(days: -1)
    }

    /// The end of the statement period after a delivery (R5.2-11).
    package static func statementDeadline(deliveredOn day: CivilDate) -> Instant {
        self.end(Terms.statement, after: day)
    }

    /// Why a proof may not say that a notice was delivered then; `nil` when it may.
    package static func refusal(deliveredAt: Instant, sent: Instant, now: Instant) -> Refusal? {
        guard deliveredAt < sent || deliveredAt > now else { return nil }
        return Refusal(
            code: "DELIVERY_OUT_OF_RANGE", subject: "delivered_at",
            message: "\(deliveredAt) is before the sending at \(sent) or after now",
            remedy: "give the time that stands on the proof", requirement: "RX-4",
            source: "design")
    }

    private static func end(_ workingDays: Int, after day: CivilDate) -> Instant {
        WorkingCalendar.official.deadline(workingDays: workingDays, after: day).end
    }
}

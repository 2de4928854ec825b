import MeshAPI
import MeshLifecycle
import MeshPrimitives
import QualityRules

/// The life of a month's result (SM-PERIOD).
///
/// It becomes final when its dispute window passes; a dispute keeps it open until it is adjusted.
package let periodLifecycle = Lifecycle<Period, NoFacts>(initial: .open) {
    From(.open).on("close", to: .provisional, when: { period, _, now in monthIsOver(period, now) })
    From(.provisional).on("dispute", to: .disputed, reason: true)
    From(.disputed).on("proposeExclusions", to: .disputed, reason: true)
    From(.disputed).on("proposeMeasurements", to: .disputed, reason: true)
    From(.disputed).on("adjust", to: .adjusted, reason: true)
    From(.provisional, .adjusted).becomes(.final) { $0.disputeUntil }
    From(.final).on("proposeExclusions", to: .final, reason: true)
    From(.final).on("proposeMeasurements", to: .final, reason: true)
    From(.corrected).on("proposeExclusions", to: .corrected, reason: true)
    From(.corrected).on("proposeMeasurements", to: .corrected, reason: true)
    From(.final, .corrected).on(
        "correct", to: .corrected, reason: true,
        when: { period, _, _ in somethingIsProposed(period) })
}

/// The life of a breach (SM-BREACH).
///
/// Silence until the window passes confirms it (R5.3-9). `rescind` and `redetect` are the mesh's
/// own: a correction of the month takes the breach back, or finds it again.
package let breachLifecycle = Lifecycle<Breach, NoFacts>(initial: .detected) {
    From(.detected).on("notify", to: .notified)
    From(.notified).on("dispute", to: .disputed, reason: true)
    From(.notified).becomes(.confirmed) { $0.disputeUntil }
    From(.disputed).on("confirm", to: .confirmed)
    From(.disputed).on("waive", to: .waived, reason: true)
    From(.disputed).on("reject", to: .notConfirmed, reason: true)
    From(.confirmed).on("compensate", to: .compensated)
    From(.compensated).on("close", to: .closed)
    From(.detected, .notified, .disputed, .confirmed, .compensated, .closed).on(
        "rescind", to: .rescinded)
    From(.rescinded).on("redetect", to: .detected)
}

private func somethingIsProposed(_ period: Period) -> [Refusal] {
    guard period.proposed.isEmpty, period.proposedMeasurements.isEmpty else { return [] }
    return [
        Refusal(
            code: "NOTHING_PROPOSED", subject: period.name, message: "no correction is proposed",
            remedy: "have a handler propose one with ProposeExclusions or ProposeMeasurements",
            requirement: "RX-2",
            source: "design")
    ]
}

private func monthIsOver(_ period: Period, _ now: Instant) -> [Refusal] {
    if let month = Month(period.month), month.end <= now { return [] }
    return [
        Refusal(
            code: "MONTH_NOT_OVER", subject: period.month, message: "the month is not over",
            remedy: "close it on the first day of the next month or later", requirement: "R9.3-2",
            source: "design")
    ]
}

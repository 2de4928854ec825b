import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// The life of a qualification (SM-QUAL).
///
/// Expiry follows from the date alone (R5.2-4).
package let qualificationLifecycle = Lifecycle<Qualification, NoFacts>(initial: .draft) {
    From(.draft).on("submit", to: .submitted)
    From(.submitted).on("accept", to: .accepted)
    From(.submitted).on(
        "ask", to: .supplement, reason: true,
        when: { qualification, _, _ in
            isAskedFirst(qualification.name, qualification.supplementAsked, "R5.2-3")
        })
    From(.submitted).on("refuse", to: .refusedAcceptance, reason: true)
    From(.supplement).on("resubmit", to: .submitted)
    From(.accepted).on("review", to: .inReview)
    From(.inReview).on("approve", to: .approved)
    From(.inReview).on("reject", to: .rejected, reason: true)
    From(.approved).becomes(.expired) { dayAfter($0.validUntil) }
    From(.approved).on("suspend", to: .suspended, reason: true)
    From(.suspended).on("reinstate", to: .approved)
    From(.approved, .suspended).on("revoke", to: .revoked, reason: true)
}

/// The life of a certificate (SM-CERT).
///
/// Only an issued one lets a product be listed or contracted anew. One that needs surveillance does
/// not, from the day on which it is due until the body confirms it; what is listed and what runs
/// stays as it is.
package let certificationLifecycle = Lifecycle<Certification, NoFacts>(initial: .applied) {
    From(.applied).on("test", to: .testing)
    From(.testing).on("issue", to: .issued)
    From(.testing).on("refuse", to: .refused, reason: true)
    From(.issued).becomes(.needsSurveillance) { CivilDate($0.surveillanceDue)?.start }
    From(.issued).on("requireSurveillance", to: .needsSurveillance)
    From(.needsSurveillance).on("confirm", to: .issued)
    From(.needsSurveillance).on("suspend", to: .suspended, reason: true)
    From(.suspended).on("confirm", to: .issued)
    From(.suspended).on("withdraw", to: .withdrawn, reason: true)
    From(.issued, .needsSurveillance).becomes(.expired) { dayAfter($0.validUntil) }
}

/// The start of the day after a last day of validity; `nil` when there is none.
func dayAfter(_ date: String) -> Instant? {
    CivilDate(date)?.adding(days: 1).start
}

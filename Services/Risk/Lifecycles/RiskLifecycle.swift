import MeshAPI
import MeshLifecycle

/// An assessment counts once it is approved; a newer one supersedes it (R8.1-5).
package let riskAssessmentLifecycle = Lifecycle<RiskAssessment, NoFacts>(initial: .draft) {
    From(.draft).on("approve", to: .approved)
    From(.approved).on("supersede", to: .superseded)
}

/// The life of a warning (SM-WARN).
package let warningLifecycle = Lifecycle<Warning, NoFacts>(initial: .issued) {
    From(.issued).on("acknowledge", to: .acknowledged)
    From(.issued, .acknowledged).on("lift", to: .lifted, reason: true)
    From(.issued, .acknowledged, .lifted).on("raise", to: .issued)
}

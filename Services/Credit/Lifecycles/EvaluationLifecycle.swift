import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// Open objections of the subject.
package struct EvaluationFacts: Sendable {
    package var openObjections: [String] = []
    /// The final evaluation that is published now.
    package var final: Evaluation?
}

/// The life of an evaluation (SM-EVAL).
///
/// A final one is only ever superseded. One that nobody takes on lapses: a grade is what a second
/// person decided (RX-2), so no date makes one final.
package let evaluationLifecycle = Lifecycle<Evaluation, EvaluationFacts>(initial: .computed) {
    From(.computed).on("publicize", to: .preliminary)
    From(.preliminary).on(
        "finalize", to: .final, when: publicityIsOver, noObjectionIsOpen, nothingNewerIsFinal)
    From(.computed, .preliminary).becomes(.lapsed) { evaluation in
        CivilDate(evaluation.validUntil)?.adding(days: 1).start
    }
    From(.final).on("supersede", to: .superseded)
}

private func publicityIsOver(
    _ evaluation: Evaluation, _ facts: EvaluationFacts, _ now: Instant
) -> [Refusal] {
    guard let until = CivilDate(evaluation.publicityUntil), until >= now.civilDate else {
        return []
    }
    return [
        Refusal(
            code: "PUBLICITY_RUNNING", subject: evaluation.name,
            message: "the preliminary result is public until \(until)",
            remedy: "finalize it from \(until.adding(days: 1)) on", requirement: "R5.2-15",
            source: "found F10")
    ]
}

private func noObjectionIsOpen(
    _ evaluation: Evaluation, _ facts: EvaluationFacts, _ now: Instant
) -> [Refusal] {
    facts.openObjections.map { objection in
        Refusal(
            code: "OBJECTION_OPEN", subject: objection, message: "\(objection) is not decided",
            remedy: "decide it first", requirement: "R5.2-13", source: "found F2")
    }
}

private func nothingNewerIsFinal(
    _ evaluation: Evaluation, _ facts: EvaluationFacts, _ now: Instant
) -> [Refusal] {
    guard let final = facts.final, let day = CivilDate(final.asOf),
        let own = CivilDate(evaluation.asOf),
        day > own || (day == own && final.ledgerLength > evaluation.ledgerLength)
    else { return [] }
    return [
        Refusal(
            code: "NEWER_FINAL", subject: final.name,
            message: "\(final.name) as of \(day) is final already",
            remedy: "open a new evaluation", requirement: "R5.2-15", source: "design")
    ]
}

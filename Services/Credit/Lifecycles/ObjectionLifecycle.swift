import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// The life of an objection (SM-OBJ).
package let objectionLifecycle = Lifecycle<Objection, NoFacts>(initial: .filed) {
    From(.filed).on("accept", to: .accepted)
    From(.filed).on("refuse", to: .refused, reason: true)
    From(.filed).on("withdraw", to: .withdrawn)
    From(.accepted).on("verify", to: .verifying)
    From(.accepted).on("extend", to: .accepted, reason: true, when: notExtended)
    From(.verifying).on("extend", to: .verifying, reason: true, when: notExtended)
    From(.verifying).on("uphold", to: .upheld, reason: true)
    From(.verifying).on("upholdPartly", to: .partlyUpheld, reason: true)
    From(.verifying).on("reject", to: .rejected, reason: true)
    From(.filed, .accepted, .verifying).on("lapse", to: .closed)
}

private func notExtended(_ objection: Objection, _ facts: NoFacts, _ now: Instant) -> [Refusal] {
    guard objection.extended else { return [] }
    return [
        Refusal(
            code: "EXTENDED_ALREADY", subject: objection.name,
            message: "the term of the answer was extended already",
            remedy:
                "decide by \(objection.answerDue?.civilDate.adding(days: -1).description ?? "")",
            requirement: "R5.2-13", source: "design")
    ]
}

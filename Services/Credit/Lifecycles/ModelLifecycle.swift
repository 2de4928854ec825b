import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// The life of a scoring model (SM-MODEL, RX-5): never back, never unrehearsed.
package let scoringModelLifecycle = Lifecycle<ScoringModel, ModelFacts>(initial: .draft) {
    From(.draft, .rehearsed).on("revise", to: .draft)
    From(.draft, .rehearsed).on("rehearse", to: .rehearsed, when: isComplete)
    From(.rehearsed).on(
        "approve", to: .approved,
        when: isComplete, beginsLater, hasItsOwnDay, keepsBehaviours)
    From(.draft, .rehearsed, .approved).on("withdraw", to: .withdrawn, reason: true)
    From(.approved).becomes(.effective) { CivilDate($0.effectiveFrom)?.start }
    From(.effective).on("supersede", to: .superseded)
}

/// What the guards of a model look at.
package struct ModelFacts: Sendable {
    /// Other models of the kind that are approved or in force.
    package var others: [ScoringModel]

    package init(others: [ScoringModel] = []) { self.others = others }
}

private func isComplete(
    _ model: ScoringModel, _ facts: ModelFacts, _ now: Instant
) -> [Refusal] {
    do {
        _ = try CreditModel(model)
        return []
    } catch {
        return [error]
    }
}

private func beginsLater(
    _ model: ScoringModel, _ facts: ModelFacts, _ now: Instant
) -> [Refusal] {
    let tomorrow = now.civilDate.adding(days: 1)
    if let day = CivilDate(model.effectiveFrom), day >= tomorrow { return [] }
    return [
        Refusal(
            code: "MODEL_NOT_IN_FUTURE", subject: model.effectiveFrom,
            message: "a model never reaches back: \(model.effectiveFrom) is not after today",
            remedy: "let it begin on \(tomorrow) or later", requirement: "RX-5", source: "design")
    ]
}

/// What was posted under an earlier model must be judged by this one, too.
private func keepsBehaviours(
    _ model: ScoringModel, _ facts: ModelFacts, _ now: Instant
) -> [Refusal] {
    let own = Set(model.behaviours.map(\.code))
    let known = Set(facts.others.flatMap(\.behaviours).map(\.code))
    return known.subtracting(own).sorted().map { code in
        Refusal(
            code: "BEHAVIOUR_DROPPED", subject: code,
            message: "the model does not list \(code), of which there may be records",
            remedy: "list it, with 0 points if it is to count no more", requirement: "R5.2-15",
            source: "design")
    }
}

private func hasItsOwnDay(
    _ model: ScoringModel, _ facts: ModelFacts, _ now: Instant
) -> [Refusal] {
    facts.others.filter { $0.effectiveFrom == model.effectiveFrom && $0.name != model.name }.map {
        Refusal(
            code: "MODEL_DAY_TAKEN", subject: $0.name,
            message: "\($0.name) begins on \($0.effectiveFrom), too",
            remedy: "choose another day or withdraw it", requirement: "RX-5", source: "design")
    }
}

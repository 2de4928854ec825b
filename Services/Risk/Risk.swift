import MeshAPI
import MeshLifecycle
import MeshRPC
import MeshRuntime
import RiskRules

/// Risk (风险): assessments before listing, warnings from indicators.
package let riskService = ServiceDefinition(
    name: "risk", collections: [], dates: [],
    subscriptions: [
        Subscription(to: "registry", copying: [Party.self, Operator.self, Product.self]),
        Subscription(to: "quality", copying: [Breach.self]) { act, entry in
            guard entry.resourceType == Breach.fullName else { return }
            try countBreaches(act, try entry.content(Breach.self).provider)
        },
    ],
    tellings: riskTellings
) { context in
    RiskAssessmentAnswers(context: context).riskAssessmentServiceBindings
        + WarningAnswers(context: context).warningServiceBindings
}

/// Keeps at most one open warning per indicator and subject (R8.2-4).
private func countBreaches(_ act: Act, _ provider: String) throws {
    let breaches = try act.list(
        Breach.self, where: [("provider", provider)], states: [.confirmed, .compensated, .closed])
    let id = "breaches-\(provider.split(separator: "/").last ?? "")"
    let known = try act.current(Warning.self, "warnings/\(id)")
    guard let colour = BreachIndicator.colour(breaches: breaches.count) else {
        guard let known, known.state != .lifted else { return }
        _ = try act.give(
            warningLifecycle, "lift", to: known.name, edit: { $0.value = 0 })
        return
    }
    guard known?.value != Int64(breaches.count) else { return }
    let fill: (inout Warning) -> Void = { warning in
        warning.subject = provider
        warning.indicator = "breaches"
        warning.colour = colour
        warning.value = Int64(breaches.count)
    }
    guard known != nil else {
        var warning = Warning()
        fill(&warning)
        _ = try act.create(warningLifecycle, id: id, warning)
        return
    }
    _ = try act.give(
        warningLifecycle, "raise", to: "warnings/\(id)", edit: fill)
}

/// Answers `govmesh.risk.v1.RiskAssessmentService`.
struct RiskAssessmentAnswers: RiskAssessmentServiceProvider, LifecycleAnswers {
    typealias Answered = RiskAssessment

    let context: ServiceContext
    let lifecycle = riskAssessmentLifecycle

    func createRiskAssessment(
        _ request: CreateRiskAssessmentRequest, _ call: Call
    ) async throws(RPCFailure) -> RiskAssessment {
        try await self.context.perform(call) { act in
            guard var draft = request.riskAssessment else {
                throw RPCFailure.invalidArgument(
                    field: "risk_assessment", rule: "required", remedy: "set it")
            }
            draft.provider = try act.existing(Product.self, draft.product).provider
            draft.level = try highestLevel(draft.scores)
            draft.modelVersion = "M1"
            return try act.create(riskAssessmentLifecycle, id: request.riskAssessmentId, draft)
        }
    }

    func approveRiskAssessment(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> RiskAssessment {
        try await self.context.perform(call) { act in
            let approved = try self.give(act, request)
            let older = try act.list(
                RiskAssessment.self, where: [("product", approved.product)], states: [.approved])
            for assessment in older where assessment.name != approved.name {
                _ = try act.give(
                    riskAssessmentLifecycle, "supersede", to: assessment.name)
            }
            return approved
        }
    }
}

/// The level of a scope is that of its highest item (7.4).
private func highestLevel(_ scores: [RiskScore]) throws -> MeshAPI.RiskLevel {
    let levels = try scores.map { score in
        try LikelihoodImpactModel.standard.risk(
            likelihood: Int(score.likelihood), impact: Int(score.impact)
        ).level
    }
    return switch RiskRollUp(levels).highest {
    case nil, .low: .low
    case .moderate: .moderate
    case .high: .high
    case .major: .major
    }
}

/// Answers `govmesh.risk.v1.WarningService`.
struct WarningAnswers: WarningServiceProvider, LifecycleAnswers {
    typealias Answered = Warning

    let context: ServiceContext
    let lifecycle = warningLifecycle

}

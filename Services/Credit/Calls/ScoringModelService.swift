import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage

/// Answers `govmesh.credit.v1.ScoringModelService` (RX-5).
struct ScoringModelAnswers: ScoringModelServiceProvider, LifecycleAnswers {
    typealias Answered = ScoringModel

    let context: ServiceContext
    let lifecycle = scoringModelLifecycle

    func createScoringModel(
        _ request: CreateScoringModelRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel {
        try await self.context.perform(call) { act in
            guard var draft = request.scoringModel else {
                throw RPCFailure.missing("scoring_model")
            }
            try act.mustHold(draft)
            draft.rehearsal = nil
            return try act.create(scoringModelLifecycle, id: request.scoringModelId, draft)
        }
    }

    func reviseScoringModel(
        _ request: ReviseScoringModelRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel {
        guard let draft = request.scoringModel else { throw .missing("scoring_model") }
        let command = CommandRequest(name: draft.name, version: draft.version)
        return try await self.give(
            command, call,
            edit: { act, model in
                try act.mustHold(draft)
                var revised = draft
                (revised.version, revised.state) = (model.version, model.state)
                (revised.rehearsal, revised.reason) = (nil, "")
                model = revised
            })
    }

    /// Reads everybody's ledger first, in pages, and keeps the result in one short transaction.
    func rehearseScoringModel(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoringModel {
        var rehearsing = try await Rehearsing(self.context, request.name)
        while try await rehearsing.next() != nil {}
        let rehearsal = rehearsing.summary
        return try await self.give(
            request, call,
            edit: { _, model in
                guard model.version == rehearsal.modelVersion else {
                    throw RPCFailure(
                        .aborted,
                        "\(model.name) was revised while it was rehearsed; rehearse it again.",
                        verdict: .doNotRetry, origin: .handler)
                }
                model.rehearsal = rehearsal
            })
    }

    func streamRehearsal(
        _ request: StreamRehearsalRequest, _ replies: Replies<RehearsalChange>, _ call: Call
    ) async throws(RPCFailure) {
        var rehearsing = try await Rehearsing(
            self.context, request.name, asOf: CivilDate(request.asOf))
        while let changes = try await rehearsing.next() {
            for change in changes { try await replies.send(change) }
        }
    }

    func facts(_ act: Act, _ model: ScoringModel) throws -> ModelFacts {
        ModelFacts(others: try act.modelsBeside(model))
    }
}

extension Act {
    /// A model must keep its rules; and only that of persons bars from posts or calls organisations
    /// to account, for what the provider's model in force knows as bad (R5.2-9, R6.1-7).
    fileprivate func mustHold(_ draft: ScoringModel) throws {
        let behaviours = try CreditModel(draft).behaviours.values.sorted { $0.code < $1.code }
        let ofPersons = behaviours.filter { $0.postBan != nil || $0.responsibleOrganisation != nil }
        guard let first = ofPersons.first else { return }
        guard draft.subjectKind == .person else {
            throw Self.refusal(
                first.code, "\(first.code) has a rule that only a model of persons may have",
                "leave bars_from_posts and responsible_organisation_behaviour out")
        }
        let provider = try self.transaction.rules(for: .provider, on: self.today)
        let bad = provider.behaviours.filter { $1.kind != .good }
        for behaviour in ofPersons {
            guard let code = behaviour.responsibleOrganisation, bad[code] == nil else { continue }
            throw Self.refusal(
                behaviour.code, "\(code) is no bad behaviour of \(provider.version)",
                "use one of \(bad.keys.sorted().joined(separator: ", "))")
        }
    }

    private static func refusal(_ code: String, _ message: String, _ remedy: String) -> Refusal {
        Refusal(
            code: "CREDIT_MODEL_INVALID", subject: code, message: message, remedy: remedy,
            requirement: "R5.2-9", source: "design")
    }

    /// Models of the same kind that are approved or in force.
    func modelsBeside(_ model: ScoringModel) throws -> [ScoringModel] {
        try self.list(
            ScoringModel.self, where: [("subject_kind", model.subjectKind.label)],
            states: [.approved, .effective]
        ).filter { $0.name != model.name }
    }

    /// A model that has become effective ends the one before it.
    func supersedeModels(before model: ScoringModel) throws {
        for earlier in try self.modelsBeside(model)
        where earlier.state == .effective && earlier.effectiveFrom < model.effectiveFrom {
            _ = try self.give(
                scoringModelLifecycle, "supersede", to: earlier.name, facts: { _ in ModelFacts() })
        }
    }
}

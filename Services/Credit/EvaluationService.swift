import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// Answers `govmesh.credit.v1.EvaluationService` (R5.2-15).
struct EvaluationAnswers: EvaluationServiceProvider, LifecycleAnswers {
    typealias Answered = Evaluation

    let context: ServiceContext
    let lifecycle = evaluationLifecycle

    func openEvaluation(
        _ request: OpenEvaluationRequest, _ call: Call
    ) async throws(RPCFailure) -> Evaluation {
        try await self.context.perform(call) { act in
            let archive = try act.archive(
                of: Subject.named(request.subject, request.subjectKind))
            let evaluation = try Scoring.evaluation(
                act, archive, by: act.transaction.model(for: archive.subjectKind, on: act.today),
                asOf: act.today, from: archive.publishedGrade)
            return try act.create(evaluationLifecycle, id: request.evaluationId, evaluation)
        }
    }

    /// Publishes the preliminary result for 10 working days.
    func publicizeEvaluation(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Evaluation {
        try await self.give(
            request, call,
            edit: { act, evaluation in
                evaluation.publicityUntil =
                    WorkingCalendar.official.deadline(workingDays: 10, after: act.today).date
                    .description
            })
    }

    /// Recomputes before it publishes: a record may have been withdrawn or repaired meanwhile.
    func finalizeEvaluation(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Evaluation {
        try await self.context.perform(call) { act in
            let preliminary = try act.existing(Evaluation.self, request.name)
            let old = try Self.final(act, preliminary.archive)
            let final = try self.give(act, request) { evaluation in
                guard let day = CivilDate(evaluation.asOf) else { return }
                let entered = Set(evaluation.lines.map(\.entry))
                var now = try Scoring.evaluation(
                    act, act.existing(Archive.self, evaluation.archive),
                    by: act.existing(ScoringModel.self, evaluation.model), asOf: day,
                    from: evaluation.previousGrade, where: { entered.contains($0.name) })
                if now.scoreMilliPoints != evaluation.scoreMilliPoints {
                    now.cause = "records changed during publicity"
                }
                (now.name, now.version) = (evaluation.name, evaluation.version)
                (now.state, now.publicityUntil) = (evaluation.state, evaluation.publicityUntil)
                evaluation = now
            }
            try Scoring.publish(act, final, superseding: old)
            return final
        }
    }

    /// The evaluation behind the published grade; `nil` for a new entity.
    private static func final(_ act: Act, _ archive: String) throws -> Evaluation? {
        try act.list(Evaluation.self, where: [("archive", archive)], states: [.final]).first
    }

    func facts(_ act: Act, _ evaluation: Evaluation) throws -> EvaluationFacts {
        let open = try act.list(
            Objection.self, where: [("subject", evaluation.subject)],
            states: [.filed, .accepted, .verifying])
        return EvaluationFacts(
            openObjections: open.map(\.name), final: try Self.final(act, evaluation.archive))
    }
}

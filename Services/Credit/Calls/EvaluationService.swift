import CreditRules
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
            return try act.evaluate(archive, as: request.evaluationId, on: act.today)
        }
    }

    /// Publishes the preliminary result.
    func publicizeEvaluation(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Evaluation {
        try await self.give(request, call, edit: { $0.openPublicity(of: &$1) })
    }

    /// Recomputes before it publishes: a record may have been withdrawn or repaired meanwhile.
    ///
    /// What a run made is the work of whoever started it (RX-2).
    func finalizeEvaluation(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Evaluation {
        try await self.context.perform(call) { act in
            let preliminary = try act.existing(Evaluation.self, request.name)
            if !preliminary.evaluationRun.isEmpty {
                try act.mustBeAnotherPerson(
                    than: EvaluationRun.self, preliminary.evaluationRun, besides: "")
            }
            let old = try Self.final(act, preliminary.archive)
            let final = try self.give(act, request) { evaluation in
                guard let day = CivilDate(evaluation.asOf) else { return }
                let entered = Set(evaluation.lines.map(\.entry))
                var now = try Scoring.evaluation(
                    act, act.existing(Archive.self, evaluation.archive),
                    by: act.existing(ScoringModel.self, evaluation.model), asOf: day,
                    from: evaluation.previousGrade, insteadOf: evaluation,
                    where: { entered.contains($0.name) })
                if now.scoreMilliPoints != evaluation.scoreMilliPoints {
                    now.cause = "records changed during publicity"
                }
                (now.name, now.version) = (evaluation.name, evaluation.version)
                (now.state, now.publicityUntil) = (evaluation.state, evaluation.publicityUntil)
                now.evaluationRun = evaluation.evaluationRun
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

/// Answers `govmesh.credit.v1.RestrictionService` (R5.2-16).
struct RestrictionAnswers: RestrictionServiceProvider, LifecycleAnswers {
    typealias Answered = Restriction

    let context: ServiceContext
    let lifecycle = restrictionLifecycle
}

extension Act {
    /// Computes an evaluation as of a day, by the model in force then.
    ///
    /// - Parameter run: The run over everybody it belongs to; some publicise at once.
    func evaluate(
        _ archive: Archive, as id: String, on day: CivilDate, for run: EvaluationRun? = nil
    ) throws -> Evaluation {
        var evaluation = try Scoring.evaluation(
            self, archive, by: self.transaction.model(for: archive.subjectKind, on: day),
            asOf: day, from: archive.publishedGrade)
        evaluation.evaluationRun = run?.name ?? ""
        evaluation.validUntil = self.today.adding(days: Terms.computed).description
        guard run?.publicize == true else {
            return try self.create(evaluationLifecycle, id: id, evaluation)
        }
        self.openPublicity(of: &evaluation)
        return try self.create(
            evaluationLifecycle, id: id, evaluation, giving: "publicize", facts: EvaluationFacts())
    }

    func openPublicity(of evaluation: inout Evaluation) {
        let end = Terms.publicityEnds(from: self.today)
        evaluation.publicityUntil = end.description
        evaluation.validUntil = end.adding(days: Terms.preliminary).description
    }
}

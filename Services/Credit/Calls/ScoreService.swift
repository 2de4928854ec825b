import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage

/// Answers `govmesh.credit.v1.ScoreService`: scores for those they judge.
struct ScoreAnswers: ScoreServiceProvider {
    let context: ServiceContext

    func exportScore(
        _ request: ExportScoreRequest, _ call: Call
    ) async throws(RPCFailure) -> ScoreProof {
        let now = self.context.clock.now
        let subject = Subject.named(request.subject, request.subjectKind)
        return try await self.context.readOwn(subject, call) { reader, archive in
            if !request.evaluation.isEmpty {
                guard
                    let evaluation = try reader.current(
                        Evaluation.self, named: request.evaluation),
                    evaluation.archive == archive.name
                else { throw RPCFailure.notFound(request.evaluation, in: Evaluation.collection) }
                return try ScoreProof(reader, archive, evaluation)
            }
            return try ScoreProof(
                reader, archive, on: CivilDate(request.asOf) ?? now.civilDate,
                knownAt: request.knownAt ?? now)
        }
    }

    func planGrade(
        _ request: PlanGradeRequest, _ call: Call
    ) async throws(RPCFailure) -> PlanGradeResponse {
        guard let goal = Grade(rawValue: request.grade), goal.rank != nil else {
            throw .invalidArgument(
                field: "grade", rule: "a grade that can be reached, not `\(request.grade)`",
                remedy: "use one of AAA, AA, A, B, C, D")
        }
        let now = self.context.clock.now
        let subject = Subject.named(request.subject, request.subjectKind)
        return try await self.context.readOwn(subject, call) { reader, archive in
            let today = now.civilDate
            let proof = try ScoreProof(reader, archive, on: today, knownAt: now)
            guard let model = proof.model else { return PlanGradeResponse() }
            let records = try reader.all(
                Record.self, where: [("archive", archive.name)],
                states: [.published, .unpublished, .publicationEnded])
            let plans = try CreditRules.GradePlan.all(
                to: goal, reader.rules(of: model), Ledger.facts(proof.ledgerLines, asOf: today),
                repairable: proof.repairable(records, from: today), from: today,
                published: Grade(rawValue: archive.publishedGrade),
                observations: proof.observations)
            return PlanGradeResponse(
                subject: archive.subject, currentGrade: proof.grade,
                plans: plans.map { proof.answer($0, records) })
        }
    }
}

extension ServiceContext {
    /// Reads about a subject for the management body or for those the archive belongs to; for
    /// others it is as good as absent.
    func readOwn<Response: Sendable>(
        _ subject: Subject, _ call: Call,
        _ work: @escaping @Sendable (Reader, Archive) throws -> Response
    ) async throws(RPCFailure) -> Response {
        let (response, personal) = try await self.read { reader in
            guard let archive = try reader.current(Archive.self, named: subject.archive),
                archive.subject == subject.name,
                try reader.shows(archive, to: call.actor, call.method)
            else { throw RPCFailure.notFound(subject.archive, in: Archive.collection) }
            do {
                return (
                    try work(reader, archive), try reader.personalRead(of: archive, by: call.actor)
                )
            } catch let refusal as Refusal {
                throw RPCFailure.refused(archive.name, [refusal])
            }
        }
        try await self.keep(personal.map { [$0] } ?? [], call)
        return response
    }
}

extension ScoreProof {
    /// Postings whose record can be repaired, and from which day.
    fileprivate func repairable(_ records: [Record], from today: CivilDate) -> [CreditRules
        .GradePlan.Repairable]
    {
        records.compactMap { record in
            guard let from = CivilDate(record.repairFrom),
                let posting = self.posting(of: record.name)
            else { return nil }
            return CreditRules.GradePlan.Repairable(posting, from: max(from, today))
        }
    }

    private func posting(of record: String) -> String? {
        self.entries.last { $0.kind == .posting && $0.cause == record }?.name
    }

    fileprivate func answer(_ plan: CreditRules.GradePlan, _ records: [Record]) -> MeshAPI.GradePlan
    {
        MeshAPI.GradePlan(
            reachedOn: plan.day.description,
            repairs: plan.repairs.map { repair in
                let cause = self.entries.first { $0.name == repair.fact }?.cause ?? ""
                return PlannedRepair(
                    record: cause,
                    repairFrom: records.first { $0.name == cause }?.repairFrom ?? "",
                    gainMilliPoints: repair.gain.value)
            },
            scoreMilliPoints: plan.score.score.value, grade: plan.score.grade.rawValue,
            evaluations: plan.evaluations.map {
                PlannedEvaluation(asOf: $0.day.description, grade: $0.grade.rawValue)
            })
    }
}

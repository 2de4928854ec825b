import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage

/// Answers `govmesh.credit.v1.EvaluationRunService` (R5.2-15).
struct EvaluationRunAnswers: EvaluationRunServiceProvider, LifecycleAnswers {
    typealias Answered = EvaluationRun

    let context: ServiceContext
    let lifecycle = evaluationRunLifecycle

    func startEvaluationRun(
        _ request: StartEvaluationRunRequest, _ call: Call
    ) async throws(RPCFailure) -> EvaluationRun {
        try await self.context.perform(call) { act in
            let day = CivilDate(request.asOf) ?? act.today
            guard day <= act.today else { throw Self.inFuture(day, act.today) }
            let run = EvaluationRun(
                asOf: day.description, subjectKind: request.subjectKind,
                publicize: request.publicize, startedAt: act.now,
                archives: Int64(
                    try act.transaction.count(
                        Archive.self, where: [("subject_kind", request.subjectKind.label)],
                        states: [Archive.State.open.label])))
            return try act.create(
                evaluationRunLifecycle, id: "\(day)-\(request.subjectKind.idPart)", run)
        }
    }

    private static func inFuture(_ day: CivilDate, _ today: CivilDate) -> Refusal {
        Refusal(
            code: "AS_OF_IN_FUTURE", subject: "as_of",
            message: "\(day) is after today, \(today): nobody knows what will have been recorded",
            remedy: "give \(today) or earlier, or leave it out", requirement: "R5.2-15",
            source: "design")
    }
}

extension Act {
    /// Archives that are evaluated in one transaction; every other writer waits so long at most.
    private static let archivesPerStep = 50

    /// Evaluates the next archives of a run; one that cannot be evaluated holds up no other.
    func evaluateNext(_ run: inout EvaluationRun) throws {
        guard let day = CivilDate(run.asOf) else { return }
        let archives = try self.transaction.list(
            Archive.self, where: [("subject_kind", run.subjectKind.label)],
            states: [Archive.State.open.label], after: run.lastArchive,
            limit: Self.archivesPerStep)
        for archive in archives {
            do {
                let id = "\(resourceID(of: run.name))-\(resourceID(of: archive.name))"
                _ = try self.evaluate(archive, as: id, on: day, for: run)
                run.evaluated += 1
            } catch let refusal as Refusal {
                run.note(archive, refusal.code, refusal.message)
            } catch let failure as RPCFailure {
                run.note(archive, failure.code.name, failure.message)
            }
        }
        run.lastArchive = archives.last?.name ?? run.lastArchive
        run.complete = archives.count < Self.archivesPerStep
    }
}

extension EvaluationRun {
    /// Failures that are kept with their reasons; more are only counted.
    private static let failuresKept = 100

    fileprivate mutating func note(_ archive: Archive, _ code: String, _ message: String) {
        self.failed += 1
        guard self.failures.count < Self.failuresKept else { return }
        self.failures.append(
            EvaluationFailure(
                archive: archive.name, code: code, message: String(message.prefix(300))))
    }
}

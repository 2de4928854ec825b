import MeshAPI
import MeshRuntime

/// Credit (信用): archives, records with a hearing, evaluations, objections and repairs.
package let creditService = ServiceDefinition(
    name: "credit",
    collections: [
        Collection(Archive.self, ArchiveServiceMethods.listArchives),
        Collection(LedgerEntry.self, LedgerServiceMethods.listLedgerEntries),
        Collection(scoringModelLifecycle, ScoringModelServiceMethods.listScoringModels),
        Collection(recordLifecycle, RecordServiceMethods.listRecords),
        Collection(evaluationLifecycle, EvaluationServiceMethods.listEvaluations),
        Collection(evaluationRunLifecycle, EvaluationRunServiceMethods.listEvaluationRuns),
    ],
    dates: [
        DateKeeper(recordLifecycle), DateKeeper(restrictionLifecycle),
        DateKeeper(scoringModelLifecycle) { try $0.supersedeModels(before: $1) },
        DateKeeper(work: evaluationRunLifecycle) { try $0.evaluateNext(&$1) },
    ],
    subscriptions: [
        Subscription(
            to: "registry", copying: [Party.self, Operator.self, Contract.self, Person.self],
            react: Consequences.ofRegistry),
        Subscription(
            to: "quality", copying: [Breach.self, Period.self], react: Consequences.ofQuality),
    ],
    tellings: creditTellings,
    acknowledged: { try $0.syncRepairs(takenUpTo: $1) }
) { context in
    ArchiveAnswers(context: context).archiveServiceBindings
        + RecordAnswers(context: context).recordServiceBindings
        + ObjectionAnswers(context: context).objectionServiceBindings
        + RepairAnswers(context: context).repairServiceBindings
        + EvaluationAnswers(context: context).evaluationServiceBindings
        + EvaluationRunAnswers(context: context).evaluationRunServiceBindings
        + LedgerAnswers(context: context).ledgerServiceBindings
        + ScoreAnswers(context: context).scoreServiceBindings
        + BulletinAnswers(context: context).bulletinServiceBindings
        + ScoringModelAnswers(context: context).scoringModelServiceBindings
}

import CreditRules
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
        Collection(objectionLifecycle, ObjectionServiceMethods.listObjections),
        Collection(repairLifecycle, RepairServiceMethods.listRepairs),
        Collection(evaluationLifecycle, EvaluationServiceMethods.listEvaluations),
        Collection(restrictionLifecycle, RestrictionServiceMethods.listRestrictions),
        Collection(evaluationRunLifecycle, EvaluationRunServiceMethods.listEvaluationRuns),
    ],
    dates: [
        DateKeeper(recordLifecycle), DateKeeper(restrictionLifecycle),
        DateKeeper(evaluationLifecycle),
        DateKeeper(noticeLifecycle) { act, notice in
            guard notice.state == .deemedDelivered, let deemedAt = notice.deemedAt else { return }
            try act.delivered(notice, on: DeliveryRule.day(deemedAt: deemedAt))
        },
        DateKeeper(publicationLifecycle) { try $0.buryEnded($1) },
        DateKeeper(scoringModelLifecycle) { try $0.supersedeModels(before: $1) },
        DateKeeper(work: evaluationRunLifecycle) { try $0.evaluateNext(&$1) },
    ],
    subscriptions: [
        Subscription(
            to: "registry",
            copying: [
                Party.self, Operator.self, Contract.self, Qualification.self, Person.self,
            ],
            react: Consequences.ofRegistry),
        Subscription(
            to: "quality", copying: [Breach.self, Period.self], react: Consequences.ofQuality),
    ],
    tellings: creditTellings,
    acknowledged: { try $0.syncRepairs(takenUpTo: $1) }
) { context in
    ArchiveAnswers(context: context).archiveServiceBindings
        + EvidenceAnswers(context: context).evidenceServiceBindings
        + RecordAnswers(context: context).recordServiceBindings
        + PublicationAnswers(context: context).publicationServiceBindings
        + NoticeAnswers(context: context).noticeServiceBindings
        + ObjectionAnswers(context: context).objectionServiceBindings
        + RepairAnswers(context: context).repairServiceBindings
        + EvaluationAnswers(context: context).evaluationServiceBindings
        + RestrictionAnswers(context: context).restrictionServiceBindings
        + EvaluationRunAnswers(context: context).evaluationRunServiceBindings
        + LedgerAnswers(context: context).ledgerServiceBindings
        + ScoreAnswers(context: context).scoreServiceBindings
        + BulletinAnswers(context: context).bulletinServiceBindings
        + ScoringModelAnswers(context: context).scoringModelServiceBindings
}

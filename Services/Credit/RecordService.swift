import CreditRules
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// Answers `govmesh.credit.v1.RecordService`.
struct RecordAnswers: RecordServiceProvider, LifecycleAnswers {
    typealias Answered = Record

    let context: ServiceContext
    let lifecycle = recordLifecycle

    /// A record by hand: of another cause than a breach, of a person, of good behaviour.
    func proposeRecord(
        _ request: ProposeRecordRequest, _ call: Call
    ) async throws(RPCFailure) -> Record {
        try await self.context.perform(call) { act in
            guard let draft = request.record else { throw RPCFailure.missing("record") }
            let proposed = try act.proposal(
                draft, of: Subject.named(draft.subject, draft.subjectKind))
            return try act.create(recordLifecycle, id: request.recordId, proposed)
        }
    }

    /// Opens the statement period of 5 working days (陈述申辩).
    func notifyRecord(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Record {
        try await self.give(
            request, call, edit: { $1.statementDeadline = $0.deadline(workingDays: 5) })
    }

    func submitStatement(
        _ request: SubmitStatementRequest, _ call: Call
    ) async throws(RPCFailure) -> Record {
        let command = CommandRequest(name: request.name, version: request.version)
        return try await self.give(command, call, edit: { $1.statement = request.statement })
    }

    /// Fixes all publicity dates and tells how to repair in the same letter (两书同达).
    func confirmRecord(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Record {
        try await self.give(
            request, call,
            edit: { act, record in
                let day = CivilDate(record.determinedOn) ?? act.today
                record.determinedOn = day.description
                record.determinedBy = act.actor.party
                if record.good { return }
                record.fixPublicity()
                record.repairNoticeDelivered = true
            },
            then: { act, confirmed in
                try act.post(confirmed)
                try Scoring.overrule(act, confirmed)
            })
    }

}

extension Record {
    /// Sets the days that follow from determination and severity (R5.2-12, R5.2-14).
    mutating func fixPublicity() {
        guard let day = CivilDate(self.determinedOn) else { return }
        let window = PublicityWindow(CreditRules.Severity(self.severity), determined: day)
        self.repairFrom = window.earliestRepair(dutyMet: day).description
        self.publicationUntil = window.publishedUntil.description
    }
}

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

    func addRecordEvidence(
        _ request: AddRecordEvidenceRequest, _ call: Call
    ) async throws(RPCFailure) -> Record {
        let command = CommandRequest(name: request.name, version: request.version)
        return try await self.give(
            command, call,
            edit: { act, record in
                try act.mustKnowEvidence(request.evidence, in: "evidence")
                record.evidence += request.evidence.filter { !record.evidence.contains($0) }
                record.missingEvidenceKinds = try act.missingEvidence(record)
            })
    }

    /// Tells the subject; the statement period (陈述申辩) begins when the notice is delivered.
    func notifyRecord(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Record {
        try await self.give(
            request, call,
            edit: { _, record in
                record.statementDeadline = nil
                record.notice = record.nextNotice
            },
            then: { act, notified in
                try act.disclose(notified.evidence, to: notified.subject)
                try act.send(
                    .hearing, to: notified.subject, about: notified,
                    text: notified.noticeText.hearing(
                        workingDays: Terms.statement))
            })
    }

    func submitStatement(
        _ request: SubmitStatementRequest, _ call: Call
    ) async throws(RPCFailure) -> Record {
        let command = CommandRequest(name: request.name, version: request.version)
        return try await self.give(
            command, call,
            edit: { act, record in
                try act.mustKnowEvidence(request.evidence, in: "evidence")
                record.statement = request.statement
                record.statementEvidence = request.evidence
            })
    }

    /// Fixes all publicity dates and tells decision and repair in the same notice (两书同达).
    func confirmRecord(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Record {
        try await self.give(
            request, call,
            edit: { act, record in
                let day = CivilDate(record.determinedOn) ?? act.today
                record.determinedOn = day.description
                record.determinedBy = act.actor.party
                if record.good { return }
                record.fixPublicity()
                record.notice = record.nextNotice
            },
            then: { act, confirmed in
                try act.disclose(confirmed.evidence, to: confirmed.subject)
                if !confirmed.good { try act.tellDecision(confirmed) }
                try act.post(confirmed)
                try Scoring.overrule(act, confirmed)
            })
    }

    func publishRecord(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Record {
        try await self.give(request, call, then: { act, record in try act.publish(record) })
    }
}

extension Act {
    fileprivate func tellDecision(_ record: Record) throws {
        let text = record.noticeText
        try self.send(
            .decision, to: record.subject, about: record,
            text: text.decision(
                determinedOn: record.determinedOn, until: record.publicationUntil,
                objectionDays: Terms.objection),
            repairText: text.repair(from: record.repairFrom))
    }
}

extension Record {
    /// The name of the notice that tells what is about to be saved.
    fileprivate var nextNotice: String { Notice.name(about: self.name, version: self.version + 1) }

    /// Sets the days that follow from determination and severity (R5.2-12, R5.2-14).
    mutating func fixPublicity() {
        guard let day = CivilDate(self.determinedOn) else { return }
        let window = PublicityWindow(CreditRules.Severity(self.severity), determined: day)
        self.repairFrom = window.earliestRepair(dutyMet: day).description
        self.publicationUntil = window.publishedUntil.description
    }
}

import CreditRules
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// Answers `govmesh.credit.v1.RecordService`.
struct RecordAnswers: RecordServiceProvider {
    let context: ServiceContext

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
        return try await self.context.perform(call) { act in
            try act.mustKnowEvidence(request.evidence, in: "evidence")
            return try act.give(recordLifecycle, command) { record in
                record.evidence += request.evidence.filter { !record.evidence.contains($0) }
                record.missingEvidenceKinds = try act.missingEvidence(record)
            }
        }
    }

    /// Opens the statement period of 5 working days (陈述申辩).
    func notifyRecord(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Record {
        try await self.context.perform(call) { act in
            let notified = try act.give(recordLifecycle, request) { record in
                record.statementDeadline = act.deadline(workingDays: 5)
            }
            try act.disclose(notified)
            return notified
        }
    }

    func submitStatement(
        _ request: SubmitStatementRequest, _ call: Call
    ) async throws(RPCFailure) -> Record {
        let command = CommandRequest(name: request.name, version: request.version)
        return try await self.context.perform(call) { act in
            try act.mustKnowEvidence(request.evidence, in: "evidence")
            return try act.give(recordLifecycle, command) { record in
                record.statement = request.statement
                record.statementEvidence = request.evidence
            }
        }
    }

    /// Fixes all publicity dates and tells how to repair in the same letter (两书同达).
    func confirmRecord(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Record {
        try await self.context.perform(call) { act in
            let confirmed = try act.give(recordLifecycle, request) { record in
                let day = CivilDate(record.determinedOn) ?? act.today
                record.determinedOn = day.description
                record.determinedBy = act.actor.party
                record.reason = request.reason
                if record.good { return }
                record.fixPublicity()
                record.repairNoticeDelivered = true
            }
            try act.disclose(confirmed)
            try act.post(confirmed)
            try Scoring.overrule(act, confirmed)
            return confirmed
        }
    }

    func dropRecord(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Record {
        try await self.give(request, call)
    }

    func publishRecord(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Record {
        try await self.give(request, call)
    }

    func keepRecordUnpublished(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Record {
        try await self.give(request, call)
    }

    func getRecord(_ request: GetRequest, _ call: Call) async throws(RPCFailure) -> Record {
        try await self.context.get(recordLifecycle, request, call)
    }

    func listRecords(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListRecordsResponse {
        let page = try await self.context.list(recordLifecycle, request, call)
        return ListRecordsResponse(records: page.items, nextPageToken: page.next)
    }

    private func give(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Record {
        try await self.context.perform(call) { act in
            try act.give(recordLifecycle, request) { $0.reason = request.reason }
        }
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

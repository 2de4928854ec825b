import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage

/// Answers `govmesh.credit.v1.RepairService` (R5.2-14).
struct RepairAnswers: RepairServiceProvider, LifecycleAnswers {
    typealias Answered = Repair

    let context: ServiceContext
    let lifecycle = repairLifecycle

    func fileRepair(_ request: FileRepairRequest, _ call: Call) async throws(RPCFailure) -> Repair {
        try await self.context.perform(call) { act in
            guard var draft = request.repair else { throw RPCFailure.missing("repair") }
            let record = try act.existing(Record.self, draft.record)
            guard !record.good else {
                throw RPCFailure.invalidArgument(
                    field: "repair.record", rule: "a record of bad behaviour",
                    remedy: "there is nothing to repair in \(record.name)")
            }
            if let determined = CivilDate(record.determinedOn) {
                let window = PublicityWindow(
                    CreditRules.Severity(record.severity), determined: determined)
                // The proof of correction comes with the application, so the duty is met today.
                let refusal = window.repairRefusal(filedOn: act.today, dutyMet: act.today)
                if let refusal { throw RPCFailure.refused(record.name, [refusal]) }
            }
            try act.mustKnowEvidence(draft.evidence, in: "repair.evidence")
            draft.subject = record.subject
            draft.filedOn = act.today.description
            draft.acceptanceDue = act.deadline(workingDays: Terms.acceptance)
            draft.decisionDue = act.deadline(workingDays: Terms.answer)
            let filed = try act.create(repairLifecycle, id: request.repairId, draft)
            try open(act, record, "openRepair")
            return filed
        }
    }

    func refuseRepair(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Repair {
        try await self.decide(request, call) { act, repair in
            try move(act, repair.record, "endRepair")
        }
    }

    func approveRepair(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Repair {
        try await self.decide(request, call) { act, repair in
            let repaired = try act.give(
                recordLifecycle, "repair", to: repair.record,
                edit: { $0.weightEndedOn = act.today.description })
            try act.followInPublic(repaired)
            try act.mark(repaired, .reversal, from: act.today.description, because: repair)
            try Scoring.recompute(act, repaired, because: "repaired")
        }
    }

    func rejectRepair(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Repair {
        try await self.decide(request, call) { act, repair in
            try move(act, repair.record, "endRepair")
        }
    }

    /// The record counts again from today on, and what was done is a behaviour of its own.
    func revokeRepair(
        _ request: RevokeRepairRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair {
        let command = CommandRequest(
            name: request.name, version: request.version, reason: request.reason)
        return try await self.decide(command, call) { act, repair in
            let restored = try act.give(
                recordLifecycle, "restore", to: repair.record,
                edit: { $0.weightEndedOn = "" })
            try act.followInPublic(restored)
            try act.mark(restored, .restoration, from: act.today.description, because: repair)
            let draft = Record(
                behaviour: request.behaviour, facts: "\(repair.name) was revoked",
                basis: "R5.2-14: \(request.name) was revoked")
            _ = try act.create(
                recordLifecycle, id: "\(resourceID(of: repair.name))-revoked",
                try act.blame(draft, of: Subject(restored)))
        }
    }

    /// The record weighs nothing and is not public while a reorganisation goes on.
    func shieldRepair(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Repair {
        try await self.decide(request, call) { act, repair in
            let record = try act.existing(Record.self, repair.record)
            try act.shield(record, true)
            try act.mark(record, .shield, from: act.today.description, because: repair)
        }
    }

    func unshieldRepair(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Repair {
        try await self.decide(request, call) { act, repair in
            let record = try act.existing(Record.self, repair.record)
            try act.shield(record, false)
            try act.mark(record, .unshield, from: act.today.description, because: repair)
        }
    }

    /// Who handled the record may not decide its repair (2.2).
    private func decide(
        _ request: CommandRequest, _ call: Call,
        then effect: @escaping @Sendable (Act, Repair) throws -> Void
    ) async throws(RPCFailure) -> Repair {
        try await self.give(
            request, call,
            edit: { act, repair in
                try act.mustBeAnotherPerson(than: Record.self, repair.record, besides: "")
            },
            then: { act, repair in
                try effect(act, repair)
                try act.answer(repair, to: repair.subject, reason: request.reason)
            })
    }
}

extension Act {
    /// A repair is synced once every consumer has taken the entry that ended its record (SM-REP).
    func syncRepairs(takenUpTo sequence: Int64) throws {
        for repair in try self.list(Repair.self, states: [.approved]) {
            guard let end = try self.end(of: repair.record), end <= sequence else { continue }
            _ = try self.give(repairLifecycle, "sync", to: repair.name)
        }
    }

    /// The entry with which a record was repaired last.
    private func end(of record: String) throws -> Int64? {
        try self.transaction.authorship(
            of: Record.self, named: record, limit: StorageLimits.pageRows
        ).first { $0.entry.command == "repair" }?.entry.sequence
    }
}

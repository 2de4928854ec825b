import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// Answers `govmesh.credit.v1.ObjectionService` (R5.2-13).
struct ObjectionAnswers: ObjectionServiceProvider, LifecycleAnswers {
    typealias Answered = Objection

    let context: ServiceContext
    let lifecycle = objectionLifecycle

    func fileObjection(
        _ request: FileObjectionRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection {
        try await self.context.perform(call) { act in
            guard var draft = request.objection else { throw RPCFailure.missing("objection") }
            let record = try act.existing(Record.self, draft.record)
            if let refusal = try Self.lateness(record, act) {
                throw RPCFailure.refused(record.name, [refusal])
            }
            try act.mustKnowEvidence(draft.evidence, in: "objection.evidence")
            draft.extended = false
            draft.subject = record.subject
            draft.filedOn = act.today.description
            draft.acceptanceDue = act.deadline(workingDays: Terms.acceptance)
            draft.answerDue = act.deadline(workingDays: Terms.answer)
            let filed = try act.create(objectionLifecycle, id: request.objectionId, draft)
            try open(act, record, "object")
            try act.mark(record, .dispute, from: act.today.description, because: filed)
            return filed
        }
    }

    /// The term runs from the decision or, if that is later, from the day it was told (RX-4).
    private static func lateness(_ record: Record, _ act: Act) throws -> Refusal? {
        guard let determined = CivilDate(record.determinedOn),
            let told = try act.decisionTold(of: record)
        else { return nil }
        let last = max(determined, told).adding(days: Terms.objection)
        guard act.today > last else { return nil }
        return Refusal(
            code: "OBJECTION_TOO_LATE", subject: last.description,
            message:
                "the record was determined on \(determined) and told on \(told); objections were possible until \(last)",
            remedy: "apply for repair with RepairService", requirement: "R5.2-13", source: "design")
    }

    func refuseObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection {
        try await self.decide(request, call, then: settle)
    }

    /// Withdraws the record and recomputes every evaluation that used it.
    func upholdObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection {
        try await self.decide(request, call) { act, objection in
            let withdrawn = try act.give(
                recordLifecycle, "withdraw", to: objection.record, reason: objection.reason,
                edit: { $0.weightEndedOn = act.today.description })
            try act.followInPublic(withdrawn)
            try act.mark(withdrawn, .settlement, from: act.today.description, because: objection)
            try act.takeBack(withdrawn, because: objection)
        }
    }

    /// The record stands corrected: another behaviour counts instead, from the same day on.
    func upholdObjectionPartly(
        _ request: UpholdObjectionPartlyRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection {
        let command = CommandRequest(
            name: request.name, version: request.version, reason: request.reason)
        return try await self.decide(command, call) { act, objection in
            var draft = try act.existing(Record.self, objection.record)
            draft.behaviour = request.behaviour
            if !request.facts.isEmpty { draft.facts = request.facts }
            draft.determinedOn = ""
            try act.correct(act.blame(draft, of: Subject(draft)), because: objection)
        }
    }

    /// The term of the answer anew, from today.
    func extendObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection {
        try await self.give(
            request, call,
            edit: { act, objection in
                objection.extended = true
                objection.answerDue = act.deadline(workingDays: Terms.answer)
            })
    }

    func rejectObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection {
        try await self.decide(request, call, then: settle)
    }

    func withdrawObjection(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Objection {
        try await self.give(request, call, then: settle)
    }

    /// The decider is another person than the handler of the record.
    private func decide(
        _ request: CommandRequest, _ call: Call,
        then effect: @escaping @Sendable (Act, Objection) throws -> Void
    ) async throws(RPCFailure) -> Objection {
        try await self.give(
            request, call,
            edit: { act, objection in
                try act.mustBeAnotherPerson(than: Record.self, objection.record, besides: "")
            },
            then: { act, decided in
                try effect(act, decided)
                try act.answer(decided, to: decided.subject, reason: request.reason)
            })
    }
}

/// Ends a dispute in which the record stands as before.
@Sendable private func settle(_ act: Act, _ objection: Objection) throws {
    try move(act, objection.record, "endObjection")
    let record = try act.existing(Record.self, objection.record)
    try act.mark(record, .settlement, from: act.today.description, because: objection)
}

extension Act {
    /// Takes the posting of a record back and posts what is right instead.
    fileprivate func correct(_ right: Record, because objection: Objection) throws {
        let wrong = try self.existing(Record.self, objection.record)
        try self.mark(wrong, .settlement, from: self.today.description, because: objection)
        try self.mark(wrong, .reversal, from: wrong.determinedOn, because: objection)
        try self.withdrawWhatFollows(from: wrong)
        let corrected = try self.give(
            recordLifecycle, "correct", to: wrong.name,
            edit: { record in
                record.behaviour = right.behaviour
                record.severity = right.severity
                record.pointsMilliPoints = right.pointsMilliPoints
                record.facts = right.facts
                record.fixPublicity()
            })
        try self.followInPublic(corrected)
        try self.post(corrected)
        try Scoring.recompute(self, corrected, because: "corrected")
    }
}

/// Gives a record the command that another resource's life implies.
func move(_ act: Act, _ record: String, _ command: String) throws {
    let moved = try act.give(recordLifecycle, command, to: record)
    try act.followInPublic(moved)
}

/// Opens an objection or a repair on a record, which remembers where it stood.
func open(_ act: Act, _ record: Record, _ command: String) throws {
    let stood = recordLifecycle.state(of: record, at: act.now)
    let opened = try act.give(
        recordLifecycle, command, to: record.name,
        edit: { $0.stoodAs = stood })
    try act.followInPublic(opened)
}

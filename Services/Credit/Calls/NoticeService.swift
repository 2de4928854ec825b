import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// Answers `govmesh.credit.v1.NoticeService` (RX-4).
struct NoticeAnswers: NoticeServiceProvider, LifecycleAnswers {
    typealias Answered = Notice

    let context: ServiceContext
    let lifecycle = noticeLifecycle

    /// Keeps the delivery before the text is given out, when the recipient reads for the first time,
    /// or who stands for the person it is to: an employer, who may also state for them.
    func getNotice(_ request: GetRequest, _ call: Call) async throws(RPCFailure) -> Notice {
        let notice = try await self.context.get(noticeLifecycle, request, call)
        guard notice.readAt == nil,
            try await self.context.read({ try $0.owns(call.actor.party, notice) })
        else { return notice }
        let read = try await self.context.perform(call) { act in try act.read(request.name) }
        return request.effectiveAt == nil && request.knownAt == nil ? read : notice
    }

    func listNotices(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListNoticesResponse {
        let page = try await self.context.list(noticeLifecycle, request, call)
        // Who lists has not read the text.
        let notices = page.items.map { notice in
            var brief = notice.redacted()
            brief.reason = notice.reason
            return brief
        }
        return ListNoticesResponse(notices: notices, nextPageToken: page.next)
    }

    func confirmDelivery(
        _ request: ConfirmDeliveryRequest, _ call: Call
    ) async throws(RPCFailure) -> Notice {
        guard let deliveredAt = request.deliveredAt else { throw .missing("delivered_at") }
        let command = CommandRequest(name: request.name, version: request.version)
        return try await self.give(
            command, call,
            edit: { act, notice in
                try act.mustProveDelivery(request.proof)
                let refusal = DeliveryRule.refusal(
                    deliveredAt: deliveredAt, sent: notice.sentAt ?? act.now, now: act.now)
                if let refusal { throw RPCFailure.refused(notice.name, [refusal]) }
                notice.deliveredAt = deliveredAt
                notice.proof = request.proof
            },
            then: { act, delivered in
                try act.disclose([request.proof], to: delivered.recipient)
                try act.delivered(delivered, on: deliveredAt.civilDate)
            })
    }

    func redirectNotice(
        _ request: RedirectNoticeRequest, _ call: Call
    ) async throws(RPCFailure) -> Notice {
        let command = CommandRequest(
            name: request.name, version: request.version, reason: request.reason)
        return try await self.give(
            command, call, edit: { act, notice in notice.send(by: request.channel, at: act.now) })
    }
}

extension Act {
    /// Sends a notice through the mesh.
    ///
    /// - Parameter about: The record, objection or repair, as saved.
    func send<R: Resource>(
        _ kind: Notice.Kind, to recipient: String, about: R, text: String, repairText: String = ""
    ) throws {
        var notice = Notice(
            recipient: recipient, kind: kind, about: about.name, aboutVersion: about.version,
            text: text, repairText: repairText)
        notice.send(by: .mesh, at: self.now)
        let name = Notice.name(about: about.name, version: about.version)
        _ = try self.create(noticeLifecycle, id: resourceID(of: name), notice)
    }

    /// Tells who filed an objection or a repair what became of it.
    func answer<R: Resource>(_ decided: R, to recipient: String, reason: String) throws {
        try self.send(
            .answer, to: recipient, about: decided,
            text: NoticeText.answer(decided.name, decided.state.label, reason: reason))
    }

    /// What the delivery of a notice begins: the statement period, or that both letters are there.
    ///
    /// A notice that a later one replaced begins nothing.
    func delivered(_ notice: Notice, on day: CivilDate) throws {
        guard var record = try self.current(Record.self, notice.about),
            record.notice == notice.name
        else { return }
        switch notice.kind {
        case .hearing where record.state == .notified:
            record.statementDeadline = DeliveryRule.statementDeadline(deliveredOn: day)
        case .decision: record.repairNoticeDelivered = true
        case .hearing, .answer, .unspecified: return
        }
        _ = try self.save(
            record, recordLifecycle, command: "deliver", from: record.state.label)
    }

    /// The day on which the decision about a record was told, or counts as told; `nil` before that.
    func decisionTold(of record: Record) throws -> CivilDate? {
        let notice = try self.current(Notice.self, record.notice)
        guard let notice, notice.kind == .decision else { return CivilDate(record.determinedOn) }
        if let delivered = notice.deliveredAt { return delivered.civilDate }
        return notice.deemedAt.flatMap { $0 <= self.now ? DeliveryRule.day(deemedAt: $0) : nil }
    }

    /// The first reading by the recipient; a later one, or one at the same time, changes nothing.
    fileprivate func read(_ name: String) throws -> Notice {
        let known = try self.existing(Notice.self, name)
        guard known.readAt == nil else { return known }
        var isDelivery = false
        let read = try self.give(noticeLifecycle, "read", to: name) { notice in
            isDelivery = notice.isUndelivered(at: self.now)
            if isDelivery { notice.deliveredAt = self.now }
            notice.deliveredTo = self.actor.principal
            notice.readAt = self.now
        }
        if isDelivery { try self.delivered(read, on: self.today) }
        return read
    }

    fileprivate func mustProveDelivery(_ name: String) throws {
        try self.mustKnowEvidence([name], in: "proof")
        let proof = try self.existing(Evidence.self, name)
        guard proof.kind != EvidenceForm.Kind.deliveryProof.rawValue else { return }
        throw Refusal(
            code: "DELIVERY_UNPROVEN", subject: "proof",
            message: "\(name) is evidence of the kind \(proof.kind)",
            remedy: "name one of the kind delivery-proof", requirement: "RX-4", source: "design")
    }
}

extension Notice {
    static func name(about name: String, version: Int64) -> String {
        let subject = name.split(separator: "/").joined(separator: "-").lowercased()
        return "\(Self.collection)/\(subject)-v\(version)"
    }

    /// Neither handed over nor, by the rule, as good as that.
    fileprivate func isUndelivered(at now: Instant) -> Bool {
        self.deliveredAt == nil && self.deemedAt.map { now < $0 } ?? true
    }

    fileprivate mutating func send(by channel: DeliveryChannel, at now: Instant) {
        let rule = DeliveryRule(sent: now.civilDate)
        self.channel = channel
        self.sentAt = now
        self.undeliveredAt = rule.undeliveredAt
        self.deemedAt = rule.deemedAt
    }
}

extension Record {
    var noticeText: NoticeText {
        NoticeText(
            name: self.name, behaviour: self.behaviour, facts: self.facts, basis: self.basis,
            evidence: (self.breach.isEmpty ? [] : [self.breach]) + self.evidence)
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// Notices are objects, and legal clocks start when they are delivered (SM-NOTICE, RX-4).
@Suite(.serialized, .timeLimit(.minutes(3))) struct Notices {
    private static let record = "records/c-1-2026-02"

    /// A mesh on 2026-03-10 whose breach record was notified, and the name of the notice.
    private static func afterNotified(
        _ body: (LocalMesh, Cast, String) async throws -> Void
    ) async throws {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let notified = try await cast.records("handler").notifyRecord(
                CommandRequest(name: Self.record))
            try await body(mesh, cast, notified.notice)
        }
    }

    private static func current(_ cast: Cast) async throws -> Record {
        try await cast.records("sp").getRecord(GetRequest(name: Self.record))
    }

    private static func proof(_ cast: Cast, kind: String = "delivery-proof") async throws
        -> Evidence
    {
        let slip = Array("signed for: \(kind)".utf8)
        return try await cast.evidence("handler").uploadEvidence(
            UploadEvidenceRequest(
                sha256: digest(slip), sizeBytes: Int64(slip.count), kind: kind,
                mediaType: "text/plain", content: slip))
    }

    @Test func `RX-4 R5.2-11: the statement period starts when the recipient reads, not when told`()
        async throws
    {
        try await Self.afterNotified { mesh, cast, name in
            #expect(try await Self.current(cast).statementDeadline == nil)
            let box = try await cast.notices("sp").listNotices(ListRequest())
            #expect(box.notices.map(\.name) == [name] && box.notices.map(\.text) == [""])
            let seen = try await cast.notices("handler").getNotice(GetRequest(name: name))
            #expect(seen.state == .sent && seen.channel == .mesh && seen.recipient == "parties/sp")
            #expect(try await Self.current(cast).statementDeadline == nil, "nobody of sp read it")

            try await mesh.advance(to: "2026-03-12T01:00:00Z")
            let read = try await cast.notices("sp").getNotice(GetRequest(name: name))
            #expect(read.state == .read && read.deliveredTo == "sp")
            #expect(read.deliveredAt == Instant("2026-03-12T01:00:00Z"))
            #expect(read.text.contains("600 minutes down"))
            #expect(read.text.contains("clause 5.1") && read.text.contains("breaches/c-1-2026-02"))
            #expect(
                try await Self.current(cast).statementDeadline == Instant("2026-03-19T16:00:00Z"))

            try await mesh.advance(to: "2026-03-13T01:00:00Z")
            let again = try await cast.notices("sp").getNotice(GetRequest(name: name))
            #expect(again == read, "a second reading changes nothing")
            try await mesh.advance(to: "2026-03-19T15:59:00Z")
            #expect(try await Self.current(cast).state == .notified)
            try await mesh.advance(to: "2026-03-19T16:00:00Z")
            #expect(try await Self.current(cast).state == .statementWaived)
        }
    }

    @Test func `RX-4: who never reads is deemed told after 10 working days, and heard after that`()
        async throws
    {
        try await Self.afterNotified { mesh, cast, name in
            func state() async throws -> Notice.State {
                try await cast.notices("handler").getNotice(GetRequest(name: name)).state
            }
            try await mesh.advance(to: "2026-03-17T15:59:00Z")
            #expect(try await state() == .sent)
            try await mesh.advance(to: "2026-03-17T16:00:00Z")
            #expect(try await state() == .undelivered)
            try await mesh.advance(to: "2026-03-24T15:59:00Z")
            #expect(try await state() == .undelivered)
            #expect(try await Self.current(cast).statementDeadline == nil)
            try await mesh.advance(to: "2026-03-24T16:00:00Z")
            #expect(try await state() == .deemedDelivered)
            let deadline = Instant("2026-03-31T16:00:00Z")
            #expect(try await Self.current(cast).statementDeadline == deadline)
            let late = try await cast.notices("sp").getNotice(GetRequest(name: name))
            #expect(late.state == .read && late.deliveredAt == nil)
            #expect(try await Self.current(cast).statementDeadline == deadline)
            try await mesh.advance(to: "2026-03-31T16:00:00Z")
            #expect(try await Self.current(cast).state == .statementWaived)
        }
    }

    @Test func `RX-4 RX-3: sent again by letter, it is delivered by proof and by nothing less`()
        async throws
    {
        try await Self.afterNotified { mesh, cast, name in
            try await mesh.advance(to: "2026-03-18T01:00:00Z")
            func redirect(_ reason: String) async throws -> Notice {
                try await cast.notices("handler").redirectNotice(
                    RedirectNoticeRequest(
                        name: name, reason: reason, channel: .registeredLetter))
            }
            let unreasoned = await rpcFailure { _ = try await redirect("") }
            #expect(unreasoned?.code == .invalidArgument)
            let sent = try await redirect("RX-4: not read in five working days")
            #expect(sent.state == .sent && sent.channel == .registeredLetter)
            #expect(sent.deemedAt == Instant("2026-04-01T16:00:00Z"), "the terms begin anew")

            try await mesh.advance(to: "2026-03-23T01:00:00Z")
            func confirm(_ proof: String, _ time: String) async throws -> Notice {
                try await cast.notices("handler").confirmDelivery(
                    ConfirmDeliveryRequest(
                        name: name, deliveredAt: Instant(time), proof: proof))
            }
            let photo = try await Self.proof(cast, kind: "testimony")
            let slip = try await Self.proof(cast)
            let handed = "2026-03-20T02:00:00Z"
            let before = try await mesh.journal(of: "credit").count
            let none = "evidence/sha256-\(digest([1]))"
            #expect(
                await refusals { _ = try await confirm(none, handed) }
                    == ["EVIDENCE_UNKNOWN proof"])
            #expect(
                await refusals { _ = try await confirm(photo.name, handed) }
                    == ["DELIVERY_UNPROVEN proof"])
            for time in ["2026-03-17T02:00:00Z", "2026-03-24T02:00:00Z"] {
                #expect(
                    await refusals { _ = try await confirm(slip.name, time) }
                        == ["DELIVERY_OUT_OF_RANGE delivered_at"])
            }
            #expect(try await mesh.journal(of: "credit").count == before)

            let delivered = try await confirm(slip.name, handed)
            #expect(delivered.state == .delivered && delivered.readAt == nil)
            #expect(
                try await Self.current(cast).statementDeadline == Instant("2026-03-27T16:00:00Z"))
            let shown = try await cast.evidence("sp").getEvidence(GetRequest(name: slip.name))
            #expect(shown.kind == "delivery-proof", "the recipient sees what is held against it")
            let read = try await cast.notices("sp").getNotice(GetRequest(name: name))
            #expect(read.deliveredAt == Instant(handed))
        }
    }

    @Test func `R5.2-11: the decision and how to repair it come in one notice`() async throws {
        try await Self.afterNotified { mesh, cast, _ in
            try await cast.readNotice(of: Self.record)
            _ = try await cast.records("sp").submitStatement(
                SubmitStatementRequest(name: Self.record, statement: "a cable was cut"))
            let confirmed = try await cast.records("approver").confirmRecord(
                CommandRequest(name: Self.record))
            #expect(!confirmed.repairNoticeDelivered)
            let notice = try await cast.readNotice(of: Self.record)
            #expect(notice.kind == .decision && notice.aboutVersion == confirmed.version)
            #expect(notice.text.contains("until 2027-03-10"))
            #expect(notice.repairText.contains("from 2026-06-11"))
            let record = try await Self.current(cast)
            #expect(record.repairNoticeDelivered && record.state == .confirmed)
        }
    }

    @Test func `RX-4: a notice that a later one replaced starts no clock`() async throws {
        try await Self.afterNotified { mesh, cast, first in
            let clause = try await Self.proof(cast, kind: "contract-clause")
            _ = try await cast.records("handler").addRecordEvidence(
                AddRecordEvidenceRequest(name: Self.record, evidence: [clause.name]))
            let second = try await cast.records("handler").notifyRecord(
                CommandRequest(name: Self.record))
            #expect(second.notice != first)
            _ = try await cast.notices("sp").getNotice(GetRequest(name: first))
            #expect(try await Self.current(cast).statementDeadline == nil)
            try await cast.readNotice(of: Self.record)
            #expect(
                try await Self.current(cast).statementDeadline == Instant("2026-03-17T16:00:00Z"))
        }
    }

    @Test func `RX-4: nobody else reads a notice; objections and repairs are answered by one`()
        async throws
    {
        try await Self.afterNotified { mesh, cast, name in
            let foreign = await rpcFailure {
                _ = try await cast.notices("su").getNotice(GetRequest(name: name))
            }
            #expect(foreign?.code == .notFound)
            #expect(try await cast.notices("su").listNotices(ListRequest()).notices == [])
            try await cast.readNotice(of: Self.record)
            _ = try await cast.records("sp").submitStatement(
                SubmitStatementRequest(name: Self.record, statement: "a cable was cut"))
            _ = try await cast.records("approver").confirmRecord(CommandRequest(name: Self.record))
            _ = try await cast.objections("sp").fileObjection(
                FileObjectionRequest(
                    objectionId: "o-1", objection: Objection(record: Self.record, ground: "no")))
            let refused = try await cast.objections("second-handler").refuseObjection(
                CommandRequest(name: "objections/o-1", reason: "R5.2-13: no ground given"))
            let answers = try await cast.notices("sp").listNotices(
                ListRequest(filter: "about = \"objections/o-1\""))
            #expect(answers.notices.map(\.kind) == [.answer])
            let answer = try await cast.notices("sp").getNotice(
                GetRequest(name: "notices/objections-o-1-v\(refused.version)"))
            #expect(answer.text == "objections/o-1 was refused: R5.2-13: no ground given")
        }
    }
}

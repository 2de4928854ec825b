import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// Records by hand, and what can become of one that stands (SM-REC, SM-OBJ, SM-REP).
@Suite(.serialized, .timeLimit(.minutes(3))) struct `A record by hand` {
    private static let breachRecord = "records/c-1-2026-02"

    private static func propose(
        _ cast: Cast, _ id: String, _ behaviour: String, edit: (inout Record) -> Void = { _ in }
    ) async throws -> Record {
        var record = Record(
            subject: "parties/sp", behaviour: behaviour, facts: "an inspection", basis: "R5.2-9")
        edit(&record)
        return try await cast.records("handler").proposeRecord(
            ProposeRecordRequest(recordId: id, record: record))
    }

    private static func score(_ cast: Cast, _ name: String = "archives/sp") async throws -> Int64 {
        try await cast.archives("handler").getArchive(GetRequest(name: name))
            .runningScoreMilliPoints
    }

    private static func afterConfirmed(
        _ body: (LocalMesh, Cast) async throws -> Void
    ) async throws {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord(Self.breachRecord)
            try await body(mesh, cast)
        }
    }

    @Test func `R5.2-11: praise needs no hearing, blame does, and both need a second person`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await mesh.settle()
            let good = try await Self.propose(cast, "g-1", "commendation")
            #expect(good.good && good.pointsMilliPoints == 5_000)
            let command = CommandRequest(name: good.name)
            #expect(
                await refusals { _ = try await cast.records("handler").notifyRecord(command) }
                    == ["HEARING records/g-1"])
            _ = try await cast.records("approver").confirmRecord(command)
            #expect(try await Self.score(cast) == 85_000)

            let bad = try await Self.propose(cast, "b-1", "rectification-overdue") {
                $0.determinedOn = "2026-01-02"
            }
            let unheard = CommandRequest(name: bad.name)
            #expect(
                await refusals { _ = try await cast.records("approver").confirmRecord(unheard) }
                    == ["HEARING records/b-1"])
            try await cast.confirmRecord(bad.name)
            let record = try await cast.records("sp").getRecord(GetRequest(name: bad.name))
            #expect(record.determinedOn == "2026-01-02" && record.repairFrom == "2026-04-03")
            // 3 of 365 days: weight 992 of 8 points.
            #expect(try await Self.score(cast) == 85_000 - 7_936)
            let su = try await cast.records("handler").proposeRecord(
                ProposeRecordRequest(
                    recordId: "u-1",
                    record: Record(
                        subject: "parties/su", behaviour: "payment-late", facts: "90 days",
                        basis: "contract", subjectKind: .usingOrganisation)))
            #expect(su.archive == "archives/using-su" && su.severity == .general)
        }
    }

    @Test func `R5.2-15 R5.2-16: a direct D overrules the grade at once and blocks new business`()
        async throws
    {
        try await Self.afterConfirmed { mesh, cast in
            let grave = try await Self.propose(cast, "v-1", "grave-violation")
            try await cast.confirmRecord(grave.name)
            let archive = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
            #expect(archive.publishedGrade == "D" && archive.runningScoreMilliPoints == 52_000)
            let evaluation = try await cast.evaluations("sp").getEvaluation(
                GetRequest(name: archive.evaluation))
            #expect(evaluation.gradeCause == "direct D: ledgerEntries/sp-000002")
            #expect(evaluation.scoreMilliPoints == 60_000, "what was not public does not enter")
            let answer = try await cast.contracts("su").checkAdmission(
                CheckAdmissionRequest(
                    provider: "parties/sp", product: "products/p-1",
                    usingOrganisation: "parties/su",
                    startDate: "2026-04-01", endDate: "2026-12-31"))
            #expect(answer.refusals.contains { $0.code == "RESTRICTED" })
        }
    }

    @Test
    func `R5.2-12 7.13: what no record may be is refused with every reason, and nothing is kept`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await mesh.settle()
            let all = await refusals {
                _ = try await Self.propose(cast, "x-1", "unheard-of") {
                    $0.facts = "the engineer 11010519491231002X"
                    $0.basis = "call 13800001234"
                    $0.determinedOn = "2024-12-31"
                }
            }
            #expect(
                all == [
                    "BEHAVIOUR_UNKNOWN unheard-of", "DETERMINED_OUT_OF_RANGE record.determined_on",
                    "PERSONAL_DATA record.basis", "PERSONAL_DATA record.facts",
                ])
            let future = await refusals {
                _ = try await Self.propose(cast, "x-1", "false-material") {
                    $0.determinedOn = "2026-01-06"
                }
            }
            #expect(future == ["DETERMINED_OUT_OF_RANGE record.determined_on"])
            let nobody = await rpcFailure {
                _ = try await Self.propose(cast, "x-1", "false-material") {
                    $0.subject = "parties/none"
                }
            }
            #expect(nobody?.code == .notFound)
            let kept = try await cast.records("handler").listRecords(ListRequest())
            #expect(kept.records == [])
            #expect(try await Self.score(cast) == 80_000)
        }
    }

    @Test func `R5.2-9: nothing is added to the archive of a party that is no longer registered`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await mesh.settle()
            let exit = CommandRequest(name: "parties/sp", reason: "R5.2-1: closed")
            _ = try await cast.parties("sp").requestPartyExit(exit)
            _ = try await cast.parties("approver").deregisterParty(exit)
            try await mesh.settle()
            let refused = await refusals {
                _ = try await Self.propose(cast, "x-1", "false-material")
            }
            #expect(refused == ["ARCHIVE_FROZEN archives/sp"])
            let archive = try await cast.archives("handler").getArchive(
                GetRequest(name: "archives/sp"))
            #expect(archive.state == .frozen && archive.publishedGrade == "AA")
        }
    }

    @Test func `R5.2-13 R5.2-14: praise follows neither from an objection nor needs it repair`()
        async throws
    {
        try await Self.afterConfirmed { mesh, cast in
            let objection = CommandRequest(name: "objections/o-1", reason: "R5.2-13: half of it")
            _ = try await cast.objections("sp").fileObjection(
                FileObjectionRequest(
                    objectionId: "o-1",
                    objection: Objection(record: Self.breachRecord, ground: "shorter")))
            _ = try await cast.objections("handler").acceptObjection(objection)
            _ = try await cast.objections("reviewer").verifyObjection(objection)
            let praised = await rpcFailure {
                _ = try await cast.objections("second-approver").upholdObjectionPartly(
                    UpholdObjectionPartlyRequest(
                        name: objection.name, reason: objection.reason, behaviour: "commendation"))
            }
            #expect(praised?.code == .invalidArgument)
            let good = CommandRequest(
                name: try await Self.propose(cast, "g-1", "commendation").name)
            _ = try await cast.records("approver").confirmRecord(good)
            _ = try await cast.records("handler").publishRecord(good)
            let repaired = await rpcFailure {
                _ = try await cast.repairs("sp").fileRepair(
                    FileRepairRequest(
                        repairId: "r-1",
                        repair: Repair(record: good.name, correction: "x", commitment: "y")))
            }
            #expect(repaired?.code == .invalidArgument)
        }
    }

    @Test func `R9.3-5: the second breach within a year is graver, and the first stays the first`()
        async throws
    {
        try await Self.afterConfirmed { mesh, cast in
            var model = try await cast.models("sp").getScoringModel(
                GetRequest(name: "scoringModels/provider-v2"))
            model.effectiveFrom = "2026-03-20"
            model.breachRules.append(
                BreachRule(
                    severity: .general, fromOccurrence: 2, behaviour: "availability-serious"))
            _ = try await cast.models("handler").createScoringModel(
                CreateScoringModelRequest(scoringModelId: "provider-v3", scoringModel: model))
            let command = CommandRequest(name: "scoringModels/provider-v3")
            _ = try await cast.models("handler").rehearseScoringModel(command)
            _ = try await cast.models("approver").approveScoringModel(command)
            try await mesh.advance(to: "2026-04-02T01:00:00Z")
            try await cast.miss("2026-03", from: "2026-03-10T00:00:00Z", minutes: 600)
            try await mesh.advance(to: "2026-04-20T01:00:00Z")
            let second = try await cast.records("sp").getRecord(
                GetRequest(name: "records/c-1-2026-03"))
            #expect(second.behaviour == "availability-serious")

            _ = try await cast.correct(Cast.voucher(minutes: 100))
            try await mesh.settle()
            let first = try await cast.records("sp").getRecord(
                GetRequest(name: Self.breachRecord))
            #expect(first.facts.contains("500 minutes down") && first.state == .published)
            #expect(first.behaviour == "availability-general")
        }
    }

    @Test func `R5.2-14: a rescinded breach closes a shielded repair, too`() async throws {
        try await Self.afterConfirmed { mesh, cast in
            try await mesh.advance(to: "2026-06-11T01:00:00Z")
            _ = try await cast.repairs("sp").fileRepair(
                FileRepairRequest(
                    repairId: "r-1",
                    repair: Repair(
                        record: Self.breachRecord, correction: "done", commitment: "never again")))
            let repair = CommandRequest(name: "repairs/r-1", reason: "R5.2-14: the court agreed")
            _ = try await cast.repairs("handler").acceptRepair(repair)
            _ = try await cast.repairs("reviewer").verifyRepair(repair)
            _ = try await cast.repairs("second-approver").shieldRepair(repair)
            _ = try await cast.correct(Cast.voucher(minutes: 600))
            try await mesh.settle()
            let closed = try await cast.repairs("sp").getRepair(GetRequest(name: repair.name))
            #expect(closed.state == .closed)
        }
    }

    @Test func `R5.2-13: partly upheld, the record counts as what it was, and so does the grade`()
        async throws
    {
        try await Self.afterConfirmed { mesh, cast in
            try await cast.evaluate("e-1", finalAt: "2026-03-25T01:00:00Z")
            let objection = CommandRequest(name: "objections/o-1", reason: "R5.2-13: half of it")
            _ = try await cast.objections("sp").fileObjection(
                FileObjectionRequest(
                    objectionId: "o-1",
                    objection: Objection(record: Self.breachRecord, ground: "shorter")))
            _ = try await cast.objections("handler").acceptObjection(objection)
            let extended = try await cast.objections("handler").extendObjection(objection)
            #expect(extended.extended && extended.answerDue == Instant("2026-04-09T16:00:00Z"))
            _ = try await cast.objections("reviewer").verifyObjection(objection)
            #expect(
                await refusals {
                    _ = try await cast.objections("handler").extendObjection(objection)
                }
                    == ["EXTENDED_ALREADY objections/o-1"])
            _ = try await cast.objections("second-approver").upholdObjectionPartly(
                UpholdObjectionPartlyRequest(
                    name: objection.name, reason: objection.reason, behaviour: "availability-minor",
                    facts: "20 minutes down"))
            let record = try await cast.records("sp").getRecord(
                GetRequest(name: Self.breachRecord))
            #expect(record.state == .corrected && record.severity == .minor)
            #expect(record.publicationUntil == "2026-06-10" && record.facts == "20 minutes down")
            let publication = try await cast.publications("sp").getPublication(
                GetRequest(name: "publications/c-1-2026-02"))
            #expect(
                publication.state == .withdrawn && publication.rule == "R5.2-12",
                "minor is not public")
            let archive = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
            // 3 points at age 15 of 90 days: weight 833.
            #expect(archive.runningScoreMilliPoints == 80_000 - 2_499)
            let evaluation = try await cast.evaluations("sp").getEvaluation(
                GetRequest(name: archive.evaluation))
            #expect(
                evaluation.recomputedFrom == "evaluations/e-1" && evaluation.asOf == "2026-03-10")
            #expect(evaluation.scoreMilliPoints == 77_000 && evaluation.lines.count == 2)
        }
    }

    @Test func `R5.2-13 RX-4: who was not told may object until 60 days after they count as told`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.hear(Self.breachRecord)
            _ = try await cast.records("approver").confirmRecord(
                CommandRequest(name: Self.breachRecord))
            func file(_ id: String) async throws {
                _ = try await cast.objections("sp").fileObjection(
                    FileObjectionRequest(
                        objectionId: id,
                        objection: Objection(record: Self.breachRecord, ground: "wrong")))
                _ = try await cast.objections("sp").withdrawObjection(
                    CommandRequest(name: "objections/\(id)"))
            }
            // Ten working days after the sending, which nobody read.
            try await mesh.advance(to: "2026-05-23T15:59:00Z")
            try await file("o-1")
            try await mesh.advance(to: "2026-05-23T16:00:00Z")
            #expect(
                await refusals { try await file("o-2") } == ["OBJECTION_TOO_LATE 2026-05-23"])
        }
    }

    @Test func `R5.2-15: an older result of the same day does not undo a direct D`() async throws {
        try await Self.afterConfirmed { mesh, cast in
            let open = CommandRequest(name: "evaluations/e-1")
            _ = try await cast.evaluations("handler").openEvaluation(
                OpenEvaluationRequest(evaluationId: "e-1", subject: "parties/sp"))
            _ = try await cast.evaluations("handler").publicizeEvaluation(open)
            try await cast.confirmRecord(
                try await Self.propose(cast, "v-1", "grave-violation").name)
            try await mesh.advance(to: "2026-03-25T01:00:00Z")
            let refused = await refusals {
                _ = try await cast.evaluations("approver").finalizeEvaluation(open)
            }
            #expect(refused.map { $0.prefix(11) } == ["NEWER_FINAL"])
            let archive = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
            #expect(archive.publishedGrade == "D")
        }
    }

    @Test func `R5.2-13: after 60 days only repair is left, and the refusal says so`() async throws
    {
        try await Self.afterConfirmed { mesh, cast in
            func file(_ id: String) async throws -> Objection {
                try await cast.objections("sp").fileObjection(
                    FileObjectionRequest(
                        objectionId: id,
                        objection: Objection(record: Self.breachRecord, ground: "wrong")))
            }
            try await mesh.advance(to: "2026-05-09T15:00:00Z")
            _ = try await file("o-1")
            _ = try await cast.objections("sp").withdrawObjection(
                CommandRequest(name: "objections/o-1"))
            try await mesh.advance(to: "2026-05-09T16:00:00Z")
            #expect(
                await refusals { _ = try await file("o-2") } == ["OBJECTION_TOO_LATE 2026-05-09"])
            let all = try await cast.objections("sp").listObjections(
                ListRequest(filter: "record = \"\(Self.breachRecord)\""))
            #expect(all.objections.map(\.name) == ["objections/o-1"])
        }
    }

    @Test
    func `R5.2-14: a false repair is revoked: the record counts again and a new one is proposed`()
        async throws
    {
        try await Self.afterConfirmed { mesh, cast in
            try await mesh.advance(to: "2026-06-11T01:00:00Z")
            _ = try await cast.repairs("sp").fileRepair(
                FileRepairRequest(
                    repairId: "r-1",
                    repair: Repair(
                        record: Self.breachRecord, correction: "done", commitment: "never again")))
            let repair = CommandRequest(name: "repairs/r-1", reason: "R5.2-14: a forged report")
            _ = try await cast.repairs("handler").acceptRepair(repair)
            _ = try await cast.repairs("reviewer").verifyRepair(repair)
            let counted = try await Self.score(cast)

            _ = try await cast.repairs("second-approver").shieldRepair(repair)
            #expect(try await Self.score(cast) == 80_000)
            _ = try await cast.repairs("second-approver").unshieldRepair(repair)
            #expect(try await Self.score(cast) == counted)

            try await cast.account(
                "third-approver", "parties/mb", .managementBody, .approver)
            _ = try await cast.repairs("third-approver").approveRepair(repair)
            #expect(try await Self.score(cast) == 80_000)
            try await mesh.advance(to: "2026-07-01T01:00:00Z")
            _ = try await cast.repairs("second-approver").revokeRepair(
                RevokeRepairRequest(
                    name: repair.name, reason: repair.reason, behaviour: "false-material"))
            let record = try await cast.records("sp").getRecord(
                GetRequest(name: Self.breachRecord))
            #expect(record.state == .restored && record.weightEndedOn == "")
            // 8 points at age 113 of 365 days: weight 690.
            #expect(try await Self.score(cast) == 80_000 - 5_520)
            let proposed = try await cast.records("sp").getRecord(
                GetRequest(name: "records/r-1-revoked"))
            #expect(proposed.state == .proposed && proposed.behaviour == "false-material")
            let ledger = try await cast.ledger("sp").listLedgerEntries(ListRequest())
            #expect(
                ledger.ledgerEntries.map(\.kind) == [
                    .posting, .shield, .unshield, .reversal, .restoration,
                ])
        }
    }
}

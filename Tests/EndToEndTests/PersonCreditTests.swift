import Credit
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// Credit of service personnel: who hears, reads and disputes.
@Suite(.serialized, .timeLimit(.minutes(3))) struct `The credit of a person` {
    private static let archive = "archives/person-p-1"

    private static func score(_ cast: Cast, _ name: String = Self.archive) async throws -> Int64 {
        try await cast.archives("handler").getArchive(GetRequest(name: name))
            .runningScoreMilliPoints
    }

    private static func isAbsent(_ call: () async throws -> Void) async -> Bool {
        await rpcFailure(call)?.code == .notFound
    }

    @Test func `R5.2-9 R6.1-7: a record is heard, scored, repaired and objected to on both sides`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            try await cast.employ("p-2", by: "rival", Cast.otherNumber)
            try await mesh.settle()
            #expect(try await Self.score(cast, "archives/person-p-2") == 80_000)
            let general = try await cast.accuse("p-1", of: "misconduct-general", "r-1")
            #expect(general.archive == Self.archive && general.subjectKind == .person)
            try await cast.confirmRecord("records/r-1", heard: "sp")
            _ = try await cast.accuse("p-1", of: "misconduct-serious", "r-2")
            try await cast.confirmRecord("records/r-2", heard: "iu")
            #expect(try await Self.score(cast) == 80_000 - 8_000 - 20_000)
            #expect(try await Self.score(cast, "archives/sp") == 80_000, "no rule calls it in")

            try await cast.takeBack("records/r-2", "o-1")
            #expect(try await Self.score(cast) == 72_000)
            _ = try await cast.records("handler").publishRecord(CommandRequest(name: "records/r-1"))
            try await mesh.advance(to: "2026-04-07T01:00:00Z")
            let repair = CommandRequest(name: "repairs/f-1")
            _ = try await cast.repairs("sp").fileRepair(
                FileRepairRequest(
                    repairId: "f-1",
                    repair: Repair(record: "records/r-1", correction: "done", commitment: "yes")))
            _ = try await cast.repairs("second-handler").acceptRepair(repair)
            _ = try await cast.repairs("reviewer").verifyRepair(repair)
            _ = try await cast.repairs("second-approver").approveRepair(repair)
            #expect(try await Self.score(cast) == 80_000)
        }
    }

    @Test func `R5.5-5: a person is told why their score is what it is, and only of their own`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            _ = try await cast.accuse("p-1", of: "misconduct-general", "r-1")
            try await cast.confirmRecord("records/r-1", heard: "iu")
            let grounds = try await cast.explain(Self.archive, "iu")
            #expect(grounds.first?.summary.contains("running score 72.000 ") == true)
            #expect(grounds.contains { $0.fact == "records/r-1" })
            _ = try await cast.evaluations("handler").openEvaluation(
                OpenEvaluationRequest(evaluationId: "e-1", subject: "persons/p-1"))
            let evaluation = try await cast.evaluations("iu").getEvaluation(
                GetRequest(name: "evaluations/e-1"))
            #expect(evaluation.grade == "A" && evaluation.model == "scoringModels/person-v1")
            let proof = try await cast.scores("iu").exportScore(
                ExportScoreRequest(subject: "persons/p-1"))
            #expect(try proof.differences() == [])
            #expect(
                await Self.isAbsent {
                    _ = try await cast.scores("iu").exportScore(
                        ExportScoreRequest(subject: "parties/sp"))
                })
        }
    }

    @Test func `R6.1-3: a former employer reads what is of its own time, the present one all`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            _ = try await cast.accuse("p-1", of: "misconduct-general", "r-1")
            try await cast.confirmRecord("records/r-1", heard: "sp")
            try await mesh.advance(to: "2026-02-02T01:00:00Z")
            try await cast.move("p-1", from: "sp", to: "rival", Cast.number)
            _ = try await cast.accuse("p-1", of: "misconduct-general", "r-2")
            let late = await rpcFailure {
                _ = try await cast.confirmRecord("records/r-2", heard: "sp")
            }
            #expect(late?.code == .notFound, "it no longer receives for the person")
            let statement = SubmitStatementRequest(name: "records/r-2", statement: "an oversight")
            let spoken = await rpcFailure {
                _ = try await cast.records("sp").submitStatement(statement)
            }
            #expect(spoken?.code == .permissionDenied, "nor speaks for them")
            _ = try await cast.records("rival").submitStatement(statement)
            _ = try await cast.records("approver").confirmRecord(
                CommandRequest(name: "records/r-2"))
            try await mesh.settle()

            func readable(_ who: String) async -> [String] {
                var names: [String] = []
                for name in ["records/r-1", "records/r-2"] {
                    let record = try? await cast.records(who).getRecord(GetRequest(name: name))
                    if let record { names.append(record.name) }
                }
                let ledger = try? await cast.ledger(who).listLedgerEntries(ListRequest())
                return names + (ledger?.ledgerEntries.map(\.name) ?? [])
            }
            let entries = ["ledgerEntries/person-p-1-000001", "ledgerEntries/person-p-1-000002"]
            #expect(await readable("sp") == ["records/r-1", entries[0]])
            #expect(await readable("rival") == ["records/r-1", "records/r-2"] + entries)
            #expect(await readable("iu") == ["records/r-1", "records/r-2"] + entries)
            #expect(await readable("su") == [])
            func archive(_ who: String) async throws {
                _ = try await cast.archives(who).getArchive(GetRequest(name: Self.archive))
            }
            try await archive("rival")
            try await archive("iu")
            #expect(await Self.isAbsent { try await archive("sp") })
            let foreign = await rpcFailure {
                _ = try await cast.objections("sp").fileObjection(
                    FileObjectionRequest(
                        objectionId: "o-1",
                        objection: Objection(record: "records/r-1", ground: "no longer ours")))
            }
            #expect(foreign?.code == .permissionDenied)
        }
    }

    @Test func `RX-1 R5.5-5: who else reads what is kept about a person leaves a trace`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            _ = try await cast.accuse("p-1", of: "misconduct-general", "r-1")
            for who in ["iu", "sp", "reviewer"] {
                _ = try await cast.records(who).getRecord(GetRequest(name: "records/r-1"))
                _ = try await cast.explain(Self.archive, who)
            }
            try await cast.account("auditor", "parties/mb", .managementBody, .auditAdministrator)
            let trail = try await AuditServiceClient(
                mesh.channel(as: "auditor"), routingKey: "credit"
            ).listAuditEntries(ListAuditEntriesRequest())
            #expect(
                trail.entries.filter { $0.code == 0 }.map { "\($0.principal) \($0.resource)" } == [
                    "sp records/r-1", "sp \(Self.archive)", "sp records/r-1",
                    "reviewer records/r-1", "reviewer \(Self.archive)", "reviewer records/r-1",
                ])
        }
    }

    @Test
    func `R5.2-10 R5.5-5: a person and who employs them read all sections, others what is public`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            _ = try await cast.accuse("p-1", of: "misconduct-general", "r-1")
            try await cast.confirmRecord("records/r-1", heard: "iu")
            func bad(_ who: String) async throws -> [String] {
                try await cast.archives(who).getArchiveSections(
                    GetArchiveSectionsRequest(subject: "persons/p-1")
                ).sections.first { $0.code == "bad" }?.items.map(\.resource) ?? []
            }
            for inside in ["iu", "sp", "reviewer"] {
                #expect(try await bad(inside) == ["records/r-1"], "\(inside)")
            }
            #expect(try await bad("rival") == [])
            try await cast.account("auditor", "parties/mb", .managementBody, .auditAdministrator)
            let trail = try await AuditServiceClient(
                mesh.channel(as: "auditor"), routingKey: "credit"
            ).listAuditEntries(ListAuditEntriesRequest()).entries
            let reads = trail.filter { $0.method.hasSuffix("GetArchiveSections") && $0.code == 0 }
            #expect(Set(reads.map(\.principal)).isSuperset(of: ["sp", "reviewer"]), "RX-1")
            #expect(!reads.contains { $0.principal == "iu" })
        }
    }

    @Test func `R5.2-9: an organisation answers only where the model says so, and is heard first`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            var model = try await cast.models("handler").getScoringModel(
                GetRequest(name: "scoringModels/person-v1"))
            model.effectiveFrom = "2026-01-10"
            let serious = try #require(
                model.behaviours.firstIndex { $0.code == "misconduct-serious" })
            func create(_ model: ScoringModel) async throws {
                _ = try await cast.models("handler").createScoringModel(
                    CreateScoringModelRequest(scoringModelId: "person-v2", scoringModel: model))
            }
            model.behaviours[serious].responsibleOrganisationBehaviour = "commendation"
            #expect(
                await refusals { try await create(model) }
                    == ["CREDIT_MODEL_INVALID misconduct-serious"])
            model.behaviours[serious].responsibleOrganisationBehaviour = "rectification-overdue"
            try await create(model)
            let command = CommandRequest(name: "scoringModels/person-v2")
            _ = try await cast.models("handler").rehearseScoringModel(command)
            _ = try await cast.models("approver").approveScoringModel(command)
            try await mesh.advance(to: "2026-01-12T01:00:00Z")

            _ = try await cast.accuse("p-1", of: "misconduct-serious", "r-1")
            try await cast.confirmRecord("records/r-1", heard: "iu")
            let following = try await cast.records("handler").listRecords(
                ListRequest(filter: "follows_from = \"records/r-1\""))
            let record = try #require(following.records.first)
            #expect(record.subject == "parties/sp" && record.state == .proposed)
            #expect(try await Self.score(cast, "archives/sp") == 80_000, "it was not heard yet")
            _ = try await cast.records("handler").notifyRecord(CommandRequest(name: record.name))
            _ = try await cast.records("sp").submitStatement(
                SubmitStatementRequest(name: record.name, statement: "trained and supervised"))
            _ = try await cast.records("second-approver").confirmRecord(
                CommandRequest(name: record.name))
            #expect(try await Self.score(cast, "archives/sp") == 72_000)

            try await cast.account("third-approver", "parties/mb", .managementBody, .approver)
            try await cast.takeBack("records/r-1", "o-1", upheldBy: "third-approver")
            #expect(try await Self.score(cast, "archives/sp") == 80_000)
        }
    }
}

import Credit
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// What the public and other parties may read of a record, how long, and what is left (R5.2-18).
@Suite(.serialized, .timeLimit(.minutes(3))) struct Publications {
    private static let record = "records/c-1-2026-02"
    private static let name = "publications/c-1-2026-02"

    private static func afterPublished(
        _ body: (LocalMesh, Cast) async throws -> Void
    ) async throws {
        try await Cast.afterMiss { mesh, cast in
            try await cast.admit("iu", "91370100PDY00044X8", .individualUser)
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord(Self.record)
            try await body(mesh, cast)
        }
    }

    private static func read(_ cast: Cast, as who: String = "iu") async throws -> Publication {
        try await cast.publications(who).getPublication(GetRequest(name: Self.name))
    }

    private static func isHidden(_ cast: Cast, from who: String) async -> Bool {
        let failure = await rpcFailure { _ = try await Self.read(cast, as: who) }
        return failure?.code == .notFound
    }

    /// A model like the shipped one with these rules of publicity, from tomorrow on.
    private static func rule(
        _ mesh: LocalMesh, _ cast: Cast, _ rules: [PublicityRule]
    ) async throws {
        var model = try await cast.models("sp").getScoringModel(
            GetRequest(name: "scoringModels/provider-v2"))
        model.effectiveFrom = "2026-03-11"
        model.publicityRules += rules
        let command = CommandRequest(name: "scoringModels/provider-v3")
        _ = try await cast.models("handler").createScoringModel(
            CreateScoringModelRequest(scoringModelId: "provider-v3", scoringModel: model))
        _ = try await cast.models("handler").rehearseScoringModel(command)
        _ = try await cast.models("approver").approveScoringModel(command)
        try await mesh.advance(to: "2026-03-11T01:00:00Z")
    }

    @Test func `R5.2-18: everybody reads what the mask shows, and nobody else the record itself`()
        async throws
    {
        try await Self.afterPublished { mesh, cast in
            for reader in ["iu", "su", "sp", "handler"] {
                let shown = try await Self.read(cast, as: reader)
                #expect(shown.state == .published && shown.behaviour == "availability-general")
                #expect(shown.severity == .general && shown.determinedOn == "2026-03-10")
                #expect(shown.facts == "", "the mask of a general record leaves the facts out")
                #expect(shown.publicFrom == "2026-03-10" && shown.publicUntil == "2027-03-10")
            }
            let listed = try await cast.publications("iu").listPublications(ListRequest())
            #expect(listed.publications.map(\.name) == [Self.name])
            let record = await rpcFailure {
                _ = try await cast.records("su").getRecord(GetRequest(name: Self.record))
            }
            #expect(record?.code == .notFound)
        }
    }

    @Test func `R5.2-18 R5.5-5: of a person others read no name, and ask for none`() async throws {
        try await Cast.staffed { mesh, cast in
            _ = try await cast.accuse("p-1", of: "misconduct-general", "r-1")
            try await cast.confirmRecord("records/r-1", heard: "iu")
            _ = try await cast.records("handler").publishRecord(CommandRequest(name: "records/r-1"))
            func subjects(_ who: String, _ filter: String = "") async throws -> [String] {
                try await cast.publications(who).listPublications(ListRequest(filter: filter))
                    .publications.map(\.subject)
            }
            let named = "subject = \"persons/p-1\""
            #expect(try await subjects("rival") == ["persons/p**"])
            #expect(try await subjects("rival", named) == [])
            for inside in ["sp", "handler"] {
                #expect(try await subjects(inside, named) == ["persons/p-1"], "\(inside)")
            }
            let told = try await cast.explain("publications/r-1", "rival")
            #expect(told.map(\.fact) == ["publications/r-1", "records/r-1"])
            #expect(told.last?.summary == "", "the record itself is not for others")
        }
    }

    @Test func `R5.2-12: at the longest it ends by itself, and a tombstone without fields stays`()
        async throws
    {
        try await Self.afterPublished { mesh, cast in
            try await mesh.advance(to: "2027-03-10T15:59:59Z")
            #expect(try await Self.read(cast).behaviour == "availability-general")
            try await mesh.advance(to: "2027-03-10T16:00:00Z")
            let ended = try await Self.read(cast)
            #expect(ended.state == .ended && ended.rule == "R5.2-12")
            #expect(ended.removedOn == "2027-03-11" && ended.behaviour == "")
            #expect(ended.basis == "" && ended.determinedOn == "" && ended.severity == .unspecified)
            let inside = try await Self.read(cast, as: "handler")
            #expect(inside.behaviour == "" && inside.basis == "", "gone for everybody")
            let past = await rpcFailure {
                _ = try await cast.publications("su").getPublication(
                    GetRequest(name: Self.name, effectiveAt: Instant("2026-04-01T00:00:00Z")))
            }
            #expect(past?.code == .invalidArgument, "what was public is not read again")
        }
    }

    @Test func `R5.2-13 R5.2-18: under objection it says so; upheld, the reason stays and no more`()
        async throws
    {
        try await Self.afterPublished { mesh, cast in
            func file(_ id: String) async throws -> CommandRequest {
                _ = try await cast.objections("sp").fileObjection(
                    FileObjectionRequest(
                        objectionId: id, objection: Objection(record: Self.record, ground: "no")))
                return CommandRequest(
                    name: "objections/\(id)", reason: "R5.2-13: see 13800001234")
            }
            let first = try await file("o-1")
            #expect(try await Self.read(cast).disputed)
            _ = try await cast.objections("sp").withdrawObjection(first)
            #expect(try await !Self.read(cast).disputed)
            let second = try await file("o-2")
            _ = try await cast.objections("second-handler").acceptObjection(second)
            _ = try await cast.objections("reviewer").verifyObjection(second)
            _ = try await cast.objections("second-approver").upholdObjection(second)
            let left = try await Self.read(cast)
            #expect(left.state == .withdrawn && left.rule == "R5.2-13" && !left.disputed)
            #expect(left.reason == "R5.2-13", "what was written is for the subject (7.13)")
            #expect(left.removedOn == "2026-03-10")
            #expect(try await Self.read(cast, as: "handler").behaviour == "", "gone for everybody")
        }
    }

    @Test func `R5.2-14: shielded it is hidden, repaired withdrawn, and public again when revoked`()
        async throws
    {
        try await Self.afterPublished { mesh, cast in
            try await cast.account("third-approver", "parties/mb", .managementBody, .approver)
            try await mesh.advance(to: "2026-06-11T01:00:00Z")
            let repair = CommandRequest(name: "repairs/r-1", reason: "R5.2-14: the court agreed")
            _ = try await cast.repairs("sp").fileRepair(
                FileRepairRequest(
                    repairId: "r-1",
                    repair: Repair(record: Self.record, correction: "done", commitment: "never")))
            #expect(try await Self.read(cast).state == .published, "filing takes nothing away")
            _ = try await cast.repairs("second-handler").acceptRepair(repair)
            _ = try await cast.repairs("reviewer").verifyRepair(repair)
            _ = try await cast.repairs("second-approver").shieldRepair(repair)
            #expect(await Self.isHidden(cast, from: "iu"))
            let told = await rpcFailure { _ = try await cast.explain(Self.name, "iu") }
            #expect(told?.code == .notFound, "nor is it explained")
            #expect(
                try await cast.publications("su").listPublications(ListRequest()).publications
                    == [])
            #expect(try await Self.read(cast, as: "sp").state == .suspended)
            _ = try await cast.repairs("second-approver").unshieldRepair(repair)
            #expect(try await Self.read(cast).behaviour == "availability-general")
            _ = try await cast.repairs("third-approver").approveRepair(repair)
            let repaired = try await Self.read(cast)
            #expect(repaired.state == .withdrawn && repaired.rule == "R5.2-14")
            #expect(repaired.behaviour == "")
            _ = try await cast.repairs("second-approver").revokeRepair(
                RevokeRepairRequest(
                    name: repair.name, reason: repair.reason, behaviour: "false-material"))
            let again = try await Self.read(cast)
            #expect(again.state == .published && again.behaviour == "availability-general")
            #expect(again.reason == "" && again.publicUntil == "2027-03-10")
        }
    }

    @Test func `R9.3-5: a rescinded breach withdraws the publication, a corrected one amends it`()
        async throws
    {
        try await Cast.afterMiss(minutes: 3_000) { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord(Self.record)
            #expect(try await Self.read(cast, as: "su").facts.contains("3000 minutes down"))
            _ = try await cast.correct(Cast.voucher(minutes: 100))
            try await mesh.settle()
            #expect(try await Self.read(cast, as: "su").facts.contains("2900 minutes down"))
            _ = try await cast.correct(Cast.voucher(minutes: 3_000))
            try await mesh.settle()
            let left = try await Self.read(cast, as: "su")
            #expect(left.state == .withdrawn && left.facts == "")
        }
    }

    @Test func `R5.2-18 RX-5: audience and mask are data of the model, and a bad one is refused`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await cast.admit("iu", "91370100PDY00044X8", .individualUser)
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let unknown = await refusals {
                try await Self.rule(
                    mesh, cast,
                    [PublicityRule(severity: .general, audience: .public, fields: ["statement"])])
            }
            #expect(unknown == ["PUBLICITY_FIELD_UNKNOWN statement"])
            try await Self.rule(
                mesh, cast,
                [
                    PublicityRule(
                        severity: .general, behaviour: "availability-general", audience: .parties,
                        fields: ["facts"])
                ])
            try await cast.confirmRecord(Self.record)
            #expect(await Self.isHidden(cast, from: "iu"))
            let shown = try await Self.read(cast, as: "su")
            #expect(shown.facts.contains("600 minutes down") && shown.behaviour == "")
        }
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await Self.rule(
                mesh, cast,
                [PublicityRule(severity: .general, audience: .authorities, fields: ["facts"])])
            try await cast.confirmRecord(Self.record)
            #expect(await Self.isHidden(cast, from: "su"))
            #expect(try await Self.read(cast, as: "handler").facts != "")
        }
    }
}

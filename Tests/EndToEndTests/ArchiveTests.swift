import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTestKit
import Testing

/// What stands in an archive, and who reads which section of it (R5.2-10).
@Suite(.serialized, .timeLimit(.minutes(3))) struct `An archive's sections` {
    private static let record = "records/c-1-2026-02"

    private static func afterConfirmed(
        _ body: (LocalMesh, Cast) async throws -> Void
    ) async throws {
        try await Cast.afterMiss { mesh, cast in
            try await cast.admit("iu", "91370100PDY00044X8", .individualUser)
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord(Self.record)
            try await body(mesh, cast)
        }
    }

    private static func read(
        _ cast: Cast, as who: String, _ section: String = ""
    ) async throws -> GetArchiveSectionsResponse {
        try await cast.archives(who).getArchiveSections(
            GetArchiveSectionsRequest(subject: "parties/sp", section: section))
    }

    @Test func `R5.2-10: inside all nine are read, each item with its source, day and validity`()
        async throws
    {
        try await Self.afterConfirmed { mesh, cast in
            let all = try await Self.read(cast, as: "sp")
            #expect(
                all.sections.map(\.code) == [
                    "basic", "qualifications", "performance", "quality", "good", "bad",
                    "evaluations", "restrictions", "statements",
                ])
            func item(_ code: String) throws -> ArchiveItem {
                let section = try #require(all.sections.first { $0.code == code })
                #expect(section.total == Int64(section.items.count))
                return try #require(section.items.first)
            }
            #expect(try item("basic").summary == "Party sp, 91370100PDY0001750")
            let qualification = try item("qualifications")
            #expect(qualification.resource == "qualifications/q-1")
            #expect(qualification.source == "registry" && qualification.validUntil == "2028-12-31")
            #expect(qualification.collectedAt == Instant("2026-01-05T01:00:00Z"))
            #expect(qualification.publicLevel == .public)
            #expect(try item("performance").validUntil == "2027-12-31")
            #expect(try item("quality").summary.hasPrefix("2026-02: missed"))
            let bad = try item("bad")
            #expect(bad.summary == "published availability-general")
            #expect(bad.validUntil == "2027-03-10" && bad.correctionOf == "")
            let statement = try item("statements")
            #expect(statement.summary == "a cable was cut" && statement.source == "parties/sp")
            #expect(statement.publicLevel == .authorities)
        }
    }

    @Test
    func `R5.2-10 R5.2-18: outside, sections by their level, and of records what is public`()
        async throws
    {
        try await Self.afterConfirmed { mesh, cast in
            let su = try await Self.read(cast, as: "su")
            #expect(
                su.sections.map(\.code) == [
                    "basic", "qualifications", "performance", "quality", "good", "bad",
                    "evaluations", "restrictions",
                ])
            let iu = try await Self.read(cast, as: "iu")
            #expect(
                iu.sections.map(\.code) == [
                    "basic", "qualifications", "good", "bad", "evaluations", "restrictions",
                ])
            let bad = try await Self.read(cast, as: "iu", "bad").sections.first?.items
            #expect(bad?.map(\.resource) == ["publications/c-1-2026-02"])
            let closed = await rpcFailure { _ = try await Self.read(cast, as: "iu", "statements") }
            #expect(closed?.code == .invalidArgument)
            let repeal = CommandRequest(name: "objections/o-1", reason: "R5.2-13: wrong probe")
            _ = try await cast.objections("sp").fileObjection(
                FileObjectionRequest(
                    objectionId: "o-1", objection: Objection(record: Self.record, ground: "no")))
            _ = try await cast.objections("second-handler").acceptObjection(repeal)
            _ = try await cast.objections("reviewer").verifyObjection(repeal)
            _ = try await cast.objections("second-approver").upholdObjection(repeal)
            #expect(try await Self.read(cast, as: "iu", "bad").sections.first?.items == [])
            #expect(try await Self.read(cast, as: "sp", "bad").sections.first?.total == 1)
        }
    }

    @Test func `R5.2-10: of many items the newest are read, and how many there are is told`()
        async throws
    {
        try await Self.afterConfirmed { mesh, cast in
            let archive = "archives/sp"
            let store = try mesh.host(of: "credit").context.store
            try await store.add(
                (1...250).map { number in
                    Evaluation(
                        name: "evaluations/old-\(1_000 + number)", state: .final,
                        subject: "parties/sp", asOf: "2026-03-10", grade: "A", archive: archive)
                })
            try await store.add(
                (1...250).map { number in
                    Record(
                        name: "records/old-\(1_000 + number)", state: .confirmed,
                        subject: "parties/sp", behaviour: "commendation", statement: "we did",
                        archive: archive, good: true)
                })
            let all = try await Self.read(cast, as: "sp")
            func section(_ code: String) throws -> ArchiveSectionContent {
                try #require(all.sections.first { $0.code == code })
            }
            for code in ["evaluations", "good", "statements"] {
                let section = try section(code)
                #expect(section.items.count == 200, "\(code)")
                let times = section.items.map { $0.collectedAt?.microseconds ?? 0 }
                #expect(times == times.sorted(by: >))
            }
            #expect(try section("evaluations").total == 250)
            #expect(try section("good").total == 250)
            #expect(try section("statements").total == 251)
            #expect(try section("bad").items.map(\.resource) == [Self.record])
        }
    }

    @Test func `R5.2-10: a corrected item names what it corrected`() async throws {
        try await Self.afterConfirmed { mesh, cast in
            let before = try await cast.records("sp").getRecord(GetRequest(name: Self.record))
            _ = try await cast.correct(Cast.voucher(minutes: 100))
            try await mesh.settle()
            let bad = try await Self.read(cast, as: "handler", "bad").sections.first?.items.first
            #expect(bad?.correctionOf == "\(Self.record)@\(before.version)")
            let month = try await Self.read(cast, as: "handler", "quality").sections.first
            #expect(month?.items.first?.correctionOf.hasPrefix("periods/c-1-2026-02@") == true)
        }
    }

    @Test func `R5.2-10 RX-5: the sections are data of the model in force`() async throws {
        try await Self.afterConfirmed { mesh, cast in
            var model = try await cast.models("sp").getScoringModel(
                GetRequest(name: "scoringModels/provider-v2"))
            #expect(model.sections.count == 9)
            model.effectiveFrom = "2026-03-20"
            let quality = ArchiveSection(
                code: "quality", title: "质量", source: .months, audience: .public)
            model.sections = [quality, quality]
            func create() async throws {
                _ = try await cast.models("handler").createScoringModel(
                    CreateScoringModelRequest(scoringModelId: "provider-v3", scoringModel: model))
            }
            #expect(await refusals(create) == ["SECTION_TWICE quality"])
            model.sections = [quality]
            try await create()
            let command = CommandRequest(name: "scoringModels/provider-v3")
            _ = try await cast.models("handler").rehearseScoringModel(command)
            _ = try await cast.models("approver").approveScoringModel(command)
            try await mesh.advance(to: "2026-03-20T01:00:00Z")
            let read = try await Self.read(cast, as: "iu")
            #expect(read.model == command.name && read.sections.map(\.title) == ["质量"])
            #expect(read.sections.first?.items.count == 1)
        }
    }
}

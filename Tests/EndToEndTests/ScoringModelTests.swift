import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshTestKit
import Testing

/// Models are data: drafted, rehearsed, approved by a second person, never back (RX-5).
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A scoring model` {
    private static let name = "scoringModels/provider-v3"

    /// The shipped one, harder on serious breaches, from a day on.
    private static func draft(
        _ cast: Cast, from day: String, edit: (inout ScoringModel) -> Void = { _ in }
    ) async throws -> ScoringModel {
        var model = try await cast.models("sp").getScoringModel(
            GetRequest(name: "scoringModels/provider-v2"))
        model.effectiveFrom = day
        for index in model.behaviours.indices
        where model.behaviours[index].code == "availability-general" {
            model.behaviours[index].pointsMilliPoints = 25_000
        }
        edit(&model)
        return model
    }

    private static func create(_ cast: Cast, _ model: ScoringModel) async throws -> ScoringModel {
        try await cast.models("handler").createScoringModel(
            CreateScoringModelRequest(scoringModelId: "provider-v3", scoringModel: model))
    }

    private static func afterConfirmed(
        _ body: (LocalMesh, Cast) async throws -> Void
    ) async throws {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord("records/c-1-2026-02")
            try await body(mesh, cast)
        }
    }

    @Test func `RX-5: that a mesh was founded with stays its own, whatever ships since`()
        async throws
    {
        func models(_ mesh: LocalMesh) async throws -> [ScoringModel] {
            try await Cast(mesh: mesh).models("handler").listScoringModels(ListRequest())
                .scoringModels.sorted { $0.name < $1.name }
        }
        let new = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        try await Cast(mesh: new).assemble()
        try await new.settle()
        let shipped = try await models(new)
        await new.stop()
        #expect(
            shipped.map(\.name)
                == ["body-v1", "person-v1", "provider-v2", "using-v1"]
                .map { "scoringModels/\($0)" })
        var earlier = try #require(shipped.first { $0.subjectKind == .provider })
        #expect(earlier.shrinkage != nil)
        earlier.name = "scoringModels/provider-v1"
        earlier.shrinkage = nil

        let old = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        try await old.host(of: "credit").context.store.add([earlier])
        try await Cast(mesh: old).assemble()
        try await old.settle()
        let kept = try await models(old)
        await old.stop()
        #expect(kept.map(\.version) == [1, 1, 1, 1])
        #expect(kept.filter { $0.subjectKind == .provider }.map(\.name) == [earlier.name])
        #expect(kept.first { $0.name == earlier.name }?.shrinkage == nil)
    }

    @Test func `RX-5: rehearsed, approved by another, effective from its day, and never back`()
        async throws
    {
        try await Self.afterConfirmed { mesh, cast in
            try await cast.evaluate("e-1", finalAt: "2026-03-25T01:00:00Z")
            _ = try await Self.create(cast, Self.draft(cast, from: "2026-05-01"))
            let command = CommandRequest(name: Self.name)
            let unrehearsed = await rpcFailure {
                _ = try await cast.models("approver").approveScoringModel(command)
            }
            #expect(unrehearsed?.code == .failedPrecondition)
            let rehearsed = try await cast.models("handler").rehearseScoringModel(command)
            #expect(rehearsed.rehearsal?.against == "scoringModels/provider-v2")
            #expect(rehearsed.rehearsal?.subjects == 1 && rehearsed.rehearsal?.changed == 1)
            #expect(rehearsed.rehearsal?.moves == [GradeMove(from: "A", to: "C", subjects: 1)])

            var changes: [RehearsalChange] = []
            for try await change in try cast.models("handler").streamRehearsal(
                StreamRehearsalRequest(name: Self.name))
            {
                changes.append(change)
            }
            #expect(changes.map(\.subject) == ["parties/sp"])
            #expect(changes.first?.lines.map(\.cause) == ["records/c-1-2026-02"])
            #expect(changes.first?.lines.first?.contributionMilliPoints == -16_303)

            let approved = try await cast.models("approver").approveScoringModel(command)
            #expect(approved.state == .approved)
            try await mesh.advance(to: "2026-04-30T15:59:00Z")
            func archive() async throws -> Archive {
                try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
            }
            #expect(try await archive().model == "scoringModels/provider-v2")
            try await mesh.advance(to: "2026-04-30T16:00:00Z")
            let after = try await archive()
            #expect(after.model == Self.name && after.runningGrade == "C")
            #expect(after.publishedGrade == "A", "a model changes no grade that is published")
            let old = try await cast.models("sp").getScoringModel(
                GetRequest(name: "scoringModels/provider-v2"))
            #expect(old.state == .superseded)
            let evaluation = try await cast.evaluations("sp").getEvaluation(
                GetRequest(name: "evaluations/e-1"))
            #expect(evaluation.model == "scoringModels/provider-v2")
            let march = try #require(Instant("2026-03-25T02:00:00Z"))
            let then = try await cast.archives("sp").getArchive(
                GetRequest(name: "archives/sp", effectiveAt: march))
            #expect(then.model == "scoringModels/provider-v2" && then.runningGrade == "A")
        }
    }

    @Test
    func `RX-5 RX-2: what is invalid, in the past or one's own work is refused with the way out`()
        async throws
    {
        try await Self.afterConfirmed { mesh, cast in
            let gap = await refusals {
                _ = try await Self.create(
                    cast,
                    Self.draft(cast, from: "2026-05-01") { $0.bands[0].fromMilliPoints = 91_000 })
            }
            #expect(gap == ["CREDIT_BANDS_INVALID "])
            let overlap = await refusals {
                _ = try await Self.create(
                    cast,
                    Self.draft(cast, from: "2026-05-01") { $0.bands[0].fromMilliPoints = 85_000 })
            }
            #expect(overlap == ["CREDIT_BANDS_INVALID "])

            _ = try await Self.create(
                cast,
                Self.draft(cast, from: "2026-03-10") {
                    $0.behaviours.removeAll { $0.code == "commendation" }
                })
            let command = CommandRequest(name: Self.name)
            _ = try await cast.models("handler").rehearseScoringModel(command)
            let past = await refusals {
                _ = try await cast.models("approver").approveScoringModel(command)
            }
            #expect(
                past == ["BEHAVIOUR_DROPPED commendation", "MODEL_NOT_IN_FUTURE 2026-03-10"])

            var better = try await Self.draft(cast, from: "2026-06-01")
            better.name = Self.name
            better.version = 0
            _ = try await cast.models("handler").reviseScoringModel(
                ReviseScoringModelRequest(scoringModel: better))
            let stale = await rpcFailure {
                _ = try await cast.models("approver").approveScoringModel(command)
            }
            #expect(stale?.code == .failedPrecondition, "a revised model is rehearsed again")
            _ = try await cast.models("handler").rehearseScoringModel(command)
            try await cast.account(
                "wang", "parties/mb", .managementBody, .approver, person: "person-handler")
            let own = await rpcFailure {
                _ = try await cast.models("wang").approveScoringModel(command)
            }
            #expect(own?.code == .permissionDenied)
            _ = try await cast.models("approver").approveScoringModel(command)
            _ = try await cast.models("approver").withdrawScoringModel(
                CommandRequest(name: Self.name, reason: "R5.2-15: too hard"))
        }
    }
}

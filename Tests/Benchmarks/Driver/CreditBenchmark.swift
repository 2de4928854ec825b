import Foundation
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshTestKit

/// What credit does with 100,000 subjects of 20 ledger entries each, as a real process on disk:
/// rehearsing a model over all of them, one score with its explanation, and the memory it takes.
struct CreditBenchmark {
    private static let subjects = 100_000
    private static let entries = 20
    private static let samples = 2_000
    private static let clock = "2026-11-30T01:00:00Z"

    static let benchmark = Benchmark(name: "credit", isSpecial: true) {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let mesh = "\(folder.path)/m"
        try await Self.fill("\(mesh)/credit")
        let own = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let processes = try await ProcessMesh.start(
            tool: own.path + "/govmesh", at: Self.clock, folder: mesh)
        do {
            let rows = try await Self.measure(processes, mesh)
            try await processes.stop()
            return rows
        } catch {
            try? await processes.stop()
            throw error
        }
    }

    private static func measure(_ mesh: ProcessMesh, _ folder: String) async throws -> [Row] {
        try await Self.found(mesh)
        let models = ScoringModelServiceClient(mesh.channel(as: "handler"))
        var model = try await models.getScoringModel(
            GetRequest(name: "scoringModels/provider-v2"))
        model.effectiveFrom = "2027-01-01"
        for index in model.behaviours.indices { model.behaviours[index].pointsMilliPoints += 2_000 }
        _ = try await models.createScoringModel(
            CreateScoringModelRequest(scoringModelId: "provider-v3", scoringModel: model))
        let begun = ContinuousClock.now
        let rehearsed = try await models.rehearseScoringModel(
            CommandRequest(name: "scoringModels/provider-v3"))
        let rehearsal = (ContinuousClock.now - begun) / .seconds(1)
        guard rehearsed.rehearsal?.subjects == Int64(Self.subjects) else {
            throw BenchmarkFailure(description: "not everybody was rehearsed: \(rehearsed)")
        }
        let times = try await Self.scores(mesh).sorted()
        return [
            Row("credit.rehearsal", rehearsal, "s", .atMost(60)),
            Row("credit.score.p50", times[times.count / 2], "ms", .atMost(50)),
            Row("credit.score.p99", times[times.count * 99 / 100], "ms", .atMost(50)),
            Row(
                "credit.memory", try MemoryBenchmark.resident(folder, "credit"), "MiB", .atMost(512)
            ),
        ]
    }

    private static func found(_ mesh: ProcessMesh) async throws {
        let parties = PartyServiceClient(mesh.channel(as: "system"))
        _ = try await parties.establishManagementBody(
            EstablishManagementBodyRequest(
                partyId: "mb",
                party: Party(
                    displayName: "MB", creditCode: "11100000PDY00001X7", roles: [.managementBody])))
        _ = try await OperatorServiceClient(mesh.channel(as: "system")).createOperator(
            CreateOperatorRequest(
                operatorId: "handler",
                operator: Operator(
                    person: "person-handler", party: "parties/mb", partyRole: .managementBody,
                    operatorRoles: [.handler])))
        // The others read what was filled, two million entries.
        try await mesh.settle(within: .seconds(300))
    }

    /// Milliseconds of one score with its proof and the chain behind its grade.
    private static func scores(_ mesh: ProcessMesh) async throws -> [Double] {
        let scores = ScoreServiceClient(mesh.channel(as: "handler"))
        let collections = CollectionServiceClient(
            mesh.channel(as: "handler"), routingKey: "credit")
        var times: [Double] = []
        for number in 0..<Self.samples {
            let id = "s-\((number &* 7_919) % Self.subjects)"
            let begun = ContinuousClock.now
            _ = try await scores.exportScore(ExportScoreRequest(subject: "parties/\(id)"))
            _ = try await collections.explain(ExplainRequest(name: "archives/\(id)"))
            times.append((ContinuousClock.now - begun) / .milliseconds(1))
        }
        return times
    }

    // MARK: Data

    /// Writes archives and ledgers as the service itself would, many to a commit.
    private static func fill(_ folder: String) async throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let store = try Store.open(folder: folder, producer: "credit", epoch: "test")
        let batch = 50
        for first in stride(from: 0, to: Self.subjects, by: batch) {
            try await store.write { transaction in
                for subject in first..<first + batch { try Self.subject(subject, transaction) }
            }
            if first % 10_000 == 0 {
                FileHandle.standardError.write(Data("credit: \(first) of \(Self.subjects)\n".utf8))
            }
        }
        await store.close()
    }

    private static func subject(_ number: Int, _ transaction: Transaction) throws {
        guard let now = Instant(Self.clock) else { return }
        let archive = "archives/s-\(number)"
        for entry in 1...Self.entries {
            let digits = String(entry)
            let posting = LedgerEntry(
                name:
                    "ledgerEntries/s-\(number)-\(String(repeating: "0", count: 6 - digits.count))\(digits)",
                version: 1, state: .posted, archive: archive, subject: "parties/s-\(number)",
                kind: .posting, cause: "records/r-\(number)-\(entry)", causeVersion: 4,
                behaviour: entry % 3 == 0 ? "commendation" : "availability-minor",
                determinedBy: "parties/mb",
                effectiveOn: now.civilDate.adding(days: -(number + entry * 31) % 400).description,
                recordedAt: now)
            try transaction.save(
                posting,
                change: Change(
                    type: "credit.ledgerEntry.posted", effectiveFrom: now, recordedAt: now))
        }
        try transaction.save(
            Archive(
                name: archive, version: 1, state: .open, subject: "parties/s-\(number)",
                runningScoreMilliPoints: 80_000, runningGrade: "AA", publishedGrade: "AA",
                model: "scoringModels/provider-v2", subjectKind: .provider,
                runningAsOf: now.civilDate.description, entries: Int64(Self.entries)),
            change: Change(type: "credit.archive.open", effectiveFrom: now, recordedAt: now))
    }
}

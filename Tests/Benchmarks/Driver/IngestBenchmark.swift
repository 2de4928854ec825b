import Foundation
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshTestKit
import Synchronization

/// How long credit takes to show what happened while 1,000 records a second arrive for 10 s through
/// quality's journal, on real processes and disk.
///
/// A record arrives when a breach is confirmed at quality: credit takes it from the journal and
/// proposes the record. Between that and the running score lies the hearing of the subject, which
/// no program hurries; so both ends of the chain are measured: from the confirmed breach to the
/// record in the score that awaits decisions, and from the confirmed record to the running score.
struct IngestBenchmark {
    private static let clock = "2026-11-30T01:00:00Z"
    private static let perSecond = 1_000
    private static let seconds = 10
    private static let providers = 1_000
    private static let probes = 200

    static let benchmark = Benchmark(name: "ingest", isSpecial: true) {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let mesh = "\(folder.path)/m"
        try await Self.fill(mesh)
        let own = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let processes = try await ProcessMesh.start(
            tool: own.path + "/govmesh", at: Self.clock, folder: mesh)
        do {
            let rows = try await IngestBenchmark(processes).measure()
            try await processes.stop()
            return rows
        } catch {
            try? await processes.stop()
            throw error
        }
    }

    /// Accounts that confirm in turn: each may have 10,000 answers stored.
    private static let approvers = ["approver", "second", "third"]

    private let mesh: ProcessMesh
    private let confirmers: [BreachServiceClient]
    private let breaches: BreachServiceClient
    private let records: RecordServiceClient
    private let archives: ArchiveServiceClient

    private init(_ mesh: ProcessMesh) {
        self.mesh = mesh
        self.confirmers = Self.approvers.dropFirst().map {
            BreachServiceClient(mesh.channel(as: $0))
        }
        self.breaches = BreachServiceClient(mesh.channel(as: "approver"))
        self.records = RecordServiceClient(mesh.channel(as: "approver"))
        self.archives = ArchiveServiceClient(mesh.newChannel(as: "approver"))
    }

    private func measure() async throws -> [Row] {
        try await self.found()
        async let load = self.confirmBreaches()
        let times = try await self.probe()
        let rate = Double(Self.perSecond * Self.seconds) / (try await load / .seconds(1))
        return [
            Row("credit.ingest.rate", rate, "records/s", .atLeast(0.9 * Double(Self.perSecond))),
            Row("credit.ingest.breach.p99", Self.p99(times.breach), "ms", .atMost(1_000)),
            Row("credit.ingest.score.p99", Self.p99(times.score), "ms", .atMost(1_000)),
        ]
    }

    private static func p99(_ times: [Double]) -> Double { times.sorted()[times.count * 99 / 100] }

    /// Confirms breaches at a steady rate, however long each takes.
    ///
    /// - Returns: The time until credit has taken the last of them.
    private func confirmBreaches() async throws -> Duration {
        let (batch, clock) = (10, ContinuousClock())
        let begun = clock.now
        try await withThrowingDiscardingTaskGroup { group in
            for first in stride(from: 0, to: Self.perSecond * Self.seconds, by: batch) {
                try await clock.sleep(
                    until: begun + .seconds(1) * first / Self.perSecond, tolerance: .zero)
                for number in first..<first + batch {
                    let confirmer = self.confirmers[number % self.confirmers.count]
                    group.addTask {
                        _ = try await confirmer.confirmBreach(
                            CommandRequest(name: "breaches/load-\(number)-2026-10"))
                    }
                }
            }
        }
        try await self.mesh.settle()
        return clock.now - begun
    }

    /// Milliseconds of both ends of the chain, spread over the time of the load.
    private func probe() async throws -> (breach: [Double], score: [Double]) {
        var times: (breach: [Double], score: [Double]) = ([], [])
        let (clock, begun) = (ContinuousClock(), ContinuousClock.now)
        for number in 0..<Self.probes {
            try await clock.sleep(
                until: begun + .seconds(Self.seconds) * number / Self.probes, tolerance: .zero)
            times.breach.append(
                try await self.time(until: "probe-\(number)", { $0.scoreIfConfirmedMilliPoints }) {
                    _ = try await self.breaches.confirmBreach(
                        CommandRequest(name: "breaches/probe-\(number)-2026-10"))
                })
            times.score.append(
                try await self.time(until: "judged-\(number)", { $0.runningScoreMilliPoints }) {
                    _ = try await self.records.confirmRecord(
                        CommandRequest(name: "records/judged-\(number)"))
                })
        }
        return times
    }

    /// Milliseconds from the end of a call until an archive shows another score than before it.
    private func time(
        until archive: String, _ score: (Archive) -> Int64,
        _ call: () async throws -> Void
    ) async throws -> Double {
        let request = GetRequest(name: "archives/\(archive)")
        let before = score(try await self.archives.getArchive(request))
        let begun = ContinuousClock.now
        try await call()
        while score(try await self.archives.getArchive(request)) == before {
            try await Task.sleep(for: .milliseconds(2))
        }
        return (ContinuousClock.now - begun) / .milliseconds(1)
    }

    private func found() async throws {
        _ = try await PartyServiceClient(self.mesh.channel(as: "system")).establishManagementBody(
            EstablishManagementBodyRequest(
                partyId: "mb",
                party: Party(
                    displayName: "MB", creditCode: "11100000PDY00001X7", roles: [.managementBody])))
        for account in Self.approvers {
            _ = try await OperatorServiceClient(self.mesh.channel(as: "system")).createOperator(
                CreateOperatorRequest(
                    operatorId: account,
                    operator: Operator(
                        person: "person-\(account)", party: "parties/mb",
                        partyRole: .managementBody, operatorRoles: [.approver])))
        }
        try await self.mesh.settle()
    }

    // MARK: Data

    /// Disputed breaches at quality; archives, and records whose subject was heard, at credit.
    private static func fill(_ mesh: String) async throws {
        let probes = (0..<Self.probes).map { "probe-\($0)" }
        let judged = (0..<Self.probes).map { "judged-\($0)" }
        let load = (0..<Self.perSecond * Self.seconds).map { number in
            Self.breach("load-\(number)", of: "s-\(number % Self.providers)")
        }
        try await Self.save(load + probes.map { Self.breach($0, of: $0) }, "\(mesh)/quality")
        try await Self.save(
            ((0..<Self.providers).map { "s-\($0)" } + probes + judged).map(Self.archive),
            "\(mesh)/credit")
        try await Self.save(judged.map(Self.record), "\(mesh)/credit")
    }

    private static func breach(_ id: String, of provider: String) -> Breach {
        Breach(
            name: "breaches/\(id)-2026-10", version: 1, state: .disputed,
            contract: "contracts/\(id)", clause: "5.1", period: "periods/\(id)-2026-10",
            provider: "parties/\(provider)", usingOrganisation: "parties/su",
            metric: "availability", targetPpm: 999_000, availableMinutes: 44_000,
            totalMinutes: 44_640, downMinutes: 640, severity: .general)
    }

    private static func archive(_ id: String) -> Archive {
        Archive(
            name: "archives/\(id)", version: 1, state: .open, subject: "parties/\(id)",
            runningScoreMilliPoints: 85_000, runningGrade: "A", publishedGrade: "A",
            model: "scoringModels/provider-v2", subjectKind: .provider,
            runningAsOf: Self.clock.prefix(10).description)
    }

    private static func record(_ id: String) -> Record {
        Record(
            name: "records/\(id)", version: 1, state: .statementReceived, subject: "parties/\(id)",
            behaviour: "availability-general", severity: .general, pointsMilliPoints: 8_000,
            facts: "late", basis: "contract", subjectKind: .provider, archive: "archives/\(id)")
    }

    private static func save<R: Resource>(_ resources: [R], _ folder: String) async throws {
        guard let now = Instant(Self.clock) else { return }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let producer = URL(fileURLWithPath: folder).lastPathComponent
        let store = try Store.open(folder: folder, producer: producer, epoch: "test")
        let batch = 500
        for first in stride(from: 0, to: resources.count, by: batch) {
            try await store.write { transaction in
                for resource in resources[first..<min(first + batch, resources.count)] {
                    var change = Change(
                        type: "\(producer).filled", effectiveFrom: now, recordedAt: now)
                    change.toState = resource.state.label
                    try transaction.save(resource, change: change)
                }
            }
        }
        await store.close()
    }
}

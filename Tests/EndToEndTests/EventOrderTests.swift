import Foundation
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTestKit
import Testing

/// Events of quality that come twice, or of which one is missing, reach no ledger (R9.3-5).
@Suite(.serialized, .timeLimit(.minutes(2))) struct `An event of quality` {
    private static let breach = "breaches/c-1-2026-02"

    /// What credit made of the breach: its record, and how many ledger entries there are.
    private struct Outcome: Equatable {
        var record: Record.State?
        var ledger: Int
        var score: Int64
    }

    private static func outcome(_ mesh: LocalMesh) async throws -> Outcome {
        try await mesh.host(of: "credit").context.store.read { reader in
            Outcome(
                record: try reader.current(Record.self, named: "records/c-1-2026-02")?.state,
                ledger: try reader.count(LedgerEntry.self),
                score: try reader.current(Archive.self, named: "archives/sp")?
                    .runningScoreMilliPoints ?? 0)
        }
    }

    /// Plays up to the disputed breach on disk, lets `tamper` change credit's copies while nothing
    /// runs, then confirms the breach: credit must refuse it with `code`, and heal as it is told.
    private static func refuse(
        _ code: String, after tamper: (Store, _ quality: Store) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "events-\(UInt32.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        var mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z", folder: folder)
        do {
            let cast = Cast(mesh: mesh)
            try await cast.assemble()
            try await cast.listProduct()
            try await cast.draw("c-1", from: "2026-02-01", minimumGrade: "")
            try await cast.conclude("c-1")
            try await mesh.advance(to: "2026-03-02T01:00:00Z")
            try await cast.miss("2026-02", from: "2026-02-10T00:00:00Z", minutes: 600)
            _ = try await cast.breaches("sp").disputeBreach(
                CommandRequest(name: Self.breach, reason: "R9.3-3: not ours"))
            try await mesh.settle()
        } catch {
            await mesh.stop()
            throw error
        }
        let before = try await Self.outcome(mesh)
        await mesh.stop()
        let credit = try Store.open(folder: "\(folder)/credit", producer: "credit")
        let quality = try Store.open(folder: "\(folder)/quality", producer: "quality")
        try await tamper(credit, quality)
        await credit.close()
        await quality.close()

        mesh = try await LocalMesh.start(at: "2026-03-02T01:00:00Z", folder: folder)
        do {
            _ = try await Cast(mesh: mesh).breaches("approver").confirmBreach(
                CommandRequest(name: Self.breach, reason: "R9.3-5: missed"))
            let node = NodeServiceClient(mesh.channel(as: "system"), routingKey: "credit")
            var status = try await node.getStatus(GetStatusRequest())
            while status.health == "SERVING" {
                status = try await node.getStatus(GetStatusRequest())
            }
            #expect(status.reasons.first?.contains(code) == true, "\(status.reasons)")
            #expect(status.reasons.first?.contains("RebuildProjections") == true)
            #expect(try await Self.outcome(mesh) == before, "nothing is half-written")
            #expect(before == Outcome(record: nil, ledger: 0, score: before.score))

            _ = try await JournalServiceClient(mesh.channel(as: "system"), routingKey: "credit")
                .rebuildProjections(RebuildProjectionsRequest())
            try await mesh.settle()
            #expect(try await Self.outcome(mesh).record == .proposed, "the way out is one")
            await mesh.stop()
        } catch {
            await mesh.stop()
            throw error
        }
    }

    /// Quality's whole journal as a page, and its entries about the breach.
    private static func journal(
        _ quality: Store
    ) async throws -> (page: ReadJournalResponse, breach: [JournalEntry]) {
        let epoch = quality.epoch
        return try await quality.read { reader in
            let entries = try reader.entries(after: 0)
            let page = ReadJournalResponse(
                epoch: epoch, entries: entries, head: entries.last?.sequence ?? 0,
                leaves: try reader.leaves(after: 0, limit: entries.count))
            return (page, entries.filter { $0.resource == Self.breach })
        }
    }

    @Test func `R9.3-5 RX-7: that comes twice is refused with the way out, the ledger unchanged`()
        async throws
    {
        try await Self.refuse("EVENT_REPEATED (RX-7)") { credit, quality in
            // As if the version that is to come had come before.
            let last = try #require(try await Self.journal(quality).breach.last)
            try await credit.write { transaction in
                var next = last
                var breach = try Breach(wire: last.data)
                breach.version += 1
                next.data = breach.wireBytes()
                try transaction.saveReplica(Breach.self, from: next, origin: "quality")
            }
        }
    }

    @Test
    func `R9.3-5: before which one is missing is refused with the way out, the ledger unchanged`()
        async throws
    {
        try await Self.refuse("EVENT_GAP (R9.3-5)") { credit, quality in
            // As if the last entry so far had never come, and the next one did.
            let (page, breach) = try await Self.journal(quality)
            try await credit.write { transaction in
                try transaction.clearReplicas(of: "quality")
                for entry in try transaction.advance("quality", over: page) {
                    guard entry.resource != Self.breach || entry.sequence != breach.last?.sequence
                    else { continue }
                    switch entry.resourceType {
                    case Breach.fullName:
                        try transaction.saveReplica(Breach.self, from: entry, origin: "quality")
                    case Period.fullName:
                        try transaction.saveReplica(Period.self, from: entry, origin: "quality")
                    default: break
                    }
                }
            }
        }
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshTestKit
import Testing

/// Who takes credit's journal, and what waits for that (R5.2-14, 7.11, SM-REP).
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A consumer of credit's journal` {
    private static let record = "records/c-1-2026-02"

    private static func consumers(_ mesh: LocalMesh, _ who: String) -> ConsumerServiceClient {
        ConsumerServiceClient(mesh.channel(as: who), routingKey: "credit")
    }

    private static func list(_ mesh: LocalMesh) async throws -> ListConsumersResponse {
        try await Self.consumers(mesh, "handler").listConsumers(ListConsumersRequest())
    }

    /// Waits until every service of the mesh has acknowledged all there is.
    private static func acknowledged(_ mesh: LocalMesh) async throws -> ListConsumersResponse {
        while true {
            let all = try await Self.list(mesh)
            let services = all.consumers.filter { $0.name.hasPrefix("service.") }
            if services.count == 2, services.allSatisfy({ $0.behind == 0 }) { return all }
        }
    }

    private static func acknowledge(_ mesh: LocalMesh, _ sequence: Int64) async throws -> Consumer {
        try await Self.consumers(mesh, "handler").acknowledgeJournal(
            AcknowledgeJournalRequest(sequence: sequence))
    }

    private static func repair(_ cast: Cast) async throws -> Repair {
        try await cast.repairs("sp").getRepair(GetRequest(name: "repairs/r-1"))
    }

    private static func approveRepair(_ mesh: LocalMesh, _ cast: Cast) async throws {
        try await mesh.advance(to: "2026-06-11T01:00:00Z")
        _ = try await cast.repairs("sp").fileRepair(
            FileRepairRequest(
                repairId: "r-1",
                repair: Repair(record: Self.record, correction: "done", commitment: "yes")))
        let command = CommandRequest(name: "repairs/r-1", reason: "R5.2-14: proven")
        _ = try await cast.repairs("handler").acceptRepair(command)
        _ = try await cast.repairs("reviewer").verifyRepair(command)
        let approved = try await cast.repairs("second-approver").approveRepair(command)
        #expect(approved.state == .approved)
    }

    @Test func `R5.2-14 SM-REP: a repair is synced once all have taken it, the slowest included`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord(Self.record)
            let before = try await Self.acknowledged(mesh)
            #expect(before.consumers.map(\.name) == ["service.quality", "service.registry"])
            // An integrator that tails the journal.
            let integrator = try await Self.acknowledge(mesh, before.head)
            #expect(integrator.name == "handler" && integrator.position == before.head)
            #expect(integrator.behind == 0 && integrator.due == nil)

            try await Self.approveRepair(mesh, cast)
            let head = try await Self.acknowledged(mesh).head
            #expect(try await Self.repair(cast).state == .approved, "the integrator has not")
            let end = try #require(
                try await mesh.journal(of: "credit").map { try JournalEntry(wire: $0) }
                    .last { $0.resource == Self.record && $0.command == "repair" }?.sequence)
            #expect(end <= head)
            _ = try await Self.acknowledge(mesh, end - 1)
            #expect(try await Self.repair(cast).state == .approved, "one entry is missing")
            _ = try await Self.acknowledge(mesh, end)
            #expect(try await Self.repair(cast).state == .synced)

            try await cast.account("third", "parties/mb", .managementBody, .approver)
            try await mesh.settle()
            let revoked = try await cast.repairs("third").revokeRepair(
                RevokeRepairRequest(
                    name: "repairs/r-1", reason: "R5.2-14: false", behaviour: "false-material"))
            #expect(revoked.state == .revoked, "synced or not, what was false is taken back")
        }
    }

    @Test func `R5.2-14: a repair is synced by the services of the mesh alone when no other reads`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord(Self.record)
            try await Self.approveRepair(mesh, cast)
            var repair = try await Self.repair(cast)
            while repair.state != .synced { repair = try await Self.repair(cast) }
        }
    }

    @Test func `7.11: one that is behind for a working day is late, with what it has not taken`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            // A Tuesday; the head so far is taken by all.
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let start = try await Self.acknowledged(mesh).head
            _ = try await Self.acknowledge(mesh, start)
            try await cast.confirmRecord(Self.record)
            func own() async throws -> Consumer {
                let all = try await Self.acknowledged(mesh).consumers
                return try #require(all.first { $0.name == "handler" })
            }
            let behind = try await own()
            #expect(behind.behind > 0 && !behind.overdue && behind.missed == [])
            #expect(behind.behindSince == Instant("2026-03-10T01:00:00Z"))
            #expect(behind.due == Instant("2026-03-11T16:00:00Z"), "the end of Wednesday")
            try await mesh.advance(to: "2026-03-11T15:59:59Z")
            #expect(try await own().overdue == false)
            try await mesh.advance(to: "2026-03-11T16:00:00Z")
            let late = try await own()
            #expect(late.overdue && late.missed.first?.sequence == start + 1)
            #expect(late.missed.first?.resource == Self.record)
            #expect(late.missed.first?.type == "credit.record.notified")

            let ahead = await rpcFailure { _ = try await Self.acknowledge(mesh, 1_000_000) }
            #expect(ahead?.detail(BadRequest.self)?.violations_.map(\.field) == ["sequence"])
            let back = try await Self.acknowledge(mesh, 1)
            #expect(back.position == start, "what was acknowledged stays so")

            try await cast.account("adm", "parties/mb", .managementBody, .systemAdministrator)
            let forget = ForgetConsumerRequest(name: "handler", reason: "R1: switched off")
            _ = try await Self.consumers(mesh, "adm").forgetConsumer(forget)
            let left = try await Self.list(mesh).consumers.map(\.name)
            #expect(left == ["service.quality", "service.registry"])
            let unknown = await rpcFailure {
                _ = try await Self.consumers(mesh, "adm").forgetConsumer(forget)
            }
            #expect(unknown?.code == .notFound)
        }
    }
}

import MeshAPI
import MeshRPC
import MeshTestKit
import Testing

/// Loading what exists elsewhere, again and again.
@Suite(.serialized) struct MigrationTests {
    @Test(.timeLimit(.minutes(1)))
    func `RX-13 a record loaded again is unchanged, one with other content is in conflict`()
        async throws
    {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        try await Cast(mesh: mesh).assemble()
        let migration = MigrationServiceClient(mesh.channel(as: "handler"))
        var party = Party(
            name: "parties/old", state: .active, displayName: "Old name",
            creditCode: "91370100PDY000052Y", roles: [.serviceProvider])
        let product = Product(
            name: "products/lost", state: .draft, provider: "parties/nobody", displayName: "Lost",
            class: "saas", majorVersion: 1, serves: [.usingOrganisation],
            specificationVersion: "1")

        let request = ImportRecordsRequest(source: "test", parties: [party], products: [product])
        let first = try await migration.importRecords(request)
        #expect(first.created == 1 && first.unchanged == 0 && first.conflicts.isEmpty)
        #expect(first.skipped.map(\.name) == ["products/lost"])

        // Verified and suspended since: still the record that was loaded.
        let approver = mesh.channel(as: "approver")
        _ = try await MigrationServiceClient(approver).verifyImported(
            VerifyImportedRequest(name: party.name))
        _ = try await PartyServiceClient(approver).suspendParty(
            CommandRequest(name: party.name, reason: "R1: test"))
        let again = try await migration.importRecords(request)
        #expect(again.created == 0 && again.unchanged == 1 && again.conflicts.isEmpty)

        party.displayName = "New name"
        let other = try await migration.importRecords(
            ImportRecordsRequest(source: "test", parties: [party]))
        #expect(other.created == 0 && other.unchanged == 0)
        #expect(other.conflicts.map(\.name) == [party.name])
        #expect(other.conflicts.first?.reason.contains("displayName") == true)
        let kept = try await PartyServiceClient(approver).getParty(GetRequest(name: party.name))
        #expect(kept.displayName == "Old name")
        await mesh.stop()
    }
}

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

    @Test(.timeLimit(.minutes(1)))
    func `RX-13 RX-2 what is loaded counts only when another person verified it`() async throws {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        _ = try await cast.operators("system").createOperator(
            CreateOperatorRequest(
                operatorId: "both",
                operator: Operator(
                    person: "both", party: "parties/mb", partyRole: .managementBody,
                    operatorRoles: [.handler, .approver])))
        func contract(_ name: String) -> Contract {
            Contract(
                name: "contracts/\(name)", state: .filed, provider: "parties/old",
                usingOrganisation: "parties/su", product: "products/old",
                startDate: "2026-01-01", endDate: "2026-12-31",
                commitments: Cast.product.commitments, verified: true)
        }
        func certification(_ name: String, _ product: String) -> Certification {
            Certification(
                name: "certifications/\(name)", state: .issued, provider: "parties/old",
                product: product, productVersion: 1, certificationBody: "parties/cb",
                verified: true)
        }
        var (unknownUser, unknownProduct, odd) = (
            contract("user"), contract("product"), contract("odd")
        )
        unknownUser.usingOrganisation = "parties/nobody"
        unknownProduct.product = "products/none"
        odd.creditBands = [CreditBand(fromPpm: 990_000, percent: 10)]
        let answer = try await cast.migration("both").importRecords(
            ImportRecordsRequest(
                source: "old register",
                parties: [
                    Party(
                        name: "parties/old", state: .active, displayName: "Old",
                        creditCode: "91370100PDY000618F", roles: [.serviceProvider],
                        verified: true)
                ],
                products: [
                    Product(
                        name: "products/old", state: .listed, provider: "parties/old",
                        displayName: "Old", class: "saas", majorVersion: 1,
                        serves: [.usingOrganisation], specificationVersion: "1", verified: true)
                ],
                certifications: [
                    certification("old", "products/old"), certification("lost", "products/none"),
                ],
                contracts: [contract("old"), unknownUser, unknownProduct, odd]))
        #expect(answer.created == 4)
        #expect(
            answer.skipped.map { "\($0.name): \($0.reason)" } == [
                "certifications/lost: products/none is not known here",
                "contracts/user: parties/nobody is not known here",
                "contracts/product: products/none is not known here",
                "contracts/odd: The bands of the service credit have gaps.",
            ])
        func verified() async throws -> [Bool] {
            let party = try await cast.parties("handler").getParty(
                GetRequest(name: "parties/old"))
            let product = try await cast.products("handler").getProduct(
                GetRequest(name: "products/old"))
            let certification = try await cast.certifications("handler").getCertification(
                GetRequest(name: "certifications/old"))
            let contract = try await cast.contracts("handler").getContract(
                GetRequest(name: "contracts/old"))
            return [
                party.verified, product.verified, certification.verified, contract.verified,
            ]
        }
        #expect(try await verified() == [false, false, false, false])
        for name in ["parties/old", "products/old", "certifications/old", "contracts/old"] {
            let own = await #expect(throws: RPCFailure.self) {
                try await cast.migration("both").verifyImported(VerifyImportedRequest(name: name))
            }
            #expect(own?.code == .permissionDenied)
            _ = try await cast.migration("approver").verifyImported(
                VerifyImportedRequest(name: name))
        }
        #expect(try await verified() == [true, true, true, true])
        await mesh.stop()
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// Registry through its calls: certificates, parties, accounts, contracts and loaded data.
@Suite(.serialized, .timeLimit(.minutes(2))) struct RegistryTests {
    private static func with(_ body: (Cast, LocalMesh) async throws -> Void) async throws {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        try await body(cast, mesh)
        await mesh.stop()
    }

    /// What a call that must fail answers.
    private static func failure(_ call: () async throws -> Void) async -> RPCFailure? {
        await #expect(throws: RPCFailure.self) { try await call() }
    }

    // MARK: Certificates

    @Test func `R5.1-6 who certifies and provides leaves its own product to the other body`()
        async throws
    {
        try await Self.with { cast, _ in
            try await cast.admit(
                "both", "91370100PDY000618F", .serviceProvider, .certificationBody)
            try await cast.account("both-cb", "parties/both", .certificationBody, .handler)
            var product = Cast.product
            product.provider = "parties/both"
            _ = try await cast.products("both").createProduct(
                CreateProductRequest(productId: "p-2", product: product))
            _ = try await cast.certifications("both").applyCertification(
                ApplyCertificationRequest(
                    certificationId: "k-2",
                    certification: Certification(
                        provider: "parties/both", product: "products/p-2", productVersion: 1,
                        certificationBody: "parties/cb")))

            let command = CommandRequest(name: "certifications/k-2", reason: "R5.2-7: no")
            let issue = IssueCertificationRequest(
                name: command.name, validFrom: "2026-01-05", validUntil: "2027-01-05")
            let own = cast.certifications("both-cb")
            let calls: [() async throws -> Certification] = [
                { try await own.testCertification(command) },
                { try await own.issueCertification(issue) },
                { try await own.refuseCertification(command) },
                { try await own.confirmCertification(command) },
                { try await own.suspendCertification(command) },
                { try await own.withdrawCertification(command) },
            ]
            for call in calls {
                let failure = await Self.failure { _ = try await call() }
                #expect(failure?.code == .permissionDenied)
                #expect(failure?.message.contains("parties/cb") == true)
            }
            let tested = try await cast.certifications("cb").testCertification(command)
            #expect(tested.state == .testing)
        }
    }

    // MARK: Loaded data

    @Test func `RX-13 a bad record is skipped with name, field and rule, the others are loaded`()
        async throws
    {
        try await Self.with { cast, _ in
            func party(_ name: String, _ code: String, _ title: String = "Loaded") -> Party {
                Party(
                    name: name, state: .active, displayName: title, creditCode: code,
                    roles: [.serviceProvider])
            }
            let codes = ["91370100PDY000618F", "91370100PDY000626A", "91370100PDY0006345"]
            let parties = [
                party("parties/good", codes[0]), party("parties/nameless", codes[1], ""),
                party("parties/same", "91370100pdy000618f"), party("products/p", codes[1]),
                party("parties/BIG", codes[1]), party("", codes[1]),
                party("parties/digit", "91370100PDY000618A"),
                party("parties/sp-2", "91370100PDY0001750"), party("parties/last", codes[2]),
            ]
            var stateless = party("parties/stateless", codes[1])
            stateless.state = .unspecified
            let answer = try await cast.migration("handler").importRecords(
                ImportRecordsRequest(source: "old register", parties: parties + [stateless]))
            #expect(answer.created == 2 && answer.unchanged == 0)
            let skipped = answer.skipped.map { "\($0.name): \($0.reason)" }
            #expect(
                skipped == [
                    "parties/nameless: display_name: must be set",
                    "parties/same: credit_code: parties/good holds 91370100PDY000618F already",
                    "products/p: name: must begin with parties/",
                    "parties/BIG: name: must be a resource name", ": name: must be set",
                    "parties/digit: credit_code: position 18: The check character is 'A', but the code"
                        + " gives 'F'.",
                    "parties/sp-2: credit_code: parties/sp holds 91370100PDY0001750 already",
                    "parties/stateless: state: must be set",
                ])

            let crowd = ImportRecordsRequest(
                source: "old register", parties: Array(repeating: parties[0], count: 201))
            let many = await Self.failure {
                _ = try await cast.migration("handler").importRecords(crowd)
            }
            #expect(many?.message.contains("parties: at most 200 elements") == true)
        }
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// What registry refuses on the way to a signed contract, and what it keeps.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A contract` {
    /// Runs `body` with a product listed.
    private static func with(_ body: (LocalMesh, Cast) async throws -> Void) async throws {
        try await Cast.play { mesh, cast in
            try await cast.listProduct()
            try await body(mesh, cast)
        }
    }

    @Test func `R5.3-5 R7.1-2: a text with gaps, weaker promises or odd bands is not locked`()
        async throws
    {
        try await Self.with { _, cast in
            try await cast.draw("c-1", from: "2026-02-01", minimumGrade: "AA") { contract in
                contract.sections.removeAll { $0 == "exit" }
                contract.commitments = Cast.product.commitments
                contract.commitments[0].targetPpm = 998_999
                contract.creditBands = [CreditBand(fromPpm: 990_000, percent: 10)]
            }
            let refused = await refusals {
                _ = try await cast.contracts("su").lockContract(
                    CommandRequest(name: "contracts/c-1"))
            }
            #expect(
                refused == [
                    "COMMITMENT_WEAKER availability", "CREDIT_BANDS_INVALID ",
                    "SECTION_MISSING exit",
                ])
        }
    }

    @Test func `R5.3-4: each side signs once, and nobody brings signatures along`() async throws {
        try await Self.with { _, cast in
            try await cast.draw("c-1", from: "2026-02-01", minimumGrade: "AA") { contract in
                contract.signedByProvider = true
                contract.signedByUsingOrganisation = true
                contract.snapshot = ContractSnapshot(grade: "AAA")
                contract.specificationVersion = "7"
                contract.verified = false
            }
            let contract = CommandRequest(name: "contracts/c-1")
            let drawn = try await cast.contracts("su").getContract(GetRequest(name: contract.name))
            #expect(!drawn.signedByProvider && !drawn.signedByUsingOrganisation)
            #expect(drawn.snapshot == nil && drawn.specificationVersion == "1" && drawn.verified)
            #expect(drawn.commitments == Cast.product.commitments)
            _ = try await cast.contracts("su").lockContract(contract)
            let half = try await cast.contracts("sp").signContract(contract)
            #expect(half.state == .pendingSignature && half.snapshot == nil)
            let again = await refusals {
                _ = try await cast.contracts("sp").signContract(contract)
            }
            #expect(again == ["SIGNATURE contracts/c-1"])
            let signed = try await cast.contracts("su").signContract(contract)
            #expect(signed.state == .signed && signed.snapshot?.signedOn == "2026-01-05")
            #expect(signed.snapshot?.qualifications == ["qualifications/q-1@5"])
        }
    }

    @Test func `R5.3-3 R5.2-16: names a provider of the product and a grade there is`()
        async throws
    {
        try await Self.with { _, cast in
            let other = await rpcFailure {
                try await cast.draw("c-1", from: "2026-02-01", minimumGrade: "") {
                    $0.provider = "parties/cb"
                }
            }
            #expect(other?.message.contains("contract.provider") == true)
            for grade in ["E", "M"] {
                let odd = await rpcFailure {
                    try await cast.draw("c-1", from: "2026-02-01", minimumGrade: grade)
                }
                #expect(odd?.message.contains("contract.minimum_grade") == true, "\(grade)")
            }
        }
    }

    @Test func `section 2.2: only its own parties act on a contract, and others do not see it`()
        async throws
    {
        try await Self.with { mesh, cast in
            try await cast.admit("su-2", "12330100PDY000642L", .usingOrganisation)
            try await cast.draw("c-1", from: "2026-02-01", minimumGrade: "")
            let contract = CommandRequest(name: "contracts/c-1")
            let foreign = await rpcFailure {
                _ = try await cast.contracts("su-2").lockContract(contract)
            }
            #expect(foreign?.code == .permissionDenied)
            let invented = await rpcFailure {
                _ = try await cast.contracts("su-2").createContract(
                    CreateContractRequest(
                        contractId: "c-2",
                        contract: Contract(
                            provider: "parties/sp", usingOrganisation: "parties/su",
                            product: "products/p-1", startDate: "2026-02-01",
                            endDate: "2027-12-31")))
            }
            #expect(invented?.code == .permissionDenied)
            let unseen = await rpcFailure {
                _ = try await cast.contracts("su-2").getContract(GetRequest(name: contract.name))
            }
            #expect(unseen?.code == .notFound)
            let twice = await rpcFailure {
                try await cast.draw("c-1", from: "2026-03-01", minimumGrade: "")
            }
            #expect(twice?.code == .alreadyExists)
        }
    }

    @Test func `R5.3-11 R5.2-4: contract and qualification run out by their dates`() async throws {
        try await Self.with { mesh, cast in
            try await cast.draw("c-1", from: "2026-02-01", minimumGrade: "")
            try await cast.conclude("c-1")
            func state() async throws -> Contract.State {
                try await cast.contracts("su").getContract(GetRequest(name: "contracts/c-1")).state
            }
            for (time, expected) in [
                ("2027-10-01T15:59:59Z", Contract.State.active),
                ("2027-10-01T16:00:00Z", .expiring), ("2027-12-31T15:59:59Z", .expiring),
                ("2027-12-31T16:00:00Z", .terminating),
            ] {
                try await mesh.advance(to: time)
                #expect(try await state() == expected, "\(time)")
            }
            try await mesh.advance(to: "2028-12-31T15:59:59Z")
            let name = GetRequest(name: "qualifications/q-1")
            #expect(try await cast.qualifications("sp").getQualification(name).state == .approved)
            try await mesh.advance(to: "2028-12-31T16:00:00Z")
            #expect(try await cast.qualifications("sp").getQualification(name).state == .expired)
        }
    }

    @Test func `R8.3-5 R8.1-1: a product is listed again only when it still may be`() async throws {
        try await Self.with { mesh, cast in
            let product = CommandRequest(name: "products/p-1", reason: "R8.3-5: looked at")
            _ = try await cast.products("approver").suspendProduct(product)
            // The worst item counts, wherever it stands; the newer assessment takes the place.
            _ = try await cast.assessments("sp").createRiskAssessment(
                CreateRiskAssessmentRequest(
                    riskAssessmentId: "ra-2",
                    riskAssessment: RiskAssessment(
                        product: "products/p-1", provider: "parties/cb",
                        scores: [
                            RiskScore(category: "data", likelihood: 1, impact: 1),
                            RiskScore(category: "security", likelihood: 5, impact: 5),
                            RiskScore(category: "technology", likelihood: 2, impact: 2),
                        ])))
            let command = CommandRequest(name: "riskAssessments/ra-2")
            let approved = try await cast.assessments("approver").approveRiskAssessment(command)
            #expect(approved.level == .major && approved.provider == "parties/sp")
            let older = try await cast.assessments("sp").getRiskAssessment(
                GetRequest(name: "riskAssessments/ra-1"))
            #expect(older.state == .superseded)
            try await mesh.settle()
            let refused = await refusals {
                _ = try await cast.products("approver").relistProduct(product)
            }
            #expect(refused == ["RISK_MAJOR_OPEN riskAssessments/ra-2"])
        }
    }
}

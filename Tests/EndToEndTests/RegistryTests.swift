import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// Registry through its calls: certificates, parties, accounts, contracts and loaded data.
@Suite(.serialized, .timeLimit(.minutes(2))) struct RegistryTests {
    // MARK: Certificates

    private static let certificate = "certifications/k-1"

    private static func certification(_ cast: Cast) async throws -> Certification {
        try await cast.certifications("cb").getCertification(GetRequest(name: Self.certificate))
    }

    /// Whether the guard misses a certificate for a contract that starts on `start`.
    private static func lacksCertificate(_ cast: Cast, from start: String) async throws -> Bool {
        let answer = try await cast.contracts("su").checkAdmission(
            CheckAdmissionRequest(
                provider: "parties/sp", product: "products/p-1", usingOrganisation: "parties/su",
                startDate: start, endDate: "2028-12-31"))
        return answer.refusals.contains { $0.code == "CERT_INVALID" }
    }

    @Test func `R5.2-7 SM-CERT: surveillance falls due by date and ends in issued or withdrawn`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await cast.listProduct()
            let command = CommandRequest(name: Self.certificate, reason: "R5.2-8: not shown")
            #expect(try await Self.certification(cast).surveillanceDue == "2027-01-05")
            let early = await rpcFailure {
                _ = try await cast.certifications("cb").suspendCertification(command)
            }
            #expect(early?.code == .failedPrecondition)

            try await mesh.advance(to: "2027-01-04T16:00:00Z")
            #expect(try await Self.certification(cast).state == .needsSurveillance)
            #expect(try await Self.lacksCertificate(cast, from: "2027-02-01"))
            let confirmed = try await cast.certifications("cb").confirmCertification(command)
            #expect(confirmed.state == .issued && confirmed.surveillanceDue == "2028-01-05")
            #expect(try await !Self.lacksCertificate(cast, from: "2027-02-01"))

            try await mesh.advance(to: "2028-01-05T01:00:00Z")
            _ = try await cast.certifications("cb").suspendCertification(command)
            let withdrawn = try await cast.certifications("cb").withdrawCertification(command)
            #expect(withdrawn.state == .withdrawn)
        }
    }

    @Test func `R5.2-8 a new major version needs surveillance, and its confirmation covers it`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await cast.listProduct()
            let release = ReleaseMajorVersionRequest(name: "products/p-1", majorVersion: 2)
            let released = try await cast.products("sp").releaseMajorVersion(release)
            #expect(released.majorVersion == 2 && released.state == .listed)
            #expect(try await Self.certification(cast).state == .needsSurveillance)
            #expect(try await Self.lacksCertificate(cast, from: "2026-02-01"))

            let confirmed = try await cast.certifications("cb").confirmCertification(
                CommandRequest(name: Self.certificate))
            #expect(confirmed.productVersion == 2)
            #expect(try await !Self.lacksCertificate(cast, from: "2026-02-01"))

            let again = await rpcFailure {
                _ = try await cast.products("sp").releaseMajorVersion(release)
            }
            #expect(again?.code == .invalidArgument)
            #expect(again?.message.contains("above 2") == true)

            _ = try await cast.products("sp").releaseMajorVersion(
                ReleaseMajorVersionRequest(name: "products/p-1", majorVersion: 3))
            try await mesh.advance(to: "2028-12-31T16:00:00Z")
            #expect(try await Self.certification(cast).state == .expired)
        }
    }

    @Test func `R5.2-7 a certificate does not end before it begins`() async throws {
        try await Cast.play { _, cast in
            try await cast.listProduct()
            _ = try await cast.certifications("sp").applyCertification(
                ApplyCertificationRequest(
                    certificationId: "k-2",
                    certification: Certification(
                        provider: "parties/sp", product: "products/p-1", productVersion: 1,
                        certificationBody: "parties/cb")))
            _ = try await cast.certifications("cb").testCertification(
                CommandRequest(name: "certifications/k-2"))
            let issue = await rpcFailure {
                _ = try await cast.certifications("cb").issueCertification(
                    IssueCertificationRequest(
                        name: "certifications/k-2", validFrom: "2026-02-02",
                        validUntil: "2026-02-01", surveillanceDue: "2026-02-02"))
            }
            let fields = issue?.detail(BadRequest.self)?.violations_.map(\.field)
            #expect(fields == ["valid_until", "surveillance_due"])
        }
    }

    @Test func `R5.2-7 R5.1-6 only an entrusted body other than the provider certifies`()
        async throws
    {
        try await Cast.play { _, cast in
            try await cast.admit(
                "both", "91370100PDY000618F", .serviceProvider, .certificationBody)
            var product = Cast.product
            product.provider = "parties/both"
            _ = try await cast.products("both").createProduct(
                CreateProductRequest(productId: "p-2", product: product))
            for body in ["parties/both", "parties/su"] {
                let refused = await rpcFailure {
                    _ = try await cast.certifications("both").applyCertification(
                        ApplyCertificationRequest(
                            certificationId: "k-2",
                            certification: Certification(
                                provider: "parties/both", product: "products/p-2",
                                productVersion: 1, certificationBody: body)))
                }
                #expect(
                    refused?.message.contains("certification.certification_body") == true, "\(body)"
                )
            }
        }
    }

    @Test func `R5.1-6 who certifies and provides leaves its own product to the other body`()
        async throws
    {
        try await Cast.play { _, cast in
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
                let failure = await rpcFailure { _ = try await call() }
                #expect(failure?.code == .permissionDenied)
                #expect(failure?.message.contains("parties/cb") == true)
            }
            let tested = try await cast.certifications("cb").testCertification(command)
            #expect(tested.state == .testing)
        }
    }

    // MARK: Parties

    @Test func `R5.3-1 SM-PARTY: all gaps are asked for at once, one time`() async throws {
        try await Cast.play { _, cast in
            let party = CommandRequest(name: "parties/new", reason: "R5.3-1: no licence")
            _ = try await cast.parties("handler").createParty(
                CreatePartyRequest(
                    partyId: "new",
                    party: Party(
                        displayName: "New", creditCode: "91370100PDY000618F",
                        roles: [.serviceProvider], supplementAsked: true)))
            _ = try await cast.parties("handler").submitParty(party)
            _ = try await cast.parties("handler").askPartySupplement(party)
            _ = try await cast.parties("handler").resubmitParty(party)
            let again = await refusals {
                _ = try await cast.parties("handler").askPartySupplement(party)
            }
            #expect(again == ["SUPPLEMENT_ASKED parties/new"])

            let unbound = await refusals {
                _ = try await cast.parties("approver").approveParty(party)
            }
            #expect(unbound == ["OPERATOR_MISSING parties/new"])
            try await cast.account("new", "parties/new", .serviceProvider, .handler)
            let approved = try await cast.parties("approver").approveParty(party)
            #expect(approved.state == .active)
        }
    }

    @Test func `R5.2-3 SM-QUAL: all missing items are asked for at once, one time`() async throws {
        try await Cast.play { _, cast in
            let command = CommandRequest(name: "qualifications/q-1", reason: "R5.2-3: no scan")
            _ = try await cast.qualifications("sp").createQualification(
                CreateQualificationRequest(
                    qualificationId: "q-1",
                    qualification: Qualification(
                        provider: "parties/sp", kind: "cloud-assessment", issuer: "网信办",
                        number: "2026-1", validFrom: "2026-01-01", validUntil: "2028-12-31",
                        supplementAsked: true)))
            _ = try await cast.qualifications("sp").submitQualification(command)
            _ = try await cast.qualifications("handler").askQualificationSupplement(command)
            _ = try await cast.qualifications("sp").resubmitQualification(command)
            let again = await refusals {
                _ = try await cast.qualifications("handler").askQualificationSupplement(command)
            }
            #expect(again == ["SUPPLEMENT_ASKED qualifications/q-1"])
        }
    }

    @Test func `R5.3-1 SM-PARTY: deregistering waits for contracts, products and open cases`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await cast.listProduct()
            try await cast.draw("c-1", from: "2026-02-01", minimumGrade: "AA")
            try await cast.conclude("c-1")
            try await mesh.advance(to: "2026-03-02T01:00:00Z")
            try await cast.miss("2026-02", from: "2026-02-10T00:00:00Z", minutes: 600)
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let exit = { (id: String) in
                CommandRequest(name: "parties/\(id)", reason: "R5.3-11: leaves")
            }
            func deregister(_ id: String) async throws -> Party {
                try await cast.parties("approver").deregisterParty(exit(id))
            }
            for id in ["sp", "su", "cb"] {
                _ = try await cast.parties(id).requestPartyExit(exit(id))
            }
            #expect(
                await refusals { _ = try await deregister("sp") } == [
                    "CASE_OPEN records/c-1-2026-02", "CONTRACT_LIVE contracts/c-1",
                    "PRODUCT_OFFERED products/p-1",
                ])
            #expect(
                await refusals { _ = try await deregister("su") } == [
                    "CONTRACT_LIVE contracts/c-1"
                ])
            #expect(try await deregister("cb").state == .deregistered)
            // Its account may read what is its own, and change nothing any more.
            #expect(try await Self.certification(cast).state == .issued)
            let gone = await rpcFailure {
                _ = try await cast.certifications("cb").confirmCertification(
                    CommandRequest(name: Self.certificate))
            }
            #expect(gone?.code == .permissionDenied)
            #expect(gone?.message.contains("no longer registered") == true)
            let applied = await rpcFailure {
                _ = try await cast.certifications("sp").applyCertification(
                    ApplyCertificationRequest(
                        certificationId: "k-9",
                        certification: Certification(
                            provider: "parties/sp", product: "products/p-1", productVersion: 1,
                            certificationBody: "parties/cb")))
            }
            #expect(applied?.code == .invalidArgument)

            let contract = CommandRequest(name: "contracts/c-1", reason: "R5.3-11: ends")
            _ = try await cast.contracts("su").terminateContract(contract)
            _ = try await cast.contracts("sp").returnExitData(contract)
            _ = try await cast.contracts("su").verifyExit(contract)
            _ = try await cast.contracts("sp").proveDeletion(contract)
            _ = try await cast.contracts("su").closeContract(contract)
            _ = try await cast.products("sp").delistProduct(
                CommandRequest(name: "products/p-1", reason: "R5.3-11: ends"))
            let record = CommandRequest(name: "records/c-1-2026-02", reason: "R5.2-11: settled")
            _ = try await cast.records("handler").notifyRecord(record)
            _ = try await cast.records("sp").submitStatement(
                SubmitStatementRequest(name: record.name, statement: "paid"))
            _ = try await cast.records("approver").dropRecord(record)
            try await mesh.settle()
            #expect(try await deregister("sp").state == .deregistered)
            #expect(try await deregister("su").state == .deregistered)
            // One active record per code: that of a party that left may register anew.
            try await cast.admit("su-anew", "12330100PDY0000283", .usingOrganisation)
        }
    }

    @Test func `R5.3-1: one founding, one party per code, and accounts in roles it holds`()
        async throws
    {
        try await Cast.play { _, cast in
            let party = Party(
                displayName: "Second", creditCode: "91370100PDY0001750", roles: [.managementBody])
            let founded = await rpcFailure {
                _ = try await cast.parties("system").establishManagementBody(
                    EstablishManagementBodyRequest(partyId: "mb-2", party: party))
            }
            #expect(founded?.code == .failedPrecondition)
            let twice = await rpcFailure {
                _ = try await cast.parties("handler").createParty(
                    CreatePartyRequest(partyId: "sp-2", party: party))
            }
            #expect(twice?.code == .alreadyExists)
            #expect(twice?.message.contains("parties/sp") == true)
            let role = await rpcFailure {
                try await cast.account("sp-mb", "parties/sp", .managementBody, .approver)
            }
            #expect(role?.message.contains("operator.party_role") == true)

            let spend = CommandRequest(name: "parties/sp", reason: "R5.3-1: late papers")
            _ = try await cast.operators("system").revokeOperator(
                CommandRequest(name: "operators/approver", reason: "R5.1-1: retired"))
            let revoked = await rpcFailure {
                _ = try await cast.parties("approver").suspendParty(spend)
            }
            #expect(revoked?.code == .permissionDenied)
            _ = try await cast.parties("second-approver").suspendParty(spend)
        }
    }

    @Test func `R5.3-4 SM-CONTR: only active parties sign`() async throws {
        try await Cast.play { _, cast in
            try await cast.listProduct()
            try await cast.draw("c-1", from: "2026-02-01", minimumGrade: "AA")
            let contract = CommandRequest(name: "contracts/c-1")
            _ = try await cast.contracts("su").lockContract(contract)
            _ = try await cast.parties("approver").suspendParty(
                CommandRequest(name: "parties/su", reason: "R5.3-1: dissolved"))
            let refused = await refusals {
                _ = try await cast.contracts("sp").signContract(contract)
            }
            #expect(refused == ["PARTY_NOT_ACTIVE parties/su"])
        }
    }

    @Test func `a list goes on page by page until all were shown`() async throws {
        try await Cast.play { _, cast in
            var pages: [[String]] = []
            var token = ""
            repeat {
                let page = try await cast.parties("handler").listParties(
                    ListRequest(pageSize: 3, pageToken: token))
                pages.append(page.parties.map(\.name))
                token = page.nextPageToken
            } while !token.isEmpty
            #expect(pages == [["parties/cb", "parties/mb", "parties/sp"], ["parties/su"]])
        }
    }

    @Test func `R5.1-1 one person holds at most one of the three administrations`() async throws {
        try await Cast.play { _, cast in
            let mb = "parties/mb"
            func administrator(_ id: String, _ role: OperatorRole) async throws {
                try await cast.account(id, mb, .managementBody, role, person: "wang")
            }
            try await administrator("wang-1", .systemAdministrator)
            try await administrator("wang-2", .systemAdministrator)
            try await administrator("wang-3", .handler)
            let second = await rpcFailure {
                try await administrator("wang-4", .auditAdministrator)
            }
            #expect(second?.code == .invalidArgument)
            #expect(second?.message.contains("operator.operator_roles") == true)

            for id in ["wang-1", "wang-2"] {
                _ = try await cast.operators("system").revokeOperator(
                    CommandRequest(name: "operators/\(id)", reason: "R5.1-1: changes office"))
            }
            try await administrator("wang-5", .auditAdministrator)
        }
    }

    // MARK: Contracts

    @Test func `R5.3-4 SM-CONTR: a short contract does not run out before it starts`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await cast.listProduct()
            try await cast.draw(
                "c-1", from: "2026-02-01", until: "2026-03-31", minimumGrade: "AA")
            try await cast.conclude("c-1")
            try await mesh.advance(to: "2026-02-10T01:00:00Z")
            func state(on day: String) async throws -> Contract.State {
                try await cast.contracts("su").getContract(
                    GetRequest(name: "contracts/c-1", effectiveAt: Instant("\(day)T01:00:00Z"))
                ).state
            }
            #expect(try await state(on: "2026-01-20") == .filed)
            #expect(try await state(on: "2026-02-01") == .expiring)
            let running = try await cast.contracts("su").getContract(
                GetRequest(name: "contracts/c-1"))
            #expect(running.state == .expiring)
        }
    }

    @Test func `R5.3-2 CheckAdmission names what does not fit together`() async throws {
        try await Cast.play { _, cast in
            try await cast.listProduct()
            let answer = try await cast.contracts("su").checkAdmission(
                CheckAdmissionRequest(
                    provider: "parties/su", product: "products/p-1",
                    usingOrganisation: "parties/sp", startDate: "2026-03-01",
                    endDate: "2026-02-01"))
            let codes = Set(answer.refusals.map { "\($0.code) \($0.subject)" })
            #expect(
                codes.isSuperset(of: [
                    "TERM_INVALID term", "ROLE_MISSING parties/su", "ROLE_MISSING parties/sp",
                    "PRODUCT_OF_OTHER products/p-1",
                ]))
        }
    }

    // MARK: Loaded data

    @Test func `RX-13 a bad record is skipped with name, field and rule, the others are loaded`()
        async throws
    {
        try await Cast.play { _, cast in
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
            let many = await rpcFailure {
                _ = try await cast.migration("handler").importRecords(crowd)
            }
            #expect(many?.message.contains("parties: at most 200 elements") == true)
        }
    }
}

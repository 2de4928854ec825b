import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// Where the loop plays: in this process, or as five real ones.
protocol Stage: Sendable {
    func channel(as principal: String) -> any Channel
    func advance(to time: String) async throws
    func settle() async throws
}

extension LocalMesh: Stage {}
extension ProcessMesh: Stage {}

/// The people of the loop, each with the calls they make, on one mesh.
struct Cast {
    let mesh: any Stage

    func parties(_ who: String) -> PartyServiceClient { .init(self.mesh.channel(as: who)) }
    func operators(_ who: String) -> OperatorServiceClient { .init(self.mesh.channel(as: who)) }
    func qualifications(_ who: String) -> QualificationServiceClient {
        .init(self.mesh.channel(as: who))
    }
    func certifications(_ who: String) -> CertificationServiceClient {
        .init(self.mesh.channel(as: who))
    }
    func products(_ who: String) -> ProductServiceClient { .init(self.mesh.channel(as: who)) }
    func migration(_ who: String) -> MigrationServiceClient { .init(self.mesh.channel(as: who)) }
    func contracts(_ who: String) -> ContractServiceClient { .init(self.mesh.channel(as: who)) }
    func assessments(_ who: String) -> RiskAssessmentServiceClient {
        .init(self.mesh.channel(as: who))
    }
    func warnings(_ who: String) -> WarningServiceClient { .init(self.mesh.channel(as: who)) }
    func measurements(_ who: String) -> MeasurementServiceClient {
        .init(self.mesh.channel(as: who))
    }
    func periods(_ who: String) -> PeriodServiceClient { .init(self.mesh.channel(as: who)) }
    func breaches(_ who: String) -> BreachServiceClient { .init(self.mesh.channel(as: who)) }
    func inspections(_ who: String) -> InspectionServiceClient {
        .init(self.mesh.channel(as: who))
    }
    func archives(_ who: String) -> ArchiveServiceClient { .init(self.mesh.channel(as: who)) }
    /// What a service tells of a resource and what it rests on, to somebody.
    func explain(
        _ name: String, _ who: String, at service: String = "credit", on past: String? = nil
    ) async throws(RPCFailure) -> [Ground] {
        let moment = past.flatMap { Instant($0) }
        return try await CollectionServiceClient(self.mesh.channel(as: who), routingKey: service)
            .explain(ExplainRequest(name: name, effectiveAt: moment, knownAt: moment)).grounds
    }
    func evidence(_ who: String) -> EvidenceServiceClient { .init(self.mesh.channel(as: who)) }
    func publications(_ who: String) -> PublicationServiceClient {
        .init(self.mesh.channel(as: who))
    }
    func restrictions(_ who: String) -> RestrictionServiceClient {
        .init(self.mesh.channel(as: who))
    }
    func notices(_ who: String) -> NoticeServiceClient { .init(self.mesh.channel(as: who)) }
    func records(_ who: String) -> RecordServiceClient { .init(self.mesh.channel(as: who)) }
    func evaluations(_ who: String) -> EvaluationServiceClient {
        .init(self.mesh.channel(as: who))
    }
    func bulletin(_ who: String) -> BulletinServiceClient { .init(self.mesh.channel(as: who)) }
    func runs(_ who: String) -> EvaluationRunServiceClient { .init(self.mesh.channel(as: who)) }
    func objections(_ who: String) -> ObjectionServiceClient { .init(self.mesh.channel(as: who)) }
    func ledger(_ who: String) -> LedgerServiceClient { .init(self.mesh.channel(as: who)) }
    func scores(_ who: String) -> ScoreServiceClient { .init(self.mesh.channel(as: who)) }
    func models(_ who: String) -> ScoringModelServiceClient {
        .init(self.mesh.channel(as: who))
    }
    func repairs(_ who: String) -> RepairServiceClient { .init(self.mesh.channel(as: who)) }

    /// Founds the management body, admits one party of each role and gives each an account.
    func assemble() async throws {
        _ = try await self.parties("system").establishManagementBody(
            EstablishManagementBodyRequest(
                partyId: "mb",
                party: Party(
                    displayName: "市大数据局", creditCode: "11100000PDY00001X7",
                    roles: [.managementBody])))
        let officers: [(String, OperatorRole)] = [
            ("handler", .handler), ("reviewer", .reviewer), ("approver", .approver),
            ("second-handler", .handler), ("second-approver", .approver),
        ]
        for (name, role) in officers {
            try await self.account(name, "parties/mb", .managementBody, role)
        }
        try await self.admit("sp", "91370100PDY0001750", .serviceProvider)
        try await self.admit("su", "12330100PDY0000283", .usingOrganisation)
        try await self.admit("cb", "91370100PDY0000369", .certificationBody)
    }

    /// Registers a party; the account of its name acts in the first of its roles.
    func admit(_ id: String, _ code: String, _ roles: PartyRole...) async throws {
        let name = "parties/\(id)"
        _ = try await self.parties("handler").createParty(
            CreatePartyRequest(
                partyId: id,
                party: Party(
                    displayName: "Party \(id)", creditCode: code, roles: roles, controller: "owner")
            ))
        _ = try await self.parties("handler").submitParty(CommandRequest(name: name))
        try await self.account(id, name, roles[0], .handler)
        _ = try await self.parties("approver").approveParty(CommandRequest(name: name))
    }

    /// - Parameter person: `nil` makes one of their own.
    func account(
        _ principal: String, _ party: String, _ role: PartyRole, _ operatorRole: OperatorRole,
        person: String? = nil
    ) async throws {
        _ = try await self.operators("system").createOperator(
            CreateOperatorRequest(
                operatorId: principal,
                operator: Operator(
                    person: person ?? "person-\(principal)", party: party, partyRole: role,
                    operatorRoles: [operatorRole])))
    }

    /// Qualification approved, product certified, assessed and listed.
    func listProduct() async throws {
        let qualification = CommandRequest(name: "qualifications/q-1")
        _ = try await self.qualifications("sp").createQualification(
            CreateQualificationRequest(
                qualificationId: "q-1",
                qualification: Qualification(
                    provider: "parties/sp", kind: "cloud-assessment", issuer: "网信办",
                    number: "2026-1", validFrom: "2026-01-01", validUntil: "2028-12-31",
                    controlSensitive: true)))
        _ = try await self.qualifications("sp").submitQualification(qualification)
        _ = try await self.qualifications("handler").acceptQualification(qualification)
        _ = try await self.qualifications("reviewer").reviewQualification(qualification)
        _ = try await self.qualifications("approver").approveQualification(qualification)

        let product = CommandRequest(name: "products/p-1")
        _ = try await self.products("sp").createProduct(
            CreateProductRequest(productId: "p-1", product: Self.product))
        _ = try await self.products("sp").submitProduct(product)
        let certificate = CommandRequest(name: "certifications/k-1")
        _ = try await self.certifications("sp").applyCertification(
            ApplyCertificationRequest(
                certificationId: "k-1",
                certification: Certification(
                    provider: "parties/sp", product: "products/p-1", productVersion: 7,
                    certificationBody: "parties/cb", validFrom: "2020-01-01",
                    validUntil: "2099-12-31")))
        _ = try await self.certifications("cb").testCertification(certificate)
        _ = try await self.certifications("cb").issueCertification(
            IssueCertificationRequest(
                name: "certifications/k-1", validFrom: "2026-01-05", validUntil: "2028-12-31"))
        try await self.mesh.settle()
        _ = try await self.assessments("sp").createRiskAssessment(
            CreateRiskAssessmentRequest(
                riskAssessmentId: "ra-1",
                riskAssessment: RiskAssessment(
                    product: "products/p-1",
                    scores: [RiskScore(category: "technology", likelihood: 2, impact: 5)])))
        _ = try await self.assessments("approver").approveRiskAssessment(
            CommandRequest(name: "riskAssessments/ra-1"))
        try await self.mesh.settle()
        _ = try await self.products("approver").listProduct(product)
        try await self.mesh.settle()
    }

    static let product = Product(
        provider: "parties/sp", displayName: "Cloud host", class: "infrastructure",
        majorVersion: 1, serves: [.usingOrganisation],
        commitments: [
            Commitment(
                metric: "availability", kind: .reliability, targetPpm: 999_000, window: "month",
                method: "union-minutes", clause: "5.1"),
            Commitment(
                metric: "patching", kind: .safety, targetPpm: 950_000, window: "month",
                method: "share-on-time", clause: "6.1"),
        ],
        certificationRequired: true, specificationVersion: "1",
        specificationEffectiveFrom: "2026-01-01", requiredQualifications: ["cloud-assessment"])

    /// Draws a contract up to the point where its text is locked.
    func draw(
        _ id: String, from start: String, until end: String = "2027-12-31", minimumGrade: String,
        edit: (inout Contract) -> Void = { _ in }
    ) async throws {
        var contract = Contract(
            provider: "parties/sp", usingOrganisation: "parties/su", product: "products/p-1",
            startDate: start, endDate: end, monthlyFeeFen: 12_800_000, minimumGrade: minimumGrade,
            sections: Self.sections)
        edit(&contract)
        _ = try await self.contracts("su").createContract(
            CreateContractRequest(contractId: id, contract: contract))
        _ = try await self.contracts("sp").negotiateContract(
            CommandRequest(name: "contracts/\(id)"))
    }

    private static let sections = [
        "parties", "products", "specification", "term", "price", "commitments", "maintenance",
        "service-credits", "data", "security", "personnel", "subcontracting", "change",
        "incidents", "exit", "disputes", "precedence",
    ]

    /// Locks, signs on both sides and files a contract.
    func conclude(_ id: String) async throws {
        let contract = CommandRequest(name: "contracts/\(id)")
        _ = try await self.contracts("su").lockContract(contract)
        _ = try await self.contracts("sp").signContract(contract)
        _ = try await self.contracts("su").signContract(contract)
        _ = try await self.contracts("handler").fileContract(contract)
        try await self.mesh.settle()
    }

    /// Measures one outage in a month of contract `c-1`, closes the month and notifies the breach.
    func miss(_ month: String, from: String, minutes: Int64) async throws {
        guard let start = Instant(from) else { return }
        _ = try await self.measurements("handler").recordMeasurement(
            RecordMeasurementRequest(
                measurementId: "p-1-\(month)",
                measurement: Measurement(
                    product: "products/p-1", month: month, source: "probe", samplesExpected: 100,
                    samplesReceived: 100,
                    outages: [Span(from: start, until: start.adding(seconds: minutes * 60))])))
        _ = try await self.periods("handler").openPeriod(
            OpenPeriodRequest(contract: "contracts/c-1", month: month))
        _ = try await self.periods("handler").closePeriod(
            CommandRequest(name: "periods/c-1-\(month)"))
        _ = try await self.breaches("handler").notifyBreach(
            CommandRequest(name: "breaches/c-1-\(month)"))
        try await self.mesh.settle()
    }

    /// Runs `body` on a mesh of its own with the cast assembled, and stops it however that ends.
    static func play(_ body: (LocalMesh, Cast) async throws -> Void) async throws {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        do {
            let cast = Cast(mesh: mesh)
            try await cast.assemble()
            try await body(mesh, cast)
            await mesh.stop()
        } catch {
            await mesh.stop()
            throw error
        }
    }

    /// The same with contract `c-1` filed, in force from 2026-02-01 on.
    static func withContract(
        drawn edit: @escaping (inout Contract) -> Void = { _ in },
        _ body: (LocalMesh, Cast) async throws -> Void
    ) async throws {
        try await Self.play { mesh, cast in
            try await cast.listProduct()
            try await cast.draw("c-1", from: "2026-02-01", minimumGrade: "", edit: edit)
            try await cast.conclude("c-1")
            try await body(mesh, cast)
        }
    }

    /// The same after `c-1` missed February, and the breach was notified.
    static func afterMiss(
        minutes: Int64 = 600, drawn edit: @escaping (inout Contract) -> Void = { _ in },
        _ body: (LocalMesh, Cast) async throws -> Void
    ) async throws {
        try await Self.withContract(drawn: edit) { mesh, cast in
            try await mesh.advance(to: "2026-03-02T01:00:00Z")
            try await cast.miss("2026-02", from: "2026-02-10T00:00:00Z", minutes: minutes)
            try await body(mesh, cast)
        }
    }

    /// A handler proposes exclusions, another person puts them in force in a final month.
    func correct(_ voucher: ProposeExclusionsRequest) async throws -> Period {
        _ = try await self.periods("handler").proposeExclusions(voucher)
        return try await self.periods("approver").correctPeriod(
            CommandRequest(name: voucher.name, reason: voucher.reason))
    }

    /// The same in a disputed month.
    func adjust(_ voucher: ProposeExclusionsRequest) async throws -> Period {
        _ = try await self.periods("handler").proposeExclusions(voucher)
        return try await self.periods("approver").adjustPeriod(
            CommandRequest(name: voucher.name, reason: voucher.reason))
    }

    /// A voucher that excuses the first minutes of the outage of February.
    static func voucher(minutes: Int64) throws -> ProposeExclusionsRequest {
        let from = try #require(Instant("2026-02-10T00:00:00Z"))
        return ProposeExclusionsRequest(
            name: "periods/c-1-2026-02", reason: "R9.3-2: caused by the user",
            exclusions: [
                Exclusion(
                    kind: .userCaused,
                    span: Span(from: from, until: from.adding(seconds: minutes * 60)),
                    evidence: "change order 17")
            ])
    }

    /// The provider reads the last notice about a record, which delivers it.
    @discardableResult
    func readNotice(of name: String) async throws -> Notice {
        let record = try await self.records("sp").getRecord(GetRequest(name: name))
        return try await self.notices("sp").getNotice(GetRequest(name: record.notice))
    }

    /// Tells the provider about a proposed record and hears what it says.
    func hear(_ name: String) async throws {
        _ = try await self.records("handler").notifyRecord(CommandRequest(name: name))
        try await self.readNotice(of: name)
        _ = try await self.records("sp").submitStatement(
            SubmitStatementRequest(name: name, statement: "a cable was cut"))
    }

    /// Hears the provider about a proposed record and confirms it.
    func confirmRecord(_ name: String) async throws {
        try await self.hear(name)
        _ = try await self.records("approver").confirmRecord(CommandRequest(name: name))
        try await self.readNotice(of: name)
        _ = try await self.records("handler").publishRecord(CommandRequest(name: name))
        try await self.mesh.settle()
    }

    /// Computes, publicises and, once `day` has come, finalises an evaluation.
    func evaluate(_ id: String, finalAt day: String) async throws {
        let evaluation = CommandRequest(name: "evaluations/\(id)")
        _ = try await self.evaluations("handler").openEvaluation(
            OpenEvaluationRequest(evaluationId: id, subject: "parties/sp"))
        _ = try await self.evaluations("handler").publicizeEvaluation(evaluation)
        try await self.mesh.advance(to: day)
        _ = try await self.evaluations("approver").finalizeEvaluation(evaluation)
        try await self.mesh.settle()
    }
}

/// What a call that must fail answers.
func rpcFailure(_ call: () async throws -> Void) async -> RPCFailure? {
    await #expect(throws: RPCFailure.self) { try await call() }
}

/// The reasons of a call that must be refused, as "CODE subject", sorted.
func refusals(_ call: () async throws -> Void) async -> [String] {
    let details = await rpcFailure(call)?.detail(PreconditionFailure.self)?.refusals ?? []
    return details.map { "\($0.code) \($0.subject)" }.sorted()
}

import MeshAPI
import MeshRPC
import RegistryRules
import SampleFormats

/// Loads a FedRAMP Marketplace export as legacy data (RX-13): providers, assessors and agencies as
/// parties, offerings as products, authorisations as certificates and contracts.
///
/// A US record has no unified social credit code: each party gets one of the internal area
/// PDY00001-PDY99999 and keeps its own id as external id.
struct FedRAMPImport {
    /// Records of each kind in one call.
    private static let batch = 200

    private let client: MigrationServiceClient
    private let source: String
    private var request: ImportRecordsRequest
    private var partyNumbers: [String: Int] = [:]
    private var products: [String: FedRAMPProduct] = [:]
    private(set) var report = ImportReport()

    init(_ channel: any Channel, source: String) {
        self.client = MigrationServiceClient(channel)
        self.source = source
        self.request = ImportRecordsRequest(source: source)
    }

    mutating func run(_ path: String, progress: (SampleProgress) -> Void) async throws {
        var reader = try FedRAMPReader(path: path)
        var agreements: [(product: String, agency: String, granted: String?, expires: String?)] = []
        while let item = try reader.read() {
            switch item {
            case .snapshot: break
            case .product(let product): try await self.add(product)
            case .agency(let agency):
                try await self.party(
                    "agency-\(slug(agency.id))", agency.parent, agency.id, .usingOrganisation,
                    .stateOrgan)
            case .assessor(let assessor):
                try await self.party(
                    "cb-\(slug(assessor.name))", assessor.name, assessor.id, .certificationBody,
                    .enterprise)
            case .authorisation(let row):
                agreements.append((row.product, row.agency, row.grantedOn, row.expiresOn))
            case .reuse(let row):
                agreements.append((row.product, row.agency, row.grantedOn, row.expiresOn))
            case .skipped(let record):
                self.report.skip(
                    "\(record.section) \(record.number)", "\(record.reason): \(record.excerpt)")
            }
            progress(reader.progress)
        }
        try await self.flush()
        for product in self.products.values.sorted(by: { $0.id < $1.id }) {
            try await self.certify(product)
        }
        try await self.flush()
        for agreement in agreements {
            try await self.contract(
                agreement.product, agreement.agency, agreement.granted, agreement.expires)
        }
        try await self.flush()
    }

    static func providerID(_ name: String) -> String { String("sp-\(slug(name))".prefix(63)) }
    static func productID(_ id: String) -> String { "p-\(slug(id))" }

    private mutating func add(_ product: FedRAMPProduct) async throws {
        self.products[product.id] = product
        let provider = Self.providerID(product.provider)
        try await self.party(
            provider, product.provider, product.provider, .serviceProvider, .enterprise)
        self.request.products.append(
            Product(
                name: "products/\(Self.productID(product.id))",
                state: product.authorisedOn == nil ? .draft : .listed,
                provider: "parties/\(provider)", displayName: product.offering,
                class: slug(product.serviceModels.first ?? "application"), majorVersion: 1,
                serves: [.usingOrganisation], commitments: Self.commitments,
                certificationRequired: true, specificationVersion: "1",
                specificationEffectiveFrom: product.authorisedOn ?? "", externalId: product.id))
        try await self.flushWhenFull()
    }

    private static let commitments = [
        Commitment(
            metric: "availability", kind: .reliability, targetPpm: 999_000, window: "month",
            method: "union-minutes", clause: "SLA 1"),
        Commitment(
            metric: "continuous-monitoring", kind: .safety, targetPpm: 1_000_000, window: "month",
            method: "attestation", clause: "SLA 2"),
    ]

    private mutating func party(
        _ id: String, _ name: String, _ externalID: String, _ role: PartyRole,
        _ register: Register
    ) async throws {
        let id = String(id.prefix(63))
        guard self.partyNumbers[id] == nil else { return }
        let number = self.partyNumbers.count + 1_000
        self.partyNumbers[id] = number
        guard let code = register.code(number) else {
            return self.report.skip(id, "no internal code left")
        }
        self.request.parties.append(
            Party(
                name: "parties/\(id)", state: .active, displayName: name, creditCode: code.text,
                roles: [role], externalId: externalID))
        try await self.flushWhenFull()
    }

    private mutating func certify(_ product: FedRAMPProduct) async throws {
        guard let from = product.authorisedOn else { return }
        let body = String("cb-\(slug(product.assessor))".prefix(63))
        guard self.partyNumbers[body] != nil else {
            return self.report.skip(
                "certification of \(product.id)", "assessor \(product.assessor) is not in the file")
        }
        self.request.certifications.append(
            Certification(
                name: "certifications/k-\(slug(product.id))", state: .issued,
                provider: "parties/\(Self.providerID(product.provider))",
                product: "products/\(Self.productID(product.id))", productVersion: 1,
                certificationBody: "parties/\(body)", validFrom: from, validUntil: "2029-12-31",
                externalId: product.id))
        try await self.flushWhenFull()
    }

    private mutating func contract(
        _ productID: String, _ agencyID: String, _ granted: String?, _ expires: String?
    ) async throws {
        let label = "contract of \(productID) with \(agencyID)"
        guard let product = self.products[productID] else {
            return self.report.skip(label, "the product is not in the file")
        }
        let agency = String("agency-\(slug(agencyID))".prefix(63))
        guard self.partyNumbers[agency] != nil else {
            return self.report.skip(label, "the agency is not in the file")
        }
        guard let granted else { return self.report.skip(label, "no date of the authorisation") }
        self.request.contracts.append(
            Contract(
                name: "contracts/\(String("c-\(slug(productID))-\(slug(agencyID))".prefix(63)))",
                state: .filed, provider: "parties/\(Self.providerID(product.provider))",
                usingOrganisation: "parties/\(agency)",
                product: "products/\(Self.productID(productID))", specificationVersion: "1",
                startDate: granted, endDate: max(expires ?? "2029-12-31", granted),
                monthlyFeeFen: 1_000_000, commitments: Self.commitments,
                availabilityModel: .numeratorOnly, signedByProvider: true,
                signedByUsingOrganisation: true, externalId: "\(productID)/\(agencyID)"))
        try await self.flushWhenFull()
    }

    private mutating func flushWhenFull() async throws {
        let largest =
            [
                self.request.parties.count, self.request.products.count,
                self.request.certifications.count, self.request.contracts.count,
            ].max() ?? 0
        if largest >= Self.batch { try await self.flush() }
    }

    private mutating func flush() async throws {
        let answer = try await self.client.importRecords(
            self.request, CallOptions(timeout: .seconds(60)))
        self.report.created += Int(answer.created)
        self.report.unchanged += Int(answer.unchanged)
        for skipped in answer.skipped { self.report.skip(skipped.name, skipped.reason) }
        self.request = ImportRecordsRequest(source: self.source)
    }
}

/// What an import did: counts, and each record left out with its reason.
struct ImportReport {
    var created = 0
    var unchanged = 0
    private(set) var skipped: [(record: String, reason: String)] = []

    mutating func skip(_ record: String, _ reason: String) {
        self.skipped.append((record, reason))
    }

    /// Counts in one line, then the reasons with how often and one example each.
    var text: String {
        var lines = [
            "\(self.created) created, \(self.unchanged) already there, \(self.skipped.count) skipped"
        ]
        let reasons = Dictionary(grouping: self.skipped) { $0.reason.prefix(60) }
        for (reason, records) in reasons.sorted(by: { $0.value.count > $1.value.count }).prefix(8) {
            lines.append("  \(records.count) x \(reason) (e.g. \(records.first?.record ?? "-"))")
        }
        return lines.joined(separator: "\n")
    }
}

/// Where a party would be registered; its made-up code begins accordingly.
private enum Register {
    case stateOrgan
    case enterprise

    /// A code of the area reserved for tests (7.3); `nil` beyond 99,999.
    func code(_ number: Int) -> UnifiedCreditCode? {
        switch self {
        case .stateOrgan:
            .testCode(department: "1", organisationClass: "1", division: "100000", number: number)
        case .enterprise:
            .testCode(department: "9", organisationClass: "1", division: "110000", number: number)
        }
    }
}

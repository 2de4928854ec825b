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
    /// Numbers of internal codes for loaded parties; the lower ones are for those made by hand.
    private static let numbers = 1_001...99_999

    /// The use of a product by an agency, kept until both are known.
    private struct Agreement {
        var place: String
        var product: String
        var agency: String
        var grantedOn: String?
        var expiresOn: String?
    }

    private let client: MigrationServiceClient
    private let parties: PartyServiceClient
    private let source: String
    private var request: ImportRecordsRequest
    /// Where each record sent so far stands in the file, by its name.
    private var places: [String: String] = [:]
    private var partyIDs: Set<String> = []
    /// Codes of the parties in the registry, by name.
    private var knownCodes: [String: String] = [:]
    private var takenCodes: Set<String> = []
    private var products: [String: (product: FedRAMPProduct, place: String)] = [:]
    private var agreements: [Agreement] = []
    private(set) var report = ImportReport()

    init(_ channel: any Channel, source: String = "fedramp-marketplace") {
        self.client = MigrationServiceClient(channel)
        self.parties = PartyServiceClient(channel)
        self.source = source
        self.request = ImportRecordsRequest(source: source)
    }

    mutating func run(_ path: String, progress: (SampleProgress) -> Void) async throws {
        try await self.learnCodes()
        var reader = try FedRAMPReader(path: path)
        var damage: SampleError?
        do {
            while let item = try reader.read() {
                try await self.take(item, at: reader.place)
                progress(reader.progress)
            }
        } catch let error as SampleError {
            // What came before goes in all the same.
            damage = error
        }
        try await self.flush()
        for (product, place) in self.products.values.sorted(by: { $0.product.id < $1.product.id }) {
            try await self.certify(product, at: place)
        }
        try await self.flush()
        for agreement in self.agreements { try await self.contract(agreement) }
        try await self.flush()
        if let damage { throw damage }
    }

    static func providerID(_ name: String) -> String { String("sp-\(slug(name))".prefix(63)) }
    static func productID(_ id: String) -> String { "p-\(slug(id))" }

    private mutating func take(_ item: FedRAMPItem, at place: String) async throws {
        switch item {
        case .snapshot: break
        case .product(let product): try await self.add(product, at: place)
        case .agency(let agency):
            let name =
                agency.office.isEmpty ? agency.parent : "\(agency.parent), \(agency.office)"
            try await self.party(
                Self.agencyID(agency.id), name, agency.id, .usingOrganisation, .stateOrgan, place)
        case .assessor(let assessor):
            try await self.party(
                Self.assessorID(assessor.name), assessor.name, assessor.id, .certificationBody,
                .enterprise, place)
        case .authorisation(let row):
            self.agreements.append(
                Agreement(
                    place: place, product: row.product, agency: row.agency,
                    grantedOn: row.grantedOn, expiresOn: row.expiresOn))
        case .reuse(let row):
            self.agreements.append(
                Agreement(
                    place: place, product: row.product,
                    agency: row.officeID.isEmpty ? row.agency : row.officeID,
                    grantedOn: row.grantedOn, expiresOn: row.expiresOn))
        case .skipped(let record):
            self.report.skip(place, record.excerpt, record.reason)
        }
    }

    private static func agencyID(_ id: String) -> String { String("agency-\(slug(id))".prefix(63)) }
    private static func assessorID(_ name: String) -> String {
        String("cb-\(slug(name))".prefix(63))
    }

    // MARK: Records

    private mutating func add(_ product: FedRAMPProduct, at place: String) async throws {
        let name = "products/\(Self.productID(product.id))"
        guard self.note(name, place) else { return }
        self.products[product.id] = (product, place)
        let provider = Self.providerID(product.provider)
        try await self.party(
            provider, product.provider, product.provider, .serviceProvider, .enterprise, place)
        self.request.products.append(
            Product(
                name: name, state: product.authorisedOn == nil ? .draft : .listed,
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

    /// A party, unless the file named it before: a provider stands at each of its products.
    private mutating func party(
        _ id: String, _ displayName: String, _ externalID: String, _ role: PartyRole,
        _ register: Register, _ place: String
    ) async throws {
        guard self.partyIDs.insert(id).inserted else { return }
        let name = "parties/\(id)"
        guard self.note(name, place) else { return }
        guard let code = self.knownCodes[name] ?? self.freeCode(for: id, register) else {
            return self.report.skip(place, name, "no internal code is left")
        }
        self.request.parties.append(
            Party(
                name: name, state: .active, displayName: displayName, creditCode: code,
                roles: [role], externalId: externalID))
        try await self.flushWhenFull()
    }

    /// A party that is registered keeps its code.
    private mutating func learnCodes() async throws {
        var token = ""
        repeat {
            let page = try await self.parties.listParties(
                ListRequest(pageSize: 1_000, pageToken: token))
            for party in page.parties { self.knownCodes[party.name] = party.creditCode }
            token = page.nextPageToken
        } while !token.isEmpty
        self.takenCodes = Set(self.knownCodes.values)
    }

    /// A code of the internal area that nobody has; follows from the id unless another party has it.
    private mutating func freeCode(for id: String, _ register: Register) -> String? {
        let hash = id.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        let first = Int(hash) % Self.numbers.count
        for step in 0..<Self.numbers.count {
            let number = Self.numbers.lowerBound + (first + step) % Self.numbers.count
            guard let code = register.code(number)?.text else { return nil }
            if self.takenCodes.insert(code).inserted { return code }
        }
        return nil
    }

    private mutating func certify(_ product: FedRAMPProduct, at place: String) async throws {
        guard let from = product.authorisedOn else { return }
        let name = "certifications/k-\(slug(product.id))"
        guard !product.assessor.isEmpty else {
            return self.report.skip(place, name, "the product names no assessor")
        }
        let body = Self.assessorID(product.assessor)
        guard self.partyIDs.contains(body) else {
            return self.report.skip(
                place, name, "the assessor \(product.assessor) is not in the file")
        }
        guard self.note(name, place) else { return }
        self.request.certifications.append(
            Certification(
                name: name, state: .issued,
                provider: "parties/\(Self.providerID(product.provider))",
                product: "products/\(Self.productID(product.id))", productVersion: 1,
                certificationBody: "parties/\(body)", validFrom: from, validUntil: "2029-12-31",
                externalId: product.id))
        try await self.flushWhenFull()
    }

    private mutating func contract(_ agreement: Agreement) async throws {
        let agency = agreement.agency.isEmpty ? "nobody" : agreement.agency
        let label = "contract of \(agreement.product) with \(agency)"
        guard let product = self.products[agreement.product]?.product else {
            return self.report.skip(agreement.place, label, "the product is not in the file")
        }
        let user = Self.agencyID(agreement.agency)
        guard self.partyIDs.contains(user) else {
            return self.report.skip(agreement.place, label, "the agency is not in the file")
        }
        guard let start = agreement.grantedOn else {
            return self.report.skip(agreement.place, label, "it has no date")
        }
        // An agency renews: the day tells its agreements on one product apart.
        let id = "c-\(slug(product.id))-\(slug(agreement.agency))-\(slug(start))"
        let name = "contracts/\(String(id.prefix(63)))"
        guard self.note(name, agreement.place) else { return }
        self.request.contracts.append(
            Contract(
                name: name, state: .filed,
                provider: "parties/\(Self.providerID(product.provider))",
                usingOrganisation: "parties/\(user)",
                product: "products/\(Self.productID(product.id))", specificationVersion: "1",
                startDate: start, endDate: max(agreement.expiresOn ?? "2029-12-31", start),
                monthlyFeeFen: 1_000_000, commitments: Self.commitments,
                availabilityModel: .numeratorOnly, signedByProvider: true,
                signedByUsingOrganisation: true,
                externalId: "\(agreement.product)/\(agreement.agency)"))
        try await self.flushWhenFull()
    }

    /// Notes where a record stands.
    ///
    /// - Returns: False, and reports it, when an earlier record of the file has the same name.
    private mutating func note(_ name: String, _ place: String) -> Bool {
        if let earlier = self.places[name] {
            self.report.skip(
                place, "\(name), as \(earlier)", "an earlier record of the file says the same")
            return false
        }
        self.places[name] = place
        return true
    }

    // MARK: Calls

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
        for record in answer.conflicts {
            self.report.conflict(self.places[record.name] ?? "-", record.name, record.reason)
        }
        for record in answer.skipped {
            self.report.skip(self.places[record.name] ?? "-", record.name, record.reason)
        }
        self.request = ImportRecordsRequest(source: self.source)
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

// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// What was believed on the signing day; a later correction never changes it (RX-6).
public struct ContractSnapshot: WireMessage {
    public static let fullName = "govmesh.registry.v1.ContractSnapshot"

    public var grade: String = ""
    /// The evaluation the grade came from, e.g. "evaluations/e-1", and its version.
    public var evaluation: String = ""
    public var evaluationVersion: Int64 = 0
    /// The scoring model behind it, e.g. "scoringModels/provider-v1".
    public var scoringModel: String = ""
    public var qualifications: [String] = []
    public var signedOn: String = ""

    public init() {}

    public init(
        grade: String = "",
        evaluation: String = "",
        evaluationVersion: Int64 = 0,
        scoringModel: String = "",
        qualifications: [String] = [],
        signedOn: String = ""
    ) {
        self.grade = grade
        self.evaluation = evaluation
        self.evaluationVersion = evaluationVersion
        self.scoringModel = scoringModel
        self.qualifications = qualifications
        self.signedOn = signedOn
    }
}

extension ContractSnapshot: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ContractSnapshot>?) {
        govmesh__registry__v1__contract_snapshot__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ContractSnapshot>) {
        self.grade = FromC.text(c.pointee.grade)
        self.evaluation = FromC.text(c.pointee.evaluation)
        self.evaluationVersion = c.pointee.evaluation_version
        self.scoringModel = FromC.text(c.pointee.scoring_model)
        self.qualifications = FromC.list(c.pointee.n_qualifications, c.pointee.qualifications) { FromC.text($0) }
        self.signedOn = FromC.text(c.pointee.signed_on)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ContractSnapshot>, _ arena: Arena) {
        c.pointee.grade = arena.text(self.grade)
        c.pointee.evaluation = arena.text(self.evaluation)
        c.pointee.evaluation_version = self.evaluationVersion
        c.pointee.scoring_model = arena.text(self.scoringModel)
        (c.pointee.n_qualifications, c.pointee.qualifications) = arena.list(self.qualifications) { arena.text($0) }
        c.pointee.signed_on = arena.text(self.signedOn)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("grade", self.grade)
        check.text("evaluation", self.evaluation)
        check.text("scoring_model", self.scoringModel)
        check.items("qualifications", self.qualifications.count)
        check.texts("qualifications", self.qualifications)
        check.text("signed_on", self.signedOn)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// Band of the service-credit table (7.6): reaching at least `from_ppm` but not the target.
public struct CreditBand: WireMessage {
    public static let fullName = "govmesh.registry.v1.CreditBand"

    public var fromPpm: Int64 = 0
    public var percent: Int32 = 0

    public init() {}

    public init(
        fromPpm: Int64 = 0,
        percent: Int32 = 0
    ) {
        self.fromPpm = fromPpm
        self.percent = percent
    }
}

extension CreditBand: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreditBand>?) {
        govmesh__registry__v1__credit_band__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__CreditBand>) {
        self.fromPpm = c.pointee.from_ppm
        self.percent = c.pointee.percent
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreditBand>, _ arena: Arena) {
        c.pointee.from_ppm = self.fromPpm
        c.pointee.percent = self.percent
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.number("from_ppm", self.fromPpm, 0...1000000, unit: "ppm")
        check.number("percent", self.percent, 0...100, unit: "percent of the month's fee")
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// A contract between a provider and a using organisation. SM-CONTR, R5.3-4, R5.3-5.
public struct Contract: WireMessage {
    public static let fullName = "govmesh.registry.v1.Contract"

    /// "contracts/{id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Contract.State = .unspecified
    public var provider: String = ""
    public var usingOrganisation: String = ""
    public var product: String = ""
    public var specificationVersion: String = ""
    public var startDate: String = ""
    public var endDate: String = ""
    public var monthlyFeeFen: Int64 = 0
    public var commitments: [Commitment] = []
    public var availabilityModel: Contract.AvailabilityModel = .unspecified
    /// Empty means the default bands of 7.6.
    public var creditBands: [CreditBand] = []
    /// Cap of all service credits of one month in percent of the fee; 0 means 50.
    public var creditCapPercent: Int32 = 0
    /// Lowest grade the using organisation accepts at signature; empty means any.
    public var minimumGrade: String = ""
    /// Sections of R5.3-5 the text holds.
    public var sections: [String] = []
    public var signedByProvider: Bool = false
    public var signedByUsingOrganisation: Bool = false
    public var snapshot: ContractSnapshot? = nil
    public var source: String = ""
    public var externalId: String = ""
    public var verified: Bool = false
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Contract.State = .unspecified,
        provider: String = "",
        usingOrganisation: String = "",
        product: String = "",
        specificationVersion: String = "",
        startDate: String = "",
        endDate: String = "",
        monthlyFeeFen: Int64 = 0,
        commitments: [Commitment] = [],
        availabilityModel: Contract.AvailabilityModel = .unspecified,
        creditBands: [CreditBand] = [],
        creditCapPercent: Int32 = 0,
        minimumGrade: String = "",
        sections: [String] = [],
        signedByProvider: Bool = false,
        signedByUsingOrganisation: Bool = false,
        snapshot: ContractSnapshot? = nil,
        source: String = "",
        externalId: String = "",
        verified: Bool = false,
        reason: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.provider = provider
        self.usingOrganisation = usingOrganisation
        self.product = product
        self.specificationVersion = specificationVersion
        self.startDate = startDate
        self.endDate = endDate
        self.monthlyFeeFen = monthlyFeeFen
        self.commitments = commitments
        self.availabilityModel = availabilityModel
        self.creditBands = creditBands
        self.creditCapPercent = creditCapPercent
        self.minimumGrade = minimumGrade
        self.sections = sections
        self.signedByProvider = signedByProvider
        self.signedByUsingOrganisation = signedByUsingOrganisation
        self.snapshot = snapshot
        self.source = source
        self.externalId = externalId
        self.verified = verified
        self.reason = reason
    }

    /// `govmesh.registry.v1.Contract.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case draft = 1
        case negotiating = 2
        case pendingSignature = 3
        case signed = 4
        case filed = 5
        /// Derived from start_date.
        case active = 6
        /// Derived: 90 days before end_date.
        case expiring = 7
        case serviceSuspended = 8
        /// By command, or derived from end_date.
        case terminating = 9
        case exitDataReturned = 10
        case exitVerified = 11
        case deletionProven = 12
        case closed = 13

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .draft: "draft"
                case .negotiating: "negotiating"
                case .pendingSignature: "pendingSignature"
                case .signed: "signed"
                case .filed: "filed"
                case .active: "active"
                case .expiring: "expiring"
                case .serviceSuspended: "serviceSuspended"
                case .terminating: "terminating"
                case .exitDataReturned: "exitDataReturned"
                case .exitVerified: "exitVerified"
                case .deletionProven: "deletionProven"
                case .closed: "closed"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .draft: "STATE_DRAFT"
                case .negotiating: "STATE_NEGOTIATING"
                case .pendingSignature: "STATE_PENDING_SIGNATURE"
                case .signed: "STATE_SIGNED"
                case .filed: "STATE_FILED"
                case .active: "STATE_ACTIVE"
                case .expiring: "STATE_EXPIRING"
                case .serviceSuspended: "STATE_SERVICE_SUSPENDED"
                case .terminating: "STATE_TERMINATING"
                case .exitDataReturned: "STATE_EXIT_DATA_RETURNED"
                case .exitVerified: "STATE_EXIT_VERIFIED"
                case .deletionProven: "STATE_DELETION_PROVEN"
                case .closed: "STATE_CLOSED"
            }
        }
    }

    /// How exclusions enter availability (7.5).
    public enum AvailabilityModel: Int32, WireEnum {
        case unspecified = 0
        case numeratorOnly = 1
        case bothSides = 2
        /// Without whole excluded windows, outage or not.
        case bothSidesWholeWindow = 3

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .numeratorOnly: "numeratorOnly"
                case .bothSides: "bothSides"
                case .bothSidesWholeWindow: "bothSidesWholeWindow"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "AVAILABILITY_MODEL_UNSPECIFIED"
                case .numeratorOnly: "AVAILABILITY_MODEL_NUMERATOR_ONLY"
                case .bothSides: "AVAILABILITY_MODEL_BOTH_SIDES"
                case .bothSidesWholeWindow: "AVAILABILITY_MODEL_BOTH_SIDES_WHOLE_WINDOW"
            }
        }
    }
}

extension Contract: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Contract>?) {
        govmesh__registry__v1__contract__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__Contract>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.provider = FromC.text(c.pointee.provider)
        self.usingOrganisation = FromC.text(c.pointee.using_organisation)
        self.product = FromC.text(c.pointee.product)
        self.specificationVersion = FromC.text(c.pointee.specification_version)
        self.startDate = FromC.text(c.pointee.start_date)
        self.endDate = FromC.text(c.pointee.end_date)
        self.monthlyFeeFen = c.pointee.monthly_fee_fen
        self.commitments = FromC.messages(c.pointee.n_commitments, c.pointee.commitments)
        self.availabilityModel = FromC.value(c.pointee.availability_model.rawValue)
        self.creditBands = FromC.messages(c.pointee.n_credit_bands, c.pointee.credit_bands)
        self.creditCapPercent = c.pointee.credit_cap_percent
        self.minimumGrade = FromC.text(c.pointee.minimum_grade)
        self.sections = FromC.list(c.pointee.n_sections, c.pointee.sections) { FromC.text($0) }
        self.signedByProvider = c.pointee.signed_by_provider != 0
        self.signedByUsingOrganisation = c.pointee.signed_by_using_organisation != 0
        self.snapshot = FromC.message(c.pointee.snapshot)
        self.source = FromC.text(c.pointee.source)
        self.externalId = FromC.text(c.pointee.external_id)
        self.verified = c.pointee.verified != 0
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Contract>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.provider = arena.text(self.provider)
        c.pointee.using_organisation = arena.text(self.usingOrganisation)
        c.pointee.product = arena.text(self.product)
        c.pointee.specification_version = arena.text(self.specificationVersion)
        c.pointee.start_date = arena.text(self.startDate)
        c.pointee.end_date = arena.text(self.endDate)
        c.pointee.monthly_fee_fen = self.monthlyFeeFen
        (c.pointee.n_commitments, c.pointee.commitments) = arena.list(self.commitments) { arena.message($0) }
        c.pointee.availability_model = .init(rawValue: self.availabilityModel.cValue())
        (c.pointee.n_credit_bands, c.pointee.credit_bands) = arena.list(self.creditBands) { arena.message($0) }
        c.pointee.credit_cap_percent = self.creditCapPercent
        c.pointee.minimum_grade = arena.text(self.minimumGrade)
        (c.pointee.n_sections, c.pointee.sections) = arena.list(self.sections) { arena.text($0) }
        c.pointee.signed_by_provider = self.signedByProvider ? 1 : 0
        c.pointee.signed_by_using_organisation = self.signedByUsingOrganisation ? 1 : 0
        if let value = self.snapshot { c.pointee.snapshot = arena.message(value) }
        c.pointee.source = arena.text(self.source)
        c.pointee.external_id = arena.text(self.externalId)
        c.pointee.verified = self.verified ? 1 : 0
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.required("provider", !self.provider.isEmpty)
        check.text("provider", self.provider, 1024, .resourceName)
        check.required("using_organisation", !self.usingOrganisation.isEmpty)
        check.text("using_organisation", self.usingOrganisation, 1024, .resourceName)
        check.required("product", !self.product.isEmpty)
        check.text("product", self.product, 1024, .resourceName)
        check.text("specification_version", self.specificationVersion, 64)
        check.required("start_date", !self.startDate.isEmpty)
        check.text("start_date", self.startDate, 1024, .civilDate)
        check.required("end_date", !self.endDate.isEmpty)
        check.text("end_date", self.endDate, 1024, .civilDate)
        check.number("monthly_fee_fen", self.monthlyFeeFen, 0...100000000000, unit: "fen")
        check.items("commitments", self.commitments.count, 50)
        check.nested("commitments", self.commitments)
        check.items("credit_bands", self.creditBands.count, 20)
        check.nested("credit_bands", self.creditBands)
        check.number("credit_cap_percent", self.creditCapPercent, 0...100, unit: "percent")
        check.text("minimum_grade", self.minimumGrade, 8)
        check.items("sections", self.sections.count, 50)
        check.texts("sections", self.sections)
        check.nested("snapshot", self.snapshot)
        check.text("source", self.source, 64)
        check.text("external_id", self.externalId, 128)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

extension Contract: Resource {
    public static let collection = "contracts"
    public static let machine = "SM-CONTR"

    public var owners: [String] {
        ([self.provider] + [self.usingOrganisation]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["product", "external_id", "state", "provider", "using_organisation"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("product", self.product))
        pairs.append(("external_id", self.externalId))
        pairs.append(("state", self.state.label))
        pairs.append(("provider", self.provider))
        pairs.append(("using_organisation", self.usingOrganisation))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.registry.v1.CreateContractRequest`.
public struct CreateContractRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.CreateContractRequest"

    public var contractId: String = ""
    public var contract: Contract? = nil

    public init() {}

    public init(
        contractId: String = "",
        contract: Contract? = nil
    ) {
        self.contractId = contractId
        self.contract = contract
    }
}

extension CreateContractRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreateContractRequest>?) {
        govmesh__registry__v1__create_contract_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__CreateContractRequest>) {
        self.contractId = FromC.text(c.pointee.contract_id)
        self.contract = FromC.message(c.pointee.contract)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreateContractRequest>, _ arena: Arena) {
        c.pointee.contract_id = arena.text(self.contractId)
        if let value = self.contract { c.pointee.contract = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("contract_id", !self.contractId.isEmpty)
        check.text("contract_id", self.contractId, 1024, .resourceID)
        check.required("contract", self.contract != nil)
        check.nested("contract", self.contract)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.contract = self.contract?.redacted()
        return copy
    }
}

/// `govmesh.registry.v1.ListContractsResponse`.
public struct ListContractsResponse: WireMessage {
    public static let fullName = "govmesh.registry.v1.ListContractsResponse"

    public var contracts: [Contract] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        contracts: [Contract] = [],
        nextPageToken: String = ""
    ) {
        self.contracts = contracts
        self.nextPageToken = nextPageToken
    }
}

extension ListContractsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListContractsResponse>?) {
        govmesh__registry__v1__list_contracts_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ListContractsResponse>) {
        self.contracts = FromC.messages(c.pointee.n_contracts, c.pointee.contracts)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListContractsResponse>, _ arena: Arena) {
        (c.pointee.n_contracts, c.pointee.contracts) = arena.list(self.contracts) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("contracts", self.contracts.count)
        check.nested("contracts", self.contracts)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.contracts = self.contracts.map { $0.redacted() }
        return copy
    }
}

/// `govmesh.registry.v1.CheckAdmissionRequest`.
public struct CheckAdmissionRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.CheckAdmissionRequest"

    public var provider: String = ""
    public var product: String = ""
    public var usingOrganisation: String = ""
    public var startDate: String = ""
    public var endDate: String = ""
    public var minimumGrade: String = ""

    public init() {}

    public init(
        provider: String = "",
        product: String = "",
        usingOrganisation: String = "",
        startDate: String = "",
        endDate: String = "",
        minimumGrade: String = ""
    ) {
        self.provider = provider
        self.product = product
        self.usingOrganisation = usingOrganisation
        self.startDate = startDate
        self.endDate = endDate
        self.minimumGrade = minimumGrade
    }
}

extension CheckAdmissionRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CheckAdmissionRequest>?) {
        govmesh__registry__v1__check_admission_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__CheckAdmissionRequest>) {
        self.provider = FromC.text(c.pointee.provider)
        self.product = FromC.text(c.pointee.product)
        self.usingOrganisation = FromC.text(c.pointee.using_organisation)
        self.startDate = FromC.text(c.pointee.start_date)
        self.endDate = FromC.text(c.pointee.end_date)
        self.minimumGrade = FromC.text(c.pointee.minimum_grade)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CheckAdmissionRequest>, _ arena: Arena) {
        c.pointee.provider = arena.text(self.provider)
        c.pointee.product = arena.text(self.product)
        c.pointee.using_organisation = arena.text(self.usingOrganisation)
        c.pointee.start_date = arena.text(self.startDate)
        c.pointee.end_date = arena.text(self.endDate)
        c.pointee.minimum_grade = arena.text(self.minimumGrade)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("provider", !self.provider.isEmpty)
        check.text("provider", self.provider, 1024, .resourceName)
        check.required("product", !self.product.isEmpty)
        check.text("product", self.product, 1024, .resourceName)
        check.required("using_organisation", !self.usingOrganisation.isEmpty)
        check.text("using_organisation", self.usingOrganisation, 1024, .resourceName)
        check.required("start_date", !self.startDate.isEmpty)
        check.text("start_date", self.startDate, 1024, .civilDate)
        check.required("end_date", !self.endDate.isEmpty)
        check.text("end_date", self.endDate, 1024, .civilDate)
        check.text("minimum_grade", self.minimumGrade, 8)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.registry.v1.CheckAdmissionResponse`.
public struct CheckAdmissionResponse: WireMessage {
    public static let fullName = "govmesh.registry.v1.CheckAdmissionResponse"

    public var admissible: Bool = false
    /// All failing reasons, not the first.
    public var refusals: [PreconditionFailure.Refusal] = []
    public var grade: String = ""
    public var evaluation: String = ""
    public var evaluationVersion: Int64 = 0

    public init() {}

    public init(
        admissible: Bool = false,
        refusals: [PreconditionFailure.Refusal] = [],
        grade: String = "",
        evaluation: String = "",
        evaluationVersion: Int64 = 0
    ) {
        self.admissible = admissible
        self.refusals = refusals
        self.grade = grade
        self.evaluation = evaluation
        self.evaluationVersion = evaluationVersion
    }
}

extension CheckAdmissionResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CheckAdmissionResponse>?) {
        govmesh__registry__v1__check_admission_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__CheckAdmissionResponse>) {
        self.admissible = c.pointee.admissible != 0
        self.refusals = FromC.messages(c.pointee.n_refusals, c.pointee.refusals)
        self.grade = FromC.text(c.pointee.grade)
        self.evaluation = FromC.text(c.pointee.evaluation)
        self.evaluationVersion = c.pointee.evaluation_version
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CheckAdmissionResponse>, _ arena: Arena) {
        c.pointee.admissible = self.admissible ? 1 : 0
        (c.pointee.n_refusals, c.pointee.refusals) = arena.list(self.refusals) { arena.message($0) }
        c.pointee.grade = arena.text(self.grade)
        c.pointee.evaluation = arena.text(self.evaluation)
        c.pointee.evaluation_version = self.evaluationVersion
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("refusals", self.refusals.count)
        check.nested("refusals", self.refusals)
        check.text("grade", self.grade)
        check.text("evaluation", self.evaluation)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.registry.v1.ContractService`.
public enum ContractServiceMethods {
    public static let createContract = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "CreateContract",
        callClass: .keyed, parties: [.serviceProvider, .usingOrganisation], own: true, resource: "Contract", requirements: ["R5.3-4"])

    public static let negotiateContract = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "NegotiateContract",
        callClass: .keyed, parties: [.serviceProvider, .usingOrganisation], own: true, command: "negotiate", resource: "Contract", requirements: ["R5.3-4"])

    /// Locks the text; the admission guard must hold.
    public static let lockContract = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "LockContract",
        callClass: .keyed, parties: [.serviceProvider, .usingOrganisation], own: true, command: "lock", resource: "Contract", requirements: ["R5.3-5", "R7.1-2", "R5.2-16"])

    /// Signs for the caller's side; the second signature makes it signed.
    public static let signContract = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "SignContract",
        callClass: .keyed, parties: [.serviceProvider, .usingOrganisation], own: true, command: "sign", resource: "Contract", requirements: ["R5.3-4", "R5.4-3"])

    /// Files the contract (备案).
    public static let fileContract = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "FileContract",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "file", resource: "Contract", requirements: ["R5.3-4"])

    public static let suspendContractService = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "SuspendContractService",
        callClass: .keyed, parties: [.usingOrganisation, .managementBody], own: true, command: "suspend", resource: "Contract")

    public static let resumeContractService = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "ResumeContractService",
        callClass: .keyed, parties: [.usingOrganisation, .managementBody], own: true, command: "resume", resource: "Contract")

    public static let terminateContract = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "TerminateContract",
        callClass: .keyed, parties: [.usingOrganisation, .managementBody], own: true, command: "terminate", resource: "Contract", requirements: ["RX-3"])

    public static let returnExitData = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "ReturnExitData",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "returnData", resource: "Contract", requirements: ["R5.3-11"])

    public static let verifyExit = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "VerifyExit",
        callClass: .keyed, parties: [.usingOrganisation], own: true, command: "verifyExit", resource: "Contract", requirements: ["R5.3-11"])

    public static let proveDeletion = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "ProveDeletion",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "proveDeletion", resource: "Contract", requirements: ["R5.3-11"])

    public static let closeContract = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "CloseContract",
        callClass: .keyed, parties: [.usingOrganisation], own: true, command: "close", resource: "Contract", requirements: ["R5.3-11"])

    public static let getContract = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "GetContract",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation], own: true, resource: "Contract")

    public static let listContracts = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "ListContracts",
        callClass: .noSideEffects, parties: [.managementBody], resource: "Contract")

    /// Asks the admission guard without changing anything.
    public static let checkAdmission = MethodDescriptor(
        service: "govmesh.registry.v1.ContractService", method: "CheckAdmission",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation], requirements: ["R5.2-16", "RX-8"])

    public static let all: [MethodDescriptor] = [
        createContract,
        negotiateContract,
        lockContract,
        signContract,
        fileContract,
        suspendContractService,
        resumeContractService,
        terminateContract,
        returnExitData,
        verifyExit,
        proveDeletion,
        closeContract,
        getContract,
        listContracts,
        checkAdmission,
    ]
}

/// Signs, files and ends contracts.
public protocol ContractServiceProvider: Sendable {
    func createContract(
        _ request: CreateContractRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    func negotiateContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    /// Locks the text; the admission guard must hold.
    func lockContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    /// Signs for the caller's side; the second signature makes it signed.
    func signContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    /// Files the contract (备案).
    func fileContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    func suspendContractService(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    func resumeContractService(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    func terminateContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    func returnExitData(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    func verifyExit(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    func proveDeletion(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    func closeContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    func getContract(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract
    func listContracts(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListContractsResponse
    /// Asks the admission guard without changing anything.
    func checkAdmission(
        _ request: CheckAdmissionRequest, _ call: Call
    ) async throws(RPCFailure) -> CheckAdmissionResponse
}

extension ContractServiceProvider where Self: ResourceAnswers, Answered == Contract {
    public func negotiateContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.give(request, call)
    }
    public func fileContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.give(request, call)
    }
    public func suspendContractService(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.give(request, call)
    }
    public func resumeContractService(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.give(request, call)
    }
    public func terminateContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.give(request, call)
    }
    public func returnExitData(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.give(request, call)
    }
    public func verifyExit(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.give(request, call)
    }
    public func proveDeletion(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.give(request, call)
    }
    public func closeContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.give(request, call)
    }
    public func getContract(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.get(request, call)
    }
    public func listContracts(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListContractsResponse {
        let page = try await self.list(request, call)
        return ListContractsResponse(
            contracts: page.items, nextPageToken: page.next)
    }
}

extension ContractServiceProvider {
    /// What a worker of this service offers.
    public var contractServiceBindings: [MethodBinding] {
        [
            MethodBinding(ContractServiceMethods.createContract) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.createContract)
            },
            MethodBinding(ContractServiceMethods.negotiateContract) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.negotiateContract)
            },
            MethodBinding(ContractServiceMethods.lockContract) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.lockContract)
            },
            MethodBinding(ContractServiceMethods.signContract) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.signContract)
            },
            MethodBinding(ContractServiceMethods.fileContract) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.fileContract)
            },
            MethodBinding(ContractServiceMethods.suspendContractService) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.suspendContractService)
            },
            MethodBinding(ContractServiceMethods.resumeContractService) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.resumeContractService)
            },
            MethodBinding(ContractServiceMethods.terminateContract) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.terminateContract)
            },
            MethodBinding(ContractServiceMethods.returnExitData) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.returnExitData)
            },
            MethodBinding(ContractServiceMethods.verifyExit) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.verifyExit)
            },
            MethodBinding(ContractServiceMethods.proveDeletion) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.proveDeletion)
            },
            MethodBinding(ContractServiceMethods.closeContract) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.closeContract)
            },
            MethodBinding(ContractServiceMethods.getContract) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getContract)
            },
            MethodBinding(ContractServiceMethods.listContracts) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listContracts)
            },
            MethodBinding(ContractServiceMethods.checkAdmission) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.checkAdmission)
            },
        ]
    }
}

/// Calls `govmesh.registry.v1.ContractService`.
public struct ContractServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func createContract(
        _ request: CreateContractRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.createContract, request, options)
    }

    public func negotiateContract(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.negotiateContract, request, options)
    }

    /// Locks the text; the admission guard must hold.
    public func lockContract(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.lockContract, request, options)
    }

    /// Signs for the caller's side; the second signature makes it signed.
    public func signContract(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.signContract, request, options)
    }

    /// Files the contract (备案).
    public func fileContract(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.fileContract, request, options)
    }

    public func suspendContractService(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.suspendContractService, request, options)
    }

    public func resumeContractService(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.resumeContractService, request, options)
    }

    public func terminateContract(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.terminateContract, request, options)
    }

    public func returnExitData(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.returnExitData, request, options)
    }

    public func verifyExit(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.verifyExit, request, options)
    }

    public func proveDeletion(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.proveDeletion, request, options)
    }

    public func closeContract(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.closeContract, request, options)
    }

    public func getContract(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Contract {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.getContract, request, options)
    }

    public func listContracts(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListContractsResponse {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.listContracts, request, options)
    }

    /// Asks the admission guard without changing anything.
    public func checkAdmission(
        _ request: CheckAdmissionRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> CheckAdmissionResponse {
        try await ask(
            self.channel, self.routingKey, ContractServiceMethods.checkAdmission, request, options)
    }
}

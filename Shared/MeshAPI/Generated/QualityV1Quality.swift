// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// A half-open span of time during which a product was down, or must not count.
public struct Span: WireMessage {
    public static let fullName = "govmesh.quality.v1.Span"

    public var from: Instant? = nil
    public var until: Instant? = nil

    public init() {}

    public init(
        from: Instant? = nil,
        until: Instant? = nil
    ) {
        self.from = from
        self.until = until
    }
}

extension Span: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__Span>?) {
        govmesh__quality__v1__span__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__Span>) {
        self.from = FromC.instant(c.pointee.from)
        self.until = FromC.instant(c.pointee.until)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__Span>, _ arena: Arena) {
        if let value = self.from { c.pointee.from = arena.instant(value) }
        if let value = self.until { c.pointee.until = arena.instant(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("from", self.from != nil)
        check.required("until", self.until != nil)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// What one source saw of one product in one month. R9.3-1.
public struct Measurement: WireMessage {
    public static let fullName = "govmesh.quality.v1.Measurement"

    /// "measurements/{id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Measurement.State = .unspecified
    public var product: String = ""
    public var provider: String = ""
    /// "2026-03".
    public var month: String = ""
    /// Who measured, e.g. "probe".
    public var source: String = ""
    /// Samples that should and did arrive; below 95 % the month has insufficient data (R9.3-2).
    public var samplesExpected: Int64 = 0
    public var samplesReceived: Int64 = 0
    public var outages: [Span] = []
    /// Who recorded it: the management body's counts for every contract, a using organisation's for
    /// its own.
    public var recordedBy: String = ""
    public var recorderRole: PartyRole? = nil

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Measurement.State = .unspecified,
        product: String = "",
        provider: String = "",
        month: String = "",
        source: String = "",
        samplesExpected: Int64 = 0,
        samplesReceived: Int64 = 0,
        outages: [Span] = [],
        recordedBy: String = "",
        recorderRole: PartyRole? = nil
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.product = product
        self.provider = provider
        self.month = month
        self.source = source
        self.samplesExpected = samplesExpected
        self.samplesReceived = samplesReceived
        self.outages = outages
        self.recordedBy = recordedBy
        self.recorderRole = recorderRole
    }

    /// `govmesh.quality.v1.Measurement.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case recorded = 1

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .recorded: "recorded"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .recorded: "STATE_RECORDED"
            }
        }
    }
}

extension Measurement: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__Measurement>?) {
        govmesh__quality__v1__measurement__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__Measurement>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.product = FromC.text(c.pointee.product)
        self.provider = FromC.text(c.pointee.provider)
        self.month = FromC.text(c.pointee.month)
        self.source = FromC.text(c.pointee.source)
        self.samplesExpected = c.pointee.samples_expected
        self.samplesReceived = c.pointee.samples_received
        self.outages = FromC.messages(c.pointee.n_outages, c.pointee.outages)
        self.recordedBy = FromC.text(c.pointee.recorded_by)
        self.recorderRole = PartyRole(rawValue: Int32(truncatingIfNeeded: c.pointee.recorder_role.rawValue))
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__Measurement>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.product = arena.text(self.product)
        c.pointee.provider = arena.text(self.provider)
        c.pointee.month = arena.text(self.month)
        c.pointee.source = arena.text(self.source)
        c.pointee.samples_expected = self.samplesExpected
        c.pointee.samples_received = self.samplesReceived
        (c.pointee.n_outages, c.pointee.outages) = arena.list(self.outages) { arena.message($0) }
        c.pointee.recorded_by = arena.text(self.recordedBy)
        if let value = self.recorderRole { c.pointee.recorder_role = .init(rawValue: value.cValue()) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.required("product", !self.product.isEmpty)
        check.text("product", self.product, 1024, .resourceName)
        check.text("provider", self.provider)
        check.required("month", !self.month.isEmpty)
        check.text("month", self.month, 7)
        check.required("source", !self.source.isEmpty)
        check.text("source", self.source, 1024, .resourceID)
        check.required("samples_expected", self.samplesExpected != 0)
        check.number("samples_expected", self.samplesExpected, 1...100000000)
        check.number("samples_received", self.samplesReceived, 0...100000000)
        check.items("outages", self.outages.count, 5000)
        check.nested("outages", self.outages)
        check.text("recorded_by", self.recordedBy)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

extension Measurement: Resource {
    public static let collection = "measurements"
    public static let machine = ""

    public var owners: [String] {
        ([self.provider]).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["product", "month", "provider"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("product", self.product))
        pairs.append(("month", self.month))
        pairs.append(("provider", self.provider))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// Time that does not count against the provider, with its evidence (7.5).
public struct Exclusion: WireMessage {
    public static let fullName = "govmesh.quality.v1.Exclusion"

    public var kind: Exclusion.Kind = .unspecified
    public var span: Span? = nil
    /// What proves it.
    public var evidence: String = ""

    public init() {}

    public init(
        kind: Exclusion.Kind = .unspecified,
        span: Span? = nil,
        evidence: String = ""
    ) {
        self.kind = kind
        self.span = span
        self.evidence = evidence
    }

    /// `govmesh.quality.v1.Exclusion.Kind`.
    public enum Kind: Int32, WireEnum {
        case unspecified = 0
        case maintenance = 1
        case forceMajeure = 2
        case userCaused = 3
        case orderedSuspension = 4

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .maintenance: "maintenance"
                case .forceMajeure: "forceMajeure"
                case .userCaused: "userCaused"
                case .orderedSuspension: "orderedSuspension"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "KIND_UNSPECIFIED"
                case .maintenance: "KIND_MAINTENANCE"
                case .forceMajeure: "KIND_FORCE_MAJEURE"
                case .userCaused: "KIND_USER_CAUSED"
                case .orderedSuspension: "KIND_ORDERED_SUSPENSION"
            }
        }
    }
}

extension Exclusion: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__Exclusion>?) {
        govmesh__quality__v1__exclusion__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__Exclusion>) {
        self.kind = FromC.value(c.pointee.kind.rawValue)
        self.span = FromC.message(c.pointee.span)
        self.evidence = FromC.text(c.pointee.evidence)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__Exclusion>, _ arena: Arena) {
        c.pointee.kind = .init(rawValue: self.kind.cValue())
        if let value = self.span { c.pointee.span = arena.message(value) }
        c.pointee.evidence = arena.text(self.evidence)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("kind", self.kind != .unspecified)
        check.required("span", self.span != nil)
        check.nested("span", self.span)
        check.required("evidence", !self.evidence.isEmpty)
        check.text("evidence", self.evidence, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.evidence = ""
        return copy
    }
}

/// The result of one contract in one month. SM-PERIOD, R9.3-2.
public struct Period: WireMessage {
    public static let fullName = "govmesh.quality.v1.Period"

    /// "periods/{contract id}-{month}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Period.State = .unspecified
    public var contract: String = ""
    public var product: String = ""
    public var provider: String = ""
    public var usingOrganisation: String = ""
    public var month: String = ""
    public var outcome: Period.Outcome = .unspecified
    public var targetPpm: Int64 = 0
    /// Availability as an exact fraction of minutes; never rounded before it is compared.
    public var availableMinutes: Int64 = 0
    public var totalMinutes: Int64 = 0
    public var downMinutes: Int64 = 0
    public var excludedMinutes: Int64 = 0
    /// Last instant at which the provider may dispute.
    public var disputeUntil: Instant? = nil
    public var exclusions: [Exclusion] = []
    /// Measurements used, as "measurements/{id}@{version}".
    public var measurements: [String] = []
    public var breach: String = ""
    public var reason: String = ""
    /// Proposed by a handler, for another person to decide.
    public var proposed: [Exclusion] = []
    /// The same for measurements that came after the month was closed (R9.3-1).
    public var proposedMeasurements: [RecordMeasurementRequest] = []

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Period.State = .unspecified,
        contract: String = "",
        product: String = "",
        provider: String = "",
        usingOrganisation: String = "",
        month: String = "",
        outcome: Period.Outcome = .unspecified,
        targetPpm: Int64 = 0,
        availableMinutes: Int64 = 0,
        totalMinutes: Int64 = 0,
        downMinutes: Int64 = 0,
        excludedMinutes: Int64 = 0,
        disputeUntil: Instant? = nil,
        exclusions: [Exclusion] = [],
        measurements: [String] = [],
        breach: String = "",
        reason: String = "",
        proposed: [Exclusion] = [],
        proposedMeasurements: [RecordMeasurementRequest] = []
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.contract = contract
        self.product = product
        self.provider = provider
        self.usingOrganisation = usingOrganisation
        self.month = month
        self.outcome = outcome
        self.targetPpm = targetPpm
        self.availableMinutes = availableMinutes
        self.totalMinutes = totalMinutes
        self.downMinutes = downMinutes
        self.excludedMinutes = excludedMinutes
        self.disputeUntil = disputeUntil
        self.exclusions = exclusions
        self.measurements = measurements
        self.breach = breach
        self.reason = reason
        self.proposed = proposed
        self.proposedMeasurements = proposedMeasurements
    }

    /// `govmesh.quality.v1.Period.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case `open` = 1
        case provisional = 2
        case disputed = 3
        case adjusted = 4
        /// By date: the dispute window passed.
        case final = 5
        case corrected = 6

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .`open`: "open"
                case .provisional: "provisional"
                case .disputed: "disputed"
                case .adjusted: "adjusted"
                case .final: "final"
                case .corrected: "corrected"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .`open`: "STATE_OPEN"
                case .provisional: "STATE_PROVISIONAL"
                case .disputed: "STATE_DISPUTED"
                case .adjusted: "STATE_ADJUSTED"
                case .final: "STATE_FINAL"
                case .corrected: "STATE_CORRECTED"
            }
        }
    }

    /// How the month compares with the target.
    public enum Outcome: Int32, WireEnum {
        case unspecified = 0
        case met = 1
        case missed = 2
        case insufficientData = 3

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .met: "met"
                case .missed: "missed"
                case .insufficientData: "insufficientData"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "OUTCOME_UNSPECIFIED"
                case .met: "OUTCOME_MET"
                case .missed: "OUTCOME_MISSED"
                case .insufficientData: "OUTCOME_INSUFFICIENT_DATA"
            }
        }
    }
}

extension Period: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__Period>?) {
        govmesh__quality__v1__period__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__Period>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.contract = FromC.text(c.pointee.contract)
        self.product = FromC.text(c.pointee.product)
        self.provider = FromC.text(c.pointee.provider)
        self.usingOrganisation = FromC.text(c.pointee.using_organisation)
        self.month = FromC.text(c.pointee.month)
        self.outcome = FromC.value(c.pointee.outcome.rawValue)
        self.targetPpm = c.pointee.target_ppm
        self.availableMinutes = c.pointee.available_minutes
        self.totalMinutes = c.pointee.total_minutes
        self.downMinutes = c.pointee.down_minutes
        self.excludedMinutes = c.pointee.excluded_minutes
        self.disputeUntil = FromC.instant(c.pointee.dispute_until)
        self.exclusions = FromC.messages(c.pointee.n_exclusions, c.pointee.exclusions)
        self.measurements = FromC.list(c.pointee.n_measurements, c.pointee.measurements) { FromC.text($0) }
        self.breach = FromC.text(c.pointee.breach)
        self.reason = FromC.text(c.pointee.reason)
        self.proposed = FromC.messages(c.pointee.n_proposed, c.pointee.proposed)
        self.proposedMeasurements = FromC.messages(c.pointee.n_proposed_measurements, c.pointee.proposed_measurements)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__Period>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.contract = arena.text(self.contract)
        c.pointee.product = arena.text(self.product)
        c.pointee.provider = arena.text(self.provider)
        c.pointee.using_organisation = arena.text(self.usingOrganisation)
        c.pointee.month = arena.text(self.month)
        c.pointee.outcome = .init(rawValue: self.outcome.cValue())
        c.pointee.target_ppm = self.targetPpm
        c.pointee.available_minutes = self.availableMinutes
        c.pointee.total_minutes = self.totalMinutes
        c.pointee.down_minutes = self.downMinutes
        c.pointee.excluded_minutes = self.excludedMinutes
        if let value = self.disputeUntil { c.pointee.dispute_until = arena.instant(value) }
        (c.pointee.n_exclusions, c.pointee.exclusions) = arena.list(self.exclusions) { arena.message($0) }
        (c.pointee.n_measurements, c.pointee.measurements) = arena.list(self.measurements) { arena.text($0) }
        c.pointee.breach = arena.text(self.breach)
        c.pointee.reason = arena.text(self.reason)
        (c.pointee.n_proposed, c.pointee.proposed) = arena.list(self.proposed) { arena.message($0) }
        (c.pointee.n_proposed_measurements, c.pointee.proposed_measurements) = arena.list(self.proposedMeasurements) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("contract", self.contract)
        check.text("product", self.product)
        check.text("provider", self.provider)
        check.text("using_organisation", self.usingOrganisation)
        check.text("month", self.month)
        check.items("exclusions", self.exclusions.count, 500)
        check.nested("exclusions", self.exclusions)
        check.items("measurements", self.measurements.count, 100)
        check.texts("measurements", self.measurements)
        check.text("breach", self.breach)
        check.text("reason", self.reason, 2000)
        check.items("proposed", self.proposed.count, 500)
        check.nested("proposed", self.proposed)
        check.items("proposed_measurements", self.proposedMeasurements.count, 20)
        check.nested("proposed_measurements", self.proposedMeasurements)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.exclusions = self.exclusions.map { $0.redacted() }
        copy.reason = ""
        copy.proposed = self.proposed.map { $0.redacted() }
        return copy
    }
}

extension Period: Resource {
    public static let collection = "periods"
    public static let machine = "SM-PERIOD"

    public var owners: [String] {
        ([self.provider] + [self.usingOrganisation]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["contract", "product", "month", "state", "provider", "using_organisation"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("contract", self.contract))
        pairs.append(("product", self.product))
        pairs.append(("month", self.month))
        pairs.append(("state", self.state.label))
        pairs.append(("provider", self.provider))
        pairs.append(("using_organisation", self.usingOrganisation))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// A confirmed or alleged miss of a committed level (服务违约). SM-BREACH, R9.3-3.
public struct Breach: WireMessage {
    public static let fullName = "govmesh.quality.v1.Breach"

    /// "breaches/{contract id}-{month}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Breach.State = .unspecified
    public var contract: String = ""
    /// Clause of the contract that was missed.
    public var clause: String = ""
    public var period: String = ""
    public var periodVersion: Int64 = 0
    public var product: String = ""
    public var provider: String = ""
    public var usingOrganisation: String = ""
    public var metric: String = ""
    public var targetPpm: Int64 = 0
    public var availableMinutes: Int64 = 0
    public var totalMinutes: Int64 = 0
    public var downMinutes: Int64 = 0
    public var severity: Breach.Severity = .unspecified
    public var disputeUntil: Instant? = nil
    /// Service credit owed (服务补偿), R9.3-4.
    public var serviceCreditFen: Int64 = 0
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Breach.State = .unspecified,
        contract: String = "",
        clause: String = "",
        period: String = "",
        periodVersion: Int64 = 0,
        product: String = "",
        provider: String = "",
        usingOrganisation: String = "",
        metric: String = "",
        targetPpm: Int64 = 0,
        availableMinutes: Int64 = 0,
        totalMinutes: Int64 = 0,
        downMinutes: Int64 = 0,
        severity: Breach.Severity = .unspecified,
        disputeUntil: Instant? = nil,
        serviceCreditFen: Int64 = 0,
        reason: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.contract = contract
        self.clause = clause
        self.period = period
        self.periodVersion = periodVersion
        self.product = product
        self.provider = provider
        self.usingOrganisation = usingOrganisation
        self.metric = metric
        self.targetPpm = targetPpm
        self.availableMinutes = availableMinutes
        self.totalMinutes = totalMinutes
        self.downMinutes = downMinutes
        self.severity = severity
        self.disputeUntil = disputeUntil
        self.serviceCreditFen = serviceCreditFen
        self.reason = reason
    }

    /// `govmesh.quality.v1.Breach.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case detected = 1
        case notified = 2
        case disputed = 3
        /// By command, or by date: the dispute window passed.
        case confirmed = 4
        case waived = 5
        case notConfirmed = 6
        case compensated = 7
        case closed = 8
        case rescinded = 9

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .detected: "detected"
                case .notified: "notified"
                case .disputed: "disputed"
                case .confirmed: "confirmed"
                case .waived: "waived"
                case .notConfirmed: "notConfirmed"
                case .compensated: "compensated"
                case .closed: "closed"
                case .rescinded: "rescinded"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .detected: "STATE_DETECTED"
                case .notified: "STATE_NOTIFIED"
                case .disputed: "STATE_DISPUTED"
                case .confirmed: "STATE_CONFIRMED"
                case .waived: "STATE_WAIVED"
                case .notConfirmed: "STATE_NOT_CONFIRMED"
                case .compensated: "STATE_COMPENSATED"
                case .closed: "STATE_CLOSED"
                case .rescinded: "STATE_RESCINDED"
            }
        }
    }

    /// `govmesh.quality.v1.Breach.Severity`.
    public enum Severity: Int32, WireEnum {
        case unspecified = 0
        case minor = 1
        case general = 2
        case serious = 3

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .minor: "minor"
                case .general: "general"
                case .serious: "serious"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "SEVERITY_UNSPECIFIED"
                case .minor: "SEVERITY_MINOR"
                case .general: "SEVERITY_GENERAL"
                case .serious: "SEVERITY_SERIOUS"
            }
        }
    }
}

extension Breach: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__Breach>?) {
        govmesh__quality__v1__breach__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__Breach>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.contract = FromC.text(c.pointee.contract)
        self.clause = FromC.text(c.pointee.clause)
        self.period = FromC.text(c.pointee.period)
        self.periodVersion = c.pointee.period_version
        self.product = FromC.text(c.pointee.product)
        self.provider = FromC.text(c.pointee.provider)
        self.usingOrganisation = FromC.text(c.pointee.using_organisation)
        self.metric = FromC.text(c.pointee.metric)
        self.targetPpm = c.pointee.target_ppm
        self.availableMinutes = c.pointee.available_minutes
        self.totalMinutes = c.pointee.total_minutes
        self.downMinutes = c.pointee.down_minutes
        self.severity = FromC.value(c.pointee.severity.rawValue)
        self.disputeUntil = FromC.instant(c.pointee.dispute_until)
        self.serviceCreditFen = c.pointee.service_credit_fen
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__Breach>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.contract = arena.text(self.contract)
        c.pointee.clause = arena.text(self.clause)
        c.pointee.period = arena.text(self.period)
        c.pointee.period_version = self.periodVersion
        c.pointee.product = arena.text(self.product)
        c.pointee.provider = arena.text(self.provider)
        c.pointee.using_organisation = arena.text(self.usingOrganisation)
        c.pointee.metric = arena.text(self.metric)
        c.pointee.target_ppm = self.targetPpm
        c.pointee.available_minutes = self.availableMinutes
        c.pointee.total_minutes = self.totalMinutes
        c.pointee.down_minutes = self.downMinutes
        c.pointee.severity = .init(rawValue: self.severity.cValue())
        if let value = self.disputeUntil { c.pointee.dispute_until = arena.instant(value) }
        c.pointee.service_credit_fen = self.serviceCreditFen
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("contract", self.contract)
        check.text("clause", self.clause)
        check.text("period", self.period)
        check.text("product", self.product)
        check.text("provider", self.provider)
        check.text("using_organisation", self.usingOrganisation)
        check.text("metric", self.metric)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

extension Breach: Resource {
    public static let collection = "breaches"
    public static let machine = "SM-BREACH"

    public var owners: [String] {
        ([self.provider] + [self.usingOrganisation]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["contract", "state", "provider", "using_organisation"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("contract", self.contract))
        pairs.append(("state", self.state.label))
        pairs.append(("provider", self.provider))
        pairs.append(("using_organisation", self.usingOrganisation))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// How often a provider is inspected, by grade. R5.2-6, R5.2-16.
public struct InspectionRate: WireMessage {
    public static let fullName = "govmesh.quality.v1.InspectionRate"

    /// "inspectionRates/{party id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: InspectionRate.State = .unspecified
    public var provider: String = ""
    public var grade: String = ""
    public var ratePpm: Int64 = 0

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: InspectionRate.State = .unspecified,
        provider: String = "",
        grade: String = "",
        ratePpm: Int64 = 0
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.provider = provider
        self.grade = grade
        self.ratePpm = ratePpm
    }

    /// `govmesh.quality.v1.InspectionRate.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case set = 1

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .set: "set"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .set: "STATE_SET"
            }
        }
    }
}

extension InspectionRate: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__InspectionRate>?) {
        govmesh__quality__v1__inspection_rate__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__InspectionRate>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.provider = FromC.text(c.pointee.provider)
        self.grade = FromC.text(c.pointee.grade)
        self.ratePpm = c.pointee.rate_ppm
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__InspectionRate>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.provider = arena.text(self.provider)
        c.pointee.grade = arena.text(self.grade)
        c.pointee.rate_ppm = self.ratePpm
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("provider", self.provider)
        check.text("grade", self.grade)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

extension InspectionRate: Resource {
    public static let collection = "inspectionRates"
    public static let machine = ""

    public var owners: [String] {
        ([self.provider]).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["provider"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("provider", self.provider))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.quality.v1.RecordMeasurementRequest`.
public struct RecordMeasurementRequest: WireMessage {
    public static let fullName = "govmesh.quality.v1.RecordMeasurementRequest"

    public var measurementId: String = ""
    public var measurement: Measurement? = nil

    public init() {}

    public init(
        measurementId: String = "",
        measurement: Measurement? = nil
    ) {
        self.measurementId = measurementId
        self.measurement = measurement
    }
}

extension RecordMeasurementRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__RecordMeasurementRequest>?) {
        govmesh__quality__v1__record_measurement_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__RecordMeasurementRequest>) {
        self.measurementId = FromC.text(c.pointee.measurement_id)
        self.measurement = FromC.message(c.pointee.measurement)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__RecordMeasurementRequest>, _ arena: Arena) {
        c.pointee.measurement_id = arena.text(self.measurementId)
        if let value = self.measurement { c.pointee.measurement = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("measurement_id", !self.measurementId.isEmpty)
        check.text("measurement_id", self.measurementId, 1024, .resourceID)
        check.required("measurement", self.measurement != nil)
        check.nested("measurement", self.measurement)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.quality.v1.OpenPeriodRequest`.
public struct OpenPeriodRequest: WireMessage {
    public static let fullName = "govmesh.quality.v1.OpenPeriodRequest"

    public var contract: String = ""
    public var month: String = ""

    public init() {}

    public init(
        contract: String = "",
        month: String = ""
    ) {
        self.contract = contract
        self.month = month
    }
}

extension OpenPeriodRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__OpenPeriodRequest>?) {
        govmesh__quality__v1__open_period_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__OpenPeriodRequest>) {
        self.contract = FromC.text(c.pointee.contract)
        self.month = FromC.text(c.pointee.month)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__OpenPeriodRequest>, _ arena: Arena) {
        c.pointee.contract = arena.text(self.contract)
        c.pointee.month = arena.text(self.month)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("contract", !self.contract.isEmpty)
        check.text("contract", self.contract, 1024, .resourceName)
        check.required("month", !self.month.isEmpty)
        check.text("month", self.month, 7)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.quality.v1.ProposeExclusionsRequest`.
public struct ProposeExclusionsRequest: WireMessage {
    public static let fullName = "govmesh.quality.v1.ProposeExclusionsRequest"

    public var name: String = ""
    public var version: Int64 = 0
    public var reason: String = ""
    /// To be added to the exclusions already there; replaces what was proposed before.
    public var exclusions: [Exclusion] = []

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        reason: String = "",
        exclusions: [Exclusion] = []
    ) {
        self.name = name
        self.version = version
        self.reason = reason
        self.exclusions = exclusions
    }
}

extension ProposeExclusionsRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__ProposeExclusionsRequest>?) {
        govmesh__quality__v1__propose_exclusions_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__ProposeExclusionsRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.reason = FromC.text(c.pointee.reason)
        self.exclusions = FromC.messages(c.pointee.n_exclusions, c.pointee.exclusions)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__ProposeExclusionsRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.reason = arena.text(self.reason)
        (c.pointee.n_exclusions, c.pointee.exclusions) = arena.list(self.exclusions) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("reason", !self.reason.isEmpty)
        check.text("reason", self.reason, 2000)
        check.items("exclusions", self.exclusions.count, 500)
        check.nested("exclusions", self.exclusions)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        copy.exclusions = self.exclusions.map { $0.redacted() }
        return copy
    }
}

/// `govmesh.quality.v1.ProposeMeasurementsRequest`.
public struct ProposeMeasurementsRequest: WireMessage {
    public static let fullName = "govmesh.quality.v1.ProposeMeasurementsRequest"

    public var name: String = ""
    public var version: Int64 = 0
    public var reason: String = ""
    /// Of the period's product and month; replaces what was proposed before.
    public var measurements: [RecordMeasurementRequest] = []

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        reason: String = "",
        measurements: [RecordMeasurementRequest] = []
    ) {
        self.name = name
        self.version = version
        self.reason = reason
        self.measurements = measurements
    }
}

extension ProposeMeasurementsRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__ProposeMeasurementsRequest>?) {
        govmesh__quality__v1__propose_measurements_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__ProposeMeasurementsRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.reason = FromC.text(c.pointee.reason)
        self.measurements = FromC.messages(c.pointee.n_measurements, c.pointee.measurements)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__ProposeMeasurementsRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.reason = arena.text(self.reason)
        (c.pointee.n_measurements, c.pointee.measurements) = arena.list(self.measurements) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("reason", !self.reason.isEmpty)
        check.text("reason", self.reason, 2000)
        check.required("measurements", !self.measurements.isEmpty)
        check.items("measurements", self.measurements.count, 20)
        check.nested("measurements", self.measurements)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

/// `govmesh.quality.v1.ListPeriodsResponse`.
public struct ListPeriodsResponse: WireMessage {
    public static let fullName = "govmesh.quality.v1.ListPeriodsResponse"

    public var periods: [Period] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        periods: [Period] = [],
        nextPageToken: String = ""
    ) {
        self.periods = periods
        self.nextPageToken = nextPageToken
    }
}

extension ListPeriodsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__ListPeriodsResponse>?) {
        govmesh__quality__v1__list_periods_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__ListPeriodsResponse>) {
        self.periods = FromC.messages(c.pointee.n_periods, c.pointee.periods)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__ListPeriodsResponse>, _ arena: Arena) {
        (c.pointee.n_periods, c.pointee.periods) = arena.list(self.periods) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("periods", self.periods.count)
        check.nested("periods", self.periods)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.periods = self.periods.map { $0.redacted() }
        return copy
    }
}

/// `govmesh.quality.v1.ListBreachesResponse`.
public struct ListBreachesResponse: WireMessage {
    public static let fullName = "govmesh.quality.v1.ListBreachesResponse"

    public var breaches: [Breach] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        breaches: [Breach] = [],
        nextPageToken: String = ""
    ) {
        self.breaches = breaches
        self.nextPageToken = nextPageToken
    }
}

extension ListBreachesResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__ListBreachesResponse>?) {
        govmesh__quality__v1__list_breaches_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Quality__V1__ListBreachesResponse>) {
        self.breaches = FromC.messages(c.pointee.n_breaches, c.pointee.breaches)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Quality__V1__ListBreachesResponse>, _ arena: Arena) {
        (c.pointee.n_breaches, c.pointee.breaches) = arena.list(self.breaches) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("breaches", self.breaches.count)
        check.nested("breaches", self.breaches)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.breaches = self.breaches.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.quality.v1.MeasurementService`.
public enum MeasurementServiceMethods {
    public static let recordMeasurement = MethodDescriptor(
        service: "govmesh.quality.v1.MeasurementService", method: "RecordMeasurement",
        callClass: .keyed, parties: [.managementBody, .usingOrganisation], resource: "Measurement", requirements: ["R9.3-1", "R9.1-2"])

    public static let getMeasurement = MethodDescriptor(
        service: "govmesh.quality.v1.MeasurementService", method: "GetMeasurement",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation], own: true, resource: "Measurement")

    public static let all: [MethodDescriptor] = [
        recordMeasurement,
        getMeasurement,
    ]
}

/// Collects measurements. Idempotent by product, month and source.
public protocol MeasurementServiceProvider: Sendable {
    func recordMeasurement(
        _ request: RecordMeasurementRequest, _ call: Call
    ) async throws(RPCFailure) -> Measurement
    func getMeasurement(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Measurement
}

extension MeasurementServiceProvider where Self: ResourceAnswers, Answered == Measurement {
    public func getMeasurement(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Measurement {
        try await self.get(request, call)
    }
}

extension MeasurementServiceProvider {
    /// What a worker of this service offers.
    public var measurementServiceBindings: [MethodBinding] {
        [
            MethodBinding(MeasurementServiceMethods.recordMeasurement) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.recordMeasurement)
            },
            MethodBinding(MeasurementServiceMethods.getMeasurement) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getMeasurement)
            },
        ]
    }
}

/// Calls `govmesh.quality.v1.MeasurementService`.
public struct MeasurementServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func recordMeasurement(
        _ request: RecordMeasurementRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Measurement {
        try await ask(
            self.channel, self.routingKey, MeasurementServiceMethods.recordMeasurement, request, options)
    }

    public func getMeasurement(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Measurement {
        try await ask(
            self.channel, self.routingKey, MeasurementServiceMethods.getMeasurement, request, options)
    }
}

/// The methods of `govmesh.quality.v1.PeriodService`.
public enum PeriodServiceMethods {
    public static let openPeriod = MethodDescriptor(
        service: "govmesh.quality.v1.PeriodService", method: "OpenPeriod",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], resource: "Period", requirements: ["R9.3-2"])

    /// Computes the provisional result; a miss becomes a breach at once.
    public static let closePeriod = MethodDescriptor(
        service: "govmesh.quality.v1.PeriodService", method: "ClosePeriod",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "close", resource: "Period", requirements: ["R9.3-2"])

    public static let disputePeriod = MethodDescriptor(
        service: "govmesh.quality.v1.PeriodService", method: "DisputePeriod",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "dispute", resource: "Period", requirements: ["R5.3-9"])

    /// Brings exclusions with their evidence before the person who decides.
    public static let proposeExclusions = MethodDescriptor(
        service: "govmesh.quality.v1.PeriodService", method: "ProposeExclusions",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "proposeExclusions", resource: "Period", requirements: ["R9.3-2", "RX-3"])

    /// Brings measurements that came too late before the person who decides; they count from then on.
    public static let proposeMeasurements = MethodDescriptor(
        service: "govmesh.quality.v1.PeriodService", method: "ProposeMeasurements",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "proposeMeasurements", resource: "Period", requirements: ["R9.3-1", "RX-3"])

    /// Decides a dispute by what was proposed; nothing proposed means that it has no ground.
    public static let adjustPeriod = MethodDescriptor(
        service: "govmesh.quality.v1.PeriodService", method: "AdjustPeriod",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "adjust", resource: "Period", requirements: ["R9.3-2"])

    /// Corrects a final result by a voucher; a breach that no longer holds is rescinded.
    public static let correctPeriod = MethodDescriptor(
        service: "govmesh.quality.v1.PeriodService", method: "CorrectPeriod",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "correct", resource: "Period", requirements: ["R9.3-2", "RX-2"])

    public static let getPeriod = MethodDescriptor(
        service: "govmesh.quality.v1.PeriodService", method: "GetPeriod",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation], own: true, resource: "Period")

    public static let listPeriods = MethodDescriptor(
        service: "govmesh.quality.v1.PeriodService", method: "ListPeriods",
        callClass: .noSideEffects, parties: [.managementBody], resource: "Period")

    public static let all: [MethodDescriptor] = [
        openPeriod,
        closePeriod,
        disputePeriod,
        proposeExclusions,
        proposeMeasurements,
        adjustPeriod,
        correctPeriod,
        getPeriod,
        listPeriods,
    ]
}

/// Closes months (月结).
public protocol PeriodServiceProvider: Sendable {
    func openPeriod(
        _ request: OpenPeriodRequest, _ call: Call
    ) async throws(RPCFailure) -> Period
    /// Computes the provisional result; a miss becomes a breach at once.
    func closePeriod(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Period
    func disputePeriod(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Period
    /// Brings exclusions with their evidence before the person who decides.
    func proposeExclusions(
        _ request: ProposeExclusionsRequest, _ call: Call
    ) async throws(RPCFailure) -> Period
    /// Brings measurements that came too late before the person who decides; they count from then on.
    func proposeMeasurements(
        _ request: ProposeMeasurementsRequest, _ call: Call
    ) async throws(RPCFailure) -> Period
    /// Decides a dispute by what was proposed; nothing proposed means that it has no ground.
    func adjustPeriod(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Period
    /// Corrects a final result by a voucher; a breach that no longer holds is rescinded.
    func correctPeriod(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Period
    func getPeriod(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Period
    func listPeriods(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListPeriodsResponse
}

extension PeriodServiceProvider where Self: ResourceAnswers, Answered == Period {
    public func getPeriod(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Period {
        try await self.get(request, call)
    }
    public func listPeriods(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListPeriodsResponse {
        let page = try await self.list(request, call)
        return ListPeriodsResponse(
            periods: page.items, nextPageToken: page.next)
    }
}

extension PeriodServiceProvider {
    /// What a worker of this service offers.
    public var periodServiceBindings: [MethodBinding] {
        [
            MethodBinding(PeriodServiceMethods.openPeriod) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.openPeriod)
            },
            MethodBinding(PeriodServiceMethods.closePeriod) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.closePeriod)
            },
            MethodBinding(PeriodServiceMethods.disputePeriod) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.disputePeriod)
            },
            MethodBinding(PeriodServiceMethods.proposeExclusions) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.proposeExclusions)
            },
            MethodBinding(PeriodServiceMethods.proposeMeasurements) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.proposeMeasurements)
            },
            MethodBinding(PeriodServiceMethods.adjustPeriod) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.adjustPeriod)
            },
            MethodBinding(PeriodServiceMethods.correctPeriod) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.correctPeriod)
            },
            MethodBinding(PeriodServiceMethods.getPeriod) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getPeriod)
            },
            MethodBinding(PeriodServiceMethods.listPeriods) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listPeriods)
            },
        ]
    }
}

/// Calls `govmesh.quality.v1.PeriodService`.
public struct PeriodServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func openPeriod(
        _ request: OpenPeriodRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Period {
        try await ask(
            self.channel, self.routingKey, PeriodServiceMethods.openPeriod, request, options)
    }

    /// Computes the provisional result; a miss becomes a breach at once.
    public func closePeriod(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Period {
        try await ask(
            self.channel, self.routingKey, PeriodServiceMethods.closePeriod, request, options)
    }

    public func disputePeriod(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Period {
        try await ask(
            self.channel, self.routingKey, PeriodServiceMethods.disputePeriod, request, options)
    }

    /// Brings exclusions with their evidence before the person who decides.
    public func proposeExclusions(
        _ request: ProposeExclusionsRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Period {
        try await ask(
            self.channel, self.routingKey, PeriodServiceMethods.proposeExclusions, request, options)
    }

    /// Brings measurements that came too late before the person who decides; they count from then on.
    public func proposeMeasurements(
        _ request: ProposeMeasurementsRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Period {
        try await ask(
            self.channel, self.routingKey, PeriodServiceMethods.proposeMeasurements, request, options)
    }

    /// Decides a dispute by what was proposed; nothing proposed means that it has no ground.
    public func adjustPeriod(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Period {
        try await ask(
            self.channel, self.routingKey, PeriodServiceMethods.adjustPeriod, request, options)
    }

    /// Corrects a final result by a voucher; a breach that no longer holds is rescinded.
    public func correctPeriod(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Period {
        try await ask(
            self.channel, self.routingKey, PeriodServiceMethods.correctPeriod, request, options)
    }

    public func getPeriod(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Period {
        try await ask(
            self.channel, self.routingKey, PeriodServiceMethods.getPeriod, request, options)
    }

    public func listPeriods(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListPeriodsResponse {
        try await ask(
            self.channel, self.routingKey, PeriodServiceMethods.listPeriods, request, options)
    }
}

/// The methods of `govmesh.quality.v1.BreachService`.
public enum BreachServiceMethods {
    public static let notifyBreach = MethodDescriptor(
        service: "govmesh.quality.v1.BreachService", method: "NotifyBreach",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "notify", resource: "Breach", requirements: ["R9.3-3"])

    public static let disputeBreach = MethodDescriptor(
        service: "govmesh.quality.v1.BreachService", method: "DisputeBreach",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "dispute", resource: "Breach", requirements: ["R5.3-9"])

    public static let confirmBreach = MethodDescriptor(
        service: "govmesh.quality.v1.BreachService", method: "ConfirmBreach",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "confirm", resource: "Breach", requirements: ["R9.3-3", "RX-2"])

    public static let waiveBreach = MethodDescriptor(
        service: "govmesh.quality.v1.BreachService", method: "WaiveBreach",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "waive", resource: "Breach", requirements: ["R9.3-3", "RX-3"])

    public static let rejectBreach = MethodDescriptor(
        service: "govmesh.quality.v1.BreachService", method: "RejectBreach",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "reject", resource: "Breach", requirements: ["R9.3-3", "RX-3"])

    public static let compensateBreach = MethodDescriptor(
        service: "govmesh.quality.v1.BreachService", method: "CompensateBreach",
        callClass: .keyed, parties: [.usingOrganisation], own: true, command: "compensate", resource: "Breach", requirements: ["R9.3-4"])

    public static let closeBreach = MethodDescriptor(
        service: "govmesh.quality.v1.BreachService", method: "CloseBreach",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "close", resource: "Breach")

    public static let getBreach = MethodDescriptor(
        service: "govmesh.quality.v1.BreachService", method: "GetBreach",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation], own: true, resource: "Breach")

    public static let listBreaches = MethodDescriptor(
        service: "govmesh.quality.v1.BreachService", method: "ListBreaches",
        callClass: .noSideEffects, parties: [.managementBody], resource: "Breach")

    public static let all: [MethodDescriptor] = [
        notifyBreach,
        disputeBreach,
        confirmBreach,
        waiveBreach,
        rejectBreach,
        compensateBreach,
        closeBreach,
        getBreach,
        listBreaches,
    ]
}

/// Confirms breaches.
public protocol BreachServiceProvider: Sendable {
    func notifyBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach
    func disputeBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach
    func confirmBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach
    func waiveBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach
    func rejectBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach
    func compensateBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach
    func closeBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach
    func getBreach(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach
    func listBreaches(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListBreachesResponse
}

extension BreachServiceProvider where Self: ResourceAnswers, Answered == Breach {
    public func disputeBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }
    public func confirmBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }
    public func waiveBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }
    public func rejectBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }
    public func compensateBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }
    public func closeBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }
    public func getBreach(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach {
        try await self.get(request, call)
    }
    public func listBreaches(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListBreachesResponse {
        let page = try await self.list(request, call)
        return ListBreachesResponse(
            breaches: page.items, nextPageToken: page.next)
    }
}

extension BreachServiceProvider {
    /// What a worker of this service offers.
    public var breachServiceBindings: [MethodBinding] {
        [
            MethodBinding(BreachServiceMethods.notifyBreach) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.notifyBreach)
            },
            MethodBinding(BreachServiceMethods.disputeBreach) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.disputeBreach)
            },
            MethodBinding(BreachServiceMethods.confirmBreach) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.confirmBreach)
            },
            MethodBinding(BreachServiceMethods.waiveBreach) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.waiveBreach)
            },
            MethodBinding(BreachServiceMethods.rejectBreach) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.rejectBreach)
            },
            MethodBinding(BreachServiceMethods.compensateBreach) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.compensateBreach)
            },
            MethodBinding(BreachServiceMethods.closeBreach) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.closeBreach)
            },
            MethodBinding(BreachServiceMethods.getBreach) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getBreach)
            },
            MethodBinding(BreachServiceMethods.listBreaches) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listBreaches)
            },
        ]
    }
}

/// Calls `govmesh.quality.v1.BreachService`.
public struct BreachServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func notifyBreach(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Breach {
        try await ask(
            self.channel, self.routingKey, BreachServiceMethods.notifyBreach, request, options)
    }

    public func disputeBreach(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Breach {
        try await ask(
            self.channel, self.routingKey, BreachServiceMethods.disputeBreach, request, options)
    }

    public func confirmBreach(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Breach {
        try await ask(
            self.channel, self.routingKey, BreachServiceMethods.confirmBreach, request, options)
    }

    public func waiveBreach(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Breach {
        try await ask(
            self.channel, self.routingKey, BreachServiceMethods.waiveBreach, request, options)
    }

    public func rejectBreach(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Breach {
        try await ask(
            self.channel, self.routingKey, BreachServiceMethods.rejectBreach, request, options)
    }

    public func compensateBreach(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Breach {
        try await ask(
            self.channel, self.routingKey, BreachServiceMethods.compensateBreach, request, options)
    }

    public func closeBreach(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Breach {
        try await ask(
            self.channel, self.routingKey, BreachServiceMethods.closeBreach, request, options)
    }

    public func getBreach(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Breach {
        try await ask(
            self.channel, self.routingKey, BreachServiceMethods.getBreach, request, options)
    }

    public func listBreaches(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListBreachesResponse {
        try await ask(
            self.channel, self.routingKey, BreachServiceMethods.listBreaches, request, options)
    }
}

/// The methods of `govmesh.quality.v1.InspectionService`.
public enum InspectionServiceMethods {
    public static let getInspectionRate = MethodDescriptor(
        service: "govmesh.quality.v1.InspectionService", method: "GetInspectionRate",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider], own: true, resource: "InspectionRate", requirements: ["R5.2-6"])

    public static let all: [MethodDescriptor] = [
        getInspectionRate,
    ]
}

/// Reads inspection rates.
public protocol InspectionServiceProvider: Sendable {
    func getInspectionRate(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> InspectionRate
}

extension InspectionServiceProvider where Self: ResourceAnswers, Answered == InspectionRate {
    public func getInspectionRate(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> InspectionRate {
        try await self.get(request, call)
    }
}

extension InspectionServiceProvider {
    /// What a worker of this service offers.
    public var inspectionServiceBindings: [MethodBinding] {
        [
            MethodBinding(InspectionServiceMethods.getInspectionRate) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getInspectionRate)
            },
        ]
    }
}

/// Calls `govmesh.quality.v1.InspectionService`.
public struct InspectionServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func getInspectionRate(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> InspectionRate {
        try await ask(
            self.channel, self.routingKey, InspectionServiceMethods.getInspectionRate, request, options)
    }
}

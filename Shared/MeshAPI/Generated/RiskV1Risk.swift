// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// Level of a risk. 7.4.
public enum RiskLevel: Int32, WireEnum {
    case unspecified = 0
    case low = 1
    case moderate = 2
    case high = 3
    case major = 4

    public var label: String {
        switch self {
            case .unspecified: "unspecified"
            case .low: "low"
            case .moderate: "moderate"
            case .high: "high"
            case .major: "major"
        }
    }

    public var protoName: String {
        switch self {
            case .unspecified: "RISK_LEVEL_UNSPECIFIED"
            case .low: "RISK_LEVEL_LOW"
            case .moderate: "RISK_LEVEL_MODERATE"
            case .high: "RISK_LEVEL_HIGH"
            case .major: "RISK_LEVEL_MAJOR"
        }
    }
}

/// One scored risk of an assessment, likelihood times impact (model M1).
public struct RiskScore: WireMessage {
    public static let fullName = "govmesh.risk.v1.RiskScore"

    /// Category code of the default tree, e.g. "technology" (R8.2-1).
    public var category: String = ""
    public var likelihood: Int32 = 0
    public var impact: Int32 = 0

    public init() {}

    public init(
        category: String = "",
        likelihood: Int32 = 0,
        impact: Int32 = 0
    ) {
        self.category = category
        self.likelihood = likelihood
        self.impact = impact
    }
}

extension RiskScore: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Risk__V1__RiskScore>?) {
        govmesh__risk__v1__risk_score__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Risk__V1__RiskScore>) {
        self.category = FromC.text(c.pointee.category)
        self.likelihood = c.pointee.likelihood
        self.impact = c.pointee.impact
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Risk__V1__RiskScore>, _ arena: Arena) {
        c.pointee.category = arena.text(self.category)
        c.pointee.likelihood = self.likelihood
        c.pointee.impact = self.impact
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("category", !self.category.isEmpty)
        check.text("category", self.category, 1024, .resourceID)
        check.required("likelihood", self.likelihood != 0)
        check.number("likelihood", self.likelihood, 1...5)
        check.required("impact", self.impact != 0)
        check.number("impact", self.impact, 1...5)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The assessment a product needs before it is listed. R8.1-1, R8.3-1, R8.3-2.
public struct RiskAssessment: WireMessage {
    public static let fullName = "govmesh.risk.v1.RiskAssessment"

    public var name: String = ""
    public var version: Int64 = 0
    public var state: RiskAssessment.State = .unspecified
    public var product: String = ""
    public var provider: String = ""
    public var scores: [RiskScore] = []
    /// Highest level of the scores; averages are not allowed (7.4).
    public var level: RiskLevel = .unspecified
    public var modelVersion: String = ""
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: RiskAssessment.State = .unspecified,
        product: String = "",
        provider: String = "",
        scores: [RiskScore] = [],
        level: RiskLevel = .unspecified,
        modelVersion: String = "",
        reason: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.product = product
        self.provider = provider
        self.scores = scores
        self.level = level
        self.modelVersion = modelVersion
        self.reason = reason
    }

    /// `govmesh.risk.v1.RiskAssessment.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case draft = 1
        case approved = 2
        case superseded = 3

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .draft: "draft"
                case .approved: "approved"
                case .superseded: "superseded"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .draft: "STATE_DRAFT"
                case .approved: "STATE_APPROVED"
                case .superseded: "STATE_SUPERSEDED"
            }
        }
    }
}

extension RiskAssessment: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Risk__V1__RiskAssessment>?) {
        govmesh__risk__v1__risk_assessment__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Risk__V1__RiskAssessment>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.product = FromC.text(c.pointee.product)
        self.provider = FromC.text(c.pointee.provider)
        self.scores = FromC.messages(c.pointee.n_scores, c.pointee.scores)
        self.level = FromC.value(c.pointee.level.rawValue)
        self.modelVersion = FromC.text(c.pointee.model_version)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Risk__V1__RiskAssessment>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.product = arena.text(self.product)
        c.pointee.provider = arena.text(self.provider)
        (c.pointee.n_scores, c.pointee.scores) = arena.list(self.scores) { arena.message($0) }
        c.pointee.level = .init(rawValue: self.level.cValue())
        c.pointee.model_version = arena.text(self.modelVersion)
        c.pointee.reason = arena.text(self.reason)
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
        check.required("scores", !self.scores.isEmpty)
        check.items("scores", self.scores.count, 200)
        check.nested("scores", self.scores)
        check.text("model_version", self.modelVersion)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

extension RiskAssessment: Resource {
    public static let collection = "riskAssessments"
    public static let machine = "SM-RISK-ASSESSMENT"

    public var owners: [String] {
        ([self.provider]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["product", "state", "provider"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("product", self.product))
        pairs.append(("state", self.state.label))
        pairs.append(("provider", self.provider))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// A warning (预警). SM-WARN, R8.2-4, R8.3-4.
public struct Warning: WireMessage {
    public static let fullName = "govmesh.risk.v1.Warning"

    /// "warnings/{indicator}-{party id}": at most one per indicator and subject.
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Warning.State = .unspecified
    public var subject: String = ""
    /// E.g. "breaches".
    public var indicator: String = ""
    public var colour: Warning.Colour = .unspecified
    public var value: Int64 = 0
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Warning.State = .unspecified,
        subject: String = "",
        indicator: String = "",
        colour: Warning.Colour = .unspecified,
        value: Int64 = 0,
        reason: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.subject = subject
        self.indicator = indicator
        self.colour = colour
        self.value = value
        self.reason = reason
    }

    /// `govmesh.risk.v1.Warning.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case issued = 1
        case acknowledged = 2
        case lifted = 3

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .issued: "issued"
                case .acknowledged: "acknowledged"
                case .lifted: "lifted"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .issued: "STATE_ISSUED"
                case .acknowledged: "STATE_ACKNOWLEDGED"
                case .lifted: "STATE_LIFTED"
            }
        }
    }

    /// `govmesh.risk.v1.Warning.Colour`.
    public enum Colour: Int32, WireEnum {
        case unspecified = 0
        case blue = 1
        case yellow = 2
        case orange = 3
        case red = 4

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .blue: "blue"
                case .yellow: "yellow"
                case .orange: "orange"
                case .red: "red"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "COLOUR_UNSPECIFIED"
                case .blue: "COLOUR_BLUE"
                case .yellow: "COLOUR_YELLOW"
                case .orange: "COLOUR_ORANGE"
                case .red: "COLOUR_RED"
            }
        }
    }
}

extension Warning: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Risk__V1__Warning>?) {
        govmesh__risk__v1__warning__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Risk__V1__Warning>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.subject = FromC.text(c.pointee.subject)
        self.indicator = FromC.text(c.pointee.indicator)
        self.colour = FromC.value(c.pointee.colour.rawValue)
        self.value = c.pointee.value
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Risk__V1__Warning>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.subject = arena.text(self.subject)
        c.pointee.indicator = arena.text(self.indicator)
        c.pointee.colour = .init(rawValue: self.colour.cValue())
        c.pointee.value = self.value
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("subject", self.subject)
        check.text("indicator", self.indicator)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

extension Warning: Resource {
    public static let collection = "warnings"
    public static let machine = "SM-WARN"

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["state", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("state", self.state.label))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.risk.v1.CreateRiskAssessmentRequest`.
public struct CreateRiskAssessmentRequest: WireMessage {
    public static let fullName = "govmesh.risk.v1.CreateRiskAssessmentRequest"

    public var riskAssessmentId: String = ""
    public var riskAssessment: RiskAssessment? = nil

    public init() {}

    public init(
        riskAssessmentId: String = "",
        riskAssessment: RiskAssessment? = nil
    ) {
        self.riskAssessmentId = riskAssessmentId
        self.riskAssessment = riskAssessment
    }
}

extension CreateRiskAssessmentRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Risk__V1__CreateRiskAssessmentRequest>?) {
        govmesh__risk__v1__create_risk_assessment_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Risk__V1__CreateRiskAssessmentRequest>) {
        self.riskAssessmentId = FromC.text(c.pointee.risk_assessment_id)
        self.riskAssessment = FromC.message(c.pointee.risk_assessment)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Risk__V1__CreateRiskAssessmentRequest>, _ arena: Arena) {
        c.pointee.risk_assessment_id = arena.text(self.riskAssessmentId)
        if let value = self.riskAssessment { c.pointee.risk_assessment = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("risk_assessment_id", !self.riskAssessmentId.isEmpty)
        check.text("risk_assessment_id", self.riskAssessmentId, 1024, .resourceID)
        check.required("risk_assessment", self.riskAssessment != nil)
        check.nested("risk_assessment", self.riskAssessment)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.riskAssessment = self.riskAssessment?.redacted()
        return copy
    }
}

/// The methods of `govmesh.risk.v1.RiskAssessmentService`.
public enum RiskAssessmentServiceMethods {
    public static let createRiskAssessment = MethodDescriptor(
        service: "govmesh.risk.v1.RiskAssessmentService", method: "CreateRiskAssessment",
        callClass: .keyed, parties: [.serviceProvider, .managementBody], own: true, resource: "RiskAssessment", requirements: ["R8.3-1", "R8.3-2"])

    public static let approveRiskAssessment = MethodDescriptor(
        service: "govmesh.risk.v1.RiskAssessmentService", method: "ApproveRiskAssessment",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "approve", resource: "RiskAssessment", requirements: ["R8.1-5", "RX-2"])

    public static let getRiskAssessment = MethodDescriptor(
        service: "govmesh.risk.v1.RiskAssessmentService", method: "GetRiskAssessment",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation], own: true, resource: "RiskAssessment")

    public static let all: [MethodDescriptor] = [
        createRiskAssessment,
        approveRiskAssessment,
        getRiskAssessment,
    ]
}

/// Assesses products before they are listed.
public protocol RiskAssessmentServiceProvider: Sendable {
    func createRiskAssessment(
        _ request: CreateRiskAssessmentRequest, _ call: Call
    ) async throws(RPCFailure) -> RiskAssessment
    func approveRiskAssessment(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> RiskAssessment
    func getRiskAssessment(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> RiskAssessment
}

extension RiskAssessmentServiceProvider where Self: ResourceAnswers, Answered == RiskAssessment {
    public func getRiskAssessment(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> RiskAssessment {
        try await self.get(request, call)
    }
}

extension RiskAssessmentServiceProvider {
    /// What a worker of this service offers.
    public var riskAssessmentServiceBindings: [MethodBinding] {
        [
            MethodBinding(RiskAssessmentServiceMethods.createRiskAssessment) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.createRiskAssessment)
            },
            MethodBinding(RiskAssessmentServiceMethods.approveRiskAssessment) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.approveRiskAssessment)
            },
            MethodBinding(RiskAssessmentServiceMethods.getRiskAssessment) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getRiskAssessment)
            },
        ]
    }
}

/// Calls `govmesh.risk.v1.RiskAssessmentService`.
public struct RiskAssessmentServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func createRiskAssessment(
        _ request: CreateRiskAssessmentRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> RiskAssessment {
        try await ask(
            self.channel, self.routingKey, RiskAssessmentServiceMethods.createRiskAssessment, request, options)
    }

    public func approveRiskAssessment(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> RiskAssessment {
        try await ask(
            self.channel, self.routingKey, RiskAssessmentServiceMethods.approveRiskAssessment, request, options)
    }

    public func getRiskAssessment(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> RiskAssessment {
        try await ask(
            self.channel, self.routingKey, RiskAssessmentServiceMethods.getRiskAssessment, request, options)
    }
}

/// The methods of `govmesh.risk.v1.WarningService`.
public enum WarningServiceMethods {
    public static let acknowledgeWarning = MethodDescriptor(
        service: "govmesh.risk.v1.WarningService", method: "AcknowledgeWarning",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "acknowledge", resource: "Warning", requirements: ["R8.3-4"])

    public static let liftWarning = MethodDescriptor(
        service: "govmesh.risk.v1.WarningService", method: "LiftWarning",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "lift", resource: "Warning", requirements: ["R8.3-4", "RX-3"])

    public static let getWarning = MethodDescriptor(
        service: "govmesh.risk.v1.WarningService", method: "GetWarning",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation], own: true, resource: "Warning")

    public static let all: [MethodDescriptor] = [
        acknowledgeWarning,
        liftWarning,
        getWarning,
    ]
}

/// Warnings to parties.
public protocol WarningServiceProvider: Sendable {
    func acknowledgeWarning(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Warning
    func liftWarning(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Warning
    func getWarning(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Warning
}

extension WarningServiceProvider where Self: ResourceAnswers, Answered == Warning {
    public func acknowledgeWarning(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Warning {
        try await self.give(request, call)
    }
    public func liftWarning(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Warning {
        try await self.give(request, call)
    }
    public func getWarning(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Warning {
        try await self.get(request, call)
    }
}

extension WarningServiceProvider {
    /// What a worker of this service offers.
    public var warningServiceBindings: [MethodBinding] {
        [
            MethodBinding(WarningServiceMethods.acknowledgeWarning) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.acknowledgeWarning)
            },
            MethodBinding(WarningServiceMethods.liftWarning) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.liftWarning)
            },
            MethodBinding(WarningServiceMethods.getWarning) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getWarning)
            },
        ]
    }
}

/// Calls `govmesh.risk.v1.WarningService`.
public struct WarningServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func acknowledgeWarning(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Warning {
        try await ask(
            self.channel, self.routingKey, WarningServiceMethods.acknowledgeWarning, request, options)
    }

    public func liftWarning(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Warning {
        try await ask(
            self.channel, self.routingKey, WarningServiceMethods.liftWarning, request, options)
    }

    public func getWarning(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Warning {
        try await ask(
            self.channel, self.routingKey, WarningServiceMethods.getWarning, request, options)
    }
}

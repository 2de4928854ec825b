// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// A provider's qualification (资质). SM-QUAL, R5.2-3. Validity on a day is computed (R5.2-4).
public struct Qualification: WireMessage {
    public static let fullName = "govmesh.registry.v1.Qualification"

    /// "qualifications/{id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Qualification.State = .unspecified
    public var provider: String = ""
    /// E.g. "cloud-security-assessment".
    public var kind: String = ""
    public var issuer: String = ""
    public var number: String = ""
    public var validFrom: String = ""
    /// Last day of validity.
    public var validUntil: String = ""
    /// Lapses when the actual controller changes (R5.2-4).
    public var controlSensitive: Bool = false
    /// Controller at approval; often a natural person.
    public var controllerSnapshot: String = ""
    public var reason: String = ""
    /// The one request for everything that is missing was made (一次性补正).
    public var supplementAsked: Bool = false

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Qualification.State = .unspecified,
        provider: String = "",
        kind: String = "",
        issuer: String = "",
        number: String = "",
        validFrom: String = "",
        validUntil: String = "",
        controlSensitive: Bool = false,
        controllerSnapshot: String = "",
        reason: String = "",
        supplementAsked: Bool = false
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.provider = provider
        self.kind = kind
        self.issuer = issuer
        self.number = number
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.controlSensitive = controlSensitive
        self.controllerSnapshot = controllerSnapshot
        self.reason = reason
        self.supplementAsked = supplementAsked
    }

    /// `govmesh.registry.v1.Qualification.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case draft = 1
        case submitted = 2
        case supplement = 3
        case refusedAcceptance = 4
        case accepted = 5
        case inReview = 6
        case approved = 7
        case rejected = 8
        /// Derived from valid_until.
        case expired = 9
        case suspended = 10
        case revoked = 11

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .draft: "draft"
                case .submitted: "submitted"
                case .supplement: "supplement"
                case .refusedAcceptance: "refusedAcceptance"
                case .accepted: "accepted"
                case .inReview: "inReview"
                case .approved: "approved"
                case .rejected: "rejected"
                case .expired: "expired"
                case .suspended: "suspended"
                case .revoked: "revoked"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .draft: "STATE_DRAFT"
                case .submitted: "STATE_SUBMITTED"
                case .supplement: "STATE_SUPPLEMENT"
                case .refusedAcceptance: "STATE_REFUSED_ACCEPTANCE"
                case .accepted: "STATE_ACCEPTED"
                case .inReview: "STATE_IN_REVIEW"
                case .approved: "STATE_APPROVED"
                case .rejected: "STATE_REJECTED"
                case .expired: "STATE_EXPIRED"
                case .suspended: "STATE_SUSPENDED"
                case .revoked: "STATE_REVOKED"
            }
        }
    }
}

extension Qualification: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Qualification>?) {
        govmesh__registry__v1__qualification__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__Qualification>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.provider = FromC.text(c.pointee.provider)
        self.kind = FromC.text(c.pointee.kind)
        self.issuer = FromC.text(c.pointee.issuer)
        self.number = FromC.text(c.pointee.number)
        self.validFrom = FromC.text(c.pointee.valid_from)
        self.validUntil = FromC.text(c.pointee.valid_until)
        self.controlSensitive = c.pointee.control_sensitive != 0
        self.controllerSnapshot = FromC.text(c.pointee.controller_snapshot)
        self.reason = FromC.text(c.pointee.reason)
        self.supplementAsked = c.pointee.supplement_asked != 0
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Qualification>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.provider = arena.text(self.provider)
        c.pointee.kind = arena.text(self.kind)
        c.pointee.issuer = arena.text(self.issuer)
        c.pointee.number = arena.text(self.number)
        c.pointee.valid_from = arena.text(self.validFrom)
        c.pointee.valid_until = arena.text(self.validUntil)
        c.pointee.control_sensitive = self.controlSensitive ? 1 : 0
        c.pointee.controller_snapshot = arena.text(self.controllerSnapshot)
        c.pointee.reason = arena.text(self.reason)
        c.pointee.supplement_asked = self.supplementAsked ? 1 : 0
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
        check.required("kind", !self.kind.isEmpty)
        check.text("kind", self.kind, 1024, .resourceID)
        check.required("issuer", !self.issuer.isEmpty)
        check.text("issuer", self.issuer, 800)
        check.required("number", !self.number.isEmpty)
        check.text("number", self.number, 128)
        check.required("valid_from", !self.validFrom.isEmpty)
        check.text("valid_from", self.validFrom, 1024, .civilDate)
        check.required("valid_until", !self.validUntil.isEmpty)
        check.text("valid_until", self.validUntil, 1024, .civilDate)
        check.text("controller_snapshot", self.controllerSnapshot, 800)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.controllerSnapshot = ""
        copy.reason = ""
        return copy
    }
}

extension Qualification: Resource {
    public static let collection = "qualifications"
    public static let machine = "SM-QUAL"

    public var owners: [String] {
        ([self.provider]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["kind", "provider"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("kind", self.kind))
        pairs.append(("provider", self.provider))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.registry.v1.CreateQualificationRequest`.
public struct CreateQualificationRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.CreateQualificationRequest"

    public var qualificationId: String = ""
    public var qualification: Qualification? = nil

    public init() {}

    public init(
        qualificationId: String = "",
        qualification: Qualification? = nil
    ) {
        self.qualificationId = qualificationId
        self.qualification = qualification
    }
}

extension CreateQualificationRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreateQualificationRequest>?) {
        govmesh__registry__v1__create_qualification_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__CreateQualificationRequest>) {
        self.qualificationId = FromC.text(c.pointee.qualification_id)
        self.qualification = FromC.message(c.pointee.qualification)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreateQualificationRequest>, _ arena: Arena) {
        c.pointee.qualification_id = arena.text(self.qualificationId)
        if let value = self.qualification { c.pointee.qualification = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("qualification_id", !self.qualificationId.isEmpty)
        check.text("qualification_id", self.qualificationId, 1024, .resourceID)
        check.required("qualification", self.qualification != nil)
        check.nested("qualification", self.qualification)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.qualification = self.qualification?.redacted()
        return copy
    }
}

/// A certificate for one version of a product (认证). SM-CERT, R5.2-7, R5.2-8.
public struct Certification: WireMessage {
    public static let fullName = "govmesh.registry.v1.Certification"

    /// "certifications/{id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Certification.State = .unspecified
    public var provider: String = ""
    public var product: String = ""
    /// Major version of the product the certificate is tied to.
    public var productVersion: Int32 = 0
    public var certificationBody: String = ""
    public var validFrom: String = ""
    public var validUntil: String = ""
    public var source: String = ""
    public var externalId: String = ""
    public var verified: Bool = false
    public var reason: String = ""
    /// The day on which the body looks at the product again; a confirmation sets the next one.
    public var surveillanceDue: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Certification.State = .unspecified,
        provider: String = "",
        product: String = "",
        productVersion: Int32 = 0,
        certificationBody: String = "",
        validFrom: String = "",
        validUntil: String = "",
        source: String = "",
        externalId: String = "",
        verified: Bool = false,
        reason: String = "",
        surveillanceDue: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.provider = provider
        self.product = product
        self.productVersion = productVersion
        self.certificationBody = certificationBody
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.source = source
        self.externalId = externalId
        self.verified = verified
        self.reason = reason
        self.surveillanceDue = surveillanceDue
    }

    /// `govmesh.registry.v1.Certification.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case applied = 1
        case testing = 2
        case issued = 3
        case refused = 4
        /// Derived from surveillance_due, or by a new major version of the product (R5.2-8).
        case needsSurveillance = 5
        case suspended = 6
        case withdrawn = 7
        /// Derived from valid_until.
        case expired = 8

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .applied: "applied"
                case .testing: "testing"
                case .issued: "issued"
                case .refused: "refused"
                case .needsSurveillance: "needsSurveillance"
                case .suspended: "suspended"
                case .withdrawn: "withdrawn"
                case .expired: "expired"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .applied: "STATE_APPLIED"
                case .testing: "STATE_TESTING"
                case .issued: "STATE_ISSUED"
                case .refused: "STATE_REFUSED"
                case .needsSurveillance: "STATE_NEEDS_SURVEILLANCE"
                case .suspended: "STATE_SUSPENDED"
                case .withdrawn: "STATE_WITHDRAWN"
                case .expired: "STATE_EXPIRED"
            }
        }
    }
}

extension Certification: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Certification>?) {
        govmesh__registry__v1__certification__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__Certification>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.provider = FromC.text(c.pointee.provider)
        self.product = FromC.text(c.pointee.product)
        self.productVersion = c.pointee.product_version
        self.certificationBody = FromC.text(c.pointee.certification_body)
        self.validFrom = FromC.text(c.pointee.valid_from)
        self.validUntil = FromC.text(c.pointee.valid_until)
        self.source = FromC.text(c.pointee.source)
        self.externalId = FromC.text(c.pointee.external_id)
        self.verified = c.pointee.verified != 0
        self.reason = FromC.text(c.pointee.reason)
        self.surveillanceDue = FromC.text(c.pointee.surveillance_due)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Certification>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.provider = arena.text(self.provider)
        c.pointee.product = arena.text(self.product)
        c.pointee.product_version = self.productVersion
        c.pointee.certification_body = arena.text(self.certificationBody)
        c.pointee.valid_from = arena.text(self.validFrom)
        c.pointee.valid_until = arena.text(self.validUntil)
        c.pointee.source = arena.text(self.source)
        c.pointee.external_id = arena.text(self.externalId)
        c.pointee.verified = self.verified ? 1 : 0
        c.pointee.reason = arena.text(self.reason)
        c.pointee.surveillance_due = arena.text(self.surveillanceDue)
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
        check.required("product", !self.product.isEmpty)
        check.text("product", self.product, 1024, .resourceName)
        check.required("product_version", self.productVersion != 0)
        check.number("product_version", self.productVersion, 1...100000)
        check.required("certification_body", !self.certificationBody.isEmpty)
        check.text("certification_body", self.certificationBody, 1024, .resourceName)
        check.text("valid_from", self.validFrom, 1024, .civilDate)
        check.text("valid_until", self.validUntil, 1024, .civilDate)
        check.text("source", self.source, 64)
        check.text("external_id", self.externalId, 128)
        check.text("reason", self.reason, 2000)
        check.text("surveillance_due", self.surveillanceDue, 1024, .civilDate)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

extension Certification: Resource {
    public static let collection = "certifications"
    public static let machine = "SM-CERT"

    public var owners: [String] {
        ([self.provider] + [self.certificationBody]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["product", "provider", "certification_body"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("product", self.product))
        pairs.append(("provider", self.provider))
        pairs.append(("certification_body", self.certificationBody))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.registry.v1.ApplyCertificationRequest`.
public struct ApplyCertificationRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.ApplyCertificationRequest"

    public var certificationId: String = ""
    public var certification: Certification? = nil

    public init() {}

    public init(
        certificationId: String = "",
        certification: Certification? = nil
    ) {
        self.certificationId = certificationId
        self.certification = certification
    }
}

extension ApplyCertificationRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ApplyCertificationRequest>?) {
        govmesh__registry__v1__apply_certification_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ApplyCertificationRequest>) {
        self.certificationId = FromC.text(c.pointee.certification_id)
        self.certification = FromC.message(c.pointee.certification)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ApplyCertificationRequest>, _ arena: Arena) {
        c.pointee.certification_id = arena.text(self.certificationId)
        if let value = self.certification { c.pointee.certification = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("certification_id", !self.certificationId.isEmpty)
        check.text("certification_id", self.certificationId, 1024, .resourceID)
        check.required("certification", self.certification != nil)
        check.nested("certification", self.certification)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.certification = self.certification?.redacted()
        return copy
    }
}

/// `govmesh.registry.v1.IssueCertificationRequest`.
public struct IssueCertificationRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.IssueCertificationRequest"

    public var name: String = ""
    public var version: Int64 = 0
    public var validFrom: String = ""
    public var validUntil: String = ""
    /// Empty means 12 months after valid_from.
    public var surveillanceDue: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        validFrom: String = "",
        validUntil: String = "",
        surveillanceDue: String = ""
    ) {
        self.name = name
        self.version = version
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.surveillanceDue = surveillanceDue
    }
}

extension IssueCertificationRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__IssueCertificationRequest>?) {
        govmesh__registry__v1__issue_certification_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__IssueCertificationRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.validFrom = FromC.text(c.pointee.valid_from)
        self.validUntil = FromC.text(c.pointee.valid_until)
        self.surveillanceDue = FromC.text(c.pointee.surveillance_due)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__IssueCertificationRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.valid_from = arena.text(self.validFrom)
        c.pointee.valid_until = arena.text(self.validUntil)
        c.pointee.surveillance_due = arena.text(self.surveillanceDue)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("valid_from", !self.validFrom.isEmpty)
        check.text("valid_from", self.validFrom, 1024, .civilDate)
        check.required("valid_until", !self.validUntil.isEmpty)
        check.text("valid_until", self.validUntil, 1024, .civilDate)
        check.text("surveillance_due", self.surveillanceDue, 1024, .civilDate)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.registry.v1.QualificationService`.
public enum QualificationServiceMethods {
    public static let createQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "CreateQualification",
        callClass: .keyed, parties: [.serviceProvider], own: true, resource: "Qualification", requirements: ["R5.2-3", "R5.3-2"])

    public static let submitQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "SubmitQualification",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "submit", resource: "Qualification", requirements: ["R5.3-2"])

    public static let askQualificationSupplement = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "AskQualificationSupplement",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "ask", resource: "Qualification", requirements: ["R5.2-3"])

    public static let resubmitQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "ResubmitQualification",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "resubmit", resource: "Qualification", requirements: ["R5.3-2"])

    public static let refuseQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "RefuseQualification",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "refuse", resource: "Qualification", requirements: ["R5.2-3"])

    public static let acceptQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "AcceptQualification",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "accept", resource: "Qualification", requirements: ["R5.2-3"])

    public static let reviewQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "ReviewQualification",
        callClass: .keyed, parties: [.managementBody], roles: [.handler, .reviewer], command: "review", resource: "Qualification", requirements: ["R5.2-3"])

    public static let approveQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "ApproveQualification",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "approve", resource: "Qualification", requirements: ["R5.2-3", "RX-2"])

    public static let rejectQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "RejectQualification",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "reject", resource: "Qualification", requirements: ["R5.2-3", "RX-3"])

    public static let suspendQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "SuspendQualification",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "suspend", resource: "Qualification", requirements: ["R5.2-4"])

    public static let reinstateQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "ReinstateQualification",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "reinstate", resource: "Qualification", requirements: ["R5.2-4"])

    public static let revokeQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "RevokeQualification",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, command: "revoke", resource: "Qualification", requirements: ["R5.2-3", "RX-3"])

    public static let getQualification = MethodDescriptor(
        service: "govmesh.registry.v1.QualificationService", method: "GetQualification",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], resource: "Qualification")

    public static let all: [MethodDescriptor] = [
        createQualification,
        submitQualification,
        askQualificationSupplement,
        resubmitQualification,
        refuseQualification,
        acceptQualification,
        reviewQualification,
        approveQualification,
        rejectQualification,
        suspendQualification,
        reinstateQualification,
        revokeQualification,
        getQualification,
    ]
}

/// Audits qualifications of providers (审核服务资质).
public protocol QualificationServiceProvider: Sendable {
    func createQualification(
        _ request: CreateQualificationRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func submitQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func askQualificationSupplement(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func resubmitQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func refuseQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func acceptQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func reviewQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func approveQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func rejectQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func suspendQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func reinstateQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func revokeQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
    func getQualification(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification
}

extension QualificationServiceProvider where Self: ResourceAnswers, Answered == Qualification {
    public func submitQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(request, call)
    }
    public func resubmitQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(request, call)
    }
    public func refuseQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(request, call)
    }
    public func acceptQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(request, call)
    }
    public func reviewQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(request, call)
    }
    public func rejectQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(request, call)
    }
    public func suspendQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(request, call)
    }
    public func reinstateQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(request, call)
    }
    public func revokeQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(request, call)
    }
    public func getQualification(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.get(request, call)
    }
}

extension QualificationServiceProvider {
    /// What a worker of this service offers.
    public var qualificationServiceBindings: [MethodBinding] {
        [
            MethodBinding(QualificationServiceMethods.createQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.createQualification)
            },
            MethodBinding(QualificationServiceMethods.submitQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.submitQualification)
            },
            MethodBinding(QualificationServiceMethods.askQualificationSupplement) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.askQualificationSupplement)
            },
            MethodBinding(QualificationServiceMethods.resubmitQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.resubmitQualification)
            },
            MethodBinding(QualificationServiceMethods.refuseQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.refuseQualification)
            },
            MethodBinding(QualificationServiceMethods.acceptQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.acceptQualification)
            },
            MethodBinding(QualificationServiceMethods.reviewQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.reviewQualification)
            },
            MethodBinding(QualificationServiceMethods.approveQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.approveQualification)
            },
            MethodBinding(QualificationServiceMethods.rejectQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.rejectQualification)
            },
            MethodBinding(QualificationServiceMethods.suspendQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.suspendQualification)
            },
            MethodBinding(QualificationServiceMethods.reinstateQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.reinstateQualification)
            },
            MethodBinding(QualificationServiceMethods.revokeQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.revokeQualification)
            },
            MethodBinding(QualificationServiceMethods.getQualification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getQualification)
            },
        ]
    }
}

/// Calls `govmesh.registry.v1.QualificationService`.
public struct QualificationServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func createQualification(
        _ request: CreateQualificationRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.createQualification, request, options)
    }

    public func submitQualification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.submitQualification, request, options)
    }

    public func askQualificationSupplement(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.askQualificationSupplement, request, options)
    }

    public func resubmitQualification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.resubmitQualification, request, options)
    }

    public func refuseQualification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.refuseQualification, request, options)
    }

    public func acceptQualification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.acceptQualification, request, options)
    }

    public func reviewQualification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.reviewQualification, request, options)
    }

    public func approveQualification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.approveQualification, request, options)
    }

    public func rejectQualification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.rejectQualification, request, options)
    }

    public func suspendQualification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.suspendQualification, request, options)
    }

    public func reinstateQualification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.reinstateQualification, request, options)
    }

    public func revokeQualification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.revokeQualification, request, options)
    }

    public func getQualification(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Qualification {
        try await ask(
            self.channel, self.routingKey, QualificationServiceMethods.getQualification, request, options)
    }
}

/// The methods of `govmesh.registry.v1.CertificationService`.
public enum CertificationServiceMethods {
    public static let applyCertification = MethodDescriptor(
        service: "govmesh.registry.v1.CertificationService", method: "ApplyCertification",
        callClass: .keyed, parties: [.serviceProvider], own: true, resource: "Certification", requirements: ["R5.2-7"])

    public static let testCertification = MethodDescriptor(
        service: "govmesh.registry.v1.CertificationService", method: "TestCertification",
        callClass: .keyed, parties: [.certificationBody], own: true, command: "test", resource: "Certification", requirements: ["R5.2-7"])

    public static let issueCertification = MethodDescriptor(
        service: "govmesh.registry.v1.CertificationService", method: "IssueCertification",
        callClass: .keyed, parties: [.certificationBody], own: true, command: "issue", resource: "Certification", requirements: ["R5.2-7"])

    public static let refuseCertification = MethodDescriptor(
        service: "govmesh.registry.v1.CertificationService", method: "RefuseCertification",
        callClass: .keyed, parties: [.certificationBody], own: true, command: "refuse", resource: "Certification", requirements: ["R5.2-7", "RX-3"])

    public static let confirmCertification = MethodDescriptor(
        service: "govmesh.registry.v1.CertificationService", method: "ConfirmCertification",
        callClass: .keyed, parties: [.certificationBody], own: true, command: "confirm", resource: "Certification", requirements: ["R5.2-8"])

    public static let suspendCertification = MethodDescriptor(
        service: "govmesh.registry.v1.CertificationService", method: "SuspendCertification",
        callClass: .keyed, parties: [.certificationBody], own: true, command: "suspend", resource: "Certification", requirements: ["R5.2-8"])

    public static let withdrawCertification = MethodDescriptor(
        service: "govmesh.registry.v1.CertificationService", method: "WithdrawCertification",
        callClass: .keyed, parties: [.certificationBody], own: true, command: "withdraw", resource: "Certification", requirements: ["R5.2-8"])

    public static let getCertification = MethodDescriptor(
        service: "govmesh.registry.v1.CertificationService", method: "GetCertification",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], resource: "Certification")

    public static let all: [MethodDescriptor] = [
        applyCertification,
        testCertification,
        issueCertification,
        refuseCertification,
        confirmCertification,
        suspendCertification,
        withdrawCertification,
        getCertification,
    ]
}

/// Certifies products by entrusted bodies (委托认证).
public protocol CertificationServiceProvider: Sendable {
    func applyCertification(
        _ request: ApplyCertificationRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification
    func testCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification
    func issueCertification(
        _ request: IssueCertificationRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification
    func refuseCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification
    func confirmCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification
    func suspendCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification
    func withdrawCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification
    func getCertification(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification
}

extension CertificationServiceProvider where Self: ResourceAnswers, Answered == Certification {
    public func testCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification {
        try await self.give(request, call)
    }
    public func refuseCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification {
        try await self.give(request, call)
    }
    public func suspendCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification {
        try await self.give(request, call)
    }
    public func withdrawCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification {
        try await self.give(request, call)
    }
    public func getCertification(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification {
        try await self.get(request, call)
    }
}

extension CertificationServiceProvider {
    /// What a worker of this service offers.
    public var certificationServiceBindings: [MethodBinding] {
        [
            MethodBinding(CertificationServiceMethods.applyCertification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.applyCertification)
            },
            MethodBinding(CertificationServiceMethods.testCertification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.testCertification)
            },
            MethodBinding(CertificationServiceMethods.issueCertification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.issueCertification)
            },
            MethodBinding(CertificationServiceMethods.refuseCertification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.refuseCertification)
            },
            MethodBinding(CertificationServiceMethods.confirmCertification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.confirmCertification)
            },
            MethodBinding(CertificationServiceMethods.suspendCertification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.suspendCertification)
            },
            MethodBinding(CertificationServiceMethods.withdrawCertification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.withdrawCertification)
            },
            MethodBinding(CertificationServiceMethods.getCertification) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getCertification)
            },
        ]
    }
}

/// Calls `govmesh.registry.v1.CertificationService`.
public struct CertificationServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func applyCertification(
        _ request: ApplyCertificationRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Certification {
        try await ask(
            self.channel, self.routingKey, CertificationServiceMethods.applyCertification, request, options)
    }

    public func testCertification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Certification {
        try await ask(
            self.channel, self.routingKey, CertificationServiceMethods.testCertification, request, options)
    }

    public func issueCertification(
        _ request: IssueCertificationRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Certification {
        try await ask(
            self.channel, self.routingKey, CertificationServiceMethods.issueCertification, request, options)
    }

    public func refuseCertification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Certification {
        try await ask(
            self.channel, self.routingKey, CertificationServiceMethods.refuseCertification, request, options)
    }

    public func confirmCertification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Certification {
        try await ask(
            self.channel, self.routingKey, CertificationServiceMethods.confirmCertification, request, options)
    }

    public func suspendCertification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Certification {
        try await ask(
            self.channel, self.routingKey, CertificationServiceMethods.suspendCertification, request, options)
    }

    public func withdrawCertification(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Certification {
        try await ask(
            self.channel, self.routingKey, CertificationServiceMethods.withdrawCertification, request, options)
    }

    public func getCertification(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Certification {
        try await ask(
            self.channel, self.routingKey, CertificationServiceMethods.getCertification, request, options)
    }
}

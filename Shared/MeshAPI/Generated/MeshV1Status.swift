// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshWire
import WireC

/// A field that breaks a rule of the contract.
public struct FieldViolation: WireMessage {
    public static let fullName = "govmesh.mesh.v1.FieldViolation"

    /// Dotted path, e.g. "contract.commitments[3].metric".
    public var field: String = ""
    public var rule: String = ""
    /// The way out.
    public var remedy: String = ""

    public init() {}

    public init(
        field: String = "",
        rule: String = "",
        remedy: String = ""
    ) {
        self.field = field
        self.rule = rule
        self.remedy = remedy
    }
}

extension FieldViolation: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__FieldViolation>?) {
        govmesh__mesh__v1__field_violation__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__FieldViolation>) {
        self.field = FromC.text(c.pointee.field)
        self.rule = FromC.text(c.pointee.rule)
        self.remedy = FromC.text(c.pointee.remedy)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__FieldViolation>, _ arena: Arena) {
        c.pointee.field = arena.text(self.field)
        c.pointee.rule = arena.text(self.rule)
        c.pointee.remedy = arena.text(self.remedy)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("field", self.field)
        check.text("rule", self.rule)
        check.text("remedy", self.remedy)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// Detail of INVALID_ARGUMENT.
public struct BadRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.BadRequest"

    public var violations_: [FieldViolation] = []

    public init() {}

    public init(
        violations_: [FieldViolation] = []
    ) {
        self.violations_ = violations_
    }
}

extension BadRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__BadRequest>?) {
        govmesh__mesh__v1__bad_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__BadRequest>) {
        self.violations_ = FromC.messages(c.pointee.n_violations, c.pointee.violations)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__BadRequest>, _ arena: Arena) {
        (c.pointee.n_violations, c.pointee.violations) = arena.list(self.violations_) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("violations", self.violations_.count)
        check.nested("violations", self.violations_)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// A command that this caller may give now.
public struct AllowedCommand: WireMessage {
    public static let fullName = "govmesh.mesh.v1.AllowedCommand"

    public var command: String = ""
    /// Full method, e.g. "govmesh.credit.v1.RecordService/ConfirmRecord".
    public var method: String = ""

    public init() {}

    public init(
        command: String = "",
        method: String = ""
    ) {
        self.command = command
        self.method = method
    }
}

extension AllowedCommand: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__AllowedCommand>?) {
        govmesh__mesh__v1__allowed_command__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__AllowedCommand>) {
        self.command = FromC.text(c.pointee.command)
        self.method = FromC.text(c.pointee.method)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__AllowedCommand>, _ arena: Arena) {
        c.pointee.command = arena.text(self.command)
        c.pointee.method = arena.text(self.method)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("command", self.command)
        check.text("method", self.method)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// Detail of FAILED_PRECONDITION.
public struct PreconditionFailure: WireMessage {
    public static let fullName = "govmesh.mesh.v1.PreconditionFailure"

    public var resource: String = ""
    public var currentState: String = ""
    public var currentVersion: Int64 = 0
    public var allowed: [AllowedCommand] = []
    /// All failing reasons, not the first.
    public var refusals: [PreconditionFailure.Refusal] = []
    /// How many more reasons there are than fit into an answer.
    public var omittedRefusals: Int32 = 0

    public init() {}

    public init(
        resource: String = "",
        currentState: String = "",
        currentVersion: Int64 = 0,
        allowed: [AllowedCommand] = [],
        refusals: [PreconditionFailure.Refusal] = [],
        omittedRefusals: Int32 = 0
    ) {
        self.resource = resource
        self.currentState = currentState
        self.currentVersion = currentVersion
        self.allowed = allowed
        self.refusals = refusals
        self.omittedRefusals = omittedRefusals
    }

    /// One reason of a domain rule, e.g. of the admission guard.
    public struct Refusal: WireMessage {
        public static let fullName = "govmesh.mesh.v1.PreconditionFailure.Refusal"

        /// Machine-readable, e.g. "QUAL_EXPIRES_IN_TERM".
        public var code: String = ""
        /// What it is about, e.g. "qualifications/q-1".
        public var subject: String = ""
        public var message: String = ""
        /// The way out.
        public var remedy: String = ""
        /// The requirement it comes from, e.g. "R5.2-16".
        public var requirement: String = ""
        /// Source tag of that requirement, e.g. "inferred: F10 F9".
        public var source: String = ""

        public init() {}

        public init(
            code: String = "",
            subject: String = "",
            message: String = "",
            remedy: String = "",
            requirement: String = "",
            source: String = ""
        ) {
            self.code = code
            self.subject = subject
            self.message = message
            self.remedy = remedy
            self.requirement = requirement
            self.source = source
        }
    }
}

extension PreconditionFailure: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__PreconditionFailure>?) {
        govmesh__mesh__v1__precondition_failure__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__PreconditionFailure>) {
        self.resource = FromC.text(c.pointee.resource)
        self.currentState = FromC.text(c.pointee.current_state)
        self.currentVersion = c.pointee.current_version
        self.allowed = FromC.messages(c.pointee.n_allowed, c.pointee.allowed)
        self.refusals = FromC.messages(c.pointee.n_refusals, c.pointee.refusals)
        self.omittedRefusals = c.pointee.omitted_refusals
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__PreconditionFailure>, _ arena: Arena) {
        c.pointee.resource = arena.text(self.resource)
        c.pointee.current_state = arena.text(self.currentState)
        c.pointee.current_version = self.currentVersion
        (c.pointee.n_allowed, c.pointee.allowed) = arena.list(self.allowed) { arena.message($0) }
        (c.pointee.n_refusals, c.pointee.refusals) = arena.list(self.refusals) { arena.message($0) }
        c.pointee.omitted_refusals = self.omittedRefusals
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("resource", self.resource)
        check.text("current_state", self.currentState)
        check.items("allowed", self.allowed.count)
        check.nested("allowed", self.allowed)
        check.items("refusals", self.refusals.count)
        check.nested("refusals", self.refusals)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

extension PreconditionFailure.Refusal: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__PreconditionFailure__Refusal>?) {
        govmesh__mesh__v1__precondition_failure__refusal__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__PreconditionFailure__Refusal>) {
        self.code = FromC.text(c.pointee.code)
        self.subject = FromC.text(c.pointee.subject)
        self.message = FromC.text(c.pointee.message)
        self.remedy = FromC.text(c.pointee.remedy)
        self.requirement = FromC.text(c.pointee.requirement)
        self.source = FromC.text(c.pointee.source)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__PreconditionFailure__Refusal>, _ arena: Arena) {
        c.pointee.code = arena.text(self.code)
        c.pointee.subject = arena.text(self.subject)
        c.pointee.message = arena.text(self.message)
        c.pointee.remedy = arena.text(self.remedy)
        c.pointee.requirement = arena.text(self.requirement)
        c.pointee.source = arena.text(self.source)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("code", self.code)
        check.text("subject", self.subject)
        check.text("message", self.message)
        check.text("remedy", self.remedy)
        check.text("requirement", self.requirement)
        check.text("source", self.source)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// A refusal kept for the calls that repeat it (RX-7).
public struct StoredStatus: WireMessage {
    public static let fullName = "govmesh.mesh.v1.StoredStatus"

    public var code: Int32 = 0
    public var message: String = ""
    public var details: [StoredDetail] = []

    public init() {}

    public init(
        code: Int32 = 0,
        message: String = "",
        details: [StoredDetail] = []
    ) {
        self.code = code
        self.message = message
        self.details = details
    }
}

extension StoredStatus: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__StoredStatus>?) {
        govmesh__mesh__v1__stored_status__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__StoredStatus>) {
        self.code = c.pointee.code
        self.message = FromC.text(c.pointee.message)
        self.details = FromC.messages(c.pointee.n_details, c.pointee.details)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__StoredStatus>, _ arena: Arena) {
        c.pointee.code = self.code
        c.pointee.message = arena.text(self.message)
        (c.pointee.n_details, c.pointee.details) = arena.list(self.details) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("message", self.message)
        check.items("details", self.details.count)
        check.nested("details", self.details)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.StoredDetail`.
public struct StoredDetail: WireMessage {
    public static let fullName = "govmesh.mesh.v1.StoredDetail"

    public var type: String = ""
    public var value: [UInt8] = []

    public init() {}

    public init(
        type: String = "",
        value: [UInt8] = []
    ) {
        self.type = type
        self.value = value
    }
}

extension StoredDetail: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__StoredDetail>?) {
        govmesh__mesh__v1__stored_detail__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__StoredDetail>) {
        self.type = FromC.text(c.pointee.type)
        self.value = FromC.octets(c.pointee.value)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__StoredDetail>, _ arena: Arena) {
        c.pointee.type = arena.text(self.type)
        c.pointee.value = arena.octets(self.value)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("type", self.type)
        check.size("value", self.value.count)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

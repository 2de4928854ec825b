// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// Who may read something, from the widest to the narrowest.
public enum Audience: Int32, WireEnum {
    case unspecified = 0
    case `public` = 1
    /// Organisations of the platform, but no individual users.
    case parties = 2
    /// The management body.
    case authorities = 3

    public var label: String {
        switch self {
            case .unspecified: "unspecified"
            case .`public`: "public"
            case .parties: "parties"
            case .authorities: "authorities"
        }
    }

    public var protoName: String {
        switch self {
            case .unspecified: "AUDIENCE_UNSPECIFIED"
            case .`public`: "AUDIENCE_PUBLIC"
            case .parties: "AUDIENCE_PARTIES"
            case .authorities: "AUDIENCE_AUTHORITIES"
        }
    }
}

/// What the model makes public of records. R5.2-18. Of the rules that match, the last one holds.
public struct PublicityRule: WireMessage {
    public static let fullName = "govmesh.credit.v1.PublicityRule"

    /// Unspecified: of good behaviour.
    public var severity: Severity = .unspecified
    /// Only of this behaviour; empty for any.
    public var behaviour: String = ""
    public var audience: Audience = .unspecified
    /// The field mask: of "behaviour", "severity", "facts", "basis", "determined_on", "determined_by".
    public var fields: [String] = []

    public init() {}

    public init(
        severity: Severity = .unspecified,
        behaviour: String = "",
        audience: Audience = .unspecified,
        fields: [String] = []
    ) {
        self.severity = severity
        self.behaviour = behaviour
        self.audience = audience
        self.fields = fields
    }
}

extension PublicityRule: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PublicityRule>?) {
        govmesh__credit__v1__publicity_rule__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__PublicityRule>) {
        self.severity = FromC.value(c.pointee.severity.rawValue)
        self.behaviour = FromC.text(c.pointee.behaviour)
        self.audience = FromC.value(c.pointee.audience.rawValue)
        self.fields = FromC.list(c.pointee.n_fields, c.pointee.fields) { FromC.text($0) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PublicityRule>, _ arena: Arena) {
        c.pointee.severity = .init(rawValue: self.severity.cValue())
        c.pointee.behaviour = arena.text(self.behaviour)
        c.pointee.audience = .init(rawValue: self.audience.cValue())
        (c.pointee.n_fields, c.pointee.fields) = arena.list(self.fields) { arena.text($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("behaviour", self.behaviour, 1024, .resourceID)
        check.required("audience", self.audience != .unspecified)
        check.required("fields", !self.fields.isEmpty)
        check.items("fields", self.fields.count, 10)
        check.texts("fields", self.fields)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// What is public of one record. Afterwards a tombstone stays, which says why and shows nothing.
/// R5.2-18.
public struct Publication: WireMessage {
    public static let fullName = "govmesh.credit.v1.Publication"

    /// "publications/{record id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Publication.State = .unspecified
    public var subject: String = ""
    public var record: String = ""
    public var audience: Audience = .unspecified
    public var fields: [String] = []
    /// First and last day.
    public var publicFrom: String = ""
    public var publicUntil: String = ""
    /// An objection is open (异议中).
    public var disputed: Bool = false
    /// As the mask allows; personal data is masked (7.13).
    public var behaviour: String = ""
    public var severity: Severity = .unspecified
    public var facts: String = ""
    public var basis: String = ""
    public var determinedOn: String = ""
    public var determinedBy: String = ""
    /// Of the tombstone: since when, why, and by which rule. The reason is a requirement or in words of
    /// the mesh; what somebody wrote is for the subject.
    public var removedOn: String = ""
    public var reason: String = ""
    public var rule: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Publication.State = .unspecified,
        subject: String = "",
        record: String = "",
        audience: Audience = .unspecified,
        fields: [String] = [],
        publicFrom: String = "",
        publicUntil: String = "",
        disputed: Bool = false,
        behaviour: String = "",
        severity: Severity = .unspecified,
        facts: String = "",
        basis: String = "",
        determinedOn: String = "",
        determinedBy: String = "",
        removedOn: String = "",
        reason: String = "",
        rule: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.subject = subject
        self.record = record
        self.audience = audience
        self.fields = fields
        self.publicFrom = publicFrom
        self.publicUntil = publicUntil
        self.disputed = disputed
        self.behaviour = behaviour
        self.severity = severity
        self.facts = facts
        self.basis = basis
        self.determinedOn = determinedOn
        self.determinedBy = determinedBy
        self.removedOn = removedOn
        self.reason = reason
        self.rule = rule
    }

    /// `govmesh.credit.v1.Publication.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case published = 1
        /// The record is shielded (暂时屏蔽): only its subject and the management body see it.
        case suspended = 2
        /// Derived: the longest publicity period passed.
        case ended = 3
        case withdrawn = 4

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .published: "published"
                case .suspended: "suspended"
                case .ended: "ended"
                case .withdrawn: "withdrawn"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .published: "STATE_PUBLISHED"
                case .suspended: "STATE_SUSPENDED"
                case .ended: "STATE_ENDED"
                case .withdrawn: "STATE_WITHDRAWN"
            }
        }
    }
}

extension Publication: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Publication>?) {
        govmesh__credit__v1__publication__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Publication>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.subject = FromC.text(c.pointee.subject)
        self.record = FromC.text(c.pointee.record)
        self.audience = FromC.value(c.pointee.audience.rawValue)
        self.fields = FromC.list(c.pointee.n_fields, c.pointee.fields) { FromC.text($0) }
        self.publicFrom = FromC.text(c.pointee.public_from)
        self.publicUntil = FromC.text(c.pointee.public_until)
        self.disputed = c.pointee.disputed != 0
        self.behaviour = FromC.text(c.pointee.behaviour)
        self.severity = FromC.value(c.pointee.severity.rawValue)
        self.facts = FromC.text(c.pointee.facts)
        self.basis = FromC.text(c.pointee.basis)
        self.determinedOn = FromC.text(c.pointee.determined_on)
        self.determinedBy = FromC.text(c.pointee.determined_by)
        self.removedOn = FromC.text(c.pointee.removed_on)
        self.reason = FromC.text(c.pointee.reason)
        self.rule = FromC.text(c.pointee.rule)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Publication>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.subject = arena.text(self.subject)
        c.pointee.record = arena.text(self.record)
        c.pointee.audience = .init(rawValue: self.audience.cValue())
        (c.pointee.n_fields, c.pointee.fields) = arena.list(self.fields) { arena.text($0) }
        c.pointee.public_from = arena.text(self.publicFrom)
        c.pointee.public_until = arena.text(self.publicUntil)
        c.pointee.disputed = self.disputed ? 1 : 0
        c.pointee.behaviour = arena.text(self.behaviour)
        c.pointee.severity = .init(rawValue: self.severity.cValue())
        c.pointee.facts = arena.text(self.facts)
        c.pointee.basis = arena.text(self.basis)
        c.pointee.determined_on = arena.text(self.determinedOn)
        c.pointee.determined_by = arena.text(self.determinedBy)
        c.pointee.removed_on = arena.text(self.removedOn)
        c.pointee.reason = arena.text(self.reason)
        c.pointee.rule = arena.text(self.rule)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("subject", self.subject)
        check.text("record", self.record)
        check.items("fields", self.fields.count, 10)
        check.texts("fields", self.fields)
        check.text("public_from", self.publicFrom)
        check.text("public_until", self.publicUntil)
        check.text("behaviour", self.behaviour)
        check.text("facts", self.facts, 4000)
        check.text("basis", self.basis, 2000)
        check.text("determined_on", self.determinedOn)
        check.text("determined_by", self.determinedBy)
        check.text("removed_on", self.removedOn)
        check.text("reason", self.reason, 2000)
        check.text("rule", self.rule)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

extension Publication: Resource {
    public static let collection = "publications"
    public static let machine = "SM-PUBLICATION"

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

/// `govmesh.credit.v1.ListPublicationsResponse`.
public struct ListPublicationsResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListPublicationsResponse"

    public var publications: [Publication] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        publications: [Publication] = [],
        nextPageToken: String = ""
    ) {
        self.publications = publications
        self.nextPageToken = nextPageToken
    }
}

extension ListPublicationsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListPublicationsResponse>?) {
        govmesh__credit__v1__list_publications_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListPublicationsResponse>) {
        self.publications = FromC.messages(c.pointee.n_publications, c.pointee.publications)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListPublicationsResponse>, _ arena: Arena) {
        (c.pointee.n_publications, c.pointee.publications) = arena.list(self.publications) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("publications", self.publications.count)
        check.nested("publications", self.publications)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.credit.v1.PublicationService`.
public enum PublicationServiceMethods {
    public static let getPublication = MethodDescriptor(
        service: "govmesh.credit.v1.PublicationService", method: "GetPublication",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], resource: "Publication", requirements: ["R5.2-18"])

    public static let listPublications = MethodDescriptor(
        service: "govmesh.credit.v1.PublicationService", method: "ListPublications",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], resource: "Publication", requirements: ["R5.2-18"])

    public static let all: [MethodDescriptor] = [
        getPublication,
        listPublications,
    ]
}

/// What is public. It is read as it stands: nobody but the subject and the management body reads what
/// was public once.
public protocol PublicationServiceProvider: Sendable {
    func getPublication(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Publication
    func listPublications(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListPublicationsResponse
}

extension PublicationServiceProvider where Self: ResourceAnswers, Answered == Publication {
    public func getPublication(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Publication {
        try await self.get(request, call)
    }
    public func listPublications(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListPublicationsResponse {
        let page = try await self.list(request, call)
        return ListPublicationsResponse(
            publications: page.items, nextPageToken: page.next)
    }
}

extension PublicationServiceProvider {
    /// What a worker of this service offers.
    public var publicationServiceBindings: [MethodBinding] {
        [
            MethodBinding(PublicationServiceMethods.getPublication) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getPublication)
            },
            MethodBinding(PublicationServiceMethods.listPublications) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listPublications)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.PublicationService`.
public struct PublicationServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func getPublication(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Publication {
        try await ask(
            self.channel, self.routingKey, PublicationServiceMethods.getPublication, request, options)
    }

    public func listPublications(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListPublicationsResponse {
        try await ask(
            self.channel, self.routingKey, PublicationServiceMethods.listPublications, request, options)
    }
}

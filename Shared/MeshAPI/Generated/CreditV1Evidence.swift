// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// One piece of evidence; never changed, so that whoever has it can check it. R5.2-11, RX-4.
public struct Evidence: WireMessage {
    public static let fullName = "govmesh.credit.v1.Evidence"

    /// "evidence/sha256-{64 lower hex}", the SHA-256 of the content.
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Evidence.State = .unspecified
    /// Who brought it. Whom it is disclosed to reads it, too.
    public var parties: [String] = []
    /// What it shows, e.g. "contract-clause"; a behaviour of the model may need some kinds.
    public var kind: String = ""
    /// E.g. "application/pdf".
    public var mediaType: String = ""
    public var title: String = ""
    public var sizeBytes: Int64 = 0
    /// The content itself, up to 64 KiB; a larger one comes by `DownloadEvidence`. Empty in lists, and
    /// when it is kept elsewhere. Never in a journal entry.
    public var content: [UInt8] = []
    /// Where a content that is too large for the mesh is kept; name and size tell whether it is the one.
    public var uri: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Evidence.State = .unspecified,
        parties: [String] = [],
        kind: String = "",
        mediaType: String = "",
        title: String = "",
        sizeBytes: Int64 = 0,
        content: [UInt8] = [],
        uri: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.parties = parties
        self.kind = kind
        self.mediaType = mediaType
        self.title = title
        self.sizeBytes = sizeBytes
        self.content = content
        self.uri = uri
    }

    /// `govmesh.credit.v1.Evidence.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case kept = 1

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .kept: "kept"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .kept: "STATE_KEPT"
            }
        }
    }
}

extension Evidence: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Evidence>?) {
        govmesh__credit__v1__evidence__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Evidence>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.parties = FromC.list(c.pointee.n_parties, c.pointee.parties) { FromC.text($0) }
        self.kind = FromC.text(c.pointee.kind)
        self.mediaType = FromC.text(c.pointee.media_type)
        self.title = FromC.text(c.pointee.title)
        self.sizeBytes = c.pointee.size_bytes
        self.content = FromC.octets(c.pointee.content)
        self.uri = FromC.text(c.pointee.uri)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Evidence>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        (c.pointee.n_parties, c.pointee.parties) = arena.list(self.parties) { arena.text($0) }
        c.pointee.kind = arena.text(self.kind)
        c.pointee.media_type = arena.text(self.mediaType)
        c.pointee.title = arena.text(self.title)
        c.pointee.size_bytes = self.sizeBytes
        c.pointee.content = arena.octets(self.content)
        c.pointee.uri = arena.text(self.uri)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.items("parties", self.parties.count, 100)
        check.texts("parties", self.parties)
        check.text("kind", self.kind)
        check.text("media_type", self.mediaType)
        check.text("title", self.title, 200)
        check.size("content", self.content.count, 65536)
        check.text("uri", self.uri, 1000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.title = ""
        copy.content = []
        copy.uri = ""
        return copy
    }
}

extension Evidence: Resource {
    public static let collection = "evidence"
    public static let machine = ""
    public static let isDisclosed = true

    public var owners: [String] {
        (self.parties).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["kind", "parties"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("kind", self.kind))
        pairs += self.parties.map { ("parties", $0) }
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// A part of a content that is kept here, in order from 0; all but the last hold 64 KiB.
public struct EvidencePart: WireMessage {
    public static let fullName = "govmesh.credit.v1.EvidencePart"

    /// "evidenceParts/{64 lower hex of the evidence}-{number}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: EvidencePart.State = .unspecified
    public var content: [UInt8] = []

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: EvidencePart.State = .unspecified,
        content: [UInt8] = []
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.content = content
    }

    /// `govmesh.credit.v1.EvidencePart.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case kept = 1

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .kept: "kept"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .kept: "STATE_KEPT"
            }
        }
    }
}

extension EvidencePart: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__EvidencePart>?) {
        govmesh__credit__v1__evidence_part__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__EvidencePart>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.content = FromC.octets(c.pointee.content)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__EvidencePart>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.content = arena.octets(self.content)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.size("content", self.content.count, 65536)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.content = []
        return copy
    }
}

extension EvidencePart: Resource {
    public static let collection = "evidenceParts"
    public static let machine = ""

    public var owners: [String] {
        []
    }

    public static let indexedFields: [String] = []
    public var indexed: [(field: String, value: String)] {
        []
    }
}

/// That a party, or who stands for a person, may read a piece of evidence which others brought.
public struct Disclosure: WireMessage {
    public static let fullName = "govmesh.credit.v1.Disclosure"

    /// "disclosures/{SHA-256 of resource and party in lower hex}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Disclosure.State = .unspecified
    /// What is disclosed.
    public var resource: String = ""
    public var party: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Disclosure.State = .unspecified,
        resource: String = "",
        party: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.resource = resource
        self.party = party
    }

    /// `govmesh.credit.v1.Disclosure.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case given = 1

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .given: "given"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .given: "STATE_GIVEN"
            }
        }
    }
}

extension Disclosure: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Disclosure>?) {
        govmesh__credit__v1__disclosure__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Disclosure>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.resource = FromC.text(c.pointee.resource)
        self.party = FromC.text(c.pointee.party)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Disclosure>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.resource = arena.text(self.resource)
        c.pointee.party = arena.text(self.party)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("resource", self.resource)
        check.text("party", self.party)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

extension Disclosure: Resource {
    public static let collection = "disclosures"
    public static let machine = ""

    public var owners: [String] {
        ([self.party]).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["resource", "party"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("resource", self.resource))
        pairs.append(("party", self.party))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.credit.v1.UploadEvidenceRequest`.
public struct UploadEvidenceRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.UploadEvidenceRequest"

    /// SHA-256 of the content in 64 lower hex digits, as the sender computed it.
    public var sha256: String = ""
    public var sizeBytes: Int64 = 0
    public var kind: String = ""
    public var mediaType: String = ""
    public var title: String = ""
    /// Up to 64 KiB; up to 4 MiB come by `StreamEvidence`, and anything larger stays where it is, and
    /// `uri` says where.
    public var content: [UInt8] = []
    public var uri: String = ""
    /// The party whose evidence the management body brings in; empty: the caller's own.
    public var onBehalfOf: String = ""

    public init() {}

    public init(
        sha256: String = "",
        sizeBytes: Int64 = 0,
        kind: String = "",
        mediaType: String = "",
        title: String = "",
        content: [UInt8] = [],
        uri: String = "",
        onBehalfOf: String = ""
    ) {
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
        self.kind = kind
        self.mediaType = mediaType
        self.title = title
        self.content = content
        self.uri = uri
        self.onBehalfOf = onBehalfOf
    }
}

extension UploadEvidenceRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__UploadEvidenceRequest>?) {
        govmesh__credit__v1__upload_evidence_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__UploadEvidenceRequest>) {
        self.sha256 = FromC.text(c.pointee.sha256)
        self.sizeBytes = c.pointee.size_bytes
        self.kind = FromC.text(c.pointee.kind)
        self.mediaType = FromC.text(c.pointee.media_type)
        self.title = FromC.text(c.pointee.title)
        self.content = FromC.octets(c.pointee.content)
        self.uri = FromC.text(c.pointee.uri)
        self.onBehalfOf = FromC.text(c.pointee.on_behalf_of)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__UploadEvidenceRequest>, _ arena: Arena) {
        c.pointee.sha256 = arena.text(self.sha256)
        c.pointee.size_bytes = self.sizeBytes
        c.pointee.kind = arena.text(self.kind)
        c.pointee.media_type = arena.text(self.mediaType)
        c.pointee.title = arena.text(self.title)
        c.pointee.content = arena.octets(self.content)
        c.pointee.uri = arena.text(self.uri)
        c.pointee.on_behalf_of = arena.text(self.onBehalfOf)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("sha256", !self.sha256.isEmpty)
        check.text("sha256", self.sha256, 64)
        check.required("size_bytes", self.sizeBytes != 0)
        check.number("size_bytes", self.sizeBytes, 0...1099511627776, unit: "B")
        check.required("kind", !self.kind.isEmpty)
        check.text("kind", self.kind, 64)
        check.required("media_type", !self.mediaType.isEmpty)
        check.text("media_type", self.mediaType, 100)
        check.text("title", self.title, 200)
        check.size("content", self.content.count, 65536)
        check.text("uri", self.uri, 1000)
        check.text("on_behalf_of", self.onBehalfOf, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.title = ""
        copy.content = []
        copy.uri = ""
        return copy
    }
}

/// `govmesh.credit.v1.ListEvidenceResponse`.
public struct ListEvidenceResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListEvidenceResponse"

    public var evidence: [Evidence] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        evidence: [Evidence] = [],
        nextPageToken: String = ""
    ) {
        self.evidence = evidence
        self.nextPageToken = nextPageToken
    }
}

extension ListEvidenceResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListEvidenceResponse>?) {
        govmesh__credit__v1__list_evidence_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListEvidenceResponse>) {
        self.evidence = FromC.messages(c.pointee.n_evidence, c.pointee.evidence)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListEvidenceResponse>, _ arena: Arena) {
        (c.pointee.n_evidence, c.pointee.evidence) = arena.list(self.evidence) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("evidence", self.evidence.count)
        check.nested("evidence", self.evidence)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.evidence = self.evidence.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.credit.v1.EvidenceService`.
public enum EvidenceServiceMethods {
    /// Keeps a piece of evidence. The same content again is the same resource; whoever brings it, too,
    /// may read it from then on. The answer leaves the content out.
    public static let uploadEvidence = MethodDescriptor(
        service: "govmesh.credit.v1.EvidenceService", method: "UploadEvidence",
        callClass: .keyed, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, resource: "Evidence", requirements: ["R5.2-11", "R5.2-13"])

    /// Keeps a content that needs several messages, up to 4 MiB: each says the same and brings the next
    /// up to 64 KiB of it. Nothing is kept before all of it is there and is what its digest says.
    public static let streamEvidence = MethodDescriptor(
        service: "govmesh.credit.v1.EvidenceService", method: "StreamEvidence",
        callClass: .idempotent, shape: .clientStream, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, resource: "Evidence", requirements: ["R5.2-11", "R5.2-13"])

    /// Sends the content of a piece of evidence in order, as far as it is kept here.
    public static let downloadEvidence = MethodDescriptor(
        service: "govmesh.credit.v1.EvidenceService", method: "DownloadEvidence",
        callClass: .noSideEffects, shape: .serverStream, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, resource: "Evidence", requirements: ["R5.2-11"])

    /// Lists the evidence that the caller may read, without contents: by `kind`, by `parties`, who
    /// brought it, and by `record`, what a record and its statement rest on.
    public static let listEvidence = MethodDescriptor(
        service: "govmesh.credit.v1.EvidenceService", method: "ListEvidence",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, resource: "Evidence", requirements: ["R5.2-11", "RX-6"])

    /// Returns a piece of evidence after comparing its content with its name.
    public static let getEvidence = MethodDescriptor(
        service: "govmesh.credit.v1.EvidenceService", method: "GetEvidence",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, resource: "Evidence", requirements: ["R5.2-11"])

    public static let all: [MethodDescriptor] = [
        uploadEvidence,
        streamEvidence,
        downloadEvidence,
        listEvidence,
        getEvidence,
    ]
}

/// Evidence, addressed by content. What is named elsewhere was uploaded here first.
public protocol EvidenceServiceProvider: Sendable {
    /// Keeps a piece of evidence. The same content again is the same resource; whoever brings it, too,
    /// may read it from then on. The answer leaves the content out.
    func uploadEvidence(
        _ request: UploadEvidenceRequest, _ call: Call
    ) async throws(RPCFailure) -> Evidence
    /// Keeps a content that needs several messages, up to 4 MiB: each says the same and brings the next
    /// up to 64 KiB of it. Nothing is kept before all of it is there and is what its digest says.
    func streamEvidence(
        _ requests: Requests<UploadEvidenceRequest>, _ call: Call
    ) async throws(RPCFailure) -> Evidence
    /// Sends the content of a piece of evidence in order, as far as it is kept here.
    func downloadEvidence(
        _ request: GetRequest, _ replies: Replies<EvidencePart>, _ call: Call
    ) async throws(RPCFailure)
    /// Lists the evidence that the caller may read, without contents: by `kind`, by `parties`, who
    /// brought it, and by `record`, what a record and its statement rest on.
    func listEvidence(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListEvidenceResponse
    /// Returns a piece of evidence after comparing its content with its name.
    func getEvidence(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Evidence
}

extension EvidenceServiceProvider where Self: ResourceAnswers, Answered == Evidence {
    public func listEvidence(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListEvidenceResponse {
        let page = try await self.list(request, call)
        return ListEvidenceResponse(
            evidence: page.items, nextPageToken: page.next)
    }
    public func getEvidence(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Evidence {
        try await self.get(request, call)
    }
}

extension EvidenceServiceProvider {
    /// What a worker of this service offers.
    public var evidenceServiceBindings: [MethodBinding] {
        [
            MethodBinding(EvidenceServiceMethods.uploadEvidence) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.uploadEvidence)
            },
            MethodBinding(EvidenceServiceMethods.streamEvidence, stream: {
                requests, replies, call async throws(RPCFailure) in
                try await answer(requests, replies, call, self.streamEvidence)
            }),
            MethodBinding(EvidenceServiceMethods.downloadEvidence, stream: {
                requests, replies, call async throws(RPCFailure) in
                try await answer(requests, replies, call, self.downloadEvidence)
            }),
            MethodBinding(EvidenceServiceMethods.listEvidence) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listEvidence)
            },
            MethodBinding(EvidenceServiceMethods.getEvidence) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getEvidence)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.EvidenceService`.
public struct EvidenceServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Keeps a piece of evidence. The same content again is the same resource; whoever brings it, too,
    /// may read it from then on. The answer leaves the content out.
    public func uploadEvidence(
        _ request: UploadEvidenceRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Evidence {
        try await ask(
            self.channel, self.routingKey, EvidenceServiceMethods.uploadEvidence, request, options)
    }

    /// Keeps a content that needs several messages, up to 4 MiB: each says the same and brings the next
    /// up to 64 KiB of it. Nothing is kept before all of it is there and is what its digest says.
    public func streamEvidence(
        _ options: CallOptions = CallOptions()
    ) throws(RPCFailure) -> Exchange<UploadEvidenceRequest, Evidence> {
        let method = EvidenceServiceMethods.streamEvidence
        return Exchange(
            try open(
                self.channel, self.routingKey, method,
                [], options), method)
    }

    /// Sends the content of a piece of evidence in order, as far as it is kept here.
    public func downloadEvidence(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) throws(RPCFailure) -> ReplyStream<EvidencePart> {
        let method = EvidenceServiceMethods.downloadEvidence
        return ReplyStream(
            try open(
                self.channel, self.routingKey, method,
                request.wireBytes(), options), method)
    }

    /// Lists the evidence that the caller may read, without contents: by `kind`, by `parties`, who
    /// brought it, and by `record`, what a record and its statement rest on.
    public func listEvidence(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListEvidenceResponse {
        try await ask(
            self.channel, self.routingKey, EvidenceServiceMethods.listEvidence, request, options)
    }

    /// Returns a piece of evidence after comparing its content with its name.
    public func getEvidence(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Evidence {
        try await ask(
            self.channel, self.routingKey, EvidenceServiceMethods.getEvidence, request, options)
    }
}

// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// One committed change. Its canonical bytes are this message in tag order; its leaf hash is
/// SHA-256(0x00 || canonical bytes), as in RFC 6962. Holds no personal data.
public struct JournalEntry: WireMessage {
    public static let fullName = "govmesh.mesh.v1.JournalEntry"

    /// From 1, without gaps.
    public var sequence: Int64 = 0
    /// Event type, e.g. "credit.record.confirmed".
    public var type: String = ""
    /// The service that wrote it, e.g. "credit".
    public var producer: String = ""
    /// Name of the resource changed.
    public var resource: String = ""
    public var resourceVersion: Int64 = 0
    /// Full message name of `data`.
    public var resourceType: String = ""
    /// The new version of the resource, personal fields emptied.
    public var data: [UInt8] = []
    /// From when the fact holds.
    public var occurredAt: Instant? = nil
    /// When the service learnt it.
    public var recordedAt: Instant? = nil
    /// Id of the first entry of the chain, "producer/sequence".
    public var correlationId: String = ""
    /// Id of the entry that caused this one; empty for a call from outside.
    public var causationId: String = ""
    /// Who acted: account, party and role; never a natural person's name.
    public var principal: String = ""
    public var party: String = ""
    public var partyRole: PartyRole? = nil
    /// In whose place the management body gave a command that is theirs to give; names of parties,
    /// separated by spaces, empty normally.
    public var onBehalfOf: String = ""
    /// The life cycle command, e.g. "confirm".
    public var command: String = ""
    public var fromState: String = ""
    public var toState: String = ""
    /// Why: the requirement its reason begins with (RX-3). The free text stays with the resource.
    public var reasonCode: String = ""
    /// HMAC-SHA256, under the idempotency key, of the SHA-256 of the request that caused it: whoever
    /// sent it proves so with both, and nobody else finds a request by trying. Empty for an entry caused
    /// by an event, and where the key has fewer than 16 bytes.
    public var requestDigest: [UInt8] = []
    /// Until when the fact holds; absent means until corrected.
    public var occurredUntil: Instant? = nil
    /// Where the call came from, as the gateway saw it; empty on one host and for an individual user,
    /// whose address would be personal data.
    public var address: String = ""

    public init() {}

    public init(
        sequence: Int64 = 0,
        type: String = "",
        producer: String = "",
        resource: String = "",
        resourceVersion: Int64 = 0,
        resourceType: String = "",
        data: [UInt8] = [],
        occurredAt: Instant? = nil,
        recordedAt: Instant? = nil,
        correlationId: String = "",
        causationId: String = "",
        principal: String = "",
        party: String = "",
        partyRole: PartyRole? = nil,
        onBehalfOf: String = "",
        command: String = "",
        fromState: String = "",
        toState: String = "",
        reasonCode: String = "",
        requestDigest: [UInt8] = [],
        occurredUntil: Instant? = nil,
        address: String = ""
    ) {
        self.sequence = sequence
        self.type = type
        self.producer = producer
        self.resource = resource
        self.resourceVersion = resourceVersion
        self.resourceType = resourceType
        self.data = data
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.correlationId = correlationId
        self.causationId = causationId
        self.principal = principal
        self.party = party
        self.partyRole = partyRole
        self.onBehalfOf = onBehalfOf
        self.command = command
        self.fromState = fromState
        self.toState = toState
        self.reasonCode = reasonCode
        self.requestDigest = requestDigest
        self.occurredUntil = occurredUntil
        self.address = address
    }
}

extension JournalEntry: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__JournalEntry>?) {
        govmesh__mesh__v1__journal_entry__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__JournalEntry>) {
        self.sequence = c.pointee.sequence
        self.type = FromC.text(c.pointee.type)
        self.producer = FromC.text(c.pointee.producer)
        self.resource = FromC.text(c.pointee.resource)
        self.resourceVersion = c.pointee.resource_version
        self.resourceType = FromC.text(c.pointee.resource_type)
        self.data = FromC.octets(c.pointee.data)
        self.occurredAt = FromC.instant(c.pointee.occurred_at)
        self.recordedAt = FromC.instant(c.pointee.recorded_at)
        self.correlationId = FromC.text(c.pointee.correlation_id)
        self.causationId = FromC.text(c.pointee.causation_id)
        self.principal = FromC.text(c.pointee.principal)
        self.party = FromC.text(c.pointee.party)
        self.partyRole = PartyRole(rawValue: Int32(truncatingIfNeeded: c.pointee.party_role.rawValue))
        self.onBehalfOf = FromC.text(c.pointee.on_behalf_of)
        self.command = FromC.text(c.pointee.command)
        self.fromState = FromC.text(c.pointee.from_state)
        self.toState = FromC.text(c.pointee.to_state)
        self.reasonCode = FromC.text(c.pointee.reason_code)
        self.requestDigest = FromC.octets(c.pointee.request_digest)
        self.occurredUntil = FromC.instant(c.pointee.occurred_until)
        self.address = FromC.text(c.pointee.address)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__JournalEntry>, _ arena: Arena) {
        c.pointee.sequence = self.sequence
        c.pointee.type = arena.text(self.type)
        c.pointee.producer = arena.text(self.producer)
        c.pointee.resource = arena.text(self.resource)
        c.pointee.resource_version = self.resourceVersion
        c.pointee.resource_type = arena.text(self.resourceType)
        c.pointee.data = arena.octets(self.data)
        if let value = self.occurredAt { c.pointee.occurred_at = arena.instant(value) }
        if let value = self.recordedAt { c.pointee.recorded_at = arena.instant(value) }
        c.pointee.correlation_id = arena.text(self.correlationId)
        c.pointee.causation_id = arena.text(self.causationId)
        c.pointee.principal = arena.text(self.principal)
        c.pointee.party = arena.text(self.party)
        if let value = self.partyRole { c.pointee.party_role = .init(rawValue: value.cValue()) }
        c.pointee.on_behalf_of = arena.text(self.onBehalfOf)
        c.pointee.command = arena.text(self.command)
        c.pointee.from_state = arena.text(self.fromState)
        c.pointee.to_state = arena.text(self.toState)
        c.pointee.reason_code = arena.text(self.reasonCode)
        c.pointee.request_digest = arena.octets(self.requestDigest)
        if let value = self.occurredUntil { c.pointee.occurred_until = arena.instant(value) }
        c.pointee.address = arena.text(self.address)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("type", self.type)
        check.text("producer", self.producer)
        check.text("resource", self.resource)
        check.text("resource_type", self.resourceType)
        check.size("data", self.data.count, 262144)
        check.text("correlation_id", self.correlationId)
        check.text("causation_id", self.causationId)
        check.text("principal", self.principal)
        check.text("party", self.party)
        check.text("on_behalf_of", self.onBehalfOf)
        check.text("command", self.command)
        check.text("from_state", self.fromState)
        check.text("to_state", self.toState)
        check.text("reason_code", self.reasonCode)
        check.size("request_digest", self.requestDigest.count)
        check.text("address", self.address)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ReadJournalRequest`.
public struct ReadJournalRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ReadJournalRequest"

    /// Entries with a greater sequence are returned.
    public var after: Int64 = 0
    /// At most 1,000; 0 means 200.
    public var limit: Int32 = 0
    /// How long to wait for the first entry, in milliseconds; at most 20,000.
    public var waitMs: Int32 = 0
    /// The last entry that the caller, a service of the mesh, has applied with all its effects; 0 says
    /// nothing. Kept as its acknowledgement; others give theirs with `ConsumerService`.
    public var acknowledged: Int64 = 0

    public init() {}

    public init(
        after: Int64 = 0,
        limit: Int32 = 0,
        waitMs: Int32 = 0,
        acknowledged: Int64 = 0
    ) {
        self.after = after
        self.limit = limit
        self.waitMs = waitMs
        self.acknowledged = acknowledged
    }
}

extension ReadJournalRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ReadJournalRequest>?) {
        govmesh__mesh__v1__read_journal_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ReadJournalRequest>) {
        self.after = c.pointee.after
        self.limit = c.pointee.limit
        self.waitMs = c.pointee.wait_ms
        self.acknowledged = c.pointee.acknowledged
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ReadJournalRequest>, _ arena: Arena) {
        c.pointee.after = self.after
        c.pointee.limit = self.limit
        c.pointee.wait_ms = self.waitMs
        c.pointee.acknowledged = self.acknowledged
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.number("after", self.after, 0...9223372036854775807)
        check.number("limit", self.limit, 0...1000)
        check.number("wait_ms", self.waitMs, 0...20000, unit: "ms")
        check.number("acknowledged", self.acknowledged, 0...9223372036854775807)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// A reader keeps epoch, sequence and leaf hash of the last entry it applied. Another epoch, a smaller
/// head or another leaf hash of that entry tell it that this is not the journal it read before.
public struct ReadJournalResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ReadJournalResponse"

    /// Drawn when the journal was made. A backup bears the same one, so that alone proves nothing.
    public var epoch: String = ""
    public var entries: [JournalEntry] = []
    /// Sequence of the newest entry.
    public var head: Int64 = 0
    /// Leaf hash of the entry `after`; empty when there is none.
    public var leaf: [UInt8] = []
    /// Leaf hash of each of the entries returned.
    public var leaves: [[UInt8]] = []

    public init() {}

    public init(
        epoch: String = "",
        entries: [JournalEntry] = [],
        head: Int64 = 0,
        leaf: [UInt8] = [],
        leaves: [[UInt8]] = []
    ) {
        self.epoch = epoch
        self.entries = entries
        self.head = head
        self.leaf = leaf
        self.leaves = leaves
    }
}

extension ReadJournalResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ReadJournalResponse>?) {
        govmesh__mesh__v1__read_journal_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ReadJournalResponse>) {
        self.epoch = FromC.text(c.pointee.epoch)
        self.entries = FromC.messages(c.pointee.n_entries, c.pointee.entries)
        self.head = c.pointee.head
        self.leaf = FromC.octets(c.pointee.leaf)
        self.leaves = FromC.list(c.pointee.n_leaves, c.pointee.leaves) { FromC.octets($0) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ReadJournalResponse>, _ arena: Arena) {
        c.pointee.epoch = arena.text(self.epoch)
        (c.pointee.n_entries, c.pointee.entries) = arena.list(self.entries) { arena.message($0) }
        c.pointee.head = self.head
        c.pointee.leaf = arena.octets(self.leaf)
        (c.pointee.n_leaves, c.pointee.leaves) = arena.list(self.leaves) { arena.octets($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("epoch", self.epoch)
        check.items("entries", self.entries.count)
        check.nested("entries", self.entries)
        check.size("leaf", self.leaf.count)
        check.items("leaves", self.leaves.count)
        check.sizes("leaves", self.leaves)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.TailJournalRequest`.
public struct TailJournalRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.TailJournalRequest"

    /// Entries with a greater sequence are sent.
    public var after: Int64 = 0

    public init() {}

    public init(
        after: Int64 = 0
    ) {
        self.after = after
    }
}

extension TailJournalRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__TailJournalRequest>?) {
        govmesh__mesh__v1__tail_journal_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__TailJournalRequest>) {
        self.after = c.pointee.after
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__TailJournalRequest>, _ arena: Arena) {
        c.pointee.after = self.after
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.number("after", self.after, 0...9223372036854775807)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// How far a service has read the journal of another one.
public struct SourceProgress: WireMessage {
    public static let fullName = "govmesh.mesh.v1.SourceProgress"

    public var source: String = ""
    public var applied: Int64 = 0
    /// When the source last answered, by this service's clock.
    public var contactAt: Instant? = nil
    /// Entries whose effect waits for an operator.
    public var parked: Int64 = 0

    public init() {}

    public init(
        source: String = "",
        applied: Int64 = 0,
        contactAt: Instant? = nil,
        parked: Int64 = 0
    ) {
        self.source = source
        self.applied = applied
        self.contactAt = contactAt
        self.parked = parked
    }
}

extension SourceProgress: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__SourceProgress>?) {
        govmesh__mesh__v1__source_progress__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__SourceProgress>) {
        self.source = FromC.text(c.pointee.source)
        self.applied = c.pointee.applied
        self.contactAt = FromC.instant(c.pointee.contact_at)
        self.parked = c.pointee.parked
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__SourceProgress>, _ arena: Arena) {
        c.pointee.source = arena.text(self.source)
        c.pointee.applied = self.applied
        if let value = self.contactAt { c.pointee.contact_at = arena.instant(value) }
        c.pointee.parked = self.parked
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("source", self.source)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.GetProgressRequest`.
public struct GetProgressRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GetProgressRequest"

    public init() {}
}

extension GetProgressRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetProgressRequest>?) {
        govmesh__mesh__v1__get_progress_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GetProgressRequest>) {
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetProgressRequest>, _ arena: Arena) {
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        []
    }

    public func redacted() -> Self {
        self
    }
}

/// Enough to know whether the mesh is at rest.
public struct Progress: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Progress"

    public var service: String = ""
    public var epoch: String = ""
    public var head: Int64 = 0
    public var sources: [SourceProgress] = []
    /// Date-driven transitions that are due and not yet written.
    public var due: Int64 = 0
    public var now: Instant? = nil

    public init() {}

    public init(
        service: String = "",
        epoch: String = "",
        head: Int64 = 0,
        sources: [SourceProgress] = [],
        due: Int64 = 0,
        now: Instant? = nil
    ) {
        self.service = service
        self.epoch = epoch
        self.head = head
        self.sources = sources
        self.due = due
        self.now = now
    }
}

extension Progress: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Progress>?) {
        govmesh__mesh__v1__progress__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Progress>) {
        self.service = FromC.text(c.pointee.service)
        self.epoch = FromC.text(c.pointee.epoch)
        self.head = c.pointee.head
        self.sources = FromC.messages(c.pointee.n_sources, c.pointee.sources)
        self.due = c.pointee.due
        self.now = FromC.instant(c.pointee.now)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Progress>, _ arena: Arena) {
        c.pointee.service = arena.text(self.service)
        c.pointee.epoch = arena.text(self.epoch)
        c.pointee.head = self.head
        (c.pointee.n_sources, c.pointee.sources) = arena.list(self.sources) { arena.message($0) }
        c.pointee.due = self.due
        if let value = self.now { c.pointee.now = arena.instant(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("service", self.service)
        check.text("epoch", self.epoch)
        check.items("sources", self.sources.count)
        check.nested("sources", self.sources)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.RebuildProjectionsRequest`.
public struct RebuildProjectionsRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.RebuildProjectionsRequest"

    public init() {}
}

extension RebuildProjectionsRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__RebuildProjectionsRequest>?) {
        govmesh__mesh__v1__rebuild_projections_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__RebuildProjectionsRequest>) {
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__RebuildProjectionsRequest>, _ arena: Arena) {
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        []
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.RebuildProjectionsResponse`.
public struct RebuildProjectionsResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.RebuildProjectionsResponse"

    /// Copies of other services' resources written anew.
    public var resources: Int64 = 0
    /// SHA-256 over the copies of each source before and after, in lower hex, one blank between;
    /// equal when the rebuild changed nothing.
    public var digestBefore: String = ""
    public var digestAfter: String = ""

    public init() {}

    public init(
        resources: Int64 = 0,
        digestBefore: String = "",
        digestAfter: String = ""
    ) {
        self.resources = resources
        self.digestBefore = digestBefore
        self.digestAfter = digestAfter
    }
}

extension RebuildProjectionsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__RebuildProjectionsResponse>?) {
        govmesh__mesh__v1__rebuild_projections_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__RebuildProjectionsResponse>) {
        self.resources = c.pointee.resources
        self.digestBefore = FromC.text(c.pointee.digest_before)
        self.digestAfter = FromC.text(c.pointee.digest_after)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__RebuildProjectionsResponse>, _ arena: Arena) {
        c.pointee.resources = self.resources
        c.pointee.digest_before = arena.text(self.digestBefore)
        c.pointee.digest_after = arena.text(self.digestAfter)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("digest_before", self.digestBefore)
        check.text("digest_after", self.digestAfter)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.mesh.v1.JournalService`.
public enum JournalServiceMethods {
    /// Returns entries in order, waiting for the first when asked to.
    public static let readJournal = MethodDescriptor(
        service: "govmesh.mesh.v1.JournalService", method: "ReadJournal",
        callClass: .noSideEffects, parties: [.meshService, .managementBody], requirements: ["RX-1"])

    /// Sends entries in order, those there are and those to come, until the caller ends it.
    public static let tailJournal = MethodDescriptor(
        service: "govmesh.mesh.v1.JournalService", method: "TailJournal",
        callClass: .noSideEffects, shape: .serverStream, parties: [.meshService, .managementBody], requirements: ["RX-1"], timeoutMilliseconds: 86400000)

    /// Returns the journal's head and how far other journals were applied.
    public static let getProgress = MethodDescriptor(
        service: "govmesh.mesh.v1.JournalService", method: "GetProgress",
        callClass: .noSideEffects, parties: [.managementBody, .meshService])

    /// Writes all copies of other services' resources anew from their journals.
    public static let rebuildProjections = MethodDescriptor(
        service: "govmesh.mesh.v1.JournalService", method: "RebuildProjections",
        callClass: .idempotent, parties: [.managementBody], roles: [.systemAdministrator], timeoutMilliseconds: 300000)

    public static let all: [MethodDescriptor] = [
        readJournal,
        tailJournal,
        getProgress,
        rebuildProjections,
    ]
}

/// Offered by every service under its own routing key, e.g. "credit".
public protocol JournalServiceProvider: Sendable {
    /// Returns entries in order, waiting for the first when asked to.
    func readJournal(
        _ request: ReadJournalRequest, _ call: Call
    ) async throws(RPCFailure) -> ReadJournalResponse
    /// Sends entries in order, those there are and those to come, until the caller ends it.
    func tailJournal(
        _ request: TailJournalRequest, _ replies: Replies<JournalEntry>, _ call: Call
    ) async throws(RPCFailure)
    /// Returns the journal's head and how far other journals were applied.
    func getProgress(
        _ request: GetProgressRequest, _ call: Call
    ) async throws(RPCFailure) -> Progress
    /// Writes all copies of other services' resources anew from their journals.
    func rebuildProjections(
        _ request: RebuildProjectionsRequest, _ call: Call
    ) async throws(RPCFailure) -> RebuildProjectionsResponse
}

extension JournalServiceProvider {
    /// What a worker of this service offers.
    public var journalServiceBindings: [MethodBinding] {
        [
            MethodBinding(JournalServiceMethods.readJournal) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.readJournal)
            },
            MethodBinding(JournalServiceMethods.tailJournal, stream: {
                requests, replies, call async throws(RPCFailure) in
                try await answer(requests, replies, call, self.tailJournal)
            }),
            MethodBinding(JournalServiceMethods.getProgress) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getProgress)
            },
            MethodBinding(JournalServiceMethods.rebuildProjections) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.rebuildProjections)
            },
        ]
    }
}

/// Calls `govmesh.mesh.v1.JournalService`.
public struct JournalServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Returns entries in order, waiting for the first when asked to.
    public func readJournal(
        _ request: ReadJournalRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ReadJournalResponse {
        try await ask(
            self.channel, self.routingKey, JournalServiceMethods.readJournal, request, options)
    }

    /// Sends entries in order, those there are and those to come, until the caller ends it.
    public func tailJournal(
        _ request: TailJournalRequest, _ options: CallOptions = CallOptions()
    ) throws(RPCFailure) -> ReplyStream<JournalEntry> {
        let method = JournalServiceMethods.tailJournal
        return ReplyStream(
            try open(
                self.channel, self.routingKey, method,
                request.wireBytes(), options), method)
    }

    /// Returns the journal's head and how far other journals were applied.
    public func getProgress(
        _ request: GetProgressRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Progress {
        try await ask(
            self.channel, self.routingKey, JournalServiceMethods.getProgress, request, options)
    }

    /// Writes all copies of other services' resources anew from their journals.
    public func rebuildProjections(
        _ request: RebuildProjectionsRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> RebuildProjectionsResponse {
        try await ask(
            self.channel, self.routingKey, JournalServiceMethods.rebuildProjections, request, options)
    }
}

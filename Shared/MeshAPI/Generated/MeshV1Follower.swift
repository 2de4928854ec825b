// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// An entry of another journal whose effect could not be applied. The copy of its resource is
/// written; the effect waits here until it is retried or released.
public struct ParkedEntry: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ParkedEntry"

    /// The service whose journal it is from, e.g. "quality".
    public var source: String = ""
    public var entry: JournalEntry? = nil
    /// What the effect was refused with at the last attempt.
    public var error: String = ""
    public var attempts: Int32 = 0
    public var parkedAt: Instant? = nil
    /// The parked entry of the same resource before it, which has to go first; 0 for none.
    public var waitsBehind: Int64 = 0

    public init() {}

    public init(
        source: String = "",
        entry: JournalEntry? = nil,
        error: String = "",
        attempts: Int32 = 0,
        parkedAt: Instant? = nil,
        waitsBehind: Int64 = 0
    ) {
        self.source = source
        self.entry = entry
        self.error = error
        self.attempts = attempts
        self.parkedAt = parkedAt
        self.waitsBehind = waitsBehind
    }
}

extension ParkedEntry: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ParkedEntry>?) {
        govmesh__mesh__v1__parked_entry__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ParkedEntry>) {
        self.source = FromC.text(c.pointee.source)
        self.entry = FromC.message(c.pointee.entry)
        self.error = FromC.text(c.pointee.error)
        self.attempts = c.pointee.attempts
        self.parkedAt = FromC.instant(c.pointee.parked_at)
        self.waitsBehind = c.pointee.waits_behind
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ParkedEntry>, _ arena: Arena) {
        c.pointee.source = arena.text(self.source)
        if let value = self.entry { c.pointee.entry = arena.message(value) }
        c.pointee.error = arena.text(self.error)
        c.pointee.attempts = self.attempts
        if let value = self.parkedAt { c.pointee.parked_at = arena.instant(value) }
        c.pointee.waits_behind = self.waitsBehind
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("source", self.source)
        check.nested("entry", self.entry)
        check.text("error", self.error, 2048)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListParkedEntriesRequest`.
public struct ListParkedEntriesRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListParkedEntriesRequest"

    /// Empty means all sources; `after` needs one.
    public var source: String = ""
    /// Entries with a greater sequence are returned.
    public var after: Int64 = 0
    /// At most 100; 0 means 20.
    public var limit: Int32 = 0

    public init() {}

    public init(
        source: String = "",
        after: Int64 = 0,
        limit: Int32 = 0
    ) {
        self.source = source
        self.after = after
        self.limit = limit
    }
}

extension ListParkedEntriesRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListParkedEntriesRequest>?) {
        govmesh__mesh__v1__list_parked_entries_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListParkedEntriesRequest>) {
        self.source = FromC.text(c.pointee.source)
        self.after = c.pointee.after
        self.limit = c.pointee.limit
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListParkedEntriesRequest>, _ arena: Arena) {
        c.pointee.source = arena.text(self.source)
        c.pointee.after = self.after
        c.pointee.limit = self.limit
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("source", self.source)
        check.number("limit", self.limit, 0...100)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListParkedEntriesResponse`.
public struct ListParkedEntriesResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListParkedEntriesResponse"

    public var entries: [ParkedEntry] = []

    public init() {}

    public init(
        entries: [ParkedEntry] = []
    ) {
        self.entries = entries
    }
}

extension ListParkedEntriesResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListParkedEntriesResponse>?) {
        govmesh__mesh__v1__list_parked_entries_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListParkedEntriesResponse>) {
        self.entries = FromC.messages(c.pointee.n_entries, c.pointee.entries)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListParkedEntriesResponse>, _ arena: Arena) {
        (c.pointee.n_entries, c.pointee.entries) = arena.list(self.entries) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("entries", self.entries.count)
        check.nested("entries", self.entries)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.RetryParkedEntryRequest`.
public struct RetryParkedEntryRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.RetryParkedEntryRequest"

    public var source: String = ""
    public var sequence: Int64 = 0

    public init() {}

    public init(
        source: String = "",
        sequence: Int64 = 0
    ) {
        self.source = source
        self.sequence = sequence
    }
}

extension RetryParkedEntryRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__RetryParkedEntryRequest>?) {
        govmesh__mesh__v1__retry_parked_entry_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__RetryParkedEntryRequest>) {
        self.source = FromC.text(c.pointee.source)
        self.sequence = c.pointee.sequence
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__RetryParkedEntryRequest>, _ arena: Arena) {
        c.pointee.source = arena.text(self.source)
        c.pointee.sequence = self.sequence
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("source", !self.source.isEmpty)
        check.text("source", self.source)
        check.required("sequence", self.sequence != 0)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.RetryParkedEntryResponse`.
public struct RetryParkedEntryResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.RetryParkedEntryResponse"

    /// The entries applied, each once: the one asked for and those that waited behind it.
    public var applied: [Int64] = []
    /// The entry that waited behind it and was refused in turn; 0 for none.
    public var refused: Int64 = 0
    /// What it was refused with.
    public var error: String = ""

    public init() {}

    public init(
        applied: [Int64] = [],
        refused: Int64 = 0,
        error: String = ""
    ) {
        self.applied = applied
        self.refused = refused
        self.error = error
    }
}

extension RetryParkedEntryResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__RetryParkedEntryResponse>?) {
        govmesh__mesh__v1__retry_parked_entry_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__RetryParkedEntryResponse>) {
        self.applied = FromC.list(c.pointee.n_applied, c.pointee.applied) { $0 }
        self.refused = c.pointee.refused
        self.error = FromC.text(c.pointee.error)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__RetryParkedEntryResponse>, _ arena: Arena) {
        (c.pointee.n_applied, c.pointee.applied) = arena.list(self.applied) { $0 }
        c.pointee.refused = self.refused
        c.pointee.error = arena.text(self.error)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("applied", self.applied.count)
        check.text("error", self.error, 2048)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ReleaseParkedEntryRequest`.
public struct ReleaseParkedEntryRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ReleaseParkedEntryRequest"

    public var source: String = ""
    public var sequence: Int64 = 0
    /// Why its effect shall never be applied (RX-3).
    public var reason: String = ""

    public init() {}

    public init(
        source: String = "",
        sequence: Int64 = 0,
        reason: String = ""
    ) {
        self.source = source
        self.sequence = sequence
        self.reason = reason
    }
}

extension ReleaseParkedEntryRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ReleaseParkedEntryRequest>?) {
        govmesh__mesh__v1__release_parked_entry_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ReleaseParkedEntryRequest>) {
        self.source = FromC.text(c.pointee.source)
        self.sequence = c.pointee.sequence
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ReleaseParkedEntryRequest>, _ arena: Arena) {
        c.pointee.source = arena.text(self.source)
        c.pointee.sequence = self.sequence
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("source", !self.source.isEmpty)
        check.text("source", self.source)
        check.required("sequence", self.sequence != 0)
        check.required("reason", !self.reason.isEmpty)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ReleaseParkedEntryResponse`.
public struct ReleaseParkedEntryResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ReleaseParkedEntryResponse"

    /// The entry that waited behind it and can be retried now; 0 for none.
    public var next: Int64 = 0

    public init() {}

    public init(
        next: Int64 = 0
    ) {
        self.next = next
    }
}

extension ReleaseParkedEntryResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ReleaseParkedEntryResponse>?) {
        govmesh__mesh__v1__release_parked_entry_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ReleaseParkedEntryResponse>) {
        self.next = c.pointee.next
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ReleaseParkedEntryResponse>, _ arena: Arena) {
        c.pointee.next = self.next
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

/// `govmesh.mesh.v1.AdoptJournalRequest`.
public struct AdoptJournalRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.AdoptJournalRequest"

    public var source: String = ""
    /// Why the restored journal is taken for the true one (RX-3).
    public var reason: String = ""

    public init() {}

    public init(
        source: String = "",
        reason: String = ""
    ) {
        self.source = source
        self.reason = reason
    }
}

extension AdoptJournalRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__AdoptJournalRequest>?) {
        govmesh__mesh__v1__adopt_journal_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__AdoptJournalRequest>) {
        self.source = FromC.text(c.pointee.source)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__AdoptJournalRequest>, _ arena: Arena) {
        c.pointee.source = arena.text(self.source)
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("source", !self.source.isEmpty)
        check.text("source", self.source)
        check.required("reason", !self.reason.isEmpty)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.AdoptJournalResponse`.
public struct AdoptJournalResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.AdoptJournalResponse"

    public var epoch: String = ""
    /// The last entry that was copied without effect; later ones have theirs.
    public var sequence: Int64 = 0
    /// Copies of the source's resources now held.
    public var resources: Int64 = 0

    public init() {}

    public init(
        epoch: String = "",
        sequence: Int64 = 0,
        resources: Int64 = 0
    ) {
        self.epoch = epoch
        self.sequence = sequence
        self.resources = resources
    }
}

extension AdoptJournalResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__AdoptJournalResponse>?) {
        govmesh__mesh__v1__adopt_journal_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__AdoptJournalResponse>) {
        self.epoch = FromC.text(c.pointee.epoch)
        self.sequence = c.pointee.sequence
        self.resources = c.pointee.resources
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__AdoptJournalResponse>, _ arena: Arena) {
        c.pointee.epoch = arena.text(self.epoch)
        c.pointee.sequence = self.sequence
        c.pointee.resources = self.resources
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("epoch", self.epoch)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.mesh.v1.FollowerService`.
public enum FollowerServiceMethods {
    /// Lists the entries of one source that wait for an operator, oldest first.
    public static let listParkedEntries = MethodDescriptor(
        service: "govmesh.mesh.v1.FollowerService", method: "ListParkedEntries",
        callClass: .noSideEffects, parties: [.managementBody])

    /// Applies the effect of a parked entry, exactly once, then those that waited behind it. One that
    /// was applied before is answered with nothing applied.
    public static let retryParkedEntry = MethodDescriptor(
        service: "govmesh.mesh.v1.FollowerService", method: "RetryParkedEntry",
        callClass: .idempotent, parties: [.managementBody], roles: [.systemAdministrator])

    /// Gives up the effect of a parked entry for good.
    public static let releaseParkedEntry = MethodDescriptor(
        service: "govmesh.mesh.v1.FollowerService", method: "ReleaseParkedEntry",
        callClass: .keyed, parties: [.managementBody], roles: [.systemAdministrator], requirements: ["RX-3"])

    /// Goes on with a source whose journal was restored from elsewhere: all copies are written anew
    /// from it up to its head, without effects; what comes later has its effect.
    public static let adoptJournal = MethodDescriptor(
        service: "govmesh.mesh.v1.FollowerService", method: "AdoptJournal",
        callClass: .idempotent, parties: [.managementBody], roles: [.systemAdministrator], requirements: ["RX-3"], timeoutMilliseconds: 300000)

    public static let all: [MethodDescriptor] = [
        listParkedEntries,
        retryParkedEntry,
        releaseParkedEntry,
        adoptJournal,
    ]
}

/// Offered by every service under its own routing key.
public protocol FollowerServiceProvider: Sendable {
    /// Lists the entries of one source that wait for an operator, oldest first.
    func listParkedEntries(
        _ request: ListParkedEntriesRequest, _ call: Call
    ) async throws(RPCFailure) -> ListParkedEntriesResponse
    /// Applies the effect of a parked entry, exactly once, then those that waited behind it. One that
    /// was applied before is answered with nothing applied.
    func retryParkedEntry(
        _ request: RetryParkedEntryRequest, _ call: Call
    ) async throws(RPCFailure) -> RetryParkedEntryResponse
    /// Gives up the effect of a parked entry for good.
    func releaseParkedEntry(
        _ request: ReleaseParkedEntryRequest, _ call: Call
    ) async throws(RPCFailure) -> ReleaseParkedEntryResponse
    /// Goes on with a source whose journal was restored from elsewhere: all copies are written anew
    /// from it up to its head, without effects; what comes later has its effect.
    func adoptJournal(
        _ request: AdoptJournalRequest, _ call: Call
    ) async throws(RPCFailure) -> AdoptJournalResponse
}

extension FollowerServiceProvider {
    /// What a worker of this service offers.
    public var followerServiceBindings: [MethodBinding] {
        [
            MethodBinding(FollowerServiceMethods.listParkedEntries) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listParkedEntries)
            },
            MethodBinding(FollowerServiceMethods.retryParkedEntry) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.retryParkedEntry)
            },
            MethodBinding(FollowerServiceMethods.releaseParkedEntry) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.releaseParkedEntry)
            },
            MethodBinding(FollowerServiceMethods.adoptJournal) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.adoptJournal)
            },
        ]
    }
}

/// Calls `govmesh.mesh.v1.FollowerService`.
public struct FollowerServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Lists the entries of one source that wait for an operator, oldest first.
    public func listParkedEntries(
        _ request: ListParkedEntriesRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListParkedEntriesResponse {
        try await ask(
            self.channel, self.routingKey, FollowerServiceMethods.listParkedEntries, request, options)
    }

    /// Applies the effect of a parked entry, exactly once, then those that waited behind it. One that
    /// was applied before is answered with nothing applied.
    public func retryParkedEntry(
        _ request: RetryParkedEntryRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> RetryParkedEntryResponse {
        try await ask(
            self.channel, self.routingKey, FollowerServiceMethods.retryParkedEntry, request, options)
    }

    /// Gives up the effect of a parked entry for good.
    public func releaseParkedEntry(
        _ request: ReleaseParkedEntryRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ReleaseParkedEntryResponse {
        try await ask(
            self.channel, self.routingKey, FollowerServiceMethods.releaseParkedEntry, request, options)
    }

    /// Goes on with a source whose journal was restored from elsewhere: all copies are written anew
    /// from it up to its head, without effects; what comes later has its effect.
    public func adoptJournal(
        _ request: AdoptJournalRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> AdoptJournalResponse {
        try await ask(
            self.channel, self.routingKey, FollowerServiceMethods.adoptJournal, request, options)
    }
}

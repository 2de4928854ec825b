// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// Whoever ever acknowledged an entry, by the account or service that calls.
public struct Consumer: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Consumer"

    /// E.g. "service.registry", or an integrator's account.
    public var name: String = ""
    /// The last entry it acknowledged, and with it all before.
    public var position: Int64 = 0
    public var acknowledgedAt: Instant? = nil
    /// Entries it has not taken.
    public var behind: Int64 = 0
    /// When the first of them was written; absent when it has taken all.
    public var behindSince: Instant? = nil
    /// By when it should have taken that one: one working day later (7.11).
    public var due: Instant? = nil
    public var overdue: Bool = false
    /// The first entries it has not taken; of one that is overdue only.
    public var missed: [MissedEntry] = []

    public init() {}

    public init(
        name: String = "",
        position: Int64 = 0,
        acknowledgedAt: Instant? = nil,
        behind: Int64 = 0,
        behindSince: Instant? = nil,
        due: Instant? = nil,
        overdue: Bool = false,
        missed: [MissedEntry] = []
    ) {
        self.name = name
        self.position = position
        self.acknowledgedAt = acknowledgedAt
        self.behind = behind
        self.behindSince = behindSince
        self.due = due
        self.overdue = overdue
        self.missed = missed
    }
}

extension Consumer: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Consumer>?) {
        govmesh__mesh__v1__consumer__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Consumer>) {
        self.name = FromC.text(c.pointee.name)
        self.position = c.pointee.position
        self.acknowledgedAt = FromC.instant(c.pointee.acknowledged_at)
        self.behind = c.pointee.behind
        self.behindSince = FromC.instant(c.pointee.behind_since)
        self.due = FromC.instant(c.pointee.due)
        self.overdue = c.pointee.overdue != 0
        self.missed = FromC.messages(c.pointee.n_missed, c.pointee.missed)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Consumer>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.position = self.position
        if let value = self.acknowledgedAt { c.pointee.acknowledged_at = arena.instant(value) }
        c.pointee.behind = self.behind
        if let value = self.behindSince { c.pointee.behind_since = arena.instant(value) }
        if let value = self.due { c.pointee.due = arena.instant(value) }
        c.pointee.overdue = self.overdue ? 1 : 0
        (c.pointee.n_missed, c.pointee.missed) = arena.list(self.missed) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.items("missed", self.missed.count, 20)
        check.nested("missed", self.missed)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// An entry that a consumer has not taken.
public struct MissedEntry: WireMessage {
    public static let fullName = "govmesh.mesh.v1.MissedEntry"

    public var sequence: Int64 = 0
    public var type: String = ""
    public var resource: String = ""

    public init() {}

    public init(
        sequence: Int64 = 0,
        type: String = "",
        resource: String = ""
    ) {
        self.sequence = sequence
        self.type = type
        self.resource = resource
    }
}

extension MissedEntry: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__MissedEntry>?) {
        govmesh__mesh__v1__missed_entry__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__MissedEntry>) {
        self.sequence = c.pointee.sequence
        self.type = FromC.text(c.pointee.type)
        self.resource = FromC.text(c.pointee.resource)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__MissedEntry>, _ arena: Arena) {
        c.pointee.sequence = self.sequence
        c.pointee.type = arena.text(self.type)
        c.pointee.resource = arena.text(self.resource)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("type", self.type)
        check.text("resource", self.resource)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.AcknowledgeJournalRequest`.
public struct AcknowledgeJournalRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.AcknowledgeJournalRequest"

    /// The last entry that the caller has applied, with all before it.
    public var sequence: Int64 = 0

    public init() {}

    public init(
        sequence: Int64 = 0
    ) {
        self.sequence = sequence
    }
}

extension AcknowledgeJournalRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__AcknowledgeJournalRequest>?) {
        govmesh__mesh__v1__acknowledge_journal_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__AcknowledgeJournalRequest>) {
        self.sequence = c.pointee.sequence
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__AcknowledgeJournalRequest>, _ arena: Arena) {
        c.pointee.sequence = self.sequence
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.number("sequence", self.sequence, 1...9223372036854775807)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ListConsumersRequest`.
public struct ListConsumersRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListConsumersRequest"

    public init() {}
}

extension ListConsumersRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListConsumersRequest>?) {
        govmesh__mesh__v1__list_consumers_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListConsumersRequest>) {
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListConsumersRequest>, _ arena: Arena) {
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

/// In order of name.
public struct ListConsumersResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListConsumersResponse"

    public var consumers: [Consumer] = []
    /// Sequence of the newest entry.
    public var head: Int64 = 0

    public init() {}

    public init(
        consumers: [Consumer] = [],
        head: Int64 = 0
    ) {
        self.consumers = consumers
        self.head = head
    }
}

extension ListConsumersResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListConsumersResponse>?) {
        govmesh__mesh__v1__list_consumers_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListConsumersResponse>) {
        self.consumers = FromC.messages(c.pointee.n_consumers, c.pointee.consumers)
        self.head = c.pointee.head
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListConsumersResponse>, _ arena: Arena) {
        (c.pointee.n_consumers, c.pointee.consumers) = arena.list(self.consumers) { arena.message($0) }
        c.pointee.head = self.head
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("consumers", self.consumers.count)
        check.nested("consumers", self.consumers)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ForgetConsumerRequest`.
public struct ForgetConsumerRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ForgetConsumerRequest"

    public var name: String = ""
    /// Why nobody waits for it any more (RX-3).
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        reason: String = ""
    ) {
        self.name = name
        self.reason = reason
    }
}

extension ForgetConsumerRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ForgetConsumerRequest>?) {
        govmesh__mesh__v1__forget_consumer_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ForgetConsumerRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ForgetConsumerRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name)
        check.required("reason", !self.reason.isEmpty)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.mesh.v1.ForgetConsumerResponse`.
public struct ForgetConsumerResponse: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ForgetConsumerResponse"

    public init() {}
}

extension ForgetConsumerResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ForgetConsumerResponse>?) {
        govmesh__mesh__v1__forget_consumer_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ForgetConsumerResponse>) {
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ForgetConsumerResponse>, _ arena: Arena) {
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

/// The methods of `govmesh.mesh.v1.ConsumerService`.
public enum ConsumerServiceMethods {
    /// Says how far the caller has applied the journal; never goes back. Services of the mesh say it
    /// with `ReadJournal` instead.
    public static let acknowledgeJournal = MethodDescriptor(
        service: "govmesh.mesh.v1.ConsumerService", method: "AcknowledgeJournal",
        callClass: .idempotent, parties: [.managementBody], requirements: ["R5.2-14"])

    /// Lists the consumers of the journal, and those that are late with what they have not taken.
    public static let listConsumers = MethodDescriptor(
        service: "govmesh.mesh.v1.ConsumerService", method: "ListConsumers",
        callClass: .noSideEffects, parties: [.managementBody], requirements: ["R5.2-14"])

    /// Waits no more for a consumer that is gone; one that comes back is known again.
    public static let forgetConsumer = MethodDescriptor(
        service: "govmesh.mesh.v1.ConsumerService", method: "ForgetConsumer",
        callClass: .keyed, parties: [.managementBody], roles: [.systemAdministrator], requirements: ["RX-3"])

    public static let all: [MethodDescriptor] = [
        acknowledgeJournal,
        listConsumers,
        forgetConsumer,
    ]
}

/// Offered by every service under its own routing key.
public protocol ConsumerServiceProvider: Sendable {
    /// Says how far the caller has applied the journal; never goes back. Services of the mesh say it
    /// with `ReadJournal` instead.
    func acknowledgeJournal(
        _ request: AcknowledgeJournalRequest, _ call: Call
    ) async throws(RPCFailure) -> Consumer
    /// Lists the consumers of the journal, and those that are late with what they have not taken.
    func listConsumers(
        _ request: ListConsumersRequest, _ call: Call
    ) async throws(RPCFailure) -> ListConsumersResponse
    /// Waits no more for a consumer that is gone; one that comes back is known again.
    func forgetConsumer(
        _ request: ForgetConsumerRequest, _ call: Call
    ) async throws(RPCFailure) -> ForgetConsumerResponse
}

extension ConsumerServiceProvider {
    /// What a worker of this service offers.
    public var consumerServiceBindings: [MethodBinding] {
        [
            MethodBinding(ConsumerServiceMethods.acknowledgeJournal) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.acknowledgeJournal)
            },
            MethodBinding(ConsumerServiceMethods.listConsumers) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listConsumers)
            },
            MethodBinding(ConsumerServiceMethods.forgetConsumer) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.forgetConsumer)
            },
        ]
    }
}

/// Calls `govmesh.mesh.v1.ConsumerService`.
public struct ConsumerServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Says how far the caller has applied the journal; never goes back. Services of the mesh say it
    /// with `ReadJournal` instead.
    public func acknowledgeJournal(
        _ request: AcknowledgeJournalRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Consumer {
        try await ask(
            self.channel, self.routingKey, ConsumerServiceMethods.acknowledgeJournal, request, options)
    }

    /// Lists the consumers of the journal, and those that are late with what they have not taken.
    public func listConsumers(
        _ request: ListConsumersRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListConsumersResponse {
        try await ask(
            self.channel, self.routingKey, ConsumerServiceMethods.listConsumers, request, options)
    }

    /// Waits no more for a consumer that is gone; one that comes back is known again.
    public func forgetConsumer(
        _ request: ForgetConsumerRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ForgetConsumerResponse {
        try await ask(
            self.channel, self.routingKey, ConsumerServiceMethods.forgetConsumer, request, options)
    }
}

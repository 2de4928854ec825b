// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// `govmesh.registry.v1.ImportRecordsRequest`.
public struct ImportRecordsRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.ImportRecordsRequest"

    /// Where the records come from, e.g. "fedramp-marketplace 2026-04-11".
    public var source: String = ""
    public var parties: [Party] = []
    public var products: [Product] = []
    public var certifications: [Certification] = []
    public var contracts: [Contract] = []

    public init() {}

    public init(
        source: String = "",
        parties: [Party] = [],
        products: [Product] = [],
        certifications: [Certification] = [],
        contracts: [Contract] = []
    ) {
        self.source = source
        self.parties = parties
        self.products = products
        self.certifications = certifications
        self.contracts = contracts
    }
}

extension ImportRecordsRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ImportRecordsRequest>?) {
        govmesh__registry__v1__import_records_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ImportRecordsRequest>) {
        self.source = FromC.text(c.pointee.source)
        self.parties = FromC.messages(c.pointee.n_parties, c.pointee.parties)
        self.products = FromC.messages(c.pointee.n_products, c.pointee.products)
        self.certifications = FromC.messages(c.pointee.n_certifications, c.pointee.certifications)
        self.contracts = FromC.messages(c.pointee.n_contracts, c.pointee.contracts)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ImportRecordsRequest>, _ arena: Arena) {
        c.pointee.source = arena.text(self.source)
        (c.pointee.n_parties, c.pointee.parties) = arena.list(self.parties) { arena.message($0) }
        (c.pointee.n_products, c.pointee.products) = arena.list(self.products) { arena.message($0) }
        (c.pointee.n_certifications, c.pointee.certifications) = arena.list(self.certifications) { arena.message($0) }
        (c.pointee.n_contracts, c.pointee.contracts) = arena.list(self.contracts) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("source", !self.source.isEmpty)
        check.text("source", self.source, 64)
        check.items("parties", self.parties.count, 200)
        check.items("products", self.products.count, 200)
        check.items("certifications", self.certifications.count, 200)
        check.items("contracts", self.contracts.count, 200)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.parties = self.parties.map { $0.redacted() }
        copy.products = self.products.map { $0.redacted() }
        copy.certifications = self.certifications.map { $0.redacted() }
        copy.contracts = self.contracts.map { $0.redacted() }
        return copy
    }
}

/// `govmesh.registry.v1.SkippedRecord`.
public struct SkippedRecord: WireMessage {
    public static let fullName = "govmesh.registry.v1.SkippedRecord"

    public var name: String = ""
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

extension SkippedRecord: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__SkippedRecord>?) {
        govmesh__registry__v1__skipped_record__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__SkippedRecord>) {
        self.name = FromC.text(c.pointee.name)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__SkippedRecord>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("reason", self.reason)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.registry.v1.ImportRecordsResponse`.
public struct ImportRecordsResponse: WireMessage {
    public static let fullName = "govmesh.registry.v1.ImportRecordsResponse"

    public var created: Int32 = 0
    /// Loaded before with equal content.
    public var unchanged: Int32 = 0
    public var skipped: [SkippedRecord] = []
    /// Present under the same name with other content, and left as they are.
    public var conflicts: [SkippedRecord] = []

    public init() {}

    public init(
        created: Int32 = 0,
        unchanged: Int32 = 0,
        skipped: [SkippedRecord] = [],
        conflicts: [SkippedRecord] = []
    ) {
        self.created = created
        self.unchanged = unchanged
        self.skipped = skipped
        self.conflicts = conflicts
    }
}

extension ImportRecordsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ImportRecordsResponse>?) {
        govmesh__registry__v1__import_records_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ImportRecordsResponse>) {
        self.created = c.pointee.created
        self.unchanged = c.pointee.unchanged
        self.skipped = FromC.messages(c.pointee.n_skipped, c.pointee.skipped)
        self.conflicts = FromC.messages(c.pointee.n_conflicts, c.pointee.conflicts)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ImportRecordsResponse>, _ arena: Arena) {
        c.pointee.created = self.created
        c.pointee.unchanged = self.unchanged
        (c.pointee.n_skipped, c.pointee.skipped) = arena.list(self.skipped) { arena.message($0) }
        (c.pointee.n_conflicts, c.pointee.conflicts) = arena.list(self.conflicts) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("skipped", self.skipped.count)
        check.nested("skipped", self.skipped)
        check.items("conflicts", self.conflicts.count)
        check.nested("conflicts", self.conflicts)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.registry.v1.VerifyImportedRequest`.
public struct VerifyImportedRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.VerifyImportedRequest"

    /// Name of a loaded party, product, certification or contract.
    public var name: String = ""

    public init() {}

    public init(
        name: String = ""
    ) {
        self.name = name
    }
}

extension VerifyImportedRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__VerifyImportedRequest>?) {
        govmesh__registry__v1__verify_imported_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__VerifyImportedRequest>) {
        self.name = FromC.text(c.pointee.name)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__VerifyImportedRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.registry.v1.VerifyImportedResponse`.
public struct VerifyImportedResponse: WireMessage {
    public static let fullName = "govmesh.registry.v1.VerifyImportedResponse"

    public var name: String = ""
    public var version: Int64 = 0

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0
    ) {
        self.name = name
        self.version = version
    }
}

extension VerifyImportedResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__VerifyImportedResponse>?) {
        govmesh__registry__v1__verify_imported_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__VerifyImportedResponse>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__VerifyImportedResponse>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.registry.v1.MigrationService`.
public enum MigrationServiceMethods {
    /// Loads up to 200 records of each kind; each is created, unchanged, in conflict with what is
    /// there, or skipped with its reason.
    public static let importRecords = MethodDescriptor(
        service: "govmesh.registry.v1.MigrationService", method: "ImportRecords",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], requirements: ["RX-13"])

    /// Loads batch after batch, each in a transaction of its own and answered when it is on disk; a
    /// batch that was loaded before comes back unchanged, so a broken stream is simply sent again.
    public static let streamRecords = MethodDescriptor(
        service: "govmesh.registry.v1.MigrationService", method: "StreamRecords",
        callClass: .idempotent, shape: .bidirectional, parties: [.managementBody], roles: [.handler], requirements: ["RX-13"], timeoutMilliseconds: 600000)

    /// Marks a loaded record as checked against its original.
    public static let verifyImported = MethodDescriptor(
        service: "govmesh.registry.v1.MigrationService", method: "VerifyImported",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], secondPerson: true, requirements: ["RX-13", "RX-2"])

    public static let all: [MethodDescriptor] = [
        importRecords,
        streamRecords,
        verifyImported,
    ]
}

/// `govmesh.registry.v1.MigrationService`.
public protocol MigrationServiceProvider: Sendable {
    /// Loads up to 200 records of each kind; each is created, unchanged, in conflict with what is
    /// there, or skipped with its reason.
    func importRecords(
        _ request: ImportRecordsRequest, _ call: Call
    ) async throws(RPCFailure) -> ImportRecordsResponse
    /// Loads batch after batch, each in a transaction of its own and answered when it is on disk; a
    /// batch that was loaded before comes back unchanged, so a broken stream is simply sent again.
    func streamRecords(
        _ requests: Requests<ImportRecordsRequest>, _ replies: Replies<ImportRecordsResponse>, _ call: Call
    ) async throws(RPCFailure)
    /// Marks a loaded record as checked against its original.
    func verifyImported(
        _ request: VerifyImportedRequest, _ call: Call
    ) async throws(RPCFailure) -> VerifyImportedResponse
}

extension MigrationServiceProvider {
    /// What a worker of this service offers.
    public var migrationServiceBindings: [MethodBinding] {
        [
            MethodBinding(MigrationServiceMethods.importRecords) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.importRecords)
            },
            MethodBinding(MigrationServiceMethods.streamRecords, stream: {
                requests, replies, call async throws(RPCFailure) in
                try await answer(requests, replies, call, self.streamRecords)
            }),
            MethodBinding(MigrationServiceMethods.verifyImported) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.verifyImported)
            },
        ]
    }
}

/// Calls `govmesh.registry.v1.MigrationService`.
public struct MigrationServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Loads up to 200 records of each kind; each is created, unchanged, in conflict with what is
    /// there, or skipped with its reason.
    public func importRecords(
        _ request: ImportRecordsRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ImportRecordsResponse {
        try await ask(
            self.channel, self.routingKey, MigrationServiceMethods.importRecords, request, options)
    }

    /// Loads batch after batch, each in a transaction of its own and answered when it is on disk; a
    /// batch that was loaded before comes back unchanged, so a broken stream is simply sent again.
    public func streamRecords(
        _ options: CallOptions = CallOptions()
    ) throws(RPCFailure) -> Exchange<ImportRecordsRequest, ImportRecordsResponse> {
        let method = MigrationServiceMethods.streamRecords
        return Exchange(
            try open(
                self.channel, self.routingKey, method,
                [], options), method)
    }

    /// Marks a loaded record as checked against its original.
    public func verifyImported(
        _ request: VerifyImportedRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> VerifyImportedResponse {
        try await ask(
            self.channel, self.routingKey, MigrationServiceMethods.verifyImported, request, options)
    }
}

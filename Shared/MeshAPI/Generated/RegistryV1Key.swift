// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// The public half of a CURVE key and who holds the secret one. SM-KEY.
public struct AccessKey: WireMessage {
    public static let fullName = "govmesh.registry.v1.AccessKey"

    /// "keys/{fingerprint}": the first 16 hexadecimal digits of the SHA-256 of the 32 bytes.
    public var name: String = ""
    public var version: Int64 = 0
    public var state: AccessKey.State = .unspecified
    /// "operators/wang-li", or "services/credit" for a service of the mesh.
    public var holder: String = ""
    /// The party of the account; empty for a service of the mesh.
    public var party: String = ""
    /// Z85, 40 characters.
    public var publicKey: String = ""
    public var validFrom: Instant? = nil
    /// Absent: until it is revoked.
    public var validUntil: Instant? = nil
    /// The key it was made to replace.
    public var replaces: String = ""
    /// Why the last command was given (RX-3).
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: AccessKey.State = .unspecified,
        holder: String = "",
        party: String = "",
        publicKey: String = "",
        validFrom: Instant? = nil,
        validUntil: Instant? = nil,
        replaces: String = "",
        reason: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.holder = holder
        self.party = party
        self.publicKey = publicKey
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.replaces = replaces
        self.reason = reason
    }

    /// `govmesh.registry.v1.AccessKey.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case active = 1
        case revoked = 2
        case expired = 3

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .active: "active"
                case .revoked: "revoked"
                case .expired: "expired"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .active: "STATE_ACTIVE"
                case .revoked: "STATE_REVOKED"
                case .expired: "STATE_EXPIRED"
            }
        }
    }
}

extension AccessKey: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__AccessKey>?) {
        govmesh__registry__v1__access_key__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__AccessKey>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.holder = FromC.text(c.pointee.holder)
        self.party = FromC.text(c.pointee.party)
        self.publicKey = FromC.text(c.pointee.public_key)
        self.validFrom = FromC.instant(c.pointee.valid_from)
        self.validUntil = FromC.instant(c.pointee.valid_until)
        self.replaces = FromC.text(c.pointee.replaces)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__AccessKey>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.holder = arena.text(self.holder)
        c.pointee.party = arena.text(self.party)
        c.pointee.public_key = arena.text(self.publicKey)
        if let value = self.validFrom { c.pointee.valid_from = arena.instant(value) }
        if let value = self.validUntil { c.pointee.valid_until = arena.instant(value) }
        c.pointee.replaces = arena.text(self.replaces)
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.required("holder", !self.holder.isEmpty)
        check.text("holder", self.holder, 1024, .resourceName)
        check.text("party", self.party)
        check.required("public_key", !self.publicKey.isEmpty)
        check.text("public_key", self.publicKey, 40)
        check.text("replaces", self.replaces)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

extension AccessKey: Resource {
    public static let collection = "keys"
    public static let machine = "SM-KEY"

    public var owners: [String] {
        ([self.party]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["holder", "state", "party"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("holder", self.holder))
        pairs.append(("state", self.state.label))
        pairs.append(("party", self.party))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.registry.v1.RegisterKeyRequest`.
public struct RegisterKeyRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.RegisterKeyRequest"

    /// "operators/wang-li" or "services/credit".
    public var holder: String = ""
    /// Z85, 40 characters; the secret half never leaves its holder.
    public var publicKey: String = ""
    /// Absent: until it is revoked.
    public var validUntil: Instant? = nil

    public init() {}

    public init(
        holder: String = "",
        publicKey: String = "",
        validUntil: Instant? = nil
    ) {
        self.holder = holder
        self.publicKey = publicKey
        self.validUntil = validUntil
    }
}

extension RegisterKeyRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__RegisterKeyRequest>?) {
        govmesh__registry__v1__register_key_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__RegisterKeyRequest>) {
        self.holder = FromC.text(c.pointee.holder)
        self.publicKey = FromC.text(c.pointee.public_key)
        self.validUntil = FromC.instant(c.pointee.valid_until)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__RegisterKeyRequest>, _ arena: Arena) {
        c.pointee.holder = arena.text(self.holder)
        c.pointee.public_key = arena.text(self.publicKey)
        if let value = self.validUntil { c.pointee.valid_until = arena.instant(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("holder", !self.holder.isEmpty)
        check.text("holder", self.holder, 1024, .resourceName)
        check.required("public_key", !self.publicKey.isEmpty)
        check.text("public_key", self.publicKey, 40)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.registry.v1.RotateKeyRequest`.
public struct RotateKeyRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.RotateKeyRequest"

    /// The key to be replaced.
    public var name: String = ""
    /// The new key, Z85.
    public var publicKey: String = ""
    /// How long the old one holds beside the new one; 0 means a day, at most 30 days.
    public var overlapSeconds: Int64 = 0

    public init() {}

    public init(
        name: String = "",
        publicKey: String = "",
        overlapSeconds: Int64 = 0
    ) {
        self.name = name
        self.publicKey = publicKey
        self.overlapSeconds = overlapSeconds
    }
}

extension RotateKeyRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__RotateKeyRequest>?) {
        govmesh__registry__v1__rotate_key_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__RotateKeyRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.publicKey = FromC.text(c.pointee.public_key)
        self.overlapSeconds = c.pointee.overlap_seconds
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__RotateKeyRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.public_key = arena.text(self.publicKey)
        c.pointee.overlap_seconds = self.overlapSeconds
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("public_key", !self.publicKey.isEmpty)
        check.text("public_key", self.publicKey, 40)
        check.number("overlap_seconds", self.overlapSeconds, 0...2592000, unit: "s")
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.registry.v1.ListKeysResponse`.
public struct ListKeysResponse: WireMessage {
    public static let fullName = "govmesh.registry.v1.ListKeysResponse"

    public var keys: [AccessKey] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        keys: [AccessKey] = [],
        nextPageToken: String = ""
    ) {
        self.keys = keys
        self.nextPageToken = nextPageToken
    }
}

extension ListKeysResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListKeysResponse>?) {
        govmesh__registry__v1__list_keys_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ListKeysResponse>) {
        self.keys = FromC.messages(c.pointee.n_keys, c.pointee.keys)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListKeysResponse>, _ arena: Arena) {
        (c.pointee.n_keys, c.pointee.keys) = arena.list(self.keys) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("keys", self.keys.count)
        check.nested("keys", self.keys)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.keys = self.keys.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.registry.v1.KeyService`.
public enum KeyServiceMethods {
    /// Gives an account or a service of the mesh a key.
    public static let registerKey = MethodDescriptor(
        service: "govmesh.registry.v1.KeyService", method: "RegisterKey",
        callClass: .keyed, parties: [.managementBody], roles: [.systemAdministrator, .securityAdministrator], resource: "AccessKey", requirements: ["RX-1"])

    /// Puts a new key beside an old one, which ends after an overlap; answers with the new one. For the
    /// holder itself, or an administrator of the management body.
    public static let rotateKey = MethodDescriptor(
        service: "govmesh.registry.v1.KeyService", method: "RotateKey",
        callClass: .keyed, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], roles: [.systemAdministrator, .securityAdministrator, .auditAdministrator, .handler, .reviewer, .approver], own: true, command: "rotate", resource: "AccessKey")

    /// Ends a key and the sessions opened with it. For the holder itself, or an administrator of the
    /// management body.
    public static let revokeKey = MethodDescriptor(
        service: "govmesh.registry.v1.KeyService", method: "RevokeKey",
        callClass: .keyed, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], roles: [.systemAdministrator, .securityAdministrator, .auditAdministrator, .handler, .reviewer, .approver], own: true, command: "revoke", resource: "AccessKey", requirements: ["RX-3"])

    public static let getKey = MethodDescriptor(
        service: "govmesh.registry.v1.KeyService", method: "GetKey",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], own: true, resource: "AccessKey")

    public static let listKeys = MethodDescriptor(
        service: "govmesh.registry.v1.KeyService", method: "ListKeys",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody, .meshService], own: true, resource: "AccessKey")

    public static let all: [MethodDescriptor] = [
        registerKey,
        rotateKey,
        revokeKey,
        getKey,
        listKeys,
    ]
}

/// Keeps keys: which one belongs to whom, and for how long.
public protocol KeyServiceProvider: Sendable {
    /// Gives an account or a service of the mesh a key.
    func registerKey(
        _ request: RegisterKeyRequest, _ call: Call
    ) async throws(RPCFailure) -> AccessKey
    /// Puts a new key beside an old one, which ends after an overlap; answers with the new one. For the
    /// holder itself, or an administrator of the management body.
    func rotateKey(
        _ request: RotateKeyRequest, _ call: Call
    ) async throws(RPCFailure) -> AccessKey
    /// Ends a key and the sessions opened with it. For the holder itself, or an administrator of the
    /// management body.
    func revokeKey(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> AccessKey
    func getKey(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> AccessKey
    func listKeys(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListKeysResponse
}

extension KeyServiceProvider where Self: ResourceAnswers, Answered == AccessKey {
    public func getKey(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> AccessKey {
        try await self.get(request, call)
    }
    public func listKeys(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListKeysResponse {
        let page = try await self.list(request, call)
        return ListKeysResponse(
            keys: page.items, nextPageToken: page.next)
    }
}

extension KeyServiceProvider {
    /// What a worker of this service offers.
    public var keyServiceBindings: [MethodBinding] {
        [
            MethodBinding(KeyServiceMethods.registerKey) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.registerKey)
            },
            MethodBinding(KeyServiceMethods.rotateKey) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.rotateKey)
            },
            MethodBinding(KeyServiceMethods.revokeKey) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.revokeKey)
            },
            MethodBinding(KeyServiceMethods.getKey) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getKey)
            },
            MethodBinding(KeyServiceMethods.listKeys) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listKeys)
            },
        ]
    }
}

/// Calls `govmesh.registry.v1.KeyService`.
public struct KeyServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Gives an account or a service of the mesh a key.
    public func registerKey(
        _ request: RegisterKeyRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> AccessKey {
        try await ask(
            self.channel, self.routingKey, KeyServiceMethods.registerKey, request, options)
    }

    /// Puts a new key beside an old one, which ends after an overlap; answers with the new one. For the
    /// holder itself, or an administrator of the management body.
    public func rotateKey(
        _ request: RotateKeyRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> AccessKey {
        try await ask(
            self.channel, self.routingKey, KeyServiceMethods.rotateKey, request, options)
    }

    /// Ends a key and the sessions opened with it. For the holder itself, or an administrator of the
    /// management body.
    public func revokeKey(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> AccessKey {
        try await ask(
            self.channel, self.routingKey, KeyServiceMethods.revokeKey, request, options)
    }

    public func getKey(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> AccessKey {
        try await ask(
            self.channel, self.routingKey, KeyServiceMethods.getKey, request, options)
    }

    public func listKeys(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListKeysResponse {
        try await ask(
            self.channel, self.routingKey, KeyServiceMethods.listKeys, request, options)
    }
}

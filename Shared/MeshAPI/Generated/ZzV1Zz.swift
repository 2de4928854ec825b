// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// How it is.
public enum Mood: Int32, WireEnum {
    case unspecified = 0
    case inReview = 1
    case `default` = 2
    case mood2Step = 3

    public var label: String {
        switch self {
            case .unspecified: "unspecified"
            case .inReview: "inReview"
            case .`default`: "default"
            case .mood2Step: "mood2Step"
        }
    }

    public var protoName: String {
        switch self {
            case .unspecified: "MOOD_UNSPECIFIED"
            case .inReview: "MOOD_IN_REVIEW"
            case .`default`: "MOOD_DEFAULT"
            case .mood2Step: "MOOD_2_STEP"
        }
    }
}

/// A thing
/// with two lines.
public struct Thing: WireMessage {
    public static let fullName = "govmesh.zz.v1.Thing"

    public var name: String = ""
    public var version: Int64 = 0
    public var state: Thing.State = .unspecified
    public var provider: String = ""
    public var users: [String] = []
    public var mood: Mood = .unspecified
    public var kinds: [Mood] = []
    public var note: String? = nil
    public var age: Int64? = nil
    public var flag: Bool? = nil
    public var blob: [UInt8]? = nil
    public var other: Mood? = nil
    public var ratio: Double? = nil
    public var ratios: [Double] = []
    public var flags: [Bool] = []
    public var blobs: [[UInt8]] = []
    public var times: [Instant] = []
    public var at: Instant? = nil
    public var parties: [PartyRole] = []
    public var role: OperatorRole? = nil
    public var part: Thing.Part? = nil
    public var parts: [Thing.Part] = []
    public var `default`: UInt32 = 0
    public var `in`: UInt64 = 0
    public var `class`: Int32 = 0
    public var numbers: [Int64] = []
    public var owners_: Float = 0
    public var text: UInt64 = 0
    public var deepKind: Thing.Part.Deep.Kind = .unspecified
    public var date: String = ""
    public var other2: UInt32 = 0
    public var `case`: UInt32? = nil
    public var arena: CallClass? = nil
    public var message: Int32 = 0
    public var c: Bool = false

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Thing.State = .unspecified,
        provider: String = "",
        users: [String] = [],
        mood: Mood = .unspecified,
        kinds: [Mood] = [],
        note: String? = nil,
        age: Int64? = nil,
        flag: Bool? = nil,
        blob: [UInt8]? = nil,
        other: Mood? = nil,
        ratio: Double? = nil,
        ratios: [Double] = [],
        flags: [Bool] = [],
        blobs: [[UInt8]] = [],
        times: [Instant] = [],
        at: Instant? = nil,
        parties: [PartyRole] = [],
        role: OperatorRole? = nil,
        part: Thing.Part? = nil,
        parts: [Thing.Part] = [],
        `default`: UInt32 = 0,
        `in`: UInt64 = 0,
        `class`: Int32 = 0,
        numbers: [Int64] = [],
        owners_: Float = 0,
        text: UInt64 = 0,
        deepKind: Thing.Part.Deep.Kind = .unspecified,
        date: String = "",
        other2: UInt32 = 0,
        `case`: UInt32? = nil,
        arena: CallClass? = nil,
        message: Int32 = 0,
        c: Bool = false
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.provider = provider
        self.users = users
        self.mood = mood
        self.kinds = kinds
        self.note = note
        self.age = age
        self.flag = flag
        self.blob = blob
        self.other = other
        self.ratio = ratio
        self.ratios = ratios
        self.flags = flags
        self.blobs = blobs
        self.times = times
        self.at = at
        self.parties = parties
        self.role = role
        self.part = part
        self.parts = parts
        self.`default` = `default`
        self.`in` = `in`
        self.`class` = `class`
        self.numbers = numbers
        self.owners_ = owners_
        self.text = text
        self.deepKind = deepKind
        self.date = date
        self.other2 = other2
        self.`case` = `case`
        self.arena = arena
        self.message = message
        self.c = c
    }

    /// `govmesh.zz.v1.Thing.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case inReview = 1
        case draft = 2

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .inReview: "inReview"
                case .draft: "draft"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .inReview: "STATE_IN_REVIEW"
                case .draft: "STATE_DRAFT"
            }
        }
    }

    /// `govmesh.zz.v1.Thing.Part`.
    public struct Part: WireMessage {
        public static let fullName = "govmesh.zz.v1.Thing.Part"

        public var phone: String = ""
        public var mood: Mood = .unspecified
        public var deep: [Thing.Part.Deep] = []

        public init() {}

        public init(
            phone: String = "",
            mood: Mood = .unspecified,
            deep: [Thing.Part.Deep] = []
        ) {
            self.phone = phone
            self.mood = mood
            self.deep = deep
        }

        /// `govmesh.zz.v1.Thing.Part.Deep`.
        public struct Deep: WireMessage {
            public static let fullName = "govmesh.zz.v1.Thing.Part.Deep"

            public var kind: Thing.Part.Deep.Kind = .unspecified
            public var kinds: [Thing.Part.Deep.Kind] = []

            public init() {}

            public init(
                kind: Thing.Part.Deep.Kind = .unspecified,
                kinds: [Thing.Part.Deep.Kind] = []
            ) {
                self.kind = kind
                self.kinds = kinds
            }

            /// `govmesh.zz.v1.Thing.Part.Deep.Kind`.
            public enum Kind: Int32, WireEnum {
                case unspecified = 0
                case a = 1

                public var label: String {
                    switch self {
                        case .unspecified: "unspecified"
                        case .a: "a"
                    }
                }

                public var protoName: String {
                    switch self {
                        case .unspecified: "KIND_UNSPECIFIED"
                        case .a: "KIND_A"
                    }
                }
            }
        }
    }
}

extension Thing: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Zz__V1__Thing>?) {
        govmesh__zz__v1__thing__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Zz__V1__Thing>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.provider = FromC.text(c.pointee.provider)
        self.users = FromC.list(c.pointee.n_users, c.pointee.users) { FromC.text($0) }
        self.mood = FromC.value(c.pointee.mood.rawValue)
        self.kinds = FromC.list(c.pointee.n_kinds, c.pointee.kinds) { FromC.value($0.rawValue) }
        self.note = c.pointee._note_case.rawValue == 8 ? FromC.text(c.pointee.note) : nil
        self.age = c.pointee._age_case.rawValue == 9 ? c.pointee.age : nil
        self.flag = c.pointee._flag_case.rawValue == 10 ? c.pointee.flag != 0 : nil
        self.blob = c.pointee._blob_case.rawValue == 11 ? FromC.octets(c.pointee.blob) : nil
        self.other = c.pointee._other_case.rawValue == 12 ? FromC.value(c.pointee.other.rawValue) : nil
        self.ratio = c.pointee._ratio_case.rawValue == 13 ? c.pointee.ratio : nil
        self.ratios = FromC.list(c.pointee.n_ratios, c.pointee.ratios) { $0 }
        self.flags = FromC.list(c.pointee.n_flags, c.pointee.flags) { $0 != 0 }
        self.blobs = FromC.list(c.pointee.n_blobs, c.pointee.blobs) { FromC.octets($0) }
        self.times = FromC.list(c.pointee.n_times, c.pointee.times) { FromC.instant($0) }.compactMap { $0 }
        self.at = FromC.instant(c.pointee.at)
        self.parties = FromC.list(c.pointee.n_parties, c.pointee.parties) { PartyRole(rawValue: Int32(bitPattern: $0.rawValue)) }.compactMap { $0 }
        self.role = OperatorRole(rawValue: Int32(bitPattern: c.pointee.role.rawValue))
        self.part = FromC.message(c.pointee.part)
        self.parts = FromC.messages(c.pointee.n_parts, c.pointee.parts)
        self.`default` = c.pointee.default_
        self.`in` = c.pointee.in
        self.`class` = c.pointee.class_
        self.numbers = FromC.list(c.pointee.n_numbers, c.pointee.numbers) { $0 }
        self.owners_ = c.pointee.owners
        self.text = c.pointee.text
        self.deepKind = FromC.value(c.pointee.deep_kind.rawValue)
        self.date = FromC.text(c.pointee.date)
        self.other2 = c.pointee.other_2
        self.`case` = c.pointee._case_case.rawValue == 32 ? c.pointee.case_ : nil
        self.arena = CallClass(rawValue: Int32(bitPattern: c.pointee.arena.rawValue))
        self.message = c.pointee.message
        self.c = c.pointee.c != 0
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Zz__V1__Thing>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue)
        c.pointee.provider = arena.text(self.provider)
        (c.pointee.n_users, c.pointee.users) = arena.list(self.users) { arena.text($0) }
        c.pointee.mood = .init(rawValue: self.mood.cValue)
        (c.pointee.n_kinds, c.pointee.kinds) = arena.list(self.kinds) { .init(rawValue: $0.cValue) }
        if let value = self.note {
            c.pointee._note_case = .init(rawValue: 8)
            c.pointee.note = arena.text(value)
        }
        if let value = self.age {
            c.pointee._age_case = .init(rawValue: 9)
            c.pointee.age = value
        }
        if let value = self.flag {
            c.pointee._flag_case = .init(rawValue: 10)
            c.pointee.flag = value ? 1 : 0
        }
        if let value = self.blob {
            c.pointee._blob_case = .init(rawValue: 11)
            c.pointee.blob = arena.octets(value)
        }
        if let value = self.other {
            c.pointee._other_case = .init(rawValue: 12)
            c.pointee.other = .init(rawValue: value.cValue)
        }
        if let value = self.ratio {
            c.pointee._ratio_case = .init(rawValue: 13)
            c.pointee.ratio = value
        }
        (c.pointee.n_ratios, c.pointee.ratios) = arena.list(self.ratios) { $0 }
        (c.pointee.n_flags, c.pointee.flags) = arena.list(self.flags) { $0 ? 1 : 0 }
        (c.pointee.n_blobs, c.pointee.blobs) = arena.list(self.blobs) { arena.octets($0) }
        (c.pointee.n_times, c.pointee.times) = arena.list(self.times) { arena.instant($0) }
        if let value = self.at { c.pointee.at = arena.instant(value) }
        (c.pointee.n_parties, c.pointee.parties) = arena.list(self.parties) { .init(rawValue: $0.cValue) }
        if let value = self.role { c.pointee.role = .init(rawValue: value.cValue) }
        if let value = self.part { c.pointee.part = arena.message(value) }
        (c.pointee.n_parts, c.pointee.parts) = arena.list(self.parts) { arena.message($0) }
        c.pointee.default_ = self.`default`
        c.pointee.in = self.`in`
        c.pointee.class_ = self.`class`
        (c.pointee.n_numbers, c.pointee.numbers) = arena.list(self.numbers) { $0 }
        c.pointee.owners = self.owners_
        c.pointee.text = self.text
        c.pointee.deep_kind = .init(rawValue: self.deepKind.cValue)
        c.pointee.date = arena.text(self.date)
        c.pointee.other_2 = self.other2
        if let value = self.`case` {
            c.pointee._case_case = .init(rawValue: 32)
            c.pointee.case_ = value
        }
        if let value = self.arena { c.pointee.arena = .init(rawValue: value.cValue) }
        c.pointee.message = self.message
        c.pointee.c = self.c ? 1 : 0
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("state", self.state != .unspecified)
        check.text("provider", self.provider)
        check.items("users", self.users.count)
        check.texts("users", self.users)
        check.items("kinds", self.kinds.count)
        check.text("note", self.note, 30)
        check.number("age", self.age, 1...5, unit: "years")
        check.size("blob", self.blob?.count ?? 0)
        check.required("other", self.other != nil)
        check.items("ratios", self.ratios.count)
        check.items("flags", self.flags.count)
        check.items("blobs", self.blobs.count)
        check.sizes("blobs", self.blobs)
        check.items("times", self.times.count)
        check.required("at", self.at != nil)
        check.items("parties", self.parties.count)
        check.nested("part", self.part)
        check.items("parts", self.parts.count, 3)
        check.nested("parts", self.parts)
        check.items("numbers", self.numbers.count)
        check.numbers("numbers", self.numbers, -5...5)
        check.number("text", self.text, 1...9223372036854775807)
        check.text("date", self.date, 1024, .civilDate)
        check.required("c", self.c)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.note = nil
        copy.part = self.part?.redacted()
        copy.parts = self.parts.map { $0.redacted() }
        return copy
    }
}

extension Thing: Resource {
    public static let collection = "things"
    public static let machine = "SM-T"

    public var owners: [String] {
        ([self.provider] + self.users).filter { !$0.isEmpty }
    }

    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("mood", self.mood.label))
        pairs += self.kinds.map { ("kinds", $0.label) }
        pairs.append(("provider", self.provider))
        pairs += self.users.map { ("users", $0) }
        return pairs.filter { !$0.value.isEmpty }
    }
}

extension Thing.Part: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Zz__V1__Thing__Part>?) {
        govmesh__zz__v1__thing__part__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Zz__V1__Thing__Part>) {
        self.phone = FromC.text(c.pointee.phone)
        self.mood = FromC.value(c.pointee.mood.rawValue)
        self.deep = FromC.messages(c.pointee.n_deep, c.pointee.deep)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Zz__V1__Thing__Part>, _ arena: Arena) {
        c.pointee.phone = arena.text(self.phone)
        c.pointee.mood = .init(rawValue: self.mood.cValue)
        (c.pointee.n_deep, c.pointee.deep) = arena.list(self.deep) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("phone", self.phone, 20)
        check.items("deep", self.deep.count)
        check.nested("deep", self.deep)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.phone = ""
        return copy
    }
}

extension Thing.Part.Deep: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Zz__V1__Thing__Part__Deep>?) {
        govmesh__zz__v1__thing__part__deep__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Zz__V1__Thing__Part__Deep>) {
        self.kind = FromC.value(c.pointee.kind.rawValue)
        self.kinds = FromC.list(c.pointee.n_kinds, c.pointee.kinds) { FromC.value($0.rawValue) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Zz__V1__Thing__Part__Deep>, _ arena: Arena) {
        c.pointee.kind = .init(rawValue: self.kind.cValue)
        (c.pointee.n_kinds, c.pointee.kinds) = arena.list(self.kinds) { .init(rawValue: $0.cValue) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("kinds", self.kinds.count)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.zz.v1.GetThingRequest`.
public struct GetThingRequest: WireMessage {
    public static let fullName = "govmesh.zz.v1.GetThingRequest"

    public var name: String = ""

    public init() {}

    public init(
        name: String = ""
    ) {
        self.name = name
    }
}

extension GetThingRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Zz__V1__GetThingRequest>?) {
        govmesh__zz__v1__get_thing_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Zz__V1__GetThingRequest>) {
        self.name = FromC.text(c.pointee.name)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Zz__V1__GetThingRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
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

/// The methods of `govmesh.zz.v1.ThingService`.
public enum ThingServiceMethods {
    /// Gets.
    public static let getThing = MethodDescriptor(
        service: "govmesh.zz.v1.ThingService", method: "GetThing",
        callClass: .keyed, roles: [.approver], secondPerson: true, own: true, command: "approve", resource: "Thing", requirements: ["R-1", "R-2"])

    public static let `import` = MethodDescriptor(
        service: "govmesh.zz.v1.ThingService", method: "Import",
        callClass: .keyed)

    public static let all: [MethodDescriptor] = [
        getThing,
        `import`,
    ]
}

/// Does things.
public protocol ThingServiceProvider: Sendable {
    /// Gets.
    func getThing(
        _ request: GetThingRequest, _ call: Call
    ) async throws(RPCFailure) -> Thing
    func `import`(
        _ request: GetThingRequest, _ call: Call
    ) async throws(RPCFailure) -> Thing
}

extension ThingServiceProvider {
    /// What a worker of this service offers.
    public var thingServiceBindings: [MethodBinding] {
        [
            MethodBinding(ThingServiceMethods.getThing) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getThing)
            },
            MethodBinding(ThingServiceMethods.`import`) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.`import`)
            },
        ]
    }
}

/// Calls `govmesh.zz.v1.ThingService`.
public struct ThingServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Gets.
    public func getThing(
        _ request: GetThingRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Thing {
        try await ask(
            self.channel, self.routingKey, ThingServiceMethods.getThing, request, options)
    }

    public func `import`(
        _ request: GetThingRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Thing {
        try await ask(
            self.channel, self.routingKey, ThingServiceMethods.`import`, request, options)
    }
}

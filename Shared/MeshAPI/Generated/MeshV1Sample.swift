// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// A resource with everything a contract may hold.
public struct Sample: WireMessage {
    public static let fullName = "govmesh.mesh.v1.Sample"

    public var name: String = ""
    public var version: Int64 = 0
    public var state: Sample.State = .unspecified
    public var provider: String = ""
    public var users: [String] = []
    public var mood: Sample.Mood = .unspecified
    public var tags: [String] = []
    public var note: String? = nil
    public var amountFen: Int64? = nil
    public var checked: Bool? = nil
    public var seal: [UInt8]? = nil
    public var otherMood: Sample.Mood? = nil
    public var createdAt: Instant? = nil
    public var seenAt: [Instant] = []
    public var part: Sample.Part? = nil
    public var parts: [Sample.Part] = []
    public var parties: [PartyRole] = []
    public var role: OperatorRole? = nil
    public var `default`: UInt32 = 0
    public var delta: Int32 = 0
    public var deltas: [Int64] = []
    public var fixed: UInt64 = 0
    public var small: Int32 = 0
    public var codes: [UInt32] = []
    public var flags: [Bool] = []
    public var blobs: [[UInt8]] = []
    public var ratio: Double = 0
    public var share: Float = 0
    public var day: String = ""
    public var large: UInt64 = 0
    public var raw: [UInt8] = []
    public var whole: Int32 = 0
    /// Shares its name with a member of every message, so its Swift name gets a `_`.
    public var violations_: [String] = []

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Sample.State = .unspecified,
        provider: String = "",
        users: [String] = [],
        mood: Sample.Mood = .unspecified,
        tags: [String] = [],
        note: String? = nil,
        amountFen: Int64? = nil,
        checked: Bool? = nil,
        seal: [UInt8]? = nil,
        otherMood: Sample.Mood? = nil,
        createdAt: Instant? = nil,
        seenAt: [Instant] = [],
        part: Sample.Part? = nil,
        parts: [Sample.Part] = [],
        parties: [PartyRole] = [],
        role: OperatorRole? = nil,
        `default`: UInt32 = 0,
        delta: Int32 = 0,
        deltas: [Int64] = [],
        fixed: UInt64 = 0,
        small: Int32 = 0,
        codes: [UInt32] = [],
        flags: [Bool] = [],
        blobs: [[UInt8]] = [],
        ratio: Double = 0,
        share: Float = 0,
        day: String = "",
        large: UInt64 = 0,
        raw: [UInt8] = [],
        whole: Int32 = 0,
        violations_: [String] = []
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.provider = provider
        self.users = users
        self.mood = mood
        self.tags = tags
        self.note = note
        self.amountFen = amountFen
        self.checked = checked
        self.seal = seal
        self.otherMood = otherMood
        self.createdAt = createdAt
        self.seenAt = seenAt
        self.part = part
        self.parts = parts
        self.parties = parties
        self.role = role
        self.`default` = `default`
        self.delta = delta
        self.deltas = deltas
        self.fixed = fixed
        self.small = small
        self.codes = codes
        self.flags = flags
        self.blobs = blobs
        self.ratio = ratio
        self.share = share
        self.day = day
        self.large = large
        self.raw = raw
        self.whole = whole
        self.violations_ = violations_
    }

    /// `govmesh.mesh.v1.Sample.State`.
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

    /// `govmesh.mesh.v1.Sample.Mood`.
    public enum Mood: Int32, WireEnum {
        case unspecified = 0
        case `default` = 1
        case mood2Step = 2
        case cold = -3

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .`default`: "default"
                case .mood2Step: "mood2Step"
                case .cold: "cold"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "MOOD_UNSPECIFIED"
                case .`default`: "MOOD_DEFAULT"
                case .mood2Step: "MOOD_2_STEP"
                case .cold: "MOOD_COLD"
            }
        }
    }

    /// `govmesh.mesh.v1.Sample.Part`.
    public struct Part: WireMessage {
        public static let fullName = "govmesh.mesh.v1.Sample.Part"

        public var label: String = ""
        public var phone: String = ""
        public var moods: [Sample.Mood] = []

        public init() {}

        public init(
            label: String = "",
            phone: String = "",
            moods: [Sample.Mood] = []
        ) {
            self.label = label
            self.phone = phone
            self.moods = moods
        }
    }
}

extension Sample: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Sample>?) {
        govmesh__mesh__v1__sample__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Sample>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.provider = FromC.text(c.pointee.provider)
        self.users = FromC.list(c.pointee.n_users, c.pointee.users) { FromC.text($0) }
        self.mood = FromC.value(c.pointee.mood.rawValue)
        self.tags = FromC.list(c.pointee.n_tags, c.pointee.tags) { FromC.text($0) }
        self.note = c.pointee._note_case.rawValue == 8 ? FromC.text(c.pointee.note) : nil
        self.amountFen = c.pointee._amount_fen_case.rawValue == 9 ? c.pointee.amount_fen : nil
        self.checked = c.pointee._checked_case.rawValue == 10 ? c.pointee.checked != 0 : nil
        self.seal = c.pointee._seal_case.rawValue == 11 ? FromC.octets(c.pointee.seal) : nil
        self.otherMood = c.pointee._other_mood_case.rawValue == 12 ? FromC.value(c.pointee.other_mood.rawValue) : nil
        self.createdAt = FromC.instant(c.pointee.created_at)
        self.seenAt = FromC.list(c.pointee.n_seen_at, c.pointee.seen_at) { FromC.instant($0) }.compactMap { $0 }
        self.part = FromC.message(c.pointee.part)
        self.parts = FromC.messages(c.pointee.n_parts, c.pointee.parts)
        self.parties = FromC.list(c.pointee.n_parties, c.pointee.parties) { PartyRole(rawValue: Int32(truncatingIfNeeded: $0.rawValue)) }.compactMap { $0 }
        self.role = OperatorRole(rawValue: Int32(truncatingIfNeeded: c.pointee.role.rawValue))
        self.`default` = c.pointee.default_
        self.delta = c.pointee.delta
        self.deltas = FromC.list(c.pointee.n_deltas, c.pointee.deltas) { $0 }
        self.fixed = c.pointee.fixed
        self.small = c.pointee.small
        self.codes = FromC.list(c.pointee.n_codes, c.pointee.codes) { $0 }
        self.flags = FromC.list(c.pointee.n_flags, c.pointee.flags) { $0 != 0 }
        self.blobs = FromC.list(c.pointee.n_blobs, c.pointee.blobs) { FromC.octets($0) }
        self.ratio = c.pointee.ratio
        self.share = c.pointee.share
        self.day = FromC.text(c.pointee.day)
        self.large = c.pointee.large
        self.raw = FromC.octets(c.pointee.raw)
        self.whole = c.pointee.whole
        self.violations_ = FromC.list(c.pointee.n_violations, c.pointee.violations) { FromC.text($0) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Sample>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.provider = arena.text(self.provider)
        (c.pointee.n_users, c.pointee.users) = arena.list(self.users) { arena.text($0) }
        c.pointee.mood = .init(rawValue: self.mood.cValue())
        (c.pointee.n_tags, c.pointee.tags) = arena.list(self.tags) { arena.text($0) }
        if let value = self.note {
            c.pointee._note_case = .init(rawValue: 8)
            c.pointee.note = arena.text(value)
        }
        if let value = self.amountFen {
            c.pointee._amount_fen_case = .init(rawValue: 9)
            c.pointee.amount_fen = value
        }
        if let value = self.checked {
            c.pointee._checked_case = .init(rawValue: 10)
            c.pointee.checked = value ? 1 : 0
        }
        if let value = self.seal {
            c.pointee._seal_case = .init(rawValue: 11)
            c.pointee.seal = arena.octets(value)
        }
        if let value = self.otherMood {
            c.pointee._other_mood_case = .init(rawValue: 12)
            c.pointee.other_mood = .init(rawValue: value.cValue())
        }
        if let value = self.createdAt { c.pointee.created_at = arena.instant(value) }
        (c.pointee.n_seen_at, c.pointee.seen_at) = arena.list(self.seenAt) { arena.instant($0) }
        if let value = self.part { c.pointee.part = arena.message(value) }
        (c.pointee.n_parts, c.pointee.parts) = arena.list(self.parts) { arena.message($0) }
        (c.pointee.n_parties, c.pointee.parties) = arena.list(self.parties) { .init(rawValue: $0.cValue()) }
        if let value = self.role { c.pointee.role = .init(rawValue: value.cValue()) }
        c.pointee.default_ = self.`default`
        c.pointee.delta = self.delta
        (c.pointee.n_deltas, c.pointee.deltas) = arena.list(self.deltas) { $0 }
        c.pointee.fixed = self.fixed
        c.pointee.small = self.small
        (c.pointee.n_codes, c.pointee.codes) = arena.list(self.codes) { $0 }
        (c.pointee.n_flags, c.pointee.flags) = arena.list(self.flags) { $0 ? 1 : 0 }
        (c.pointee.n_blobs, c.pointee.blobs) = arena.list(self.blobs) { arena.octets($0) }
        c.pointee.ratio = self.ratio
        c.pointee.share = self.share
        c.pointee.day = arena.text(self.day)
        c.pointee.large = self.large
        c.pointee.raw = arena.octets(self.raw)
        c.pointee.whole = self.whole
        (c.pointee.n_violations, c.pointee.violations) = arena.list(self.violations_) { arena.text($0) }
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
        check.items("tags", self.tags.count, 3)
        check.texts("tags", self.tags, 10, .resourceID)
        check.text("note", self.note, 30)
        check.number("amount_fen", self.amountFen, -5...5, unit: "fen")
        check.size("seal", self.seal?.count ?? 0, 4)
        check.items("seen_at", self.seenAt.count)
        check.nested("part", self.part)
        check.items("parts", self.parts.count)
        check.nested("parts", self.parts)
        check.items("parties", self.parties.count)
        check.items("deltas", self.deltas.count)
        check.numbers("deltas", self.deltas, 1...9223372036854775807)
        check.items("codes", self.codes.count)
        check.items("flags", self.flags.count)
        check.items("blobs", self.blobs.count)
        check.sizes("blobs", self.blobs, 4)
        check.text("day", self.day, 1024, .civilDate)
        check.size("raw", self.raw.count)
        check.items("violations", self.violations_.count)
        check.texts("violations", self.violations_)
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

extension Sample: Resource {
    public static let collection = "samples"
    public static let machine = "SM-SAMPLE"

    public var owners: [String] {
        ([self.provider] + self.users).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["mood", "tags", "provider", "users"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("mood", self.mood.label))
        pairs += self.tags.map { ("tags", $0) }
        pairs.append(("provider", self.provider))
        pairs += self.users.map { ("users", $0) }
        return pairs.filter { !$0.value.isEmpty }
    }
}

extension Sample.Part: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Sample__Part>?) {
        govmesh__mesh__v1__sample__part__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__Sample__Part>) {
        self.label = FromC.text(c.pointee.label)
        self.phone = FromC.text(c.pointee.phone)
        self.moods = FromC.list(c.pointee.n_moods, c.pointee.moods) { FromC.value($0.rawValue) }
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__Sample__Part>, _ arena: Arena) {
        c.pointee.label = arena.text(self.label)
        c.pointee.phone = arena.text(self.phone)
        (c.pointee.n_moods, c.pointee.moods) = arena.list(self.moods) { .init(rawValue: $0.cValue()) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("label", !self.label.isEmpty)
        check.text("label", self.label, 20)
        check.text("phone", self.phone)
        check.items("moods", self.moods.count)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.phone = ""
        return copy
    }
}

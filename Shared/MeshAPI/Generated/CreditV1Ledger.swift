// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// Whose credit is kept. R5.2-9; the last two are rated by the other side.
public enum SubjectKind: Int32, WireEnum {
    case unspecified = 0
    /// 服务提供机构
    case provider = 1
    /// 服务人员
    case person = 2
    /// 服务使用机构
    case usingOrganisation = 3
    /// 服务管理机构
    case managementBody = 4

    public var label: String {
        switch self {
            case .unspecified: "unspecified"
            case .provider: "provider"
            case .person: "person"
            case .usingOrganisation: "usingOrganisation"
            case .managementBody: "managementBody"
        }
    }

    public var protoName: String {
        switch self {
            case .unspecified: "SUBJECT_KIND_UNSPECIFIED"
            case .provider: "SUBJECT_KIND_PROVIDER"
            case .person: "SUBJECT_KIND_PERSON"
            case .usingOrganisation: "SUBJECT_KIND_USING_ORGANISATION"
            case .managementBody: "SUBJECT_KIND_MANAGEMENT_BODY"
        }
    }
}

/// One entry of an archive's ledger.
public struct LedgerEntry: WireMessage {
    public static let fullName = "govmesh.credit.v1.LedgerEntry"

    /// "ledgerEntries/{archive id}-{number}"; numbers have six digits and no gaps.
    public var name: String = ""
    public var version: Int64 = 0
    public var state: LedgerEntry.State = .unspecified
    public var archive: String = ""
    public var subject: String = ""
    public var kind: LedgerEntry.Kind = .unspecified
    /// The entry this one acts on; empty for a posting.
    public var posting: String = ""
    /// What made it: a record, an objection, a repair; and its version then.
    public var cause: String = ""
    public var causeVersion: Int64 = 0
    /// Of a posting: the behaviour's code in the model.
    public var behaviour: String = ""
    /// Of a posting: who determined it, and the last day of a direct D, empty when only repair ends it.
    public var determinedBy: String = ""
    public var directDUntil: String = ""
    /// The day from which it acts; of a posting, the date of the determining document.
    public var effectiveOn: String = ""
    /// When it was written: what was known at a time are the entries up to it.
    public var recordedAt: Instant? = nil

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: LedgerEntry.State = .unspecified,
        archive: String = "",
        subject: String = "",
        kind: LedgerEntry.Kind = .unspecified,
        posting: String = "",
        cause: String = "",
        causeVersion: Int64 = 0,
        behaviour: String = "",
        determinedBy: String = "",
        directDUntil: String = "",
        effectiveOn: String = "",
        recordedAt: Instant? = nil
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.archive = archive
        self.subject = subject
        self.kind = kind
        self.posting = posting
        self.cause = cause
        self.causeVersion = causeVersion
        self.behaviour = behaviour
        self.determinedBy = determinedBy
        self.directDUntil = directDUntil
        self.effectiveOn = effectiveOn
        self.recordedAt = recordedAt
    }

    /// `govmesh.credit.v1.LedgerEntry.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case posted = 1

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .posted: "posted"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .posted: "STATE_POSTED"
            }
        }
    }

    /// `govmesh.credit.v1.LedgerEntry.Kind`.
    public enum Kind: Int32, WireEnum {
        case unspecified = 0
        /// A behaviour counts from `effective_on` on; what it weighs, the model says.
        case posting = 1
        /// The posting weighs nothing from `effective_on` on: repaired, or withdrawn from its beginning.
        case reversal = 2
        /// The posting is disputed from `effective_on` on; whether it counts, the model says.
        case dispute = 3
        /// The dispute is over.
        case settlement = 4
        /// The posting is shielded (暂时屏蔽) from `effective_on` on: weighs nothing and is not public.
        case shield = 5
        /// The shield is lifted.
        case unshield = 6
        /// The posting counts again from `effective_on` on: its repair was revoked.
        case restoration = 7

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .posting: "posting"
                case .reversal: "reversal"
                case .dispute: "dispute"
                case .settlement: "settlement"
                case .shield: "shield"
                case .unshield: "unshield"
                case .restoration: "restoration"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "KIND_UNSPECIFIED"
                case .posting: "KIND_POSTING"
                case .reversal: "KIND_REVERSAL"
                case .dispute: "KIND_DISPUTE"
                case .settlement: "KIND_SETTLEMENT"
                case .shield: "KIND_SHIELD"
                case .unshield: "KIND_UNSHIELD"
                case .restoration: "KIND_RESTORATION"
            }
        }
    }
}

extension LedgerEntry: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__LedgerEntry>?) {
        govmesh__credit__v1__ledger_entry__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__LedgerEntry>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.archive = FromC.text(c.pointee.archive)
        self.subject = FromC.text(c.pointee.subject)
        self.kind = FromC.value(c.pointee.kind.rawValue)
        self.posting = FromC.text(c.pointee.posting)
        self.cause = FromC.text(c.pointee.cause)
        self.causeVersion = c.pointee.cause_version
        self.behaviour = FromC.text(c.pointee.behaviour)
        self.determinedBy = FromC.text(c.pointee.determined_by)
        self.directDUntil = FromC.text(c.pointee.direct_d_until)
        self.effectiveOn = FromC.text(c.pointee.effective_on)
        self.recordedAt = FromC.instant(c.pointee.recorded_at)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__LedgerEntry>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.archive = arena.text(self.archive)
        c.pointee.subject = arena.text(self.subject)
        c.pointee.kind = .init(rawValue: self.kind.cValue())
        c.pointee.posting = arena.text(self.posting)
        c.pointee.cause = arena.text(self.cause)
        c.pointee.cause_version = self.causeVersion
        c.pointee.behaviour = arena.text(self.behaviour)
        c.pointee.determined_by = arena.text(self.determinedBy)
        c.pointee.direct_d_until = arena.text(self.directDUntil)
        c.pointee.effective_on = arena.text(self.effectiveOn)
        if let value = self.recordedAt { c.pointee.recorded_at = arena.instant(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("archive", self.archive)
        check.text("subject", self.subject)
        check.text("posting", self.posting)
        check.text("cause", self.cause)
        check.text("behaviour", self.behaviour)
        check.text("determined_by", self.determinedBy)
        check.text("direct_d_until", self.directDUntil)
        check.text("effective_on", self.effectiveOn)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

extension LedgerEntry: Resource {
    public static let collection = "ledgerEntries"
    public static let machine = ""

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }
    public var ownedOn: String { self.effectiveOn }

    public static let indexedFields: [String] = ["archive", "cause", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("archive", self.archive))
        pairs.append(("cause", self.cause))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// What one entry, or the model itself, contributes to a score.
public struct ScoreLine: WireMessage {
    public static let fullName = "govmesh.credit.v1.ScoreLine"

    /// The posting; empty for a part of the model.
    public var entry: String = ""
    /// The posting's cause, e.g. "records/r-1", or "base" and "limits" of the model.
    public var cause: String = ""
    public var causeVersion: Int64 = 0
    /// In full; negative for bad behaviour.
    public var pointsMilliPoints: Int64 = 0
    public var ageDays: Int64 = 0
    public var weightPerMille: Int64 = 0
    /// What it adds to the score.
    public var contributionMilliPoints: Int64 = 0

    public init() {}

    public init(
        entry: String = "",
        cause: String = "",
        causeVersion: Int64 = 0,
        pointsMilliPoints: Int64 = 0,
        ageDays: Int64 = 0,
        weightPerMille: Int64 = 0,
        contributionMilliPoints: Int64 = 0
    ) {
        self.entry = entry
        self.cause = cause
        self.causeVersion = causeVersion
        self.pointsMilliPoints = pointsMilliPoints
        self.ageDays = ageDays
        self.weightPerMille = weightPerMille
        self.contributionMilliPoints = contributionMilliPoints
    }
}

extension ScoreLine: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ScoreLine>?) {
        govmesh__credit__v1__score_line__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ScoreLine>) {
        self.entry = FromC.text(c.pointee.entry)
        self.cause = FromC.text(c.pointee.cause)
        self.causeVersion = c.pointee.cause_version
        self.pointsMilliPoints = c.pointee.points_milli_points
        self.ageDays = c.pointee.age_days
        self.weightPerMille = c.pointee.weight_per_mille
        self.contributionMilliPoints = c.pointee.contribution_milli_points
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ScoreLine>, _ arena: Arena) {
        c.pointee.entry = arena.text(self.entry)
        c.pointee.cause = arena.text(self.cause)
        c.pointee.cause_version = self.causeVersion
        c.pointee.points_milli_points = self.pointsMilliPoints
        c.pointee.age_days = self.ageDays
        c.pointee.weight_per_mille = self.weightPerMille
        c.pointee.contribution_milli_points = self.contributionMilliPoints
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("entry", self.entry)
        check.text("cause", self.cause)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// How far a score is to be trusted, by how much it rests on. Beside the score: a grade comes of it
/// only where the model says so.
public struct Confidence: WireMessage {
    public static let fullName = "govmesh.credit.v1.Confidence"

    /// n / (n + m) in per mille, for n observations and the model's m.
    public var weightPerMille: Int64 = 0
    /// The score, drawn towards the peers' mean by what is missing in weight.
    public var estimateMilliPoints: Int64 = 0
    /// The interval that holds 95 of 100 such subjects.
    public var lowMilliPoints: Int64 = 0
    public var highMilliPoints: Int64 = 0

    public init() {}

    public init(
        weightPerMille: Int64 = 0,
        estimateMilliPoints: Int64 = 0,
        lowMilliPoints: Int64 = 0,
        highMilliPoints: Int64 = 0
    ) {
        self.weightPerMille = weightPerMille
        self.estimateMilliPoints = estimateMilliPoints
        self.lowMilliPoints = lowMilliPoints
        self.highMilliPoints = highMilliPoints
    }
}

extension Confidence: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Confidence>?) {
        govmesh__credit__v1__confidence__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Confidence>) {
        self.weightPerMille = c.pointee.weight_per_mille
        self.estimateMilliPoints = c.pointee.estimate_milli_points
        self.lowMilliPoints = c.pointee.low_milli_points
        self.highMilliPoints = c.pointee.high_milli_points
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Confidence>, _ arena: Arena) {
        c.pointee.weight_per_mille = self.weightPerMille
        c.pointee.estimate_milli_points = self.estimateMilliPoints
        c.pointee.low_milli_points = self.lowMilliPoints
        c.pointee.high_milli_points = self.highMilliPoints
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

/// `govmesh.credit.v1.ListLedgerEntriesResponse`.
public struct ListLedgerEntriesResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListLedgerEntriesResponse"

    public var ledgerEntries: [LedgerEntry] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        ledgerEntries: [LedgerEntry] = [],
        nextPageToken: String = ""
    ) {
        self.ledgerEntries = ledgerEntries
        self.nextPageToken = nextPageToken
    }
}

extension ListLedgerEntriesResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListLedgerEntriesResponse>?) {
        govmesh__credit__v1__list_ledger_entries_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListLedgerEntriesResponse>) {
        self.ledgerEntries = FromC.messages(c.pointee.n_ledger_entries, c.pointee.ledger_entries)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListLedgerEntriesResponse>, _ arena: Arena) {
        (c.pointee.n_ledger_entries, c.pointee.ledger_entries) = arena.list(self.ledgerEntries) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("ledger_entries", self.ledgerEntries.count)
        check.nested("ledger_entries", self.ledgerEntries)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.credit.v1.LedgerService`.
public enum LedgerServiceMethods {
    public static let getLedgerEntry = MethodDescriptor(
        service: "govmesh.credit.v1.LedgerService", method: "GetLedgerEntry",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, resource: "LedgerEntry", requirements: ["R5.2-15"])

    /// Filter by `archive` to see the ledger of one subject, in the order it was written.
    public static let listLedgerEntries = MethodDescriptor(
        service: "govmesh.credit.v1.LedgerService", method: "ListLedgerEntries",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, resource: "LedgerEntry", requirements: ["R5.2-15"])

    public static let all: [MethodDescriptor] = [
        getLedgerEntry,
        listLedgerEntries,
    ]
}

/// The entries behind every score.
public protocol LedgerServiceProvider: Sendable {
    func getLedgerEntry(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> LedgerEntry
    /// Filter by `archive` to see the ledger of one subject, in the order it was written.
    func listLedgerEntries(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListLedgerEntriesResponse
}

extension LedgerServiceProvider where Self: ResourceAnswers, Answered == LedgerEntry {
    public func getLedgerEntry(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> LedgerEntry {
        try await self.get(request, call)
    }
    public func listLedgerEntries(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListLedgerEntriesResponse {
        let page = try await self.list(request, call)
        return ListLedgerEntriesResponse(
            ledgerEntries: page.items, nextPageToken: page.next)
    }
}

extension LedgerServiceProvider {
    /// What a worker of this service offers.
    public var ledgerServiceBindings: [MethodBinding] {
        [
            MethodBinding(LedgerServiceMethods.getLedgerEntry) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getLedgerEntry)
            },
            MethodBinding(LedgerServiceMethods.listLedgerEntries) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listLedgerEntries)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.LedgerService`.
public struct LedgerServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func getLedgerEntry(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> LedgerEntry {
        try await ask(
            self.channel, self.routingKey, LedgerServiceMethods.getLedgerEntry, request, options)
    }

    /// Filter by `archive` to see the ledger of one subject, in the order it was written.
    public func listLedgerEntries(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListLedgerEntriesResponse {
        try await ask(
            self.channel, self.routingKey, LedgerServiceMethods.listLedgerEntries, request, options)
    }
}

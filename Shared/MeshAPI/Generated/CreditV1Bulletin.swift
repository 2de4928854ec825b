// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// Whose grade or record is public.
public struct PublicSubject: WireMessage {
    public static let fullName = "govmesh.credit.v1.PublicSubject"

    /// The party; of a person only the first character of the id.
    public var name: String = ""
    public var kind: SubjectKind = .unspecified
    /// Empty for a person.
    public var displayName: String = ""
    /// Unified social credit code, which is public; empty for a person.
    public var creditCode: String = ""

    public init() {}

    public init(
        name: String = "",
        kind: SubjectKind = .unspecified,
        displayName: String = "",
        creditCode: String = ""
    ) {
        self.name = name
        self.kind = kind
        self.displayName = displayName
        self.creditCode = creditCode
    }
}

extension PublicSubject: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PublicSubject>?) {
        govmesh__credit__v1__public_subject__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__PublicSubject>) {
        self.name = FromC.text(c.pointee.name)
        self.kind = FromC.value(c.pointee.kind.rawValue)
        self.displayName = FromC.text(c.pointee.display_name)
        self.creditCode = FromC.text(c.pointee.credit_code)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PublicSubject>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.kind = .init(rawValue: self.kind.cValue())
        c.pointee.display_name = arena.text(self.displayName)
        c.pointee.credit_code = arena.text(self.creditCode)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("display_name", self.displayName)
        check.text("credit_code", self.creditCode)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The published grade of an archive.
public struct PublicGrade: WireMessage {
    public static let fullName = "govmesh.credit.v1.PublicGrade"

    public var subject: PublicSubject? = nil
    public var grade: String = ""
    /// The final evaluation behind it and the date it is as of; empty for a new entity.
    public var evaluation: String = ""
    public var asOf: String = ""

    public init() {}

    public init(
        subject: PublicSubject? = nil,
        grade: String = "",
        evaluation: String = "",
        asOf: String = ""
    ) {
        self.subject = subject
        self.grade = grade
        self.evaluation = evaluation
        self.asOf = asOf
    }
}

extension PublicGrade: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PublicGrade>?) {
        govmesh__credit__v1__public_grade__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__PublicGrade>) {
        self.subject = FromC.message(c.pointee.subject)
        self.grade = FromC.text(c.pointee.grade)
        self.evaluation = FromC.text(c.pointee.evaluation)
        self.asOf = FromC.text(c.pointee.as_of)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PublicGrade>, _ arena: Arena) {
        if let value = self.subject { c.pointee.subject = arena.message(value) }
        c.pointee.grade = arena.text(self.grade)
        c.pointee.evaluation = arena.text(self.evaluation)
        c.pointee.as_of = arena.text(self.asOf)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.nested("subject", self.subject)
        check.text("grade", self.grade)
        check.text("evaluation", self.evaluation)
        check.text("as_of", self.asOf)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// A record whose publicity runs.
public struct PublicRecord: WireMessage {
    public static let fullName = "govmesh.credit.v1.PublicRecord"

    public var record: String = ""
    public var subject: PublicSubject? = nil
    public var behaviour: String = ""
    public var severity: Severity = .unspecified
    public var good: Bool = false
    public var facts: String = ""
    public var basis: String = ""
    public var determinedOn: String = ""
    public var determinedBy: String = ""
    /// The last day of its publication.
    public var publicationUntil: String = ""
    /// An objection to it is open (异议中).
    public var disputed: Bool = false

    public init() {}

    public init(
        record: String = "",
        subject: PublicSubject? = nil,
        behaviour: String = "",
        severity: Severity = .unspecified,
        good: Bool = false,
        facts: String = "",
        basis: String = "",
        determinedOn: String = "",
        determinedBy: String = "",
        publicationUntil: String = "",
        disputed: Bool = false
    ) {
        self.record = record
        self.subject = subject
        self.behaviour = behaviour
        self.severity = severity
        self.good = good
        self.facts = facts
        self.basis = basis
        self.determinedOn = determinedOn
        self.determinedBy = determinedBy
        self.publicationUntil = publicationUntil
        self.disputed = disputed
    }
}

extension PublicRecord: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PublicRecord>?) {
        govmesh__credit__v1__public_record__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__PublicRecord>) {
        self.record = FromC.text(c.pointee.record)
        self.subject = FromC.message(c.pointee.subject)
        self.behaviour = FromC.text(c.pointee.behaviour)
        self.severity = FromC.value(c.pointee.severity.rawValue)
        self.good = c.pointee.good != 0
        self.facts = FromC.text(c.pointee.facts)
        self.basis = FromC.text(c.pointee.basis)
        self.determinedOn = FromC.text(c.pointee.determined_on)
        self.determinedBy = FromC.text(c.pointee.determined_by)
        self.publicationUntil = FromC.text(c.pointee.publication_until)
        self.disputed = c.pointee.disputed != 0
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__PublicRecord>, _ arena: Arena) {
        c.pointee.record = arena.text(self.record)
        if let value = self.subject { c.pointee.subject = arena.message(value) }
        c.pointee.behaviour = arena.text(self.behaviour)
        c.pointee.severity = .init(rawValue: self.severity.cValue())
        c.pointee.good = self.good ? 1 : 0
        c.pointee.facts = arena.text(self.facts)
        c.pointee.basis = arena.text(self.basis)
        c.pointee.determined_on = arena.text(self.determinedOn)
        c.pointee.determined_by = arena.text(self.determinedBy)
        c.pointee.publication_until = arena.text(self.publicationUntil)
        c.pointee.disputed = self.disputed ? 1 : 0
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("record", self.record)
        check.nested("subject", self.subject)
        check.text("behaviour", self.behaviour)
        check.text("facts", self.facts, 4000)
        check.text("basis", self.basis, 2000)
        check.text("determined_on", self.determinedOn)
        check.text("determined_by", self.determinedBy)
        check.text("publication_until", self.publicationUntil)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// One of the two.
public struct BulletinItem: WireMessage {
    public static let fullName = "govmesh.credit.v1.BulletinItem"

    public var grade: PublicGrade? = nil
    public var record: PublicRecord? = nil

    public init() {}

    public init(
        grade: PublicGrade? = nil,
        record: PublicRecord? = nil
    ) {
        self.grade = grade
        self.record = record
    }
}

extension BulletinItem: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__BulletinItem>?) {
        govmesh__credit__v1__bulletin_item__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__BulletinItem>) {
        self.grade = FromC.message(c.pointee.grade)
        self.record = FromC.message(c.pointee.record)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__BulletinItem>, _ arena: Arena) {
        if let value = self.grade { c.pointee.grade = arena.message(value) }
        if let value = self.record { c.pointee.record = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.nested("grade", self.grade)
        check.nested("record", self.record)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.ExportBulletinRequest`.
public struct ExportBulletinRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.ExportBulletinRequest"

    /// The legal date at whose end, or now if that is earlier, everything is read; empty means today.
    public var day: String = ""

    public init() {}

    public init(
        day: String = ""
    ) {
        self.day = day
    }
}

extension ExportBulletinRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ExportBulletinRequest>?) {
        govmesh__credit__v1__export_bulletin_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ExportBulletinRequest>) {
        self.day = FromC.text(c.pointee.day)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ExportBulletinRequest>, _ arena: Arena) {
        c.pointee.day = arena.text(self.day)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("day", self.day, 1024, .civilDate)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// The methods of `govmesh.credit.v1.BulletinService`.
public enum BulletinServiceMethods {
    /// Sends every published grade, then every record whose publicity ran on the day and runs still,
    /// each in order of name. A record that has been repaired or withdrawn since is sent for no day.
    public static let exportBulletin = MethodDescriptor(
        service: "govmesh.credit.v1.BulletinService", method: "ExportBulletin",
        callClass: .noSideEffects, shape: .serverStream, parties: [.managementBody], requirements: ["R5.2-18", "R5.2-12", "RX-11"], timeoutMilliseconds: 3600000)

    public static let all: [MethodDescriptor] = [
        exportBulletin,
    ]
}

/// The public side of credit.
public protocol BulletinServiceProvider: Sendable {
    /// Sends every published grade, then every record whose publicity ran on the day and runs still,
    /// each in order of name. A record that has been repaired or withdrawn since is sent for no day.
    func exportBulletin(
        _ request: ExportBulletinRequest, _ replies: Replies<BulletinItem>, _ call: Call
    ) async throws(RPCFailure)
}

extension BulletinServiceProvider {
    /// What a worker of this service offers.
    public var bulletinServiceBindings: [MethodBinding] {
        [
            MethodBinding(BulletinServiceMethods.exportBulletin, stream: {
                requests, replies, call async throws(RPCFailure) in
                try await answer(requests, replies, call, self.exportBulletin)
            }),
        ]
    }
}

/// Calls `govmesh.credit.v1.BulletinService`.
public struct BulletinServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Sends every published grade, then every record whose publicity ran on the day and runs still,
    /// each in order of name. A record that has been repaired or withdrawn since is sent for no day.
    public func exportBulletin(
        _ request: ExportBulletinRequest, _ options: CallOptions = CallOptions()
    ) throws(RPCFailure) -> ReplyStream<BulletinItem> {
        let method = BulletinServiceMethods.exportBulletin
        return ReplyStream(
            try open(
                self.channel, self.routingKey, method,
                request.wireBytes(), options), method)
    }
}

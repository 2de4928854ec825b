// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// How a notice travels.
public enum DeliveryChannel: Int32, WireEnum {
    case unspecified = 0
    /// In the mesh: it is delivered when the recipient reads it with GetNotice.
    case mesh = 1
    /// 挂号信
    case registeredLetter = 2
    /// 直接送达
    case inPerson = 3
    /// 公告送达
    case announcement = 4

    public var label: String {
        switch self {
            case .unspecified: "unspecified"
            case .mesh: "mesh"
            case .registeredLetter: "registeredLetter"
            case .inPerson: "inPerson"
            case .announcement: "announcement"
        }
    }

    public var protoName: String {
        switch self {
            case .unspecified: "DELIVERY_CHANNEL_UNSPECIFIED"
            case .mesh: "DELIVERY_CHANNEL_MESH"
            case .registeredLetter: "DELIVERY_CHANNEL_REGISTERED_LETTER"
            case .inPerson: "DELIVERY_CHANNEL_IN_PERSON"
            case .announcement: "DELIVERY_CHANNEL_ANNOUNCEMENT"
        }
    }
}

/// One notice to one recipient. SM-NOTICE, RX-4. Legal clocks start when it is delivered.
public struct Notice: WireMessage {
    public static let fullName = "govmesh.credit.v1.Notice"

    /// "notices/{collection}-{id}-v{version}" of what it is about.
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Notice.State = .unspecified
    public var recipient: String = ""
    public var kind: Notice.Kind = .unspecified
    /// The record, objection or repair, and its version then.
    public var about: String = ""
    public var aboutVersion: Int64 = 0
    public var channel: DeliveryChannel = .unspecified
    /// Of GetNotice; a list leaves it out.
    public var text: String = ""
    /// How to repair, with a decision.
    public var repairText: String = ""
    public var sentAt: Instant? = nil
    /// When it counts as undelivered, and when as delivered all the same.
    public var undeliveredAt: Instant? = nil
    public var deemedAt: Instant? = nil
    /// When it was read or, by the proof, handed over; empty when it is only deemed delivered.
    public var deliveredAt: Instant? = nil
    /// The account that read it first. The journal entry of that version is the proof.
    public var deliveredTo: String = ""
    public var readAt: Instant? = nil
    /// Evidence of a delivery outside of the mesh.
    public var proof: String = ""
    /// Why it was sent again by another channel.
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Notice.State = .unspecified,
        recipient: String = "",
        kind: Notice.Kind = .unspecified,
        about: String = "",
        aboutVersion: Int64 = 0,
        channel: DeliveryChannel = .unspecified,
        text: String = "",
        repairText: String = "",
        sentAt: Instant? = nil,
        undeliveredAt: Instant? = nil,
        deemedAt: Instant? = nil,
        deliveredAt: Instant? = nil,
        deliveredTo: String = "",
        readAt: Instant? = nil,
        proof: String = "",
        reason: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.recipient = recipient
        self.kind = kind
        self.about = about
        self.aboutVersion = aboutVersion
        self.channel = channel
        self.text = text
        self.repairText = repairText
        self.sentAt = sentAt
        self.undeliveredAt = undeliveredAt
        self.deemedAt = deemedAt
        self.deliveredAt = deliveredAt
        self.deliveredTo = deliveredTo
        self.readAt = readAt
        self.proof = proof
        self.reason = reason
    }

    /// `govmesh.credit.v1.Notice.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case sent = 1
        /// By proof, without having been read in the mesh.
        case delivered = 2
        case read = 3
        /// Derived: not delivered in time; try another channel.
        case undelivered = 4
        /// Derived: counts as delivered, though it was not.
        case deemedDelivered = 5

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .sent: "sent"
                case .delivered: "delivered"
                case .read: "read"
                case .undelivered: "undelivered"
                case .deemedDelivered: "deemedDelivered"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .sent: "STATE_SENT"
                case .delivered: "STATE_DELIVERED"
                case .read: "STATE_READ"
                case .undelivered: "STATE_UNDELIVERED"
                case .deemedDelivered: "STATE_DEEMED_DELIVERED"
            }
        }
    }

    /// `govmesh.credit.v1.Notice.Kind`.
    public enum Kind: Int32, WireEnum {
        case unspecified = 0
        /// A record is proposed; its delivery opens the statement period (告知).
        case hearing = 1
        /// A record was confirmed: the decision and how to repair it, in one (两书同达).
        case decision = 2
        /// An objection or a repair was answered.
        case answer = 3

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .hearing: "hearing"
                case .decision: "decision"
                case .answer: "answer"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "KIND_UNSPECIFIED"
                case .hearing: "KIND_HEARING"
                case .decision: "KIND_DECISION"
                case .answer: "KIND_ANSWER"
            }
        }
    }
}

extension Notice: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Notice>?) {
        govmesh__credit__v1__notice__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Notice>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.recipient = FromC.text(c.pointee.recipient)
        self.kind = FromC.value(c.pointee.kind.rawValue)
        self.about = FromC.text(c.pointee.about)
        self.aboutVersion = c.pointee.about_version
        self.channel = FromC.value(c.pointee.channel.rawValue)
        self.text = FromC.text(c.pointee.text)
        self.repairText = FromC.text(c.pointee.repair_text)
        self.sentAt = FromC.instant(c.pointee.sent_at)
        self.undeliveredAt = FromC.instant(c.pointee.undelivered_at)
        self.deemedAt = FromC.instant(c.pointee.deemed_at)
        self.deliveredAt = FromC.instant(c.pointee.delivered_at)
        self.deliveredTo = FromC.text(c.pointee.delivered_to)
        self.readAt = FromC.instant(c.pointee.read_at)
        self.proof = FromC.text(c.pointee.proof)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Notice>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.recipient = arena.text(self.recipient)
        c.pointee.kind = .init(rawValue: self.kind.cValue())
        c.pointee.about = arena.text(self.about)
        c.pointee.about_version = self.aboutVersion
        c.pointee.channel = .init(rawValue: self.channel.cValue())
        c.pointee.text = arena.text(self.text)
        c.pointee.repair_text = arena.text(self.repairText)
        if let value = self.sentAt { c.pointee.sent_at = arena.instant(value) }
        if let value = self.undeliveredAt { c.pointee.undelivered_at = arena.instant(value) }
        if let value = self.deemedAt { c.pointee.deemed_at = arena.instant(value) }
        if let value = self.deliveredAt { c.pointee.delivered_at = arena.instant(value) }
        c.pointee.delivered_to = arena.text(self.deliveredTo)
        if let value = self.readAt { c.pointee.read_at = arena.instant(value) }
        c.pointee.proof = arena.text(self.proof)
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("recipient", self.recipient)
        check.text("about", self.about)
        check.text("text", self.text, 10000)
        check.text("repair_text", self.repairText, 2000)
        check.text("delivered_to", self.deliveredTo)
        check.text("proof", self.proof)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.text = ""
        copy.repairText = ""
        copy.reason = ""
        return copy
    }
}

extension Notice: Resource {
    public static let collection = "notices"
    public static let machine = "SM-NOTICE"

    public var owners: [String] {
        ([self.recipient]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["about", "state", "recipient"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("about", self.about))
        pairs.append(("state", self.state.label))
        pairs.append(("recipient", self.recipient))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.credit.v1.ConfirmDeliveryRequest`.
public struct ConfirmDeliveryRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.ConfirmDeliveryRequest"

    public var name: String = ""
    public var version: Int64 = 0
    /// When it was handed over, as the proof says.
    public var deliveredAt: Instant? = nil
    /// Evidence of the kind "delivery-proof".
    public var proof: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        deliveredAt: Instant? = nil,
        proof: String = ""
    ) {
        self.name = name
        self.version = version
        self.deliveredAt = deliveredAt
        self.proof = proof
    }
}

extension ConfirmDeliveryRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ConfirmDeliveryRequest>?) {
        govmesh__credit__v1__confirm_delivery_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ConfirmDeliveryRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.deliveredAt = FromC.instant(c.pointee.delivered_at)
        self.proof = FromC.text(c.pointee.proof)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ConfirmDeliveryRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        if let value = self.deliveredAt { c.pointee.delivered_at = arena.instant(value) }
        c.pointee.proof = arena.text(self.proof)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("delivered_at", self.deliveredAt != nil)
        check.required("proof", !self.proof.isEmpty)
        check.text("proof", self.proof, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.RedirectNoticeRequest`.
public struct RedirectNoticeRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.RedirectNoticeRequest"

    public var name: String = ""
    public var version: Int64 = 0
    public var reason: String = ""
    public var channel: DeliveryChannel = .unspecified

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        reason: String = "",
        channel: DeliveryChannel = .unspecified
    ) {
        self.name = name
        self.version = version
        self.reason = reason
        self.channel = channel
    }
}

extension RedirectNoticeRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__RedirectNoticeRequest>?) {
        govmesh__credit__v1__redirect_notice_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__RedirectNoticeRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.reason = FromC.text(c.pointee.reason)
        self.channel = FromC.value(c.pointee.channel.rawValue)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__RedirectNoticeRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.reason = arena.text(self.reason)
        c.pointee.channel = .init(rawValue: self.channel.cValue())
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.text("reason", self.reason, 2000)
        check.required("channel", self.channel != .unspecified)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

/// `govmesh.credit.v1.ListNoticesResponse`.
public struct ListNoticesResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListNoticesResponse"

    public var notices: [Notice] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        notices: [Notice] = [],
        nextPageToken: String = ""
    ) {
        self.notices = notices
        self.nextPageToken = nextPageToken
    }
}

extension ListNoticesResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListNoticesResponse>?) {
        govmesh__credit__v1__list_notices_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListNoticesResponse>) {
        self.notices = FromC.messages(c.pointee.n_notices, c.pointee.notices)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListNoticesResponse>, _ arena: Arena) {
        (c.pointee.n_notices, c.pointee.notices) = arena.list(self.notices) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("notices", self.notices.count)
        check.nested("notices", self.notices)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.notices = self.notices.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.credit.v1.NoticeService`.
public enum NoticeServiceMethods {
    /// Returns a notice. Read by its recipient, it is delivered: the text is given out only once that
    /// is kept. Reading it again changes nothing.
    public static let getNotice = MethodDescriptor(
        service: "govmesh.credit.v1.NoticeService", method: "GetNotice",
        callClass: .idempotent, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, command: "read", resource: "Notice", requirements: ["RX-4"])

    /// Lists notices without their text, so that looking into the box delivers nothing.
    public static let listNotices = MethodDescriptor(
        service: "govmesh.credit.v1.NoticeService", method: "ListNotices",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, resource: "Notice", requirements: ["RX-4"])

    /// Records a delivery outside of the mesh, with its proof.
    public static let confirmDelivery = MethodDescriptor(
        service: "govmesh.credit.v1.NoticeService", method: "ConfirmDelivery",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "confirmDelivery", resource: "Notice", requirements: ["RX-4"])

    /// Sends a notice again, by another channel; its terms begin anew.
    public static let redirectNotice = MethodDescriptor(
        service: "govmesh.credit.v1.NoticeService", method: "RedirectNotice",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "redirect", resource: "Notice", requirements: ["RX-4", "RX-3"])

    public static let all: [MethodDescriptor] = [
        getNotice,
        listNotices,
        confirmDelivery,
        redirectNotice,
    ]
}

/// Notices. Those of a record are sent by NotifyRecord and ConfirmRecord.
public protocol NoticeServiceProvider: Sendable {
    /// Returns a notice. Read by its recipient, it is delivered: the text is given out only once that
    /// is kept. Reading it again changes nothing.
    func getNotice(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Notice
    /// Lists notices without their text, so that looking into the box delivers nothing.
    func listNotices(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListNoticesResponse
    /// Records a delivery outside of the mesh, with its proof.
    func confirmDelivery(
        _ request: ConfirmDeliveryRequest, _ call: Call
    ) async throws(RPCFailure) -> Notice
    /// Sends a notice again, by another channel; its terms begin anew.
    func redirectNotice(
        _ request: RedirectNoticeRequest, _ call: Call
    ) async throws(RPCFailure) -> Notice
}

extension NoticeServiceProvider where Self: ResourceAnswers, Answered == Notice {
    public func getNotice(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Notice {
        try await self.get(request, call)
    }
    public func listNotices(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListNoticesResponse {
        let page = try await self.list(request, call)
        return ListNoticesResponse(
            notices: page.items, nextPageToken: page.next)
    }
}

extension NoticeServiceProvider {
    /// What a worker of this service offers.
    public var noticeServiceBindings: [MethodBinding] {
        [
            MethodBinding(NoticeServiceMethods.getNotice) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getNotice)
            },
            MethodBinding(NoticeServiceMethods.listNotices) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listNotices)
            },
            MethodBinding(NoticeServiceMethods.confirmDelivery) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.confirmDelivery)
            },
            MethodBinding(NoticeServiceMethods.redirectNotice) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.redirectNotice)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.NoticeService`.
public struct NoticeServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Returns a notice. Read by its recipient, it is delivered: the text is given out only once that
    /// is kept. Reading it again changes nothing.
    public func getNotice(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Notice {
        try await ask(
            self.channel, self.routingKey, NoticeServiceMethods.getNotice, request, options)
    }

    /// Lists notices without their text, so that looking into the box delivers nothing.
    public func listNotices(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListNoticesResponse {
        try await ask(
            self.channel, self.routingKey, NoticeServiceMethods.listNotices, request, options)
    }

    /// Records a delivery outside of the mesh, with its proof.
    public func confirmDelivery(
        _ request: ConfirmDeliveryRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Notice {
        try await ask(
            self.channel, self.routingKey, NoticeServiceMethods.confirmDelivery, request, options)
    }

    /// Sends a notice again, by another channel; its terms begin anew.
    public func redirectNotice(
        _ request: RedirectNoticeRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Notice {
        try await ask(
            self.channel, self.routingKey, NoticeServiceMethods.redirectNotice, request, options)
    }
}

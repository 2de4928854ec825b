// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshWire
import WireC

/// Reads one resource, now or as it was (RX-6).
public struct GetRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.GetRequest"

    public var name: String = ""
    /// What held at this time; absent means now.
    public var effectiveAt: Instant? = nil
    /// As known at this time; absent means now.
    public var knownAt: Instant? = nil

    public init() {}

    public init(
        name: String = "",
        effectiveAt: Instant? = nil,
        knownAt: Instant? = nil
    ) {
        self.name = name
        self.effectiveAt = effectiveAt
        self.knownAt = knownAt
    }
}

extension GetRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetRequest>?) {
        govmesh__mesh__v1__get_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__GetRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.effectiveAt = FromC.instant(c.pointee.effective_at)
        self.knownAt = FromC.instant(c.pointee.known_at)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__GetRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        if let value = self.effectiveAt { c.pointee.effective_at = arena.instant(value) }
        if let value = self.knownAt { c.pointee.known_at = arena.instant(value) }
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

/// Reads one page of a collection, in order of name, now or as it was (RX-6).
///
/// A page may hold fewer resources than asked for, even none, while more follow: only an empty
/// `next_page_token` ends a collection.
public struct ListRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.ListRequest"

    /// At most 1,000; 0 means 50.
    public var pageSize: Int32 = 0
    /// From the previous page; empty for the first. Pages of one past list fit together when each asks
    /// for the same times: give both then, as "now" moves on.
    public var pageToken: String = ""
    /// Empty, or equalities on indexed fields joined by AND: `provider = "parties/sp-1" AND state = "listed"`.
    /// Compares the values that the answer shows. A state is the one that holds at `effective_at`,
    /// moved on by every date that has passed then, whether that was written already or not.
    public var filter: String = ""
    /// What held at this time, which may lie in the future; absent means now.
    public var effectiveAt: Instant? = nil
    /// As known at this time; absent means now.
    public var knownAt: Instant? = nil

    public init() {}

    public init(
        pageSize: Int32 = 0,
        pageToken: String = "",
        filter: String = "",
        effectiveAt: Instant? = nil,
        knownAt: Instant? = nil
    ) {
        self.pageSize = pageSize
        self.pageToken = pageToken
        self.filter = filter
        self.effectiveAt = effectiveAt
        self.knownAt = knownAt
    }
}

extension ListRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListRequest>?) {
        govmesh__mesh__v1__list_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__ListRequest>) {
        self.pageSize = c.pointee.page_size
        self.pageToken = FromC.text(c.pointee.page_token)
        self.filter = FromC.text(c.pointee.filter)
        self.effectiveAt = FromC.instant(c.pointee.effective_at)
        self.knownAt = FromC.instant(c.pointee.known_at)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__ListRequest>, _ arena: Arena) {
        c.pointee.page_size = self.pageSize
        c.pointee.page_token = arena.text(self.pageToken)
        c.pointee.filter = arena.text(self.filter)
        if let value = self.effectiveAt { c.pointee.effective_at = arena.instant(value) }
        if let value = self.knownAt { c.pointee.known_at = arena.instant(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.number("page_size", self.pageSize, 0...1000)
        check.text("page_token", self.pageToken)
        check.text("filter", self.filter)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// Gives a life cycle command that needs no more than a reason.
public struct CommandRequest: WireMessage {
    public static let fullName = "govmesh.mesh.v1.CommandRequest"

    public var name: String = ""
    /// Version the caller has seen; 0 skips the check (RX-7).
    public var version: Int64 = 0
    /// Code, text and basis of the decision; mandatory where the life cycle says so (RX-3).
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        reason: String = ""
    ) {
        self.name = name
        self.version = version
        self.reason = reason
    }
}

extension CommandRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__CommandRequest>?) {
        govmesh__mesh__v1__command_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Mesh__V1__CommandRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Mesh__V1__CommandRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.reason = arena.text(self.reason)
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
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

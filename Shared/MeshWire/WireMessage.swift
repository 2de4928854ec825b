/// A protobuf message as a Swift value.
///
/// Every conformance is generated.
public protocol WireMessage: Sendable, Hashable {
    /// Full protobuf name, such as `govmesh.registry.v1.Party`.
    static var fullName: String { get }

    init()

    /// Decodes after bounded checks: size, nesting, element counts, UTF-8, NUL and enum range are
    /// verified before protobuf-c allocates anything.
    init(wire: [UInt8]) throws(WireFailure)

    /// The canonical bytes: fields in tag order, defaults left out.
    func wireBytes() -> [UInt8]

    /// What breaks the field rules of the contract; empty when all is well.
    func violations() -> [Violation]

    /// The same message with every personal field emptied.
    func redacted() -> Self
}

/// Why bytes are not a message.
public struct WireFailure: Error, Sendable, Hashable {
    /// Dotted path of the field, such as `contract.commitments[3].metric`; empty for the message.
    public var field: String
    /// Offset of the fault in bytes.
    public var offset: Int
    /// What is wrong, such as `invalid UTF-8`.
    public var rule: String

    public init(field: String, offset: Int, rule: String) {
        self.field = field
        self.offset = offset
        self.rule = rule
    }
}

/// One broken field rule.
public struct Violation: Sendable, Hashable {
    public var field: String
    /// The rule, such as `at most 200 bytes`.
    public var rule: String
    /// The way out, such as `shorten it by 12 bytes`.
    public var remedy: String

    public init(field: String, rule: String, remedy: String) {
        self.field = field
        self.rule = rule
        self.remedy = remedy
    }
}

/// A message with identity, version and state: `option (govmesh.mesh.v1.resource)`.
public protocol Resource: WireMessage {
    associatedtype State: WireEnum

    /// Collection in names, such as `qualifications`.
    static var collection: String { get }
    /// Life cycle table, such as `SM-QUAL`.
    static var machine: String { get }

    /// Whether others than its owners read it once it is disclosed to them.
    static var isDisclosed: Bool { get }

    var name: String { get set }
    var version: Int64 { get set }
    var state: State { get set }

    /// Names of the parties it belongs to.
    var owners: [String] { get }
    /// The civil date it is of, for those who stood for a person then; empty when it is of no day.
    var ownedOn: String { get }
    /// The fields that a list may be filtered by.
    static var indexedFields: [String] { get }
    /// Values of the indexed fields, by field name. Repeated fields give one pair each.
    var indexed: [(field: String, value: String)] { get }

    /// Why the last command was given; empty where the message has no field `reason`.
    var reason: String { get }
    /// Keeps why the last command was given, where the message has a field `reason` (RX-3).
    mutating func note(reason: String)
}

extension Resource {
    public var reason: String { "" }
    public mutating func note(reason: String) {}
}

extension Resource {
    public static var isDisclosed: Bool { false }
    public var ownedOn: String { "" }
}

/// A protobuf enum as a Swift enum.
public protocol WireEnum: RawRepresentable, Sendable, Hashable, CaseIterable
where RawValue == Int32 {
    /// The short name, lower camel case, such as `inReview`.
    var label: String { get }
    /// The name in the proto file, such as `STATE_IN_REVIEW`.
    var protoName: String { get }
}

/// Why a contract cannot be turned into Swift: where, what, and the way out.
struct Refused: Error, CustomStringConvertible {
    let file: String
    let place: String
    let problem: String
    let wayOut: String

    var description: String { "\(self.file): \(self.place): \(self.problem); \(self.wayOut)" }
}

/// One `.proto` file.
struct ProtoFile {
    var path: String
    var package: String
    var syntax: String
    var messages: [Message] = []
    var enums: [EnumType] = []
    var services: [Service] = []
}

/// A message, nested ones inside it.
struct Message {
    var name: String
    /// Full protobuf name without a leading dot.
    var fullName: String
    var comment: String
    var isMapEntry: Bool
    /// Names of oneofs that are not the shadow of a proto3 `optional`.
    var oneofs: [String]
    var fields: [Field]
    var messages: [Message]
    var enums: [EnumType]
    var resource: ResourceRule?
}

/// A field of a message.
struct Field {
    enum Kind: Int32 {
        case double = 1
        case float = 2
        case int64 = 3
        case uint64 = 4
        case int32 = 5
        case fixed64 = 6
        case fixed32 = 7
        case bool = 8
        case string = 9
        case group = 10
        case message = 11
        case bytes = 12
        case uint32 = 13
        case `enum` = 14
        case sfixed32 = 15
        case sfixed64 = 16
        case sint32 = 17
        case sint64 = 18
    }

    var name: String
    var number: Int32
    var comment: String
    var kind: Kind
    /// Full name of the message or enum, without a leading dot.
    var typeName: String
    var isRepeated: Bool
    /// The author wrote `optional`.
    var isOptional: Bool
    var rule: FieldRule
}

struct EnumType {
    struct Value {
        var name: String
        var number: Int32
        var comment: String
    }

    var name: String
    var fullName: String
    var comment: String
    var values: [Value]
}

struct Service {
    struct Method {
        var name: String
        var comment: String
        var input: String
        var output: String
        var clientStreaming: Bool
        var serverStreaming: Bool
        var rule: MethodRule?
    }

    var name: String
    var fullName: String
    var comment: String
    var methods: [Method]
}

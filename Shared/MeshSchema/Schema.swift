/// Messages, enums and methods as a `google.protobuf.FileDescriptorSet` tells them.
///
/// Turns JSON into protobuf and back without generated code, for tools that take any contract.
public struct Schema: Sendable {
    /// A service and its methods.
    public struct Service: Sendable {
        /// Full name, as `govmesh.credit.v1.RecordService`.
        public var name: String
        /// Empty when the descriptor set has no comments.
        public var comment: String
        public var methods: [Method]
    }

    /// One method of a service.
    public struct Method: Sendable {
        public var service: String
        public var name: String
        /// Full name of the request message.
        public var input: String
        /// Full name of the reply message.
        public var output: String
        public var clientStreaming: Bool
        public var serverStreaming: Bool
        public var comment: String
        /// The wire bytes of `google.protobuf.MethodOptions`.
        public var options: [UInt8]

        /// `service/method`.
        public var path: String { "\(self.service)/\(self.name)" }
    }

    public internal(set) var services: [Service] = []
    /// All methods in the order of the files.
    public var methods: [Method] { self.services.flatMap { $0.methods } }
    /// Full names of all messages, sorted.
    public var messageNames: [String] { self.messages.keys.sorted() }

    var messages: [String: MessageShape] = [:]
    var enums: [String: EnumShape] = [:]

    /// - Throws: `SchemaFailure` when the bytes are no descriptor set.
    public init(descriptorSet: [UInt8]) throws(SchemaFailure) {
        for file in try WireField.fields(descriptorSet[...], path: "descriptor set")
        where file.number == 1 {
            try self.read(file: file.bytes)
        }
    }

    /// The method of that path; also by service and method without the package.
    public func method(_ path: String) -> Method? {
        self.methods.first { $0.path == path }
            ?? self.methods.first { $0.path.hasSuffix(".\(path)") }
    }

    /// Up to three methods whose names are closest to one that is not there.
    public func suggestions(for path: String) -> String {
        let short = self.methods.map { method in
            method.path.split(separator: ".").last.map(String.init) ?? method.path
        }
        return nearest(path, in: Array(Set(short)))
    }

    package func shape(_ name: String) throws(SchemaFailure) -> MessageShape {
        if let shape = self.messages[name] { return shape }
        throw SchemaFailure(
            path: "", problem: "unknown message \(name)",
            remedy: "did you mean \(nearest(name, in: self.messageNames))?")
    }
}

/// The fields of a message.
package struct MessageShape: Sendable {
    package var name: String
    /// In the order of their numbers.
    package var fields: [FieldShape] = []
}

package struct FieldShape: Sendable {
    package enum Kind: Int32, Sendable {
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

        /// The wire type of one value.
        var wireType: UInt64 {
            switch self {
            case .double, .fixed64, .sfixed64: 1
            case .float, .fixed32, .sfixed32: 5
            case .string, .message, .bytes: 2
            case .group: 3
            case .int64, .uint64, .int32, .bool, .uint32, .enum, .sint32, .sint64: 0
            }
        }
    }

    package var name = ""
    var jsonName = ""
    package var number: UInt32 = 0
    package var kind = Kind.group
    package var typeName = ""
    package var isRepeated = false
    /// Absent and zero are different: proto3 `optional` and members of a oneof.
    var hasPresence = false
}

struct EnumShape: Sendable {
    var name: String
    var values: [(name: String, number: Int32)] = []

    /// The number of a proto name (`STATE_IN_REVIEW`) or of its label (`inReview`).
    func number(_ text: String) -> Int32? {
        self.values.first { $0.name == text || self.label($0.name) == text }?.number
    }

    /// The name without the prefix made from the enum's name, in lower camel case.
    func label(_ name: String) -> String {
        var prefix = ""
        var previous: Character = "A"
        for character in self.name.split(separator: ".").last ?? "" {
            if character.isUppercase && !previous.isUppercase { prefix += "_" }
            prefix += character.uppercased()
            previous = character
        }
        prefix += "_"
        let short = name.hasPrefix(prefix) ? name.dropFirst(prefix.count) : name[...]
        let usable = short.first.map { $0.isLetter } ?? false
        return lowerCamel(usable ? String(short) : name)
    }
}

/// `request_digest` as `requestDigest`.
func lowerCamel(_ name: String) -> String {
    let parts = name.lowercased().split(separator: "_")
    guard let first = parts.first else { return name }
    return first + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}

/// Up to three of `names` that are closest to `name`.
func nearest(_ name: String, in names: [String]) -> String {
    let ranked = names.map { ($0, distance(Array(name.utf8), Array($0.utf8))) }
        .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 < $1.1 }
    return ranked.prefix(3).map { $0.0 }.joined(separator: ", ")
}

/// How many bytes must be changed, added or taken away.
private func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.prefix(256).enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, b) in right.enumerated() {
            let above = row[j + 1]
            row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
            diagonal = above
        }
    }
    return row[right.count]
}

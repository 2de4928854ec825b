/// What a field's type is in Swift.
enum SwiftType {
    /// A number whose C and Swift values are the same.
    case number(String)
    case bool
    case text
    case octets
    case value(EnumType, String)
    /// An enum that MeshRPC has by hand; `nil` stands for unspecified.
    case role(String)
    case instant
    case message(Message, String)

    var name: String {
        switch self {
        case .number(let name), .value(_, let name), .role(let name), .message(_, let name): name
        case .bool: "Bool"
        case .text: "String"
        case .octets: "[UInt8]"
        case .instant: "Instant"
        }
    }
}

/// Every message and enum of the contract by full name.
struct Symbols {
    private(set) var messages: [String: (message: Message, swift: String)] = [:]
    private(set) var enums: [String: (type: EnumType, swift: String)] = [:]

    init(_ files: [ProtoFile]) {
        for file in files {
            for message in file.messages { self.add(message, inside: "") }
            for type in file.enums { self.enums[type.fullName] = (type, type.name) }
        }
    }

    private mutating func add(_ message: Message, inside: String) {
        let swift = inside + message.name
        self.messages[message.fullName] = (message, swift)
        for type in message.enums { self.enums[type.fullName] = (type, "\(swift).\(type.name)") }
        for nested in message.messages { self.add(nested, inside: "\(swift).") }
    }

    /// `nil` when the type cannot be in a Swift message: a group, or a foreign message.
    func type(of field: Field) -> SwiftType? {
        switch field.kind {
        case .double: .number("Double")
        case .float: .number("Float")
        case .int64, .sint64, .sfixed64: .number("Int64")
        case .uint64, .fixed64: .number("UInt64")
        case .int32, .sint32, .sfixed32: .number("Int32")
        case .uint32, .fixed32: .number("UInt32")
        case .bool: .bool
        case .string: .text
        case .bytes: .octets
        case .group: nil
        case .enum:
            switch field.typeName {
            case "govmesh.mesh.v1.PartyRole": .role("PartyRole")
            case "govmesh.mesh.v1.OperatorRole": .role("OperatorRole")
            case "govmesh.mesh.v1.CallClass": .role("CallClass")
            default: self.enums[field.typeName].map { .value($0.type, $0.swift) }
            }
        case .message:
            if field.typeName == "google.protobuf.Timestamp" {
                .instant
            } else {
                self.messages[field.typeName].map { .message($0.message, $0.swift) }
            }
        }
    }

    /// Whether a message holds personal fields, at any depth.
    func isPersonal(_ message: Message) -> Bool {
        message.fields.contains { field in
            if field.rule.personal { return true }
            if case .message(let inner, _) = self.type(of: field) { return self.isPersonal(inner) }
            return false
        }
    }
}

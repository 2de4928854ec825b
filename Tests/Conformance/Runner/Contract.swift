import MeshAPI
import MeshJSON
import MeshSchema

/// Messages by their descriptors alone: nothing of the codecs under test.
struct Contract {
    private let schema: Schema

    init() throws {
        self.schema = try Schema(descriptorSet: MeshContract.descriptorSet)
    }

    /// The bytes of a message that a case writes down; `null` leaves a field out.
    func encode(
        _ fields: JSONValue, _ message: String, _ variables: Variables
    ) throws -> [UInt8] {
        try self.schema.encode(try self.json(fields, variables), as: message)
    }

    /// Operators worked out, bytes as proto3 JSON has them.
    private func json(_ source: JSONValue, _ variables: Variables) throws -> JSONValue {
        switch source {
        case .array(let values): .array(try values.map { try self.json($0, variables) })
        case .object(let members) where !source.isOperator:
            .object(
                try members.map {
                    JSONValue.Member($0.name, try self.json($0.value, variables))
                })
        case .object: try Self.json(try variables.value(source))
        case .null, .bool, .number, .string: source
        }
    }

    private static func json(_ value: Value) throws -> JSONValue {
        switch value {
        case .none: .null
        case .flag(let flag): .bool(flag)
        case .number(let number): .number("\(number)")
        case .text(let text): .string(text)
        case .bytes(let bytes): .string(Base64.encode(bytes))
        case .list(let values): .array(try values.map { try Self.json($0) })
        case .message: throw Mismatch("a message was saved whole; save one of its fields")
        }
    }

    func decode(_ bytes: [UInt8], _ name: String) throws -> DynamicMessage {
        let shape = try self.schema.shape(name)
        var values: [String: [Value]] = [:]
        for field in try WireField.fields(bytes[...], path: name) {
            guard let known = shape.fields.first(where: { $0.number == field.number }) else {
                continue
            }
            values[known.name, default: []] += try self.values(field.value, known)
        }
        return DynamicMessage(contract: self, shape: shape, values: values, bytes: bytes)
    }

    /// An envelope of numbers alone.
    func envelope(_ fields: [(name: String, value: UInt64)]) throws -> [UInt8] {
        let members = fields.map { JSONValue.Member($0.name, .number("\($0.value)")) }
        return try self.schema.encode(.object(members), as: "govmesh.mesh.v1.Envelope")
    }

    /// The envelope of GOAWAY(UNKNOWN_SESSION).
    func unknownSession(_ session: UInt64) throws -> [UInt8] {
        let hello = JSONValue.object([.init("goaway_reason", .number("1"))])
        return try self.schema.encode(
            .object([.init("session", .number("\(session)")), .init("hello", hello)]),
            as: "govmesh.mesh.v1.Envelope")
    }

    /// One value, or those of a packed field.
    private func values(_ wire: WireField.Value, _ field: FieldShape) throws -> [Value] {
        switch wire {
        case .varint(let number): return [Self.number(number, field.kind)]
        case .fixed64(let number): return [Self.number(number, field.kind)]
        case .fixed32(let number): return [.number(Int128(number))]
        case .bytes(var rest):
            switch field.kind {
            case .string: return [.text(String(decoding: rest, as: UTF8.self))]
            case .bytes: return [.bytes(Array(rest))]
            case .message: return [.message(try self.decode(Array(rest), field.typeName))]
            default:
                var values: [Value] = []
                while let number = WireField.varint(&rest) {
                    values.append(Self.number(number, field.kind))
                }
                return values
            }
        }
    }

    private static func number(_ bits: UInt64, _ kind: FieldShape.Kind) -> Value {
        switch kind {
        case .bool: .flag(bits != 0)
        case .uint64, .fixed64, .uint32, .fixed32: .number(Int128(bits))
        default: .number(Int128(Int64(bitPattern: bits)))
        }
    }
}

/// A message that was read; an absent field has its default, as in Python.
struct DynamicMessage: Equatable, CustomStringConvertible {
    let contract: Contract
    let shape: MessageShape
    let values: [String: [Value]]
    /// As it came.
    let bytes: [UInt8]

    static func == (left: Self, right: Self) -> Bool {
        left.shape.name == right.shape.name && left.values == right.values
    }

    var description: String {
        self.values.sorted { $0.key < $1.key }.map { name, values in
            "\(name)=\(values.map { $0.asBytes?.hex ?? "\($0)" }.joined(separator: ","))"
        }.joined(separator: " ")
    }

    func field(_ name: String) throws -> Value {
        guard let field = self.shape.fields.first(where: { $0.name == name }) else {
            throw Mismatch("\(self.shape.name) has no field \(name)")
        }
        let values = self.values[name] ?? []
        if field.isRepeated { return .list(values) }
        if let last = values.last { return last }
        return switch field.kind {
        case .string: .text("")
        case .bytes: .bytes([])
        case .bool: .flag(false)
        case .message: .message(try self.contract.decode([], field.typeName))
        default: .number(0)
        }
    }

    func number(_ name: String) throws -> UInt64 {
        UInt64(try self.field(name).asNumber ?? 0)
    }

    func message(_ name: String) throws -> DynamicMessage {
        guard case .message(let message) = try self.field(name) else {
            throw Mismatch("\(name) is no message")
        }
        return message
    }
}

import MeshJSON
import MeshWire

extension Schema {
    /// A message as proto3 JSON, fields in the order of their numbers.
    public func decode(
        _ bytes: [UInt8], as message: String, pretty: Bool = false
    ) throws(SchemaFailure) -> String {
        try self.value(bytes, as: message).text(pretty: pretty)
    }

    /// A message as a JSON value.
    public func value(_ bytes: [UInt8], as message: String) throws(SchemaFailure) -> JSONValue {
        try self.value(bytes[...], try self.shape(message), path: "", depth: 1)
    }

    private func value(
        _ bytes: ArraySlice<UInt8>, _ shape: MessageShape, path: String, depth: Int
    ) throws(SchemaFailure) -> JSONValue {
        guard depth <= JSONValue.depthLimit else {
            throw SchemaFailure(
                path: path, problem: "more than \(JSONValue.depthLimit) levels", remedy: "nest less"
            )
        }
        var given: [UInt32: [WireField.Value]] = [:]
        for field in try WireField.fields(bytes, path: path) {
            given[field.number, default: []].append(field.value)
        }
        var members: [JSONValue.Member] = []
        for field in shape.fields {
            guard let values = given[field.number] else { continue }
            let path = within(path, field.jsonName)
            var elements: [JSONValue] = []
            for value in values {
                for single in try self.split(value, field, path: path) {
                    elements.append(try self.json(single, field, path: path, depth: depth))
                }
            }
            if field.isRepeated {
                if !elements.isEmpty {
                    members.append(JSONValue.Member(field.jsonName, .array(elements)))
                }
            } else if let last = elements.last, field.hasPresence || !self.isDefault(last, field) {
                members.append(JSONValue.Member(field.jsonName, last))
            }
        }
        return .object(members)
    }

    /// The values of a packed field, or the one value.
    private func split(
        _ value: WireField.Value, _ field: FieldShape, path: String
    ) throws(SchemaFailure) -> [WireField.Value] {
        guard
            field.isRepeated, field.kind.wireType != 2, case .bytes(var rest) = value
        else { return [value] }
        var values: [WireField.Value] = []
        while !rest.isEmpty {
            let next: WireField.Value?
            switch field.kind.wireType {
            case 1: next = WireField.fixed(&rest, 8).map { .fixed64($0) }
            case 5:
                next = WireField.fixed(&rest, 4).map { .fixed32(UInt32(truncatingIfNeeded: $0)) }
            default: next = WireField.varint(&rest).map { .varint($0) }
            }
            guard let next else {
                throw SchemaFailure(
                    path: path, problem: "elements end too early", remedy: "check the bytes")
            }
            values.append(next)
        }
        return values
    }

    private func isDefault(_ value: JSONValue, _ field: FieldShape) -> Bool {
        switch value {
        case .bool(let flag): !flag
        case .number(let digits): ["0", "0.0", "-0.0"].contains(digits) && digits != "-0.0"
        case .string(let text):
            text.isEmpty || field.kind.wireType != 2 && text == "0"
                || field.kind == .enum
                    && self.enums[field.typeName]?.values.first { $0.number == 0 }?.name == text
        case .null, .array, .object: false
        }
    }

    private func json(
        _ value: WireField.Value, _ field: FieldShape, path: String, depth: Int
    ) throws(SchemaFailure) -> JSONValue {
        switch (field.kind, value) {
        case (.double, .fixed64(let bits)):
            real(Double(bitPattern: bits), "\(Double(bitPattern: bits))")
        case (.float, .fixed32(let bits)):
            real(Double(Float(bitPattern: bits)), "\(Float(bitPattern: bits))")
        case (.int64, .varint(let bits)), (.sfixed64, .fixed64(let bits)):
            .string("\(Int64(bitPattern: bits))")
        case (.uint64, .varint(let bits)), (.fixed64, .fixed64(let bits)): .string("\(bits)")
        case (.int32, .varint(let bits)): .number("\(Int32(truncatingIfNeeded: bits))")
        case (.uint32, .varint(let bits)): .number("\(UInt32(truncatingIfNeeded: bits))")
        case (.fixed32, .fixed32(let bits)): .number("\(bits)")
        case (.sfixed32, .fixed32(let bits)): .number("\(Int32(bitPattern: bits))")
        case (.sint32, .varint(let bits)): .number("\(Int32(truncatingIfNeeded: zigzag(bits)))")
        case (.sint64, .varint(let bits)): .string("\(zigzag(bits))")
        case (.bool, .varint(let bits)): .bool(bits != 0)
        case (.enum, .varint(let bits)): self.enumName(Int32(truncatingIfNeeded: bits), field)
        case (.string, .bytes(let bytes)): .string(try text(bytes, path))
        case (.bytes, .bytes(let bytes)): .string(Base64.encode(Array(bytes)))
        case (.message, .bytes(let bytes)):
            if field.typeName == "google.protobuf.Timestamp" {
                .string(try Timestamp(bytes, path: path).text)
            } else {
                try self.value(
                    bytes, try self.shape(field.typeName), path: path, depth: depth + 1)
            }
        default:
            throw SchemaFailure(
                path: path, problem: "wire type does not fit the field",
                remedy: "check that the bytes are of this type")
        }
    }

    private func enumName(_ number: Int32, _ field: FieldShape) -> JSONValue {
        let known = self.enums[field.typeName]?.values.first { $0.number == number }
        return known.map { .string($0.name) } ?? .number("\(number)")
    }
}

private func zigzag(_ bits: UInt64) -> Int64 {
    Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
}

private func real(_ number: Double, _ digits: String) -> JSONValue {
    if number.isNaN { return .string("NaN") }
    if number.isInfinite { return .string(number < 0 ? "-Infinity" : "Infinity") }
    return .number(digits)
}

private func text(_ bytes: ArraySlice<UInt8>, _ path: String) throws(SchemaFailure) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw SchemaFailure(path: path, problem: "invalid UTF-8", remedy: "send it as bytes")
    }
    return text
}

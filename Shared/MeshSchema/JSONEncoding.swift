import MeshJSON
import MeshWire

extension Schema {
    /// The canonical bytes of a message given as proto3 JSON.
    ///
    /// Names may be `lowerCamel` or as in the contract; enums by name, label or number.
    public func encode(
        json: String, as message: String
    ) throws(SchemaFailure) -> [UInt8] {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: json)
        } catch {
            throw SchemaFailure(
                path: "", problem: "\(error.problem) at line \(error.line), column \(error.column)",
                remedy: error.remedy)
        }
        return try self.encode(value, as: message)
    }

    /// The canonical bytes of a message given as a JSON value.
    public func encode(
        _ value: JSONValue, as message: String
    ) throws(SchemaFailure) -> [UInt8] {
        try self.encode(value, try self.shape(message), path: "")
    }

    private func encode(
        _ value: JSONValue, _ shape: MessageShape, path: String
    ) throws(SchemaFailure) -> [UInt8] {
        guard case .object(let members) = value else {
            throw SchemaFailure(
                path: path, problem: "not an object",
                remedy: "write the fields of \(shape.name) in {}")
        }
        var given: [UInt32: JSONValue] = [:]
        for member in members {
            let field = shape.fields.first { $0.jsonName == member.name || $0.name == member.name }
            guard let field else {
                throw SchemaFailure(
                    path: within(path, member.name), problem: "no such field in \(shape.name)",
                    remedy: shape.fields.isEmpty
                        ? "it has none"
                        : "did you mean \(nearest(member.name, in: shape.fields.map { $0.jsonName }))?"
                )
            }
            guard given.updateValue(member.value, forKey: field.number) == nil else {
                throw SchemaFailure(
                    path: within(path, member.name), problem: "given under both of its names",
                    remedy: "keep one")
            }
        }
        var writer = WireWriter()
        for field in shape.fields {
            guard let value = given[field.number], value != .null else { continue }
            try self.write(value, field, to: &writer, path: within(path, field.jsonName))
        }
        return writer.bytes
    }

    private func write(
        _ value: JSONValue, _ field: FieldShape, to writer: inout WireWriter, path: String
    ) throws(SchemaFailure) {
        guard field.isRepeated else {
            let content = try self.content(value, field, path: path)
            let isZero = content.allSatisfy { $0 == 0 }
            // Zero goes without saying, except where absence is something else.
            if field.kind.wireType == 2 {
                if !content.isEmpty || field.hasPresence || field.kind == .message {
                    writer.field(field.number, content)
                }
            } else if !isZero || field.hasPresence {
                writer.key(field.number, field.kind.wireType)
                writer.bytes += content
            }
            return
        }
        guard case .array(let values) = value else {
            throw SchemaFailure(path: path, problem: "not an array", remedy: "write it in []")
        }
        var packed: [UInt8] = []
        for (index, value) in values.enumerated() {
            let content = try self.content(value, field, path: "\(path)[\(index)]")
            if field.kind.wireType == 2 {
                writer.field(field.number, content)
            } else {
                packed += content
            }
        }
        if !packed.isEmpty { writer.field(field.number, packed) }
    }

    /// The bytes of one value without key and length.
    private func content(
        _ value: JSONValue, _ field: FieldShape, path: String
    ) throws(SchemaFailure) -> [UInt8] {
        var writer = WireWriter()
        switch field.kind {
        case .double: writer.fixed(try real(value, path).bitPattern, 8)
        case .float: writer.fixed(UInt64(Float(try real(value, path)).bitPattern), 4)
        case .int64: writer.varint(UInt64(bitPattern: try whole(value, Int64.self, path)))
        case .uint64: writer.varint(try whole(value, UInt64.self, path))
        case .int32: writer.varint(UInt64(bitPattern: Int64(try whole(value, Int32.self, path))))
        case .uint32: writer.varint(UInt64(try whole(value, UInt32.self, path)))
        case .fixed64: writer.fixed(try whole(value, UInt64.self, path), 8)
        case .sfixed64: writer.fixed(UInt64(bitPattern: try whole(value, Int64.self, path)), 8)
        case .fixed32: writer.fixed(UInt64(try whole(value, UInt32.self, path)), 4)
        case .sfixed32:
            writer.fixed(UInt64(UInt32(bitPattern: try whole(value, Int32.self, path))), 4)
        case .sint32, .sint64:
            let number =
                field.kind == .sint32
                ? Int64(try whole(value, Int32.self, path)) : try whole(value, Int64.self, path)
            writer.varint(UInt64(bitPattern: number << 1 ^ number >> 63))
        case .bool:
            guard case .bool(let flag) = value else {
                throw SchemaFailure(
                    path: path, problem: "not a boolean", remedy: "write true or false")
            }
            writer.varint(flag ? 1 : 0)
        case .string:
            let text = try string(value, path)
            guard !text.utf8.contains(0) else {
                throw SchemaFailure(path: path, problem: "NUL in text", remedy: "remove it")
            }
            return Array(text.utf8)
        case .bytes:
            guard let bytes = Base64.decode(try string(value, path)) else {
                throw SchemaFailure(
                    path: path, problem: "not base64", remedy: "encode the bytes so")
            }
            return bytes
        case .enum:
            writer.varint(UInt64(bitPattern: Int64(try self.enumNumber(value, field, path))))
        case .message:
            if field.typeName == "google.protobuf.Timestamp" {
                return try Timestamp(try string(value, path), path: path).bytes
            }
            return try self.encode(value, try self.shape(field.typeName), path: path)
        case .group:
            throw SchemaFailure(
                path: path, problem: "groups are not supported", remedy: "leave it out")
        }
        return writer.bytes
    }

    private func enumNumber(
        _ value: JSONValue, _ field: FieldShape, _ path: String
    ) throws(SchemaFailure) -> Int32 {
        let shape = self.enums[field.typeName] ?? EnumShape(name: field.typeName)
        if case .number = value {
            let number = try whole(value, Int32.self, path)
            if shape.values.contains(where: { $0.number == number }) { return number }
        } else if case .string(let text) = value, let number = shape.number(text) {
            return number
        }
        let labels = shape.values.map { shape.label($0.name) }.joined(separator: ", ")
        throw SchemaFailure(
            path: path, problem: "no value of \(field.typeName)", remedy: "use one of \(labels)")
    }
}

private func string(_ value: JSONValue, _ path: String) throws(SchemaFailure) -> String {
    if case .string(let text) = value { return text }
    throw SchemaFailure(path: path, problem: "not a text", remedy: "write it in double quotes")
}

/// An integer given as number or text.
private func whole<Integer: FixedWidthInteger>(
    _ value: JSONValue, _ type: Integer.Type, _ path: String
) throws(SchemaFailure) -> Integer {
    let digits: String
    switch value {
    case .number(let text), .string(let text): digits = text
    case .null, .bool, .array, .object: digits = ""
    }
    if let number = Integer(digits) { return number }
    // 1e3 and 5.0 are whole numbers too.
    if let real = Double(digits), real.magnitude < 9e15, let number = Integer(exactly: real) {
        return number
    }
    throw SchemaFailure(
        path: path, problem: "not a whole number from \(Integer.min) to \(Integer.max)",
        remedy: "write one without fraction")
}

private func real(_ value: JSONValue, _ path: String) throws(SchemaFailure) -> Double {
    switch value {
    case .number(let text):
        if let number = Double(text), number.isFinite { return number }
    case .string("NaN"): return .nan
    case .string("Infinity"): return .infinity
    case .string("-Infinity"): return -.infinity
    case .string(let text):
        if let number = Double(text), number.isFinite { return number }
    case .null, .bool, .array, .object: break
    }
    throw SchemaFailure(path: path, problem: "not a number", remedy: "write one")
}

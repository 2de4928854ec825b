extension Schema {
    /// A message as JSON with every field at its default, to be filled in by a person.
    ///
    /// A message inside itself is shown once. Enums show their first meaningful label.
    public func template(of name: String) throws(SchemaFailure) -> String {
        try self.template(of: name, indent: "", inside: [])
    }

    private func template(
        of name: String, indent: String, inside outer: Set<String>
    ) throws(SchemaFailure) -> String {
        let shape = try self.shape(name)
        guard !shape.fields.isEmpty, !outer.contains(name) else { return "{}" }
        let inner = indent + "  "
        var lines: [String] = []
        for field in shape.fields {
            let value = try self.value(of: field, indent: inner, inside: outer.union([name]))
            lines.append(
                "\(inner)\"\(field.jsonName)\": \(field.isRepeated ? "[\(value)]" : value)")
        }
        return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    }

    private func value(
        of field: FieldShape, indent: String, inside outer: Set<String>
    ) throws(SchemaFailure) -> String {
        switch field.kind {
        case .message where field.typeName == "google.protobuf.Timestamp":
            return "\"2026-01-05T01:00:00Z\""
        case .message, .group:
            return try self.template(of: field.typeName, indent: indent, inside: outer)
        case .enum:
            guard let shape = self.enums[field.typeName] else { return "\"\"" }
            let value = shape.values.first { $0.number != 0 } ?? shape.values.first
            return "\"\(value.map { shape.label($0.name) } ?? "")\""
        case .string, .bytes: return "\"\""
        case .bool: return "false"
        case .int64, .uint64, .fixed64, .sfixed64, .sint64: return "\"0\""
        case .double, .float, .int32, .fixed32, .uint32, .sfixed32, .sint32: return "0"
        }
    }
}

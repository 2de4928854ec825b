/// Reads the parts of `google/protobuf/descriptor.proto` that a schema needs.
extension Schema {
    private typealias Comments = [[UInt64]: String]

    mutating func read(file bytes: ArraySlice<UInt8>) throws(SchemaFailure) {
        let fields = try WireField.fields(bytes, path: "descriptor set")
        let package = fields.text(2)
        var comments: Comments = [:]
        for source in fields where source.number == 9 {
            for location in try WireField.fields(source.bytes, path: "source")
            where location.number == 1 {
                try Self.read(location: location.bytes, into: &comments)
            }
        }
        var serviceIndex: UInt64 = 0
        for field in fields {
            switch field.number {
            case 4: try self.read(message: field.bytes, scope: package)
            case 5: try self.read(enum: field.bytes, scope: package)
            case 6:
                try self.read(service: field.bytes, scope: package, [6, serviceIndex], comments)
                serviceIndex += 1
            default: break
            }
        }
    }

    private static func read(
        location: ArraySlice<UInt8>, into comments: inout Comments
    ) throws(SchemaFailure) {
        var path: [UInt64] = []
        var comment: String?
        for field in try WireField.fields(location, path: "source") {
            switch (field.number, field.value) {
            case (1, .varint(let step)): path.append(step)
            case (1, .bytes(var steps)):
                while let step = WireField.varint(&steps) { path.append(step) }
            case (3, _):
                let lines = field.text.split(separator: "\n").map { $0.drop { $0 == " " } }
                comment = lines.joined(separator: "\n")
            default: break
            }
        }
        if let comment { comments[path] = comment }
    }

    private func name(_ fields: [WireField], scope: String) -> String {
        let name = fields.text(1)
        return scope.isEmpty ? name : "\(scope).\(name)"
    }

    private mutating func read(
        message bytes: ArraySlice<UInt8>, scope: String
    ) throws(SchemaFailure) {
        let fields = try WireField.fields(bytes, path: "descriptor set")
        var shape = MessageShape(name: self.name(fields, scope: scope))
        for field in fields {
            switch field.number {
            case 2: shape.fields.append(try FieldShape(field.bytes))
            case 3: try self.read(message: field.bytes, scope: shape.name)
            case 4: try self.read(enum: field.bytes, scope: shape.name)
            default: break
            }
        }
        shape.fields.sort { $0.number < $1.number }
        self.messages[shape.name] = shape
    }

    private mutating func read(enum bytes: ArraySlice<UInt8>, scope: String) throws(SchemaFailure) {
        let fields = try WireField.fields(bytes, path: "descriptor set")
        var shape = EnumShape(name: self.name(fields, scope: scope))
        for field in fields where field.number == 2 {
            let value = try WireField.fields(field.bytes, path: shape.name)
            shape.values.append(
                (
                    name: value.text(1),
                    number: value.last(where: { $0.number == 2 })?.number32 ?? 0
                ))
        }
        self.enums[shape.name] = shape
    }

    private mutating func read(
        service bytes: ArraySlice<UInt8>, scope: String, _ path: [UInt64], _ comments: Comments
    ) throws(SchemaFailure) {
        let fields = try WireField.fields(bytes, path: "descriptor set")
        let name = self.name(fields, scope: scope)
        var service = Service(name: name, comment: comments[path] ?? "", methods: [])
        for field in fields where field.number == 2 {
            let comment = comments[path + [2, UInt64(service.methods.count)]] ?? ""
            var method = Method(
                service: name, name: "", input: "", output: "", clientStreaming: false,
                serverStreaming: false, comment: comment, options: [])
            for part in try WireField.fields(field.bytes, path: name) {
                switch part.number {
                case 1: method.name = part.text
                case 2: method.input = String(part.text.drop { $0 == "." })
                case 3: method.output = String(part.text.drop { $0 == "." })
                case 4: method.options = Array(part.bytes)
                case 5: method.clientStreaming = part.number64 != 0
                case 6: method.serverStreaming = part.number64 != 0
                default: break
                }
            }
            service.methods.append(method)
        }
        self.services.append(service)
    }
}

extension FieldShape {
    fileprivate init(_ bytes: ArraySlice<UInt8>) throws(SchemaFailure) {
        for field in try WireField.fields(bytes, path: "descriptor set") {
            switch field.number {
            case 1: self.name = field.text
            case 3: self.number = UInt32(truncatingIfNeeded: field.number64)
            case 4: self.isRepeated = field.number64 == 3
            case 5: self.kind = Kind(rawValue: field.number32) ?? .group
            case 6: self.typeName = String(field.text.drop { $0 == "." })
            case 9: self.hasPresence = true
            case 10: self.jsonName = field.text
            default: break
            }
        }
        if self.jsonName.isEmpty { self.jsonName = lowerCamel(self.name) }
    }
}

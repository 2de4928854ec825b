import CProtobuf
import GeneratorC

/// The elements of a repeated protobuf-c field.
func list<Element>(
    _ count: Int, _ start: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?
) -> [UnsafeMutablePointer<Element>] {
    UnsafeBufferPointer(start: start, count: count).compactMap { $0 }
}

func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
}

/// Leading comments by the path of what they stand above.
private typealias Comments = [[Int32]: String]

extension ProtoFile {
    init(_ file: UnsafeMutablePointer<Google__Protobuf__FileDescriptorProto>) {
        let proto = file.pointee
        self.path = text(proto.name)
        self.package = text(proto.package)
        self.syntax = text(proto.syntax)
        let comments = Self.comments(proto)
        self.messages = list(proto.n_message_type, proto.message_type).enumerated().map {
            Message($1.pointee, scope: text(proto.package), [4, Int32($0)], comments)
        }
        self.enums = list(proto.n_enum_type, proto.enum_type).enumerated().map {
            EnumType($1.pointee, scope: text(proto.package), [5, Int32($0)], comments)
        }
        self.services = list(proto.n_service, proto.service).enumerated().map {
            Service($1.pointee, scope: text(proto.package), [6, Int32($0)], comments)
        }
    }

    private static func comments(_ proto: Google__Protobuf__FileDescriptorProto) -> Comments {
        guard let source = proto.source_code_info?.pointee else { return [:] }
        var comments: Comments = [:]
        for location in list(source.n_location, source.location) {
            let path = UnsafeBufferPointer(
                start: location.pointee.path, count: location.pointee.n_path)
            if location.pointee.leading_comments != nil {
                comments[[Int32](path)] = text(location.pointee.leading_comments)
            }
        }
        return comments
    }
}

extension Message {
    fileprivate init(
        _ proto: Google__Protobuf__DescriptorProto, scope: String, _ path: [Int32],
        _ comments: Comments
    ) {
        let fullName = "\(scope).\(text(proto.name))"
        self.name = text(proto.name)
        self.fullName = fullName
        self.comment = comments[path] ?? ""
        self.isMapEntry = proto.options.map { $0.pointee.map_entry != 0 } ?? false
        self.resource = proto.options.flatMap { extensionBytes($0.pointee.base) }.map {
            ResourceRule($0)
        }
        let fields = list(proto.n_field, proto.field)
        self.fields = fields.enumerated().map {
            Field($1.pointee, comment: comments[path + [2, Int32($0)]] ?? "")
        }
        let shadows = Set(
            fields.filter { $0.pointee.proto3_optional != 0 }.map { $0.pointee.oneof_index })
        self.oneofs = list(proto.n_oneof_decl, proto.oneof_decl).enumerated()
            .filter { !shadows.contains(Int32($0.offset)) }
            .map { text($0.element.pointee.name) }
        self.messages = list(proto.n_nested_type, proto.nested_type).enumerated().map {
            Message($1.pointee, scope: fullName, path + [3, Int32($0)], comments)
        }
        self.enums = list(proto.n_enum_type, proto.enum_type).enumerated().map {
            EnumType($1.pointee, scope: fullName, path + [4, Int32($0)], comments)
        }
    }
}

extension Field {
    fileprivate init(_ proto: Google__Protobuf__FieldDescriptorProto, comment: String) {
        self.name = text(proto.name)
        self.number = proto.number
        self.comment = comment
        self.kind = Kind(rawValue: Int32(bitPattern: proto.type.rawValue)) ?? .group
        self.typeName = String(text(proto.type_name).drop { $0 == "." })
        self.isRepeated =
            proto.label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED
        self.isOptional = proto.proto3_optional != 0
        self.rule =
            proto.options.flatMap { extensionBytes($0.pointee.base) }.map { FieldRule($0) }
            ?? FieldRule()
    }
}

extension EnumType {
    fileprivate init(
        _ proto: Google__Protobuf__EnumDescriptorProto, scope: String, _ path: [Int32],
        _ comments: Comments
    ) {
        self.name = text(proto.name)
        self.fullName = "\(scope).\(text(proto.name))"
        self.comment = comments[path] ?? ""
        self.values = list(proto.n_value, proto.value).enumerated().map {
            Value(
                name: text($1.pointee.name), number: $1.pointee.number,
                comment: comments[path + [2, Int32($0)]] ?? "")
        }
    }
}

extension Service {
    fileprivate init(
        _ proto: Google__Protobuf__ServiceDescriptorProto, scope: String, _ path: [Int32],
        _ comments: Comments
    ) {
        self.name = text(proto.name)
        self.fullName = "\(scope).\(text(proto.name))"
        self.comment = comments[path] ?? ""
        self.methods = list(proto.n_method, proto.method).enumerated().map { index, method in
            let method = method.pointee
            return Method(
                name: text(method.name), comment: comments[path + [2, Int32(index)]] ?? "",
                input: String(text(method.input_type).drop { $0 == "." }),
                output: String(text(method.output_type).drop { $0 == "." }),
                clientStreaming: method.client_streaming != 0,
                serverStreaming: method.server_streaming != 0,
                rule: method.options.flatMap { extensionBytes($0.pointee.base) }.map {
                    MethodRule($0)
                })
        }
    }
}

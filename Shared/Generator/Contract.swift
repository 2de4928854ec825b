import CProtobuf
import GeneratorC

private let options = "govmesh/mesh/v1/options.proto"

/// All files of a contract, checked as one Swift module.
struct Contract {
    let files: [ProtoFile]
    let symbols: Symbols
    /// The `FileDescriptorSet`, source positions left out.
    let descriptorSet: [UInt8]

    /// Reads the files protoc asked for.
    ///
    /// - Throws: `Refused` for what Swift or the mesh cannot hold.
    init(_ request: Google__Protobuf__Compiler__CodeGeneratorRequest) throws {
        let wanted = Set(
            list(request.n_file_to_generate, request.file_to_generate).map { text($0) })
        let protos = list(request.n_proto_file, request.proto_file)
        // The options are read here, never sent, so they get no Swift type.
        self.files = protos.map { ProtoFile($0) }.filter {
            wanted.contains($0.path) && $0.path != options && $0.path.hasPrefix("govmesh/")
        }
        self.symbols = Symbols(self.files)
        try Checks(files: self.files, symbols: self.symbols).run()
        self.descriptorSet = Self.pack(protos)
    }

    private static func pack(
        _ files: [UnsafeMutablePointer<Google__Protobuf__FileDescriptorProto>]
    ) -> [UInt8] {
        var set = Google__Protobuf__FileDescriptorSet()
        google__protobuf__file_descriptor_set__init(&set)
        for file in files { file.pointee.source_code_info = nil }
        var pointers: [UnsafeMutablePointer<Google__Protobuf__FileDescriptorProto>?] = files
        return pointers.withUnsafeMutableBufferPointer { buffer in
            set.n_file = buffer.count
            set.file = buffer.baseAddress
            let size = google__protobuf__file_descriptor_set__get_packed_size(&set)
            return [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
                count = google__protobuf__file_descriptor_set__pack(&set, bytes.baseAddress)
            }
        }
    }

    /// The Swift files by name.
    func swiftFiles() -> [(name: String, content: String)] {
        self.files.map { (Naming.file($0.path), self.swift($0)) } + [
            ("Contract.swift", self.whole())
        ]
    }

    private func swift(_ file: ProtoFile) -> String {
        var imports = ["import CProtobuf", "public import MeshPrimitives", "public import MeshRPC"]
        imports += ["public import MeshWire", "import WireC"]
        var body = Source(imports: [])
        for type in file.enums {
            body.line()
            EnumWriter(type: type).declaration(&body)
        }
        for message in file.messages {
            body.line()
            let writer = MessageWriter(message: message, symbols: self.symbols)
            writer.declaration(&body)
            writer.layout(&body)
        }
        for service in file.services {
            ServiceWriter(service: service, symbols: self.symbols).declaration(&body)
        }
        // An import that nothing needs is a warning.
        let text = body.text
        func mentions(_ words: String...) -> Bool { words.contains { text.contains($0) } }
        imports.removeAll { line in
            switch line.split(separator: " ").last {
            case "MeshPrimitives": !mentions("Instant?", "[Instant]")
            case "MeshRPC":
                file.services.isEmpty && !mentions("PartyRole", "OperatorRole", "CallClass")
            case "MeshWire": file.enums.isEmpty && file.messages.isEmpty
            case "CProtobuf", "WireC": file.messages.isEmpty
            default: false
            }
        }
        return Source(imports: imports).text + text.drop { $0 != "\n" }.dropFirst()
    }

    private func whole() -> String {
        var source = Source(imports: ["public import MeshRPC", "public import MeshWire"])
        let services = self.files.flatMap { $0.services }
        let resources = self.files.flatMap { $0.messages }.filter { $0.resource != nil }
        source.line()
        source.line("/// The whole contract.")
        source.block("public enum MeshContract") { source in
            source.line("/// Every method of every service.")
            source.line("public static let methods: [MethodDescriptor] = [")
            for service in services { source.line("    \(service.name)Methods.all,") }
            source.line("].flatMap { $0 }")
            source.line()
            source.line("/// Every kind of resource.")
            source.line("public static let resources: [any Resource.Type] = [")
            for resource in resources {
                source.line("    \(Naming.escaped(resource.name)).self,")
            }
            source.line("]")
            source.line()
            source.line("/// A `google.protobuf.FileDescriptorSet` of all files, imports included.")
            source.line("public static let descriptorSet: [UInt8] = Base64.decode(encoded) ?? []")
            source.line()
            source.line("private static let encoded = \"\"\"")
            for line in base64Lines(self.descriptorSet) { source.line("    \(line)\\") }
            source.line("")
            source.line("    \"\"\"")
        }
        return source.text
    }
}

/// Base64 in lines of at most 88 characters.
private func base64Lines(_ bytes: [UInt8]) -> [String] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    return stride(from: 0, to: bytes.count, by: 66).map { start in
        let row = Array(bytes[start..<min(start + 66, bytes.count)])
        var line = ""
        for index in stride(from: 0, to: row.count, by: 3) {
            let group = Array(row[index..<min(index + 3, row.count)])
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for position in 0..<4 {
                line.append(
                    position <= group.count ? digits[bits >> (18 - 6 * position) & 63] : "=")
            }
        }
        return line
    }
}

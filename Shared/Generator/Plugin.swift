import CProtobuf
import GeneratorC
import Glibc

/// protoc's plugin for Swift: reads a request on standard input, writes Swift files.
///
/// `protoc-gen-govmesh --strip-optional IN OUT` instead rewrites a descriptor set so that protoc-c
/// 1.4 takes it: proto3 `optional` becomes a plain oneof of one field, which has the same bytes.
@main
enum Plugin {
    static func main() {
        let arguments = CommandLine.arguments
        if arguments.count == 4, arguments[1] == "--strip-optional" {
            guard let stripped = strip(read(arguments[2])), write(stripped, to: arguments[3]) else {
                let problem = "protoc-gen-govmesh: cannot rewrite \(arguments[2])\n"
                _ = write(Array(problem.utf8), to: "/dev/stderr")
                exit(1)
            }
        } else {
            _ = write(respond(read("/dev/stdin")), to: "/dev/stdout")
        }
    }

    /// The bytes of protoc's response: files, or one error that protoc prints.
    private static func respond(_ bytes: [UInt8]) -> [UInt8] {
        guard
            let request = google__protobuf__compiler__code_generator_request__unpack(
                nil, bytes.count, bytes)
        else { return response([], error: "the request cannot be read") }
        do {
            return response(try Contract(request.pointee).swiftFiles(), error: nil)
        } catch {
            return response([], error: "\(error)")
        }
    }

    private static func response(
        _ files: [(name: String, content: String)], error: String?
    ) -> [UInt8] {
        var response = Google__Protobuf__Compiler__CodeGeneratorResponse()
        google__protobuf__compiler__code_generator_response__init(&response)
        response.has_supported_features = 1
        response.supported_features = 1  // FEATURE_PROTO3_OPTIONAL
        // The program ends after this answer, so nothing is given back.
        response.error = error.map { strdup($0) } ?? nil
        let pointers = UnsafeMutablePointer<
            UnsafeMutablePointer<Google__Protobuf__Compiler__CodeGeneratorResponse__File>?
        >.allocate(capacity: files.count + 1)
        for (index, file) in files.enumerated() {
            let pointer =
                UnsafeMutablePointer<Google__Protobuf__Compiler__CodeGeneratorResponse__File>
                .allocate(capacity: 1)
            google__protobuf__compiler__code_generator_response__file__init(pointer)
            pointer.pointee.name = strdup(file.name)
            pointer.pointee.content = strdup(file.content)
            (pointers + index).initialize(to: pointer)
        }
        response.n_file = files.count
        response.file = pointers
        let size = google__protobuf__compiler__code_generator_response__get_packed_size(&response)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = google__protobuf__compiler__code_generator_response__pack(
                &response, buffer.baseAddress)
        }
    }

    /// The descriptor set without what protoc-c 1.4 refuses or does not need.
    private static func strip(_ bytes: [UInt8]) -> [UInt8]? {
        guard
            let set = google__protobuf__file_descriptor_set__unpack(nil, bytes.count, bytes)
        else { return nil }
        for file in list(set.pointee.n_file, set.pointee.file) {
            file.pointee.source_code_info = nil
            // Extensions give no C code, but their import would drag descriptor.proto in.
            if file.pointee.n_extension > 0 {
                file.pointee.n_extension = 0
                file.pointee.n_dependency = 0
            }
            for message in list(file.pointee.n_message_type, file.pointee.message_type) {
                strip(message)
            }
        }
        let size = google__protobuf__file_descriptor_set__get_packed_size(set)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = google__protobuf__file_descriptor_set__pack(set, buffer.baseAddress)
        }
    }

    private static func strip(_ message: UnsafeMutablePointer<Google__Protobuf__DescriptorProto>) {
        for field in list(message.pointee.n_field, message.pointee.field) {
            field.pointee.has_proto3_optional = 0
        }
        for nested in list(message.pointee.n_nested_type, message.pointee.nested_type) {
            strip(nested)
        }
    }

    private static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "rb") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) -> Bool {
        guard let file = fopen(path, "wb") else { return false }
        let written = fwrite(bytes, 1, bytes.count, file)
        return fclose(file) == 0 && written == bytes.count
    }
}

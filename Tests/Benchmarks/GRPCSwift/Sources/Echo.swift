import GRPCCore

/// A message that is its bytes: no codec stands between the call and the wire.
struct Bytes: MessageSerializer, MessageDeserializer {
    func serialize<Output: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Output {
        Output(message)
    }

    func deserialize<Input: GRPCContiguousBytes>(_ bytes: Input) throws -> [UInt8] {
        bytes.withUnsafeBytes { [UInt8]($0) }
    }
}

/// Answers with what it got.
struct Echo: RegistrableRPCService {
    static let method = MethodDescriptor(
        fullyQualifiedService: "govmesh.benchmark.v1.EchoService", method: "Echo")

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        router.registerHandler(
            forMethod: Self.method, deserializer: Bytes(), serializer: Bytes()
        ) { request, _ in
            let single = try await ServerRequest(stream: request)
            return StreamingServerResponse(single: ServerResponse(message: single.message))
        }
    }
}

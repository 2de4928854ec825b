import Gateway
import Glibc
import MeshRPC
import MeshTransport

/// The parts of the mesh this program turns into when it starts itself.
enum Role {
    /// Who calls, as HELLO says or the key proves.
    static let principal = "benchmark"

    static let echo = MethodDescriptor(
        service: "govmesh.benchmark.v1.EchoService", method: "Echo", callClass: .noSideEffects)

    static let count = MethodDescriptor(
        service: "govmesh.benchmark.v1.EchoService", method: "Count", callClass: .noSideEffects,
        shape: .serverStream)

    /// Answers with as many messages of 100 bytes as the request, a number, says.
    private static let counting = MethodBinding(
        Self.count,
        stream: { requests, replies, _ async throws(RPCFailure) in
            let request = try await requests.next() ?? []
            let count = request.reversed().reduce(0) { $0 << 8 | Int($1) }
            let message = [UInt8](repeating: 7, count: 100)
            for _ in 0..<count { try await replies.send(message) }
            return Reply(payload: [])
        })

    static func run(_ arguments: [String]) async throws {
        let context = try MessageContext()
        switch (arguments.first, arguments.count) {
        case ("gateway", 3...4):
            let gateway = try Self.gateway(
                context, front: arguments[1], back: arguments[2],
                isSigning: arguments.last != "unsigned")
            await Self.forever()
            gateway.stop()
        case ("worker", 2...3):
            try await Self.worker(
                context, arguments[1], isSigned: arguments.last != "unsigned",
                [MethodBinding(Self.echo) { payload, _ in Reply(payload: payload) }, Self.counting])
        case ("second-worker", 2):
            try await Self.worker(
                context, arguments[1], name: "second",
                [MethodBinding(Self.echo) { payload, _ in Reply(payload: payload) }])
        case ("busy", 4):
            try await Self.worker(
                context, arguments[1], slots: Int(arguments[3]) ?? 1,
                [Self.waiting(.microseconds(Int64(arguments[2]) ?? 1))])
        case ("service", 3): try await Self.service(context, arguments[1], folder: arguments[2])
        case ("keeper", 3):
            let backs = arguments[1].split(separator: ",").map(String.init)
            try await Self.keeper(context, backs: backs, folder: arguments[2])
        default: try await Self.runClient(context, arguments)
        }
    }

    private static func runClient(
        _ context: MessageContext, _ arguments: [String]
    ) async throws {
        switch (arguments.first, arguments.count) {
        case ("client", 4):
            try await Self.client(
                context, arguments[1], Int(arguments[2]) ?? 1, Double(arguments[3]) ?? 1)
        case ("sink", 3): try await Self.sink(context, arguments[1], Int(arguments[2]) ?? 1)
        case ("arrivals", 4):
            try await Self.arrivals(
                context, arguments[1], rate: Double(arguments[2]) ?? 1,
                seconds: Double(arguments[3]) ?? 1)
        case ("flicker", 3):
            try await Self.flicker(context, arguments[1], count: Int(arguments[2]) ?? 1)
        case ("silence", 3): try Self.silence(arguments[1], count: Int(arguments[2]) ?? 1)
        case ("junk", 3): try await Self.junk(context, arguments[1], rate: Int(arguments[2]) ?? 1)
        default: throw BenchmarkFailure(description: "no such role: \(arguments)")
        }
    }

    /// Answers after so long, as a service that waits for its disk.
    private static func waiting(_ time: Duration) -> MethodBinding {
        MethodBinding(Self.echo) { payload, _ async throws(RPCFailure) in
            // Only cancellation ends it earlier, and then nobody waits for the answer.
            try? await Task.sleep(for: time)
            return Reply(payload: payload)
        }
    }

    private static func gateway(
        _ context: MessageContext, front: String, back: String, isSigning: Bool
    ) throws -> Gateway {
        let ring = KeyRing([
            try RoleKeys.caller.pair.publicKey: KeyRing.Entry(principal: Self.principal),
            try RoleKeys.worker.pair.publicKey: KeyRing.Entry(principal: "service.benchmark"),
        ])
        let gateway = Gateway(
            context: context, front: [front], back: [back],
            keys: GatewayKeys(own: try RoleKeys.gateway.pair, ring: ring),
            signing: isSigning ? CallerSigning(try RoleKeys.signer()) : nil)
        try gateway.start()
        return gateway
    }

    static func worker(
        _ context: MessageContext, _ back: String, name: String = "benchmark", slots: Int = 256,
        isSigned: Bool = true, _ bindings: [MethodBinding]
    ) async throws {
        guard let key = try RoleKeys.signer().publicKey else { return }
        let loop = IOLoop(context: context, name: "worker")
        let worker = Worker(
            loop: loop, endpoint: back, name: name, shared: [], bindings: bindings,
            settings: WorkerSettings(slots: slots),
            security: try RoleKeys.worker.security(at: back),
            trust: isSigned ? .keys([key]) : .anyGateway
        ) { _, call in call.actor }
        worker.start()
        await Self.forever()
        loop.stop()
    }

    static func forever() async {
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
    }
}

/// Who has which key; the same in every process, as the benchmark has no secrets.
enum RoleKeys: String {
    case gateway = "1"
    case caller = "2"
    case worker = "3"

    var pair: CurveKeyPair {
        get throws {
            guard let secret = CurveKey(String(repeating: self.rawValue, count: 40)) else {
                throw BenchmarkFailure(description: "no key for \(self)")
            }
            return try CurveKeyPair(secretKey: secret)
        }
    }

    /// Keys over tcp, none on one host.
    ///
    /// Not inlined: Swift 6.3.1 crashes on this inside of an async function.
    @inline(never) func security(at endpoint: String) throws -> Security {
        guard endpoint.hasPrefix("tcp:") else { return .none }
        return .client(try self.pair, server: try Self.gateway.pair.publicKey)
    }

    static func signer() throws -> IdentitySigner {
        guard let signer = IdentitySigner(privateKey: [UInt8](repeating: 7, count: 32)) else {
            throw BenchmarkFailure(description: "no key to sign with")
        }
        return signer
    }
}

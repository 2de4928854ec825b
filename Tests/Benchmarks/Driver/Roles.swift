import Gateway
import Glibc
import MeshRPC
import MeshTransport

/// The parts of the mesh this program turns into when it starts itself.
enum Role {
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
        case ("gateway", 3):
            let gateway = Gateway(
                context: context, front: [arguments[1]], back: [arguments[2]],
                signing: CallerSigning(try Self.signer()))
            try gateway.start()
            await Self.forever()
            gateway.stop()
        case ("worker", 2):
            guard let key = try Self.signer().publicKey else { return }
            let loop = IOLoop(context: context, name: "worker")
            let worker = Worker(
                loop: loop, endpoint: arguments[1], name: "benchmark", shared: [],
                bindings: [
                    MethodBinding(Self.echo) { payload, _ in Reply(payload: payload) },
                    Self.counting,
                ],
                trust: .keys([key])
            ) { _, call in call.actor }
            worker.start()
            await Self.forever()
            loop.stop()
        case ("sink", 3):
            try await Self.sink(context, arguments[1], Int(arguments[2]) ?? 1)
        case ("client", 4):
            try await Self.client(
                context, arguments[1], Int(arguments[2]) ?? 1, Double(arguments[3]) ?? 1)
        default:
            throw BenchmarkFailure(description: "no such role: \(arguments)")
        }
    }

    /// The same in every process: the benchmark has no secrets.
    private static func signer() throws -> IdentitySigner {
        guard let signer = IdentitySigner(privateKey: [UInt8](repeating: 7, count: 32)) else {
            throw BenchmarkFailure(description: "no key to sign with")
        }
        return signer
    }

    private static func forever() async {
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
    }

    private static func sink(
        _ context: MessageContext, _ front: String, _ count: Int
    ) async throws {
        let loop = IOLoop(context: context, name: "client")
        let caller = Caller(loop: loop, endpoint: front, principal: "benchmark")
        try await caller.ready(within: .seconds(5))
        let reading = Task(executorPreference: loop) {
            let request = withUnsafeBytes(of: UInt64(count).littleEndian) { [UInt8]($0) }
            let stream = try caller.open(Self.count, request, .init())
            _ = try await stream.next()
            let start = nanosecondsNow()
            while try await stream.next() != nil {}
            return Int64(Double(count) * 1e9 / Double(nanosecondsNow() - start))
        }
        print(0, try await reading.value)
        await caller.close()
        loop.stop()
    }

    /// Confined to the client's loop.
    private final class Samples: @unchecked Sendable {
        var nanoseconds: [Int64] = []
        var warm = 0
        var start: Int64 = 0
        var end: Int64 = .max
    }

    private static func client(
        _ context: MessageContext, _ front: String, _ outstanding: Int, _ seconds: Double
    ) async throws {
        let loop = IOLoop(context: context, name: "client")
        let caller = Caller(loop: loop, endpoint: front, principal: "benchmark")
        try await caller.ready(within: .seconds(5))
        let samples = Samples()
        samples.nanoseconds.reserveCapacity(200_000)
        let tasks = (0..<outstanding).map { _ in
            Task(executorPreference: loop) {
                let payload = [UInt8](repeating: 7, count: 100)
                while true {
                    let begun = nanosecondsNow()
                    if begun > samples.end { break }
                    _ = try await caller.unary(Self.echo, payload, .init())
                    let now = nanosecondsNow()
                    if samples.start == 0 {
                        samples.warm += 1
                        guard samples.warm > 500 else { continue }
                        samples.start = now
                        samples.end = now + Int64(seconds * 1e9)
                    } else {
                        samples.nanoseconds.append(now - begun)
                    }
                }
            }
        }
        for task in tasks { try await task.value }
        await caller.close()
        loop.stop()
        let sorted = samples.nanoseconds.sorted()
        print(sorted[sorted.count / 2], Int64(Double(sorted.count) / seconds))
    }
}

private func nanosecondsNow() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

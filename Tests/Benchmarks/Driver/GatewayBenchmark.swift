import Glibc
import MeshTransport

/// Calls and streams over the gateway against a proxy in plain C, ipc, each part a process of its
/// own.
struct GatewayBenchmark {
    /// Rounds per measurement; the two sides take turns in each.
    static let rounds = 7
    /// Length of one sample, in seconds.
    static let seconds = "0.5"
    /// Messages of one stream, 100 bytes each.
    static let messages = "600000"

    static let benchmark = Benchmark(name: "gateway") {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let proxy = "\(folder.path)/proxy"
        let compiler = try ChildProcess([
            "cc", "-O2", "-o", proxy, "Tests/Benchmarks/proxy.c", "-lzmq",
        ])
        print(compiler.result(), terminator: "")
        guard access(proxy, X_OK) == 0 else {
            throw BenchmarkFailure(
                description: "Tests/Benchmarks/proxy.c was not compiled; run in the repository")
        }
        let plain = try Side(program: [proxy], folder: "\(folder.path)/c")
        let mesh = try Side(
            program: [CommandLine.arguments[0], "role"], folder: "\(folder.path)/swift")
        // Both sides find their peers in the first round, which is not counted.
        _ = try (plain.sample(1), mesh.sample(1))
        let rows = try Self.measure(plain, mesh)
        let source = try Side(program: [proxy], folder: "\(folder.path)/source", worker: "source")
        return try rows + [Self.stream(source, mesh)]
    }

    private static func stream(_ plain: Side, _ mesh: Side) throws -> Row {
        var rates: (plain: [Double], mesh: [Double]) = ([], [])
        for _ in 0..<Self.rounds {
            rates.plain.append(try plain.sink())
            rates.mesh.append(try mesh.sink())
        }
        return Row(
            "gateway.stream", median(rates.mesh), "messages/s", against: median(rates.plain),
            .atLeast(0.5))
    }

    private static func measure(_ plain: Side, _ mesh: Side) throws -> [Row] {
        var latencies: (plain: [Double], mesh: [Double]) = ([], [])
        var rates: (plain: [Double], mesh: [Double]) = ([], [])
        for _ in 0..<Self.rounds {
            latencies.plain.append(try plain.sample(1).nanoseconds / 1_000)
            latencies.mesh.append(try mesh.sample(1).nanoseconds / 1_000)
            rates.plain.append(try plain.sample(64).rate)
            rates.mesh.append(try mesh.sample(64).rate)
        }
        return [
            Row(
                "gateway.unary.p50", median(latencies.mesh), "us",
                against: median(latencies.plain), .atMost(1.3)),
            Row(
                "gateway.throughput.64", median(rates.mesh), "calls/s",
                against: median(rates.plain), .atLeast(0.5)),
        ]
    }

    /// One of the two sides: gateway and worker run all the time, a client for each sample.
    private final class Side {
        private let program: [String]
        private let front: String
        private var processes: [ChildProcess] = []

        init(program: [String], folder: String, worker: String = "worker") throws {
            mkdir(folder, 0o700)
            self.program = program
            self.front = "ipc://\(folder)/front"
            let back = "ipc://\(folder)/back"
            self.processes = [
                try ChildProcess(program + ["gateway", self.front, back]),
                try ChildProcess(program + [worker, back]),
            ]
        }

        func sample(_ outstanding: Int) throws -> (nanoseconds: Double, rate: Double) {
            try self.client(["client", self.front, "\(outstanding)", GatewayBenchmark.seconds])
        }

        /// Messages a second of one stream.
        func sink() throws -> Double {
            try self.client(["sink", self.front, GatewayBenchmark.messages]).rate
        }

        private func client(_ arguments: [String]) throws -> (nanoseconds: Double, rate: Double) {
            let client = try ChildProcess(self.program + arguments)
            let text = client.result()
            let numbers = text.split { $0 == " " || $0 == "\n" }.compactMap { Double($0) }
            guard numbers.count == 2 else {
                throw BenchmarkFailure(description: "a client said \(text)")
            }
            return (numbers[0], numbers[1])
        }
    }
}

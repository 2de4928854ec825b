import Glibc
import MeshTransport

/// A unary call over the gateway against a proxy in plain C, ipc, each part a process of its own.
struct GatewayBenchmark {
    /// Rounds per measurement; the two sides take turns in each.
    static let rounds = 7
    /// Length of one sample, in seconds.
    static let seconds = "0.5"

    static let benchmark = Benchmark(name: "gateway") {
        let folder = "/tmp/mesh-benchmark-\(randomWord() % 1_000_000)"
        mkdir(folder, 0o700)
        defer { removeFolder(folder) }
        let proxy = "\(folder)/proxy"
        let compiler = try ChildProcess([
            "cc", "-O2", "-o", proxy, "Tests/Benchmarks/proxy.c", "-lzmq",
        ])
        print(compiler.result(), terminator: "")
        guard access(proxy, X_OK) == 0 else {
            throw BenchmarkFailure(
                description: "Tests/Benchmarks/proxy.c was not compiled; run in the repository")
        }
        let plain = try Side(program: [proxy], folder: "\(folder)/c")
        let mesh = try Side(program: [CommandLine.arguments[0], "role"], folder: "\(folder)/swift")
        // Both sides find their peers in the first round, which is not counted.
        _ = try (plain.sample(1), mesh.sample(1))
        return try Self.measure(plain, mesh)
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
        let latency = (median(latencies.mesh), median(latencies.plain))
        let rate = (median(rates.mesh), median(rates.plain))
        return [
            Row(
                name: "gateway.unary.p50", value: latency.0, unit: "us", baseline: latency.1,
                ratio: latency.0 / latency.1, bar: "<= 1.3", met: latency.0 / latency.1 <= 1.3),
            Row(
                name: "gateway.throughput.64", value: rate.0, unit: "calls/s", baseline: rate.1,
                ratio: rate.0 / rate.1, bar: ">= 0.5", met: rate.0 / rate.1 >= 0.5),
        ]
    }

    /// One of the two sides: gateway and worker run all the time, a client for each sample.
    private final class Side {
        private let program: [String]
        private let front: String
        private var processes: [ChildProcess] = []

        init(program: [String], folder: String) throws {
            mkdir(folder, 0o700)
            self.program = program
            self.front = "ipc://\(folder)/front"
            let back = "ipc://\(folder)/back"
            self.processes = [
                try ChildProcess(program + ["gateway", self.front, back]),
                try ChildProcess(program + ["worker", back]),
            ]
        }

        func sample(_ outstanding: Int) throws -> (nanoseconds: Double, rate: Double) {
            let client = try ChildProcess(
                self.program + [
                    "client", self.front, String(outstanding), GatewayBenchmark.seconds,
                ]
            )
            let text = client.result()
            let numbers = text.split { $0 == " " || $0 == "\n" }.compactMap { Double($0) }
            guard numbers.count == 2 else {
                throw BenchmarkFailure(description: "a client said \(text)")
            }
            return (numbers[0], numbers[1])
        }
    }
}

private func removeFolder(_ folder: String) {
    do {
        _ = try ChildProcess(["rm", "-r", folder]).result()
    } catch {
        print("left behind: \(folder)")
    }
}

import Glibc

/// Request and reply of 100 bytes with 64 calls outstanding: the mesh as its users run it against
/// others as theirs do, each part a process of its own, all in the same rounds.
struct PeersBenchmark {
    private static let rounds = 7
    private static let outstanding = 64
    private static let models = ["sync", "callback", "cq"]

    static let benchmark = Benchmark(name: "peers", isSpecial: true) {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let grpc = try peer("grpc")
        let sides =
            [
                try Side(GatewayBenchmark.own, at: .ipc("\(folder.path)/mesh")),
                try Side(GatewayBenchmark.own, at: .tcp()),
                try Self.nats(),
            ]
            + (try Self.models.map { model in
                try Self.direct([grpc], model, "unix:\(folder.path)/\(model)")
            })
        let rates = try Side.compare(sides, outstanding: Self.outstanding, rounds: Self.rounds)
            .map(\.rate)
        return [
            Row("peers.nats", rates[0], "calls/s", against: rates[2], .atLeast(2)),
            Row("peers.curve.nats", rates[1], "calls/s", against: rates[2], .atLeast(1)),
        ]
            + zip(Self.models, rates[3...]).map { model, rate in
                Row("peers.grpc.\(model)", rates[0], "calls/s", against: rate, .atLeast(1))
            }
    }

    /// Built by `make bench-grpc-swift` alone: its packages take minutes.
    static let grpcSwift = Benchmark(name: "grpc-swift", isSpecial: true) {
        let program = ".build/grpc-swift/release/grpc-swift-echo"
        guard access(program, X_OK) == 0 else {
            throw BenchmarkFailure(
                description: "\(program) is not there; `make bench-grpc-swift` builds it")
        }
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let sides = [
            try Side(GatewayBenchmark.own, at: .ipc("\(folder.path)/mesh")),
            try Self.direct([program], "", "\(folder.path)/grpc"),
        ]
        let rates = try Side.compare(sides, outstanding: Self.outstanding, rounds: Self.rounds)
        return [
            Row("peers.grpc-swift", rates[0].rate, "calls/s", against: rates[1].rate, .atLeast(8))
        ]
    }

    /// A broker on a port of its own, its worker and clients; in clear.
    private static func nats() throws -> Side {
        let program = try peer("nats")
        let address = try freeAddress()
        let port = String(address.drop { $0 != ":" }.dropFirst())
        return try Side(
            servers: [
                [
                    "nats-server", "--addr", "127.0.0.1", "--port", port, "--log", "/dev/null",
                ],
                [program, "worker", "nats://\(address)"],
            ], client: [program, "client", "nats://\(address)"])
    }

    /// A server and clients without anybody between them.
    private static func direct(
        _ program: [String], _ model: String, _ address: String
    ) throws -> Side {
        let words = [model, address].filter { !$0.isEmpty }
        return try Side(
            servers: [program + ["worker"] + words], client: program + ["client"] + words)
    }
}

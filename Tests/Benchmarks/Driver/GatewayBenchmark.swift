/// Calls and streams through the gateway against a proxy in plain C, each part a process of its
/// own; and what it costs that a service knows who calls.
struct GatewayBenchmark {
    /// Rounds per measurement; the two sides take turns in each.
    private static let rounds = 7
    /// Messages of one stream, 100 bytes each.
    private static let messages = "600000"
    /// This program, which turns into all parts of a mesh.
    static let own = [CommandLine.arguments[0], "role"]

    static let benchmark = Benchmark(name: "gateway") {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let proxy = [try peer("proxy")]
        return try Self.calls(proxy, folder) + [
            Self.stream(proxy, folder), Self.curve(proxy), Self.authorised(folder),
        ]
    }

    private static func calls(_ proxy: [String], _ folder: TemporaryFolder) throws -> [Row] {
        let sides = [
            try Side(proxy, at: .ipc("\(folder.path)/c")),
            try Side(Self.own, at: .ipc("\(folder.path)/swift")),
        ]
        let one = try Side.compare(sides, outstanding: 1, rounds: Self.rounds)
        let many = try Side.compare(sides, outstanding: 64, rounds: Self.rounds)
        return [
            Row(
                "gateway.unary.p50", one[1].median / 1_000, "us", against: one[0].median / 1_000,
                .atMost(1.2)),
            Row(
                "gateway.throughput.64", many[1].rate, "calls/s", against: many[0].rate,
                .atLeast(0.6)),
        ]
    }

    private static func stream(_ proxy: [String], _ folder: TemporaryFolder) throws -> Row {
        let places = (plain: Place.ipc("\(folder.path)/c2"), mesh: Place.ipc("\(folder.path)/s2"))
        let sides = [
            try Side(proxy, at: places.plain, worker: "source"),
            try Side(Self.own, at: places.mesh),
        ]
        let rates = try withExtendedLifetime(sides) {
            try Side.interleave(
                [
                    { try Side.result(proxy + ["sink", places.plain.front, Self.messages]) },
                    { try Side.result(Self.own + ["sink", places.mesh.front, Self.messages]) },
                ], rounds: Self.rounds)
        }
        return Row(
            "gateway.stream", rates[1].rate, "messages/s", against: rates[0].rate, .atLeast(0.5))
    }

    /// Both ways to the gateway over tcp with keys, as between hosts.
    private static func curve(_ proxy: [String]) throws -> Row {
        let sides = [try Side(proxy, at: .tcp()), try Side(Self.own, at: .tcp())]
        let many = try Side.compare(sides, outstanding: 64, rounds: Self.rounds)
        return Row(
            "gateway.curve.64", many[1].rate, "calls/s", against: many[0].rate, .atLeast(0.5))
    }

    /// A service that checks the gateway's signature and looks up what the caller may do against a
    /// worker that answers anybody.
    private static func authorised(_ folder: TemporaryFolder) throws -> Row {
        let place = Place.ipc("\(folder.path)/known")
        let sides = [
            try Side(Self.own, at: .ipc("\(folder.path)/open"), "unsigned"),
            try Side(
                servers: [
                    Self.own + ["gateway", place.front, place.back],
                    Self.own + ["service", place.back, "\(folder.path)/store"],
                ], client: Self.own + ["client", place.front]),
        ]
        let many = try Side.compare(sides, outstanding: 64, rounds: Self.rounds)
        return Row(
            "gateway.authorised.64", many[1].rate, "calls/s", against: many[0].rate, .atLeast(0.9))
    }
}

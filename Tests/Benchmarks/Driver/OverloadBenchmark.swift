/// What good clients get while others ask too much, say nothing or send garbage.
struct OverloadBenchmark {
    private static let rounds = 5
    /// Samples before the crowd comes, and after it has gone.
    private static let lone = 10
    /// What one call takes, in microseconds, and how many of them a worker takes at once.
    private static let work = "3000"
    private static let slots = "16"
    private static let own = GatewayBenchmark.own

    static let benchmark = Benchmark(name: "overload") {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        return try Self.flood(folder) + Self.crowd(folder)
    }

    /// Twice as many calls as the worker can answer, from callers that wait for nobody.
    private static func flood(_ folder: TemporaryFolder) throws -> [Row] {
        let place = Place.ipc("\(folder.path)/flood")
        let side = try Side(
            servers: [
                Self.own + ["gateway", place.front, place.back],
                Self.own + ["busy", place.back, Self.work, Self.slots],
            ], client: Self.own + ["client", place.front])
        let rate = "\(try side.sample(64).rate * 2)"
        let samples = try Side.interleave(
            [
                { try side.sample(64, seconds: 1) },
                { try Side.result(Self.own + ["arrivals", place.front, rate, "1"]) },
            ], rounds: Self.rounds)
        let (peak, flood) = (samples[0], samples[1])
        return [
            Row("overload.goodput", flood.rate, "calls/s", against: peak.rate, .atLeast(0.9)),
            Row("overload.p99", flood.p99 / 1e6, "ms", against: peak.p99 / 1e6, .atMost(3)),
        ]
    }

    /// 2,000 connections that say nothing and 2,000 unreadable messages a second.
    private static func crowd(_ folder: TemporaryFolder) throws -> [Row] {
        let place = Place.ipc("\(folder.path)/crowd")
        let gateway = try ChildProcess(Self.own + ["gateway", place.front, place.back])
        let side = try Side(
            servers: [Self.own + ["worker", place.back]],
            client: Self.own + ["client", place.front])
        _ = try side.sample(1)
        let before = try (0..<Self.lone).map { _ in try side.sample(16).p99 }
        // Memory of connections is used again, after some thousands with hardly a gap.
        for _ in 0..<16 { _ = try Self.silence(place) }
        let silence = try Self.silence(place)
        let junk = try ChildProcess(Self.own + ["junk", place.front, "2000"])
        // The gateway closes each at the latest after 6 s, and it is opened again.
        _ = try side.sample(16, seconds: 6)
        let start = try residentMebibytes("\(gateway.identifier)")
        let crowded = try (0..<(2 * Self.lone)).map { _ in try side.sample(16).p99 }
        _ = try side.sample(16, seconds: 6)
        let end = try residentMebibytes("\(gateway.identifier)")
        silence.stop()
        junk.stop()
        let alone = before + (try (0..<Self.lone).map { _ in try side.sample(16).p99 })
        return [
            Row(
                "overload.crowd.p99", middle(crowded) / 1_000, "us", against: middle(alone) / 1_000,
                .atMost(2)),
            Row("overload.crowd.memory", end, "MiB", against: start, .atMost(1.1)),
        ]
    }

    private static func silence(_ place: Place) throws -> ChildProcess {
        let silence = try ChildProcess(Self.own + ["silence", place.front, "2000"])
        guard silence.line() == "ready" else {
            throw BenchmarkFailure(description: "the gateway takes no 2000 connections")
        }
        return silence
    }
}

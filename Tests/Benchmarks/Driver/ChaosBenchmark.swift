import Glibc
import MeshRPC
import MeshTransport

/// What callers notice when peers and gateways vanish, stop or come back.
struct ChaosBenchmark {
    private static let own = GatewayBenchmark.own
    private static let replies = 1_000_000
    /// KEYED calls, half of them with several gateways.
    private static let keyed = 100_000

    static let benchmark = Benchmark(name: "chaos") {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let context = try MessageContext()
        return try Self.reconnecting(folder) + (await Self.stopped(context, folder))
            + (await Self.killed(context, folder))
    }

    /// A million answers to callers that come and go with calls open.
    private static func reconnecting(_ folder: TemporaryFolder) throws -> [Row] {
        let place = Place.ipc("\(folder.path)/flicker")
        let side = try Side(Self.own, at: place)
        let counts = try withExtendedLifetime(side) {
            try Side.numbers(Self.own + ["flicker", place.front, "\(Self.replies)"])
        }
        print("chaos: \(Self.replies) answers to \(Int(counts[2])) callers")
        return [
            Row("chaos.replies.wrong", counts[0], "answers", .atMost(0)),
            Row("chaos.replies.failed", counts[1], "calls", .atMost(0)),
        ]
    }

    /// One of two workers stops answering without ending.
    private static func stopped(
        _ context: MessageContext, _ folder: TemporaryFolder
    ) async throws -> [Row] {
        let place = Place.ipc("\(folder.path)/stopped")
        let gateway = try ChildProcess(Self.own + ["gateway", place.front, place.back])
        let workers = try ["worker", "second-worker"].map { role in
            try ChildProcess(Self.own + [role, place.back])
        }
        let load = Load(context, fronts: [place.front], principal: Role.principal, Role.echo)
        async let running = load.run(outstanding: 64)
        try await Task.sleep(for: .seconds(2))
        let stop = monotonicMicroseconds()
        kill(workers[0].identifier, SIGSTOP)
        try await Task.sleep(for: .seconds(5))
        load.stop()
        let calls = try await running
        withExtendedLifetime((gateway, workers)) {}
        // Calls that waited for the worker that stopped, until it was given up.
        let held = calls.filter { $0.isOpen(at: stop + 500_000) }
        let out = held.map(\.ended).max() ?? stop
        let meanwhile = calls.rate(stop, max(out, stop + 500_000))
        return [
            Row("chaos.stopped.out", Double(out - stop) / 1e6, "s", .atMost(3)),
            Row(
                "chaos.stopped.rate", meanwhile, "calls/s",
                against: calls.rate(stop - 1_000_000, stop), .atLeast(0.25)),
            Row("chaos.stopped.failed", Double(load.failures.count), "calls", .atMost(0)),
        ]
    }

    /// Gateways that are killed and started again, while a service keeps what it is told.
    private static func killed(
        _ context: MessageContext, _ folder: TemporaryFolder
    ) async throws -> [Row] {
        var rows: [Row] = []
        var wrong = 0
        for (name, count) in [("several", 2), ("single", 1)] {
            let run = try await Killing(
                context, "\(folder.path)/\(name)", gateways: count, calls: Self.keyed / 2
            ).run()
            print("chaos: \(run.kills) kills, \(run.affected) calls open at one")
            rows.append(Row("chaos.killed.\(name)", run.addedP99, "ms", .atMost(1_000)))
            wrong += run.wrong
        }
        return rows + [Row("chaos.killed.effects", Double(wrong), "wrong", .atMost(0))]
    }
}

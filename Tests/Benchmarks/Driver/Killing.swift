import Glibc
import MeshRPC
import MeshStorage
import MeshTransport
import StorageSample

/// Gateways killed in turn and started again under KEYED calls.
final class Killing {
    struct Outcome {
        var kills = 0
        /// Calls open when a gateway was killed.
        var affected = 0
        /// The 99th of a hundred round trips of those, less the same of the others, in milliseconds.
        var addedP99 = 0.0
        /// Calls that failed or got a wrong answer, and effects that are missing or doubled.
        var wrong = 0
    }

    private let context: MessageContext
    private let folder: String
    private let places: [Place]
    private let count: Int
    private var gateways: [ChildProcess] = []

    init(_ context: MessageContext, _ folder: String, gateways: Int, calls: Int) {
        mkdir(folder, 0o700)
        self.context = context
        self.folder = folder
        self.places = (0..<gateways).map { Place.ipc("\(folder)/\($0)") }
        self.count = calls
    }

    func run() async throws -> Outcome {
        self.gateways = try self.places.map { try self.gateway($0) }
        let backs = self.places.map(\.back).joined(separator: ",")
        let keeper = try ChildProcess(
            GatewayBenchmark.own + ["keeper", backs, "\(self.folder)/store"])
        let load = Load(
            self.context, fronts: self.places.map(\.front), principal: "service.benchmark",
            Role.note, most: self.count)
        async let running = load.run(outstanding: 64)
        let kills = try await self.disturb(load)
        let calls = try await running
        keeper.stop()
        var outcome = Outcome(kills: kills.count)
        let affected = calls.filter { call in kills.contains { call.isOpen(at: $0) } }
        let others = calls.filter { call in !kills.contains { call.isOpen(at: $0) } }
        outcome.affected = affected.count
        outcome.addedP99 = affected.p99 - others.p99
        for failure in Set(load.failures) { print("chaos: \(failure)") }
        outcome.wrong = load.failures.count + (try await self.wrongEffects())
        return outcome
    }

    private func gateway(_ place: Place) throws -> ChildProcess {
        try ChildProcess(GatewayBenchmark.own + ["gateway", place.front, place.back])
    }

    /// Kills one gateway after the other, each with half a second for the mesh to stand in between.
    ///
    /// - Returns: When, in microseconds of the monotonic clock.
    private func disturb(_ load: Load) async throws -> [Int64] {
        var kills: [Int64] = []
        while true {
            try await Task.sleep(for: .milliseconds(500))
            if load.isOver { return kills }
            let index = kills.count % self.places.count
            kills.append(monotonicMicroseconds())
            self.gateways[index].stop()
            self.gateways[index] = try self.gateway(self.places[index])
        }
    }

    /// Each call was to leave one entry in the journal and one resource, in its first version.
    private func wrongEffects() async throws -> Int {
        let store = try Role.keeperStore("\(self.folder)/store")
        let kept = try await store.read { try $0.count(Specimen.self) }
        let written = Int(store.journalHead)
        await store.close()
        return abs(self.count - kept) + abs(written - kept)
    }
}

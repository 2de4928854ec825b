import MeshPrimitives
import MeshStorage
import StorageSample
import Synchronization

/// Durable writes as calls with a key make them: in one job the stored reply is looked up, a new
/// version with its index and journal entry is written and the reply is kept.
///
/// Compares writes that may share commits with a commit of its own for each write, on the same disk
/// right after one another, because disks vary over time. The faster a disk syncs, the smaller the
/// ratio of many writers: a shared commit is then mostly the processor's work.
struct StorageBenchmark {
    private static let rounds = 5
    /// Names follow one another in the order of their creation, as a service gives them.
    private static let names = Atomic(1_000_000)

    static let benchmark = Benchmark(name: "storage") {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var rates: (one: [Double], oneAlone: [Double]) = ([], [])
        var many: (shared: [Double], alone: [Double]) = ([], [])
        for round in 0..<Self.rounds {
            let path = "\(folder.path)/\(round)"
            rates.oneAlone.append(try await Self.rate("\(path)a", writers: 1, shared: 1, 2_000))
            rates.one.append(try await Self.rate("\(path)b", writers: 1, shared: 256, 2_000))
            many.alone.append(try await Self.rate("\(path)c", writers: 64, shared: 1, 4_000))
            many.shared.append(try await Self.rate("\(path)d", writers: 64, shared: 256, 40_000))
        }
        return [
            Row(
                "storage.keyed.1", middle(rates.one), "writes/s", against: middle(rates.oneAlone),
                .atLeast(0.9)),
            Row(
                "storage.keyed.64", middle(many.shared), "writes/s", against: middle(many.alone),
                .atLeast(5)),
        ]
    }

    /// Durable writes in a second.
    ///
    /// - Parameter shared: Writes that share one commit at most.
    private static func rate(
        _ folder: String, writers: Int, shared: Int, _ writes: Int
    ) async throws -> Double {
        var limits = StorageLimits()
        limits.writesPerCommit = shared
        limits.repliesPerPrincipal = writes
        let store = try Store.open(folder: folder, producer: "benchmark", limits: limits)
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask { try await Self.write(writes / writers, as: writer, to: store) }
            }
            try await group.waitForAll()
        }
        let seconds = (clock.now - start) / .seconds(1)
        await store.close()
        return Double(writes / writers * writers) / seconds
    }

    /// Creates resources and changes each once.
    private static func write(_ count: Int, as writer: Int, to store: Store) async throws {
        let payload = [UInt8](repeating: 7, count: 200)
        let contact = String(repeating: "c", count: 200)
        var name = ""
        for number in 0..<count {
            if number % 2 == 0 {
                name = "samples/\(Self.names.wrappingAdd(1, ordering: .relaxed).newValue)"
            }
            let specimen = Specimen(
                name, version: Int64(number % 2 + 1), state: number % 2 == 0 ? .draft : .active,
                holder: "parties/\(writer)", tags: ["t\(number % 10)"], contact: contact)
            let key = ReplyKey(
                principal: "wang.li", service: "govmesh.sample.v1.SampleService",
                method: "ChangeSample", key: Self.bytes(of: .random(in: .min ... .max)))
            let reply = StoredReply(
                fingerprint: payload, completedAt: .second(Int64(number)), payload: payload)
            try await store.write { transaction in
                _ = try transaction.storedReply(key, fingerprint: payload)
                try transaction.save(specimen, change: .sample(recorded: Int64(number)))
                try transaction.saveReply(key, reply)
            }
        }
    }

    private static func bytes(of number: UInt64) -> [UInt8] {
        withUnsafeBytes(of: number) { [UInt8]($0) }
    }
}

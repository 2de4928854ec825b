import Foundation
import MeshPrimitives
import MeshStorage
import StorageSample
import Synchronization

/// Durable writes as calls with a key make them: in one job the stored reply is looked up, a new
/// version with its index and journal entry is written and the reply is kept.
///
/// Compares many writers sharing commits with a commit of its own for each write, on the same disk
/// right after one another, because disks vary over time.
package enum StorageBenchmark {
    /// What one way of writing reached.
    package struct Measure: Sendable {
        package var name: String
        package var writesPerSecond: Double
        /// Time from call to acknowledgement, in microseconds.
        package var median: Int
        package var slowestPercent: Int
    }

    /// Group commit must bring at least this many times the writes of single commits.
    package static let bar = 5.0

    private static let names = Atomic(0)

    /// Runs `rounds` rounds in new folders below `folder`, prints them, and returns the
    /// median ratio of shared to single commits with 64 writers.
    ///
    /// The faster a disk syncs, the smaller the ratio: at 0.2 ms a sync about half of a shared
    /// commit's time is the processor's, at 4 ms the ratio is three times as large.
    package static func run(in folder: String, rounds: Int = 5) async throws -> Double {
        var ratios: [Double] = []
        for round in 1...rounds {
            let one = try await Self.measure("1 writer", folder, writers: 1, shared: 256, 1_500)
            let single = try await Self.measure(
                "64 writers, single commits", folder, writers: 64, shared: 1, 4_000)
            let group = try await Self.measure(
                "64 writers, shared commits", folder, writers: 64, shared: 256, 40_000)
            for measure in [one, single, group] {
                let name = measure.name.padding(toLength: 28, withPad: " ", startingAt: 0)
                print(
                    "round \(round)  \(name) \(Int(measure.writesPerSecond)) writes/s"
                        + "  median \(measure.median) us  p99 \(measure.slowestPercent) us")
            }
            let ratio = group.writesPerSecond / single.writesPerSecond
            print("round \(round)  ratio \((ratio * 10).rounded() / 10), bar \(Self.bar)")
            ratios.append(ratio)
        }
        return ratios.sorted()[rounds / 2]
    }

    private static func measure(
        _ name: String, _ folder: String, writers: Int, shared: Int, _ writes: Int
    ) async throws -> Measure {
        let path = "\(folder)/storage-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var limits = StorageLimits()
        limits.writesPerCommit = shared
        limits.repliesPerPrincipal = writes
        let store = try Store.open(folder: path, producer: "benchmark", limits: limits)
        let clock = ContinuousClock()
        let start = clock.now
        let times = try await withThrowingTaskGroup(of: [Int].self) { group in
            for writer in 0..<writers {
                group.addTask {
                    try await Self.write(writes / writers, as: writer, to: store)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
        let seconds = (clock.now - start) / .seconds(1)
        await store.close()
        return Measure(
            name: name, writesPerSecond: Double(times.count) / seconds,
            median: times[times.count / 2], slowestPercent: times[times.count * 99 / 100])
    }

    /// Creates resources and changes each once; returns the microseconds of every write.
    private static func write(_ count: Int, as writer: Int, to store: Store) async throws -> [Int] {
        let clock = ContinuousClock()
        let payload = [UInt8](repeating: 7, count: 200)
        let contact = String(repeating: "c", count: 200)
        var times: [Int] = []
        var name = ""
        for number in 0..<count {
            if number % 2 == 0 {
                name =
                    "samples/\(1_000_000 + Self.names.wrappingAdd(1, ordering: .relaxed).newValue)"
            }
            let sample = Sample(
                name, version: Int64(number % 2 + 1),
                state: number % 2 == 0 ? .draft : .active, holder: "parties/\(writer)",
                tags: ["t\(number % 10)"], contact: contact)
            let key = ReplyKey(
                principal: "wang.li", service: "govmesh.sample.v1.SampleService",
                method: "ChangeSample", key: Self.bytes(of: .random(in: .min ... .max)))
            let reply = StoredReply(
                fingerprint: payload, completedAt: .second(Int64(number)), payload: payload)
            let start = clock.now
            try await store.write { transaction in
                _ = try transaction.storedReply(key, fingerprint: payload)
                try transaction.save(sample, change: .sample(recorded: Int64(number)))
                try transaction.saveReply(key, reply)
            }
            times.append(Int((clock.now - start) / .microseconds(1)))
        }
        return times
    }

    private static func bytes(of number: UInt64) -> [UInt8] {
        withUnsafeBytes(of: number) { [UInt8]($0) }
    }
}

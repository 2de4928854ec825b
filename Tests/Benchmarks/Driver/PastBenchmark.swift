import Foundation
import MeshPrimitives
import MeshStorage
import SeededGenerator
import StorageSample

/// Pages of lists as of a random moment, over one million versions made through the store: 100,000
/// resources with 10 versions each, recorded within a year, one of twenty correcting the past.
///
/// Every resource is a "draft" for its first hour. At a random moment few are, so a page of drafts
/// is the worst case: its bound is the number of index entries it looks at.
struct PastBenchmark {
    private static let resources = 100_000
    private static let versions = 10
    private static let pages = 2_000
    private static let pageSize = 50
    private static let holders = 1_000
    private static let phases = ["a", "b", "c", "d", "e"]
    /// A year in seconds; the versions of a resource follow each other at random within it.
    private static let year: Int64 = 365 * 86_400

    static let benchmark = Benchmark(name: "asof") {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let seed = UInt64.random(in: .min ... .max)
        print("asof: seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let store = try Store.open(folder: folder.path + "/store", producer: "benchmark")
        let clock = ContinuousClock()
        let begun = clock.now
        try await Self.fill(store, &random)
        let seconds = (clock.now - begun) / .seconds(1)
        let before = try Self.peak()
        var mixed: [Int64] = []
        var drafts: [Int64] = []
        for number in 0..<Self.pages {
            let filter =
                switch number % 4 {
                case 0: [(field: "holder", value: Self.holder(&random))]
                case 1: [(field: "tags", value: Self.phases[Self.below(5, &random)])]
                case 2:
                    [
                        (field: "tags", value: Self.phases[Self.below(5, &random)]),
                        (field: "holder", value: Self.holder(&random)),
                    ]
                default: [] as [(field: String, value: String)]
                }
            mixed.append(try await Self.page(store, filter, &random))
            drafts.append(try await Self.page(store, [("tags", "draft")], &random))
        }
        await store.close()
        return [
            Row("asof.page.p50", Self.milliseconds(50, mixed), "ms", .atMost(10)),
            Row("asof.page.p99", Self.milliseconds(99, mixed), "ms", .atMost(10)),
            Row("asof.drafts.p50", Self.milliseconds(50, drafts), "ms", .atMost(10)),
            Row("asof.drafts.p99", Self.milliseconds(99, drafts), "ms", .atMost(10)),
            Row("asof.memory.pages", try Self.peak() - before, "MiB", .atMost(16)),
            Row("asof.memory.peak", try Self.peak(), "MiB", .atMost(128)),
            Row("asof.fill", seconds, "s", .atMost(90)),
        ]
    }

    /// Nanoseconds that one page takes, from anywhere in the list.
    private static func page(
        _ store: Store, _ filter: [(field: String, value: String)], _ random: inout SeededGenerator
    ) async throws -> Int64 {
        let moment = Moment(
            effectiveAt: .second(Self.below(Self.year, &random)),
            knownAt: .second(Self.below(Self.year, &random)))
        let place = Self.name(Self.below(Self.resources * 9 / 10, &random))
        let clock = ContinuousClock()
        let begun = clock.now
        let page = try await store.read { reader in
            try reader.list(
                Specimen.self, at: moment, where: filter, after: place, limit: Self.pageSize
            ) { $0 }
        }
        let time = Int64((clock.now - begun) / .nanoseconds(1))
        guard page.items.count == Self.pageSize || page.next != nil || !filter.isEmpty else {
            throw BenchmarkFailure(description: "a list ended early at \(place)")
        }
        return time
    }

    private static func milliseconds(_ percent: Int, _ times: [Int64]) -> Double {
        Double(percentile(times.sorted(), percent)) / 1_000_000
    }

    // MARK: The history

    /// Writes the versions in the order of their numbers, so that those of a resource lie apart.
    private static func fill(_ store: Store, _ random: inout SeededGenerator) async throws {
        let batch = 500
        var times = (0..<Self.resources).map { _ in Self.below(Self.year / 20, &random) }
        for version in 1...Self.versions {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for first in stride(from: 0, to: Self.resources, by: batch) {
                    var changes: [(Specimen, Change)] = []
                    for number in first..<first + batch {
                        changes.append(Self.version(version, of: number, &times[number], &random))
                    }
                    let written = changes
                    if first >= 8 * batch { try await group.next() }
                    group.addTask {
                        try await store.write { transaction in
                            for (specimen, change) in written {
                                try transaction.save(specimen, change: change)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    private static func version(
        _ version: Int, of number: Int, _ time: inout Int64, _ random: inout SeededGenerator
    ) -> (Specimen, Change) {
        let phase = version == 1 ? "draft" : Self.phases[Self.below(5, &random)]
        let specimen = Specimen(
            Self.name(number), version: Int64(version), state: .active,
            holder: "parties/\(number % Self.holders)", tags: [phase],
            contact: String(repeating: "c", count: 200))
        let recorded = time
        // A draft ends after an hour; then a version lasts a tenth of a year in the mean.
        time += version == 1 ? 3_600 : Self.below(Self.year / 5, &random)
        guard version > 1, Self.below(20, &random) == 0 else {
            return (specimen, .sample(from: recorded, recorded: recorded))
        }
        let from = Self.below(recorded + 1, &random)
        return (specimen, .sample(from: from, until: from + 86_400, recorded: recorded))
    }

    private static func below<Number: FixedWidthInteger>(
        _ bound: Number, _ random: inout SeededGenerator
    ) -> Number { Number.random(in: 0..<bound, using: &random) }

    private static func holder(_ random: inout SeededGenerator) -> String {
        "parties/\(Self.below(Self.holders, &random))"
    }

    private static func name(_ number: Int) -> String { "samples/\(1_000_000 + number)" }

    /// MiB that this process had in memory at most, as the kernel counts them.
    private static func peak() throws -> Double {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        guard let kibibytes = line.flatMap({ Double($0.filter(\.isNumber)) }) else {
            throw BenchmarkFailure(description: "the kernel does not tell the peak of memory")
        }
        return kibibytes / 1_024
    }
}

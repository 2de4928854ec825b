import MeshAPI
import MeshPrimitives
import MeshStorage
import StorageSample
import Synchronization
import Testing

@Suite struct `Shared commits` {
    /// With 0 bytes to repeat, every job but a commit's first runs in a savepoint.
    @Test(arguments: Engine.allCases, [0, 8 << 20])
    func `keep what 64 writers were promised and nothing of jobs that failed`(
        _ engine: Engine, repeatableBytes: Int
    ) async throws {
        var limits = StorageLimits()
        limits.repeatableBytes = repeatableBytes
        try await engine.withStore(limits: limits) { store async throws in
            let promised = try await withThrowingTaskGroup(of: [Int64: String].self) { group in
                for writer in 0..<64 {
                    group.addTask { try await Self.write(20, as: writer, to: store) }
                }
                return try await group.reduce(into: [:]) { all, part in
                    all.merge(part) { _, _ in "promised twice" }
                }
            }
            let entries = try await store.read { try $0.entries(after: 0) }
            let written = Dictionary(
                uniqueKeysWithValues: entries.map { ($0.sequence, $0.resource) })
            #expect(written == promised)
            #expect(try await store.verifyJournal() == Int64(promised.count))
            #expect(try await store.read { try $0.count(Specimen.self) } == promised.count)
            #expect(store.journalHead == Int64(promised.count))
        }
    }

    /// Every third job writes and then throws.
    private static func write(
        _ count: Int, as writer: Int, to store: Store
    ) async throws -> [Int64: String] {
        var promised: [Int64: String] = [:]
        for number in 0..<count {
            let sample = Specimen("samples/\(writer)-\(number)")
            let fails = number % 3 == 2
            do {
                let sequence = try await store.write { transaction in
                    let sequence = try transaction.save(sample, change: .sample())
                    if fails { throw Refusal() }
                    return sequence
                }
                #expect(!fails)
                promised[sequence] = sample.name
            } catch is Refusal {
                #expect(fails)
            }
        }
        return promised
    }

    /// The clock says that each commit takes five seconds, so the writer may wait half a second.
    @Test func `wait for callers who write again at once, so that they share every commit`()
        async throws
    {
        let disk = Fault()
        try await withFolder { folder in
            let store = try Store.open(
                folder: folder, producer: "sample", engine: disk.opener,
                clock: SteppingClock(step: .seconds(5)))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        for number in 0..<20 {
                            try await store.put(Specimen("samples/\(writer)-\(number)"))
                        }
                    }
                }
                try await group.waitForAll()
            }
            await store.close()
        }
        // Two groups that take turns would need nearly forty.
        #expect((20...26).contains(disk.commitCount), "\(disk.commitCount) commits")
    }

    /// The clock says that each commit takes an hour; any wait would outlast the time limit.
    @Test(.timeLimit(.minutes(1)))
    func `make a lone writer wait for nobody`() async throws {
        try await withFolder { folder in
            let store = try Store.open(
                folder: folder, producer: "sample", clock: SteppingClock(step: .seconds(3_600)))
            for number in 0..<20 { try await store.put(Specimen("samples/\(number)")) }
            await store.close()
        }
    }

    @Test func `bound the queue of writes`() async throws {
        var limits = StorageLimits()
        limits.queuedWrites = 2
        let store = try Store.inMemory(producer: "sample", limits: limits)
        let gate = Gate()
        async let first: Void = store.write { _ in gate.pass() }
        gate.waitUntilReached()
        // The writer stands in the first job, so two more fill the queue and the rest is refused.
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<5 {
                group.addTask {
                    do {
                        try await store.put(Specimen("samples/\(number)"))
                        return true
                    } catch {
                        #expect(error as? StorageFailure == .overloaded(limit: 2))
                        return false
                    }
                }
            }
            var refused = 0
            var outcomes: [Bool] = []
            while refused < 3, let outcome = await group.next() {
                outcomes.append(outcome)
                refused += outcome ? 0 : 1
            }
            gate.open()
            for await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
        try await first
        #expect(outcomes.count { $0 } == 2)
        await store.close()
    }

    @Test(arguments: Engine.allCases)
    func `write what is queued at the end, then refuse`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            try await store.put(Specimen("samples/1"))
            await store.close()
            await #expect(throws: StorageFailure.closed) {
                try await store.put(Specimen("samples/2"))
            }
            await #expect(throws: StorageFailure.closed) {
                _ = try await store.read { try $0.count(Specimen.self) }
            }
        }
    }
}

/// Holds the writer inside a job until it is opened.
final class Gate: Sendable {
    private let reached = DispatchGate()
    private let opened = DispatchGate()

    func pass() {
        self.reached.open()
        self.opened.wait()
    }

    func waitUntilReached() { self.reached.wait() }
    func open() { self.opened.open() }
}

/// A clock that goes on by one step whenever it is read.
private final class SteppingClock: Clock {
    typealias Instant = ContinuousClock.Instant

    let step: Duration
    private let time = Mutex(ContinuousClock.now)

    init(step: Duration) {
        self.step = step
    }

    var now: Instant {
        self.time.withLock { time in
            time += self.step
            return time
        }
    }

    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}

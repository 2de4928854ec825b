import MeshAPI
import MeshPrimitives
import MeshWire
import Synchronization

/// What one service remembers: resources with their history, the journal, replies and copies.
///
/// Writes go through one thread that gives many of them one commit; reads see one committed state.
/// A write is acknowledged after the disk has it, never before.
package final class Store: Sendable {
    /// Names this journal since it was made; a backup and what grows from it bear the same name.
    package let epoch: String
    /// The service that owns it, such as `credit`.
    package let producer: String
    package let limits: StorageLimits
    private let engine: any StorageEngine
    private let writer: GroupCommitWriter
    private let signal: JournalSignal
    private let counters = ChangeCounters()
    private let closing: Closing

    /// Opens or makes the store of `producer` in `folder`.
    ///
    /// - Parameters:
    ///   - epoch: The name of a journal made now; `nil` draws one at random.
    ///   - types: Of the resources that a database of an older version may hold.
    ///   - clock: Tells how long commits take.
    package static func open(
        folder: String, producer: String, engine: EngineOpener = .sqlite,
        limits: StorageLimits = StorageLimits(), epoch: String? = nil,
        types: [any Resource.Type] = MeshContract.resources,
        clock: any Clock<Duration> = ContinuousClock()
    ) throws(StorageFailure) -> Store {
        let lock = try FolderLock(folder: folder)
        return try Store(
            engine: try engine.open(folder, limits), lock: lock, producer: producer,
            limits: limits, epoch: epoch ?? Self.randomEpoch(), types: types, clock: clock)
    }

    /// A store that ends with the process; for tests.
    package static func inMemory(
        producer: String, limits: StorageLimits = StorageLimits(), epoch: String = "memory"
    ) throws(StorageFailure) -> Store {
        try Store(
            engine: try EngineOpener.memory.open("", limits), lock: nil, producer: producer,
            limits: limits, epoch: epoch, types: [], clock: ContinuousClock())
    }

    private init(
        engine: any StorageEngine, lock: FolderLock?, producer: String, limits: StorageLimits,
        epoch: String, types: [any Resource.Type], clock: any Clock<Duration>
    ) throws(StorageFailure) {
        let facts = try engine.write { connection throws(StorageFailure) in
            try Self.prepare(connection, producer: producer, epoch: epoch, types: types)
        }
        self.engine = engine
        self.epoch = facts.epoch
        self.producer = producer
        self.limits = limits
        self.signal = JournalSignal(head: facts.head)
        self.writer = GroupCommitWriter(
            engine: engine, producer: producer, limits: limits, signal: self.signal,
            counters: self.counters, clock: clock)
        self.closing = Closing()
        self.writer.start { [closing, lock] in
            closing.finish(engine, lock)
        }
    }

    deinit {
        self.writer.stop()
    }

    private static func prepare(
        _ connection: any Connection, producer: String, epoch: String, types: [any Resource.Type]
    ) throws(StorageFailure) -> (epoch: String, head: Int64) {
        try connection.execute("BEGIN")
        do throws(StorageFailure) {
            let epoch = try Schema.prepare(
                connection, producer: producer, epoch: epoch, types: types)
            let head = try connection.row(SQL.head)?.integer(0) ?? 0
            try connection.execute(SQL.commit)
            return (epoch, head)
        } catch {
            if connection.isInTransaction {
                // The first failure is the one to report.
                _ = try? connection.execute(SQL.rollback)
            }
            throw error
        }
    }

    private static func randomEpoch() -> String {
        let number = UInt64.random(in: .min ... .max)
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    // MARK: Use

    /// Runs `job` with others in one transaction and returns once the disk has it.
    ///
    /// What `job` throws undoes only `job` and is thrown on. A job must not wait: every write
    /// stands behind it. Cancelling the task does not take a write back.
    package func write<T: Sendable>(
        _ job: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        try await self.writer.write(job)
    }

    /// Runs `job` on one committed state, which holds every write acknowledged before.
    ///
    /// - Throws: `CancellationError` when the task was cancelled before or while it read.
    package func read<T: Sendable>(
        _ job: @escaping @Sendable (Reader) throws -> T
    ) async throws -> T {
        if self.closing.started { throw StorageFailure.closed }
        let limits = self.limits
        do {
            return try await self.engine.read { try job(Reader($0, limits: limits)) }
        } catch {
            // A cancelled read is interrupted in the middle of a statement.
            try Task.checkCancellation()
            throw error
        }
    }

    /// A count of the commits that change resources of these kinds from now on.
    ///
    /// - Parameter kinds: Full message names.
    package func changeCounter(of kinds: Set<String>) -> ChangeCounter {
        self.counters.counter(of: kinds)
    }

    /// Whether writes can succeed.
    package var condition: StorageCondition { self.writer.condition }

    /// Sequence of the newest entry on disk; 0 when there is none.
    package var journalHead: Int64 { self.signal.head }

    /// Waits until the journal holds an entry after `sequence`, at most for `duration`.
    ///
    /// Returns the head then known. Woken by commits, by cancellation and by ``close()``.
    package func waitForJournal(
        after sequence: Int64, within duration: Duration,
        clock: some Clock<Duration> = ContinuousClock()
    ) async -> Int64 {
        await self.signal.wait(after: sequence, within: duration, clock: clock)
    }

    /// Recomputes the whole journal and returns its head.
    package func verifyJournal() async throws -> Int64 {
        try await self.read { try $0.verifyJournal() }
    }

    /// Forgets stored replies whose window ended before `now` and returns how many.
    @discardableResult
    package func expireReplies(at now: Instant) async throws -> Int {
        let end = now.adding(seconds: -self.limits.replyWindowSeconds)
        return try await self.write { try $0.expireReplies(before: end) }
    }

    /// Forgets audit entries whose time ended before `now` and returns how many.
    @discardableResult
    package func expireAudit(at now: Instant) async throws -> Int {
        let end = now.adding(seconds: -self.limits.auditRetentionDays * 86_400)
        return try await self.write { try $0.expireAudit(before: end) }
    }

    /// Ends waits, writes what is queued, refuses what comes later and frees the folder.
    package func close() async {
        self.closing.start()
        self.signal.close()
        self.writer.stop()
        await self.closing.wait()
    }
}

/// The end of a store, reached on the writer's thread.
private final class Closing: Sendable {
    private struct State {
        var started = false
        var finished = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var started: Bool { self.state.withLock { $0.started } }

    func start() {
        self.state.withLock { $0.started = true }
    }

    /// Closes the engine first: the lock must outlive every access to the folder.
    func finish(_ engine: any StorageEngine, _ lock: FolderLock?) {
        // A failed close loses nothing: what was acknowledged is on disk.
        try? engine.close()
        lock?.release()
        let waiting = self.state.withLock { state in
            state.finished = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let finished = self.state.withLock { state in
                if !state.finished { state.waiting.append(continuation) }
                return state.finished
            }
            if finished { continuation.resume() }
        }
    }
}

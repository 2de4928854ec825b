import Foundation
import Synchronization

/// Whether writes can succeed at the moment.
package enum StorageCondition: Sendable, Hashable {
    case writable
    /// The last write found no space; the next one tries again.
    case full
    /// Nothing is acknowledged any more; only a restart helps.
    case broken(reason: String)
}

/// Gives many writes one commit: one thread takes what is waiting, runs it in one transaction,
/// commits, then tells every caller.
///
/// No caller hears of success before the disk has its data. A job that throws undoes only itself.
///
/// Callers who were answered often write again at once. Without a moment's wait for them two groups
/// form that take turns, each waiting for the commit of the other.
final class GroupCommitWriter: Sendable {
    private let engine: any StorageEngine
    private let producer: String
    private let limits: StorageLimits
    private let queue: WriteQueue
    private let signal: JournalSignal
    private let counters: ChangeCounters
    /// Tells how long a commit takes.
    private let clock: any Clock<Duration>
    private let state = Mutex(StorageCondition.writable)

    init(
        engine: any StorageEngine, producer: String, limits: StorageLimits, signal: JournalSignal,
        counters: ChangeCounters, clock: any Clock<Duration>
    ) {
        self.engine = engine
        self.producer = producer
        self.limits = limits
        self.queue = WriteQueue(limit: limits.queuedWrites)
        self.signal = signal
        self.counters = counters
        self.clock = clock
    }

    var condition: StorageCondition { self.state.withLock { $0 } }

    /// Starts the thread; `ended` runs on it after the last write and the engine's close.
    func start(ended: @escaping @Sendable () -> Void) {
        let thread = Thread { [self] in
            self.work()
            ended()
        }
        thread.name = "storage-writer"
        // Rules and decoders run here; they get the room of a main thread.
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Refuses later writes; those that wait are still written.
    func stop() {
        self.queue.end()
    }

    func write<T: Sendable>(
        _ job: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let waiting = WriteJob(
                run: { transaction in
                    let result = Result { try job(transaction) }
                    let keep = if case .success = result { true } else { false }
                    return WriteJob.Outcome(keep: keep) { continuation.resume(with: result) }
                },
                fail: { continuation.resume(throwing: $0) })
            if let refusal = self.queue.add(waiting) {
                continuation.resume(throwing: refusal)
            }
        }
    }

    private func work() {
        var (callers, patience) = (1, Duration.zero)
        while true {
            let batch = self.queue.take(
                upTo: self.limits.writesPerCommit, expecting: callers, within: patience)
            if batch.isEmpty { return }
            let duration = self.clock.measure { callers = self.commit(batch) }
            patience = duration / Self.commitsPerPatience
        }
    }

    /// The wait for callers costs at most this part of a commit's duration.
    private static let commitsPerPatience = 10

    /// Returns how many callers are known: those it answers and those that came meanwhile.
    private func commit(_ batch: [WriteJob]) -> Int {
        var callers = batch.count
        if case .broken(let reason) = self.condition {
            for job in batch { job.fail(.broken(reason: reason)) }
            return callers
        }
        do throws(StorageFailure) {
            let done = try self.engine.write { connection throws(StorageFailure) in
                try self.run(batch, on: connection)
            }
            self.state.withLock { $0 = .writable }
            self.counters.note(done.changedKinds)
            self.signal.publish(done.head)
            callers += self.queue.count
            for announce in done.announcements { announce() }
        } catch {
            self.note(error)
            for job in batch { job.fail(error) }
        }
        return callers
    }

    /// What a transaction leaves to be told.
    private struct Done {
        var head: Int64
        var changedKinds: Set<String>
        var announcements: [@Sendable () -> Void]
    }

    /// Runs the jobs in one transaction and commits; undoes everything when it throws.
    private func run(
        _ batch: [WriteJob], on connection: any Connection
    ) throws(StorageFailure) -> Done {
        do throws(StorageFailure) {
            for statement in connection.dialect.begin { try connection.execute(statement) }
            let head = try connection.row(SQL.head)?.integer(0) ?? 0
            let transaction = Transaction(
                connection, producer: self.producer, limits: self.limits, head: head)
            var announcements: [@Sendable () -> Void] = []
            for job in batch {
                let outcome = try transaction.run(job)
                announcements.append(outcome.announce)
            }
            try connection.execute(SQL.commit)
            return Done(
                head: transaction.head, changedKinds: transaction.changedKinds,
                announcements: announcements)
        } catch {
            if connection.isInTransaction {
                // Should this fail too, the next batch fails at its start and nothing is lost.
                _ = try? connection.execute(SQL.rollback)
            }
            throw error
        }
    }

    private func note(_ failure: StorageFailure) {
        switch failure {
        case .full:
            self.state.withLock { $0 = .full }
        case .broken(let reason):
            self.state.withLock { $0 = .broken(reason: reason) }
            self.queue.refuse(with: failure)
        case .locked, .cannotOpen, .notDurable, .newerSchema, .foreignFolder, .overloaded,
            .closed, .staleVersion, .copied, .gap, .repeatedEvent, .missedEvent, .anotherJournal,
            .tooManyParked, .keyReused,
            .tooManyReplies, .tooLarge, .damagedJournal, .damaged, .undecodable, .statement:
            break
        }
    }
}

import Foundation

/// One write that waits for its commit.
struct WriteJob: Sendable {
    /// Runs the job and returns what tells its caller the outcome; called before the commit.
    let run: @Sendable (Transaction) -> Outcome
    /// Tells the caller that the whole commit failed.
    let fail: @Sendable (StorageFailure) -> Void

    struct Outcome: Sendable {
        /// Whether the job's changes stay.
        let keep: Bool
        /// Tells the caller; called after the commit.
        let announce: @Sendable () -> Void
    }
}

/// Writes on their way to the writer's thread, in order and bounded.
final class WriteQueue: @unchecked Sendable {
    // Unchecked: `jobs` and `refusal` are touched under `condition` only.
    private let condition = NSCondition()
    private var jobs: [WriteJob] = []
    private var refusal: StorageFailure?
    private var ended = false
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Adds a job, or returns why it may not be added.
    func add(_ job: WriteJob) -> StorageFailure? {
        self.condition.withLock {
            if let refusal = self.refusal { return refusal }
            guard self.jobs.count < self.limit else { return .overloaded(limit: self.limit) }
            self.jobs.append(job)
            self.condition.signal()
            return nil
        }
    }

    /// Waits for jobs and takes up to `count` of them; empty once the queue has ended and is drained.
    func take(upTo count: Int) -> [WriteJob] {
        self.condition.withLock {
            while self.jobs.isEmpty, !self.ended {
                self.condition.wait()
            }
            let taken = Array(self.jobs.prefix(count))
            self.jobs.removeFirst(taken.count)
            return taken
        }
    }

    /// Refuses later jobs with `failure`; those already waiting stay.
    ///
    /// The first refusal holds.
    func refuse(with failure: StorageFailure) {
        self.condition.withLock {
            if self.refusal == nil { self.refusal = failure }
        }
    }

    /// Refuses later jobs and lets the writer's thread go once it has taken the last.
    func end() {
        self.refuse(with: .closed)
        self.condition.withLock {
            self.ended = true
            self.condition.broadcast()
        }
    }
}

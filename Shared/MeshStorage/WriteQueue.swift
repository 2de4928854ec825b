import Dispatch
import Synchronization

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
final class WriteQueue: Sendable {
    private struct State: Sendable {
        var jobs: [WriteJob] = []
        var refusal: StorageFailure?
        var ended = false
        /// The number of jobs at which the sleeping writer is woken; `nil` while it is awake.
        var wakeAt: Int?

        /// Whether the writer is to be woken now.
        mutating func wakes() -> Bool {
            guard let wakeAt, self.ended || self.jobs.count >= wakeAt else { return false }
            self.wakeAt = nil
            return true
        }
    }

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Writes that wait now.
    var count: Int { self.state.withLock { $0.jobs.count } }

    /// Adds a job, or returns why it may not be added.
    func add(_ job: WriteJob) -> StorageFailure? {
        let (refusal, wakes) = self.state.withLock { state -> (StorageFailure?, Bool) in
            if let refusal = state.refusal { return (refusal, false) }
            guard state.jobs.count < self.limit else {
                return (.overloaded(limit: self.limit), false)
            }
            state.jobs.append(job)
            return (nil, state.wakes())
        }
        if wakes { self.wake.signal() }
        return refusal
    }

    /// Waits for jobs and takes up to `count` of them; empty once the queue has ended and is drained.
    ///
    /// - Parameters:
    ///   - expected: Jobs that are worth waiting for once there is one.
    ///   - patience: The longest wait for them.
    func take(upTo count: Int, expecting expected: Int, within patience: Duration) -> [WriteJob] {
        self.sleep(until: 1, within: nil)
        self.sleep(until: min(expected, count), within: patience)
        return self.state.withLock { state in
            let taken = Array(state.jobs.prefix(count))
            state.jobs.removeFirst(taken.count)
            return taken
        }
    }

    /// Returns once that many jobs wait, the time is over or the queue has ended.
    private func sleep(until jobs: Int, within limit: Duration?) {
        let sleeps = self.state.withLock { state in
            guard state.jobs.count < jobs, !state.ended, limit != .zero else { return false }
            state.wakeAt = jobs
            return true
        }
        guard sleeps else { return }
        let due = limit.map { DispatchTime.now() + .nanoseconds(Int($0 / .nanoseconds(1))) }
        guard self.wake.wait(timeout: due ?? .distantFuture) == .timedOut else { return }
        let isWoken = self.state.withLock { state in
            defer { state.wakeAt = nil }
            return state.wakeAt == nil
        }
        // Woken in the last moment: the signal is there, or about to be.
        if isWoken { self.wake.wait() }
    }

    /// Refuses later jobs with `failure`; those already waiting stay.
    ///
    /// The first refusal holds.
    func refuse(with failure: StorageFailure) {
        self.state.withLock { state in
            if state.refusal == nil { state.refusal = failure }
        }
    }

    /// Refuses later jobs and lets the writer's thread go once it has taken the last.
    func end() {
        self.refuse(with: .closed)
        let wakes = self.state.withLock { state in
            state.ended = true
            return state.wakes()
        }
        if wakes { self.wake.signal() }
    }
}

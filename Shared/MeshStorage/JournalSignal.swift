import Synchronization

/// Wakes those who wait for a journal to grow, or for how far it was applied.
package final class JournalSignal: Sendable {
    private struct Waiter: Sendable {
        var after: Int64
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State: Sendable {
        var head: Int64
        var closed = false
        var next: UInt64 = 0
        var waiters: [UInt64: Waiter] = [:]
        /// Waits that ended before they had begun to wait.
        var ended: Set<UInt64> = []
    }

    private let state: Mutex<State>

    package init(head: Int64) {
        self.state = Mutex(State(head: head))
    }

    package var head: Int64 { self.state.withLock { $0.head } }

    /// Says that entries up to `head` are on disk.
    package func publish(_ head: Int64) {
        self.wake { state in
            state.head = max(state.head, head)
            return state.waiters.filter { $0.value.after < state.head }.map(\.key)
        }
    }

    /// Ends every wait, now and later.
    package func close() {
        self.wake { state in
            state.closed = true
            return Array(state.waiters.keys)
        }
    }

    /// Waits until the head passes `after`, `duration` is over or the task is cancelled.
    ///
    /// Returns the head then known.
    package func wait(
        after: Int64, within duration: Duration,
        clock: some Clock<Duration> = ContinuousClock()
    ) async -> Int64 {
        let identity = self.state.withLock { state -> UInt64? in
            guard state.head <= after, !state.closed, duration > .zero else { return nil }
            state.next += 1
            return state.next
        }
        guard let identity else { return self.head }
        let timer = Task {
            // Only cancellation throws; then the wait is over already.
            try? await clock.sleep(for: duration)
            self.end(identity)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let over = self.state.withLock { state in
                    if state.ended.contains(identity) || state.closed || state.head > after {
                        return true
                    }
                    state.waiters[identity] = Waiter(after: after, continuation: continuation)
                    return false
                }
                if over { continuation.resume() }
            }
        } onCancel: {
            self.end(identity)
        }
        timer.cancel()
        await timer.value
        return self.state.withLock { state in
            state.ended.remove(identity)
            return state.head
        }
    }

    private func end(_ identity: UInt64) {
        self.wake { state in
            state.ended.insert(identity)
            return [identity]
        }
    }

    private func wake(_ change: (inout State) -> [UInt64]) {
        let woken = self.state.withLock { state in
            change(&state).compactMap { state.waiters.removeValue(forKey: $0) }
        }
        for waiter in woken { waiter.continuation.resume() }
    }
}

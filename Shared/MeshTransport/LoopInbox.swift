import CZeroMQ
import Glibc
import Synchronization

/// How other threads reach a loop: a list under a lock and an eventfd to end its sleep.
final class LoopInbox: Sendable {
    enum Entry: Sendable {
        case job(UnownedJob)
        case work(@Sendable () -> Void)
    }

    private struct State: Sendable {
        var entries: [Entry] = []
        var isSleeping = false
        var isStopping = false
        var isClosed = false
    }

    let descriptor: Int32
    private let state = Mutex(State())

    init() {
        self.descriptor = mesh_eventfd()
        precondition(self.descriptor >= 0, "out of file descriptors")
    }

    deinit { Glibc.close(self.descriptor) }

    /// - Returns: `false` when the loop has ended.
    func add(_ entry: Entry) -> Bool {
        let (isTaken, mustWake) = self.state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.entries.append(entry)
            defer { state.isSleeping = false }
            return (true, state.isSleeping)
        }
        if mustWake { self.signal() }
        return isTaken
    }

    func requestStop() {
        self.state.withLock { $0.isStopping = true }
        self.signal()
    }

    var isStopping: Bool { self.state.withLock { $0.isStopping } }

    /// Swaps the entries into `taken`, which must be empty.
    func take(into taken: inout [Entry]) -> Bool {
        self.state.withLock { state in
            guard !state.entries.isEmpty else { return false }
            swap(&state.entries, &taken)
            return true
        }
    }

    /// - Returns: whether the loop may sleep; from then on an entry signals.
    func prepareToSleep() -> Bool {
        self.state.withLock { state in
            guard state.entries.isEmpty, !state.isStopping else { return false }
            state.isSleeping = true
            return true
        }
    }

    func woken(isSignalled: Bool) {
        self.state.withLock { $0.isSleeping = false }
        guard isSignalled else { return }
        var count: UInt64 = 0
        _ = read(self.descriptor, &count, 8)
    }

    /// - Returns: whether nothing is left; from then on entries are refused.
    func close() -> Bool {
        self.state.withLock { state in
            state.isClosed = state.entries.isEmpty
            return state.isClosed
        }
    }

    private func signal() {
        var one: UInt64 = 1
        _ = write(self.descriptor, &one, 8)
    }
}

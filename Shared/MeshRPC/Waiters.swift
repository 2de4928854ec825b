import MeshTransport

/// Tasks that wait for one thing to happen on a loop, each with a time limit.
///
/// Confined to its loop.
struct Waiters {
    private var waiting: [(due: Int64, continuation: UnsafeContinuation<Bool, Never>)] = []

    var first: Int64 { self.waiting.lazy.map(\.due).min() ?? .max }

    mutating func add(_ continuation: UnsafeContinuation<Bool, Never>, due: Int64) {
        self.waiting.append((due, continuation))
    }

    mutating func resumeAll(_ value: Bool) {
        let all = self.waiting
        self.waiting = []
        for waiter in all { waiter.continuation.resume(returning: value) }
    }

    mutating func expire(at now: Int64) {
        guard self.first <= now else { return }
        for waiter in self.waiting where waiter.due <= now {
            waiter.continuation.resume(returning: false)
        }
        self.waiting.removeAll { $0.due <= now }
    }
}

extension Duration {
    /// Whole microseconds, within a year of zero.
    var microseconds: Int64 {
        let year: Int64 = 366 * 86_400
        let seconds = max(-year, min(self.components.seconds, year))
        return seconds * 1_000_000 + self.components.attoseconds / 1_000_000_000_000
    }
}

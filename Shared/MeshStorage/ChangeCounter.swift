import Synchronization

/// Counts the commits that changed resources of some kinds, own or copied.
///
/// Whoever remembers what was read at one number may go by it as long as the number stays: it grows
/// before a write is acknowledged. Take the number before reading.
package final class ChangeCounter: Sendable {
    /// Stands for every kind, where copies are replaced as a whole.
    static let anyKind = "*"

    private let kinds: Set<String>
    private let commits = Atomic<UInt64>(0)

    fileprivate init(kinds: Set<String>) {
        self.kinds = kinds
    }

    package var count: UInt64 { self.commits.load(ordering: .acquiring) }

    fileprivate func note(_ changed: Set<String>) {
        guard changed.contains(Self.anyKind) || !changed.isDisjoint(with: self.kinds) else {
            return
        }
        self.commits.wrappingAdd(1, ordering: .releasing)
    }
}

/// The counters of one store.
final class ChangeCounters: Sendable {
    private let counters = Mutex<[ChangeCounter]>([])

    func counter(of kinds: Set<String>) -> ChangeCounter {
        let counter = ChangeCounter(kinds: kinds)
        self.counters.withLock { $0.append(counter) }
        return counter
    }

    func note(_ changed: Set<String>) {
        guard !changed.isEmpty else { return }
        for counter in self.counters.withLock({ $0 }) { counter.note(changed) }
    }
}

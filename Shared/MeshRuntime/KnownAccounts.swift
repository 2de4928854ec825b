import MeshAPI
import MeshRPC
import MeshStorage
import Synchronization

/// The accounts that called lately, as this service's store has them.
///
/// Looking an account up costs more than many a call it is looked up for. What is remembered holds
/// until any account or party changes here; an account that does not exist is looked up each time.
final class KnownAccounts: Sendable {
    /// An account and whether its party is gone.
    struct Entry: Sendable {
        var account: Operator
        var hasLeft: Bool
    }

    /// When there are more, all are looked up anew.
    private static let remembered = 4_096

    private struct State {
        var count: UInt64 = 0
        var entries: [String: Entry] = [:]
    }

    private let changes: ChangeCounter
    private let state = Mutex(State())

    init(_ store: Store) {
        self.changes = store.changeCounter(of: [Operator.fullName, Party.fullName])
    }

    /// The account of `principal`; `read` brings it from the store.
    func entry(
        of principal: String, read: () async throws(RPCFailure) -> Entry?
    ) async throws(RPCFailure) -> Entry? {
        let count = self.changes.count
        let known = self.state.withLock { $0.count == count ? $0.entries[principal] : nil }
        if let known { return known }
        let entry = try await read()
        if let entry { self.remember(entry, of: principal, at: count) }
        return entry
    }

    private func remember(_ entry: Entry, of principal: String, at count: UInt64) {
        self.state.withLock { state in
            // Of two that read at once, the one that began earlier may come later.
            guard state.count <= count else { return }
            if state.count < count || state.entries.count >= Self.remembered {
                state = State(count: count)
            }
            state.entries[principal] = entry
        }
    }
}

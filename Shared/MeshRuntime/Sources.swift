import MeshPrimitives
import MeshStorage
import Synchronization

/// What a service knows about the other services whose journals it follows.
package final class Sources: Sendable {
    /// What keeps a journal from being followed.
    enum Trouble: Sendable, Hashable {
        /// An entry cannot be applied; it is tried again.
        case stuck(reason: String)
        /// The journal is not the one that was followed; an operator decides.
        case restored(reason: String)
    }

    private struct Known: Sendable {
        /// When the source last answered with nothing left to read, by the service's clock.
        var contactAt: Instant?
        /// When it last answered at all.
        var answeredAt = ContinuousClock.now
        var trouble: Trouble?
    }

    private let known: Mutex<[String: Known]>
    private let applied: Mutex<[String: JournalSignal]>
    /// Counts the contacts with each source.
    private let contacts: [String: JournalSignal]

    init(_ names: [String]) {
        self.known = Mutex(Dictionary(uniqueKeysWithValues: names.map { ($0, Known()) }))
        self.applied = Mutex(
            Dictionary(uniqueKeysWithValues: names.map { ($0, JournalSignal(head: 0)) }))
        self.contacts = Dictionary(uniqueKeysWithValues: names.map { ($0, JournalSignal(head: 0)) })
    }

    func contact(with source: String) -> Instant? {
        self.known.withLock { $0[source]?.contactAt }
    }

    func noteContact(with source: String, at now: Instant) {
        self.known.withLock { $0[source]?.contactAt = now }
        if let contacts = self.contacts[source] { contacts.publish(contacts.head + 1) }
    }

    /// Waits for the next contact, at most for `limit`.
    func nextContact(with source: String, within limit: Duration) async {
        guard let contacts = self.contacts[source] else { return }
        _ = await contacts.wait(after: contacts.head, within: limit)
    }

    func noteAnswer(of source: String) {
        self.known.withLock { $0[source]?.answeredAt = .now }
    }

    func trouble(with source: String) -> Trouble? {
        self.known.withLock { $0[source]?.trouble }
    }

    func note(_ trouble: Trouble?, with source: String) {
        self.known.withLock { $0[source]?.trouble = trouble }
    }

    /// How long the source has not answered.
    func silence(of source: String) -> Duration {
        let since = self.known.withLock { $0[source]?.answeredAt } ?? .now
        return since.duration(to: .now)
    }

    func noteApplied(_ source: String, _ sequence: Int64) {
        self.applied.withLock { $0[source] }?.publish(sequence)
    }

    /// Counts anew after another journal was taken for the true one.
    func noteAdopted(_ source: String, _ sequence: Int64) {
        let former = self.applied.withLock {
            $0.updateValue(JournalSignal(head: sequence), forKey: source)
        }
        former?.close()
    }

    /// Waits until the journal was applied up to `sequence`; false when it was not in time.
    func applied(_ source: String, upTo sequence: Int64, within limit: Duration) async -> Bool {
        guard let signal = self.applied.withLock({ $0[source] }) else { return false }
        return await signal.wait(after: sequence - 1, within: limit) >= sequence
    }
}

import MeshAPI
import MeshPrimitives
import MeshStorage
import Synchronization

/// What consumers said with their reads and is not on disk yet.
///
/// A read writes nothing: a second's worth may be lost with the process, and is said again.
final class Acknowledgements: Sendable {
    private struct Positions: Sendable {
        var told: [String: Int64] = [:]
        var kept: [String: Int64] = [:]
    }

    private let positions = Mutex(Positions())

    func note(_ consumer: String, _ sequence: Int64) {
        self.positions.withLock { $0.told[consumer] = max($0.told[consumer] ?? 0, sequence) }
    }

    /// What has to be kept.
    var news: [String: Int64] {
        self.positions.withLock { positions in
            positions.told.filter { positions.kept[$0.key] != $0.value }
        }
    }

    func noteKept(_ news: [String: Int64]) {
        self.positions.withLock { $0.kept.merge(news) { _, new in new } }
    }

    /// Counts anew what the consumer says from now on.
    func forget(_ consumer: String) {
        self.positions.withLock { positions in
            positions.told[consumer] = nil
            positions.kept[consumer] = nil
        }
    }
}

extension ServiceHost {
    /// Writes down what consumers have acknowledged, and what follows from it.
    func keepAcknowledgements() async throws {
        let news = self.acknowledgements.news
        // What can be said again is not written to a full disk, where it would pass for a recovery.
        guard !news.isEmpty, self.context.store.condition == .writable else { return }
        let (context, definition, now) = (self.context, self.definition, self.context.clock.now)
        try await context.store.write { transaction in
            try transaction.changingConsumers(definition, context, now) {
                for (name, sequence) in news {
                    try transaction.acknowledge(
                        JournalConsumer(name: name, sequence: sequence, acknowledgedAt: now))
                }
            }
        }
        self.acknowledgements.noteKept(news)
    }
}

extension Transaction {
    /// Changes who has taken what; when the slowest consumer is further then, what waited for that
    /// follows.
    func changingConsumers<Result>(
        _ definition: ServiceDefinition, _ context: ServiceContext, _ now: Instant,
        _ change: () throws -> Result
    ) throws -> Result {
        func slowest() throws -> Int64 { try self.consumers().map(\.sequence).min() ?? 0 }
        let before = try slowest()
        let result = try change()
        let after = try slowest()
        if after > before {
            try definition.acknowledged(
                context.act(self, now: now, actor: .service(context.name)), after)
        }
        return result
    }
}

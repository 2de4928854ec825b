import MeshPrimitives

/// How far a reader of the journal has applied it, as it said.
package struct JournalConsumer: Sendable, Hashable {
    /// The account or service, such as `service.registry`.
    package var name: String
    package var sequence: Int64
    /// When it said so first.
    package var acknowledgedAt: Instant

    package init(name: String, sequence: Int64, acknowledgedAt: Instant) {
        self.name = name
        self.sequence = sequence
        self.acknowledgedAt = acknowledgedAt
    }
}

extension Reader {
    /// Whoever ever acknowledged an entry, in order of name.
    package func consumers() throws(StorageFailure) -> [JournalConsumer] {
        try self.rows(SQL.consumers).map { row throws(StorageFailure) in
            JournalConsumer(
                name: try row.text(0), sequence: try row.integer(1),
                acknowledgedAt: Instant(microseconds: try row.integer(2)))
        }
    }
}

extension Transaction {
    /// Keeps how far a consumer is; what was acknowledged stays so.
    package func acknowledge(_ consumer: JournalConsumer) throws(StorageFailure) {
        try self.execute(
            SQL.acknowledge,
            [
                .text(consumer.name), .integer(consumer.sequence),
                .integer(consumer.acknowledgedAt.microseconds),
            ])
    }

    /// - Returns: Whether it was known.
    package func forgetConsumer(_ name: String) throws(StorageFailure) -> Bool {
        try self.execute(SQL.forgetConsumer, [.text(name)]) > 0
    }
}

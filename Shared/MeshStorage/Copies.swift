import Crypto
import MeshAPI
import MeshWire

/// How far the journal of another service was applied.
package struct JournalCursor: Sendable, Hashable {
    /// The service, such as `quality`.
    package var source: String
    package var epoch: String
    package var sequence: Int64

    package init(source: String, epoch: String, sequence: Int64) {
        self.source = source
        self.epoch = epoch
        self.sequence = sequence
    }
}

/// Copies that are written anew beside those in use, until they take their place.
package enum Rebuild {
    /// Begins the origin and the kinds of such copies, so that no reader of a kind meets them.
    static let mark = "rebuild:"

    package static func origin(of source: String) -> String { self.mark + source }

    /// The kind under which a copy from `origin` is stored.
    static func kind<R: Resource>(of type: R.Type, origin: String) -> String {
        origin.hasPrefix(self.mark) ? self.mark + R.fullName : R.fullName
    }
}

extension Reader {
    package func cursor(_ source: String) throws(StorageFailure) -> JournalCursor? {
        guard let row = try self.rows(SQL.cursor, [.text(source)]).first else { return nil }
        return JournalCursor(
            source: source, epoch: try row.text(0), sequence: try row.integer(1))
    }

    /// Every cursor, by source.
    package func cursors() throws(StorageFailure) -> [JournalCursor] {
        try self.rows(SQL.cursors).map { row throws(StorageFailure) in
            JournalCursor(
                source: try row.text(0), epoch: try row.text(1), sequence: try row.integer(2))
        }
    }

    /// The number of resources copied from other services.
    package func replicaCount() throws(StorageFailure) -> Int {
        try self.number(SQL.copyCount)
    }

    /// SHA-256 over every row copied from one service, in key order.
    ///
    /// Equal before and after a rebuild when the copies were right.
    package func replicaDigest(of source: String) throws(StorageFailure) -> [UInt8] {
        var hash = SHA256()
        for statement in SQL.copies {
            try self.query(statement, [.text(source)]) { row throws(StorageFailure) in
                for value in row.values { hash.update(data: Self.framed(value)) }
            }
            hash.update(data: [0xff] as [UInt8])
        }
        return [UInt8](hash.finalize())
    }

    /// A value as bytes that no other value has: its type, its length, its content.
    private static func framed(_ value: Value) -> [UInt8] {
        func frame(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
            [type] + Self.bigEndian(Int64(content.count)) + content
        }
        return switch value {
        case .null: frame(0, [])
        case .integer(let integer): frame(1, Self.bigEndian(integer))
        case .text(let text): frame(2, Array(text.utf8))
        case .bytes(let bytes): frame(3, bytes)
        }
    }

    private static func bigEndian(_ integer: Int64) -> [UInt8] {
        withUnsafeBytes(of: integer.bigEndian) { [UInt8]($0) }
    }
}

extension Transaction {
    /// Moves the cursor of `source` over `entry`; whoever calls applies the entry in the same job.
    ///
    /// - Returns: False when the entry was applied before and must be left alone.
    /// - Throws: `gap` when an entry before it is missing, `epochChanged` when the journal is not
    ///   the one the cursor stands in.
    package func applyEntry(
        _ source: String, epoch: String, _ entry: JournalEntry
    ) throws(StorageFailure) -> Bool {
        let cursor = try self.cursor(source)
        if let cursor, cursor.epoch != epoch {
            throw .epochChanged(stored: cursor.epoch, received: epoch)
        }
        let applied = cursor?.sequence ?? 0
        if entry.sequence <= applied { return false }
        guard entry.sequence == applied + 1 else {
            throw .gap(expected: applied + 1, received: entry.sequence)
        }
        try self.execute(
            SQL.setCursor, [.text(source), .text(epoch), .integer(entry.sequence)])
        return true
    }

    /// Writes the resource an entry of another service carries as a copy; it writes no entry of
    /// its own.
    ///
    /// - Throws: `staleVersion` when the copy is at this version or above.
    package func saveReplica<R: Resource>(
        _ type: R.Type, from entry: JournalEntry, origin: String
    ) throws(StorageFailure) {
        let resource = try Self.decode(type, entry.data, entry.resource)
        let kind = Rebuild.kind(of: type, origin: origin)
        let stored = try self.rows(SQL.current, [.text(kind), .text(resource.name)]).first
        let version = try stored?.integer(1) ?? 0
        guard resource.version > version else { throw .staleVersion(current: version) }
        guard let occurred = entry.occurredAt, let recorded = entry.recordedAt else {
            throw .damagedJournal(sequence: entry.sequence, reason: "an entry without its times")
        }
        let placed = Placement(
            effectiveFrom: occurred, effectiveUntil: entry.occurredUntil, recordedAt: recorded,
            due: nil, origin: origin, sequence: entry.sequence)
        try self.place(resource, placed, as: kind, replacing: stored?.bytes(0))
    }

    /// Forgets every copy of a service's resources and the cursor, so that its journal is read
    /// from the start again.
    package func clearReplicas(of origin: String) throws(StorageFailure) {
        for statement in SQL.clearCopies + [SQL.dropCursor] {
            try self.execute(statement, [.text(origin)])
        }
    }

    /// Puts the copies rebuilt beside those of `source` in their place, and the cursor with them.
    ///
    /// Of an empty journal nothing was rebuilt, and nothing remains.
    package func promoteRebuild(of source: String) throws(StorageFailure) {
        let rebuilt = Rebuild.origin(of: source)
        try self.clearReplicas(of: source)
        guard let cursor = try self.cursor(rebuilt) else { return }
        try self.execute(SQL.unmarkIndex, [.text(rebuilt)])
        for statement in SQL.promoteCopies {
            try self.execute(statement, [.text(source), .text(rebuilt)])
        }
        try self.execute(SQL.dropCursor, [.text(rebuilt)])
        try self.execute(
            SQL.setCursor, [.text(source), .text(cursor.epoch), .integer(cursor.sequence)])
    }
}

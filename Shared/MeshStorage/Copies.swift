import Crypto
import MeshAPI
import MeshWire

/// How far the journal of another service was applied.
package struct JournalCursor: Sendable, Hashable {
    /// The service, such as `quality`.
    package var source: String
    package var epoch: String
    package var sequence: Int64
    /// Leaf hash of that entry, as its service says; empty when it was not told.
    package var leaf: [UInt8]

    package init(source: String, epoch: String, sequence: Int64, leaf: [UInt8] = []) {
        self.source = source
        self.epoch = epoch
        self.sequence = sequence
        self.leaf = leaf
    }

    fileprivate init(_ row: Row) throws(StorageFailure) {
        self.init(
            source: try row.text(0), epoch: try row.text(1), sequence: try row.integer(2),
            leaf: row.values[3] == .null ? [] : try row.bytes(3))
    }

    /// Why `page`, read after this cursor, is of another journal than the one it stands in; `nil`
    /// when it goes on with that one.
    ///
    /// A journal restored from a backup keeps its epoch and may have grown past the cursor: then
    /// only the leaf hash of the last entry applied tells.
    package func discontinuity(in page: ReadJournalResponse) -> String? {
        if page.epoch != self.epoch {
            return "its epoch was \(self.epoch) and is now \(page.epoch)"
        }
        if page.head < self.sequence {
            return "it ends at entry \(page.head), \(self.sequence) was applied already"
        }
        guard !self.leaf.isEmpty, page.leaf != self.leaf else { return nil }
        return "its entry \(self.sequence) is not the one that was applied"
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

extension ReadJournalResponse {
    /// The part of this page after an entry, as if it had been read there.
    fileprivate func rest(after sequence: Int64) -> ReadJournalResponse {
        let known = self.entries.prefix { $0.sequence <= sequence }.count
        guard known > 0 else { return self }
        return self.part(known..<self.entries.count)
    }

    /// The same entries in pages of one.
    package var singles: [ReadJournalResponse] {
        self.entries.indices.map { self.part($0..<$0 + 1) }
    }

    private func part(_ range: Range<Int>) -> ReadJournalResponse {
        var part = self
        part.entries = Array(self.entries[range])
        part.leaf = range.lowerBound == 0 ? self.leaf : self.leaves[range.lowerBound - 1]
        part.leaves = Array(self.leaves[range])
        return part
    }
}

extension Reader {
    package func cursor(_ source: String) throws(StorageFailure) -> JournalCursor? {
        try self.rows(SQL.cursor, [.text(source)]).first.map(JournalCursor.init)
    }

    /// Every cursor, by source.
    package func cursors() throws(StorageFailure) -> [JournalCursor] {
        try self.rows(SQL.cursors).map(JournalCursor.init)
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
    /// Moves the cursor of `source` over a page of its journal.
    ///
    /// - Returns: The entries not applied before, which whoever calls applies in the same job.
    /// - Throws: `gap` when an entry is missing, `anotherJournal` when the page does not go on with
    ///   the journal the cursor stands in.
    package func advance(
        _ source: String, over page: ReadJournalResponse
    ) throws(StorageFailure) -> [JournalEntry] {
        guard page.leaves.count == page.entries.count else {
            throw .anotherJournal(
                reason: "\(page.entries.count) entries came with \(page.leaves.count) leaf hashes")
        }
        let cursor = try self.cursor(source)
        var applied = cursor?.sequence ?? 0
        let page = page.rest(after: applied)
        if let reason = cursor?.discontinuity(in: page) { throw .anotherJournal(reason: reason) }
        guard !page.entries.isEmpty else { return [] }
        for entry in page.entries {
            guard entry.sequence == applied + 1 else {
                throw .gap(expected: applied + 1, received: entry.sequence)
            }
            applied += 1
        }
        try self.move(
            JournalCursor(
                source: source, epoch: page.epoch, sequence: applied, leaf: page.leaves.last ?? []))
        return page.entries
    }

    private func move(_ cursor: JournalCursor) throws(StorageFailure) {
        try self.execute(
            SQL.setCursor,
            [
                .text(cursor.source), .text(cursor.epoch), .integer(cursor.sequence),
                .bytes(cursor.leaf),
            ])
    }

    /// Writes the resource an entry of another service carries as a copy; it writes no entry of
    /// its own.
    ///
    /// - Throws: `repeatedEvent` when the copy is at this version or above, `missedEvent` when it is
    ///   not at the one before.
    package func saveReplica<R: Resource>(
        _ type: R.Type, from entry: JournalEntry, origin: String
    ) throws(StorageFailure) {
        let resource = try Self.decode(type, entry.data, entry.resource)
        let kind = Rebuild.kind(of: type, origin: origin)
        let stored = try self.stored(type, resource.name, as: kind)
        let version = stored?.version ?? 0
        guard resource.version > version else {
            throw .repeatedEvent(
                resource: resource.name, version: resource.version, current: version)
        }
        guard resource.version == version + 1 else {
            throw .missedEvent(
                resource: resource.name, version: resource.version, current: version)
        }
        guard let occurred = entry.occurredAt, let recorded = entry.recordedAt else {
            throw .damagedJournal(sequence: entry.sequence, reason: "an entry without its times")
        }
        let placed = Placement(
            effectiveFrom: occurred, effectiveUntil: entry.occurredUntil, recordedAt: recorded,
            due: nil, origin: origin, sequence: entry.sequence)
        try self.place(resource, placed, as: kind, after: stored?.former)
    }

    /// Forgets every copy of a service's resources and the cursor, so that its journal is read
    /// from the start again.
    package func clearReplicas(of origin: String) throws(StorageFailure) {
        self.noteChange(of: ChangeCounter.anyKind)
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
        guard var cursor = try self.cursor(rebuilt) else { return }
        try self.execute(SQL.unmarkIndex, [.text(rebuilt)])
        for statement in SQL.promoteCopies {
            try self.execute(statement, [.text(source), .text(rebuilt)])
        }
        try self.execute(SQL.dropCursor, [.text(rebuilt)])
        cursor.source = source
        try self.move(cursor)
    }
}

import Crypto
import MeshAPI
import MeshWire

/// The hash of one journal entry, as in RFC 6962.
package enum Leaf {
    /// SHA-256 of a zero byte and the entry's canonical bytes.
    package static func hash(_ entry: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: [0] as [UInt8])
        hash.update(data: entry)
        return [UInt8](hash.finalize())
    }
}

extension Reader {
    /// Entries with a greater sequence, in order; at most ``StorageLimits/pageRows``.
    package func entries(
        after sequence: Int64, limit: Int = StorageLimits.pageRows
    ) throws(StorageFailure) -> [JournalEntry] {
        let rows = try self.rows(SQL.entries, [.integer(sequence), Self.page(limit)])
        return try rows.map { row throws(StorageFailure) in
            try Self.entry(row.bytes(1), sequence: row.integer(0))
        }
    }

    /// The same, but no more than fit into `bytes`; at least one, if there is one.
    package func entries(
        after sequence: Int64, limit: Int, bytes: Int
    ) throws(StorageFailure) -> [JournalEntry] {
        // Read in small steps: entries that do not fit are not all held at once.
        let step = 32
        var (entries, room): ([JournalEntry], Int) = ([], bytes)
        while entries.count < limit {
            let next = try self.entries(
                after: entries.last?.sequence ?? sequence, limit: min(step, limit - entries.count))
            for entry in next {
                room -= entry.data.count + 1_024
                guard room >= 0 || entries.isEmpty else { return entries }
                entries.append(entry)
            }
            if next.count < step { break }
        }
        return entries
    }

    /// Leaf hash of one entry; empty when there is none.
    package func leaf(of sequence: Int64) throws(StorageFailure) -> [UInt8] {
        try self.rows(SQL.leaf, [.integer(sequence)]).first?.bytes(0) ?? []
    }

    /// Leaf hashes of the entries with a greater sequence, in order.
    package func leaves(
        after sequence: Int64, limit: Int = StorageLimits.pageRows
    ) throws(StorageFailure) -> [[UInt8]] {
        try self.rows(SQL.leaves, [.integer(sequence), Self.page(limit)])
            .map { row throws(StorageFailure) in try row.bytes(0) }
    }

    /// Sequence of the newest entry; 0 when there is none.
    package func journalHead() throws(StorageFailure) -> Int64 {
        Int64(try self.number(SQL.head))
    }

    /// Recomputes every leaf, checks that no entry is missing, and returns the head.
    package func verifyJournal() throws(StorageFailure) -> Int64 {
        var head: Int64 = 0
        try self.query(SQL.allEntries) { row throws(StorageFailure) in
            let sequence = try row.integer(0)
            let bytes = try row.bytes(1)
            head += 1
            guard sequence == head else {
                throw .damagedJournal(sequence: head, reason: "missing")
            }
            guard Leaf.hash(bytes) == (try row.bytes(2)) else {
                throw .damagedJournal(sequence: sequence, reason: "another leaf")
            }
            guard try Self.entry(bytes, sequence: sequence).sequence == sequence else {
                throw .damagedJournal(sequence: sequence, reason: "another sequence")
            }
        }
        return head
    }

    static func entry(
        _ bytes: [UInt8], sequence: Int64
    ) throws(StorageFailure) -> JournalEntry {
        do throws(WireFailure) {
            return try JournalEntry(wire: bytes)
        } catch {
            throw .damagedJournal(sequence: sequence, reason: "\(error.field): \(error.rule)")
        }
    }
}

import MeshPrimitives
import MeshWire

/// Reads and writes inside one job; other jobs may share its commit.
package final class Transaction: Reader {
    private let producer: String
    private let writes: any Connection
    /// Sequence of the newest entry, those of this transaction included.
    var head: Int64

    init(_ connection: any Connection, producer: String, limits: StorageLimits, head: Int64) {
        self.producer = producer
        self.writes = connection
        self.head = head
        super.init(connection, limits: limits)
    }

    override var transactionHolds: Bool { self.writes.isInTransaction }

    /// Writes a new version of an own resource, its index and its journal entry.
    ///
    /// - Parameter resource: Its `version` is one above the stored one, 1 when it is new.
    /// - Returns: The sequence of the entry.
    /// - Throws: `staleVersion` when another version is stored, `copied` when another service
    ///   owns it.
    @discardableResult
    package func save<R: Resource>(
        _ resource: R, change: Change
    ) throws(StorageFailure) -> Int64 {
        let stored = try self.rows(SQL.current, [.text(R.fullName), .text(resource.name)]).first
        let version = try stored?.integer(1) ?? 0
        guard resource.version == version + 1 else { throw .staleVersion(current: version) }
        if let origin = try stored?.text(2), !origin.isEmpty { throw .copied(origin: origin) }

        let sequence = self.head + 1
        let placed = Placement(
            effectiveFrom: change.effectiveFrom, effectiveUntil: change.effectiveUntil,
            recordedAt: change.recordedAt, due: change.due, origin: "", sequence: sequence)
        try self.place(resource, placed, replacing: stored?.bytes(0))
        try self.append(self.entry(resource, change, sequence), recordedAt: change.recordedAt)
        return sequence
    }

    /// Where and when a version of a resource belongs.
    struct Placement {
        var effectiveFrom: Instant
        var effectiveUntil: Instant?
        var recordedAt: Instant
        var due: Instant?
        var origin: String
        var sequence: Int64
    }

    /// Writes the current row, the version row and what differs in the index.
    func place<R: Resource>(
        _ resource: R, _ placed: Placement, replacing old: [UInt8]?
    ) throws(StorageFailure) {
        let (kind, name) = (Value.text(R.fullName), Value.text(resource.name))
        let (version, body) = (Value.integer(resource.version), Value.bytes(resource.wireBytes()))
        let due = Value.optional(placed.due?.microseconds)
        try self.execute(
            SQL.saveCurrent,
            [kind, name, version, .text(resource.state.label), .text(placed.origin), due, body])
        try self.execute(
            SQL.addVersion,
            [
                kind, name, version, .integer(placed.effectiveFrom.microseconds),
                EffectiveEnd.stored(placed.effectiveUntil),
                .integer(placed.recordedAt.microseconds), .text(placed.origin),
                .integer(placed.sequence), body,
            ])
        // The old body tells the old index rows; a second index to find them would cost every
        // write more than this decoding.
        let before = try old.map { bytes throws(StorageFailure) in
            try Self.decode(R.self, bytes, resource.name).indexed
        }
        let removed = (before ?? []).filter { pair in !resource.indexed.contains { $0 == pair } }
        let added = resource.indexed.filter { pair in !(before ?? []).contains { $0 == pair } }
        for pair in removed {
            try self.execute(
                SQL.removeIndexEntry, [kind, .text(pair.field), .text(pair.value), name])
        }
        for pair in added {
            try self.execute(
                SQL.addIndexEntry, [kind, .text(pair.field), .text(pair.value), name])
        }
    }

    private func entry<R: Resource>(
        _ resource: R, _ change: Change, _ sequence: Int64
    ) -> JournalEntry {
        var entry = JournalEntry()
        entry.sequence = sequence
        entry.type = change.type
        entry.producer = self.producer
        entry.resource = resource.name
        entry.resourceVersion = resource.version
        entry.resourceType = R.fullName
        entry.data = resource.redacted().wireBytes()
        entry.occurredAt = change.effectiveFrom
        entry.occurredUntil = change.effectiveUntil
        entry.recordedAt = change.recordedAt
        entry.correlationID =
            change.correlationID.isEmpty
            ? "\(self.producer)/\(sequence)" : change.correlationID
        entry.causationID = change.causationID
        entry.principal = change.principal
        entry.party = change.party
        entry.partyRole = change.partyRole
        entry.onBehalfOf = change.onBehalfOf
        entry.command = change.command
        entry.fromState = change.fromState
        entry.toState = change.toState
        entry.reasonCode = change.reasonCode
        entry.requestDigest = change.requestDigest
        return entry
    }

    private func append(
        _ entry: JournalEntry, recordedAt: Instant
    ) throws(StorageFailure) {
        let bytes = entry.wireBytes()
        try self.execute(
            SQL.addEntry,
            [
                .integer(entry.sequence), .integer(recordedAt.microseconds), .bytes(bytes),
                .bytes(Leaf.hash(bytes)),
            ])
        self.head = entry.sequence
    }
}

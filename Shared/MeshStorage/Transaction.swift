import MeshAPI
import MeshPrimitives
import MeshWire

/// Reads and writes inside one job; other jobs may share its commit.
package final class Transaction: Reader {
    private let producer: String
    private let writes: any Connection
    /// Sequence of the newest entry, those of this transaction included.
    private(set) var head: Int64
    /// What the jobs so far have changed, in order.
    private var log: [(sql: String, values: [Value])] = []
    /// Bytes of text and blobs in `log`.
    private var logBytes = 0
    /// Kinds of which resources were written, also by jobs that were undone.
    private(set) var changedKinds: Set<String> = []
    /// Whether the job that runs has tried to change something.
    private var touched = false
    /// Whether jobs run in savepoints: one failed after changing something, or the log grew long.
    private var cautious = false

    init(_ connection: any Connection, producer: String, limits: StorageLimits, head: Int64) {
        self.producer = producer
        self.writes = connection
        self.head = head
        super.init(connection, limits: limits)
    }

    override var transactionHolds: Bool { self.writes.isInTransaction }

    @discardableResult
    override func execute(
        _ sql: String, _ values: [Value] = []
    ) throws(StorageFailure) -> Int {
        self.touched = true
        let count = try super.execute(sql, values)
        if !self.cautious {
            self.log.append((sql, values))
            self.logBytes += values.reduce(0) { $0 + $1.byteCount }
        }
        return count
    }

    /// Runs a job of this transaction and takes its changes back when it throws.
    ///
    /// Savepoints around every job would cost a third of the throughput, and few jobs throw after
    /// they wrote. So the first that does is undone by starting over and repeating the statements
    /// of those before it; from then on this transaction uses savepoints.
    func run(_ job: WriteJob) throws(StorageFailure) -> WriteJob.Outcome {
        if self.logBytes > self.limits.repeatableBytes { self.guardJobs() }
        let (head, logged, guarded) = (self.head, self.log.count, self.cautious)
        self.touched = false
        if guarded { try self.writes.execute(SQL.beginJob) }
        let outcome = job.run(self)
        // A job may have swallowed the failure: what it wrote is incomplete all the same.
        if let fault = self.fault { throw fault }
        if !outcome.keep {
            self.head = head
            if guarded {
                try self.writes.execute(SQL.undoJob)
            } else if self.touched {
                self.log.removeLast(self.log.count - logged)
                try self.startOver()
            }
        }
        if guarded { try self.writes.execute(SQL.keepJob) }
        return outcome
    }

    private func startOver() throws(StorageFailure) {
        for statement in self.writes.dialect.restart { try self.writes.execute(statement) }
        for (sql, values) in self.log { try self.writes.execute(sql, values) }
        self.guardJobs()
    }

    /// From now on savepoints undo jobs, so nothing has to be repeated any more.
    private func guardJobs() {
        self.log = []
        self.logBytes = 0
        self.cautious = true
    }

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
        try self.place(resource, placed, as: R.fullName, replacing: stored?.bytes(0))
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
        _ resource: R, _ placed: Placement, as kind: String, replacing old: [UInt8]?
    ) throws(StorageFailure) {
        self.noteChange(of: kind)
        let (kind, name) = (Value.text(kind), Value.text(resource.name))
        let bytes = resource.wireBytes()
        guard bytes.count <= StorageLimits.resourceBytes else {
            throw .tooLarge(name: resource.name, bytes: bytes.count)
        }
        let (version, body) = (Value.integer(resource.version), Value.bytes(bytes))
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
        let (former, present) = (before ?? [], resource.indexed)
        let removed = former.filter { pair in !present.contains { $0 == pair } }
        let added = present.filter { pair in !former.contains { $0 == pair } }
        for pair in removed {
            try self.execute(
                SQL.removeIndexEntry, [kind, .text(pair.field), .text(pair.value), name])
        }
        for pair in added {
            try self.execute(
                SQL.addIndexEntry, [kind, .text(pair.field), .text(pair.value), name])
        }
    }

    func noteChange(of kind: String) { self.changedKinds.insert(kind) }

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
        entry.correlationId =
            change.correlationID.isEmpty
            ? "\(self.producer)/\(sequence)" : change.correlationID
        entry.causationId = change.causationID
        entry.principal = change.principal
        entry.party = change.party
        entry.partyRole = change.partyRole
        entry.onBehalfOf = change.onBehalfOf
        entry.command = change.command
        entry.fromState = change.fromState
        entry.toState = change.toState
        entry.reasonCode = change.reasonCode
        entry.requestDigest = change.requestDigest
        entry.address = change.address
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

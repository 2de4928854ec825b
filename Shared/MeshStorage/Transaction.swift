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
        self.forget(nil)
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
        let stored = try self.stored(R.self, resource.name, as: R.fullName)
        let version = stored?.version ?? 0
        guard resource.version == version + 1 else { throw .staleVersion(current: version) }
        if let origin = stored?.origin, !origin.isEmpty { throw .copied(origin: origin) }

        let sequence = self.head + 1
        let placed = Placement(
            effectiveFrom: change.effectiveFrom, effectiveUntil: change.effectiveUntil,
            recordedAt: change.recordedAt, due: change.due, origin: "", sequence: sequence)
        try self.place(resource, placed, as: R.fullName, after: stored?.former)
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

    /// The newest version, as far as a new one asks for it.
    struct Stored {
        var version: Int64
        var origin: String
        var former: HistoryIndex.Former
    }

    func stored<R: Resource>(
        _ type: R.Type, _ name: String, as kind: String
    ) throws(StorageFailure) -> Stored? {
        guard let row = try self.rows(SQL.stored, [.text(kind), .text(name)]).first else {
            return nil
        }
        // The old body tells the old index rows; a second index to find them would cost every
        // write more than this decoding.
        let resource = try Self.decode(type, row.bytes(0), name)
        let due = row.values[3] == .null ? nil : try row.integer(3)
        return Stored(
            version: try row.integer(1), origin: try row.text(2),
            former: HistoryIndex.Former(
                pairs: IndexPair.pairs(of: resource, due: due),
                effectiveFrom: try row.integer(4), recordedAt: try row.integer(5)))
    }

    /// Writes the current row, the version row and what differs in the index.
    func place<R: Resource>(
        _ resource: R, _ placed: Placement, as kind: String, after former: HistoryIndex.Former?
    ) throws(StorageFailure) {
        self.noteChange(of: kind)
        let bytes = resource.wireBytes()
        guard bytes.count <= StorageLimits.resourceBytes else {
            throw .tooLarge(name: resource.name, bytes: bytes.count)
        }
        let (key, name) = (Value.text(kind), Value.text(resource.name))
        let (version, body) = (Value.integer(resource.version), Value.bytes(bytes))
        let due = placed.due?.microseconds
        let times = HistoryIndex.Times(
            effectiveFrom: placed.effectiveFrom.microseconds,
            effectiveUntil: EffectiveEnd.stored(placed.effectiveUntil),
            recordedAt: placed.recordedAt.microseconds)
        try self.execute(
            SQL.saveCurrent,
            [
                key, name, version, .text(resource.state.label), .text(placed.origin),
                .optional(due), body, .integer(times.effectiveFrom), .integer(times.recordedAt),
            ])
        try self.execute(
            SQL.addVersion,
            [
                key, name, version, .integer(times.effectiveFrom), .integer(times.effectiveUntil),
                .integer(times.recordedAt), .text(placed.origin), .integer(placed.sequence), body,
            ])
        let changes = HistoryIndex(kind: kind, name: resource.name).changes(
            from: former, to: IndexPair.pairs(of: resource, due: due), version: resource.version,
            times)
        for (sql, values) in changes { try self.execute(sql, values) }
    }

    func noteChange(of kind: String) {
        self.changedKinds.insert(kind)
        self.forget(kind)
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

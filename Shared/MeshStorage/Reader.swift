import MeshAPI
import MeshPrimitives
import MeshWire

/// Reads one committed state of the store; lives as long as the job it is given to.
package class Reader {
    private let connection: any Connection
    let limits: StorageLimits
    /// The first failure that spoils the transaction, however the job dealt with it.
    private(set) var fault: StorageFailure?

    init(_ connection: any Connection, limits: StorageLimits) {
        self.connection = connection
        self.limits = limits
    }

    // MARK: Statements

    @discardableResult
    func execute(_ sql: String, _ values: [Value] = []) throws(StorageFailure) -> Int {
        do throws(StorageFailure) {
            return try self.connection.execute(sql, values)
        } catch {
            throw self.noted(error)
        }
    }

    func query(
        _ sql: String, _ values: [Value] = [], each: (Row) throws(StorageFailure) -> Void
    ) throws(StorageFailure) {
        do throws(StorageFailure) {
            try self.connection.query(sql, values, each: each)
        } catch {
            throw self.noted(error)
        }
    }

    func rows(_ sql: String, _ values: [Value] = []) throws(StorageFailure) -> [Row] {
        var rows: [Row] = []
        try self.query(sql, values) { row throws(StorageFailure) in rows.append(row) }
        return rows
    }

    private func noted(_ failure: StorageFailure) -> StorageFailure {
        if self.fault == nil, failure.endsTransaction || !self.transactionHolds {
            self.fault = failure
        }
        return failure
    }

    // MARK: What was worked out

    /// By the kind it was worked out from, then by key.
    private var worked: [String: [String: Any]] = [:]

    /// What is worked out from resources of a type, once in a job until one of them is written.
    package func once<R: Resource, Value>(
        from type: R.Type, _ key: String, _ work: () throws -> Value
    ) rethrows -> Value {
        if let known = self.worked[R.fullName]?[key] as? Value { return known }
        let value = try work()
        self.worked[R.fullName, default: [:]][key] = value
        return value
    }

    /// - Parameter kind: `nil` for all that was worked out.
    func forget(_ kind: String?) {
        if let kind { self.worked[kind] = nil } else { self.worked = [:] }
    }

    /// Whether the transaction a job writes in is still open; a reader has nothing to lose.
    var transactionHolds: Bool { true }

    // MARK: Resources

    /// The newest version.
    package func current<R: Resource>(
        _ type: R.Type, named name: String
    ) throws(StorageFailure) -> R? {
        let rows = try self.rows(SQL.current, [.text(R.fullName), .text(name)])
        return try rows.first.map { row throws(StorageFailure) in
            try Self.decode(type, row.bytes(0), name)
        }
    }

    /// Versions above `after`, oldest first; at most ``StorageLimits/pageRows``.
    package func history<R: Resource>(
        _ type: R.Type, named name: String, after version: Int64 = 0,
        limit: Int = StorageLimits.pageRows
    ) throws(StorageFailure) -> [ResourceVersion<R>] {
        let rows = try self.rows(
            SQL.history,
            [.text(R.fullName), .text(name), .integer(version), Self.page(limit)])
        return try rows.map { row throws(StorageFailure) in
            ResourceVersion(
                content: try Self.decode(type, row.bytes(5), name),
                effectiveFrom: Instant(microseconds: try row.integer(0)),
                effectiveUntil: EffectiveEnd.instant(try row.integer(1)),
                recordedAt: Instant(microseconds: try row.integer(2)),
                origin: try row.text(3), sequence: try row.integer(4))
        }
    }

    /// Entries of a resource's own versions below `version`, newest first.
    package func authorship<R: Resource>(
        of type: R.Type, named name: String, below version: Int64 = .max, limit: Int
    ) throws(StorageFailure) -> [(version: Int64, entry: JournalEntry)] {
        let rows = try self.rows(
            SQL.authorship,
            [.text(R.fullName), .text(name), .integer(version), Self.page(limit)])
        return try rows.map { row throws(StorageFailure) in
            (try row.integer(0), try Self.entry(row.bytes(1), sequence: row.integer(2)))
        }
    }

    /// Current resources in the order of their names.
    ///
    /// - Parameters:
    ///   - pairs: Indexed fields and the values they must have, all of them.
    ///   - states: Labels of the states allowed; empty allows all.
    ///   - name: The last name of the page before; `nil` starts.
    ///   - limit: At most ``StorageLimits/pageRows``.
    package func list<R: Resource>(
        _ type: R.Type, where pairs: [(field: String, value: String)] = [],
        states: [String] = [], after name: String? = nil, limit: Int = StorageLimits.pageRows
    ) throws(StorageFailure) -> [R] {
        let sql = SQL.select(
            "r.body, r.name", pairs: pairs.count, states: states.count, order: .names)
        let rows = try self.rows(
            sql,
            Self.filter(type, pairs, states) + [.text(name ?? ""), Self.page(limit)])
        return try rows.map { row throws(StorageFailure) in
            try Self.decode(type, row.bytes(0), row.text(1))
        }
    }

    /// Current resources by when their newest version was recorded, the last one first.
    ///
    /// Each with that time; the other parameters are those of ``list(_:where:states:after:limit:)``.
    package func newest<R: Resource>(
        _ type: R.Type, where pairs: [(field: String, value: String)], states: [String] = [],
        limit: Int = StorageLimits.pageRows
    ) throws(StorageFailure) -> [(content: R, recordedAt: Instant)] {
        let sql = SQL.select(
            "r.body, r.name, r.recorded_at", pairs: pairs.count, states: states.count,
            order: .newest)
        let rows = try self.rows(sql, Self.filter(type, pairs, states) + [Self.page(limit)])
        return try rows.map { row throws(StorageFailure) in
            (
                try Self.decode(type, row.bytes(0), row.text(1)),
                Instant(microseconds: try row.integer(2))
            )
        }
    }

    /// The number of current resources that ``list(_:where:states:after:limit:)`` goes through.
    package func count<R: Resource>(
        _ type: R.Type, where pairs: [(field: String, value: String)] = [], states: [String] = []
    ) throws(StorageFailure) -> Int {
        let sql = SQL.select("COUNT(*)", pairs: pairs.count, states: states.count, order: nil)
        return try self.number(sql, Self.filter(type, pairs, states))
    }

    /// Own resources whose date-driven transition fell due at `instant` or earlier, oldest first.
    package func due(
        before instant: Instant, limit: Int = StorageLimits.pageRows
    ) throws(StorageFailure) -> [DueResource] {
        let rows = try self.rows(
            SQL.due, [.integer(instant.microseconds), Self.page(limit)])
        return try rows.map { row throws(StorageFailure) in
            DueResource(kind: try row.text(0), name: try row.text(1))
        }
    }

    /// Own resources of one kind whose stored state a date has overtaken, in the order of their
    /// names; mostly there are none, since such dates are written soon.
    package func overdue<R: Resource>(
        _ type: R.Type, at instant: Instant, after name: String?, limit: Int
    ) throws(StorageFailure) -> [R] {
        let rows = try self.rows(
            SQL.overdue,
            [
                .integer(instant.microseconds), .text(R.fullName), .text(name ?? ""),
                Self.page(limit),
            ])
        return try rows.map { row throws(StorageFailure) in
            try Self.decode(type, row.bytes(1), row.text(0))
        }
    }

    /// How many resources ``due(before:limit:)`` goes through.
    package func dueCount(before instant: Instant) throws(StorageFailure) -> Int {
        try self.number(SQL.dueCount, [.integer(instant.microseconds)])
    }

    func number(_ sql: String, _ values: [Value] = []) throws(StorageFailure) -> Int {
        guard let row = try self.rows(sql, values).first else { return 0 }
        return Int(try row.integer(0))
    }

    static func page(_ limit: Int) -> Value {
        .integer(Int64(min(max(limit, 0), StorageLimits.pageRows)))
    }

    static func decode<R: Resource>(
        _ type: R.Type, _ bytes: [UInt8], _ name: String
    ) throws(StorageFailure) -> R {
        do throws(WireFailure) {
            return try R(wire: bytes)
        } catch {
            throw .undecodable(name: name, failure: error)
        }
    }

    private static func filter<R: Resource>(
        _ type: R.Type, _ pairs: [(field: String, value: String)], _ states: [String]
    ) -> [Value] {
        var values: [Value] = [.text(R.fullName)]
        for pair in pairs { values += [.text(pair.field), .text(pair.value)] }
        return values + states.map { .text($0) }
    }
}

import MeshWire

/// The tables, as a list of steps that only grows.
enum Schema {
    static let version = Int64(Self.steps.count)

    /// Step n brings a database from version n to n + 1.
    private static let steps: [@Sendable (Dialect) -> [String]] = [
        Self.first, Self.second, Self.third, Self.fourth, Self.fifth,
    ]

    /// Brings the database to this program's version and keeps the facts made once.
    ///
    /// Runs inside a transaction of the caller's, so a crash leaves the old version.
    ///
    /// - Parameter types: Of the resources that an older version may hold.
    /// - Returns: The epoch of the journal.
    static func prepare(
        _ connection: any Connection, producer: String, epoch: String, types: [any Resource.Type]
    ) throws(StorageFailure) -> String {
        let dialect = connection.dialect
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS facts (
                name \(dialect.text) PRIMARY KEY, value \(dialect.text) NOT NULL)
            """)
        let found = Int64(try Self.fact("schema", connection) ?? "0") ?? Int64.max
        guard found <= Self.version else {
            throw .newerSchema(found: found, known: Self.version)
        }
        for step in Self.steps.dropFirst(Int(found)) {
            for statement in step(dialect) {
                try connection.execute(statement)
            }
        }
        if (1..<4).contains(found) { try HistoryIndex.fill(connection, types) }
        try connection.execute(SQL.keepFact, [.text("producer"), .text(producer)])
        try connection.execute(SQL.keepFact, [.text("epoch"), .text(epoch)])
        try connection.execute(SQL.setFact, [.text("schema"), .text("\(Self.version)")])
        let owner = try Self.fact("producer", connection) ?? ""
        guard owner == producer else {
            throw .foreignFolder(owner: owner, expected: producer)
        }
        return try Self.fact("epoch", connection) ?? epoch
    }

    private static func fact(
        _ name: String, _ connection: any Connection
    ) throws(StorageFailure) -> String? {
        try connection.row(SQL.fact, [.text(name)])?.text(0)
    }

    private static func first(_ dialect: Dialect) -> [String] {
        Self.resourceTables(dialect) + Self.exchangeTables(dialect)
    }

    /// What waits for an operator, and the attempts that no journal entry tells of.
    private static func second(_ dialect: Dialect) -> [String] {
        let (integer, text, bytes) = (dialect.integer, dialect.text, dialect.bytes)
        return [
            """
            CREATE TABLE parked (
                source \(text) NOT NULL, sequence \(integer) NOT NULL, resource \(text) NOT NULL,
                body \(bytes) NOT NULL, PRIMARY KEY (source, sequence))
            """,
            "CREATE INDEX parked_resource ON parked (source, resource, sequence)",
            """
            CREATE TABLE audit (
                sequence \(integer) PRIMARY KEY, entry \(bytes) NOT NULL, chain \(bytes) NOT NULL)
            """,
        ]
    }

    /// What tells a journal that was followed from another one under its name; and the bytes of
    /// stored replies.
    private static func third(_ dialect: Dialect) -> [String] {
        [
            "ALTER TABLE cursors ADD COLUMN leaf \(dialect.bytes)",
            "ALTER TABLE reply_counts ADD COLUMN bytes \(dialect.integer) NOT NULL DEFAULT 0",
            """
            UPDATE reply_counts SET bytes = (SELECT COALESCE(SUM(LENGTH(status) + LENGTH(payload)), 0)
            FROM replies WHERE replies.principal = reply_counts.principal)
            """,
        ]
    }

    /// The index keeps the values of former versions too, which ``HistoryIndex`` fills in; and the
    /// times of versions lie in an index, so that finding the one of a moment reads no other's body.
    private static func fourth(_ dialect: Dialect) -> [String] {
        let (integer, text, bytes) = (dialect.integer, dialect.text, dialect.bytes)
        return [
            "DROP TABLE index_entries",
            """
            CREATE TABLE index_entries (
                kind \(text) NOT NULL, field \(text) NOT NULL, value \(text) NOT NULL,
                live \(integer) NOT NULL, name \(text) NOT NULL, ended \(integer) NOT NULL,
                held_from \(integer) NOT NULL, known_from \(integer) NOT NULL, due_at \(integer),
                ended_from \(integer) NOT NULL, ended_until \(integer) NOT NULL,
                ended_known \(integer) NOT NULL,
                PRIMARY KEY (kind, field, value, live, name, ended))\(dialect.clustered)
            """,
            "ALTER TABLE versions RENAME TO keyed_versions",
            """
            CREATE TABLE versions (
                kind \(text) NOT NULL, name \(text) NOT NULL, version \(integer) NOT NULL,
                effective_from \(integer) NOT NULL, effective_until \(integer) NOT NULL,
                recorded_at \(integer) NOT NULL, origin \(text) NOT NULL,
                sequence \(integer) NOT NULL, body \(bytes) NOT NULL)
            """,
            "INSERT INTO versions SELECT * FROM keyed_versions",
            "DROP TABLE keyed_versions",
            """
            CREATE UNIQUE INDEX versions_times ON versions
                (kind, name, version, effective_from, effective_until, recorded_at)
            """,
            "ALTER TABLE resources ADD COLUMN effective_from \(integer) NOT NULL DEFAULT 0",
            "ALTER TABLE resources ADD COLUMN recorded_at \(integer) NOT NULL DEFAULT 0",
            """
            UPDATE resources SET (effective_from, recorded_at) =
            (SELECT v.effective_from, v.recorded_at FROM versions v
            WHERE v.kind = resources.kind AND v.name = resources.name
            AND v.version = resources.version)
            """,
        ]
    }

    /// How far others have taken the journal.
    private static func fifth(_ dialect: Dialect) -> [String] {
        let (integer, text) = (dialect.integer, dialect.text)
        return [
            """
            CREATE TABLE consumers (
                name \(text) PRIMARY KEY, sequence \(integer) NOT NULL,
                acknowledged_at \(integer) NOT NULL)\(dialect.clustered)
            """
        ]
    }

    private static func resourceTables(_ dialect: Dialect) -> [String] {
        let (integer, text, bytes) = (dialect.integer, dialect.text, dialect.bytes)
        return [
            """
            CREATE TABLE resources (
                kind \(text) NOT NULL, name \(text) NOT NULL, version \(integer) NOT NULL,
                state \(text) NOT NULL, origin \(text) NOT NULL, due_at \(integer),
                body \(bytes) NOT NULL, PRIMARY KEY (kind, name))
            """,
            "CREATE INDEX resources_state ON resources (kind, state, name)",
            """
            CREATE INDEX resources_due ON resources (due_at, kind, name)
                WHERE due_at IS NOT NULL
            """,
            """
            CREATE TABLE index_entries (
                kind \(text) NOT NULL, field \(text) NOT NULL, value \(text) NOT NULL,
                name \(text) NOT NULL, PRIMARY KEY (kind, field, value, name))\(dialect.clustered)
            """,
            """
            CREATE TABLE versions (
                kind \(text) NOT NULL, name \(text) NOT NULL, version \(integer) NOT NULL,
                effective_from \(integer) NOT NULL, effective_until \(integer) NOT NULL,
                recorded_at \(integer) NOT NULL, origin \(text) NOT NULL,
                sequence \(integer) NOT NULL, body \(bytes) NOT NULL,
                PRIMARY KEY (kind, name, version))
            """,
        ]
    }

    private static func exchangeTables(_ dialect: Dialect) -> [String] {
        let (integer, text, bytes) = (dialect.integer, dialect.text, dialect.bytes)
        return [
            """
            CREATE TABLE journal (
                sequence \(integer) PRIMARY KEY, recorded_at \(integer) NOT NULL,
                entry \(bytes) NOT NULL, leaf \(bytes) NOT NULL)
            """,
            """
            CREATE TABLE replies (
                principal \(text) NOT NULL, service \(text) NOT NULL, method \(text) NOT NULL,
                call_key \(bytes) NOT NULL, fingerprint \(bytes) NOT NULL,
                completed_at \(integer) NOT NULL, code \(integer) NOT NULL,
                status \(bytes) NOT NULL, payload \(bytes) NOT NULL,
                PRIMARY KEY (principal, service, method, call_key))
            """,
            "CREATE INDEX replies_completed ON replies (completed_at)",
            """
            CREATE TABLE reply_counts (
                principal \(text) PRIMARY KEY, live \(integer) NOT NULL)\(dialect.clustered)
            """,
            """
            CREATE TABLE cursors (
                source \(text) PRIMARY KEY, epoch \(text) NOT NULL,
                sequence \(integer) NOT NULL)\(dialect.clustered)
            """,
        ]
    }
}

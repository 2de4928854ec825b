/// One connection to a database, used by one thread at a time.
///
/// Parameters are written `$1`, `$2`, ... in the order of their first use, which SQLite and
/// PostgreSQL both take.
package protocol Connection: AnyObject {
    var dialect: Dialect { get }

    /// Whether a transaction is open; an engine may end one by itself when a write fails.
    var isInTransaction: Bool { get }

    /// Runs one statement and returns the number of rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [Value]) throws(StorageFailure) -> Int

    /// Runs one query and hands over its rows one by one, so that no answer has to fit in memory.
    func query(
        _ sql: String, _ values: [Value], each: (Row) throws(StorageFailure) -> Void
    ) throws(StorageFailure)
}

extension Connection {
    @discardableResult
    func execute(_ sql: String) throws(StorageFailure) -> Int {
        try self.execute(sql, [])
    }

    func rows(_ sql: String, _ values: [Value] = []) throws(StorageFailure) -> [Row] {
        var rows: [Row] = []
        try self.query(sql, values) { row throws(StorageFailure) in rows.append(row) }
        return rows
    }

    func row(_ sql: String, _ values: [Value] = []) throws(StorageFailure) -> Row? {
        try self.rows(sql, values).first
    }
}

/// A database: one connection that writes and some that read a snapshot.
package protocol StorageEngine: Sendable {
    /// Lends the writing connection; called by one thread only, blocks it.
    func write<T>(
        _ body: (any Connection) throws(StorageFailure) -> T
    ) throws(StorageFailure) -> T

    /// Lends a connection that sees one committed state and changes nothing.
    func read<T: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T

    /// Waits for what is running, then lets go of the files.
    func close() throws(StorageFailure)
}

/// How a store gets its engine.
package struct EngineOpener: Sendable {
    /// Opens the database in a folder that exists and is locked.
    package var open: @Sendable (String, StorageLimits) throws(StorageFailure) -> any StorageEngine

    package init(
        open:
            @escaping @Sendable (String, StorageLimits) throws(StorageFailure)
            -> any StorageEngine
    ) {
        self.open = open
    }
}

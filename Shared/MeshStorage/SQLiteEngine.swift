import GRDB

extension EngineOpener {
    /// SQLite in `mesh.sqlite`, with a write-ahead log.
    package static let sqlite = EngineOpener { folder, limits throws(StorageFailure) in
        try SQLiteEngine(folder: folder, limits: limits)
    }

    /// SQLite in memory, for tests: reads and writes take turns on one connection.
    package static let memory = EngineOpener { _, limits throws(StorageFailure) in
        try SQLiteEngine(limits: limits)
    }
}

/// SQLite through GRDB, set so that a commit returns only after the disk has it.
struct SQLiteEngine: StorageEngine {
    private let database: any DatabaseWriter

    init(folder: String, limits: StorageLimits) throws(StorageFailure) {
        do {
            let pool = try DatabasePool(
                path: folder + "/mesh.sqlite", configuration: Self.configuration(limits))
            // Opening a pool sets NORMAL after every hook, so FULL can only be set from here on.
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA cache_size = -\(limits.writerCacheKibibytes)")
                try Self.bound(database, limits)
            }
            self.database = pool
        } catch {
            throw .cannotOpen(folder: folder, reason: "\(error)")
        }
        try self.verifyDurable()
    }

    init(limits: StorageLimits) throws(StorageFailure) {
        do {
            let queue = try DatabaseQueue(configuration: Self.configuration(limits))
            try queue.writeWithoutTransaction { try Self.bound($0, limits) }
            self.database = queue
        } catch {
            throw .cannotOpen(folder: "memory", reason: "\(error)")
        }
    }

    private static func configuration(_ limits: StorageLimits) -> Configuration {
        var configuration = Configuration()
        configuration.maximumReaderCount = limits.readers
        configuration.persistentReadOnlyConnections = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(limits.readerCacheKibibytes)")
            // Savepoints keep the old pages of every job: in memory, not in a file.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    private static func bound(_ database: Database, _ limits: StorageLimits) throws {
        // After a burst the log shrinks again.
        try database.execute(sql: "PRAGMA journal_size_limit = 33554432")
        // Pages: moving the log into the database costs two syncs, so it waits for 32 MiB.
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
        guard let bytes = limits.databaseBytes else { return }
        let page = try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 4_096
        // The answer holds the bound in force; an `execute` is enough to set it.
        try database.execute(sql: "PRAGMA max_page_count = \(max(1, bytes / page))")
    }

    /// Reads back from the writing connection that a commit waits for the disk.
    private func verifyDurable() throws(StorageFailure) {
        let found = try self.write { connection throws(StorageFailure) in
            let synchronous = try connection.row("PRAGMA synchronous")?.integer(0) ?? -1
            let journal = try connection.row("PRAGMA journal_mode")?.text(0) ?? ""
            return (synchronous, journal)
        }
        guard found == (2, "wal") else {
            throw .notDurable(found: "synchronous \(found.0), journal mode \(found.1)")
        }
    }

    func write<T>(
        _ body: (any Connection) throws(StorageFailure) -> T
    ) throws(StorageFailure) -> T {
        let result = self.database.writeWithoutTransaction { database in
            Result { () throws(StorageFailure) -> T in try body(SQLiteConnection(database)) }
        }
        return try result.get()
    }

    func read<T: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        do {
            return try await self.database.read { try body(SQLiteConnection($0)) }
        } catch let error as DatabaseError {
            throw StorageFailure(sqlite: error)
        }
    }

    func close() throws(StorageFailure) {
        do {
            try self.database.close()
        } catch {
            throw StorageFailure(sqlite: error)
        }
    }
}

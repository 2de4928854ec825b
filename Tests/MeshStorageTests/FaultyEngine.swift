import MeshStorage
import Synchronization

/// A disk that fails on command: SQLite, except for the commits it is told to break.
final class Fault: Sendable {
    private let failure = Mutex<StorageFailure?>(nil)
    private let commits = Mutex(0)

    /// Commits that were tried.
    var commitCount: Int { self.commits.withLock { $0 } }

    fileprivate func noteCommit() { self.commits.withLock { $0 += 1 } }

    func set(_ failure: StorageFailure?) {
        self.failure.withLock { $0 = failure }
    }

    var current: StorageFailure? { self.failure.withLock { $0 } }

    /// SQLite under this fault.
    var opener: EngineOpener {
        EngineOpener { folder, limits throws(StorageFailure) in
            FaultyEngine(inner: try EngineOpener.sqlite.open(folder, limits), fault: self)
        }
    }
}

private struct FaultyEngine: StorageEngine {
    let inner: any StorageEngine
    let fault: Fault

    func write<T>(
        _ body: (any Connection) throws(StorageFailure) -> T
    ) throws(StorageFailure) -> T {
        let fault = self.fault
        return try self.inner.write { connection throws(StorageFailure) in
            try body(FaultyConnection(inner: connection, fault: fault))
        }
    }

    func read<T: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await self.inner.read(body)
    }

    func close() throws(StorageFailure) {
        try self.inner.close()
    }
}

private final class FaultyConnection: Connection {
    private let inner: any Connection
    private let fault: Fault

    init(inner: any Connection, fault: Fault) {
        self.inner = inner
        self.fault = fault
    }

    var dialect: Dialect { self.inner.dialect }
    var isInTransaction: Bool { self.inner.isInTransaction }

    func execute(_ sql: String, _ values: [Value]) throws(StorageFailure) -> Int {
        if sql == "COMMIT" {
            self.fault.noteCommit()
            if let failure = self.fault.current { throw failure }
        }
        return try self.inner.execute(sql, values)
    }

    func query(
        _ sql: String, _ values: [Value], each: (Row) throws(StorageFailure) -> Void
    ) throws(StorageFailure) {
        try self.inner.query(sql, values, each: each)
    }
}

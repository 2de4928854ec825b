import GRDB
import GRDBSQLite

/// A connection of GRDB's, driven statement by statement.
///
/// GRDB opens, pools and caches; binding and stepping are done here, because a write takes a dozen
/// statements and GRDB's general path costs more than SQLite itself.
final class SQLiteConnection: Connection {
    let dialect = Dialect.sqlite
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    var isInTransaction: Bool { self.database.isInsideTransaction }

    @discardableResult
    func execute(_ sql: String, _ values: [Value]) throws(StorageFailure) -> Int {
        try self.query(sql, values) { _ throws(StorageFailure) in }
        // Not `changesCount`, which asks on each call whether this is the right queue.
        return Int(sqlite3_changes(self.database.sqliteConnection))
    }

    func query(
        _ sql: String, _ values: [Value], each: (Row) throws(StorageFailure) -> Void
    ) throws(StorageFailure) {
        let statement = try self.prepared(sql)
        let size = values.reduce(0) { $0 + $1.byteCount }
        // SQLite reads text and blobs where they lie: copying each would cost it an allocation.
        try withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) {
            room throws(StorageFailure) in
            defer {
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            }
            try self.bind(values, to: statement, in: room)
            while true {
                switch sqlite3_step(statement) {
                case SQLITE_ROW: try each(Self.row(of: statement))
                case SQLITE_DONE: return
                default: throw self.failure()
                }
            }
        }
    }

    private func prepared(_ sql: String) throws(StorageFailure) -> OpaquePointer {
        do {
            return try self.database.cachedStatement(sql: sql).sqliteStatement
        } catch {
            throw StorageFailure(sqlite: error)
        }
    }

    private func failure() -> StorageFailure {
        let connection = self.database.sqliteConnection
        return StorageFailure(
            sqliteCode: sqlite3_extended_errcode(connection),
            message: sqlite3_errmsg(connection).map { String(cString: $0) } ?? "")
    }

    /// Lays text and blobs one after another in `room`, which must outlive the statement's run.
    private func bind(
        _ values: [Value], to statement: OpaquePointer, in room: UnsafeMutableRawBufferPointer
    ) throws(StorageFailure) {
        var free = room[...]
        for (index, value) in values.enumerated() {
            let code = Self.bind(value, to: statement, at: Int32(index + 1), in: &free)
            guard code == SQLITE_OK else { throw self.failure() }
        }
    }

    private static func bind(
        _ value: Value, to statement: OpaquePointer, at index: Int32,
        in free: inout Slice<UnsafeMutableRawBufferPointer>
    ) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(statement, index)
        case .integer(let integer):
            return sqlite3_bind_int64(statement, index, integer)
        case .text(var text):
            let placed = text.withUTF8 { Self.place(UnsafeRawBufferPointer($0), in: &free) }
            return sqlite3_bind_text(
                statement, index,
                placed.baseAddress?.assumingMemoryBound(to: CChar.self) ?? Self.empty,
                Int32(placed.count), nil)
        case .bytes(let bytes) where bytes.isEmpty:
            // A null pointer would store NULL.
            return sqlite3_bind_zeroblob(statement, index, 0)
        case .bytes(let bytes):
            let placed = bytes.withUnsafeBytes { Self.place($0, in: &free) }
            return sqlite3_bind_blob(
                statement, index, placed.baseAddress, Int32(placed.count), nil)
        }
    }

    /// Copies `bytes` to the start of `free` and takes them off it.
    private static func place(
        _ bytes: UnsafeRawBufferPointer, in free: inout Slice<UnsafeMutableRawBufferPointer>
    ) -> UnsafeRawBufferPointer {
        let placed = UnsafeMutableRawBufferPointer(rebasing: free.prefix(bytes.count))
        placed.copyMemory(from: bytes)
        free = free.dropFirst(bytes.count)
        return UnsafeRawBufferPointer(placed)
    }

    /// Stands for the text without characters, whose buffer may have no address.
    nonisolated(unsafe) private static let empty: UnsafePointer<CChar> = {
        let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        buffer.initialize(to: 0)
        return UnsafePointer(buffer)
    }()

    private static func row(of statement: OpaquePointer) -> Row {
        let columns = sqlite3_column_count(statement)
        return Row(values: (0..<columns).map { Self.value(of: statement, at: $0) })
    }

    private static func value(of statement: OpaquePointer, at column: Int32) -> Value {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER:
            return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT:
            // The text first, its length second: asking the other way round may convert it.
            let text = sqlite3_column_text(statement, column)
            let count = Int(sqlite3_column_bytes(statement, column))
            return .text(
                String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let bytes = sqlite3_column_blob(statement, column)
            let count = Int(sqlite3_column_bytes(statement, column))
            return .bytes([UInt8](UnsafeRawBufferPointer(start: bytes, count: count)))
        default:
            return .null
        }
    }
}

extension StorageFailure {
    init(sqlite error: any Error) {
        guard let error = error as? DatabaseError else {
            self = error as? StorageFailure ?? .statement(code: -1, message: "\(error)")
            return
        }
        self.init(
            sqliteCode: error.extendedResultCode.rawValue, message: error.message ?? "unknown")
    }

    /// What an extended result code means for the caller.
    ///
    /// An I/O error is never retried: after a failed fsync the kernel may have dropped the pages,
    /// so a second one that succeeds proves nothing.
    init(sqliteCode code: Int32, message: String) {
        switch code & 0xff {
        case SQLITE_FULL:
            self = .full
        case SQLITE_IOERR where code == SQLITE_IOERR | (19 << 8):
            // SQLITE_IOERR_SHMSIZE: no room to enlarge the shared index of the WAL.
            self = .full
        case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CANTOPEN, SQLITE_READONLY:
            self = .broken(reason: "\(message), code \(code)")
        default:
            self = .statement(code: code, message: message)
        }
    }
}

import Foundation
import MeshPrimitives
import MeshStorage
import StorageSample
import Testing

@Suite struct `A store on disk` {
    @Test func `waits for the disk at every commit, also when opened again`() async throws {
        try await withFolder { folder in
            for _ in 1...2 {
                let engine = try Self.engine(in: folder)
                let found = try engine.write { connection throws(StorageFailure) in
                    var found: [Row] = []
                    for pragma in ["PRAGMA synchronous", "PRAGMA journal_mode"] {
                        try connection.query(pragma, []) { row throws(StorageFailure) in
                            found.append(row)
                        }
                    }
                    return found
                }
                #expect(found.map(\.values) == [[.integer(2)], [.text("wal")]])
                try engine.close()
            }
        }
    }

    static func engine(in folder: String) throws -> any StorageEngine {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        return try EngineOpener.sqlite.open(folder, StorageLimits())
    }

    @Test func `keeps its folder to its owner and to one process`() async throws {
        try await withFolder { folder in
            let store = try Store.open(folder: folder, producer: "sample")
            let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions]
            #expect(mode as? Int == 0o700)
            #expect(throws: StorageFailure.locked(folder: folder)) {
                try Store.open(folder: folder, producer: "sample")
            }
            await store.close()
            await (try Store.open(folder: folder, producer: "sample")).close()
        }
    }

    @Test func `keeps everything over a restart, its epoch too`() async throws {
        try await withFolder { folder in
            let first = try Store.open(folder: folder, producer: "sample")
            try await first.put(Specimen("samples/1"))
            await first.close()
            let second = try Store.open(folder: folder, producer: "sample")
            #expect(second.epoch == first.epoch)
            #expect(second.journalHead == 1)
            #expect(try await second.put(Specimen("samples/2")) == 2)
            await second.close()
        }
    }

    @Test func `refuses another service, a newer schema and a folder that cannot be`()
        async throws
    {
        try await withFolder { folder in
            await (try Store.open(folder: folder, producer: "credit")).close()
            #expect(throws: StorageFailure.foreignFolder(owner: "credit", expected: "risk")) {
                try Store.open(folder: folder, producer: "risk")
            }
            let engine = try Self.engine(in: folder)
            try engine.write { connection throws(StorageFailure) in
                _ = try connection.execute(
                    "UPDATE facts SET value = $1 WHERE name = $2", [.text("99"), .text("schema")])
            }
            try engine.close()
            #expect(throws: StorageFailure.newerSchema(found: 99, known: 5)) {
                try Store.open(folder: folder, producer: "credit")
            }
            let below = folder + "/absent/deeper"
            let failure = #expect(throws: StorageFailure.self) {
                try Store.open(folder: below, producer: "credit")
            }
            guard case .cannotOpen(below, _) = failure else {
                Issue.record("another failure: \(String(describing: failure))")
                return
            }
        }
    }

    @Test func `takes over a folder of the version before`() async throws {
        try await withFolder { folder in
            let store = try Store.open(folder: folder, producer: "sample")
            try await `Another service's journal`.follow(store)
            try await store.write { transaction in
                try transaction.saveReply(.sample(1), `A stored reply`.reply([1, 2, 3]))
            }
            await store.close()
            let engine = try Self.engine(in: folder)
            try engine.write { connection throws(StorageFailure) in
                for statement in [
                    "ALTER TABLE cursors DROP COLUMN leaf",
                    "ALTER TABLE reply_counts DROP COLUMN bytes",
                    "ALTER TABLE resources DROP COLUMN effective_from",
                    "ALTER TABLE resources DROP COLUMN recorded_at",
                    "DROP TABLE consumers",
                    "UPDATE facts SET value = '2' WHERE name = 'schema'",
                ] { try connection.execute(statement, []) }
            }
            try engine.close()

            var limits = StorageLimits()
            limits.replyBytesPerPrincipal = 8
            let later = try Store.open(folder: folder, producer: "sample", limits: limits)
            let cursor = try await later.read { try $0.cursor("registry") }
            #expect(cursor?.sequence == 3 && cursor?.leaf == [])
            #expect(try await `Another service's journal`.follow(later) == [])
            // 2 bytes of status and 3 of payload are counted already.
            await #expect(throws: StorageFailure.tooManyReplies(rows: 10_000, bytes: 8)) {
                try await later.write {
                    try $0.saveReply(.sample(2), `A stored reply`.reply([1, 2]))
                }
            }
            await later.close()
        }
    }

    @Test(arguments: [
        ("UPDATE journal SET entry = $1 WHERE sequence = 3", 3, "another leaf"),
        ("DELETE FROM journal WHERE sequence = 2", 2, "missing"),
        ("DELETE FROM journal WHERE sequence = 1", 1, "missing"),
    ])
    func `shows at which entry its journal was tampered with`(
        statement: String, sequence: Int64, reason: String
    ) async throws {
        try await withFolder { folder in
            let store = try Store.open(folder: folder, producer: "sample")
            for number in 1...5 { try await store.put(Specimen("samples/\(number)")) }
            await store.close()
            let engine = try Self.engine(in: folder)
            try engine.write { connection throws(StorageFailure) in
                let values: [Value] = statement.contains("$1") ? [.bytes([1])] : []
                _ = try connection.execute(statement, values)
            }
            try engine.close()
            let damaged = try Store.open(folder: folder, producer: "sample")
            await #expect(
                throws: StorageFailure.damagedJournal(sequence: sequence, reason: reason)
            ) {
                _ = try await damaged.verifyJournal()
            }
            await damaged.close()
        }
    }

    @Test func `refuses writes when it is full, loses nothing, reads on and recovers`()
        async throws
    {
        var limits = StorageLimits()
        limits.databaseBytes = 400_000
        try await withFolder { folder in
            let store = try Store.open(folder: folder, producer: "sample", limits: limits)
            let big = String(repeating: "x", count: 10_000)
            var written = 0
            while store.condition == .writable {
                do {
                    try await store.put(Specimen("samples/\(written)", contact: big))
                    written += 1
                } catch {
                    #expect(error as? StorageFailure == .full)
                }
            }
            #expect(store.condition == .full)
            #expect(written > 3)
            #expect(try await store.read { try $0.count(Specimen.self) } == written)
            #expect(try await store.verifyJournal() == Int64(written))
            await store.close()

            limits.databaseBytes = nil
            let roomy = try Store.open(folder: folder, producer: "sample", limits: limits)
            let next = try await roomy.put(Specimen("samples/next", contact: big))
            #expect(next == Int64(written + 1))
            await roomy.close()
        }
    }

    @Test func `goes on in the same process once there is space again`() async throws {
        let fault = Fault()
        try await withFolder { folder in
            let store = try Store.open(folder: folder, producer: "sample", engine: fault.opener)
            fault.set(.full)
            await #expect(throws: StorageFailure.full) {
                try await store.put(Specimen("samples/1"))
            }
            #expect(store.condition == .full)
            #expect(try await store.read { try $0.count(Specimen.self) } == 0)
            fault.set(nil)
            #expect(try await store.put(Specimen("samples/1")) == 1)
            #expect(store.condition == .writable)
            await store.close()
        }
    }

    @Test func `acknowledges nothing any more after a failed sync, even if the disk recovers`()
        async throws
    {
        let fault = Fault()
        try await withFolder { folder in
            let store = try Store.open(folder: folder, producer: "sample", engine: fault.opener)
            try await store.put(Specimen("samples/1"))
            let broken = StorageFailure.broken(reason: "disk I/O error, code 1034")
            fault.set(broken)
            await #expect(throws: broken) { try await store.put(Specimen("samples/2")) }
            fault.set(nil)
            await #expect(throws: broken) { try await store.put(Specimen("samples/3")) }
            #expect(store.condition == .broken(reason: "disk I/O error, code 1034"))
            #expect(try await store.read { try $0.count(Specimen.self) } == 1)
            await store.close()
            let again = try Store.open(folder: folder, producer: "sample")
            #expect(try await again.put(Specimen("samples/2")) == 2)
            await again.close()
        }
    }
}

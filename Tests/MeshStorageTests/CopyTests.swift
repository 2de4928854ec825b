import MeshAPI
import MeshPrimitives
import MeshStorage
import StorageSample
import Testing

@Suite struct `Another service's journal` {
    static func entry(_ sequence: Int64, _ sample: Specimen) -> JournalEntry {
        var entry = JournalEntry()
        entry.sequence = sequence
        entry.resource = sample.name
        entry.resourceVersion = sample.version
        entry.resourceType = Specimen.fullName
        entry.data = sample.wireBytes()
        entry.occurredAt = .second(sequence)
        entry.recordedAt = .second(sequence + 1)
        return entry
    }

    static let journal = [
        entry(1, Specimen("samples/1", tags: ["x"])),
        entry(2, Specimen("samples/2")),
        entry(3, Specimen("samples/1", version: 2, state: .active, tags: ["y"])),
    ]

    /// Applies entries the way a service does; returns which were new.
    static func follow(_ store: Store, _ journal: [JournalEntry] = journal) async throws -> [Bool] {
        try await store.write { transaction in
            try journal.map { entry in
                let new = try transaction.applyEntry("registry", epoch: "e1", entry)
                if new {
                    try transaction.saveReplica(Specimen.self, from: entry, origin: "registry")
                }
                return new
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `is applied in order and each entry once`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            #expect(try await Self.follow(store) == [true, true, true])
            #expect(try await Self.follow(store) == [false, false, false])
            let cursor = try await store.read { try $0.cursor("registry") }
            #expect(cursor?.epoch == "e1")
            #expect(cursor?.sequence == 3)
            #expect(store.journalHead == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `may not skip an entry or change its epoch`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            await #expect(throws: StorageFailure.gap(expected: 1, received: 2)) {
                try await Self.follow(store, [Self.journal[1]])
            }
            #expect(try await Self.follow(store, [Self.journal[0]]) == [true])
            await #expect(throws: StorageFailure.gap(expected: 2, received: 3)) {
                try await Self.follow(store, [Self.journal[2]])
            }
            await #expect(throws: StorageFailure.epochChanged(stored: "e1", received: "e2")) {
                try await store.write { transaction in
                    _ = try transaction.applyEntry("registry", epoch: "e2", Self.journal[0])
                }
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `makes copies that are read like own resources but not changed`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            _ = try await Self.follow(store)
            try await store.read { reader throws in
                #expect(try reader.current(Specimen.self, named: "samples/1")?.version == 2)
                let past = try reader.asOf(
                    Specimen.self, named: "samples/1", effectiveAt: .second(1), knownAt: .second(2))
                #expect(past?.version == 1)
                #expect(try reader.count(Specimen.self, where: [("tags", "x")]) == 0)
                #expect(try reader.count(Specimen.self, where: [("tags", "y")]) == 1)
                let history = try reader.history(Specimen.self, named: "samples/1")
                #expect(history.map(\.origin) == ["registry", "registry"])
            }
            await #expect(throws: StorageFailure.copied(origin: "registry")) {
                try await store.put(Specimen("samples/2", version: 2))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `rebuilds to the same copies, and a wrong one shows in the digest`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            let empty = try await store.read { try $0.replicaDigest(of: "registry") }
            _ = try await Self.follow(store)
            let before = try await store.read { try $0.replicaDigest(of: "registry") }
            #expect(before != empty)
            try await store.write { try $0.clearReplicas(of: "quality") }
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } == before)
            try await store.write { try $0.clearReplicas(of: "registry") }
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } == empty)
            #expect(try await store.read { try $0.replicaCount() } == 0)
            _ = try await Self.follow(store)
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } == before)
            try await store.write { try $0.clearReplicas(of: "registry") }
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } == empty)
            var wrong = Self.journal
            wrong[1].occurredAt = .second(99)
            _ = try await Self.follow(store, wrong)
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } != before)
        }
    }

    @Test(arguments: Engine.allCases)
    func `is rebuilt beside the copies in use, which readers see until then`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            _ = try await Self.follow(store)
            let right = try await store.read { try $0.replicaDigest(of: "registry") }
            try await store.write { try $0.clearReplicas(of: "registry") }
            var wrong = Self.journal
            wrong[2] = Self.entry(3, Specimen("samples/3", tags: ["z"]))
            _ = try await Self.follow(store, wrong)
            let origin = Rebuild.origin(of: "registry")
            for entry in Self.journal {
                try await store.write { transaction in
                    #expect(try transaction.applyEntry(origin, epoch: "e1", entry))
                    try transaction.saveReplica(Specimen.self, from: entry, origin: origin)
                    #expect(try transaction.count(Specimen.self) == 3)
                    #expect(try transaction.count(Specimen.self, where: [("tags", "y")]) == 0)
                }
            }
            try await store.write { try $0.promoteRebuild(of: "registry") }
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } == right)
            #expect(
                try await store.read { try $0.cursors() }
                    == [JournalCursor(source: "registry", epoch: "e1", sequence: 3)])
        }
    }
}

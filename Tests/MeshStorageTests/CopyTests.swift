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

    /// A page of the journal as its service sends it.
    static func page(
        _ entries: some Sequence<JournalEntry>, epoch: String = "e1", leaf: [UInt8] = []
    ) -> ReadJournalResponse {
        let entries = Array(entries)
        return ReadJournalResponse(
            epoch: epoch, entries: entries, head: entries.last?.sequence ?? 0, leaf: leaf,
            leaves: entries.map { Leaf.hash($0.wireBytes()) })
    }

    /// Applies entries the way a service does; returns the sequences of those that were new.
    @discardableResult
    static func follow(
        _ store: Store, _ page: ReadJournalResponse = page(journal), origin: String = "registry"
    ) async throws -> [Int64] {
        try await store.write { transaction in
            try transaction.advance(origin, over: page).map { entry in
                try transaction.saveReplica(Specimen.self, from: entry, origin: origin)
                return entry.sequence
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `is applied in order and each entry once`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            #expect(try await Self.follow(store) == [1, 2, 3])
            #expect(try await Self.follow(store) == [])
            let cursor = try await store.read { try $0.cursor("registry") }
            #expect(cursor?.epoch == "e1")
            #expect(cursor?.sequence == 3)
            #expect(cursor?.leaf == Leaf.hash(Self.journal[2].wireBytes()))
            #expect(store.journalHead == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `may not skip an entry or change its epoch`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            await #expect(throws: StorageFailure.gap(expected: 1, received: 2)) {
                try await Self.follow(store, Self.page([Self.journal[1]]))
            }
            #expect(try await Self.follow(store, Self.page([Self.journal[0]])) == [1])
            let leaf = Leaf.hash(Self.journal[0].wireBytes())
            await #expect(throws: StorageFailure.gap(expected: 2, received: 3)) {
                try await Self.follow(store, Self.page([Self.journal[2]], leaf: leaf))
            }
            let reason = "its epoch was e1 and is now e2"
            await #expect(throws: StorageFailure.anotherJournal(reason: reason)) {
                try await Self.follow(store, Self.page([Self.journal[0]], epoch: "e2"))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `brings each version of a resource once and none too early`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            let first = Self.journal[0]
            try await Self.follow(store, Self.page([first]))
            let leaf = Leaf.hash(first.wireBytes())
            let cases: [(Int64, StorageFailure)] = [
                (1, .repeatedEvent(resource: "samples/1", version: 1, current: 1)),
                (3, .missedEvent(resource: "samples/1", version: 3, current: 1)),
            ]
            for (version, refusal) in cases {
                let next = Self.entry(2, Specimen("samples/1", version: version))
                await #expect(throws: refusal) {
                    try await Self.follow(store, Self.page([next], leaf: leaf))
                }
                let (copy, cursor) = try await store.read {
                    (
                        try $0.current(Specimen.self, named: "samples/1"),
                        try $0.cursor("registry")?.sequence
                    )
                }
                #expect(copy?.version == 1 && cursor == 1, "nothing of it was applied")
            }
        }
    }

    /// The page may have been read before the entry in question, or right after it.
    @Test(arguments: Engine.allCases, [0, 1])
    func `is not continued by one that says something else of the last entry applied`(
        _ engine: Engine, after: Int
    ) async throws {
        try await engine.withStore { store async throws in
            try await Self.follow(store, Self.page([Self.journal[0]]))
            var other = Self.journal
            other[0].principal = "somebody.else"
            let page = Self.page(
                other.dropFirst(after), leaf: after == 0 ? [] : Leaf.hash(other[0].wireBytes()))
            let reason = "its entry 1 is not the one that was applied"
            await #expect(throws: StorageFailure.anotherJournal(reason: reason)) {
                try await Self.follow(store, page)
            }
            #expect(try await store.read { try $0.count(Specimen.self) } == 1)
            #expect(try await Self.follow(store) == [2, 3], "the former one still is")
        }
    }

    @Test(arguments: Engine.allCases)
    func `makes copies that are read like own resources but not changed`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            try await Self.follow(store)
            try await store.read { reader throws in
                #expect(try reader.current(Specimen.self, named: "samples/1")?.version == 2)
                let past = try reader.asOf(
                    Specimen.self, named: "samples/1",
                    Moment(effectiveAt: .second(1), knownAt: .second(2)))
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
            try await Self.follow(store)
            let before = try await store.read { try $0.replicaDigest(of: "registry") }
            #expect(before != empty)
            try await store.write { try $0.clearReplicas(of: "quality") }
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } == before)
            try await store.write { try $0.clearReplicas(of: "registry") }
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } == empty)
            #expect(try await store.read { try $0.replicaCount() } == 0)
            try await Self.follow(store)
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } == before)
            try await store.write { try $0.clearReplicas(of: "registry") }
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } == empty)
            var wrong = Self.journal
            wrong[1].occurredAt = .second(99)
            try await Self.follow(store, Self.page(wrong))
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } != before)
        }
    }

    @Test(arguments: Engine.allCases)
    func `is rebuilt beside the copies in use, which readers see until then`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            try await Self.follow(store)
            let right = try await store.read { try $0.replicaDigest(of: "registry") }
            try await store.write { try $0.clearReplicas(of: "registry") }
            var wrong = Self.journal
            wrong[2] = Self.entry(3, Specimen("samples/3", tags: ["z"]))
            try await Self.follow(store, Self.page(wrong))
            let origin = Rebuild.origin(of: "registry")
            for single in Self.page(Self.journal).singles {
                try await Self.follow(store, single, origin: origin)
                try await store.read { reader throws in
                    #expect(try reader.count(Specimen.self) == 3)
                    #expect(try reader.count(Specimen.self, where: [("tags", "y")]) == 0)
                }
            }
            try await store.write { try $0.promoteRebuild(of: "registry") }
            #expect(try await store.read { try $0.replicaDigest(of: "registry") } == right)
            #expect(
                try await store.read { try $0.cursors() }
                    == [
                        JournalCursor(
                            source: "registry", epoch: "e1", sequence: 3,
                            leaf: Leaf.hash(Self.journal[2].wireBytes()))
                    ])
        }
    }
}

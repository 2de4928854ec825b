import MeshPrimitives
import MeshStorage
import StorageSample
import Testing

@Suite struct `A stored resource` {
    @Test(arguments: Engine.allCases)
    func `is read back at its newest version`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            try await store.put(Specimen("samples/1", contact: "138"))
            try await store.put(Specimen("samples/1", version: 2, state: .active, contact: "139"))
            let current = try await store.read { try $0.current(Specimen.self, named: "samples/1") }
            #expect(current?.version == 2)
            #expect(current?.contact == "139")
            let absent = try await store.read { try $0.current(Specimen.self, named: "samples/2") }
            #expect(absent == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `refuses a version that does not follow and says which is stored`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            await #expect(throws: StorageFailure.staleVersion(current: 0)) {
                try await store.put(Specimen("samples/1", version: 2))
            }
            try await store.put(Specimen("samples/1"))
            await #expect(throws: StorageFailure.staleVersion(current: 1)) {
                try await store.put(Specimen("samples/1"))
            }
            #expect(store.journalHead == 1)
        }
    }

    /// Five versions: a fact, a change of plan, two corrections of the past and a short exception.
    ///
    ///     version  holds from..until  known from
    ///     1        10..               10
    ///     2        30..               20
    ///     3        10..30             40   corrects 1
    ///     4        30..               50   corrects 2
    ///     5        32..35             60   an exception
    @Test(
        arguments: [
            (effective: 5, known: 99, version: nil), (10, 9, nil), (10, 10, 1), (29, 15, 1),
            (35, 15, 1), (29, 20, 1), (30, 20, 2), (10, 39, 1), (10, 40, 3), (29, 40, 3),
            (30, 40, 2), (30, 50, 4), (31, 99, 4), (32, 59, 4), (32, 60, 5), (34, 60, 5),
            (35, 60, 4), (99, 99, 4),
        ] as [(effective: Int64, known: Int64, version: Int64?)])
    func `is known as of any pair of dates`(
        effective: Int64, known: Int64, version: Int64?
    ) async throws {
        let store = try Store.inMemory(producer: "sample")
        let changes: [Change] = [
            .sample(from: 10, recorded: 10), .sample(from: 30, recorded: 20),
            .sample(from: 10, until: 30, recorded: 40), .sample(from: 30, recorded: 50),
            .sample(from: 32, until: 35, recorded: 60),
        ]
        for (index, change) in changes.enumerated() {
            try await store.put(Specimen("samples/1", version: Int64(index + 1)), change)
        }
        let found = try await store.read { reader throws in
            try reader.asOf(
                Specimen.self, named: "samples/1",
                Moment(effectiveAt: .second(effective), knownAt: .second(known)))
        }
        #expect(found?.version == version)
        await store.close()
    }

    @Test(arguments: Engine.allCases)
    func `keeps every version with both its times`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            try await store.put(Specimen("samples/1"), .sample(from: 1, until: 9, recorded: 2))
            try await store.put(Specimen("samples/1", version: 2), .sample(from: 3, recorded: 4))
            let history = try await store.read { reader throws in
                try reader.history(Specimen.self, named: "samples/1")
            }
            #expect(history.map(\.content.version) == [1, 2])
            #expect(history.map(\.effectiveFrom) == [.second(1), .second(3)])
            #expect(history.map(\.effectiveUntil) == [.second(9), nil])
            #expect(history.map(\.recordedAt) == [.second(2), .second(4)])
            #expect(history.map(\.sequence) == [1, 2])
        }
    }

    @Test(arguments: Engine.allCases)
    func `is found by its indexed fields, its state and page by page`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            for number in 1...6 {
                try await store.put(
                    Specimen(
                        "samples/\(number)", state: number == 6 ? .ended : .active,
                        holder: number % 2 == 0 ? "parties/even" : "parties/odd",
                        tags: number > 3 ? ["high", "all"] : ["all"]))
            }
            let even = [(field: "holder", value: "parties/even")]
            let both = even + [(field: "tags", value: "high")]
            try await store.read { reader throws in
                func names(
                    _ pairs: [(field: String, value: String)], _ states: [String] = [],
                    after: String? = nil, limit: Int = 1_000
                ) throws -> [String] {
                    try reader.list(
                        Specimen.self, where: pairs, states: states, after: after, limit: limit
                    ).map(\.name)
                }
                #expect(try names(even) == ["samples/2", "samples/4", "samples/6"])
                #expect(try names(both) == ["samples/4", "samples/6"])
                #expect(try names(both, ["draft", "active"]) == ["samples/4"])
                #expect(try names([], limit: 2) == ["samples/1", "samples/2"])
                #expect(
                    try names([], after: "samples/2", limit: 2) == ["samples/3", "samples/4"])
                #expect(try names(even, after: "samples/6") == [])
                #expect(try reader.count(Specimen.self) == 6)
                #expect(try reader.count(Specimen.self, where: both, states: ["ended"]) == 1)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `is listed by when its newest version was recorded`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            for number in 1...4 {
                try await store.put(
                    Specimen(
                        "samples/\(number)", state: number == 3 ? .ended : .active, tags: ["all"]),
                    .sample(recorded: Int64(number)))
            }
            try await store.put(
                Specimen("samples/1", version: 2, state: .active, tags: ["all"]),
                .sample(recorded: 9))
            let all = [(field: "tags", value: "all")]
            try await store.read { reader throws in
                let newest = try reader.newest(Specimen.self, where: all, limit: 3)
                #expect(newest.map(\.content.name) == ["samples/1", "samples/4", "samples/3"])
                #expect(newest.map(\.recordedAt) == [.second(9), .second(4), .second(3)])
                let active = try reader.newest(Specimen.self, where: all, states: ["active"])
                #expect(active.map(\.content.name) == ["samples/1", "samples/4", "samples/2"])
                let none = [(field: "tags", value: "none")]
                #expect(try reader.newest(Specimen.self, where: none).isEmpty)
            }
        }
    }

    @Test func `is worked on once in a job, and anew when one of its kind was written`()
        async throws
    {
        let store = try Store.inMemory(producer: "sample")
        for job in 0..<2 {
            let seen = try await store.write { transaction throws -> [Int] in
                var worked = 0
                func look() throws -> Int {
                    try transaction.once(from: Specimen.self, "count") {
                        worked += 1
                        return try transaction.count(Specimen.self)
                    }
                }
                let before = [try look(), try look()]
                try transaction.save(Specimen("samples/\(job)"), change: .sample())
                return before + [try look(), try look(), worked]
            }
            #expect(seen == [job, job, job + 1, job + 1, 2])
        }
        await store.close()
    }

    @Test(arguments: Engine.allCases)
    func `leaves the index rows of its former values`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            try await store.put(Specimen("samples/1", holder: "parties/a", tags: ["x", "y", "y"]))
            try await store.put(
                Specimen("samples/1", version: 2, holder: "parties/b", tags: ["y", "z"]))
            try await store.read { reader throws in
                func count(_ field: String, _ value: String) throws -> Int {
                    try reader.count(Specimen.self, where: [(field, value)])
                }
                #expect(try count("holder", "parties/a") == 0)
                #expect(try count("holder", "parties/b") == 1)
                #expect(try count("tags", "x") == 0)
                #expect(try count("tags", "y") == 1)
                #expect(try count("tags", "z") == 1)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `falls due at its date and no longer once changed`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            try await store.put(Specimen("samples/1"), .sample(due: 20))
            try await store.put(Specimen("samples/2"), .sample(due: 10))
            try await store.put(Specimen("samples/3"), .sample())
            func due(_ second: Int64) async throws -> [String] {
                try await store.read { try $0.due(before: .second(second)).map(\.name) }
            }
            #expect(try await due(9) == [])
            #expect(try await due(10) == ["samples/2"])
            #expect(try await due(20) == ["samples/2", "samples/1"])
            try await store.put(Specimen("samples/2", version: 2), .sample())
            #expect(try await due(20) == ["samples/1"])
            #expect(try await store.read { try $0.dueCount(before: .second(20)) } == 1)
        }
    }
}

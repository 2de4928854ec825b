import MeshAPI
import MeshPrimitives
import MeshStorage
import SeededGenerator
import StorageSample
import Testing

/// Lists of breaches as they were, compared with what plain loops over all versions find.
@Suite struct `A past list` {
    /// 150 histories, each asked 70 times at random: 10,500 lists, page by page.
    @Test func `RX-6: holds what was known then, whatever was corrected since`() async throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for history in 1...150 {
            let versions = History.random(using: &random)
            let store = try Store.inMemory(producer: "quality")
            try await store.write { transaction in
                for version in versions {
                    try transaction.save(version.breach, change: version.change)
                }
            }
            let questions = (1...70).map { _ in Question.random(using: &random) }
            for question in questions {
                let found = try await store.read { try question.names(in: $0) }
                let expected = question.names(among: versions)
                try #require(
                    found == expected, "seed \(seed), history \(history), \(question)")
            }
            await store.close()
        }
    }

    /// Everyone was notified once, at another time; the index leads to those of the time asked for.
    @Test func `looks at a bounded number of entries for a page and goes on from there`()
        async throws
    {
        let store = try Store.inMemory(producer: "quality")
        let (count, matching) = (8_000, [1_234, 5_678, 7_999])
        try await store.write { transaction in
            for number in 1...count {
                let second = Int64(matching.contains(number) ? 5_000_000 : number)
                for (version, state) in [(1, Breach.State.notified), (2, .rescinded)] {
                    try transaction.save(
                        Breach(name: Self.name(number), version: Int64(version), state: state),
                        change: .sample(
                            from: second + Int64(version), recorded: second + Int64(version)))
                }
            }
        }
        let moment = Moment(effectiveAt: .second(5_000_001), knownAt: .second(5_000_001))
        var (pages, found): (Int, [String]) = (0, [])
        var place: String?
        repeat {
            let after = place
            let page = try await store.read { reader in
                try reader.list(
                    Breach.self, at: moment, where: [("state", "notified")], after: after, limit: 50
                ) { $0 }
            }
            found += page.items.map(\.name)
            place = page.next
            pages += 1
        } while place != nil
        #expect(found == matching.map(Self.name))
        // Steps of 256, 512, 1,024 and 2,048 entries make a page.
        #expect(pages == 3)
        await store.close()
    }

    /// Corrected back to the beginning: the index cannot know, each version has to be read.
    @Test func `reads a bounded number of resources in vain`() async throws {
        let store = try Store.inMemory(producer: "quality")
        try await store.write { transaction in
            for number in 1...300 {
                for (version, state) in [(1, Breach.State.notified), (2, .rescinded)] {
                    // The second holds from 20 on, and the third, an exception, from 0 to 10.
                    try transaction.save(
                        Breach(name: Self.name(number), version: Int64(version), state: state),
                        change: .sample(from: version == 1 ? 0 : 20, recorded: Int64(version)))
                }
                try transaction.save(
                    Breach(name: Self.name(number), version: 3, state: .waived),
                    change: .sample(from: 0, until: 10, recorded: 3))
            }
        }
        let moment = Moment(effectiveAt: .second(5), knownAt: .second(9))
        let page = try await store.read { reader in
            try reader.list(
                Breach.self, at: moment, where: [("state", "notified")], limit: 50
            ) { $0.state == .notified ? $0 : nil }
        }
        #expect(page.items == [] && page.next == Self.name(StorageLimits.pageMisses))
        let rest = try await store.read { reader in
            try reader.list(
                Breach.self, at: moment, where: [("state", "notified")], after: page.next, limit: 50
            ) { $0.state == .notified ? $0 : nil }
        }
        #expect(rest.items == [] && rest.next == nil)
        await store.close()
    }

    @Test func `is complete in a folder whose index held the newest values only`() async throws {
        var random = SeededGenerator(seed: 4)
        let versions = History.random(using: &random) + History.random(using: &random, from: 10)
        let questions = (1...200).map { _ in Question.random(using: &random) }
        try await withFolder { folder in
            let store = try Store.open(folder: folder, producer: "quality")
            try await store.write { transaction in
                for version in versions {
                    try transaction.save(version.breach, change: version.change)
                }
            }
            await store.close()
            let engine = try `A store on disk`.engine(in: folder)
            try engine.write { connection throws(StorageFailure) in
                for statement in [
                    "DROP TABLE index_entries",
                    """
                    CREATE TABLE index_entries (kind TEXT, field TEXT, value TEXT, name TEXT,
                    PRIMARY KEY (kind, field, value, name)) WITHOUT ROWID
                    """,
                    "ALTER TABLE resources DROP COLUMN effective_from",
                    "ALTER TABLE resources DROP COLUMN recorded_at",
                    "DROP TABLE consumers",
                    "UPDATE facts SET value = '3' WHERE name = 'schema'",
                ] { try connection.execute(statement, []) }
            }
            try engine.close()

            let later = try Store.open(folder: folder, producer: "quality")
            for question in questions {
                let found = try await later.read { try question.names(in: $0) }
                #expect(found == question.names(among: versions), "\(question)")
            }
            // The next version ends what was filled in.
            var last = try #require(versions.last)
            last.breach.version += 1
            last.breach.contract = "contracts/next"
            let next = last
            _ = try await later.write { try $0.save(next.breach, change: next.change) }
            let after = versions + [next]
            try await later.read { reader throws in
                for number in 1...3 {
                    let pairs = [(field: "contract", value: "contracts/\(number)")]
                    let names = try reader.list(Breach.self, where: pairs).map(\.name)
                    #expect(!names.contains(next.breach.name))
                }
                for question in questions {
                    #expect(try question.names(in: reader) == question.names(among: after))
                }
            }
            await later.close()
        }
    }

    private static func name(_ number: Int) -> String { "breaches/\(100_000 + number)" }
}

/// One version of a breach with both its times.
private struct Version {
    var breach: Breach
    var change: Change

    func holds(at moment: Moment) -> Bool {
        self.change.recordedAt <= moment.knownAt
            && self.change.effectiveFrom <= moment.effectiveAt
            && self.change.effectiveUntil.map { $0 > moment.effectiveAt } ?? true
    }
}

private enum History {
    static let states: [Breach.State] = [.notified, .disputed, .confirmed, .rescinded]
    static let seconds: Range<Int64> = 0..<40

    /// Up to nine resources with up to nine versions, recorded one after another, mostly.
    static func random(using random: inout SeededGenerator, from first: Int = 1) -> [Version] {
        var versions: [Version] = []
        for number in first...first + Int.random(in: 0...8, using: &random) {
            var recorded = Int64.random(in: Self.seconds, using: &random)
            for version in 1...Int64.random(in: 1...9, using: &random) {
                // A clock may step back.
                recorded += Int64.random(in: -1...6, using: &random)
                let usual = Int.random(in: 0..<2, using: &random) == 0
                let from = usual ? recorded : Int64.random(in: Self.seconds, using: &random)
                let ends = Int.random(in: 0..<4, using: &random) == 0
                var breach = Breach(
                    name: "breaches/\(number)", version: version,
                    state: Self.states.randomElement(using: &random) ?? .notified)
                breach.contract = "contracts/\(Int.random(in: 1...3, using: &random))"
                breach.provider = "parties/\(Int.random(in: 1...2, using: &random))"
                let dispute = Int64.random(in: Self.seconds, using: &random)
                if Bool.random(using: &random) { breach.disputeUntil = .second(dispute) }
                let due = breach.state == .notified && breach.disputeUntil != nil
                let length = Int64.random(in: 1...9, using: &random)
                let change = Change.sample(
                    from: from, until: ends ? from + length : nil, recorded: recorded,
                    due: due ? dispute : nil)
                versions.append(Version(breach: breach, change: change))
            }
        }
        return versions
    }
}

/// A list as of a moment, read in pages.
private struct Question: CustomStringConvertible {
    var moment: Moment
    var filter: [(field: String, value: String)]
    var pageSize: Int

    var description: String { "\(self.moment), \(self.filter), pages of \(self.pageSize)" }

    static func random(using random: inout SeededGenerator) -> Question {
        func second() -> Instant {
            .second(Int64.random(in: -2...History.seconds.upperBound + 30, using: &random))
        }
        var filter: [(field: String, value: String)] = []
        let state = History.states.randomElement(using: &random) ?? .notified
        for pair in [
            ("contract", "contracts/\(Int.random(in: 1...3, using: &random))"),
            ("provider", "parties/\(Int.random(in: 1...2, using: &random))"),
            ("state", state.label),
        ] where Int.random(in: 0..<3, using: &random) == 0 { filter.append(pair) }
        return Question(
            moment: Moment(effectiveAt: second(), knownAt: second()),
            filter: filter.shuffled(using: &random),
            pageSize: Int.random(in: 1...5, using: &random))
    }

    func names(in reader: Reader) throws -> [String] {
        var names: [String] = []
        var place: String?
        repeat {
            let page = try reader.list(
                Breach.self, at: self.moment, where: self.filter,
                turning: self.filter.contains { $0 == ("state", "confirmed") } ? ["notified"] : [],
                after: place, limit: self.pageSize
            ) { self.shown($0) }
            #expect(page.items.count <= self.pageSize)
            names += page.items.map { "\($0.name)@\($0.version) \($0.state.label)" }
            place = page.next
        } while place != nil
        return names
    }

    func names(among versions: [Version]) -> [String] {
        var last: [String: Breach] = [:]
        for version in versions where version.holds(at: self.moment) {
            last[version.breach.name] = version.breach
        }
        return last.values.compactMap { self.shown($0) }.sorted { $0.name < $1.name }
            .map { "\($0.name)@\($0.version) \($0.state.label)" }
    }

    /// A notified breach becomes confirmed by its date.
    private func shown(_ stored: Breach) -> Breach? {
        var breach = stored
        if breach.state == .notified, let date = breach.disputeUntil,
            date <= self.moment.effectiveAt
        {
            breach.state = .confirmed
        }
        let indexed = breach.indexed
        return self.filter.allSatisfy { wanted in indexed.contains { $0 == wanted } } ? breach : nil
    }
}

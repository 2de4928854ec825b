import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage
import StorageSample
import Testing

@Suite struct `The journal` {
    @Test(arguments: Engine.allCases)
    func `holds one entry for each change, without personal fields`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            var change = Change.sample(from: 1, until: 5, recorded: 2)
            change.fromState = "draft"
            change.toState = "active"
            change.reasonCode = "R1"
            change.requestDigest = [1, 2]
            change.causationID = "quality/7"
            let sample = Specimen("samples/1", state: .active, contact: "138")
            #expect(try await store.put(sample, change) == 1)
            let entries = try await store.read { try $0.entries(after: 0) }
            let entry = try #require(entries.first)
            #expect(entries.count == 1)
            #expect(entry.sequence == 1)
            #expect(entry.producer == "sample")
            #expect(entry.type == "sample.changed")
            #expect(entry.resource == "samples/1")
            #expect(entry.resourceVersion == 1)
            #expect(entry.resourceType == Specimen.fullName)
            #expect(entry.data == sample.redacted().wireBytes())
            #expect(entry.occurredAt == .second(1))
            #expect(entry.occurredUntil == .second(5))
            #expect(entry.recordedAt == .second(2))
            #expect(entry.correlationId == "sample/1")
            #expect(entry.causationId == "quality/7")
            #expect(entry.partyRole == .serviceProvider)
            #expect(entry.toState == "active")
            #expect(entry.requestDigest == [1, 2])
            let leaves = try await store.read { try $0.leaves(after: 0) }
            #expect(leaves == [Leaf.hash(entry.wireBytes())])
        }
    }

    @Test func `hashes leaves as RFC 6962 does`() {
        // The leaf of no bytes: SHA-256 of one zero byte.
        let hex = Leaf.hash([]).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        #expect(hex == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    }

    @Test(arguments: Engine.allCases)
    func `verifies when nobody touched it`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            for number in 1...5 { try await store.put(Specimen("samples/\(number)")) }
            #expect(try await store.verifyJournal() == 5)
        }
    }

    @Test func `is byte for byte the same after the same calls`() async throws {
        var journals: [[[UInt8]]] = []
        for _ in 1...2 {
            try await withFolder { folder in
                let store = try Store.open(folder: folder, producer: "sample", epoch: "fixed")
                #expect(store.epoch == "fixed")
                for number in 1...20 {
                    try await store.put(
                        Specimen("samples/\(number)", tags: ["t\(number % 3)"]),
                        .sample(from: Int64(number), recorded: 7))
                }
                journals.append(
                    try await store.read { try $0.entries(after: 0).map { $0.wireBytes() } })
                await store.close()
            }
        }
        #expect(journals[0].count == 20)
        #expect(journals[0] == journals[1])
    }

    @Test(arguments: Engine.allCases)
    func `wakes a waiting reader when it grows`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            async let head = store.waitForJournal(after: 0, within: .seconds(60))
            try await store.put(Specimen("samples/1"))
            #expect(await head == 1)
            #expect(await store.waitForJournal(after: 0, within: .seconds(60)) == 1)
        }
    }

    @Test func `lets a waiting reader go after its time, when cancelled and at the end`()
        async throws
    {
        let store = try Store.inMemory(producer: "sample")
        #expect(await store.waitForJournal(after: 0, within: .milliseconds(1)) == 0)
        #expect(await store.waitForJournal(after: 0, within: .zero) == 0)
        let cancelled = Task { await store.waitForJournal(after: 0, within: .seconds(3_600)) }
        cancelled.cancel()
        #expect(await cancelled.value == 0)
        async let ended = store.waitForJournal(after: 0, within: .seconds(3_600))
        await store.close()
        #expect(await ended == 0)
    }
}

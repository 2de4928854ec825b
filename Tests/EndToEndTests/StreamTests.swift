import MeshAPI
import MeshRPC
import MeshTestKit
import Testing

@Suite(.serialized, .timeLimit(.minutes(1))) struct `What a service streams` {
    private static func collections(_ mesh: LocalMesh, _ who: String) -> CollectionServiceClient {
        CollectionServiceClient(mesh.channel(as: who), routingKey: "registry")
    }

    /// The names of a snapshot, sorted, and the token behind it.
    private static func snapshot(
        _ watch: ReplyStream<WatchCollectionResponse>
    ) async throws -> (names: [String], token: String) {
        var names: [String] = []
        while let item = try await watch.next() {
            if item.change == .synced { return (names.sorted(), item.resumeToken) }
            #expect(item.change == .snapshot && item.resumeToken.isEmpty)
            names.append(item.name)
        }
        return (names, "")
    }

    @Test func `RX-1: the journal as it grows, without a gap`() async throws {
        try await Cast.play { mesh, cast in
            let journal = JournalServiceClient(mesh.channel(as: "handler"), routingKey: "registry")
            let head = try await journal.getProgress(GetProgressRequest()).head
            let tail = try journal.tailJournal(TailJournalRequest())
            for sequence in 1...head { #expect(try await tail.next()?.sequence == sequence) }
            _ = try await cast.parties("approver").suspendParty(
                CommandRequest(name: "parties/sp", reason: "R5.2-1: audit"))
            let entry = try await tail.next()
            #expect(entry?.sequence == head + 1 && entry?.toState == "suspended")
            let curious = try JournalServiceClient(
                mesh.channel(as: "sp"), routingKey: "registry"
            ).tailJournal(TailJournalRequest())
            let refusal = await rpcFailure { _ = try await curious.next() }
            #expect(refusal?.code == .permissionDenied)
        }
    }

    @Test func `a collection, its changes, and the rest after a break`() async throws {
        try await Cast.play { mesh, cast in
            let handler = Self.collections(mesh, "handler")
            let watch = try handler.watchCollection(WatchCollectionRequest(collection: "parties"))
            let (names, token) = try await Self.snapshot(watch)
            let listed = try await cast.parties("handler").listParties(ListRequest())
            #expect(names == listed.parties.map(\.name).sorted())
            _ = try await cast.parties("approver").suspendParty(
                CommandRequest(name: "parties/sp", reason: "R5.2-1: audit"))
            let change = try #require(try await watch.next())
            #expect(change.change == .changed && change.name == "parties/sp")
            #expect(try Party(wire: change.resource).state == .suspended)
            watch.cancel()

            let again = try handler.watchCollection(
                WatchCollectionRequest(collection: "parties", resumeToken: token))
            #expect(try await again.next() == change)
            _ = try await cast.parties("approver").resumeParty(
                CommandRequest(name: "parties/sp", reason: "R5.2-1: done"))
            #expect(try await again.next()?.version == change.version + 1)

            let export = try handler.exportCollection(
                ExportCollectionRequest(collection: "parties"))
            var exported: [String] = []
            for try await item in export { exported.append(item.name) }
            #expect(exported == names)
        }
    }

    /// Two changes that a watcher reads as one group: the place behind it is told with the last.
    @Test func `loses none of several changes when it breaks off between them`() async throws {
        try await Cast.play { mesh, cast in
            let handler = Self.collections(mesh, "handler")
            let (_, start) = try await Self.snapshot(
                handler.watchCollection(WatchCollectionRequest(collection: "parties")))
            for name in ["parties/sp", "parties/su"] {
                _ = try await cast.parties("approver").suspendParty(
                    CommandRequest(name: name, reason: "R5.2-1: audit"))
            }
            var (token, seen) = (start, Set<String>())
            for _ in 1...2 {
                let watch = try handler.watchCollection(
                    WatchCollectionRequest(collection: "parties", resumeToken: token))
                // As often as it has broken off, one more is read.
                for _ in 0...seen.count {
                    let change = try #require(try await watch.next())
                    seen.insert(change.name)
                    if !change.resumeToken.isEmpty { token = change.resumeToken }
                }
                watch.cancel()
            }
            #expect(seen == ["parties/sp", "parties/su"])
        }
    }

    @Test func `shows what leaves a filter, and to nobody more than a list does`() async throws {
        try await Cast.play { mesh, cast in
            try await cast.listProduct()
            let filter = "state = \"listed\""
            let watch = try Self.collections(mesh, "handler").watchCollection(
                WatchCollectionRequest(collection: "products", filter: filter))
            let (names, _) = try await Self.snapshot(watch)
            let listed = try await cast.products("handler").listProducts(
                ListRequest(filter: filter))
            #expect(names == listed.products.map(\.name) && !names.isEmpty)
            _ = try await cast.products("approver").suspendProduct(
                CommandRequest(name: names[0], reason: "R5.2-3: fault"))
            let change = try await watch.next()
            #expect(change?.change == .removed && change?.name == names[0])
            #expect(change?.resource.isEmpty == true)

            for (request, code) in [
                (WatchCollectionRequest(collection: "people"), StatusCode.notFound),
                (
                    WatchCollectionRequest(collection: "parties", filter: "colour = \"x\""),
                    .invalidArgument
                ),
                (
                    WatchCollectionRequest(collection: "parties", resumeToken: "x"),
                    .invalidArgument
                ),
                (
                    WatchCollectionRequest(collection: "parties", resumeToken: "other/1"),
                    .outOfRange
                ),
                (
                    WatchCollectionRequest(
                        collection: "parties", resumeToken: "test/1/0123456789abcdef"), .outOfRange
                ),
            ] {
                let refused = try Self.collections(mesh, "handler").watchCollection(request)
                let failure = await rpcFailure { _ = try await refused.next() }
                #expect(failure?.code == code)
            }
            let foreign = try Self.collections(mesh, "nobody").exportCollection(
                ExportCollectionRequest(collection: "parties"))
            let failure = await rpcFailure { _ = try await foreign.next() }
            #expect(failure?.code == .permissionDenied)
        }
    }

    @Test func `RX-13: batches of legacy data, each answered when it is on disk`() async throws {
        try await Cast.play { mesh, cast in
            func batch(_ number: Int) -> ImportRecordsRequest {
                ImportRecordsRequest(
                    source: "old system",
                    parties: [Party(name: "parties/sp", state: .active, displayName: "别的企业")],
                    products: [
                        Product(
                            name: "products/old-\(number)", state: .listed, provider: "parties/sp",
                            displayName: "旧服务 \(number)", class: "iaas", majorVersion: 1,
                            serves: [.usingOrganisation])
                    ])
            }
            for round in 1...2 {
                let load = try cast.migration("handler").streamRecords()
                for number in 1...30 {
                    try await load.send(batch(number))
                    let answer = try #require(try await load.replies.next())
                    #expect(answer.skipped.map(\.reason) == [])
                    #expect(answer.created == (round == 1 ? 1 : 0))
                    #expect(answer.unchanged == (round == 1 ? 0 : 1))
                    #expect(answer.conflicts.map(\.name) == ["parties/sp"])
                }
                load.finish()
                #expect(try await load.replies.next() == nil)
            }
            let broken = try cast.migration("handler").streamRecords()
            try await broken.send(ImportRecordsRequest())
            let failure = await rpcFailure { _ = try await broken.replies.next() }
            #expect(failure?.code == .invalidArgument)
        }
    }
}

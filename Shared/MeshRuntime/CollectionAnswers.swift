import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage

/// Answers `govmesh.mesh.v1.CollectionService` for one service.
struct CollectionAnswers: CollectionServiceProvider {
    let host: ServiceHost

    private var context: ServiceContext { self.host.context }

    func watchCollection(
        _ request: WatchCollectionRequest, _ replies: Replies<WatchCollectionResponse>,
        _ call: Call
    ) async throws(RPCFailure) {
        let (collection, filter) = try await self.find(request.collection, request.filter, call)
        let store = self.context.store
        var place: Int64
        if request.resumeToken.isEmpty {
            place = store.journalHead
            let token = try await self.token(of: place)
            try await self.send(collection, filter, nil, call) { item throws(RPCFailure) in
                try await replies.send(
                    WatchCollectionResponse(item, collection, .snapshot))
            }
            try await replies.send(
                WatchCollectionResponse(change: .synced, resumeToken: token))
        } else {
            place = try await self.place(of: request.resumeToken)
        }
        while true {
            let entries = try await self.context.nextEntries(after: place)
            place = entries.last?.sequence ?? place
            var changes = try await self.changes(in: entries, collection, filter, call)
            // Behind the last one only: who goes on from an earlier one would miss the rest.
            if !changes.isEmpty {
                changes[changes.count - 1].resumeToken = try await self.token(of: place)
            }
            for change in changes { try await replies.send(change) }
        }
    }

    func exportCollection(
        _ request: ExportCollectionRequest, _ replies: Replies<ExportCollectionResponse>,
        _ call: Call
    ) async throws(RPCFailure) {
        let (collection, filter) = try await self.find(request.collection, request.filter, call)
        let past = Moment(request.effectiveAt, request.knownAt, now: self.context.clock.now)
        try await self.send(collection, filter, past, call) { item throws(RPCFailure) in
            try await replies.send(
                ExportCollectionResponse(
                    name: item.name, version: item.version, resourceType: collection.type,
                    resource: item.bytes))
        }
    }

    /// The collection by its name, if the caller may list it.
    private func find(
        _ name: String, _ filter: String, _ call: Call
    ) async throws(RPCFailure) -> (Collection, Filter) {
        let all = self.host.definition.collections
        guard let collection = all.first(where: { $0.name == name }) else {
            throw RPCFailure(
                .notFound,
                "\(self.context.name) has no collection \(name); it has "
                    + "\(all.map(\.name).joined(separator: ", ")).",
                verdict: .doNotRetry, origin: .handler)
        }
        _ = try await self.host.admit(collection.list, call)
        return (
            collection, try ServiceContext.filter(filter, on: collection.indexedFields)
        )
    }

    /// All that the caller sees of a collection, page by page.
    private func send(
        _ collection: Collection, _ filter: Filter, _ past: Moment?, _ call: Call,
        _ each: (Collection.Item) async throws(RPCFailure) -> Void
    ) async throws(RPCFailure) {
        var after: String?
        repeat {
            let (last, now, actor) = (after, self.context.clock.now, call.actor)
            let page = try await self.context.read {
                try collection.page($0, filter, past, last, actor, now)
            }
            try await self.context.keep(page.items.compactMap(\.personal), call)
            for item in page.items { try await each(item) }
            after = page.next
        } while after != nil
    }

    /// What became of the resources that `entries` changed, each as it stands now.
    private func changes(
        in entries: [JournalEntry], _ collection: Collection, _ filter: Filter,
        _ call: Call
    ) async throws(RPCFailure) -> [WatchCollectionResponse] {
        // Who has lost the right to see a collection sees no change of it.
        let actor = try await self.host.admit(collection.list, call)
        let now = self.context.clock.now
        var seen: Set<String> = []
        let names = entries.filter {
            $0.resourceType == collection.type && seen.insert($0.resource).inserted
        }.map(\.resource)
        let items = try await self.context.read { reader in
            try names.compactMap { try collection.one(reader, $0, filter, actor, now) }
        }
        try await self.context.keep(items.filter(\.matches).compactMap(\.personal), call)
        return items.map {
            WatchCollectionResponse($0, collection, $0.matches ? .changed : .removed)
        }
    }

    /// Tells a place in the journal; in one with another past the same place has another token.
    private func token(of place: Int64) async throws(RPCFailure) -> String {
        let leaf = try await self.context.read { try $0.leaf(of: place) }
        return "\(self.context.store.epoch)/\(place)/\(hex(Array(leaf.prefix(8))))"
    }

    private func place(of token: String) async throws(RPCFailure) -> Int64 {
        let parts = token.split(separator: "/")
        guard parts.count > 1, let place = Int64(parts[1]), place >= 0 else {
            throw .invalidArgument(
                field: "resume_token", rule: "no token of this service",
                remedy: "use the last token received, or none")
        }
        guard try await self.token(of: place) == token else {
            throw RPCFailure(
                .outOfRange,
                "The journal of \(self.context.name) was restored since; watch again without a token.",
                verdict: .doNotRetry, origin: .handler)
        }
        return place
    }
}

extension WatchCollectionResponse {
    fileprivate init(
        _ item: Collection.Item, _ collection: Collection, _ change: CollectionChange
    ) {
        self.init(
            change: change, name: item.name, version: item.version,
            resourceType: collection.type, resource: change == .removed ? [] : item.bytes)
    }
}

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
            try await self.send(collection, filter, call) { item throws(RPCFailure) in
                try await replies.send(
                    WatchCollectionResponse(item, collection, .snapshot))
            }
            try await replies.send(
                WatchCollectionResponse(
                    change: .synced, resumeToken: "\(store.epoch)/\(place)"))
        } else {
            place = try self.place(of: request.resumeToken)
        }
        while true {
            let names = try await self.changes(of: collection.type, after: &place)
            // Who has lost the right to see a collection sees no change of it.
            let actor = try await self.host.admit(collection.list, call)
            for name in names {
                let now = self.context.clock.now
                let item = try await self.context.read {
                    try collection.one($0, name, filter, actor, now)
                }
                guard let item else { continue }
                var response = WatchCollectionResponse(
                    item, collection, item.matches ? .changed : .removed)
                response.resumeToken = "\(store.epoch)/\(place)"
                try await replies.send(response)
            }
        }
    }

    func exportCollection(
        _ request: ExportCollectionRequest, _ replies: Replies<ExportCollectionResponse>,
        _ call: Call
    ) async throws(RPCFailure) {
        let (collection, filter) = try await self.find(request.collection, request.filter, call)
        try await self.send(collection, filter, call) { item throws(RPCFailure) in
            try await replies.send(
                ExportCollectionResponse(
                    name: item.name, version: item.version, resourceType: collection.type,
                    resource: item.bytes))
        }
    }

    /// The collection by its name, if the caller may list it.
    private func find(
        _ name: String, _ filter: String, _ call: Call
    ) async throws(RPCFailure) -> (Collection, Collection.Filter) {
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
        _ collection: Collection, _ filter: Collection.Filter, _ call: Call,
        _ each: (Collection.Item) async throws(RPCFailure) -> Void
    ) async throws(RPCFailure) {
        var after: String?
        repeat {
            let (last, now, actor) = (after, self.context.clock.now, call.actor)
            let page = try await self.context.read {
                try collection.page($0, filter, last, actor, now)
            }
            for item in page.items { try await each(item) }
            after = page.next
        } while after != nil
    }

    /// Waits for entries and says which resources of `type` they changed.
    private func changes(
        of type: String, after place: inout Int64
    ) async throws(RPCFailure) -> [String] {
        _ = await self.context.store.waitForJournal(after: place, within: .seconds(20))
        if Task.isCancelled { throw RPCFailure(.cancelled, "The caller gave up.") }
        let last = place
        let entries = try await self.context.read {
            try $0.entries(
                after: last, limit: StorageLimits.pageRows, bytes: StorageLimits.journalPageBytes)
        }
        place = entries.last?.sequence ?? place
        var seen: Set<String> = []
        return entries.filter { $0.resourceType == type && seen.insert($0.resource).inserted }
            .map(\.resource)
    }

    private func place(of token: String) throws(RPCFailure) -> Int64 {
        let parts = token.split(separator: "/")
        guard parts.count == 2, let place = Int64(parts[1]), place >= 0 else {
            throw .invalidArgument(
                field: "resume_token", rule: "no token of this service",
                remedy: "use the last token received, or none")
        }
        guard parts[0] == self.context.store.epoch, place <= self.context.store.journalHead else {
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

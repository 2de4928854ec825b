import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshWire

extension ServiceContext {
    /// Answers a standard Get: the resource now, or as it was (RX-6).
    ///
    /// - Parameter complete: Computes what is not stored, as of the two times asked for.
    package func get<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>?, _ request: GetRequest, _ call: Call,
        complete:
            @escaping @Sendable (Reader, inout R, Moment) throws -> Void = { _, _, _ in }
    ) async throws(RPCFailure) -> R {
        let now = self.clock.now
        let past = Moment(request.effectiveAt, request.knownAt, now: now)
        let (resource, personal) = try await self.read { reader in
            let found =
                if let past {
                    try reader.asOf(R.self, named: request.name, past)
                } else {
                    try reader.current(R.self, named: request.name)
                }
            guard let found, let shown = try reader.shown(found, to: call.actor, call.method)
            else { throw RPCFailure.notFound(request.name, in: R.collection) }
            let moment = past ?? Moment(effectiveAt: now, knownAt: now)
            var resource = DatedStates(lifecycle).applied(to: shown, at: moment.effectiveAt)
            try complete(reader, &resource, moment)
            return (resource, try reader.personalRead(of: resource, by: call.actor))
        }
        try await self.keep(personal.map { [$0] } ?? [], call)
        return resource
    }

    /// Answers a standard List: one page and the token of the next.
    package func list<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>?, _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> (items: [R], next: String) {
        let now = self.clock.now
        let listing = Listing(
            filter: try Self.filter(request.filter, on: R.indexedFields),
            past: Moment(request.effectiveAt, request.knownAt, now: now), now: now,
            dates: DatedStates(lifecycle))
        let after = request.pageToken.isEmpty ? nil : request.pageToken
        let limit = request.pageSize == 0 ? 50 : Int(request.pageSize)
        let (visible, next, personal) = try await self.read { reader in
            let page = try listing.page(reader, after: after, limit: limit)
            let visible = try page.items.compactMap {
                try reader.shown($0, to: call.actor, call.method)
            }
            return (
                visible, page.next ?? "",
                try visible.compactMap { try reader.personalRead(of: $0, by: call.actor) }
            )
        }
        try await self.keep(personal, call)
        return (visible, next)
    }

    /// Waits for entries of the own journal behind `place`, as long as the call lasts; now and then
    /// there are none.
    func nextEntries(after place: Int64) async throws(RPCFailure) -> [JournalEntry] {
        _ = await self.store.waitForJournal(after: place, within: .seconds(20))
        if Task.isCancelled { throw RPCFailure(.cancelled, "The caller gave up.") }
        return try await self.read {
            try $0.entries(
                after: place, limit: StorageLimits.pageRows, bytes: StorageLimits.journalPageBytes)
        }
    }

    /// Reads `field = "value"` joined by AND, for fields that are indexed.
    package static func filter(
        _ text: String, on indexed: [String]
    ) throws(RPCFailure) -> Filter {
        let filter = try self.filter(text)
        if let other = filter.first(where: { !indexed.contains($0.field) }) {
            throw .invalidArgument(
                field: "filter", rule: "no filter by `\(other.field)`",
                remedy: "use \(indexed.joined(separator: ", "))")
        }
        return filter
    }

    private static func filter(_ text: String) throws(RPCFailure) -> Filter {
        guard !text.isEmpty else { return [] }
        var pairs: Filter = []
        var rest = Substring(text)
        while true {
            guard let equals = rest.firstIndex(of: "=") else { throw Self.badFilter(text) }
            let field = rest[..<equals].filter { $0 != " " }
            rest = rest[rest.index(after: equals)...].drop { $0 == " " }
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\""),
                !field.isEmpty
            else { throw Self.badFilter(text) }
            pairs.append((String(field), String(rest[rest.index(after: rest.startIndex)..<end])))
            rest = rest[rest.index(after: end)...].drop { $0 == " " }
            if rest.isEmpty { return pairs }
            guard rest.hasPrefix("AND ") else { throw Self.badFilter(text) }
            rest = rest.dropFirst(4)
        }
    }

    private static func badFilter(_ text: String) -> RPCFailure {
        .invalidArgument(
            field: "filter", rule: "equalities joined by AND, not `\(text.prefix(80))`",
            remedy: "write for example: provider = \"parties/sp-1\" AND state = \"listed\"")
    }
}

extension Reader {
    /// Every current resource that matches, in the order of names; read page by page.
    package func all<R: Resource>(
        _ type: R.Type, where pairs: [(field: String, value: String)] = [], states: [R.State] = []
    ) throws -> [R] {
        var all: [R] = []
        while true {
            let page = try self.list(
                type, where: pairs, states: states.map(\.label), after: all.last?.name)
            all += page
            if page.count < StorageLimits.pageRows { return all }
        }
    }
}

extension Moment {
    /// The past that a request asks for; `nil` when it gives neither time.
    init?(_ effectiveAt: Instant?, _ knownAt: Instant?, now: Instant) {
        if effectiveAt == nil, knownAt == nil { return nil }
        self.init(effectiveAt: effectiveAt ?? now, knownAt: knownAt ?? now)
    }
}

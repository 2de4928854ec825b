import MeshAPI
import MeshRPC
import MeshStorage

/// Writes the copies of one source anew from its journal, page by page, beside those in use.
///
/// Calls see the old copies until the new ones take their place in one transaction. Copies only:
/// the effects happened already.
struct Rebuilding: Sendable {
    let subscription: Subscription
    let store: Store
    let client: JournalServiceClient
    /// The call that asked for it: what it asks others ends with it.
    let call: Call

    init(_ subscription: Subscription, _ store: Store, _ channel: any Channel, within call: Call) {
        self.subscription = subscription
        self.store = store
        self.call = call
        self.client = JournalServiceClient(channel, routingKey: subscription.source)
    }

    private var source: String { self.subscription.source }
    private var origin: String { Rebuild.origin(of: self.subscription.source) }

    /// Takes away what a rebuild left that did not end.
    func clear() async throws {
        let origin = self.origin
        try await self.store.write { try $0.clearReplicas(of: origin) }
    }

    /// Digests of the copies that were in use and of those that took their place.
    struct Swap: Sendable {
        var before: [UInt8]
        var after: [UInt8]
    }

    /// Rebuilds up to the cursor; entries applied meanwhile are caught up with.
    func run() async throws -> Swap {
        let source = self.source
        guard let cursor = try await self.store.read({ try $0.cursor(source) }) else {
            let digest = try await self.store.read { try $0.replicaDigest(of: source) }
            return Swap(before: digest, after: digest)
        }
        var goal = cursor
        while true {
            try await self.copy(upTo: goal.sequence, epoch: goal.epoch)
            let (origin, reached) = (self.origin, goal)
            let outcome = try await self.store.write { transaction -> Outcome in
                if let now = try transaction.cursor(source), now != reached { return .moved(now) }
                guard try transaction.cursor(origin)?.leaf == reached.leaf || reached.leaf.isEmpty
                else { throw RPCFailure.notFollowed(source) }
                let before = try transaction.replicaDigest(of: source)
                try transaction.promoteRebuild(of: source)
                try transaction.clearReplicas(of: origin)
                return .swapped(
                    Swap(before: before, after: try transaction.replicaDigest(of: source)))
            }
            switch outcome {
            case .swapped(let swap): return swap
            case .moved(let cursor): goal = cursor
            }
        }
    }

    private enum Outcome: Sendable {
        case swapped(Swap)
        /// Entries were applied meanwhile, up to here.
        case moved(JournalCursor)
    }

    /// Takes the journal as it is now for the true one and goes on from its head.
    ///
    /// Leaves everything alone when it is the journal that was followed.
    func adopt(_ note: AuditEntry) async throws -> JournalCursor {
        let source = self.source
        let cursor = try await self.store.read { try $0.cursor(source) }
        let now = try await self.client.readJournal(
            ReadJournalRequest(after: cursor?.sequence ?? 0, limit: 1),
            CallOptions(within: self.call))
        if let cursor, cursor.discontinuity(in: now) == nil { return cursor }
        try await self.copy(upTo: now.head, epoch: now.epoch)
        return try await self.store.write { transaction in
            guard try transaction.cursor(source) == cursor else {
                throw RPCFailure(
                    .aborted, "\(source) was followed again meanwhile; look at its state anew.",
                    verdict: .safeNotStarted, origin: .handler)
            }
            let parked = try transaction.parkedCount(source)
            guard parked == 0 else {
                throw RPCFailure(
                    .failedPrecondition,
                    "\(parked) entries of the former journal of \(source) are parked; retry or release them first.",
                    verdict: .doNotRetry, origin: .handler)
            }
            try transaction.promoteRebuild(of: source)
            try transaction.audit(note)
            return JournalCursor(source: source, epoch: now.epoch, sequence: now.head)
        }
    }

    private func copy(upTo goal: Int64, epoch: String) async throws {
        let (origin, subscription) = (self.origin, self.subscription)
        while true {
            let cursor = try await self.store.read { try $0.cursor(origin) }
            let reached = cursor?.sequence ?? 0
            guard reached < goal else { return }
            let page = try await self.client.readJournal(
                ReadJournalRequest(after: reached, limit: Int32(min(goal - reached, 200))),
                CallOptions(within: self.call))
            guard cursor?.discontinuity(in: page) == nil, page.epoch == epoch, !page.entries.isEmpty
            else { throw RPCFailure.notFollowed(subscription.source) }
            try await self.store.write { transaction in
                for entry in try transaction.advance(origin, over: page) {
                    try subscription.copy(entry, in: transaction, origin: origin)
                }
            }
        }
    }
}

extension RPCFailure {
    fileprivate static func notFollowed(_ source: String) -> RPCFailure {
        RPCFailure(
            .failedPrecondition,
            "The journal of \(source) is not the one that was followed; take it over with FollowerService/AdoptJournal.",
            verdict: .doNotRetry, origin: .handler)
    }
}

import Logging
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage
import Synchronization

/// Runs a service: answers its calls, follows the journals it subscribed to, writes dates that
/// have come.
///
/// Knows no transport; whoever makes it brings a channel to the other services.
package final class ServiceHost: Sendable {
    package let definition: ServiceDefinition
    package let context: ServiceContext
    let limits: FollowLimits
    let logger: Logger
    let registryCatchUp = CatchUp()
    let accounts: KnownAccounts
    let runningKeys = RunningKeys()
    let acknowledgements = Acknowledgements()
    private let connection = Mutex<(any Channel)?>(nil)
    private let isRebuilding = Mutex(false)

    package init(
        _ definition: ServiceDefinition, store: Store, clock: any MeshClock,
        limits: FollowLimits = .init()
    ) {
        self.definition = definition
        self.context = ServiceContext(definition, store: store, clock: clock)
        self.accounts = KnownAccounts(store)
        self.limits = limits
        self.logger = Logger(label: "govmesh.\(definition.name)")
    }

    /// The service's own calls.
    package var bindings: [MethodBinding] {
        self.audited(self.joined(self.definition.bindings(self.context)))
    }

    /// Calls that every service offers under its own routing key.
    package var sharedBindings: [MethodBinding] {
        self.audited(
            self.joined(
                JournalAnswers(host: self).journalServiceBindings
                    + ConsumerAnswers(host: self).consumerServiceBindings
                    + FollowerAnswers(host: self).followerServiceBindings
                    + AuditAnswers(context: self.context).auditServiceBindings
                    + CollectionAnswers(host: self).collectionServiceBindings
                    + HealthAnswers { await self.health() }.healthServiceBindings
                    + AuthorityAnswers(host: self).authorityServiceBindings
                    + NodeAnswers(host: self).nodeServiceBindings))
    }

    // MARK: Work of its own

    /// The way to the other services; `nil` before the host runs.
    var channel: (any Channel)? { self.connection.withLock { $0 } }

    /// Follows journals and keeps dates until the task is cancelled.
    package func run(channel: any Channel) async {
        self.connection.withLock { $0 = channel }
        await withTaskGroup(of: Void.self) { group in
            for subscription in self.definition.subscriptions {
                let follower = Follower(
                    subscription, self.context, self.limits, channel, self.logger)
                group.addTask { await follower.run() }
            }
            group.addTask { await self.keepDates() }
        }
    }

    private func keepDates() async {
        let clock = self.context.clock
        let interval: Duration = clock.isVirtual ? .milliseconds(10) : .seconds(1)
        var swept = clock.now
        while !Task.isCancelled {
            var isMore = false
            do {
                isMore = try await self.writeDueDates()
                try await self.keepAcknowledgements()
                if clock.now >= swept.adding(seconds: StorageLimits.sweepSeconds) {
                    swept = clock.now
                    try await self.context.store.expireReplies(at: swept)
                    try await self.context.store.expireAudit(at: swept)
                }
            } catch {
                if Task.isCancelled { return }
                self.logger.error("dates: \(error)")
            }
            if !isMore { try? await Task.sleep(for: interval) }
        }
    }

    /// Writes every transition whose date has come; one that is refused does not hold up others.
    ///
    /// - Returns: Whether something was written, so that more may be due.
    @discardableResult
    package func writeDueDates() async throws -> Bool {
        let context = self.context
        let now = context.clock.now
        let due = try await context.store.read {
            try $0.due(before: now.adding(microseconds: 1), limit: 200)
        }
        var isWritten = false
        for item in due {
            guard let keeper = self.definition.dates.first(where: { $0.kind == item.kind }) else {
                continue
            }
            do {
                let turned = try await context.store.write { transaction in
                    let actor = Actor.service(context.name)
                    return try keeper.turn(
                        context.act(transaction, now: now, actor: actor), item.name)
                }
                isWritten = isWritten || turned
            } catch let failure as RPCFailure {
                self.logger.error("the date of \(item.name): \(failure)")
            }
        }
        return isWritten
    }

    // MARK: Copies anew

    /// Writes all copies of other services' resources anew, from their journals.
    ///
    /// - Returns: Digests of the copies of each source as they were and are, in lower hex.
    func rebuildCopies(
        _ call: Call
    ) async throws -> (count: Int, before: String, after: String) {
        try await self.rebuildingAlone { channel in
            let rebuildings = self.definition.subscriptions.map {
                Rebuilding($0, self.context.store, channel, within: call)
            }
            for rebuilding in rebuildings { try await rebuilding.clear() }
            var swaps: [Rebuilding.Swap] = []
            for rebuilding in rebuildings { swaps.append(try await rebuilding.run()) }
            let count = try await self.context.store.read { try $0.replicaCount() }
            return (
                count, swaps.map { hex($0.before) }.joined(separator: " "),
                swaps.map { hex($0.after) }.joined(separator: " ")
            )
        }
    }

    /// Goes on with a source whose journal was restored from elsewhere.
    ///
    /// - Returns: How far the journal is copied; nothing changes when it is the one followed.
    func adoptJournal(
        of source: String, _ note: AuditEntry, _ call: Call
    ) async throws -> JournalCursor {
        let subscription = try self.subscription(to: source)
        return try await self.rebuildingAlone { channel in
            let rebuilding = Rebuilding(subscription, self.context.store, channel, within: call)
            try await rebuilding.clear()
            let cursor = try await rebuilding.adopt(note)
            self.context.sources.noteAdopted(source, cursor.sequence)
            return cursor
        }
    }

    func subscription(to source: String) throws(RPCFailure) -> Subscription {
        let known = self.definition.subscriptions
        if let found = known.first(where: { $0.source == source }) { return found }
        let names = known.map(\.source).joined(separator: ", ")
        throw RPCFailure(
            .notFound, "\(self.context.name) does not follow \"\(source)\"; it follows \(names).",
            verdict: .doNotRetry, origin: .handler)
    }

    private func rebuildingAlone<Result>(
        _ work: (any Channel) async throws -> Result
    ) async throws -> Result {
        guard let channel = self.channel else {
            throw RPCFailure(
                .unavailable, "\(self.context.name) is not connected to the other services yet.",
                retryAfterMilliseconds: 100, verdict: .safeNotStarted, origin: .handler)
        }
        let isFree = self.isRebuilding.withLock { busy in
            defer { busy = true }
            return !busy
        }
        guard isFree else {
            throw RPCFailure(
                .aborted, "\(self.context.name) writes its copies anew already; wait for that.",
                verdict: .safeNotStarted, origin: .handler)
        }
        defer { self.isRebuilding.withLock { $0 = false } }
        return try await work(channel)
    }
}

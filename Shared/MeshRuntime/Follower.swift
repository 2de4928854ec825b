import Logging
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage

/// Bounds of following journals.
package struct FollowLimits: Sendable {
    /// How often an effect is tried before its entry is parked.
    ///
    /// What it lacks may be on its way in the journal of a third service.
    package var attempts = 6
    /// The wait after the first attempt; doubles with each.
    package var firstWait = Duration.milliseconds(20)
    /// The wait before a source is asked again that is away or was restored.
    package var pause = Duration.milliseconds(50)
    /// How long a source may not answer before the service calls itself degraded.
    package var silence = Duration.seconds(30)

    package init() {}
}

/// Follows one journal: entries in order, copy and effect of each exactly once.
///
/// An entry whose effect is refused again and again is parked together with all later ones of the
/// same resource; the others go on.
struct Follower: Sendable {
    let subscription: Subscription
    let context: ServiceContext
    let limits: FollowLimits
    let client: JournalServiceClient
    let logger: Logger

    init(
        _ subscription: Subscription, _ context: ServiceContext, _ limits: FollowLimits,
        _ channel: any Channel, _ logger: Logger
    ) {
        self.subscription = subscription
        self.context = context
        self.limits = limits
        self.client = JournalServiceClient(channel, routingKey: subscription.source)
        self.logger = logger
    }

    private var source: String { self.subscription.source }

    /// Runs until the task is cancelled.
    func run() async {
        var goesOn = false
        while !Task.isCancelled {
            do {
                goesOn = try await self.pull(acknowledging: goesOn)
            } catch let failure as RPCFailure {
                goesOn = false
                self.logger.debug("\(self.source) does not answer: \(failure)")
                await self.pause()
            } catch {
                if Task.isCancelled { return }
                self.stuck("its next entries cannot be applied: \(error)")
                await self.pause()
            }
        }
    }

    /// Ends early when the task is cancelled, and then so does whoever paused.
    private func pause() async {
        try? await Task.sleep(for: self.limits.pause)
    }

    private func stuck(_ reason: String) {
        self.logger.error("\(self.source): \(reason)")
        self.context.sources.note(.stuck(reason: reason), with: self.source)
    }

    /// Reads the next entries of the journal and applies them.
    ///
    /// - Parameter goesOn: Whether it is known to be the journal the cursor stands in, so that what
    ///   was applied of it can be acknowledged.
    /// - Returns: The same, as the page told.
    private func pull(acknowledging goesOn: Bool) async throws -> Bool {
        let source = self.source
        let (cursor, acknowledged) = try await self.context.store.read { reader in
            let cursor = try reader.cursor(source)
            // An entry whose effect waits for an operator is not applied yet.
            let parked = try reader.parked(source, after: 0, limit: 1).first?.entry?.sequence
            return (cursor, parked.map { $0 - 1 } ?? cursor?.sequence ?? 0)
        }
        let applied = cursor?.sequence ?? 0
        // Also the longest time that draining the source waits for this call.
        let wait: Int32 = self.context.clock.isVirtual ? 100 : 1_000
        let page = try await self.client.readJournal(
            ReadJournalRequest(
                after: applied, limit: 200, waitMs: wait,
                acknowledged: goesOn ? acknowledged : 0),
            CallOptions(timeout: .seconds(15)))
        self.context.sources.noteAnswer(of: source)
        if let reason = cursor?.discontinuity(in: page) {
            self.context.sources.note(.restored(reason: reason), with: source)
            await self.pause()
            return false
        }
        try await self.apply(page)
        let last = page.entries.last?.sequence ?? applied
        self.context.sources.note(nil, with: source)
        self.context.sources.noteApplied(source, last)
        if page.head == last {
            self.context.sources.noteContact(with: source, at: self.context.clock.now)
        }
        return true
    }

    private func apply(_ page: ReadJournalResponse) async throws {
        guard !page.entries.isEmpty else { return }
        do {
            try await self.write(page)
        } catch is EffectRefused {
            // One by one from here: what can be applied is, in order, and the rest is parked.
            for single in page.singles { try await self.applyOne(single) }
        }
    }

    private func applyOne(_ page: ReadJournalResponse) async throws {
        guard let entry = page.entries.first else { return }
        var wait = self.limits.firstWait
        for attempt in 1... {
            do {
                return try await self.write(page)
            } catch let refused as EffectRefused {
                self.stuck("entry \(entry.sequence), attempt \(attempt): \(refused)")
                guard attempt < self.limits.attempts else {
                    return try await self.park(page, refused, Int32(attempt))
                }
                try await Task.sleep(for: wait)
                wait *= 2
            }
        }
    }

    /// Applies entries: cursor, copies and effects share the transaction.
    private func write(_ page: ReadJournalResponse) async throws {
        let (context, subscription, now) = (self.context, self.subscription, self.context.clock.now)
        try await context.store.write { transaction in
            for entry in try transaction.advance(subscription.source, over: page) {
                try subscription.copy(entry, in: transaction)
                let first = try transaction.firstParked(subscription.source, of: entry.resource)
                if first > 0 {
                    try transaction.park(
                        ParkedEntry(
                            source: subscription.source, entry: entry, parkedAt: now,
                            waitsBehind: first))
                } else {
                    try subscription.effect(of: entry, in: transaction, context, now)
                }
            }
        }
    }

    /// Writes the copy, but keeps the effect for an operator.
    private func park(
        _ page: ReadJournalResponse, _ refused: EffectRefused, _ attempts: Int32
    ) async throws {
        let (subscription, now) = (self.subscription, self.context.clock.now)
        try await self.context.store.write { transaction in
            for entry in try transaction.advance(subscription.source, over: page) {
                try subscription.copy(entry, in: transaction)
                try transaction.park(
                    ParkedEntry(
                        source: subscription.source, entry: entry, error: refused.description,
                        attempts: attempts, parkedAt: now))
            }
        }
    }
}

/// A service's own refusal of what an entry asks of it, as opposed to a store that cannot write.
struct EffectRefused: Error, CustomStringConvertible {
    let description: String
}

extension Subscription {
    /// Applies what an entry means for this service.
    ///
    /// - Throws: ``EffectRefused`` when the service refuses it.
    func effect(
        of entry: JournalEntry, in transaction: Transaction, _ context: ServiceContext,
        _ now: Instant
    ) throws {
        let act = context.act(
            transaction, now: now, actor: .service(context.name), cause: entry)
        do {
            try self.react(act, entry)
        } catch let failure as StorageFailure where failure.endsTransaction {
            throw failure
        } catch {
            throw EffectRefused(description: String("\(error)".prefix(2_000)))
        }
    }
}

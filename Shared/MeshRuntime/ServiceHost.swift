import Logging
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshWire
import Synchronization

/// Runs a service: answers its calls, follows the journals it subscribed to, writes dates that
/// have come.
///
/// Knows no transport; whoever makes it brings a channel to the other services.
package final class ServiceHost: Sendable {
    package let definition: ServiceDefinition
    package let context: ServiceContext
    private let logger: Logger
    private let connection = Mutex<(any Channel)?>(nil)

    package init(_ definition: ServiceDefinition, store: Store, clock: any MeshClock) {
        self.definition = definition
        self.context = ServiceContext(
            name: definition.name, store: store, clock: clock, dates: definition.dates)
        self.logger = Logger(label: "govmesh.\(definition.name)")
    }

    /// The service's own calls.
    package var bindings: [MethodBinding] { self.definition.bindings(self.context) }

    /// Calls that every service offers under its own routing key.
    package var sharedBindings: [MethodBinding] {
        JournalAnswers(host: self).journalServiceBindings
            + NodeAnswers(context: self.context).nodeServiceBindings
    }

    // MARK: Authority

    /// Says who calls, from registry's data, and whether the contract lets them.
    package func admit(
        _ method: MethodDescriptor, _ call: Call
    ) async throws(RPCFailure) -> Actor {
        let actor = try await self.actor(call.principal)
        guard actor.may(call: method) else {
            let parties = method.parties.map { "\($0)" }.joined(separator: " or ")
            let roles = method.roles.map { "\($0)" }.joined(separator: " or ")
            throw RPCFailure(
                .permissionDenied,
                "\(method.method) is for \(parties.isEmpty ? "any party" : parties)"
                    + (roles.isEmpty ? "" : " in the role \(roles)")
                    + "; \(call.principal) acts as \(actor.partyRole) with \(actor.operatorRoles).",
                verdict: .doNotRetry, origin: .worker)
        }
        return actor
    }

    private func actor(_ principal: String) async throws(RPCFailure) -> Actor {
        if principal == Actor.system.principal { return .system }
        if principal.hasPrefix("service.") { return .service(String(principal.dropFirst(8))) }
        let account = try await self.context.read { reader in
            try reader.current(Operator.self, named: "operators/\(principal)")
        }
        guard let account, account.state == .active else {
            throw RPCFailure(
                .permissionDenied,
                "\"\(principal)\" is not an active account; a system administrator of the management body makes one with OperatorService/CreateOperator.",
                verdict: .doNotRetry, origin: .worker)
        }
        return Actor(account, principal: principal)
    }

    // MARK: Work of its own

    /// The way to the other services; `nil` before the host runs.
    var channel: (any Channel)? { self.connection.withLock { $0 } }

    /// Follows journals and keeps dates until the task is cancelled.
    package func run(channel: any Channel) async {
        self.connection.withLock { $0 = channel }
        await withTaskGroup(of: Void.self) { group in
            for subscription in self.definition.subscriptions {
                group.addTask { await self.follow(subscription, channel) }
            }
            group.addTask { await self.keepDates() }
        }
    }

    private func follow(_ subscription: Subscription, _ channel: any Channel) async {
        let client = JournalServiceClient(channel, routingKey: subscription.source)
        while !Task.isCancelled {
            do {
                try await self.pull(subscription, client)
            } catch let failure as RPCFailure where failure.origin != .handler {
                if Task.isCancelled { return }
                self.logger.debug("\(subscription.source) does not answer: \(failure)")
                // The source is away or restarting; waiting a little spares it and us.
                try? await Task.sleep(for: .milliseconds(50))
            } catch {
                if Task.isCancelled { return }
                self.logger.error("an entry of \(subscription.source) cannot be applied: \(error)")
                // The source is away or restarting; waiting a little spares it and us.
                try? await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Reads the next entries of a journal and applies them in one transaction.
    private func pull(_ subscription: Subscription, _ client: JournalServiceClient) async throws {
        let source = subscription.source
        let cursor = try await self.context.store.read { try $0.cursor(source) }
        // Also the longest time that draining the source waits for this call.
        let wait: Int32 = self.context.clock.isVirtual ? 100 : 1_000
        let page = try await client.readJournal(
            ReadJournalRequest(after: cursor?.sequence ?? 0, limit: 200, waitMs: wait),
            CallOptions(timeout: .seconds(15)))
        if !page.entries.isEmpty {
            try await self.apply(subscription, page.epoch, page.entries)
        }
        if page.head == (page.entries.last?.sequence ?? cursor?.sequence ?? 0) {
            self.context.noteContact(with: source)
        }
    }

    /// Applies entries exactly once: cursor, copies and effects share the transaction.
    private func apply(
        _ subscription: Subscription, _ epoch: String, _ entries: [JournalEntry]
    ) async throws {
        let context = self.context
        let now = context.clock.now
        let actor = Actor.service(context.name)
        try await context.store.write { transaction in
            for entry in entries
            where try transaction.applyEntry(subscription.source, epoch: epoch, entry) {
                try subscription.copy(entry, in: transaction)
                let act = context.act(transaction, now: now, actor: actor, cause: entry)
                try subscription.react(act, entry)
            }
        }
    }

    private func keepDates() async {
        let interval: Duration = self.context.clock.isVirtual ? .milliseconds(10) : .seconds(1)
        while !Task.isCancelled {
            do {
                try await self.writeDueDates()
            } catch {
                self.logger.error("dates: \(error)")
            }
            try? await Task.sleep(for: interval)
        }
    }

    /// Writes every transition whose date has come.
    package func writeDueDates() async throws {
        let context = self.context
        let now = context.clock.now
        let due = try await context.store.read {
            try $0.due(before: now.adding(microseconds: 1), limit: 200)
        }
        for item in due {
            guard let keeper = self.definition.dates.first(where: { $0.kind == item.kind }) else {
                continue
            }
            try await context.store.write { transaction in
                let actor = Actor.service(context.name)
                _ = try keeper.turn(context.act(transaction, now: now, actor: actor), item.name)
            }
        }
    }

    /// Writes all copies of other services' resources anew, from their journals.
    func rebuildCopies(channel: any Channel) async throws -> (
        count: Int, before: [UInt8], after: [UInt8]
    ) {
        let before = try await self.context.store.read { try $0.replicaDigest() }
        for subscription in self.definition.subscriptions {
            try await self.rebuild(subscription, channel)
        }
        return try await self.context.store.read { reader in
            (try reader.replicaCount(), before, try reader.replicaDigest())
        }
    }

    /// Reads one journal up to the cursor again, writing copies only: effects happened already.
    private func rebuild(_ subscription: Subscription, _ channel: any Channel) async throws {
        let source = subscription.source
        let client = JournalServiceClient(channel, routingKey: source)
        guard let cursor = try await self.context.store.read({ try $0.cursor(source) }) else {
            return
        }
        var entries: [JournalEntry] = []
        while (entries.last?.sequence ?? 0) < cursor.sequence {
            let page = try await client.readJournal(
                ReadJournalRequest(after: entries.last?.sequence ?? 0, limit: 1_000))
            entries += page.entries.filter { $0.sequence <= cursor.sequence }
            if page.entries.isEmpty { break }
        }
        let all = entries
        try await self.context.store.write { transaction in
            try transaction.clearReplicas(of: source)
            for entry in all where try transaction.applyEntry(source, epoch: cursor.epoch, entry) {
                try subscription.copy(entry, in: transaction)
            }
        }
    }
}

import MeshAPI
import MeshPrimitives
import MeshProgram
import MeshRPC
import MeshStorage
import Synchronization

extension ServiceHost {
    /// Says who calls, from registry's data, and whether the contract lets them.
    ///
    /// A refusal stands only after this service has applied what registry's journal held when the
    /// call came: an account made a moment ago is known to registry first.
    package func admit(
        _ method: MethodDescriptor, _ call: Call
    ) async throws(RPCFailure) -> Actor {
        do throws(RPCFailure) {
            return try await self.decide(method, call)
        } catch {
            guard error.code == .permissionDenied else { throw error }
            do throws(RPCFailure) {
                try await self.catchUpWithRegistry(before: call.deadline)
                return try await self.decide(method, call)
            } catch {
                await self.audit(error, call, actor: nil, payload: [])
                throw error
            }
        }
    }

    private func decide(
        _ method: MethodDescriptor, _ call: Call
    ) async throws(RPCFailure) -> Actor {
        let actor = try await self.actor(call, method)
        try actor.mustBeAllowed(to: method)
        return actor
    }

    private func actor(
        _ call: Call, _ method: MethodDescriptor
    ) async throws(RPCFailure) -> Actor {
        if let actor = Actor.withoutAccount(call) { return actor }
        let principal = call.principal
        if principal == Actor.system.principal { return try await self.bootstrap(call) }
        let known = try await self.accounts.entry(of: principal) { () async throws(RPCFailure) in
            try await self.context.read { try $0.account(of: principal) }
        }
        guard let known, known.account.state == .active else {
            throw RPCFailure(
                .permissionDenied,
                "\"\(principal)\" is not an active account; a system administrator of the management body makes one with OperatorService/CreateOperator.",
                verdict: .doNotRetry, origin: .worker)
        }
        guard !known.hasLeft || method.callClass == .noSideEffects else {
            throw RPCFailure(
                .permissionDenied,
                "\(known.account.party) is no longer registered; its accounts may read what is theirs and change nothing.",
                verdict: .doNotRetry, origin: .worker)
        }
        return Actor(known.account, principal: principal)
    }

    /// `system`, which exists on the mesh's own host and only begins things.
    private func bootstrap(_ call: Call) async throws(RPCFailure) -> Actor {
        guard !call.isKeyed else {
            throw RPCFailure(
                .permissionDenied, "\"system\" exists on the host of the mesh only.",
                verdict: .doNotRetry, origin: .worker)
        }
        let isOver = try await self.context.read { reader in
            try reader.hasThreeAdministrators()
        }
        guard !isOver else {
            throw RPCFailure(
                .permissionDenied,
                "\"system\" ended when the three administrators of the management body were there; call as one of them.",
                verdict: .doNotRetry, origin: .worker)
        }
        return .system
    }

    /// Waits until what registry held at this moment was applied here.
    ///
    /// - Throws: UNAVAILABLE when that cannot be told in time.
    private func catchUpWithRegistry(
        before deadline: ContinuousClock.Instant
    ) async throws(RPCFailure) {
        let registry = "registry"
        guard self.definition.subscriptions.contains(where: { $0.source == registry }) else {
            return
        }
        let limit = min(CatchUp.longestWait, ContinuousClock.now.duration(to: deadline))
        let isCurrent = await self.registryCatchUp.round(within: limit) {
            guard let channel = self.channel else { return false }
            let client = JournalServiceClient(channel, routingKey: registry)
            do throws(RPCFailure) {
                let progress = try await client.getProgress(
                    GetProgressRequest(), CallOptions(timeout: CatchUp.longestStep))
                return await self.context.sources.applied(
                    registry, upTo: progress.head, within: CatchUp.longestStep)
            } catch {
                return false
            }
        }
        guard isCurrent else {
            throw RPCFailure(
                .unavailable,
                "\(self.context.name) cannot tell yet whether this caller may call: registry does not answer, or its newest entries are not applied here.",
                retryAfterMilliseconds: 100, verdict: .safeNotStarted, origin: .worker)
        }
    }
}

extension Reader {
    fileprivate func account(of principal: String) throws -> KnownAccounts.Entry? {
        guard let account = try self.current(Operator.self, named: "operators/\(principal)") else {
            return nil
        }
        let party = try self.current(Party.self, named: account.party)
        return KnownAccounts.Entry(
            account: account, hasLeft: party?.state == .deregistered || party?.state == .rejected)
    }

    /// Whether system, security and audit administrator of the management body are all appointed.
    fileprivate func hasThreeAdministrators() throws -> Bool {
        var missing: Set<OperatorRole> = [
            .systemAdministrator, .securityAdministrator, .auditAdministrator,
        ]
        var after: String?
        while !missing.isEmpty {
            let page = try self.list(
                Operator.self, where: [], after: after, limit: StorageLimits.pageRows)
            for account in page
            where account.state == .active && account.partyRole == .managementBody {
                missing.subtract(account.operatorRoles)
            }
            guard page.count == StorageLimits.pageRows else { break }
            after = page.last?.name
        }
        return missing.isEmpty
    }
}

/// Rounds of catching up with another service; calls that miss something share them.
///
/// A call joins the round that begins after it came, never one that runs already: that one may
/// have looked too early. So at most one round runs and one waits, however many calls come.
package final class CatchUp: Sendable {
    /// How long one call waits, and how long each of the two steps of a round may take.
    static let longestWait = Duration.seconds(2)
    static let longestStep = Duration.milliseconds(700)
    /// Calls that may wait; each holds a slot of the worker.
    private static let waitingCalls = 64

    private struct State: Sendable {
        var begun: Int64 = 0
        var wanted: Int64 = 0
        var succeeded: Int64 = 0
        var isRunning = false
        var waiting = 0
    }

    private let state = Mutex(State())
    private let ended = JournalSignal(head: 0)

    package init() {}

    /// Waits for a round that begins from now on; false when it failed or took too long.
    package func round(
        within limit: Duration, _ work: @escaping @Sendable () async -> Bool
    ) async -> Bool {
        let joined = self.state.withLock { state -> (number: Int64, starts: Bool)? in
            guard state.waiting < Self.waitingCalls else { return nil }
            state.waiting += 1
            state.wanted = state.begun + 1
            defer { state.isRunning = true }
            return (state.wanted, !state.isRunning)
        }
        guard let joined else { return false }
        if joined.starts { Task { await self.run(work) } }
        _ = await self.ended.wait(after: joined.number - 1, within: limit)
        return self.state.withLock { state in
            state.waiting -= 1
            return state.succeeded >= joined.number
        }
    }

    /// Runs rounds as long as somebody wants one.
    private func run(_ work: @Sendable () async -> Bool) async {
        while let number = self.begin() {
            let isDone = await work()
            self.state.withLock { if isDone { $0.succeeded = number } }
            self.ended.publish(number)
        }
    }

    private func begin() -> Int64? {
        self.state.withLock { state in
            guard state.wanted > state.begun else {
                state.isRunning = false
                return nil
            }
            state.begun += 1
            return state.begun
        }
    }
}

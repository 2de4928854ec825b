import MeshTransport

/// A caller's sessions, one with each gateway, and which of them a call goes to.
///
/// With one gateway there is nothing to pick. Calls are repeated here alone: a session whose call
/// failed hands it back.
///
/// Unchecked: confined to its loop.
final class GatewayPicker: @unchecked Sendable {
    private let cores: [CallerCore]
    /// For people.
    let endpoints: String
    private var random = SystemRandomNumberGenerator()

    init(endpoints: [String], settings: CallerSettings) {
        precondition(!endpoints.isEmpty, "a caller needs a gateway")
        self.endpoints = endpoints.joined(separator: ", ")
        let budget = RetryBudget(
            atOnce: settings.repeatsAtOnce, perSecond: settings.repeatsPerSecond)
        self.cores = endpoints.map {
            CallerCore(endpoint: $0, settings: settings, budget: budget)
        }
    }

    func start(_ loop: IOLoop, _ principal: String, _ security: Security) {
        for core in self.cores {
            if self.cores.count > 1 { core.picker = self }
            core.start(loop, principal, security)
        }
    }

    func close() {
        for core in self.cores { core.close() }
    }

    func awaitSession(_ continuation: UnsafeContinuation<Bool, Never>, due: Int64) {
        let core = self.cores.first(where: \.isUsable) ?? self.fallback
        core.awaitSession(continuation, due: due)
    }

    func noSession(_ code: StatusCode) -> RPCFailure { self.fallback.noSession(code) }

    var counters: CallerCounters { self.cores.reduce(CallerCounters()) { $0 + $1.counters } }

    /// - Parameter old: Whose gateway has the call already.
    func submit(_ pending: PendingCall, avoiding old: CallerCore? = nil) {
        let core = self.pick(avoiding: old)
        pending.core = core
        core.submit(pending)
    }

    /// Calls once more, through another gateway when there is one.
    func again(_ pending: PendingCall, after old: CallerCore) {
        old.give(pending, to: self.pick(avoiding: old))
    }

    func hasOther(than core: CallerCore) -> Bool {
        self.cores.contains { $0 !== core && $0.isUsable }
    }

    /// A session came up: whoever waits elsewhere for one has it.
    func opened() {
        for core in self.cores where !core.isUsable { self.clear(core) }
    }

    /// Gives what waits at a gateway that takes nothing to others; without any it goes on waiting.
    func clear(_ core: CallerCore) {
        guard self.hasOther(than: core) else { return }
        core.sessionWaiters.resumeAll(true)
        while let pending = core.waiting.popFirst() {
            if !pending.isFinished { core.give(pending, to: self.pick(avoiding: core)) }
        }
    }

    private func pick(avoiding old: CallerCore?) -> CallerCore {
        guard self.cores.count > 1 else { return self.cores[0] }
        let costs = self.cores.map { $0.isUsable && $0 !== old ? $0.cost : nil }
        guard let pick = cheaperOfTwo(costs, using: &self.random) else {
            return old.flatMap { $0.isUsable ? $0 : nil } ?? self.fallback
        }
        if let passedOver = pick.passedOver { self.cores[passedOver].latency.fade() }
        return self.cores[pick.chosen]
    }

    /// Where calls wait as long as no session is open.
    private var fallback: CallerCore {
        self.cores.first { !$0.isClosed } ?? self.cores[0]
    }
}

extension PendingCall {
    func cancel() {
        self.isCancelled = true
        self.core?.cancel(self)
    }
}

/// One session of several.
extension CallerCore {
    /// Whether the gateway takes calls.
    var isUsable: Bool {
        guard let link = self.link else { return false }
        return link.isOpen && !link.isLeaving
    }

    var cost: Int64 { self.latency.cost(outstanding: self.live) }

    /// Streams last as long as they like and tell nothing.
    func note(_ pending: PendingCall, at now: Int64) {
        if pending.flow == nil { self.latency.note(now - pending.sentAt) }
    }

    /// Hands a call that waits to another session; the same key, deadline and attempt.
    func give(_ pending: PendingCall, to other: CallerCore) {
        if other !== self {
            self.live -= 1
            other.live += 1
            other.deadlines.add(pending, due: pending.deadline)
            pending.core = other
        }
        other.waiting.append(pending)
    }

    /// The gateway is about to stop: what is open is finished, what waits goes elsewhere.
    func flushLast(on link: Link, at now: Int64) {
        self.picker?.clear(self)
        self.endWatches(at: now)
        self.flushMessages(on: link)
        if self.open.count == 0 { link.depart(at: now) }
    }

    /// Ends streams that only read, which may last for hours; one that has brought nothing yet is
    /// opened again elsewhere.
    private func endWatches(at now: Int64) {
        for pending in self.open.values
        where pending.flow != nil && pending.method.callClass == .noSideEffects {
            self.withdraw(pending)
            self.drop(pending)
            self.failed(
                pending,
                RPCFailure(
                    .unavailable, "the gateway is being stopped; open the stream again",
                    verdict: .safeIdempotent, origin: .caller), at: now)
        }
    }
}

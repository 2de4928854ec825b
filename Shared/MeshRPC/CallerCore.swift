import MeshTransport

/// A caller's open calls.
///
/// Unchecked: confined to its loop, save for what `init` sets.
final class CallerCore: LinkOwner, @unchecked Sendable {
    private let endpoint: String
    let settings: CallerSettings
    /// Of all sessions of the caller together.
    let budget: RetryBudget
    /// Where there are several gateways; kept until the session is closed or its loop ends.
    @exclusivity(unchecked) var picker: GatewayPicker?
    @exclusivity(unchecked) private(set) var link: Link?
    @exclusivity(unchecked) private(set) var isClosed = false
    /// Why the gateway opens no session; `nil` when it does or does not answer.
    private var denial: RPCFailure?
    @exclusivity(unchecked) var waiting = FirstInFirstOut<PendingCall>()
    @exclusivity(unchecked) var open = NumberTable<PendingCall>()
    @exclusivity(unchecked) var lastCallID: UInt64 = 0
    /// Calls submitted and not finished.
    @exclusivity(unchecked) var live = 0
    /// How long answers take through this gateway.
    var latency = LatencyEstimate()
    @exclusivity(unchecked) var deadlines = DeadlineQueue<PendingCall>()
    @exclusivity(unchecked) private var retries = DeadlineQueue<PendingCall>()
    /// Calls with messages to send, and grants to give, until the round is over.
    var sendable = FirstInFirstOut<PendingCall>()
    var grants = FirstInFirstOut<(pending: PendingCall, grant: CreditGrant)>()
    var stalls = DeadlineQueue<Stall>()

    /// A writer that waits for credit.
    struct Stall: Sendable {
        let pending: PendingCall
        let number: UInt64
    }
    var sessionWaiters = Waiters()
    let clientID = randomBytes(16)
    var counters = CallerCounters()
    /// Calls to be made once more when they are not answered by then.
    var hedges = DeadlineQueue<PendingCall>()
    /// Numbers of calls whose rival was answered first, until their own END.
    var losers: Set<UInt64> = []

    init(endpoint: String, settings: CallerSettings, budget: RetryBudget) {
        self.endpoint = endpoint
        self.settings = settings
        self.budget = budget
    }

    func start(_ loop: IOLoop, _ principal: String, _ security: Security) {
        do {
            let link = Link(
                loop: loop, endpoint: try Endpoint(self.endpoint), principal: principal,
                security: security, isWatched: self.picker != nil, owner: self)
            self.link = link
            link.open()
        } catch {
            self.isClosed = true
        }
    }

    func close() {
        self.link?.close()
        self.loopEnded()
    }

    func loopEnded() {
        self.isClosed = true
        self.link = nil
        self.sessionWaiters.resumeAll(false)
        let failure = RPCFailure(
            .cancelled, "the caller was closed", verdict: .unknownOutcome, origin: .caller)
        for pending in self.open.values { self.finish(pending, .failure(failure)) }
        while let pending = self.waiting.popFirst() { self.finish(pending, .failure(failure)) }
        while let pending = self.retries.takeDue(at: .max) {
            self.finish(pending, .failure(failure))
        }
        self.picker = nil
    }

    func awaitSession(_ continuation: UnsafeContinuation<Bool, Never>, due: Int64) {
        if self.isClosed || self.link?.isOpen == true {
            continuation.resume(returning: !self.isClosed)
        } else {
            self.sessionWaiters.add(continuation, due: due)
        }
    }

    func noSession(_ code: StatusCode) -> RPCFailure {
        self.denial ?? self.noGateway(code)
    }

    private func noGateway(_ code: StatusCode) -> RPCFailure {
        RPCFailure(
            code,
            "no gateway answers at \(self.picker?.endpoints ?? self.endpoint); is it running?",
            retryAfterMilliseconds: 100, verdict: .safeNotStarted, origin: .caller)
    }

    func submit(_ pending: PendingCall) {
        self.live += 1
        pending.isSubmitted = true
        if pending.isCancelled { return self.finishCancelled(pending) }
        if self.isClosed { return self.finish(pending, .failure(self.noGateway(.unavailable))) }
        guard self.waiting.count < self.settings.waitingCalls else {
            return self.finish(
                pending,
                .failure(
                    RPCFailure(
                        .resourceExhausted,
                        "\(self.waiting.count) calls already wait for the gateway; call slower",
                        retryAfterMilliseconds: 100, verdict: .safeNotStarted, origin: .caller)))
        }
        self.deadlines.add(pending, due: pending.deadline)
        // Sent when the loop's round is over, together with its other calls.
        self.waiting.append(pending)
    }

    func cancel(_ pending: PendingCall) {
        pending.isCancelled = true
        // Before it was submitted there is nothing to undo; `submit` looks at the mark.
        guard pending.isSubmitted, !pending.isFinished else { return }
        self.withdraw(pending)
        self.finishCancelled(pending)
    }

    private func finishCancelled(_ pending: PendingCall) {
        self.finish(
            pending,
            .failure(
                RPCFailure(
                    .cancelled, "the caller cancelled \(pending.method.path)",
                    verdict: pending.wasSent ? .unknownOutcome : .safeNotStarted, origin: .caller)))
    }

    /// Tells the worker that nobody waits any more.
    func withdraw(_ pending: PendingCall) {
        guard case .sent(let callID) = pending.state else { return }
        _ = self.link?.send(.cancel) { $0.callID = callID }
    }

    /// Listens for no answer any more.
    func drop(_ pending: PendingCall) {
        if case .sent(let callID) = pending.state { self.open[callID] = nil }
    }

    func finish(_ pending: PendingCall, _ result: Result<Reply, RPCFailure>) {
        guard !pending.isFinished, pending.isSubmitted else { return }
        self.drop(pending)
        pending.state = .finished
        self.live -= 1
        if self.deadlines.isCrowded(liveCount: self.live) {
            self.deadlines.compact { !$0.isFinished }
        }
        // The flow knows the call; from here on the call does not know its flow.
        if let flow = pending.flow.take() { self.end(flow, pending.method.shape, result) }
        let continuation = pending.continuation.take() ?? pending.rival?.continuation.take()
        self.endRival(of: pending)
        continuation?.resume(returning: result)
    }
}

// MARK: - What the link says

extension CallerCore {
    var nextDeadline: Int64 {
        min(
            self.deadlines.first, self.retries.first, self.sessionWaiters.first, self.stalls.first,
            self.hedges.first)
    }

    func expire(at now: Int64) {
        self.sessionWaiters.expire(at: now)
        while let pending = self.deadlines.takeDue(at: now) {
            guard !pending.isFinished, pending.core === self else { continue }
            self.withdraw(pending)
            self.finish(pending, .failure(self.late(pending)))
        }
        self.expireStalls(at: now)
        self.hedgeLate(at: now)
        while let pending = self.retries.takeDue(at: now) {
            guard !pending.isFinished else { continue }
            pending.state = .waiting
            if let picker = self.picker {
                picker.again(pending, after: self)
            } else {
                self.waiting.append(pending)
            }
        }
    }

    private func late(_ pending: PendingCall) -> RPCFailure {
        guard pending.wasSent else { return self.noSession(.deadlineExceeded) }
        return RPCFailure(
            .deadlineExceeded, "\(pending.method.path) did not answer in time",
            verdict: pending.method.callClass == .unsafe ? .unknownOutcome : .safeIdempotent,
            origin: .caller)
    }

    func opened(at now: Int64) {
        self.lastCallID = 0
        self.losers.removeAll()
        self.denial = nil
        self.sessionWaiters.resumeAll(true)
        self.picker?.opened()
    }

    /// Whoever waits is told; later calls wait again, for the key may be admitted meanwhile.
    func denied(_ failure: RPCFailure) {
        self.denial = failure
        self.sessionWaiters.resumeAll(false)
        while let pending = self.waiting.popFirst() { self.finish(pending, .failure(failure)) }
    }

    func lost(at now: Int64) {
        self.picker?.clear(self)
        let calls = self.open.values.sorted { $0.deadline < $1.deadline }
        self.open = NumberTable()
        for pending in calls {
            self.failed(
                pending,
                RPCFailure(
                    .unavailable, "the session with the gateway was lost",
                    verdict: .unknownOutcome, origin: .caller), at: now)
        }
    }

    func received(_ kind: Kind, _ header: CallHeader, _ message: Message, at now: Int64) {
        guard let pending = self.open[header.callID] else {
            if kind == .end { self.countLate(header.callID) }
            return
        }
        guard header.flags.demands.isEmpty else {
            return self.giveUp(pending, .notUnderstood(header.flags, origin: .caller))
        }
        if kind == .data, !pending.method.shape.streamsReplies {
            return self.giveUp(
                pending,
                RPCFailure(
                    .internal, "\(pending.method.path) answers once, not as a stream",
                    verdict: .unknownOutcome))
        }
        if kind != .end {
            guard let flow = pending.flow else { return }
            self.received(kind, header, message, pending, flow)
            guard kind == .data, header.flags.contains(.endOfStream), !pending.isFinished else {
                return
            }
        }
        switch self.result(of: pending, header, message) {
        case .success(let reply):
            if self.picker != nil { self.note(pending, at: now) }
            self.finish(pending, .success(reply))
        case .failure(let failure):
            self.open[header.callID] = nil
            self.failed(pending, failure, at: now)
        }
    }

    func received(_ kind: Kind, _ envelope: Envelope, at now: Int64) {}

    private func result(
        of pending: PendingCall, _ header: CallHeader, _ message: Message
    ) -> Result<Reply, RPCFailure> {
        let envelope = message.envelope
        do throws(EnvelopeFault) {
            if !header.status.isEmpty {
                var status = try RPCFailure(header.status.bytes(in: envelope))
                status.metadata = try header.metadata(in: envelope)
                if status.code != .ok { return .failure(status) }
            }
            let digest = header.requestDigest.bytes(in: envelope)
            guard digest.isEmpty || digest.elementsEqual(pending.digest) else {
                return .failure(self.unusable("the answer belongs to another request"))
            }
            return .success(
                Reply(
                    payload: [UInt8](message.payload), metadata: try header.metadata(in: envelope)))
        } catch {
            return .failure(self.unusable("the answer cannot be read: \(error)"))
        }
    }

    private func unusable(_ text: String) -> RPCFailure {
        RPCFailure(.dataLoss, text, verdict: .unknownOutcome, origin: .caller)
    }

    private func repeatUntil(_ pending: PendingCall) -> Int64 {
        guard pending.method.shape.streamsReplies else { return pending.deadline }
        let begun = pending.deadline - pending.timeout
        return min(pending.deadline, begun + self.settings.streamOpening.microseconds)
    }

    func failed(_ pending: PendingCall, _ failure: RPCFailure, at now: Int64) {
        guard !pending.isHedge || failure.origin == .handler else { return self.endHedge(pending) }
        let isMoving = failure.origin == .caller && self.picker?.hasOther(than: self) == true
        guard pending.isRepeatable,
            let wait = RetryPolicy.wait(
                after: failure, of: pending, isMoving: isMoving,
                remaining: self.repeatUntil(pending) - now, self.budget, at: now)
        else { return self.finish(pending, .failure(failure)) }
        self.counters.repeats += 1
        pending.attempt += 1
        pending.state = .backingOff
        self.retries.add(pending, due: now + wait)
    }
}

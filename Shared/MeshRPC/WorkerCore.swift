import MeshTransport

/// A method with its code, shared by reference: a descriptor has many fields to copy.
final class BoundMethod: Sendable {
    let binding: MethodBinding

    init(_ binding: MethodBinding) {
        self.binding = binding
    }
}

/// One call from REQUEST to its answer.
///
/// Unchecked: confined to the worker's loop.
final class RunningCall: @unchecked Sendable {
    let callID: UInt64
    let session: UInt64
    /// `nil` for a call that was refused.
    let bound: BoundMethod?
    let digest: [UInt8]
    @exclusivity(unchecked) var task: Task<Void, Never>?
    @exclusivity(unchecked) var isCancelled = false
    @exclusivity(unchecked) var isFinished = false

    /// END, or REFUSED when it never started.
    @exclusivity(unchecked) var kind = Kind.end
    @exclusivity(unchecked) var status: RPCFailure?
    @exclusivity(unchecked) var reply = Reply(payload: [])
    /// Of a call with streams.
    @exclusivity(unchecked) var flow: CallFlow?
    /// What the other side did wrong; it ends the call, whatever the handler says then.
    private var fault: RPCFailure?

    init(
        callID: UInt64, session: UInt64, bound: BoundMethod? = nil, digest: [UInt8] = []
    ) {
        self.callID = callID
        self.session = session
        self.bound = bound
        self.digest = digest
    }

    func fail(_ fault: RPCFailure) {
        self.fault = fault
        self.flow?.fail(fault)
        self.task?.cancel()
    }

    func outcome(_ result: Result<Reply, RPCFailure>) -> Result<Reply, RPCFailure> {
        self.fault.map { .failure($0) } ?? result
    }

    func cancel() {
        self.isCancelled = true
        self.task?.cancel()
        self.flow?.fail(
            RPCFailure(.cancelled, "the call was cancelled, or its time is over"))
    }
}

/// A worker's session, slots and running calls.
///
/// Unchecked: confined to its loop, save for what `init` sets.
final class WorkerCore: LinkOwner, @unchecked Sendable {
    let name: String
    let loop: IOLoop
    let settings: WorkerSettings
    let admit: Admission
    let methods: NameTable<NameTable<BoundMethod>>
    private let verifier: IdentityVerifier
    private let endpoint: String
    private let security: Security
    private let services: [String]
    private let instance: [UInt8]
    private let isWatched: Bool
    @exclusivity(unchecked) private var link: Link?
    /// The running calls of this session by the gateway's number.
    @exclusivity(unchecked) var open = NumberTable<RunningCall>()
    /// Running calls of sessions that were lost.
    private var orphans: [RunningCall] = []
    /// Calls with messages to send, and grants to give, until the round is over.
    var sendable = FirstInFirstOut<RunningCall>()
    var grants = FirstInFirstOut<(call: RunningCall, grant: CreditGrant)>()
    var stalls = DeadlineQueue<Stall>()
    var openStreams = 0

    /// A writer that waits for credit.
    struct Stall: Sendable {
        let call: RunningCall
        let number: UInt64
    }

    @exclusivity(unchecked) private var deadlines = DeadlineQueue<RunningCall>()
    /// Calls with an answer, until the loop's round is over.
    @exclusivity(unchecked) private var outbox = FirstInFirstOut<RunningCall>()
    /// Calls received in this session, and slots granted in it.
    @exclusivity(unchecked) private var received: UInt64 = 0
    @exclusivity(unchecked) private var granted: UInt64 = 0
    @exclusivity(unchecked) private var isRegistered = false
    @exclusivity(unchecked) private var isDraining = false
    /// Whether the gateway has answered DRAIN: no request is on its way any more.
    private var isCutOff = false
    private let registration: Registration
    private var drainage = Waiters()
    private var farewell = Waiters()

    init(
        loop: IOLoop, endpoint: String, name: String, shared: [MethodBinding],
        bindings: [MethodBinding], settings: WorkerSettings, security: Security,
        trust: IdentityTrust, registration: Registration, isWatched: Bool,
        admit: @escaping Admission
    ) {
        self.loop = loop
        self.endpoint = endpoint
        self.instance = registration.instance
        self.registration = registration
        self.isWatched = isWatched
        self.security = security
        self.verifier = IdentityVerifier(trust)
        self.name = name
        self.settings = settings
        self.admit = admit
        var methods = NameTable<NameTable<BoundMethod>>()
        for binding in shared + bindings {
            var service = methods[binding.descriptor.service] ?? NameTable()
            service[binding.descriptor.method] = BoundMethod(binding)
            methods[binding.descriptor.service] = service
        }
        self.methods = methods
        self.services =
            Set(bindings.map(\.descriptor.service)).sorted()
            + Set(shared.map { "\($0.descriptor.service)@\(name)" }).sorted()
    }

    func start() {
        do {
            let link = Link(
                loop: self.loop, endpoint: try Endpoint(self.endpoint),
                principal: "service.\(self.name)", security: self.security,
                isWatched: self.isWatched, owner: self)
            self.link = link
            link.open()
        } catch {
            // `registered` reports it: without a link nothing is ever registered.
            self.link = nil
        }
    }

    /// Whether there is a gateway to ask.
    var isStarted: Bool { self.link != nil }

    func drain(_ continuation: UnsafeContinuation<Bool, Never>, due: Int64) {
        self.isDraining = true
        self.drainage.add(continuation, due: due)
        self.endWatches()
        self.flush(at: monotonicMicroseconds())
        if self.link?.isOpen != true || self.link?.send(.drain) != .sent { self.isCutOff = true }
        self.endDrain()
    }

    private func endDrain() {
        // An answer that waits for a slow gateway is not given yet.
        if self.isDraining, self.isCutOff, self.runningCount == 0, self.outbox.isEmpty {
            self.drainage.resumeAll(true)
        }
    }

    /// Says GOODBYE and waits for the gateway's: a socket that closes drops what it has not sent.
    func leave(_ continuation: UnsafeContinuation<Bool, Never>, due: Int64) {
        self.flush(at: monotonicMicroseconds())
        if self.runningCount == 0 { _ = self.link?.send(.drained) }
        guard let link = self.link, link.isOpen, link.send(.goodbye) == .sent else {
            return continuation.resume(returning: false)
        }
        self.farewell.add(continuation, due: due)
    }

    func close() {
        self.link?.close(sayingGoodbye: false)
        self.loopEnded()
    }

    func loopEnded() {
        for call in self.open.values + self.orphans { call.cancel() }
        self.link = nil
        self.registration.end()
        self.drainage.resumeAll(false)
        self.farewell.resumeAll(false)
    }
}

// MARK: - Slots

extension WorkerCore {
    private var runningCount: Int { self.open.count + self.orphans.count }

    /// All slots granted since READY: what arrived, plus what could still run beside it.
    private var grant: UInt64 {
        let free = Int64(self.settings.slots) - Int64(self.runningCount)
        return UInt64(max(Int64(self.granted), Int64(self.received) + free))
    }

    /// Raises the grant in steps, so that not every call costs a message; when the gateway is
    /// nearly out of slots, at once.
    private func raiseGrant() {
        guard self.isRegistered, !self.isDraining else { return }
        let grant = self.grant
        let step = UInt64(max(1, self.settings.slots / 4))
        guard grant > self.granted else { return }
        guard grant - self.granted >= step || self.granted - self.received <= step else { return }
        self.sendCapacity(.capacity, grant)
    }

    private func sendCapacity(_ kind: Kind, _ grant: UInt64) {
        let outcome = self.link?.send(kind) { envelope in
            envelope.creditMessages = grant
            var ready = Ready()
            ready.inFlight = UInt32(clamping: self.runningCount)
            if kind == .ready {
                ready.instance = self.instance
                ready.name = self.name
                ready.services = self.services
                ready.build = self.settings.build
            }
            envelope.ready = ready
        }
        // A grant that could not be sent is made again with the next call or PING.
        if outcome == .sent { self.granted = grant }
    }
}

// MARK: - What the link says

extension WorkerCore {
    var nextDeadline: Int64 {
        min(
            self.deadlines.first, self.registration.first, self.drainage.first,
            self.farewell.first, self.stalls.first)
    }

    func expire(at now: Int64) {
        self.registration.expire(at: now)
        self.drainage.expire(at: now)
        self.farewell.expire(at: now)
        self.expireStalls(at: now)
        while let call = self.deadlines.takeDue(at: now) {
            if !call.isFinished { call.cancel() }
        }
    }

    func opened(at now: Int64) {
        self.received = 0
        self.granted = 0
        self.isCutOff = self.isDraining
        guard !self.isDraining else { return }
        self.sendCapacity(.ready, self.grant)
    }

    /// Reads are cancelled; the rest runs to its deadline, so that a repeat finds its result.
    func lost(at now: Int64) {
        if self.isRegistered { self.registration.left() }
        self.isRegistered = false
        self.isCutOff = true
        self.orphans += self.open.values
        self.open = NumberTable()
        self.outbox = FirstInFirstOut()
        for call in self.orphans
        where call.flow != nil || call.bound?.binding.descriptor.callClass == .noSideEffects {
            call.cancel()
        }
        self.farewell.resumeAll(false)
        self.endDrain()
    }

    /// Goes on asking: its key may be admitted later.
    func denied(_ failure: RPCFailure) {}

    func flush(at now: Int64) {
        guard let link = self.link, link.isOpen else { return }
        guard self.flushGrants(on: link), self.flushMessages(on: link) else { return }
        while let answer = self.outbox.first {
            guard self.flushRest(of: answer, on: link) else { return }
            let outcome = link.send(answer.kind, payload: answer.reply.payload) {
                writer, session, sequence in
                writer.number(1, answer.callID)
                writer.fixed(2, session)
                writer.number(6, sequence)
                if let status = answer.status { writer.message(13) { status.write(to: &$0) } }
                answer.reply.metadata.write(to: &writer)
                writer.bytes(25, answer.digest)
            }
            if outcome == .full { return }
            _ = self.outbox.popFirst()
        }
        self.endDrain()
    }

    func received(_ kind: Kind, _ header: CallHeader, _ message: Message, at now: Int64) {
        switch kind {
        case .request: self.requested(header, message, at: now)
        case .cancel: self.open[header.callID]?.cancel()
        case .data, .halfClose, .credit:
            if let call = self.open[header.callID], let flow = call.flow {
                self.received(kind, header, message, call, flow)
            }
        default: return
        }
    }

    func received(_ kind: Kind, _ envelope: Envelope, at now: Int64) {
        switch kind {
        case .ping: self.pinged(envelope)
        case .drain:
            self.isCutOff = true
            self.endDrain()
        case .goodbye: self.farewell.resumeAll(true)
        default: return
        }
    }

    /// A PING that names a lease says that READY was taken.
    private func pinged(_ envelope: Envelope) {
        if self.isRegistered {
            self.raiseGrant()
        } else if envelope.leaseMilliseconds > 0 {
            self.isRegistered = true
            self.registration.entered()
        } else if !self.isDraining {
            self.sendCapacity(.ready, self.grant)
        }
    }

    private func requested(_ header: CallHeader, _ message: Message, at now: Int64) {
        self.received += 1
        guard !self.isDraining, self.runningCount < self.settings.slots else {
            let failure = RPCFailure(
                .unavailable, "\(self.name) takes no new calls", retryAfterMilliseconds: 20,
                verdict: .safeNotStarted, origin: .worker, originID: self.name)
            return self.turnAway(header, .refused, failure)
        }
        do {
            try self.begin(header, message, at: now)
        } catch {
            self.turnAway(header, .end, error)
        }
    }

    /// Who calls, if the gateway's word about it is to be taken.
    func vouched(_ bytes: UnsafeRawBufferPointer) throws(EnvelopeFault) -> Vouched {
        try self.verifier.vouched(bytes, epoch: self.link?.epoch ?? 0)
    }

    /// Answers a call that no handler saw.
    private func turnAway(_ header: CallHeader, _ kind: Kind, _ failure: RPCFailure) {
        let call = RunningCall(callID: header.callID, session: header.session)
        call.kind = kind
        call.status = failure
        self.outbox.append(call)
    }
}

// MARK: - Handlers

extension WorkerCore {
    private func begin(
        _ header: CallHeader, _ message: Message, at now: Int64
    ) throws(RPCFailure) {
        let request = try WorkerRequest(header, message, worker: self)
        let isStream = request.bound.binding.descriptor.shape != .unary
        if isStream { try self.checkRoom() }
        let running = RunningCall(
            callID: header.callID, session: header.session, bound: request.bound,
            digest: request.call.requestDigest)
        self.open[running.callID] = running
        self.deadlines.add(running, due: now + request.remaining)
        if isStream { self.openFlow(of: running, header, request.payload) }
        let admit = self.admit
        let bound = request.bound
        let payload = request.payload
        let call = request.call
        // Starts here and now; what it awaits comes back to this loop.
        let task = Task.immediate(executorPreference: self.loop) { [self] in
            var call = call
            let result: Result<Reply, RPCFailure>
            do throws(RPCFailure) {
                call.actor = try await admit(bound.binding.descriptor, call)
                switch (bound.binding.handler, running.flow) {
                case (.unary(let handle), _):
                    result = .success(try await handle(payload, call))
                case (.stream(let handle), .some(let flow)):
                    result = .success(try await handle(flow.inbound, flow.outbound, call))
                case (.stream, .none):
                    throw RPCFailure(.internal, "\(bound.binding.descriptor.path) has no stream")
                }
            } catch {
                result = .failure(error)
            }
            self.hand(running, result, call.answer.all)
        }
        if !running.isFinished { running.task = task }
    }

    /// Brings a result home, wherever the handler ended.
    private func hand(
        _ running: RunningCall, _ result: Result<Reply, RPCFailure>, _ metadata: [Metadata]
    ) {
        if self.loop.isCurrent {
            self.finished(running, result, metadata)
        } else {
            self.loop.perform { self.finished(running, result, metadata) }
        }
    }

    private func finished(
        _ running: RunningCall, _ result: Result<Reply, RPCFailure>, _ metadata: [Metadata]
    ) {
        running.isFinished = true
        running.task = nil
        if running.flow != nil { self.endFlow(of: running) }
        if running.session == self.link?.sessionID, self.open[running.callID] === running {
            self.open[running.callID] = nil
            self.answer(running, result, metadata)
        } else {
            self.orphans.removeAll { $0 === running }
        }
        if self.deadlines.isCrowded(liveCount: self.runningCount) {
            self.deadlines.compact { !$0.isFinished }
        }
        self.endDrain()
        self.raiseGrant()
    }

    private func answer(
        _ call: RunningCall, _ result: Result<Reply, RPCFailure>, _ metadata: [Metadata]
    ) {
        switch call.outcome(result) {
        case .success(var reply):
            if !metadata.isEmpty { reply.metadata += metadata }
            call.status = self.unsendable(reply)
            if call.status == nil { call.reply = reply }
        case .failure(let failure):
            call.status = self.attributed(failure, call)
            call.reply.metadata = metadata
        }
        self.outbox.append(call)
    }

    /// Says who made a failure; after a cancel the failure is the cancel, whatever it became.
    private func attributed(_ failure: RPCFailure, _ call: RunningCall) -> RPCFailure {
        var failure = failure
        if call.isCancelled, failure.origin == .unspecified || failure.code == .cancelled {
            failure.code = .cancelled
        }
        // Also for a failure of a call the handler made: this call did start.
        failure.origin = .handler
        if failure.originID.isEmpty { failure.originID = self.name }
        return failure
    }

    private func unsendable(_ reply: Reply) -> RPCFailure? {
        var text = ""
        if reply.payload.count > self.settings.payloadLimit {
            text = "the answer has \(reply.payload.count) bytes; \(self.settings.payloadLimit) fit"
        } else if reply.metadata.count > EnvelopeLimit.metadataEntries
            || reply.metadata.reduce(0, { $0 + $1.key.utf8.count + $1.value.count + 8 })
                > EnvelopeLimit.metadataBytes
        {
            text = "the answer's metadata pass \(EnvelopeLimit.metadataBytes) bytes"
        }
        guard !text.isEmpty else { return nil }
        return RPCFailure(
            .resourceExhausted, text, verdict: .doNotRetry, origin: .worker, originID: self.name)
    }
}

import MeshTransport

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
    @exclusivity(unchecked) var link: Link?
    /// The running calls of this session by the gateway's number.
    @exclusivity(unchecked) var open = NumberTable<RunningCall>()
    /// Running calls of sessions that were lost.
    var orphans: [RunningCall] = []
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

    @exclusivity(unchecked) var deadlines = DeadlineQueue<RunningCall>()
    /// Calls with an answer, until the loop's round is over.
    @exclusivity(unchecked) var outbox = FirstInFirstOut<RunningCall>()
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

    func endDrain() {
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
    var runningCount: Int { self.open.count + self.orphans.count }

    /// All slots granted since READY: what arrived, plus what could still run beside it.
    private var grant: UInt64 {
        let free = Int64(self.settings.slots) - Int64(self.runningCount)
        return UInt64(max(Int64(self.granted), Int64(self.received) + free))
    }

    /// Raises the grant in steps, so that not every call costs a message; when the gateway is
    /// nearly out of slots, at once.
    func raiseGrant() {
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
        case _ where !header.flags.demands.isEmpty: self.refuseFlags(kind, header)
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

    private func refuseFlags(_ kind: Kind, _ header: CallHeader) {
        var failure = RPCFailure.notUnderstood(header.flags, origin: .worker)
        failure.originID = self.name
        if kind == .request {
            self.received += 1
            self.turnAway(header, .end, failure)
        } else {
            self.open[header.callID]?.fail(failure)
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

import MeshTransport

/// A method with its code, shared by reference: a descriptor has many fields to copy.
final class BoundMethod: Sendable {
    let binding: MethodBinding

    init(_ binding: MethodBinding) {
        self.binding = binding
    }
}

/// One call that a handler works on.
///
/// Unchecked: confined to the worker's loop.
final class RunningCall: @unchecked Sendable {
    let number: UInt64
    let callID: UInt64
    let session: UInt64
    let bound: BoundMethod
    let digest: [UInt8]
    var task: Task<Void, Never>?
    var isCancelled = false
    var isFinished = false

    init(
        number: UInt64, callID: UInt64, session: UInt64, bound: BoundMethod, digest: [UInt8]
    ) {
        self.number = number
        self.callID = callID
        self.session = session
        self.bound = bound
        self.digest = digest
    }

    func cancel() {
        self.isCancelled = true
        self.task?.cancel()
    }
}

/// A worker's session, slots and running calls.
///
/// Unchecked: confined to its loop, save for what `init` sets.
final class WorkerCore: LinkOwner, @unchecked Sendable {
    /// END or REFUSED of one call, until the loop's round is over.
    private struct Answer {
        var kind = Kind.end
        var callID: UInt64
        var digest: [UInt8] = []
        var status: RPCFailure?
        var reply = Reply(payload: [])
    }

    let name: String
    let loop: IOLoop
    let settings: WorkerSettings
    let admit: Admission
    let methods: [String: [String: BoundMethod]]
    private let verifier: IdentityVerifier
    private let endpoint: String
    private let security: Security
    private let services: [String]
    private let instance = randomBytes(16)
    private var link: Link?
    private var running: [UInt64: RunningCall] = [:]
    /// The running calls of this session by the gateway's number.
    private var open: [UInt64: RunningCall] = [:]
    private var lastNumber: UInt64 = 0
    private var deadlines = DeadlineQueue<RunningCall>()
    private var outbox = FirstInFirstOut<Answer>()
    /// Calls received in this session, and slots granted in it.
    private var received: UInt64 = 0
    private var granted: UInt64 = 0
    private var isRegistered = false
    private var isDraining = false
    /// Whether the gateway has answered DRAIN: no request is on its way any more.
    private var isCutOff = false
    private var registration = Waiters()
    private var drainage = Waiters()
    private var farewell = Waiters()

    init(
        loop: IOLoop, endpoint: String, name: String, shared: [MethodBinding],
        bindings: [MethodBinding], settings: WorkerSettings, security: Security,
        trust: IdentityTrust, admit: @escaping Admission
    ) {
        self.loop = loop
        self.endpoint = endpoint
        self.security = security
        self.verifier = IdentityVerifier(trust)
        self.name = name
        self.settings = settings
        self.admit = admit
        var methods: [String: [String: BoundMethod]] = [:]
        for binding in shared + bindings {
            methods[binding.descriptor.service, default: [:]][binding.descriptor.method] =
                BoundMethod(binding)
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
                principal: "service.\(self.name)", security: self.security, owner: self)
            self.link = link
            link.open()
        } catch {
            // `registered` reports it: without a link nothing is ever registered.
            self.link = nil
        }
    }

    func awaitRegistration(_ continuation: UnsafeContinuation<Bool, Never>, due: Int64) {
        if self.isRegistered {
            continuation.resume(returning: true)
        } else if self.link == nil {
            continuation.resume(returning: false)
        } else {
            self.registration.add(continuation, due: due)
        }
    }

    func drain(_ continuation: UnsafeContinuation<Bool, Never>, due: Int64) {
        self.isDraining = true
        self.drainage.add(continuation, due: due)
        self.flush(at: monotonicMicroseconds())
        if self.link?.isOpen != true || self.link?.send(.drain) != .sent { self.isCutOff = true }
        self.endDrain()
    }

    private func endDrain() {
        if self.isDraining, self.isCutOff, self.running.isEmpty { self.drainage.resumeAll(true) }
    }

    /// Says GOODBYE and waits for the gateway's: a socket that closes drops what it has not sent.
    func leave(_ continuation: UnsafeContinuation<Bool, Never>, due: Int64) {
        self.flush(at: monotonicMicroseconds())
        if self.running.isEmpty { _ = self.link?.send(.drained) }
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
        for call in self.running.values { call.cancel() }
        self.link = nil
        self.registration.resumeAll(false)
        self.drainage.resumeAll(false)
        self.farewell.resumeAll(false)
    }
}

// MARK: - Slots

extension WorkerCore {
    /// All slots granted since READY: what arrived, plus what could still run beside it.
    private var grant: UInt64 {
        let free = Int64(self.settings.slots) - Int64(self.running.count)
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
            ready.inFlight = UInt32(clamping: self.running.count)
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
            self.farewell.first)
    }

    func expire(at now: Int64) {
        self.registration.expire(at: now)
        self.drainage.expire(at: now)
        self.farewell.expire(at: now)
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
        self.isRegistered = false
        self.isCutOff = true
        self.open = [:]
        self.outbox = FirstInFirstOut()
        for call in self.running.values {
            switch call.bound.binding.descriptor.callClass {
            case .noSideEffects: call.cancel()
            case .idempotent, .keyed, .unsafe: continue
            }
        }
        self.farewell.resumeAll(false)
        self.endDrain()
    }

    /// Goes on asking: its key may be admitted later.
    func denied(_ failure: RPCFailure) {}

    func flush(at now: Int64) {
        guard let link = self.link, link.isOpen else { return }
        while let answer = self.outbox.popFirst() {
            let outcome = link.send(answer.kind, payload: answer.reply.payload) {
                writer, session, sequence in
                writer.number(1, answer.callID)
                writer.fixed(2, session)
                writer.number(6, sequence)
                if let status = answer.status { writer.message(13) { status.write(to: &$0) } }
                answer.reply.metadata.write(to: &writer)
                writer.bytes(25, answer.digest)
            }
            guard outcome == .full else { continue }
            self.outbox.prepend(answer)
            return
        }
    }

    func received(_ kind: Kind, _ envelope: Envelope, _ payload: Message, at now: Int64) {
        switch kind {
        case .request: self.requested(envelope, payload, at: now)
        case .cancel: self.open[envelope.callID]?.cancel()
        case .ping:
            self.pinged(envelope)
        case .drain:
            self.isCutOff = true
            self.endDrain()
        case .goodbye: self.farewell.resumeAll(true)
        case .hello, .welcome, .goaway, .pong, .headers, .data, .halfClose, .credit, .end, .started,
            .refused, .keep, .ready, .capacity, .drained, .event, .eventHint,
            .fetch, .batch, .ack:
            return
        }
    }

    /// A PING that names a lease says that READY was taken.
    private func pinged(_ envelope: Envelope) {
        if self.isRegistered {
            self.raiseGrant()
        } else if envelope.leaseMilliseconds > 0 {
            self.isRegistered = true
            self.registration.resumeAll(true)
        } else if !self.isDraining {
            self.sendCapacity(.ready, self.grant)
        }
    }

    private func requested(_ envelope: Envelope, _ payload: Message, at now: Int64) {
        self.received += 1
        guard !self.isDraining, self.running.count < self.settings.slots else {
            return self.refuse(envelope)
        }
        do {
            try self.begin(envelope, payload, at: now)
        } catch {
            self.answer(envelope.callID, .failure(error), digest: [])
        }
    }

    /// Why the gateway's word about a caller is not taken; `nil` when it is.
    func fault(of caller: CallerIdentity) -> String? {
        self.verifier.fault(caller, epoch: self.link?.epoch ?? 0, at: wallMicroseconds())
    }

    private func refuse(_ envelope: Envelope) {
        let failure = RPCFailure(
            .unavailable, "\(self.name) takes no new calls", retryAfterMilliseconds: 20,
            verdict: .safeNotStarted, origin: .worker, originID: self.name)
        self.outbox.append(Answer(kind: .refused, callID: envelope.callID, status: failure))
    }
}

// MARK: - Handlers

extension WorkerCore {
    private func begin(
        _ envelope: Envelope, _ message: Message, at now: Int64
    ) throws(RPCFailure) {
        let request = try WorkerRequest(envelope, message, worker: self)
        self.lastNumber += 1
        let running = RunningCall(
            number: self.lastNumber, callID: envelope.callID, session: envelope.session,
            bound: request.bound, digest: request.call.requestDigest)
        self.running[running.number] = running
        self.open[running.callID] = running
        self.deadlines.add(running, due: now + request.remaining)
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
                result = .success(try await bound.binding.handle(payload, call))
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
        self.running[running.number] = nil
        if self.deadlines.isCrowded(liveCount: self.running.count) {
            self.deadlines.compact { !$0.isFinished }
        }
        if running.session == self.link?.sessionID, self.open[running.callID] === running {
            self.open[running.callID] = nil
            self.answer(
                running.callID, self.attributed(running, result), digest: running.digest,
                metadata: metadata)
        }
        self.endDrain()
        self.raiseGrant()
    }

    /// Says who made a failure; after a cancel the failure is the cancel, whatever it became.
    private func attributed(
        _ running: RunningCall, _ result: Result<Reply, RPCFailure>
    ) -> Result<Reply, RPCFailure> {
        guard case .failure(var failure) = result else { return result }
        if running.isCancelled, failure.origin == .unspecified || failure.code == .cancelled {
            failure.code = .cancelled
        }
        // Also for a failure of a call the handler made: this call did start.
        failure.origin = .handler
        if failure.originID.isEmpty { failure.originID = self.name }
        return .failure(failure)
    }

    private func answer(
        _ callID: UInt64, _ result: Result<Reply, RPCFailure>, digest: [UInt8],
        metadata: [Metadata] = []
    ) {
        var answer = Answer(callID: callID, digest: digest)
        switch result {
        case .success(var reply):
            reply.metadata += metadata
            if let failure = self.unsendable(reply) {
                answer.status = failure
            } else {
                answer.reply = reply
            }
        case .failure(let failure):
            answer.status = failure
            answer.reply.metadata = metadata
        }
        self.outbox.append(answer)
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

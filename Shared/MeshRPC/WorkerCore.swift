import MeshTransport

/// One call that a handler works on.
///
/// Unchecked: confined to the worker's loop.
final class RunningCall: @unchecked Sendable {
    let number: UInt64
    let callID: UInt64
    let session: UInt64
    let binding: MethodBinding
    let digest: [UInt8]
    var task: Task<Void, Never>?
    var isCancelled = false
    var isFinished = false

    init(
        number: UInt64, callID: UInt64, session: UInt64, binding: MethodBinding, digest: [UInt8]
    ) {
        self.number = number
        self.callID = callID
        self.session = session
        self.binding = binding
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
    private struct Answer {
        var kind: Kind
        var envelope: Envelope
        var payload: [UInt8]
    }

    let name: String
    let loop: IOLoop
    let settings: WorkerSettings
    let admit: Admission
    let methods: [String: [String: MethodBinding]]
    private let endpoint: String
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
    private var registration = Waiters()
    private var drainage = Waiters()

    init(
        loop: IOLoop, endpoint: String, name: String, shared: [MethodBinding],
        bindings: [MethodBinding], settings: WorkerSettings, admit: @escaping Admission
    ) {
        self.loop = loop
        self.endpoint = endpoint
        self.name = name
        self.settings = settings
        self.admit = admit
        var methods: [String: [String: MethodBinding]] = [:]
        for binding in shared + bindings {
            methods[binding.descriptor.service, default: [:]][binding.descriptor.method] = binding
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
                principal: "service.\(self.name)", owner: self)
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
        self.send(.drain, Envelope())
        if self.running.isEmpty {
            continuation.resume(returning: true)
        } else {
            self.drainage.add(continuation, due: due)
        }
    }

    func leave() {
        if self.running.isEmpty { self.send(.drained, Envelope()) }
        for call in self.running.values { call.cancel() }
        self.link?.close()
        self.link = nil
    }

    /// Sends now, or when the gateway takes messages again.
    private func send(_ kind: Kind, _ envelope: Envelope, _ payload: [UInt8] = []) {
        guard self.outbox.isEmpty, self.attempt(kind, envelope, payload) else {
            return self.outbox.append(Answer(kind: kind, envelope: envelope, payload: payload))
        }
    }

    private func attempt(_ kind: Kind, _ content: Envelope, _ payload: [UInt8]) -> Bool {
        guard let link = self.link, link.isOpen else { return true }
        let outcome = link.send(kind, payload: payload) { envelope in
            let (session, sequence) = (envelope.session, envelope.sessionSequence)
            envelope = content
            envelope.session = session
            envelope.sessionSequence = sequence
        }
        return outcome != .full
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
        self.granted = grant
        var envelope = Envelope()
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
        self.send(kind, envelope)
    }
}

// MARK: - What the link says

extension WorkerCore {
    var nextDeadline: Int64 {
        min(self.deadlines.first, self.registration.first, self.drainage.first)
    }

    func expire(at now: Int64) {
        self.registration.expire(at: now)
        self.drainage.expire(at: now)
        while let call = self.deadlines.takeDue(at: now) {
            if !call.isFinished { call.cancel() }
        }
    }

    func opened(at now: Int64) {
        self.received = 0
        self.granted = 0
        guard !self.isDraining else { return }
        self.sendCapacity(.ready, self.grant)
    }

    /// Reads are cancelled; the rest runs to its deadline, so that a repeat finds its result.
    func lost(at now: Int64) {
        self.isRegistered = false
        self.open = [:]
        self.outbox = FirstInFirstOut()
        for call in self.running.values {
            switch call.binding.descriptor.callClass {
            case .noSideEffects: call.cancel()
            case .idempotent, .keyed, .unsafe: continue
            }
        }
    }

    func canSend(at now: Int64) {
        while let answer = self.outbox.first {
            guard self.attempt(answer.kind, answer.envelope, answer.payload) else { return }
            _ = self.outbox.popFirst()
        }
    }

    func received(_ kind: Kind, _ envelope: Envelope, _ payload: Message, at now: Int64) {
        switch kind {
        case .request: self.requested(envelope, payload, at: now)
        case .cancel: self.open[envelope.callID]?.cancel()
        case .ping:
            if envelope.leaseMilliseconds > 0, !self.isRegistered {
                self.isRegistered = true
                self.registration.resumeAll(true)
            }
            self.raiseGrant()
        case .hello, .welcome, .goaway, .pong, .headers, .data, .halfClose, .credit, .end, .started,
            .refused, .keep, .ready, .capacity, .drain, .drained, .goodbye, .event, .eventHint,
            .fetch, .batch, .ack:
            return
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

    private func refuse(_ envelope: Envelope) {
        var answer = Envelope()
        answer.callID = envelope.callID
        answer.status = RPCFailure(
            .unavailable, "\(self.name) takes no new calls", retryAfterMilliseconds: 20,
            verdict: .safeNotStarted, origin: .worker, originID: self.name)
        self.send(.refused, answer)
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
            binding: request.binding, digest: request.call.requestDigest)
        self.running[running.number] = running
        self.open[running.callID] = running
        self.deadlines.add(running, due: now + request.remaining)
        let admit = self.admit
        let binding = request.binding
        let payload = request.payload
        let admitted = request.call
        // Starts here and now; what it awaits comes back to this loop.
        let task = Task.immediate(executorPreference: self.loop) { [self] in
            var call = admitted
            let result: Result<Reply, RPCFailure>
            do throws(RPCFailure) {
                call.actor = try await admit(binding.descriptor, call)
                result = .success(try await binding.handle(payload, call))
            } catch {
                result = .failure(error)
            }
            let outcome = result
            self.loop.perform { self.finished(running, outcome) }
        }
        if !running.isFinished { running.task = task }
    }

    private func finished(_ running: RunningCall, _ result: Result<Reply, RPCFailure>) {
        running.isFinished = true
        running.task = nil
        self.running[running.number] = nil
        self.deadlines.compact(liveCount: self.running.count) { !$0.isFinished }
        if running.session == self.link?.sessionID, self.open[running.callID] === running {
            self.open[running.callID] = nil
            self.answer(running.callID, self.attributed(running, result), digest: running.digest)
        }
        if self.isDraining, self.running.isEmpty { self.drainage.resumeAll(true) }
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

    private func answer(_ callID: UInt64, _ result: Result<Reply, RPCFailure>, digest: [UInt8]) {
        var envelope = Envelope()
        envelope.callID = callID
        envelope.requestDigest = digest
        switch result {
        case .success(let reply):
            if let failure = self.unsendable(reply) {
                envelope.status = failure
                self.send(.end, envelope)
            } else {
                envelope.metadata = reply.metadata
                self.send(.end, envelope, reply.payload)
            }
        case .failure(let failure):
            envelope.status = failure
            self.send(.end, envelope)
        }
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

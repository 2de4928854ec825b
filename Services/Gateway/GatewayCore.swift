import MeshPool
import MeshRPC
import MeshTransport

/// Every decision of the gateway: events in, actions out; no clock, no sockets.
///
/// `Parcel` is what travels: it is passed on, never looked into. Times are microseconds of the
/// monotonic clock, given with each event.
struct GatewayCore<Parcel> {
    let limits: GatewayLimits
    let epoch: UInt64
    var actions: [GatewayAction<Parcel>] = []
    var counters = GatewayCounters()
    var sessions: [UInt64: Session] = [:]
    var peers = PeerTable()
    var ignored: Set<Peer> = []
    var calls = NumberTable<CallRecord<Parcel>>()
    var routes = NameTable<Route>()
    /// Calls for services nobody has offered yet, kept while the gateway settles.
    var unknown = Route("")
    var deadlines = DeadlineQueue<UInt64>()
    var lastCallNumber: UInt64 = 0
    var nextTick: Int64
    let settledAt: Int64
    var isSettled = false
    /// Whether it is about to stop and opens no session any more.
    var isLeaving = false
    /// What operators ordered of workers, by their names.
    var orders: [String: WorkerOrder] = [:]
    var quarantine: Quarantine
    /// Suspects that wait for a trial; numbers of calls.
    var line: [UInt64] = []
    /// What a parcel asks for exactly.
    let evidence: (Parcel) -> Evidence
    var keys: KeyRing
    let keyClock: @Sendable () -> Int64
    let signing: CallerSigning?
    private let random: () -> UInt64

    init(
        limits: GatewayLimits, keys: KeyRing = KeyRing(), signing: CallerSigning? = nil, now: Int64,
        random: @escaping () -> UInt64 = randomWord,
        keyClock: @escaping @Sendable () -> Int64 = wallMicroseconds,
        evidence: @escaping (Parcel) -> Evidence
    ) {
        self.quarantine = Quarantine(limits.quarantine)
        self.evidence = evidence
        self.keys = keys
        self.keyClock = keyClock
        self.signing = signing
        self.limits = limits
        self.random = random
        self.epoch = random()
        self.settledAt = now + limits.settling
        self.nextTick = now + limits.tick
    }

    // MARK: Sessions

    mutating func hello(
        _ hello: Hello, from peer: Peer, key: CurveKey? = nil, address: String = "", at now: Int64
    ) {
        let opened = self.open(hello, from: peer, key: key, address: address, at: now)
        if let session = opened { self.welcome(session) }
    }

    /// Opens a session, or says with GOAWAY why not.
    mutating func open(
        _ hello: Hello, from peer: Peer, key: CurveKey?, address: String, at now: Int64
    ) -> Session? {
        if let old = self.peers[peer] { self.end(old, at: now) }
        self.ignored.remove(peer)
        guard !self.isLeaving else {
            self.sendAway(peer)
            return nil
        }
        let known = self.principal(of: hello, from: peer, key: key)
        guard let principal = known, hello.minimumMinor == 0 else {
            self.counters.sessionsDenied += 1
            self.goaway(peer, known == nil ? .denied : .unsupportedVersion, retryAfter: 1_000)
            return nil
        }
        let own = self.sessions.values.count { $0.principal == principal }
        guard self.sessions.count < self.limits.sessions, own < self.limits.sessionsPerPrincipal
        else {
            self.counters.sessionsDenied += 1
            self.goaway(peer, .limit, retryAfter: 1_000)
            return nil
        }
        let session = Session(
            id: self.freshSession(), peer: peer, principal: principal, key: key,
            // On one host libzmq names a process in its place.
            address: peer.isKeyed ? address : "", now: now)
        session.features = hello.features.intersection(.all)
        self.sessions[session.id] = session
        self.peers[peer] = session
        self.counters.sessionsOpened += 1
        return session
    }

    private func freshSession() -> UInt64 {
        while true {
            let id = self.random()
            if id != 0, self.sessions[id] == nil { return id }
        }
    }

    private mutating func welcome(_ session: Session) {
        let isWorker = session.peer.side == .back
        var hello = Hello()
        hello.epoch = self.epoch
        hello.features = session.features
        hello.heartbeatMilliseconds = UInt32(
            (isWorker ? self.limits.workerHeartbeat : self.limits.callerHeartbeat) / 1_000)
        hello.deadAfterMilliseconds = UInt32(
            (isWorker ? self.limits.workerDeadAfter : self.limits.callerDeadAfter) / 1_000)
        hello.payloadLimit = UInt64(self.limits.payloadBytes)
        hello.envelopeLimit = UInt32(Preamble.envelopeLimit)
        hello.callsInFlight = UInt32(self.limits.callsInFlightPerSession)
        var envelope = Envelope()
        envelope.session = session.id
        envelope.hello = hello
        self.actions.append(.send(session.peer, .welcome, envelope))
    }

    /// The session a frame belongs to; a wrong one is answered with GOAWAY.
    mutating func session(_ id: UInt64, _ sequence: UInt64, from peer: Peer, at now: Int64)
        -> Session?
    {
        guard let session = self.peers[peer], session.id == id else {
            if self.ignored.contains(peer) {
                self.counters.ignoredMessages += 1
            } else {
                self.counters.unknownSessions += 1
                self.goaway(peer, .unknownSession, retryAfter: 0, session: id)
            }
            return nil
        }
        session.heard = now
        if sequence != session.sequenceIn &+ 1 { self.counters.sequenceGaps += 1 }
        session.sequenceIn = sequence
        return session
    }

    func readsBundles(_ peer: Peer) -> Bool {
        self.peers[peer]?.features.contains(.bundles) == true
    }

    mutating func goaway(
        _ peer: Peer, _ reason: GoawayReason, retryAfter: UInt32, session: UInt64 = 0
    ) {
        var hello = Hello()
        hello.epoch = self.epoch
        hello.goaway = reason
        hello.reconnectAfterMilliseconds = retryAfter
        var envelope = Envelope()
        envelope.session = session
        envelope.hello = hello
        self.actions.append(.send(peer, .goaway, envelope))
    }

    /// A message that cannot be read.
    mutating func violated(_ violation: FrameViolation, by peer: Peer, at now: Int64) {
        self.counters.foreignMessages += 1
        if case .foreignMajor = violation, !self.ignored.contains(peer) {
            self.goaway(peer, .unsupportedVersion, retryAfter: 0)
            self.ignore(peer)
            return
        }
        // First contact with garbage gets no answer: nobody shall be amplified.
        guard let session = self.peers[peer] else { return }
        self.strike(session, at: now)
    }

    /// A readable preamble with an envelope that is none.
    mutating func malformed(by peer: Peer, at now: Int64) {
        self.counters.malformedEnvelopes += 1
        guard let session = self.peers[peer] else { return }
        self.strike(session, at: now)
    }

    private mutating func strike(_ session: Session, at now: Int64) {
        session.strikes += 1
        guard session.strikes >= self.limits.strikes else { return }
        self.goaway(session.peer, .protocolError, retryAfter: 1_000, session: session.id)
        self.ignore(session.peer)
        self.end(session, at: now)
    }

    private mutating func ignore(_ peer: Peer) {
        if self.ignored.count >= self.limits.ignoredPeers { self.ignored.removeAll() }
        self.ignored.insert(peer)
    }

    /// A peer that did not read what was sent to it.
    mutating func tooSlow(_ peer: Peer, at now: Int64) {
        guard let session = self.peers[peer] else { return }
        self.end(session, at: now)
    }

    /// The connection to `peer` is gone.
    mutating func unreachable(_ peer: Peer, at now: Int64) {
        guard let session = self.peers[peer] else { return }
        self.end(session, isDeath: true, at: now)
    }

    /// A frame that opens, ends or says nothing but that the peer lives.
    mutating func control(_ kind: Kind, _ envelope: Envelope, from peer: Peer, at now: Int64) {
        guard
            let session = self.session(
                envelope.session, envelope.sessionSequence, from: peer, at: now)
        else { return }
        switch kind {
        case .ping:
            var pong = Envelope()
            pong.sentUnixMicroseconds = envelope.sentUnixMicroseconds
            self.send(.pong, pong, to: session, at: now)
        case .pong: self.spoke(session, at: now)
        case .goodbye:
            self.send(.goodbye, Envelope(), to: session, at: now)
            self.end(session, at: now)
        case .ready where peer.side == .back: self.ready(session, envelope, at: now)
        case .capacity where peer.side == .back:
            self.raise(session, to: envelope.creditMessages, at: now)
        case .drain where peer.side == .back: self.drain(session, at: now)
        case .drained where peer.side == .back: break
        case .headers, .data, .halfClose, .credit, .started, .keep, .hello, .welcome, .goaway,
            .bundle, .request, .cancel, .end, .refused, .ready, .capacity, .drain, .drained, .event,
            .eventHint, .fetch, .batch, .ack:
            self.unexpected(kind, envelope, session, at: now)
        }
    }

    /// Kinds of a later version; a caller that waits for an answer gets one.
    private mutating func unexpected(
        _ kind: Kind, _ envelope: Envelope, _ session: Session, at now: Int64
    ) {
        self.counters.unexpectedKinds += 1
        guard session.peer.side == .front, envelope.callID != 0 else { return }
        self.fail(
            session, envelope.callID,
            self.failure(
                .unimplemented, "this gateway does not carry messages of kind \(kind.rawValue)",
                .doNotRetry), at: now)
    }

    mutating func send(
        _ kind: Kind, _ content: Envelope, to session: Session, at now: Int64
    ) {
        var envelope = content
        session.sequenceOut += 1
        envelope.session = session.id
        envelope.sessionSequence = session.sequenceOut
        session.spoke = now
        self.actions.append(.send(session.peer, kind, envelope))
    }

    /// Forgets a session and settles its calls.
    ///
    /// - Parameter isDeath: Whether a worker ended without a word.
    mutating func end(_ session: Session, isDeath: Bool = false, at now: Int64) {
        guard self.sessions.removeValue(forKey: session.id) != nil else { return }
        if self.peers[session.peer] === session { self.peers[session.peer] = nil }
        self.counters.sessionsEnded += 1
        switch session.peer.side {
        case .front: self.abandonCalls(of: session, at: now)
        case .back: self.lose(session, isDeath: isDeath, at: now)
        }
    }
}

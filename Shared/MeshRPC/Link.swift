import MeshTransport

/// Gets what a link receives; a caller or a worker.
protocol LinkOwner: AnyObject {
    /// When ``expire(at:)`` wants to be called, in microseconds of the monotonic clock.
    var nextDeadline: Int64 { get }
    func expire(at now: Int64)
    func opened(at now: Int64)
    /// The session is gone; what was sent in it may or may not have arrived.
    func lost(at now: Int64)
    /// The gateway takes nobody by this key or name; the link goes on asking.
    func denied(_ failure: RPCFailure)
    /// A message of a call.
    func received(_ kind: Kind, _ header: CallHeader, _ message: Message, at now: Int64)
    /// A message of the session that the link does not answer by itself.
    func received(_ kind: Kind, _ envelope: Envelope, at now: Int64)
    /// Nothing will be sent or received any more.
    func loopEnded()
    /// A round of the loop is over, or the gateway takes messages again.
    func flush(at now: Int64)
}

/// One session with one gateway: opens it, keeps it alive and opens it again when it is lost.
///
/// Confined to its loop. libzmq reconnects by itself and says nothing, so three signs tell that the
/// gateway was restarted: GOAWAY(UNKNOWN_SESSION), silence, and a socket that turned writable
/// again, on which the link asks at once with a PING.
final class Link: LoopResident {
    private enum State {
        case closed
        /// HELLO is to be sent at `helloDue`, again and again until WELCOME comes.
        case opening
        case open
    }

    /// How long a key that was refused is not shown again, in microseconds.
    private static let pauseAfterRefusal: Int64 = 1_000_000

    private let loop: IOLoop
    private let endpoint: Endpoint
    private let principal: String
    private let security: Security
    /// Whether a lost connection ends the session at once: where there is another gateway.
    private let isWatched: Bool
    /// Kept until the link is closed or its loop ends.
    @exclusivity(unchecked) private var owner: (any LinkOwner)?
    @exclusivity(unchecked) private var writer = ByteWriter()
    @exclusivity(unchecked) private var socket: MessageSocket?
    @exclusivity(unchecked) private var state = State.closed
    @exclusivity(unchecked) private var session: UInt64 = 0
    @exclusivity(unchecked) private var sequence: UInt64 = 0
    /// What gateway and link can both do.
    @exclusivity(unchecked) private var features: Features = []
    private var backoff: Backoff
    private var helloDue: Int64 = .max
    private var isHelloSent = false
    /// How long HELLO is not said again on one connection, in microseconds: a second one would end
    /// the session that the first one opens, with the calls that are in it by then.
    private static let helloPatience: Int64 = 1_000_000
    private var pingDue: Int64 = .max
    @exclusivity(unchecked) private var deadDue: Int64 = .max
    private var reopenDue: Int64 = .max
    /// How long a gateway in this process may read nothing, in microseconds.
    private static let slowReading: Int64 = 250_000
    private var heartbeat: Int64 = 5_000_000
    private var deadAfter: Int64 = 15_000_000
    /// Random for each start of the gateway; from WELCOME.
    private(set) var epoch: UInt64 = 0
    private(set) var payloadLimit = 4 * 1024 * 1024
    private(set) var callsInFlight = 256
    /// Whether the gateway is about to stop: it still answers what is open.
    private(set) var isLeaving = false
    /// Messages that could not be read, or came for nobody.
    var dropped = 0

    init(
        loop: IOLoop, endpoint: Endpoint, principal: String, security: Security,
        isWatched: Bool = false, owner: any LinkOwner
    ) {
        self.loop = loop
        self.endpoint = endpoint
        self.principal = principal
        self.security = security
        self.isWatched = isWatched
        self.owner = owner
        self.backoff = Backoff(
            first: endpoint.isLocal ? 20_000 : 100_000, most: endpoint.isLocal ? 200_000 : 5_000_000
        )
    }

    var isOpen: Bool { self.state == .open }
    var sessionID: UInt64 { self.session }

    func open() {
        self.loop.add(self)
        self.state = .opening
        self.reopenSocket()
        self.helloDue = monotonicMicroseconds()
    }

    /// Closes the socket, after GOODBYE when there is a session.
    func close(sayingGoodbye: Bool = true) {
        if sayingGoodbye, self.state == .open { _ = self.send(.goodbye) }
        self.state = .closed
        if let socket = self.socket { self.loop.detach(socket) }
        self.socket = nil
        self.owner = nil
        self.loop.remove(self)
    }

    func loopEnded() {
        self.state = .closed
        self.socket = nil
        self.owner?.loopEnded()
        self.owner = nil
    }

    /// Sends one message in the session; ``SendOutcome/full`` keeps nothing of it.
    func send(_ kind: Kind, _ fill: (inout Envelope) -> Void = { _ in }) -> SendOutcome {
        var envelope = Envelope()
        fill(&envelope)
        // HELLO belongs to no session yet.
        return self.send(kind, payload: []) { writer, session, sequence in
            envelope.session = session
            envelope.sessionSequence = kind == .hello ? 0 : sequence
            envelope.write(to: &writer)
        }
    }

    /// Sends one message whose envelope `write` makes from the session and its next number; the
    /// kinds of which there are many go this way, without an ``Envelope`` between.
    func send(
        _ kind: Kind, payload: [UInt8], write: (inout ByteWriter, UInt64, UInt64) -> Void
    ) -> SendOutcome {
        guard let socket = self.socket else { return .unreachable }
        self.writer.reset()
        write(&self.writer, self.session, self.sequence + 1)
        guard !self.writer.isOverflowing else { return .unreachable }
        let preamble = Preamble(kind, envelopeLength: self.writer.count).word
        let outcome = payload.withUnsafeBytes { bytes in
            kind.isOfCall && self.features.contains(.bundles)
                ? socket.post(preamble: preamble, envelope: self.writer.bytes, payload: bytes)
                : socket.send(preamble: preamble, envelope: self.writer.bytes, payload: bytes)
        }
        if outcome == .sent { self.sequence += 1 }
        return outcome
    }

    private func reopenSocket() {
        if let socket = self.socket { self.loop.detach(socket) }
        self.socket = nil
        self.isHelloSent = false
        self.reopenDue = .max
        do {
            let socket = try MessageSocket(
                self.loop.context, .dealer,
                reconnect: self.endpoint.isLocal ? 20...100 : 100...5_000,
                security: self.security, isWatched: self.isWatched)
            try socket.connect(self.endpoint)
            self.loop.attach(socket, to: self)
            self.socket = socket
        } catch {
            // The context has ended or has no socket left: the next HELLO tries again.
            self.socket = nil
        }
    }
}

// MARK: - Time

extension Link {
    var wakeUpAt: Int64 {
        min(
            self.helloDue, self.pingDue, self.deadDue, self.reopenDue,
            self.owner?.nextDeadline ?? .max)
    }

    func wake(at now: Int64) {
        self.owner?.expire(at: now)
        if self.reopenDue <= now, self.state != .closed { self.reopenSocket() }
        switch self.state {
        case .closed: break
        case .opening: if self.helloDue <= now { self.sendHello(at: now) }
        case .open:
            if self.deadDue <= now { self.judgeSilence(at: now) }
            if self.pingDue <= now { self.sendPing(at: now) }
        }
    }

    /// A process that was itself suspended must not call the other side dead on waking.
    private func judgeSilence(at now: Int64) {
        if now - self.deadDue > self.heartbeat {
            self.deadDue = now + self.heartbeat
        } else {
            self.lose(at: now, after: 0)
            self.reopenSocket()
        }
    }

    private func sendPing(at now: Int64) {
        _ = self.send(.ping) { $0.sentUnixMicroseconds = UInt64(wallMicroseconds()) }
        self.pingDue = now + self.heartbeat
    }

    private func sendHello(at now: Int64) {
        if self.socket?.takeRefusal() == true { return self.askAgainLater(at: now) }
        self.helloDue = now + self.backoff.next()
        if self.socket == nil { self.reopenSocket() }
        self.session = 0
        self.sequence = 0
        self.features = []
        let outcome = self.send(.hello) { envelope in
            var hello = Hello()
            hello.principal = self.principal
            hello.features = .all
            envelope.hello = hello
        }
        self.isHelloSent = outcome == .sent
        if self.isHelloSent { self.helloDue = now + Self.helloPatience }
        self.sequence = 0
    }

    /// libzmq gives up once its key was refused: the next question needs a connection of its own.
    private func askAgainLater(at now: Int64) {
        self.reopenSocket()
        self.helloDue = now + Self.pauseAfterRefusal
        self.owner?.denied(self.refusal)
    }

    private func lose(at now: Int64, after delay: Int64) {
        self.state = .opening
        self.isLeaving = false
        self.isHelloSent = false
        self.pingDue = .max
        self.deadDue = .max
        self.helloDue = now + delay
        self.owner?.lost(at: now)
    }
}

// MARK: - Messages

extension Link {
    func received(_ message: Message, on socket: MessageSocket, at now: Int64) {
        do {
            let (kind, preamble) = try Preamble.check(message)
            if kind.isOfCall {
                let header = try CallHeader(message.envelope, flags: preamble.flags)
                guard self.isCurrent(header.session, at: now) else { return }
                self.owner?.received(kind, header, message, at: now)
            } else if preamble.flags.demands.isEmpty {
                self.received(kind, try Envelope(message.envelope), at: now)
            } else {
                self.dropped += 1
            }
        } catch {
            self.dropped += 1
        }
    }

    private func received(_ kind: Kind, _ envelope: Envelope, at now: Int64) {
        switch kind {
        case .welcome: self.welcomed(envelope, at: now)
        case .goaway: self.sentAway(envelope, at: now)
        default:
            guard self.isCurrent(envelope.session, at: now) else { return }
            if kind == .ping {
                _ = self.send(.pong) { $0.sentUnixMicroseconds = envelope.sentUnixMicroseconds }
            }
            self.owner?.received(kind, envelope, at: now)
        }
    }

    /// Whether a message is of the open session; then it is a sign of life.
    private func isCurrent(_ session: UInt64, at now: Int64) -> Bool {
        guard self.state == .open, session == self.session else {
            self.dropped += 1
            return false
        }
        self.deadDue = now + self.deadAfter
        return true
    }

    private func welcomed(_ envelope: Envelope, at now: Int64) {
        guard self.state == .opening, let hello = envelope.hello, envelope.session != 0 else {
            self.dropped += 1
            return
        }
        self.session = envelope.session
        self.epoch = hello.epoch
        self.features = hello.features.intersection(.all)
        self.state = .open
        // What came before this session says nothing about it.
        _ = self.socket?.takeDisconnection()
        self.backoff.reset()
        self.heartbeat = Int64(max(hello.heartbeatMilliseconds, 10)) * 1_000
        self.deadAfter = max(Int64(hello.deadAfterMilliseconds) * 1_000, 2 * self.heartbeat)
        if hello.payloadLimit > 0 { self.payloadLimit = Int(clamping: hello.payloadLimit) }
        if hello.callsInFlight > 0 { self.callsInFlight = Int(hello.callsInFlight) }
        self.helloDue = .max
        self.pingDue = now + self.heartbeat
        self.deadDue = now + self.deadAfter
        self.owner?.opened(at: now)
    }

    private func sentAway(_ envelope: Envelope, at now: Int64) {
        let wait = Int64(envelope.hello?.reconnectAfterMilliseconds ?? 0) * 1_000
        switch self.state {
        case .open:
            // A late answer to an earlier session says nothing about this one.
            guard envelope.session == 0 || envelope.session == self.session else { return }
            if envelope.hello?.goaway == .shuttingDown {
                self.isLeaving = true
                return
            }
            self.lose(at: now, after: wait + Int64.random(in: 0...5_000))
        case .opening:
            // With a session it answers what was sent before, and HELLO is still under way.
            guard envelope.session == 0 else { return }
            self.isHelloSent = false
            self.helloDue = now + max(wait, self.backoff.next())
        case .closed: break
        }
        if envelope.hello?.goaway == .denied { self.owner?.denied(self.refusal) }
    }

    /// Ends the session with a gateway that is about to stop; asks for another from time to time.
    func depart(at now: Int64) {
        _ = self.send(.goodbye)
        self.lose(at: now, after: Self.pauseAfterRefusal)
    }

    private var refusal: RPCFailure {
        let who = self.principal.isEmpty ? "" : " as \"\(self.principal)\""
        return RPCFailure(
            .unauthenticated,
            "the gateway at \(self.endpoint) does not admit this caller\(who); its key is unknown, "
                + "revoked or expired, or belongs to somebody else: `govmesh keys list` shows",
            verdict: .safeNotStarted, origin: .caller)
    }

    func sendAgain(on socket: MessageSocket, at now: Int64) {
        self.flush(at: now)
    }

    func flush(at now: Int64) {
        guard self.state == .open else { return }
        self.owner?.flush(at: now)
        // A gateway is never unreachable to a socket that connects.
        _ = self.socket?.flush()
    }

    func becameWritable(_ socket: MessageSocket, at now: Int64) {
        self.reopenDue = .max
        switch self.state {
        case .closed: break
        case .opening: if !self.isHelloSent { self.sendHello(at: now) }
        case .open:
            self.sendPing(at: now)
        }
    }

    /// The connection is lost, or the gateway reads slowly; an inproc one that is lost never comes
    /// back by itself.
    func becameUnwritable(_ socket: MessageSocket, at now: Int64) {
        self.isHelloSent = false
        if self.endpoint.scheme == .inproc { self.reopenDue = now + Self.slowReading }
        if self.isWatched, self.state == .open, socket.takeDisconnection() {
            self.lose(at: now, after: 0)
        }
    }
}

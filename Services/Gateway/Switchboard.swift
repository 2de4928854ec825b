import MeshPool
import MeshRPC
import MeshTransport

/// Reads messages, asks the core, does what it says.
///
/// Unchecked: confined to the gateway's loop.
final class Switchboard: LoopResident, @unchecked Sendable {
    /// A message that waits because its peer is slow.
    private struct Waiting {
        var preamble: UInt64
        var envelope: [UInt8]
        var payload: Message?
        /// With what libzmq and this queue need beside the bytes.
        var size: Int { self.envelope.count + (self.payload?.payload.count ?? 0) + 256 }
    }

    private struct Outbox {
        var messages = FirstInFirstOut<Waiting>()
        var bytes = 0
    }

    private let limits: GatewayLimits
    @exclusivity(unchecked) private var core: GatewayCore<Message>
    @exclusivity(unchecked) private var front: MessageSocket?
    @exclusivity(unchecked) private var back: MessageSocket?
    @exclusivity(unchecked) private var keyedFront: MessageSocket?
    @exclusivity(unchecked) private var keyedBack: MessageSocket?
    private let keys: GatewayKeys?
    private let signing: CallerSigning?
    @exclusivity(unchecked) private var outboxes: [Peer: Outbox] = [:]
    /// In all outboxes.
    private var outboundBytes = 0
    @exclusivity(unchecked) private var gone: [Peer] = []
    @exclusivity(unchecked) private var acting: [GatewayAction<Message>] = []
    @exclusivity(unchecked) private var writer = ByteWriter()
    private var departure: Departure?

    init(limits: GatewayLimits, keys: GatewayKeys?, signing: CallerSigning?) {
        self.limits = limits
        self.keys = keys
        self.signing = signing
        self.core = Self.core(limits, keys, signing)
    }

    private static func core(
        _ limits: GatewayLimits, _ keys: GatewayKeys?, _ signing: CallerSigning?
    ) -> GatewayCore<Message> {
        GatewayCore(
            limits: limits, keys: keys?.ring ?? KeyRing(), signing: signing,
            now: monotonicMicroseconds(), keyClock: keys?.clock ?? wallMicroseconds,
            evidence: { Evidence($0) })
    }

    func start(on loop: IOLoop, _ doors: GatewayDoors) {
        self.core = Self.core(self.limits, self.keys, self.signing)
        self.front = doors.front
        self.back = doors.back
        self.keyedFront = doors.keyedFront
        self.keyedBack = doors.keyedBack
        loop.add(self)
        for socket in doors.sockets { loop.attach(socket, to: self) }
    }

    /// Whether the holder of a key may connect.
    func admits(_ applicant: Applicant) -> Admittance {
        self.core.keys.admits(applicant.key, at: self.core.keyClock())
    }

    func use(_ keys: KeyRing) {
        self.core.use(keys, at: monotonicMicroseconds())
        self.act(at: monotonicMicroseconds())
    }

    func leave(_ departure: Departure) {
        self.departure = departure
        self.core.leave()
    }

    /// Ends the wait once nobody is left; every tick makes the loop look.
    private func depart(at now: Int64) {
        guard let departure = self.departure, departure.isOver(self.core, at: now) else { return }
        self.departure = nil
        departure.continuation.resume()
    }

    func snapshot() -> GatewaySnapshot {
        self.core.snapshot(
            waiting: { self.outboxes[$0]?.messages.count ?? 0 }, at: monotonicMicroseconds())
    }

    func command(_ command: WorkerCommand, _ name: String) -> CommandOutcome {
        let now = monotonicMicroseconds()
        defer { self.act(at: now) }
        return self.core.command(command, name, at: now)
    }

    func release(letter id: String) -> DeadLetter? {
        self.core.quarantine.release(id)
    }

    // MARK: The loop's calls

    var wakeUpAt: Int64 { self.core.wakeUpAt }

    func wake(at now: Int64) {
        self.core.wake(at: now)
    }

    func becameWritable(_ socket: MessageSocket, at now: Int64) {}

    func sendAgain(on socket: MessageSocket, at now: Int64) {
        for peer in self.outboxes.keys { self.sendWaiting(to: peer) }
    }

    func loopEnded() {
        (self.front, self.back, self.keyedFront, self.keyedBack) = (nil, nil, nil, nil)
        self.outboxes = [:]
        self.outboundBytes = 0
        self.departure.take()?.continuation.resume()
    }

    func becameUnwritable(_ socket: MessageSocket, at now: Int64) {}

    func received(_ message: Message, on socket: MessageSocket, at now: Int64) {
        let peer = Peer(
            side: socket === self.front || socket === self.keyedFront ? .front : .back,
            isKeyed: socket === self.keyedFront || socket === self.keyedBack,
            routing: message.routing)
        do throws(FrameViolation) {
            let (kind, preamble) = try Preamble.check(message)
            self.decide(kind, preamble.flags, message, peer, at: now)
        } catch {
            self.core.violated(error, by: peer, at: now)
        }
    }

    func flush(at now: Int64) {
        self.act(at: now)
        if self.departure != nil { self.depart(at: now) }
    }

    private func decide(
        _ kind: Kind, _ flags: MessageFlags, _ message: Message, _ peer: Peer, at now: Int64
    ) {
        do throws(EnvelopeFault) {
            switch (kind, peer.side) {
            case (.request, .front):
                let envelope = message.envelope
                var header = try CallHeader(envelope, flags: flags)
                if header.session == 0, !header.hello.isEmpty {
                    let hello = try Envelope(envelope).hello ?? Hello()
                    let session = self.core.lockStep(
                        hello, from: peer, key: message.peerKey, address: message.peerAddress ?? "",
                        at: now)
                    guard let session else { return }
                    header.enter(session)
                }
                let target = TargetBytes(
                    service: header.service.bytes(in: envelope),
                    routingKey: header.routingKey.bytes(in: envelope))
                self.core.request(
                    header, to: target, message, size: message.payload.count,
                    fingerprint: fingerprint(
                        service: target.service, method: header.method.bytes(in: envelope),
                        payload: message.payload),
                    from: peer, at: now)
            case _ where !flags.demands.isEmpty:
                self.core.notUnderstood(
                    kind, try CallHeader(message.envelope, flags: flags), from: peer, at: now)
            case (.end, .back):
                let header = try CallHeader(message.envelope, flags: flags)
                self.core.end(
                    header, message, isFault: try header.blamesWorker(in: message.envelope),
                    from: peer, at: now)
            case (.data, .front), (.halfClose, .front), (.credit, .front):
                self.core.upstream(
                    kind, try CallHeader(message.envelope, flags: flags), message,
                    size: message.payload.count,
                    from: peer, at: now)
            case (.headers, .back), (.data, .back), (.credit, .back), (.keep, .back):
                self.core.downstream(
                    kind, try CallHeader(message.envelope, flags: flags), message,
                    size: message.payload.count,
                    from: peer, at: now)
            case (.cancel, .front):
                self.core.cancel(
                    try CallHeader(message.envelope, flags: flags), from: peer, at: now)
            case (.refused, .back):
                self.core.refused(try Envelope(message.envelope), from: peer, at: now)
            case (.hello, _):
                self.core.hello(
                    try Envelope(message.envelope).hello ?? Hello(), from: peer,
                    key: message.peerKey, address: message.peerAddress ?? "", at: now)
            default:
                self.core.control(kind, try Envelope(message.envelope), from: peer, at: now)
            }
        } catch {
            self.core.malformed(by: peer, at: now)
        }
    }
}

// MARK: - Sending

extension Switchboard {
    /// Carries out what the core decided; what that brings to light is decided at once.
    private func act(at now: Int64) {
        while !self.core.actions.isEmpty || !self.gone.isEmpty {
            // The two lists change places, so that neither is allocated anew.
            swap(&self.core.actions, &self.acting)
            for action in self.acting {
                switch action {
                case .send(let peer, let kind, let envelope):
                    self.writer.reset()
                    envelope.write(to: &self.writer)
                    self.send(kind, nil, to: peer)
                case .forward(let forward):
                    self.writer.reset()
                    forward.fields.rewrite(
                        forward.parcel.envelope, keeping: forward.kept, to: &self.writer)
                    self.send(forward.kind, forward.parcel, to: forward.peer)
                }
            }
            self.acting.removeAll(keepingCapacity: true)
            let gone = self.gone
            self.gone = []
            for peer in gone {
                self.forget(peer)
                self.core.unreachable(peer, at: now)
            }
        }
    }

    private func send(_ kind: Kind, _ message: Message?, to peer: Peer) {
        guard !self.writer.isOverflowing else {
            self.core.counters.oversizeEnvelopes += 1
            return
        }
        let flags = message.flatMap { Preamble(word: $0.preamble)?.flags } ?? []
        let preamble = Preamble(kind, envelopeLength: self.writer.count, flags: flags).word
        let outcome =
            self.outboxes.isEmpty || self.outboxes[peer] == nil
            ? self.put(preamble, self.writer.bytes, message, to: peer) : .full
        switch outcome {
        case .sent:
            if let message { (peer.side == .front ? self.back : self.front)?.recycle(message) }
        case .full:
            self.keep(
                Waiting(preamble: preamble, envelope: [UInt8](self.writer.bytes), payload: message),
                for: peer)
        case .unreachable:
            self.core.counters.undeliverable += 1
            self.gone.append(peer)
        }
    }

    private func put(
        _ preamble: UInt64, _ envelope: UnsafeRawBufferPointer, _ message: Message?, to peer: Peer
    ) -> SendOutcome {
        guard let socket = self.socket(of: peer) else { return .unreachable }
        if let message {
            return socket.send(
                to: peer.routing, preamble: preamble, envelope: envelope, moving: message)
        }
        return socket.send(
            to: peer.routing, preamble: preamble, envelope: envelope,
            payload: UnsafeRawBufferPointer(start: nil, count: 0))
    }

    private func socket(of peer: Peer) -> MessageSocket? {
        switch (peer.side, peer.isKeyed) {
        case (.front, false): self.front
        case (.back, false): self.back
        case (.front, true): self.keyedFront
        case (.back, true): self.keyedBack
        }
    }

    private func keep(_ waiting: Waiting, for peer: Peer) {
        if self.outboundBytes + waiting.size > self.limits.outboundBytes {
            // The one that holds most gives room to all others.
            guard let largest = self.outboxes.max(by: { $0.value.bytes < $1.value.bytes })?.key
            else { return self.drop(peer) }
            self.drop(largest)
            if largest == peer { return }
        }
        var outbox = self.outboxes[peer] ?? Outbox()
        guard outbox.messages.count < self.limits.outboundMessagesPerPeer,
            outbox.bytes + waiting.size <= self.limits.outboundBytesPerPeer
        else {
            return self.drop(peer)
        }
        self.outboundBytes += waiting.size
        outbox.bytes += waiting.size
        outbox.messages.append(waiting)
        self.outboxes[peer] = outbox
    }

    /// A peer that reads nothing loses its session: a gap would be worse.
    private func drop(_ peer: Peer) {
        self.core.counters.slowPeerDrops += UInt64((self.outboxes[peer]?.messages.count ?? 0) + 1)
        self.forget(peer)
        self.gone.append(peer)
    }

    private func forget(_ peer: Peer) {
        guard let outbox = self.outboxes.removeValue(forKey: peer) else { return }
        self.outboundBytes -= outbox.bytes
    }

    private func sendWaiting(to peer: Peer) {
        while let waiting = self.outboxes[peer]?.messages.first {
            let outcome = waiting.envelope.withUnsafeBytes {
                self.put(waiting.preamble, $0, waiting.payload, to: peer)
            }
            switch outcome {
            case .full: return
            case .unreachable:
                self.core.counters.undeliverable += 1
                self.gone.append(peer)
                return
            case .sent:
                self.outboundBytes -= waiting.size
                self.outboxes[peer]?.bytes -= waiting.size
                _ = self.outboxes[peer]?.messages.popFirst()
            }
        }
        self.forget(peer)
    }
}

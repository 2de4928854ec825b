import MeshPool
import MeshRPC
import MeshTransport

/// Reads messages, asks the core, does what it says.
///
/// Unchecked: confined to the gateway's loop.
final class Switchboard: LoopResident, @unchecked Sendable {
    /// A message that waits because its peer is slow.
    struct Waiting {
        var preamble: UInt64
        var envelope: [UInt8]
        var payload: Message?
        /// With what libzmq and this queue need beside the bytes.
        var size: Int { self.envelope.count + (self.payload?.payload.count ?? 0) + 256 }
    }

    struct Outbox {
        var messages = FirstInFirstOut<Waiting>()
        var bytes = 0
    }

    let limits: GatewayLimits
    @exclusivity(unchecked) var core: GatewayCore<Message>
    @exclusivity(unchecked) var front: MessageSocket?
    @exclusivity(unchecked) var back: MessageSocket?
    @exclusivity(unchecked) var keyedFront: MessageSocket?
    @exclusivity(unchecked) var keyedBack: MessageSocket?
    private let keys: GatewayKeys?
    private let signing: CallerSigning?
    @exclusivity(unchecked) var outboxes: [Peer: Outbox] = [:]
    /// In all outboxes.
    var outboundBytes = 0
    @exclusivity(unchecked) var gone: [Peer] = []
    @exclusivity(unchecked) var acting: [GatewayAction<Message>] = []
    @exclusivity(unchecked) var writer = ByteWriter()
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
        loop.add(
            MemoryWatch(limit: self.limits.residentBytes, doors.sockets) { [unowned self] count in
                self.core.counters.connectionsCut += UInt64(count)
            })
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
            waiting: { self.outboxes[$0]?.messages.count ?? 0 }, outboxBytes: self.outboundBytes,
            at: monotonicMicroseconds())
    }

    func command(_ command: WorkerCommand, _ name: String) -> CommandOutcome {
        let now = monotonicMicroseconds()
        defer { self.act(at: now) }
        return self.core.command(command, name, at: now)
    }

    func release(letter id: String) -> QuarantinedRequest? {
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

import CZeroMQ
import Glibc

/// One side of one connection: a DEALER that connects, or a ROUTER that is connected to.
final class Peer {
    let binds: Bool
    /// Puts an empty frame before each message, as REQ does.
    let delimits: Bool
    private let answersPings: Bool
    private let socket: UnsafeMutableRawPointer
    private let running: Running
    private let contract: Contract
    private(set) var session: UInt64 = 0
    /// What WELCOME says that both sides can do.
    private var features: UInt64 = 0
    /// Of the bundle that came last, what was not yet read.
    private var bundled: [[[UInt8]]] = []
    private var routing: [UInt8] = []
    private var sequenceOut: UInt64 = 0
    private var sequenceIn: UInt64 = 0

    init(
        _ context: UnsafeMutableRawPointer, _ endpoint: String, _ running: Running,
        _ contract: Contract, binds: Bool, delimits: Bool, answersPings: Bool
    ) throws {
        guard let socket = zmq_socket(context, binds ? ZMQ_ROUTER : ZMQ_DEALER) else {
            throw Mismatch("no socket is left")
        }
        self.socket = socket
        self.running = running
        self.contract = contract
        self.binds = binds
        self.delimits = delimits
        self.answersPings = answersPings
        for option in [ZMQ_LINGER, ZMQ_SNDHWM, ZMQ_RCVHWM] { self.set(option, 0) }
        self.set(ZMQ_RECONNECT_IVL, 10)
        let outcome = binds ? zmq_bind(socket, endpoint) : zmq_connect(socket, endpoint)
        guard outcome == 0 else { throw Mismatch("\(endpoint) cannot be used") }
    }

    private func set(_ option: Int32, _ value: Int32) {
        var value = value
        zmq_setsockopt(self.socket, option, &value, MemoryLayout<Int32>.size)
    }

    func close() { zmq_close(self.socket) }

    func send(_ frames: [[UInt8]]) throws {
        let all = (self.binds ? [self.routing] : self.delimits ? [[]] : []) + frames
        for (index, frame) in all.enumerated() {
            let more = index + 1 < all.count ? ZMQ_SNDMORE : 0
            guard zmq_send(self.socket, frame, frame.count, more) >= 0 else {
                throw Mismatch("nothing can be sent: \(String(cString: zmq_strerror(zmq_errno())))")
            }
        }
    }

    /// A session begins with this WELCOME.
    func begin(_ welcome: DynamicMessage) throws {
        self.session = try welcome.number("session")
        self.features = try welcome.message("hello").number("features")
        self.sequenceOut = 0
        self.sequenceIn = 0
    }

    func nextSequence() -> UInt64 {
        self.sequenceOut += 1
        return self.sequenceOut
    }

    /// The next message that is no PING, unless that is wanted.
    func receive(_ wanted: String, within patience: Duration) throws -> Received {
        let end = ContinuousClock.now.advanced(by: patience)
        while try self.isReadable(until: end) {
            let received = try self.take()
            if wanted == "HELLO", try self.isOfAnotherSession(received) { continue }
            if self.isImpatient(received), wanted != "HELLO" { continue }
            if !self.delimits { try self.checkSequence(received) }
            if received.kind != "PING" || wanted == "PING" { return received }
            if self.answersPings { try self.answer(received) }
        }
        throw Mismatch("nothing came in \(patience), expected \(wanted)")
    }

    private func answer(_ ping: Received) throws {
        let pong = try self.contract.envelope([
            ("session", self.session), ("session_seq", self.nextSequence()),
            ("sent_unix_us", try ping.envelope.number("sent_unix_us")),
        ])
        try self.send(try Received.frames("PONG", pong))
    }

    /// Whether this belongs to a session of before the connection was cut; as any gateway, it says so.
    private func isOfAnotherSession(_ received: Received) throws -> Bool {
        let session = try received.envelope.number("session")
        guard self.binds, self.session == 0, session != 0 else { return false }
        try self.send(try Received.frames("GOAWAY", try self.contract.unknownSession(session)))
        return true
    }

    /// Whether this is a HELLO said again before the WELCOME on its way had arrived.
    private func isImpatient(_ received: Received) -> Bool {
        received.kind == "HELLO" && self.session != 0 && self.sequenceIn == 0
    }

    /// Waits for a message, as long as there is a subject that may send one.
    private func isReadable(until end: ContinuousClock.Instant) throws -> Bool {
        if !self.bundled.isEmpty { return true }
        while ContinuousClock.now < end {
            let left = ContinuousClock.now.duration(to: end)
            let wait = min(left, .milliseconds(100))
            if self.poll(Int(wait.components.attoseconds / 1_000_000_000_000_000)) { return true }
            if self.running.isOver, !self.poll(0) {
                throw Mismatch("the subject ended: \(self.running.log)")
            }
        }
        return false
    }

    private func poll(_ milliseconds: Int) -> Bool {
        var item = zmq_pollitem_t(
            socket: self.socket, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
        return zmq_poll(&item, 1, milliseconds) > 0
    }

    /// The next message, out of a bundle where one was agreed on.
    private func take() throws -> Received {
        if self.bundled.isEmpty {
            var frames = try self.takeFrames()
            if self.binds { self.routing = frames.removeFirst() }
            if self.delimits, frames.isEmpty || !frames.removeFirst().isEmpty {
                throw Mismatch("something stands where the empty frame should")
            }
            let received = try Received(frames, self.contract)
            guard received.kind == "BUNDLE" else { return received }
            guard self.features & 1 != 0 else {
                throw Mismatch("a bundle came, though WELCOME did not say that both read them")
            }
            self.bundled = try received.opened()
        }
        var received = try Received(self.bundled.removeFirst(), self.contract)
        received.isBundled = true
        return received
    }

    private func takeFrames() throws -> [[UInt8]] {
        var frames: [[UInt8]] = []
        var frame = zmq_msg_t()
        repeat {
            zmq_msg_init(&frame)
            defer { zmq_msg_close(&frame) }
            guard zmq_msg_recv(&frame, self.socket, 0) >= 0 else {
                throw Mismatch("nothing can be received")
            }
            frames.append(
                [UInt8](
                    UnsafeRawBufferPointer(start: zmq_msg_data(&frame), count: zmq_msg_size(&frame))
                ))
            if zmq_msg_more(&frame) == 0 { return frames }
        } while true
    }

    /// Every message of a session has the next number.
    private func checkSequence(_ received: Received) throws {
        switch received.kind {
        case "HELLO", "GOAWAY": return
        case "WELCOME": try self.begin(received.envelope)
        default:
            self.sequenceIn += 1
            guard try received.envelope.number("session_seq") == self.sequenceIn else {
                throw Mismatch("\(received.text) has another session_seq than \(self.sequenceIn)")
            }
            guard try received.envelope.number("session") == self.session else {
                throw Mismatch("\(received.text) belongs to another session")
            }
        }
    }
}

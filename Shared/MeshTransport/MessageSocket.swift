import CZeroMQ
import Glibc

/// What became of a message given to a socket.
public enum SendOutcome: Sendable {
    case sent
    /// The peer is slow, or nobody is connected yet: keep the message and try later.
    case full
    /// The peer is gone.
    case unreachable
}

/// A ROUTER or DEALER with the mesh's profile; used by one thread for life.
public final class MessageSocket {
    public enum Role: Sendable {
        /// Binds and answers many peers.
        case router
        /// Connects to one peer.
        case dealer
    }

    public let role: Role
    typealias Handle = UnsafeMutableRawPointer

    let handle: Handle
    /// Becomes readable when libzmq has something to tell; edge-like.
    let descriptor: Int32
    @exclusivity(unchecked) var isOpen = true
    var isWritable = false
    @exclusivity(unchecked) var isReadable = false
    /// Whether a message was refused because the peer is slow, and not tried again since.
    @exclusivity(unchecked) var hasRefused = false
    /// Whether something was done since libzmq was last asked; until then its descriptor may stay
    /// silent with a message waiting.
    @exclusivity(unchecked) var isStale = true
    /// Set while the socket is attached to its loop.
    @exclusivity(unchecked) var resident: (any LoopResident)?
    /// Whether frames after the third are kept in ``Message/tail``.
    var keepsTail = false
    private var monitor: ConnectionMonitor?
    private var locks: [EndpointLock] = []
    /// The paths and ports it is bound to.
    private(set) var places: Set<String> = []
    /// Connections whose messages were complete, while that is noted.
    var sources: Set<Int32>?
    private let spares = MessagePool()
    private let scratch: UnsafeMutablePointer<zmq_msg_t>
    @exclusivity(unchecked) var bundles = Bundles()

    /// - Parameter isWatched: Whether ``takeDisconnection()`` is to tell; costs two sockets more.
    /// - Throws: when the context has ended or is out of sockets.
    public init(
        _ context: MessageContext, _ role: Role, reconnect: ClosedRange<Int32> = 100...5_000,
        security: Security = .none, isWatched: Bool = false
    ) throws(TransportFailure) {
        guard let handle = context.socket(role == .router ? ZMQ_ROUTER : ZMQ_DEALER) else {
            throw TransportFailure("no socket: \(errorText(zmq_errno()))")
        }
        self.role = role
        self.handle = handle
        // LINGER first and at creation: it cannot be set after the context has begun to end.
        for (option, value) in Self.profile(role, reconnect) {
            var value = value
            guard zmq_setsockopt(handle, option, &value, MemoryLayout<Int32>.size) == 0 else {
                let reason = errorText(zmq_errno())
                zmq_close(handle)
                throw TransportFailure("socket option \(option): \(reason)")
            }
        }
        var limit: Int64 = 8 * 1024 * 1024
        zmq_setsockopt(handle, ZMQ_MAXMSGSIZE, &limit, MemoryLayout<Int64>.size)
        var descriptor: Int32 = -1
        var size = MemoryLayout<Int32>.size
        zmq_getsockopt(handle, ZMQ_FD, &descriptor, &size)
        self.descriptor = descriptor
        self.scratch = .allocate(capacity: 1)
        zmq_msg_init(self.scratch)
        try self.secure(security)
        var needsMonitor = isWatched
        if case .client = security { needsMonitor = true }
        if needsMonitor { self.monitor = ConnectionMonitor(handle, context) }
    }

    deinit {
        self.close()
        zmq_msg_close(self.scratch)
        self.scratch.deallocate()
    }

    public func close() {
        guard self.isOpen else { return }
        self.isOpen = false
        self.monitor?.close()
        self.monitor = nil
        zmq_close(self.handle)
        self.locks = []
    }

    /// - Returns: The endpoint, with the port that stands for `*`.
    /// - Throws: when the endpoint is in use, or its folder is not private.
    @discardableResult
    public func bind(_ endpoint: Endpoint) throws(TransportFailure) -> Endpoint {
        if endpoint.scheme == .ipc {
            self.locks.append(try EndpointLock(endpoint))
            try self.admitThisUserOnly()
        }
        var number: Int32 = 0
        // A name inside the process is freed a moment after its socket was closed.
        for _ in 0..<(endpoint.scheme == .inproc ? 200 : 1) {
            guard zmq_bind(self.handle, endpoint.description) != 0 else {
                let bound = endpoint.scheme == .tcp ? try self.lastEndpoint() : endpoint
                self.places.insert(bound.place)
                return bound
            }
            number = zmq_errno()
            if endpoint.scheme == .inproc { usleep(1_000) }
        }
        if number == EADDRINUSE {
            throw TransportFailure(
                "endpoint \(endpoint) is in use by another process; stop it or choose another "
                    + (endpoint.scheme == .tcp ? "port" : "name"))
        }
        throw TransportFailure("endpoint \(endpoint): \(errorText(number))")
    }

    private func lastEndpoint() throws(TransportFailure) -> Endpoint {
        var text = [CChar](repeating: 0, count: 256)
        var size = text.count
        zmq_getsockopt(self.handle, ZMQ_LAST_ENDPOINT, &text, &size)
        return try Endpoint(
            String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
    }

    public func connect(_ endpoint: Endpoint) throws(TransportFailure) {
        guard zmq_connect(self.handle, endpoint.description) == 0 else {
            throw TransportFailure("endpoint \(endpoint): \(errorText(zmq_errno()))")
        }
    }

    /// Whether the server has refused this client's key since the last question.
    public func takeRefusal() -> Bool { self.monitor?.takeRefusal() ?? false }

    /// Whether the connection was lost since the last question; a peer that is merely slow also
    /// makes the socket unwritable.
    public func takeDisconnection() -> Bool { self.monitor?.takeDisconnection() ?? false }

    /// The socket's options: milliseconds, messages or flags as libzmq documents them.
    private static func profile(
        _ role: Role, _ reconnect: ClosedRange<Int32>
    ) -> [(Int32, Int32)] {
        let shared: [(Int32, Int32)] = [
            (ZMQ_LINGER, 0), (ZMQ_SNDHWM, 256), (ZMQ_RCVHWM, 256),
            (ZMQ_HANDSHAKE_IVL, 5_000), (ZMQ_HEARTBEAT_IVL, 2_000),
            (ZMQ_HEARTBEAT_TIMEOUT, 6_000), (ZMQ_HEARTBEAT_TTL, 6_000),
            (ZMQ_TCP_KEEPALIVE, 1), (ZMQ_TCP_KEEPALIVE_IDLE, 30),
            (ZMQ_TCP_KEEPALIVE_INTVL, 10), (ZMQ_TCP_KEEPALIVE_CNT, 3),
        ]
        switch role {
        case .router:
            return shared + [
                (ZMQ_ROUTER_MANDATORY, 1), (ZMQ_ROUTER_HANDOVER, 0), (ZMQ_BACKLOG, 1_024),
            ]
        case .dealer:
            let first = Int32.random(
                in: reconnect.lowerBound...min(reconnect.lowerBound * 3, reconnect.upperBound))
            return shared + [
                (ZMQ_IMMEDIATE, 1), (ZMQ_RECONNECT_IVL, first),
                (ZMQ_RECONNECT_IVL_MAX, reconnect.upperBound),
            ]
        }
    }
}

// MARK: - Receiving

extension MessageSocket {
    /// The next message, or `nil` when none is waiting.
    func receive() -> Message? {
        while true {
            if let message = self.nextOfBundle() { return message }
            guard let message = self.receiveAlone() else { return nil }
            if !self.open(message) { return message }
        }
    }

    /// A message to be filled.
    func blank() -> Message { self.spares.take() }

    private func receiveAlone() -> Message? {
        guard self.receive(into: self.scratch) else {
            self.isReadable = false
            // A ROUTER has nothing else to be asked for: it always says that it is writable.
            if self.role == .router { self.isStale = false }
            return nil
        }
        let message = self.blank()
        defer { message.settle() }
        var count = 1
        if self.role == .router {
            message.routing = Self.packRouting(self.scratch)
            guard zmq_msg_more(self.scratch) != 0, self.receive(into: self.scratch) else {
                return message
            }
            // A REQ socket puts an empty frame before its message and expects one before the answer.
            if zmq_msg_size(self.scratch) == 0, message.routing != 0, !self.keepsTail,
                zmq_msg_more(self.scratch) != 0
            {
                message.routing |= Self.delimited
                guard self.receive(into: self.scratch) else { return message }
            }
        }
        let preambleSize = zmq_msg_size(self.scratch)
        if preambleSize == 8, let data = zmq_msg_data(self.scratch) {
            message.preamble = UInt64(
                littleEndian: data.loadUnaligned(as: UInt64.self))
        }
        var more = zmq_msg_more(self.scratch) != 0
        while more {
            count += 1
            let frame =
                switch count {
                case 2: message.envelopeFrame
                case 3: message.payloadFrame
                default: self.scratch
                }
            guard self.receive(into: frame) else { break }
            if count > 3, self.keepsTail { message.keep(frame) }
            more = zmq_msg_more(frame) != 0
        }
        if self.sources != nil { self.note(self.scratch) }
        message.isWellFormed =
            count == 3 && preambleSize == 8 && (self.role == .dealer || message.routing != 0)
        return message
    }

    private func receive(into frame: UnsafeMutablePointer<zmq_msg_t>) -> Bool {
        while true {
            if zmq_msg_recv(frame, self.handle, ZMQ_DONTWAIT) >= 0 { return true }
            if zmq_errno() != EINTR { return false }
        }
    }

    /// Up to seven bytes of routing id with the size on top; 0 for a longer one, which only a peer
    /// that set its own could have.
    private static func packRouting(_ frame: UnsafeMutablePointer<zmq_msg_t>) -> UInt64 {
        let size = zmq_msg_size(frame)
        guard size > 0, size < 8, let data = zmq_msg_data(frame) else { return 0 }
        var word: UInt64 = 0
        memcpy(&word, data, size)
        return word | UInt64(size) << 56
    }

    /// Set in the routing word of a peer that puts an empty frame before each message, as REQ does.
    private static let delimited: UInt64 = 1 << 63

    /// Refreshes what libzmq knows; must be the last thing before sleeping on `descriptor`.
    ///
    /// - Returns: whether a message can be sent.
    func refresh() -> Bool {
        var events: Int32 = 0
        var size = MemoryLayout<Int32>.size
        while zmq_getsockopt(self.handle, ZMQ_EVENTS, &events, &size) != 0 {
            if zmq_errno() != EINTR { return false }
        }
        self.isStale = false
        self.isReadable = events & Int32(ZMQ_POLLIN) != 0
        return events & Int32(ZMQ_POLLOUT) != 0
    }
}

// MARK: - Sending

extension MessageSocket {
    /// Sends three frames, copying the payload.
    public func send(
        to routing: UInt64 = 0, preamble: UInt64, envelope: UnsafeRawBufferPointer,
        payload: UnsafeRawBufferPointer
    ) -> SendOutcome {
        let outcome = self.sendBundle(for: routing)
        guard outcome == .sent else { return outcome }
        return self.sendAlone(
            to: routing, preamble: preamble, envelope: envelope, payload: payload)
    }

    func sendAlone(
        to routing: UInt64, preamble: UInt64, envelope: UnsafeRawBufferPointer,
        payload: UnsafeRawBufferPointer
    ) -> SendOutcome {
        let outcome = self.open(to: routing, preamble: preamble, envelope: envelope)
        guard outcome == .sent else { return outcome }
        return self.part(payload.baseAddress, payload.count, 0)
    }

    /// Sends three frames, moving the payload out of `message` unless the peer is slow or gone;
    /// without one it is empty.
    public func send(
        to routing: UInt64 = 0, preamble: UInt64, envelope: UnsafeRawBufferPointer,
        moving message: Message?
    ) -> SendOutcome {
        guard let message, !message.isBundled else {
            return self.send(
                to: routing, preamble: preamble, envelope: envelope,
                payload: message?.payload ?? UnsafeRawBufferPointer(start: nil, count: 0))
        }
        var outcome = self.sendBundle(for: routing)
        guard outcome == .sent else { return outcome }
        outcome = self.open(to: routing, preamble: preamble, envelope: envelope)
        guard outcome == .sent else { return outcome }
        while zmq_msg_send(message.payloadFrame, self.handle, ZMQ_DONTWAIT) < 0 {
            if zmq_errno() != EINTR { return .unreachable }
        }
        message.settle()
        return .sent
    }

    /// EAGAIN and EHOSTUNREACH arrive on the first frame, so nothing is ever half sent.
    private func open(
        to routing: UInt64, preamble: UInt64, envelope: UnsafeRawBufferPointer
    ) -> SendOutcome {
        guard self.isOpen else { return .unreachable }
        self.isStale = true
        if self.role == .router {
            var word = routing & 0x00ff_ffff_ffff_ffff
            let outcome = self.part(&word, Int(routing >> 56 & 7), ZMQ_SNDMORE)
            guard outcome == .sent else { return outcome }
            if routing & Self.delimited != 0 { _ = self.part(nil, 0, ZMQ_SNDMORE) }
        }
        var word = preamble.littleEndian
        let outcome = self.part(&word, 8, ZMQ_SNDMORE)
        guard outcome == .sent else { return outcome }
        return self.part(envelope.baseAddress, envelope.count, ZMQ_SNDMORE)
    }

    private func part(_ data: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> SendOutcome {
        while zmq_send(self.handle, data, count, flags | ZMQ_DONTWAIT) < 0 {
            switch zmq_errno() {
            case EINTR: continue
            case EAGAIN:
                self.hasRefused = true
                return .full
            default: return .unreachable
            }
        }
        return .sent
    }

    /// Sends frames as they are given, whatever their number and size; how tests misbehave.
    public func sendRaw(_ frames: [[UInt8]]) -> SendOutcome {
        self.isStale = true
        for (index, frame) in frames.enumerated() {
            let flags = index + 1 < frames.count ? ZMQ_SNDMORE : 0
            let outcome = frame.withUnsafeBytes { self.part($0.baseAddress, $0.count, flags) }
            guard outcome == .sent else { return outcome }
        }
        return .sent
    }
}

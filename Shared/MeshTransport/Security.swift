import CZeroMQ
import Glibc

/// How a socket knows whom it talks to.
public enum Security: Sendable {
    /// Only this user of this host, who alone may enter the folder of the socket.
    case none
    /// Lets in whom the context's ``Authenticator`` admits by key, nobody without.
    case server(CurveKeyPair, domain: String)
    /// Shows a key of its own and talks to nobody but the holder of `server`.
    case client(CurveKeyPair, server: CurveKey)
}

extension MessageSocket {
    /// Sets the keys before the first bind or connect.
    ///
    /// CURVE alone admits every client that knows the server's key; what closes the door is a
    /// domain, without which libzmq never asks who it is, and the order to refuse when nobody
    /// answers the question.
    func secure(_ security: Security) throws(TransportFailure) {
        switch security {
        case .none: return
        case .server(let pair, let domain):
            guard !domain.isEmpty else {
                throw TransportFailure("a socket with keys needs a name for its domain")
            }
            try self.set(ZMQ_CURVE_SERVER, 1)
            try self.set(ZMQ_CURVE_SECRETKEY, pair.secretKey.bytes)
            try self.set(ZMQ_ZAP_DOMAIN, Array(domain.utf8))
            try self.set(Self.enforceDomain, 1)
            var value: Int32 = 0
            var size = MemoryLayout<Int32>.size
            guard zmq_getsockopt(self.handle, Self.enforceDomain, &value, &size) == 0, value == 1
            else { throw TransportFailure("this libzmq does not enforce who may connect") }
        case .client(let pair, let server):
            try self.set(ZMQ_CURVE_SERVERKEY, server.bytes)
            try self.set(ZMQ_CURVE_PUBLICKEY, pair.publicKey.bytes)
            try self.set(ZMQ_CURVE_SECRETKEY, pair.secretKey.bytes)
        }
    }

    /// Admits processes of this user alone, whatever the mode of the socket's file.
    func admitThisUserOnly() throws(TransportFailure) {
        var user = geteuid()
        guard zmq_setsockopt(self.handle, ZMQ_IPC_FILTER_UID, &user, MemoryLayout<uid_t>.size) == 0
        else { throw TransportFailure("no check of the peer's user: \(errorText(zmq_errno()))") }
    }

    /// `ZMQ_ZAP_ENFORCE_DOMAIN`, which the header of 4.3.4 hides and the library has.
    private static let enforceDomain: Int32 = 93

    private func set(_ option: Int32, _ number: Int32) throws(TransportFailure) {
        var number = number
        guard zmq_setsockopt(self.handle, option, &number, MemoryLayout<Int32>.size) == 0 else {
            throw TransportFailure("socket option \(option): \(errorText(zmq_errno()))")
        }
    }

    private func set(_ option: Int32, _ bytes: [UInt8]) throws(TransportFailure) {
        guard zmq_setsockopt(self.handle, option, bytes, bytes.count) == 0 else {
            throw TransportFailure("socket option \(option): \(errorText(zmq_errno()))")
        }
    }
}

extension Message {
    /// The key of the peer that sent this, as the authenticator admitted it; `nil` without keys, and
    /// for a message out of a bundle.
    public var peerKey: CurveKey? {
        self.isBundled
            ? nil
            : zmq_msg_gets(self.envelopeFrame, "User-Id").flatMap {
                CurveKey(String(cString: $0))
            }
    }

    /// The network address of the peer that sent this; `nil` on one host, and out of a bundle.
    public var peerAddress: String? {
        self.isBundled
            ? nil : zmq_msg_gets(self.envelopeFrame, "Peer-Address").map { String(cString: $0) }
    }
}

/// Listens to what becomes of a client's connection, of which libzmq tells nobody else.
final class ConnectionMonitor {
    private let socket: MessageSocket.Handle
    private let pair: UnsafeMutableRawPointer
    private var isRefused = false
    private var isDisconnected = false

    /// `nil` when the context is out of sockets; the client then only sees that nobody answers.
    init?(_ socket: MessageSocket.Handle, _ context: MessageContext) {
        let address = "inproc://monitor-\(String(randomWord(), radix: 36))"
        let events = ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_DISCONNECTED
        guard zmq_socket_monitor(socket, address, events) == 0,
            let pair = context.socket(ZMQ_PAIR)
        else { return nil }
        // A full queue would hold up libzmq's own thread, so this one has no bound: an event is
        // small, and whoever opens a session reads them.
        for option in [ZMQ_LINGER, ZMQ_RCVHWM] {
            var value: Int32 = 0
            zmq_setsockopt(pair, option, &value, MemoryLayout<Int32>.size)
        }
        guard zmq_connect(pair, address) == 0 else {
            zmq_close(pair)
            return nil
        }
        self.socket = socket
        self.pair = pair
    }

    /// Before the socket itself is closed; the listener first, or libzmq's thread would wait for a
    /// reader.
    func close() {
        zmq_socket_monitor(self.socket, nil, 0)
        zmq_close(self.pair)
    }

    /// Whether the server has refused the key since the last question.
    func takeRefusal() -> Bool {
        self.read()
        defer { self.isRefused = false }
        return self.isRefused
    }

    /// Whether the connection was lost since the last question.
    func takeDisconnection() -> Bool {
        self.read()
        defer { self.isDisconnected = false }
        return self.isDisconnected
    }

    /// An event is two frames: its number with a value, and the endpoint.
    private func read() {
        var event = [UInt8](repeating: 0, count: 6)
        var endpoint = [UInt8](repeating: 0, count: 256)
        while zmq_recv(self.pair, &event, event.count, ZMQ_DONTWAIT) >= 0 {
            zmq_recv(self.pair, &endpoint, endpoint.count, ZMQ_DONTWAIT)
            switch event.withUnsafeBytes({ Int32($0.loadUnaligned(as: UInt16.self)) }) {
            case ZMQ_EVENT_DISCONNECTED: self.isDisconnected = true
            default: self.isRefused = true
            }
        }
    }
}

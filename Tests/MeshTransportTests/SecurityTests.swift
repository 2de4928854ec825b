import CZeroMQ
import Foundation
import MeshTransport
import Programs
import Synchronization
import Testing

/// The one context of the servers under test.
private let serverContext = Result { () throws(TransportFailure) in try MessageContext() }

/// A ROUTER with keys on a loop of its own; remembers who sent what.
private final class Server: LoopResident, Sendable {
    let pair: CurveKeyPair
    let endpoint: String
    private let loop: IOLoop
    private let heard: AsyncStream<CurveKey?>
    private let sink: AsyncStream<CurveKey?>.Continuation
    let count = Atomic<Int>(0)

    /// - Parameter decide: `nil` leaves the question who may connect unanswered.
    init(domain: String = "front", _ decide: (@Sendable (Applicant) -> Admittance)?) throws {
        let context = try serverContext.get()
        self.pair = try CurveKeyPair()
        self.loop = IOLoop(context: context, name: "server")
        (self.heard, self.sink) = AsyncStream.makeStream()
        let authenticator = try decide.map { try Authenticator(context, decide: $0) }
        let socket = try MessageSocket(
            context, .router, security: .server(self.pair, domain: domain))
        self.endpoint = try socket.bind(try Endpoint("tcp://127.0.0.1:*")).description
        nonisolated(unsafe) let parts = (socket, authenticator)
        self.loop.perform {
            parts.1?.start(on: self.loop)
            self.loop.add(self)
            self.loop.attach(parts.0, to: self)
        }
    }

    var wakeUpAt: Int64 { .max }
    func wake(at now: Int64) {}
    func flush(at now: Int64) {}
    func loopEnded() {}
    func becameWritable(_ socket: MessageSocket, at now: Int64) {}
    func becameUnwritable(_ socket: MessageSocket, at now: Int64) {}
    func received(_ message: Message, on socket: MessageSocket, at now: Int64) {
        self.count.add(1, ordering: .relaxed)
        self.sink.yield(message.peerKey)
    }

    /// The key behind the next message.
    func next() async -> CurveKey? {
        for await key in self.heard { return key }
        return nil
    }

    func stop() { self.loop.stop() }
}

/// What libzmq says of a client's first handshake.
private struct Attempt {
    static let refused: UInt16 = UInt16(ZMQ_EVENT_HANDSHAKE_FAILED_AUTH)
    static let succeeded: UInt16 = 0x1000
    private static let failed: UInt16 = 0x0800 | 0x2000 | 0x4000
    private static let disconnected: UInt16 = 0x0200

    /// Never ended: libsodium's random source belongs to all contexts of the process.
    private nonisolated(unsafe) static let context = zmq_ctx_new()

    /// Connects, queues one message at once, and waits for what becomes of the handshake.
    static func event(_ endpoint: String, own: CurveKeyPair?, server: CurveKey?) -> UInt16 {
        guard let socket = zmq_socket(Self.context, ZMQ_DEALER),
            let monitor = zmq_socket(Self.context, ZMQ_PAIR)
        else { return 0 }
        defer {
            zmq_socket_monitor(socket, nil, 0)
            zmq_close(monitor)
            var linger: Int32 = 1_000
            zmq_setsockopt(socket, ZMQ_LINGER, &linger, 4)
            zmq_close(socket)
        }
        if let own, let server {
            zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, server.text, 41)
            zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, own.publicKey.text, 41)
            zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, own.secretKey.text, 41)
        }
        // A door that stays closed without a word is one, too.
        var patience: Int32 = 1_000
        zmq_setsockopt(socket, ZMQ_HANDSHAKE_IVL, &patience, 4)
        let address = "inproc://attempt-\(randomWord())"
        zmq_socket_monitor(socket, address, 0xffff)
        zmq_connect(monitor, address)
        zmq_connect(socket, endpoint)
        for (index, frame) in [Array("12345678".utf8), [1], [2]].enumerated() {
            zmq_send(socket, frame, frame.count, index < 2 ? ZMQ_SNDMORE : 0)
        }
        while true {
            var frame = [UInt8](repeating: 0, count: 256)
            guard zmq_recv(monitor, &frame, 256, 0) >= 0 else { return 0 }
            let event = UInt16(frame[0]) | UInt16(frame[1]) << 8
            let isOver = event & (Self.failed | Self.succeeded | Self.disconnected) != 0
            zmq_recv(monitor, &frame, 256, 0)
            if isOver { return event }
        }
    }
}

@Suite(.serialized, .timeLimit(.minutes(1))) struct `A socket with keys` {
    @Test func `hears whom the authenticator admits, and knows the key`() async throws {
        let own = try CurveKeyPair()
        let server = try Server {
            $0.key == own.publicKey && $0.domain == "front" ? .admitted : .denied
        }
        let event = Attempt.event(server.endpoint, own: own, server: server.pair.publicKey)
        #expect(event == Attempt.succeeded)
        #expect(await server.next() == own.publicKey)
        server.stop()
    }

    @Test func `hears nobody it does not know, and says so to them`() throws {
        let server = try Server { _ in .denied }
        let event = Attempt.event(
            server.endpoint, own: try CurveKeyPair(), server: server.pair.publicKey)
        #expect(event == Attempt.refused)
        server.stop()
        #expect(server.count.load(ordering: .relaxed) == 0)
    }

    @Test(arguments: ["no authenticator", "not yet", "another server key", "no key"])
    func `fails closed`(with fault: String) throws {
        let answer: Admittance = fault == "not yet" ? .notYet : .admitted
        let decide: @Sendable (Applicant) -> Admittance = { _ in answer }
        let server = try Server(fault == "no authenticator" ? nil : decide)
        let other = try CurveKeyPair()
        let event = Attempt.event(
            server.endpoint, own: fault == "no key" ? nil : other,
            server: fault == "another server key" ? other.publicKey : server.pair.publicKey)
        #expect(event != Attempt.succeeded && event != 0, "\(event)")
        server.stop()
        #expect(server.count.load(ordering: .relaxed) == 0, "no byte of a message")
    }

    @Test func `needs a domain`() throws {
        #expect(throws: TransportFailure.self) { try Server(domain: "") { _ in .admitted } }
    }

    @Test func `has one authenticator in a context`() throws {
        let server = try Server { _ in .denied }
        #expect(throws: TransportFailure.self) { try Server { _ in .admitted } }
        server.stop()
    }

    @Test func `tells its client that the server refused the key`() async throws {
        let server = try Server { _ in .denied }
        let socket = try MessageSocket(
            try serverContext.get(), .dealer, reconnect: 20...100,
            security: .client(try CurveKeyPair(), server: server.pair.publicKey))
        try socket.connect(try Endpoint(server.endpoint))
        while !socket.takeRefusal() { await Task.yield() }
        socket.close()
        server.stop()
    }
}

@Suite struct `A key` {
    @Test func `is Z85 of 32 bytes and belongs to its other half`() throws {
        let pair = try CurveKeyPair()
        #expect(CurveKey(pair.publicKey.text) == pair.publicKey)
        #expect(try CurveKeyPair(secretKey: pair.secretKey) == pair)
        #expect(!"\(pair)".contains(pair.secretKey.text))
    }

    @Test(arguments: [
        "", "short", String(repeating: "~", count: 40), String(repeating: "#", count: 40),
    ])
    func `is nothing else`(text: String) {
        #expect(CurveKey(text) == nil)
    }
}

@Suite struct `An ipc socket` {
    /// Says whether a server greets whoever connects to a Unix socket.
    private static let knock =
        "import socket,sys; s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); print(len(s.recv(10)))"

    @Test(.enabled(if: geteuid() == 0, "needs the right to become another user"))
    func `greets processes of its own user alone, even where others may connect`() throws {
        let folder = "/tmp/mesh-\(String(randomWord(), radix: 36))"
        let socket = try MessageSocket(try serverContext.get(), .router)
        try socket.bind(try Endpoint("ipc://\(folder)/a"))
        chmod(folder, 0o755)
        chmod("\(folder)/a", 0o777)
        let path = "\(folder)/a"
        let own = try run(URL(fileURLWithPath: "/usr/bin/python3"), ["-c", Self.knock, path])
        #expect(own.text == "10\n")
        let other = try run(
            URL(fileURLWithPath: "/usr/bin/setpriv"),
            ["--reuid=65534", "--clear-groups", "/usr/bin/python3", "-c", Self.knock, path])
        #expect(other.text == "0\n")
        socket.close()
        for name in ["a", "a.lock"] { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }
}

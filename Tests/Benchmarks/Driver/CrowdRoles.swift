import Glibc
import MeshRPC
import MeshTransport

/// Connections that are of no use to anybody.
extension Role {
    /// Keeps `count` connections to the socket behind `front` open and says nothing on them.
    ///
    /// Every second one shakes hands first, as a ZeroMQ peer does. One that the gateway closes is
    /// opened again. Prints "ready" when all are there.
    static func silence(_ front: String, count: Int) throws {
        let path = String(front.dropFirst("ipc://".count))
        var connections = try (0..<count).map { number in
            pollfd(
                fd: try Self.connect(path, shakingHands: number % 2 == 0), events: Int16(POLLIN),
                revents: 0)
        }
        // Unbuffered: the pipe is read at once.
        write(STDOUT_FILENO, "ready\n", 6)
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while poll(&connections, nfds_t(count), -1) >= 0 {
            for index in connections.indices where connections[index].revents != 0 {
                let descriptor = connections[index].fd
                guard read(descriptor, &buffer, buffer.count) <= 0 else { continue }
                close(descriptor)
                connections[index].fd = try Self.connect(path, shakingHands: index % 2 == 0)
            }
        }
    }

    private static func connect(_ path: String, shakingHands: Bool) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isConnected else {
            throw BenchmarkFailure(description: "\(path): \(String(cString: strerror(errno)))")
        }
        let words = shakingHands ? Self.greeting : []
        guard write(descriptor, words, words.count) == words.count else {
            throw BenchmarkFailure(description: "\(path) takes no greeting")
        }
        return descriptor
    }

    /// ZMTP 3.0: signature, version, mechanism NULL, then READY of a DEALER.
    private static let greeting: [UInt8] =
        [0xff] + [UInt8](repeating: 0, count: 8) + [0x7f, 3, 0] + Array("NULL".utf8)
        + [UInt8](repeating: 0, count: 48)
        + [4, 28, 5] + Array("READY".utf8) + [11] + Array("Socket-Type".utf8) + [0, 0, 0, 6]
        + Array("DEALER".utf8)

    /// Sends `rate` messages a second that nobody can read, half of them in a session.
    static func junk(_ context: MessageContext, _ front: String, rate: Int) async throws {
        let loop = IOLoop(context: context, name: "junk")
        let peers = try (0..<16).map { number in
            try JunkPeer(context, front, principal: number % 2 == 0 ? "junk-\(number)" : nil)
        }
        loop.perform { for peer in peers { peer.start(on: loop) } }
        let turns = 100
        while true {
            try await Task.sleep(for: .seconds(1) / turns)
            loop.perform { for peer in peers { peer.send(rate / turns / peers.count) } }
        }
    }
}

/// One peer that sends garbage; with a principal it opens a session before, again and again.
///
/// Unchecked: confined to its loop.
final class JunkPeer: LoopResident, @unchecked Sendable {
    private let socket: MessageSocket
    private let principal: String?
    private var sent = 0

    init(_ context: MessageContext, _ front: String, principal: String?) throws {
        self.socket = try MessageSocket(context, .dealer, reconnect: 20...100)
        try self.socket.connect(try Endpoint(front))
        self.principal = principal
    }

    func start(on loop: IOLoop) {
        loop.add(self)
        loop.attach(self.socket, to: self)
    }

    func send(_ count: Int) {
        for _ in 0..<count {
            if self.sent % 50 == 0, let principal = self.principal { self.hello(principal) }
            self.sent += 1
            _ = self.socket.sendRaw(Self.garbage[self.sent % Self.garbage.count])
        }
    }

    private func hello(_ principal: String) {
        var hello = Hello()
        hello.principal = principal
        var envelope = Envelope()
        envelope.hello = hello
        var writer = ByteWriter()
        envelope.write(to: &writer)
        let bytes = [UInt8](writer.bytes)
        _ = self.socket.sendRaw([Self.preamble(.hello, bytes.count), bytes, []])
    }

    /// Drawn beforehand: random bytes would take more time than sending them.
    private static let garbage = (0..<997).map { _ in JunkPeer.draw() }

    /// One to five frames of random bytes; half of the messages begin as they should.
    private static func draw() -> [[UInt8]] {
        let frames = (1...Int.random(in: 1...5)).map { _ in
            (0..<Int.random(in: 0...300)).map { _ in UInt8.random(in: .min ... .max) }
        }
        guard Bool.random() else { return frames }
        return [self.preamble(.request, frames[0].count)] + frames
    }

    private static func preamble(_ kind: Kind, _ length: Int) -> [UInt8] {
        let word = Preamble(kind, envelopeLength: length).word.littleEndian
        return withUnsafeBytes(of: word) { [UInt8]($0) }
    }

    var wakeUpAt: Int64 { .max }
    func wake(at now: Int64) {}
    func received(_ message: Message, on socket: MessageSocket, at now: Int64) {}
    func becameWritable(_ socket: MessageSocket, at now: Int64) {}
    func becameUnwritable(_ socket: MessageSocket, at now: Int64) {}
    func flush(at now: Int64) {}
    func loopEnded() {}
}

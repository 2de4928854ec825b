import MeshRPC
import MeshTransport
import Testing

/// A peer that sends what it likes; how the tests misbehave.
final class RawPeer: LoopResident, @unchecked Sendable {
    struct Received: Sendable {
        var kind: Kind
        var envelope: Envelope
        var payload: [UInt8]
        var isBundled: Bool
    }

    private let loop: IOLoop
    private let socket: MessageSocket
    private let messages: AsyncStream<Received>
    private let sink: AsyncStream<Received>.Continuation
    private let connection: AsyncStream<Void>
    private let connected: AsyncStream<Void>.Continuation
    private(set) var session: UInt64 = 0
    private var sequence: UInt64 = 0

    /// - Parameter loop: its own, for a peer that is to hold it up.
    init(_ mesh: Mesh, _ endpoint: String, on loop: IOLoop? = nil) async throws {
        self.loop = loop ?? mesh.loop
        (self.messages, self.sink) = AsyncStream.makeStream()
        (self.connection, self.connected) = AsyncStream.makeStream()
        self.socket = try MessageSocket(mesh.context, .dealer, reconnect: 20...100)
        try self.socket.connect(try Endpoint(endpoint))
        self.loop.perform {
            self.loop.add(self)
            self.loop.attach(self.socket, to: self)
        }
        for await _ in self.connection { break }
    }

    var wakeUpAt: Int64 { .max }
    func wake(at now: Int64) {}
    func flush(at now: Int64) {}
    func loopEnded() {}
    func becameUnwritable(_ socket: MessageSocket, at now: Int64) {}
    func becameWritable(_ socket: MessageSocket, at now: Int64) { self.connected.yield() }

    func received(_ message: Message, on socket: MessageSocket, at now: Int64) {
        do {
            let (kind, _) = try Preamble.check(message)
            if kind == .ping { self.pong() }
            self.sink.yield(
                Received(
                    kind: kind, envelope: try Envelope(message.envelope),
                    payload: [UInt8](message.payload), isBundled: message.isBundled))
        } catch {
            Issue.record("the gateway sent something unreadable: \(error)")
        }
    }

    /// Stays alive; the number is left out, which only counts as a gap.
    private func pong() {
        var envelope = Envelope()
        envelope.session = self.session
        self.send(.pong, envelope)
    }

    /// The next message that is not a heartbeat.
    func next() async -> Received {
        for await message in self.messages where message.kind != .ping && message.kind != .pong {
            return message
        }
        fatalError("the stream never ends")
    }

    func close() {
        self.loop.perform {
            self.loop.remove(self)
            self.loop.detach(self.socket)
        }
    }

    func send(frames: [[UInt8]]) {
        self.loop.perform { #expect(self.socket.sendRaw(frames) == .sent) }
    }

    func send(_ kind: Kind, _ envelope: Envelope, payload: [UInt8] = []) {
        self.send(frames: Self.frames(kind, envelope, payload: payload))
    }

    /// Sends in the session, with the next number.
    func sendNumbered(_ kind: Kind, _ envelope: Envelope, payload: [UInt8] = []) {
        var envelope = envelope
        self.sequence += 1
        envelope.session = self.session
        envelope.sessionSequence = self.sequence
        self.send(kind, envelope, payload: payload)
    }

    func request(
        _ callID: UInt64, _ method: MethodDescriptor = echo, payload: [UInt8] = [],
        timeout: UInt64? = 5_000_000, _ fill: (inout Envelope) -> Void = { _ in }
    ) {
        var envelope = Envelope()
        envelope.callID = callID
        envelope.service = method.service
        envelope.method = method.method
        envelope.timeoutMicroseconds = timeout
        fill(&envelope)
        self.sendNumbered(.request, envelope, payload: payload)
    }

    /// The frames of requests that are to travel together, numbered as they will be sent.
    func frames(requests payloads: [[UInt8]]) -> [[[UInt8]]] {
        payloads.enumerated().map { index, payload in
            self.sequence += 1
            var envelope = Envelope()
            envelope.session = self.session
            envelope.sessionSequence = self.sequence
            envelope.callID = UInt64(index + 1)
            envelope.service = echo.service
            envelope.method = echo.method
            envelope.timeoutMicroseconds = 5_000_000
            return Self.frames(.request, envelope, payload: payload)
        }
    }

    /// BUNDLE with these messages in it.
    func send(bundle messages: [[[UInt8]]]) {
        self.send(frames: Self.frames(.bundle, Envelope(), payload: Self.entries(messages)))
    }

    static func entries(_ messages: [[[UInt8]]]) -> [UInt8] {
        messages.flatMap { frames in
            frames[0] + withUnsafeBytes(of: UInt32(frames[2].count).littleEndian) { [UInt8]($0) }
                + frames[1] + frames[2]
        }
    }

    /// Says HELLO and takes the session.
    ///
    /// - Returns: what both sides can do.
    @discardableResult
    func hello(_ principal: String = "raw", features: Features = []) async -> Features {
        var hello = Hello()
        hello.principal = principal
        hello.features = features
        var envelope = Envelope()
        envelope.hello = hello
        self.send(.hello, envelope)
        let welcome = await self.next()
        #expect(welcome.kind == .welcome)
        self.session = welcome.envelope.session
        self.sequence = 0
        return welcome.envelope.hello?.features ?? []
    }

    static func frames(_ kind: Kind, _ envelope: Envelope, payload: [UInt8] = []) -> [[UInt8]] {
        var writer = ByteWriter()
        envelope.write(to: &writer)
        let preamble = Preamble(kind, envelopeLength: writer.count).word
        let bytes = withUnsafeBytes(of: preamble.littleEndian) { [UInt8]($0) }
        return [bytes, [UInt8](writer.bytes), payload]
    }
}

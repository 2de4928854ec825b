import MeshRPC
import MeshTransport
import Synchronization
import Testing

/// Plays the gateway towards one worker: sends it requests as it likes.
final class FalseGateway: LoopResident, @unchecked Sendable {
    private let loop: IOLoop
    private let socket: MessageSocket
    private let epoch: UInt64
    private let answers: AsyncStream<RPCFailure?>
    private let sink: AsyncStream<RPCFailure?>.Continuation
    private let registration: AsyncStream<Void>
    private let registered: AsyncStream<Void>.Continuation
    /// Of the worker's connection; touched by the loop alone.
    private var routing: UInt64 = 0
    private var sequence: UInt64 = 0
    private var isReady = false
    let hellos = Atomic<Int>(0)

    /// - Parameter isDeaf: Whether it reads nothing before ``listen()``.
    init(_ mesh: Mesh, epoch: UInt64, isDeaf: Bool = false) throws {
        self.loop = mesh.loop
        self.epoch = epoch
        self.socket = try MessageSocket(mesh.context, .router)
        (self.answers, self.sink) = AsyncStream.makeStream()
        (self.registration, self.registered) = AsyncStream.makeStream()
        try self.socket.bind(try Endpoint(mesh.back))
        if !isDeaf { self.listen() }
    }

    func listen() {
        self.loop.perform {
            self.loop.add(self)
            self.loop.attach(self.socket, to: self)
        }
    }

    var wakeUpAt: Int64 { .max }
    func wake(at now: Int64) {}
    func flush(at now: Int64) {}
    func loopEnded() {}
    func becameUnwritable(_ socket: MessageSocket, at now: Int64) {}
    func becameWritable(_ socket: MessageSocket, at now: Int64) {}

    func received(_ message: Message, on socket: MessageSocket, at now: Int64) {
        do {
            let (kind, _) = try Preamble.check(message)
            self.routing = message.routing
            switch kind {
            case .hello:
                self.hellos.add(1, ordering: .relaxed)
                var hello = Hello()
                hello.epoch = self.epoch
                hello.heartbeatMilliseconds = 5_000
                hello.deadAfterMilliseconds = 60_000
                self.send(.welcome) { $0.hello = hello }
            case .ready: self.registered.yield()
            case .end: self.sink.yield(try Envelope(message.envelope).status)
            default: return
            }
        } catch {
            Issue.record("the worker sent something unreadable: \(error)")
        }
    }

    private func send(_ kind: Kind, _ fill: (inout Envelope) -> Void) {
        var envelope = Envelope()
        self.sequence += 1
        envelope.session = 1
        envelope.sessionSequence = self.sequence
        fill(&envelope)
        var writer = ByteWriter()
        envelope.write(to: &writer)
        let outcome = self.socket.send(
            to: self.routing, preamble: Preamble(kind, envelopeLength: writer.count).word,
            envelope: writer.bytes, payload: UnsafeRawBufferPointer(start: nil, count: 0))
        #expect(outcome == .sent)
    }

    /// One call in the name of `caller`; what it ended with, `nil` for success.
    func ask(_ caller: CallerIdentity?) async -> RPCFailure? {
        if !self.isReady {
            self.isReady = true
            for await _ in self.registration { break }
        }
        self.loop.perform {
            self.send(.request) { envelope in
                envelope.callID = self.sequence
                envelope.service = echo.service
                envelope.method = echo.method
                envelope.timeoutMicroseconds = 5_000_000
                envelope.caller = caller
            }
        }
        for await answer in self.answers { return answer }
        return nil
    }

    func stop() {
        self.loop.perform {
            self.loop.remove(self)
            self.loop.detach(self.socket)
        }
    }
}

import MeshRPC
import MeshTransport

/// Calls that come at their own pace, whatever becomes of them: refused ones are not repeated, and
/// slow answers make nobody wait with the next call.
extension Role {
    /// Principals that share the calls, so that no bound of one session decides.
    private static let principals = 8
    /// How long calls come before they are counted, in seconds.
    private static let leadIn = 2.0

    /// Prints of the calls that were answered the middle and the 99th of a hundred of their round
    /// trips, in nanoseconds, and how many there were a second.
    static func arrivals(
        _ context: MessageContext, _ front: String, rate: Double, seconds: Double
    ) async throws {
        let loop = IOLoop(context: context, name: "arrivals")
        let share = rate / Double(Self.principals)
        let callers = try (0..<Self.principals).map { number in
            try Arrivals(context, front, principal: "benchmark-\(number)", rate: share)
        }
        loop.perform { for caller in callers { caller.start(on: loop) } }
        try await Task.sleep(for: .seconds(Self.leadIn))
        let begun = monotonicMicroseconds()
        try await Task.sleep(for: .seconds(seconds))
        let ended = monotonicMicroseconds()
        let answered = await Task(executorPreference: loop) {
            callers.flatMap(\.answered).filter { begun <= $0.due && $0.due < ended }
        }.value
        loop.stop()
        report(answered.map { ($0.end - $0.due) * 1_000 }, seconds: seconds)
    }
}

/// One session that sends a call whenever one is due.
///
/// Unchecked: confined to its loop.
final class Arrivals: LoopResident, @unchecked Sendable {
    /// A call that was answered: when it was due and when its answer came, in microseconds of the
    /// monotonic clock.
    struct Answered {
        var due: Int64
        var end: Int64
    }

    private(set) var answered: [Answered] = []
    private let socket: MessageSocket
    private let principal: String
    /// Microseconds between two calls.
    private let gap: Double
    private let payload = [UInt8](repeating: 7, count: 100)
    private var writer = ByteWriter()
    private var session: UInt64 = 0
    private var sequence: UInt64 = 0
    private var lastCall: UInt64 = 0
    private var start: Int64 = .max
    private var open: [UInt64: Int64] = [:]

    init(_ context: MessageContext, _ front: String, principal: String, rate: Double) throws {
        self.socket = try MessageSocket(context, .dealer)
        try self.socket.connect(try Endpoint(front))
        self.principal = principal
        self.gap = 1e6 / rate
    }

    func start(on loop: IOLoop) {
        loop.add(self)
        loop.attach(self.socket, to: self)
    }

    private var nextDue: Int64 {
        self.start == .max ? .max : self.start + Int64(Double(self.lastCall) * self.gap)
    }

    var wakeUpAt: Int64 { self.nextDue }

    func wake(at now: Int64) {
        while self.nextDue <= now {
            let due = self.nextDue
            self.lastCall += 1
            self.open[self.lastCall] = due
            var envelope = Envelope()
            envelope.callID = self.lastCall
            envelope.service = Role.echo.service
            envelope.method = Role.echo.method
            envelope.timeoutMicroseconds = 5_000_000
            self.send(.request, envelope, self.payload)
        }
    }

    func becameWritable(_ socket: MessageSocket, at now: Int64) {
        var envelope = Envelope()
        var hello = Hello()
        hello.principal = self.principal
        envelope.hello = hello
        self.send(.hello, envelope)
        self.sequence = 0
    }

    func received(_ message: Message, on socket: MessageSocket, at now: Int64) {
        guard let (kind, _) = try? Preamble.check(message),
            let envelope = try? Envelope(message.envelope)
        else { return }
        switch kind {
        case .welcome:
            self.session = envelope.session
            self.start = now
        case .ping: self.send(.pong, Envelope())
        case .end:
            guard let due = self.open.removeValue(forKey: envelope.callID),
                envelope.status == nil
            else { return }
            self.answered.append(Answered(due: due, end: monotonicMicroseconds()))
        default: return
        }
    }

    private func send(_ kind: Kind, _ content: Envelope, _ payload: [UInt8] = []) {
        self.sequence += 1
        var envelope = content
        envelope.session = self.session
        envelope.sessionSequence = kind == .hello ? 0 : self.sequence
        self.writer.reset()
        envelope.write(to: &self.writer)
        // What a full socket refuses is a call that was not answered.
        _ = payload.withUnsafeBytes {
            self.socket.send(
                preamble: Preamble(kind, envelopeLength: self.writer.count).word,
                envelope: self.writer.bytes, payload: $0)
        }
    }

    func becameUnwritable(_ socket: MessageSocket, at now: Int64) {}
    func flush(at now: Int64) {}
    func loopEnded() {}
}

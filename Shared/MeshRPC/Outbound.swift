import MeshTransport
import Synchronization

/// The messages of a call that go out, as far as the peer has granted credit.
///
/// Written from anywhere and emptied by the loop of its session.
public final class Outbound: Sendable {
    private struct State: Sendable {
        var gate = CreditGate()
        var messages = FirstInFirstOut<[UInt8]>()
        /// Of ``messages``.
        var bytes = 0
        var sent: UInt32 = 0
        var waiting: [UnsafeContinuation<Void, Never>] = []
        /// Counts up each time writers begin to wait.
        var stall: UInt64 = 0
        var isClosed = false
        /// Whether the peer was told so.
        var isEnded = false
        var failure: RPCFailure?
        /// Whether the loop knows that there is something to send.
        var isAnnounced = false

        /// Whether a message of `size` bytes may be added, by the peer's credit and by what still
        /// waits here: a peer that grants without end gets no more of this process's memory.
        mutating func takes(_ size: Int) -> Bool {
            let fits =
                self.messages.isEmpty
                || (self.messages.count < CallLimit.windowMessages
                    && self.bytes + size <= CallLimit.windowBytes)
            return fits && self.gate.take(size)
        }
    }

    private let state = Mutex(State())
    private let ready: @Sendable () -> Void
    private let stalled: @Sendable (UInt64) -> Void

    /// - Parameters:
    ///   - ready: Tells the loop that there is something to send; from any thread.
    ///   - stalled: Tells the loop that a writer begins to wait for credit.
    init(
        ready: @escaping @Sendable () -> Void, stalled: @escaping @Sendable (UInt64) -> Void
    ) {
        self.ready = ready
        self.stalled = stalled
    }

    /// Sends one message, waiting for credit when there is none.
    ///
    /// - Throws: what ended the call, or RESOURCE_EXHAUSTED for a message over 1 MiB or a receiver
    ///   that reads nothing for half a minute.
    public func send(_ message: [UInt8]) async throws(RPCFailure) {
        while try !self.take(message) {
            await withUnsafeContinuation { self.wait(for: message.count, $0) }
        }
    }

    /// No more will be sent.
    func close() {
        self.change { $0.isClosed = true }
    }

    /// - Returns: `false` when there is no credit.
    func take(_ message: [UInt8]) throws(RPCFailure) -> Bool {
        guard message.count <= CallLimit.messageBytes else {
            throw RPCFailure(
                .resourceExhausted,
                "a message of a stream has \(message.count) bytes; \(CallLimit.messageBytes) fit",
                verdict: .doNotRetry)
        }
        let (result, isNews) = self.state.withLock { state -> (Result<Bool, RPCFailure>, Bool) in
            if let failure = state.failure { return (.failure(failure), false) }
            guard !state.isClosed else {
                return (
                    .failure(
                        RPCFailure(
                            .failedPrecondition, "the stream was finished; nothing can follow",
                            verdict: .doNotRetry)), false
                )
            }
            guard state.takes(message.count) else { return (.success(false), false) }
            state.messages.append(message)
            state.bytes += message.count
            defer { state.isAnnounced = true }
            return (.success(true), !state.isAnnounced)
        }
        if isNews { self.ready() }
        return try result.get()
    }

    private func wait(for size: Int, _ writer: UnsafeContinuation<Void, Never>) {
        let (mustWait, stall) = self.state.withLock { state -> (Bool, UInt64?) in
            let gate = state.gate
            guard state.failure == nil, !state.isClosed, !state.takes(size) else {
                state.gate = gate
                return (false, nil)
            }
            state.waiting.append(writer)
            guard state.waiting.count == 1 else { return (true, nil) }
            state.stall += 1
            return (true, state.stall)
        }
        if !mustWait { writer.resume() }
        if let stall { self.stalled(stall) }
    }

    /// Lets all writers look again, and the loop, if there is something for it.
    private func change(_ edit: (inout sending State) -> Void) {
        let (writers, isNews) = self.state.withLock { state in
            edit(&state)
            let writers = state.waiting
            state.waiting = []
            let isNews = !state.isAnnounced && (state.isClosed || !state.messages.isEmpty)
            if isNews { state.isAnnounced = true }
            return (writers, isNews)
        }
        for writer in writers { writer.resume() }
        if isNews { self.ready() }
    }

    // MARK: The loop's side

    /// What the loop finds when it comes to send.
    enum Next {
        case message([UInt8], sequence: UInt32)
        /// Everything was sent and nothing will follow.
        case end
        /// Nothing for now; the loop is told again.
        case nothing
    }

    func next() -> Next {
        self.state.withLock { Self.next(&$0) }
    }

    /// What follows the message that was found last, which was sent.
    func nextAfterSending() -> Next {
        typealias Writers = [UnsafeContinuation<Void, Never>]
        let (next, writers) = self.state.withLock { state -> (Next, Writers) in
            state.bytes -= state.messages.popFirst()?.count ?? 0
            state.sent &+= 1
            let next = Self.next(&state)
            // Half empty, so that a writer is not woken for each message.
            guard !state.waiting.isEmpty, state.messages.count <= CallLimit.windowMessages / 2,
                state.bytes <= CallLimit.windowBytes / 2
            else { return (next, []) }
            defer { state.waiting = [] }
            return (next, state.waiting)
        }
        for writer in writers { writer.resume() }
        return next
    }

    /// The peer was told that nothing follows; once is enough.
    func noteEnd() {
        self.state.withLock { $0.isEnded = true }
    }

    private static func next(_ state: inout State) -> Next {
        if let message = state.messages.first { return .message(message, sequence: state.sent) }
        if state.isClosed { return state.isEnded ? .nothing : .end }
        state.isAnnounced = false
        return .nothing
    }

    func raise(messages: UInt64, bytes: UInt64) {
        self.change { $0.gate.raise(messages: messages, bytes: bytes) }
    }

    /// Ends all writing with `failure`; what was not sent is dropped.
    func fail(_ failure: RPCFailure) {
        self.change { state in
            guard state.failure == nil else { return }
            state.failure = failure
            state.messages = FirstInFirstOut()
            state.bytes = 0
        }
    }

    /// Whether the writer that began to wait as `stall` waits still.
    func isStalled(_ stall: UInt64) -> Bool {
        self.state.withLock { $0.stall == stall && !$0.waiting.isEmpty }
    }
}

extension RPCFailure {
    /// A receiver that grants nothing.
    static let slowConsumer = RPCFailure(
        .resourceExhausted,
        "SLOW_CONSUMER: the other side read nothing for \(CallLimit.slowConsumer / 1_000_000) s; "
            + "read faster or ask for less",
        verdict: .doNotRetry)
}

/// Both directions of a call with streams.
final class CallFlow: Sendable {
    let inbound: Inbound
    let outbound: Outbound

    init(inbound: Inbound, outbound: Outbound) {
        self.inbound = inbound
        self.outbound = outbound
    }

    func fail(_ failure: RPCFailure) {
        self.inbound.end(.failure(failure), discarding: true)
        self.outbound.fail(failure)
    }
}

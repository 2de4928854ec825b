import MeshTransport
import Synchronization

/// The messages of a call that come in, until they are read; one reader at a time.
///
/// Filled by the loop of its session and read from anywhere.
public final class Inbound: Sendable {
    private struct State: Sendable {
        var messages = FirstInFirstOut<[UInt8]>()
        var grant = CreditGrant()
        /// What the peer may have sent of what was granted.
        var gate = CreditGate()
        var received: UInt32 = 0
        var end: Result<[Metadata], RPCFailure>?
        var reader: UnsafeContinuation<Void, Never>?
    }

    private enum Step {
        case message([UInt8], grant: CreditGrant?)
        case end(Result<[Metadata], RPCFailure>)
        case wait
    }

    private let state: Mutex<State>
    private let granted: @Sendable (CreditGrant) -> Void

    /// - Parameter granted: Tells the peer how much more may come; called from the reader's thread.
    init(granted: @escaping @Sendable (CreditGrant) -> Void) {
        var state = State()
        state.gate.raise(messages: state.grant.messages, bytes: state.grant.bytes)
        self.state = Mutex(state)
        self.granted = granted
    }

    /// The next message; `nil` after the last one.
    ///
    /// - Throws: what ended the call, after the messages that came before.
    public func next() async throws(RPCFailure) -> [UInt8]? {
        while true {
            switch self.step() {
            case .message(let message, let grant):
                if let grant { self.granted(grant) }
                return message
            case .end(let result):
                _ = try result.get()
                return nil
            case .wait:
                await withUnsafeContinuation { self.wait($0) }
            }
        }
    }

    /// Whether ``next()`` would have to wait.
    var isEmpty: Bool { self.state.withLock { $0.messages.isEmpty && $0.end == nil } }

    /// What travelled beside the end; empty before.
    public var trailingMetadata: [Metadata] {
        self.state.withLock { (try? $0.end?.get()) ?? [] }
    }

    private func step() -> Step {
        self.state.withLock { state in
            if let message = state.messages.popFirst() {
                guard state.grant.read(message.count) else {
                    return .message(message, grant: nil)
                }
                state.gate.raise(messages: state.grant.messages, bytes: state.grant.bytes)
                return .message(message, grant: state.grant)
            }
            return state.end.map { .end($0) } ?? .wait
        }
    }

    private func wait(_ continuation: UnsafeContinuation<Void, Never>) {
        let mustWait = self.state.withLock { state in
            guard state.messages.isEmpty, state.end == nil else { return false }
            precondition(state.reader == nil, "a stream has one reader at a time")
            state.reader = continuation
            return true
        }
        if !mustWait { continuation.resume() }
    }

    // MARK: The loop's side

    /// Whether any message has come.
    var hasReceived: Bool { self.state.withLock { $0.received > 0 } }

    /// Takes a message off the wire.
    ///
    /// - Throws: when it is out of order, or more than was granted.
    func receive(_ message: [UInt8], sequence: UInt32) throws(RPCFailure) {
        let failure = self.change { state -> RPCFailure? in
            // After the end, what is still on its way means nothing.
            guard state.end == nil else { return nil }
            guard sequence == state.received else {
                return RPCFailure(
                    .dataLoss,
                    "message \(sequence) of the stream came instead of \(state.received)",
                    verdict: .unknownOutcome)
            }
            guard state.gate.take(message.count) else {
                return .overCredit(message.count, state.gate)
            }
            state.received &+= 1
            state.messages.append(message)
            return nil
        }
        if let failure { throw failure }
    }

    /// Notes the one answer or request that did not come as a stream.
    func receiveOnly(_ message: [UInt8]) {
        self.change { $0.messages.append(message) }
    }

    /// No more will come; a failure comes after what is there already, unless nobody wants that.
    func end(_ result: Result<[Metadata], RPCFailure>, discarding: Bool = false) {
        self.change { state in
            guard state.end == nil else { return }
            if discarding { state.messages = FirstInFirstOut() }
            state.end = result
        }
    }

    @discardableResult
    private func change<Value: Sendable>(_ edit: (inout sending State) -> Value) -> Value {
        let (value, reader) = self.state.withLock { state in
            let value = edit(&state)
            guard !state.messages.isEmpty || state.end != nil else {
                return (value, UnsafeContinuation<Void, Never>?.none)
            }
            return (value, state.reader.take())
        }
        reader?.resume()
        return value
    }
}

extension RPCFailure {
    /// A peer that sends more than it was granted.
    public static func overCredit(_ size: Int, _ gate: CreditGate) -> RPCFailure {
        RPCFailure(
            .resourceExhausted,
            "a message of \(size) bytes passes the stream's credit of \(gate.messages) messages and "
                + "\(gate.bytes) bytes, or the \(CallLimit.messageBytes) bytes of one message; "
                + "wait for CREDIT",
            verdict: .doNotRetry)
    }
}

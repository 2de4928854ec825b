/// A call with streams, as its caller sees it; a call that nobody holds any more is cancelled.
public final class CallStream: Sendable {
    private let inbound: Inbound
    private let outbound: Outbound
    private let abandon: @Sendable () -> Void

    init(_ flow: CallFlow, abandon: @escaping @Sendable () -> Void) {
        self.inbound = flow.inbound
        self.outbound = flow.outbound
        self.abandon = abandon
    }

    deinit { self.abandon() }

    /// Sends one request, waiting until the service takes it.
    public func send(_ message: [UInt8]) async throws(RPCFailure) {
        if try self.outbound.take(message) { return }
        try await self.cancellable { () throws(RPCFailure) in
            try await self.outbound.send(message)
        }
    }

    /// Says that no more requests follow.
    public func finish() {
        self.outbound.close()
    }

    /// The next answer; `nil` after the last one.
    public func next() async throws(RPCFailure) -> [UInt8]? {
        // What is there already needs nobody to watch over a wait.
        guard self.inbound.isEmpty else { return try await self.inbound.next() }
        return try await self.cancellable { () throws(RPCFailure) in
            try await self.inbound.next()
        }
    }

    /// What travelled beside the end; empty before.
    public var trailingMetadata: [Metadata] { self.inbound.trailingMetadata }

    /// Ends the call at once; a task that waits for it hears CANCELLED.
    public func cancel() {
        self.abandon()
    }

    private func cancellable<Value>(
        _ work: () async throws(RPCFailure) -> Value
    ) async throws(RPCFailure) -> Value {
        let result: Result<Value, RPCFailure> = await withTaskCancellationHandler {
            do throws(RPCFailure) {
                return .success(try await work())
            } catch {
                return .failure(error)
            }
        } onCancel: {
            self.abandon()
        }
        return try result.get()
    }
}

/// A method with its code, shared by reference: a descriptor has many fields to copy.
final class BoundMethod: Sendable {
    let binding: MethodBinding

    init(_ binding: MethodBinding) {
        self.binding = binding
    }
}

/// One call from REQUEST to its answer.
///
/// Unchecked: confined to the worker's loop.
final class RunningCall: @unchecked Sendable {
    let callID: UInt64
    let session: UInt64
    /// `nil` for a call that was refused.
    let bound: BoundMethod?
    let digest: [UInt8]
    @exclusivity(unchecked) var task: Task<Void, Never>?
    @exclusivity(unchecked) var isCancelled = false
    @exclusivity(unchecked) var isFinished = false

    /// END, or REFUSED when it never started.
    @exclusivity(unchecked) var kind = Kind.end
    @exclusivity(unchecked) var status: RPCFailure?
    @exclusivity(unchecked) var reply = Reply(payload: [])
    /// Of a call with streams.
    @exclusivity(unchecked) var flow: CallFlow?
    /// What the other side did wrong; it ends the call, whatever the handler says then.
    private var fault: RPCFailure?

    init(
        callID: UInt64, session: UInt64, bound: BoundMethod? = nil, digest: [UInt8] = []
    ) {
        self.callID = callID
        self.session = session
        self.bound = bound
        self.digest = digest
    }

    func fail(_ fault: RPCFailure) {
        self.fault = fault
        self.flow?.fail(fault)
        self.task?.cancel()
    }

    func outcome(_ result: Result<Reply, RPCFailure>) -> Result<Reply, RPCFailure> {
        self.fault.map { .failure($0) } ?? result
    }

    func cancel() {
        self.isCancelled = true
        self.task?.cancel()
        self.flow?.fail(
            RPCFailure(.cancelled, "the call was cancelled, or its time is over"))
    }
}

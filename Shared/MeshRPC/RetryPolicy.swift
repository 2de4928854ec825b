/// When the caller library calls again by itself; the only layer that does.
enum RetryPolicy {
    /// The first wait and the longest, in microseconds.
    private static let firstWait: Int64 = 10_000
    private static let longestWait: Int64 = 250_000

    /// How long to wait before calling again, in microseconds; `nil` when the failure stands.
    ///
    /// A failure of the handler itself stands: repeating that is the application's decision.
    ///
    /// - Parameters:
    ///   - isMoving: Whether another gateway takes the call, which then need not wait.
    ///   - remaining: How long repeating makes sense, in microseconds.
    static func wait(
        after failure: RPCFailure, of pending: PendingCall, isMoving: Bool, remaining: Int64,
        _ budget: RetryBudget, at now: Int64
    ) -> Int64? {
        guard failure.origin != .handler, self.mayRepeat(failure, pending.method.callClass) else {
            return nil
        }
        let grown = min(self.firstWait << Int64(min(pending.attempt, 5)), self.longestWait)
        let wait = max(
            isMoving ? 0 : Int64.random(in: grown / 2...grown),
            Int64(failure.retryAfterMilliseconds) * 1_000, budget.reserve(at: now))
        if wait < remaining { return wait }
        budget.giveBack()
        return nil
    }

    private static func mayRepeat(_ failure: RPCFailure, _ callClass: CallClass) -> Bool {
        guard failure.code == .unavailable || failure.code == .resourceExhausted else {
            return false
        }
        switch failure.verdict {
        case .safeNotStarted: return true
        case .doNotRetry: return false
        case .unspecified, .safeIdempotent, .unknownOutcome:
            guard failure.code == .unavailable else { return false }
            switch callClass {
            case .noSideEffects, .idempotent, .keyed: return true
            case .unsafe: return false
            }
        }
    }
}

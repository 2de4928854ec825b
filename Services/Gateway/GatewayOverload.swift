import MeshPool
import MeshRPC

/// What is refused before it waits in vain.
extension GatewayCore {
    /// Why a call may not wait on `route`; `nil` when it may.
    func overload(_ record: CallRecord<Parcel>, on route: Route, at now: Int64) -> RPCFailure? {
        let limits = self.limits
        guard route.queuedCalls < limits.queuedCallsPerService,
            route.queuedBytes + record.size <= limits.queuedBytesPerService
        else {
            return self.tooMany(
                "\(route.queuedCalls) calls already wait for \(record.service)", 100)
        }
        let own = route.queuedOf[record.caller.principal] ?? 0
        guard own < limits.queuedCallsPerPrincipal else {
            return self.tooMany(
                "\(own) calls of \(record.caller.principal) already wait for \(record.service), "
                    + "its share of the queue", 100)
        }
        let wait = route.time.expected(behind: route.queuedCalls)
        let longest = limits.longestWait(record.priority, isOverrun: route.time.isOverrun)
        let allowed = min(longest, record.deadline - now)
        guard wait <= allowed else {
            return self.tooMany(
                "calls to \(record.service) wait \(wait / 1_000) ms now, longer than this one may",
                wait / 1_000)
        }
        return nil
    }

    private func tooMany(_ text: String, _ milliseconds: Int64) -> RPCFailure {
        self.failure(
            .resourceExhausted, text, .safeNotStarted,
            retryAfter: UInt32(max(10, min(milliseconds, 5_000))))
    }

    /// Measures how long calls wait now.
    func measureQueues(at now: Int64) {
        for route in self.routes.all {
            route.time.measure(
                isBusy: route.queuedCalls > 0, limit: self.limits.queueTime, at: now)
        }
    }
}

extension GatewayLimits {
    /// How long a call may wait for a worker, in microseconds, before others are refused.
    ///
    /// A burst may wait long, since it passes. Where more calls come than are answered a long queue
    /// would make every call slow, and none more be answered.
    func longestWait(_ priority: Priority, isOverrun: Bool) -> Int64 {
        let time = isOverrun ? self.overrunQueueTime : self.queueTime
        return switch priority {
        case .critical: time * 4
        case .normal: time
        case .sheddable: time / 2
        case .batch: time / 5
        }
    }
}

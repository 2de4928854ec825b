import MeshPool
import MeshRPC

/// What an operator may order of the workers of one name.
public enum WorkerCommand: Sendable, Hashable {
    /// No new calls; what it has goes on.
    case hold
    case release
    /// Its share beside others, 1 to ``PoolLimits/largestWeight``.
    case weight(Int)
}

/// What became of a command.
public enum CommandOutcome: Sendable {
    case done
    /// No worker of that name is here, nor was one ordered about.
    case unknown
    /// About as many workers as can be remembered something was ordered already.
    case tooMany
}

extension GatewayCore {
    mutating func command(
        _ command: WorkerCommand, _ name: String, at now: Int64
    ) -> CommandOutcome {
        let workers = self.sessions.values.filter { $0.ready?.name == name && !$0.isDraining }
        guard !workers.isEmpty || self.orders[name] != nil else { return .unknown }
        guard self.orders[name] != nil || self.orders.count < self.limits.orders else {
            return .tooMany
        }
        var order = self.orders[name] ?? WorkerOrder()
        let wasHeld = order.isHeld
        switch command {
        case .hold: order.isHeld = true
        case .release: order.isHeld = false
        case .weight(let weight):
            order.weight = min(max(weight, 1), self.limits.pool.largestWeight)
        }
        self.orders[name] = order == WorkerOrder() ? nil : order
        for worker in workers {
            worker.place.weight = order.weight
            if order.isHeld, !wasHeld { self.withdraw(worker, at: now) }
            guard wasHeld, !order.isHeld else { continue }
            self.seat(worker, at: now)
            self.employ(worker, at: now)
        }
        return .done
    }
}

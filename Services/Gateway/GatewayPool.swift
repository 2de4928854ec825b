import MeshPool
import MeshRPC

/// A worker's place in the pools of its services.
struct PoolPlace {
    var weight = PoolLimits().usualWeight
    /// When it joined a pool that served already.
    var joined = Int64.min / 2
    var outlier = OutlierWatch()
    /// When it got its last call, trials apart.
    private(set) var lastCall = Int64.min / 2
    /// Whether it gets no calls but a suspect, for `trial`.
    var isAside = false
    /// The call that is tried, and until when nothing else comes to its worker.
    var trial: UInt64 = 0
    var trialUntil: Int64 = 0

    mutating func noteCall(at now: Int64, _ limits: PoolLimits) {
        if self.outlier.outUntil > 0 { self.outlier.noteCall(at: now, limits) }
        if self.trial == 0 { self.lastCall = now }
    }
}

/// What an operator ordered of the workers of one name; holds until the gateway ends.
struct WorkerOrder: Equatable {
    var weight = PoolLimits().usualWeight
    /// Whether it gets no calls.
    var isHeld = false
}

/// Which worker of a pool gets the next call.
extension GatewayCore {
    mutating func pick(on route: Route, at now: Int64) -> Session? {
        if let worker = route.pool.lone {
            return worker.hasFreeSlot && !worker.place.isAside ? worker : nil
        }
        let limits = self.limits.pool
        let isPanic = route.tooManyOut(at: now)
        let worker = route.pool.next { worker in
            let place = worker.place
            guard worker.hasFreeSlot, !place.isAside, isPanic || !place.outlier.isOut(at: now)
            else { return (0, 0) }
            return (place.weight * limits.percent(since: place.joined, at: now), worker.inFlight)
        }
        if isPanic, worker != nil { self.counters.panicChoices += 1 }
        return worker
    }

    /// Takes note of how a call went for the pool's sake.
    mutating func judge(_ worker: Session, isFault: Bool, at now: Int64) {
        switch worker.place.outlier.note(isFault: isFault, at: now, self.limits.pool) {
        case .wentOut: self.counters.ejections += 1
        case .cameBack:
            worker.place.joined = now
            self.employ(worker, at: now)
        case nil: break
        }
    }

    /// Gives a worker its seats; in a pool that serves already it begins slowly.
    mutating func seat(_ session: Session, at now: Int64) {
        session.place.weight = self.order(of: session).weight
        let name = session.ready?.name
        for service in session.ready?.services ?? [] {
            guard let route = self.routes[service] else { continue }
            if route.pool.members.contains(where: { $0.ready?.name != name }) {
                session.place.joined = now
            }
            route.pool.add(session)
        }
    }

    func order(of session: Session) -> WorkerOrder {
        session.ready.flatMap { self.orders[$0.name] } ?? WorkerOrder()
    }
}

extension Route {
    /// Whether more than half of the pool is out: then all are used.
    fileprivate func tooManyOut(at now: Int64) -> Bool {
        let out = self.pool.count { $0.place.outlier.isOut(at: now) }
        return out * 2 > self.pool.count
    }
}

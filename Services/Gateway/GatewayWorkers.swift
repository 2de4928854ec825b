import MeshPool
import MeshRPC
import MeshTransport

/// Workers come, grant slots and go.
extension GatewayCore {
    /// Takes a worker into the table; a newer instance of the same name takes its place.
    mutating func ready(_ session: Session, _ envelope: Envelope, at now: Int64) {
        guard let ready = envelope.ready, !ready.name.isEmpty,
            session.principal == "service.\(ready.name)"
        else {
            return self.malformed(by: session.peer, at: now)
        }
        let namesakes = self.sessions.values.filter {
            $0 !== session && $0.ready?.name == ready.name
        }
        self.withdraw(session, at: now)
        session.ready = ready
        session.isDraining = false
        session.slots = 0
        session.dispatched = 0
        for service in ready.services where self.routes[service] == nil {
            self.routes[service] = Route(service)
        }
        if !self.order(of: session).isHeld { self.seat(session, at: now) }
        for old in namesakes { self.replace(old, by: ready, at: now) }
        self.sendLease(session, at: now)
        self.raise(session, to: envelope.creditMessages, at: now)
        self.adoptUnknown(at: now)
    }

    /// The old instance gets no more calls.
    ///
    /// Whether it still answers those it has shows at once: a PING to a process that has ended is
    /// unreachable.
    private mutating func replace(_ old: Session, by ready: Ready, at now: Int64) {
        self.counters.workersReplaced += 1
        if old.ready?.instance == ready.instance {
            self.end(old, at: now)
        } else {
            old.isDraining = true
            self.withdraw(old, at: now)
            self.sendLease(old, at: now)
        }
    }

    /// PING that names how long a worker may be silent.
    mutating func sendLease(_ session: Session, at now: Int64) {
        var envelope = Envelope()
        // Without READY there is no lease; the worker sees that and says READY again.
        if session.ready != nil {
            envelope.leaseMilliseconds = UInt32(self.limits.workerDeadAfter / 1_000)
        }
        var hello = Hello()
        hello.epoch = self.epoch
        envelope.hello = hello
        self.send(.ping, envelope, to: session, at: now)
    }

    /// Calls that came before their service did.
    private mutating func adoptUnknown(at now: Int64) {
        var waiting: [UInt64] = []
        while let number = self.unknown.queue.popFirst() { waiting.append(number) }
        for number in waiting {
            guard let record = self.waiting(number, on: self.unknown), let target = record.target
            else { continue }
            guard let route = self.route(target) else {
                self.unknown.queue.append(
                    number, of: record.caller.principal, record.priority)
                continue
            }
            self.unqueue(record)
            record.target = nil
            self.queue(record, on: route)
            self.dispatchQueued(on: route, at: now)
        }
    }

    mutating func raise(_ session: Session, to slots: UInt64, at now: Int64) {
        session.slots = max(session.slots, slots)
        self.employ(session, at: now)
    }

    /// Gives a worker calls that wait for it.
    mutating func employ(_ session: Session, at now: Int64) {
        for service in session.ready?.services ?? [] {
            if let route = self.routes[service], route.queuedCalls > 0 {
                self.dispatchQueued(on: route, at: now)
            }
        }
    }

    mutating func drain(_ session: Session, at now: Int64) {
        session.isDraining = true
        self.withdraw(session, at: now)
        // Comes after every request given to it: the worker then knows it has seen them all.
        self.send(.drain, Envelope(), to: session, at: now)
    }

    /// Takes a worker off its routes; calls that wait for nobody else are answered.
    mutating func withdraw(_ session: Session, at now: Int64) {
        for service in session.ready?.services ?? [] {
            guard let route = self.routes[service] else { continue }
            route.pool.remove(session)
            if route.pool.isEmpty { self.failQueued(on: route, at: now) }
        }
    }

    /// A worker's session is over.
    ///
    /// What its calls did is unknown: the caller library knows their class and decides.
    mutating func lose(_ session: Session, isDeath: Bool, at now: Int64) {
        self.withdraw(session, at: now)
        let calls = self.calls.values.filter { $0.worker === session }
        if !calls.isEmpty { self.counters.workersLost += 1 }
        let poison = isDeath && !session.isDraining ? self.blame(calls, of: session, at: now) : nil
        for record in calls.sorted(by: { $0.number < $1.number }) {
            self.settle(
                record,
                record === poison
                    ? self.poisoned(record.service, record.evidence)
                    : self.failure(
                        .unavailable,
                        "\(session.ready?.name ?? session.principal) was lost while it worked on this",
                        .unknownOutcome), at: now)
        }
    }

    // MARK: Time

    /// When ``wake(at:)`` is needed next.
    var wakeUpAt: Int64 { min(self.deadlines.first, self.nextTick) }

    mutating func wake(at now: Int64) {
        self.expireCalls(at: now)
        if !self.isSettled, now >= self.settledAt {
            self.isSettled = true
            self.failQueued(on: self.unknown, at: now)
        }
        guard now >= self.nextTick else { return }
        let late = now - self.nextTick
        self.endUnheld(at: now)
        self.nextTick = now + self.limits.tick
        self.measureQueues(at: now)
        self.quarantine.expire(at: now)
        for session in self.sessions.values.sorted(by: { $0.id < $1.id }) {
            self.judge(session, late: late, at: now)
        }
        self.holdTrials(at: now)
    }

    /// After a pause of this process nobody is called dead before another interval has passed.
    private mutating func judge(_ session: Session, late: Int64, at now: Int64) {
        let isWorker = session.peer.side == .back
        let heartbeat = isWorker ? self.limits.workerHeartbeat : self.limits.callerHeartbeat
        let deadAfter = isWorker ? self.limits.workerDeadAfter : self.limits.callerDeadAfter
        if late > heartbeat {
            session.heard = max(session.heard, now - deadAfter + heartbeat)
        }
        if session.isLockStep {
            self.judgeLockStep(session, at: now)
        } else if now - session.heard >= deadAfter {
            self.goaway(session.peer, .unknownSession, retryAfter: 0, session: session.id)
            self.end(session, isDeath: true, at: now)
        } else if isWorker,
            now - session.spoke >= heartbeat
                || (session.inFlight > 0 && now - session.heard >= self.limits.tick)
        {
            // With calls in flight the probe comes early: it finds a killed worker by its closed
            // connection long before the silence would.
            self.sendLease(session, at: now)
        } else if !isWorker, now - session.spoke >= heartbeat {
            self.send(.ping, Envelope(), to: session, at: now)
        }
    }

}

// MARK: - Reading

extension GatewayCore {
    func snapshot(
        waiting: (Peer) -> Int, outboxBytes: Int, at now: Int64
    ) -> GatewaySnapshot {
        let sessions = self.sessions.values.sorted { ($0.principal, $0.id) < ($1.principal, $1.id) }
        return GatewaySnapshot(
            epoch: self.epoch,
            workers: sessions.compactMap { self.worker($0, at: now) },
            services: self.routes.all.sorted { $0.name < $1.name }.map { route in
                GatewaySnapshot.Service(
                    name: route.name, workers: route.pool.members.compactMap { $0.ready?.name },
                    queuedCalls: route.queuedCalls, queuedBytes: route.queuedBytes)
            },
            sessions: sessions.map { session in
                GatewaySnapshot.Session(
                    principal: session.principal, isWorker: session.peer.side == .back,
                    callsInFlight: session.peer.side == .back
                        ? session.inFlight : session.open.count,
                    waitingMessages: waiting(session.peer))
            },
            callsInFlight: self.calls.count, outboxBytes: outboxBytes,
            letters: self.quarantine.letters,
            suspects: self.quarantine.suspectCount, counters: self.counters)
    }

    private func worker(_ session: Session, at now: Int64) -> GatewaySnapshot.Worker? {
        guard let ready = session.ready else { return nil }
        let place = session.place
        let percent = self.limits.pool.percent(since: place.joined, at: now)
        let state: GatewaySnapshot.Worker.State =
            if session.isDraining {
                .draining
            } else if self.order(of: session).isHeld {
                .held
            } else if place.outlier.outUntil > 0 {
                .out
            } else if place.isAside { .aside } else { percent < 100 ? .starting : .serving }
        return GatewaySnapshot.Worker(
            name: ready.name, principal: session.principal, instance: ready.instance,
            build: ready.build, services: ready.services, state: state, weight: place.weight,
            percent: percent, inFlight: session.inFlight, freeSlots: session.freeSlots,
            timesOut: place.outlier.timesOut, outFor: max(place.outlier.outUntil - now, 0))
    }
}

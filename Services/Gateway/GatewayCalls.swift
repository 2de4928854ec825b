import MeshPool
import MeshRPC
import MeshTransport

/// The way of one call through the gateway.
extension GatewayCore {
    mutating func request(
        _ header: CallHeader, to target: TargetBytes, _ parcel: Parcel, size: Int,
        fingerprint: UInt64, from peer: Peer, at now: Int64
    ) {
        guard
            let session = self.session(header.session, header.sessionSequence, from: peer, at: now)
        else { return }
        guard header.callID > session.lastCallID else {
            self.counters.duplicateRequests += 1
            return
        }
        session.lastCallID = header.callID
        self.counters.requests += 1
        if let failure = self.refusal(header, size: size, session) {
            return self.fail(session, header.callID, failure, at: now)
        }
        self.lastCallNumber += 1
        let timeout = Int64(clamping: header.timeoutMicroseconds ?? .max)
        let known = self.route(target)
        let route = known ?? self.unknown
        let record = CallRecord(
            number: self.lastCallNumber, caller: session, header: header,
            deadline: now + min(timeout, self.longestTimeout(header)), size: size, parcel: parcel,
            route: route, fingerprint: fingerprint)
        if known == nil { return self.unrouted(record, Target(target), at: now) }
        if !self.quarantine.isEmpty, let standing = self.quarantine[fingerprint] {
            return self.receive(record, standing, at: now)
        }
        self.place(record, at: now)
    }

    /// To a worker with a free slot, or into the queue.
    mutating func place(_ record: CallRecord<Parcel>, at now: Int64) {
        let route = record.route
        if route.queuedCalls == 0, let worker = self.pick(on: route, at: now) {
            self.admit(record, at: now)
            self.dispatch(record, to: worker, at: now)
        } else if route.pool.isEmpty {
            self.fail(record.caller, record.callerCallID, self.noWorker(route.name), at: now)
        } else {
            self.enqueue(record, on: route, at: now)
        }
    }

    /// What can be said about a request without looking for a worker, cheapest first.
    private func refusal(_ header: CallHeader, size: Int, _ session: Session) -> RPCFailure? {
        if !header.flags.demands.isEmpty { return self.flagsFailure(header.flags) }
        if size > self.limits.payloadBytes {
            return self.failure(
                .resourceExhausted,
                "the request has \(size) bytes; this gateway takes \(self.limits.payloadBytes)",
                .doNotRetry)
        }
        if session.open.count >= self.limits.callsInFlightPerSession {
            return self.failure(
                .resourceExhausted,
                "\(session.open.count) calls of this session are in flight; wait for one to end",
                .safeNotStarted, retryAfter: 10)
        }
        if header.timeoutMicroseconds == 0 {
            return self.failure(
                .deadlineExceeded, "no time was left when the call came", .safeNotStarted)
        }
        if header.hops >= self.limits.hops {
            return self.failure(
                .internal, "the call came through \(header.hops) gateways: a loop", .doNotRetry)
        }
        return nil
    }

    /// A call that streams its answers grants credit for them with its request.
    private func longestTimeout(_ header: CallHeader) -> Int64 {
        header.creditMessages > 0 ? self.limits.longestStream : self.limits.longestTimeout
    }

    private func route(_ target: TargetBytes) -> Route? {
        target.routingKey.isEmpty ? self.routes[target.service] : self.route(Target(target))
    }

    func route(_ target: Target) -> Route? {
        (target.routingKey.isEmpty ? nil : self.routes[target.instanceName])
            ?? self.routes[target.service]
    }

    /// Nobody has offered this service yet: just after the start it may still come.
    private mutating func unrouted(
        _ record: CallRecord<Parcel>, _ target: Target, at now: Int64
    ) {
        record.target = target
        if self.isSettled {
            self.fail(record.caller, record.callerCallID, self.unknownService(target), at: now)
        } else {
            self.enqueue(record, on: self.unknown, at: now)
        }
    }

    private func unknownService(_ target: Target) -> RPCFailure {
        let names = self.routes.names
        guard !names.isEmpty else { return self.noWorker(target.service) }
        let name = target.routingKey.isEmpty ? target.service : target.instanceName
        // A message holds 1 KiB: the routes of the same service, or else those of the same sort.
        let same = names.filter { $0.hasPrefix("\(target.service)@") }
        let alike = names.filter { $0.contains("@") != target.routingKey.isEmpty }
        let known = same.isEmpty ? alike : same
        return self.failure(
            .unimplemented,
            "no service \(name) here; there are \(known.joined(separator: ", "))", .doNotRetry)
    }

    func noWorker(_ service: String) -> RPCFailure {
        self.failure(
            .unavailable, "\(service) has no worker now; call again soon, or start one",
            .safeNotStarted, retryAfter: 100)
    }

    mutating func admit(_ record: CallRecord<Parcel>, at now: Int64) {
        self.calls[record.number] = record
        record.caller.open[record.callerCallID] = record.number
        self.deadlines.add(record.number, due: record.deadline)
        if self.deadlines.isCrowded(liveCount: self.calls.count) {
            let calls = self.calls
            self.deadlines.compact { calls[$0] != nil }
        }
    }

    private mutating func enqueue(
        _ record: CallRecord<Parcel>, on route: Route, at now: Int64
    ) {
        if let failure = self.overload(record, on: route, at: now) {
            self.counters.overloads += 1
            route.time.noteRefusal()
            return self.fail(record.caller, record.callerCallID, failure, at: now)
        }
        self.admit(record, at: now)
        self.queue(record, on: route)
    }

    func queue(_ record: CallRecord<Parcel>, on route: Route) {
        record.route = route
        record.isQueued = true
        let principal = record.caller.principal
        route.queue.append(record.number, of: principal, record.priority)
        route.queuedOf[principal, default: 0] += 1
        route.queuedCalls += 1
        route.queuedBytes += record.size
    }

    mutating func dispatch(
        _ record: CallRecord<Parcel>, to worker: Session, at now: Int64
    ) {
        guard let parcel = record.parcel else { return }
        record.parcel = nil
        self.unqueue(record)
        record.worker = worker
        record.since = now
        worker.place.noteCall(at: now, self.limits.pool)
        worker.dispatched += 1
        worker.inFlight += 1
        worker.sequenceOut += 1
        worker.spoke = now
        let fields = HopFields(
            callID: record.number, session: worker.id, sessionSequence: worker.sequenceOut,
            timeoutMicroseconds: record.isTimed ? UInt64(max(record.deadline - now, 0)) : nil,
            hops: record.hops + 1,
            caller: self.callerField(of: record.caller, at: now))
        self.forward(.request, to: worker.peer, fields, record.kept, parcel)
        self.catchUp(record, worker, at: now)
    }

    func unqueue(_ record: CallRecord<Parcel>) {
        guard record.isQueued else { return }
        record.isQueued = false
        record.route.leave(record.caller.principal)
        record.route.queuedCalls -= 1
        if record.route.queuedCalls == 0 { record.route.time.noteEmpty() }
        record.route.queuedBytes -= record.size
    }

    /// Gives waiting calls to workers as long as there are slots.
    mutating func dispatchQueued(on route: Route, at now: Int64) {
        while route.queuedCalls > 0, let worker = self.pick(on: route, at: now),
            let number = route.queue.popFirst()
        {
            guard let record = self.waiting(number, on: route) else { continue }
            if record.deadline <= now {
                self.expire(record, at: now)
            } else {
                self.dispatch(record, to: worker, at: now)
            }
        }
    }

    /// Ends all calls that wait on `route`.
    mutating func failQueued(on route: Route, at now: Int64) {
        while let number = route.queue.popFirst() {
            guard let record = self.waiting(number, on: route) else { continue }
            let failure =
                record.target.map { self.unknownService($0) } ?? self.noWorker(route.name)
            self.settle(record, failure, at: now)
        }
    }

    /// The call of this number, if it still waits on `route`.
    func waiting(_ number: UInt64, on route: Route) -> CallRecord<Parcel>? {
        guard let record = self.calls[number], record.isQueued, record.route === route else {
            return nil
        }
        return record
    }
}

import MeshPool
import MeshRPC
import MeshTransport

/// What a request asks for, exactly.
struct Evidence: Equatable {
    let method: String
    /// SHA-256 of the payload.
    let digest: [UInt8]
}

extension Evidence {
    init(_ message: Message) {
        let envelope = message.envelope
        let method = (try? CallHeader(envelope))?.method.bytes(in: envelope)
        self.init(
            method: method.map { String(decoding: $0, as: UTF8.self) } ?? "",
            digest: payloadDigest(message.payload))
    }
}

/// Requests that kill workers: one that was at work when a worker died is a suspect, and is tried
/// with a worker to itself when it comes again; if that dies, too, no worker gets it any more.
///
/// A worker is free for a trial when it speaks and has nothing young to do: whatever was at work for
/// a while, and did not kill it until then, is innocent of what comes next.
extension GatewayCore {
    /// A request the quarantine knows.
    mutating func receive(
        _ record: CallRecord<Parcel>, _ standing: Quarantine.Standing, at now: Int64
    ) {
        guard let parcel = record.parcel, !record.route.pool.isEmpty else {
            return self.place(record, at: now)
        }
        switch standing {
        case .quarantined:
            let evidence = self.evidence(parcel)
            let letter = self.quarantine.letter(
                record.service, evidence.method, evidence.digest, refusedAt: self.keyClock())
            guard letter != nil else { return self.place(record, at: now) }
            self.counters.poisonRefused += 1
            self.fail(
                record.caller, record.callerCallID, self.poisoned(record.service, evidence),
                at: now)
        case .suspect(let deaths):
            record.deaths = deaths
            record.since = now + self.length(self.limits.trialPatience, after: deaths)
            self.admit(record, at: now)
            self.line.append(record.number)
            self.tryNext(at: now)
        }
    }

    private func length(_ first: Int64, after deaths: Int) -> Int64 {
        var length = first
        for _ in 1..<max(deaths, 1) where length < 60_000_000 { length *= 10 }
        return min(length, 60_000_000)
    }

    /// Goes through the line of suspects: a trial where a worker is free for it, else one is set aside.
    private mutating func tryNext(at now: Int64) {
        let line = self.line
        self.line = []
        for number in line {
            guard let record = self.calls[number] else { continue }
            let workers = record.route.pool.members
            if let worker = workers.first(where: { self.isFree($0, at: now) }) {
                self.begin(record, with: worker, at: now)
            } else if now < record.since {
                self.setAside(on: record.route, at: now)
                self.line.append(number)
            } else {
                self.goOn(record, at: now)
            }
        }
    }

    /// Whether a worker lives at this moment and nothing it has is so young that it may yet kill it.
    private func isFree(_ worker: Session, at now: Int64) -> Bool {
        worker.heard == now && worker.hasFreeSlot && worker.place.trial == 0
            && (worker.inFlight == 0 || now - worker.place.lastCall >= self.limits.trial)
    }

    /// Gives one worker of a pool no more calls until it is free for a trial.
    private mutating func setAside(on route: Route, at now: Int64) {
        let workers = route.pool.members
        guard !workers.contains(where: \.place.isAside) else { return }
        let fit = workers.filter(\.hasFreeSlot)
        guard let worker = fit.min(by: { $0.inFlight < $1.inFlight }) else { return }
        worker.place.isAside = true
        self.sendLease(worker, at: now)
    }

    private mutating func begin(
        _ record: CallRecord<Parcel>, with worker: Session, at now: Int64
    ) {
        self.counters.trials += 1
        record.evidence = record.parcel.map(self.evidence)
        worker.place.isAside = true
        worker.place.trial = record.number
        worker.place.trialUntil = now + self.length(self.limits.trial, after: record.deaths)
        self.dispatch(record, to: worker, at: now)
    }

    /// A suspect that waited long enough goes the way of all calls; that proves nothing.
    private mutating func goOn(_ record: CallRecord<Parcel>, at now: Int64) {
        if let worker = self.pick(on: record.route, at: now) {
            self.dispatch(record, to: worker, at: now)
        } else if record.route.pool.isEmpty {
            self.settle(record, self.noWorker(record.route.name), at: now)
        } else {
            self.queue(record, on: record.route)
        }
    }

    /// A worker said something: what it was tried with may have ended, or done no harm for long.
    mutating func spoke(_ worker: Session, at now: Int64) {
        guard worker.place.isAside else { return }
        let trial = worker.place.trial
        guard trial == 0 || self.calls[trial] == nil || now >= worker.place.trialUntil else {
            return
        }
        worker.place.trial = 0
        self.tryNext(at: now)
        let isWanted = self.line.contains { number in
            self.calls[number]?.route.pool.members.contains { $0 === worker } == true
        }
        guard worker.place.trial == 0, !isWanted else { return }
        worker.place.isAside = false
        self.employ(worker, at: now)
    }

    /// Asks the workers that are set aside for a sign of life.
    mutating func holdTrials(at now: Int64) {
        for worker in self.sessions.values.filter(\.place.isAside)
        where worker.place.trial == 0 || now >= worker.place.trialUntil {
            self.sendLease(worker, at: now)
        }
        if !self.line.isEmpty { self.tryNext(at: now) }
    }

    /// A worker died: says which of its calls did it, or suspects them all.
    ///
    /// A suspect is to blame when it was on trial, and no other one beside it.
    mutating func blame(
        _ calls: [CallRecord<Parcel>], of worker: Session, at now: Int64
    ) -> CallRecord<Parcel>? {
        let tried = calls.first { $0.number == worker.place.trial }
        let others = calls.contains {
            $0 !== tried && $0.deaths > 0 && now - $0.since < self.limits.suspectsBeside
        }
        guard let tried, let evidence = tried.evidence, !others else {
            for record in calls { self.quarantine.noteDeath(with: record.fingerprint, at: now) }
            return nil
        }
        self.counters.poisonFound += 1
        self.quarantine.convict(
            QuarantinedRequest(
                fingerprint: tried.fingerprint, service: tried.service, method: evidence.method,
                digest: evidence.digest, size: tried.size, principal: tried.caller.principal,
                at: self.keyClock()))
        self.refuseWaiting(tried.fingerprint, evidence, at: now)
        return tried
    }

    /// Others that sent the same, and whose calls no worker has yet.
    private mutating func refuseWaiting(
        _ fingerprint: UInt64, _ evidence: Evidence, at now: Int64
    ) {
        let waiting = self.calls.values.filter { $0.worker == nil && $0.fingerprint == fingerprint }
        for record in waiting.sorted(by: { $0.number < $1.number })
        where record.parcel.map(self.evidence) == evidence {
            self.counters.poisonRefused += 1
            self.settle(record, self.poisoned(record.service, evidence), at: now)
        }
    }

    func poisoned(_ service: String, _ evidence: Evidence?) -> RPCFailure {
        self.failure(
            .internal,
            "POISON: workers of \(service) died with exactly this request to \(evidence?.method ?? ""), so it is refused; change it, or have an operator release it with `govmesh poison release`",
            .doNotRetry)
    }
}

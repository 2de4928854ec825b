import MeshPool
import MeshRPC
import MeshTransport
import Testing

@testable import Gateway

/// A core whose parcels are numbers, with peers that speak correctly.
struct Scene {
    var core: GatewayCore<Int>
    var now: Int64 = 0
    /// The newest call of a test that only counts them.
    var lastCall: UInt64 = 0
    private var sequences: [Peer: UInt64] = [:]
    private var identifiers: [Peer: UInt64] = [:]

    init(_ limits: GatewayLimits = .init(), signing: CallerSigning? = nil) {
        var next: UInt64 = 100
        self.core = GatewayCore(
            limits: limits, signing: signing, now: 0,
            random: {
                next += 1
                return next
            }, keyClock: { 0 }, evidence: { Evidence(method: "M", digest: [UInt8($0 % 256)]) })
    }

    static let caller = Peer(side: .front, routing: 1)
    static let worker = Peer(side: .back, routing: 1)

    mutating func take() -> [GatewayAction<Int>] {
        defer { self.core.actions = [] }
        return self.core.actions
    }

    mutating func join(_ peer: Peer, _ principal: String) {
        var hello = Hello()
        hello.principal = principal
        self.core.hello(hello, from: peer, at: self.now)
        self.sequences[peer] = 0
        self.identifiers[peer] = self.core.peers[peer]?.id ?? 0
    }

    private mutating func stamp(_ peer: Peer) -> (session: UInt64, sequence: UInt64) {
        self.sequences[peer, default: 0] += 1
        return (self.identifiers[peer] ?? 0, self.sequences[peer] ?? 0)
    }

    mutating func control(_ kind: Kind, _ peer: Peer, _ fill: (inout Envelope) -> Void = { _ in }) {
        var envelope = Envelope()
        fill(&envelope)
        (envelope.session, envelope.sessionSequence) = self.stamp(peer)
        self.core.control(kind, envelope, from: peer, at: self.now)
    }

    mutating func offer(
        _ peer: Peer = Self.worker, name: String = "credit", instance: UInt8 = 1,
        services: [String] = ["a.S"], slots: UInt64 = 2
    ) {
        self.join(peer, "service.\(name)")
        self.control(.ready, peer) {
            var ready = Ready()
            ready.name = name
            ready.instance = [instance]
            ready.services = services
            $0.ready = ready
            $0.creditMessages = slots
        }
    }

    mutating func request(
        _ callID: UInt64, _ service: String = "a.S", key: String = "", timeout: UInt64? = 1_000_000,
        size: Int = 1, hops: UInt32 = 0, priority: Priority = .normal, content: Int? = nil,
        from peer: Peer = Self.caller
    ) {
        var header = CallHeader()
        (header.session, header.sessionSequence) = self.stamp(peer)
        header.callID = callID
        header.timeoutMicroseconds = timeout
        header.hops = hops
        header.priority = priority.rawValue
        Array(service.utf8).withUnsafeBytes { service in
            Array(key.utf8).withUnsafeBytes { key in
                self.core.request(
                    header, to: TargetBytes(service: service, routingKey: key),
                    content ?? Int(callID), size: size,
                    fingerprint: UInt64(content ?? Int(callID)), from: peer, at: self.now)
            }
        }
    }

    /// Lets time pass, tick by tick; the worker gives signs of life.
    mutating func pass(until end: Int64) {
        while self.now < end {
            self.now = min(self.now + self.core.limits.tick, end)
            self.control(.pong, Self.worker)
            self.core.wake(at: self.now)
        }
    }

    mutating func end(
        _ number: UInt64, _ parcel: Int = 0, isFault: Bool = false, from peer: Peer = Self.worker
    ) {
        var header = CallHeader()
        (header.session, header.sessionSequence) = self.stamp(peer)
        header.callID = number
        self.core.end(header, parcel, isFault: isFault, from: peer, at: self.now)
    }
}

extension GatewayCore<Int> {
    /// The newest call that a worker has.
    var lastDispatched: UInt64 {
        self.calls.values.filter { $0.worker != nil }.map(\.number).max() ?? 0
    }
}

extension [GatewayAction<Int>] {
    /// Parcels sent on, with the peer they go to and the number they carry.
    var forwards: [(peer: Peer, kind: Kind, callID: UInt64, parcel: Int)] {
        self.compactMap { action in
            guard case .forward(let forward) = action else { return nil }
            return (forward.peer, forward.kind, forward.fields.callID, forward.parcel)
        }
    }

    func sent(_ kind: Kind) -> [(peer: Peer, envelope: Envelope)] {
        self.compactMap { action in
            guard case .send(let peer, let sent, let envelope) = action, sent == kind else {
                return nil
            }
            return (peer, envelope)
        }
    }

    /// The gateway's own answers.
    var failures: [RPCFailure] {
        self.sent(.end).compactMap(\.envelope.status)
    }
}

@Suite struct `The core of a gateway` {
    @Test func `brings a call to its worker and the answer to its caller`() {
        var scene = Scene()
        scene.offer()
        scene.join(Scene.caller, "wang.li")
        _ = scene.take()
        scene.request(1)
        let there = scene.take().forwards
        #expect(there.map(\.peer) == [Scene.worker] && there[0].parcel == 1)
        scene.end(there[0].callID, 9)
        let back = scene.take().forwards
        #expect(back.map(\.peer) == [Scene.caller])
        #expect(back[0].callID == 1 && back[0].parcel == 9)
        #expect(scene.core.calls.isEmpty)
    }

    @Test func `gives no worker more calls than it granted slots`() {
        var scene = Scene()
        scene.offer(slots: 2)
        scene.join(Scene.caller, "wang.li")
        for number: UInt64 in 1...4 { scene.request(number) }
        let first = scene.take().forwards
        #expect(first.map(\.parcel) == [1, 2])
        scene.end(first[0].callID)
        #expect(scene.take().forwards.map(\.kind) == [.end])
        scene.control(.capacity, Scene.worker) { $0.creditMessages = 3 }
        #expect(scene.take().forwards.map(\.parcel) == [3])
        scene.control(.capacity, Scene.worker) { $0.creditMessages = 1 }
        #expect(scene.take().forwards.isEmpty)
    }

    @Test func `bounds its queue in calls and bytes`() {
        var limits = GatewayLimits()
        limits.queuedCallsPerService = 2
        limits.queuedBytesPerService = 100
        var scene = Scene(limits)
        scene.offer(slots: 0)
        scene.join(Scene.caller, "wang.li")
        scene.request(1, size: 60)
        scene.request(2, size: 60)
        #expect(scene.take().failures.map(\.code) == [.resourceExhausted])
        scene.request(3, size: 1)
        #expect(scene.take().failures.isEmpty)
        scene.request(4, size: 1)
        let failures = scene.take().failures
        #expect(failures.map(\.code) == [.resourceExhausted])
        #expect(failures[0].verdict == .safeNotStarted)
    }

    @Test func `keeps calls for a service that may still come, for a while`() {
        var scene = Scene()
        scene.join(Scene.caller, "wang.li")
        scene.request(1)
        #expect(scene.take().failures.isEmpty)
        scene.offer()
        #expect(scene.take().forwards.map(\.parcel) == [1])
        scene.request(2, "b.T", timeout: 10_000_000)
        scene.now = 2_000_000
        scene.core.wake(at: scene.now)
        #expect(scene.take().failures.map(\.code) == [.deadlineExceeded, .unimplemented])
        scene.request(3, "b.T")
        let later = scene.take().failures
        #expect(later.map(\.code) == [.unimplemented])
        #expect(later[0].message.contains("a.S"))
    }

    @Test func `calls a service unavailable when it knows none, or all its workers are gone`() {
        var limits = GatewayLimits()
        limits.settling = 0
        var scene = Scene(limits)
        scene.core.wake(at: 0)
        scene.join(Scene.caller, "wang.li")
        scene.request(1)
        #expect(scene.take().failures.map(\.code) == [.unavailable])
        scene.offer()
        scene.control(.goodbye, Scene.worker)
        _ = scene.take()
        scene.request(2)
        let failures = scene.take().failures
        #expect(failures.map(\.code) == [.unavailable])
        #expect(failures[0].retryAfterMilliseconds == 100)
    }

    @Test func `routes by key where such a route exists`() {
        var scene = Scene()
        let risk = Peer(side: .back, routing: 2)
        scene.offer(services: ["a.S", "j.J@credit"])
        scene.offer(risk, name: "risk", services: ["j.J@risk"])
        scene.join(Scene.caller, "wang.li")
        _ = scene.take()
        scene.request(1, "j.J", key: "risk")
        scene.request(2, "j.J", key: "credit")
        scene.request(3, "a.S", key: "credit")
        #expect(scene.take().forwards.map(\.peer) == [risk, Scene.worker, Scene.worker])
    }

    @Test func `ends the calls of a lost worker with an unknown outcome`() {
        var scene = Scene()
        scene.offer()
        scene.join(Scene.caller, "wang.li")
        scene.request(1)
        _ = scene.take()
        scene.core.unreachable(Scene.worker, at: scene.now)
        let failures = scene.take().failures
        #expect(failures.map(\.code) == [.unavailable])
        #expect(failures[0].verdict == .unknownOutcome)
    }

    @Test func `lets a new instance take the routes of the old one at once`() {
        var scene = Scene()
        let young = Peer(side: .back, routing: 2)
        scene.offer()
        scene.join(Scene.caller, "wang.li")
        scene.request(1)
        let old = scene.take().forwards
        scene.offer(young, instance: 2)
        scene.request(2)
        let actions = scene.take()
        #expect(actions.forwards.map(\.peer) == [young])
        #expect(actions.sent(.ping).contains { $0.peer == Scene.worker })
        scene.end(old[0].callID, 5)
        #expect(scene.take().forwards.map(\.parcel) == [5])
    }

    @Test func `judges silence, but not after a pause of its own`() {
        var scene = Scene()
        scene.offer()
        scene.core.wake(at: 100_000)
        scene.core.wake(at: 10_000_000)
        #expect(scene.core.peers[Scene.worker] != nil)
        for tick in 1...5 { scene.core.wake(at: 10_000_000 + Int64(tick) * 100_000) }
        #expect(scene.core.peers[Scene.worker] == nil)
        #expect(!scene.take().sent(.ping).isEmpty)
    }

    @Test func `drops a late answer and counts it`() {
        var scene = Scene()
        scene.offer()
        scene.join(Scene.caller, "wang.li")
        scene.request(1, timeout: 10)
        let there = scene.take().forwards
        scene.now = 11
        scene.core.wake(at: scene.now)
        let actions = scene.take()
        #expect(actions.failures.map(\.code) == [.deadlineExceeded])
        #expect(actions.sent(.cancel).map(\.peer) == [Scene.worker])
        scene.end(there[0].callID)
        #expect(scene.take().forwards.isEmpty)
        #expect(scene.core.counters.lateReplies == 1)
    }

    @Test func `takes no answer from a worker that was not asked`() {
        var scene = Scene()
        let other = Peer(side: .back, routing: 2)
        scene.offer()
        scene.offer(other, name: "risk", services: ["b.T"])
        scene.join(Scene.caller, "wang.li")
        scene.request(1)
        let there = scene.take().forwards
        scene.end(there[0].callID, 6, from: other)
        #expect(scene.take().forwards.isEmpty)
        scene.end(there[0].callID, 7)
        #expect(scene.take().forwards.map(\.parcel) == [7])
    }

    @Test func `cancels in the queue itself and at the worker by message`() {
        var scene = Scene()
        scene.offer(slots: 1)
        scene.join(Scene.caller, "wang.li")
        scene.request(1)
        scene.request(2)
        _ = scene.take()
        for callID: UInt64 in 1...2 {
            var header = CallHeader()
            header.callID = callID
            header.session = scene.core.peers[Scene.caller]?.id ?? 0
            scene.core.cancel(header, from: Scene.caller, at: scene.now)
        }
        let actions = scene.take()
        #expect(actions.sent(.cancel).count == 1)
        #expect(actions.failures.map(\.code) == [.cancelled])
        #expect(actions.failures[0].verdict == .safeNotStarted)
    }

    @Test func `that is about to stop tells everybody, finishes what is open and lets nobody in`() {
        var scene = Scene()
        scene.offer()
        scene.join(Scene.caller, "wang.li")
        scene.request(1)
        let call = scene.take().forwards[0]
        scene.core.leave()
        let told = scene.take().sent(.goaway)
        #expect(Set(told.map(\.peer)) == [Scene.caller, Scene.worker])
        #expect(told.allSatisfy { $0.envelope.hello?.goaway == .shuttingDown })
        let late = Peer(side: .front, routing: 2)
        scene.join(late, "li.wei")
        let answer = scene.take()
        #expect(answer.sent(.welcome).isEmpty)
        #expect(answer.sent(.goaway).map(\.peer) == [late])
        #expect(!scene.core.isDeserted)
        scene.end(call.callID)
        #expect(scene.take().forwards.map(\.kind) == [.end] && !scene.core.isDeserted)
        scene.control(.goodbye, Scene.caller)
        #expect(scene.core.isDeserted)
    }

    @Test func `forgets who asks in lock step after 15 s without a call, and without a word`() {
        var scene = Scene()
        scene.offer()
        var hello = Hello()
        hello.principal = "wang"
        var header = CallHeader()
        let opened = scene.core.lockStep(
            hello, from: Scene.caller, key: nil, address: "", at: scene.now)
        guard let session = opened else {
            Issue.record("no session")
            return
        }
        header.enter(session)
        header.timeoutMicroseconds = 20_000_000
        Array("a.S".utf8).withUnsafeBytes { service in
            let none = UnsafeRawBufferPointer(start: nil, count: 0)
            scene.core.request(
                header, to: TargetBytes(service: service, routingKey: none), 1, size: 1,
                fingerprint: 1,
                from: Scene.caller, at: scene.now)
        }
        let call = scene.core.lastDispatched
        // A call that is open keeps it, however long it takes.
        scene.pass(until: 16_000_000)
        scene.end(call)
        #expect(scene.take().forwards.map(\.kind) == [.request, .end])
        scene.pass(until: 30_900_000)
        #expect(scene.core.peers[Scene.caller] != nil)
        scene.pass(until: 31_100_000)
        #expect(scene.core.peers[Scene.caller] == nil)
        #expect(scene.take().sent(.goaway).isEmpty)
    }

    @Test func `gives a worker no call whose time is over`() {
        var scene = Scene()
        scene.offer(slots: 1)
        scene.join(Scene.caller, "wang")
        scene.request(1)
        scene.request(2, timeout: 1_000)
        scene.request(3)
        _ = scene.take()
        scene.now = 2_000
        scene.control(.capacity, Scene.worker) { $0.creditMessages = 2 }
        let actions = scene.take()
        #expect(actions.forwards.map(\.parcel) == [3])
        #expect(actions.failures.map(\.code) == [.deadlineExceeded])
        #expect(actions.failures.map(\.verdict) == [.safeNotStarted])
    }

    @Test func `refuses a loop and a seat too many`() {
        var limits = GatewayLimits()
        limits.sessionsPerPrincipal = 1
        var scene = Scene(limits)
        scene.offer()
        scene.join(Scene.caller, "wang.li")
        scene.request(1, hops: 8)
        #expect(scene.take().failures.map(\.code) == [.internal])
        scene.join(Peer(side: .front, routing: 2), "wang.li")
        #expect(scene.take().sent(.goaway).map(\.envelope.hello?.goaway) == [.limit])
        scene.join(Peer(side: .back, routing: 3), "wang.li")
        #expect(scene.take().sent(.goaway).map(\.envelope.hello?.goaway) == [.denied])

        limits.sessions = 2
        var full = Scene(limits)
        full.offer()
        full.join(Scene.caller, "wang.li")
        #expect(full.take().sent(.goaway).isEmpty)
        full.join(Peer(side: .front, routing: 2), "zhao.yun")
        #expect(full.take().sent(.goaway).map(\.envelope.hello?.goaway) == [.limit])
    }

    @Test func `remembers only so many whom it ignores`() {
        var limits = GatewayLimits()
        limits.ignoredPeers = 2
        var scene = Scene(limits)
        for routing: UInt64 in 1...3 {
            let peer = Peer(side: .front, routing: routing)
            scene.core.violated(.foreignMajor(2), by: peer, at: 0)
            // Once is enough for a peer that is remembered.
            scene.core.violated(.foreignMajor(2), by: peer, at: 0)
        }
        #expect(scene.take().sent(.goaway).count == 3)
        #expect(scene.core.ignored.count == 1)
    }

    @Test func `keeps orders about so many workers and no more`() {
        var limits = GatewayLimits()
        limits.orders = 1
        var scene = Scene(limits)
        scene.offer(name: "one")
        scene.offer(Peer(side: .back, routing: 2), name: "two")
        #expect(scene.core.command(.hold, "one", at: 0) == .done)
        #expect(scene.core.command(.hold, "two", at: 0) == .tooMany)
        #expect(scene.core.command(.hold, "nobody", at: 0) == .unknown)
        #expect(scene.core.command(.release, "one", at: 0) == .done)
        #expect(scene.core.command(.hold, "two", at: 0) == .done)
    }
}

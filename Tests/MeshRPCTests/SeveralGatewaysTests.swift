import Gateway
import MeshRPC
import MeshTransport
import Synchronization
import Testing

private let keyed = testMethod("Pay", .keyed)
private let unsafe = testMethod("Fire", .unsafe)

/// Two gateways that know nothing of each other, with callers and workers of both.
private final class Gateways: Sendable {
    let meshes: [Mesh]
    private let running: Mutex<[Gateway]>

    init(limits: GatewayLimits = .init()) throws {
        let meshes = try (0..<2).map { _ in try Mesh(.ipc, limits: limits) }
        self.meshes = meshes
        self.running = try Mutex(meshes.map { try $0.gateway() })
    }

    var all: [Gateway] { self.running.withLock { $0 } }

    func caller(_ settings: CallerSettings = .init()) -> Caller {
        Caller(
            loop: self.meshes[0].loop, endpoints: self.meshes.map(\.front), principal: "wang.li",
            settings: settings)
    }

    func worker(_ bindings: [MethodBinding], slots: Int = 256) -> Worker {
        Worker(
            loop: self.meshes[0].loop, endpoints: self.meshes.map(\.back), name: "pay", shared: [],
            bindings: bindings, settings: WorkerSettings(slots: slots), trust: .anyGateway
        ) { _, call in call.actor }
    }

    /// Returns once every gateway has the worker.
    func started(_ worker: Worker) async throws {
        worker.start()
        try await worker.registered(within: .seconds(10))
        for gateway in self.all {
            while await gateway.snapshot().workers.isEmpty { await Task.yield() }
        }
    }

    func restart(_ index: Int) throws {
        let gateway = try self.meshes[index].gateway()
        self.running.withLock { $0[index] = gateway }
    }

    /// The gateway that carries the only call.
    func carrier() async -> Gateway {
        while true {
            for gateway in self.all where await gateway.snapshot().callsInFlight > 0 {
                return gateway
            }
            await Task.yield()
        }
    }

    func stop() {
        for gateway in self.all { gateway.stop() }
    }
}

/// Tells those who call without end to stop.
private final class End: Sendable {
    let hasCome = Atomic<Bool>(false)
}

@Suite(.timeLimit(.minutes(2))) struct `With two gateways` {
    @Test func `a call goes on through the other at once, with the same key`() async throws {
        let gateways = try Gateways()
        let attempts = Mutex<[(key: [UInt8], attempt: UInt32)]>([])
        let started = Gate()
        let never = Gate()
        let worker = gateways.worker([
            MethodBinding(keyed) { _, call in
                attempts.withLock { $0.append((call.idempotencyKey, call.attempt)) }
                started.open()
                if call.attempt == 0 { await never.pass() }
                return Reply(payload: [7])
            }
        ])
        try await gateways.started(worker)
        let caller = gateways.caller()
        let call = Task { try await caller.unary(keyed, [1], .init(idempotencyKey: [9])) }
        await started.pass()
        let carrier = await gateways.carrier()
        let began = ContinuousClock.now
        // Its sockets close without a word, as the kernel does it for a killed process.
        carrier.stop()
        #expect(try await call.value.payload == [7])
        // Silence alone would be noticed after 15 s.
        #expect(ContinuousClock.now - began < .seconds(5))
        #expect(attempts.withLock { $0.map(\.key) } == [[9], [9]])
        #expect(attempts.withLock { $0.map(\.attempt) } == [0, 1])
        never.open()
        await caller.close()
        await worker.drain(grace: .seconds(1))
        gateways.stop()
    }

    @Test func `a read that takes long is hedged through the other`() async throws {
        let gateways = try Gateways()
        let (started, end) = (Gate(), Gate())
        let worker = gateways.worker([
            MethodBinding(echo) { payload, _ in
                started.open()
                await end.pass()
                return Reply(payload: payload)
            }
        ])
        try await gateways.started(worker)
        let caller = gateways.caller(CallerSettings(hedgeAfter: .milliseconds(20)))
        for gateway in gateways.all {
            while await gateway.snapshot().sessions.count < 2 { await Task.yield() }
        }
        let call = Task { await caller.answer(echo, [3], .init()) }
        await started.pass()
        await started.pass()
        for gateway in gateways.all { #expect(await gateway.snapshot().callsInFlight == 1) }
        end.open()
        end.open()
        #expect(await call.value == [3])
        #expect(await caller.counters().hedges == 1)
        await caller.close()
        await worker.drain(grace: .seconds(1))
        gateways.stop()
    }

    @Test func `a call that may not be repeated is told so at once`() async throws {
        let gateways = try Gateways()
        let started = Gate()
        let end = Gate()
        let worker = gateways.worker([
            MethodBinding(unsafe) { _, call in
                #expect(call.attempt == 0)
                started.open()
                await end.pass()
                return Reply(payload: [])
            }
        ])
        try await gateways.started(worker)
        let caller = gateways.caller()
        let call = Task {
            await failure { () async throws(RPCFailure) in
                try await caller.unary(unsafe, [1], .init())
            }
        }
        await started.pass()
        await gateways.carrier().stop()
        let error = await call.value
        #expect(error?.code == .unavailable && error?.verdict == .unknownOutcome)
        end.open()
        await caller.close()
        await worker.drain(grace: .seconds(1))
        gateways.stop()
    }

    /// Keeps 16 UNSAFE calls under way while `disturb` runs.
    ///
    /// - Returns: how many calls were made and what failed.
    private func load(
        _ caller: Caller, during disturb: () async throws -> Void
    ) async throws -> (made: Int, errors: [RPCFailure]) {
        let end = End()
        return try await withThrowingTaskGroup(of: (Int, [RPCFailure]).self) { group in
            for _ in 0..<16 {
                group.addTask {
                    var (made, errors) = (0, [RPCFailure]())
                    while !end.hasCome.load(ordering: .relaxed) {
                        made += 1
                        let error = await failure { () async throws(RPCFailure) in
                            try await caller.unary(unsafe, [1], .init())
                        }
                        if let error { errors.append(error) }
                    }
                    return (made, errors)
                }
            }
            defer { end.hasCome.store(true, ordering: .relaxed) }
            try await disturb()
            end.hasCome.store(true, ordering: .relaxed)
            var sum = (made: 0, errors: [RPCFailure]())
            for try await (made, errors) in group {
                sum.made += made
                sum.errors += errors
            }
            return sum
        }
    }

    @Test func `each may be stopped and started in turn, and no call fails or runs twice`()
        async throws
    {
        let gateways = try Gateways()
        let ran = Atomic<Int>(0)
        let worker = gateways.worker([
            MethodBinding(unsafe) { _, _ in
                ran.add(1, ordering: .relaxed)
                await Task.yield()
                return Reply(payload: [])
            }
        ])
        try await gateways.started(worker)
        let caller = gateways.caller()
        let sum = try await self.load(caller) {
            for index in [0, 1, 0, 1] {
                let before = ran.load(ordering: .relaxed)
                while ran.load(ordering: .relaxed) < before + 200 { await Task.yield() }
                let began = ContinuousClock.now
                await gateways.all[index].drain(grace: .seconds(10))
                #expect(ContinuousClock.now - began < .seconds(5), "callers go by themselves")
                try gateways.restart(index)
                while await gateways.all[index].snapshot().workers.isEmpty { await Task.yield() }
            }
        }
        #expect(sum.errors == [])
        #expect(sum.made > 800 && ran.load(ordering: .relaxed) == sum.made)
        for gateway in gateways.all {
            while await gateway.snapshot().sessions.count < 2 { await Task.yield() }
        }
        await caller.close()
        await worker.drain(grace: .seconds(1))
        gateways.stop()
    }

    @Test func `a worker drains at both at once, and its successor takes over`() async throws {
        let gateways = try Gateways()
        let ran = Atomic<Int>(0)
        let binding = MethodBinding(unsafe) { _, _ in
            ran.add(1, ordering: .relaxed)
            await Task.yield()
            return Reply(payload: [])
        }
        let first = gateways.worker([binding])
        try await gateways.started(first)
        let caller = gateways.caller()
        let second = gateways.worker([binding])
        let sum = try await self.load(caller) {
            while ran.load(ordering: .relaxed) < 200 { await Task.yield() }
            await first.drain(grace: .seconds(5))
            second.start()
            try await second.registered(within: .seconds(10))
            let before = ran.load(ordering: .relaxed)
            while ran.load(ordering: .relaxed) < before + 200 { await Task.yield() }
        }
        #expect(sum.errors == [])
        #expect(ran.load(ordering: .relaxed) == sum.made)
        await caller.close()
        await second.drain(grace: .seconds(1))
        gateways.stop()
    }

    @Test(arguments: [(10, [5, 5]), (1, [1, 1])])
    func `a worker grants each its share of slots`(slots: Int, shares: [UInt64]) async throws {
        let gateways = try Gateways()
        let binding = MethodBinding(unsafe) { _, _ in Reply(payload: []) }
        let worker = gateways.worker([binding], slots: slots)
        try await gateways.started(worker)
        var free: [UInt64] = []
        for gateway in gateways.all { free += await gateway.snapshot().workers.map(\.freeSlots) }
        #expect(free == shares)
        await worker.drain(grace: .seconds(1))
        gateways.stop()
    }

    @Test func `a service starts and a caller calls while one is down`() async throws {
        let gateways = try Gateways()
        gateways.all[0].stop()
        let worker = gateways.worker([MethodBinding(unsafe) { _, _ in Reply(payload: [3]) }])
        worker.start()
        try await worker.registered(within: .seconds(10))
        let caller = gateways.caller()
        try await caller.ready(within: .seconds(10))
        for _ in 0..<50 { #expect(try await caller.unary(unsafe, [1], .init()).payload == [3]) }
        await caller.close()
        await worker.drain(grace: .seconds(1))
        gateways.stop()
    }

    @Test func `a stream that is only read does not hold up a gateway that stops`() async throws {
        let watch = MethodDescriptor(
            service: "test.v1.EchoService", method: "Watch", callClass: .noSideEffects,
            shape: .serverStream, timeoutMilliseconds: 60_000)
        let gateways = try Gateways()
        let worker = gateways.worker([
            MethodBinding(
                watch,
                stream: { _, replies, _ async throws(RPCFailure) in
                    try await replies.send([1])
                    while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
                    return Reply(payload: [])
                })
        ])
        try await gateways.started(worker)
        let caller = gateways.caller()
        let stream = try caller.open(watch, [], .init())
        #expect(try await stream.next() == [1])
        let carrier = await gateways.carrier()
        let began = ContinuousClock.now
        await carrier.drain(grace: .seconds(30))
        #expect(ContinuousClock.now - began < .seconds(10))
        let ending = await #expect(throws: RPCFailure.self) { _ = try await stream.next() }
        #expect(ending?.code == .unavailable && ending?.verdict == .safeIdempotent)
        let again = try caller.open(watch, [], .init())
        #expect(try await again.next() == [1])
        again.cancel()
        await caller.close()
        await worker.drain(grace: .seconds(1))
        gateways.stop()
    }
}

@Suite(.timeLimit(.minutes(1))) struct `A single gateway that stops` {
    @Test func `finishes what is open and leaves the rest to its successor`() async throws {
        let started = Gate()
        let end = Gate()
        let binding = MethodBinding(unsafe) { payload, _ in
            started.open()
            await end.pass()
            return Reply(payload: payload)
        }
        try await withMesh([binding]) { mesh, gateway, caller, _ in
            let open = Task { try await caller.unary(unsafe, [1], .init()) }
            await started.pass()
            let drained = Task { await gateway.drain(grace: .seconds(20)) }
            let late = mesh.caller("late")
            let lateCall = Task { try await late.unary(unsafe, [2], .init()) }
            end.open()
            #expect(try await open.value.payload == [1])
            await drained.value
            let second = try mesh.gateway()
            await started.pass()
            end.open()
            #expect(try await lateCall.value.payload == [2])
            await late.close()
            second.stop()
        }
    }
}

import Gateway
import MeshRPC
import MeshTransport
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A call survives` {
    @Test(arguments: Wire.allCases)
    func `a restart of the gateway`(wire: Wire) async throws {
        let keyed = testMethod("Pay", .keyed)
        let answered = Atomic<Int>(0)
        let binding = MethodBinding(keyed) { payload, call in
            answered.add(1, ordering: .relaxed)
            return Reply(payload: call.idempotencyKey)
        }
        try await withMesh([binding], over: wire) { mesh, gateway, caller, _ in
            let calls = Task {
                var errors: [RPCFailure] = []
                for index in 0..<400 {
                    let key = [UInt8(index & 0xFF), UInt8(index >> 8)]
                    do throws(RPCFailure) {
                        let reply = try await caller.unary(
                            keyed, [1], .init(idempotencyKey: key))
                        #expect(reply.payload == key)
                    } catch {
                        errors.append(error)
                    }
                }
                return errors
            }
            while answered.load(ordering: .relaxed) < 50 { await Task.yield() }
            gateway.stop()
            let stopped = ContinuousClock.now
            let second = try mesh.gateway()
            let before = answered.load(ordering: .relaxed)
            while answered.load(ordering: .relaxed) <= before + 5 { await Task.yield() }
            #expect(ContinuousClock.now - stopped < .seconds(3))
            #expect(await calls.value == [])
            second.stop()
        }
    }

    @Test(arguments: Wire.allCases)
    func `the death of its worker when it may be repeated`(wire: Wire) async throws {
        let mesh = try Mesh(wire)
        let gateway = try mesh.gateway()
        let loop = IOLoop(context: mesh.context, name: "doomed")
        let started = Gate()
        let keyed = testMethod("Pay", .keyed)
        let unsafe = testMethod("Fire", .unsafe)
        let stuck: @Sendable ([UInt8], Call) async throws(RPCFailure) -> Reply = { _, call in
            started.open()
            await Gate().pass()
            return Reply(payload: [])
        }
        let admit: Admission = { _, call in call.actor }
        let doomed = Worker(
            loop: loop, endpoint: mesh.back, name: "pay", shared: [],
            bindings: [MethodBinding(keyed, handle: stuck), MethodBinding(unsafe, handle: stuck)],
            trust: .anyGateway, admit: admit)
        doomed.start()
        try await doomed.registered(within: .seconds(10))
        let caller = mesh.caller()
        let repeated = Task {
            try await caller.unary(keyed, [1], .init(idempotencyKey: [9]))
        }
        let once = Task {
            await failure { () async throws(RPCFailure) in
                try await caller.unary(unsafe, [1], .init())
            }
        }
        await started.pass()
        await started.pass()
        // The socket closes without a word, as the kernel does it for a killed process.
        loop.stop()
        let successor = mesh.worker(
            "pay",
            [
                MethodBinding(keyed) { _, call in
                    #expect(call.attempt > 0)
                    return Reply(payload: call.idempotencyKey)
                },
                MethodBinding(unsafe) { _, _ in
                    Issue.record("an unsafe call was repeated")
                    return Reply(payload: [])
                },
            ])
        successor.start()
        #expect(try await repeated.value.payload == [9])
        let error = await once.value
        #expect(error?.code == .unavailable)
        #expect(error?.verdict == .unknownOutcome)
        await caller.close()
        await successor.drain(grace: .seconds(1))
        gateway.stop()
    }

    @Test func `the drain of its worker`() async throws {
        let mesh = try Mesh(.ipc)
        let gateway = try mesh.gateway()
        let answered = Atomic<Int>(0)
        let unsafe = testMethod("Fire", .unsafe)
        let binding = MethodBinding(unsafe) { payload, _ in
            await Task.yield()
            answered.add(1, ordering: .relaxed)
            return Reply(payload: payload)
        }
        let first = mesh.worker("fire", [binding])
        first.start()
        try await first.registered(within: .seconds(10))
        let caller = mesh.caller()
        let calls = Task {
            await withTaskGroup(of: [RPCFailure].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var errors: [RPCFailure] = []
                        for _ in 0..<200 {
                            let error = await failure { () async throws(RPCFailure) in
                                try await caller.unary(unsafe, [1], .init())
                            }
                            if let error { errors.append(error) }
                        }
                        return errors
                    }
                }
                var all: [RPCFailure] = []
                for await errors in group { all += errors }
                return all
            }
        }
        while answered.load(ordering: .relaxed) < 100 { await Task.yield() }
        let second = mesh.worker("fire", [binding])
        await first.drain(grace: .seconds(5))
        second.start()
        #expect(await calls.value == [])
        #expect(answered.load(ordering: .relaxed) == 1_600)
        await caller.close()
        await second.drain(grace: .seconds(1))
        gateway.stop()
    }

    @Test func `that it comes before gateway and worker do`() async throws {
        let mesh = try Mesh(.ipc)
        let caller = mesh.caller()
        let call = Task { try await caller.unary(echo, [4], .init()) }
        let gateway = try mesh.gateway()
        let worker = mesh.worker("echo", [echoBinding])
        worker.start()
        #expect(try await call.value.payload == [4])
        await caller.close()
        await worker.drain(grace: .seconds(1))
        gateway.stop()
    }

    @Test func `not a gateway that never comes`() async throws {
        let mesh = try Mesh(.ipc)
        let caller = mesh.caller()
        let error = await failure { () async throws(RPCFailure) in
            try await caller.unary(echo, [], .init(timeout: .milliseconds(50)))
        }
        #expect(error?.code == .deadlineExceeded)
        #expect(error?.verdict == .safeNotStarted)
        #expect(error?.message.contains(mesh.front) == true)
        await caller.close()
    }

    @Test func `a gateway that takes its time to say WELCOME`() async throws {
        let mesh = try Mesh(.ipc)
        let gateway = try FalseGateway(mesh, epoch: 5, isDeaf: true)
        let worker = mesh.worker("echo", [echoBinding])
        let start = ContinuousClock.now
        worker.start()
        // Longer than the growing waits of who finds nobody: a second HELLO would end the session.
        try await Task.sleep(for: .milliseconds(400))
        gateway.listen()
        #expect(await gateway.ask(CallerIdentity(principal: "wang.li")) == nil)
        // Patience is a second.
        let seconds = Int((ContinuousClock.now - start).components.seconds)
        #expect((1...seconds + 1).contains(gateway.hellos.load(ordering: .relaxed)))
        gateway.stop()
        await worker.drain(grace: .zero)
    }
}

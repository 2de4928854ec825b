import Gateway
import MeshTransport
import Synchronization
import Testing

@testable import MeshRPC

@Suite struct `The budget of repeats` {
    @Test func `gives so many at once, then so many each second`() {
        let budget = RetryBudget(atOnce: 3, perSecond: 10)
        let now: Int64 = 50_000_000
        #expect((0..<5).map { _ in budget.reserve(at: now) } == [0, 0, 0, 100_000, 200_000])
        budget.giveBack()
        #expect(budget.reserve(at: now) == 200_000)
        #expect(budget.reserve(at: now + 1_000_000) == 0)
    }
}

@Suite struct `The waits of who connects again` {
    @Test func `double up to the longest, each drawn from its upper half`() {
        var backoff = Backoff(first: 20, most: 200)
        for longest: Int64 in [20, 40, 80, 160, 200, 200] {
            #expect((longest / 2...longest).contains(backoff.next()))
        }
        backoff.reset()
        #expect((10...20).contains(backoff.next()))
    }
}

@Suite(.timeLimit(.minutes(1))) struct `A caller whose calls all fail` {
    @Test func `repeats no more of them than its budget allows`() async throws {
        try await withMesh([echoBinding]) { mesh, _, _, worker in
            // Known and gone: UNAVAILABLE, not started.
            await worker.drain(grace: .seconds(1))
            let caller = Caller(
                loop: mesh.loop, endpoint: mesh.front, principal: "wang.li",
                settings: CallerSettings(repeatsAtOnce: 2, repeatsPerSecond: 1))
            try await caller.ready(within: .seconds(10))
            await withTaskGroup(of: RPCFailure?.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        await failure { () async throws(RPCFailure) in
                            try await caller.unary(echo, [], .init(timeout: .milliseconds(800)))
                        }
                    }
                }
                for await error in group {
                    #expect(error?.code == .unavailable && error?.verdict == .safeNotStarted)
                }
            }
            #expect(await caller.counters().repeats == 2)
            await caller.close()
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct `A hedged read` {
    private static func caller(_ mesh: Mesh, after delay: Duration) async throws -> Caller {
        let caller = Caller(
            loop: mesh.loop, endpoint: mesh.front, principal: "wang.li",
            settings: CallerSettings(hedgeAfter: delay))
        try await caller.ready(within: .seconds(10))
        return caller
    }

    /// Answers the second attempt; the first ends when it is cancelled.
    private static func slow(_ started: Gate, _ cancelled: Gate) -> MethodBinding {
        MethodBinding(echo) { payload, call throws(RPCFailure) in
            guard call.attempt == 0 else { return Reply(payload: payload) }
            started.open()
            await withTaskCancellationHandler {
                await Gate().pass()
            } onCancel: {
                cancelled.open()
            }
            throw RPCFailure(.cancelled, "stopped")
        }
    }

    @Test func `takes the first answer, cancels the other and counts its end apart`() async throws {
        let (started, cancelled) = (Gate(), Gate())
        try await withMesh([Self.slow(started, cancelled)]) { mesh, _, _, _ in
            let caller = try await Self.caller(mesh, after: .milliseconds(20))
            #expect(await caller.answer(echo, [7], .init()) == [7])
            await cancelled.pass()
            while await caller.counters().hedgeLosers == 0 { await Task.yield() }
            let counters = await caller.counters()
            #expect(counters.hedges == 1 && counters.hedgeLosers == 1)
            #expect(counters.lateReplies == 0 && counters.repeats == 0)
            await caller.close()
        }
    }

    @Test func `keeps the first when the second does not get to work`() async throws {
        let (started, end) = (Gate(), Gate())
        let binding = MethodBinding(echo) { payload, call in
            // The hedge may get the slot before its cancel does.
            guard call.attempt == 0 else { return Reply(payload: []) }
            started.open()
            await end.pass()
            return Reply(payload: payload)
        }
        try await withMesh([binding], slots: 1) { mesh, gateway, _, _ in
            let caller = try await Self.caller(mesh, after: .milliseconds(20))
            let call = Task { await caller.answer(echo, [7], .init()) }
            await started.pass()
            // The hedge waits in the gateway for the only slot.
            while await gateway.snapshot().callsInFlight < 2 { await Task.yield() }
            end.open()
            #expect(await call.value == [7])
            while await gateway.snapshot().callsInFlight > 0 { await Task.yield() }
            await caller.close()
        }
    }

    @Test func `goes with its caller's cancel, both of it`() async throws {
        let (started, cancelled) = (Gate(), Gate())
        let binding = MethodBinding(echo) { _, _ throws(RPCFailure) in
            started.open()
            await withTaskCancellationHandler {
                await Gate().pass()
            } onCancel: {
                cancelled.open()
            }
            throw RPCFailure(.cancelled, "stopped")
        }
        try await withMesh([binding]) { mesh, _, _, _ in
            let caller = try await Self.caller(mesh, after: .milliseconds(20))
            let call = Task {
                await failure { () async throws(RPCFailure) in
                    try await caller.unary(echo, [], .init())
                }
            }
            await started.pass()
            await started.pass()
            call.cancel()
            #expect(await call.value?.code == .cancelled)
            await cancelled.pass()
            await cancelled.pass()
            await caller.close()
        }
    }

    @Test func `is never a call with an effect, and none by default`() async throws {
        let keyed = testMethod("Pay", .keyed)
        let (started, cancelled, end) = (Gate(), Gate(), Gate())
        let attempts = Mutex<[UInt32]>([])
        let pay = MethodBinding(keyed) { payload, call in
            attempts.withLock { $0.append(call.attempt) }
            started.open()
            await end.pass()
            return Reply(payload: payload)
        }
        try await withMesh([pay, Self.slow(Gate(), cancelled)]) { mesh, _, plain, _ in
            let caller = try await Self.caller(mesh, after: .milliseconds(20))
            let calls = [caller, plain].map { caller in
                Task { await caller.answer(keyed, [1], .init()) }
            }
            await started.pass()
            await started.pass()
            // Called later and hedged: the time of the others has passed, too.
            #expect(await caller.answer(echo, [7], .init()) == [7])
            #expect(attempts.withLock { $0 } == [0, 0])
            end.open()
            end.open()
            for call in calls { #expect(await call.value == [1]) }
            #expect(await plain.counters().hedges == 0)
            await caller.close()
        }
    }
}

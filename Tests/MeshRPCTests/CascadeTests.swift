import Gateway
import MeshRPC
import MeshTransport
import Synchronization
import Testing

private let outer = testMethod("Outer", service: "test.v1.OuterService", timeout: 60_000)
private let inner = testMethod("Inner", service: "test.v1.InnerService", timeout: 60_000)

/// A caller, a service and another service that the first one asks, each with sockets of its own.
private func withThree(
    _ innerHandler: @escaping MethodBinding.Unary,
    outer outerHandler:
        @escaping @Sendable (Caller, Call) async throws(RPCFailure) -> Reply,
    _ body: (Caller) async throws -> Void
) async throws {
    let mesh = try Mesh(.ipc)
    let gateway = try mesh.gateway()
    let own = mesh.caller("service.outer")
    let first = mesh.worker(
        "outer",
        [
            MethodBinding(outer) { _, call async throws(RPCFailure) in
                try await outerHandler(own, call)
            }
        ])
    let second = mesh.worker("inner", [MethodBinding(inner, handle: innerHandler)])
    for worker in [first, second] {
        worker.start()
        try await worker.registered(within: .seconds(10))
    }
    let caller = mesh.caller()
    try await body(caller)
    await caller.close()
    await own.close()
    for worker in [first, second] { await worker.drain(grace: .seconds(1)) }
    gateway.stop()
}

@Suite(.timeLimit(.minutes(1))) struct `A call made within another` {
    @Test func `has its time less a margin, and its trace`() async throws {
        let inners = Mutex<Call?>(nil)
        let outers = Mutex<Call?>(nil)
        try await withThree { payload, call in
            inners.withLock { $0 = call }
            return Reply(payload: payload)
        } outer: { own, call async throws(RPCFailure) in
            outers.withLock { $0 = call }
            return try await own.unary(inner, [5], CallOptions(within: call))
        } _: { caller in
            let trace = [UInt8](repeating: 3, count: 25)
            #expect(await caller.answer(outer, [], .init(trace: trace)) == [5])
            let first = try #require(outers.withLock { $0 })
            let second = try #require(inners.withLock { $0 })
            // 2 % of a minute is 1.2 s: more than any way to the other service takes.
            #expect(second.deadline < first.deadline)
            #expect(second.deadline > first.deadline.advanced(by: .seconds(-3)))
            #expect(second.trace == trace)
            #expect(second.principal == "service.outer")
        }
    }

    @Test(arguments: [true, false])
    func `ends with it, be that cancelled or out of time`(isCancelled: Bool) async throws {
        let (started, cancelled) = (Gate(), Gate())
        let timeout: Duration = isCancelled ? .seconds(30) : .milliseconds(300)
        try await withThree { _, _ throws(RPCFailure) in
            started.open()
            await withTaskCancellationHandler {
                await Gate().pass()
            } onCancel: {
                cancelled.open()
            }
            throw RPCFailure(.cancelled, "stopped")
        } outer: { own, call async throws(RPCFailure) in
            // Without a limit of its own only the cancel reaches it.
            let options = isCancelled ? CallOptions() : CallOptions(within: call)
            return try await own.unary(inner, [], options)
        } _: { caller in
            let call = Task {
                await failure { () async throws(RPCFailure) in
                    try await caller.unary(outer, [], .init(timeout: timeout))
                }
            }
            await started.pass()
            if isCancelled { call.cancel() }
            #expect(await call.value?.code == (isCancelled ? .cancelled : .deadlineExceeded))
            await cancelled.pass()
        }
    }

    @Test func `is not made when no time is left`() async throws {
        try await withThree { _, _ in
            Issue.record("the inner service was asked")
            return Reply(payload: [])
        } outer: { own, call async throws(RPCFailure) in
            let late = Call(
                method: call.method, principal: call.principal, actor: call.actor,
                trace: call.trace, deadline: .now)
            return try await own.unary(inner, [], CallOptions(within: late))
        } _: { caller in
            let error = await failure { () async throws(RPCFailure) in
                try await caller.unary(outer, [], .init())
            }
            #expect(error?.code == .deadlineExceeded && error?.verdict == .safeNotStarted)
        }
    }

    @Test func `does not begin when admission took all its time`() async throws {
        let mesh = try Mesh(.ipc)
        let gateway = try mesh.gateway()
        let passed = Gate()
        let isAsked = Atomic<Bool>(false)
        let ran = Mutex<[[UInt8]]>([])
        let worker = Worker(
            loop: mesh.loop, endpoint: mesh.back, name: "echo", shared: [],
            bindings: [
                MethodBinding(echo) { payload, _ in
                    ran.withLock { $0.append(payload) }
                    return Reply(payload: payload)
                }
            ], trust: .anyGateway
        ) { _, call in
            guard call.metadata.isEmpty else { return call.actor }
            isAsked.store(true, ordering: .relaxed)
            // Waits on whatever becomes of the call, as for data of another service.
            await Task { try? await Task.sleep(until: call.deadline, clock: .continuous) }.value
            passed.open()
            return call.actor
        }
        worker.start()
        try await worker.registered(within: .seconds(10))
        let caller = mesh.caller()
        let error = await failure { () async throws(RPCFailure) in
            try await caller.unary(echo, [1], .init(timeout: .milliseconds(50)))
        }
        #expect(error?.code == .deadlineExceeded)
        // On a slow machine its time may be over before the service is asked.
        if isAsked.load(ordering: .relaxed) { await passed.pass() }
        let quick = CallOptions(metadata: [Metadata(key: "quick", value: [])])
        #expect(await caller.answer(echo, [2], quick) == [2])
        #expect(ran.withLock { $0 } == [[2]])
        await caller.close()
        await worker.drain(grace: .seconds(1))
        gateway.stop()
    }
}

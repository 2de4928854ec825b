import Gateway
import MeshRPC
import MeshTransport
import Synchronization
import Testing

/// A gate that a test opens and a handler waits at.
final class Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let opener: AsyncStream<Void>.Continuation

    init() {
        (self.stream, self.opener) = AsyncStream.makeStream()
    }

    func open() { self.opener.yield() }

    func pass() async {
        for await _ in self.stream { return }
    }
}

/// Runs `body` with a gateway and a worker for `bindings`.
func withMesh(
    _ bindings: [MethodBinding], over wire: Wire = .ipc, shared: [MethodBinding] = [],
    limits: GatewayLimits = .init(), slots: Int = 256,
    _ body: (Mesh, Gateway, Caller, Worker) async throws -> Void
) async throws {
    let mesh = try Mesh(wire, limits: limits)
    let gateway = try mesh.gateway()
    let worker = mesh.worker("echo", bindings, shared: shared, slots: slots)
    worker.start()
    try await worker.registered(within: .seconds(10))
    let caller = mesh.caller()
    try await caller.ready(within: .seconds(10))
    try await body(mesh, gateway, caller, worker)
    await caller.close()
    await worker.drain(grace: .seconds(1))
    gateway.stop()
}

extension Caller {
    /// The payload of the answer; a failure is an issue of the test.
    func answer(
        _ method: MethodDescriptor, _ payload: [UInt8], _ options: CallOptions
    ) async -> [UInt8]? {
        do {
            return try await self.unary(method, payload, options).payload
        } catch {
            Issue.record("\(method.path): \(error)")
            return nil
        }
    }
}

/// The failure `body` ends with.
func failure(_ body: () async throws(RPCFailure) -> Reply) async -> RPCFailure? {
    do throws(RPCFailure) {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}

@Suite(.timeLimit(.minutes(1))) struct `A unary call` {
    @Test(arguments: Wire.allCases)
    func `goes from caller to worker and back`(wire: Wire) async throws {
        try await withMesh([echoBinding], over: wire) { _, _, caller, _ in
            #expect(await caller.answer(echo, [1, 2, 3], .init()) == [1, 2, 3])
            #expect(await caller.answer(echo, [], .init()) == [])
            let large = [UInt8](repeating: 7, count: 300_000)
            #expect(await caller.answer(echo, large, .init()) == large)
        }
    }

    @Test func `carries metadata, principal, actor and deadline`() async throws {
        let binding = MethodBinding(echo) { _, call in
            #expect(call.principal == "wang.li")
            #expect(call.actor.party == "parties/p")
            #expect(call.deadline > .now && call.deadline < .now.advanced(by: .seconds(3)))
            return Reply(payload: [], metadata: call.metadata.reversed())
        }
        try await withMesh([binding]) { _, _, caller, _ in
            let metadata = [Metadata(key: "a", value: [1]), Metadata(key: "a", value: [2])]
            let reply = try await caller.unary(
                echo, [], .init(timeout: .seconds(3), metadata: metadata))
            #expect(reply.metadata == metadata.reversed())
        }
    }

    @Test func `carries every code with all of its fields`() async throws {
        let binding = MethodBinding(echo) { payload, _ throws(RPCFailure) in
            throw RPCFailure(
                StatusCode(rawValue: Int32(payload[0])) ?? .ok, "不行\t\r\n🎈",
                details: [StatusDetail(type: "test.v1.Detail", value: [0, 1])],
                retryAfterMilliseconds: 7, verdict: .doNotRetry)
        }
        try await withMesh([binding]) { _, _, caller, _ in
            for code in StatusCode.allCases where code != .ok {
                let error = await failure { () async throws(RPCFailure) in
                    try await caller.unary(echo, [UInt8(code.rawValue)], .init())
                }
                #expect(
                    error
                        == RPCFailure(
                            code, "不行\t\r\n🎈",
                            details: [StatusDetail(type: "test.v1.Detail", value: [0, 1])],
                            retryAfterMilliseconds: 7, verdict: .doNotRetry, origin: .handler,
                            originID: "echo"))
            }
        }
    }

    @Test(arguments: [true, false])
    func `carries metadata that the handler adds, be it a success or not`(
        succeeds: Bool
    ) async throws {
        let binding = MethodBinding(echo) { payload, call throws(RPCFailure) in
            call.answer.add(Metadata(key: "k", value: [9]))
            guard succeeds else { throw RPCFailure(.notFound, "no") }
            return Reply(payload: payload, metadata: [Metadata(key: "own", value: [])])
        }
        try await withMesh([binding]) { mesh, _, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            raw.request(1)
            let end = await raw.next()
            let added = Metadata(key: "k", value: [9])
            #expect(end.envelope.status?.code == (succeeds ? nil : .notFound))
            let own = Metadata(key: "own", value: [])
            #expect(end.envelope.metadata == (succeeds ? [own, added] : [added]))
            raw.close()
        }
    }

    @Test func `ends at its deadline and cancels the handler`() async throws {
        let cancelled = Gate()
        let binding = MethodBinding(echo) { _, _ throws(RPCFailure) in
            await withTaskCancellationHandler {
                await Gate().pass()
            } onCancel: {
                cancelled.open()
            }
            throw RPCFailure(.cancelled, "stopped")
        }
        try await withMesh([binding]) { _, _, caller, _ in
            let error = await failure { () async throws(RPCFailure) in
                try await caller.unary(echo, [], .init(timeout: .milliseconds(50)))
            }
            #expect(error?.code == .deadlineExceeded)
            await cancelled.pass()
        }
    }

    @Test func `that the caller cancels is cancelled in the handler`() async throws {
        let started = Gate()
        let cancelled = Gate()
        let binding = MethodBinding(echo) { _, _ throws(RPCFailure) in
            started.open()
            await withTaskCancellationHandler {
                await Gate().pass()
            } onCancel: {
                cancelled.open()
            }
            throw RPCFailure(.cancelled, "stopped")
        }
        try await withMesh([binding]) { _, gateway, caller, _ in
            let task = Task {
                await failure { () async throws(RPCFailure) in
                    try await caller.unary(echo, [], .init())
                }
            }
            await started.pass()
            task.cancel()
            #expect(await task.value?.code == .cancelled)
            await cancelled.pass()
            let early = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await failure { () async throws(RPCFailure) in
                    try await caller.unary(echo, [], .init())
                }
            }
            #expect(await early.value?.code == .cancelled)
        }
    }

    @Test func `is refused when its payload is too large`() async throws {
        var limits = GatewayLimits()
        limits.payloadBytes = 1_000
        try await withMesh([echoBinding], limits: limits) { mesh, _, caller, _ in
            let fits = [UInt8](repeating: 1, count: 1_000)
            #expect(await caller.answer(echo, fits, .init()) == fits)
            let error = await failure { () async throws(RPCFailure) in
                try await caller.unary(echo, fits + [1], .init())
            }
            #expect(error?.code == .resourceExhausted)
            #expect(error?.origin == .caller)
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            raw.request(1, payload: fits + [1])
            let end = await raw.next()
            #expect(end.envelope.status?.code == .resourceExhausted)
            #expect(end.envelope.status?.origin == .gateway)
            raw.close()
        }
    }

    @Test func `to an unknown service or method names what there is`() async throws {
        var limits = GatewayLimits()
        limits.settling = 1
        try await withMesh([echoBinding], limits: limits) { _, _, caller, _ in
            let service = await failure { () async throws(RPCFailure) in
                try await caller.unary(testMethod("Echo", service: "no.Such"), [], .init())
            }
            #expect(service?.code == .unimplemented)
            #expect(service?.message.contains("test.v1.EchoService") == true)
            let method = await failure { () async throws(RPCFailure) in
                try await caller.unary(testMethod("Ecko"), [], .init())
            }
            #expect(method?.code == .unimplemented)
            #expect(method?.message.contains("Echo") == true)
        }
    }

    @Test func `reaches a shared service by routing key`() async throws {
        let journal = testMethod("Read", service: "test.v1.Journal")
        let first = MethodBinding(journal) { _, _ in Reply(payload: [1]) }
        let second = MethodBinding(journal) { _, _ in Reply(payload: [2]) }
        try await withMesh([echoBinding], shared: [first]) { mesh, _, caller, _ in
            let other = mesh.worker("risk", [], shared: [second])
            other.start()
            try await other.registered(within: .seconds(10))
            #expect(await caller.answer(journal, [], .init(routingKey: "echo")) == [1])
            #expect(await caller.answer(journal, [], .init(routingKey: "risk")) == [2])
            #expect(await caller.answer(echo, [9], .init(routingKey: "echo")) == [9])
            await other.drain(grace: .seconds(1))
        }
    }

    @Test func `that is keyed brings a fresh key or the caller's own`() async throws {
        let keyed = testMethod("Pay", .keyed)
        let binding = MethodBinding(keyed) { payload, call in
            #expect(call.requestDigest.count == 32)
            return Reply(payload: call.idempotencyKey)
        }
        try await withMesh([binding]) { mesh, _, caller, _ in
            let fresh = try await caller.unary(keyed, [1], .init()).payload
            #expect(fresh.count == 16)
            #expect(await caller.answer(keyed, [1], .init()) != fresh)
            let own = try await caller.unary(keyed, [1], .init(idempotencyKey: [5, 6]))
            #expect(own.payload == [5, 6])
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            raw.request(1, keyed)
            let end = await raw.next()
            #expect(end.envelope.status?.code == .invalidArgument)
            #expect(end.envelope.status?.origin == .worker)
            raw.close()
        }
    }

    @Test func `waits in the gateway when all slots are taken`() async throws {
        let running = Atomic<Int>(0)
        let most = Atomic<Int>(0)
        let binding = MethodBinding(echo) { payload, _ in
            let now = running.add(1, ordering: .relaxed).newValue
            most.max(now, ordering: .relaxed)
            await Task.yield()
            running.subtract(1, ordering: .relaxed)
            return Reply(payload: payload)
        }
        try await withMesh([binding], slots: 2) { _, _, caller, _ in
            await withTaskGroup(of: RPCFailure?.self) { group in
                for index in 0..<200 {
                    group.addTask {
                        await failure { () async throws(RPCFailure) in
                            try await caller.unary(echo, [UInt8(index)], .init())
                        }
                    }
                }
                for await error in group { #expect(error == nil) }
            }
            #expect(most.load(ordering: .relaxed) <= 2)
        }
    }
}

import Gateway
import MeshRPC
import MeshTransport
import Synchronization
import Testing

private func method(_ name: String, _ shape: CallShape) -> MethodDescriptor {
    MethodDescriptor(
        service: "test.v1.EchoService", method: name, callClass: .noSideEffects, shape: shape,
        timeoutMilliseconds: 10_000)
}

private let count = method("Count", .serverStream)
private let sum = method("Sum", .clientStream)
private let pingPong = method("PingPong", .bidirectional)

private func bytes(_ number: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt64(number).littleEndian) { [UInt8]($0) }
}

private func number(_ bytes: [UInt8]) -> Int {
    bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
}

/// Answers with the numbers below the one it is given.
private let counting = MethodBinding(
    count,
    stream: { requests, replies, _ async throws(RPCFailure) in
        let limit = number(try await requests.next() ?? [])
        for index in 0..<limit { try await replies.send(bytes(index)) }
        return Reply(payload: [])
    })

private let summing = MethodBinding(
    sum,
    stream: { requests, _, _ async throws(RPCFailure) in
        var total = 0
        while let message = try await requests.next() { total += message.count }
        return Reply(payload: bytes(total))
    })

private let answering = MethodBinding(
    pingPong,
    stream: { requests, replies, call async throws(RPCFailure) in
        while let message = try await requests.next() { try await replies.send(message) }
        call.answer.add(Metadata(key: "trailer", value: [1]))
        return Reply(payload: [])
    })

extension CallStream {
    /// All answers; a failure ends the test.
    fileprivate func all() async throws -> [[UInt8]] {
        var all: [[UInt8]] = []
        while let message = try await self.next() { all.append(message) }
        return all
    }

    fileprivate func failure() async -> RPCFailure? {
        do throws(RPCFailure) {
            while try await self.next() != nil {}
            return nil
        } catch {
            return error
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct `A call with streams` {
    @Test(arguments: Wire.allCases)
    func `brings all answers in order, many windows of them`(wire: Wire) async throws {
        try await withMesh([counting], over: wire) { _, gateway, caller, _ in
            let stream = try caller.open(count, bytes(5_000), .init())
            #expect(try await stream.all().map(number) == Array(0..<5_000))
            let none = try caller.open(count, bytes(0), .init())
            #expect(try await none.all().isEmpty)
            #expect(await gateway.snapshot().callsInFlight == 0)
        }
    }

    /// Far more than libzmq takes at once, and no heartbeat that would wake anybody by chance.
    @Test func `never waits for anything but its peer`() async throws {
        var limits = GatewayLimits()
        limits.tick = 60_000_000
        limits.workerHeartbeat = 60_000_000
        limits.workerDeadAfter = 240_000_000
        limits.callerHeartbeat = 60_000_000
        limits.callerDeadAfter = 240_000_000
        try await withMesh([counting, summing], limits: limits) { _, _, caller, _ in
            let down = try caller.open(count, bytes(30_000), .init())
            #expect(try await down.all().count == 30_000)
            let up = try caller.open(sum, [], .init())
            for _ in 0..<30_000 { try await up.send([1]) }
            up.finish()
            #expect(try await up.all().map(number) == [30_000])
        }
    }

    @Test func `takes requests of all sizes and answers once`() async throws {
        try await withMesh([summing]) { _, _, caller, _ in
            let sizes = [27_182, 8, 1_828, 45_904, 0, 1_048_576, 600_000]
            let stream = try caller.open(sum, [], .init())
            for size in sizes { try await stream.send([UInt8](repeating: 1, count: size)) }
            stream.finish()
            #expect(try await stream.all().map(number) == [sizes.reduce(0, +)])
            let failure = await #expect(throws: RPCFailure.self) {
                try await stream.send([UInt8](repeating: 1, count: 1_048_577))
            }
            #expect(failure?.code == .resourceExhausted)
        }
    }

    @Test func `lets both sides talk in turn, and brings what travels beside the end`() async throws
    {
        try await withMesh([answering]) { _, _, caller, _ in
            let stream = try caller.open(pingPong, [], .init())
            for round in 0..<100 {
                try await stream.send(bytes(round))
                #expect(try await stream.next().map(number) == round)
            }
            stream.finish()
            #expect(try await stream.next() == nil)
            #expect(stream.trailingMetadata == [Metadata(key: "trailer", value: [1])])
        }
    }

    /// The handler runs on the loop that also carries the echo: what it could still send, it would
    /// have sent before the echo came back.
    @Test func `sends no more than the reader allows, and holds up nobody`() async throws {
        let sent = Mutex(0)
        let full = Gate()
        let endless = MethodBinding(
            count,
            stream: { _, replies, _ async throws(RPCFailure) in
                for index in 0..<2_000 {
                    if index == Int(CallLimit.windowMessages) { full.open() }
                    try await replies.send(bytes(index))
                    sent.withLock { $0 += 1 }
                }
                return Reply(payload: [])
            })
        try await withMesh([endless, echoBinding]) { _, _, caller, _ in
            let stream = try caller.open(count, [], .init())
            await full.pass()
            #expect(await caller.answer(echo, [1], .init()) == [1])
            #expect(sent.withLock { $0 } == Int(CallLimit.windowMessages))
            #expect(try await stream.all().count == 2_000)
        }
    }

    @Test func `tells the handler of a cancel, of an end of interest and of the deadline`()
        async throws
    {
        let ends = AsyncStream<RPCFailure>.makeStream()
        let waiting = MethodBinding(
            pingPong,
            stream: { requests, replies, _ async throws(RPCFailure) in
                try await replies.send([1])
                do throws(RPCFailure) {
                    _ = try await requests.next()
                    return Reply(payload: [])
                } catch {
                    ends.continuation.yield(error)
                    throw error
                }
            })
        try await withMesh([waiting]) { _, gateway, caller, _ in
            var heard = ends.stream.makeAsyncIterator()
            let cancelled = try caller.open(pingPong, [], .init())
            #expect(try await cancelled.next() == [1])
            cancelled.cancel()
            #expect(await cancelled.failure()?.code == .cancelled)
            #expect(await heard.next()?.code == .cancelled)

            var dropped: CallStream? = try caller.open(pingPong, [], .init())
            #expect(try await dropped?.next() == [1])
            dropped = nil
            #expect(await heard.next()?.code == .cancelled)

            let late = try caller.open(pingPong, [], .init(timeout: .milliseconds(50)))
            #expect(await late.failure()?.code == .deadlineExceeded)
            #expect(await heard.next()?.code == .cancelled)

            let reader = Task { try await caller.open(pingPong, [], .init()).all() }
            reader.cancel()
            await #expect(throws: RPCFailure.self) { try await reader.value }
        }
    }

    @Test func `ends early when the service says so`() async throws {
        let refusing = MethodBinding(
            sum,
            stream: { requests, _, _ async throws(RPCFailure) in
                _ = try await requests.next()
                throw RPCFailure(.failedPrecondition, "enough")
            })
        try await withMesh([refusing]) { _, _, caller, _ in
            let stream = try caller.open(sum, [], .init())
            var failure: RPCFailure?
            do throws(RPCFailure) {
                while true { try await stream.send([1]) }
            } catch {
                failure = error
            }
            #expect(failure?.code == .failedPrecondition)
            #expect(await stream.failure()?.message == "enough")
        }
    }

    @Test func `survives a worker that is stopped by telling its reader to come again`()
        async throws
    {
        let begun = Gate()
        let watching = MethodBinding(
            count,
            stream: { _, replies, _ async throws(RPCFailure) in
                try await replies.send([1])
                begun.open()
                while true { try await replies.send([UInt8](repeating: 0, count: 1_000)) }
            })
        try await withMesh([watching]) { _, _, caller, worker in
            let stream = try caller.open(count, [], .init())
            await begun.pass()
            await worker.drain(grace: .seconds(5))
            let failure = await stream.failure()
            #expect(failure?.code == .unavailable)
            #expect(failure?.verdict == .safeIdempotent)
        }
    }

    @Test func `is not opened for hours where nobody serves it`() async throws {
        try await withMesh([echoBinding, counting]) { mesh, _, _, worker in
            await worker.drain(grace: .seconds(1))
            let caller = Caller(
                loop: mesh.loop, endpoint: mesh.front, principal: "wang.li",
                settings: CallerSettings(streamOpening: .milliseconds(300)))
            try await caller.ready(within: .seconds(10))
            let stream = try caller.open(count, bytes(1), .init(timeout: .seconds(3_600)))
            #expect(await stream.failure()?.code == .unavailable)
            await caller.close()
        }
    }

    @Test func `leaves slots for other calls`() async throws {
        let open = Gate()
        let watching = MethodBinding(
            count,
            stream: { requests, replies, _ async throws(RPCFailure) in
                try await replies.send([1])
                await open.pass()
                return Reply(payload: [])
            })
        try await withMesh([watching, echoBinding], slots: 4) { _, _, caller, _ in
            var streams: [CallStream] = []
            for _ in 0..<3 {
                let stream = try caller.open(count, [], .init())
                #expect(try await stream.next() == [1])
                streams.append(stream)
            }
            let fourth = try caller.open(count, [], .init(timeout: .milliseconds(500)))
            #expect(await fourth.failure()?.code == .resourceExhausted)
            #expect(await caller.answer(echo, [2], .init()) == [2])
            for stream in streams { stream.cancel() }
        }
    }
}

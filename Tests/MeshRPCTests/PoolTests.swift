import Gateway
import Glibc
import MeshPool
import MeshRPC
import MeshTransport
import Programs
import Synchronization
import Testing

/// Workers of one service in processes of their own, and callers that never stop.
private final class Pool: Sendable {
    let mesh: Mesh
    let gateway: Gateway
    private let members = Mutex<[String: RunningProgram]>([:])
    private let isOver = Atomic<Bool>(false)

    init(_ names: [String]) async throws {
        self.mesh = try Mesh(.ipc)
        self.gateway = try self.mesh.gateway()
        for name in names { try await self.start(name) }
    }

    func start(_ name: String) async throws {
        let program = try RunningProgram(builtProgram("pool-worker"), [self.mesh.back, name])
        self.members.withLock { $0[name] = program }
        try await self.until { $0.workers.contains { $0.name == name && $0.state != .draining } }
    }

    /// Waits until the gateway is as `isSo` wants it.
    func until(_ isSo: (GatewaySnapshot) -> Bool) async throws {
        while !isSo(await self.gateway.snapshot()) {
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    func stop(_ name: String) async {
        await self.members.withLock { $0[name] }?.stop()
    }

    /// Members that a signal ended, and which.
    var killed: [String: Int32] {
        self.members.withLock { $0.compactMapValues(\.signal) }
    }

    func stopAll() async {
        for member in self.members.withLock({ Array($0.values) }) { await member.stop() }
        self.gateway.stop()
    }

    static func method(_ callClass: CallClass) -> MethodDescriptor {
        MethodDescriptor(
            service: "test.v1.PoolService", method: callClass == .unsafe ? "Change" : "Read",
            callClass: callClass, timeoutMilliseconds: 20_000)
    }

    func call(_ text: String, _ callClass: CallClass) async throws(RPCFailure) -> String {
        let caller = self.mesh.caller()
        let reply: Result<Reply, RPCFailure>
        do throws(RPCFailure) {
            reply = .success(
                try await caller.unary(Self.method(callClass), Array(text.utf8), .init()))
        } catch {
            reply = .failure(error)
        }
        await caller.close()
        return String(decoding: try reply.get().payload, as: UTF8.self)
    }

    /// Calls without end, 16 at once, while `body` runs.
    func load(
        _ callClass: CallClass, while body: @Sendable () async throws -> Void
    ) async throws -> Tally {
        let tally = Tally()
        let caller = self.mesh.caller("li.wei")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<16 {
                group.addTask { await self.call(caller, lane, callClass, tally) }
            }
            defer { self.isOver.store(true, ordering: .relaxed) }
            try await body()
        }
        await caller.close()
        return tally
    }

    private func call(_ caller: Caller, _ lane: Int, _ callClass: CallClass, _ tally: Tally) async {
        var number = 0
        while !self.isOver.load(ordering: .relaxed) {
            number += 1
            do throws(RPCFailure) {
                tally.note(
                    try await caller.unary(
                        Self.method(callClass), Array("\(lane) \(number)".utf8), .init()))
            } catch {
                tally.note(error)
            }
        }
    }
}

/// How often each member answered, and what failed.
private final class Tally: Sendable {
    private let state = Mutex((answers: [String: Int](), failures: [RPCFailure]()))

    var answers: [String: Int] { self.state.withLock { $0.answers } }
    var failures: [RPCFailure] { self.state.withLock { $0.failures } }

    func note(_ reply: Reply) {
        let name = String(decoding: reply.payload, as: UTF8.self)
        self.state.withLock { $0.answers[name, default: 0] += 1 }
    }

    func note(_ failure: RPCFailure) {
        self.state.withLock { $0.failures.append(failure) }
    }
}

@Suite(.serialized, .timeLimit(.minutes(2))) struct `A pool of real workers` {
    @Test func `survives a message that aborts two of them, and refuses it until released`()
        async throws
    {
        let pool = try await Pool(["w1", "w2", "w3"])
        let file = "/tmp/poison-\(randomWord())"
        close(open(file, O_CREAT | O_WRONLY, 0o600))
        let poison = "abort \(file)"
        let load = try await pool.load(.noSideEffects) {
            let failure = await rpcFailure {
                _ = try await pool.call(poison, .noSideEffects)
            }
            #expect(failure?.code == .internal && failure?.verdict == .doNotRetry)
            #expect(failure?.message.hasPrefix("POISON: ") == true)
            // Whoever sends it from now on costs no worker.
            for _ in 0..<3 {
                let again = await rpcFailure {
                    _ = try await pool.call(poison, .noSideEffects)
                }
                #expect(again?.code == .internal)
            }
        }
        #expect(load.failures == [], "the neighbours")
        #expect(pool.killed.values.sorted() == [SIGABRT, SIGABRT])
        let letters = await pool.gateway.snapshot().letters
        #expect(letters.map(\.refused) == [3] && letters.map(\.deaths) == [2])
        #expect(letters.map(\.size) == [poison.utf8.count])
        // The cause is mended.
        unlink(file)
        let letter = try #require(letters.first)
        #expect(await pool.gateway.release(letter: letter.id)?.method == "Read")
        #expect(try await pool.call(poison, .noSideEffects).hasPrefix("w"))
        #expect(await pool.gateway.snapshot().letters.isEmpty)
        await pool.stopAll()
    }

    @Test func `is replaced one after the other under load, and no call fails`() async throws {
        let names = ["w1", "w2", "w3"]
        let pool = try await Pool(names)
        let load = try await pool.load(.unsafe) {
            for name in names {
                #expect(await pool.gateway.command(.hold, name) == .done)
                try await pool.until { now in
                    now.workers.first { $0.name == name }?.inFlight == 0
                }
                await pool.stop(name)
                try await pool.start(name)
                #expect(await pool.gateway.command(.release, name) == .done)
            }
            // The same without an operator: each drains when it is told to stop.
            for name in names {
                await pool.stop(name)
                try await pool.start(name)
            }
        }
        #expect(load.failures == [])
        #expect(Set(load.answers.keys) == Set(names))
        #expect(await pool.gateway.snapshot().counters.workersLost == 0)
        await pool.stopAll()
    }

    @Test func `gives a newcomer a tenth at first`() async throws {
        let pool = try await Pool(["w1", "w2"])
        let before = try await pool.load(.noSideEffects) {
            try await pool.until { $0.counters.replies > 2_000 }
        }
        let shares = ["w1", "w2"].map { before.answers[$0] ?? 0 }
        #expect((shares[1]) < shares[0] / 2, "\(before.answers)")
        #expect(await pool.gateway.snapshot().workers.map(\.state) == [.serving, .starting])
        await pool.stopAll()
    }

    @Test func `leaves out one that takes nobody's word, after five calls`() async throws {
        let mesh = try Mesh(.ipc)
        let gateway = try mesh.gateway()
        // Its clock or its keys are wrong, so it refuses everybody.
        let stranger = try #require(IdentityKey([UInt8](repeating: 7, count: 32)))
        let members: [(String, IdentityTrust)] = [
            ("w1", .anyGateway), ("w2", .anyGateway), ("w3", .keys([stranger])),
        ]
        let workers = members.map { mesh.worker($0, [echoBinding], trust: $1) }
        for worker in workers {
            worker.start()
            try await worker.registered(within: .seconds(10))
        }
        let caller = mesh.caller()
        var refusals: [StatusCode] = []
        for number: UInt8 in 0..<200 {
            do throws(RPCFailure) {
                _ = try await caller.unary(echo, [number], .init())
            } catch {
                refusals.append(error.code)
            }
        }
        #expect(refusals == Array(repeating: .unauthenticated, count: 5))
        let now = await gateway.snapshot()
        #expect(now.counters.ejections == 1 && now.counters.panicChoices == 0)
        #expect(now.workers.filter { $0.state == .out }.map(\.name) == ["w3"])
        await caller.close()
        for worker in workers { await worker.drain(grace: .seconds(1)) }
        gateway.stop()
    }
}

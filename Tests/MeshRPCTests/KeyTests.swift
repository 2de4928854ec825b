import Gateway
import MeshRPC
import MeshTransport
import Synchronization
import Testing

/// A method that answers with who the gateway says is calling.
private let whoami = MethodBinding(testMethod("WhoAmI")) { _, call in
    Reply(payload: Array(call.principal.utf8))
}

/// A gateway with a door for keys on tcp, and a worker behind its door of this host.
private final class KeyedMesh: Sendable {
    let own: CurveKeyPair
    let mesh: Mesh
    let gateway: Gateway
    let worker: Worker
    let front: String
    let back: String
    /// Microseconds since 1970 by which keys begin and end.
    let time = SharedClock(1_000)

    init(_ ring: KeyRing) async throws {
        self.own = try CurveKeyPair()
        self.mesh = try Mesh(.ipc)
        let clock = self.time
        self.gateway = Gateway(
            context: self.mesh.context, front: [self.mesh.front, "tcp://127.0.0.1:*"],
            back: [self.mesh.back, "tcp://127.0.0.1:*"],
            keys: GatewayKeys(own: self.own, ring: ring, clock: { clock.now }))
        let bound = try self.gateway.start()
        (self.front, self.back) = (bound.front[1], bound.back[1])
        self.worker = self.mesh.worker("who", [whoami])
        self.worker.start()
        try await self.worker.registered(within: .seconds(5))
    }

    func caller(_ key: CurveKeyPair, as principal: String = "", server: CurveKey? = nil) -> Caller {
        Caller(
            loop: self.mesh.loop, endpoint: self.front, principal: principal,
            security: .client(key, server: server ?? self.own.publicKey))
    }

    func stop() async {
        await self.worker.drain(grace: .seconds(1))
        self.gateway.stop()
    }
}

private final class SharedClock: Sendable {
    private let time: Atomic<Int64>
    init(_ start: Int64) { self.time = Atomic(start) }
    var now: Int64 { self.time.load(ordering: .relaxed) }
    func move(to time: Int64) { self.time.store(time, ordering: .relaxed) }
}

private func who(_ caller: Caller, within timeout: Duration = .seconds(10)) async
    -> Result<String, RPCFailure>
{
    do throws(RPCFailure) {
        let reply = try await caller.unary(
            whoami.descriptor, [], CallOptions(timeout: timeout))
        return .success(String(decoding: reply.payload, as: UTF8.self))
    } catch {
        return .failure(error)
    }
}

private func code(_ result: Result<String, RPCFailure>) -> StatusCode {
    switch result {
    case .success: .ok
    case .failure(let failure): failure.code
    }
}

/// One after the other: a context has room for one authenticator.
@Suite(.serialized) enum KeyTests {}

extension KeyTests {
    @Suite(.timeLimit(.minutes(1))) struct `A caller with a key` {
        private let key = Result { () throws(TransportFailure) in try CurveKeyPair() }

        private func ring(_ key: CurveKeyPair, _ entry: KeyRing.Entry = .init(principal: "wang.li"))
            -> KeyRing
        {
            KeyRing([key.publicKey: entry], isComplete: true)
        }

        @Test func `is who its key says, whether it gives a name or not`() async throws {
            let key = try self.key.get()
            let mesh = try await KeyedMesh(self.ring(key))
            for name in ["", "wang.li"] {
                #expect(await who(mesh.caller(key, as: name)) == .success("wang.li"))
            }
            await mesh.stop()
        }

        @Test func `is not who HELLO says`() async throws {
            let key = try self.key.get()
            let mesh = try await KeyedMesh(self.ring(key))
            for name in ["li.na", "system", "service.registry"] {
                let answer = await who(mesh.caller(key, as: name))
                #expect(code(answer) == .unauthenticated, "\(name)")
            }
            #expect(await mesh.gateway.snapshot().counters.requests == 0)
            await mesh.stop()
        }

        @Test func `is refused when its key is unknown, revoked, not valid yet or expired`()
            async throws
        {
            let key = try self.key.get()
            let rings = [
                KeyRing(isComplete: true), self.ring(key, .revoked),
                self.ring(key, .init(principal: "wang.li", validFrom: 1_001)),
                self.ring(key, .init(principal: "wang.li", validUntil: 1_000)),
                self.ring(key, .init(principal: "system")),
            ]
            for ring in rings {
                let mesh = try await KeyedMesh(ring)
                let caller = mesh.caller(key)
                // Each call is told, not only the first.
                for _ in 0..<2 { #expect(code(await who(caller)) == .unauthenticated) }
                let snapshot = await mesh.gateway.snapshot()
                #expect(snapshot.counters.requests == 0)
                #expect(snapshot.sessions.allSatisfy { $0.isWorker })
                await mesh.stop()
            }
        }

        @Test func `waits until the gateway knows the keys`() async throws {
            let key = try self.key.get()
            let mesh = try await KeyedMesh(KeyRing())
            let caller = mesh.caller(key)
            async let answer = who(caller)
            mesh.gateway.use(self.ring(key))
            #expect(await answer == .success("wang.li"))
            await mesh.stop()
        }

        @Test func `is let in once its key was registered, without a new start`() async throws {
            let key = try self.key.get()
            let mesh = try await KeyedMesh(KeyRing(isComplete: true))
            let caller = mesh.caller(key)
            #expect(code(await who(caller)) == .unauthenticated)
            mesh.gateway.use(self.ring(key))
            var answer = await who(caller)
            // The connection that was refused before may still be heard of.
            while code(answer) == .unauthenticated { answer = await who(caller) }
            #expect(answer == .success("wang.li"))
            await mesh.stop()
        }

        @Test func `talks to no gateway but the one it was told of`() async throws {
            let key = try self.key.get()
            let mesh = try await KeyedMesh(self.ring(key))
            let answer = await who(
                mesh.caller(key, server: try CurveKeyPair().publicKey), within: .milliseconds(500))
            #expect(code(answer) == .deadlineExceeded)
            #expect(await mesh.gateway.snapshot().counters.requests == 0)
            await mesh.stop()
        }

        @Test(arguments: ["revoked", "expired", "given to another"])
        func `loses its session when its key goes`(how: String) async throws {
            let key = try self.key.get()
            let mesh = try await KeyedMesh(
                self.ring(key, .init(principal: "wang.li", validUntil: 2_000)))
            let caller = mesh.caller(key)
            #expect(await who(caller) == .success("wang.li"))
            switch how {
            case "revoked": mesh.gateway.use(self.ring(key, .revoked))
            case "expired": mesh.time.move(to: 2_000)
            default: mesh.gateway.use(self.ring(key, .init(principal: "li.na")))
            }
            while await mesh.gateway.snapshot().sessions.contains(where: { !$0.isWorker }) {
                await Task.yield()
            }
            let before = await mesh.gateway.snapshot().counters.requests
            let answer = await who(caller)
            if how == "given to another" {
                #expect(answer == .success("li.na"))
            } else {
                #expect(code(answer) == .unauthenticated)
                #expect(await mesh.gateway.snapshot().counters.requests == before)
            }
            await mesh.stop()
        }

        @Test func `changes its key without a failed call while both hold`() async throws {
            let (old, new) = (try self.key.get(), try CurveKeyPair())
            let mesh = try await KeyedMesh(self.ring(old))
            let failures = Mutex<[RPCFailure]>([])
            let current = Mutex(mesh.caller(old))
            let isOver = Atomic(false)
            async let calls = {
                var count = 0
                while !isOver.load(ordering: .relaxed) {
                    let caller = current.withLock { $0 }
                    if case .failure(let failure) = await who(caller) {
                        failures.withLock { $0.append(failure) }
                    }
                    count += 1
                }
                return count
            }()
            #expect(await who(current.withLock { $0 }) == .success("wang.li"))
            let entry = KeyRing.Entry(principal: "wang.li")
            mesh.gateway.use(
                KeyRing([old.publicKey: entry, new.publicKey: entry], isComplete: true))
            let fresh = mesh.caller(new)
            #expect(await who(fresh) == .success("wang.li"))
            let retired = current.withLock { caller in
                defer { caller = fresh }
                return caller
            }
            // Whatever was begun with the old key is answered before that goes.
            #expect(await who(retired) == .success("wang.li"))
            isOver.store(true, ordering: .relaxed)
            let count = await calls
            mesh.gateway.use(self.ring(new))
            #expect(await who(fresh) == .success("wang.li"))
            #expect(count > 0 && failures.withLock { $0 }.isEmpty)
            #expect(code(await who(retired)) == .unauthenticated)
            await mesh.stop()
        }
    }
}

extension KeyTests {
    @Suite(.timeLimit(.minutes(1))) struct `A worker with a key` {
        @Test func `serves beyond its host under the name its key holds, and no other`()
            async throws
        {
            let (key, other) = (try CurveKeyPair(), try CurveKeyPair())
            let mesh = try await KeyedMesh(
                KeyRing(
                    [
                        key.publicKey: .init(principal: "service.far"),
                        other.publicKey: .init(principal: "wang.li"),
                    ], isComplete: true))
            let method = testMethod("WhoAmI", service: "test.v1.FarService")
            func worker(_ key: CurveKeyPair) -> Worker {
                Worker(
                    loop: mesh.mesh.loop, endpoint: mesh.back, name: "far", shared: [],
                    bindings: [MethodBinding(method, handle: whoami.handle)],
                    security: .client(key, server: mesh.own.publicKey), trust: .anyGateway
                ) { _, call in call.actor }
            }
            worker(other).start()
            let far = worker(key)
            far.start()
            try await far.registered(within: .seconds(5))
            let reply = try await mesh.mesh.caller("zhao.yun").unary(method, [], CallOptions())
            #expect(reply.payload == Array("zhao.yun".utf8))
            await far.drain(grace: .seconds(1))
            await mesh.stop()
        }
    }
}

@Suite struct `A gateway without keys` {
    @Test(arguments: ["tcp://127.0.0.1:*", "tcp://*:*"])
    func `opens no door on tcp`(endpoint: String) throws {
        let mesh = try Mesh(.ipc)
        let gateway = Gateway(
            context: mesh.context, front: [mesh.front, endpoint], back: [mesh.back])
        let failure = #expect(throws: TransportFailure.self) { try gateway.start() }
        #expect(failure?.message.contains("needs keys") == true)
        gateway.stop()
    }
}

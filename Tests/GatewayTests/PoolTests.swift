import MeshPool
import MeshRPC
import MeshTransport
import Testing

@testable import Gateway

/// Several workers of one service, the first of which is `Scene.worker`.
extension Scene {
    static func pool(_ count: UInt64, _ limits: GatewayLimits = .init()) -> Scene {
        var scene = Scene(limits)
        for number in 1...count { scene.enter(number) }
        scene.join(Scene.caller, "wang.li")
        // All have their full share.
        scene.pass(limits.pool.slowStart)
        return scene
    }

    static func member(_ number: UInt64) -> Peer { Peer(side: .back, routing: number) }

    mutating func enter(_ number: UInt64) {
        self.offer(Self.member(number), name: "w\(number)", slots: 100_000)
    }

    /// Lets time go by while everybody gives signs of life.
    mutating func pass(_ microseconds: Int64) {
        let end = self.now + microseconds
        while self.now < end {
            self.now = min(self.now + self.core.limits.tick, end)
            for session in self.core.sessions.values { session.heard = self.now - 1 }
            self.core.wake(at: self.now)
        }
        _ = self.take()
    }

    /// Makes `count` calls one after the other and says how many each member got.
    mutating func serve(_ count: Int, isFault: (UInt64) -> Bool = { _ in false }) -> [UInt64: Int] {
        var got: [UInt64: Int] = [:]
        for _ in 0..<count {
            self.lastCall += 1
            self.request(self.lastCall)
            guard let there = self.take().forwards.first else { continue }
            got[there.peer.routing, default: 0] += 1
            self.end(there.callID, isFault: isFault(there.peer.routing), from: there.peer)
            _ = self.take()
        }
        return got
    }
}

@Suite struct `A pool of workers` {
    @Test func `shares calls alike, and gives the busy ones fewer`() {
        var scene = Scene.pool(3)
        #expect(scene.serve(300) == [1: 100, 2: 100, 3: 100])
        // Twenty calls stay with whoever has them; one worker answers none.
        var got: [UInt64: Int] = [:]
        for _ in 0..<300 {
            scene.lastCall += 1
            scene.request(scene.lastCall)
            let there = scene.take().forwards[0]
            got[there.peer.routing, default: 0] += 1
            if there.peer.routing != 1 { scene.end(there.callID, from: there.peer) }
            _ = scene.take()
        }
        #expect((got[1] ?? 0) < 30, "the stuck one fills slowly: \(got)")
    }

    @Test func `begins slowly with a newcomer, and gives a lone worker everything at once`() {
        var scene = Scene.pool(1)
        #expect(scene.serve(10) == [1: 10])
        scene.enter(2)
        _ = scene.take()
        let first = scene.serve(1_100)
        #expect(abs((first[2] ?? 0) - 100) <= 2, "a tenth of the other's: \(first)")
        scene.pass(5_000_000)
        let half = scene.serve(1_550)
        #expect(abs((half[2] ?? 0) - 550) <= 2, "\(half)")
        scene.pass(5_000_000)
        #expect(scene.serve(100) == [1: 50, 2: 50])
        // Alone it waits for nothing.
        scene.enter(3)
        scene.control(.goodbye, Scene.member(1))
        scene.control(.goodbye, Scene.member(2))
        _ = scene.take()
        #expect(scene.serve(10) == [3: 10])
    }

    @Test func `gives by weight, and nothing to a worker that is held`() {
        var scene = Scene.pool(2)
        #expect(scene.core.command(.weight(300), "w1", at: scene.now) == .done)
        #expect(scene.serve(400) == [1: 300, 2: 100])
        #expect(scene.core.command(.hold, "w1", at: scene.now) == .done)
        #expect(scene.serve(10) == [2: 10])
        // It is the order of the name: a new instance is held and weighs the same.
        scene.control(.goodbye, Scene.member(1))
        scene.enter(1)
        _ = scene.take()
        #expect(scene.serve(10) == [2: 10])
        #expect(scene.core.command(.release, "w1", at: scene.now) == .done)
        scene.pass(10_000_000)
        #expect(scene.serve(400) == [1: 300, 2: 100])
        #expect(scene.core.command(.hold, "nobody", at: scene.now) == .unknown)
    }

    @Test func `puts a failing worker out, and asks it once before it comes back slowly`() {
        var scene = Scene.pool(3)
        let first = scene.serve(30) { $0 == 2 }
        #expect(first[2] == 5 && scene.core.counters.ejections == 1)
        #expect(scene.serve(30)[2] == nil)
        scene.pass(30_000_000)
        // The probe fails: out for twice as long.
        #expect(scene.serve(30) { $0 == 2 }[2] == 1)
        scene.pass(30_000_000)
        #expect(scene.serve(30)[2] == nil)
        scene.pass(30_000_000)
        let back = scene.serve(211)
        #expect((1...13).contains(back[2] ?? 0), "the probe, then a tenth: \(back)")
        scene.pass(10_000_000)
        #expect(scene.serve(30)[2] == 10)
    }

    @Test func `of which more than half are out is used as a whole, and that is counted`() {
        var scene = Scene.pool(3)
        _ = scene.serve(60) { $0 != 3 }
        #expect(scene.core.counters.ejections == 2)
        let before = scene.core.counters.panicChoices
        #expect(scene.serve(30) { _ in false } == [1: 10, 2: 10, 3: 10])
        #expect(scene.core.counters.panicChoices == before + 30)
        // One of two is half of them.
        var pair = Scene.pool(2)
        #expect(pair.serve(30) { $0 == 1 } == [1: 5, 2: 25])
        #expect(pair.core.counters.panicChoices == 0)
        // A lone worker is never out.
        var lone = Scene.pool(1)
        #expect(lone.serve(30) { _ in true } == [1: 30])
    }

    @Test func `takes what a handler or a caller did for no fault of the worker`() throws {
        func isFault(_ code: StatusCode, _ origin: Origin) throws -> Bool {
            var envelope = Envelope()
            envelope.callID = 1
            envelope.status = RPCFailure(code, "no", origin: origin)
            var writer = ByteWriter()
            envelope.write(to: &writer)
            return try [UInt8](writer.bytes).withUnsafeBytes {
                try CallHeader($0).blamesWorker(in: $0)
            }
        }
        #expect(try isFault(.internal, .worker) && isFault(.unauthenticated, .worker))
        #expect(try !isFault(.internal, .handler) && !isFault(.invalidArgument, .worker))
    }
}

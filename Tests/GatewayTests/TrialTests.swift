import MeshPool
import MeshRPC
import MeshTransport
import Testing

@testable import Gateway

/// Requests that kill workers, told by what they carry.
@Suite struct `A message that kills` {
    private static let poison = 66

    private static func send(_ scene: inout Scene, _ content: Int) {
        scene.lastCall += 1
        scene.request(scene.lastCall, timeout: 30_000_000, content: content)
    }

    private static func die(_ scene: inout Scene, _ member: UInt64) -> [RPCFailure] {
        scene.core.unreachable(Scene.member(member), at: scene.now)
        return scene.take().failures
    }

    /// A pool in which the first worker died with the poison and two others.
    private static func afterFirstDeath(_ limits: GatewayLimits = .init()) -> Scene {
        var scene = Scene.pool(3, limits)
        // Only one has slots, so that all three are with it.
        for number: UInt64 in 2...3 { scene.core.peers[Scene.member(number)]?.slots = 0 }
        for content in [poison, 1, 2] { self.send(&scene, content) }
        #expect(scene.take().forwards.allSatisfy { $0.peer == Scene.worker })
        for number: UInt64 in 2...3 { scene.core.peers[Scene.member(number)]?.slots = 100_000 }
        let failures = self.die(&scene, 1)
        #expect(failures.map(\.verdict) == Array(repeating: .unknownOutcome, count: 3))
        return scene
    }

    private static func pong(_ scene: inout Scene, _ member: UInt64) {
        scene.control(.pong, Scene.member(member))
    }

    @Test func `is tried alone, as are its neighbours, and only it is quarantined`() {
        var scene = Self.afterFirstDeath()
        for content in [1, Self.poison, 2] { Self.send(&scene, content) }
        // Nobody is tried before a worker has shown that it lives.
        let asked = scene.take()
        #expect(asked.forwards.isEmpty && asked.sent(.ping).count == 1)
        let aside = asked.sent(.ping)[0].peer
        Self.pong(&scene, aside.routing)
        let first = scene.take().forwards
        #expect(first.map(\.parcel) == [1] && first[0].peer == aside)
        // Meanwhile the others get all that is new.
        Self.send(&scene, 3)
        #expect(scene.take().forwards.allSatisfy { $0.parcel == 3 && $0.peer != aside })
        scene.end(first[0].callID, from: aside)
        let second = scene.take().forwards.filter { $0.kind == .request }
        #expect(second.map(\.parcel) == [Self.poison] && second[0].peer == aside)
        let failures = Self.die(&scene, aside.routing)
        #expect(failures.map(\.code) == [.internal])
        #expect(failures.map(\.verdict) == [.doNotRetry])
        #expect(failures[0].message.hasPrefix("POISON: "))
        let letters = scene.core.quarantine.letters
        #expect(letters.map(\.digest) == [[UInt8(Self.poison)]] && letters[0].deaths == 2)
        #expect(letters[0].principal == "wang.li" && letters[0].service == "a.S")
        // The neighbour that waited is served by who is left.
        scene.pass(100_000)
        Self.pong(&scene, aside.routing == 2 ? 3 : 2)
        #expect(scene.core.calls.values.filter { $0.worker == nil }.isEmpty)
    }

    @Test func `is refused at once from then on, until it is released`() {
        var scene = Self.afterFirstDeath()
        Self.send(&scene, Self.poison)
        let aside = scene.take().sent(.ping)[0].peer
        Self.pong(&scene, aside.routing)
        _ = Self.die(&scene, aside.routing)
        Self.send(&scene, Self.poison)
        let refused = scene.take()
        #expect(refused.forwards.isEmpty && refused.failures.map(\.code) == [.internal])
        #expect(scene.core.quarantine.letters[0].refused == 1)
        // 66 + 256 has the same digest here but another fingerprint, so it was never suspected.
        Self.send(&scene, Self.poison + 256)
        #expect(scene.take().forwards.count == 1)
        #expect(scene.core.quarantine.release(scene.core.quarantine.letters[0].id) != nil)
        Self.send(&scene, Self.poison)
        #expect(scene.take().forwards.count == 1)
    }

    @Test func `costs one worker more, however many sent it and wait`() {
        var scene = Self.afterFirstDeath()
        for content in [Self.poison, Self.poison, 1, Self.poison] { Self.send(&scene, content) }
        let aside = scene.take().sent(.ping)[0].peer
        Self.pong(&scene, aside.routing)
        #expect(scene.take().forwards.map(\.parcel) == [Self.poison])
        let failures = Self.die(&scene, aside.routing)
        #expect(failures.map(\.code) == [.internal, .internal, .internal])
        #expect(failures.allSatisfy { $0.message.hasPrefix("POISON: ") })
        scene.pass(100_000)
        Self.pong(&scene, aside.routing == 2 ? 3 : 2)
        #expect(scene.core.counters.workersLost == 2 && scene.core.quarantine.letters.count == 1)
        #expect(scene.core.calls.values.allSatisfy { $0.worker != nil }, "the innocent one runs")
    }

    @Test func `is not seen in one that survived its trial`() {
        var scene = Self.afterFirstDeath()
        Self.send(&scene, 1)
        let aside = scene.take().sent(.ping)[0].peer
        Self.pong(&scene, aside.routing)
        let trial = scene.take().forwards[0]
        scene.end(trial.callID, from: aside)
        _ = scene.take()
        #expect(scene.core.quarantine[1] == nil)
        Self.send(&scene, 1)
        #expect(scene.take().forwards.count == 1, "no trial any more")
    }

    @Test func `leaves doubt when the worker has something young or suspect beside it`() {
        var scene = Self.afterFirstDeath()
        // Every worker has a call that began just now.
        for _ in 0..<4 { Self.send(&scene, 9) }
        #expect(Set(scene.take().forwards.map(\.peer.routing)) == [2, 3])
        Self.send(&scene, 1)
        let aside = scene.take().sent(.ping)[0].peer
        Self.pong(&scene, aside.routing)
        #expect(scene.take().forwards.isEmpty, "too young")
        scene.pass(100_000)
        Self.pong(&scene, aside.routing)
        #expect(scene.take().forwards.map(\.parcel) == [1], "innocent by now")
        // It does no harm for long, and then the next is tried beside it: a death leaves doubt.
        scene.pass(100_000)
        Self.send(&scene, 2)
        Self.pong(&scene, aside.routing)
        #expect(scene.take().forwards.map(\.parcel) == [2])
        let failures = Self.die(&scene, aside.routing)
        #expect(failures.allSatisfy { $0.code == .unavailable })
        #expect(scene.core.quarantine.letters.isEmpty)
        #expect(scene.core.quarantine[1] == .suspect(deaths: 2))
        #expect(scene.core.quarantine[2] == .suspect(deaths: 2))
    }

    @Test func `goes the usual way when no worker is free for a trial in time`() {
        var scene = Self.afterFirstDeath()
        Self.send(&scene, 1)
        #expect(scene.take().forwards.isEmpty)
        // No worker answers.
        for _ in 0..<5 {
            scene.now += 100_000
            scene.core.wake(at: scene.now)
        }
        #expect(scene.take().forwards.map(\.parcel) == [1])
        #expect(scene.core.counters.trials == 0)
    }

    @Test func `is not looked for among calls of a worker that left, was replaced or drained`() {
        var scene = Scene.pool(1)
        Self.send(&scene, 1)
        scene.control(.goodbye, Scene.worker)
        #expect(scene.core.quarantine.isEmpty)
        var drained = Scene.pool(1)
        Self.send(&drained, 1)
        drained.control(.drain, Scene.worker)
        _ = Self.die(&drained, 1)
        #expect(drained.core.quarantine.isEmpty)
        var silent = Scene.pool(1)
        Self.send(&silent, 1)
        for _ in 0..<30 {
            silent.now += 100_000
            silent.core.wake(at: silent.now)
        }
        #expect(silent.core.quarantine[1] == .suspect(deaths: 1), "a loop without end is a death")
    }

    @Test func `has a longer trial after each death, so that a slow one is found, too`() {
        var scene = Self.afterFirstDeath()
        for _ in 0..<2 {
            Self.send(&scene, Self.poison)
            let aside = scene.take().sent(.ping)[0].peer
            Self.pong(&scene, aside.routing)
            #expect(scene.take().forwards.map(\.parcel) == [Self.poison])
            // Kills only after a second and a half.
            scene.pass(1_500_000)
            Self.pong(&scene, aside.routing)
            _ = Self.die(&scene, aside.routing)
            scene.enter(aside.routing)
            scene.pass(10_000_000)
        }
        #expect(scene.core.quarantine.letters.isEmpty)
        Self.send(&scene, Self.poison)
        let aside = scene.take().sent(.ping)[0].peer
        Self.pong(&scene, aside.routing)
        scene.pass(1_500_000)
        Self.pong(&scene, aside.routing)
        #expect(Self.die(&scene, aside.routing).map(\.code) == [.internal])
    }
}

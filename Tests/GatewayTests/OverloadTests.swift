import MeshPool
import MeshRPC
import MeshTransport
import Testing

@testable import Gateway

/// What waits, in which order, and what is told to come again.
@Suite struct `A gateway under too many calls` {
    private static func scene(_ limits: GatewayLimits = .init()) -> Scene {
        var scene = Scene(limits)
        scene.offer(slots: 1)
        scene.join(Scene.caller, "wang.li")
        scene.request(1)
        _ = scene.take()
        return scene
    }

    /// Lets the worker finish `count` calls, one every `microseconds`, and says which came next.
    private static func work(
        _ scene: inout Scene, _ count: Int, every microseconds: Int64, slots: inout UInt64
    ) -> [Int] {
        var order: [Int] = []
        for _ in 0..<count {
            scene.now += microseconds
            scene.core.wake(at: scene.now)
            scene.end(scene.core.lastDispatched)
            slots += 1
            scene.control(.capacity, Scene.worker) { $0.creditMessages = slots }
            order += scene.take().forwards.filter { $0.kind == .request }.map(\.parcel)
        }
        return order
    }

    @Test func `serves principals in turn, and what matters most first`() {
        var scene = Self.scene()
        let (other, service) = (Peer(side: .front, routing: 2), Peer(side: .front, routing: 3))
        scene.join(other, "zhao.yun")
        scene.join(service, "service.credit")
        for number: UInt64 in 2...5 { scene.request(number) }
        scene.request(11, from: other)
        scene.request(12, priority: .batch, from: other)
        // Nobody but a service may claim to be critical.
        scene.request(13, priority: .critical, from: other)
        scene.request(21, priority: .critical, from: service)
        scene.request(22, priority: .sheddable, from: service)
        _ = scene.take()
        var slots: UInt64 = 1
        let order = Self.work(&scene, 9, every: 1_000, slots: &slots)
        #expect(order == [21, 2, 11, 3, 13, 4, 5, 22, 12])
    }

    @Test func `leaves no principal more than its share of the queue`() {
        var limits = GatewayLimits()
        limits.queuedCallsPerPrincipal = 3
        var scene = Self.scene(limits)
        for number: UInt64 in 2...5 { scene.request(number) }
        let failures = scene.take().failures
        #expect(failures.map(\.code) == [.resourceExhausted])
        #expect(failures[0].message.contains("wang.li"))
        let other = Peer(side: .front, routing: 2)
        scene.join(other, "zhao.yun")
        _ = scene.take()
        scene.request(1, from: other)
        #expect(scene.take().failures.isEmpty)
    }

    @Test func `refuses what would wait longer than it may, and says how long`() {
        var limits = GatewayLimits()
        limits.overrunQueueTime = limits.queueTime
        var scene = Self.scene(limits)
        for number: UInt64 in 2...200 { scene.request(number, timeout: 60_000_000) }
        // As long as nothing was measured, only the queue's length counts.
        #expect(scene.take().failures.isEmpty)
        var slots: UInt64 = 1
        // Ten milliseconds a call: 160 left are more than a second's work.
        _ = Self.work(&scene, 40, every: 10_000, slots: &slots)
        scene.request(300, timeout: 60_000_000)
        let refused = scene.take().failures
        #expect(refused.map(\.code) == [.resourceExhausted])
        #expect(refused[0].verdict == .safeNotStarted)
        #expect((1_000...2_000).contains(refused[0].retryAfterMilliseconds))
        #expect(scene.core.counters.overloads == 1)
        // When half a second's work is left, there is room again, but not for what can wait.
        _ = Self.work(&scene, 125, every: 10_000, slots: &slots)
        scene.request(301, timeout: 60_000_000)
        scene.request(302, timeout: 60_000_000, priority: .batch)
        // Nor for a call whose own time would be over.
        scene.request(303, timeout: 100_000)
        #expect(scene.take().failures.count == 2)
        #expect(scene.core.counters.overloads == 3)
    }

    @Test func `lets a burst wait long, but calls only a moment where more come than are answered`()
    {
        var limits = GatewayLimits()
        limits.queuedCallsPerPrincipal = 1_000
        limits.callsInFlightPerSession = 10_000
        var scene = Self.scene(limits)
        var slots: UInt64 = 1
        var next: UInt64 = 2
        // A millisecond a call and twice as many calls: the queue grows to the burst it may hold.
        func flood(_ milliseconds: Int) -> UInt64 {
            let before = scene.core.counters.overloads
            for _ in 0..<milliseconds {
                scene.request(next, timeout: 60_000_000)
                scene.request(next + 1, timeout: 60_000_000)
                next += 2
                _ = Self.work(&scene, 1, every: 1_000, slots: &slots)
            }
            return scene.core.counters.overloads - before
        }
        #expect(flood(400) == 0)
        // It has not been empty for half a second: from now on 10 ms are the most.
        #expect(flood(1_000) > 900)
        let queued = scene.core.routes.all.map(\.queuedCalls).max() ?? 0
        #expect((8...15).contains(queued), "\(queued) wait, a millisecond each")
        // Empty for a moment while calls are refused: that is chance, not the end of it.
        _ = Self.work(&scene, queued + 1, every: 1_000, slots: &slots)
        #expect(scene.core.routes.all.allSatisfy { $0.queuedCalls == 0 })
        #expect(flood(200) > 150)
        // Empty for a while, and nothing refused: a burst may wait again.
        _ = Self.work(&scene, 30, every: 1_000, slots: &slots)
        for _ in 0..<3 {
            scene.now += 100_000
            scene.core.wake(at: scene.now)
        }
        #expect(flood(200) == 0)
    }
}

import MeshRPC
import MeshTransport
import Testing

@testable import Gateway

/// Who gets calls, who gets them no more, and what callers hear about it.
@Suite struct `The routes of a gateway` {
    @Test func `leave out an old instance and one that drains, however free they are`() {
        var scene = Scene()
        let young = Peer(side: .back, routing: 2)
        scene.offer(slots: 2)
        scene.offer(young, instance: 2, slots: 1)
        scene.join(Scene.caller, "wang.li")
        _ = scene.take()
        scene.request(1)
        scene.request(2)
        #expect(scene.take().forwards.map(\.peer) == [young])
        scene.control(.drain, young)
        // The call that waits has nobody left who may take it.
        let actions = scene.take()
        #expect(actions.failures.map(\.code) == [.unavailable])
        #expect(actions.sent(.drain).map(\.peer) == [young])
        scene.request(3)
        #expect(scene.take().failures.map(\.verdict) == [.safeNotStarted])
    }

    @Test func `are not taken under the name of another service`() {
        var scene = Scene()
        scene.join(Scene.worker, "service.credit")
        scene.control(.ready, Scene.worker) {
            var ready = Ready()
            ready.name = "registry"
            ready.instance = [1]
            ready.services = ["a.S"]
            $0.ready = ready
            $0.creditMessages = 2
        }
        #expect(scene.core.routes.isEmpty && scene.core.counters.malformedEnvelopes == 1)
    }

    @Test func `let a refused call be repeated, whatever the worker says of it`() {
        var scene = Scene()
        scene.offer()
        scene.join(Scene.caller, "wang.li")
        _ = scene.take()
        scene.request(1)
        var refusal = Envelope()
        refusal.callID = scene.take().forwards[0].callID
        refusal.session = scene.core.peers[Scene.worker]?.id ?? 0
        refusal.status = RPCFailure(.unavailable, "full", verdict: .unknownOutcome)
        scene.core.refused(refusal, from: Scene.worker, at: scene.now)
        #expect(scene.take().failures.map(\.verdict) == [.safeNotStarted])
    }

    @Test func `take no call without time, and none of a caller that left stays at work`() {
        var scene = Scene()
        scene.offer()
        scene.join(Scene.caller, "wang.li")
        _ = scene.take()
        scene.request(1, timeout: 0)
        let late = scene.take()
        #expect(late.failures.map(\.code) == [.deadlineExceeded] && late.forwards.isEmpty)
        scene.request(2)
        _ = scene.take()
        scene.control(.goodbye, Scene.caller)
        #expect(scene.take().sent(.cancel).map(\.peer) == [Scene.worker])
        #expect(scene.core.calls.isEmpty)
    }
}

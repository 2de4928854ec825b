import MeshRPC
import Synchronization
import Testing

@testable import Gateway

/// What workers are told about callers, over time.
@Suite struct `A caller's identity` {
    /// A wall clock that the test moves.
    private final class Clock: Sendable {
        let time = Atomic<Int64>(1_000_000)
    }

    private static func told(_ scene: inout Scene) throws -> CallerIdentity {
        let fields = scene.take().compactMap { action -> [UInt8]? in
            guard case .forward(let forward) = action else { return nil }
            return forward.fields.caller
        }
        return try #require(fields.first).withUnsafeBytes { bytes in
            try #require(try Envelope(bytes).caller)
        }
    }

    @Test func `is signed once for a session, and anew long before it expires`() throws {
        let clock = Clock()
        var scene = Scene(
            signing: CallerSigning(
                IdentitySigner(), clock: { clock.time.load(ordering: .relaxed) }))
        scene.join(Scene.caller, "wang.li")
        scene.offer(slots: 10)
        _ = scene.take()
        var told: [CallerIdentity] = []
        for (call, passed) in [0, IdentitySigner.lifetime / 2 - 1, IdentitySigner.lifetime / 2]
            .enumerated()
        {
            scene.now = passed
            clock.time.store(1_000_000 + passed, ordering: .relaxed)
            scene.request(UInt64(call + 1))
            told.append(try Self.told(&scene))
        }
        #expect(told[0].principal == "wang.li" && told[0].method == "host")
        #expect(told[0].gatewayEpoch == scene.core.epoch && told[0].signature.count == 64)
        #expect(told[1] == told[0])
        #expect(told[2].issuedUnixMicroseconds == UInt64(1_000_000 + IdentitySigner.lifetime / 2))
        #expect(told[2].signature != told[0].signature)
    }
}

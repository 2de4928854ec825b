import Gateway
import MeshRPC
import MeshTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A bundle` {
    @Test func `is read from everybody, and sent to who reads it`() async throws {
        try await withMesh([echoBinding]) { mesh, gateway, _, _ in
            for features: Features in [.bundles, [], Features(rawValue: 0x8001)] {
                let raw = try await RawPeer(mesh, mesh.front)
                #expect(
                    await raw.hello(features: features) == features.intersection(.bundles))
                let payloads: [[UInt8]] = [[1], [], [3, 3]]
                raw.send(bundle: raw.frames(requests: payloads))
                var answers: [RawPeer.Received] = []
                for _ in payloads { answers.append(await raw.next()) }
                #expect(answers.map(\.payload) == payloads)
                #expect(answers.map(\.envelope.callID) == [1, 2, 3])
                #expect(answers.map(\.envelope.sessionSequence) == [1, 2, 3])
                // How many an answer shares its way with depends on the worker's rounds.
                if !features.contains(.bundles) { #expect(answers.filter(\.isBundled).isEmpty) }
                raw.close()
            }
            #expect(await gateway.snapshot().counters.sequenceGaps == 0)
        }
    }

    @Test func `leaves what is large to travel alone, in order`() async throws {
        try await withMesh([echoBinding]) { mesh, _, caller, _ in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<300 {
                    let payload = [UInt8](
                        repeating: UInt8(index & 0xff), count: index % 7 == 0 ? 5_000 : index)
                    group.addTask {
                        try await caller.unary(echo, payload, .init()).payload == payload
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }

    /// What no bundle may be.
    static let broken: [(String, @Sendable ([[UInt8]]) -> [[UInt8]])] = [
        ("nothing in it", { _ in RawPeer.frames(.bundle, Envelope()) }),
        ("half an entry", { wrap(RawPeer.entries([$0]).dropLast()) }),
        ("an entry and a byte", { wrap(RawPeer.entries([$0]) + [0]) }),
        ("a bundle in it", { wrap(RawPeer.entries([wrap(RawPeer.entries([$0]))])) }),
        ("a HELLO in it", { _ in wrap(RawPeer.entries([RawPeer.frames(.hello, Envelope())])) }),
        ("a PING in it", { wrap(RawPeer.entries([$0, RawPeer.frames(.ping, Envelope())])) }),
        ("too much in it", { wrap(RawPeer.entries(Array(repeating: $0, count: 200))) }),
        (
            "an envelope",
            { frames in
                var envelope = Envelope()
                envelope.callID = 1
                return RawPeer.frames(.bundle, envelope, payload: RawPeer.entries([frames]))
            }
        ),
        (
            "a flag",
            { frames in
                var bundle = wrap(RawPeer.entries([frames]))
                bundle[0][4] = 1
                return bundle
            }
        ),
    ]

    @Test(arguments: Self.broken.indices)
    func `that is none counts as one message that cannot be read`(index: Int) async throws {
        let (_, broken) = Self.broken[index]
        try await withMesh([echoBinding]) { mesh, gateway, caller, _ in
            let stranger = try await RawPeer(mesh, mesh.front)
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello(features: .bundles)
            let frames = broken(raw.frames(requests: [[1]])[0])
            stranger.send(frames: frames)
            // Strangers get no answer to what they should not say.
            await stranger.hello()
            for _ in 0..<3 { raw.send(frames: frames) }
            #expect(await raw.next().envelope.hello?.goaway == .protocolError)
            #expect(await gateway.snapshot().counters.foreignMessages == 4)
            #expect(await caller.answer(echo, [1], .init()) == [1])
            raw.close()
            stranger.close()
        }
    }

    @Test func `with a bad message in it spoils none of the others`() async throws {
        try await withMesh([echoBinding]) { mesh, gateway, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello(features: .bundles)
            var messages = raw.frames(requests: [[1], [2], [3]])
            messages[1][1] = [UInt8](repeating: 0xff, count: messages[1][1].count)
            raw.send(bundle: messages)
            #expect(await raw.next().payload == [1])
            #expect(await raw.next().payload == [3])
            #expect(await gateway.snapshot().counters.malformedEnvelopes == 1)
            raw.close()
        }
    }
}

private func wrap(_ entries: [UInt8]) -> [[UInt8]] {
    RawPeer.frames(.bundle, Envelope(), payload: entries)
}

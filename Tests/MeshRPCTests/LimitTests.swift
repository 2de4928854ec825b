import Gateway
import Glibc
import MeshRPC
import MeshTransport
import Testing

/// One bound of the protocol: what just fits, and what does not.
struct Bound: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Fills an envelope with this many of what is bounded.
    let fill: @Sendable (inout Envelope, Int) -> Void
    let most: Int

    init(_ name: String, _ most: Int, _ fill: @escaping @Sendable (inout Envelope, Int) -> Void) {
        self.testDescription = name
        self.most = most
        self.fill = fill
    }

    /// Bounds of one envelope: over them it cannot be read.
    static let ofEnvelopes = [
        Bound("bytes of a routing key", EnvelopeLimit.serviceBytes) { $0.routingKey = text($1) },
        Bound("bytes of a service", EnvelopeLimit.serviceBytes) { $0.service = text($1) },
        Bound("bytes of a method", EnvelopeLimit.methodBytes) { $0.method = text($1) },
        Bound("bytes of a key", EnvelopeLimit.keyBytes) { $0.idempotencyKey = bytes($1) },
        Bound("bytes of a trace", EnvelopeLimit.traceBytes) { $0.trace = bytes($1) },
        Bound("bytes of a digest", EnvelopeLimit.digestBytes) { $0.requestDigest = bytes($1) },
        Bound("metadata", EnvelopeLimit.metadataEntries) { envelope, count in
            envelope.metadata = (0..<count).map { _ in Metadata(key: "k", value: []) }
        },
        Bound("bytes of metadata", EnvelopeLimit.metadataBytes) { envelope, count in
            // Key and two lengths take 6 bytes of it.
            envelope.metadata = [Metadata(key: "k", value: bytes(count - 6))]
        },
        Bound("unknown fields", EnvelopeLimit.unknownFields) { envelope, count in
            envelope.unknown = Array(repeatElement([0xA0, 0x06, 0x01], count: count).joined())
        },
        Bound("bytes of unknown fields", EnvelopeLimit.unknownBytes) { envelope, count in
            let size = count - 4
            envelope.unknown =
                [0xA2, 0x06, UInt8(size & 0x7f) | 0x80, UInt8(size >> 7)] + bytes(size)
        },
    ]
}

private func text(_ count: Int) -> String { String(repeating: "x", count: count) }
private func bytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 1, count: count) }

/// Resident memory of this process, in bytes.
private func residentBytes() -> Int {
    var buffer = [UInt8](repeating: 0, count: 128)
    let file = open("/proc/self/statm", O_RDONLY)
    let count = read(file, &buffer, buffer.count)
    close(file)
    let words = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self).split(separator: " ")
    return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
}

@Suite(.timeLimit(.minutes(1))) struct `A bound` {
    @Test(arguments: Bound.ofEnvelopes)
    func `of an envelope is kept to the last byte, and neighbours do not notice`(
        bound: Bound
    ) async throws {
        try await withMesh([echoBinding]) { mesh, gateway, caller, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            raw.request(1) { bound.fill(&$0, bound.most) }
            #expect(await raw.next().kind == .end)
            for number: UInt64 in 2...4 { raw.request(number) { bound.fill(&$0, bound.most + 1) } }
            let goaway = await raw.next()
            #expect(goaway.kind == .goaway && goaway.envelope.hello?.goaway == .protocolError)
            #expect(await gateway.snapshot().counters.malformedEnvelopes == 3)
            #expect(await caller.answer(echo, [1], .init()) == [1])
            raw.close()
        }
    }

    @Test func `of sessions sends the next one away, and one that ends makes room`() async throws {
        var limits = GatewayLimits()
        limits.sessionsPerPrincipal = 2
        let mesh = try Mesh(.ipc, limits: limits)
        let gateway = try mesh.gateway()
        let peers = [
            try await RawPeer(mesh, mesh.front), try await RawPeer(mesh, mesh.front),
        ]
        for peer in peers { await peer.hello("greedy") }
        let third = try await RawPeer(mesh, mesh.front)
        var hello = Hello()
        hello.principal = "greedy"
        var envelope = Envelope()
        envelope.hello = hello
        third.send(.hello, envelope)
        let refused = await third.next()
        #expect(refused.kind == .goaway && refused.envelope.hello?.goaway == .limit)
        #expect(refused.envelope.hello?.reconnectAfterMilliseconds == 1_000)
        let modest = try await RawPeer(mesh, mesh.front)
        await modest.hello("modest")
        peers[0].sendNumbered(.goodbye, Envelope())
        #expect(await peers[0].next().kind == .goodbye)
        await third.hello("greedy")
        for peer in peers + [third, modest] { peer.close() }
        gateway.stop()
    }

    @Test func `of time is the most a call gets, whatever it asks for`() async throws {
        var limits = GatewayLimits()
        limits.longestTimeout = 3_000_000
        let binding = MethodBinding(echo) { payload, call in
            #expect(call.deadline < .now.advanced(by: .seconds(4)))
            return Reply(payload: payload)
        }
        try await withMesh([binding], limits: limits) { mesh, _, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            raw.request(1, timeout: .max)
            let end = await raw.next()
            #expect(end.kind == .end && end.envelope.status == nil)
            raw.close()
        }
    }

    @Test func `of the way is told as a loop`() async throws {
        try await withMesh([echoBinding]) { mesh, _, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            raw.request(1) { $0.hops = 7 }
            #expect(await raw.next().envelope.status == nil)
            raw.request(2) { $0.hops = 8 }
            let end = await raw.next()
            #expect(end.envelope.status?.code == .internal)
            #expect(end.envelope.status?.message.contains("loop") == true)
            raw.close()
        }
    }

    @Test func `of a payload costs no memory, however often it is passed`() async throws {
        try await withMesh([echoBinding]) { mesh, _, caller, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            let tooLarge = bytes(4 * 1024 * 1024 + 1)
            func refuse(_ calls: ClosedRange<UInt64>) async {
                for number in calls {
                    raw.request(number, payload: tooLarge)
                    let status = await raw.next().envelope.status
                    #expect(status?.code == .resourceExhausted && status?.verdict == .doNotRetry)
                    #expect(status?.message.contains("4194304") == true)
                }
            }
            await refuse(1...4)
            let before = residentBytes()
            await refuse(5...40)
            #expect(residentBytes() - before < 32 * 1024 * 1024)
            #expect(await caller.answer(echo, [1], .init()) == [1])
            raw.close()
        }
    }

    @Test func `of numbers in order is watched: a gap is counted and the session lives`()
        async throws
    {
        try await withMesh([echoBinding]) { mesh, gateway, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            let before = await gateway.snapshot().counters.sequenceGaps
            for sequence: UInt64 in [1, 5, 6] {
                var ping = Envelope()
                ping.session = raw.session
                ping.sessionSequence = sequence
                raw.send(.ping, ping)
            }
            raw.request(1) { $0.hops = 0 }
            #expect(await raw.next().kind == .end)
            // The gap before 5, and the one of the request, which has 1 again.
            #expect(await gateway.snapshot().counters.sequenceGaps == before + 2)
            raw.close()
        }
    }
}

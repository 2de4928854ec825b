import Foundation
import Gateway
import MeshRPC
import MeshTransport
import Synchronization
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

@Suite(.serialized, .timeLimit(.minutes(1))) struct `A bound` {
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
            let before = ownResidentBytes()
            await refuse(5...40)
            #expect(ownResidentBytes() - before < 32 * 1024 * 1024)
            #expect(await caller.answer(echo, [1], .init()) == [1])
            raw.close()
        }
    }

    @Test func `of what waits for a peer that reads nothing costs only that peer its session`()
        async throws
    {
        var limits = GatewayLimits()
        limits.outboundMessagesPerPeer = 32
        let many = MethodDescriptor(
            service: "test.v1.EchoService", method: "Many", callClass: .noSideEffects,
            shape: .serverStream)
        let sent = Atomic<Int>(0)
        let flood = MethodBinding(
            many,
            stream: { _, outbound, _ async throws(RPCFailure) in
                while true {
                    try await outbound.send(bytes(8_192))
                    sent.add(1, ordering: .relaxed)
                }
            })
        try await withMesh([flood, echoBinding], limits: limits) { mesh, gateway, caller, _ in
            let loop = IOLoop(context: mesh.context, name: "slow")
            let slow = try await RawPeer(mesh, mesh.front, on: loop)
            await slow.hello("slow")
            slow.request(1, many) { envelope in
                (envelope.creditMessages, envelope.creditBytes) = (100_000, 1 << 40)
            }
            let awake = DispatchSemaphore(value: 0)
            loop.perform { awake.wait() }
            while await gateway.snapshot().counters.slowPeerDrops == 0 {
                #expect(await caller.answer(echo, [1], .init()) == [1])
            }
            #expect(await gateway.snapshot().counters.slowPeerDrops == 33)
            // What the peer granted is not kept in the service's memory either.
            #expect(sent.load(ordering: .relaxed) < 3_000)
            #expect(await gateway.snapshot().outboxBytes == 0)
            awake.signal()
            slow.request(2)
            var last = await slow.next()
            while last.kind == .data { last = await slow.next() }
            #expect(last.envelope.hello?.goaway == .unknownSession)
            slow.close()
            loop.stop()
        }
    }

    @Test func `of memory costs its connection whoever sends a message without end`() async throws {
        var limits = GatewayLimits()
        limits.residentBytes = ownResidentBytes() + 64 * 1024 * 1024
        try await withMesh([echoBinding], limits: limits) { mesh, gateway, caller, _ in
            let endless = try EndlessMessage(to: mesh.front)
            async let isCut = endless.isCut()
            while await gateway.snapshot().counters.connectionsCut == 0 {
                #expect(await caller.answer(echo, [1], .init()) == [1])
            }
            #expect(await isCut)
            #expect(await caller.answer(echo, [2], .init()) == [2])
            #expect(await gateway.snapshot().counters.connectionsCut == 1)
            #expect(await gateway.snapshot().counters.sessionsOpened == 2)
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

/// A peer that sends frames of 1 MiB and never the last one.
private final class EndlessMessage: Sendable {
    private let descriptor: Int32

    init(to endpoint: String) throws {
        self.descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(endpoint.dropFirst("ipc://".count).utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(self.descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
    }

    /// Speaks ZMTP 3 until the other side hangs up.
    func isCut() async -> Bool {
        await withUnsafeContinuation { continuation in
            // A thread of its own: it blocks.
            Thread.detachNewThread { continuation.resume(returning: self.talk()) }
        }
    }

    private func talk() -> Bool {
        defer { close(self.descriptor) }
        let mechanism = Array("NULL".utf8) + bytes(16).map { _ in 0 }
        let greeting: [UInt8] =
            [0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0] + mechanism + [0]
            + bytes(31).map { _ in 0 }
        let ready: [UInt8] =
            Array("\u{5}READY\u{b}Socket-Type".utf8) + [0, 0, 0, 6] + Array("DEALER".utf8)
        // More, and long: the length in eight bytes.
        let frame: [UInt8] = [3, 0, 0, 0, 0, 0, 0x10, 0, 0] + bytes(1 << 20)
        guard self.write(greeting + [4, UInt8(ready.count)] + ready) else { return false }
        while self.write(frame) {}
        return true
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(self.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}

import Gateway
import MeshRPC
import MeshTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A peer that misbehaves` {
    @Test func `gets no answer to garbage at first contact`() async throws {
        try await withMesh([echoBinding]) { mesh, gateway, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            let good = RawPeer.frames(.ping, Envelope())
            raw.send(frames: [[1, 2, 3, 4, 5, 6, 7, 8], [], []])
            raw.send(frames: [Array(good[0].prefix(7)), [], []])
            raw.send(frames: [good[0], [], [], []])
            raw.send(frames: [good[0]])
            raw.send(frames: [good[0], [8, 1], []])
            // The next thing that comes back is WELCOME.
            await raw.hello()
            #expect(await gateway.snapshot().counters.foreignMessages == 5)
            raw.close()
        }
    }

    @Test func `gets nowhere with an envelope or a frame that is too large`() async throws {
        try await withMesh([echoBinding]) { mesh, gateway, caller, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            let size = Preamble.envelopeLimit + 1
            let word = Preamble(.hello, envelopeLength: size).word.littleEndian
            let preamble = withUnsafeBytes(of: word) { [UInt8]($0) }
            raw.send(frames: [preamble, [UInt8](repeating: 0, count: size), []])
            await raw.hello()
            #expect(await gateway.snapshot().counters.foreignMessages == 1)
            // libzmq itself hangs up on a frame over its limit; others do not notice.
            let other = try await RawPeer(mesh, mesh.front)
            await other.hello()
            other.send(frames: [preamble, [], [UInt8](repeating: 0, count: 9 << 20)])
            #expect(await caller.answer(echo, [1], .init()) == [1])
            raw.request(1, payload: [2])
            #expect(await raw.next().payload == [2])
            raw.close()
            other.close()
        }
    }

    @Test func `may send no more of a stream than it was granted, nor out of order`() async throws {
        let sum = MethodDescriptor(
            service: "test.v1.EchoService", method: "Sum", callClass: .noSideEffects,
            shape: .clientStream)
        // Reads nothing, so that no grant is raised on the way.
        let summing = MethodBinding(
            sum,
            stream: { _, _, _ async throws(RPCFailure) in
                try? await Task.sleep(for: .seconds(3_600))
                return Reply(payload: [])
            })
        try await withMesh([summing, echoBinding]) { mesh, gateway, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            func data(_ callID: UInt64, _ number: UInt32, _ size: Int) {
                var envelope = Envelope()
                envelope.callID = callID
                envelope.streamSequence = number
                raw.sendNumbered(.data, envelope, payload: [UInt8](repeating: 0, count: size))
            }
            // Before the worker has granted anything.
            raw.request(1, sum)
            data(1, 0, 1)
            #expect(await raw.next().envelope.status?.code == .resourceExhausted)
            // More bytes than granted, and one message over its limit.
            for sizes in [[200_000, 200_000], [(1 << 20) + 1]] {
                let callID: UInt64 = sizes.count == 2 ? 2 : 3
                raw.request(callID, sum)
                let grant = await raw.next()
                #expect(grant.kind == .credit)
                #expect(grant.envelope.creditMessages == CallLimit.windowMessages)
                #expect(grant.envelope.creditBytes == CallLimit.windowBytes)
                for (number, size) in sizes.enumerated() { data(callID, UInt32(number), size) }
                let end = await raw.next()
                #expect(end.envelope.status?.code == .resourceExhausted)
            }
            raw.request(4, sum)
            #expect(await raw.next().kind == .credit)
            data(4, 0, 1)
            data(4, 2, 1)
            #expect(await raw.next().envelope.status?.code == .dataLoss)
            // The session and its neighbours live on.
            raw.request(5, payload: [7])
            #expect(await raw.next().payload == [7])
            #expect(await gateway.snapshot().counters.creditViolations == 3)
            raw.close()
        }
    }

    @Test func `loses its session after three strikes`() async throws {
        try await withMesh([echoBinding]) { mesh, gateway, caller, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            for _ in 0..<3 { raw.send(frames: [[0], [1], [2]]) }
            let end = await raw.next()
            #expect(end.kind == .goaway)
            #expect(end.envelope.hello?.goaway == .protocolError)
            raw.request(1)
            await raw.hello()
            #expect(await gateway.snapshot().counters.ignoredMessages == 1)
            #expect(await caller.answer(echo, [1], .init()) == [1])
            raw.close()
        }
    }

    @Test func `is told when it speaks another version`() async throws {
        try await withMesh([echoBinding]) { mesh, _, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            var frames = RawPeer.frames(.hello, Envelope())
            frames[0][2] = 9
            raw.send(frames: frames)
            raw.send(frames: frames)
            let end = await raw.next()
            #expect(end.envelope.hello?.goaway == .unsupportedVersion)
            await raw.hello()
            raw.close()
        }
    }

    @Test func `cannot use the session of another`() async throws {
        try await withMesh([echoBinding]) { mesh, _, _, _ in
            let honest = try await RawPeer(mesh, mesh.front)
            await honest.hello("honest")
            let thief = try await RawPeer(mesh, mesh.front)
            await thief.hello("thief")
            var envelope = Envelope()
            envelope.callID = 1
            envelope.session = honest.session
            envelope.sessionSequence = 1
            envelope.service = echo.service
            envelope.method = echo.method
            envelope.timeoutMicroseconds = 1_000_000
            thief.send(.request, envelope)
            let away = await thief.next()
            #expect(away.kind == .goaway)
            #expect(away.envelope.hello?.goaway == .unknownSession)
            honest.request(1, payload: [7])
            let end = await honest.next()
            #expect(end.kind == .end && end.payload == [7] && end.envelope.callID == 1)
            honest.close()
            thief.close()
        }
    }

    @Test func `cannot say who it is in a request`() async throws {
        let binding = MethodBinding(echo) { _, call in
            Reply(payload: [UInt8](call.principal.utf8))
        }
        try await withMesh([binding]) { mesh, _, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello("nobody")
            raw.request(1) { $0.caller = CallerIdentity(principal: "admin") }
            let end = await raw.next()
            #expect(String(decoding: end.payload, as: UTF8.self) == "nobody")
            raw.close()
        }
    }

    @Test func `must name a deadline that is not past`() async throws {
        try await withMesh([echoBinding]) { mesh, _, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            raw.request(1, timeout: nil)
            let absent = await raw.next()
            #expect(absent.envelope.status?.code == .invalidArgument)
            #expect(absent.envelope.status?.message.contains("timeout_us") == true)
            raw.request(2, timeout: 0)
            #expect(await raw.next().envelope.status?.code == .deadlineExceeded)
            raw.close()
        }
    }

    @Test func `gets one answer to a repeated request`() async throws {
        try await withMesh([echoBinding]) { mesh, gateway, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            raw.request(1, payload: [1])
            raw.request(1, payload: [2])
            raw.request(2, payload: [3])
            #expect(await raw.next().payload == [1])
            #expect(await raw.next().payload == [3])
            #expect(await gateway.snapshot().counters.duplicateRequests == 1)
            raw.close()
        }
    }

    @Test func `is held to the calls it may have in flight`() async throws {
        let gate = Gate()
        let binding = MethodBinding(echo) { payload, _ in
            await gate.pass()
            return Reply(payload: payload)
        }
        var limits = GatewayLimits()
        limits.callsInFlightPerSession = 2
        try await withMesh([binding], limits: limits) { mesh, _, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            for number: UInt64 in 1...3 { raw.request(number) }
            let end = await raw.next()
            #expect(end.envelope.callID == 3)
            #expect(end.envelope.status?.code == .resourceExhausted)
            #expect(end.envelope.status?.verdict == .safeNotStarted)
            gate.open()
            gate.open()
            #expect(await raw.next().kind == .end)
            #expect(await raw.next().kind == .end)
            raw.close()
        }
    }

    @Test func `is told that a kind is not carried`() async throws {
        try await withMesh([echoBinding]) { mesh, _, _, _ in
            let raw = try await RawPeer(mesh, mesh.front)
            await raw.hello()
            var envelope = Envelope()
            envelope.callID = 5
            raw.sendNumbered(.fetch, envelope)
            let end = await raw.next()
            #expect(end.kind == .end && end.envelope.callID == 5)
            #expect(end.envelope.status?.code == .unimplemented)
            raw.close()
        }
    }

    @Test func `keeps its unknown fields and token through the mesh`() async throws {
        let mesh = try Mesh(.ipc)
        let gateway = try mesh.gateway()
        let worker = try await RawPeer(mesh, mesh.back)
        await worker.hello("service.raw")
        var ready = Ready()
        ready.name = "raw"
        ready.instance = [1]
        ready.services = [echo.service]
        var offer = Envelope()
        offer.ready = ready
        offer.creditMessages = 1
        worker.sendNumbered(.ready, offer)
        let caller = try await RawPeer(mesh, mesh.front)
        await caller.hello()
        let unknown: [UInt8] = [0xC2, 0x3E, 1, 7]
        caller.request(1) {
            $0.unknown = unknown
            $0.clientToken = [3]
        }
        let request = await worker.next()
        #expect(request.envelope.unknown == unknown)
        #expect(request.envelope.clientToken == [3])
        #expect(request.envelope.hops == 1)
        #expect((request.envelope.timeoutMicroseconds ?? .max) <= 5_000_000)
        #expect(request.envelope.caller?.principal == "raw")
        var answer = Envelope()
        answer.callID = request.envelope.callID
        answer.unknown = unknown
        worker.sendNumbered(.end, answer, payload: [8])
        let end = await caller.next()
        #expect(end.envelope.unknown == unknown && end.payload == [8])
        worker.close()
        caller.close()
        gateway.stop()
    }
}

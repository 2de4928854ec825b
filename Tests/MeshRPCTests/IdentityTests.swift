import Gateway
import MeshRPC
import MeshTransport
import Synchronization
import Testing

/// The wall clock, so many microseconds off.
private func clock(off: Int64) -> @Sendable () -> Int64 { { wallMicroseconds() + off } }

private let minute: Int64 = 60_000_000

@Suite(.timeLimit(.minutes(1))) struct `Who the gateway says is calling` {
    private static let signer = IdentitySigner()

    /// What a call of `wang.li` ends with when gateway and worker are set up so.
    private func answer(
        _ signing: CallerSigning?, trust: [IdentityKey]
    ) async throws -> Result<Reply, RPCFailure> {
        let mesh = try Mesh(.ipc)
        let gateway = Gateway(
            context: mesh.context, front: [mesh.front], back: [mesh.back], signing: signing)
        try gateway.start()
        let runs = Atomic(0)
        let binding = MethodBinding(echo) { payload, call in
            runs.add(1, ordering: .relaxed)
            return Reply(payload: Array(call.principal.utf8))
        }
        let worker = mesh.worker("echo", [binding], trust: .keys(trust))
        worker.start()
        try await worker.registered(within: .seconds(5))
        let result = await outcome(mesh.caller())
        if case .failure = result { #expect(runs.load(ordering: .relaxed) == 0) }
        await worker.drain(grace: .seconds(1))
        gateway.stop()
        return result
    }

    private func outcome(_ caller: Caller) async -> Result<Reply, RPCFailure> {
        do throws(RPCFailure) {
            return .success(try await caller.unary(echo, [1], CallOptions()))
        } catch {
            return .failure(error)
        }
    }

    private func trusted(_ signer: IdentitySigner = Self.signer) throws -> [IdentityKey] {
        [try #require(signer.publicKey)]
    }

    @Test(arguments: [0, 25_000_000, -25_000_000, -5 * minute - 25_000_000] as [Int64])
    func `is believed under its signature, also when clocks are a little apart`(off: Int64)
        async throws
    {
        let result = try await self.answer(
            CallerSigning(Self.signer, clock: clock(off: off)), trust: try self.trusted())
        #expect(try result.get().payload == Array("wang.li".utf8))
    }

    @Test func `is believed under each of several keys, as during a change of them`() async throws {
        let other = IdentitySigner()
        let result = try await self.answer(
            CallerSigning(other), trust: try self.trusted() + self.trusted(other))
        #expect(try result.get().payload == Array("wang.li".utf8))
    }

    @Test(arguments: [
        ("unsigned", "does not sign"), ("foreign key", "does not trust"),
        ("from tomorrow", "not valid yet"), ("from yesterday", "expired"),
    ])
    func `is refused`(when fault: String, because reason: String) async throws {
        let signing: CallerSigning? =
            switch fault {
            case "unsigned": nil
            case "foreign key": CallerSigning(IdentitySigner())
            case "from tomorrow": CallerSigning(Self.signer, clock: clock(off: minute))
            default: CallerSigning(Self.signer, clock: clock(off: -6 * minute))
            }
        guard case .failure(let failure) = try await self.answer(signing, trust: self.trusted())
        else { return #expect(Bool(false), "the call went through") }
        #expect(failure.code == .unauthenticated)
        #expect(failure.message.contains(reason), "\(failure.message)")
    }
}

/// A gateway of the test's own making, which has heard what another one signed.
@Suite(.timeLimit(.minutes(1))) struct `A signed identity` {
    private static let signer = IdentitySigner()
    private static let epoch: UInt64 = 77

    private static func identity(
        _ principal: String, epoch: UInt64 = Self.epoch, at time: Int64 = wallMicroseconds()
    ) -> CallerIdentity {
        self.signer.sign(
            CallerIdentity(principal: principal, method: "host"), epoch: epoch, at: time)
    }

    /// Sends a worker one REQUEST for each identity, in a session of epoch 77.
    ///
    /// - Returns: What the worker answered, `nil` for success.
    private func answers(to identities: [CallerIdentity?]) async throws -> [RPCFailure?] {
        let mesh = try Mesh(.ipc)
        let key = try #require(Self.signer.publicKey)
        let gateway = try FalseGateway(mesh, epoch: Self.epoch)
        let worker = mesh.worker("echo", [echoBinding], trust: .keys([key]))
        worker.start()
        var answers: [RPCFailure?] = []
        for identity in identities { answers.append(await gateway.ask(identity)) }
        gateway.stop()
        return answers
    }

    @Test func `is believed again and again, and only as it was signed`() async throws {
        let genuine = Self.identity("wang.li")
        var renamed = genuine
        renamed.principal = "system"
        var moved = genuine
        moved.method = "key"
        var prolonged = genuine
        prolonged.expiresUnixMicroseconds += 1
        var torn = genuine
        torn.signature[63] ^= 1
        var short = genuine
        short.signature.removeLast()
        let answers = try await self.answers(
            to: [genuine, renamed, moved, prolonged, torn, short, nil, genuine])
        #expect(answers.first == .some(nil) && answers.last == .some(nil))
        for answer in answers.dropFirst().dropLast() {
            #expect(answer?.code == .unauthenticated, "\(String(describing: answer))")
        }
        #expect(answers[1]?.message.contains("changed after it was signed") == true)
    }

    @Test func `counts in no other session and not for ever`() async throws {
        let answers = try await self.answers(
            to: [
                Self.identity("wang.li", epoch: 78),
                Self.identity("wang.li", at: wallMicroseconds() - 6 * minute),
                Self.identity("wang.li", at: wallMicroseconds() + minute),
            ])
        #expect(answers.map { $0?.code } == Array(repeating: .unauthenticated, count: 3))
        #expect(answers[0]?.message.contains("another start of the gateway") == true)
        #expect(answers[1]?.message.contains("expired") == true)
        #expect(answers[2]?.message.contains("not valid yet") == true)
    }

    @Test func `in a caller's own frame does not reach a worker`() async throws {
        let mesh = try Mesh(.ipc)
        let key = try #require(Self.signer.publicKey)
        let gateway = Gateway(
            context: mesh.context, front: [mesh.front], back: [mesh.back],
            signing: CallerSigning(Self.signer))
        try gateway.start()
        let binding = MethodBinding(echo) { _, call in Reply(payload: Array(call.principal.utf8)) }
        let worker = mesh.worker("echo", [binding], trust: .keys([key]))
        worker.start()
        try await worker.registered(within: .seconds(5))
        let epoch = await gateway.snapshot().epoch
        let raw = try await RawPeer(mesh, mesh.front)
        await raw.hello("zhao.yun")
        raw.request(1) { $0.caller = Self.identity("system", epoch: epoch) }
        #expect(await raw.next().payload == Array("zhao.yun".utf8))
        raw.close()
        await worker.drain(grace: .seconds(1))
        gateway.stop()
    }
}

@Suite struct `The proof of a request` {
    /// RFC 4231, test case 1.
    @Test func `is an HMAC under the idempotency key, which must be long`() {
        let key = [UInt8](repeating: 0x0b, count: 20)
        let proof = requestProof(of: Array("Hi There".utf8), key: key)
        #expect(proof.prefix(4) == [0xb0, 0x34, 0x4c, 0x61] && proof.count == 32)
        #expect(proof.suffix(2) == [0xcf, 0xf7])
        #expect(requestProof(of: Array("Hi There".utf8), key: Array(key.prefix(15))) == [])
        #expect(requestProof(of: [], key: key) == [], "a read proves nothing")
    }
}

import MeshAPI
import MeshRPC
import MeshWire
import Testing

/// A journal that answers with what it was asked.
private struct EchoJournal: JournalServiceProvider {
    func readJournal(
        _ request: ReadJournalRequest, _ call: Call
    ) async throws(RPCFailure) -> ReadJournalResponse {
        ReadJournalResponse(epoch: call.principal, head: request.after)
    }

    func tailJournal(
        _ request: TailJournalRequest, _ replies: Replies<JournalEntry>, _ call: Call
    ) async throws(RPCFailure) {
        throw RPCFailure(.unimplemented, "later")
    }

    func getProgress(
        _ request: GetProgressRequest, _ call: Call
    ) async throws(RPCFailure) -> Progress {
        throw RPCFailure(.unavailable, "later")
    }

    func rebuildProjections(
        _ request: RebuildProjectionsRequest, _ call: Call
    ) async throws(RPCFailure) -> RebuildProjectionsResponse {
        RebuildProjectionsResponse()
    }
}

/// Hands calls straight to bindings.
private struct DirectChannel: Channel {
    let bindings: [MethodBinding]

    func unary(
        _ method: MethodDescriptor, _ payload: [UInt8], _ options: CallOptions
    ) async throws(RPCFailure) -> Reply {
        let actor = Actor(
            principal: "p", person: "", party: "", partyRole: .meshService, operatorRoles: [])
        let call = Call(
            method: method, principal: options.routingKey, actor: actor, deadline: .now)
        guard let binding = bindings.first(where: { $0.descriptor == method }) else {
            throw RPCFailure(.unimplemented, method.path)
        }
        return try await binding.handle(payload, call)
    }
}

@Suite struct `A generated service` {
    private let channel = DirectChannel(bindings: EchoJournal().journalServiceBindings)

    @Test func `answers what a generated client asks`() async throws {
        let client = JournalServiceClient(self.channel, routingKey: "credit")
        let response = try await client.readJournal(ReadJournalRequest(after: 5))
        #expect(response == ReadJournalResponse(epoch: "credit", head: 5))
        let routed = try await client.readJournal(
            ReadJournalRequest(), CallOptions(routingKey: "quality"))
        #expect(routed.epoch == "quality")
    }

    @Test func `refuses a request that breaks a rule before the handler sees it`() async throws {
        let client = JournalServiceClient(self.channel)
        let request = ReadJournalRequest(limit: 1001, waitMs: -1)
        let failure = await #expect(throws: RPCFailure.self) {
            _ = try await client.readJournal(request)
        }
        #expect(failure?.code == .invalidArgument)
        #expect(failure?.verdict == .doNotRetry)
        #expect(failure?.origin == .worker)
        #expect(failure?.message == "limit: from 0 to 1000; choose a value from 0 to 1000. 1 more.")
        let detail = failure?.detail(BadRequest.self)
        #expect(detail?.violations_.map { $0.field } == ["limit", "wait_ms"])
        #expect(failure?.detail(PreconditionFailure.self) == nil)
    }

    @Test func `refuses bytes that are no request`() async throws {
        let method = JournalServiceMethods.readJournal
        let failure = await #expect(throws: RPCFailure.self) {
            _ = try await self.channel.unary(method, [0x0a, 1, 1], CallOptions())
        }
        #expect(failure?.code == .invalidArgument)
        #expect(failure?.detail(BadRequest.self)?.violations_.first?.field == "after")
    }

    @Test func `lets a failure of the handler through`() async throws {
        let failure = await #expect(throws: RPCFailure.self) {
            _ = try await JournalServiceClient(self.channel).getProgress(GetProgressRequest())
        }
        #expect(failure == RPCFailure(.unavailable, "later"))
    }

    @Test func `carries the options of its contract`() {
        let rebuild = JournalServiceMethods.rebuildProjections
        #expect(rebuild.path == "govmesh.mesh.v1.JournalService/RebuildProjections")
        #expect(rebuild.callClass == .idempotent)
        #expect(rebuild.parties == [.managementBody])
        #expect(rebuild.roles == [.systemAdministrator])
        #expect(rebuild.timeoutMilliseconds == 300_000)
        #expect(JournalServiceMethods.readJournal.parties == [.meshService, .managementBody])
        #expect(JournalServiceMethods.readJournal.requirements == ["RX-1"])
        #expect(MeshContract.methods.contains(rebuild))
    }

    @Test func `base64 goes there and back`() {
        for count in 0..<20 {
            let octets = (0..<count).map { UInt8(truncatingIfNeeded: 250 + $0 * 37) }
            #expect(Base64.decode(Base64.encode(octets)) == octets)
        }
        #expect(Base64.encode(Array("foob".utf8)) == "Zm9vYg==")
        #expect(Base64.decode("Zm9vYg") == Array("foob".utf8))
        #expect(Base64.decode("Zm9v!g==") == nil)
        #expect(Base64.decode("A") == nil)
    }
}

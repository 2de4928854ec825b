import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTestKit
import Registry
import Synchronization
import Testing

/// One effect for each idempotency key, and one answer, however often and wherever it comes.
@Suite(.serialized, .timeLimit(.minutes(3))) struct `An idempotency key` {
    private static let body = EstablishManagementBodyRequest(
        partyId: "mb",
        party: Party(
            displayName: "市大数据局", creditCode: "11100000PDY00001X7", roles: [.managementBody]))

    private static func operatorRequest(_ id: String) -> CreateOperatorRequest {
        CreateOperatorRequest(
            operatorId: id,
            operator: Operator(
                person: "person-\(id)", party: "parties/mb", partyRole: .managementBody,
                operatorRoles: [.handler]))
    }

    @Test func `RX-7: 200 duplicates at once have one effect, though the service is killed`()
        async throws
    {
        let mesh = try await ProcessMesh.start(
            tool: try ProcessTests.tool(), at: "2026-01-05T01:00:00Z",
            folder: "/tmp/gm-\(UInt32.random(in: .min ... .max))")
        do {
            let channels = [mesh.channel(as: "system"), mesh.newChannel(as: "system")]
            _ = try await PartyServiceClient(channels[0]).establishManagementBody(Self.body)
            for round in 1...5 {
                async let replies = Self.duplicates(200, of: "o-\(round)", over: channels)
                if round > 1 {
                    try await mesh.kill("registry")
                    try await mesh.heal()
                }
                let answers = try await replies
                #expect(Set(answers.map(\.payload)).count == 1)
                let replayed = answers.filter { reply in
                    reply.metadata.contains { $0.key == "mesh-replayed" }
                }
                #expect(replayed.count >= 199)
            }
            let journal = try await JournalServiceClient(channels[0], routingKey: "registry")
                .readJournal(ReadJournalRequest())
            #expect(
                journal.entries.map(\.resource)
                    == ["parties/mb"] + (1...5).map { "operators/o-\($0)" })
            try await mesh.stop()
        } catch {
            try? await mesh.stop()
            throw error
        }
    }

    private static func duplicates(
        _ count: Int, of id: String, over channels: [any Channel]
    ) async throws -> [Reply] {
        let request = Self.operatorRequest(id).wireBytes()
        let options = CallOptions(timeout: .seconds(60), idempotencyKey: Array(id.utf8))
        return try await withThrowingTaskGroup(of: Reply.self) { group in
            for number in 0..<count {
                group.addTask {
                    try await channels[number % channels.count].unary(
                        OperatorServiceMethods.createOperator, request, options)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `RX-7: is the caller's own, and new again after a day`() async throws {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        _ = try await cast.parties("system").establishManagementBody(Self.body)
        for id in ["one", "two"] {
            try await cast.account(id, "parties/mb", .managementBody, .handler)
        }
        let key = CallOptions(idempotencyKey: [1])
        func create(_ code: String) -> CreatePartyRequest {
            CreatePartyRequest(
                partyId: "p-\(code.suffix(4))",
                party: Party(displayName: "P", creditCode: code, roles: [.serviceProvider]))
        }
        let first = create("91370100PDY0001750")
        let made = try await cast.parties("one").createParty(first, key)
        let other = try await cast.parties("two").createParty(create("91370100PDY0000369"), key)
        #expect(other.name != made.name, "another principal's key is another key")

        try await mesh.advance(to: "2026-01-06T00:59:59Z")
        #expect(try await cast.parties("one").createParty(first, key) == made)
        try await mesh.advance(to: "2026-01-06T01:11:00Z")
        var late: RPCFailure?
        while late == nil {
            do throws(RPCFailure) {
                _ = try await cast.parties("one").createParty(first, key)
            } catch {
                late = error
            }
        }
        #expect(late?.code == .alreadyExists, "decided anew")
        let schema = try await NodeServiceClient(
            mesh.channel(as: "one"), routingKey: "registry"
        ).getSchema(GetSchemaRequest())
        #expect(schema.replyWindowSeconds == 86_400)
        await mesh.stop()
    }

    @Test func `RX-7: a new one is refused while its caller holds as many answers as allowed`()
        async throws
    {
        var limits = StorageLimits()
        limits.repliesPerPrincipal = 2
        let now = try #require(Instant("2026-01-05T01:00:00Z"))
        let host = ServiceHost(
            registryService, store: try Store.inMemory(producer: "registry", limits: limits),
            clock: VirtualClock(start: now))
        func create(_ id: String) async throws -> Reply {
            let binding = try #require(
                host.bindings.first { $0.descriptor.method == "CreateOperator" })
            return try await binding.handle(
                Self.operatorRequest(id).wireBytes(),
                Call(
                    method: binding.descriptor, principal: "system", actor: .system,
                    idempotencyKey: Array(id.utf8), deadline: .now.advanced(by: .seconds(5))))
        }
        let found = try #require(
            host.bindings.first { $0.descriptor.method == "EstablishManagementBody" })
        _ = try await found.handle(
            Self.body.wireBytes(),
            Call(
                method: found.descriptor, principal: "founder", actor: .system,
                idempotencyKey: [1], deadline: .now.advanced(by: .seconds(5))))
        let first = try await create("a")
        _ = try await create("b")
        let full = await rpcFailure { _ = try await create("c") }
        #expect(full?.code == .resourceExhausted && full?.retryAfterMilliseconds == 600_000)
        #expect(full?.verdict == .safeNotStarted)
        #expect(try await create("a").payload == first.payload, "live answers are never given up")
        let refused = try await host.context.store.read {
            try $0.current(Operator.self, named: "operators/c")
        }
        #expect(refused == nil)
    }

    // MARK: While the first call runs

    private static func call(_ request: UInt8 = 1, as principal: String = "system") -> Call {
        Call(
            method: OperatorServiceMethods.createOperator, principal: principal, actor: .system,
            idempotencyKey: [1], requestDigest: [request],
            deadline: .now.advanced(by: .seconds(60)))
    }

    private static let time = Instant(microseconds: 0)

    /// Work that counts its runs and ends when it is let go.
    private final class Work: Sendable {
        private let runs = Mutex(0)
        private let begun = JournalSignal(head: 0)
        private let gate = JournalSignal(head: 0)

        var count: Int { self.runs.withLock { $0 } }

        func run() async throws(RPCFailure) -> Reply {
            let number = self.runs.withLock { runs in
                runs += 1
                return runs
            }
            self.begun.publish(Int64(number))
            _ = await self.gate.wait(after: Int64(number - 1), within: .seconds(60))
            if Task.isCancelled { throw RPCFailure(.cancelled, "given up") }
            return Reply(payload: [UInt8(number)])
        }

        func hasBegun(_ number: Int64) async {
            _ = await self.begun.wait(after: number - 1, within: .seconds(60))
        }

        func letGo(_ number: Int64) { self.gate.publish(number) }
    }

    private static func start(
        _ keys: RunningKeys, _ work: Work, _ call: Call = Self.call()
    ) -> Task<Reply, any Error> {
        Task.immediate {
            try await keys.once(call, now: { Self.time }) { () async throws(RPCFailure) in
                try await work.run()
            }
        }
    }

    @Test func `RX-7: a duplicate joins the call that runs, another request is refused at once`()
        async throws
    {
        let (keys, work) = (RunningKeys(), Work())
        let first = Self.start(keys, work)
        await work.hasBegun(1)
        let calls = (0..<10).map { _ in Self.call() }
        let joined = calls.map { Self.start(keys, work, $0) }
        let reused = await #expect(throws: RPCFailure.self) {
            try await Self.start(keys, work, Self.call(2)).value
        }
        #expect(reused?.message.contains("KEY_REUSED") == true)
        let other = Self.start(keys, work, Self.call(as: "somebody.else"))
        await work.hasBegun(2)
        work.letGo(2)
        #expect(try await first.value.payload == [1])
        for (call, task) in zip(calls, joined) {
            #expect(try await task.value.payload == [1])
            #expect(call.answer.all.map(\.key) == ["mesh-replayed", "mesh-completed-at"])
        }
        #expect(try await other.value.payload == [2])
        #expect(work.count == 2)
        // Nothing runs any more, so the next one does.
        work.letGo(3)
        #expect(try await Self.start(keys, work).value.payload == [3])
    }

    @Test func `RX-7: who stops waiting leaves the others, and who abandons a call hands it on`()
        async throws
    {
        let (keys, work) = (RunningKeys(), Work())
        let first = Self.start(keys, work)
        await work.hasBegun(1)
        let (second, third, fourth) = (
            Self.start(keys, work), Self.start(keys, work), Self.start(keys, work)
        )
        third.cancel()
        let left = await #expect(throws: RPCFailure.self) { try await third.value }
        #expect(left?.code == .cancelled && work.count == 1)
        first.cancel()
        let abandoned = await #expect(throws: RPCFailure.self) { try await first.value }
        #expect(abandoned?.code == .cancelled)
        await work.hasBegun(2)
        work.letGo(2)
        #expect(try await second.value.payload == [2])
        #expect(try await fourth.value.payload == [2])
        #expect(work.count == 2)
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshTestKit
import Synchronization
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct `Who may call` {
    private static func listParked(_ pair: Pair, as who: String) async throws {
        _ = try await FollowerServiceClient(pair.channel(as: who), routingKey: "follower")
            .listParkedEntries(ListParkedEntriesRequest(source: "registry"))
    }

    @Test
    func `is known to every service as soon as registry has answered`() async throws {
        try await Pair.with { pair in
            try await pair.found()
            for number in 0..<100 {
                try await pair.account("new-\(number)", .handler)
                try await Self.listParked(pair, as: "new-\(number)")
            }
        }
    }

    @Test
    func `RX-8: is refused when unknown, not judged while registry is away, served when known`()
        async throws
    {
        try await Pair.with { pair in
            try await pair.found()
            try await pair.account("handler", .handler)
            try await Self.listParked(pair, as: "handler")
            let refusals = await withTaskGroup(of: RPCFailure?.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        await rpcFailure { try await Self.listParked(pair, as: "nobody") }
                    }
                }
                return await group.reduce(into: []) { $0.append($1?.code) }
            }
            #expect(refusals == Array(repeating: .permissionDenied, count: 50))

            await pair.stop("registry")
            let untold = await rpcFailure { try await Self.listParked(pair, as: "nobody") }
            #expect(untold?.code == .unavailable)
            #expect(untold?.message.contains("registry does not answer") == true)
            // RX-8: whoever is known goes on.
            try await Self.listParked(pair, as: "handler")
        }
    }

    @Test
    func `ends at once with the account, however often it called before`() async throws {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        let parties = PartyServiceClient(mesh.channel(as: "handler"))
        let records = RecordServiceClient(mesh.channel(as: "handler"))
        let read = GetRequest(name: "parties/mb")
        for _ in 0..<10 {
            _ = try await parties.getParty(read)
            _ = try await records.listRecords(ListRequest())
        }
        _ = try await cast.operators("system").revokeOperator(
            CommandRequest(name: "operators/handler", reason: "R1: left"))
        let late = await rpcFailure { _ = try await parties.getParty(read) }
        #expect(late?.code == .permissionDenied)
        // The services that copy registry's accounts know it with the entry.
        try await mesh.settle()
        let elsewhere = await rpcFailure { _ = try await records.listRecords(ListRequest()) }
        #expect(elsewhere?.code == .permissionDenied)
        await mesh.stop()
    }

    @Test
    func `is looked up again in rounds that many share`() async throws {
        let catchUp = CatchUp()
        let rounds = Mutex(0)
        let (gate, opener) = AsyncStream<Void>.makeStream()
        let (begun, beginning) = AsyncStream<Void>.makeStream()
        let work: @Sendable () async -> Bool = {
            rounds.withLock { $0 += 1 }
            beginning.yield()
            for await _ in gate { break }
            return true
        }
        async let first = catchUp.round(within: .seconds(30), work)
        for await _ in begun { break }
        let later = Task {
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<40 {
                    group.addTask { await catchUp.round(within: .seconds(30), work) }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
        }
        #expect(await catchUp.round(within: .milliseconds(20), work) == false, "bounded")
        opener.yield()
        opener.yield()
        opener.finish()
        #expect(await first)
        #expect(await later.value == 40)
        #expect(rounds.withLock { $0 } <= 3)
    }

    @Test
    func `RX-2: decides for others what came since the last second person's decision`()
        async throws
    {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        for (name, person) in [("all-1", "one"), ("all-2", "two"), ("all-1b", "one")] {
            _ = try await cast.operators("system").createOperator(
                CreateOperatorRequest(
                    operatorId: name,
                    operator: Operator(
                        person: person, party: "parties/mb", partyRole: .managementBody,
                        operatorRoles: [.handler, .reviewer, .approver])))
        }
        let name = CommandRequest(name: "qualifications/q-1", reason: "R1: checked")
        _ = try await cast.qualifications("sp").createQualification(
            CreateQualificationRequest(
                qualificationId: "q-1",
                qualification: Qualification(
                    provider: "parties/sp", kind: "cloud-assessment", issuer: "网信办",
                    number: "2026-1", validFrom: "2026-01-01", validUntil: "2028-12-31")))
        _ = try await cast.qualifications("sp").submitQualification(name)
        _ = try await cast.qualifications("all-1").acceptQualification(name)
        _ = try await cast.qualifications("all-2").reviewQualification(name)
        for own in ["all-1", "all-2", "all-1b"] {
            let refusal = await rpcFailure {
                _ = try await cast.qualifications(own).approveQualification(name)
            }
            #expect(refusal?.code == .permissionDenied, "\(own)")
            let reason = refusal?.detail(PreconditionFailure.self)?.refusals.first
            #expect(reason?.code == "SAME_PERSON" && reason?.requirement == "RX-2")
        }
        _ = try await cast.qualifications("approver").approveQualification(name)

        // The work until the approval is decided; what is open now is the suspension.
        _ = try await cast.qualifications("all-2").suspendQualification(name)
        let own = await rpcFailure {
            _ = try await cast.qualifications("all-2").revokeQualification(name)
        }
        #expect(own?.code == .permissionDenied)
        let revoked = try await cast.qualifications("all-1").revokeQualification(name)
        #expect(revoked.state == .revoked)
        await mesh.stop()
    }
}

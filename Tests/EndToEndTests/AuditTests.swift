import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTestKit
import Registry
import Testing

@Suite(.serialized, .timeLimit(.minutes(1))) struct `The trail of what was tried` {
    private static func auditor(
        _ mesh: LocalMesh, of service: String = "registry"
    ) async throws -> AuditServiceClient {
        _ = try await OperatorServiceClient(mesh.channel(as: "system")).createOperator(
            CreateOperatorRequest(
                operatorId: "auditor",
                operator: Operator(
                    person: "person-auditor", party: "parties/mb", partyRole: .managementBody,
                    operatorRoles: [.auditAdministrator])))
        return AuditServiceClient(mesh.channel(as: "auditor"), routingKey: service)
    }

    @Test
    func `RX-1: refused attempts are kept, chained, and read by the auditor alone`()
        async throws
    {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        let key = CallOptions(idempotencyKey: Array("a key".utf8))
        _ = await rpcFailure {
            _ = try await cast.parties("approver").suspendParty(
                CommandRequest(name: "parties/sp"), key)
        }
        _ = await rpcFailure {
            _ = try await cast.parties("sp").approveParty(CommandRequest(name: "parties/sp"))
        }
        _ = await rpcFailure {
            _ = try await cast.parties("nobody").getParty(GetRequest(name: "parties/sp"))
        }
        _ = await rpcFailure {
            _ = try await cast.parties("handler").getParty(GetRequest(name: "parties/none"))
        }
        let auditor = try await Self.auditor(mesh)
        let entries = try await auditor.listAuditEntries(ListAuditEntriesRequest()).entries
        #expect(entries.map(\.principal) == ["approver", "sp", "nobody"])
        #expect(entries.map(\.code) == [3, 7, 7])
        #expect(entries.map(\.sequence) == [1, 2, 3])
        #expect(entries[0].method == "govmesh.registry.v1.PartyService/SuspendParty")
        #expect(entries[0].resource == "parties/sp" && entries[0].rules == ["reason"])
        #expect(entries[0].party == "parties/mb" && entries[0].operatorRoles == [.approver])
        #expect(entries[0].requestDigest == [], "its key is too short to hide the request")
        #expect(entries[0].idempotencyKey.count == 32)
        #expect(entries[0].time == Instant("2026-01-05T01:00:00Z"))
        var chain = AuditChain.start
        for entry in entries {
            chain = AuditChain.link(after: chain, entry)
            #expect(entry.chain == chain)
        }
        let curious = await rpcFailure {
            _ = try await AuditServiceClient(mesh.channel(as: "handler"), routingKey: "registry")
                .listAuditEntries(ListAuditEntriesRequest())
        }
        #expect(curious?.code == .permissionDenied)
        let next = try await auditor.listAuditEntries(ListAuditEntriesRequest(after: 3)).entries
        #expect(next.map(\.principal) == ["handler"], "reading without right is an attempt, too")
        await mesh.stop()
    }

    @Test
    func `RX-1: who reads personal data of others leaves a trace, who reads their own does not`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await cast.admit("person", "91370100PDY000052Y", .serviceProvider, .individualUser)
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord("records/c-1-2026-02")
            let record = GetRequest(name: "records/c-1-2026-02")
            _ = try await cast.records("sp").getRecord(record)
            let version = try await cast.records("handler").getRecord(record).version
            _ = try await cast.records("reviewer").listRecords(ListRequest())
            let export = try CollectionServiceClient(
                mesh.channel(as: "approver"), routingKey: "credit"
            ).exportCollection(ExportCollectionRequest(collection: "records"))
            for try await _ in export {}
            // A natural person's archive is personal as a whole, an organisation's is not.
            for who in ["person", "handler"] {
                _ = try await cast.archives(who).getArchive(GetRequest(name: "archives/person"))
                _ = try await cast.explain("archives/person", who)
            }
            _ = try await cast.archives("handler").getArchive(GetRequest(name: "archives/sp"))

            let auditor = try await Self.auditor(mesh, of: "credit")
            let reads = try await auditor.listAuditEntries(ListAuditEntriesRequest()).entries
                .filter { $0.code == 0 }
            #expect(
                reads.map { "\($0.principal) \($0.resource)@\($0.resourceVersion)" } == [
                    "handler records/c-1-2026-02@\(version)",
                    "reviewer records/c-1-2026-02@\(version)",
                    "approver records/c-1-2026-02@\(version)",
                    "handler archives/person@1", "handler archives/person@1",
                ])
            #expect(reads.first?.method == "govmesh.credit.v1.RecordService/GetRecord")
            #expect(reads.first?.party == "parties/mb")
        }
    }

    @Test
    func `RX-1 RX-3: an entry tells who, what, why and from where, but no free text`()
        async throws
    {
        let now = try #require(Instant("2026-01-05T01:00:00Z"))
        let host = ServiceHost(
            registryService, store: try Store.inMemory(producer: "registry"),
            clock: VirtualClock(start: now))
        func call(
            _ method: String, _ request: [UInt8], as role: PartyRole = .managementBody
        ) async throws {
            let binding = try #require(host.bindings.first { $0.descriptor.method == method })
            let actor = Actor(
                principal: "wang.li", person: "p-\(method)", party: "parties/mb", partyRole: role,
                operatorRoles: [.approver])
            _ = try await binding.handle(
                request,
                Call(
                    method: binding.descriptor, principal: "wang.li", address: "10.1.2.3",
                    actor: actor, idempotencyKey: Array(request.prefix(64)), requestDigest: [7],
                    deadline: .now.advanced(by: .seconds(5))))
        }
        func party(_ id: String, _ code: String) -> [UInt8] {
            CreatePartyRequest(
                partyId: id,
                party: Party(displayName: id, creditCode: code, roles: [.serviceProvider])
            ).wireBytes()
        }
        try await call("CreateParty", party("a", "91370100PDY0001750"))
        try await call("CreateParty", party("b", "91370100PDY0000369"), as: .individualUser)
        try await call("SubmitParty", CommandRequest(name: "parties/a").wireBytes())
        let reject = CommandRequest(name: "parties/a", reason: "R5.3-1: not the applicant")
        try await call("RejectParty", reject.wireBytes())
        let entries = try await host.context.store.read { try $0.entries(after: 0) }
        let rejection = try #require(entries.last)
        #expect(rejection.address == "10.1.2.3" && rejection.requestDigest.count == 32)
        #expect(rejection.principal == "wang.li" && rejection.party == "parties/mb")
        #expect(rejection.partyRole == .managementBody)
        // Only what is the party's own to do was done in its place.
        #expect(entries.map(\.onBehalfOf) == ["", "", "parties/a", ""])
        #expect(rejection.command == "reject" && rejection.reasonCode == "R5.3-1")
        #expect(rejection.fromState == "submitted" && rejection.toState == "rejected")
        #expect(entries.map(\.address) == ["10.1.2.3", "", "10.1.2.3", "10.1.2.3"])

        await #expect(throws: RPCFailure.self) {
            try await call("RejectParty", reject.wireBytes() + [0x10, 1])
        }
        let refused = try await host.context.store.read { try $0.audit(after: 0) }
        #expect(refused.map(\.address) == ["10.1.2.3"])

        try await call("SubmitParty", CommandRequest(name: "parties/b").wireBytes())
        let free = CommandRequest(name: "parties/b", reason: "somebody wrote so")
        try await call("RejectParty", free.wireBytes())
        let codes = try await host.context.store.read { try $0.entries(after: 4) }
        #expect(codes.map(\.reasonCode) == ["", ""])
    }

    @Test
    func `RX-7: a stored answer says that it is one, and from when`() async throws {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let request = EstablishManagementBodyRequest(
            partyId: "mb",
            party: Party(
                displayName: "市大数据局", creditCode: "11100000PDY00001X7",
                roles: [.managementBody]))
        let options = CallOptions(idempotencyKey: [1])
        let method = PartyServiceMethods.establishManagementBody
        let channel = mesh.channel(as: "system")
        let first = try await channel.unary(method, request.wireBytes(), options)
        try await mesh.advance(to: "2026-01-05T02:00:00Z")
        let second = try await channel.unary(method, request.wireBytes(), options)
        #expect(first.metadata == [])
        #expect(second.payload == first.payload)
        #expect(second.metadata.map(\.key) == ["mesh-replayed", "mesh-completed-at"])
        #expect(
            second.metadata.map { String(decoding: $0.value, as: UTF8.self) }
                == ["1", "2026-01-05T01:00:00Z"])
        await mesh.stop()
    }
}

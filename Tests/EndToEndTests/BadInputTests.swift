import MeshAPI
import MeshRPC
import MeshTestKit
import Testing

/// Requests that no client library would write: one clear answer each, and nothing comes of them.
@Suite(.serialized, .timeLimit(.minutes(1))) struct `A bad request` {
    private static let valid = CreatePartyRequest(
        partyId: "x",
        party: Party(
            displayName: "Some name", creditCode: "91370100PDY000052Y", roles: [.serviceProvider]))

    /// A request with one thing wrong, and what the answer must say about it.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var payload: [UInt8]
        var field: String
        var says: String
    }

    static let cases: [Case] = [
        Case(
            testDescription: "cut off", payload: Array(valid.wireBytes().dropLast(3)),
            field: "party", says: "at byte"),
        Case(
            testDescription: "invalid UTF-8", payload: request(party: [0x22, 2, 0xff, 0xfe]),
            field: "party.display_name", says: "UTF-8"),
        Case(
            testDescription: "too long", payload: request(name: String(repeating: "x", count: 801)),
            field: "party.display_name", says: "at most 800 bytes"),
        Case(
            testDescription: "unknown enum value", payload: request(party: [0x30, 99]),
            field: "party.roles[1]", says: "99"),
        Case(
            testDescription: "wrong wire type", payload: [0x08, 1], field: "party_id",
            says: "byte 0"),
        Case(
            testDescription: "no name at all", payload: [0x0a, 0], field: "party_id",
            says: "must be set"),
        Case(
            testDescription: "wrong check digit", payload: request(code: "91370100PDY0000521"),
            field: "party.credit_code", says: "position 18"),
    ]

    private static func request(
        name: String = "n", code: String = "91370100PDY000052Y"
    ) -> [UInt8] {
        var request = Self.valid
        request.party?.displayName = name
        request.party?.creditCode = code
        return request.wireBytes()
    }

    /// The valid request with more fields at the end of its party.
    private static func request(party bytes: [UInt8]) -> [UInt8] {
        var party = Self.valid.party ?? Party()
        // Where the added bytes set the name, it must not stand there twice.
        if bytes[0] == 0x22 { party.displayName = "" }
        let body = party.wireBytes() + bytes
        return [0x0a, 1, 0x78, 0x12, UInt8(body.count)] + body
    }

    @Test
    func `is answered with code, field, rule and way out, and nothing is written`()
        async throws
    {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        let before = try await mesh.journal(of: "registry").count
        let method = PartyServiceMethods.createParty
        for bad in Self.cases {
            let failure = await #expect(throws: RPCFailure.self, "\(bad.testDescription)") {
                _ = try await mesh.channel(as: "handler").unary(method, bad.payload, .init())
            }
            #expect(failure?.code == .invalidArgument, "\(bad.testDescription)")
            let violation = failure?.detail(BadRequest.self)?.violations_.first
            #expect(violation?.field == bad.field, "\(bad.testDescription)")
            #expect(
                failure?.message.contains(bad.says) == true,
                "\(bad.testDescription): \(failure?.message ?? "")")
            #expect(violation?.remedy.isEmpty == false, "\(bad.testDescription)")
        }
        #expect(try await mesh.journal(of: "registry").count == before)
        _ = try await cast.parties("handler").createParty(Self.valid)
        await mesh.stop()
    }

    @Test
    func `to nobody names what there is, and one without time is not begun`() async throws {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let channel = mesh.channel(as: "system")
        func failure(_ service: String, _ name: String, _ options: CallOptions) async -> RPCFailure?
        {
            await #expect(throws: RPCFailure.self) {
                let method = MethodDescriptor(service: service, method: name, callClass: .keyed)
                _ = try await channel.unary(method, [], options)
            }
        }
        let service = await failure("govmesh.registry.v1.PartiesService", "GetParty", .init())
        #expect(service?.code == .unimplemented)
        #expect(service?.message.contains("govmesh.registry.v1.PartyService") == true)
        let keyless = await failure("govmesh.mesh.v1.NodeService", "GetStatus", .init())
        #expect(keyless?.message.contains("govmesh.mesh.v1.NodeService@credit") == true)
        let method = await failure("govmesh.registry.v1.PartyService", "FetchParty", .init())
        #expect(method?.code == .unimplemented)
        #expect(method?.message.contains("GetParty") == true)
        let late = await failure(
            "govmesh.registry.v1.PartyService", "CreateParty", .init(timeout: .zero))
        #expect(late?.code == .deadlineExceeded && late?.verdict == .safeNotStarted)
        await mesh.stop()
    }
}

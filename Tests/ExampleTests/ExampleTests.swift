import MeshAPI
import MeshTestKit
import Testing

/// A test of your own against a whole mesh, to copy from.
///
/// It needs the products `MeshTestKit` and `MeshAPI` and nothing else: the gateway and the four
/// services run inside the test, on a clock that only the test moves.
@Test(.timeLimit(.minutes(1)))
func `a provider is registered and credit opens its archive`() async throws {
    // Starts in a fraction of a second; stores are in memory.
    let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")

    // `system` is the account every mesh starts with: it founds the management body and opens accounts.
    let system = mesh.channel(as: "system")
    _ = try await PartyServiceClient(system).establishManagementBody(
        EstablishManagementBodyRequest(
            partyId: "mb",
            party: Party(
                displayName: "市大数据局", creditCode: "11100000PDY00001X7",
                roles: [.managementBody])))
    func open(_ account: String, for party: String, _ side: PartyRole, _ role: OperatorRole)
        async throws
    {
        _ = try await OperatorServiceClient(system).createOperator(
            CreateOperatorRequest(
                operatorId: account,
                operator: Operator(
                    person: "person-\(account)", party: party, partyRole: side,
                    operatorRoles: [role])))
    }
    try await open("wang", for: "parties/mb", .managementBody, .handler)
    try await open("li", for: "parties/mb", .managementBody, .approver)

    // Each client speaks as one account; another person approves what the first one submitted.
    let wang = PartyServiceClient(mesh.channel(as: "wang"))
    let li = PartyServiceClient(mesh.channel(as: "li"))
    _ = try await wang.createParty(
        CreatePartyRequest(
            partyId: "sp",
            party: Party(
                displayName: "云服务商", creditCode: "91370100PDY0001750",
                roles: [.serviceProvider])))
    _ = try await wang.submitParty(CommandRequest(name: "parties/sp"))
    try await open("zhang", for: "parties/sp", .serviceProvider, .handler)
    let approved = try await li.approveParty(CommandRequest(name: "parties/sp"))
    #expect(approved.state == .active)

    // Time moves when the test says so; `advance` returns when all that fell due has happened.
    try await mesh.advance(to: "2026-02-02T01:00:00Z")
    #expect(mesh.time.hasPrefix("2026-02-02T01:00:00"))

    // Credit heard of the provider through registry's journal and opened its archive.
    let archive = try await ArchiveServiceClient(mesh.channel(as: "wang"))
        .getArchive(GetRequest(name: "archives/sp"))
    #expect(archive.publishedGrade == "AA")

    await mesh.stop()
}

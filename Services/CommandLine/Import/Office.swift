import MeshAPI
import MeshRPC

/// The management body and its officers, in whose name a new mesh is filled.
struct Office {
    static let party = "parties/mb"
    static let officers: [(account: String, role: OperatorRole)] = [
        ("handler", .handler), ("reviewer", .reviewer), ("approver", .approver),
        ("second-approver", .approver),
    ]

    /// A channel as `system`, the one account every mesh starts with.
    private let channel: any Channel

    init(_ connection: MeshConnection) {
        self.channel = connection.channel(as: "system")
    }

    /// Founds the body and gives each officer an account, unless another party is registered.
    ///
    /// - Returns: Whether it did.
    func foundIfNobodyIsThere() async throws -> Bool {
        let parties = PartyServiceClient(self.channel)
        let known = try await parties.listParties(ListRequest(pageSize: 2)).parties.map(\.name)
        guard known.isEmpty || known == [Self.party] else { return false }
        if known.isEmpty {
            _ = try await parties.establishManagementBody(
                EstablishManagementBodyRequest(
                    partyId: "mb",
                    party: Party(
                        displayName: "云服务管理机构", creditCode: "11100000PDY00001X7",
                        roles: [.managementBody])))
        }
        for officer in Self.officers {
            do {
                try await self.open(
                    officer.account, for: Self.party, .managementBody, officer.role)
            } catch let failure as RPCFailure where failure.code == .alreadyExists {
                // Made before something broke.
            }
        }
        return true
    }

    /// Opens an account.
    func open(
        _ account: String, for party: String, _ role: PartyRole, _ operatorRole: OperatorRole
    ) async throws {
        _ = try await OperatorServiceClient(self.channel).createOperator(
            CreateOperatorRequest(
                operatorId: account,
                operator: Operator(
                    person: "person-\(account)", party: party, partyRole: role,
                    operatorRoles: [operatorRole])))
    }
}

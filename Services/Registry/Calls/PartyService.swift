import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshWire
import RegistryRules

/// Answers `govmesh.registry.v1.PartyService`.
struct PartyAnswers: PartyServiceProvider, LifecycleAnswers {
    typealias Answered = Party

    let context: ServiceContext
    let lifecycle = partyLifecycle

    func establishManagementBody(
        _ request: EstablishManagementBodyRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.context.perform(call) { act in
            guard try act.list(Party.self, states: [.active]).isEmpty else {
                throw RPCFailure(
                    .failedPrecondition,
                    "A management body exists; further parties come through CreateParty.",
                    verdict: .doNotRetry, origin: .handler)
            }
            var party = try draft(request.party)
            party.name = "parties/\(request.partyId)"
            party.state = .active
            return try act.save(party, partyLifecycle, command: "establish", from: "")
        }
    }

    func createParty(
        _ request: CreatePartyRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.context.perform(call) { act in
            let party = try draft(request.party)
            let name = "parties/\(request.partyId)"
            if let other = try holder(act, of: party.creditCode, besides: name) {
                throw RPCFailure(
                    .alreadyExists,
                    "\(other) holds \(party.creditCode) already; use that party.",
                    verdict: .doNotRetry, origin: .handler)
            }
            return try act.create(partyLifecycle, id: request.partyId, party)
        }
    }

    func askPartySupplement(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Party {
        try await self.give(request, call, edit: { $1.supplementAsked = true })
    }

    func facts(_ act: Act, _ party: Party) throws -> PartyFacts {
        var facts = try PartyFacts(act, party)
        facts.creditKnownAt = self.context.contact(with: "credit")
        return facts
    }
}

extension PartyFacts {
    fileprivate init(_ act: Act, _ party: Party) throws {
        self.init()
        let name = party.name
        self.operators = try act.list(Operator.self, where: [("party", name)], states: [.active])
        self.liveContracts = try ["provider", "using_organisation"].flatMap { side in
            try act.list(Contract.self, where: [(side, name)], states: Self.liveContract)
        }
        self.offeredProducts = try act.list(
            Product.self, where: [("provider", name)], states: Self.offeredProduct)
        self.personnel = try act.list(Person.self, where: [("employer", name)])
        self.openRecords = try act.list(
            Record.self, where: [("subject", name)], states: Self.openRecord)
    }
}

/// Answers `govmesh.registry.v1.OperatorService`.
struct OperatorAnswers: OperatorServiceProvider, LifecycleAnswers {
    typealias Answered = Operator

    let context: ServiceContext
    let lifecycle = operatorLifecycle

    func createOperator(
        _ request: CreateOperatorRequest, _ call: Call
    ) async throws(RPCFailure) -> Operator {
        try await self.context.perform(call) { act in
            guard let account = request.operator else { throw RPCFailure.missing("operator") }
            let party = try act.existing(Party.self, account.party)
            guard let role = account.partyRole, party.roles.contains(role) else {
                throw RPCFailure.invalidArgument(
                    field: "operator.party_role", rule: "one of the roles of \(party.name)",
                    remedy: "choose a role the party holds")
            }
            try oneAdministration(act, account)
            return try act.create(operatorLifecycle, id: request.operatorId, account)
        }
    }

    func revokeOperator(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Operator {
        try await self.give(
            request, call, then: { act, account in try revokeKeys(act, of: account) })
    }
}

/// The party of a request, its code normalised and checked at once: a wrong check digit should be
/// found where it is typed.
private func draft(_ party: Party?) throws -> Party {
    guard var party else { throw RPCFailure.missing("party") }
    do throws(UnifiedCreditCode.Invalid) {
        party.creditCode = try UnifiedCreditCode(party.creditCode).text
    } catch {
        throw RPCFailure.invalidArgument(
            error.refusals.map { refusal in
                let place = refusal.subject.isEmpty ? "" : "\(refusal.subject): "
                return Violation(
                    field: "party.credit_code", rule: place + refusal.message,
                    remedy: refusal.remedy)
            })
    }
    party.version = 0
    party.source = ""
    party.verified = true
    party.supplementAsked = false
    return party
}

/// The party besides `name` that has this code: there is one active record per code (R5.3-1).
func holder(_ act: Act, of creditCode: String, besides name: String) throws -> String? {
    try act.list(Party.self, where: [("credit_code", creditCode)]).first { other in
        other.name != name && other.state != .rejected && other.state != .deregistered
    }?.name
}

/// A person holds at most one of the three administrations, over all accounts (section 2.1).
private func oneAdministration(_ act: Act, _ account: Operator) throws {
    let administrators: Set<OperatorRole> = [
        .systemAdministrator, .securityAdministrator, .auditAdministrator,
    ]
    let others = try act.list(
        Operator.self, where: [("person", account.person)], states: [.active])
    let roles = others.flatMap { $0.operatorRoles } + account.operatorRoles
    guard administrators.intersection(roles).count <= 1 else {
        let names = others.map { $0.name }.joined(separator: ", ")
        throw RPCFailure.invalidArgument(
            field: "operator.operator_roles",
            rule: "the three administrators exclude one another in one person"
                + (names.isEmpty ? "" : ", who has \(names)"),
            remedy: "give the second administration to another person")
    }
}

import CreditRules
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// Answers `govmesh.registry.v1.ContractService`.
struct ContractAnswers: ContractServiceProvider, LifecycleAnswers {
    typealias Answered = Contract

    let context: ServiceContext
    let lifecycle = contractLifecycle

    func createContract(
        _ request: CreateContractRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.context.perform(call) { act in
            guard var draft = request.contract else { throw RPCFailure.missing("contract") }
            let product = try act.existing(Product.self, draft.product)
            guard product.provider == draft.provider else {
                throw RPCFailure.invalidArgument(
                    field: "contract.provider", rule: "the provider of \(product.name)",
                    remedy: "name \(product.provider)")
            }
            _ = try act.existing(Party.self, draft.usingOrganisation)
            _ = try grade(draft.minimumGrade, in: "contract.minimum_grade")
            draft.specificationVersion = product.specificationVersion
            if draft.commitments.isEmpty { draft.commitments = product.commitments }
            if draft.availabilityModel == .unspecified { draft.availabilityModel = .numeratorOnly }
            draft.source = ""
            draft.verified = true
            draft.signedByProvider = false
            draft.signedByUsingOrganisation = false
            draft.snapshot = nil
            return try act.create(contractLifecycle, id: request.contractId, draft)
        }
    }

    func lockContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        _ = await self.creditKnownAt
        return try await self.give(request, call)
    }

    /// The second signature keeps what was believed that day: grade, qualifications, model.
    func signContract(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Contract {
        try await self.give(
            request, call,
            edit: { act, contract in
                if act.actor.party == contract.provider {
                    contract.signedByProvider = true
                } else {
                    contract.signedByUsingOrganisation = true
                }
                if contract.state == .signed {
                    contract.snapshot = try self.snapshot(act, contract)
                }
            })
    }

    func checkAdmission(
        _ request: CheckAdmissionRequest, _ call: Call
    ) async throws(RPCFailure) -> CheckAdmissionResponse {
        guard let start = CivilDate(request.startDate), let end = CivilDate(request.endDate) else {
            throw .invalidArgument(
                field: "start_date", rule: "a civil date", remedy: "write it as 2026-11-24")
        }
        let minimum = try grade(request.minimumGrade, in: "minimum_grade")
        let now = self.context.clock.now
        let known = await self.creditKnownAt
        return try await self.context.read { reader in
            var facts = AdmissionFacts()
            try facts.fill(
                from: reader, provider: request.provider, product: request.product,
                usingOrganisation: request.usingOrganisation)
            facts.creditKnownAt = known
            let refusals = Admission(start: start, end: end, minimumGrade: minimum)
                .refusals(facts, at: now)
            return CheckAdmissionResponse(
                admissible: refusals.isEmpty,
                refusals: refusals.map(PreconditionFailure.Refusal.init),
                grade: facts.archive?.publishedGrade ?? "",
                evaluation: facts.archive?.evaluation ?? "",
                evaluationVersion: facts.archive?.evaluationVersion ?? 0)
        }
    }

    /// When credit last answered; a new admission fails closed when that is too long ago (RX-8).
    private var creditKnownAt: Instant? {
        get async { await self.context.firstContact(with: "credit") }
    }

    func facts(_ act: Act, _ contract: Contract) throws -> ContractFacts {
        var facts = ContractFacts()
        facts.signer = act.actor.party
        facts.admission.creditKnownAt = self.context.contact(with: "credit")
        try facts.admission.fill(
            from: act.transaction, provider: contract.provider, product: contract.product,
            usingOrganisation: contract.usingOrganisation)
        return facts
    }

    private func snapshot(_ act: Act, _ contract: Contract) throws -> ContractSnapshot {
        var facts = AdmissionFacts()
        try facts.fill(
            from: act.transaction, provider: contract.provider, product: contract.product,
            usingOrganisation: contract.usingOrganisation)
        return ContractSnapshot(
            grade: facts.archive?.publishedGrade ?? "",
            evaluation: facts.archive?.evaluation ?? "",
            evaluationVersion: facts.archive?.evaluationVersion ?? 0,
            scoringModel: facts.archive?.model ?? "",
            qualifications: facts.qualifications.map { "\($0.name)@\($0.version)" },
            signedOn: act.today.description)
    }
}

/// The lowest grade somebody accepts; `nil` for any.
private func grade(_ text: String, in field: String) throws(RPCFailure) -> Grade? {
    guard !text.isEmpty else { return nil }
    guard let grade = Grade(rawValue: text), grade.rank != nil else {
        throw .invalidArgument(
            field: field, rule: "AAA, AA, A, B, C, D or empty",
            remedy: "name the lowest grade that is accepted, or none")
    }
    return grade
}

import CreditRules
import MeshAPI
import MeshPrimitives
import MeshRuntime

/// How registry explains what it has: who somebody is, and what a contract was decided on.
let registryTellings: [Telling] = [
    Telling(partyLifecycle, "R5.3-1") { party, past in
        let held = try past.all(Qualification.self, where: [("provider", party.name)])
        let archives = try past.all(Archive.self, where: [("subject", party.name)])
        return Told(
            "\(party.state.label), \(party.roles.map { "\($0)" }.joined(separator: ", "))",
            restsOn: archives.map { .resource($0.name, version: $0.version) }
                + held.map { .resource($0.name) })
    },
    Telling(personLifecycle, "R6.1-2") { person, past in
        let archives = try past.all(Archive.self, where: [("subject", person.name)])
        let posts = try past.all(Assignment.self, where: [("person", person.name)])
        let employer = person.employer.isEmpty ? "nobody" : person.employer
        return Told(
            "\(person.state.label), employed by \(employer)",
            restsOn: archives.map { .resource($0.name, version: $0.version) }
                + posts.map { .resource($0.name) })
    },
    Telling(assignmentLifecycle, "R6.1-4") { assignment, _ in
        Told(
            "\(assignment.state.label) as \(assignment.post) of \(assignment.contract)",
            restsOn: [.resource(assignment.contract)])
    },
    Telling(qualificationLifecycle, "R5.2-3") { qualification, _ in
        Told(
            "\(qualification.state.label) \(qualification.kind), \(qualification.validFrom) to \(qualification.validUntil)"
        )
    },
    Telling(certificationLifecycle, "R5.2-8") { certification, _ in
        Told(
            "\(certification.state.label) for major version \(certification.productVersion), \(certification.validFrom) to \(certification.validUntil)"
        )
    },
    Telling(productLifecycle, "R5.3-3") { product, past in
        let certified = try past.all(Certification.self, where: [("product", product.name)])
        let assessed = try past.all(RiskAssessment.self, where: [("product", product.name)])
        return Told(
            "\(product.state.label), major version \(product.majorVersion)",
            restsOn: certified.map { .resource($0.name) }
                + assessed.map { .resource($0.name, version: $0.version) })
    },
    Telling(contractLifecycle, "R5.3-4") { contract, past in
        switch contract.state {
        case .draft, .negotiating: try contract.toldAsPlanned(past)
        case .unspecified, .pendingSignature, .signed, .filed, .active, .expiring,
            .serviceSuspended, .terminating, .exitDataReturned, .exitVerified, .deletionProven,
            .closed:
            contract.toldAsDecided
        }
    },
]

extension Contract {
    /// Whether it is admissible, with every reason why not.
    ///
    /// That credit has answered lately is taken for granted here; CheckAdmission tells.
    fileprivate func toldAsPlanned(_ past: Past) throws -> Told {
        var facts = AdmissionFacts()
        try facts.fill(
            from: past.reader, provider: self.provider, product: self.product,
            usingOrganisation: self.usingOrganisation)
        let now = past.effectiveAt
        facts.creditKnownAt = now
        guard let start = CivilDate(self.startDate), let end = CivilDate(self.endDate) else {
            return Told("\(self.state.label), no term yet")
        }
        let refusals = Admission(
            start: start, end: end, minimumGrade: Grade(rawValue: minimumGrade)
        )
        .refusals(facts, at: now)
        let verdict =
            refusals.isEmpty ? "admissible now" : "not admissible now, \(refusals.count) reasons"
        return Told(
            "\(self.state.label), \(verdict)",
            restsOn: refusals.map { refusal in
                // The grade's chain explains every refusal for the grade alike; once is enough.
                let archive = refusal.code == "GRADE_BELOW" ? facts.archive?.name : nil
                return .line(
                    "\(refusal.code) \(refusal.subject)", "\(refusal.message); \(refusal.remedy)",
                    requirement: refusal.requirement, restsOn: archive.map { [.resource($0)] } ?? []
                )
            })
    }

    /// What was believed on the day of the second signature.
    fileprivate var toldAsDecided: Told {
        Told(
            "\(self.state.label), \(self.startDate) to \(self.endDate)",
            restsOn: self.snapshot.map(\.told)
                ?? [
                    .line(
                        "no decision",
                        self.source.isEmpty ? "not signed yet" : "loaded from \(self.source)",
                        requirement: "RX-13")
                ])
    }
}

extension ContractSnapshot {
    fileprivate var told: [Support] {
        let grade = "grade \(self.grade) on \(self.signedOn)"
        let decision: Support =
            self.evaluation.isEmpty
            ? .line("new entity", "\(grade), model \(self.scoringModel)", requirement: "R5.2-16")
            : .resource(self.evaluation, version: self.evaluationVersion, note: grade)
        return [decision] + self.qualifications.map(Support.version)
    }
}

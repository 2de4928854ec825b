import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// What the admission guard looks at; read in the transaction that decides.
package struct AdmissionFacts: Sendable {
    package var provider: Party?
    package var usingOrganisation: Party?
    package var product: Product?
    package var qualifications: [Qualification] = []
    package var certifications: [Certification] = []
    package var assessments: [RiskAssessment] = []
    package var archive: Archive?
    package var restrictions: [Restriction] = []
    /// When credit last answered; `nil` when it never did.
    package var creditKnownAt: Instant?

    package init() {}
}

/// What somebody wants to contract.
package struct Admission: Sendable {
    package var start: CivilDate
    package var end: CivilDate
    /// The least the using organisation accepts; `nil` for any.
    package var minimumGrade: Grade?

    package init(start: CivilDate, end: CivilDate, minimumGrade: Grade?) {
        self.start = start
        self.end = end
        self.minimumGrade = minimumGrade
    }

    /// Credit older than this makes a new admission fail closed (section 6), in seconds.
    package static let creditLimitSeconds: Int64 = 24 * 3_600

    /// All reasons why the contract may not be made; empty when it may.
    package func refusals(_ facts: AdmissionFacts, at now: Instant) -> [MeshPrimitives.Refusal] {
        self.partyRefusals(facts) + self.productRefusals(facts, now)
            + self.qualificationRefusals(facts, now) + self.creditRefusals(facts, now)
    }

    private func partyRefusals(_ facts: AdmissionFacts) -> [MeshPrimitives.Refusal] {
        var refusals: [MeshPrimitives.Refusal] = []
        for (party, role) in [
            (facts.provider, "provider"), (facts.usingOrganisation, "using organisation"),
        ] {
            if party?.state != .active {
                refusals.append(
                    refusal(
                        "PARTY_NOT_ACTIVE", party?.name ?? role, "the \(role) is not active",
                        "have it approved or resumed", "R5.3-1",
                        "inferred: 5.2 b audit needs an applicant"))
            }
            if let party, !party.verified { refusals.append(unverified(party.name)) }
        }
        if let provider = facts.provider, let product = facts.product,
            facts.certifications.contains(where: {
                $0.product == product.name && $0.certificationBody == provider.name
            })
        {
            refusals.append(
                refusal(
                    "CONFLICT_OF_ROLE", provider.name, "the provider certified its own product",
                    "have another body certify it", "R5.1-6",
                    "inferred: seed 5.1 + separation of duties"))
        }
        return refusals
    }

    private func productRefusals(
        _ facts: AdmissionFacts, _ now: Instant
    ) -> [MeshPrimitives.Refusal] {
        guard let product = facts.product, product.state == .listed else {
            return [
                refusal(
                    "PRODUCT_NOT_LISTED", facts.product?.name ?? "product",
                    "the product is not listed", "have it listed", "R5.3-3",
                    "inferred: 5.2 b product certification; F23 classes; F21 metering classes")
            ]
        }
        var refusals: [MeshPrimitives.Refusal] = []
        if !product.verified { refusals.append(unverified(product.name)) }
        if let refusal = specificationRefusal(product, now) { refusals.append(refusal) }
        if product.certificationRequired, !hasValidCertificate(product, facts.certifications, now) {
            refusals.append(certificateRefusal(product))
        }
        return refusals + majorRisks(facts.assessments)
    }

    private func qualificationRefusals(
        _ facts: AdmissionFacts, _ now: Instant
    ) -> [MeshPrimitives.Refusal] {
        (facts.product?.requiredQualifications ?? []).compactMap { kind in
            let valid = facts.qualifications.filter {
                $0.kind == kind && qualificationLifecycle.state(of: $0, at: now) == .approved
                    && ($0.controlSensitive == false
                        || $0.controllerSnapshot == facts.provider?.controller)
            }
            guard let longest = valid.max(by: { $0.validUntil < $1.validUntil }) else {
                return refusal(
                    "QUAL_MISSING", kind, "no valid qualification of kind \(kind)",
                    "apply for it with QualificationService", "R5.2-3", "seed 5.2 b")
            }
            guard let until = CivilDate(longest.validUntil), until < self.end else { return nil }
            return refusal(
                "QUAL_EXPIRES_IN_TERM", longest.name, "\(kind) expires on \(until) within the term",
                "renew it or shorten the term", "R5.2-4", "design")
        }
    }

    private func creditRefusals(
        _ facts: AdmissionFacts, _ now: Instant
    ) -> [MeshPrimitives.Refusal] {
        var refusals: [MeshPrimitives.Refusal] = []
        let isFresh = facts.creditKnownAt.map {
            now <= $0.adding(seconds: Self.creditLimitSeconds)
        }
        if isFresh != true {
            refusals.append(
                refusal(
                    "CREDIT_STALE", "credit", "the credit data are older than 24 h",
                    "wait until credit answers again", "RX-8", "design"))
        }
        let grade = Grade(rawValue: facts.archive?.publishedGrade ?? "") ?? .unrated
        if let minimum = self.minimumGrade, !grade.reaches(minimum) {
            refusals.append(
                refusal(
                    "GRADE_BELOW", minimum.rawValue,
                    "grade \(grade.rawValue) is below \(minimum.rawValue)",
                    "repair the records behind the grade (ExplainGrade shows them)", "R5.2-16",
                    "inferred: F10 F9"))
        }
        for restriction in facts.restrictions
        where restriction.state == .imposed && restriction.blocksNewBusiness {
            refusals.append(
                refusal(
                    "RESTRICTED", restriction.name, "no new business at grade \(restriction.grade)",
                    "repair the records behind the grade", "R5.2-16", "inferred: F10 F9"))
        }
        return refusals
    }

    private func unverified(_ name: String) -> MeshPrimitives.Refusal {
        refusal(
            "UNVERIFIED", name, "loaded data not verified yet",
            "have it verified with MigrationService/VerifyImported", "RX-13", "design")
    }

    private func refusal(
        _ code: String, _ subject: String, _ message: String, _ remedy: String,
        _ requirement: String, _ source: String
    ) -> MeshPrimitives.Refusal {
        MeshPrimitives.Refusal(
            code: code, subject: subject, message: message, remedy: remedy,
            requirement: requirement, source: source)
    }
}

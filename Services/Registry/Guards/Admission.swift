import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC

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

    fileprivate var imposed: [Restriction] { self.restrictions.filter { $0.state == .imposed } }
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
    package func refusals(_ facts: AdmissionFacts, at now: Instant) -> [Refusal] {
        self.termRefusals(facts) + self.partyRefusals(facts) + self.productRefusals(facts, now)
            + self.qualificationRefusals(facts, now) + self.creditRefusals(facts, now)
    }

    /// The two dates, and what a restriction leaves of the time between them.
    private func termRefusals(_ facts: AdmissionFacts) -> [Refusal] {
        guard self.start <= self.end else {
            return [
                refusal(
                    "TERM_INVALID", "term", "the term ends before it starts", "correct the dates",
                    "R5.3-5", "seed 5.1 contract exists")
            ]
        }
        return facts.imposed.compactMap { restriction in
            let cap = Int(restriction.termCapMonths)
            let latest = self.start.adding(months: cap).adding(days: -1)
            guard cap > 0, latest < self.end else { return nil }
            return refusal(
                "TERM_ABOVE_CAP", restriction.name,
                "grade \(restriction.grade) caps a new contract at \(cap) months",
                "let it end on \(latest) or earlier", "R5.2-16", "inferred: F10 F9")
        }
    }

    private func partyRefusals(_ facts: AdmissionFacts) -> [Refusal] {
        var refusals =
            self.partyRefusals(facts.provider, "provider", .serviceProvider)
            + self.partyRefusals(facts.usingOrganisation, "using organisation", .usingOrganisation)
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

    /// - Parameter side: The part the party takes, in words.
    private func partyRefusals(
        _ party: Party?, _ side: String, _ role: PartyRole
    ) -> [Refusal] {
        var refusals = activityRefusal(party, side)
        guard let party else { return refusals }
        if !party.verified { refusals.append(unverified(party.name)) }
        if !party.roles.contains(role) {
            refusals.append(
                refusal(
                    "ROLE_MISSING", party.name, "\(party.name) is not registered as \(side)",
                    "name a party that is", "R5.1-1", "seed 5.1"))
        }
        return refusals
    }

    private func productRefusals(
        _ facts: AdmissionFacts, _ now: Instant
    ) -> [Refusal] {
        var refusals: [Refusal] = []
        if facts.product?.state != .listed {
            refusals.append(
                refusal(
                    "PRODUCT_NOT_LISTED", facts.product?.name ?? "product",
                    "the product is not listed", "have it listed", "R5.3-3",
                    "inferred: 5.2 b product certification; F23 classes; F21 metering classes"))
        }
        guard let product = facts.product else { return refusals }
        if let provider = facts.provider, product.provider != provider.name {
            refusals.append(
                refusal(
                    "PRODUCT_OF_OTHER", product.name,
                    "\(product.name) is offered by \(product.provider), not by \(provider.name)",
                    "contract with \(product.provider)", "R5.3-3",
                    "inferred: 5.2 b product certification"))
        }
        if !product.verified { refusals.append(unverified(product.name)) }
        if let refusal = specificationRefusal(product, on: self.start) { refusals.append(refusal) }
        if let refusal = certificateRefusal(
            product, facts.certifications, on: self.start, at: now)
        {
            refusals.append(refusal)
        }
        return refusals + majorRisks(facts.assessments)
    }

    private func qualificationRefusals(
        _ facts: AdmissionFacts, _ now: Instant
    ) -> [Refusal] {
        (facts.product?.requiredQualifications ?? []).compactMap { kind in
            let held = facts.qualifications.filter {
                $0.kind == kind && qualificationLifecycle.state(of: $0, at: now) == .approved
                    && ($0.controlSensitive == false
                        || $0.controllerSnapshot == facts.provider?.controller)
            }
            guard let last = self.last(of: held) else {
                return refusal(
                    "QUAL_MISSING", kind,
                    "no qualification of kind \(kind) is valid on \(self.start)",
                    "apply for it with QualificationService", "R5.2-3", "seed 5.2 b")
            }
            let until = Validity(last.validFrom, last.validUntil).until
            guard until < self.end else { return nil }
            return refusal(
                "QUAL_EXPIRES_IN_TERM", last.name, "\(kind) expires on \(until) within the term",
                "renew it or shorten the term", "R5.2-4", "design")
        }
    }

    /// The qualification with which an unbroken validity from the start on ends; `nil` for none.
    ///
    /// A renewal counts when it begins on the day after the one before ends, or earlier.
    private func last(of held: [Qualification]) -> Qualification? {
        var last: Qualification?
        var next = self.start
        for qualification in held.sorted(by: { $0.validFrom < $1.validFrom }) {
            let validity = Validity(qualification.validFrom, qualification.validUntil)
            guard validity.contains(next) else { continue }
            last = qualification
            next = validity.until.adding(days: 1)
        }
        return last
    }

    /// Credit data older than the limit decide nothing new (RX-8).
    static func staleness(ofCredit known: Instant?, at now: Instant) -> [Refusal] {
        if let known, now <= known.adding(seconds: Self.creditLimitSeconds) { return [] }
        return [
            Refusal(
                code: "CREDIT_STALE", subject: "credit",
                message: "the credit data are older than 24 h",
                remedy: "wait until credit answers again", requirement: "RX-8", source: "design")
        ]
    }

    private func creditRefusals(
        _ facts: AdmissionFacts, _ now: Instant
    ) -> [Refusal] {
        var refusals = Self.staleness(ofCredit: facts.creditKnownAt, at: now)
        let grade = Grade(rawValue: facts.archive?.publishedGrade ?? "") ?? .unrated
        if let minimum = self.minimumGrade, !grade.reaches(minimum) {
            refusals.append(
                refusal(
                    "GRADE_BELOW", minimum.rawValue,
                    "grade \(grade.rawValue) is below \(minimum.rawValue)",
                    "repair the records behind the grade (Explain shows them)", "R5.2-16",
                    "inferred: F10 F9"))
        }
        for restriction in facts.imposed where restriction.blocksNewBusiness {
            refusals.append(
                refusal(
                    "RESTRICTED", restriction.name, "no new business at grade \(restriction.grade)",
                    "repair the records behind the grade", "R5.2-16", "inferred: F10 F9"))
        }
        return refusals
    }

    private func unverified(_ name: String) -> Refusal {
        refusal(
            "UNVERIFIED", name, "loaded data not verified yet",
            "have it verified with MigrationService/VerifyImported", "RX-13", "design")
    }
}

/// Whether a party may take new business now.
func activityRefusal(_ party: Party?, _ side: String) -> [Refusal] {
    guard party?.state != .active else { return [] }
    return [
        refusal(
            "PARTY_NOT_ACTIVE", party?.name ?? side, "the \(side) is not active",
            "have it approved or resumed", "R5.3-1",
            "inferred: 5.2 b audit needs an applicant")
    ]
}

private func refusal(
    _ code: String, _ subject: String, _ message: String, _ remedy: String,
    _ requirement: String, _ source: String
) -> Refusal {
    Refusal(
        code: code, subject: subject, message: message, remedy: remedy,
        requirement: requirement, source: source)
}

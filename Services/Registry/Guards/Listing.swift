import MeshAPI
import MeshLifecycle
import MeshPrimitives
import RegistryRules

/// What is known about a product when it is to be listed.
package struct ListingFacts: Sendable {
    package var certifications: [Certification] = []
    package var assessments: [RiskAssessment] = []

    package init(certifications: [Certification] = [], assessments: [RiskAssessment] = []) {
        self.certifications = certifications
        self.assessments = assessments
    }
}

/// A party needs a valid unified social credit code (7.1).
func creditCodeHolds(_ party: Party) -> [Refusal] {
    do throws(UnifiedCreditCode.Invalid) {
        _ = try UnifiedCreditCode(party.creditCode)
        return []
    } catch {
        return error.refusals
    }
}

/// Whether a product may stand in the catalogue: R4-1, a certificate, a specification in force and
/// an approved risk assessment below major.
func mayBeListed(
    _ product: Product, _ facts: ListingFacts, _ now: Instant
) -> [Refusal] {
    var refusals: [Refusal] = []
    for kind in [Commitment.Kind.safety, .reliability]
    where !product.commitments.contains(where: { $0.kind == kind }) {
        refusals.append(
            Refusal(
                code: "COMMITMENT_MISSING", subject: kind.label,
                message: "no \(kind.label) commitment",
                remedy: "declare at least one \(kind.label) commitment", requirement: "R4-1",
                source: "seed 4"))
    }
    let today = now.civilDate
    if let refusal = specificationRefusal(product, on: today) { refusals.append(refusal) }
    if let refusal = certificateRefusal(product, facts.certifications, on: today, at: now) {
        refusals.append(refusal)
    }
    let approved = facts.assessments.filter { $0.state == .approved }
    if approved.isEmpty {
        refusals.append(
            Refusal(
                code: "RISK_NOT_ASSESSED", subject: product.name,
                message: "no approved risk assessment",
                remedy: "create one with RiskAssessmentService and have it approved",
                requirement: "R8.1-1", source: "inferred: GB/T 24353 / ISO 31000; F20"))
    }
    return refusals + majorRisks(approved)
}

/// - Parameter day: The day of listing, or the first day of the contract.
func specificationRefusal(_ product: Product, on day: CivilDate) -> Refusal? {
    if let from = CivilDate(product.specificationEffectiveFrom), from <= day { return nil }
    return Refusal(
        code: "SPEC_NOT_EFFECTIVE", subject: product.name,
        message: "the service specification is not in force on \(day)",
        remedy: "publish a specification that is in force on the day", requirement: "R7.1-1",
        source: "seed 5.1: specs must exist")
}

/// A certificate counts when it is issued now, and valid on the day that matters.
func certificateRefusal(
    _ product: Product, _ certifications: [Certification], on day: CivilDate, at now: Instant
) -> Refusal? {
    let isCertified = certifications.contains {
        $0.productVersion == product.majorVersion && $0.verified
            && certificationLifecycle.state(of: $0, at: now) == .issued
            && Validity($0.validFrom, $0.validUntil).contains(day)
    }
    guard product.certificationRequired, !isCertified else { return nil }
    return Refusal(
        code: "CERT_INVALID", subject: product.name,
        message: "no certificate for major version \(product.majorVersion) is valid on \(day)",
        remedy: "have the product certified", requirement: "R5.2-7", source: "seed 5.2 b")
}

/// The days on which a certificate or qualification is valid, both ends included.
struct Validity {
    let from: CivilDate
    let until: CivilDate

    /// A day that is not given bounds nothing.
    init(_ from: String, _ until: String) {
        self.from = CivilDate(from) ?? .first
        self.until = CivilDate(until) ?? .last
    }

    func contains(_ day: CivilDate) -> Bool { self.from <= day && day <= self.until }
}

func majorRisks(_ assessments: [RiskAssessment]) -> [Refusal] {
    assessments.filter { $0.state == .approved && $0.level == .major }.map { assessment in
        Refusal(
            code: "RISK_MAJOR_OPEN", subject: assessment.name, message: "a major risk is open",
            remedy: "treat the risk and assess again", requirement: "R8.3-5", source: "design")
    }
}

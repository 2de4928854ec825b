import CreditRules
import MeshAPI
import MeshPrimitives
import QualityRules

/// What the guards of a contract look at.
package struct ContractFacts: Sendable {
    package var admission = AdmissionFacts()
    /// The side that signs now.
    package var signer = ""
}

/// Sections a contract must hold before it can be filed (R5.3-5).
package let requiredSections = [
    "parties", "products", "specification", "term", "price", "commitments", "maintenance",
    "service-credits", "data", "security", "personnel", "subcontracting", "change", "incidents",
    "exit", "disputes", "precedence",
]

func isComplete(
    _ contract: Contract, _ facts: ContractFacts, _ now: Instant
) -> [Refusal] {
    requiredSections.filter { !contract.sections.contains($0) }.map { section in
        Refusal(
            code: "SECTION_MISSING", subject: section, message: "section \(section) is missing",
            remedy: "add it to the text and to sections", requirement: "R5.3-5",
            source: "seed 5.1 contract exists")
    }
}

/// The table of service credits can be applied to the committed availability (7.6).
func creditTermsHold(_ contract: Contract) -> [Refusal] {
    let availability = contract.commitments.first { $0.metric == "availability" }
    guard let availability else { return [] }
    do throws(Refusal) {
        _ = try ServiceCredit(
            targetPpm: availability.targetPpm,
            bands: contract.creditBands.map { ($0.fromPpm, Int64($0.percent)) },
            capPercent: Int64(contract.creditCapPercent))
        return []
    } catch {
        return [error]
    }
}

/// A commitment may be stricter than the product's, never weaker (R7.1-2).
func isConsistent(
    _ contract: Contract, _ facts: ContractFacts, _ now: Instant
) -> [Refusal] {
    (facts.admission.product?.commitments ?? []).compactMap { promised in
        let agreed = contract.commitments.first { $0.metric == promised.metric }
        if let agreed, agreed.targetPpm >= promised.targetPpm { return nil }
        return Refusal(
            code: "COMMITMENT_WEAKER", subject: promised.metric,
            message:
                "\(promised.metric) promises \(agreed?.targetPpm ?? 0) ppm, the specification \(promised.targetPpm) ppm",
            remedy: "agree on at least the specification's target", requirement: "R7.1-2",
            source: "inferred: titles; GB/T 28222")
    }
}

func isAdmissible(
    _ contract: Contract, _ facts: ContractFacts, _ now: Instant
) -> [Refusal] {
    // Both dates are required; without them the term would be refused as invalid.
    let admission = Admission(
        start: CivilDate(contract.startDate) ?? .last, end: CivilDate(contract.endDate) ?? .first,
        minimumGrade: Grade(rawValue: contract.minimumGrade))
    return admission.refusals(facts.admission, at: now)
}

/// A party may have left or been suspended since the text was locked.
func partiesAreActive(
    _ contract: Contract, _ facts: ContractFacts, _ now: Instant
) -> [Refusal] {
    activityRefusal(facts.admission.provider, "provider")
        + activityRefusal(facts.admission.usingOrganisation, "using organisation")
}

func otherSideHasSigned(
    _ contract: Contract, _ facts: ContractFacts, _ now: Instant
) -> [Refusal] {
    let other =
        facts.signer == contract.provider
        ? contract.signedByUsingOrganisation : contract.signedByProvider
    return other ? [] : [signatureRefusal(contract, "the other side has not signed yet")]
}

func otherSideHasNotSigned(
    _ contract: Contract, _ facts: ContractFacts, _ now: Instant
) -> [Refusal] {
    let own =
        facts.signer == contract.provider
        ? contract.signedByProvider : contract.signedByUsingOrganisation
    return own ? [signatureRefusal(contract, "your side has signed already")] : []
}

private func signatureRefusal(_ contract: Contract, _ message: String) -> Refusal {
    Refusal(
        code: "SIGNATURE", subject: contract.name, message: message,
        remedy: "wait for the other side", requirement: "R5.3-4", source: "seed 5.1")
}

import MeshAPI
import MeshPrimitives

/// What registry knows about a party beyond its own record.
package struct PartyFacts: Sendable {
    /// Accounts that may act for it.
    package var operators: [Operator] = []
    /// Contracts in force on either side, signed and not closed.
    package var liveContracts: [Contract] = []
    /// Its products that stand in the catalogue.
    package var offeredProducts: [Product] = []
    /// People whom it employs.
    package var personnel: [Person] = []
    /// Credit records about it that somebody has yet to decide on.
    package var openRecords: [Record] = []
    /// When credit last answered; `nil` when it never did.
    package var creditKnownAt: Instant?

    package init() {}

    /// From the second signature until the proof of deletion was accepted.
    package static let liveContract: [Contract.State] = [
        .signed, .filed, .active, .expiring, .serviceSuspended, .terminating, .exitDataReturned,
        .exitVerified, .deletionProven,
    ]

    /// A product that is being delisted takes no new contract, and the old ones are counted above.
    package static let offeredProduct: [Product.State] = [.listed, .suspended]

    /// Before the decision, and while an objection or a repair runs.
    package static let openRecord: [Record.State] = [
        .proposed, .notified, .statementReceived, .statementWaived, .confirmed, .underObjection,
        .underRepair,
    ]
}

/// What is missing is asked for once, all of it (一次性补正).
func isAskedFirst(
    _ name: String, _ asked: Bool, _ requirement: String
) -> [Refusal] {
    guard asked else { return [] }
    return [
        Refusal(
            code: "SUPPLEMENT_ASKED", subject: name,
            message: "a supplement was asked for already, and that is possible one time",
            remedy: "decide on what was submitted", requirement: requirement, source: "seed 5.2 b")
    ]
}

/// Somebody must be able to act for an active party.
func hasOperator(
    _ party: Party, _ facts: PartyFacts, _ now: Instant
) -> [Refusal] {
    guard facts.operators.isEmpty else { return [] }
    return [
        Refusal(
            code: "OPERATOR_MISSING", subject: party.name, message: "nobody may act for it",
            remedy: "have an account made with OperatorService/CreateOperator",
            requirement: "R5.3-1", source: "inferred: 5.2 b audit needs an applicant")
    ]
}

/// Who leaves has no live contract, no product on offer, no personnel and no open case.
func hasNoObligations(
    _ party: Party, _ facts: PartyFacts, _ now: Instant
) -> [Refusal] {
    func open(
        _ code: String, _ names: [String], _ message: String, _ remedy: String
    ) -> [Refusal] {
        names.map { name in
            Refusal(
                code: code, subject: name, message: "\(name) \(message)", remedy: remedy,
                requirement: "R5.3-1", source: "design: SM-PARTY")
        }
    }
    return open(
        "CONTRACT_LIVE", facts.liveContracts.map { $0.name }, "is not closed",
        "terminate it and follow its exit to the end")
        + open(
            "PRODUCT_OFFERED", facts.offeredProducts.map { $0.name }, "stands in the catalogue",
            "delist it")
        + open(
            "PERSON_EMPLOYED", facts.personnel.map { $0.name }, "is employed by it",
            "release the person")
        + open(
            "CASE_OPEN", facts.openRecords.map { $0.name }, "is not decided",
            "have it decided in credit")
        + Admission.staleness(ofCredit: facts.creditKnownAt, at: now)
}

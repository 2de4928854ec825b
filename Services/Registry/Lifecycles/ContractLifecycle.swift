import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// The life of a contract (SM-CONTR).
///
/// It begins and runs out by its own dates.
package let contractLifecycle = Lifecycle<Contract, ContractFacts>(initial: .draft) {
    From(.draft).on("negotiate", to: .negotiating)
    From(.negotiating).on(
        "lock", to: .pendingSignature,
        when: isComplete, isConsistent, { contract, _, _ in creditTermsHold(contract) },
        isAdmissible)
    From(.pendingSignature).on("sign", to: .signed, when: partiesAreActive, otherSideHasSigned)
    From(.pendingSignature).on(
        "sign", to: .pendingSignature, when: partiesAreActive, otherSideHasNotSigned)
    From(.signed).on("file", to: .filed)
    From(.filed).becomes(.active) { CivilDate($0.startDate)?.start }
    From(.active).becomes(.expiring) { expiry(of: $0) }
    From(.expiring).becomes(.terminating) { dayAfter($0.endDate) }
    From(.active, .expiring).on("suspend", to: .serviceSuspended, reason: true)
    From(.serviceSuspended).on("resume", to: .active)
    From(.active, .expiring, .serviceSuspended).on("terminate", to: .terminating, reason: true)
    From(.terminating).on("returnData", to: .exitDataReturned)
    From(.exitDataReturned).on("verifyExit", to: .exitVerified)
    From(.exitVerified).on("proveDeletion", to: .deletionProven)
    From(.deletionProven).on("close", to: .closed)
}

/// 90 days before the end; a shorter contract expires from its start on.
private func expiry(of contract: Contract) -> Instant? {
    guard let start = CivilDate(contract.startDate), let end = CivilDate(contract.endDate) else {
        return nil
    }
    return max(start, end.adding(days: -90)).start
}

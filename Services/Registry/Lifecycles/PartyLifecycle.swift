import MeshAPI
import MeshLifecycle

/// The life of a party (SM-PARTY).
package let partyLifecycle = Lifecycle<Party, PartyFacts>(initial: .draft) {
    From(.draft).on("submit", to: .submitted, when: { party, _, _ in creditCodeHolds(party) })
    From(.submitted).on(
        "ask", to: .supplement, reason: true,
        when: { party, _, _ in isAskedFirst(party.name, party.supplementAsked, "R5.3-1") })
    From(.supplement).on(
        "resubmit", to: .submitted, when: { party, _, _ in creditCodeHolds(party) })
    From(.submitted).on("approve", to: .active, when: hasOperator)
    From(.submitted).on("reject", to: .rejected, reason: true)
    From(.active).on("suspend", to: .suspended, reason: true)
    From(.suspended).on("resume", to: .active)
    From(.active, .suspended).on("requestExit", to: .deregistering, reason: true)
    From(.deregistering).on("deregister", to: .deregistered, when: hasNoObligations)
}

/// An account is active until it is revoked.
package let operatorLifecycle = Lifecycle<Operator, NoFacts>(initial: .active) {
    From(.active).on("revoke", to: .revoked, reason: true)
}

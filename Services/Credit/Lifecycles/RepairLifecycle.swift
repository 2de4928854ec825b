import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// The life of a repair (SM-REP).
package let repairLifecycle = Lifecycle<Repair, NoFacts>(initial: .filed) {
    From(.filed).on("accept", to: .accepted)
    From(.filed).on("refuse", to: .refused, reason: true)
    From(.accepted).on("verify", to: .verifying)
    From(.verifying, .shielded).on("approve", to: .approved)
    From(.verifying).on("reject", to: .rejected, reason: true)
    From(.verifying).on("shield", to: .shielded, reason: true)
    From(.shielded).on("unshield", to: .verifying, reason: true)
    From(.approved).on("sync", to: .synced)
    From(.approved, .synced).on("revoke", to: .revoked, reason: true)
    From(.filed, .accepted, .verifying, .shielded).on("lapse", to: .closed)
}

import MeshAPI
import MeshLifecycle

/// The life of a key (SM-KEY).
///
/// Its rotation leaves it active: it ends on a date then, beside the key that replaces it.
package let keyLifecycle = Lifecycle<AccessKey, NoFacts>(initial: .active) {
    From(.active).becomes(.expired) { $0.validUntil }
    From(.active).on("rotate", to: .active)
    From(.active).on("revoke", to: .revoked, reason: true)
}

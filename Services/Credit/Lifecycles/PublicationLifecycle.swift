import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// The life of a publication (R5.2-18): it follows its record, and ends by itself at the longest.
///
/// All commands are the mesh's own.
package let publicationLifecycle = Lifecycle<Publication, NoFacts>(initial: .published) {
    From(.published, .suspended).becomes(.ended) {
        CivilDate($0.publicUntil)?.adding(days: 1).start
    }
    From(.published).on("amend", to: .published)
    From(.published).on("suspend", to: .suspended)
    From(.suspended).on("resume", to: .published)
    From(.published, .suspended, .ended).on("withdraw", to: .withdrawn)
    From(.withdrawn).on("republish", to: .published)
}

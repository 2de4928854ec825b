import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// A restriction is imposed by a grade and lifted by a better one; a bar ends with its record or its
/// term.
package let restrictionLifecycle = Lifecycle<Restriction, NoFacts>(initial: .imposed) {
    From(.imposed).becomes(.lifted) { CivilDate($0.until)?.adding(days: 1).start }
    From(.imposed).on("lift", to: .lifted)
    From(.imposed, .lifted).on("impose", to: .imposed)
}

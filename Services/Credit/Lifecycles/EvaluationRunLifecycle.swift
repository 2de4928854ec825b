import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// The life of a run over everybody (SM-RUN): it goes on by itself until every archive was looked at.
package let evaluationRunLifecycle = Lifecycle<EvaluationRun, NoFacts>(initial: .running) {
    From(.running).becomes(.running) { $0.complete ? nil : $0.startedAt }
    From(.running).becomes(.done) { $0.complete ? $0.startedAt : nil }
    From(.running).on("cancel", to: .cancelled, reason: true)
    From(.cancelled).on("resume", to: .running)
}

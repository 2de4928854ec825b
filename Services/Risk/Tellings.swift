import MeshAPI
import MeshRuntime

/// How risk explains what it has.
let riskTellings: [Telling] = [
    Telling(riskAssessmentLifecycle, "R8.1-5") { assessment, _ in
        Told(
            "\(assessment.state.label), level \(assessment.level.label) by model \(assessment.modelVersion)",
            restsOn: assessment.scores.map { score in
                .line(score.category, "likelihood \(score.likelihood), impact \(score.impact)")
            })
    },
    Telling(warningLifecycle, "R8.2-4") { warning, past in
        let breaches = try past.all(Breach.self, where: [("provider", warning.subject)])
        return Told(
            "\(warning.state.label) \(warning.colour.label): \(warning.value) \(warning.indicator)",
            restsOn: breaches.map { .resource($0.name) })
    },
    Telling(Breach.self, "R9.3-3") { breach, _ in
        Told("\(breach.state.label), \(breach.downMinutes) min down in \(breach.period)")
    },
]

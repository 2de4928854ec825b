import MeshAPI
import MeshPrimitives
import MeshRuntime

/// How quality explains what it has, down to each outage.
let qualityTellings: [Telling] = [
    Telling(breachLifecycle, "R9.3-3") { breach, _ in
        Told(
            "\(breach.state.label) \(breach.severity.label): \(breach.downMinutes) min down, \(breach.availableMinutes) of \(breach.totalMinutes) min available, \(breach.targetPpm) ppm promised, service credit \(Money(fen: breach.serviceCreditFen))",
            restsOn: [
                .resource(
                    breach.contract, note: "clause \(breach.clause) promises \(breach.metric)"),
                .resource(breach.period),
            ])
    },
    Telling(Contract.self, "R5.3-5") { contract, _ in
        Told("\(contract.state.label), \(contract.startDate) to \(contract.endDate)")
    },
    Telling(periodLifecycle, "R9.3-2") { period, _ in
        Told(
            "\(period.state.label) \(period.outcome.label): \(period.downMinutes) min down, \(period.excludedMinutes) min excluded",
            restsOn: period.measurements.map(Support.version))
    },
    Telling(Measurement.self, "R9.3-1") { measurement, _ in
        Told(
            "outages: \(measurement.outages.count), by \(measurement.source), \(measurement.samplesReceived) of \(measurement.samplesExpected) samples",
            restsOn: measurement.outages.compactMap(Support.outage))
    },
]

extension Support {
    fileprivate static func outage(_ span: Span) -> Support? {
        guard let from = span.from, let until = span.until else { return nil }
        let minutes = (until.microseconds - from.microseconds) / 60_000_000
        return .line("outage", "\(minutes) min from \(from)")
    }
}

import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// Turns the measurements of a month into its result, and a miss into a breach.
struct MonthlyResult {
    private let contract: Contract
    private let measurements: [Measurement]

    init(_ act: Act, _ period: Period) throws {
        self.contract = try act.existing(Contract.self, period.contract)
        self.measurements = try act.list(
            Measurement.self, where: [("product", period.product), ("month", period.month)])
    }

    func fill(_ period: inout Period) throws {
        guard let month = Month(period.month) else { throw missing("month") }
        let result = Availability.compute(
            outages: self.measurements.flatMap(\.outages).compactMap(minutes),
            exclusions: period.exclusions.compactMap(\.span).compactMap(minutes),
            period: month.minutes,
            model: self.contract.availabilityModel == .bothSides ? .bothSides : .numeratorOnly)
        period.availableMinutes = result.available
        period.totalMinutes = result.total
        period.downMinutes = result.down
        period.excludedMinutes = result.excluded
        period.measurements = self.measurements.map { "\($0.name)@\($0.version)" }
        period.outcome = self.outcome(result, period.targetPpm)
    }

    /// Below 95 % of the expected samples the month is neither met nor missed (R9.3-2).
    private func outcome(_ result: Availability, _ target: Int64) -> Period.Outcome {
        let expected = self.measurements.reduce(0) { $0 + $1.samplesExpected }
        let received = self.measurements.reduce(0) { $0 + $1.samplesReceived }
        guard expected > 0, received * 100 >= expected * 95 else { return .insufficientData }
        return result.meets(targetPpm: target) ? .met : .missed
    }

    /// Opens, keeps or rescinds the breach that belongs to a result, in the same transaction.
    static func follow(_ act: Act, _ period: Period) throws -> Period {
        let name = "breaches/\(identifier(period.name))"
        let known = try act.current(Breach.self, name)
        switch (period.outcome, known) {
        case (.missed, nil):
            let contract = try act.existing(Contract.self, period.contract)
            let breach = Self.breach(period, contract)
            _ = try act.create(breachLifecycle, id: identifier(period.name), breach)
        case (.met, let breach?), (.insufficientData, let breach?):
            guard breach.state != .rescinded else { break }
            _ = try act.give(
                breachLifecycle, "rescind", to: name, facts: { _ in NoFacts() },
                edit: { breach in
                    breach.period = period.name
                    breach.periodVersion = period.version
                    breach.reason = period.reason
                })
        case (.missed, _), (.met, nil), (.insufficientData, nil), (.unspecified, _): break
        }
        return period
    }

    private static func breach(_ period: Period, _ contract: Contract) -> Breach {
        let commitment = contract.commitments.first { $0.metric == "availability" }
        let bands = contract.creditBands.map {
            ServiceCredit.Band(fromPpm: $0.fromPpm, percent: Int64($0.percent))
        }
        let percent = ServiceCredit.percent(
            available: period.availableMinutes, total: period.totalMinutes,
            bands: bands.isEmpty ? ServiceCredit.defaultBands : bands)
        let cap = contract.creditCapPercent == 0 ? 50 : Int64(contract.creditCapPercent)
        return Breach(
            contract: contract.name, clause: commitment?.clause ?? "", period: period.name,
            periodVersion: period.version, product: period.product, provider: period.provider,
            usingOrganisation: period.usingOrganisation, metric: "availability",
            targetPpm: period.targetPpm, availableMinutes: period.availableMinutes,
            totalMinutes: period.totalMinutes, downMinutes: period.downMinutes,
            severity: Self.severity(period),
            serviceCreditFen: ServiceCredit.amount(
                fee: contract.monthlyFeeFen, percents: [percent], capPercent: cap))
    }

    /// Depth of the miss (R9.3-5): from 99 % minor, from 95 % general, below serious.
    private static func severity(_ period: Period) -> Breach.Severity {
        let scaled = period.availableMinutes * 1_000_000
        if scaled >= 990_000 * period.totalMinutes { return .minor }
        return scaled >= 950_000 * period.totalMinutes ? .general : .serious
    }

    private func minutes(_ span: Span) -> Range<Int64>? {
        guard let from = span.from, let until = span.until else { return nil }
        return Availability.minutes(from: from, until: until)
    }
}

import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import QualityRules

/// Turns the measurements of a month into its result, and a miss into a breach.
struct MonthlyResult {
    private let contract: Contract
    private let measurements: [Measurement]

    init(_ act: Act, _ period: Period) throws {
        self.contract = try act.existing(Contract.self, period.contract)
        self.measurements = try act.list(
            Measurement.self, where: [("product", period.product), ("month", period.month)]
        ).filter {
            $0.recorderRole == .managementBody || $0.recordedBy == period.usingOrganisation
        }
    }

    func fill(_ period: inout Period) throws {
        guard let month = Month(period.month),
            let measured = Self.measured(self.contract, month)
        else { throw RPCFailure.missing("month") }
        let result = Availability(
            period: measured, outages: self.outages,
            exclusions: period.exclusions.compactMap { $0.span?.range },
            model: Availability.Model(self.contract.availabilityModel))
        period.availableMinutes = result.totalMinutes - result.downMinutes
        period.totalMinutes = result.totalMinutes
        period.downMinutes = result.downMinutes
        period.excludedMinutes = result.excludedMinutes
        period.measurements = self.measurements.map { "\($0.name)@\($0.version)" }
        period.outcome = self.outcome(result, period.targetPpm)
    }

    /// The part of a month that lies within the term; `nil` when none does.
    static func measured(_ contract: Contract, _ month: Month) -> TimeRange? {
        guard let start = CivilDate(contract.startDate), let end = CivilDate(contract.endDate)
        else { return nil }
        let from = max(month.range.from, start.start)
        let until = min(month.range.until, end.adding(days: 1).start)
        return from < until ? TimeRange(from: from, until: until) : nil
    }

    private var outages: [Availability.Outage] {
        self.measurements.flatMap { measurement in
            measurement.outages.compactMap(\.range).map {
                Availability.Outage(source: measurement.source, range: $0)
            }
        }
    }

    /// Below 95 % of the expected samples the month is neither met nor missed (R9.3-2).
    private func outcome(_ result: Availability, _ target: Int64) -> Period.Outcome {
        let expected = self.measurements.reduce(0) { $0 + $1.samplesExpected }
        let received = self.measurements.reduce(0) { $0 + $1.samplesReceived }
        guard expected > 0, received * 100 >= expected * 95 else { return .insufficientData }
        return result.meets(.ppm(target)) ? .met : .missed
    }

    /// Brings the breach of a month in step with its result, in the same transaction.
    ///
    /// A breach that was waived or not confirmed was decided by people and stays as it is.
    static func follow(_ act: Act, _ period: Period) throws -> Period {
        let name = "breaches/\(resourceID(of: period.name))"
        let known = try act.current(Breach.self, name)
        if known?.state == .waived || known?.state == .notConfirmed { return period }
        switch period.outcome {
        case .missed: try Self.miss(act, period, known)
        case .met, .insufficientData:
            guard let known, known.state != .rescinded else { break }
            _ = try act.give(
                breachLifecycle, "rescind", to: name, reason: period.reason,
                edit: { $0.periodVersion = period.version })
        case .unspecified: break
        }
        return period
    }

    /// Opens the breach, or gives a standing one its corrected figures.
    private static func miss(_ act: Act, _ period: Period, _ known: Breach?) throws {
        var breach = try Self.breach(period, act.existing(Contract.self, period.contract))
        guard let known else {
            _ = try act.create(breachLifecycle, id: resourceID(of: period.name), breach)
            return
        }
        if known.state == .rescinded {
            _ = try act.give(
                breachLifecycle, "redetect", to: known.name,
                edit: { stored in
                    (breach.name, breach.version) = (stored.name, stored.version)
                    breach.state = stored.state
                    stored = breach
                })
            return
        }
        guard
            known.availableMinutes != breach.availableMinutes
                || known.totalMinutes != breach.totalMinutes
        else { return }
        (breach.name, breach.version, breach.state) = (known.name, known.version, known.state)
        breach.disputeUntil = known.disputeUntil
        breach.reason = period.reason
        _ = try act.save(breach, breachLifecycle, command: "correct", from: known.state.label)
    }

    private static func breach(_ period: Period, _ contract: Contract) throws -> Breach {
        let commitment = contract.commitments.first { $0.metric == "availability" }
        let terms = try ServiceCredit(
            targetPpm: period.targetPpm,
            bands: contract.creditBands.map { ($0.fromPpm, Int64($0.percent)) },
            capPercent: Int64(contract.creditCapPercent))
        let fee = Money(fen: contract.monthlyFeeFen)
        let measured = Fraction(period.availableMinutes, period.totalMinutes) ?? .one
        let owed = try terms.settle(
            [ServiceCredit.Line(fee: fee, measured: measured)], monthFee: fee)
        return Breach(
            contract: contract.name, clause: commitment?.clause ?? "", period: period.name,
            periodVersion: period.version, product: period.product, provider: period.provider,
            usingOrganisation: period.usingOrganisation, metric: "availability",
            targetPpm: period.targetPpm, availableMinutes: period.availableMinutes,
            totalMinutes: period.totalMinutes, downMinutes: period.downMinutes,
            severity: Self.severity(measured), serviceCreditFen: owed.total.fen)
    }

    /// Depth of the miss (R9.3-5): from 99 % minor, from 95 % general, below serious.
    private static func severity(_ measured: Fraction) -> Breach.Severity {
        if measured >= .percent(99) { return .minor }
        return measured >= .percent(95) ? .general : .serious
    }
}

extension Span {
    /// `nil` when an end is absent or lies before the other.
    var range: TimeRange? {
        guard let from = self.from, let until = self.until else { return nil }
        return TimeRange(from: from, until: until)
    }
}

extension Availability.Model {
    /// A contract that does not say counts as vendors do.
    init(_ model: Contract.AvailabilityModel) {
        switch model {
        case .unspecified, .numeratorOnly: self = .numeratorOnly
        case .bothSides: self = .bothSides
        case .bothSidesWholeWindow: self = .bothSidesWholeWindow
        }
    }
}

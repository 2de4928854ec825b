import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import QualityRules

/// Answers `govmesh.quality.v1.MeasurementService` (R9.3-1).
struct MeasurementAnswers: MeasurementServiceProvider {
    let context: ServiceContext

    /// How far a measuring clock may be ahead of ours, in seconds.
    private static let clockToleranceSeconds: Int64 = 300

    /// A repeat of the same source, product and month is a new version, until the month is closed.
    func recordMeasurement(
        _ request: RecordMeasurementRequest, _ call: Call
    ) async throws(RPCFailure) -> Measurement {
        try await self.context.perform(call) { act in
            guard var draft = request.measurement else { throw RPCFailure.missing("measurement") }
            guard let month = Month(draft.month) else {
                throw RPCFailure.invalidArgument(
                    field: "measurement.month", rule: "a month", remedy: "write it as 2026-03")
            }
            if let span = draft.outages.first(where: { !isOrdered($0) || !touches($0, month) }) {
                throw RPCFailure.invalidArgument(
                    field: "measurement.outages",
                    rule:
                        "spans that end after they begin and touch the month, not \(span.from?.description ?? "-")",
                    remedy: "cut outages at the month's borders")
            }
            // Clocks differ a little; beyond that nobody can have seen it (RX-10).
            let latest = act.now.adding(seconds: Self.clockToleranceSeconds)
            if let span = draft.outages.first(where: { ($0.until ?? latest) > latest }) {
                throw RPCFailure.invalidArgument(
                    field: "measurement.outages",
                    rule: "no span that ends in the future, at \(span.until?.description ?? "-")",
                    remedy: "record an outage when it is over; it is now \(act.now)")
            }
            let product = try act.existing(Product.self, draft.product)
            try mustUse(act, product)
            try mustBeOpen(act, draft)
            draft.name = "measurements/\(request.measurementId)"
            if let known = try act.current(Measurement.self, draft.name), !isSame(known, draft) {
                throw RPCFailure(
                    .alreadyExists,
                    "\(known.name) is what \(known.source) saw of \(known.product) in \(known.month); choose another id.",
                    verdict: .doNotRetry, origin: .handler)
            }
            draft.provider = product.provider
            draft.state = .recorded
            draft.version = try act.current(Measurement.self, draft.name)?.version ?? 0
            return try act.save(
                draft, Lifecycle<Measurement, NoFacts>?.none, command: "record", from: "")
        }
    }

    func getMeasurement(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Measurement {
        try await self.context.get(Lifecycle<Measurement, NoFacts>?.none, request, call)
    }
}

/// After the month was closed only a correction voucher changes it.
private func mustBeOpen(_ act: Act, _ measurement: Measurement) throws {
    let periods = try act.list(
        Period.self, where: [("product", measurement.product), ("month", measurement.month)])
    if let closed = periods.first(where: { $0.state != .open }) {
        throw RPCFailure(
            .failedPrecondition,
            "\(closed.name) is closed; late data enter by PeriodService/CorrectPeriod.",
            verdict: .doNotRetry, origin: .handler)
    }
}

/// A using organisation measures what it has a contract for.
private func mustUse(_ act: Act, _ product: Product) throws {
    guard act.actor.partyRole == .usingOrganisation else { return }
    let contracts = try act.list(
        Contract.self,
        where: [("product", product.name), ("using_organisation", act.actor.party)])
    guard contracts.isEmpty else { return }
    throw RPCFailure(
        .permissionDenied, "\(act.actor.party) has no contract for \(product.name).",
        verdict: .doNotRetry, origin: .handler)
}

/// Whether a repeat tells the same thing anew: same source, product and month.
private func isSame(_ known: Measurement, _ draft: Measurement) -> Bool {
    (known.source, known.product, known.month) == (draft.source, draft.product, draft.month)
}

private func isOrdered(_ span: Span) -> Bool {
    guard let from = span.from, let until = span.until else { return false }
    return from < until
}

private func touches(_ span: Span, _ month: Month) -> Bool {
    guard let from = span.from, let until = span.until else { return false }
    return from < month.end && until > month.first.start
}

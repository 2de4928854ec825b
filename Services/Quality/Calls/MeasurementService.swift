import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import QualityRules

/// Answers `govmesh.quality.v1.MeasurementService` (R9.3-1).
struct MeasurementAnswers: MeasurementServiceProvider {
    let context: ServiceContext

    /// A repeat of the same source, product and month is a new version, until the month is closed.
    func recordMeasurement(
        _ request: RecordMeasurementRequest, _ call: Call
    ) async throws(RPCFailure) -> Measurement {
        try await self.context.perform(call) { act in
            let draft = try recordable(act, request)
            try mustBeOpen(act, draft)
            return try record(act, draft)
        }
    }

    func getMeasurement(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Measurement {
        try await self.context.get(Lifecycle<Measurement, NoFacts>?.none, request, call)
    }
}

/// What a request asks to record, in its caller's name, once it was checked.
func recordable(_ act: Act, _ request: RecordMeasurementRequest) throws -> Measurement {
    guard var draft = request.measurement else { throw RPCFailure.missing("measurement") }
    guard let month = Month(draft.month) else {
        throw RPCFailure.invalidArgument(
            field: "measurement.month", rule: "a month", remedy: "write it as 2026-03")
    }
    try check(draft, month, at: act.now)
    let product = try act.existing(Product.self, draft.product)
    try mustUse(act, product)
    draft.name = "measurements/\(request.measurementId)"
    draft.recordedBy = act.actor.party
    draft.recorderRole = act.actor.partyRole
    draft.provider = product.provider
    draft.state = .recorded
    try mustFitIn(act, draft)
    return draft
}

/// Saves what ``recordable(_:_:)`` made; it may be a while ago.
func record(_ act: Act, _ measurement: Measurement) throws -> Measurement {
    try mustFitIn(act, measurement)
    var measurement = measurement
    measurement.version = try act.current(Measurement.self, measurement.name)?.version ?? 0
    return try act.save(
        measurement, Lifecycle<Measurement, NoFacts>?.none, command: "record", from: "")
}

/// After the month was closed only a correction voucher changes it.
private func mustBeOpen(_ act: Act, _ measurement: Measurement) throws {
    let periods = try act.list(
        Period.self, where: [("product", measurement.product), ("month", measurement.month)])
    if let closed = periods.first(where: { $0.state != .open }) {
        throw RPCFailure(
            .failedPrecondition,
            "\(closed.name) is closed; its result changes only by what is proposed and then decided (PeriodService/ProposeMeasurements, ProposeExclusions).",
            verdict: .doNotRetry, origin: .handler)
    }
}

/// A using organisation measures what it has a contract for.
private func mustUse(_ act: Act, _ product: Product) throws {
    guard act.actor.partyRole == .usingOrganisation else { return }
    let contracts = try act.list(
        Contract.self,
        where: [("product", product.name), ("using_organisation", act.actor.party)])
    guard !contracts.contains(where: isRunning) else { return }
    throw RPCFailure(
        .permissionDenied, "\(act.actor.party) has no contract in force for \(product.name).",
        verdict: .doNotRetry, origin: .handler)
}

/// Whether a repeat tells the same thing anew: same recorder, source, product and month.
private func isSame(_ known: Measurement, _ draft: Measurement) -> Bool {
    (known.recordedBy, known.source, known.product, known.month)
        == (draft.recordedBy, draft.source, draft.product, draft.month)
}

/// The most rows that one party may record of a product in a month.
private let rowsPerParty = 20

/// Nobody overwrites what another one recorded, or records more than there is room for.
private func mustFitIn(_ act: Act, _ draft: Measurement) throws {
    if let known = try act.current(Measurement.self, draft.name), !isSame(known, draft) {
        throw RPCFailure(
            .alreadyExists,
            "\(known.name) is what \(known.source) saw of \(known.product) in \(known.month); choose another id.",
            verdict: .doNotRetry, origin: .handler)
    }
    let rows = try act.list(
        Measurement.self, where: [("product", draft.product), ("month", draft.month)])
    let own = rows.filter { $0.recordedBy == draft.recordedBy && $0.name != draft.name }
    guard own.count >= rowsPerParty else { return }
    throw RPCFailure(
        .failedPrecondition,
        "\(draft.recordedBy) has recorded \(own.count) measurements of \(draft.product) in \(draft.month), as many as allowed; record one of them anew.",
        verdict: .doNotRetry, origin: .handler)
}

/// How far a measuring clock may be ahead of ours, in seconds (RX-10).
private let clockToleranceSeconds: Int64 = 300

/// What a measurement says must be possible: inside its month, and not in the future.
private func check(_ draft: Measurement, _ month: Month, at now: Instant) throws(RPCFailure) {
    let latest = now.adding(seconds: clockToleranceSeconds)
    guard month.first.start <= latest else {
        throw .invalidArgument(
            field: "measurement.month", rule: "no month of the future",
            remedy: "record it once it has begun; it is now \(now)")
    }
    guard draft.samplesReceived <= draft.samplesExpected else {
        throw .invalidArgument(
            field: "measurement.samples_received",
            rule: "at most samples_expected, \(draft.samplesExpected)",
            remedy: "count each sample once")
    }
    if let span = draft.outages.first(where: { !isOrdered($0) || !touches($0, month) }) {
        throw outside(month, span, in: "measurement.outages")
    }
    if let span = draft.outages.first(where: { ($0.until ?? latest) > latest }) {
        throw .invalidArgument(
            field: "measurement.outages",
            rule: "no span that ends in the future, at \(span.until?.description ?? "-")",
            remedy: "record an outage when it is over; it is now \(now)")
    }
}

/// INVALID_ARGUMENT for a span that is none or lies outside the month.
func outside(_ month: Month, _ span: Span, in field: String) -> RPCFailure {
    .invalidArgument(
        field: field,
        rule:
            "spans that end after they begin and touch the month of \(month.first), not \(span.from?.description ?? "-")",
        remedy: "cut spans at the month's borders")
}

func isOrdered(_ span: Span) -> Bool {
    guard let from = span.from, let until = span.until else { return false }
    return from < until
}

func touches(_ span: Span, _ month: Month) -> Bool {
    guard let from = span.from, let until = span.until else { return false }
    return from < month.end && until > month.first.start
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import SampleFormats

/// Turns probe events into one measurement a product and month (R9.3-1).
struct ProbeImport {
    /// Time between two samples of a probe, in seconds: events are written on change, and the
    /// state between two events is the earlier one.
    private static let sampleSeconds: Int64 = 300

    private let mapping: Mapping
    private var events: [String: [ProbeEvent]] = [:]
    private(set) var report = ImportReport()

    init(_ mapping: Mapping) {
        self.mapping = mapping
    }

    mutating func read(_ path: String, progress: (SampleProgress) -> Void = { _ in }) throws {
        var reader = try ProbeReader(path: path)
        while let item = try reader.read() {
            switch item {
            case .event(let event): self.events[event.site, default: []].append(event)
            case .skipped(let line):
                self.report.skip("line \(line.number)", line.excerpt, line.reason)
            }
            progress(reader.progress)
        }
    }

    /// The months from the first event to the last, such as `2026-03`.
    var months: [String] {
        let instants = self.events.values.joined().map(\.at)
        guard let first = instants.min(), let last = instants.max() else { return [] }
        var months: [String] = []
        var month = Self.month(of: first.civilDate)
        while let date = CivilDate("\(month)-01"), date <= last.civilDate {
            months.append(month)
            month = Self.month(of: date.adding(months: 1))
        }
        return months
    }

    /// Records what the probes saw in a month, unless the same is recorded already.
    mutating func record(_ month: String, _ channel: any Channel) async throws {
        for entry in self.mapping.products {
            let product = FedRAMPImport.productID(entry.product)
            let id = "\(product)-\(month)"
            guard let measurement = try self.measurement(of: entry, month) else {
                self.report.skip(
                    "\(entry.sites.first ?? "no site") \(month)", "measurements/\(id)",
                    "the file has no event of this probe by that month, or none after")
                continue
            }
            try await self.record(measurement, id, MeasurementServiceClient(channel))
        }
    }

    private mutating func record(
        _ measurement: Measurement, _ id: String, _ client: MeasurementServiceClient
    ) async throws {
        let name = "measurements/\(id)"
        let place = measurement.month
        do throws(RPCFailure) {
            if let known = try await Self.known(name, client) {
                var same = measurement
                (same.name, same.version) = (known.name, known.version)
                (same.state, same.provider) = (known.state, known.provider)
                (same.recordedBy, same.recorderRole) = (known.recordedBy, known.recorderRole)
                guard same != known else {
                    self.report.unchanged += 1
                    return
                }
                return self.report.conflict(
                    place, name, "is there with other content, version \(known.version)")
            }
            _ = try await client.recordMeasurement(
                RecordMeasurementRequest(measurementId: id, measurement: measurement))
            self.report.created += 1
        } catch {
            guard Self.concernsOnlyThis(error.code) else { throw error }
            self.report.skip(place, name, error.message)
        }
    }

    private static func known(
        _ name: String, _ client: MeasurementServiceClient
    ) async throws(RPCFailure) -> Measurement? {
        do throws(RPCFailure) {
            return try await client.getMeasurement(GetRequest(name: name))
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    /// Whether the next record may go in although this one was refused.
    private static func concernsOnlyThis(_ code: StatusCode) -> Bool {
        [.notFound, .failedPrecondition, .invalidArgument].contains(code)
    }

    /// The measurement of a mapped product in a month, in whole outage spans cut at its borders.
    ///
    /// - Returns: `nil` when the file tells nothing about that month.
    /// - Throws: A ``CommandFailure`` when the month is none.
    private func measurement(of entry: Mapping.Entry, _ month: String) throws -> Measurement? {
        guard let first = CivilDate("\(month)-01") else {
            throw CommandFailure("\(month) is no month; write it as 2026-03.")
        }
        let next = first.adding(months: 1)
        let (start, end) = (first.start, next.start)
        // A probe that was renamed is one probe: its state holds across the change of name.
        let seen = entry.sites.flatMap { self.events[$0] ?? [] }.map { event in
            var event = event
            event.site = entry.sites.first ?? event.site
            return event
        }
        let covered = Self.coveredSeconds(seen, start, end)
        guard covered > 0 else { return nil }
        let spans = outages(from: seen).compactMap { outage -> Span? in
            let from = max(outage.from, start)
            let until = min(outage.until, end)
            return from < until ? Span(from: from, until: until) : nil
        }
        let expected = Int64(first.days(until: next)) * 86_400 / Self.sampleSeconds
        return Measurement(
            product: "products/\(FedRAMPImport.productID(entry.product))", month: month,
            source: "probe", samplesExpected: expected,
            samplesReceived: min(covered / Self.sampleSeconds, expected), outages: spans)
    }

    private static func coveredSeconds(
        _ events: [ProbeEvent], _ start: Instant, _ end: Instant
    ) -> Int64 {
        guard let first = events.map(\.at).min(), let last = events.map(\.at).max() else {
            return 0
        }
        let covered = min(last, end).microseconds - max(first, start).microseconds
        return max(covered, 0) / 1_000_000
    }

    private static func month(of date: CivilDate) -> String { String(date.description.prefix(7)) }
}

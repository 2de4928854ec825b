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
    private(set) var report = ImportReport()
    private(set) var events: [String: [ProbeEvent]] = [:]

    init(_ mapping: Mapping) {
        self.mapping = mapping
    }

    mutating func read(_ path: String, progress: (SampleProgress) -> Void) throws {
        var reader = try ProbeReader(path: path)
        while let item = try reader.read() {
            switch item {
            case .event(let event): self.events[event.site, default: []].append(event)
            case .skipped(let line):
                self.report.skip("line \(line.number)", "\(line.reason): \(line.excerpt)")
            }
            progress(reader.progress)
        }
    }

    /// The measurement of a mapped product in a month, in whole outage spans cut at its borders.
    func measurement(of entry: Mapping.Entry, month: String, days: Int64) -> Measurement? {
        guard let first = CivilDate("\(month)-01") else { return nil }
        let (start, end) = (first.start, first.adding(months: 1).start)
        // A probe that was renamed is one probe: its state holds across the change of name.
        let seen = entry.sites.flatMap { self.events[$0] ?? [] }.map { event in
            var event = event
            event.site = entry.sites.first ?? event.site
            return event
        }
        let spans = outages(from: seen).compactMap { outage -> Span? in
            let from = max(outage.from, start)
            let until = min(outage.until, end)
            return from < until ? Span(from: from, until: until) : nil
        }
        let expected = days * 86_400 / Self.sampleSeconds
        let covered = self.coveredSeconds(seen, start, end)
        return Measurement(
            product: "products/\(FedRAMPImport.productID(entry.product))", month: month,
            source: "probe", samplesExpected: expected,
            samplesReceived: min(covered / Self.sampleSeconds, expected), outages: spans)
    }

    private func coveredSeconds(_ events: [ProbeEvent], _ start: Instant, _ end: Instant) -> Int64 {
        guard let first = events.map(\.at).min(), let last = events.map(\.at).max() else {
            return 0
        }
        let covered = min(last, end).microseconds - max(first, start).microseconds
        return max(covered, 0) / 1_000_000
    }
}

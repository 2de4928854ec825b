import MeshPrimitives
import SampleFormats
import Testing

@Suite struct `The sample files` {
    @Test func `hold every record of the snapshot, with the one impossible date reported`() throws {
        var counts: [String: Int] = [:]
        var skipped: [SkippedRecord] = []
        var snapshot: FedRAMPSnapshot?
        var reader = try FedRAMPReader(path: sample("fedramp-2026-04-11.json.gz"))
        while let item = try reader.read() {
            switch item {
            case .snapshot(let found): snapshot = found
            case .product: counts["products", default: 0] += 1
            case .agency: counts["agencies", default: 0] += 1
            case .assessor: counts["assessors", default: 0] += 1
            case .authorisation: counts["authorisations", default: 0] += 1
            case .reuse: counts["reuses", default: 0] += 1
            case .skipped(let record): skipped.append(record)
            }
        }
        #expect(snapshot?.publisher == "General Services Administration")
        #expect(snapshot?.lastChange == "2026-04-11T02:40:42.016Z")
        #expect(
            counts == [
                "products": 639, "agencies": 241, "assessors": 50, "authorisations": 506,
                "reuses": 2_670,
            ])
        #expect(skipped.map(\.section) == ["ReuseMapping"])
        #expect(skipped.map(\.reason) == ["exp_date is not a date: 2/29/2023"])
        #expect(reader.progress == SampleProgress(bytesRead: 649_262, bytesTotal: 649_262))
    }

    @Test func `give a product with its dates, models and assessor`() throws {
        var reader = try FedRAMPReader(path: sample("fedramp-2026-04-11.json.gz"))
        var first: FedRAMPProduct?
        while first == nil, let item = try reader.read() {
            if case .product(let product) = item { first = product }
        }
        let product = try #require(first)
        #expect(product.id == "F1607067912")
        #expect(product.provider == "18F - 18F Cloud.gov")
        #expect(product.offering == "CG-TTS - Cloud.Gov")
        #expect(product.status == "FedRAMP Authorized")
        #expect(product.readyOn == "2016-05-20")
        #expect(product.authorisedOn == "2017-02-02")
        #expect(product.serviceModels == ["PaaS"])
        #expect(product.impactLevel == "Moderate")
        #expect(product.assessor == "Lunarline, Inc.")
        #expect(product.authorisingAgencies.count == 19)
        #expect(reader.progress.bytesRead < reader.progress.bytesTotal)
    }

    @Test func `hold every probe event`() throws {
        let events = try readEvents(sample("probes-digital-editions.jsonl.gz"))
        #expect(events.count == 10_530)
        #expect(Set(events.map(\.site)).count == 54)
        #expect(events.count { $0.status == .down } == 791)
        #expect(events.first?.at == Instant(microseconds: 1_768_944_518_000_000))
        #expect(events.first?.responseMilliseconds == 437)
        #expect(try readEvents(sample("probes-search-vendor.jsonl.gz")).count == 314)
    }

    @Test func `give outages whose minutes are those of the published mapping`() throws {
        let events = try readEvents(sample("probes-digital-editions.jsonl.gz"))
        let all = outages(from: events)
        #expect(all.allSatisfy { $0.from < $0.until || $0.isOpen })
        #expect(minutes(all, "Annemarie Schwarzenbach DAV") == 0)
        #expect(minutes(all, "Brandans Meerfahrt") == 22)
        #expect(minutes(all, "Gossembrot Bibliothek") == 12_486)
        #expect(minutes(all, "Parzival") == 267)
        #expect(all.filter(\.isOpen).map(\.site) == ["Wikipedia"])
    }

    private func minutes(_ outages: [Outage], _ site: String) -> Int64 {
        outages.filter { $0.site == site }
            .reduce(0) { $0 + $1.until.microseconds - $1.from.microseconds } / 60_000_000
    }
}

func sample(_ name: String) -> String {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/") + "/deploy/sample/" + name
}

/// The events of a file in which every line must be good.
func readEvents(_ path: String) throws -> [ProbeEvent] {
    var reader = try ProbeReader(path: path)
    var events: [ProbeEvent] = []
    while let item = try reader.read() {
        switch item {
        case .event(let event): events.append(event)
        case .skipped(let line): Issue.record("line \(line.number): \(line.reason)")
        }
    }
    return events
}

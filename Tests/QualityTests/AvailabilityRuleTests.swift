import MeshPrimitives
import QualityRules
import SeededGenerator
import Testing

private func instant(_ text: String) throws -> Instant { try #require(Instant(text)) }

private func range(_ from: String, _ until: String) throws -> TimeRange {
    try #require(TimeRange(from: instant(from), until: instant(until)))
}

/// Minutes counted from the epoch.
private func minutes(_ from: Int64, _ until: Int64) throws -> TimeRange {
    try #require(
        TimeRange(
            from: Instant(microseconds: from * 60_000_000),
            until: Instant(microseconds: until * 60_000_000)))
}

private func november(_ model: Availability.Model, excluding: Bool = true) throws -> Availability {
    func outage(_ source: String, _ from: String, _ until: String) throws -> Availability.Outage {
        Availability.Outage(
            source: source,
            range: try range("2026-11-\(from):00+08:00", "2026-11-\(until):00+08:00"))
    }
    return Availability(
        period: try range("2026-11-01T00:00:00+08:00", "2026-12-01T00:00:00+08:00"),
        outages: [
            try outage("a", "03T01:00", "03T01:30"), try outage("b", "03T00:50", "03T01:10"),
            try outage("a", "15T01:50", "15T04:20"),
        ],
        exclusions: excluding
            ? [try range("2026-11-15T02:00:00+08:00", "2026-11-15T04:00:00+08:00")] : [],
        model: model)
}

private func month(down: Int64) throws -> Availability {
    Availability(
        period: try minutes(0, 43_200),
        outages: [Availability.Outage(source: "a", range: try minutes(0, down))],
        exclusions: [], model: .numeratorOnly)
}

@Suite struct `Availability of 7.5` {
    @Test func `R9.3-2 vector 7.5 #1: two monitors and a maintenance window`() throws {
        let vendor = try november(.numeratorOnly)
        #expect(vendor.totalMinutes == 43_200)
        #expect(vendor.excludedMinutes == 120)
        #expect(vendor.downMinutes == 70)
        #expect(vendor.ratio == Fraction(4313, 4320))
        #expect(vendor.ratio.percentText() == "99.8380")
        let both = try november(.bothSides)
        #expect(both.ratio == Fraction(4301, 4308))
        #expect(both.ratio.percentText() == "99.8375")
        let none = try november(.numeratorOnly, excluding: false)
        #expect(none.downMinutes == 190)
        #expect(none.ratio.percentText() == "99.5602")
    }

    @Test(arguments: [
        ("#2", 43 as Int64, true, "99.90046"), ("#3", 44, false, "99.89815"),
    ])
    func `R9.3-2 vectors 7.5 #2 and #3: the target decides in integers`(
        vector: String, down: Int64, isMet: Bool, percent: String
    ) throws {
        let availability = try month(down: down)
        #expect(availability.meets(.perMille(999)) == isMet, "\(vector)")
        #expect(availability.ratio.percentText(decimals: 5) == percent)
    }

    @Test func `R9.3-2 7.5: a target hit exactly is met`() throws {
        #expect(try month(down: 432).meets(.percent(99)))
        #expect(try !month(down: 433).meets(.percent(99)))
    }

    @Test(arguments: [
        (Availability.Model.numeratorOnly, 43_170 as Int64, 43_200 as Int64, "99.93056"),
        (.bothSides, 43_140, 43_170, "99.93051"),
        (.bothSidesWholeWindow, 43_050, 43_080, "99.93036"),
    ])
    func `vector 7.5 #4: three readings of one exclusion`(
        model: Availability.Model, up: Int64, total: Int64, percent: String
    ) throws {
        let availability = Availability(
            period: try minutes(0, 43_200),
            outages: [Availability.Outage(source: "a", range: try minutes(100, 160))],
            exclusions: [try minutes(130, 250)], model: model)
        #expect(availability.downMinutes == 30)
        #expect(availability.excludedMinutes == 30)
        #expect(availability.ratio == Fraction(up, total))
        #expect(availability.ratio.percentText(decimals: 5) == percent)
    }

    @Test func `vector 7.5 #5: an outage of 59 seconds is dropped`() throws {
        func down(_ ranges: [(String, String)], source: (Int) -> String) throws -> Int64 {
            let outages = try ranges.enumerated().map {
                Availability.Outage(source: source($0), range: try range($1.0, $1.1))
            }
            return Availability.downtime(outages).minutes
        }
        let short = ("2026-11-03T01:00:30Z", "2026-11-03T01:01:29Z")
        #expect(try down([short], source: { _ in "a" }) == 0)
        let long = ("2026-11-03T01:00:30Z", "2026-11-03T01:01:30Z")
        #expect(try down([long], source: { _ in "a" }) == 1)
        // Two halves of one source are one outage; of two sources they are two short ones.
        let halves = [
            ("2026-11-03T01:00:00Z", "2026-11-03T01:00:30Z"),
            ("2026-11-03T01:00:30Z", "2026-11-03T01:01:00Z"),
        ]
        #expect(try down(halves, source: { _ in "a" }) == 1)
        #expect(try down(halves, source: { "\($0)" }) == 0)
    }

    @Test func `vector 7.5 #6: the use of the error budget`() throws {
        let use = try november(.numeratorOnly).errorBudgetUse(.perMille(999))
        #expect(use?.percentText(decimals: 1) == "162.0")
        #expect(use == Fraction(700, 432))
        #expect(try november(.numeratorOnly).errorBudgetUse(.one) == nil)
    }

    @Test(arguments: [
        ("2026-02-01", "2026-03-01", 40_320 as Int64), ("2026-11-01", "2026-12-01", 43_200),
        ("2026-12-01", "2027-01-01", 44_640),
    ])
    func `7.5: the minutes of a month`(first: String, next: String, total: Int64) throws {
        let availability = Availability(
            period: try range("\(first)T00:00:00+08:00", "\(next)T00:00:00+08:00"), outages: [],
            exclusions: [], model: .numeratorOnly)
        #expect(availability.totalMinutes == total)
        #expect(availability.ratio == .one)
    }

    @Test func `7.5: an outage is clipped to the period`() throws {
        let availability = Availability(
            period: try minutes(100, 200),
            outages: [
                Availability.Outage(source: "a", range: try minutes(50, 110)),
                Availability.Outage(source: "b", range: try minutes(190, 400)),
                Availability.Outage(source: "b", range: try minutes(500, 600)),
            ],
            exclusions: [try minutes(0, 105)], model: .bothSides)
        #expect(availability.downMinutes == 15)
        #expect(availability.totalMinutes == 95)
    }

    @Test func `7.5: with nothing left to measure nothing is missed`() throws {
        let availability = Availability(
            period: try minutes(0, 100),
            outages: [Availability.Outage(source: "a", range: try minutes(0, 100))],
            exclusions: [try minutes(0, 100)], model: .bothSides)
        #expect(availability.totalMinutes == 0)
        #expect(availability.meets(.one))
    }

    @Test func `7.5: one more outage never helps and order never matters`() throws {
        var random = SeededGenerator(seed: 75)
        for _ in 0..<10_000 {
            func some() throws -> TimeRange {
                let start = Int64.random(in: -50...250, using: &random)
                return try minutes(start, start + .random(in: 0...60, using: &random))
            }
            var outages = try (0..<4).map {
                Availability.Outage(source: "\($0 % 2)", range: try some())
            }
            let exclusions = [try some(), try some()]
            let model = try #require(Availability.Model.allCases.randomElement(using: &random))
            func availability() throws -> Availability {
                Availability(
                    period: try minutes(0, 200), outages: outages, exclusions: exclusions,
                    model: model)
            }
            let all = try availability()
            outages.shuffle(using: &random)
            #expect(try availability() == all)
            outages.removeLast()
            #expect(try availability().downMinutes <= all.downMinutes)
            #expect((0...all.totalMinutes).contains(all.downMinutes))
        }
    }
}

@Suite struct `Requests, compositions and percentiles of 7.5` {
    @Test func `7.5 request-based: 12 bad and 6 half bad intervals in 30 days`() throws {
        typealias Interval = RequestAvailability.Interval
        let bad = try #require(Interval(failed: 7, valid: 7))
        let half = try #require(Interval(failed: 2, valid: 4))
        let silent = try #require(Interval(failed: 0, valid: 0))
        let intervals = Array(repeating: bad, count: 12) + Array(repeating: half, count: 6)
        let ratio = RequestAvailability.ratio(intervals + [silent], days: 30)
        #expect(ratio == Fraction(8625, 8640))
        #expect(ratio?.percentText() == "99.8264")
        #expect(Interval(failed: 2, valid: 1) == nil)
        #expect(RequestAvailability.ratio(Array(repeating: silent, count: 289), days: 1) == nil)
        #expect(try #require(Interval(failed: 1, valid: 3)).errorRateBillionths == 333_333_333)
    }

    func component(_ text: String) throws -> Composition<Fraction> {
        .component(try #require(Fraction(decimal: text)))
    }

    @Test func `7.5 composition: targets multiply`() throws {
        let series = Composition.series([
            try self.component("0.999"), try self.component("0.9995"), try self.component("0.99"),
        ])
        #expect(try series.availability() == Fraction(decimal: "0.988515495"))
        let web = try self.component("0.99")
        #expect(
            try Composition.parallel([web, web]).availability() == Fraction(decimal: "0.9999"))
        #expect(
            try Composition.atLeast(2, [web, web, web]).availability()
                == Fraction(decimal: "0.999702"))
        let whole = Composition.series([
            try self.component("0.9995"), .parallel([web, web]), try self.component("0.999"),
        ])
        #expect(try whole.availability() == Fraction(decimal: "0.99840064995"))
    }

    @Test func `7.5 composition: measured outages join, they do not multiply`() throws {
        let first = Composition.component(MinuteRanges([0..<10]))
        let second = Composition.component(MinuteRanges([5..<15]))
        #expect(Composition.series([first, second]).downtime().minutes == 15)
        let ratio = Fraction(1000 - 15, 1000)
        #expect(ratio?.percentText(decimals: 1) == "98.5")
        #expect(Composition.parallel([first, second]).downtime().ranges == [5..<10])
        let third = Composition.component(MinuteRanges([8..<9, 12..<20]))
        let two = Composition.atLeast(2, [first, second, third]).downtime()
        #expect(two.ranges == [5..<10, 12..<15])
    }

    @Test func `7.5: ranges merge when they touch`() {
        #expect(MinuteRanges([5..<7, 0..<5, 9..<9, 6..<8]).ranges == [0..<8])
    }

    @Test(arguments: [
        (5_000 as Int64, 100), (9_000, 180), (9_500, 190), (9_900, 200), (0, 10), (10_000, 200),
    ])
    func `7.5 percentiles: twenty values`(basisPoints: Int64, value: Int) {
        let values = (1...20).map { $0 * 10 }
        #expect(Percentile.nearestRank(basisPoints, of: values.shuffled()) == value)
    }

    @Test(arguments: [(5_000 as Int64, 100), (9_000, 120), (9_500, 3000)])
    func `7.5 percentiles: ten values with one far away`(basisPoints: Int64, value: Int) {
        let values = [120, 80, 100, 95, 3000, 110, 105, 90, 85, 100]
        #expect(Percentile.nearestRank(basisPoints, of: values) == value)
    }

    @Test func `7.5 percentiles: one value, no value and the trap of floating point`() {
        #expect(Percentile.nearestRank(9_900, of: [42]) == 42)
        #expect(Percentile.nearestRank(9_900, of: [Int]()) == nil)
        #expect(Percentile.nearestRank(700, of: Array(1...100)) == 7)
    }
}

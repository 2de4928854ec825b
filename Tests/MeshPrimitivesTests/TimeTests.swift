import MeshPrimitives
import SeededGenerator
import Testing

@Suite struct `Instants` {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
        ("2026-10-01T23:30:00+08:00", 1_790_868_600_000_000, "2026-10-01T15:30:00Z"),
        ("2026-10-01T15:30:00.25Z", 1_790_868_600_250_000, "2026-10-01T15:30:00.250Z"),
        ("1969-12-31T23:59:59.999999Z", -1, "1969-12-31T23:59:59.999999Z"),
        ("1970-01-01T00:00:00.123456789-00:30", 1_800_123_456, "1970-01-01T00:30:00.123456Z"),
    ])
    func `read RFC 3339 and print it in UTC`(text: String, microseconds: Int64, printed: String) {
        let instant = Instant(text)
        #expect(instant == Instant(microseconds: microseconds))
        #expect(instant?.description == printed)
    }

    @Test(arguments: [
        "", "2026-10-01", "2026-10-01T23:30:00", "2026-10-01T24:00:00Z", "2026-10-01T23:59:60Z",
        "2026-02-29T00:00:00Z", "2026-10-01T23:30:00.Z", "2026-10-01T23:30:00.1234567890Z",
        "2026-10-01T23:30:00+08", "2026-10-01 23:30:00Z", "2026-10-01T23:30:00Zx",
        "2026-10-01T23:30:00+24:00", "２026-10-01T23:30:00Z",
    ])
    func `refuse what is not RFC 3339`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func `print what they read`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<10_000 {
            let instant = Instant(
                microseconds: .random(
                    in: -62_000_000_000_000_000...250_000_000_000_000_000,
                    using: &random))
            #expect(Instant(instant.description) == instant)
        }
    }

    @Test func `RX-10: have their legal date in Asia/Shanghai`() throws {
        #expect(Instant("2026-12-31T15:59:59Z")?.civilDate == CivilDate("2026-12-31"))
        #expect(Instant("2026-12-31T16:00:00Z")?.civilDate == CivilDate("2027-01-01"))
        #expect(CivilDate("2027-01-01")?.start == Instant("2026-12-31T16:00:00Z"))
        #expect(Instant(microseconds: .max).civilDate == .last)
        #expect(Instant(microseconds: .min).civilDate == .first)
    }
}

@Suite struct `Civil dates` {
    @Test func `walk every day from the first to the last`() {
        var (year, month, day) = (1, 1, 1)
        var weekday = 1  // 0001-01-01 was a Monday.
        var mismatches = 0
        for days in CivilDate.first.daysSinceEpoch...CivilDate.last.daysSinceEpoch {
            guard let date = CivilDate(daysSinceEpoch: days) else {
                mismatches += 1
                continue
            }
            if date.parts != (year, month, day) || date.weekday.rawValue != weekday {
                mismatches += 1
            }
            if CivilDate(year: year, month: month, day: day) != date { mismatches += 1 }
            weekday = weekday % 7 + 1
            day += 1
            if day > CivilDate.days(inMonth: month, of: year) { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(mismatches == 0)
        #expect((year, month, day) == (10_000, 1, 1))
        #expect(CivilDate("1970-01-01")?.daysSinceEpoch == 0)
    }

    @Test func `read and print one form only`() {
        #expect(CivilDate("2026-02-13")?.description == "2026-02-13")
        #expect(CivilDate("2026-02-13")?.weekday == .friday)
        #expect(CivilDate("0001-01-01") == .first)
        for text in [
            "2026-2-13", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01",
            "2026-02-00", "20260213", "２０２６-02-13", "2026-02-13 ", "0000-01-01", "-026-01-01",
        ] {
            #expect(CivilDate(text) == nil, "\(text)")
        }
        #expect(CivilDate("2000-02-29") != nil)
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
        ("2026-03-31", -1, "2026-02-28"), ("2024-02-29", 12, "2025-02-28"),
        ("2026-11-30", 3, "2027-02-28"), ("2026-01-15", -13, "2024-12-15"),
        ("9999-12-31", 1, "9999-12-31"), ("0001-01-01", -1, "0001-01-01"),
        ("2026-01-01", .max, "9999-12-31"), ("2026-01-01", .min, "0001-01-01"),
    ])
    func `add months up to the end of the month`(start: String, months: Int, end: String) throws {
        let start = try #require(CivilDate(start))
        #expect(start.adding(months: months).description == end)
    }

    @Test func `add days and stop at the ends`() throws {
        let date = try #require(CivilDate("2026-12-31"))
        #expect(date.adding(days: 1).description == "2027-01-01")
        #expect(date.adding(days: -365).description == "2025-12-31")
        #expect(date.adding(days: .max) == .last)
        #expect(date.adding(days: .min) == .first)
        #expect(date.days(until: date.adding(days: 40)) == 40)
    }
}

import MeshPrimitives
import Testing

@testable import SampleFormats

@Suite struct `Calendar text` {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-01-20T21:28:38+00:00", 1_768_944_518_000_000),
        ("2026-01-21T05:28:38+08:00", 1_768_944_518_000_000),
        ("2026-01-20T14:58:38-06:30", 1_768_944_518_000_000),
        ("2026-04-11T02:40:42.016Z", 1_775_875_242_016_000),
        ("2026-04-11T02:40:42.0161239Z", 1_775_875_242_016_123),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000_000),
        ("1969-12-31T23:59:59Z", -1_000_000),
    ])
    func `names an instant`(text: String, microseconds: Int64) {
        #expect(CalendarText.instant(text) == Instant(microseconds: microseconds))
    }

    @Test(arguments: [
        "", "2026-01-20", "2026-01-20 21:28:38Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-01-20T24:00:00Z", "2026-01-20T21:28:60Z", "2026-01-20T21:28:38",
        "2026-01-20T21:28:38.Z",
        "2026-01-20T21:28:38+0800", "2026-01-20T21:28:38Zx", "٢٠٢٦-01-20T21:28:38Z",
    ])
    func `that is wrong names no instant`(text: String) {
        #expect(CalendarText.instant(text) == nil)
    }

    @Test func `names the day as written`() {
        #expect(CalendarText.civilDate("2026-04-10T20:00:00.000Z") == "2026-04-10")
        #expect(CalendarText.civilDate("2026-04-10") == "2026-04-10")
        #expect(CalendarText.civilDate("2/29/2023") == nil)
        #expect(CalendarText.civilDate("2023-02-29T20:00:00.000Z") == nil)
    }
}

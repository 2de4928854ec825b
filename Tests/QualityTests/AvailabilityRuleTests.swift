import MeshPrimitives
import Quality
import Testing

@Suite struct AvailabilityRuleTests {
    private static func minute(_ day: Int64, _ hour: Int64, _ minute: Int64) -> Int64 {
        ((day - 1) * 24 + hour) * 60 + minute
    }

    private static let november = [
        minute(3, 1, 0)..<minute(3, 1, 30), minute(3, 0, 50)..<minute(3, 1, 10),
        minute(15, 1, 50)..<minute(15, 4, 20),
    ]
    private static let maintenance = [minute(15, 2, 0)..<minute(15, 4, 0)]

    @Test("R9.3-2 7.5 #1: union, exclusion and both models")
    func november() {
        let one = Availability.compute(
            outages: Self.november, exclusions: Self.maintenance, period: 0..<43_200,
            model: .numeratorOnly)
        #expect(one == Availability(available: 43_130, total: 43_200, down: 70, excluded: 120))
        let both = Availability.compute(
            outages: Self.november, exclusions: Self.maintenance, period: 0..<43_200,
            model: .bothSides)
        #expect(both == Availability(available: 43_010, total: 43_080, down: 70, excluded: 120))
        let bare = Availability.compute(
            outages: Self.november, exclusions: [], period: 0..<43_200, model: .numeratorOnly)
        #expect(bare.down == 190)
    }

    @Test(
        "R9.3-2 7.5 #2 #3: the target is compared in integers",
        arguments: [(Int64(43), true), (44, false)])
    func target(_ down: Int64, _ met: Bool) {
        let result = Availability.compute(
            outages: [0..<down], exclusions: [], period: 0..<43_200, model: .numeratorOnly)
        #expect(result.meets(targetPpm: 999_000) == met)
    }

    @Test("R9.3-2 7.5 #4: only the overlap of maintenance is excluded")
    func overlap() {
        let result = Availability.compute(
            outages: [100..<160], exclusions: [130..<250], period: 0..<43_200, model: .bothSides)
        #expect(result == Availability(available: 43_140, total: 43_170, down: 30, excluded: 30))
    }

    @Test("R9.3-2 7.5 #5: 59 seconds are dropped, 60 are not")
    func short() throws {
        let start = try #require(Instant("2026-11-03T01:00:00Z"))
        #expect(Availability.minutes(from: start, until: start.adding(seconds: 59)) == nil)
        #expect(Availability.minutes(from: start, until: start.adding(seconds: 60))?.count == 1)
    }

    @Test(
        "R9.3-4 7.6: bands, rounding and cap",
        arguments: [
            (Int64(12_800_000), [Int64(10)], Int64(1_280_000)), (3_333_333, [25], 833_333),
            (3_333_333, [25, 50], 1_666_667), (12_800_000, [], 0),
        ])
    func credit(_ fee: Int64, _ percents: [Int64], _ owed: Int64) {
        #expect(ServiceCredit.amount(fee: fee, percents: percents, capPercent: 50) == owed)
    }

    @Test(
        "R9.3-4 7.6: the edges of the bands",
        arguments: [
            (Int64(990_000), Int64(10)), (989_999, 25), (950_000, 25), (949_999, 50), (998_380, 10),
        ])
    func bands(_ available: Int64, _ percent: Int64) {
        #expect(
            ServiceCredit.percent(
                available: available, total: 1_000_000, bands: ServiceCredit.defaultBands)
                == percent)
    }
}

/// What a provider owes for a missed month (服务补偿).
///
/// 7.6, R9.3-4.
package enum ServiceCredit {
    /// A band of the table: availability from `fromPpm` on owes `percent` of the month's fee.
    package struct Band: Sendable, Hashable {
        package var fromPpm: Int64
        package var percent: Int64

        package init(fromPpm: Int64, percent: Int64) {
            self.fromPpm = fromPpm
            self.percent = percent
        }
    }

    /// [99.0, target) 10 %; [95.0, 99.0) 25 %; below 50 %.
    package static let defaultBands = [
        Band(fromPpm: 990_000, percent: 10), Band(fromPpm: 950_000, percent: 25),
        Band(fromPpm: 0, percent: 50),
    ]

    /// Percent owed for an availability that missed its target.
    package static func percent(available: Int64, total: Int64, bands: [Band]) -> Int64 {
        let sorted = bands.sorted { $0.fromPpm > $1.fromPpm }
        return sorted.first { available * 1_000_000 >= $0.fromPpm * total }?.percent
            ?? sorted.last?.percent ?? 0
    }

    /// The amounts in fen of several missed commitments of one month, and their capped sum.
    ///
    /// - Parameter fee: The month's fee in fen; never negative.
    package static func amount(fee: Int64, percents: [Int64], capPercent: Int64) -> Int64 {
        min(percents.reduce(0) { $0 + share(fee, $1) }, share(fee, capPercent))
    }

    /// `percent` of `fee`, rounded half up to the fen.
    static func share(_ fee: Int64, _ percent: Int64) -> Int64 {
        (fee * percent + 50) / 100
    }
}

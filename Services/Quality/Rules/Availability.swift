import MeshPrimitives

/// Availability of a month in whole minutes (服务可用性).
///
/// 7.5.
package struct Availability: Sendable, Hashable {
    /// Minutes that count as available, over ``total``: the exact ratio, never rounded.
    package var available: Int64
    package var total: Int64
    /// Minutes down that nothing excuses.
    package var down: Int64
    /// Minutes down that an exclusion covers.
    package var excluded: Int64

    package init(available: Int64, total: Int64, down: Int64, excluded: Int64) {
        self.available = available
        self.total = total
        self.down = down
        self.excluded = excluded
    }

    /// Whether the ratio reaches `target` parts per million, decided in integers.
    package func meets(targetPpm target: Int64) -> Bool {
        self.available * 1_000_000 >= target * self.total
    }

    /// How exclusions enter the ratio; the contract names it.
    package enum Model: Sendable {
        /// (T - D) / T, T being all minutes of the period.
        case numeratorOnly
        /// T without the excluded overlap.
        case bothSides
    }

    /// Computes availability from half-open minute ranges.
    ///
    /// - Parameters:
    ///   - outages: Of any number of sources; their union counts, so nothing counts twice.
    ///   - exclusions: Only their overlap with outages is excluded; overrun counts.
    ///   - period: The minutes of the month.
    /// - Source: 7.5, found F16.
    package static func compute(
        outages: [Range<Int64>], exclusions: [Range<Int64>], period: Range<Int64>, model: Model
    ) -> Availability {
        let down = union(outages.map { $0.clamped(to: period) })
        let excused = union(exclusions.map { $0.clamped(to: period) })
        let excluded = overlap(down, excused)
        let unexcused = down.reduce(0) { $0 + Int64($1.count) } - excluded
        let minutes = Int64(period.count)
        let total =
            switch model {
            case .numeratorOnly: minutes
            case .bothSides: minutes - excluded
            }
        return Availability(
            available: total - unexcused, total: total, down: unexcused, excluded: excluded)
    }

    /// Whole minutes between two instants; an outage below one continuous minute is dropped.
    package static func minutes(from start: Instant, until end: Instant) -> Range<Int64>? {
        let first = start.microseconds / 60_000_000
        let length = (end.microseconds - start.microseconds) / 60_000_000
        return length >= 1 ? first..<(first + length) : nil
    }

    static func union(_ ranges: [Range<Int64>]) -> [Range<Int64>] {
        var merged: [Range<Int64>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] =
                    last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    private static func overlap(_ left: [Range<Int64>], _ right: [Range<Int64>]) -> Int64 {
        left.reduce(0) { sum, range in
            right.reduce(sum) { $0 + Int64(range.clamped(to: $1).count) }
        }
    }
}

/// A calendar month in Asia/Shanghai.
package struct Month: Sendable, Hashable {
    package let first: CivilDate

    /// Reads "2026-03".
    package init?(_ text: String) {
        guard let first = CivilDate("\(text)-01") else { return nil }
        self.first = first
    }

    /// The first instant after the month.
    package var end: Instant { self.first.adding(months: 1).start }

    /// Its minutes since 1970 in UTC.
    package var minutes: Range<Int64> {
        (self.first.start.microseconds / 60_000_000)..<(self.end.microseconds / 60_000_000)
    }
}

import MeshPrimitives

/// The availability (服务可用性) of one service in one closed period, in whole minutes.
///
/// - Source: requirement 7.5 (found F16, design).
package struct Availability: Sendable, Hashable {
    /// What a contract takes as the denominator; three readings of one sentence.
    package enum Model: Sendable, Hashable, CaseIterable {
        /// All minutes of the period: the practice of vendors.
        case numeratorOnly
        /// The minutes of the period without the excluded part of outages.
        case bothSides
        /// The minutes of the period without whole excluded windows, outage or not.
        case bothSidesWholeWindow
    }

    package struct Outage: Sendable, Hashable {
        /// The monitor that saw it; several may see the same outage.
        package let source: String
        package let range: TimeRange

        package init(source: String, range: TimeRange) {
            self.source = source
            self.range = range
        }
    }

    /// T: the minutes that count as the whole.
    package let totalMinutes: Int64
    /// D: the minutes of outage that count.
    package let downMinutes: Int64
    /// Outage minutes that an exclusion covers.
    package let excludedMinutes: Int64

    /// - Parameters:
    ///   - period: The period; its ends lie on whole minutes.
    ///   - exclusions: Windows somebody has accepted: announced maintenance, force majeure, caused
    ///     by the user, ordered suspension. Only their overlap with an outage helps.
    package init(
        period: TimeRange, outages: [Outage], exclusions: [TimeRange], model: Model
    ) {
        let whole = MinuteRanges([period])
        let down = Self.downtime(outages).intersection(whole)
        let windows = MinuteRanges(exclusions).intersection(whole)
        let excluded = down.intersection(windows).minutes
        self.downMinutes = down.minutes - excluded
        self.excludedMinutes = excluded
        switch model {
        case .numeratorOnly: self.totalMinutes = whole.minutes
        case .bothSides: self.totalMinutes = whole.minutes - excluded
        case .bothSidesWholeWindow: self.totalMinutes = whole.minutes - windows.minutes
        }
    }

    /// The union over all sources of the outages that lasted at least a minute.
    ///
    /// Pieces of one source that touch are one outage, so they are joined before the short ones are
    /// dropped, and cut to the period only afterwards.
    package static func downtime(_ outages: [Outage]) -> MinuteRanges {
        let bySource = Dictionary(grouping: outages, by: \.source)
        let long = bySource.values.flatMap { outages in
            Self.joined(outages.map(\.range)).filter {
                $0.until.microseconds - $0.from.microseconds >= 60_000_000
            }
        }
        return MinuteRanges(long)
    }

    private static func joined(_ ranges: [TimeRange]) -> [TimeRange] {
        var joined: [TimeRange] = []
        for range in ranges.sorted(by: { $0.from < $1.from }) {
            if let last = joined.last, range.from <= last.until,
                let longer = TimeRange(from: last.from, until: max(last.until, range.until))
            {
                joined[joined.count - 1] = longer
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    /// (T - D) / T exactly; 1 when nothing was left to measure.
    package var ratio: Fraction {
        Fraction(self.totalMinutes - self.downMinutes, self.totalMinutes) ?? .one
    }

    /// Compares in integers, never rounded.
    ///
    /// - Parameter target: 0...1, such as 999/1000.
    package func meets(_ target: Fraction) -> Bool {
        self.ratio >= target
    }

    /// The share of the allowed downtime that was used, such as 1.62 for 162 %.
    ///
    /// - Returns: `nil` when the target allows no downtime at all.
    package func errorBudgetUse(_ target: Fraction) throws(ArithmeticOverflow) -> Fraction? {
        let allowed = try Fraction.one.subtracting(target)
            .multiplied(by: Fraction(self.totalMinutes))
        guard allowed > .zero else { return nil }
        return try Fraction(self.downMinutes).divided(by: allowed)
    }
}

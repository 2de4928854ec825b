import MeshPrimitives

/// What a provider owes for missed availability (服务补偿).
///
/// - Source: requirements 7.6 and R9.3-4 (found F16 shape).
package struct ServiceCredit: Sendable, Hashable {
    /// Availability from `lower` up to, but not including, the band above.
    package struct Band: Sendable, Hashable {
        package let lower: Fraction
        /// Percent of the month's fee, 0...100.
        package let percent: Int64

        package init(lower: Fraction, percent: Int64) {
            self.lower = lower
            self.percent = percent
        }
    }

    /// One breached commitment.
    package struct Line: Sendable, Hashable {
        /// The month's fee for the affected resource.
        package let fee: Money
        /// Exact, never rounded before its band is found.
        package let measured: Fraction

        package init(fee: Money, measured: Fraction) {
            self.fee = fee
            self.measured = measured
        }
    }

    package struct Settlement: Sendable, Hashable {
        /// One amount for each line, rounded.
        package let lines: [Money]
        /// Their sum, at most the cap.
        package let total: Money
        package let isCapped: Bool
    }

    /// Availability from here on owes nothing.
    package let target: Fraction
    /// From the highest band down to 0.
    package let bands: [Band]
    /// The most that is owed for a month, in percent of its fee.
    package let capPercent: Int64

    /// Accepts only bands that lead from the target down to 0 and never pay less for a worse month.
    package init(
        target: Fraction, bands: [Band], capPercent: Int64
    ) throws(Refusal) {
        let bounds = [target] + bands.map(\.lower)
        let percents = [0] + bands.map(\.percent)
        guard
            target <= .one, bounds.last == .zero, zip(bounds, bounds.dropFirst()).allSatisfy(>),
            zip(percents, percents.dropFirst()).allSatisfy(<=),
            (percents + [capPercent]).allSatisfy({ (0...100).contains($0) })
        else {
            throw Refusal(
                code: "CREDIT_BANDS_INVALID", message: "The bands of the service credit have gaps.",
                remedy: """
                    Give lower bounds falling from below the target to 0, with percentages in \
                    0...100 that never fall.
                    """,
                requirement: "7.6", source: "found F16 shape")
        }
        self.target = target
        self.bands = bands
        self.capPercent = capPercent
    }

    /// - Returns: Percent of the fee, 0 when the target is met.
    package func percent(for measured: Fraction) -> Int64 {
        guard measured < self.target else { return 0 }
        return self.bands.first { measured >= $0.lower }?.percent ?? 0
    }

    /// Each line is rounded half up to the fen once, at its end; the cap likewise.
    ///
    /// - Parameter monthFee: The fee the cap refers to.
    package func settle(_ lines: [Line], monthFee: Money) throws(ArithmeticOverflow) -> Settlement {
        var amounts: [Money] = []
        var sum = Money.zero
        for line in lines {
            let amount = try Self.share(self.percent(for: line.measured), of: line.fee)
            amounts.append(amount)
            sum = try sum.adding(amount)
        }
        let cap = try Self.share(self.capPercent, of: monthFee)
        return Settlement(lines: amounts, total: min(sum, cap), isCapped: sum > cap)
    }

    private static func share(_ percent: Int64, of fee: Money) throws(ArithmeticOverflow) -> Money {
        try fee.share(.percent(percent))
    }
}

extension ServiceCredit {
    /// The terms of a contract as they are written there.
    ///
    /// - Parameters:
    ///   - bands: In any order; none means the default ones.
    ///   - capPercent: 0 means the default of 50.
    package init(
        targetPpm: Int64, bands: [(fromPpm: Int64, percent: Int64)], capPercent: Int64
    ) throws(Refusal) {
        let target = Fraction.ppm(targetPpm)
        let bands = bands.sorted { $0.fromPpm > $1.fromPpm }.map {
            Band(lower: .ppm($0.fromPpm), percent: $0.percent)
        }
        try self.init(
            target: target, bands: bands.isEmpty ? Self.defaultBands(below: target) : bands,
            capPercent: capPercent == 0 ? 50 : capPercent)
    }

    /// Below the target 10 %, below 99 % 25 %, below 95 % 50 %.
    ///
    /// Bands that do not lie below the target have nothing to say and are left out.
    package static func defaultBands(below target: Fraction) -> [Band] {
        [
            Band(lower: .percent(99), percent: 10), Band(lower: .percent(95), percent: 25),
            Band(lower: .zero, percent: 50),
        ].filter { $0.lower < target }
    }
}

import MeshPrimitives

/// Availability by requests: one minus the mean error rate of all 5-minute intervals.
///
/// - Source: requirement 7.5 (found F16).
package enum RequestAvailability {
    /// The requests of one interval of 5 minutes.
    package struct Interval: Sendable, Hashable {
        package let failed: Int64
        package let valid: Int64

        /// `nil` unless 0 <= failed <= valid.
        package init?(failed: Int64, valid: Int64) {
            guard failed >= 0, failed <= valid else { return nil }
            self.failed = failed
            self.valid = valid
        }

        /// In billionths, rounded half up; 0 without a valid request, as the rule chooses.
        ///
        /// Rates are fixed per interval because the exact sum of thousands of fractions with
        /// different denominators has no bounded size. A month's result is off by less than 1e-9.
        package var errorRateBillionths: Int64 {
            guard self.valid > 0 else { return 0 }
            // At most a billion, because `failed` is at most `valid`.
            return Int64(
                roundedHalfUp(Int128(self.failed) * 1_000_000_000, over: Int128(self.valid)))
        }
    }

    /// - Parameters:
    ///   - intervals: Those with requests; missing ones count as free of errors.
    ///   - days: The days of the period, 1 or more.
    /// - Returns: `nil` when there are more intervals than the period holds, or no day.
    package static func ratio(_ intervals: [Interval], days: Int64) -> Fraction? {
        guard (1...36_600).contains(days), intervals.count <= 288 * days else { return nil }
        let scale = 288 * days * 1_000_000_000
        return Fraction(scale - intervals.reduce(0) { $0 + $1.errorRateBillionths }, scale)
    }
}

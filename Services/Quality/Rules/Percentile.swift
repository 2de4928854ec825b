import MeshPrimitives

/// Percentiles (分位数) by nearest rank.
///
/// Percentiles of parts of a period must never be averaged; counts can be merged and asked again.
///
/// - Source: requirement 7.5.
package enum Percentile {
    /// The value at rank ceil(p × n), counted from 1 in ascending order.
    ///
    /// - Parameters:
    ///   - basisPoints: 0...10 000; 9 500 for P95.
    ///   - counts: How often each value was seen.
    /// - Returns: `nil` without a value.
    package static func nearestRank<Value: Comparable & Hashable>(
        _ basisPoints: Int64, of counts: [Value: Int64]
    ) -> Value? {
        precondition((0...10_000).contains(basisPoints), "basis points must be 0...10 000")
        let total = counts.values.reduce(0) { $0 + Int128($1) }
        // Rounding up in integers: 0.07 × 100 in floating point is 7.000000000000001, rank 8.
        let rank = max(1, (Int128(basisPoints) * total + 9_999) / 10_000)
        var seen: Int128 = 0
        for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
            seen += Int128(count)
            if seen >= rank { return value }
        }
        return nil
    }

    package static func nearestRank<Value: Comparable & Hashable>(
        _ basisPoints: Int64, of values: [Value]
    ) -> Value? {
        self.nearestRank(basisPoints, of: Self.counts(values))
    }

    package static func counts<Value: Hashable>(_ values: [Value]) -> [Value: Int64] {
        values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

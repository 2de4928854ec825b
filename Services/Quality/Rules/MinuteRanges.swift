import MeshPrimitives

/// A half-open stretch of time between two instants, as reported.
package struct TimeRange: Sendable, Hashable {
    package let from: Instant
    /// The first instant no longer inside.
    package let until: Instant

    package init(_ range: Range<Instant>) {
        self.from = range.lowerBound
        self.until = range.upperBound
    }

    /// `nil` when it would end before it starts.
    package init?(from: Instant, until: Instant) {
        guard from <= until else { return nil }
        self.from = from
        self.until = until
    }
}

/// Disjoint half-open ranges of whole minutes since the Unix epoch, ascending.
///
/// Reported instants become minutes by cutting off the seconds at both ends. Neighbouring ranges
/// then stay neighbours (no gap and no minute counted twice), a range of at least a minute keeps at
/// least one, and the length is off by less than a minute in either direction with no bias.
package struct MinuteRanges: Sendable, Hashable {
    package let ranges: [Range<Int64>]

    /// Merges ranges that overlap or touch and drops empty ones.
    package init(_ ranges: [Range<Int64>]) {
        var merged: [Range<Int64>] = []
        for range in ranges.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] =
                    last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        self.ranges = merged
    }

    /// Cuts reported instants to minutes.
    package init(_ ranges: [TimeRange]) {
        self.init(ranges.map { Self.minute(of: $0.from)..<Self.minute(of: $0.until) })
    }

    /// The sum of their lengths, in minutes.
    package var minutes: Int64 {
        self.ranges.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
    }

    package func intersection(_ other: MinuteRanges) -> MinuteRanges {
        Self.covered(byAtLeast: 2, of: [self, other])
    }

    /// The minutes that lie in at least `count` of the sets: 1 is their union, all of them their
    /// intersection.
    package static func covered(byAtLeast count: Int, of sets: [MinuteRanges]) -> MinuteRanges {
        precondition(count > 0, "every minute lies in at least 0 sets")
        // +1 where a range starts and -1 where it ends; the running sum is the number of sets.
        var steps: [Int64: Int] = [:]
        for range in sets.flatMap(\.ranges) {
            steps[range.lowerBound, default: 0] += 1
            steps[range.upperBound, default: 0] -= 1
        }
        var result: [Range<Int64>] = []
        var depth = 0
        var start: Int64?
        for (minute, step) in steps.sorted(by: { $0.key < $1.key }) {
            depth += step
            if let open = start, depth < count {
                result.append(open..<minute)
                start = nil
            } else if start == nil, depth >= count {
                start = minute
            }
        }
        return MinuteRanges(result)
    }

    static func minute(of instant: Instant) -> Int64 {
        let (minute, remainder) = instant.microseconds.quotientAndRemainder(
            dividingBy: 60_000_000)
        return remainder < 0 ? minute - 1 : minute
    }
}

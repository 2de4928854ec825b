/// A point in time, in microseconds since 1970-01-01T00:00:00Z.
///
/// Legal dates are read in Asia/Shanghai, fixed at +08:00: see ``CivilDate``.
public struct Instant: Sendable, Hashable, Comparable {
    /// Microseconds since the Unix epoch.
    public var microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The instant `microseconds` later, or earlier when negative.
    public func adding(microseconds: Int64) -> Instant {
        Instant(microseconds: self.microseconds + microseconds)
    }

    /// The instant `seconds` later, or earlier when negative.
    public func adding(seconds: Int64) -> Instant {
        self.adding(microseconds: seconds * 1_000_000)
    }
}

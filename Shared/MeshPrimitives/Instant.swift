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

    /// The instant `hours` later; hour periods start at once and never roll (7.10).
    public func adding(hours: Int64) -> Instant {
        self.adding(seconds: hours * 3600)
    }

    /// The legal date at this instant, in Asia/Shanghai (RX-10).
    public var civilDate: CivilDate {
        let shanghai = self.microseconds.addingReportingOverflow(Self.shanghaiOffset)
        let local = shanghai.overflow ? Int64.max : shanghai.partialValue
        return CivilDate(clamping: flooredDivision(local, by: Self.microsecondsPerDay).quotient)
    }

    static let microsecondsPerDay: Int64 = 86_400_000_000
    /// Asia/Shanghai has had no daylight saving since 1991, so +08:00 is fixed.
    static let shanghaiOffset: Int64 = 8 * 3_600_000_000
}

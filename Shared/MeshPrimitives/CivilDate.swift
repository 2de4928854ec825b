/// A day of the week, numbered as in ISO 8601.
public enum Weekday: Int, Sendable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    public var isWeekend: Bool { self == .saturday || self == .sunday }
}

/// A legal date: a day of the proleptic Gregorian calendar, read in Asia/Shanghai (RX-10).
///
/// Dates run from 0001-01-01 to 9999-12-31. Arithmetic stops at these ends instead of trapping, so
/// that an absurd period in a request cannot stop a service.
public struct CivilDate: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01; negative before.
    public let daysSinceEpoch: Int

    public static let first = CivilDate(year: 1, month: 1, clampedDay: 1)
    public static let last = CivilDate(year: 9999, month: 12, clampedDay: 31)

    /// `nil` outside the years 1 to 9999.
    public init?(daysSinceEpoch: Int) {
        guard (Self.first.daysSinceEpoch...Self.last.daysSinceEpoch).contains(daysSinceEpoch)
        else { return nil }
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// `nil` for a date that does not exist, such as 2026-02-29.
    public init?(year: Int, month: Int, day: Int) {
        guard
            (1...9999).contains(year), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        self.init(year: year, month: month, clampedDay: day)
    }

    init(clamping daysSinceEpoch: Int64) {
        let ends = Int64(Self.first.daysSinceEpoch)...Int64(Self.last.daysSinceEpoch)
        self.daysSinceEpoch = Int(min(max(daysSinceEpoch, ends.lowerBound), ends.upperBound))
    }

    /// A day past the end of the month becomes its last day.
    ///
    /// - Source: `days_from_civil` of Howard Hinnant's chrono-compatible date algorithms.
    private init(year: Int, month: Int, clampedDay day: Int) {
        let day = min(day, Self.days(inMonth: month, of: year))
        // Years start in March here, so that the leap day is the last day of its year.
        let year = month > 2 ? year : year - 1
        let (era, yearOfEra) = flooredDivision(year, by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.daysSinceEpoch = era * 146_097 + dayOfEra - 719_468
    }

    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.daysSinceEpoch < right.daysSinceEpoch
    }

    public static func isLeap(year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    /// - Parameter month: 1...12.
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: Self.isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CivilDate {
    /// - Source: `civil_from_days` of Howard Hinnant's chrono-compatible date algorithms.
    public var parts: (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = flooredDivision(self.daysSinceEpoch + 719_468, by: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    public var year: Int { self.parts.year }
    public var month: Int { self.parts.month }
    public var day: Int { self.parts.day }

    public var weekday: Weekday {
        // 1970-01-01 was a Thursday, the fourth day of the week.
        let index = flooredDivision(self.daysSinceEpoch + 3, by: 7).remainder
        return Weekday(rawValue: index + 1) ?? .monday
    }

    /// The date `days` later, or earlier when negative.
    public func adding(days: Int) -> CivilDate {
        let (sum, overflow) = Int64(self.daysSinceEpoch).addingReportingOverflow(Int64(days))
        return CivilDate(clamping: overflow ? (days < 0 ? .min : .max) : sum)
    }

    /// The corresponding day `months` later, or the last day of that month when it has none.
    ///
    /// - Source: Civil Code art. 202.
    public func adding(months: Int) -> CivilDate {
        let (year, month, day) = self.parts
        // Enough to reach either end from anywhere, and far from overflow.
        let months = min(max(months, -120_000), 120_000)
        let (newYear, newMonth) = flooredDivision(year * 12 + month - 1 + months, by: 12)
        if newYear < 1 { return .first }
        if newYear > 9999 { return .last }
        return CivilDate(year: newYear, month: newMonth + 1, clampedDay: day)
    }

    /// The number of days from this date until `other`; negative when `other` is earlier.
    public func days(until other: CivilDate) -> Int {
        other.daysSinceEpoch - self.daysSinceEpoch
    }

    /// 00:00 of this date in Asia/Shanghai.
    public var start: Instant {
        Instant(
            microseconds: Int64(self.daysSinceEpoch) * Instant.microsecondsPerDay
                - Instant.shanghaiOffset)
    }
}

extension CivilDate: CustomStringConvertible, LosslessStringConvertible {
    /// Reads exactly the form `2026-02-13`.
    public init?(_ text: String) {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard
            fields.count == 3,
            let year = DecimalText.digits(fields[0], count: 4),
            let month = DecimalText.digits(fields[1], count: 2),
            let day = DecimalText.digits(fields[2], count: 2)
        else { return nil }
        self.init(year: Int(year), month: Int(month), day: Int(day))
    }

    /// The date as text, such as `2026-02-13`.
    public var description: String {
        let (year, month, day) = self.parts
        return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }
}

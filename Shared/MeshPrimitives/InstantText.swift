extension Instant: CustomStringConvertible, LosslessStringConvertible {
    /// Reads RFC 3339, such as `2026-10-01T23:30:00+08:00` or `2026-10-01T15:30:00.25Z`.
    ///
    /// The fraction may have 1 to 9 digits and is cut, not rounded, to microseconds. `nil` for a
    /// missing offset, a leap second or anything else.
    public init?(_ text: String) {
        var rest = Substring(text)
        let dateText = String(rest.prefix(10))
        guard let date = CivilDate(dateText) else { return nil }
        rest = rest.dropFirst(10)
        guard
            Self.take(&rest, "T"), let hour = Self.digits(&rest, below: 24),
            Self.take(&rest, ":"), let minute = Self.digits(&rest, below: 60),
            Self.take(&rest, ":"), let second = Self.digits(&rest, below: 60),
            let fraction = Self.fraction(&rest),
            let offset = Self.offset(&rest), rest.isEmpty
        else { return nil }
        let seconds = Int64(date.daysSinceEpoch) * 86_400 + hour * 3600 + minute * 60 + second
        self.init(microseconds: (seconds - offset) * 1_000_000 + fraction)
    }

    /// RFC 3339 in UTC with no, three or six decimals, such as `2026-10-01T15:30:00Z`.
    public var description: String {
        let (days, inDay) = flooredDivision(self.microseconds, by: Self.microsecondsPerDay)
        let (seconds, fraction) = inDay.quotientAndRemainder(dividingBy: 1_000_000)
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }
        let date = CivilDate(clamping: days).description
        return date + "T" + clock.joined(separator: ":") + Self.text(fraction: fraction) + "Z"
    }

    private static func text(fraction: Int64) -> String {
        if fraction == 0 { return "" }
        if fraction.isMultiple(of: 1000) { return "." + (fraction / 1000).padded(to: 3) }
        return "." + fraction.padded(to: 6)
    }

    private static func take(_ text: inout Substring, _ expected: Character) -> Bool {
        guard text.first == expected else { return false }
        text.removeFirst()
        return true
    }

    /// Two ASCII digits with a value below `limit`.
    private static func digits(_ text: inout Substring, below limit: Int64) -> Int64? {
        guard let value = DecimalText.digits(text.prefix(2), count: 2), value < limit else {
            return nil
        }
        text = text.dropFirst(2)
        return value
    }

    /// Microseconds; zero when there is no fraction.
    private static func fraction(_ text: inout Substring) -> Int64? {
        guard Self.take(&text, ".") else { return 0 }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        text = text.dropFirst(digits.count)
        guard
            (1...9).contains(digits.count),
            let value = DecimalText.digits(digits, count: digits.count)
        else { return nil }
        return value * DecimalText.power(ofTen: 9 - digits.count) / 1000
    }

    /// Seconds east of UTC.
    private static func offset(_ text: inout Substring) -> Int64? {
        if Self.take(&text, "Z") { return 0 }
        let sign: Int64 = text.first == "-" ? -1 : 1
        guard
            Self.take(&text, "+") || Self.take(&text, "-"),
            let hours = Self.digits(&text, below: 24),
            Self.take(&text, ":"),
            let minutes = Self.digits(&text, below: 60)
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}

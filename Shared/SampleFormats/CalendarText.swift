import MeshPrimitives

/// Dates and instants as the sample files write them.
enum CalendarText {
    /// The instant of RFC 3339 text such as `2026-01-20T21:28:38+00:00` or `….016Z`.
    ///
    /// Digits after the sixth decimal are dropped. A leap second (`:60`) is refused: no source has
    /// one since 2016.
    static func instant(_ text: some StringProtocol) -> Instant? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let days = Self.days(bytes[0..<10]),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Self.number(bytes[11..<13]), hour < 24,
            let minute = Self.number(bytes[14..<16]), minute < 60,
            let second = Self.number(bytes[17..<19]), second < 60
        else { return nil }
        var rest = bytes[19...]
        guard let fraction = Self.takeFraction(&rest), let offset = Self.offset(rest) else {
            return nil
        }
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
        return Instant(microseconds: seconds * 1_000_000 + fraction)
    }

    /// The calendar day at the front of `text`, as written there: `2026-04-10T20:00:00.000Z` is the
    /// 10th, whatever the local time of the reader.
    ///
    /// The publisher writes the day of the record and an arbitrary hour (04:00 and 05:00 in 2023,
    /// 20:00 since); 235 authorisations present in both forms have the same day.
    static func civilDate(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        if bytes.count == 10 {
            return Self.days(bytes[...]) == nil ? nil : text
        }
        return Self.instant(text) == nil ? nil : String(text.prefix(10))
    }

    /// Days since 1970-01-01 of `YYYY-MM-DD`; nil for a day that does not exist.
    private static func days(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let start = bytes.startIndex
        guard bytes.count == 10, bytes[start + 4] == UInt8(ascii: "-"),
            bytes[start + 7] == UInt8(ascii: "-"),
            let year = Self.number(bytes[start..<start + 4]),
            let month = Self.number(bytes[start + 5..<start + 7]), (1...12).contains(month),
            let day = Self.number(bytes[start + 8..<start + 10]), day >= 1,
            day <= Self.length(ofMonth: month, year)
        else { return nil }
        // Counting years from March puts the leap day last, where it disturbs no month's offset.
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = (month + 9) % 12
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear
            - 719_468
    }

    private static func length(ofMonth month: Int64, _ year: Int64) -> Int64 {
        if month == 2 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            return isLeap ? 29 : 28
        }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        var value: Int64 = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            value = value * 10 + Int64(digit - 0x30)
        }
        return value
    }

    /// Microseconds of `.123…` at the front of `rest`; 0 when there is no decimal point.
    private static func takeFraction(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let digits = rest.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty else { return nil }
        rest = rest[digits.endIndex...]
        var value = Self.number(digits.prefix(6)) ?? 0
        for _ in 0..<max(0, 6 - digits.count) { value *= 10 }
        return value
    }

    /// Seconds east of Greenwich of `Z` or `+08:00`.
    private static func offset(_ text: ArraySlice<UInt8>) -> Int64? {
        let start = text.startIndex
        if text.count == 1, text[start] | 0x20 == UInt8(ascii: "z") { return 0 }
        guard text.count == 6, text[start + 3] == UInt8(ascii: ":"),
            text[start] == UInt8(ascii: "+") || text[start] == UInt8(ascii: "-"),
            let hour = Self.number(text[start + 1..<start + 3]), hour < 24,
            let minute = Self.number(text[start + 4..<start + 6]), minute < 60
        else { return nil }
        let seconds = hour * 3_600 + minute * 60
        return text[start] == UInt8(ascii: "-") ? -seconds : seconds
    }
}

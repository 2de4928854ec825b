/// `google.protobuf.Timestamp` between its bytes and RFC 3339.
struct Timestamp {
    /// Since 1970, from year 1 to year 9999.
    private static let allowed: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    let seconds: Int64
    let nanos: Int32

    init(_ bytes: ArraySlice<UInt8>, path: String) throws(SchemaFailure) {
        var seconds: Int64 = 0
        var nanos: Int32 = 0
        for field in try WireField.fields(bytes, path: path) {
            if field.number == 1 { seconds = Int64(bitPattern: field.number64) }
            if field.number == 2 { nanos = field.number32 }
        }
        guard Self.allowed.contains(seconds), (0..<1_000_000_000).contains(nanos) else {
            throw SchemaFailure(
                path: path, problem: "not within years 1 to 9999", remedy: "check the sender")
        }
        (self.seconds, self.nanos) = (seconds, nanos)
    }

    /// Reads a text like `2026-11-24T08:00:00.5+08:00`.
    init(_ text: String, path: String) throws(SchemaFailure) {
        let failure = SchemaFailure(
            path: path, problem: "not a time", remedy: "write it like 2026-11-24T08:00:00Z")
        var rest = Array(text.utf8)[...]
        func number(_ count: Int) throws(SchemaFailure) -> Int64 {
            let digits = rest.prefix(count)
            guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw failure
            }
            rest = rest.dropFirst(count)
            return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
        }
        func expect(_ characters: String) throws(SchemaFailure) -> UInt8 {
            guard let byte = rest.popFirst(), characters.utf8.contains(byte) else { throw failure }
            return byte
        }
        let year = try number(4)
        _ = try expect("-")
        let month = try number(2)
        _ = try expect("-")
        let day = try number(2)
        _ = try expect("Tt ")
        let hour = try number(2)
        _ = try expect(":")
        let minute = try number(2)
        _ = try expect(":")
        let second = try number(2)
        var nanos: Int64 = 0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            let digits = rest.prefix { (0x30...0x39).contains($0) }.count
            guard (1...9).contains(digits) else { throw failure }
            nanos = try number(digits)
            for _ in digits..<9 { nanos *= 10 }
        }
        var offset: Int64 = 0
        let zone = try expect("Zz+-")
        if zone == UInt8(ascii: "+") || zone == UInt8(ascii: "-") {
            let hours = try number(2)
            _ = try expect(":")
            let minutes = try number(2)
            guard hours < 24, minutes < 60 else { throw failure }
            offset = (hours * 60 + minutes) * (zone == UInt8(ascii: "-") ? -60 : 60)
        }
        let days = Self.days(year, month, day)
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        guard
            rest.isEmpty, (1...12).contains(month), Self.date(days) == (year, month, day),
            hour < 24, minute < 60, second < 60, Self.allowed.contains(seconds)
        else { throw failure }
        (self.seconds, self.nanos) = (seconds, Int32(nanos))
    }

    var bytes: [UInt8] {
        var writer = WireWriter()
        if self.seconds != 0 {
            writer.key(1, 0)
            writer.varint(UInt64(bitPattern: self.seconds))
        }
        if self.nanos != 0 {
            writer.key(2, 0)
            writer.varint(UInt64(self.nanos))
        }
        return writer.bytes
    }

    /// In UTC, with 0, 3, 6 or 9 digits after the second.
    var text: String {
        let second = ((self.seconds % 86_400) + 86_400) % 86_400
        let (year, month, day) = Self.date((self.seconds - second) / 86_400)
        func padded(_ number: Int64, _ count: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, count - digits.count)) + digits
        }
        var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
        text +=
            "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
        if self.nanos != 0 {
            var digits = padded(Int64(self.nanos), 9)[...]
            while digits.hasSuffix("000") { digits = digits.dropLast(3) }
            text += ".\(digits)"
        }
        return text + "Z"
    }

    /// Days since 1970 of a Gregorian date; years are counted from March, so that a leap day is
    /// the last of its year.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = year - (month <= 2 ? 1 : 0)
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }
}

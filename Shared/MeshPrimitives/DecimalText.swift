/// Reads and prints integers that stand for decimals with a fixed number of digits after the point.
enum DecimalText {
    /// - Parameter exponent: 0...18.
    static func power(ofTen exponent: Int) -> Int64 {
        precondition((0...18).contains(exponent), "the exponent must be 0...18")
        return (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    static func print<Value: FixedWidthInteger>(
        _ value: Value, decimals: Int, grouping: Bool = false
    ) -> String {
        let digits = Array(value.magnitude.padded(to: decimals + 1))
        let whole = digits.dropLast(decimals)
        var text = value < 0 ? "-" : ""
        for (index, digit) in whole.enumerated() {
            if grouping && index > 0 && (whole.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return decimals == 0 ? text : text + "." + String(digits.suffix(decimals))
    }

    /// `nil` unless the text is ASCII digits with an optional sign and as many decimals as allowed.
    static func parse(
        _ text: String, decimals allowed: ClosedRange<Int>
    ) -> (value: Int64, decimals: Int)? {
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if isNegative { rest.removeFirst() }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        let decimals = parts.count == 2 ? parts[1].utf8.count : 0
        guard allowed.contains(decimals) else { return nil }
        var value: Int64 = 0
        for byte in parts.joined().utf8 {
            guard (48...57).contains(byte) else { return nil }
            // Accumulated with the sign, so that the lowest Int64 is readable too.
            let digit = Int64(byte - 48)
            let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (next, overflow) = tens.addingReportingOverflow(isNegative ? -digit : digit)
            guard !tooLarge, !overflow else { return nil }
            value = next
        }
        return (value, decimals)
    }
}

extension DecimalText {
    /// Exactly `count` ASCII digits, at most 18; `nil` for anything else.
    static func digits(_ text: Substring, count: Int) -> Int64? {
        guard text.utf8.count == count, count <= 18 else { return nil }
        var value: Int64 = 0
        for byte in text.utf8 {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 48)
        }
        return value
    }
}

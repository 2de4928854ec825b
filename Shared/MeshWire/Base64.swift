/// Base64 as in RFC 4648, with padding.
public enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    public static func encode(_ octets: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((octets.count + 2) / 3 * 4)
        var index = 0
        while index < octets.count {
            let count = min(3, octets.count - index)
            var group = 0
            for offset in 0..<3 {
                group = group << 8 | (offset < count ? Int(octets[index + offset]) : 0)
            }
            for position in 0..<4 {
                let padding = UInt8(ascii: "=")
                text.append(
                    position <= count ? self.alphabet[group >> (18 - 6 * position) & 63] : padding)
            }
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `nil` when `text` is not base64; the alphabet for addresses (`-`, `_`) is read too, and
    /// padding may be absent.
    public static func decode(_ text: String) -> [UInt8]? {
        var digits = Array(text.utf8)
        while digits.last == UInt8(ascii: "="), text.utf8.count - digits.count < 2 {
            digits.removeLast()
        }
        guard digits.count % 4 != 1 else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(digits.count / 4 * 3 + 2)
        var group = 0
        var bits = 0
        for digit in digits {
            guard let value = self.value(digit) else { return nil }
            group = (group << 6 | value) & 0xffff
            bits += 6
            if bits >= 8 {
                bits -= 8
                octets.append(UInt8(group >> bits & 0xff))
            }
        }
        return octets
    }

    private static func value(_ digit: UInt8) -> Int? {
        switch digit {
        case 0x41...0x5a: Int(digit) - 0x41
        case 0x61...0x7a: Int(digit) - 0x61 + 26
        case 0x30...0x39: Int(digit) - 0x30 + 52
        case 0x2b, 0x2d: 62
        case 0x2f, 0x5f: 63
        default: nil
        }
    }
}

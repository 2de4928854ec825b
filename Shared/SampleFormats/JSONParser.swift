import Glibc

/// A strict reader of JSON text that lies in memory as a whole.
struct JSONParser {
    /// Deeper nesting is refused: real records need four levels.
    static let maximumDepth = 16

    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    func error(_ reason: String) -> JSONError {
        JSONError(offset: self.position, reason: reason)
    }

    mutating func skipBlanks() {
        while self.position < self.bytes.count {
            switch self.bytes[self.position] {
            case 0x20, 0x0A, 0x0D, 0x09: self.position += 1
            default: return
            }
        }
    }

    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < Self.maximumDepth else { throw self.error("nested too deeply") }
        self.skipBlanks()
        guard let first = self.peek() else { throw self.error("the value is missing") }
        switch first {
        case UInt8(ascii: "\""): return .string(try self.string())
        case UInt8(ascii: "{"): return try self.object(depth: depth)
        case UInt8(ascii: "["): return try self.array(depth: depth)
        case UInt8(ascii: "t"): return try self.word("true", .bool(true))
        case UInt8(ascii: "f"): return try self.word("false", .bool(false))
        case UInt8(ascii: "n"): return try self.word("null", .null)
        default: return try self.number()
        }
    }

    private func peek() -> UInt8? {
        self.position < self.bytes.count ? self.bytes[self.position] : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        self.skipBlanks()
        guard self.peek() == byte else { return false }
        self.position += 1
        return true
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        self.position += 1
        var members: [String: JSONValue] = [:]
        if self.take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            self.skipBlanks()
            guard self.peek() == UInt8(ascii: "\"") else { throw self.error("a key is missing") }
            let key = try self.string()
            guard self.take(UInt8(ascii: ":")) else { throw self.error("a colon is missing") }
            members[key] = try self.value(depth: depth + 1)
        } while self.take(UInt8(ascii: ","))
        guard self.take(UInt8(ascii: "}")) else { throw self.error("the object does not end") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        self.position += 1
        var elements: [JSONValue] = []
        if self.take(UInt8(ascii: "]")) { return .array(elements) }
        repeat {
            elements.append(try self.value(depth: depth + 1))
        } while self.take(UInt8(ascii: ","))
        guard self.take(UInt8(ascii: "]")) else { throw self.error("the array does not end") }
        return .array(elements)
    }

    private mutating func word(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        let rest = UnsafeBufferPointer(rebasing: self.bytes[self.position...])
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard rest.starts(with: expected) else { throw self.error("not a JSON word") }
        self.position += expected.count
        return value
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = self.position
        if self.peek() == UInt8(ascii: "-") { self.position += 1 }
        let leading = self.position
        guard self.digits() > 0 else { throw self.error("not a JSON value") }
        if self.bytes[leading] == UInt8(ascii: "0"), self.position - leading > 1 {
            throw self.error("a number starts with a zero")
        }
        if self.peek() == UInt8(ascii: ".") {
            self.position += 1
            guard self.digits() > 0 else { throw self.error("a digit is missing") }
        }
        if let mark = self.peek(), mark | 0x20 == UInt8(ascii: "e") {
            self.position += 1
            if let sign = self.peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                self.position += 1
            }
            guard self.digits() > 0 else { throw self.error("a digit is missing") }
        }
        let text = UnsafeBufferPointer(rebasing: self.bytes[start..<self.position])
        return .number(String(decoding: text, as: UTF8.self))
    }

    private mutating func digits() -> Int {
        let start = self.position
        while let byte = self.peek(), byte >= 0x30, byte <= 0x39 { self.position += 1 }
        return self.position - start
    }
}

// MARK: - Strings

extension JSONParser {
    private mutating func string() throws(JSONError) -> String {
        self.position += 1
        let start = self.position
        guard let end = self.indexOfQuote(from: start) else {
            throw self.error("the string does not end")
        }
        let plain = UnsafeBufferPointer(rebasing: self.bytes[start..<end])
        if plain.contains(0x5C) {
            return try self.escapedString()
        }
        for byte in plain where byte < 0x20 { throw self.error("a control character in a string") }
        guard let text = String(validating: plain, as: UTF8.self) else {
            throw self.error("not UTF-8")
        }
        self.position = end + 1
        return text
    }

    private func indexOfQuote(from start: Int) -> Int? {
        guard let base = self.bytes.baseAddress, start < self.bytes.count,
            let found = memchr(base + start, 0x22, self.bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// The string at `position` when it holds a backslash: copied byte by byte.
    private mutating func escapedString() throws(JSONError) -> String {
        var units: [UInt8] = []
        while let byte = self.peek() {
            self.position += 1
            switch byte {
            case 0x22:
                guard let text = String(validating: units, as: UTF8.self) else {
                    throw self.error("not UTF-8")
                }
                return text
            case 0x5C:
                try self.escape(into: &units)
            case 0..<0x20:
                throw self.error("a control character in a string")
            default:
                units.append(byte)
            }
        }
        throw self.error("the string does not end")
    }

    private mutating func escape(into units: inout [UInt8]) throws(JSONError) {
        guard let letter = self.peek() else { throw self.error("the string does not end") }
        self.position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(letter)
        case UInt8(ascii: "b"): units.append(0x08)
        case UInt8(ascii: "f"): units.append(0x0C)
        case UInt8(ascii: "n"): units.append(0x0A)
        case UInt8(ascii: "r"): units.append(0x0D)
        case UInt8(ascii: "t"): units.append(0x09)
        case UInt8(ascii: "u"): units.append(contentsOf: Character(try self.scalar()).utf8)
        default: throw self.error("an unknown escape")
        }
    }

    private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
        var code = try self.fourHexadecimalDigits()
        if (0xD800..<0xDC00).contains(code) {
            guard self.peek() == 0x5C else { throw self.error("half a surrogate pair") }
            self.position += 1
            guard self.peek() == UInt8(ascii: "u") else {
                throw self.error("half a surrogate pair")
            }
            self.position += 1
            let low = try self.fourHexadecimalDigits()
            guard (0xDC00..<0xE000).contains(low) else {
                throw self.error("half a surrogate pair")
            }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw self.error("half a surrogate pair") }
        return scalar
    }

    private mutating func fourHexadecimalDigits() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = self.peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue
            else { throw self.error("a hexadecimal digit is missing") }
            code = code << 4 | UInt32(digit)
            self.position += 1
        }
        return code
    }
}

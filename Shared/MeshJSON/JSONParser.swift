import Glibc

/// A strict reader of JSON text that lies in memory as a whole (RFC 8259).
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// Reads exactly one value.
    static func whole(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.position == bytes.count else {
            throw parser.fault("text after the value", "remove what follows it")
        }
        return value
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private func fault(_ problem: String, _ remedy: String) -> JSONFault {
        let before = self.bytes[..<min(self.position, self.bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return JSONFault(
            offset: self.position, line: line, column: column, problem: problem, remedy: remedy)
    }

    private mutating func skipBlanks() {
        while self.position < self.bytes.count {
            switch self.bytes[self.position] {
            case 0x20, 0x0A, 0x0D, 0x09: self.position += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        self.skipBlanks()
        guard let first = self.peek() else {
            throw self.fault("the value is missing", "write an object, array, text, number or word")
        }
        switch first {
        case UInt8(ascii: "\""): return .string(try self.string())
        case UInt8(ascii: "{"): return try self.object(depth: depth + 1)
        case UInt8(ascii: "["): return try self.array(depth: depth + 1)
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

    private mutating func enter(_ depth: Int) throws(JSONFault) {
        guard depth <= JSONValue.depthLimit else {
            throw self.fault("more than \(JSONValue.depthLimit) levels", "nest less deeply")
        }
        self.position += 1
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
        try self.enter(depth)
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        if self.take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            self.skipBlanks()
            guard self.peek() == UInt8(ascii: "\"") else {
                throw self.fault(
                    "a key is missing", "write it in double quotes; no comma at the end")
            }
            let key = try self.string()
            guard self.take(UInt8(ascii: ":")) else {
                throw self.fault("a colon is missing", "write name: value")
            }
            guard names.insert(key).inserted else {
                throw self.fault("\"\(key)\" is given twice", "keep one of them")
            }
            members.append(JSONValue.Member(key, try self.value(depth: depth)))
        } while self.take(UInt8(ascii: ","))
        guard self.take(UInt8(ascii: "}")) else {
            throw self.fault("the object does not end", "add a comma or }")
        }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
        try self.enter(depth)
        var elements: [JSONValue] = []
        if self.take(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            elements.append(try self.value(depth: depth))
        } while self.take(UInt8(ascii: ","))
        guard self.take(UInt8(ascii: "]")) else {
            throw self.fault("the array does not end", "add a comma or ]")
        }
        return .array(elements)
    }

    private mutating func word(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONFault) -> JSONValue {
        let rest = UnsafeBufferPointer(rebasing: self.bytes[self.position...])
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard rest.starts(with: expected) else {
            throw self.fault("not a JSON word", "write text in double quotes")
        }
        self.position += expected.count
        return value
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = self.position
        if self.peek() == UInt8(ascii: "-") { self.position += 1 }
        let leading = self.position
        guard self.digits() > 0 else {
            throw self.fault("not a JSON value", "write an object, array, text, number or word")
        }
        if self.bytes[leading] == UInt8(ascii: "0"), self.position - leading > 1 {
            throw self.fault("a number starts with a zero", "leave the zero out")
        }
        if self.peek() == UInt8(ascii: ".") {
            self.position += 1
            guard self.digits() > 0 else {
                throw self.fault("a digit is missing", "write at least one")
            }
        }
        if let mark = self.peek(), mark | 0x20 == UInt8(ascii: "e") {
            self.position += 1
            if let sign = self.peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                self.position += 1
            }
            guard self.digits() > 0 else {
                throw self.fault("a digit is missing", "write at least one")
            }
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
    private mutating func string() throws(JSONFault) -> String {
        self.position += 1
        let start = self.position
        guard let end = self.indexOfQuote(from: start) else {
            throw self.fault("the string does not end", "close it with \"")
        }
        let plain = UnsafeBufferPointer(rebasing: self.bytes[start..<end])
        if plain.contains(0x5C) {
            return try self.escapedString()
        }
        for byte in plain where byte < 0x20 {
            throw self.fault("a control character in a string", "escape it, e.g. \\n")
        }
        guard let text = String(validating: plain, as: UTF8.self) else {
            throw self.fault("not UTF-8", "write the text in UTF-8")
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
    private mutating func escapedString() throws(JSONFault) -> String {
        var units: [UInt8] = []
        while let byte = self.peek() {
            self.position += 1
            switch byte {
            case 0x22:
                guard let text = String(validating: units, as: UTF8.self) else {
                    throw self.fault("not UTF-8", "write the text in UTF-8")
                }
                return text
            case 0x5C:
                try self.escape(into: &units)
            case 0..<0x20:
                throw self.fault("a control character in a string", "escape it, e.g. \\n")
            default:
                units.append(byte)
            }
        }
        throw self.fault("the string does not end", "close it with \"")
    }

    private mutating func escape(into units: inout [UInt8]) throws(JSONFault) {
        guard let letter = self.peek() else {
            throw self.fault("the string does not end", "close it with \"")
        }
        self.position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(letter)
        case UInt8(ascii: "b"): units.append(0x08)
        case UInt8(ascii: "f"): units.append(0x0C)
        case UInt8(ascii: "n"): units.append(0x0A)
        case UInt8(ascii: "r"): units.append(0x0D)
        case UInt8(ascii: "t"): units.append(0x09)
        case UInt8(ascii: "u"): units.append(contentsOf: Character(try self.scalar()).utf8)
        default:
            throw self.fault(
                "an unknown escape", "use one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
        }
    }

    private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
        var code = try self.fourHexadecimalDigits()
        if (0xD800..<0xDC00).contains(code) {
            guard self.peek() == 0x5C else {
                throw self.fault("half a surrogate pair", "write both halves")
            }
            self.position += 1
            guard self.peek() == UInt8(ascii: "u") else {
                throw self.fault("half a surrogate pair", "write both halves")
            }
            self.position += 1
            let low = try self.fourHexadecimalDigits()
            guard (0xDC00..<0xE000).contains(low) else {
                throw self.fault("half a surrogate pair", "write both halves")
            }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw self.fault("half a surrogate pair", "write both halves")
        }
        return scalar
    }

    private mutating func fourHexadecimalDigits() throws(JSONFault) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = self.peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue
            else {
                throw self.fault("a hexadecimal digit is missing", "write \\u and four of them")
            }
            code = code << 4 | UInt32(digit)
            self.position += 1
        }
        return code
    }
}

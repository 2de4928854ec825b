/// Reads a JSON text from left to right.
struct JSONParser {
    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0

    init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    mutating func whole() throws(SchemaFailure) -> JSONValue {
        let value = try self.value()
        self.skipSpace()
        guard self.at == self.bytes.count else {
            throw self.failure("text after the value", "remove what follows it")
        }
        return value
    }

    private func failure(_ problem: String, _ remedy: String) -> SchemaFailure {
        let before = self.bytes[..<min(self.at, self.bytes.count)]
        let line = before.count { $0 == 0x0a } + 1
        let column = before.count - (before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0) + 1
        return SchemaFailure(
            path: "", problem: "\(problem) at line \(line), column \(column)", remedy: remedy)
    }

    private mutating func skipSpace() {
        while let byte = self.peek, [0x20, 0x0a, 0x0d, 0x09].contains(byte) { self.at += 1 }
    }

    private var peek: UInt8? { self.at < self.bytes.count ? self.bytes[self.at] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let byte = self.peek, UInt32(byte) == character.value else { return false }
        self.at += 1
        return true
    }

    private mutating func value() throws(SchemaFailure) -> JSONValue {
        self.skipSpace()
        switch self.peek {
        case UInt8(ascii: "{"): return try self.object()
        case UInt8(ascii: "["): return try self.array()
        case UInt8(ascii: "\""): return .string(try self.string())
        case UInt8(ascii: "t"): return try self.word("true", .bool(true))
        case UInt8(ascii: "f"): return try self.word("false", .bool(false))
        case UInt8(ascii: "n"): return try self.word("null", .null)
        default: return try self.number()
        }
    }

    private mutating func word(
        _ word: String, _ value: JSONValue
    ) throws(SchemaFailure) -> JSONValue {
        guard self.bytes[self.at...].starts(with: word.utf8) else {
            throw self.failure("no JSON value", "write text in double quotes")
        }
        self.at += word.utf8.count
        return value
    }

    private mutating func enter() throws(SchemaFailure) {
        self.at += 1
        self.depth += 1
        guard self.depth <= JSONValue.depthLimit else {
            throw self.failure("more than \(JSONValue.depthLimit) levels", "nest less deeply")
        }
        self.skipSpace()
    }

    private mutating func object() throws(SchemaFailure) -> JSONValue {
        try self.enter()
        defer { self.depth -= 1 }
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        if self.take("}") { return .object([]) }
        repeat {
            self.skipSpace()
            guard self.peek == UInt8(ascii: "\"") else {
                throw self.failure(
                    "no member name", "write it in double quotes; no comma at the end")
            }
            let name = try self.string()
            guard names.insert(name).inserted else {
                throw self.failure("\"\(name)\" is given twice", "keep one of them")
            }
            self.skipSpace()
            guard self.take(":") else {
                throw self.failure("no colon after \"\(name)\"", "write name: value")
            }
            members.append(JSONValue.Member(name, try self.value()))
            self.skipSpace()
        } while self.take(",")
        guard self.take("}") else {
            throw self.failure("the object does not end", "add a comma or }")
        }
        return .object(members)
    }

    private mutating func array() throws(SchemaFailure) -> JSONValue {
        try self.enter()
        defer { self.depth -= 1 }
        var values: [JSONValue] = []
        if self.take("]") { return .array([]) }
        repeat {
            values.append(try self.value())
            self.skipSpace()
        } while self.take(",")
        guard self.take("]") else {
            throw self.failure("the array does not end", "add a comma or ]")
        }
        return .array(values)
    }

    private mutating func number() throws(SchemaFailure) -> JSONValue {
        let start = self.at
        func digits() -> Int {
            let from = self.at
            while let byte = self.peek, (0x30...0x39).contains(byte) { self.at += 1 }
            return self.at - from
        }
        _ = self.take("-")
        let leadingZero = self.peek == UInt8(ascii: "0")
        let whole = digits()
        var isNumber = whole > 0 && !(leadingZero && whole > 1)
        if self.take(".") { isNumber = digits() > 0 && isNumber }
        if self.take("e") || self.take("E") {
            if !self.take("+") { _ = self.take("-") }
            isNumber = digits() > 0 && isNumber
        }
        guard isNumber else {
            self.at = start
            throw self.failure("no JSON value", "write an object, array, text, number or word")
        }
        return .number(String(decoding: self.bytes[start..<self.at], as: UTF8.self))
    }

    private mutating func string() throws(SchemaFailure) -> String {
        self.at += 1
        var text: [UInt8] = []
        while let byte = self.peek {
            self.at += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try self.escape()
            case 0..<0x20: throw self.failure("control character in text", "escape it, e.g. \\n")
            default: text.append(byte)
            }
        }
        throw self.failure("the text does not end", "close it with \"")
    }

    private mutating func escape() throws(SchemaFailure) -> [UInt8] {
        let byte = self.peek
        self.at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte ?? 0]
        case UInt8(ascii: "n"): return [0x0a]
        case UInt8(ascii: "r"): return [0x0d]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0c]
        case UInt8(ascii: "u"):
            var code = try self.hex()
            if (0xd800..<0xdc00).contains(code), self.take("\\"), self.take("u") {
                let low = try self.hex()
                if (0xdc00..<0xe000).contains(low) {
                    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
                }
            }
            guard let scalar = Unicode.Scalar(code) else {
                throw self.failure("half a surrogate pair", "write both halves")
            }
            return Array(String(Character(scalar)).utf8)
        default:
            throw self.failure("unknown escape", "use one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
        }
    }

    private mutating func hex() throws(SchemaFailure) -> UInt32 {
        let end = self.at + 4
        guard end <= self.bytes.count else {
            throw self.failure("the text does not end", "close it with \"")
        }
        var code: UInt32 = 0
        while self.at < end {
            guard let digit = Character(Unicode.Scalar(self.bytes[self.at])).hexDigitValue else {
                throw self.failure("no hexadecimal digit", "write \\u and four of them")
            }
            code = code << 4 | UInt32(digit)
            self.at += 1
        }
        return code
    }
}

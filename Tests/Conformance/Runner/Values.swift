import MeshJSON

/// The subject did something else than the case says.
struct Mismatch: Error {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}

/// What cases and messages are made of.
indirect enum Value: Equatable {
    case none
    case flag(Bool)
    case number(Int128)
    case text(String)
    case bytes([UInt8])
    case list([Value])
    case message(DynamicMessage)

    /// JSON as it stands, without operators.
    init(_ json: JSONValue) {
        switch json {
        case .null: self = .none
        case .bool(let flag): self = .flag(flag)
        case .number(let digits): self = Int128(digits).map { .number($0) } ?? .text(digits)
        case .string(let text): self = .text(text)
        case .array(let values): self = .list(values.map { Value($0) })
        case .object: self = .none
        }
    }

    /// As Python's `bool` has it.
    var isSomething: Bool {
        switch self {
        case .none: false
        case .flag(let flag): flag
        case .number(let number): number != 0
        case .text(let text): !text.isEmpty
        case .bytes(let bytes): !bytes.isEmpty
        case .list(let values): !values.isEmpty
        case .message: true
        }
    }

    var length: Int? {
        switch self {
        case .text(let text): text.unicodeScalars.count
        case .bytes(let bytes): bytes.count
        case .list(let values): values.count
        case .none, .flag, .number, .message: nil
        }
    }

    var asNumber: Int128? { if case .number(let number) = self { number } else { nil } }
    var asBytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    var asText: String? { if case .text(let text) = self { text } else { nil } }

    func contains(_ other: Value) -> Bool {
        switch (self, other) {
        case (.text(let text), .text(let part)): text.contains(part)
        case (.bytes(let bytes), .bytes(let part)): bytes.contains(part)
        case (.list(let values), _): values.contains(other)
        default: false
        }
    }
}

extension [UInt8] {
    /// Bytes from lower or upper hex; `nil` when it is none.
    init?(hex: String) {
        self = []
        var high: UInt8?
        for letter in hex.utf8 {
            let digit: UInt8
            switch letter {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = letter & 0xf
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
                digit = (letter & 0xf) + 9
            default: return nil
            }
            if let first = high.take() { self.append(first << 4 | digit) } else { high = digit }
        }
        if high != nil { return nil }
    }

    var hex: String {
        self.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension JSONValue {
    var members: [Member] { if case .object(let members) = self { members } else { [] } }
    var elements: [JSONValue] { if case .array(let values) = self { values } else { [] } }
    var string: String? { if case .string(let text) = self { text } else { nil } }
    var int: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }
    /// Whether a value that stands for another, or a matcher.
    var isOperator: Bool { self.members.contains { $0.name.hasPrefix("$") } }
}

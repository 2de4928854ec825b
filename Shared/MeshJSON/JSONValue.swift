/// A JSON value whose members keep their order.
public enum JSONValue: Sendable, Hashable {
    /// A name and its value in an object.
    public struct Member: Sendable, Hashable {
        public var name: String
        public var value: JSONValue

        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Levels of arrays and objects that may stand in one another.
    public static let depthLimit = 64

    case null
    case bool(Bool)
    /// As written, so that no digit is lost.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// Reads one JSON text (RFC 8259).
    ///
    /// - Throws: The place of the fault; also for a name given twice in one object and for more than
    ///   ``depthLimit`` levels.
    public init(parsing text: String) throws(JSONFault) {
        try self.init(parsing: Array(text.utf8))
    }

    /// Reads one JSON text in UTF-8.
    public init(parsing bytes: [UInt8]) throws(JSONFault) {
        self = try bytes.withUnsafeBufferPointer { bytes throws(JSONFault) in
            try JSONParser.whole(bytes)
        }
    }

    /// The value of the first member of that name.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The JSON text; `pretty` gives every member a line, indented by two spaces.
    public func text(pretty: Bool = false) -> String {
        var text = ""
        self.write(to: &text, pretty: pretty, depth: 0)
        return text
    }

    private func write(to text: inout String, pretty: Bool, depth: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let value): Self.write(value, to: &text)
        case .array(let values):
            Self.write(values, ("[", "]"), &text, pretty, depth) { value, text in
                value.write(to: &text, pretty: pretty, depth: depth + 1)
            }
        case .object(let members):
            Self.write(members, ("{", "}"), &text, pretty, depth) { member, text in
                Self.write(member.name, to: &text)
                text += pretty ? ": " : ":"
                member.value.write(to: &text, pretty: pretty, depth: depth + 1)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], _ brackets: (String, String), _ text: inout String, _ pretty: Bool,
        _ depth: Int, _ body: (Element, inout String) -> Void
    ) {
        func newLine(_ depth: Int) {
            if pretty { text += "\n" + String(repeating: "  ", count: depth) }
        }
        text += brackets.0
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            newLine(depth + 1)
            body(element, &text)
        }
        if !elements.isEmpty { newLine(depth) }
        text += brackets.1
    }

    private static func write(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\0"..<" ":
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

/// Why bytes are not JSON.
public struct JSONFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// Bytes from the start.
    public var offset: Int
    /// Both from 1, in bytes.
    public var line: Int
    public var column: Int
    public var problem: String
    /// The way out.
    public var remedy: String

    public init(offset: Int, line: Int, column: Int, problem: String, remedy: String) {
        self.offset = offset
        self.line = line
        self.column = column
        self.problem = problem
        self.remedy = remedy
    }

    public var description: String {
        "\(self.problem) at line \(self.line), column \(self.column); \(self.remedy)"
    }
}

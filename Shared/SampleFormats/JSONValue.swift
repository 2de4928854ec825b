/// One JSON value of a record small enough to hold in memory.
enum JSONValue: Equatable, Sendable {
    case object([String: JSONValue])
    case array([JSONValue])
    case string(String)
    /// A number as written: identifiers and counts must not pass through floating point.
    case number(String)
    case bool(Bool)
    case null
}

/// Why bytes are not JSON.
struct JSONError: Error, Equatable, Sendable {
    /// Bytes from the start of the record.
    var offset: Int
    var reason: String
}

extension JSONValue {
    /// Reads exactly one value, strictly by RFC 8259; of repeated keys the last one counts.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.position == bytes.count else { throw parser.error("text after the value") }
        return value
    }
}

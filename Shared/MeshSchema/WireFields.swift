/// One field as it stands on the wire.
package struct WireField {
    package enum Value {
        case varint(UInt64)
        case fixed64(UInt64)
        case fixed32(UInt32)
        case bytes(ArraySlice<UInt8>)
    }

    package var number: UInt32
    package var value: Value

    /// The fields of a message.
    package static func fields(
        _ bytes: ArraySlice<UInt8>, path: String
    ) throws(SchemaFailure) -> [WireField] {
        var rest = bytes
        var fields: [WireField] = []
        while !rest.isEmpty {
            guard
                let key = varint(&rest), let number = UInt32(exactly: key >> 3), number > 0,
                let value = value(&rest, wireType: key & 7)
            else {
                throw SchemaFailure(
                    path: path, problem: "not a protobuf message at byte \(rest.startIndex)",
                    remedy: "check that the bytes are whole and of this type")
            }
            fields.append(WireField(number: number, value: value))
        }
        return fields
    }

    private static func value(_ rest: inout ArraySlice<UInt8>, wireType: UInt64) -> Value? {
        switch wireType {
        case 0: return varint(&rest).map { .varint($0) }
        case 1: return fixed(&rest, 8).map { .fixed64($0) }
        case 5: return fixed(&rest, 4).map { .fixed32(UInt32(truncatingIfNeeded: $0)) }
        case 2:
            guard let count = varint(&rest), count <= UInt64(rest.count) else { return nil }
            defer { rest = rest.dropFirst(Int(count)) }
            return .bytes(rest.prefix(Int(count)))
        default: return nil
        }
    }

    static func fixed(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> UInt64? {
        guard rest.count >= count else { return nil }
        let value = rest.prefix(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        rest = rest.dropFirst(count)
        return value
    }

    package static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for index in 0..<10 {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7f) << UInt64(7 * index)
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }

    // MARK: - Reading descriptors

    var text: String {
        if case .bytes(let bytes) = self.value {
            String(decoding: bytes, as: UTF8.self)
        } else {
            ""
        }
    }

    var bytes: ArraySlice<UInt8> { if case .bytes(let bytes) = self.value { bytes } else { [] } }

    var number64: UInt64 { if case .varint(let number) = self.value { number } else { 0 } }

    var number32: Int32 { Int32(truncatingIfNeeded: self.number64) }
}

extension [WireField] {
    /// The text of a field; empty when absent.
    func text(_ number: UInt32) -> String {
        guard let field = self.first(where: { $0.number == number }) else { return "" }
        return field.text
    }
}

/// Bytes being written in wire format.
struct WireWriter {
    var bytes: [UInt8] = []

    mutating func varint(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            self.bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        self.bytes.append(UInt8(rest))
    }

    mutating func fixed(_ number: UInt64, _ count: Int) {
        for index in 0..<count {
            self.bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * index)))
        }
    }

    mutating func key(_ number: UInt32, _ wireType: UInt64) {
        self.varint(UInt64(number) << 3 | wireType)
    }

    mutating func field(_ number: UInt32, _ bytes: [UInt8]) {
        self.key(number, 2)
        self.varint(UInt64(bytes.count))
        self.bytes += bytes
    }
}

/// Why an envelope cannot be read.
public enum EnvelopeFault: Error, Sendable, Hashable {
    case truncated
    case malformedVarint
    case wireType(field: UInt64)
    case invalidText(field: UInt64)
    /// A bound of the protocol was passed.
    case tooMuch(field: UInt64)
    /// A singular sub-message came twice.
    case repeated(field: UInt64)
    case outOfRange(field: UInt64)
}

/// One field as it stands in the bytes.
struct Field {
    enum Wire: UInt8 {
        case varint = 0
        case fixed64 = 1
        case bytes = 2
        case fixed32 = 5
    }

    let number: UInt64
    let wire: Wire
    /// The number of a varint or fixed field.
    let value: UInt64
    /// The content of a length-delimited field.
    let content: UnsafeRawBufferPointer
    /// Key and content together, for forwarding untouched.
    let whole: UnsafeRawBufferPointer
}

/// Walks protobuf fields without allocating and never outside its bytes.
struct FieldReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func next() throws(EnvelopeFault) -> Field? {
        guard self.position < self.bytes.count else { return nil }
        let start = self.position
        let key = try self.varint()
        let number = key >> 3
        guard number > 0, number < 1 << 29, let wire = Field.Wire(rawValue: UInt8(key & 7)) else {
            throw .wireType(field: number)
        }
        var value: UInt64 = 0
        var content = UnsafeRawBufferPointer(rebasing: self.bytes[start..<start])
        switch wire {
        case .varint:
            value = try self.varint()
        case .fixed64:
            let range = try self.take(8)
            value = UInt64(
                littleEndian: self.bytes.loadUnaligned(
                    fromByteOffset: range.lowerBound, as: UInt64.self))
        case .fixed32:
            let range = try self.take(4)
            value = UInt64(
                UInt32(
                    littleEndian: self.bytes.loadUnaligned(
                        fromByteOffset: range.lowerBound, as: UInt32.self)))
        case .bytes:
            let length = try self.varint()
            guard length <= UInt64(self.bytes.count) else { throw .truncated }
            content = UnsafeRawBufferPointer(rebasing: self.bytes[try self.take(Int(length))])
        }
        return Field(
            number: number, wire: wire, value: value, content: content,
            whole: UnsafeRawBufferPointer(rebasing: self.bytes[start..<self.position]))
    }

    private mutating func take(_ count: Int) throws(EnvelopeFault) -> Range<Int> {
        guard count <= self.bytes.count - self.position else { throw .truncated }
        defer { self.position += count }
        return self.position..<self.position + count
    }

    private mutating func varint() throws(EnvelopeFault) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while self.position < self.bytes.count {
            let byte = self.bytes[self.position]
            self.position += 1
            guard shift < 63 || byte <= 1 else { throw .malformedVarint }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .truncated
    }
}

extension Field {
    func number(_ limit: UInt64 = .max) throws(EnvelopeFault) -> UInt64 {
        guard self.wire == .varint else { throw .wireType(field: self.number) }
        guard self.value <= limit else { throw .outOfRange(field: self.number) }
        return self.value
    }

    func small() throws(EnvelopeFault) -> UInt32 {
        UInt32(try self.number(UInt64(UInt32.max)))
    }

    func fixed() throws(EnvelopeFault) -> UInt64 {
        guard self.wire == .fixed64 else { throw .wireType(field: self.number) }
        return self.value
    }

    func body(_ limit: Int = .max) throws(EnvelopeFault) -> UnsafeRawBufferPointer {
        guard self.wire == .bytes else { throw .wireType(field: self.number) }
        guard self.content.count <= limit else { throw .tooMuch(field: self.number) }
        return self.content
    }

    func bytes(_ limit: Int) throws(EnvelopeFault) -> [UInt8] {
        [UInt8](try self.body(limit))
    }

    /// Text: UTF-8 without NUL, which C readers would take for its end.
    func text(_ limit: Int) throws(EnvelopeFault) -> String {
        let body = try self.body(limit)
        guard !body.contains(0),
            let text = String(validating: body.bindMemory(to: UInt8.self), as: UTF8.self)
        else { throw .invalidText(field: self.number) }
        return text
    }
}

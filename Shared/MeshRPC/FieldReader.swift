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
///
/// Pointers instead of slices: this runs for every field of every message of a gateway. Each read
/// is preceded by its own check against `count`.
struct FieldReader {
    private let bytes: UnsafeRawBufferPointer
    private let count: Int
    private(set) var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        self.count = bytes.count
    }

    private func part(_ start: Int, _ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: self.bytes.baseAddress.map { $0 + start }, count: count)
    }

    mutating func next() throws(EnvelopeFault) -> Field? {
        guard self.position < self.count else { return nil }
        let start = self.position
        let key = try self.varint()
        let number = key >> 3
        guard number > 0, number < 1 << 29, let wire = Field.Wire(rawValue: UInt8(key & 7)) else {
            throw .wireType(field: number)
        }
        var value: UInt64 = 0
        var content = self.part(start, 0)
        switch wire {
        case .varint:
            value = try self.varint()
        case .fixed64:
            let place = try self.take(8)
            value = UInt64(
                littleEndian: self.bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        case .fixed32:
            let place = try self.take(4)
            value = UInt64(
                UInt32(
                    littleEndian: self.bytes.loadUnaligned(
                        fromByteOffset: place, as: UInt32.self)))
        case .bytes:
            let length = try self.varint()
            guard length <= UInt64(self.count) else { throw .truncated }
            content = self.part(try self.take(Int(length)), Int(length))
        }
        return Field(
            number: number, wire: wire, value: value, content: content,
            whole: self.part(start, self.position - start))
    }

    private mutating func take(_ count: Int) throws(EnvelopeFault) -> Int {
        guard count <= self.count - self.position else { throw .truncated }
        defer { self.position += count }
        return self.position
    }

    @inline(__always)
    private mutating func varint() throws(EnvelopeFault) -> UInt64 {
        guard self.position < self.count else { throw .truncated }
        let first = self.bytes.load(fromByteOffset: self.position, as: UInt8.self)
        guard first >= 0x80 else {
            self.position += 1
            return UInt64(first)
        }
        return try self.longVarint()
    }

    private mutating func longVarint() throws(EnvelopeFault) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while self.position < self.count {
            let byte = self.bytes.load(fromByteOffset: self.position, as: UInt8.self)
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

    /// ASCII without NUL, which nearly all text of an envelope is.
    private static func isPlain(_ body: UnsafeRawBufferPointer) -> Bool {
        for byte in body where byte == 0 || byte >= 0x80 { return false }
        return true
    }

    /// Text: UTF-8 without NUL, which C readers would take for its end.
    func text(_ limit: Int) throws(EnvelopeFault) -> String {
        let body = try self.body(limit)
        try self.checkText()
        return String(decoding: body, as: UTF8.self)
    }

    func checkText() throws(EnvelopeFault) {
        guard !Self.isPlain(self.content) else { return }
        guard !self.content.contains(0),
            String(validating: self.content.bindMemory(to: UInt8.self), as: UTF8.self) != nil
        else { throw .invalidText(field: self.number) }
    }
}

/// Writes protobuf fields into one buffer of fixed size that is used again and again.
///
/// Over the size it keeps counting nothing and says so; nothing is ever written outside. A value
/// and not an object, because each access to an object's fields is checked at run time.
public struct ByteWriter: ~Copyable {
    private let buffer: UnsafeMutableRawBufferPointer
    public private(set) var count = 0
    public private(set) var isOverflowing = false

    public init(capacity: Int = Preamble.envelopeLimit) {
        self.buffer = .allocate(byteCount: capacity, alignment: 8)
    }

    deinit { self.buffer.deallocate() }

    /// What was written; valid until the next write.
    public var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self.buffer[..<self.count])
    }

    public mutating func reset() {
        self.count = 0
        self.isOverflowing = false
    }

    /// Zero is written too; callers leave absent fields out.
    public mutating func varint(_ value: UInt64) {
        guard self.count + 10 <= self.buffer.count || self.fits(Self.size(of: value)) else {
            return
        }
        var value = value
        while value >= 0x80 {
            self.buffer[self.count] = UInt8(truncatingIfNeeded: value) | 0x80
            self.count += 1
            value >>= 7
        }
        self.buffer[self.count] = UInt8(truncatingIfNeeded: value)
        self.count += 1
    }

    public mutating func number(_ field: UInt64, _ value: UInt64) {
        guard value != 0 else { return }
        self.varint(field << 3)
        self.varint(value)
    }

    public mutating func fixed(_ field: UInt64, _ value: UInt64) {
        guard value != 0 else { return }
        self.varint(field << 3 | 1)
        guard self.fits(8) else { return }
        self.buffer.storeBytes(
            of: value.littleEndian, toByteOffset: self.count, as: UInt64.self)
        self.count += 8
    }

    public mutating func bytes(_ field: UInt64, _ value: [UInt8]) {
        guard !value.isEmpty else { return }
        self.varint(field << 3 | 2)
        self.varint(UInt64(value.count))
        value.withUnsafeBytes { bytes in self.raw(bytes) }
    }

    public mutating func string(_ field: UInt64, _ value: String) {
        if !value.isEmpty { self.element(field, value) }
    }

    /// One of a repeated field, written even when empty.
    public mutating func element(_ field: UInt64, _ value: String) {
        var value = value
        value.withUTF8 { utf8 in
            self.varint(field << 3 | 2)
            self.varint(UInt64(utf8.count))
            self.raw(UnsafeRawBufferPointer(utf8))
        }
    }

    /// A sub-message, written even when empty.
    public mutating func message(_ field: UInt64, _ body: (inout ByteWriter) -> Void) {
        self.varint(field << 3 | 2)
        let start = self.count
        self.varint(0)
        body(&self)
        guard !self.isOverflowing else { return }
        // The length was given one byte; a longer one moves the body up.
        let length = self.count - start - 1
        let shift = Self.size(of: UInt64(length)) - 1
        guard self.fits(shift), let base = self.buffer.baseAddress else { return }
        if shift > 0 {
            (base + start + 1 + shift).copyMemory(from: base + start + 1, byteCount: length)
        }
        self.count = start
        self.varint(UInt64(length))
        self.count += length
    }

    public mutating func raw(_ bytes: UnsafeRawBufferPointer) {
        guard self.fits(bytes.count), let source = bytes.baseAddress,
            let base = self.buffer.baseAddress
        else { return }
        (base + self.count).copyMemory(from: source, byteCount: bytes.count)
        self.count += bytes.count
    }

    private mutating func fits(_ size: Int) -> Bool {
        if self.count + size > self.buffer.count { self.isOverflowing = true }
        return !self.isOverflowing
    }

    private static func size(of value: UInt64) -> Int {
        value == 0 ? 1 : (70 - value.leadingZeroBitCount) / 7
    }
}

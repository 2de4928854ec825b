import Glibc

/// Messages to one peer that leave as one (BUNDLE, protocol 2.18): what a message costs libzmq, the
/// kernel and CURVE is paid once for all.
///
/// In place of a payload stand its entries, one after another: the message's preamble, the length of
/// its payload (4 bytes, little endian), its envelope, its payload.
package final class Bundle {
    /// The most bytes of all entries; what needs more than ``largestEntry`` travels alone.
    package static let limit = 8_192
    static let largestEntry = 2_048
    /// Preamble and length.
    private static let head = 12
    /// `MZ`, major version 1, kind 6, no flags, no envelope.
    static let preamble: UInt64 = 0x0601_5A4D

    /// Who it is for; 0 on a DEALER.
    private(set) var routing: UInt64 = 0
    private(set) var messages = 0
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 8)
    private var end = 0

    package init() {}

    deinit { self.buffer.deallocate() }

    package func begin(_ routing: UInt64) {
        self.routing = routing
        self.messages = 0
        self.end = 0
    }

    static func holds(_ envelope: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer) -> Bool
    {
        self.head + envelope.count + payload.count <= self.largestEntry
    }

    /// - Returns: `false` when there is no room left.
    package func add(
        _ preamble: UInt64, _ envelope: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) -> Bool {
        guard self.end + Self.head + envelope.count + payload.count <= self.buffer.count,
            let base = self.buffer.baseAddress
        else { return false }
        var place = base + self.end
        place.storeBytes(of: preamble.littleEndian, as: UInt64.self)
        place.storeBytes(of: UInt32(payload.count).littleEndian, toByteOffset: 8, as: UInt32.self)
        place += Self.head
        for part in [envelope, payload] {
            if let source = part.baseAddress { memcpy(place, source, part.count) }
            place += part.count
        }
        self.end = place - base
        self.messages += 1
        return true
    }

    /// All entries, as they are sent.
    package var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self.buffer[..<self.end])
    }

    /// One message of a bundle; its bytes are the bundle's.
    package struct Entry {
        package let preamble: UInt64
        package let envelope: UnsafeRawBufferPointer
        package let payload: UnsafeRawBufferPointer
    }

    /// The entry at `offset`, which moves on; `nil` at the end and where none can be read.
    package static func entry(
        _ bytes: UnsafeRawBufferPointer, at offset: inout Int
    ) -> Entry? {
        guard bytes.count - offset >= self.head else { return nil }
        let preamble = UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let payload = Int(
            UInt32(
                littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self)))
        let envelope = Int(preamble >> 48)
        let start = offset + self.head
        guard bytes.count - start >= envelope + payload else { return nil }
        offset = start + envelope + payload
        return Entry(
            preamble: preamble,
            envelope: UnsafeRawBufferPointer(rebasing: bytes[start..<start + envelope]),
            payload: UnsafeRawBufferPointer(rebasing: bytes[start + envelope..<offset]))
    }

    /// Whether `bytes` are entries throughout, all of them messages of calls: a session is opened
    /// and kept by messages of their own, which libzmq vouches for.
    package static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard !bytes.isEmpty, bytes.count <= self.limit else { return false }
        var offset = 0
        while let entry = self.entry(bytes, at: &offset) {
            guard UInt8(truncatingIfNeeded: entry.preamble >> 24) & 0xF0 == 0x10 else {
                return false
            }
        }
        return offset == bytes.count
    }
}

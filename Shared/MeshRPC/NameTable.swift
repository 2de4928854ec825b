/// Values by name, found by the name's bytes as they stand in a message.
///
/// No text is made to look something up. Names stay; only their values change. Inlinable as
/// `NumberTable` is.
@frozen public struct NameTable<Value> {
    @usableFromInline var spelt: [[UInt8]] = []
    @usableFromInline var values: [Value] = []
    /// One more than an index, or 0.
    @usableFromInline var places: [Int32] = Array(repeating: 0, count: 16)

    @inlinable public init() {}

    @inlinable public var all: [Value] { self.values }
    @inlinable public var isEmpty: Bool { self.values.isEmpty }

    /// In order of the alphabet.
    @inlinable public var names: [String] {
        self.spelt.map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    @inlinable public subscript(bytes: UnsafeRawBufferPointer) -> Value? {
        let entry = self.places[self.place(of: bytes)]
        return entry == 0 ? nil : self.values[Int(entry) - 1]
    }

    @inlinable public subscript(name: String) -> Value? {
        get { Array(name.utf8).withUnsafeBytes { self[$0] } }
        set {
            guard let newValue else { return }
            Array(name.utf8).withUnsafeBytes { self.insert($0, newValue) }
        }
    }

    @inlinable mutating func insert(_ bytes: UnsafeRawBufferPointer, _ value: Value) {
        let place = self.place(of: bytes)
        if self.places[place] != 0 {
            self.values[Int(self.places[place]) - 1] = value
            return
        }
        self.spelt.append([UInt8](bytes))
        self.values.append(value)
        self.places[place] = Int32(self.spelt.count)
        if self.spelt.count * 2 > self.places.count { self.grow() }
    }

    @inlinable mutating func grow() {
        self.places = Array(repeating: 0, count: self.places.count * 2)
        for (index, name) in self.spelt.enumerated() {
            let place = name.withUnsafeBytes { self.place(of: $0) }
            self.places[place] = Int32(index + 1)
        }
    }

    @inlinable func place(of bytes: UnsafeRawBufferPointer) -> Int {
        var place = Int(truncatingIfNeeded: Self.hash(bytes)) & (self.places.count - 1)
        while self.places[place] != 0 {
            let name = self.spelt[Int(self.places[place]) - 1]
            if name.count == bytes.count, name.withUnsafeBytes({ isEqual($0, bytes) }) { break }
            place = (place + 1) & (self.places.count - 1)
        }
        return place
    }

    /// Eight bytes at a time; the names come from this mesh's own programs.
    @usableFromInline static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(bytes.count)
        var index = 0
        while index + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            index += 8
        }
        for byte in bytes[index...] {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        return hash ^ hash >> 32
    }
}

extension NameTable: Sendable where Value: Sendable {}

/// `memcmp`, without its module.
@usableFromInline func isEqual(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
) -> Bool {
    var index = 0
    while index + 8 <= left.count {
        let one = left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        guard one == right.loadUnaligned(fromByteOffset: index, as: UInt64.self) else {
            return false
        }
        index += 8
    }
    while index < left.count {
        guard left[index] == right[index] else { return false }
        index += 1
    }
    return true
}

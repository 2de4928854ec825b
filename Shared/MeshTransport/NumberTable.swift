/// Values by a number that is never 0: open addressing, linear probing.
///
/// For numbers that are counted up or come from a bounded set, such as calls and connections; a
/// dictionary would hash each of them with care that nothing here needs. Inlinable, because a
/// generic type that other modules cannot specialise costs a call more.
@frozen public struct NumberTable<Value> {
    @usableFromInline var keys: [UInt64]
    @usableFromInline var slots: [Value?]
    @usableFromInline var stored = 0

    @inlinable public init() {
        self.keys = Array(repeating: 0, count: 16)
        self.slots = Array(repeating: nil, count: 16)
    }

    @inlinable public var count: Int { self.stored }
    @inlinable public var isEmpty: Bool { self.stored == 0 }

    /// In no order that means anything.
    @inlinable public var values: [Value] { self.slots.compactMap { $0 } }

    @inlinable public subscript(number: UInt64) -> Value? {
        get {
            let place = self.place(of: number)
            return self.keys[place] == number && number != 0 ? self.slots[place] : nil
        }
        set {
            if let newValue {
                self.insert(number, newValue)
            } else {
                self.removeValue(for: number)
            }
        }
    }

    @inlinable mutating func insert(_ number: UInt64, _ value: Value) {
        precondition(number != 0)
        var place = self.place(of: number)
        if self.keys[place] == 0 {
            if self.stored * 2 >= self.keys.count {
                self.grow()
                place = self.place(of: number)
            }
            self.stored += 1
            self.keys[place] = number
        }
        self.slots[place] = value
    }

    /// Takes the value out, and moves those up that had to pass its place.
    @discardableResult
    @inlinable public mutating func removeValue(for number: UInt64) -> Value? {
        var hole = self.place(of: number)
        guard number != 0, self.keys[hole] == number else { return nil }
        let value = self.slots[hole].take()
        self.keys[hole] = 0
        self.stored -= 1
        let mask = self.keys.count - 1
        var next = (hole + 1) & mask
        while self.keys[next] != 0 {
            let home = self.home(of: self.keys[next])
            if (next &- home) & mask >= (next &- hole) & mask {
                self.keys[hole] = self.keys[next]
                self.slots[hole] = self.slots[next].take()
                self.keys[next] = 0
                hole = next
            }
            next = (next + 1) & mask
        }
        return value
    }

    @inlinable func home(of number: UInt64) -> Int {
        Int(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15) >> 32) & (self.keys.count - 1)
    }

    /// Where `number` stands, or the free place it would take.
    @inlinable func place(of number: UInt64) -> Int {
        var place = self.home(of: number)
        while self.keys[place] != number, self.keys[place] != 0 {
            place = (place + 1) & (self.keys.count - 1)
        }
        return place
    }

    @inlinable mutating func grow() {
        let (keys, slots) = (self.keys, self.slots)
        self.keys = Array(repeating: 0, count: keys.count * 2)
        self.slots = Array(repeating: nil, count: keys.count * 2)
        for (index, key) in keys.enumerated() where key != 0 {
            let place = self.place(of: key)
            self.keys[place] = key
            self.slots[place] = slots[index]
        }
    }
}

extension NumberTable: Sendable where Value: Sendable {}

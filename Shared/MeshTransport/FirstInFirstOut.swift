/// A queue: a ring that doubles when full.
///
/// Inlinable, because a generic type that other modules cannot specialise costs a call more.
@frozen public struct FirstInFirstOut<Element> {
    @usableFromInline var slots: [Element?]
    @usableFromInline var head = 0
    @usableFromInline var stored = 0

    @inlinable public init() {
        self.slots = Array(repeating: nil, count: 16)
    }

    @inlinable public var count: Int { self.stored }
    @inlinable public var isEmpty: Bool { self.count == 0 }
    @inlinable public var first: Element? { self.isEmpty ? nil : self.slots[self.head] }

    @inlinable public mutating func append(_ element: Element) {
        if self.count == self.slots.count { self.grow() }
        self.slots[(self.head + self.count) & (self.slots.count - 1)] = element
        self.stored += 1
    }

    /// Puts `element` before all others.
    @inlinable public mutating func prepend(_ element: Element) {
        if self.count == self.slots.count { self.grow() }
        self.head = (self.head + self.slots.count - 1) & (self.slots.count - 1)
        self.slots[self.head] = element
        self.stored += 1
    }

    @inlinable public mutating func popFirst() -> Element? {
        guard self.count > 0 else { return nil }
        let element = self.slots[self.head].take()
        self.head = (self.head + 1) & (self.slots.count - 1)
        self.stored -= 1
        return element
    }

    @inlinable mutating func grow() {
        var wider: [Element?] = []
        wider.reserveCapacity(self.slots.count * 2)
        wider.append(contentsOf: self.slots[self.head...])
        wider.append(contentsOf: self.slots[..<self.head])
        wider.append(contentsOf: repeatElement(nil, count: self.slots.count))
        self.slots = wider
        self.head = 0
    }
}

extension FirstInFirstOut: Sendable where Element: Sendable {}

/// A queue: a ring that doubles when full.
public struct FirstInFirstOut<Element> {
    private var slots: [Element?]
    private var head = 0
    public private(set) var count = 0

    public init() {
        self.slots = Array(repeating: nil, count: 16)
    }

    public var isEmpty: Bool { self.count == 0 }
    public var first: Element? { self.isEmpty ? nil : self.slots[self.head] }

    public mutating func append(_ element: Element) {
        if self.count == self.slots.count { self.grow() }
        self.slots[(self.head + self.count) & (self.slots.count - 1)] = element
        self.count += 1
    }

    /// Puts `element` before all others.
    public mutating func prepend(_ element: Element) {
        if self.count == self.slots.count { self.grow() }
        self.head = (self.head + self.slots.count - 1) & (self.slots.count - 1)
        self.slots[self.head] = element
        self.count += 1
    }

    public mutating func popFirst() -> Element? {
        guard self.count > 0 else { return nil }
        let element = self.slots[self.head]
        self.slots[self.head] = nil
        self.head = (self.head + 1) & (self.slots.count - 1)
        self.count -= 1
        return element
    }

    private mutating func grow() {
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

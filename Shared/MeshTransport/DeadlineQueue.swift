/// Keys ordered by when they fall due; a binary heap.
///
/// A key that is settled early is not searched for: its entry goes stale and is dropped when it
/// comes up, or when stale entries outnumber live ones. With equal timeouts, the usual case, adding
/// is constant time.
@frozen public struct DeadlineQueue<Key: Sendable>: Sendable {
    @usableFromInline struct Entry: Sendable {
        @usableFromInline var due: Int64
        @usableFromInline var key: Key

        @inlinable init(due: Int64, key: Key) {
            self.due = due
            self.key = key
        }
    }

    @usableFromInline var heap: [Entry] = []
    /// Below this many entries stale ones are left alone.
    @inlinable static var smallest: Int { 1_024 }

    @inlinable public init() {}

    /// When the first entry falls due, in microseconds of the monotonic clock.
    @inlinable public var first: Int64 { self.heap.first?.due ?? .max }

    @inlinable public mutating func add(_ key: Key, due: Int64) {
        self.heap.append(Entry(due: due, key: key))
        self.rise(self.heap.count - 1)
    }

    /// Takes the first entry when it is due at `now`.
    @inlinable public mutating func takeDue(at now: Int64) -> Key? {
        guard let first = self.heap.first, first.due <= now else { return nil }
        let last = self.heap.removeLast()
        if !self.heap.isEmpty {
            self.heap[0] = last
            self.sink(0)
        }
        return first.key
    }

    /// Whether stale entries outnumber `liveCount`.
    @inlinable public func isCrowded(liveCount: Int) -> Bool {
        self.heap.count > Self.smallest && self.heap.count > 2 * liveCount
    }

    /// Drops stale entries.
    @inlinable public mutating func compact(isLive: (Key) -> Bool) {
        self.heap.removeAll { !isLive($0.key) }
        self.heap.sort { $0.due < $1.due }
    }

    @inlinable mutating func rise(_ start: Int) {
        var index = start
        while index > 0 {
            let parent = (index - 1) / 2
            guard self.heap[index].due < self.heap[parent].due else { return }
            self.heap.swapAt(index, parent)
            index = parent
        }
    }

    @inlinable mutating func sink(_ start: Int) {
        var index = start
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < self.heap.count && self.heap[child].due < self.heap[least].due {
                least = child
            }
            guard least != index else { return }
            self.heap.swapAt(index, least)
            index = least
        }
    }
}

/// Keys ordered by when they fall due; a binary heap.
///
/// A key that is settled early is not searched for: its entry goes stale and is dropped when it
/// comes up, or when stale entries outnumber live ones. With equal timeouts, the usual case, adding
/// is constant time.
public struct DeadlineQueue<Key: Sendable>: Sendable {
    private struct Entry: Sendable {
        var due: Int64
        var key: Key
    }

    private var heap: [Entry] = []
    /// Below this many entries stale ones are left alone.
    private static var smallest: Int { 1_024 }

    public init() {}

    /// When the first entry falls due, in microseconds of the monotonic clock.
    public var first: Int64 { self.heap.first?.due ?? .max }

    public mutating func add(_ key: Key, due: Int64) {
        self.heap.append(Entry(due: due, key: key))
        self.rise(self.heap.count - 1)
    }

    /// Takes the first entry when it is due at `now`.
    public mutating func takeDue(at now: Int64) -> Key? {
        guard let first = self.heap.first, first.due <= now else { return nil }
        let last = self.heap.removeLast()
        if !self.heap.isEmpty {
            self.heap[0] = last
            self.sink(0)
        }
        return first.key
    }

    /// Drops stale entries once they outnumber `liveCount`.
    public mutating func compact(liveCount: Int, isLive: (Key) -> Bool) {
        guard self.heap.count > Self.smallest, self.heap.count > 2 * liveCount else { return }
        self.heap.removeAll { !isLive($0.key) }
        self.heap.sort { $0.due < $1.due }
    }

    private mutating func rise(_ start: Int) {
        var index = start
        while index > 0 {
            let parent = (index - 1) / 2
            guard self.heap[index].due < self.heap[parent].due else { return }
            self.heap.swapAt(index, parent)
            index = parent
        }
    }

    private mutating func sink(_ start: Int) {
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

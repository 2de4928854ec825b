/// Growing waits with jitter, in microseconds.
struct Backoff: Sendable {
    private let first: Int64
    private let most: Int64
    private var current: Int64

    init(first: Int64, most: Int64) {
        self.first = first
        self.most = most
        self.current = first
    }

    /// Between half and all of a time that doubles on each call.
    mutating func next() -> Int64 {
        defer { self.current = min(self.current * 2, self.most) }
        return Int64.random(in: self.current / 2...self.current)
    }

    mutating func reset() {
        self.current = self.first
    }
}

/// How the members of a pool share its calls; times in microseconds.
public struct PoolLimits: Sendable, Hashable {
    /// How long a newcomer takes to its full share, and what it begins with, in percent.
    public var slowStart: Int64 = 10_000_000
    public var slowStartPercent = 10
    /// The weight nobody has set, and the largest.
    public var usualWeight = 100
    public var largestWeight = 1_000
    /// Faults in a row that put a member out.
    public var faultsInARow = 5
    /// Or more than so many percent faults among at least so many calls of a window.
    public var faultPercent = 85
    public var faultVolume = 50
    public var faultWindow: Int64 = 10_000_000
    /// How long a member is out: so long times the number of times, and at most.
    public var outFor: Int64 = 30_000_000
    public var outAtMost: Int64 = 300_000_000

    public init() {}

    /// The part of its share a member gets that joined at `start`, in percent.
    public func percent(since start: Int64, at now: Int64) -> Int {
        let age = now - start
        guard age < self.slowStart else { return 100 }
        return self.slowStartPercent
            + Int(Int64(100 - self.slowStartPercent) * max(age, 0) / self.slowStart)
    }
}

/// Paces the repeats of a whole caller: so many at once, then so many each second.
///
/// One call alone never meets it; a thousand that fail together wait longer instead of becoming a
/// storm. Confined to its loop.
final class RetryBudget {
    /// Microseconds from one repeat to the next, once those at once are used.
    private let interval: Int64
    private let atOnce: Int64
    /// When everything taken so far will have been earned, in microseconds of the monotonic clock.
    private var earned = Int64.min / 2

    init(atOnce: Int, perSecond: Int) {
        self.atOnce = Int64(max(atOnce, 1))
        self.interval = 1_000_000 / Int64(max(perSecond, 1))
    }

    /// Takes one repeat; says in how many microseconds it may happen.
    func reserve(at now: Int64) -> Int64 {
        self.earned = max(self.earned, now - self.atOnce * self.interval) + self.interval
        return max(self.earned - now, 0)
    }

    func giveBack() {
        self.earned -= self.interval
    }
}

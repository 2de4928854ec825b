/// Whether one member of a pool fails so much that others should have its calls.
///
/// It goes out, longer each time, and comes back when one call, the probe, goes well.
public struct OutlierWatch: Sendable {
    /// What a result changed.
    public enum Change: Sendable {
        case wentOut
        case cameBack
    }

    /// Until when it is out; 0 while it is in.
    public private(set) var outUntil: Int64 = 0
    /// How many times in a row it went out.
    public private(set) var timesOut = 0
    private var isProbing = false
    private var cameBackAt: Int64 = 0
    private var faultsInARow = 0
    private var windowEnd: Int64 = 0
    private var calls = 0
    private var faults = 0

    public init() {}

    public func isOut(at now: Int64) -> Bool { now < self.outUntil }

    /// A call was given to it; the first one after its time is the probe, and the only one until
    /// that was answered.
    public mutating func noteCall(at now: Int64, _ limits: PoolLimits) {
        guard self.outUntil > 0, now >= self.outUntil else { return }
        self.isProbing = true
        self.outUntil = now + limits.outFor
    }

    /// A call of it ended.
    ///
    /// - Parameter isFault: Whether the member itself failed, and not the call.
    public mutating func note(
        isFault: Bool, at now: Int64, _ limits: PoolLimits
    ) -> Change? {
        if self.isProbing {
            self.isProbing = false
            return isFault ? self.goOut(at: now, limits) : self.comeBack(at: now)
        }
        guard self.outUntil == 0 else { return nil }
        if now >= self.windowEnd {
            (self.calls, self.faults) = (0, 0)
            self.windowEnd = now + limits.faultWindow
        }
        self.calls += 1
        self.faults += isFault ? 1 : 0
        self.faultsInARow = isFault ? self.faultsInARow + 1 : 0
        let isTooMany =
            self.calls >= limits.faultVolume
            && self.faults * 100 > self.calls * limits.faultPercent
        guard isFault, isTooMany || self.faultsInARow >= limits.faultsInARow else { return nil }
        return self.goOut(at: now, limits)
    }

    private mutating func goOut(at now: Int64, _ limits: PoolLimits) -> Change {
        // Who was well for as long as one can be out begins anew.
        self.timesOut = now - self.cameBackAt >= limits.outAtMost ? 1 : self.timesOut + 1
        self.outUntil = now + min(limits.outFor * Int64(self.timesOut), limits.outAtMost)
        self.cameBackAt = self.outUntil
        return .wentOut
    }

    private mutating func comeBack(at now: Int64) -> Change {
        self.cameBackAt = now
        self.outUntil = 0
        self.faultsInARow = 0
        self.windowEnd = 0
        return .cameBack
    }
}

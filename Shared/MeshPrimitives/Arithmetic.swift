/// An exact result does not fit its type; repeating the calculation would not help.
public struct ArithmeticOverflow: Error, Sendable, Hashable {
    public init() {}
}

/// `numerator / denominator` rounded to the nearest integer, a half upwards (towards +∞).
///
/// Integer arithmetic throughout: a `Double` would move results that lie exactly on a half.
///
/// - Parameter denominator: Greater than zero.
public func roundedHalfUp(_ numerator: Int128, over denominator: Int128) -> Int128 {
    precondition(denominator > 0, "the denominator must be greater than zero")
    let (quotient, remainder) = flooredDivision(numerator, by: denominator)
    // `remainder >= denominator - remainder` is `2 × remainder >= denominator` without overflow.
    return remainder >= denominator - remainder ? quotient + 1 : quotient
}

/// The quotient rounded down and the remainder in `0 ..< divisor`, also for negative dividends.
func flooredDivision<Value: SignedInteger>(
    _ dividend: Value, by divisor: Value
) -> (quotient: Value, remainder: Value) {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}

extension FixedWidthInteger {
    /// The decimal text, with leading zeros up to `width` digits.
    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

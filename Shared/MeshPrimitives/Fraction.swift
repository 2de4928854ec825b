/// An exact ratio in lowest terms, compared with 128-bit products and never rounded on the way.
///
/// Ratios are rounded only when shown: see ``percentText(decimals:)``.
public struct Fraction: Sendable, Hashable {
    public let numerator: Int64
    /// Greater than zero.
    public let denominator: Int64

    public static let zero = Fraction(0)
    public static let one = Fraction(1)

    public init(_ whole: Int64) {
        self.numerator = whole
        self.denominator = 1
    }

    /// `nil` when the denominator is zero or the ratio in lowest terms does not fit.
    public init?(_ numerator: Int64, _ denominator: Int64) {
        guard
            denominator != 0,
            let reduced = try? Fraction(
                reducing: Int128(numerator), over: Int128(denominator))
        else { return nil }
        self = reduced
    }

    /// Hundredths; they always fit, so the fallback is never taken.
    public static func percent(_ value: Int64) -> Fraction { Fraction(value, 100) ?? .zero }

    /// Thousandths; they always fit, so the fallback is never taken.
    public static func perMille(_ value: Int64) -> Fraction { Fraction(value, 1000) ?? .zero }

    /// Parts per million; they always fit, so the fallback is never taken.
    public static func ppm(_ value: Int64) -> Fraction { Fraction(value, 1_000_000) ?? .zero }

    /// Reads a decimal such as `99.95` exactly; `nil` for anything else.
    public init?(decimal text: String) {
        guard let scaled = DecimalText.parse(text, decimals: 0...17) else { return nil }
        self.init(scaled.value, DecimalText.power(ofTen: scaled.decimals))
    }

    /// Precondition: `denominator` is not zero.
    init(reducing numerator: Int128, over denominator: Int128) throws(ArithmeticOverflow) {
        precondition(denominator != 0, "the denominator must not be zero")
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        guard
            let divisor = Int128(exactly: divisor),
            let numerator = Int64(exactly: numerator / divisor * sign),
            let denominator = Int64(exactly: denominator / divisor * sign)
        else { throw ArithmeticOverflow() }
        self.numerator = numerator
        self.denominator = denominator
    }

    private static func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return max(left, 1)
    }
}

extension Fraction: Comparable {
    public static func < (left: Fraction, right: Fraction) -> Bool {
        Int128(left.numerator) * Int128(right.denominator)
            < Int128(right.numerator) * Int128(left.denominator)
    }
}

extension Fraction {
    public func adding(_ other: Fraction) throws(ArithmeticOverflow) -> Fraction {
        let left = Int128(self.numerator) * Int128(other.denominator)
        let right = Int128(other.numerator) * Int128(self.denominator)
        return try Fraction(
            reducing: left + right, over: Int128(self.denominator) * Int128(other.denominator))
    }

    public func subtracting(_ other: Fraction) throws(ArithmeticOverflow) -> Fraction {
        let left = Int128(self.numerator) * Int128(other.denominator)
        let right = Int128(other.numerator) * Int128(self.denominator)
        return try Fraction(
            reducing: left - right, over: Int128(self.denominator) * Int128(other.denominator))
    }

    public func multiplied(by other: Fraction) throws(ArithmeticOverflow) -> Fraction {
        try Fraction(
            reducing: Int128(self.numerator) * Int128(other.numerator),
            over: Int128(self.denominator) * Int128(other.denominator))
    }

    /// Precondition: `other` is not zero.
    public func divided(by other: Fraction) throws(ArithmeticOverflow) -> Fraction {
        try Fraction(
            reducing: Int128(self.numerator) * Int128(other.denominator),
            over: Int128(self.denominator) * Int128(other.numerator))
    }

    /// This ratio times `scale`, rounded half up once, such as `scaled(by: 1_000_000)` for ppm.
    public func scaled(by scale: Int64) throws(ArithmeticOverflow) -> Int64 {
        let exact = Int128(self.numerator) * Int128(scale)
        guard let result = Int64(exactly: roundedHalfUp(exact, over: Int128(self.denominator)))
        else { throw ArithmeticOverflow() }
        return result
    }

    /// For people: percent without the sign, rounded half up, such as `99.8380`.
    ///
    /// - Parameter decimals: 0...9; the reports show 4 (7.5).
    public func percentText(decimals: Int = 4) -> String {
        self.text(scale: 100, decimals: decimals)
    }

    /// For people: the number itself rounded half up, such as `86.9` with one decimal.
    ///
    /// - Parameter decimals: 0...9.
    public func decimalText(decimals: Int) -> String {
        self.text(scale: 1, decimals: decimals)
    }

    private func text(scale: Int128, decimals: Int) -> String {
        precondition((0...9).contains(decimals), "decimals must be 0...9")
        let unit = Int128(DecimalText.power(ofTen: decimals))
        let rounded = roundedHalfUp(
            Int128(self.numerator) * scale * unit, over: Int128(self.denominator))
        return DecimalText.print(rounded, decimals: decimals)
    }
}

extension Fraction: CustomStringConvertible {
    public var description: String { "\(self.numerator)/\(self.denominator)" }
}

/// An amount of renminbi, in fen (分, 1/100 yuan), with checked arithmetic.
public struct Money: Sendable, Hashable, Comparable {
    /// Fen; negative for a debt.
    public var fen: Int64

    public static let zero = Money(fen: 0)

    public init(fen: Int64) {
        self.fen = fen
    }

    /// Reads yuan with at most two decimals and optional group commas, such as `12,800.00`.
    public init?(_ text: String) {
        if text.contains(",") {
            // Commas are accepted only where this type prints them: `1,2800.00` is a typing error.
            guard
                let amount = Money(text.filter { $0 != "," }),
                amount.text == text || amount.text == text + ".00"
            else { return nil }
            self = amount
            return
        }
        guard let parsed = DecimalText.parse(text, decimals: 0...2) else { return nil }
        let scale = DecimalText.power(ofTen: 2 - parsed.decimals)
        let (fen, overflow) = parsed.value.multipliedReportingOverflow(by: scale)
        guard !overflow else { return nil }
        self.fen = fen
    }

    public static func < (left: Money, right: Money) -> Bool {
        left.fen < right.fen
    }

    public func adding(_ other: Money) throws(ArithmeticOverflow) -> Money {
        let (fen, overflow) = self.fen.addingReportingOverflow(other.fen)
        guard !overflow else { throw ArithmeticOverflow() }
        return Money(fen: fen)
    }

    public func subtracting(_ other: Money) throws(ArithmeticOverflow) -> Money {
        let (fen, overflow) = self.fen.subtractingReportingOverflow(other.fen)
        guard !overflow else { throw ArithmeticOverflow() }
        return Money(fen: fen)
    }

    public func multiplied(by factor: Int64) throws(ArithmeticOverflow) -> Money {
        let (fen, overflow) = self.fen.multipliedReportingOverflow(by: factor)
        guard !overflow else { throw ArithmeticOverflow() }
        return Money(fen: fen)
    }

    /// This share of the amount, rounded half up once to whole fen.
    public func share(_ ratio: Fraction) throws(ArithmeticOverflow) -> Money {
        Money(fen: try ratio.scaled(by: self.fen))
    }

    /// Yuan with two decimals, such as `12,800.00`.
    public var text: String {
        DecimalText.print(self.fen, decimals: 2, grouping: true)
    }
}

extension Money: CustomStringConvertible {
    public var description: String { self.text }
}

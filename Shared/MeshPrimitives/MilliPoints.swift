/// A score, in thousandths of a point.
public struct MilliPoints: Sendable, Hashable, Comparable {
    public var value: Int64

    public static let zero = MilliPoints(0)

    public init(_ value: Int64) {
        self.value = value
    }

    /// Reads points with at most three decimals, such as `71.599`.
    public init?(_ text: String) {
        guard let parsed = DecimalText.parse(text, decimals: 0...3) else { return nil }
        let scale = DecimalText.power(ofTen: 3 - parsed.decimals)
        let (value, overflow) = parsed.value.multipliedReportingOverflow(by: scale)
        guard !overflow else { return nil }
        self.value = value
    }

    public static func < (left: MilliPoints, right: MilliPoints) -> Bool {
        left.value < right.value
    }

    /// The exact number of points.
    public var points: Fraction {
        .perMille(self.value)
    }

    /// Points with three decimals, such as `71.599`.
    public var text: String {
        DecimalText.print(self.value, decimals: 3)
    }
}

extension MilliPoints: CustomStringConvertible {
    public var description: String { self.text }
}

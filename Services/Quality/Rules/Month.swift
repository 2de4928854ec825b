import MeshPrimitives

/// A calendar month in Asia/Shanghai, the period of every result (月).
package struct Month: Sendable, Hashable {
    package let first: CivilDate

    /// Reads `2026-03`; `nil` for anything else.
    package init?(_ text: String) {
        guard let first = CivilDate("\(text)-01") else { return nil }
        self.first = first
    }

    /// The first instant after the month.
    package var end: Instant { self.first.adding(months: 1).start }

    package var range: TimeRange { TimeRange(self.first.start..<self.end) }
}

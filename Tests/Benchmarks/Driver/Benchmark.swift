/// What a measure is held to.
enum Bar: Sendable {
    case atMost(Double)
    case atLeast(Double)

    func holds(_ value: Double) -> Bool {
        switch self {
        case .atMost(let limit): value <= limit
        case .atLeast(let limit): value >= limit
        }
    }

    var text: String {
        switch self {
        case .atMost(let limit): "<= \(limit)"
        case .atLeast(let limit): ">= \(limit)"
        }
    }
}

/// One line of the report.
struct Row: Sendable {
    var name: String
    var value: Double
    var unit: String
    /// The same measured on the yardstick, in the same rounds; `nil` when the bar holds the value
    /// itself.
    var baseline: Double?
    var bar: Bar

    init(
        _ name: String, _ value: Double, _ unit: String, against baseline: Double? = nil, _ bar: Bar
    ) {
        self.name = name
        self.value = value
        self.unit = unit
        self.baseline = baseline
        self.bar = bar
    }

    var ratio: Double? { self.baseline.map { self.value / $0 } }
    var met: Bool { self.bar.holds(self.ratio ?? self.value) }
}

/// One area that is measured; `main` runs a list of them.
struct Benchmark: Sendable {
    var name: String
    /// Whether it needs what not every machine has, so that it runs only when asked for.
    var isSpecial = false
    var run: @Sendable () async throws -> [Row]
}

/// The middle value; zero of none.
func middle(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

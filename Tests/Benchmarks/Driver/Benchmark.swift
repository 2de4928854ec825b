/// One line of the report.
struct Row: Sendable {
    var name: String
    var value: Double
    var unit: String
    /// The same measured on the yardstick, in the same rounds.
    var baseline: Double
    var ratio: Double
    /// What the ratio is held to, as `<= 1.3`.
    var bar: String
    var met: Bool
}

/// One area that is measured; `main` runs a list of them.
struct Benchmark: Sendable {
    var name: String
    var run: @Sendable () throws -> [Row]
}

/// The middle value; zero of none.
func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// `value` with `digits` decimals, without Foundation.
func decimal(_ value: Double, _ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = Int64((value * scale).rounded())
    guard digits > 0 else { return String(rounded) }
    let fraction = String(rounded.magnitude % UInt64(scale))
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(rounded / Int64(scale)).\(zeros)\(fraction)"
}

/// The rows as a table for a terminal.
func table(_ rows: [Row]) -> String {
    let lines = rows.map { row in
        [
            row.name, decimal(row.value, 1), row.unit, decimal(row.baseline, 1),
            decimal(row.ratio, 2), row.bar, row.met ? "met" : "MISSED",
        ]
    }
    let all = [["name", "value", "unit", "baseline", "ratio", "bar", ""]] + lines
    let widths = all[0].indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { line in
        zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            .joined(separator: "  ")
    }.joined(separator: "\n")
}

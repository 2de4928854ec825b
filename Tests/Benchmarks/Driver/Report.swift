import Foundation

/// The rows as a table for a terminal.
func table(_ rows: [Row]) -> String {
    let lines = rows.map { row in
        [
            row.name, decimal(row.value, 1), row.unit, row.baseline.map { decimal($0, 1) } ?? "",
            row.ratio.map { decimal($0, 2) } ?? "", row.bar.text, row.met ? "met" : "MISSED",
        ]
    }
    let all = [["name", "value", "unit", "baseline", "ratio", "bar", ""]] + lines
    let widths = all[0].indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { line in
        zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            .joined(separator: "  ")
    }.joined(separator: "\n")
}

/// The rows as a JSON list, for programs.
func json(_ rows: [Row]) -> String {
    let lines = rows.map { row in
        let baseline = row.baseline.map { decimal($0, 3) } ?? "null"
        let ratio = row.ratio.map { decimal($0, 3) } ?? "null"
        return #"{"name":"\#(row.name)","value":\#(decimal(row.value, 3)),"unit":"\#(row.unit)","#
            + #""baseline":\#(baseline),"ratio":\#(ratio),"bar":"\#(row.bar.text)","met":\#(row.met)}"#
    }
    return "[\n" + lines.joined(separator: ",\n") + "\n]\n"
}

private func decimal(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
}

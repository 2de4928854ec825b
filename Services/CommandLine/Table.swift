/// Columns of text, as wide as their widest cell.
struct Table {
    private var rows: [[String]]

    init(_ header: [String]) {
        self.rows = [header]
    }

    mutating func add(_ row: [String]) {
        self.rows.append(row)
    }

    var text: String {
        let columns = self.rows.first?.count ?? 0
        let widths = (0..<columns).map { column in
            self.rows.map { Self.width($0[column]) }.max() ?? 0
        }
        return self.rows.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - Self.width(cell))
            }
            var line = "  " + cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    /// Columns on a terminal: Chinese characters take two.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
    }
}

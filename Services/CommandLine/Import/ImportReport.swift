/// What an import did: counts, and each record that did not go in with its place and reason.
struct ImportReport: Encodable {
    struct Entry: Encodable {
        /// Where the record stands in the file, such as `ReuseMapping 17` or `line 3`.
        var place: String
        /// What it is or would have become.
        var record: String
        var reason: String
    }

    var created = 0
    /// Loaded before with equal content.
    var unchanged = 0
    /// There under the same name with other content, which was kept.
    private(set) var conflicts: [Entry] = []
    private(set) var skipped: [Entry] = []

    mutating func skip(_ place: String, _ record: String, _ reason: String) {
        self.skipped.append(Entry(place: place, record: record, reason: reason))
    }

    mutating func conflict(_ place: String, _ record: String, _ reason: String) {
        self.conflicts.append(Entry(place: place, record: record, reason: reason))
    }

    /// Whether the file held nothing at all.
    var isEmpty: Bool {
        self.created + self.unchanged + self.conflicts.count + self.skipped.count == 0
    }

    /// Counts in one line.
    var counts: String {
        "\(self.created) created, \(self.unchanged) unchanged, \(self.conflicts.count) in conflict,"
            + " \(self.skipped.count) skipped"
    }

    /// Counts, then every record that did not go in.
    var text: String {
        var lines = [self.counts]
        for (title, entries) in [("In conflict", self.conflicts), ("Skipped", self.skipped)]
        where !entries.isEmpty {
            lines.append("\(title):")
            lines += entries.map { "  \($0.place)  \($0.record): \($0.reason)" }
        }
        if !self.conflicts.isEmpty {
            lines.append(
                "What is in conflict was left as it is; correct it by the calls of its life.")
        }
        return lines.joined(separator: "\n")
    }

    /// Counts, then how often each reason came up and where first.
    var summary: String {
        let reasons = Dictionary(grouping: self.conflicts + self.skipped) { $0.reason }
        let often = reasons.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        let lines = often.map { reason, entries in
            "  \(entries.count) x \(reason), first \(entries.first?.place ?? "-")"
        }
        return ([self.counts] + lines).joined(separator: "\n")
    }
}

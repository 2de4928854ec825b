import MeshPrimitives

/// The statements that find what may belong to a list of the past: names, in their order.
///
/// The first pair leads: its index entries, live and ended, are gone through by name. The entries of
/// the others are looked up by name. Without pairs every resource of the kind is a candidate.
struct Candidates {
    typealias Statement = (sql: String, values: [Value])

    var kind: String
    var moment: Moment
    var pairs: [(field: String, value: String)]
    /// The field of `pairs` that holds the state.
    var stateField: String
    /// Stored states that a date may have turned into the one among `pairs`.
    var turning: [String]

    /// Values in the order of their first use, as both engines want them.
    private struct Parameters {
        private(set) var values: [Value] = []

        mutating func add(_ value: Value) -> String {
            self.values.append(value)
            return "$\(self.values.count)"
        }
    }

    /// Finds the name at which a step of so many entries ends; none when there are fewer.
    func end(after name: String, entries: Int) -> Statement {
        var parameters = Parameters()
        let entered = self.entries("name", after: name, through: nil, &parameters)
        let offset = parameters.add(.integer(Int64(entries - 1)))
        return ("\(entered) ORDER BY name LIMIT 1 OFFSET \(offset)", parameters.values)
    }

    /// Finds the candidates of a step.
    func names(after name: String, through end: String?) -> Statement {
        var parameters = Parameters()
        guard let first = self.pairs.first else {
            let entered = self.entries("name", after: name, through: end, &parameters)
            return ("\(entered) ORDER BY name", parameters.values)
        }
        let columns = """
            name, value, held_from, known_from, due_at, ended_from, ended_until, ended_known
            """
        let entered = self.entries(columns, after: name, through: end, &parameters)
        let effective = parameters.add(.integer(self.moment.effectiveAt.microseconds))
        let known = parameters.add(.integer(self.moment.knownAt.microseconds))
        /// Whether the run of an entry can hold at the moment.
        func holds(_ entry: String, _ pair: (field: String, value: String)) -> String {
            let turned =
                self.values(of: pair).count > 1
                ? " AND (\(entry).value = \(parameters.add(.text(pair.value)))"
                    + " OR \(entry).due_at <= \(effective))" : ""
            return """
                \(entry).held_from <= \(effective) AND \(entry).known_from <= \(known)
                AND NOT (\(entry).ended_known <= \(known) AND \(entry).ended_from <= \(effective)
                AND \(entry).ended_until > \(effective))\(turned)
                """
        }
        var conditions = [holds("c", first)]
        for pair in self.pairs.dropFirst() {
            let kind = parameters.add(.text(self.kind))
            let field = parameters.add(.text(pair.field))
            let values = self.values(of: pair).map { parameters.add(.text($0)) }
            conditions.append(
                """
                EXISTS (SELECT 1 FROM index_entries e WHERE e.kind = \(kind)
                AND e.field = \(field) AND e.value IN (\(values.joined(separator: ", ")))
                AND e.live IN (0, 1) AND e.name = c.name AND \(holds("e", pair)))
                """)
        }
        let sql = """
            SELECT DISTINCT c.name FROM (\(entered)) AS c
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY c.name
            """
        return (sql, parameters.values)
    }

    private func values(of pair: (field: String, value: String)) -> [String] {
        pair.field == self.stateField ? [pair.value] + self.turning : [pair.value]
    }

    /// The rows that lead, as many ordered parts as there are values and kinds of entries.
    private func entries(
        _ columns: String, after name: String, through end: String?,
        _ parameters: inout Parameters
    ) -> String {
        let kind = parameters.add(.text(self.kind))
        let after = parameters.add(.text(name))
        let through = end.map { " AND name <= \(parameters.add(.text($0)))" } ?? ""
        let range = "kind = \(kind) AND name > \(after)\(through)"
        guard let first = self.pairs.first else {
            return "SELECT \(columns) FROM resources WHERE \(range)"
        }
        let field = parameters.add(.text(first.field))
        var parts: [String] = []
        for value in self.values(of: first) {
            let value = parameters.add(.text(value))
            for live in [0, 1] {
                parts.append(
                    """
                    SELECT \(columns) FROM index_entries
                    WHERE \(range) AND field = \(field) AND value = \(value) AND live = \(live)
                    """)
            }
        }
        return parts.joined(separator: " UNION ALL ")
    }
}

import MeshWire

extension Lifecycle {
    /// The table as a Mermaid state diagram, in the order of its rows.
    ///
    /// `[guarded]` marks a command that guards may refuse, `(reason)` one that needs a reason, and
    /// `by date` a move that happens by itself. Nothing leads out of a state that leads to the end.
    package var drawing: String {
        var lines = ["stateDiagram-v2", "    [*] --> \(self.initial.label)"]
        for row in self.rows {
            for from in row.from {
                lines.append("    \(from.label) --> \(row.to.label): \(row.caption)")
            }
        }
        var ends: [String] = []
        for row in self.rows {
            let isEnd = !self.rows.contains { $0.from.contains(row.to) }
            if isEnd, !ends.contains(row.to.label) { ends.append(row.to.label) }
        }
        lines += ends.map { "    \($0) --> [*]" }
        return lines.joined(separator: "\n")
    }

    /// The drawing as it stands beside the tables, below the name of what lives it.
    package var section: String {
        let name = Subject.fullName.split(separator: ".").last.map(String.init) ?? ""
        return "## \(name) (\(Subject.machine))\n\n```mermaid\n\(self.drawing)\n```\n"
    }
}

extension LifecycleRow {
    fileprivate var caption: String {
        switch self.trigger {
        case .command(let command):
            command + (self.guards.isEmpty ? "" : " [guarded]")
                + (self.needsReason ? " (reason)" : "")
        case .date: "by date"
        }
    }
}

import MeshAPI

/// A chain of facts, each with its id, as a tree in depth-first order.
struct Explanation {
    let steps: [Ground]

    /// The tree for a person: what each step rests on stands below it.
    var text: String {
        self.steps.indices.map { index in
            let step = self.steps[index]
            let name = step.version > 0 ? "\(step.fact)@\(step.version)" : step.fact
            let source = step.requirement.isEmpty ? "" : "  [\(step.requirement)]"
            return "\(self.lines(at: index))\(name)  \(step.summary)\(source)"
        }.joined(separator: "\n")
    }

    /// The lines that join a step with what it explains.
    private func lines(at index: Int) -> String {
        let depth = Int(self.steps[index].depth)
        guard depth > 0 else { return "" }
        return (1...depth).map { level in
            let next = self.steps[(index + 1)...].first { $0.depth <= level }
            let goesOn = next.map { Int($0.depth) } == level
            if level == depth { return goesOn ? "├─ " : "└─ " }
            return goesOn ? "│  " : "   "
        }.joined()
    }
}

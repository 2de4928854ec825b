/// A chain of facts, each with its id, as a tree in depth-first order.
struct Explanation: Encodable {
    struct Step: Encodable {
        /// 0 for what is explained.
        var depth: Int
        var resource: String
        /// 0 where there is no version.
        var version: Int64
        var summary: String
        /// Id of the requirement behind the step.
        var requirement: String
    }

    private(set) var steps: [Step] = []

    mutating func add(
        _ depth: Int, _ resource: String, _ version: Int64, _ summary: String,
        _ requirement: String
    ) {
        self.steps.append(
            Step(
                depth: depth, resource: resource, version: version, summary: summary,
                requirement: requirement))
    }

    /// Hangs another tree below a depth.
    mutating func add(_ other: Explanation, below depth: Int) {
        self.steps += other.steps.map { step in
            var step = step
            step.depth += depth + 1
            return step
        }
    }

    /// The tree that begins at a resource; `nil` when it is not in here.
    func branch(of resource: String) -> Explanation? {
        guard let start = self.steps.firstIndex(where: { $0.resource == resource }) else {
            return nil
        }
        let root = self.steps[start].depth
        let rest = self.steps[(start + 1)...].prefix { $0.depth > root }
        var branch = Explanation()
        branch.steps = ([self.steps[start]] + rest).map { step in
            var step = step
            step.depth -= root
            return step
        }
        return branch
    }

    /// The same without what begins at a resource.
    func without(_ resource: String) -> Explanation {
        guard let branch = self.branch(of: resource),
            let start = self.steps.firstIndex(where: { $0.resource == resource })
        else { return self }
        var rest = self
        rest.steps.removeSubrange(start..<(start + branch.steps.count))
        return rest
    }

    /// The tree for a person: what each step rests on stands below it.
    var text: String {
        self.steps.indices.map { index in
            let step = self.steps[index]
            let name = step.version > 0 ? "\(step.resource)@\(step.version)" : step.resource
            let source = step.requirement.isEmpty ? "" : "  [\(step.requirement)]"
            return "\(self.lines(at: index))\(name)  \(step.summary)\(source)"
        }.joined(separator: "\n")
    }

    /// The lines that join a step with what it explains.
    private func lines(at index: Int) -> String {
        let depth = self.steps[index].depth
        guard depth > 0 else { return "" }
        return (1...depth).map { level in
            let next = self.steps[(index + 1)...].first { $0.depth <= level }
            let goesOn = next?.depth == level
            if level == depth { return goesOn ? "├─ " : "└─ " }
            return goesOn ? "│  " : "   "
        }.joined()
    }
}

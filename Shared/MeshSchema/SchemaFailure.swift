/// Why JSON or bytes do not fit a schema.
public struct SchemaFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// Dotted path of the value (`contract.commitments[3].metric`); empty for the whole.
    public var path: String
    public var problem: String
    /// The way out.
    public var remedy: String

    public init(path: String, problem: String, remedy: String) {
        self.path = path
        self.problem = problem
        self.remedy = remedy
    }

    public var description: String {
        (self.path.isEmpty ? "" : "\(self.path): ") + "\(self.problem); \(self.remedy)"
    }
}

/// The path of a member inside `path`.
func within(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : "\(path).\(name)"
}

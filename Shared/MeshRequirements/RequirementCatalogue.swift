/// All requirements, in the order of the clauses.
package struct RequirementCatalogue: Sendable {
    /// The catalogue of `requirements.json`, compiled in: no file is read.
    package static let shared = RequirementCatalogue(
        all: generatedRequirements, found: generatedFoundSources)

    package let all: [Requirement]
    package let found: [FoundSource]
    private let positions: [String: Int]

    private init(all: [Requirement], found: [FoundSource]) {
        self.all = all
        self.found = found
        self.positions = Dictionary(
            all.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The requirement `R5.2-11`; nil when there is none of this id.
    package func requirement(_ id: String) -> Requirement? {
        self.positions[id].map { self.all[$0] }
    }

    /// The requirements of the clause `5.2`, or of `cross-cutting`.
    package func requirements(ofClause clause: String) -> [Requirement] {
        self.all.filter { $0.clause == clause }
    }

    /// The requirements that `service`, in lower case, answers for.
    package func requirements(ownedBy service: String) -> [Requirement] {
        self.all.filter { $0.owners.contains(service) }
    }

    /// The tests whose names say that they prove the requirement, as "file: name".
    package func proofs(of id: String) -> [String] { generatedProofs[id] ?? [] }

    package func foundSource(_ key: String) -> FoundSource? {
        self.found.first { $0.key == key }
    }

    /// A source for people to read: a found one with what it is.
    package func description(of source: RequirementSource) -> String {
        switch source {
        case .found(let key, let note):
            let what = self.foundSource(key)?.what ?? key
            return note.map { "\(what) (\($0))" } ?? what
        case .seed, .inferred, .design:
            return source.tag
        }
    }
}

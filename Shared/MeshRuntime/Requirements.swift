import MeshAPI
import MeshRPC
import MeshRequirements

/// The requirement catalogue as the mesh serves it, with the methods that carry and the tests that prove each.
enum Requirements {
    static let entries: [RequirementEntry] = RequirementCatalogue.shared.all.map { requirement in
        RequirementEntry(
            id: requirement.id, titleChinese: requirement.titleChinese,
            titleEnglish: requirement.titleEnglish, clause: requirement.clause,
            textStatus: requirement.textStatus.rawValue,
            sources: requirement.sources.map(RequirementCatalogue.shared.description),
            owners: requirement.owners, rule: requirement.rule,
            methods: MeshContract.methods.filter { $0.requirements.contains(requirement.id) }
                .map(\.path),
            tests: RequirementCatalogue.shared.proofs(of: requirement.id))
    }
}

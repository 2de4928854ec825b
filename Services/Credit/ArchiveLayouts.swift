import CreditRules
import MeshAPI
import MeshPrimitives
import MeshRPC

extension ArchiveLayout {
    /// The sections that a model names; those that ship when it names none.
    init(_ model: ScoringModel) throws(Refusal) {
        let shipped =
            model.subjectKind == .person ? ArchiveLayout.shippedForPersons : ArchiveLayout.shipped
        try self.init(
            model.sections.isEmpty ? shipped : model.sections.compactMap(Section.init))
    }
}

extension ArchiveLayout.Section {
    /// `nil` of a section without a source, which the contract's own rules refuse.
    fileprivate init?(_ section: ArchiveSection) {
        guard
            let source = ArchiveLayout.Source.allCases.first(where: {
                ArchiveSource($0) == section.source
            })
        else { return nil }
        self.init(
            section.code, section.title, from: source,
            to: CreditRules.PublicityRule.Audience(section.audience))
    }
}

extension ArchiveSection {
    init(_ section: ArchiveLayout.Section) {
        self.init(
            code: section.code, title: section.title, source: ArchiveSource(section.source),
            audience: Audience(section.audience))
    }
}

extension ArchiveSource {
    fileprivate init(_ source: ArchiveLayout.Source) {
        switch source {
        case .party: self = .party
        case .qualifications: self = .qualifications
        case .contracts: self = .contracts
        case .months: self = .months
        case .goodRecords: self = .goodRecords
        case .badRecords: self = .badRecords
        case .evaluations: self = .evaluations
        case .restrictions: self = .restrictions
        case .statements: self = .statements
        }
    }
}

extension Audience {
    /// Whether somebody who is neither the subject nor the management body belongs to it.
    func includes(_ actor: Actor) -> Bool {
        switch self {
        case .public: true
        case .parties: actor.partyRole != .individualUser
        case .authorities, .unspecified: false
        }
    }
}

/// Who may read a published record, and which of its fields.
///
/// - Source: requirements R5.2-12, R5.2-18 and 7.13 (found F1 F2; the masks that ship are design).
package struct PublicityRule: Sendable, Hashable {
    /// From the widest to the narrowest.
    package enum Audience: Sendable, Hashable {
        case everybody
        case parties
        case authorities
    }

    package enum Field: String, Sendable, CaseIterable {
        case behaviour
        case severity
        case facts
        case basis
        case determinedOn = "determined_on"
        case determinedBy = "determined_by"
    }

    package let kind: CreditModel.Kind
    /// Only of this behaviour; empty for any.
    package let behaviour: String
    package let audience: Audience
    package let fields: [Field]

    package init(
        _ kind: CreditModel.Kind, behaviour: String = "", to audience: Audience, _ fields: [Field]
    ) {
        self.kind = kind
        self.behaviour = behaviour
        self.audience = audience
        self.fields = fields
    }

    /// What ships: a minor record that must be published reaches no further than authorities, and a
    /// general one tells no facts beyond the platform.
    package static let shipped = [
        PublicityRule(.good, to: .everybody, Field.allCases),
        PublicityRule(.bad(.minor), to: .authorities, Field.allCases),
        PublicityRule(
            .bad(.general), to: .everybody,
            [.behaviour, .severity, .basis, .determinedOn, .determinedBy]),
        PublicityRule(.bad(.serious), to: .everybody, Field.allCases),
    ]

    /// For records of natural persons: facts stay inside, general ones on the platform (7.13).
    package static let shippedForPersons: [PublicityRule] = {
        let inside = Field.allCases.filter { $0 != .facts }
        return [
            PublicityRule(.good, to: .parties, inside),
            PublicityRule(.bad(.minor), to: .authorities, inside),
            PublicityRule(.bad(.general), to: .parties, inside),
            PublicityRule(.bad(.serious), to: .everybody, inside),
        ]
    }()
}

extension CreditModel {
    /// What may be read of a record; of a kind that no rule names, authorities read its behaviour.
    package func publicity(of kind: Kind, behaviour: String) -> PublicityRule {
        self.publicityRules.last {
            $0.kind == kind && ($0.behaviour.isEmpty || $0.behaviour == behaviour)
        } ?? PublicityRule(kind, to: .authorities, [.behaviour])
    }
}

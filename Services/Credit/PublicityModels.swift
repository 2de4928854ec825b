import CreditRules
import MeshAPI
import MeshPrimitives

extension CreditRules.PublicityRule {
    /// - Throws: A refusal that names the field there is not.
    init(_ rule: MeshAPI.PublicityRule) throws(Refusal) {
        var fields: [Field] = []
        for name in rule.fields {
            guard let field = Field(rawValue: name) else {
                throw Refusal(
                    code: "PUBLICITY_FIELD_UNKNOWN", subject: name,
                    message: "'\(name)' is no field that is published",
                    remedy: "use \(Field.allCases.map(\.rawValue).joined(separator: ", "))",
                    requirement: "R5.2-18", source: "design")
            }
            fields.append(field)
        }
        self.init(
            rule.severity == .unspecified ? .good : .bad(CreditRules.Severity(rule.severity)),
            behaviour: rule.behaviour, to: Audience(rule.audience), fields)
    }
}

extension CreditRules.PublicityRule.Audience {
    /// What does not say stays inside.
    init(_ audience: Audience) {
        switch audience {
        case .public: self = .everybody
        case .parties: self = .parties
        case .authorities, .unspecified: self = .authorities
        }
    }
}

extension MeshAPI.PublicityRule {
    init(_ rule: CreditRules.PublicityRule) {
        self.init(
            behaviour: rule.behaviour, audience: Audience(rule.audience),
            fields: rule.fields.map(\.rawValue))
        switch rule.kind {
        case .good: self.severity = .unspecified
        case .bad(let severity): self.severity = MeshAPI.Severity(severity)
        }
    }
}

import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRuntime

extension Act {
    /// Begins the publication of a record as the model in force says.
    func publish(_ record: Record) throws {
        var publication = Publication(
            subject: record.subject, record: record.name, publicFrom: self.today.description)
        publication.show(record, by: try self.publicity(of: record))
        _ = try self.create(
            publicationLifecycle, id: resourceID(of: record.name), publication)
    }

    /// Brings the publication of a record, if it has one, in step with what the record has become.
    func followInPublic(_ record: Record) throws {
        guard let known = try self.publication(of: record) else { return }
        switch record.state {
        case .repaired: try self.unpublish(known, because: "repaired", by: "R5.2-14")
        case .withdrawn:
            // Why is told to the subject; the public reads by which rule (7.13).
            let code = ruleCode(ofReason: record.reason)
            try self.unpublish(
                known, because: code.isEmpty ? "withdrawn" : code, by: "R5.2-13")
        case .published, .underObjection, .underRepair, .corrected, .restored:
            try self.show(record, in: known)
        case .unspecified, .proposed, .notified, .statementReceived, .statementWaived, .confirmed,
            .dropped, .unpublished, .publicationEnded:
            return
        }
    }

    /// While a record is shielded (暂时屏蔽) nobody outside reads of it (R5.2-14).
    func shield(_ record: Record, _ isShielded: Bool) throws {
        guard let known = try self.publication(of: record) else { return }
        let command = isShielded ? "suspend" : "resume"
        guard publicationLifecycle.commands(from: known.state).contains(command) else { return }
        let rule = try self.publicity(of: record)
        try self.give(command, to: known) { if !isShielded { $0.show(record, by: rule) } }
    }

    /// What is left when the longest publicity period has passed.
    func buryEnded(_ publication: Publication) throws {
        guard publication.state == .ended else { return }
        var ended = publication
        let last = CivilDate(publication.publicUntil) ?? self.today
        ended.bury(
            on: last.adding(days: 1), because: "the longest publicity period passed",
            by: "R5.2-12")
        _ = try self.save(
            ended, publicationLifecycle, command: "bury", from: publication.state.label)
    }

    /// As it stands now, whether its last day was written already or not.
    private func publication(of record: Record) throws -> Publication? {
        let name = "\(Publication.collection)/\(resourceID(of: record.name))"
        guard var known = try self.current(Publication.self, name) else { return nil }
        known.state = publicationLifecycle.state(of: known, at: self.now)
        return known
    }

    private func show(_ record: Record, in known: Publication) throws {
        guard known.state == .published || known.state == .withdrawn else { return }
        // What has become minor is published no longer.
        guard mayBePublished(record).isEmpty else {
            return try self.unpublish(known, because: "minor", by: "R5.2-12")
        }
        let rule = try self.publicity(of: record)
        var shown = known
        shown.show(record, by: rule)
        guard shown != known else { return }
        let command = known.state == .published ? "amend" : "republish"
        try self.give(command, to: known) { $0.show(record, by: rule) }
    }

    /// Whom the model in force lets read a record, and which fields.
    private func publicity(of record: Record) throws -> CreditRules.PublicityRule {
        try self.transaction.rules(for: record.subjectKind, on: self.today)
            .publicity(of: record.kind, behaviour: record.behaviour)
    }

    private func unpublish(_ known: Publication, because reason: String, by rule: String) throws {
        guard known.state != .withdrawn else { return }
        let today = self.today
        try self.give("withdraw", to: known) { $0.bury(on: today, because: reason, by: rule) }
    }

    private func give(
        _ command: String, to publication: Publication, edit: (inout Publication) -> Void
    ) throws {
        _ = try self.give(
            publicationLifecycle, command, to: publication.name, edit: edit)
    }
}

extension Record {
    var kind: CreditModel.Kind { self.good ? .good : .bad(CreditRules.Severity(self.severity)) }
}

extension Publication {
    /// Shows what the mask allows of a record, and takes back what it showed before.
    fileprivate mutating func show(_ record: Record, by rule: CreditRules.PublicityRule) {
        self.clear()
        (self.audience, self.fields) = (Audience(rule.audience), rule.fields.map(\.rawValue))
        self.publicUntil = record.publicationUntil
        self.disputed = record.state == .underObjection
        (self.removedOn, self.reason, self.rule) = ("", "", "")
        for field in self.fields.compactMap(CreditRules.PublicityRule.Field.init) {
            switch field {
            case .behaviour: self.behaviour = record.behaviour
            case .severity: self.severity = record.severity
            case .facts: self.facts = PublicText.masked(record.facts)
            case .basis: self.basis = PublicText.masked(record.basis)
            case .determinedOn: self.determinedOn = record.determinedOn
            case .determinedBy: self.determinedBy = record.determinedBy
            }
        }
    }

    /// Leaves the tombstone.
    fileprivate mutating func bury(
        on day: CivilDate, because reason: String, by rule: String
    ) {
        self.clear()
        self.disputed = false
        self.removedOn = day.description
        (self.reason, self.rule) = (reason, rule)
    }

    /// Takes back what was shown of the record.
    mutating func clear() {
        (self.behaviour, self.severity) = ("", .unspecified)
        (self.facts, self.basis) = ("", "")
        (self.determinedOn, self.determinedBy) = ("", "")
    }
}

extension Audience {
    init(_ audience: CreditRules.PublicityRule.Audience) {
        switch audience {
        case .everybody: self = .public
        case .parties: self = .parties
        case .authorities: self = .authorities
        }
    }
}

import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// What other services' facts do to credit (R9.3-5).
enum Consequences {
    static func ofRegistry(_ act: Act, _ entry: JournalEntry) throws {
        if entry.resourceType == Person.fullName {
            return try act.openArchive(of: Subject(entry.resource, .person))
        }
        guard entry.resourceType == Party.fullName else { return }
        let party = try entry.content(Party.self)
        if party.state == .deregistered { return try act.freezeArchives(of: party.name) }
        guard party.state == .active else { return }
        if party.roles.contains(.managementBody) { try act.shipModels() }
        for (role, kind) in Self.kinds where party.roles.contains(role) {
            try act.openArchive(of: Subject(party.name, kind))
        }
    }

    /// Rated both ways: providers by the management body, and the other two by what they owe
    /// providers.
    private static let kinds: [(PartyRole, SubjectKind)] = [
        (.serviceProvider, .provider), (.usingOrganisation, .usingOrganisation),
        (.managementBody, .managementBody),
    ]

    static func ofQuality(_ act: Act, _ entry: JournalEntry) throws {
        guard entry.resourceType == Breach.fullName else { return }
        let breach = try entry.content(Breach.self)
        switch breach.state {
        case .confirmed, .compensated, .closed: try Self.propose(act, breach)
        case .rescinded: try Self.withdraw(act, breach)
        case .unspecified, .detected, .notified, .disputed, .waived, .notConfirmed:
            break
        }
    }

    /// Proposes the record of a breach, or brings a standing one in step with corrected figures.
    ///
    /// What people decided stays: a record that was dropped, or withdrawn by an objection, is not
    /// proposed again. What has become another behaviour is another record: once the subject was
    /// told, the old one is withdrawn and a new one proposed, with a hearing of its own.
    private static func propose(_ act: Act, _ breach: Breach) throws {
        let draft = try Self.record(act, of: breach)
        let earlier = try act.list(Record.self, where: [("breach", breach.name)])
        if try earlier.contains(where: { try Self.wasDecidedAgainst(act, $0) }) { return }
        if let standing = earlier.first(where: { $0.state != .withdrawn && $0.state != .dropped }) {
            guard standing.facts != draft.facts else { return }
            if standing.state == .proposed || standing.behaviour == draft.behaviour {
                return try Self.correct(act, standing, draft)
            }
            try Self.withdraw(act, standing, because: "\(breach.name) is of another behaviour")
        }
        let id = resourceID(of: breach.name)
        _ = try act.create(
            recordLifecycle, id: earlier.isEmpty ? id : "\(id)-v\(breach.version)", draft)
    }

    private static func wasDecidedAgainst(_ act: Act, _ record: Record) throws -> Bool {
        if record.state == .dropped { return true }
        let objections = try act.list(
            Objection.self, where: [("record", record.name)], states: [.upheld])
        return !objections.isEmpty
    }

    private static func record(_ act: Act, of breach: Breach) throws -> Record {
        let subject = Subject(breach.provider, .provider)
        let behaviour = try Self.behaviour(act, breach, of: subject)
        var record = Record(
            subject: subject.name, behaviour: behaviour.code, severity: behaviour.severity,
            pointsMilliPoints: behaviour.points, breach: breach.name, breachVersion: breach.version,
            contract: breach.contract,
            facts: "\(breach.metric) \(breach.availableMinutes)/\(breach.totalMinutes) minutes"
                + " against \(breach.targetPpm) ppm, \(breach.downMinutes) minutes down",
            basis: "contract \(breach.contract) clause \(breach.clause)",
            subjectKind: subject.kind, archive: subject.archive)
        record.missingEvidenceKinds = try act.missingEvidence(record)
        return record
    }

    private static func correct(_ act: Act, _ standing: Record, _ draft: Record) throws {
        var record = standing
        record.behaviour = draft.behaviour
        record.severity = draft.severity
        record.pointsMilliPoints = draft.pointsMilliPoints
        record.breachVersion = draft.breachVersion
        record.facts = draft.facts
        record.missingEvidenceKinds = try act.missingEvidence(record)
        let corrected = try act.save(
            record, recordLifecycle, command: "correct", from: record.state.label)
        try act.followInPublic(corrected)
    }

    /// The fact behind the records was corrected away (section 6, second pass).
    private static func withdraw(_ act: Act, _ breach: Breach) throws {
        for record in try act.list(Record.self, where: [("breach", breach.name)])
        where record.state != .withdrawn && record.state != .dropped {
            try Self.withdraw(act, record, because: "\(breach.name) was rescinded")
        }
    }

    /// Ends a record and what is open about it, and recomputes.
    static func withdraw(_ act: Act, _ record: Record, because reason: String) throws {
        let withdrawn = try act.give(
            recordLifecycle, "withdraw", to: record.name, reason: reason,
            edit: { $0.weightEndedOn = act.today.description })
        try act.followInPublic(withdrawn)
        for objection in try act.list(
            Objection.self, where: [("record", record.name)],
            states: [.filed, .accepted, .verifying])
        {
            _ = try act.give(
                objectionLifecycle, "lapse", to: objection.name, reason: reason)
            try act.mark(withdrawn, .settlement, from: act.today.description, because: objection)
        }
        for repair in try act.list(
            Repair.self, where: [("record", record.name)],
            states: [.filed, .accepted, .verifying, .shielded])
        {
            _ = try act.give(
                repairLifecycle, "lapse", to: repair.name, reason: reason)
        }
        try act.takeBack(withdrawn, because: withdrawn)
    }

    /// What the model in force makes of a breach: its code, severity and points in full.
    private static func behaviour(
        _ act: Act, _ breach: Breach, of subject: Subject
    ) throws -> (code: String, severity: MeshAPI.Severity, points: Int64) {
        let model = try act.transaction.rules(for: subject.kind, on: act.today)
        let severity: CreditRules.Severity =
            switch breach.severity {
            case .serious: .serious
            case .general: .general
            case .minor, .unspecified: .minor
            }
        let found = model.behaviour(
            ofBreach: severity, metric: breach.metric,
            occurrence: try Self.occurrence(act, breach, of: subject))
        guard let found, case .bad(let graveness) = found.kind else {
            throw Refusal(
                code: "BREACH_UNMAPPED", subject: breach.name,
                message:
                    "model \(model.version) says of no \(severity) breach of \(breach.metric) what it is",
                remedy: "approve a model with such a breach rule, then retry the parked entry",
                requirement: "R9.3-5", source: "design")
        }
        return (found.code, MeshAPI.Severity(graveness), found.points.value)
    }

    /// The how manieth breach of the provider within twelve months this is, by the months that were
    /// missed: the same however late it is looked at, and whatever is confirmed first.
    private static func occurrence(_ act: Act, _ breach: Breach, of subject: Subject) throws -> Int
    {
        let month = Self.month(of: breach)
        let first = CivilDate("\(month)-01")?.adding(months: -11).description.prefix(7) ?? ""
        let breaches = try act.list(
            Breach.self, where: [("provider", subject.name)],
            states: [.confirmed, .compensated, .closed])
        return breaches.filter { other in
            let its = Self.month(of: other)
            return its >= first && (its, other.name) < (month, breach.name)
        }.count + 1
    }

    /// "2026-02" of "periods/c-1-2026-02".
    private static func month(of breach: Breach) -> String { String(breach.period.suffix(7)) }
}

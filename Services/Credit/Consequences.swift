import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// What other services' facts do to credit (R9.3-5).
enum Consequences {
    static func ofRegistry(_ act: Act, _ entry: JournalEntry) throws {
        guard entry.resourceType == Party.fullName else { return }
        let party = try entry.content(Party.self)
        if party.state == .active, party.roles.contains(.serviceProvider) {
            try Scoring.open(act, party.name)
        }
    }

    static func ofQuality(_ act: Act, _ entry: JournalEntry) throws {
        guard entry.resourceType == Breach.fullName else { return }
        let breach = try entry.content(Breach.self)
        switch breach.state {
        case .confirmed: try Self.propose(act, breach)
        case .rescinded: try Self.withdraw(act, breach)
        case .unspecified, .detected, .notified, .disputed, .waived, .notConfirmed, .compensated,
            .closed:
            break
        }
    }

    private static func propose(_ act: Act, _ breach: Breach) throws {
        let (severity, code) = Self.behaviour(breach.severity)
        let record = Record(
            subject: breach.provider, behaviour: code, severity: severity,
            pointsMilliPoints: Scoring.model.behaviours[code]?.points.value ?? 0,
            breach: breach.name,
            breachVersion: breach.version, contract: breach.contract,
            facts: "\(breach.metric) \(breach.availableMinutes)/\(breach.totalMinutes) minutes"
                + " against \(breach.targetPpm) ppm, \(breach.downMinutes) minutes down",
            basis: "contract \(breach.contract) clause \(breach.clause)")
        _ = try act.create(recordLifecycle, id: resourceID(of: breach.name), record)
    }

    /// The fact behind the record was corrected away (section 6, second pass).
    private static func withdraw(_ act: Act, _ breach: Breach) throws {
        for record in try act.list(Record.self, where: [("breach", breach.name)])
        where record.state != .withdrawn && record.state != .dropped {
            let withdrawn = try act.give(
                recordLifecycle, "withdraw", to: record.name, facts: { _ in NoFacts() },
                edit: { record in
                    record.weightEndedOn = act.today.description
                    record.reason = "\(breach.name) was rescinded"
                })
            try Scoring.recompute(act, withdrawn, because: "withdrawn")
        }
    }

    private static func behaviour(_ severity: Breach.Severity) -> (MeshAPI.Severity, String) {
        switch severity {
        case .serious: (.serious, "availability-serious")
        case .general: (.general, "availability-general")
        case .minor, .unspecified: (.minor, "availability-minor")
        }
    }
}

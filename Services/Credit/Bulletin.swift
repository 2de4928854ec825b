import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRuntime
import MeshStorage

/// What anybody may read of an archive and of a record; everything else stays inside.
extension Reader {
    /// The published grade of an open archive; `nil` when there is nothing to publish.
    func publicGrade(_ archive: Archive, _ moment: Moment) throws -> PublicGrade? {
        guard archive.state == .open, !archive.publishedGrade.isEmpty else { return nil }
        let evaluation = try self.asOf(Evaluation.self, named: archive.evaluation, moment)
        return PublicGrade(
            subject: try self.publicSubject(Subject(archive), moment),
            grade: archive.publishedGrade, evaluation: archive.evaluation,
            asOf: evaluation?.asOf ?? "")
    }

    /// A record as it was public at a moment; `nil` when it was not, or is not any more.
    func publicRecord(_ record: Record, _ moment: Moment, now: Instant) throws -> PublicRecord? {
        guard try self.isPublic(record, at: moment),
            let current = try self.current(Record.self, named: record.name),
            try self.isPublic(current, at: Moment(effectiveAt: now, knownAt: now))
        else { return nil }
        return PublicRecord(
            record: record.name, subject: try self.publicSubject(Subject(record), moment),
            behaviour: record.behaviour, severity: record.severity, good: record.good,
            facts: PublicText.masked(record.facts), basis: PublicText.masked(record.basis),
            determinedOn: record.determinedOn, determinedBy: record.determinedBy,
            publicationUntil: record.publicationUntil, disputed: record.state == .underObjection)
    }

    /// Whether the publicity of a record runs (R5.2-12): it was published, is not minor, and no
    /// repair has shielded it.
    ///
    /// An objection or a repair that is not decided leaves it where it stood.
    private func isPublic(_ record: Record, at moment: Moment) throws -> Bool {
        guard record.severity != .minor || record.good else { return false }
        let state = recordLifecycle.state(of: record, at: moment.effectiveAt)
        let stands = state == .underObjection || state == .underRepair ? record.stoodAs : state
        switch stands {
        case .published: break
        case .corrected, .restored:
            guard try self.wasPublished(record, before: moment) else { return false }
        case .unspecified, .proposed, .notified, .statementReceived, .statementWaived, .confirmed,
            .dropped, .unpublished, .underObjection, .withdrawn, .underRepair, .repaired,
            .publicationEnded:
            return false
        }
        if let until = CivilDate(record.publicationUntil),
            moment.effectiveAt >= until.adding(days: 1).start
        {
            return false
        }
        return try self.all(
            Repair.self, where: [("record", record.name)], states: [.shielded]
        ).isEmpty
    }

    /// Of a corrected or restored record only its history tells whether it was ever published.
    private func wasPublished(_ record: Record, before moment: Moment) throws -> Bool {
        var version: Int64 = 0
        while true {
            let page = try self.history(Record.self, named: record.name, after: version)
            if page.contains(where: {
                $0.content.state == .published && $0.recordedAt <= moment.knownAt
            }) {
                return true
            }
            guard page.count == StorageLimits.pageRows, let last = page.last else { return false }
            version = last.content.version
        }
    }

    private func publicSubject(_ subject: Subject, _ moment: Moment) throws -> PublicSubject {
        guard subject.kind != .person else {
            let id = Masking.name(resourceID(of: subject.name))
            return PublicSubject(name: "persons/\(id)", kind: subject.kind)
        }
        let party = try self.asOf(Party.self, named: subject.name, moment)
        return PublicSubject(
            name: subject.name, kind: subject.kind, displayName: party?.displayName ?? "",
            creditCode: party?.creditCode ?? "")
    }
}

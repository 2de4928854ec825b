import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRuntime
import MeshStorage

/// What anybody may read of an archive and of a record; everything else stays inside.
extension Reader {
    /// The published grade of an open archive; `nil` when there is nothing to publish, as of persons.
    func publicGrade(_ archive: Archive, _ moment: Moment) throws -> PublicGrade? {
        guard archive.state == .open, archive.subjectKind != .person,
            !archive.publishedGrade.isEmpty
        else { return nil }
        let evaluation = try self.asOf(Evaluation.self, named: archive.evaluation, moment)
        return PublicGrade(
            subject: try self.publicSubject(Subject(archive), moment),
            grade: archive.publishedGrade, evaluation: archive.evaluation,
            asOf: evaluation?.asOf ?? "")
    }

    /// What was public of a record at a moment; `nil` when nothing was, or is any more.
    func publicRecord(
        _ publication: Publication, _ moment: Moment, now: Instant
    ) throws -> PublicRecord? {
        guard publication.isPublic(at: moment.effectiveAt),
            let current = try self.current(Publication.self, named: publication.name),
            current.isPublic(at: now),
            let record = try self.asOf(Record.self, named: publication.record, moment)
        else { return nil }
        return PublicRecord(
            record: record.name, subject: try self.publicSubject(Subject(record), moment),
            behaviour: publication.behaviour, severity: publication.severity, good: record.good,
            facts: publication.facts, basis: publication.basis,
            determinedOn: publication.determinedOn, determinedBy: publication.determinedBy,
            publicationUntil: publication.publicUntil, disputed: publication.disputed)
    }

    private func publicSubject(_ subject: Subject, _ moment: Moment) throws -> PublicSubject {
        guard subject.kind != .person else {
            return PublicSubject(name: Masking.subject(subject.name), kind: subject.kind)
        }
        let party = try self.asOf(Party.self, named: subject.name, moment)
        return PublicSubject(
            name: subject.name, kind: subject.kind, displayName: party?.displayName ?? "",
            creditCode: party?.creditCode ?? "")
    }
}

extension Publication {
    /// Whether everybody may read it, its mask's fields and no more (R5.2-18).
    fileprivate func isPublic(at time: Instant) -> Bool {
        self.audience == .public && publicationLifecycle.state(of: self, at: time) == .published
    }
}

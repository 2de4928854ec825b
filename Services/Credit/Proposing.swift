import CreditRules
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime

extension Act {
    /// A record as its proposal may stand: of an open archive, of a behaviour that the model in
    /// force knows, without personal data where anybody may read it.
    ///
    /// - Throws: Every reason why it may not.
    func proposal(_ draft: Record, of subject: Subject) throws -> Record {
        let archive = try self.archive(of: subject)
        let model = try self.transaction.rules(for: subject.kind, on: self.today)
        let behaviour = model.behaviours[draft.behaviour]
        var refusals = [
            PublicText.refusal(draft.facts, in: "record.facts"),
            PublicText.refusal(draft.basis, in: "record.basis"),
            self.retroactionRefusal(draft.determinedOn),
        ].compactMap { $0 }
        refusals += try self.unknownEvidence(draft.evidence, in: "record.evidence")
        if archive.state == .frozen { refusals.append(Self.frozen(archive)) }
        if behaviour == nil { refusals.append(Self.unknown(draft.behaviour, model)) }
        guard refusals.isEmpty, let behaviour else {
            throw RPCFailure.refused(archive.name, refusals)
        }
        var record = Record(
            subject: subject.name, behaviour: behaviour.code,
            pointsMilliPoints: behaviour.points.value, facts: draft.facts, basis: draft.basis,
            determinedOn: draft.determinedOn, subjectKind: subject.kind, archive: archive.name,
            directDUntil: draft.directDUntil, evidence: draft.evidence)
        switch behaviour.kind {
        case .good: record.good = true
        case .bad(let severity): record.severity = MeshAPI.Severity(severity)
        }
        record.missingEvidenceKinds = try self.missingEvidence(record)
        return record
    }

    /// A proposal of bad behaviour: praise follows neither from an objection nor from a false repair.
    func blame(_ draft: Record, of subject: Subject) throws -> Record {
        let proposed = try self.proposal(draft, of: subject)
        guard proposed.good else { return proposed }
        throw RPCFailure.invalidArgument(
            field: "behaviour", rule: "a bad behaviour, not \(draft.behaviour)",
            remedy: "name the behaviour it was after all")
    }

    private func retroactionRefusal(_ text: String) -> Refusal? {
        guard let day = CivilDate(text) else { return nil }
        let earliest = self.today.adding(days: -Terms.retroaction)
        guard day > self.today || day < earliest else { return nil }
        return Refusal(
            code: "DETERMINED_OUT_OF_RANGE", subject: "record.determined_on",
            message: "\(day) is not within the last \(Terms.retroaction) days",
            remedy: "name a day from \(earliest) to \(self.today)", requirement: "R5.2-12",
            source: "design")
    }

    private static func frozen(_ archive: Archive) -> Refusal {
        Refusal(
            code: "ARCHIVE_FROZEN", subject: archive.name,
            message: "\(archive.subject) is no longer registered",
            remedy: "have registry admit it again", requirement: "R5.2-9", source: "design")
    }

    private static func unknown(_ code: String, _ model: CreditModel) -> Refusal {
        Refusal(
            code: "BEHAVIOUR_UNKNOWN", subject: code,
            message: "model \(model.version) does not know the behaviour",
            remedy: "use one of \(model.behaviours.keys.sorted().joined(separator: ", "))",
            requirement: "R5.2-15", source: "inferred: F7 F9 F10 F11")
    }
}

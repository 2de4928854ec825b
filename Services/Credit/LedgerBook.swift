import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRuntime
import MeshStorage
import MeshWire

/// Writes the ledger of an archive.
///
/// Writing an entry rates the archive anew in the same transaction: the running score never lags
/// behind its ledger (R5.2-15).
extension Act {
    /// Posts the behaviour of a confirmed record, counting from the day it was determined.
    func post(_ record: Record) throws {
        try self.post(
            LedgerEntry(
                kind: .posting, cause: record.name, causeVersion: record.version,
                behaviour: record.behaviour, determinedBy: record.determinedBy,
                directDUntil: record.directDUntil, effectiveOn: record.determinedOn),
            to: Subject(record))
        try self.bar(because: record)
        try self.callToAccount(for: record)
    }

    /// Writes what becomes of a record's posting; nothing when it was never posted.
    ///
    /// - Parameter cause: What was decided: a repair, an objection, the record itself.
    func mark<R: Resource>(
        _ record: Record, _ kind: LedgerEntry.Kind, from day: String, because cause: R
    ) throws {
        guard let posting = try self.posting(of: record) else { return }
        try self.post(
            LedgerEntry(
                kind: kind, posting: posting.name, cause: cause.name, causeVersion: cause.version,
                effectiveOn: day),
            to: Subject(record))
        switch kind {
        case .reversal, .shield: try self.liftBar(of: record)
        case .unshield, .restoration: try self.bar(because: record)
        case .posting, .dispute, .settlement, .unspecified: break
        }
    }

    /// A record that should never have counted: its posting weighs nothing from the first day on,
    /// and grades built on it are recomputed.
    func takeBack<R: Resource>(_ record: Record, because cause: R) throws {
        try self.mark(record, .reversal, from: record.determinedOn, because: cause)
        try self.withdrawWhatFollows(from: record)
        try Scoring.recompute(self, record, because: "withdrawn")
    }

    /// The newest posting of a record; an earlier one was taken back when the record was corrected.
    private func posting(of record: Record) throws -> LedgerEntry? {
        try self.transaction.ledger(of: Subject(record).archive).last {
            $0.kind == .posting && $0.cause == record.name
        }
    }

    /// Numbers and writes an entry, and rates the archive.
    func post(_ draft: LedgerEntry, to subject: Subject) throws {
        try self.openArchive(of: subject)
        var archive = try self.archive(of: subject)
        archive.entries += 1
        var entry = draft
        entry.name = LedgerEntry.name(subject, archive.entries)
        entry.state = .posted
        entry.archive = archive.name
        entry.subject = subject.name
        entry.recordedAt = self.now
        _ = try self.save(
            entry, Lifecycle<LedgerEntry, NoFacts>?.none, command: "post", from: "")
        try Scoring.rate(self, &archive, try self.transaction.ledger(of: archive.name))
        try self.saveArchive(archive, "rate")
    }
}

extension LedgerEntry {
    /// Six digits, so that the order of names is the order of writing.
    static func name(_ subject: Subject, _ number: Int64) -> String {
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, 6 - digits.count))
        return "\(Self.collection)/\(subject.archiveID)-\(zeros)\(digits)"
    }
}

extension Reader {
    /// All entries of an archive that were known then, in the order they were written.
    func ledger(of archive: String, knownAt: Instant? = nil) throws -> [LedgerEntry] {
        let entries = try self.all(LedgerEntry.self, where: [("archive", archive)])
        guard let knownAt else { return entries }
        return entries.filter { ($0.recordedAt ?? knownAt) <= knownAt }
    }
}

extension LedgerLine {
    /// - Throws: A refusal when the entry is none that this program writes.
    init(_ entry: LedgerEntry) throws(Refusal) {
        guard let day = CivilDate(entry.effectiveOn) else { throw Self.damaged(entry) }
        switch entry.kind {
        case .posting:
            self.init(
                posting: entry.name, entry.behaviour, determined: day, by: entry.determinedBy,
                directDUntil: CivilDate(entry.directDUntil))
        case .reversal: self.init(id: entry.name, .reversal, of: entry.posting, from: day)
        case .dispute: self.init(id: entry.name, .dispute, of: entry.posting, from: day)
        case .settlement: self.init(id: entry.name, .settlement, of: entry.posting, from: day)
        case .shield: self.init(id: entry.name, .shield, of: entry.posting, from: day)
        case .unshield: self.init(id: entry.name, .unshield, of: entry.posting, from: day)
        case .restoration: self.init(id: entry.name, .restoration, of: entry.posting, from: day)
        case .unspecified: throw Self.damaged(entry)
        }
    }

    private static func damaged(_ entry: LedgerEntry) -> Refusal {
        Refusal(
            code: "LEDGER_ENTRY_INVALID", subject: entry.name,
            message: "the entry has no kind or no day", remedy: "compare it with its journal entry",
            requirement: "R5.2-15", source: "design")
    }
}

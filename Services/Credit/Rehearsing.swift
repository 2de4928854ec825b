import CreditRules
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage

/// Runs a model over the whole ledger of every subject of its kind, a page of archives at a time.
struct Rehearsing {
    /// The next page of subjects to look at is read in one go.
    private static let subjectsPerRead = 200

    private let context: ServiceContext
    private let candidate: Judge
    private let inForce: Judge
    private let kind: SubjectKind
    private let day: CivilDate
    private var after: String?
    private var isOver = false
    private var subjects: Int64 = 0
    private var moves: [[String]: Int64] = [:]
    private var peers = PeerScores()

    /// A model, ready to judge.
    private struct Judge: Sendable {
        let model: ScoringModel
        let rules: CreditModel

        init(_ model: ScoringModel) throws {
            self.model = model
            self.rules = try CreditModel(model)
        }
    }

    /// - Parameter day: The date as of which both models judge; `nil` for today.
    init(
        _ context: ServiceContext, _ name: String, asOf day: CivilDate? = nil
    ) async throws(RPCFailure) {
        let day = day ?? context.clock.now.civilDate
        (self.candidate, self.inForce) = try await context.read { reader in
            guard let model = try reader.current(ScoringModel.self, named: name) else {
                throw RPCFailure.notFound(name, in: ScoringModel.collection)
            }
            do {
                return (
                    try Judge(model),
                    try Judge(reader.model(for: model.subjectKind, on: day))
                )
            } catch let refusal as Refusal {
                throw RPCFailure.refused(name, [refusal])
            }
        }
        self.context = context
        self.kind = self.candidate.model.subjectKind
        self.day = day
    }

    /// The changes among the next subjects; `nil` behind the last one.
    mutating func next() async throws(RPCFailure) -> [RehearsalChange]? {
        guard !self.isOver else { return nil }
        let (after, kind, day) = (self.after, self.kind, self.day)
        let (candidate, inForce) = (self.candidate, self.inForce)
        let page = try await self.context.read { reader in
            try reader.list(
                Archive.self, where: [("subject_kind", kind.label)], after: after,
                limit: Self.subjectsPerRead
            ).map { archive in
                let grades = [inForce, candidate].contains { $0.rules.shrinkage?.grades == true }
                return try Self.compare(
                    archive, reader.ledger(of: archive.name), inForce, candidate, day,
                    grades ? reader.observations(of: archive, until: day) : 0)
            }
        }
        self.after = page.last?.archive
        self.isOver = page.count < Self.subjectsPerRead
        for change in page {
            self.subjects += 1
            self.peers.add(MilliPoints(change.toScoreMilliPoints))
            self.moves[[change.fromGrade, change.toGrade], default: 0] += 1
        }
        return page.filter { $0.fromGrade != $0.toGrade }
    }

    /// What has been seen so far.
    var summary: Rehearsal {
        Rehearsal(
            against: self.inForce.model.name, modelVersion: self.candidate.model.version,
            asOf: self.day.description, subjects: self.subjects,
            changed: self.moves.filter { $0.key[0] != $0.key[1] }.values.reduce(0, +),
            moves: self.moves.map { GradeMove(from: $0.key[0], to: $0.key[1], subjects: $0.value) }
                .sorted { ($0.from, $0.to) < ($1.from, $1.to) },
            meanMilliPoints: self.peers.mean.value,
            deviationMilliPoints: self.peers.deviation.value)
    }

    private static func compare(
        _ archive: Archive, _ entries: [LedgerEntry], _ old: Judge, _ new: Judge, _ day: CivilDate,
        _ observations: Int64
    ) throws -> RehearsalChange {
        let lines = try entries.map { try LedgerLine($0) }
        do throws(Refusal) {
            let before = try CreditScore.compute(
                old.rules, ledger: lines, asOf: day, observations: observations)
            let after = try CreditScore.compute(
                new.rules, ledger: lines, asOf: day, observations: observations)
            return RehearsalChange(
                archive: archive.name, subject: archive.subject,
                fromGrade: before.grade.rawValue, fromScoreMilliPoints: before.score.value,
                toGrade: after.grade.rawValue, toScoreMilliPoints: after.score.value,
                lines: before.grade == after.grade
                    ? [] : Self.differences(before.lines(entries), after.lines(entries)))
        } catch {
            throw RPCFailure.refused(archive.name, [error])
        }
    }

    /// Lines that contribute otherwise, each with the difference.
    private static func differences(_ before: [ScoreLine], _ after: [ScoreLine]) -> [ScoreLine] {
        func key(_ line: ScoreLine) -> String { line.entry.isEmpty ? line.cause : line.entry }
        let old = Dictionary(before.map { (key($0), $0) }) { first, _ in first }
        let new = Dictionary(after.map { (key($0), $0) }) { first, _ in first }
        return Set(old.keys).union(new.keys).sorted().compactMap { key in
            let (was, now) = (old[key], new[key])
            guard var line = now ?? was else { return nil }
            line.contributionMilliPoints =
                (now?.contributionMilliPoints ?? 0) - (was?.contributionMilliPoints ?? 0)
            return line.contributionMilliPoints == 0 ? nil : line
        }
    }
}

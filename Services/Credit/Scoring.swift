import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRuntime

/// Keeps archives, grades and restrictions in step with the records, inside one transaction.
enum Scoring {
    static let model = CreditModel.standard

    static func archiveName(_ subject: String) -> String { "archives/\(resourceID(of: subject))" }

    /// Opens the archive of a new subject at the model's grade for one without records.
    static func open(_ act: Act, _ subject: String) throws {
        let name = Self.archiveName(subject)
        guard try act.current(Archive.self, name) == nil else { return }
        let score = try CreditScore.compute(Self.model, [], asOf: act.today, isNewEntity: true)
        let archive = Archive(
            name: name, state: .open, subject: subject, runningScoreMilliPoints: score.score.value,
            runningGrade: score.grade.rawValue, publishedGrade: score.grade.rawValue,
            modelVersion: Self.model.version)
        _ = try act.save(archive, Lifecycle<Archive, NoFacts>?.none, command: "open", from: "")
    }

    /// The score as of a day, by what is known of the records now.
    ///
    /// A record that ended since, by correction or repair, does not count for an earlier day either.
    private static func score(_ records: [Record], asOf day: CivilDate) throws -> CreditScore {
        let facts = records.compactMap { CreditFact($0, asOf: day) }
        return try CreditScore.compute(
            Self.model, facts, asOf: day, isNewEntity: records.isEmpty)
    }

    private static func records(_ act: Act, _ subject: String) throws -> [Record] {
        try act.list(Record.self, where: [("subject", subject)])
    }

    /// Recomputes the running score after a record changed (R5.2-15).
    static func refresh(_ act: Act, _ subject: String) throws {
        try Self.open(act, subject)
        var archive = try act.existing(Archive.self, Self.archiveName(subject))
        let score = try Self.score(Self.records(act, subject), asOf: act.today)
        guard
            archive.runningScoreMilliPoints != score.score.value
                || archive.runningGrade != score.grade.rawValue
        else { return }
        archive.runningScoreMilliPoints = score.score.value
        archive.runningGrade = score.grade.rawValue
        _ = try act.save(
            archive, Lifecycle<Archive, NoFacts>?.none, command: "refresh",
            from: archive.state.label)
    }

    /// A record that counted does so no more: the grade built on it is recomputed at once, as a new
    /// final evaluation beside the old one (R5.2-13, R5.2-14).
    ///
    /// As of the same day and from the same records but that one: what was never public does not
    /// enter.
    static func recompute(_ act: Act, _ record: Record, because cause: String) throws {
        try Self.refresh(act, record.subject)
        let finals = try act.list(
            Evaluation.self, where: [("subject", record.subject)], states: [.final])
        guard let old = finals.first(where: { $0.ledger.contains { $0.cause == record.name } })
        else { return }
        let id = "\(resourceID(of: record.name))-v\(record.version)"
        guard let day = CivilDate(old.asOf) else { return }
        var new = try Self.evaluation(
            act, record.subject, asOf: day, of: old.ledger.map(\.cause))
        new.name = "evaluations/\(id)"
        new.state = .final
        new.recomputedFrom = old.name
        new.cause = "\(record.name) \(cause)"
        let saved = try act.save(new, evaluationLifecycle, command: "recompute", from: "")
        try Self.publish(act, saved, superseding: old)
    }

    /// - Parameter causes: The records it may rest on; `nil` for all of the subject.
    static func evaluation(
        _ act: Act, _ subject: String, asOf day: CivilDate, of causes: [String]? = nil
    ) throws -> Evaluation {
        let records = try Self.records(act, subject).filter {
            causes?.contains($0.name) ?? true
        }
        let score = try Self.score(records, asOf: day)
        return Evaluation(
            subject: subject, asOf: day.description, modelVersion: Self.model.version,
            scoreMilliPoints: score.score.value, grade: score.grade.rawValue,
            ledger: Self.ledger(score, records))
    }

    /// Base, records and limits: the contributions add up to the score.
    private static func ledger(_ score: CreditScore, _ records: [Record]) -> [LedgerEntry] {
        let versions = Dictionary(records.map { ($0.name, $0.version) }) { first, _ in first }
        var entries = [Self.ofModel(score, "base", Self.model.base.value)]
        entries += score.ledger.map { entry in
            LedgerEntry(
                cause: entry.cause, causeVersion: versions[entry.cause] ?? 0,
                pointsMilliPoints: entry.points.value, ageDays: Int64(entry.ageDays),
                weightPerMille: entry.weight,
                contributionMilliPoints: entry.contribution.value)
        }
        let beyond = score.score.value - entries.reduce(0) { $0 + $1.contributionMilliPoints }
        if beyond != 0 { entries.append(Self.ofModel(score, "limits", beyond)) }
        return entries
    }

    private static func ofModel(
        _ score: CreditScore, _ part: String, _ points: Int64
    ) -> LedgerEntry {
        LedgerEntry(
            cause: "model \(score.modelVersion) \(part)", pointsMilliPoints: points,
            weightPerMille: 1_000, contributionMilliPoints: points)
    }

    /// Makes a final evaluation the published grade, with its consequences.
    static func publish(_ act: Act, _ evaluation: Evaluation, superseding old: Evaluation?) throws {
        if let old {
            _ = try act.give(
                evaluationLifecycle, "supersede", to: old.name, facts: { _ in EvaluationFacts() })
        }
        var archive = try act.existing(Archive.self, Self.archiveName(evaluation.subject))
        archive.publishedGrade = evaluation.grade
        archive.evaluation = evaluation.name
        archive.evaluationVersion = evaluation.version
        archive.modelVersion = evaluation.modelVersion
        _ = try act.save(
            archive, Lifecycle<Archive, NoFacts>?.none, command: "publishGrade",
            from: archive.state.label)
        try Self.restrict(act, evaluation)
    }

    private static func restrict(_ act: Act, _ evaluation: Evaluation) throws {
        let consequence = GradeConsequence(Grade(rawValue: evaluation.grade) ?? .unrated)
        let name = "restrictions/\(resourceID(of: evaluation.subject))"
        let known = try act.current(Restriction.self, name)
        guard consequence.restricts || known?.state == .imposed else { return }
        let fill: (inout Restriction) -> Void = { restriction in
            restriction.subject = evaluation.subject
            restriction.grade = evaluation.grade
            restriction.blocksNewBusiness = consequence.blocksNewBusiness
            restriction.inspectionRatePpm = consequence.inspectionRatePpm
            restriction.termCapMonths = consequence.termCapMonths ?? 0
            restriction.evaluation = evaluation.name
            restriction.evaluationVersion = evaluation.version
        }
        guard known != nil else {
            var restriction = Restriction()
            fill(&restriction)
            _ = try act.create(
                restrictionLifecycle, id: resourceID(of: evaluation.subject), restriction)
            return
        }
        _ = try act.give(
            restrictionLifecycle, consequence.restricts ? "impose" : "lift", to: name,
            facts: { _ in NoFacts() }, edit: fill)
    }
}

extension CreditFact {
    /// `nil` for a record that was never confirmed.
    init?(_ record: Record, asOf day: CivilDate) {
        guard let determined = CivilDate(record.determinedOn) else { return nil }
        let ended = CivilDate(record.weightEndedOn)
        self.init(
            id: record.name, behaviour: record.behaviour, determined: determined,
            endedOn: ended.map { min($0, day) }, isDisputed: record.state == .underObjection)
    }
}

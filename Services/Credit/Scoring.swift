import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRuntime

/// Keeps archives, grades and restrictions in step with the records, inside one transaction.
enum Scoring {
    static let model = CreditModel.standard

    /// States in which a record counts; a disputed one still does (7.7).
    private static let counting: [Record.State] = [
        .confirmed, .published, .unpublished, .underObjection, .underRepair, .publicationEnded,
        .corrected, .restored,
    ]

    static func archiveName(_ subject: String) -> String { "archives/\(identifier(subject))" }

    /// Opens the archive of a new subject at the model's grade for one without records.
    static func open(_ act: Act, _ subject: String) throws {
        let name = Self.archiveName(subject)
        guard try act.current(Archive.self, name) == nil else { return }
        let score = CreditScore.compute(Self.model, [])
        let archive = Archive(
            name: name, state: .open, subject: subject, runningScoreMilliPoints: score.score,
            runningGrade: score.grade, publishedGrade: score.grade,
            modelVersion: Self.model.version)
        _ = try act.save(archive, Lifecycle<Archive, NoFacts>?.none, command: "open", from: "")
    }

    /// The score of a subject as of today, from its records.
    static func score(_ act: Act, _ subject: String) throws -> CreditScore {
        let records = try act.list(Record.self, where: [("subject", subject)])
        let facts = records.filter { Self.counting.contains($0.state) }.map { record in
            CreditScore.Fact(
                cause: record.name, version: record.version, behaviour: record.behaviour,
                ageDays: CivilDate(record.determinedOn).map { Int64($0.days(until: act.today)) }
                    ?? 0)
        }
        return CreditScore.compute(Self.model, facts)
    }

    /// Recomputes the running score after a record changed (R5.2-15).
    static func refresh(_ act: Act, _ subject: String) throws {
        try Self.open(act, subject)
        var archive = try act.existing(Archive.self, Self.archiveName(subject))
        let score = try Self.score(act, subject)
        guard archive.runningScoreMilliPoints != score.score || archive.runningGrade != score.grade
        else { return }
        archive.runningScoreMilliPoints = score.score
        archive.runningGrade = score.grade
        _ = try act.save(
            archive, Lifecycle<Archive, NoFacts>?.none, command: "refresh",
            from: archive.state.label)
    }

    /// A record that counted does so no more: the grade built on it is recomputed at once, as a new
    /// final evaluation beside the old one (R5.2-13, R5.2-14).
    static func recompute(_ act: Act, _ record: Record, because cause: String) throws {
        try Self.refresh(act, record.subject)
        let finals = try act.list(
            Evaluation.self, where: [("subject", record.subject)], states: [.final])
        guard let old = finals.first(where: { $0.ledger.contains { $0.cause == record.name } })
        else { return }
        let id =
            "\(identifier(old.name))-r\(act.cause?.sequence ?? old.version)-\(identifier(record.name))"
        var new = try Self.evaluation(act, record.subject)
        new.name = "evaluations/\(id)"
        new.state = .final
        new.recomputedFrom = old.name
        new.cause = "\(record.name) \(cause)"
        let saved = try act.save(new, evaluationLifecycle, command: "recompute", from: "")
        try Self.publish(act, saved, superseding: old)
    }

    static func evaluation(_ act: Act, _ subject: String) throws -> Evaluation {
        let score = try Self.score(act, subject)
        return Evaluation(
            subject: subject, asOf: act.today.description, modelVersion: Self.model.version,
            scoreMilliPoints: score.score, grade: score.grade,
            ledger: score.ledger.map { entry in
                LedgerEntry(
                    cause: entry.cause, causeVersion: entry.version,
                    pointsMilliPoints: entry.points, ageDays: entry.ageDays,
                    weightPerMille: entry.weightPerMille,
                    contributionMilliPoints: entry.contribution)
            })
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
        let consequence = GradeConsequence.of(grade: evaluation.grade)
        let name = "restrictions/\(identifier(evaluation.subject))"
        let known = try act.current(Restriction.self, name)
        guard consequence.restricts || known?.state == .imposed else { return }
        let fill: (inout Restriction) -> Void = { restriction in
            restriction.subject = evaluation.subject
            restriction.grade = evaluation.grade
            restriction.blocksNewBusiness = consequence.blocksNewBusiness
            restriction.inspectionRatePpm = consequence.inspectionRatePpm
            restriction.termCapMonths = consequence.termCapMonths
            restriction.evaluation = evaluation.name
            restriction.evaluationVersion = evaluation.version
        }
        guard known != nil else {
            var restriction = Restriction()
            fill(&restriction)
            _ = try act.create(
                restrictionLifecycle, id: identifier(evaluation.subject), restriction)
            return
        }
        _ = try act.give(
            restrictionLifecycle, consequence.restricts ? "impose" : "lift", to: name,
            facts: { _ in NoFacts() }, edit: fill)
    }
}

/// The last part of a resource name.
func identifier(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
}

import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRuntime
import MeshStorage

/// Keeps archives, grades and restrictions in step with the ledger, inside one transaction.
enum Scoring {
    /// Sets the running score: the fold over the ledger by the model in force today.
    static func rate(_ act: Act, _ archive: inout Archive, _ ledger: [LedgerEntry]) throws {
        let model = try act.transaction.model(for: archive.subjectKind, on: act.today)
        let rules = try act.transaction.rules(of: model)
        // Nobody reads how far a stored score is to be trusted; only a grade may rest on it.
        let observations =
            rules.shrinkage?.grades == true
            ? try act.transaction.observations(of: archive, until: act.today) : 0
        archive.rate(
            try CreditScore.compute(
                rules, ledger: ledger.map { try LedgerLine($0) }, asOf: act.today,
                observations: observations),
            by: model)
    }

    /// An evaluation as of a day, from the postings that stand now.
    ///
    /// - Parameters:
    ///   - earlier: The evaluation it takes the place of: it rests on the same observations.
    ///   - mayEnter: Which postings enter.
    static func evaluation(
        _ act: Act, _ archive: Archive, by model: ScoringModel, asOf day: CivilDate,
        from previous: String, insteadOf earlier: Evaluation? = nil,
        where mayEnter: (LedgerEntry) -> Bool = { _ in true }
    ) throws -> Evaluation {
        let ledger = try act.transaction.ledger(of: archive.name)
        let reversed = Ledger.reversed(try ledger.map { try LedgerLine($0) })
        let postings = ledger.filter { $0.kind == .posting && mayEnter($0) }
        let entering = Set(postings.map(\.name)).subtracting(reversed)
        let used = ledger.filter { entering.contains($0.kind == .posting ? $0.name : $0.posting) }
        let observations =
            try earlier?.observations ?? act.transaction.observations(of: archive, until: day)
        let score = try CreditScore.compute(
            act.transaction.rules(of: model), ledger: used.map { try LedgerLine($0) }, asOf: day,
            previous: Grade(rawValue: previous), observations: observations)
        return Evaluation(
            subject: archive.subject, asOf: day.description, model: model.name,
            scoreMilliPoints: score.score.value, grade: score.grade.rawValue,
            lines: score.lines(used), archive: archive.name, subjectKind: archive.subjectKind,
            gradeCause: score.gradeCause.text, ledgerLength: Int64(ledger.count),
            previousGrade: previous, observations: observations,
            confidence: score.confidence.map(MeshAPI.Confidence.init))
    }

    /// A posting that counted does so no more: the grade built on it is recomputed at once, as a
    /// new final evaluation beside the old one (R5.2-13, R5.2-14).
    ///
    /// As of the same day, by the same model and from the same postings, but for those of the record:
    /// what was never public does not enter.
    static func recompute(_ act: Act, _ record: Record, because cause: String) throws {
        let archive = try act.archive(of: Subject(record))
        let finals = try act.list(
            Evaluation.self, where: [("archive", archive.name)], states: [.final])
        guard let old = finals.first(where: { $0.lines.contains { $0.cause == record.name } }),
            let day = CivilDate(old.asOf)
        else { return }
        let new = try Self.evaluation(
            act, archive, by: try act.existing(ScoringModel.self, old.model), asOf: day,
            from: old.previousGrade, insteadOf: old, where: Self.entered(old, or: record))
        try Self.finish(act, new, superseding: old, "recompute", because: (record, cause))
    }

    /// A direct D (一票否决) overrules the published grade at once (R5.2-15).
    ///
    /// What was never public does not enter here either.
    static func overrule(_ act: Act, _ record: Record) throws {
        let archive = try act.archive(of: Subject(record))
        let model = try act.transaction.model(for: archive.subjectKind, on: act.today)
        let rules = try act.transaction.rules(of: model)
        guard rules.behaviours[record.behaviour]?.isDirectD == true else { return }
        let old = try act.list(
            Evaluation.self, where: [("archive", archive.name)], states: [.final]
        ).first
        let new = try Self.evaluation(
            act, archive, by: model, asOf: act.today, from: archive.publishedGrade,
            where: Self.entered(old, or: record))
        try Self.finish(act, new, superseding: old, "overrule", because: (record, "direct D"))
    }

    /// The postings that entered an evaluation, and all of a record.
    private static func entered(
        _ evaluation: Evaluation?, or record: Record
    ) -> (LedgerEntry) -> Bool {
        let used = Set(evaluation?.lines.map(\.entry) ?? [])
        return { used.contains($0.name) || $0.cause == record.name }
    }

    /// Saves an evaluation that is final from its beginning, and publishes it.
    private static func finish(
        _ act: Act, _ evaluation: Evaluation, superseding old: Evaluation?, _ command: String,
        because cause: (record: Record, what: String)
    ) throws {
        var final = evaluation
        final.name =
            "evaluations/\(resourceID(of: cause.record.name))-v\(cause.record.version)"
        final.state = .final
        final.recomputedFrom = old?.name ?? ""
        final.cause = "\(cause.record.name) \(cause.what)"
        let saved = try act.save(final, evaluationLifecycle, command: command, from: "")
        try Self.publish(act, saved, superseding: old)
    }

    /// Makes a final evaluation the published grade, with its consequences.
    static func publish(_ act: Act, _ evaluation: Evaluation, superseding old: Evaluation?) throws {
        if let old {
            _ = try act.give(
                evaluationLifecycle, "supersede", to: old.name, facts: { _ in EvaluationFacts() })
        }
        var archive = try act.existing(Archive.self, evaluation.archive)
        archive.publishedGrade = evaluation.grade
        archive.evaluation = evaluation.name
        archive.evaluationVersion = evaluation.version
        try act.saveArchive(archive, "publishGrade")
        try Self.restrict(act, evaluation)
    }

    private static func restrict(_ act: Act, _ evaluation: Evaluation) throws {
        let model = try act.transaction.rules(
            of: act.existing(ScoringModel.self, evaluation.model))
        let grade = Grade(rawValue: evaluation.grade) ?? .unrated
        let consequence = model.consequences[grade] ?? CreditRules.GradeConsequence()
        let id = resourceID(of: evaluation.archive)
        let name = "\(Restriction.collection)/\(id)"
        let known = try act.current(Restriction.self, name)
        guard !consequence.isNeutral || known?.state == .imposed else { return }
        guard known != nil else {
            var restriction = Restriction()
            restriction.fill(consequence, evaluation)
            _ = try act.create(restrictionLifecycle, id: id, restriction)
            return
        }
        _ = try act.give(
            restrictionLifecycle, consequence.isNeutral ? "lift" : "impose", to: name,
            edit: { $0.fill(consequence, evaluation) })
    }
}

extension Archive {
    mutating func rate(_ score: CreditScore, by model: ScoringModel) {
        self.runningScoreMilliPoints = score.score.value
        self.runningGrade = score.grade.rawValue
        self.runningAsOf = score.asOf.description
        self.model = model.name
        self.confidence = score.confidence.map(MeshAPI.Confidence.init)
    }
}

extension Restriction {
    fileprivate mutating func fill(
        _ consequence: CreditRules.GradeConsequence, _ evaluation: Evaluation
    ) {
        self.subject = evaluation.subject
        self.grade = evaluation.grade
        self.blocksNewBusiness = consequence.blocksNewBusiness
        self.inspectionRatePpm = consequence.inspectionRatePpm
        self.termCapMonths = consequence.termCapMonths ?? 0
        self.depositPpm = consequence.depositPpm
        self.bidBonusPpm = consequence.bidBonusPpm
        self.evaluation = evaluation.name
        self.evaluationVersion = evaluation.version
    }
}

extension CreditScore {
    /// Base, postings in order, limits: the contributions add up to the score.
    func lines(_ ledger: [LedgerEntry]) -> [ScoreLine] {
        let entries = Dictionary(ledger.map { ($0.name, $0) }) { first, _ in first }
        let base = self.score.value - self.limited - self.ledger.sum
        var lines = [ScoreLine(ofModel: "base", base)]
        lines += self.ledger.map { line in
            ScoreLine(
                entry: line.cause, cause: entries[line.cause]?.cause ?? "",
                causeVersion: entries[line.cause]?.causeVersion ?? 0,
                pointsMilliPoints: line.points.value, ageDays: Int64(line.ageDays),
                weightPerMille: line.weight, contributionMilliPoints: line.contribution.value)
        }
        if self.limited != 0 { lines.append(ScoreLine(ofModel: "limits", self.limited)) }
        return lines
    }
}

extension [CreditScore.Entry] {
    fileprivate var sum: Int64 { self.reduce(0) { $0 + $1.contribution.value } }
}

extension ScoreLine {
    fileprivate init(ofModel part: String, _ points: Int64) {
        self.init(
            cause: part, pointsMilliPoints: points, weightPerMille: 1_000,
            contributionMilliPoints: points)
    }
}

extension CreditScore.GradeCause {
    /// In words; empty when the grade is that of the score's band.
    var text: String {
        switch self {
        case .band: ""
        case .estimate(let points): "estimate \(points) of few observations"
        case .newEntity: "new entity"
        case .directD(let postings): "direct D: \(postings.joined(separator: ", "))"
        case .upgradeLimit(let held): "rises from below; the score alone would be \(held.rawValue)"
        }
    }
}

import CreditRules
import MeshAPI
import MeshPrimitives
import MeshRuntime
import MeshStorage

extension Archive {
    /// Brings what follows from dates and open cases up to a day: the ledger's own entries decay
    /// without anybody writing (RX-6).
    mutating func complete(from reader: Reader, at moment: Moment) throws {
        let day = moment.effectiveAt.civilDate
        let model = try reader.model(for: self.subjectKind, on: day)
        let rules = try CreditModel(model)
        let lines = try reader.ledger(of: self.name, knownAt: moment.knownAt).map {
            try LedgerLine($0)
        }
        self.rate(try CreditScore.compute(rules, ledger: lines, asOf: day), by: model)
        let facts = Ledger.facts(lines, asOf: day)
        let upheld = try CreditScore.compute(
            rules, facts.filter { !$0.isDisputed }, asOf: day)
        self.scoreIfUpheldMilliPoints = upheld.score.value
        let waiting = try reader.all(
            Record.self, where: [("archive", self.name)],
            states: [.proposed, .notified, .statementReceived, .statementWaived])
        let confirmed = waiting.filter { rules.behaviours[$0.behaviour] != nil }.map {
            CreditFact(id: $0.name, behaviour: $0.behaviour, determined: day)
        }
        self.scoreIfConfirmedMilliPoints = try CreditScore.compute(
            rules, facts + confirmed, asOf: day
        ).score.value
        self.observations = try self.months(from: reader, until: day)
    }

    /// Final months of the provider's contracts in the year that ends with `day`.
    private func months(from reader: Reader, until day: CivilDate) throws -> Int64 {
        guard self.subjectKind == .provider else { return 0 }
        let first = day.adding(months: -12).description.prefix(7)
        let periods = try reader.all(
            Period.self, where: [("provider", self.subject)], states: [.final, .corrected])
        return Int64(periods.filter { $0.month >= first }.count)
    }
}

extension ScoreProof {
    /// The running score of a day, as known at a time.
    init(
        _ reader: Reader, _ archive: Archive, on day: CivilDate, knownAt: Instant
    ) throws {
        self.init(
            archive: archive.name, subject: archive.subject, asOf: day.description,
            knownAt: knownAt, model: try reader.model(for: archive.subjectKind, on: day),
            entries: try reader.ledger(of: archive.name, knownAt: knownAt))
        try self.compute()
    }

    /// The score of an evaluation: the entries that entered it, and what was known of them then.
    init(_ reader: Reader, _ archive: Archive, _ evaluation: Evaluation) throws {
        let used = Set(evaluation.lines.map(\.entry))
        let known = try reader.ledger(of: archive.name).prefix(Int(evaluation.ledgerLength))
        self.init(
            archive: archive.name, subject: archive.subject, asOf: evaluation.asOf,
            knownAt: known.last?.recordedAt,
            model: try reader.current(ScoringModel.self, named: evaluation.model),
            entries: known.filter { used.contains($0.kind == .posting ? $0.name : $0.posting) },
            previousGrade: evaluation.previousGrade, evaluation: evaluation.name)
        try self.compute()
    }
}

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
        let rules = try reader.rules(of: model)
        let lines = try reader.ledger(of: self.name, knownAt: moment.knownAt).map {
            try LedgerLine($0)
        }
        self.observations = try reader.observations(
            of: self, until: day, knownAt: moment.knownAt)
        self.rate(
            try CreditScore.compute(
                rules, ledger: lines, asOf: day, observations: self.observations),
            by: model)
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
    }
}

extension Reader {
    /// Final months of a provider's contracts among the 12 before that of `day`.
    ///
    /// Its score rests on them; of others nothing is measured.
    ///
    /// - Parameter knownAt: What was known then; `nil` for now.
    func observations(
        of archive: Archive, until day: CivilDate, knownAt: Instant? = nil
    ) throws -> Int64 {
        guard archive.subjectKind == .provider else { return 0 }
        let states: [Period.State] = [.final, .corrected]
        var count = 0
        for back in 1...12 {
            let month = String(day.adding(months: -back).description.prefix(7))
            let pairs = [(field: "provider", value: archive.subject), ("month", month)]
            if let knownAt {
                count += try Past(self, at: Moment(effectiveAt: knownAt, knownAt: knownAt))
                    .all(Period.self, where: pairs).count { states.contains($0.state) }
            } else {
                count += try self.count(Period.self, where: pairs, states: states.map(\.label))
            }
        }
        return Int64(count)
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
            entries: try reader.ledger(of: archive.name, knownAt: knownAt),
            observations: try reader.observations(of: archive, until: day, knownAt: knownAt))
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
            previousGrade: evaluation.previousGrade, evaluation: evaluation.name,
            observations: evaluation.observations)
        try self.compute()
    }
}

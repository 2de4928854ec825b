import CreditRules
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage

extension Archive {
    /// Brings what follows from dates and open cases up to a day: the ledger's own entries decay
    /// without anybody writing (RX-6).
    mutating func complete(from reader: Reader, on day: CivilDate, knownAt: Instant) throws {
        let model = try reader.model(for: self.subjectKind, on: day)
        let rules = try CreditModel(model)
        let lines = try reader.ledger(of: self.name, knownAt: knownAt).map { try LedgerLine($0) }
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

/// Everything a score is computed from, read in one go.
struct ScoreSource {
    let archive: Archive
    let model: ScoringModel
    let entries: [LedgerEntry]
    let day: CivilDate
    let knownAt: Instant?
    var previous = ""
    var evaluation = ""

    /// The running score of a day, as known at a time.
    init(_ reader: Reader, _ archive: Archive, on day: CivilDate, knownAt: Instant) throws {
        self.archive = archive
        self.day = day
        self.knownAt = knownAt
        self.model = try reader.model(for: archive.subjectKind, on: day)
        self.entries = try reader.ledger(of: archive.name, knownAt: knownAt)
    }

    /// The score of an evaluation: the entries that entered it, and what was known of them then.
    init(_ reader: Reader, _ archive: Archive, _ evaluation: Evaluation) throws {
        guard let day = CivilDate(evaluation.asOf),
            let model = try reader.current(ScoringModel.self, named: evaluation.model)
        else { throw RPCFailure.notFound(evaluation.model, in: ScoringModel.collection) }
        let used = Set(evaluation.lines.map(\.entry))
        self.archive = archive
        self.day = day
        self.model = model
        let known = try reader.ledger(of: archive.name).prefix(Int(evaluation.ledgerLength))
        self.knownAt = known.last?.recordedAt
        self.entries = known.filter {
            used.contains($0.kind == .posting ? $0.name : $0.posting)
        }
        self.previous = evaluation.previousGrade
        self.evaluation = evaluation.name
    }

    var score: CreditScore {
        get throws {
            try CreditScore.compute(
                CreditModel(self.model), ledger: self.entries.map { try LedgerLine($0) },
                asOf: self.day, previous: Grade(rawValue: self.previous))
        }
    }

    var proof: ScoreProof {
        get throws {
            let score = try self.score
            return ScoreProof(
                archive: self.archive.name, subject: self.archive.subject,
                asOf: self.day.description, knownAt: self.knownAt, model: self.model,
                entries: self.entries, previousGrade: self.previous,
                scoreMilliPoints: score.score.value, grade: score.grade.rawValue,
                lines: score.lines(self.entries), evaluation: self.evaluation)
        }
    }
}

extension ScoreProof {
    /// Computes the score anew from model and entries; differences in words, none when it holds.
    ///
    /// Reads nothing but the proof itself.
    package func differences() throws -> [String] {
        guard let day = CivilDate(self.asOf), let model = self.model else {
            return ["the proof names no model or no day"]
        }
        let score = try CreditScore.compute(
            CreditModel(model), ledger: self.entries.map { try LedgerLine($0) }, asOf: day,
            previous: Grade(rawValue: self.previousGrade))
        var found: [String] = []
        if score.score.value != self.scoreMilliPoints {
            found.append("score \(score.score), not \(MilliPoints(self.scoreMilliPoints))")
        }
        if score.grade.rawValue != self.grade {
            found.append("grade \(score.grade.rawValue), not \(self.grade)")
        }
        let lines = score.lines(self.entries)
        for (own, theirs) in zip(lines, self.lines) where own != theirs {
            found.append(
                "\(theirs.cause): \(MilliPoints(own.contributionMilliPoints)), not \(MilliPoints(theirs.contributionMilliPoints))"
            )
        }
        if lines.count != self.lines.count {
            found.append("\(lines.count) lines, not \(self.lines.count)")
        }
        return found
    }
}

import CreditRules
import MeshAPI
import MeshPrimitives

/// A proof is computed from nothing but itself: whoever holds one can repeat it.
extension ScoreProof {
    /// Sets score, grade and lines to what model and entries make them.
    ///
    /// - Throws: A refusal when the model is none, or lacks a behaviour that was posted.
    package mutating func compute() throws(Refusal) {
        guard let day = CivilDate(self.asOf), let model = self.model else {
            throw Refusal(
                code: "PROOF_INCOMPLETE", subject: self.archive,
                message: "the proof names no model or no day", remedy: "export it again",
                requirement: "R5.2-15", source: "design")
        }
        let score = try CreditScore.compute(
            CreditModel(model), ledger: self.ledgerLines, asOf: day,
            previous: Grade(rawValue: self.previousGrade), observations: self.observations)
        self.confidence = score.confidence.map(MeshAPI.Confidence.init)
        self.scoreMilliPoints = score.score.value
        self.grade = score.grade.rawValue
        self.lines = score.lines(self.entries)
    }

    var ledgerLines: [LedgerLine] {
        get throws(Refusal) {
            var lines: [LedgerLine] = []
            for entry in self.entries { lines.append(try LedgerLine(entry)) }
            return lines
        }
    }

    /// What the proof claims and a computation of its own does not find, in words.
    package func differences() throws(Refusal) -> [String] {
        var own = self
        try own.compute()
        var found: [String] = []
        if own.scoreMilliPoints != self.scoreMilliPoints {
            found.append(
                "score \(MilliPoints(own.scoreMilliPoints)), not \(MilliPoints(self.scoreMilliPoints))"
            )
        }
        if own.confidence != self.confidence {
            found.append(
                "\(own.confidence?.text ?? "no estimate"), not \(self.confidence?.text ?? "none")")
        }
        if own.grade != self.grade { found.append("grade \(own.grade), not \(self.grade)") }
        for (mine, theirs) in zip(own.lines, self.lines) where mine != theirs {
            found.append(
                "\(theirs.cause): \(MilliPoints(mine.contributionMilliPoints)), not \(MilliPoints(theirs.contributionMilliPoints))"
            )
        }
        if own.lines.count != self.lines.count {
            found.append("\(own.lines.count) lines, not \(self.lines.count)")
        }
        return found
    }
}

extension MeshAPI.Confidence {
    /// Such as "estimate 79.385 (71.385 to 87.385, weight 77/1000)".
    package var text: String {
        "estimate \(MilliPoints(self.estimateMilliPoints)) (\(MilliPoints(self.lowMilliPoints)) to \(MilliPoints(self.highMilliPoints)), weight \(self.weightPerMille)/1000)"
    }
}

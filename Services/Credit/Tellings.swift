import MeshAPI
import MeshPrimitives
import MeshRuntime

/// How credit explains what it has: its own resources, and the copies a grade rests on.
let creditTellings: [Telling] = [
    Telling(Archive.self, "R5.2-15") { archive, past in try archive.told(past) },
    Telling(evaluationLifecycle, "R5.2-15") { evaluation, _ in evaluation.told },
    Telling(evaluationRunLifecycle, "R5.2-15") { run, _ in
        Told(
            "\(run.state.label) as of \(run.asOf): \(run.evaluated) of \(run.archives) evaluated, \(run.failed) failed",
            restsOn: run.failures.map { .resource($0.archive, note: "\($0.code): \($0.message)") })
    },
    Telling(scoringModelLifecycle, "RX-5") { model, _ in
        Told(
            "\(model.state.label), in force from \(model.effectiveFrom), base \(MilliPoints(model.baseMilliPoints))"
        )
    },
    Telling(restrictionLifecycle, "R5.2-16") { restriction, _ in
        Told(
            restriction.words,
            restsOn: [.resource(restriction.evaluation), .resource(restriction.record)])
    },
    Telling(recordLifecycle, "R5.2-11") { record, past in try record.told(past) },
    Telling(objectionLifecycle, "R5.2-13") { objection, _ in Told(objection.state.label) },
    Telling(repairLifecycle, "R5.2-14") { repair, _ in Told(repair.state.label) },
    Telling(Evidence.self, "R5.2-11") { evidence, _ in
        Told("\(evidence.kind), \(evidence.mediaType), \(evidence.sizeBytes) bytes")
    },
    Telling(noticeLifecycle, "RX-4") { notice, _ in
        Told(
            "\(notice.state.label) \(notice.kind.label)",
            restsOn: notice.proof.isEmpty ? [] : [.resource(notice.proof)])
    },
    Telling(
        publicationLifecycle, "R5.2-18",
        shown: { try $1.reader.shown($0, to: $2, $1.effectiveAt) },
        { publication, _ in
            Told(
                "\(publication.state.label) from \(publication.publicFrom)",
                restsOn: [.resource(publication.record)])
        }),
    Telling(Breach.self, "R9.3-3") { breach, _ in
        Told(
            "\(breach.state.label), \(breach.downMinutes) min down, target \(breach.targetPpm) ppm",
            restsOn: [
                .resource(
                    breach.contract,
                    note:
                        "clause \(breach.clause) promises \(breach.targetPpm) ppm of \(breach.metric)"
                ),
                .resource(breach.period),
            ])
    },
    Telling(Contract.self, "R5.3-5") { contract, _ in
        Told("\(contract.state.label), \(contract.startDate) to \(contract.endDate)")
    },
    Telling(Period.self, "R9.3-2") { period, _ in
        Told(
            "\(period.state.label) \(period.outcome.label): \(period.availableMinutes)/\(period.totalMinutes) min, \(period.excludedMinutes) min excluded",
            restsOn: period.measurements.map(Support.version))
    },
]

extension Archive {
    /// The grade by its evaluation, what follows from it, and records that wait for the next one.
    fileprivate func told(_ past: Past) throws -> Told {
        var archive = self
        try archive.complete(from: past.reader, at: past.moment)
        let evaluation = try past.named(Evaluation.self, self.evaluation)
        let evaluated = Set(evaluation?.lines.map(\.cause) ?? [])
        let waiting = try past.all(Record.self, where: [("archive", self.name)])
            .filter { !evaluated.contains($0.name) }
        var grounds: [Support] = [.resource(self.evaluation), .resource(archive.model)]
        let ofGrade = "\(Restriction.collection)/\(resourceID(of: self.name))"
        grounds += try past.all(Restriction.self, where: [("subject", self.subject)])
            .filter { $0.state == .imposed && ($0.name == ofGrade || $0.barsFromPosts) }
            .map { .resource($0.name) }
        grounds += waiting.map { .resource($0.name, note: "not in the published grade") }
        return Told(
            "published grade \(archive.publishedGrade), running score \(MilliPoints(archive.runningScoreMilliPoints)) (\(archive.runningGrade))",
            restsOn: grounds)
    }
}

extension Evaluation {
    fileprivate var told: Told {
        var summary =
            "\(self.state.label) \(MilliPoints(self.scoreMilliPoints)) = \(self.grade) as of \(self.asOf)"
        if !self.gradeCause.isEmpty { summary += ", \(self.gradeCause)" }
        if !self.cause.isEmpty { summary += ", recomputed: \(self.cause)" }
        let lines = self.lines.map { line -> Support in
            let points = "\(MilliPoints(line.contributionMilliPoints))"
            // The model's own lines have no entry: the base, and what limits took away.
            if line.entry.isEmpty { return .line(line.cause, points) }
            return .resource(
                line.cause, version: line.causeVersion,
                note: "\(points) at age \(line.ageDays) d, weight \(line.weightPerMille)/1000")
        }
        return Told(summary, restsOn: [.resource(self.model)] + lines)
    }
}

extension Record {
    fileprivate func told(_ past: Past) throws -> Told {
        let objections = try past.all(Objection.self, where: [("record", self.name)])
        let repairs = try past.all(Repair.self, where: [("record", self.name)])
        return Told(
            "\(self.state.label) \(self.behaviour); \(self.basis)",
            restsOn: [.resource(self.breach, version: self.breachVersion)]
                + self.evidence.map { .resource($0) } + [.resource(self.notice)]
                + objections.map { .resource($0.name) } + repairs.map { .resource($0.name) })
    }
}

extension Restriction {
    fileprivate var words: String {
        if self.barsFromPosts {
            return
                "\(self.state.label): barred from all posts \(self.until.isEmpty ? "for life" : "until \(self.until)")"
        }
        var parts = ["\(self.state.label) at grade \(self.grade)"]
        if self.blocksNewBusiness { parts.append("no new business") }
        if self.termCapMonths > 0 { parts.append("terms of at most \(self.termCapMonths) months") }
        parts.append("\(self.inspectionRatePpm / 10_000) % inspected")
        return parts.joined(separator: ", ")
    }
}

import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage

/// Answers `govmesh.credit.v1.ArchiveService`.
struct ArchiveAnswers: ArchiveServiceProvider {
    let context: ServiceContext

    func getArchive(_ request: GetRequest, _ call: Call) async throws(RPCFailure) -> Archive {
        try await self.context.get(Lifecycle<Archive, NoFacts>?.none, request, call) {
            try $1.complete(from: $0, at: $2)
        }
    }

    func listArchives(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListArchivesResponse {
        let page = try await self.context.list(
            Lifecycle<Archive, NoFacts>?.none, request, call)
        return ListArchivesResponse(archives: page.items, nextPageToken: page.next)
    }

    func getArchiveSections(
        _ request: GetArchiveSectionsRequest, _ call: Call
    ) async throws(RPCFailure) -> GetArchiveSectionsResponse {
        let subject = Subject.named(request.subject, request.subjectKind)
        let today = self.context.clock.now.civilDate
        let (response, personal) = try await self.context.read { reader in
            guard let archive = try reader.current(Archive.self, named: subject.archive),
                archive.subject == subject.name
            else { throw RPCFailure.notFound(subject.archive, in: Archive.collection) }
            var reading = ArchiveReading(reader, archive, by: call.actor)
            let response = try reading.sections(
                by: reader.model(for: archive.subjectKind, on: today), only: request.section)
            return (response, reading.personal)
        }
        try await self.context.keep(personal, call)
        return response
    }

    func explainGrade(
        _ request: ExplainGradeRequest, _ call: Call
    ) async throws(RPCFailure) -> ExplainGradeResponse {
        let subject = Subject.named(request.subject, request.subjectKind)
        let now = self.context.clock.now
        return try await self.context.readOwn(subject, call) { reader, stored in
            var archive = stored
            try archive.complete(from: reader, at: Moment(effectiveAt: now, knownAt: now))
            var chain = Chain(reader: reader)
            try chain.add(archive)
            return ExplainGradeResponse(
                subject: archive.subject, grade: archive.publishedGrade,
                scoreMilliPoints: archive.runningScoreMilliPoints, chain: chain.links)
        }
    }
}

/// The chain from a grade down to the measurements, collected depth first.
private struct Chain {
    let reader: Reader
    private(set) var links: [ChainLink] = []

    init(reader: Reader) { self.reader = reader }

    mutating func add(_ archive: Archive) throws {
        self.link(
            0, archive.name, archive.version,
            "published grade \(archive.publishedGrade), running score \(MilliPoints(archive.runningScoreMilliPoints)) (\(archive.runningGrade)), model \(resourceID(of: archive.model))",
            "R5.2-15")
        if let evaluation = try self.reader.current(Evaluation.self, named: archive.evaluation) {
            try self.add(evaluation)
        }
        let restricted = "restrictions/\(resourceID(of: archive.name))"
        if let restriction = try self.reader.current(Restriction.self, named: restricted),
            restriction.state == .imposed
        {
            self.add(restriction)
        }
        let open = try self.reader.list(Record.self, where: [("archive", archive.name)])
        for record in open where !self.links.contains(where: { $0.resource == record.name }) {
            try self.add(record, depth: 1, weight: "not in the published grade")
        }
    }

    private mutating func add(_ restriction: Restriction) {
        var parts = ["\(restriction.state.label) at grade \(restriction.grade)"]
        if restriction.blocksNewBusiness { parts.append("no new business") }
        if restriction.termCapMonths > 0 {
            parts.append("terms of at most \(restriction.termCapMonths) months")
        }
        parts.append("\(restriction.inspectionRatePpm / 10_000) % inspected")
        self.link(
            1, restriction.name, restriction.version, parts.joined(separator: ", "), "R5.2-16")
    }

    private mutating func add(_ evaluation: Evaluation) throws {
        var summary =
            "\(evaluation.state.label) \(MilliPoints(evaluation.scoreMilliPoints)) = \(evaluation.grade) as of \(evaluation.asOf)"
        if !evaluation.cause.isEmpty { summary += ", recomputed: \(evaluation.cause)" }
        self.link(1, evaluation.name, evaluation.version, summary, "R5.2-15")
        for line in evaluation.lines {
            guard let record = try self.reader.current(Record.self, named: line.cause) else {
                self.link(
                    2, line.entry.isEmpty ? "\(evaluation.model) \(line.cause)" : line.cause, 0,
                    "\(MilliPoints(line.contributionMilliPoints))", "R5.2-15")
                continue
            }
            try self.add(
                record, depth: 2,
                weight:
                    "\(MilliPoints(line.contributionMilliPoints)) at age \(line.ageDays) d, weight \(line.weightPerMille)/1000"
            )
        }
    }

    private mutating func add(_ record: Record, depth: Int32, weight: String) throws {
        self.link(
            depth, record.name, record.version,
            "\(record.state.label) \(record.behaviour), \(weight); \(record.basis)", "R5.2-11")
        guard let breach = try self.reader.current(Breach.self, named: record.breach) else {
            return
        }
        self.link(
            depth + 1, breach.name, breach.version,
            "\(breach.state.label), \(breach.downMinutes) min down, target \(breach.targetPpm) ppm",
            "R9.3-3")
        if let contract = try self.reader.current(Contract.self, named: breach.contract) {
            self.link(
                depth + 2, contract.name, contract.version,
                "clause \(breach.clause) promises \(breach.targetPpm) ppm of \(breach.metric)",
                "R5.3-5")
        }
        guard let period = try self.reader.current(Period.self, named: breach.period) else {
            return
        }
        self.link(
            depth + 2, period.name, period.version,
            "\(period.state.label) \(period.outcome.label): \(period.availableMinutes)/\(period.totalMinutes) min, \(period.excludedMinutes) min excluded",
            "R9.3-2")
        for used in period.measurements {
            let parts = used.split(separator: "@")
            self.link(
                depth + 3, parts.first.map(String.init) ?? used,
                parts.last.flatMap { Int64($0) } ?? 0, "measured", "R9.3-1")
        }
    }

    private mutating func link(
        _ depth: Int32, _ resource: String, _ version: Int64, _ summary: String,
        _ requirement: String
    ) {
        self.links.append(
            ChainLink(
                depth: depth, resource: resource, resourceVersion: version, summary: summary,
                requirement: requirement))
    }
}

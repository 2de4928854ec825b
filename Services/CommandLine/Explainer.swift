import MeshAPI
import MeshPrimitives
import MeshRPC

/// Asks the mesh for what a fact rests on.
struct Explainer {
    private let channel: any Channel

    init(_ channel: any Channel) {
        self.channel = channel
    }

    func explain(_ name: String) async throws -> Explanation {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw CommandFailure("Name it with its collection, such as parties/\(name).")
        }
        switch parts[0] {
        case "parties", "persons": return try await self.grade(of: name)
        case "archives": return try await self.grade(of: try await self.archive(parts[1]))
        case "restrictions": return try await self.restriction(name)
        case "evaluations":
            let evaluation = try await EvaluationServiceClient(self.channel)
                .getEvaluation(GetRequest(name: name))
            return try await self.grade(of: evaluation.subject).branch(of: name)
                ?? Self.alone(evaluation)
        case "records":
            let record = try await RecordServiceClient(self.channel)
                .getRecord(GetRequest(name: name))
            guard let branch = try await self.grade(of: record.subject).branch(of: name) else {
                throw CommandFailure("\(name) is not part of the grade of \(record.subject).")
            }
            return branch
        case "breaches": return try await self.breach(name)
        case "contracts": return try await self.contract(name)
        case let other:
            throw CommandFailure(
                "\(other) are not explained; name a party, person, archive, evaluation, record, restriction, breach or contract."
            )
        }
    }

    // MARK: Credit

    private func archive(_ id: String) async throws(RPCFailure) -> Archive {
        try await ArchiveServiceClient(self.channel).getArchive(GetRequest(name: "archives/\(id)"))
    }

    private func grade(of archive: Archive) async throws(RPCFailure) -> Explanation {
        try await self.grade(of: archive.subject, archive.subjectKind)
    }

    private func grade(
        of subject: String, _ kind: SubjectKind = .unspecified
    ) async throws(RPCFailure) -> Explanation {
        let answer = try await ArchiveServiceClient(self.channel)
            .explainGrade(ExplainGradeRequest(subject: subject, subjectKind: kind))
        var explanation = Explanation()
        for link in answer.chain {
            explanation.add(
                Int(link.depth), link.resource, link.resourceVersion, link.summary,
                link.requirement)
        }
        return explanation
    }

    /// What a grade restricts is named after the archive, what a record bars after the record.
    private func restriction(_ name: String) async throws -> Explanation {
        let id = name.split(separator: "/").last.map(String.init) ?? name
        let grade: Explanation
        if id.hasPrefix("bar-") {
            let record = try await RecordServiceClient(self.channel)
                .getRecord(GetRequest(name: "records/\(id.dropFirst(4))"))
            grade = try await self.grade(of: record.subject)
        } else {
            grade = try await self.grade(of: try await self.archive(id))
        }
        guard var explanation = grade.branch(of: name) else {
            throw CommandFailure("\(name) is not imposed.")
        }
        explanation.add(grade.without(name), below: 0)
        return explanation
    }

    /// An evaluation that no longer stands behind the grade.
    private static func alone(_ evaluation: Evaluation) -> Explanation {
        var explanation = Explanation()
        explanation.add(
            0, evaluation.name, evaluation.version,
            "\(evaluation.state.label) \(MilliPoints(evaluation.scoreMilliPoints)) = \(evaluation.grade) as of \(evaluation.asOf), not behind the published grade",
            "R5.2-15")
        for line in evaluation.lines {
            explanation.add(
                1, line.cause, line.causeVersion,
                "\(MilliPoints(line.contributionMilliPoints)) at age \(line.ageDays) d, weight \(line.weightPerMille)/1000",
                "R5.2-15")
        }
        return explanation
    }

    // MARK: Quality

    private func breach(_ name: String) async throws -> Explanation {
        let breach = try await BreachServiceClient(self.channel).getBreach(GetRequest(name: name))
        var explanation = Explanation()
        explanation.add(
            0, breach.name, breach.version,
            "\(breach.state.label) \(breach.severity.label): \(breach.downMinutes) min down, \(breach.availableMinutes) of \(breach.totalMinutes) min available, \(breach.targetPpm) ppm promised, service credit \(Money(fen: breach.serviceCreditFen))",
            "R9.3-3")
        let contract = try await self.contract(named: breach.contract)
        explanation.add(
            1, contract.name, contract.version,
            "\(contract.state.label), clause \(breach.clause) promises \(breach.metric)", "R5.3-5")
        try await self.add(breach.period, below: 0, to: &explanation)
        return explanation
    }

    /// The month's result and the outages it counts.
    private func add(
        _ name: String, below depth: Int, to explanation: inout Explanation
    ) async throws {
        let period = try await PeriodServiceClient(self.channel).getPeriod(GetRequest(name: name))
        explanation.add(
            depth + 1, period.name, period.version,
            "\(period.state.label) \(period.outcome.label): \(period.downMinutes) min down, \(period.excludedMinutes) min excluded",
            "R9.3-2")
        for used in period.measurements {
            let measurement = try await MeasurementServiceClient(self.channel).getMeasurement(
                GetRequest(name: String(used.prefix { $0 != "@" })))
            explanation.add(
                depth + 2, measurement.name, measurement.version,
                "outages: \(measurement.outages.count), by \(measurement.source), \(measurement.samplesReceived) of \(measurement.samplesExpected) samples",
                "R9.3-1")
            for span in measurement.outages {
                guard let from = span.from, let until = span.until else { continue }
                let minutes = (until.microseconds - from.microseconds) / 60_000_000
                explanation.add(depth + 3, "outage", 0, "\(minutes) min from \(from)", "")
            }
        }
    }

    // MARK: Registry

    private func contract(named name: String) async throws(RPCFailure) -> Contract {
        try await ContractServiceClient(self.channel).getContract(GetRequest(name: name))
    }

    /// A contract being made: whether it is admissible now; a signed one: what it was decided on.
    private func contract(_ name: String) async throws -> Explanation {
        let contract = try await self.contract(named: name)
        var explanation = Explanation()
        switch contract.state {
        case .draft, .negotiating: try await self.addAdmission(of: contract, to: &explanation)
        case .unspecified, .pendingSignature, .signed, .filed, .active, .expiring,
            .serviceSuspended, .terminating, .exitDataReturned, .exitVerified, .deletionProven,
            .closed:
            explanation.add(
                0, contract.name, contract.version,
                "\(contract.state.label), \(contract.startDate) to \(contract.endDate)", "R5.3-4")
            Self.addDecision(of: contract, to: &explanation)
        }
        return explanation
    }

    private func addAdmission(
        of contract: Contract, to explanation: inout Explanation
    ) async throws {
        let answer = try await ContractServiceClient(self.channel).checkAdmission(
            CheckAdmissionRequest(
                provider: contract.provider, product: contract.product,
                usingOrganisation: contract.usingOrganisation, startDate: contract.startDate,
                endDate: contract.endDate, minimumGrade: contract.minimumGrade))
        let verdict =
            answer.admissible
            ? "admissible now" : "not admissible now, \(answer.refusals.count) reasons"
        explanation.add(
            0, contract.name, contract.version, "\(contract.state.label), \(verdict)", "R5.3-4")
        for refusal in answer.refusals {
            explanation.add(
                1, "\(refusal.code) \(refusal.subject)", 0,
                "\(refusal.message); \(refusal.remedy)", refusal.requirement)
            // The grade's chain explains every refusal for the grade alike; once is enough.
            if refusal.code == "GRADE_BELOW" {
                explanation.add(try await self.grade(of: contract.provider), below: 1)
            }
        }
    }

    private static func addDecision(of contract: Contract, to explanation: inout Explanation) {
        guard let snapshot = contract.snapshot else {
            let origin =
                contract.source.isEmpty ? "not signed yet" : "loaded from \(contract.source)"
            return explanation.add(1, "no decision", 0, origin, "RX-13")
        }
        explanation.add(
            1, snapshot.evaluation.isEmpty ? "new entity" : snapshot.evaluation,
            snapshot.evaluationVersion,
            "grade \(snapshot.grade) on \(snapshot.signedOn), model \(snapshot.scoringModel)",
            "R5.2-16")
        for qualification in snapshot.qualifications {
            explanation.add(1, qualification, 0, "valid on \(snapshot.signedOn)", "R5.2-3")
        }
    }
}

import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import QualityRules

/// Answers `govmesh.quality.v1.PeriodService`.
struct PeriodAnswers: PeriodServiceProvider, LifecycleAnswers {
    typealias Answered = Period

    let context: ServiceContext
    let lifecycle = periodLifecycle

    func openPeriod(
        _ request: OpenPeriodRequest, _ call: Call
    ) async throws(RPCFailure) -> Period {
        try await self.context.perform(call) { act in
            guard let month = Month(request.month) else {
                throw RPCFailure.invalidArgument(
                    field: "month", rule: "a month", remedy: "write it as 2026-03")
            }
            let contract = try act.existing(Contract.self, request.contract)
            guard isRunning(contract) else {
                throw RPCFailure(
                    .failedPrecondition,
                    "\(contract.name) is \(contract.state.label); only the months of a contract that was filed are measured.",
                    verdict: .doNotRetry, origin: .handler)
            }
            guard MonthlyResult.measured(contract, month) != nil else {
                throw RPCFailure.invalidArgument(
                    field: "month", rule: "a month within the term of \(contract.name)",
                    remedy: "choose one from \(contract.startDate) to \(contract.endDate)")
            }
            let target = contract.commitments.first { $0.metric == "availability" }
            let period = Period(
                contract: contract.name, product: contract.product, provider: contract.provider,
                usingOrganisation: contract.usingOrganisation, month: request.month,
                targetPpm: target?.targetPpm ?? 0)
            return try act.create(
                periodLifecycle, id: "\(resourceID(of: contract.name))-\(request.month)", period)
        }
    }

    func closePeriod(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Period {
        try await self.context.perform(call) { act in
            let closed = try self.give(act, request) { period in
                period.disputeUntil = act.deadline(workingDays: 5)
                try MonthlyResult(act, period).fill(&period)
            }
            return try MonthlyResult.follow(act, closed)
        }
    }

    func disputePeriod(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Period {
        try await self.context.perform(call) { act in
            let disputed = try self.give(act, request)
            // Silence about the breach of a disputed month confirms nothing.
            let breach = "breaches/\(resourceID(of: disputed.name))"
            if try act.current(Breach.self, breach)?.state == .notified {
                _ = try act.give(
                    breachLifecycle, "dispute", to: breach, reason: request.reason)
            }
            return disputed
        }
    }

    func proposeExclusions(
        _ request: ProposeExclusionsRequest, _ call: Call
    ) async throws(RPCFailure) -> Period {
        let command = CommandRequest(
            name: request.name, version: request.version, reason: request.reason)
        return try await self.context.perform(call) { act in
            try self.give(act, command) { period in
                guard let month = Month(period.month) else { throw RPCFailure.missing("month") }
                let spans = request.exclusions.map { $0.span ?? Span() }
                if let span = spans.first(where: { !isOrdered($0) || !touches($0, month) }) {
                    throw outside(month, span, in: "exclusions")
                }
                period.proposed = request.exclusions
            }
        }
    }

    func proposeMeasurements(
        _ request: ProposeMeasurementsRequest, _ call: Call
    ) async throws(RPCFailure) -> Period {
        let command = CommandRequest(
            name: request.name, version: request.version, reason: request.reason)
        return try await self.context.perform(call) { act in
            try self.give(act, command) { period in
                period.proposedMeasurements = try request.measurements.map { late in
                    let draft = try recordable(act, late)
                    guard draft.product == period.product, draft.month == period.month else {
                        throw RPCFailure.invalidArgument(
                            field: "measurements",
                            rule: "of \(period.product) in \(period.month), as the period",
                            remedy: "propose them for the period they belong to")
                    }
                    return RecordMeasurementRequest(
                        measurementId: late.measurementId, measurement: draft)
                }
            }
        }
    }

    func adjustPeriod(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Period {
        try await self.decide(request, call)
    }

    func correctPeriod(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Period {
        try await self.decide(request, call)
    }

    /// Puts what was proposed in force and everything that hangs on the result in step.
    private func decide(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Period {
        try await self.context.perform(call) { act in
            let changed = try self.give(act, request) { period in
                for late in period.proposedMeasurements.compactMap(\.measurement) {
                    _ = try record(act, late)
                }
                period.exclusions += period.proposed
                (period.proposed, period.proposedMeasurements) = ([], [])
                // The window may have passed while the dispute was settled: final from now on.
                period.disputeUntil = period.disputeUntil.map { max($0, act.now) }
                try MonthlyResult(act, period).fill(&period)
            }
            return try MonthlyResult.follow(act, changed)
        }
    }
}

/// Whether the contract binds its parties: filed, and whatever comes after it.
func isRunning(_ contract: Contract) -> Bool {
    switch contract.state {
    case .unspecified, .draft, .negotiating, .pendingSignature, .signed: false
    case .filed, .active, .expiring, .serviceSuspended, .terminating, .exitDataReturned,
        .exitVerified, .deletionProven, .closed:
        true
    }
}

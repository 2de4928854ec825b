import MeshAPI
import MeshLifecycle
import MeshRPC
import MeshRuntime

/// Answers `govmesh.quality.v1.BreachService`.
struct BreachAnswers: BreachServiceProvider {
    let context: ServiceContext

    /// Opens the dispute window of 5 working days.
    func notifyBreach(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Breach {
        try await self.context.perform(call) { act in
            let breach = try act.existing(Breach.self, request.name)
            if try act.current(Period.self, breach.period)?.state == .disputed {
                throw RPCFailure(
                    .failedPrecondition,
                    "\(breach.period) is disputed; decide that first with PeriodService/AdjustPeriod.",
                    verdict: .doNotRetry, origin: .handler)
            }
            return try act.give(breachLifecycle, request) {
                $0.disputeUntil = act.deadline(workingDays: 5)
            }
        }
    }

    func disputeBreach(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }

    func confirmBreach(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }

    func waiveBreach(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }

    func rejectBreach(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }

    func compensateBreach(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }

    func closeBreach(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Breach {
        try await self.give(request, call)
    }

    func getBreach(_ request: GetRequest, _ call: Call) async throws(RPCFailure) -> Breach {
        try await self.context.get(breachLifecycle, request, call)
    }

    func listBreaches(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListBreachesResponse {
        let page = try await self.context.list(breachLifecycle, request, call)
        return ListBreachesResponse(breaches: page.items, nextPageToken: page.next)
    }

    private func give(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Breach {
        try await self.context.perform(call) { act in
            try act.give(breachLifecycle, request) { $0.reason = request.reason }
        }
    }
}

/// Answers `govmesh.quality.v1.InspectionService`.
struct InspectionAnswers: InspectionServiceProvider {
    let context: ServiceContext

    func getInspectionRate(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> InspectionRate {
        try await self.context.get(Lifecycle<InspectionRate, NoFacts>?.none, request, call)
    }
}

import MeshAPI
import MeshLifecycle
import MeshRPC
import MeshRuntime

/// Answers `govmesh.quality.v1.BreachService`.
struct BreachAnswers: BreachServiceProvider, LifecycleAnswers {
    typealias Answered = Breach

    let context: ServiceContext
    let lifecycle = breachLifecycle

    /// Opens the dispute window of 5 working days.
    func notifyBreach(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Breach {
        try await self.give(
            request, call,
            edit: { act, breach in
                guard try act.current(Period.self, breach.period)?.state != .disputed else {
                    throw RPCFailure(
                        .failedPrecondition,
                        "\(breach.period) is disputed; decide that first with PeriodService/AdjustPeriod.",
                        verdict: .doNotRetry, origin: .handler)
                }
                breach.disputeUntil = act.deadline(workingDays: 5)
            })
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

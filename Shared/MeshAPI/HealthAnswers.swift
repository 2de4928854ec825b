public import MeshRPC

/// Answers `govmesh.mesh.v1.HealthService` from what somebody finds out: a process about itself, or
/// a gateway about the mesh.
public struct HealthAnswers: HealthServiceProvider {
    /// How long a watch waits before it looks again.
    private static let interval = Duration.seconds(1)

    /// The whole first, then each service.
    private let current: @Sendable () async -> [Health]

    public init(_ current: @escaping @Sendable () async -> [Health]) {
        self.current = current
    }

    public func checkHealth(
        _ request: CheckHealthRequest, _ call: Call
    ) async throws(RPCFailure) -> Health {
        let all = await self.current()
        guard let health = all.first(where: { $0.service == request.service }) else {
            let known = all.map(\.service).filter { !$0.isEmpty }.joined(separator: ", ")
            throw RPCFailure(
                .notFound,
                String(
                    "There is no service \(request.service) here; there are \(known).".prefix(1_000)
                ),
                verdict: .doNotRetry)
        }
        return health.shown(to: call.actor)
    }

    public func listHealth(
        _ request: ListHealthRequest, _ call: Call
    ) async throws(RPCFailure) -> ListHealthResponse {
        ListHealthResponse(services: await self.current().map { $0.shown(to: call.actor) })
    }

    public func watchHealth(
        _ request: CheckHealthRequest, _ replies: Replies<Health>, _ call: Call
    ) async throws(RPCFailure) {
        var last: Health?
        while !Task.isCancelled {
            let found = await self.current().first { $0.service == request.service }
            let health =
                found?.shown(to: call.actor)
                ?? Health(service: request.service, status: .serviceUnknown)
            if health != last { try await replies.send(health) }
            last = health
            // Ended by a cancel, as the loop is.
            try? await Task.sleep(for: Self.interval)
        }
    }
}

extension Health {
    /// Reasons tell of the inside of the mesh.
    fileprivate func shown(to actor: Actor) -> Health {
        switch actor.partyRole {
        case .managementBody, .meshService: self
        case .serviceProvider, .usingOrganisation, .individualUser, .certificationBody:
            Health(service: self.service, status: self.status)
        }
    }
}

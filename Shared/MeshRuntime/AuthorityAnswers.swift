import MeshAPI
import MeshRPC
import MeshStorage

/// Answers `govmesh.mesh.v1.AuthorityService` for one service, from the accounts it knows.
struct AuthorityAnswers: AuthorityServiceProvider {
    let host: ServiceHost

    func checkCaller(
        _ request: CheckCallerRequest, _ call: Call
    ) async throws(RPCFailure) -> CheckCallerResponse {
        guard let method = MeshContract.methods.first(where: { $0.path == request.method }) else {
            throw .invalidArgument(
                field: "method", rule: "a method of the contract, SERVICE/METHOD",
                remedy: "see `govmesh services`")
        }
        var asked = Call(
            method: method, principal: request.principal, isKeyed: request.isKeyed,
            address: request.address, actor: call.actor, deadline: call.deadline)
        asked.actor = try await self.host.admit(method, asked)
        if !request.resource.isEmpty { try await self.note(request, asked) }
        return CheckCallerResponse(
            person: asked.actor.person, party: asked.actor.party,
            partyRole: asked.actor.partyRole, operatorRoles: asked.actor.operatorRoles)
    }

    /// An order of an operator that is carried out elsewhere.
    private func note(_ request: CheckCallerRequest, _ asked: Call) async throws(RPCFailure) {
        let context = self.host.context
        let entry = AuditEntry(
            asked, at: context.clock.now, resource: request.resource, reason: request.reason)
        do {
            try await context.store.write { try $0.audit(entry) }
        } catch {
            throw RPCFailure(
                .unavailable, "\(context.name) cannot note the order now: \(error).",
                retryAfterMilliseconds: 100, verdict: .safeNotStarted, origin: .handler)
        }
    }
}

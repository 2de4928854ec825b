import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage

extension ServiceHost {
    /// Says who calls, from registry's data, and whether the contract lets them.
    package func admit(
        _ method: MethodDescriptor, _ call: Call
    ) async throws(RPCFailure) -> Actor {
        do throws(RPCFailure) {
            return try await self.decide(method, call)
        } catch {
            await self.audit(error, call, actor: nil, payload: [])
            throw error
        }
    }

    private func decide(
        _ method: MethodDescriptor, _ call: Call
    ) async throws(RPCFailure) -> Actor {
        let actor = try await self.actor(call.principal)
        guard actor.may(call: method) else {
            let parties = method.parties.map { "\($0)" }.joined(separator: " or ")
            let roles = method.roles.map { "\($0)" }.joined(separator: " or ")
            throw RPCFailure(
                .permissionDenied,
                "\(method.method) is for \(parties.isEmpty ? "any party" : parties)"
                    + (roles.isEmpty ? "" : " in the role \(roles)")
                    + "; \(call.principal) acts as \(actor.partyRole) with \(actor.operatorRoles).",
                verdict: .doNotRetry, origin: .worker)
        }
        return actor
    }

    private func actor(_ principal: String) async throws(RPCFailure) -> Actor {
        if principal == Actor.system.principal { return .system }
        if principal.hasPrefix("service.") { return .service(String(principal.dropFirst(8))) }
        let account = try await self.context.read { reader in
            try reader.current(Operator.self, named: "operators/\(principal)")
        }
        guard let account, account.state == .active else {
            throw RPCFailure(
                .permissionDenied,
                "\"\(principal)\" is not an active account; a system administrator of the management body makes one with OperatorService/CreateOperator.",
                verdict: .doNotRetry, origin: .worker)
        }
        return Actor(account, principal: principal)
    }
}

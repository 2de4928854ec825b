import MeshRPC

extension Actor {
    /// The account every mesh starts with, once it has ended: it sees how the mesh is and changes
    /// nothing.
    package static let retiredSystem = Actor(
        principal: "system", person: "system", party: "", partyRole: .managementBody,
        operatorRoles: [])

    /// A service acting for itself, on an event or a date.
    package static func service(_ name: String) -> Actor {
        Actor(
            principal: "service.\(name)", person: "", party: "", partyRole: .meshService,
            operatorRoles: [])
    }

    /// Who calls, where no account says it: a service of the mesh, or `system` that only looks, on
    /// the mesh's own host.
    package static func withoutAccount(_ call: Call) -> Actor? {
        let service = "service."
        if call.principal.hasPrefix(service) {
            return .service(String(call.principal.dropFirst(service.count)))
        }
        let isLook = call.method.callClass == .noSideEffects && call.method.roles.isEmpty
        return call.principal == "system" && !call.isKeyed && isLook ? .retiredSystem : nil
    }

    /// Whether the contract lets this actor call `method` at all.
    package func may(call method: MethodDescriptor) -> Bool {
        let roles = method.rolesNeeded
        return method.parties.contains(self.partyRole)
            && (roles.isEmpty || self.partyRole == .meshService
                || roles.contains { self.operatorRoles.contains($0) })
    }

    /// - Throws: PERMISSION_DENIED when the contract does not let this actor call `method`.
    package func mustBeAllowed(to method: MethodDescriptor) throws(RPCFailure) {
        guard !self.may(call: method) else { return }
        let parties = method.parties.map { "\($0)" }.joined(separator: " or ")
        let roles = method.rolesNeeded.map { "\($0)" }.joined(separator: " or ")
        throw RPCFailure(
            .permissionDenied,
            "\(method.method) is for \(parties)"
                + (roles.isEmpty ? "" : " in the role \(roles)")
                + "; \(self.principal) acts as \(self.partyRole) with \(self.operatorRoles).",
            verdict: .doNotRetry, origin: .worker)
    }
}

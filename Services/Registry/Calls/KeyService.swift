import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// Answers `govmesh.registry.v1.KeyService`.
struct KeyAnswers: KeyServiceProvider, LifecycleAnswers {
    typealias Answered = AccessKey

    let context: ServiceContext
    let lifecycle = keyLifecycle

    /// How long an old key holds beside the new one when nobody says, in seconds.
    private static let overlapSeconds: Int64 = 86_400

    func registerKey(
        _ request: RegisterKeyRequest, _ call: Call
    ) async throws(RPCFailure) -> AccessKey {
        try await self.context.perform(call) { act in
            let party = try partyOfHolder(act, request.holder)
            if let end = request.validUntil, end <= act.now {
                throw RPCFailure.invalidArgument(
                    field: "valid_until", rule: "after \(act.now)", remedy: "choose a later time")
            }
            return try create(
                act,
                AccessKey(
                    holder: request.holder, party: party, publicKey: request.publicKey,
                    validFrom: act.now, validUntil: request.validUntil))
        }
    }

    func rotateKey(
        _ request: RotateKeyRequest, _ call: Call
    ) async throws(RPCFailure) -> AccessKey {
        let seconds = request.overlapSeconds == 0 ? Self.overlapSeconds : request.overlapSeconds
        return try await self.context.perform(call) { act in
            let end = act.now.adding(seconds: seconds)
            let old = try act.give(
                keyLifecycle, "rotate", to: request.name,
                edit: { key in
                    try mustHold(act, key)
                    key.validUntil = min(key.validUntil ?? end, end)
                })
            return try create(
                act,
                AccessKey(
                    holder: old.holder, party: old.party, publicKey: request.publicKey,
                    validFrom: act.now, replaces: old.name))
        }
    }

    func revokeKey(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> AccessKey {
        try await self.give(request, call, edit: { act, key in try mustHold(act, key) })
    }
}

/// Ends every key of an account together with it.
func revokeKeys(_ act: Act, of account: Operator) throws {
    let reason = "\(account.name) was revoked"
    for key in try act.list(AccessKey.self, where: [("holder", account.name)], states: [.active]) {
        _ = try act.give(
            keyLifecycle, "revoke", to: key.name, reason: reason)
    }
}

/// A key is named by its fingerprint, so that one is registered once, for one holder, for ever.
private func create(_ act: Act, _ key: AccessKey) throws -> AccessKey {
    guard let fingerprint = keyFingerprint(key.publicKey) else {
        throw RPCFailure.invalidArgument(
            field: "public_key", rule: "a CURVE key: 32 bytes in Z85, 40 characters",
            remedy: "make one with `govmesh keys make`")
    }
    return try act.create(keyLifecycle, id: fingerprint, key)
}

/// The party of an active account; empty for a service of the mesh.
private func partyOfHolder(_ act: Act, _ holder: String) throws -> String {
    if holder.hasPrefix("services/") { return "" }
    let account = try act.existing(Operator.self, holder)
    guard account.state == .active else {
        throw RPCFailure(
            .failedPrecondition, "\(holder) is revoked; give the key to an active account.",
            verdict: .doNotRetry, origin: .handler)
    }
    return account.party
}

/// An account disposes of its own keys, an administrator of the management body of all.
private func mustHold(_ act: Act, _ key: AccessKey) throws {
    let isAdministrator =
        act.actor.partyRole == .managementBody
        && !Set(act.actor.operatorRoles).isDisjoint(
            with: [.systemAdministrator, .securityAdministrator])
    guard isAdministrator || key.holder == "operators/\(act.actor.principal)" else {
        throw RPCFailure(
            .permissionDenied,
            "\(key.name) is held by \(key.holder); only that account or an administrator of the management body may change it.",
            verdict: .doNotRetry, origin: .handler)
    }
}

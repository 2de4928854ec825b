import Logging
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage

extension ServiceHost {
    /// The same calls, each refused attempt kept in the audit trail (RX-1) before it is answered.
    func audited(_ bindings: [MethodBinding]) -> [MethodBinding] {
        bindings.map { binding in
            switch binding.handler {
            case .unary(let handle):
                MethodBinding(binding.descriptor) { payload, call async throws(RPCFailure) in
                    try await self.audited(call, payload) { () async throws(RPCFailure) in
                        try await handle(payload, call)
                    }
                }
            case .stream(let handle):
                MethodBinding(
                    binding.descriptor,
                    stream: {
                        requests, replies, call async throws(RPCFailure) in
                        try await self.audited(call, []) { () async throws(RPCFailure) in
                            try await handle(requests, replies, call)
                        }
                    })
            }
        }
    }

    private func audited(
        _ call: Call, _ payload: [UInt8], _ work: () async throws(RPCFailure) -> Reply
    ) async throws(RPCFailure) -> Reply {
        do throws(RPCFailure) {
            return try await work()
        } catch {
            await self.audit(error, call, actor: call.actor, payload: payload)
            throw error
        }
    }

    /// Keeps a refused attempt; a failure that is no refusal leaves no entry.
    ///
    /// - Parameter actor: `nil` when it is not known who calls.
    func audit(_ failure: RPCFailure, _ call: Call, actor: Actor?, payload: [UInt8]) async {
        guard failure.isRefusal(of: call.method) else { return }
        let entry = AuditEntry(
            call, at: self.context.clock.now, actor: actor, refusedWith: failure,
            payload: payload)
        do {
            try await self.context.store.write { try $0.audit(entry) }
        } catch {
            // The refusal stands all the same: it had no effect.
            self.logger.error("a refused call of \(call.principal) was not audited: \(error)")
        }
    }
}

extension AuditEntry {
    /// What an operator does to the service itself.
    init(_ call: Call, at now: Instant, resource: String, reason: String = "") {
        self.init(call, at: now, actor: call.actor)
        self.resource = resource
        self.reason = reason
    }

    /// Personal data of somebody else that were given out.
    init(_ call: Call, at now: Instant, read: PersonalRead) {
        self.init(call, at: now, actor: call.actor)
        self.resource = read.name
        self.resourceVersion = read.version
    }

    fileprivate init(
        _ call: Call, at now: Instant, actor: Actor?, refusedWith failure: RPCFailure,
        payload: [UInt8]
    ) {
        self.init(call, at: now, actor: actor)
        let precondition = failure.detail(PreconditionFailure.self)
        let violations = failure.detail(BadRequest.self)?.violations_ ?? []
        self.code = failure.code.rawValue
        self.rules = (precondition?.refusals.map(\.code) ?? []) + violations.map(\.field)
        self.resource = precondition?.resource ?? resourceName(in: payload)
    }

    private init(_ call: Call, at now: Instant, actor: Actor?) {
        self.init(
            time: now, principal: call.principal, party: actor?.party ?? "",
            partyRole: actor?.partyRole, operatorRoles: actor?.operatorRoles ?? [],
            method: call.method.path,
            requestDigest: call.requestProof,
            idempotencyKey: call.idempotencyKey.isEmpty
                ? [] : call.idempotencyKey.withUnsafeBytes { payloadDigest($0) },
            address: call.address)
    }
}

extension RPCFailure {
    /// Whether somebody was told no, as opposed to something being broken or busy.
    ///
    /// Reads are refused by permission alone: a name that does not exist is no attempt.
    fileprivate func isRefusal(of method: MethodDescriptor) -> Bool {
        switch self.code {
        case .permissionDenied, .unauthenticated: true
        case .invalidArgument, .notFound, .alreadyExists, .failedPrecondition, .outOfRange,
            .aborted:
            method.callClass != .noSideEffects
        case .ok, .cancelled, .unknown, .deadlineExceeded, .resourceExhausted, .unimplemented,
            .internal, .unavailable, .dataLoss:
            false
        }
    }
}

/// The resource a request names; the contract puts `name` first in requests that act on one.
private func resourceName(in payload: [UInt8]) -> String {
    guard payload.count > 2, payload[0] == 0x0a, payload[1] < 0x80 else { return "" }
    let name = payload.dropFirst(2).prefix(Int(payload[1]))
    let isName = name.allSatisfy { (0x21...0x7e).contains($0) } && name.contains(0x2f)
    return isName && name.count == Int(payload[1]) ? String(decoding: name, as: UTF8.self) : ""
}

/// Answers `govmesh.mesh.v1.AuditService` for one service.
struct AuditAnswers: AuditServiceProvider {
    let context: ServiceContext

    func listAuditEntries(
        _ request: ListAuditEntriesRequest, _ call: Call
    ) async throws(RPCFailure) -> ListAuditEntriesResponse {
        let limit = request.limit == 0 ? 200 : Int(request.limit)
        return try await self.context.read { reader in
            ListAuditEntriesResponse(
                entries: try reader.audit(after: request.after, limit: limit))
        }
    }
}

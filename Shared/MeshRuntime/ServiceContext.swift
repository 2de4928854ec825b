import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshWire

/// What a service's methods work with: its store, its clock and the rules every change obeys.
package final class ServiceContext: Sendable {
    /// The service, such as `credit`.
    package let name: String
    package let store: Store
    package let clock: any MeshClock
    /// Methods that give commands, by the resource they act on.
    private let commandMethods: [String: [MethodDescriptor]]
    private let keepers: [String: DateKeeper]
    let sources: Sources
    private let begun = ContinuousClock.now

    init(_ definition: ServiceDefinition, store: Store, clock: any MeshClock) {
        self.name = definition.name
        self.store = store
        self.clock = clock
        self.keepers = Dictionary(
            definition.dates.filter { !$0.isWork }.map { ($0.kind, $0) }
        ) { first, _ in first }
        self.sources = Sources(definition.subscriptions.map(\.source))
        let commands = MeshContract.methods.filter { !$0.command.isEmpty }
        self.commandMethods = Dictionary(grouping: commands) { method in
            method.resource.prefix(1).lowercased() + method.resource.dropFirst()
        }
    }

    // MARK: Calls

    /// Answers a call with an effect: all of it in one transaction, at most once per key.
    ///
    /// The stored answer is part of that transaction, so a repeat gets the first answer, and a
    /// crash keeps effect and answer or neither. Every KEYED method answers through here.
    package func perform<Response: WireMessage>(
        _ call: Call, _ work: @escaping @Sendable (Act) throws -> Response
    ) async throws(RPCFailure) -> Response {
        let key = ReplyKey(call)
        do {
            let outcome = try await self.store.write { transaction -> Outcome<Response> in
                // Taken inside the job: a later entry never bears an earlier time.
                let now = self.clock.now
                if let stored = try transaction.storedReply(key, fingerprint: call.requestDigest) {
                    for entry in Metadata.replay(completedAt: stored.completedAt) {
                        call.answer.add(entry)
                    }
                    return try Outcome(stored)
                }
                let act = self.act(transaction, now: now, actor: call.actor, call: call)
                let response = try work(act)
                try transaction.saveReply(
                    key,
                    StoredReply(
                        fingerprint: call.requestDigest, completedAt: now,
                        payload: response.wireBytes()))
                return .done(response)
            }
            return try outcome.get()
        } catch let failure as RPCFailure {
            if failure.isFinal { await self.keep(failure, key, call) }
            throw failure
        } catch let refusal as Refusal {
            throw .refused(refusal.subject, [refusal])
        } catch let failure as StorageFailure {
            throw RPCFailure(failure)
        } catch {
            throw RPCFailure(
                .internal, "\(call.method.path) failed: \(error)", verdict: .unknownOutcome,
                origin: .handler)
        }
    }

    /// Keeps a refusal, so that a repeat with the same key is refused alike.
    private func keep(_ failure: RPCFailure, _ key: ReplyKey, _ call: Call) async {
        let reply = StoredReply(
            fingerprint: call.requestDigest, completedAt: self.clock.now, code: failure.code,
            status: StoredStatus(failure).wireBytes(), payload: [])
        // A refusal had no effect: when it cannot be kept, a repeat is decided anew.
        try? await self.store.write { transaction in
            guard try transaction.storedReply(key, fingerprint: call.requestDigest) == nil else {
                return
            }
            try transaction.saveReply(key, reply)
        }
    }

    /// Answers a read.
    package func read<Response: Sendable>(
        _ work: @escaping @Sendable (Reader) throws -> Response
    ) async throws(RPCFailure) -> Response {
        do {
            return try await self.store.read(work)
        } catch let failure as RPCFailure {
            throw failure
        } catch let failure as StorageFailure {
            throw RPCFailure(failure)
        } catch is CancellationError {
            throw RPCFailure(.cancelled, "The caller gave up.", origin: .handler)
        } catch {
            throw RPCFailure(.internal, "The read failed: \(error)", origin: .handler)
        }
    }

    func act(
        _ transaction: Transaction, now: Instant, actor: Actor, call: Call? = nil,
        cause: JournalEntry? = nil
    ) -> Act {
        Act(
            transaction, now: now, actor: actor, call: call, cause: cause, service: self.name,
            commandMethods: self.commandMethods, keepers: self.keepers)
    }

    // MARK: Contact with other services

    /// When `source` last answered; `nil` when it never did since the start.
    package func contact(with source: String) -> Instant? { self.sources.contact(with: source) }

    /// When `source` last answered; right after the start the first answer is waited for a little.
    package func firstContact(with source: String) async -> Instant? {
        let left = ContinuousClock.now.duration(to: self.begun.advanced(by: .seconds(2)))
        if left > .zero, self.contact(with: source) == nil {
            await self.sources.nextContact(with: source, within: left)
        }
        return self.contact(with: source)
    }
}

/// The result of a KEYED call: done now, or known from before.
private enum Outcome<Response: WireMessage>: Sendable {
    case done(Response)
    case refused(RPCFailure)

    init(_ stored: StoredReply) throws {
        if stored.code == .ok {
            self = .done(try Response(wire: stored.payload))
        } else {
            let status = try StoredStatus(wire: stored.status)
            self = .refused(status.failure(stored.code))
        }
    }

    func get() throws -> Response {
        switch self {
        case .done(let response): return response
        case .refused(let failure): throw failure
        }
    }
}

extension StoredStatus {
    init(_ failure: RPCFailure) {
        self.init(
            code: failure.code.rawValue, message: failure.message,
            details: failure.details.map { StoredDetail(type: $0.type, value: $0.value) })
    }

    func failure(_ code: StatusCode) -> RPCFailure {
        RPCFailure(
            code, self.message,
            details: self.details.map { StatusDetail(type: $0.type, value: $0.value) },
            verdict: .doNotRetry, origin: .handler)
    }
}

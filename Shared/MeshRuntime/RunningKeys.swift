import MeshPrimitives
import MeshRPC
import MeshStorage
import Synchronization

/// KEYED calls that run at the moment: a repeat joins the one that runs and shares its answer.
///
/// In memory only. Effect and stored answer of a KEYED call share a transaction, so after a crash
/// the missing answer proves the missing effect, and the repeat runs. A method with an effect
/// outside of that transaction could only report an unknown outcome; no service has one, so there
/// is no such recovery.
///
/// Calls that wait hold slots of the worker, which bounds them.
package final class RunningKeys: Sendable {
    /// How a call that ran has ended.
    private struct Ending: Sendable {
        var result: Result<Reply, RPCFailure>
        var metadata: [Metadata]

        /// Whether the call ended because its own caller stopped waiting.
        var isAbandoned: Bool {
            guard case .failure(let failure) = self.result else { return false }
            return failure.code == .cancelled || failure.code == .deadlineExceeded
        }
    }

    /// What a call is to do.
    private enum Turn: Sendable {
        case run
        case share(Ending)
        /// The one that runs under this key is another request.
        case refuse
        case giveUp
    }

    private struct Running: Sendable {
        var fingerprint: [UInt8]
        var waiting: [UInt64: CheckedContinuation<Turn, Never>] = [:]
    }

    private struct State: Sendable {
        var running: [ReplyKey: Running] = [:]
        var lastNumber: UInt64 = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Runs `work` unless a call with the same key runs already, whose answer it then waits for.
    ///
    /// - Parameter now: Tells when the work ended.
    /// - Throws: KEY_REUSED at once when the one that runs is another request, CANCELLED when the
    ///   caller stops waiting.
    package func once(
        _ call: Call, now: @Sendable () -> Instant,
        _ work: () async throws(RPCFailure) -> Reply
    ) async throws(RPCFailure) -> Reply {
        // Without a key a call is always new.
        if call.idempotencyKey.isEmpty { return try await work() }
        let key = ReplyKey(call)
        switch await self.turn(key, call.requestDigest) {
        case .run:
            let result: Result<Reply, RPCFailure>
            do throws(RPCFailure) {
                result = .success(try await work())
            } catch {
                result = .failure(error)
            }
            let known = call.answer.all
            self.end(
                key,
                Ending(
                    result: result,
                    metadata: known.isEmpty ? Metadata.replay(completedAt: now()) : known))
            return try result.get()
        case .share(let ending):
            for entry in ending.metadata { call.answer.add(entry) }
            return try ending.result.get()
        case .refuse:
            throw RPCFailure(StorageFailure.keyReused)
        case .giveUp:
            throw RPCFailure(.cancelled, "The caller gave up.", origin: .handler)
        }
    }

    /// Comes back at once for the first of its key, else when that one has ended.
    private func turn(_ key: ReplyKey, _ fingerprint: [UInt8]) async -> Turn {
        let number = self.state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let turn = self.state.withLock { state -> Turn? in
                    guard let running = state.running[key] else {
                        state.running[key] = Running(fingerprint: fingerprint)
                        return .run
                    }
                    guard running.fingerprint == fingerprint else { return .refuse }
                    state.running[key]?.waiting[number] = continuation
                    return nil
                }
                if let turn { return continuation.resume(returning: turn) }
                if Task.isCancelled { self.giveUp(key, number) }
            }
        } onCancel: {
            self.giveUp(key, number)
        }
    }

    private func giveUp(_ key: ReplyKey, _ number: UInt64) {
        let continuation = self.state.withLock { state in
            state.running[key]?.waiting.removeValue(forKey: number)
        }
        continuation?.resume(returning: .giveUp)
    }

    /// Shares the answer with those who wait; after an abandoned call the first of them runs.
    private func end(_ key: ReplyKey, _ ending: Ending) {
        let told = self.state.withLock { state in
            var waiting = state.running[key]?.waiting ?? [:]
            guard ending.isAbandoned, let first = waiting.keys.min() else {
                state.running[key] = nil
                return waiting.values.map { ($0, Turn.share(ending)) }
            }
            let next = waiting.removeValue(forKey: first)
            state.running[key]?.waiting = waiting
            return next.map { [($0, Turn.run)] } ?? []
        }
        for (continuation, turn) in told { continuation.resume(returning: turn) }
    }
}

extension ServiceHost {
    /// The same calls, each KEYED one joined to the call that runs under its key already.
    func joined(_ bindings: [MethodBinding]) -> [MethodBinding] {
        bindings.map { binding in
            guard binding.descriptor.callClass == .keyed, case .unary(let handle) = binding.handler
            else { return binding }
            return MethodBinding(binding.descriptor) { payload, call async throws(RPCFailure) in
                try await self.runningKeys.once(call, now: { self.context.clock.now }) {
                    () async throws(RPCFailure) in try await handle(payload, call)
                }
            }
        }
    }
}

extension ReplyKey {
    init(_ call: Call) {
        self.init(
            principal: call.principal, service: call.method.service, method: call.method.method,
            key: call.idempotencyKey)
    }
}

extension Metadata {
    /// Marks an answer as the one given to an earlier call with the same key, and says when.
    static func replay(completedAt time: Instant) -> [Metadata] {
        [
            Metadata(key: "mesh-replayed", value: Array("1".utf8)),
            Metadata(key: "mesh-completed-at", value: Array(time.description.utf8)),
        ]
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage

/// Answers `govmesh.mesh.v1.FollowerService` for one service.
struct FollowerAnswers: FollowerServiceProvider {
    let host: ServiceHost

    private var context: ServiceContext { self.host.context }

    func listParkedEntries(
        _ request: ListParkedEntriesRequest, _ call: Call
    ) async throws(RPCFailure) -> ListParkedEntriesResponse {
        let sources =
            request.source.isEmpty
            ? self.host.definition.subscriptions.map(\.source)
            : [try self.host.subscription(to: request.source).source]
        guard request.after == 0 || sources.count == 1 else {
            throw .invalidArgument(
                field: "source", rule: "must be set beside after", remedy: "name one source")
        }
        let limit = request.limit == 0 ? 20 : Int(request.limit)
        return try await self.context.read { reader in
            let entries = try sources.flatMap {
                try reader.parked($0, after: request.after, limit: limit)
            }
            return ListParkedEntriesResponse(entries: Array(entries.prefix(limit)))
        }
    }

    func retryParkedEntry(
        _ request: RetryParkedEntryRequest, _ call: Call
    ) async throws(RPCFailure) -> RetryParkedEntryResponse {
        let subscription = try self.host.subscription(to: request.source)
        var response = RetryParkedEntryResponse()
        var sequence = request.sequence
        while sequence > 0 {
            let outcome = try await self.retry(subscription, sequence, call)
            switch outcome {
            case .known: return response
            case .applied(let next):
                response.applied.append(sequence)
                sequence = next
            case .refused(let error):
                guard !response.applied.isEmpty else { throw self.refusal(request, error) }
                response.refused = sequence
                response.error = error
                return response
            }
        }
        return response
    }

    func releaseParkedEntry(
        _ request: ReleaseParkedEntryRequest, _ call: Call
    ) async throws(RPCFailure) -> ReleaseParkedEntryResponse {
        let source = try self.host.subscription(to: request.source).source
        return try await self.context.perform(call) { act in
            let parked = try act.transaction.parked(source, request.sequence)
            guard let entry = parked?.entry else {
                throw RPCFailure.notParked(source, request.sequence)
            }
            try act.transaction.unpark(source, request.sequence)
            try act.transaction.audit(
                AuditEntry(
                    call, at: act.now, resource: "\(source)/\(request.sequence)",
                    reason: request.reason))
            return ReleaseParkedEntryResponse(
                next: try act.transaction.firstParked(source, of: entry.resource))
        }
    }

    func adoptJournal(
        _ request: AdoptJournalRequest, _ call: Call
    ) async throws(RPCFailure) -> AdoptJournalResponse {
        let note = AuditEntry(
            call, at: self.context.clock.now, resource: request.source, reason: request.reason)
        return try await self.answering("The journal was not adopted") {
            let cursor = try await self.host.adoptJournal(of: request.source, note, call)
            let count = try await self.context.store.read { try $0.replicaCount() }
            return AdoptJournalResponse(
                epoch: cursor.epoch, sequence: cursor.sequence, resources: Int64(count))
        }
    }

    // MARK: One parked entry

    private enum Outcome: Sendable {
        /// Applied or released before.
        case known
        /// Applied now; with the one that waited behind it, 0 for none.
        case applied(next: Int64)
        case refused(String)
    }

    /// Applies the effect and takes the entry away in one transaction.
    private func retry(
        _ subscription: Subscription, _ sequence: Int64, _ call: Call
    ) async throws(RPCFailure) -> Outcome {
        let (context, source, now) = (self.context, subscription.source, self.context.clock.now)
        return try await self.answering("The retry failed") {
            do {
                return try await context.store.write { transaction in
                    let parked = try transaction.parked(source, sequence)
                    guard let entry = parked?.entry else {
                        let applied = try transaction.cursor(source)?.sequence ?? 0
                        guard sequence > applied else { return .known }
                        throw RPCFailure.notParked(source, sequence)
                    }
                    let first = try transaction.firstParked(source, of: entry.resource)
                    guard first == sequence else { throw RPCFailure.behind(first, sequence) }
                    try subscription.effect(of: entry, in: transaction, context, now)
                    try transaction.unpark(source, sequence)
                    try transaction.audit(
                        AuditEntry(call, at: now, resource: "\(source)/\(sequence)"))
                    return .applied(
                        next: try transaction.firstParked(source, of: entry.resource))
                }
            } catch let refused as EffectRefused {
                try await context.store.write { transaction in
                    guard var parked = try transaction.parked(source, sequence) else { return }
                    parked.attempts += 1
                    parked.error = refused.description
                    try transaction.park(parked)
                }
                return .refused(refused.description)
            }
        }
    }

    private func refusal(_ request: RetryParkedEntryRequest, _ error: String) -> RPCFailure {
        RPCFailure(
            .failedPrecondition,
            String("\(request.source)/\(request.sequence) stays parked: \(error)".prefix(1_000)),
            verdict: .doNotRetry, origin: .handler)
    }
}

extension FollowerAnswers {
    /// Turns what goes wrong into what a caller is told.
    private func answering<Result>(
        _ failed: String, _ work: () async throws -> Result
    ) async throws(RPCFailure) -> Result {
        do {
            return try await work()
        } catch let failure as RPCFailure {
            throw failure
        } catch let failure as StorageFailure {
            throw RPCFailure(failure)
        } catch {
            throw RPCFailure(.internal, "\(failed): \(error)", origin: .handler)
        }
    }
}

extension RPCFailure {
    fileprivate static func notParked(_ source: String, _ sequence: Int64) -> RPCFailure {
        RPCFailure(
            .notFound,
            "\(source)/\(sequence) is not parked; FollowerService/ListParkedEntries lists what is.",
            verdict: .doNotRetry, origin: .handler)
    }

    fileprivate static func behind(_ first: Int64, _ sequence: Int64) -> RPCFailure {
        RPCFailure(
            .failedPrecondition,
            "Entry \(sequence) waits behind entry \(first) of the same resource; retry or release \(first) first.",
            verdict: .doNotRetry, origin: .handler)
    }
}

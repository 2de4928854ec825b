import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage

/// Answers `govmesh.mesh.v1.ConsumerService` for one service.
struct ConsumerAnswers: ConsumerServiceProvider {
    let host: ServiceHost

    /// Time to take an entry (7.11).
    fileprivate static let workingDays = 1
    /// Entries that are named of what a late consumer has not taken.
    fileprivate static let missedShown = 20

    private var context: ServiceContext { self.host.context }

    func acknowledgeJournal(
        _ request: AcknowledgeJournalRequest, _ call: Call
    ) async throws(RPCFailure) -> Consumer {
        let (context, definition, now) = (
            self.context, self.host.definition, self.context.clock.now
        )
        let name = call.actor.principal
        return try await context.perform(call) { act in
            let head = try act.transaction.journalHead()
            guard request.sequence <= head else {
                throw RPCFailure.invalidArgument(
                    field: "sequence", rule: "an entry there is; the newest is \(head)",
                    remedy: "acknowledge only what you have read")
            }
            try act.transaction.changingConsumers(definition, context, now) {
                try act.transaction.acknowledge(
                    JournalConsumer(
                        name: name, sequence: request.sequence, acknowledgedAt: now))
            }
            let own = try act.transaction.consumers().first { $0.name == name }
            return try own.map { try act.transaction.progress(of: $0, head, now) } ?? Consumer()
        }
    }

    func listConsumers(
        _ request: ListConsumersRequest, _ call: Call
    ) async throws(RPCFailure) -> ListConsumersResponse {
        let now = self.context.clock.now
        return try await self.context.read { reader in
            let head = try reader.journalHead()
            return ListConsumersResponse(
                consumers: try reader.consumers().map { try reader.progress(of: $0, head, now) },
                head: head)
        }
    }

    func forgetConsumer(
        _ request: ForgetConsumerRequest, _ call: Call
    ) async throws(RPCFailure) -> ForgetConsumerResponse {
        let (context, definition, now) = (
            self.context, self.host.definition, self.context.clock.now
        )
        let response = try await context.perform(call) { act in
            let isKnown = try act.transaction.changingConsumers(definition, context, now) {
                try act.transaction.forgetConsumer(request.name)
            }
            guard isKnown else {
                throw RPCFailure(
                    .notFound,
                    "\(request.name) is no consumer; ConsumerService/ListConsumers lists them.",
                    verdict: .doNotRetry, origin: .handler)
            }
            try act.transaction.audit(
                AuditEntry(call, at: now, resource: request.name, reason: request.reason))
            return ForgetConsumerResponse()
        }
        self.host.acknowledgements.forget(request.name)
        return response
    }
}

extension Reader {
    /// How far a consumer is, and since when it is behind.
    fileprivate func progress(
        of consumer: JournalConsumer, _ head: Int64, _ now: Instant
    ) throws -> Consumer {
        var progress = Consumer(
            name: consumer.name, position: consumer.sequence,
            acknowledgedAt: consumer.acknowledgedAt, behind: max(0, head - consumer.sequence))
        let missed = try self.entries(after: consumer.sequence, limit: ConsumerAnswers.missedShown)
        guard let since = missed.first?.recordedAt else { return progress }
        let due = WorkingCalendar.official.deadline(
            workingDays: ConsumerAnswers.workingDays, after: since.civilDate
        ).end
        progress.behindSince = since
        progress.due = due
        progress.overdue = now >= due
        if progress.overdue {
            progress.missed = missed.map {
                MissedEntry(sequence: $0.sequence, type: $0.type, resource: $0.resource)
            }
        }
        return progress
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage

#if canImport(Glibc)
    import Glibc
#endif

/// Answers `govmesh.mesh.v1.JournalService` for one service.
struct JournalAnswers: JournalServiceProvider {
    let host: ServiceHost

    private var context: ServiceContext { self.host.context }

    func readJournal(
        _ request: ReadJournalRequest, _ call: Call
    ) async throws(RPCFailure) -> ReadJournalResponse {
        let store = self.context.store
        let isService = call.actor.partyRole == .meshService
        if isService, request.acknowledged > 0, request.acknowledged <= store.journalHead {
            self.host.acknowledgements.note(call.actor.principal, request.acknowledged)
        }
        if request.waitMs > 0, store.journalHead <= request.after {
            _ = await store.waitForJournal(
                after: request.after, within: .milliseconds(Int64(request.waitMs)))
        }
        let limit = request.limit == 0 ? 200 : Int(request.limit)
        return try await self.context.read { reader in
            let entries = try reader.entries(
                after: request.after, limit: limit, bytes: StorageLimits.journalPageBytes)
            return ReadJournalResponse(
                epoch: store.epoch, entries: entries, head: try reader.journalHead(),
                leaf: try reader.leaf(of: request.after),
                leaves: try reader.leaves(after: request.after, limit: entries.count))
        }
    }

    func tailJournal(
        _ request: TailJournalRequest, _ replies: Replies<JournalEntry>, _ call: Call
    ) async throws(RPCFailure) {
        var place = request.after
        while true {
            let entries = try await self.context.nextEntries(after: place)
            for entry in entries { try await replies.send(entry) }
            place = entries.last?.sequence ?? place
        }
    }

    func getProgress(
        _ request: GetProgressRequest, _ call: Call
    ) async throws(RPCFailure) -> Progress {
        let context = self.context
        let now = context.clock.now
        let sources = self.host.definition.subscriptions.map(\.source)
        return try await context.read { reader in
            Progress(
                service: context.name, epoch: context.store.epoch,
                head: try reader.journalHead(),
                sources: try sources.map { source in
                    SourceProgress(
                        source: source, applied: try reader.cursor(source)?.sequence ?? 0,
                        contactAt: context.contact(with: source),
                        parked: Int64(try reader.parkedCount(source)))
                },
                due: Int64(try reader.dueCount(before: now.adding(microseconds: 1))), now: now)
        }
    }

    func rebuildProjections(
        _ request: RebuildProjectionsRequest, _ call: Call
    ) async throws(RPCFailure) -> RebuildProjectionsResponse {
        do {
            let note = AuditEntry(
                call, at: self.context.clock.now, resource: self.context.name)
            let result = try await self.host.rebuildCopies(call)
            try await self.context.store.write { try $0.audit(note) }
            return RebuildProjectionsResponse(
                resources: Int64(result.count), digestBefore: result.before,
                digestAfter: result.after)
        } catch let failure as RPCFailure {
            throw failure
        } catch {
            throw RPCFailure(.internal, "The rebuild failed: \(error)", origin: .handler)
        }
    }
}

/// Answers `govmesh.mesh.v1.NodeService` for one service.
struct NodeAnswers: NodeServiceProvider {
    let host: ServiceHost

    func getStatus(_ request: GetStatusRequest, _ call: Call) async throws(RPCFailure) -> NodeStatus
    {
        let context = self.host.context
        let reasons = await self.host.health().first?.reasons ?? []
        return NodeStatus(
            service: context.name, health: reasons.isEmpty ? "SERVING" : "DEGRADED",
            version: meshVersion, processId: Int64(getpid()), residentKib: residentKibibytes(),
            time: context.clock.now.description, journalHead: context.store.journalHead,
            reasons: reasons)
    }

    func getSchema(
        _ request: GetSchemaRequest, _ call: Call
    ) async throws(RPCFailure) -> GetSchemaResponse {
        GetSchemaResponse(
            descriptorSet: MeshContract.descriptorSet,
            replyWindowSeconds: self.host.context.store.limits.replyWindowSeconds)
    }

    func getRequirement(
        _ request: GetRequirementRequest, _ call: Call
    ) async throws(RPCFailure) -> GetRequirementResponse {
        let entries = Requirements.entries.filter { request.id.isEmpty || $0.id == request.id }
        guard !entries.isEmpty else {
            throw RPCFailure(
                .notFound, "\(request.id) is no requirement; ids look like R5.2-9 or RX-2.",
                verdict: .doNotRetry, origin: .handler)
        }
        return GetRequirementResponse(requirements: entries)
    }
}

/// Resident memory of this process in KiB; 0 where the system does not tell.
private func residentKibibytes() -> Int64 {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
    let fields = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        .split(separator: " ")
    guard fields.count > 1, let pages = Int64(fields[1]) else { return 0 }
    return pages * Int64(sysconf(Int32(_SC_PAGESIZE))) / 1_024
}

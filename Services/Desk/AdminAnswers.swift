import Gateway
import Glibc
import MeshAPI
import MeshPool
import MeshProgram
import MeshRPC
import MeshTransport

/// Answers `govmesh.mesh.v1.AdminService` for one gateway.
struct AdminAnswers: AdminServiceProvider {
    let gateway: Gateway
    let name: String
    let authority: AuthorityServiceClient
    let started = monotonicMicroseconds()

    private var resource: String { "gateways/\(self.name)" }

    func getServerInfo(
        _ request: GetServerInfoRequest, _ call: Call
    ) async throws(RPCFailure) -> ServerInfo {
        let now = await self.gateway.snapshot()
        return ServerInfo(
            name: self.resource, epoch: now.epoch, version: meshVersion,
            processId: Int64(getpid()),
            uptimeSeconds: (monotonicMicroseconds() - self.started) / 1_000_000,
            sessions: Int64(now.sessions.count), workers: Int64(now.workers.count),
            callsInFlight: Int64(now.callsInFlight),
            outboxMessages: Int64(now.sessions.reduce(0) { $0 + $1.waitingMessages }),
            outboxBytes: Int64(now.outboxBytes), suspects: Int64(now.suspects),
            limits: Counter.all(of: self.gateway.limits), counters: Counter.all(of: now.counters))
    }

    // MARK: Workers

    func listWorkers(
        _ request: ListWorkersRequest, _ call: Call
    ) async throws(RPCFailure) -> ListWorkersResponse {
        let page = Page(await self.workers(), request.pageSize, request.pageToken, by: \.name)
        return ListWorkersResponse(workers: page.items, nextPageToken: page.token)
    }

    func getWorker(
        _ request: GetWorkerRequest, _ call: Call
    ) async throws(RPCFailure) -> GatewayWorker {
        try await self.worker(request.name)
    }

    func drainWorker(
        _ request: DrainWorkerRequest, _ call: Call
    ) async throws(RPCFailure) -> GatewayWorker {
        try await self.order(.hold, of: request.name, request.reason, call)
    }

    func undrainWorker(
        _ request: UndrainWorkerRequest, _ call: Call
    ) async throws(RPCFailure) -> GatewayWorker {
        try await self.order(.release, of: request.name, request.reason, call)
    }

    func setWorkerWeight(
        _ request: SetWorkerWeightRequest, _ call: Call
    ) async throws(RPCFailure) -> GatewayWorker {
        try await self.order(.weight(Int(request.weight)), of: request.name, request.reason, call)
    }

    private func order(
        _ command: WorkerCommand, of name: String, _ reason: String, _ call: Call
    ) async throws(RPCFailure) -> GatewayWorker {
        let id = try self.id(of: name, in: "workers")
        _ = try await self.worker(name)
        try await self.note(call, name, reason)
        switch await self.gateway.command(command, id) {
        case .done: return try await self.worker(name)
        case .unknown: throw self.notFound(name, "workers", await self.workers().map(\.name))
        case .tooMany:
            throw RPCFailure(
                .resourceExhausted,
                "Something is ordered of \(self.gateway.limits.orders) workers already; undrain one, or set its weight to 100.",
                verdict: .doNotRetry)
        }
    }

    private func workers() async -> [GatewayWorker] {
        let workers = await self.gateway.snapshot().workers
        return workers.map { GatewayWorker($0, in: self.resource) }
    }

    /// The worker of this name; of two, the one that does not drain.
    private func worker(_ name: String) async throws(RPCFailure) -> GatewayWorker {
        _ = try self.id(of: name, in: "workers")
        let all = await self.workers()
        let found = all.filter { $0.name == name }
        guard let worker = found.first(where: { $0.state != .draining }) ?? found.first else {
            throw self.notFound(name, "workers", all.map(\.name))
        }
        return worker
    }

    func listRoutes(
        _ request: ListRoutesRequest, _ call: Call
    ) async throws(RPCFailure) -> ListRoutesResponse {
        let routes = await self.gateway.snapshot().services.map { route in
            GatewayRoute(
                service: route.name, workers: route.workers,
                queuedCalls: Int64(route.queuedCalls), queuedBytes: Int64(route.queuedBytes))
        }
        let page = Page(routes, request.pageSize, request.pageToken, by: \.service)
        return ListRoutesResponse(routes: page.items, nextPageToken: page.token)
    }

    // MARK: Dead letters

    func listDeadLetters(
        _ request: ListDeadLettersRequest, _ call: Call
    ) async throws(RPCFailure) -> ListDeadLettersResponse {
        let page = Page(await self.letters(), request.pageSize, request.pageToken, by: \.name)
        return ListDeadLettersResponse(deadLetters: page.items, nextPageToken: page.token)
    }

    func getDeadLetter(
        _ request: GetDeadLetterRequest, _ call: Call
    ) async throws(RPCFailure) -> DeadLetter {
        _ = try self.id(of: request.name, in: "deadLetters")
        let all = await self.letters()
        guard let letter = all.first(where: { $0.name == request.name }) else {
            throw self.notFound(request.name, "dead letters", all.map(\.name))
        }
        return letter
    }

    func releaseDeadLetter(
        _ request: ReleaseDeadLetterRequest, _ call: Call
    ) async throws(RPCFailure) -> DeadLetter {
        let id = try self.id(of: request.name, in: "deadLetters")
        let letter = try await self.getDeadLetter(GetDeadLetterRequest(name: request.name), call)
        try await self.note(call, request.name, request.reason)
        _ = await self.gateway.release(letter: id)
        return letter
    }

    private func letters() async -> [DeadLetter] {
        await self.gateway.snapshot().letters.map { DeadLetter($0, in: self.resource) }
    }

    // MARK: Both

    /// Puts an order into registry's audit trail before it is carried out.
    private func note(_ call: Call, _ name: String, _ reason: String) async throws(RPCFailure) {
        _ = try await self.authority.checkCaller(
            CheckCallerRequest(call, resource: name, reason: reason),
            CallOptions(timeout: .seconds(2)))
    }

    /// - Throws: INVALID_ARGUMENT for a name that is none of this gateway's.
    private func id(of name: String, in collection: String) throws(RPCFailure) -> String {
        let prefix = "\(self.resource)/\(collection)/"
        guard name.hasPrefix(prefix), name.utf8.count > prefix.utf8.count else {
            throw .invalidArgument(
                field: "name", rule: "\(prefix)… at this gateway",
                remedy: "write so, or ask the other gateway at its own door")
        }
        return String(name.dropFirst(prefix.count))
    }

    private func notFound(_ name: String, _ what: String, _ known: [String]) -> RPCFailure {
        RPCFailure(
            .notFound,
            "There is no \(name); the \(what) here are \(known.isEmpty ? "none" : known.joined(separator: ", "))."
                .prefixed(1_000),
            verdict: .doNotRetry)
    }
}

/// One page of a list, in order of a name.
private struct Page<Item> {
    let items: [Item]
    let token: String

    init(_ all: [Item], _ size: Int32, _ token: String, by name: (Item) -> String) {
        let rest = all.filter { name($0) > token }.sorted { name($0) < name($1) }
        self.items = Array(rest.prefix(size == 0 ? 50 : Int(size)))
        self.token = rest.count > self.items.count ? self.items.last.map(name) ?? "" : ""
    }
}

extension String {
    fileprivate func prefixed(_ count: Int) -> String { String(self.prefix(count)) }
}

extension Counter {
    /// Every number of a value, by the names in the code; of values within it, too.
    fileprivate static func all(of value: Any, under path: String = "") -> [Counter] {
        Mirror(reflecting: value).children.flatMap { child -> [Counter] in
            let name = path + (child.label ?? "")
            if let count = child.value as? any BinaryInteger {
                return [Counter(name: name, count: UInt64(clamping: count))]
            }
            return self.all(of: child.value, under: "\(name).")
        }
    }
}

extension GatewayWorker {
    fileprivate init(_ worker: GatewaySnapshot.Worker, in gateway: String) {
        self.init(
            name: "\(gateway)/workers/\(worker.name)", principal: worker.principal,
            instance: worker.instance, build: worker.build, services: worker.services,
            state: State(worker.state), weight: Int32(worker.weight),
            percent: Int32(worker.percent), callsInFlight: Int64(worker.inFlight),
            freeSlots: Int64(clamping: worker.freeSlots), timesOut: Int32(worker.timesOut),
            outMs: worker.outFor / 1_000)
    }
}

extension GatewayWorker.State {
    fileprivate init(_ state: GatewaySnapshot.Worker.State) {
        switch state {
        case .serving: self = .serving
        case .starting: self = .starting
        case .draining: self = .draining
        case .held: self = .held
        case .out: self = .out
        case .aside: self = .aside
        }
    }
}

extension DeadLetter {
    fileprivate init(_ request: QuarantinedRequest, in gateway: String) {
        self.init(
            name: "\(gateway)/deadLetters/\(request.id)", service: request.service,
            method: request.method, digest: request.digest, size: Int64(request.size),
            principal: request.principal,
            quarantinedAt: Instant(microseconds: request.quarantined),
            lastSeenAt: Instant(microseconds: request.lastSeen), deaths: Int32(request.deaths),
            refused: Int64(request.refused))
    }
}

import ArgumentParser
import MeshAPI
import MeshRPC

struct Workers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the workers of each gateway: state, weight, calls.",
        discussion: """
            govmesh workers
            govmesh workers --json | jq '.[] | select(.state != "serving")'
            """)

    @OptionGroup var options: AdminOptions

    func run() async throws {
        var rows: [WorkerRow] = []
        try await GatewayDoor.each(self.options) { door throws(RPCFailure) in
            rows += try await GatewayDoor.all { token throws(RPCFailure) in
                let page = try await door.admin.listWorkers(ListWorkersRequest(pageToken: token))
                return (page.workers.map { WorkerRow($0, door) }, page.nextPageToken)
            }
        }
        try WorkerRow.show(rows, self.options.mesh.json)
    }
}

/// A worker at one gateway.
struct WorkerRow: Encodable {
    var gateway: String
    var worker: String
    var state: String
    var weight: Int32
    /// What it gets of its share, in percent.
    var percent: Int32
    var callsInFlight: Int64
    var freeSlots: Int64
    /// For how much longer it is out of its pools.
    var outMs: Int64
    var build: String
    var services: [String]

    init(_ worker: GatewayWorker, _ door: GatewayDoor) {
        self.gateway = door.title
        self.worker = String(worker.name.split(separator: "/").last ?? "")
        self.state = worker.state.label
        self.weight = worker.weight
        self.percent = worker.percent
        self.callsInFlight = worker.callsInFlight
        self.freeSlots = worker.freeSlots
        self.outMs = worker.outMs
        self.build = worker.build
        self.services = worker.services
    }

    static func show(_ rows: [WorkerRow], _ json: Bool) throws {
        if json { return try sayJSON(rows) }
        var table = Table(["gateway", "worker", "state", "weight", "share", "calls", "free slots"])
        for row in rows {
            let out = row.outMs > 0 ? " for \(row.outMs / 1_000) s" : ""
            table.add([
                row.gateway, row.worker, row.state + out, "\(row.weight)", "\(row.percent) %",
                "\(row.callsInFlight)", "\(row.freeSlots)",
            ])
        }
        say(table.text)
    }
}

struct Routes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows who serves what at each gateway, and what waits.")

    @OptionGroup var options: AdminOptions

    private struct Row: Encodable {
        var gateway: String
        var service: String
        var workers: [String]
        var queuedCalls: Int64
        var queuedBytes: Int64
    }

    func run() async throws {
        var rows: [Row] = []
        try await GatewayDoor.each(self.options) { door throws(RPCFailure) in
            rows += try await GatewayDoor.all { token throws(RPCFailure) in
                let page = try await door.admin.listRoutes(ListRoutesRequest(pageToken: token))
                let routes = page.routes.map { route in
                    Row(
                        gateway: door.title, service: route.service, workers: route.workers,
                        queuedCalls: route.queuedCalls, queuedBytes: route.queuedBytes)
                }
                return (routes, page.nextPageToken)
            }
        }
        if self.options.mesh.json { return try sayJSON(rows) }
        var table = Table(["gateway", "service", "workers", "queued", "bytes"])
        for row in rows {
            table.add([
                row.gateway, row.service,
                row.workers.isEmpty ? "none" : row.workers.joined(separator: " "),
                "\(row.queuedCalls)", "\(row.queuedBytes)",
            ])
        }
        say(table.text)
    }
}

/// Whom an order is about, and why.
struct OrderOptions: ParsableArguments {
    @OptionGroup var admin: AdminOptions

    @Argument(help: "The worker's name, as `govmesh workers` shows it.")
    var worker: String

    @Option(help: "Why, for the audit trail.")
    var reason = "R1: by an operator of the mesh"

    /// Gives the order at every gateway that knows the worker, and shows what it is then.
    func give(
        _ order: (GatewayDoor, String) async throws(RPCFailure) -> GatewayWorker
    ) async throws {
        var rows: [WorkerRow] = []
        try await GatewayDoor.eachKnowing(self.worker, self.admin) { door throws(RPCFailure) in
            let worker = try await order(door, "\(door.name)/workers/\(self.worker)")
            rows.append(WorkerRow(worker, door))
        }
        try WorkerRow.show(rows, self.admin.mesh.json)
    }
}

struct Drain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gives a worker no new calls, at every gateway, and waits until it has none.",
        discussion: """
            govmesh drain registry-2 --as adm-sys && systemctl restart govmesh@registry-2
            govmesh undrain registry-2 --as adm-sys

            The order is for the name: a worker that is started anew is held, too, until `undrain` or
            the end of the gateway.
            """)

    @OptionGroup var options: OrderOptions

    @Flag(help: "Return at once, while calls may still be at work.")
    var noWait = false

    func run() async throws {
        try await self.options.give { door, name throws(RPCFailure) in
            var worker = try await door.admin.drainWorker(
                DrainWorkerRequest(name: name, reason: self.options.reason))
            while !self.noWait, worker.callsInFlight > 0 {
                try? await Task.sleep(for: .milliseconds(50))
                worker = try await door.admin.getWorker(GetWorkerRequest(name: name))
            }
            return worker
        }
    }
}

struct Undrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gives a drained worker calls again, at every gateway.")

    @OptionGroup var options: OrderOptions

    func run() async throws {
        try await self.options.give { door, name throws(RPCFailure) in
            try await door.admin.undrainWorker(
                UndrainWorkerRequest(name: name, reason: self.options.reason))
        }
    }
}

struct Weight: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sets a worker's share beside others of its service, at every gateway.",
        discussion: "govmesh weight registry-2 300 --as adm-sys    three times that of the others")

    @OptionGroup var options: OrderOptions

    @Argument(help: "1 to 1,000; 100 is usual.")
    var weight: Int32

    func run() async throws {
        try await self.options.give { door, name throws(RPCFailure) in
            try await door.admin.setWorkerWeight(
                SetWorkerWeightRequest(
                    name: name, weight: self.weight, reason: self.options.reason))
        }
    }
}

import Gateway
import MeshAPI
import MeshRPC

/// The health of all services a gateway knows, as they say themselves.
struct MeshHealth: Sendable {
    let gateway: Gateway
    /// Of the desk's own worker, which need not be asked.
    let name: String
    let channel: any Channel

    /// What each service adds of its own when it is offered under its own routing key.
    private static let own = "\(HealthServiceMethods.checkHealth.service)@"

    /// The whole first, then each service by name.
    func current() async -> [Health] {
        let now = await self.gateway.snapshot()
        let said = await self.ask(now.workers)
        let services = now.services.filter { !$0.name.contains("@") }.map { route in
            Health(route, said)
        }
        let notes = now.workers.compactMap(\.note) + said.values.flatMap(\.reasons)
        let silent = services.filter { $0.status != .serving }.flatMap(\.reasons)
        let status: ServingStatus =
            if services.contains(where: { $0.status == .notServing }) {
                .notServing
            } else { services.allSatisfy { $0.status == .serving } ? .serving : .unknown }
        return [Health(status: status, reasons: Set(notes + silent).sorted())] + services
    }

    /// What the workers that can tell say, by their names.
    private func ask(_ workers: [GatewaySnapshot.Worker]) async -> [String: Health] {
        let names = Set(
            workers.filter { $0.name != self.name && $0.services.contains(Self.own + $0.name) }
                .map(\.name))
        return await withTaskGroup(of: (String, Health).self) { group in
            for name in names {
                group.addTask { (name, await self.ask(name)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private func ask(_ name: String) async -> Health {
        do throws(RPCFailure) {
            return try await HealthServiceClient(self.channel, routingKey: name)
                .checkHealth(CheckHealthRequest(), CallOptions(timeout: .seconds(1)))
        } catch {
            return Health(
                status: .unknown, reasons: ["\(name) does not say how it is: \(error.message)"])
        }
    }
}

extension Health {
    /// A service serves when one of its workers says so; who says nothing about it does, too.
    fileprivate init(_ route: GatewaySnapshot.Service, _ said: [String: Health]) {
        let all = route.workers.map { said[$0] ?? Health(status: .serving) }
        guard let first = all.first else {
            self.init(
                service: route.name, status: .notServing,
                reasons: ["\(route.name) has no worker; start one, or see `govmesh workers`."])
            return
        }
        let best = all.first { $0.status == .serving } ?? first
        self.init(service: route.name, status: best.status, reasons: best.reasons)
    }
}

extension GatewaySnapshot.Worker {
    /// What an operator should know of it; `nil` when all is well.
    fileprivate var note: String? {
        switch self.state {
        case .serving, .starting, .aside: nil
        case .draining: "\(self.name) drains: it finishes \(self.inFlight) calls and goes."
        case .held: "\(self.name) is held by an operator; `govmesh undrain \(self.name)` ends that."
        case .out:
            "\(self.name) failed too often and is out for \(self.outFor / 1_000_000) s; see its log."
        }
    }
}

import ArgumentParser
import MeshAPI
import MeshRPC

/// Who asks, and at which doors.
struct AdminOptions: ParsableArguments {
    @OptionGroup var mesh: MeshOptions
    @OptionGroup var door: DoorOptions

    @Option(
        name: .customLong("as"),
        help: "The account that asks; orders are for a system administrator.")
    var principal = "system"
}

/// One gateway, asked at its own door.
struct GatewayDoor: Sendable {
    /// As in resource names, `gateways/gateway-1`.
    let name: String
    let admin: AdminServiceClient

    /// The last part of its name.
    var title: String { String(self.name.split(separator: "/").last ?? "") }

    /// Runs `work` at every door; a gateway that does not answer ends the command.
    static func each(
        _ options: AdminOptions, _ work: (GatewayDoor) async throws(RPCFailure) -> Void
    ) async throws {
        try await MeshConnection.with(options.mesh, options.door) { connection in
            for channel in connection.doors(as: options.principal) {
                let admin = AdminServiceClient(channel)
                let info = try await admin.getServerInfo(GetServerInfoRequest())
                try await work(GatewayDoor(name: info.name, admin: admin))
            }
        }
    }

    /// Runs `work` at every door whose gateway knows what it is about.
    static func eachKnowing(
        _ what: String, _ options: AdminOptions,
        _ work: (GatewayDoor) async throws(RPCFailure) -> Void
    ) async throws {
        var found = false
        var refusal: RPCFailure?
        try await Self.each(options) { door throws(RPCFailure) in
            do throws(RPCFailure) {
                try await work(door)
                found = true
            } catch {
                guard error.code == .notFound else { throw error }
                refusal = error
            }
        }
        if !found, let refusal { throw refusal }
    }

    /// All pages of a list.
    static func all<Item>(
        _ page: (String) async throws(RPCFailure) -> (items: [Item], token: String)
    ) async throws(RPCFailure) -> [Item] {
        var items: [Item] = []
        var token = ""
        repeat {
            let next = try await page(token)
            items += next.items
            token = next.token
        } while !token.isEmpty
        return items
    }
}

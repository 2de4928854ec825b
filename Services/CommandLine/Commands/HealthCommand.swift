import ArgumentParser
import MeshAPI
import MeshRPC

struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Shows whether the mesh and its services serve, and why not.",
        discussion: """
            govmesh health
            govmesh health --service govmesh.credit.v1.RecordService
            govmesh health --watch --json

            Exit status 1 when the mesh, or the service asked about, does not serve. With --watch: one
            line for each change, until you stop it.
            """)

    @OptionGroup var options: MeshOptions
    @OptionGroup var door: DoorOptions

    @Option(name: .customLong("as"), help: "The account that asks; a key tells by itself.")
    var principal = "system"

    @Option(help: "Full name of one service; without it the whole mesh.")
    var service = ""

    @Flag(help: "Go on with every change.")
    var watch = false

    private struct Row: Encodable {
        /// Empty for the whole mesh.
        var service: String
        var status: String
        var reasons: [String]

        init(_ health: Health) {
            self.service = health.service
            self.status = health.status.label
            self.reasons = health.reasons
        }

        var line: [String] { [self.service.isEmpty ? "the mesh" : self.service, self.status] }
    }

    func run() async throws {
        try await MeshConnection.with(self.options, self.door) { connection in
            let client = HealthServiceClient(connection.channel(as: self.principal))
            try await self.watch ? self.follow(client) : self.look(client)
        }
    }

    private func look(_ client: HealthServiceClient) async throws {
        let all =
            self.service.isEmpty
            ? try await client.listHealth(ListHealthRequest()).services
            : [try await client.checkHealth(CheckHealthRequest(service: self.service))]
        let rows = all.map(Row.init)
        if self.options.json {
            try sayJSON(rows)
        } else {
            var table = Table(["service", "status"])
            for row in rows { table.add(row.line) }
            say(([table.text] + (rows.first?.reasons ?? [])).joined(separator: "\n"))
        }
        if all.first?.status != .serving { throw ExitCode(1) }
    }

    /// A gateway that ends sends to another one; the mesh is then watched there.
    private func follow(_ client: HealthServiceClient) async throws {
        while true {
            do throws(RPCFailure) {
                let watch = try client.watchHealth(CheckHealthRequest(service: self.service))
                while let health = try await watch.next() {
                    let row = Row(health)
                    if self.options.json {
                        try? sayJSON(row)
                    } else {
                        say((row.line + row.reasons).joined(separator: "  "))
                    }
                }
            } catch {
                guard error.code == .unavailable else { throw error }
                try await Task.sleep(for: .milliseconds(Int64(error.retryAfterMilliseconds)))
            }
        }
    }
}

import ArgumentParser
import MeshAPI
import MeshRPC
import MeshRuntime

struct Poison: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Requests that workers died with, and that are refused since.",
        subcommands: [List.self, Show.self, Release.self], defaultSubcommand: List.self)

    /// A dead letter at one gateway.
    private struct Row: Encodable {
        var gateway: String
        var id: String
        var method: String
        /// SHA-256 of the payload, lower hex.
        var digest: String
        /// In bytes.
        var size: Int64
        var principal: String
        var quarantinedAt: String
        var lastSeenAt: String
        var deaths: Int32
        var refused: Int64

        init(_ letter: DeadLetter, _ door: GatewayDoor) {
            self.gateway = door.title
            self.id = String(letter.name.split(separator: "/").last ?? "")
            self.method = "\(letter.service)/\(letter.method)"
            self.digest = hex(letter.digest)
            self.size = letter.size
            self.principal = letter.principal
            self.quarantinedAt = letter.quarantinedAt?.description ?? ""
            self.lastSeenAt = letter.lastSeenAt?.description ?? ""
            self.deaths = letter.deaths
            self.refused = letter.refused
        }

        static func show(_ rows: [Row], _ json: Bool) throws {
            if json { return try sayJSON(rows) }
            guard !rows.isEmpty else { return say("No request is refused as poison.") }
            var table = Table([
                "gateway", "id", "method", "bytes", "from", "deaths", "refused", "since",
            ])
            for row in rows {
                table.add([
                    row.gateway, row.id, row.method, "\(row.size)", row.principal,
                    "\(row.deaths)", "\(row.refused)", row.quarantinedAt,
                ])
            }
            say(table.text)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists them, at every gateway.")

        @OptionGroup var options: AdminOptions

        func run() async throws {
            var rows: [Row] = []
            try await GatewayDoor.each(self.options) { door throws(RPCFailure) in
                rows += try await GatewayDoor.all { token throws(RPCFailure) in
                    let page = try await door.admin.listDeadLetters(
                        ListDeadLettersRequest(pageToken: token))
                    return (page.deadLetters.map { Row($0, door) }, page.nextPageToken)
                }
            }
            try Row.show(rows, self.options.mesh.json)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what is known of one; its content is not kept.")

        @OptionGroup var options: AdminOptions

        @Argument(help: "Its id, as `govmesh poison list` shows it.")
        var id: String

        func run() async throws {
            var rows: [Row] = []
            try await GatewayDoor.eachKnowing(self.id, self.options) { door throws(RPCFailure) in
                let letter = try await door.admin.getDeadLetter(
                    GetDeadLetterRequest(name: "\(door.name)/deadLetters/\(self.id)"))
                rows.append(Row(letter, door))
            }
            if self.options.mesh.json { return try sayJSON(rows) }
            for row in rows {
                say(
                    "\(row.gateway): \(row.method), \(row.size) bytes from \(row.principal), SHA-256 \(row.digest); \(row.deaths) workers died with it until \(row.quarantinedAt); refused \(row.refused) times since, last \(row.lastSeenAt)."
                )
            }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets a request run again, once its cause is mended.",
            discussion:
                "govmesh poison release 0123456789abcdef --as adm-sys --reason 'R1: mended in 1.4'")

        @OptionGroup var options: AdminOptions

        @Argument(help: "Its id, as `govmesh poison list` shows it.")
        var id: String

        @Option(help: "Why, for the audit trail.")
        var reason: String

        func run() async throws {
            var rows: [Row] = []
            try await GatewayDoor.eachKnowing(self.id, self.options) { door throws(RPCFailure) in
                let letter = try await door.admin.releaseDeadLetter(
                    ReleaseDeadLetterRequest(
                        name: "\(door.name)/deadLetters/\(self.id)", reason: self.reason))
                rows.append(Row(letter, door))
            }
            if self.options.mesh.json { return try sayJSON(rows) }
            for row in rows { say("\(row.gateway): \(row.id) may run again.") }
        }
    }
}

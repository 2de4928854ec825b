import ArgumentParser
import MeshAPI
import MeshRPC

struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes copies of other services' resources anew from their journals.",
        discussion: """
            govmesh rebuild credit
            govmesh rebuild

            Calls go on meanwhile and see the old copies until the new ones take their place. Copies
            that come out the same were right; changed ones were not.
            """)

    @OptionGroup var options: MeshOptions

    @Argument(
        help: "The services; all of them when none is named.",
        completion: .list(MeshFolder.services))
    var services: [String] = []

    /// How a rebuild ended.
    private struct Row: Encodable {
        var service: String
        var copies: Int64
        var isSame: Bool
        var digest: String
    }

    func validate() throws {
        if let other = self.services.first(where: { !MeshFolder.services.contains($0) }) {
            throw ValidationError(
                "\(other) is no service; there are \(MeshFolder.services.joined(separator: ", ")).")
        }
    }

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            var rows: [Row] = []
            for service in self.services.isEmpty ? MeshFolder.services : self.services {
                let client = JournalServiceClient(
                    connection.channel(as: "system"), routingKey: service)
                let result = try await client.rebuildProjections(
                    RebuildProjectionsRequest(), CallOptions(timeout: .seconds(600)))
                rows.append(
                    Row(
                        service: service, copies: result.resources,
                        isSame: result.digestBefore == result.digestAfter,
                        digest: result.digestAfter))
            }
            if self.options.json { try sayJSON(rows) } else { say(Self.table(rows)) }
        }
    }

    private static func table(_ rows: [Row]) -> String {
        var table = Table(["service", "copies", "result"])
        for row in rows {
            table.add([row.service, "\(row.copies)", row.isSame ? "same as before" : "changed"])
        }
        return table.text
    }
}

import ArgumentParser
import Foundation
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshSchema

struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows a collection and every change of it, until you stop it.",
        discussion: """
            govmesh watch products --filter 'state = "listed"' --as handler
            govmesh watch records --as handler --json | jq .name
            govmesh watch parties --as handler --once --json > parties.jsonl    an export
            govmesh watch breaches --as handler --once --known-at 2026-03-10T00:00:00Z

            With --json each line holds a token; --from TOKEN goes on behind it. A service that is
            restarted is followed on by itself.
            """)

    @OptionGroup var options: MeshOptions
    @OptionGroup var door: DoorOptions

    @Argument(help: "As in resource names: parties, products, contracts, records, breaches …")
    var collection: String

    @Option(help: "Equalities on indexed fields joined by AND.")
    var filter = ""

    @Option(name: .customLong("as"), help: "The account that watches; a key tells by itself.")
    var principal = "system"

    @Option(name: .customLong("from"), help: "A token of an earlier watch; no snapshot then.")
    var token = ""

    @Flag(help: "What is there now, and no more.")
    var once = false

    @Option(
        help: "With --once: what held at this time, such as 2026-03-10T00:00:00Z.")
    var effectiveAt: Instant?

    @Option(help: "With --once: as known at this time.")
    var knownAt: Instant?

    func validate() throws {
        guard self.once || (self.effectiveAt == nil && self.knownAt == nil) else {
            throw ValidationError("The past does not change: read it with --once.")
        }
    }

    func run() async throws {
        try await MeshConnection.with(self.options, self.door) { connection in
            let schema = try await connection.schema()
            let channel = connection.channel(as: self.principal)
            for service in MeshFolder.services {
                let client = CollectionServiceClient(channel, routingKey: service)
                do {
                    return try await self.once
                        ? self.export(client, schema) : self.follow(client, schema)
                } catch let failure as RPCFailure where failure.code == .notFound {
                    // Another service has it.
                    continue
                }
            }
            throw CommandFailure(
                "No service has a collection \(self.collection); `govmesh services List` shows what can be listed."
            )
        }
    }

    private func export(_ client: CollectionServiceClient, _ schema: Schema) async throws {
        let all = try client.exportCollection(
            ExportCollectionRequest(
                collection: self.collection, filter: self.filter, effectiveAt: self.effectiveAt,
                knownAt: self.knownAt))
        for try await item in all {
            try self.show(
                "snapshot", item.name, item.version, item.resource, item.resourceType, "", schema)
        }
    }

    private func follow(_ client: CollectionServiceClient, _ schema: Schema) async throws {
        var token = self.token
        while true {
            let watch = try client.watchCollection(
                WatchCollectionRequest(
                    collection: self.collection, filter: self.filter, resumeToken: token))
            do throws(RPCFailure) {
                while let item = try await watch.next() {
                    if !item.resumeToken.isEmpty { token = item.resumeToken }
                    do {
                        try self.show(
                            item.change.label, item.name, item.version, item.resource,
                            item.resourceType, item.resumeToken, schema)
                    } catch {
                        throw RPCFailure(.internal, "\(error)", origin: .caller)
                    }
                }
            } catch {
                // Without a token the snapshot would come twice.
                guard error.code == .unavailable, !token.isEmpty else { throw error }
                try await Task.sleep(for: .milliseconds(Int64(error.retryAfterMilliseconds)))
            }
        }
    }

    /// One line: a resource as it is now, or what became of it.
    private func show(
        _ change: String, _ name: String, _ version: Int64, _ resource: [UInt8], _ type: String,
        _ token: String, _ schema: Schema
    ) throws {
        let content =
            resource.isEmpty ? "" : try schema.decode(resource, as: type, pretty: false)
        guard self.options.json else {
            return say(
                [change.uppercased(), name, version == 0 ? "" : "version \(version)", content]
                    .filter { !$0.isEmpty }.joined(separator: "  "))
        }
        func quoted(_ text: String) throws -> String {
            String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
        }
        let fields = [
            "\"change\":\(try quoted(change))", "\"name\":\(try quoted(name))",
            "\"version\":\(version)", "\"token\":\(try quoted(token))",
            "\"resource\":\(content.isEmpty ? "null" : content)",
        ]
        say("{\(fields.joined(separator: ","))}")
    }
}

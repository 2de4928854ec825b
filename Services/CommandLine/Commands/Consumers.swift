import ArgumentParser
import MeshAPI
import MeshRPC

struct Consumers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows who takes each service's journal, how far, and who is late.",
        discussion: """
            govmesh consumers
            govmesh consumers credit --as handler --json | jq '.[] | select(.overdue)'

            Late is who has not taken an entry within one working day (7.11). Nobody waits any more
            for a consumer that is gone:
            govmesh call ConsumerService/ForgetConsumer '{"name":"…","reason":"R1: …"}' --at credit
            """)

    @OptionGroup var options: MeshOptions
    @OptionGroup var door: DoorOptions

    @Argument(help: "A service; all by default.")
    var service: String?

    @Option(name: .customLong("as"), help: "The account that asks; a key tells by itself.")
    var principal = "system"

    private struct Row: Encodable {
        var service: String
        var consumer: String
        var position: Int64
        var behind: Int64
        var behindSince: String?
        var overdue: Bool
        var missed: [String]
    }

    func run() async throws {
        try await MeshConnection.with(self.options, self.door) { connection in
            let channel = connection.channel(as: self.principal)
            var rows: [Row] = []
            for service in self.service.map({ [$0] }) ?? MeshFolder.services {
                rows += try await Self.rows(of: service, channel)
            }
            try self.show(rows)
        }
    }

    private static func rows(
        of service: String, _ channel: any Channel
    ) async throws(RPCFailure) -> [Row] {
        let answer = try await ConsumerServiceClient(channel, routingKey: service)
            .listConsumers(ListConsumersRequest())
        return answer.consumers.map { consumer in
            Row(
                service: service, consumer: consumer.name, position: consumer.position,
                behind: consumer.behind, behindSince: consumer.behindSince?.description,
                overdue: consumer.overdue,
                missed: consumer.missed.map { "\($0.sequence) \($0.type) \($0.resource)" })
        }
    }

    private func show(_ rows: [Row]) throws {
        if self.options.json { return try sayJSON(rows) }
        var table = Table(["service", "consumer", "position", "behind", "since"])
        for row in rows {
            table.add([
                row.service, row.consumer, "\(row.position)", "\(row.behind)",
                row.behindSince ?? "",
            ])
        }
        say(table.text)
        for row in rows where row.overdue {
            say("\(row.consumer) is late with \(row.service); it has not taken:")
            for entry in row.missed { say("  \(entry)") }
        }
    }
}

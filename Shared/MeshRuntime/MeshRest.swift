import MeshAPI
import MeshPrimitives
import MeshRPC

/// Tells when a mesh is at rest: every journal applied everywhere, nothing due, credit data fresh.
package struct MeshRest: Sendable {
    private let clients: [JournalServiceClient]

    package init(channel: any Channel, services: [String]) {
        self.clients = services.map { JournalServiceClient(channel, routingKey: $0) }
    }

    /// Waits for rest; two equal looks in a row are needed, since facts travel between looks.
    package func reached(within limit: Duration) async throws {
        let end = ContinuousClock.now.advanced(by: limit)
        var last: [Progress] = []
        while true {
            let look = try await self.look()
            if self.isAtRest(look), look.map(\.head) == last.map(\.head) { return }
            guard ContinuousClock.now < end else {
                throw RPCFailure(
                    .deadlineExceeded, "The mesh did not come to rest: \(Self.waiting(look)).",
                    origin: .caller)
            }
            last = look
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    private func look() async throws(RPCFailure) -> [Progress] {
        var look: [Progress] = []
        for client in self.clients {
            look.append(
                try await client.getProgress(
                    GetProgressRequest(), CallOptions(timeout: .seconds(10))))
        }
        return look
    }

    private func isAtRest(_ look: [Progress]) -> Bool { Self.waiting(look).isEmpty }

    /// What is still under way, in words.
    private static func waiting(_ look: [Progress]) -> String {
        let heads = Dictionary(look.map { ($0.service, $0.head) }) { first, _ in first }
        var waiting: [String] = []
        for progress in look {
            if progress.due > 0 { waiting.append("\(progress.service) has \(progress.due) due") }
            for source in progress.sources {
                guard let head = heads[source.source] else { continue }
                if source.applied != head {
                    waiting.append(
                        "\(progress.service) is at \(source.applied) of \(head) of \(source.source)"
                    )
                } else if !Self.isFresh(source.contactAt, progress.now) {
                    waiting.append("\(progress.service) waits for \(source.source) to answer")
                }
            }
        }
        return waiting.joined(separator: ", ")
    }

    private static func isFresh(_ contact: Instant?, _ now: Instant?) -> Bool {
        guard let contact, let now else { return false }
        return now.microseconds - contact.microseconds < 3_600_000_000
    }
}

import MeshAPI
import MeshStorage

extension ServiceHost {
    /// The whole first, then each service; all serve as long as the store can be written and read.
    func health() async -> [Health] {
        var status = ServingStatus.serving
        let reasons: [String]
        do {
            reasons = try await self.healthReasons()
            if self.context.store.condition != .writable { status = .notServing }
        } catch {
            status = .notServing
            reasons = ["The store cannot be read: \(error)."]
        }
        let services = Set(self.definition.bindings(self.context).map(\.descriptor.service))
        return ([""] + services.sorted()).map {
            Health(service: $0, status: status, reasons: reasons)
        }
    }

    /// What is wrong with this service and the way out, one sentence each; empty when all is well.
    private func healthReasons() async throws -> [String] {
        var reasons: [String] = []
        switch self.context.store.condition {
        case .writable: break
        case .full: reasons.append("\(StorageFailure.full).")
        case .broken(let reason): reasons.append("\(StorageFailure.broken(reason: reason)).")
        }
        for subscription in self.definition.subscriptions {
            reasons += self.troubles(with: subscription.source)
            reasons += try await self.parked(of: subscription.source)
        }
        return reasons
    }

    private func troubles(with source: String) -> [String] {
        switch self.context.sources.trouble(with: source) {
        case .stuck(let reason):
            return ["The journal of \(source) stands: \(reason)"]
        case .restored(let reason):
            return [
                "The journal of \(source) is another one than was followed: \(reason); take it over with FollowerService/AdoptJournal."
            ]
        case nil:
            let silence = self.context.sources.silence(of: source)
            guard silence > self.limits.silence else { return [] }
            return [
                "\(source) has not answered for \(silence.components.seconds) s; its copies here are as old."
            ]
        }
    }

    private func parked(of source: String) async throws -> [String] {
        let (count, first) = try await self.context.store.read { reader in
            (try reader.parkedCount(source), try reader.parked(source, after: 0, limit: 1).first)
        }
        guard let first else { return [] }
        return [
            "\(count) of the entries of \(source) are parked, the first is \(first.entry?.sequence ?? 0): \(first.error) See FollowerService/ListParkedEntries."
        ]
    }
}

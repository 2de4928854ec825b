import MeshAPI
import MeshRPC
import MeshRuntime

/// Answers `govmesh.credit.v1.PublicationService` (R5.2-18).
struct PublicationAnswers: PublicationServiceProvider {
    let context: ServiceContext

    func getPublication(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Publication {
        try Self.mustReadToday(request.effectiveAt ?? request.knownAt, call)
        let publication = try await self.context.get(publicationLifecycle, request, call)
        guard let shown = publication.shown(to: call.actor) else {
            throw .notFound(request.name, in: Publication.collection)
        }
        return shown
    }

    func listPublications(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListPublicationsResponse {
        try Self.mustReadToday(request.effectiveAt ?? request.knownAt, call)
        let page = try await self.context.list(publicationLifecycle, request, call)
        return ListPublicationsResponse(
            publications: page.items.compactMap { $0.shown(to: call.actor) },
            nextPageToken: page.next)
    }

    /// What was withdrawn is not read by asking for the day before (R5.2-14).
    private static func mustReadToday(_ time: Instant?, _ call: Call) throws(RPCFailure) {
        guard time != nil, call.actor.partyRole != .managementBody else { return }
        throw .invalidArgument(
            field: "effective_at", rule: "publications are read as they stand (R5.2-18)",
            remedy: "leave effective_at and known_at out")
    }
}

extension Publication {
    /// What somebody may see of it; `nil` when not even that it is there.
    package func shown(to actor: Actor) -> Publication? {
        if actor.partyRole == .managementBody || actor.party == self.subject { return self }
        var shown = self
        switch self.state {
        case .suspended, .unspecified: return nil
        case .published: break
        // The day may have come before anybody wrote it.
        case .ended, .withdrawn: shown.clear()
        }
        return self.audience.includes(actor) ? shown : nil
    }
}

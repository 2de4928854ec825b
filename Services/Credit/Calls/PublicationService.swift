import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage

/// Answers `govmesh.credit.v1.PublicationService` (R5.2-18).
struct PublicationAnswers: PublicationServiceProvider {
    let context: ServiceContext

    func getPublication(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Publication {
        try Self.mustReadToday(request.effectiveAt ?? request.knownAt, call)
        return try await self.context.get(publicationLifecycle, request, call) {
            reader, publication, moment in
            guard let shown = try reader.shown(publication, to: call.actor, moment.effectiveAt)
            else { throw RPCFailure.notFound(request.name, in: Publication.collection) }
            publication = shown
        }
    }

    func listPublications(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListPublicationsResponse {
        try Self.mustReadToday(request.effectiveAt ?? request.knownAt, call)
        let page = try await self.context.list(publicationLifecycle, request, call)
        let now = self.context.clock.now
        // Who asks for a person learns nothing of others than those they stand for.
        let named = request.filter.contains("\(Person.collection)/")
        let shown = try await self.context.read { reader in
            try page.items.compactMap { publication -> Publication? in
                let shown = try reader.shown(publication, to: call.actor, now)
                return named && shown?.subject != publication.subject ? nil : shown
            }
        }
        return ListPublicationsResponse(publications: shown, nextPageToken: page.next)
    }

    /// What was withdrawn is not read by asking for the day before (R5.2-14).
    private static func mustReadToday(_ time: Instant?, _ call: Call) throws(RPCFailure) {
        guard time != nil, call.actor.partyRole != .managementBody else { return }
        throw .invalidArgument(
            field: "effective_at", rule: "publications are read as they stand (R5.2-18)",
            remedy: "leave effective_at and known_at out")
    }
}

extension Reader {
    /// What somebody may see of a publication; `nil` when not even that it is there.
    ///
    /// The subject and the management body see all of it, others what the audience may, and of a
    /// person no name (7.13).
    func shown(
        _ publication: Publication, to actor: Actor, _ now: Instant
    ) throws -> Publication? {
        if try actor.partyRole == .managementBody || self.owns(actor.party, publication) {
            return publication
        }
        var shown = publication
        shown.state = publicationLifecycle.state(of: publication, at: now)
        switch shown.state {
        case .suspended, .unspecified: return nil
        case .published: break
        case .ended, .withdrawn: shown.clear()
        }
        shown.subject = Masking.subject(publication.subject)
        return publication.audience.includes(actor) ? shown : nil
    }
}

extension Masking {
    /// A subject as everybody may know it: a party is public, of a person the first character stays.
    static func subject(_ name: String) -> String {
        let persons = "\(Person.collection)/"
        guard name.hasPrefix(persons) else { return name }
        return persons + Self.name(String(name.dropFirst(persons.count)))
    }
}

import MeshAPI
import MeshLifecycle
import MeshRPC
import MeshRuntime
import MeshStorage

/// Answers `govmesh.credit.v1.ArchiveService`.
struct ArchiveAnswers: ArchiveServiceProvider {
    let context: ServiceContext

    func getArchive(_ request: GetRequest, _ call: Call) async throws(RPCFailure) -> Archive {
        try await self.context.get(Lifecycle<Archive, NoFacts>?.none, request, call) {
            try $1.complete(from: $0, at: $2)
        }
    }

    func listArchives(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListArchivesResponse {
        let page = try await self.context.list(
            Lifecycle<Archive, NoFacts>?.none, request, call)
        return ListArchivesResponse(archives: page.items, nextPageToken: page.next)
    }

    func getArchiveSections(
        _ request: GetArchiveSectionsRequest, _ call: Call
    ) async throws(RPCFailure) -> GetArchiveSectionsResponse {
        let subject = Subject.named(request.subject, request.subjectKind)
        let now = self.context.clock.now
        let (response, personal) = try await self.context.read { reader in
            guard let archive = try reader.current(Archive.self, named: subject.archive),
                archive.subject == subject.name
            else { throw RPCFailure.notFound(subject.archive, in: Archive.collection) }
            var reading = try ArchiveReading(reader, archive, by: call.actor, at: now)
            let response = try reading.sections(
                by: reader.model(for: archive.subjectKind, on: now.civilDate), only: request.section
            )
            return (response, reading.personal)
        }
        try await self.context.keep(personal, call)
        return response
    }
}

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
}

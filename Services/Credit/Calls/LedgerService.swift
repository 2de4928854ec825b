import MeshAPI
import MeshLifecycle
import MeshRPC
import MeshRuntime

/// Answers `govmesh.credit.v1.LedgerService`.
struct LedgerAnswers: LedgerServiceProvider {
    let context: ServiceContext

    func getLedgerEntry(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> LedgerEntry {
        try await self.context.get(Lifecycle<LedgerEntry, NoFacts>?.none, request, call)
    }

    func listLedgerEntries(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListLedgerEntriesResponse {
        let page = try await self.context.list(
            Lifecycle<LedgerEntry, NoFacts>?.none, request, call)
        return ListLedgerEntriesResponse(ledgerEntries: page.items, nextPageToken: page.next)
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage

/// Answers `govmesh.credit.v1.BulletinService` (R5.2-18).
struct BulletinAnswers: BulletinServiceProvider {
    let context: ServiceContext

    /// Grades or records that are looked at in one go.
    private static let perRead = 200

    func exportBulletin(
        _ request: ExportBulletinRequest, _ replies: Replies<BulletinItem>, _ call: Call
    ) async throws(RPCFailure) {
        let now = self.context.clock.now
        let day = CivilDate(request.day) ?? now.civilDate
        guard day <= now.civilDate else {
            throw .invalidArgument(
                field: "day", rule: "not after today, \(now.civilDate)",
                remedy: "give \(now.civilDate) or earlier, or leave it out")
        }
        // The end of a day belongs to the next one.
        let time = min(day.adding(days: 1).start.adding(microseconds: -1), now)
        let moment = Moment(effectiveAt: time, knownAt: time)
        try await self.send(Archive.self, moment, replies) { reader, archive in
            try reader.publicGrade(archive, moment).map { BulletinItem(grade: $0) }
        }
        try await self.send(Publication.self, moment, replies) { reader, publication in
            try reader.publicRecord(publication, moment, now: now).map { BulletinItem(record: $0) }
        }
    }

    /// Sends what is public of a collection as it was, in order of name.
    private func send<R: Resource>(
        _ type: R.Type, _ moment: Moment, _ replies: Replies<BulletinItem>,
        _ item: @escaping @Sendable (Reader, R) throws -> BulletinItem?
    ) async throws(RPCFailure) {
        var after: String?
        repeat {
            let last = after
            let page = try await self.context.read { reader in
                let page = try reader.list(type, at: moment, after: last, limit: Self.perRead) {
                    $0
                }
                return Page(try page.items.compactMap { try item(reader, $0) }, next: page.next)
            }
            for item in page.items { try await replies.send(item) }
            after = page.next
        } while after != nil
    }
}

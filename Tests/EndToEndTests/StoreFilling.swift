import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage

/// What no service makes in the numbers, or in the state, that a test needs.
extension Store {
    /// Opens archives of providers without records, `archives/crowd-00001` and so on.
    func crowd(_ count: Int) async throws {
        let numbers = (1...count).map { String(100_000 + $0).dropFirst() }
        try await self.add(
            numbers.map { number in
                Archive(
                    name: "archives/crowd-\(number)", state: .open,
                    subject: "parties/crowd-\(number)", runningGrade: "A", publishedGrade: "A",
                    subjectKind: .provider)
            })
    }

    /// Saves first versions of resources.
    func add<R: Resource>(_ resources: [R]) async throws {
        let day = Instant(microseconds: 1_773_100_800_000_000)
        try await self.write { transaction in
            for resource in resources {
                var first = resource
                first.version = 1
                var change = Change(type: "credit.test", effectiveFrom: day, recordedAt: day)
                change.toState = first.state.label
                try transaction.save(first, change: change)
            }
        }
    }
}

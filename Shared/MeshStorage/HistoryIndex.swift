import MeshPrimitives
import MeshWire

extension Resource {
    /// The indexed field that holds the state.
    package static var stateField: String { "state" }
}

/// A value of an indexed field; for a state also the date at which another follows by itself.
struct IndexPair: Hashable {
    var field: String
    var value: String
    /// Microseconds; `nil` when no date leads on, and for every other field.
    var due: Int64?

    static func pairs<R: Resource>(of resource: R, due: Int64?) -> [IndexPair] {
        resource.indexed.map { pair in
            IndexPair(
                field: pair.field, value: pair.value, due: pair.field == R.stateField ? due : nil)
        }
    }
}

/// Which values a resource has had, as rows of the index: one for each run of versions with a value.
///
/// A row tells where in both times the run can hold. It begins with the earliest `effective_from`
/// and `recorded_at` of its versions. What ended it hides it from the recording on, as long as it is
/// effective itself. So a row may hold where a correction says otherwise, but never the other way
/// round: who looks for a value finds candidates in the index and reads the version of each.
struct HistoryIndex {
    /// One version in both times.
    struct Times {
        var effectiveFrom: Int64
        /// Exclusive; ``EffectiveEnd/open`` without end.
        var effectiveUntil: Int64
        var recordedAt: Int64
    }

    /// The version before, with what the index holds of it.
    struct Former {
        var pairs: [IndexPair]
        var effectiveFrom: Int64
        var recordedAt: Int64
    }

    var kind: String
    var name: String

    /// The statements that bring the index from the version before to this one.
    ///
    /// A version that reaches further back than the one before ends every run, so that within a
    /// run the first version is the earliest in both times.
    func changes(
        from former: Former?, to present: [IndexPair], version: Int64, _ times: Times
    ) -> [(sql: String, values: [Value])] {
        let reachesBack =
            former.map {
                times.effectiveFrom < $0.effectiveFrom || times.recordedAt < $0.recordedAt
            } ?? false
        let before = former?.pairs ?? []
        let ended = before.filter { reachesBack || !present.contains($0) }
        let begun = present.filter { reachesBack || !before.contains($0) }
        return ended.map { pair in
            (
                SQL.endIndexEntry,
                [
                    .integer(version), .integer(times.effectiveFrom),
                    .integer(times.effectiveUntil), .integer(times.recordedAt), .text(self.kind),
                    .text(pair.field), .text(pair.value), .text(self.name),
                ]
            )
        }
            + begun.map { pair in
                (
                    SQL.addIndexEntry,
                    [
                        .text(self.kind), .text(pair.field), .text(pair.value), .text(self.name),
                        .integer(times.effectiveFrom), .integer(times.recordedAt),
                        .optional(pair.due),
                    ]
                )
            }
    }

    // MARK: Databases from before

    /// Writes the index anew from all versions, for a database made before it kept former values.
    ///
    /// The dates of former states were not kept: they may have come at any time.
    static func fill(
        _ connection: any Connection, _ types: [any Resource.Type]
    ) throws(StorageFailure) {
        for row in try connection.rows(SQL.kinds) {
            let kind = try row.text(0)
            let own = kind.hasPrefix(Rebuild.mark) ? kind.dropFirst(Rebuild.mark.count) : kind[...]
            guard let type = types.first(where: { $0.fullName == own }) else { continue }
            try Self.fill(connection, type, kind)
        }
    }

    private static func fill<R: Resource>(
        _ connection: any Connection, _ type: R.Type, _ kind: String
    ) throws(StorageFailure) {
        var (last, former): (String, Former?) = ("", nil)
        try connection.query(SQL.allVersions, [.text(kind)]) { row throws(StorageFailure) in
            let name = try row.text(0)
            if name != last { (last, former) = (name, nil) }
            let times = Times(
                effectiveFrom: try row.integer(2), effectiveUntil: try row.integer(3),
                recordedAt: try row.integer(4))
            let pairs = IndexPair.pairs(
                of: try Reader.decode(type, row.bytes(5), name), due: .min)
            let changes = HistoryIndex(kind: kind, name: name).changes(
                from: former, to: pairs, version: try row.integer(1), times)
            for (sql, values) in changes { try connection.execute(sql, values) }
            former = Former(
                pairs: pairs, effectiveFrom: times.effectiveFrom, recordedAt: times.recordedAt)
        }
    }
}

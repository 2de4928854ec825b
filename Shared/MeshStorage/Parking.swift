import MeshAPI
import MeshWire

extension Reader {
    /// The parked entry of `source` with this sequence.
    package func parked(
        _ source: String, _ sequence: Int64
    ) throws(StorageFailure) -> ParkedEntry? {
        let rows = try self.rows(SQL.parked, [.text(source), .integer(sequence)])
        return try rows.first.map(Self.parkedEntry)
    }

    /// Parked entries of `source` with a greater sequence, in order.
    package func parked(
        _ source: String, after sequence: Int64, limit: Int
    ) throws(StorageFailure) -> [ParkedEntry] {
        let values: [Value] = [.text(source), .integer(sequence), Self.page(limit)]
        return try self.rows(SQL.parkedAfter, values).map(Self.parkedEntry)
    }

    /// The first parked entry of `source` about `resource`; 0 when there is none.
    package func firstParked(
        _ source: String, of resource: String
    ) throws(StorageFailure) -> Int64 {
        Int64(try self.number(SQL.parkedOf, [.text(source), .text(resource)]))
    }

    package func parkedCount(_ source: String) throws(StorageFailure) -> Int {
        try self.number(SQL.parkedCount, [.text(source)])
    }

    private static func parkedEntry(_ row: Row) throws(StorageFailure) -> ParkedEntry {
        let bytes = try row.bytes(0)
        do throws(WireFailure) {
            return try ParkedEntry(wire: bytes)
        } catch {
            throw .undecodable(name: "a parked entry", failure: error)
        }
    }
}

extension Transaction {
    /// Keeps an entry whose effect waits, or what is now known about it.
    ///
    /// - Throws: `tooManyParked` when the source has as many as allowed.
    package func park(_ parked: ParkedEntry) throws(StorageFailure) {
        guard let entry = parked.entry else { return }
        let limit = self.limits.parkedPerSource
        let isNew = try self.parked(parked.source, entry.sequence) == nil
        if isNew, try self.parkedCount(parked.source) >= limit {
            throw .tooManyParked(source: parked.source, limit: limit)
        }
        try self.execute(
            SQL.park,
            [
                .text(parked.source), .integer(entry.sequence), .text(entry.resource),
                .bytes(parked.wireBytes()),
            ])
    }

    package func unpark(_ source: String, _ sequence: Int64) throws(StorageFailure) {
        try self.execute(SQL.unpark, [.text(source), .integer(sequence)])
    }
}

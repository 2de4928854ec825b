import MeshAPI
import MeshPrimitives
import MeshWire

/// A point in both times: what held at one, as known at the other (RX-6).
package struct Moment: Sendable, Hashable {
    package var effectiveAt: Instant
    package var knownAt: Instant

    package init(effectiveAt: Instant, knownAt: Instant) {
        self.effectiveAt = effectiveAt
        self.knownAt = knownAt
    }
}

/// A part of a list.
package struct Page<Item: Sendable>: Sendable {
    package var items: [Item]
    /// The last name looked at, when more may follow.
    package var next: String?

    package init(_ items: [Item], next: String? = nil) {
        self.items = items
        self.next = next
    }
}

extension Reader {
    /// What was known at a moment about it: of the versions recorded by then whose interval holds
    /// the instant, the highest.
    package func asOf<R: Resource>(
        _ type: R.Type, named name: String, _ moment: Moment
    ) throws(StorageFailure) -> R? {
        let rows = try self.rows(
            SQL.asOf,
            [
                .text(R.fullName), .text(name), .integer(moment.knownAt.microseconds),
                .integer(moment.effectiveAt.microseconds),
            ])
        return try rows.first.map { row throws(StorageFailure) in
            try Self.decode(type, row.bytes(0), name)
        }
    }

    /// Resources as they were, in the order of their names.
    ///
    /// The index tells candidates, the versions decide. The work is bounded, not the page: it ends
    /// early after ``StorageLimits/pageEntries`` index entries or ``StorageLimits/pageMisses``
    /// candidates that are none, and the next one goes on from there. Reading one candidate goes
    /// through its versions, from the newest back to the one asked for.
    ///
    /// - Parameters:
    ///   - pairs: Indexed fields and the values they must have, all of them.
    ///   - states: Stored states that a date may have turned into the one among `pairs`.
    ///   - name: The last name of the page before; `nil` starts.
    ///   - limit: At most ``StorageLimits/pageRows``.
    ///   - kept: The item to a version, or `nil` when it does not belong to the list.
    package func list<R: Resource>(
        _ type: R.Type, at moment: Moment, where pairs: [(field: String, value: String)] = [],
        turning states: [String] = [], after name: String? = nil, limit: Int,
        kept: (R) throws(StorageFailure) -> R?
    ) throws(StorageFailure) -> Page<R> {
        let candidates = Candidates(
            kind: R.fullName, moment: moment, pairs: try self.rarestFirst(R.self, pairs),
            stateField: R.stateField, turning: states)
        var page = Page<R>([])
        var misses = 0
        var place = name ?? ""
        var step = 256
        var entries = 0
        while entries + step <= StorageLimits.pageEntries {
            let end = try self.rows(candidates.end(after: place, entries: step)).first?.text(0)
            for row in try self.rows(candidates.names(after: place, through: end)) {
                let name = try row.text(0)
                if let found = try self.asOf(type, named: name, moment), let item = try kept(found)
                {
                    page.items.append(item)
                } else {
                    misses += 1
                }
                if page.items.count == limit || misses == StorageLimits.pageMisses {
                    page.next = name
                    return page
                }
            }
            guard let end else { return page }
            (place, entries, step) = (end, entries + step, step * 2)
        }
        page.next = place
        return page
    }

    /// The pair that fewest entries have leads, the others only test; counted up to a bound.
    private func rarestFirst<R: Resource>(
        _ type: R.Type, _ pairs: [(field: String, value: String)]
    ) throws(StorageFailure) -> [(field: String, value: String)] {
        guard pairs.count > 1 else { return pairs }
        var counted: [(pair: (field: String, value: String), count: Int)] = []
        for pair in pairs {
            let values: [Value] = [.text(R.fullName), .text(pair.field), .text(pair.value)]
            counted.append((pair, try self.number(SQL.entryCount, values)))
        }
        return counted.sorted { $0.count < $1.count }.map(\.pair)
    }

    private func rows(
        _ statement: (sql: String, values: [Value])
    ) throws(StorageFailure) -> [Row] {
        try self.rows(statement.sql, statement.values)
    }
}

import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshStorage
import MeshWire

/// Fields and the values they must have, all of them.
package typealias Filter = [(field: String, value: String)]

/// What dates make of the states of one kind of resource; of a life without dates nothing.
struct DatedStates<R: Resource>: Sendable {
    /// The state that holds at an instant.
    let state: @Sendable (R, Instant) -> R.State
    /// Labels of the states that dates alone turn into the one with this label.
    let turning: @Sendable (_ into: String) -> [String]

    init<Facts: Sendable>(_ lifecycle: Lifecycle<R, Facts>?) {
        guard let lifecycle else {
            self.state = { resource, _ in resource.state }
            self.turning = { _ in [] }
            return
        }
        self.state = { lifecycle.state(of: $0, at: $1) }
        self.turning = { label in
            R.State.allCases.first { $0.label == label }
                .map { lifecycle.states(turningInto: $0).map(\.label) } ?? []
        }
    }

    func applied(to resource: R, at instant: Instant) -> R {
        var resource = resource
        resource.state = self.state(resource, instant)
        return resource
    }
}

/// A list of one kind of resource with its filter, now or as it was (RX-6).
///
/// Whatever the time, a filter compares the values that the reader is shown: of the state the one
/// that holds then, whether its date was written already or not.
struct Listing<R: Resource>: Sendable {
    let filter: Filter
    /// `nil` reads what stands now.
    let past: Moment?
    let now: Instant
    let dates: DatedStates<R>

    /// The resource as the reader is shown it, or `nil` when it does not match.
    func shown(_ stored: R) -> R? {
        let resource = self.dates.applied(to: stored, at: self.past?.effectiveAt ?? self.now)
        return self.matches(resource) ? resource : nil
    }

    func matches(_ resource: R) -> Bool {
        let indexed = resource.indexed
        return self.filter.allSatisfy { wanted in indexed.contains { $0 == wanted } }
    }

    /// One page, which may be short while more follow.
    func page(
        _ reader: Reader, after name: String?, limit: Int
    ) throws(StorageFailure) -> Page<R> {
        let state = self.filter.first { $0.field == R.stateField }
        let turning = state.map { self.dates.turning($0.value) } ?? []
        if let past = self.past {
            return try reader.list(
                R.self, at: past, where: self.filter, turning: turning, after: name,
                limit: limit
            ) { (version: R) throws(StorageFailure) in self.shown(version) }
        }
        let stored = try reader.list(R.self, where: self.filter, after: name, limit: limit)
        let next = stored.count == limit ? stored.last?.name : nil
        let page = Page(stored.compactMap { self.shown($0) }, next: next)
        guard !turning.isEmpty else { return page }
        let overdue = try reader.overdue(R.self, at: self.now, after: name, limit: limit)
        return self.adding(overdue, to: page, limit: limit)
    }

    /// Adds those that match only since a date has come, which the index does not know yet.
    private func adding(_ overdue: [R], to page: Page<R>, limit: Int) -> Page<R> {
        // Behind the end of either part the other one's names do not follow each other any more.
        let ends = [page.next, overdue.count == limit ? overdue.last?.name : nil].compactMap { $0 }
        let end = ends.min()
        let known = Set(page.items.map(\.name))
        let turned = overdue.compactMap { self.shown($0) }.filter { !known.contains($0.name) }
        var items = (page.items + turned).sorted { $0.name < $1.name }
        if let end { items.removeAll { $0.name > end } }
        guard items.count > limit else { return Page(items, next: end) }
        items.removeLast(items.count - limit)
        return Page(items, next: items.last?.name)
    }
}

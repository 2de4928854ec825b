import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshWire

/// A collection that callers may watch and export as they may list it.
package struct Collection: Sendable {
    /// A resource as its reader may see it.
    struct Item: Sendable {
        var name: String
        var version: Int64
        var bytes: [UInt8]
        var matches: Bool
        /// What the audit trail has to tell when the content is given out.
        var personal: PersonalRead?
    }

    let name: String
    let type: String
    let indexedFields: [String]
    /// The method whose rules hold for all reading of the collection.
    let list: MethodDescriptor
    /// What `actor` sees of a page, and the last name looked at when more follow.
    let page:
        @Sendable (Reader, Filter, Moment?, _ after: String?, Actor, Instant) throws -> Page<Item>
    /// One resource as it stands; `nil` when `actor` may not see it.
    let one: @Sendable (Reader, String, Filter, Actor, Instant) throws -> Item?

    package init<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>, _ list: MethodDescriptor
    ) {
        self.init(DatedStates(lifecycle), list)
    }

    package init<R: Resource>(_ type: R.Type, _ list: MethodDescriptor) {
        self.init(DatedStates(Lifecycle<R, NoFacts>?.none), list)
    }

    private init<R: Resource>(_ dates: DatedStates<R>, _ list: MethodDescriptor) {
        @Sendable func item(
            _ resource: R, _ matches: Bool, _ reader: Reader, _ actor: Actor
        ) throws -> Item {
            Item(
                name: resource.name, version: resource.version, bytes: resource.wireBytes(),
                matches: matches, personal: try reader.personalRead(of: resource, by: actor))
        }
        self.name = R.collection
        self.type = R.fullName
        self.indexedFields = R.indexedFields
        self.list = list
        self.page = { reader, filter, past, after, actor, now in
            let page = try Listing(filter: filter, past: past, now: now, dates: dates)
                .page(reader, after: after, limit: StorageLimits.pageRows)
            let items = try page.items.compactMap { try reader.shown($0, to: actor, list) }
                .map { try item($0, true, reader, actor) }
            return Page(items, next: page.next)
        }
        self.one = { reader, name, filter, actor, now in
            guard let stored = try reader.current(R.self, named: name),
                let shown = try reader.shown(stored, to: actor, list)
            else { return nil }
            let resource = dates.applied(to: shown, at: now)
            let listing = Listing(filter: filter, past: nil, now: now, dates: dates)
            return try item(resource, listing.matches(resource), reader, actor)
        }
    }
}

import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshWire

/// A collection that callers may watch and export as they may list it.
package struct Collection: Sendable {
    typealias Filter = [(field: String, value: String)]

    /// A resource as its reader may see it.
    struct Item: Sendable {
        var name: String
        var version: Int64
        var bytes: [UInt8]
        var matches: Bool
    }

    let name: String
    let type: String
    let indexedFields: [String]
    /// The method whose rules hold for all reading of the collection.
    let list: MethodDescriptor
    /// What `actor` sees of a page, and the last name looked at when more follow.
    let page:
        @Sendable (Reader, Filter, _ after: String?, Actor, Instant) throws -> (
            items: [Item], next: String?
        )
    /// One resource; `nil` when `actor` may not see it.
    let one: @Sendable (Reader, String, Filter, Actor, Instant) throws -> Item?

    package init<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>, _ list: MethodDescriptor
    ) {
        self.init(R.self, list) { lifecycle.state(of: $0, at: $1) }
    }

    package init<R: Resource>(_ type: R.Type, _ list: MethodDescriptor) {
        self.init(type, list) { resource, _ in resource.state }
    }

    private init<R: Resource>(
        _ type: R.Type, _ list: MethodDescriptor,
        state: @escaping @Sendable (R, Instant) -> R.State
    ) {
        @Sendable func item(_ stored: R, _ filter: Filter, _ now: Instant) -> Item {
            var resource = stored
            resource.state = state(stored, now)
            let matches = filter.allSatisfy { wanted in
                stored.indexed.contains { $0.field == wanted.field && $0.value == wanted.value }
            }
            return Item(
                name: resource.name, version: resource.version, bytes: resource.wireBytes(),
                matches: matches)
        }
        self.name = R.collection
        self.type = R.fullName
        self.indexedFields = R.indexedFields
        self.list = list
        self.page = { reader, filter, after, actor, now in
            let page = try reader.list(
                R.self, where: filter, after: after, limit: StorageLimits.pageRows)
            let items = page.filter { actor.maySee($0, list) }.map { item($0, filter, now) }
            return (items, page.count == StorageLimits.pageRows ? page.last?.name : nil)
        }
        self.one = { reader, name, filter, actor, now in
            guard let resource = try reader.current(R.self, named: name),
                actor.maySee(resource, list)
            else { return nil }
            return item(resource, filter, now)
        }
    }
}

import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshWire

/// A service as data: its calls, the life cycles whose dates it keeps, the journals it follows.
package struct ServiceDefinition: Sendable {
    package let name: String
    package let bindings: @Sendable (ServiceContext) -> [MethodBinding]
    /// What can be watched and exported.
    package let collections: [Collection]
    package let dates: [DateKeeper]
    package let subscriptions: [Subscription]
    /// How what it has is told, by collection.
    let tellings: [String: Telling]
    /// What follows when every consumer has taken the own journal up to an entry.
    let acknowledged: @Sendable (Act, Int64) throws -> Void

    package init(
        name: String, collections: [Collection], dates: [DateKeeper], subscriptions: [Subscription],
        tellings: [Telling] = [],
        acknowledged: @escaping @Sendable (Act, Int64) throws -> Void = { _, _ in },
        bindings: @escaping @Sendable (ServiceContext) -> [MethodBinding]
    ) {
        self.name = name
        self.bindings = bindings
        self.collections = collections
        self.dates = dates
        self.subscriptions = subscriptions
        self.tellings = Dictionary(tellings.map { ($0.collection, $0) }) { first, _ in first }
        self.acknowledged = acknowledged
    }
}

/// Writes the date-driven transitions of one kind of resource.
package struct DateKeeper: Sendable {
    /// Full message name of the resource.
    let kind: String
    /// Work in steps: a command does not wait for its end.
    let isWork: Bool
    /// Writes the next date of a resource that has come; `false` when none has.
    let turn: @Sendable (Act, String) throws -> Bool

    /// - Parameter then: What follows in the same transaction from a transition.
    package init<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>,
        then: @escaping @Sendable (Act, R) throws -> Void = { _, _ in }
    ) {
        self.kind = R.fullName
        self.isWork = false
        self.turn = { act, name in
            guard let turned = try act.turn(lifecycle, name) else { return false }
            try then(act, turned)
            return true
        }
    }

    /// Work that goes on, a step a transaction, while a date leads a state back to itself.
    ///
    /// What a step has done stands in the resource, so that no end of the service undoes or repeats it.
    package init<R: Resource, Facts: Sendable>(
        work lifecycle: Lifecycle<R, Facts>,
        step: @escaping @Sendable (Act, inout R) throws -> Void
    ) {
        self.kind = R.fullName
        self.isWork = true
        self.turn = { act, name in try act.work(lifecycle, name, step: step) }
    }
}

/// A journal of another service: which resources to copy, and what to do on its entries.
package struct Subscription: Sendable {
    package let source: String
    let copies: [String: @Sendable (Transaction, JournalEntry, String) throws -> Void]
    let react: @Sendable (Act, JournalEntry) throws -> Void

    package init(
        to source: String, copying types: [any Resource.Type],
        react: @escaping @Sendable (Act, JournalEntry) throws -> Void = { _, _ in }
    ) {
        self.source = source
        self.react = react
        var copies: [String: @Sendable (Transaction, JournalEntry, String) throws -> Void] = [:]
        for type in types { copies[type.fullName] = Self.copier(type) }
        self.copies = copies
    }

    private static func copier<R: Resource>(
        _ type: R.Type
    ) -> @Sendable (Transaction, JournalEntry, String) throws -> Void {
        { transaction, entry, origin in
            try transaction.saveReplica(R.self, from: entry, origin: origin)
        }
    }

    /// Writes the copy an entry carries, if it is one this service keeps.
    ///
    /// - Parameter origin: What the copy is marked with; `nil` for the source itself.
    func copy(
        _ entry: JournalEntry, in transaction: Transaction, origin: String? = nil
    ) throws {
        try self.copies[entry.resourceType]?(transaction, entry, origin ?? self.source)
    }
}

extension JournalEntry {
    /// The resource this entry carries.
    package func content<R: Resource>(_ type: R.Type) throws -> R {
        try R(wire: self.data)
    }
}

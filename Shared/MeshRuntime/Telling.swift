import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshWire

/// What a resource says of itself, and what it rests on.
package struct Told: Sendable {
    /// One line: its state, its figures, what was decided.
    var summary: String
    var grounds: [Support]

    package init(_ summary: String, restsOn grounds: [Support] = []) {
        self.summary = summary
        self.grounds = grounds
    }
}

/// Something that a fact rests on.
package enum Support: Sendable {
    /// A resource, told in turn where this service has it and the caller may see it.
    ///
    /// - Parameters:
    ///   - version: Of a resource that this service does not have; 0 when unknown.
    ///   - note: What it means for the fact above, ahead of what it says of itself.
    case resource(String, version: Int64 = 0, note: String = "")
    /// What is no resource: a line of a computation, a refusal.
    case line(String, String, requirement: String = "", restsOn: [Support] = [])
}

/// How the resources of one collection are told.
package struct Telling: Sendable {
    /// A resource as its reader may see it, and what it says.
    struct Page {
        var version: Int64
        var told: Told
        /// What the audit trail has to tell of it.
        var personal: PersonalRead?
    }

    let collection: String
    let type: String
    /// The requirement behind it.
    let requirement: String
    /// `nil` when there is none, or none that `actor` may see.
    let page: @Sendable (Past, String, Actor) throws -> Page?

    /// - Parameter shown: The resource as somebody may see it, where the contract's rules are not all.
    package init<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>, _ requirement: String,
        shown: @escaping @Sendable (R, Past, Actor) throws -> R? = { resource, _, _ in resource },
        _ tell: @escaping @Sendable (R, Past) throws -> Told
    ) {
        self.init(DatedStates(lifecycle), requirement, shown, tell)
    }

    package init<R: Resource>(
        _ type: R.Type, _ requirement: String,
        _ tell: @escaping @Sendable (R, Past) throws -> Told
    ) {
        self.init(
            DatedStates(Lifecycle<R, NoFacts>?.none), requirement, { resource, _, _ in resource },
            tell)
    }

    private init<R: Resource>(
        _ dates: DatedStates<R>, _ requirement: String,
        _ shown: @escaping @Sendable (R, Past, Actor) throws -> R?,
        _ tell: @escaping @Sendable (R, Past) throws -> Told
    ) {
        let method = MeshContract.read(of: R.fullName)
        self.collection = R.collection
        self.type = R.fullName
        self.requirement = requirement
        self.page = { past, name, actor in
            guard let stored = try past.named(R.self, name),
                let open = try past.reader.shown(stored, to: actor, by: method),
                let seen = try shown(open, past, actor)
            else { return nil }
            let resource = dates.applied(to: seen, at: past.moment.effectiveAt)
            var told = try tell(resource, past)
            if !resource.reason.isEmpty { told.summary += "; \(resource.reason)" }
            return Page(
                version: resource.version, told: told,
                personal: try past.reader.personalRead(of: resource, by: actor))
        }
    }
}

/// The store as it was at a moment.
package struct Past {
    package let reader: Reader
    package let moment: Moment
    package var effectiveAt: Instant { self.moment.effectiveAt }
    /// Whether the moment is now, which is read without looking through versions.
    private let isNow: Bool

    package init(_ reader: Reader, at moment: Moment) {
        self.reader = reader
        self.moment = moment
        self.isNow = false
    }

    init(_ reader: Reader, _ past: Moment?, now: Instant) {
        self.reader = reader
        self.moment = past ?? Moment(effectiveAt: now, knownAt: now)
        self.isNow = past == nil
    }

    package func named<R: Resource>(_ type: R.Type, _ name: String) throws -> R? {
        guard !name.isEmpty else { return nil }
        return self.isNow
            ? try self.reader.current(type, named: name)
            : try self.reader.asOf(type, named: name, self.moment)
    }

    /// Every resource that matches, in the order of.
    package func all<R: Resource>(
        _ type: R.Type, where pairs: [(field: String, value: String)]
    ) throws -> [R] {
        if self.isNow { return try self.reader.all(type, where: pairs) }
        var all: [R] = []
        var next: String?
        repeat {
            let page = try self.reader.list(
                type, at: self.moment, where: pairs, after: next, limit: StorageLimits.pageRows
            ) { (resource: R) throws(StorageFailure) in
                let indexed = resource.indexed
                return pairs.allSatisfy { pair in indexed.contains { $0 == pair } } ? resource : nil
            }
            all += page.items
            next = page.next
        } while next != nil
        return all
    }
}

extension Reader {
    /// A resource as it may be told: by the rules of the method that reads it, or else to those it
    /// belongs to and the management body.
    fileprivate func shown<R: Resource>(
        _ resource: R, to actor: Actor, by method: MethodDescriptor?
    ) throws(StorageFailure) -> R? {
        guard let method else {
            if actor.partyRole == .managementBody || actor.partyRole == .meshService {
                return resource
            }
            return try self.owns(actor.party, resource) ? resource : nil
        }
        guard method.parties.contains(where: { $0 == actor.partyRole }) else { return nil }
        return try self.shown(resource, to: actor, method)
    }
}

extension MeshContract {
    /// The method whose rules hold for reading one resource of a type: its Get, or else its List.
    static func read(of type: String) -> MethodDescriptor? {
        guard let dot = type.lastIndex(of: ".") else { return nil }
        let (package, message) = (type[...dot], type[type.index(after: dot)...])
        let reads = Self.methods.filter { method in
            method.resource == message && method.service.hasPrefix(package)
                && method.callClass == .noSideEffects && method.command.isEmpty
        }
        return reads.first { $0.method == "Get\(message)" }
            ?? reads.first { $0.method.hasPrefix("List") }
    }

    /// The service that owns a resource by its name; `nil` for what is none.
    package static func owner(of name: String) -> String? {
        let collection = name.prefix { $0 != "/" }
        guard let type = Self.resources.first(where: { $0.collection == collection }) else {
            return nil
        }
        return type.fullName.split(separator: ".").dropFirst().first.map(String.init)
    }
}

extension Support {
    /// What names a version, such as "measurements/m-1@2".
    package static func version(_ versioned: String) -> Support {
        let parts = versioned.split(separator: "@")
        return .resource(
            parts.first.map(String.init) ?? versioned,
            version: parts.dropFirst().first.flatMap { Int64($0) } ?? 0)
    }
}

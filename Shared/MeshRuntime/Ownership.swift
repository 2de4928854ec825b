import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshWire

/// Who stands for the owners of a resource.
///
/// Owners are parties; what is kept about a person names the person. For a person stand who employs
/// them now and the individual user that they are (R6.1-3, R5.5-5).
extension Reader {
    /// Whether a party is an owner of a resource, or stands for one now.
    package func owns<R: Resource>(_ party: String, _ resource: R) throws(StorageFailure) -> Bool {
        if resource.owners.contains(party) { return true }
        return try self.persons(owning: resource).contains { $0.owners.contains(party) }
    }

    /// Whether a party may read a resource: its own, or one disclosed to it or to whom it stands for.
    package func mayRead<R: Resource>(
        _ party: String, _ resource: R
    ) throws(StorageFailure) -> Bool {
        if try self.owns(party, resource) { return true }
        guard R.isDisclosed else { return false }
        var last: String?
        while true {
            let page = try self.list(
                Disclosure.self, where: [("resource", resource.name)], after: last)
            for disclosure in page where try self.owns(party, disclosure) { return true }
            guard page.count == StorageLimits.pageRows else { return false }
            last = page.last?.name
        }
    }

    /// Whether a read that asks for ownership may show `resource`; others are as good as absent.
    ///
    /// Who employed a person on the day a resource is of goes on reading it, and nothing else.
    package func shows<R: Resource>(
        _ resource: R, to actor: Actor, _ method: MethodDescriptor
    ) throws(StorageFailure) -> Bool {
        guard method.own, actor.partyRole != .managementBody, actor.partyRole != .meshService else {
            return true
        }
        if try self.mayRead(actor.party, resource) { return true }
        guard let day = CivilDate(resource.ownedOn) else { return false }
        return try self.persons(owning: resource).contains { $0.employer(on: day) == actor.party }
    }

    /// A resource as a read shows it; `nil` when it may not.
    ///
    /// What anybody may read is shown without its personal data, except to its own parties and the
    /// management body.
    package func shown<R: Resource>(
        _ resource: R, to actor: Actor, _ method: MethodDescriptor
    ) throws(StorageFailure) -> R? {
        guard try self.shows(resource, to: actor, method) else { return nil }
        if method.own || actor.partyRole == .managementBody || actor.partyRole == .meshService {
            return resource
        }
        return try self.owns(actor.party, resource) ? resource : resource.redacted()
    }

    /// The persons among the owners of a resource, as this service knows them from registry.
    func persons<R: Resource>(owning resource: R) throws(StorageFailure) -> [Person] {
        var persons: [Person] = []
        for owner in resource.owners where owner.hasPrefix("\(Person.collection)/") {
            if let person = try self.current(Person.self, named: owner) { persons.append(person) }
        }
        return persons
    }
}

extension Person {
    /// Who employed the person on a day; `nil` when nobody did.
    package func employer(on day: CivilDate) -> String? {
        self.employments.first { employment in
            guard let from = CivilDate(employment.from), from <= day else { return false }
            return CivilDate(employment.until).map { day < $0 } ?? true
        }?.employer
    }
}

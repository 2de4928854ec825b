import MeshAPI
import MeshRPC
import MeshStorage
import MeshWire

/// A resource with personal data that somebody else reads.
package struct PersonalRead: Sendable {
    var name: String
    var version: Int64
}

extension Reader {
    /// What the audit trail has to tell of a read (RX-1); `nil` when the resource is the reader's
    /// own or holds nothing personal.
    ///
    /// Personal is what the contract marks so, and all that belongs to a natural person.
    package func personalRead<R: Resource>(
        of resource: R, by actor: Actor
    ) throws(StorageFailure) -> PersonalRead? {
        guard actor.partyRole != .meshService, !resource.owners.contains(actor.party) else {
            return nil
        }
        let persons = try self.persons(owning: resource)
        if persons.contains(where: { $0.party == actor.party }) { return nil }
        if resource.redacted() == resource, persons.isEmpty, try !self.isOfNaturalPerson(resource) {
            return nil
        }
        return PersonalRead(name: resource.name, version: resource.version)
    }

    private func isOfNaturalPerson<R: Resource>(_ resource: R) throws(StorageFailure) -> Bool {
        for owner in resource.owners {
            let party = try self.current(Party.self, named: owner)
            if party?.roles.contains(.individualUser) == true { return true }
        }
        return false
    }
}

extension ServiceContext {
    /// Keeps what was read in the audit trail; until that is on disk nothing is given out.
    package func keep(_ reads: [PersonalRead], _ call: Call) async throws(RPCFailure) {
        guard !reads.isEmpty else { return }
        do {
            try await self.store.write { transaction in
                let now = self.clock.now
                for read in reads { try transaction.audit(AuditEntry(call, at: now, read: read)) }
            }
        } catch let failure as StorageFailure {
            throw RPCFailure(failure)
        } catch {
            throw RPCFailure(.internal, "The read was not audited: \(error)", origin: .handler)
        }
    }
}

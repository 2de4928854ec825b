import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage

extension ServiceContext {
    /// What somebody may get wrong on one day before they have to wait for the next.
    package static let wrongTriesPerDay = 10

    /// Whether the caller knows what only those know who were told, such as the number of a person.
    ///
    /// A wrong try is counted in the same transaction that finds it out, so that many at once are
    /// counted, too.
    ///
    /// - Parameter what: All that is tried under this name counts together, by principal and day.
    /// - Throws: RESOURCE_EXHAUSTED, whatever was tried, once the day's wrong tries are used up.
    package func isKnown(
        _ what: String, to call: Call, _ check: @escaping @Sendable (Act) throws -> Bool
    ) async throws(RPCFailure) -> Bool {
        do {
            return try await self.store.write { transaction in
                let now = self.clock.now
                let (day, tries) = (now.civilDate, "\(what) by \(call.principal)")
                guard try transaction.wrongTries(tries, on: day) < Self.wrongTriesPerDay else {
                    throw RPCFailure.triedTooOften(what, until: day.adding(days: 1))
                }
                let act = self.act(transaction, now: now, actor: call.actor, call: call)
                let isKnown = try check(act)
                if !isKnown { try transaction.noteWrongTry(tries, on: day) }
                return isKnown
            }
        } catch let failure as RPCFailure {
            throw failure
        } catch let failure as StorageFailure {
            throw RPCFailure(failure)
        } catch {
            throw RPCFailure(.internal, "\(call.method.path) failed: \(error)", origin: .handler)
        }
    }
}

extension RPCFailure {
    fileprivate static func triedTooOften(_ what: String, until day: CivilDate) -> RPCFailure {
        RPCFailure(
            .resourceExhausted,
            "\(what): \(ServiceContext.wrongTriesPerDay) wrong tries were made today; compare it with the document and go on from \(day.start).",
            verdict: .doNotRetry, origin: .handler)
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC

/// What a journal entry says about a change besides the resource itself.
package struct Change: Sendable, Hashable {
    /// Event type, such as `credit.record.confirmed`.
    package var type: String
    /// From when the fact holds.
    package var effectiveFrom: Instant
    /// Until when it holds, exclusive; `nil` until corrected.
    package var effectiveUntil: Instant?
    /// When the service learnt it.
    package var recordedAt: Instant
    /// When the next transition that follows from a date falls due; `nil` when none will.
    package var due: Instant?
    /// Account, party and role that acted; see the fields of the same names in `JournalEntry`.
    package var principal = ""
    package var party = ""
    package var partyRole: PartyRole?
    package var onBehalfOf = ""
    package var command = ""
    package var fromState = ""
    package var toState = ""
    package var reasonCode = ""
    /// Proves the request to whoever is given it; empty for a change caused by an event.
    package var requestDigest: [UInt8] = []
    package var address = ""
    /// Id of the first entry of the chain; empty makes this entry the first.
    package var correlationID = ""
    package var causationID = ""

    package init(
        type: String, effectiveFrom: Instant, effectiveUntil: Instant? = nil,
        recordedAt: Instant, due: Instant? = nil
    ) {
        self.type = type
        self.effectiveFrom = effectiveFrom
        self.effectiveUntil = effectiveUntil
        self.recordedAt = recordedAt
        self.due = due
    }
}

/// One version of a resource with both its times.
package struct ResourceVersion<Content: Sendable>: Sendable {
    package var content: Content
    package var effectiveFrom: Instant
    /// Exclusive; `nil` until corrected.
    package var effectiveUntil: Instant?
    package var recordedAt: Instant
    /// The service it was copied from; empty for the service's own.
    package var origin: String
    /// Sequence of its entry in the journal of its service.
    package var sequence: Int64
}

/// A resource whose state changes by its date alone.
package struct DueResource: Sendable, Hashable {
    /// Full message name.
    package var kind: String
    package var name: String
}

/// How a stored interval without end is written.
///
/// A number instead of NULL lets one comparison serve both kinds of interval.
enum EffectiveEnd {
    static let open = Int64.max

    static func stored(_ until: Instant?) -> Int64 { until?.microseconds ?? Self.open }

    static func instant(_ stored: Int64) -> Instant? {
        stored == Self.open ? nil : Instant(microseconds: stored)
    }
}

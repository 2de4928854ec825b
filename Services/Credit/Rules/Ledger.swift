import MeshPrimitives

/// One entry of a credit ledger: a behaviour that counts, or what becomes of one that was posted.
package struct LedgerLine: Sendable, Hashable {
    package enum Kind: Sendable, Hashable, CaseIterable {
        /// A behaviour counts from its determination on.
        case posting
        /// The posting weighs nothing from the day on: repaired, or withdrawn from its beginning.
        case reversal
        /// The posting is disputed from the day on, until the dispute is settled.
        case dispute
        case settlement
        /// The posting is shielded from the day on, until it is not (暂时屏蔽).
        case shield
        case unshield
        /// The posting counts again from the day on: its repair was revoked.
        case restoration
    }

    /// Of the entry itself.
    package let id: String
    package let kind: Kind
    /// The posting it acts on; of a posting, its own id.
    package let posting: String
    /// The day from which it acts; of a posting, the date of the determining document.
    package let effective: CivilDate
    package let behaviour: String
    package let determinedBy: String
    package let directDUntil: CivilDate?

    /// A posting.
    package init(
        posting id: String, _ behaviour: String, determined: CivilDate, by authority: String = "",
        directDUntil: CivilDate? = nil
    ) {
        self.id = id
        self.kind = .posting
        self.posting = id
        self.effective = determined
        self.behaviour = behaviour
        self.determinedBy = authority
        self.directDUntil = directDUntil
    }

    /// What becomes of a posting.
    package init(id: String, _ kind: Kind, of posting: String, from day: CivilDate) {
        self.id = id
        self.kind = kind
        self.posting = posting
        self.effective = day
        self.behaviour = ""
        self.determinedBy = ""
        self.directDUntil = nil
    }
}

/// Folds a ledger into the facts a score is computed from.
///
/// Entries are never edited, so a ledger of an earlier time is a prefix of today's; what was known
/// then is the fold over that prefix.
///
/// - Source: requirement R5.2-15 (design, peers 3.5).
package enum Ledger {
    /// - Parameters:
    ///   - lines: In the order they were written.
    ///   - day: The legal date: what acts later has not happened yet.
    /// - Returns: One fact for each posting, in the order they were posted.
    package static func facts(_ lines: [LedgerLine], asOf day: CivilDate) -> [CreditFact] {
        var order: [String] = []
        var postings: [String: Standing] = [:]
        for line in lines {
            if line.kind == .posting {
                if postings[line.id] == nil { order.append(line.id) }
                postings[line.id] = Standing(line)
            } else {
                postings[line.posting]?.apply(line, asOf: day)
            }
        }
        return order.compactMap { postings[$0]?.fact }
    }

    /// Postings that are taken back, from whatever day.
    package static func reversed(_ lines: [LedgerLine]) -> Set<String> {
        var reversed: Set<String> = []
        for line in lines {
            if line.kind == .reversal { reversed.insert(line.posting) }
            if line.kind == .restoration { reversed.remove(line.posting) }
        }
        return reversed
    }

    private struct Standing {
        let posting: LedgerLine
        var endedOn: CivilDate?
        var isDisputed = false
        var isShielded = false

        init(_ posting: LedgerLine) { self.posting = posting }

        mutating func apply(_ line: LedgerLine, asOf day: CivilDate) {
            switch line.kind {
            case .posting: break
            case .reversal: self.endedOn = min(self.endedOn ?? line.effective, line.effective)
            // A repair that ended a shielded posting ended the shield with it.
            case .restoration where line.effective <= day:
                (self.endedOn, self.isShielded) = (nil, false)
            case .dispute where line.effective <= day: self.isDisputed = true
            case .settlement where line.effective <= day: self.isDisputed = false
            case .shield where line.effective <= day: self.isShielded = true
            case .unshield where line.effective <= day: self.isShielded = false
            case .restoration, .dispute, .settlement, .shield, .unshield: break
            }
        }

        var fact: CreditFact {
            CreditFact(
                id: self.posting.id, behaviour: self.posting.behaviour,
                determined: self.posting.effective, determinedBy: self.posting.determinedBy,
                endedOn: self.endedOn, isDisputed: self.isDisputed, isShielded: self.isShielded,
                directDUntil: self.posting.directDUntil)
        }
    }
}

extension CreditScore {
    /// The score of a ledger on a day.
    ///
    /// - Parameters:
    ///   - previous: The published grade before, for the model's upgrade limit.
    ///   - observations: Months the score rests on, for a model with shrinkage.
    /// - Throws: A refusal when a behaviour is unknown to the model.
    package static func compute(
        _ model: CreditModel, ledger lines: [LedgerLine], asOf day: CivilDate,
        previous: Grade? = nil, observations: Int64
    ) throws(Refusal) -> CreditScore {
        let facts = Ledger.facts(lines, asOf: day)
        return try Self.compute(
            model, facts, asOf: day, isNewEntity: !facts.haveCounted(by: day), previous: previous,
            observations: observations)
    }
}

/// One requirement of the catalogue, in our words.
///
/// Only what ``sources`` calls `seed` is in the standard's own text, of which an excerpt up to the
/// middle of clause 5.2 c) is known. Nothing else may be shown as required by the standard.
package struct Requirement: Hashable, Sendable {
    /// `R5.2-11`, or `RX-1` for what cuts across all clauses.
    package var id: String
    /// The clause of the standard, `5.2`, or `cross-cutting`.
    package var clause: String
    package var titleChinese: String
    package var titleEnglish: String
    package var textStatus: TextStatus
    /// Where it comes from, the strongest first; never empty.
    package var sources: [RequirementSource]
    /// Names of the services that answer for it, the leading one first, in lower case.
    package var owners: [String]
    package var rule: String

    init(
        _ id: String, clause: String, titleChinese: String, titleEnglish: String,
        textStatus: TextStatus, sources: [RequirementSource], owners: [String], rule: String
    ) {
        self.id = id
        self.clause = clause
        self.titleChinese = titleChinese
        self.titleEnglish = titleEnglish
        self.textStatus = textStatus
        self.sources = sources
        self.owners = owners
        self.rule = rule
    }
}

/// How much of the clause the requirement belongs to is known as text.
package enum TextStatus: String, CaseIterable, Hashable, Sendable {
    case full = "full in the excerpt"
    case cut = "cut in the excerpt"
    case absent = "not in the excerpt"
}

/// What says so.
package enum RequirementSource: Hashable, Sendable {
    /// The excerpt of the standard, at `item`: `4`, `5.1`, `5.2 a`, `5.2 b` or `5.2 c`.
    case seed(item: String, note: String?)
    /// A public source other than the standard; see ``RequirementCatalogue/found``.
    case found(key: String, note: String?)
    /// Nobody was seen to say it; it follows from `basis`.
    case inferred(basis: String)
    /// Our own decision, made so that a rule can be computed.
    case design(note: String?)

    /// The tag as the catalogue writes it: `seed 5.2 c`, `found F6: contents list`, `design`.
    package var tag: String {
        switch self {
        case .seed(let item, let note): Self.tag("seed \(item)", note)
        case .found(let key, let note): Self.tag("found \(key)", note)
        case .inferred(let basis): Self.tag("inferred", basis)
        case .design(let note): Self.tag("design", note)
        }
    }

    private static func tag(_ head: String, _ note: String?) -> String {
        note.map { "\(head): \($0)" } ?? head
    }
}

/// A public source that covers the same matter as a clause whose text is not known.
package struct FoundSource: Hashable, Sendable {
    /// `F1` to `F32`.
    package var key: String
    package var what: String

    init(_ key: String, _ what: String) {
        self.key = key
        self.what = what
    }
}

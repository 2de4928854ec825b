import CreditRules
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage

/// Reads the items of an archive's sections, each with where it comes from and since when.
struct ArchiveReading {
    let reader: Reader
    let archive: Archive
    let actor: Actor
    let now: Instant
    /// Whose personal data was read, for the audit trail (RX-1).
    private(set) var personal: [PersonalRead] = []

    init(_ reader: Reader, _ archive: Archive, by actor: Actor, at now: Instant) throws {
        self.now = now
        self.reader = reader
        self.archive = archive
        self.actor = actor
        self.isInside =
            try actor.partyRole == .managementBody || reader.owns(actor.party, archive)
        if let read = try reader.personalRead(of: archive, by: actor) { self.personal = [read] }
    }

    /// The management body, the subject and who stands for it read all; others what is theirs.
    private let isInside: Bool

    /// The sections that the caller may read, in the order of the model.
    ///
    /// - Parameter code: One section alone; empty for all.
    mutating func sections(
        by model: ScoringModel, only code: String
    ) throws -> GetArchiveSectionsResponse {
        let layout = try ArchiveLayout(model).sections.map(ArchiveSection.init)
        let readable = layout.filter { section in
            (code.isEmpty || section.code == code)
                && (self.isInside || section.audience.includes(self.actor))
        }
        guard code.isEmpty || !readable.isEmpty else {
            throw RPCFailure.invalidArgument(
                field: "section", rule: "no section \(code) that you may read (R5.2-10)",
                remedy: "leave it out to see those there are")
        }
        let contents = try readable.map { section in
            var (items, total) = try self.items(of: section.source)
            for index in items.indices { items[index].publicLevel = section.audience }
            return ArchiveSectionContent(
                code: section.code, title: section.title, publicLevel: section.audience,
                items: items, total: Int64(total))
        }
        return GetArchiveSectionsResponse(
            archive: self.archive.name, subject: self.archive.subject, model: model.name,
            sections: contents)
    }

    /// Items of a section in one answer.
    private static let itemLimit = 200
    /// Versions of an item that are searched for what it corrected, from the newest back.
    private static let versionLimit = 20

    /// The newest items of a section, and how many it has.
    private typealias Items = (newest: [ArchiveItem], total: Int)

    private mutating func items(of source: ArchiveSource) throws -> Items {
        switch source {
        case .party: try self.party()
        case .qualifications: try self.qualifications()
        case .contracts: try self.contracts()
        case .months: try self.months()
        case .goodRecords: try self.records { $0.good }
        case .badRecords: try self.records { !$0.good }
        case .evaluations: try self.evaluations()
        case .restrictions: try self.restrictions()
        case .statements: try self.statements()
        case .unspecified: ([], 0)
        }
    }

    private func party() throws -> Items {
        guard let party = try self.reader.current(Party.self, named: self.archive.subject) else {
            return ([], 0)
        }
        let summary = "\(party.displayName), \(party.creditCode)"
        return ([try self.item(party, since: self.saved(party), summary, "registry")], 1)
    }

    private func qualifications() throws -> Items {
        try self.newest(Qualification.self, self.owned(by: "provider"), [.approved]) {
            self.item(
                $0, since: $1, "\($0.kind) \($0.number) by \($0.issuer)", "registry",
                validUntil: $0.validUntil)
        }
    }

    private func contracts() throws -> Items {
        let role = self.archive.subjectKind == .provider ? "provider" : "using_organisation"
        return try self.newest(Contract.self, self.owned(by: role), []) {
            self.item(
                $0, since: $1, "\($0.state.label), \($0.product), from \($0.startDate)",
                "registry", validUntil: $0.endDate)
        }
    }

    private func months() throws -> Items {
        try self.newest(Period.self, self.owned(by: "provider"), [.final, .corrected]) {
            month, since in
            let summary =
                "\(month.month): \(month.outcome.label), \(month.availableMinutes)/\(month.totalMinutes) min"
            return self.item(
                month, since: since, summary, "quality",
                correctionOf: try self.earlier(month) { $0.downMinutes != month.downMinutes })
        }
    }

    /// Inside, the records; outside, what is published of them.
    private func records(where isMeant: (Record) -> Bool) throws -> Items {
        let records = try self.newestRecords().filter { isMeant($0.content) }
        guard self.isInside else {
            let shown = try records.compactMap { try self.published($0.content) }
            return (
                try shown.prefix(Self.itemLimit).map {
                    self.item(
                        $0, since: try self.saved($0), $0.behaviour, "credit",
                        validUntil: $0.publicUntil)
                }, shown.count
            )
        }
        let items = try records.prefix(Self.itemLimit).map { record, since in
            self.item(
                record, since: since, "\(record.state.label) \(record.behaviour)", "credit",
                validUntil: record.publicationUntil,
                correctionOf: try self.earlier(record) {
                    $0.facts != record.facts || $0.behaviour != record.behaviour
                })
        }
        return (items, records.count)
    }

    private func published(_ record: Record) throws -> Publication? {
        let name = "\(Publication.collection)/\(resourceID(of: record.name))"
        guard let publication = try self.reader.current(Publication.self, named: name),
            let shown = try self.reader.shown(publication, to: self.actor, self.now),
            shown.state == .published
        else { return nil }
        return shown
    }

    private func evaluations() throws -> Items {
        try self.newest(Evaluation.self, ("archive", self.archive.name), [.final]) {
            self.item(
                $0, since: $1, "\($0.grade) as of \($0.asOf)", "credit",
                correctionOf: $0.recomputedFrom)
        }
    }

    private func restrictions() throws -> Items {
        let name = "\(Restriction.collection)/\(resourceID(of: self.archive.name))"
        guard let restriction = try self.reader.current(Restriction.self, named: name),
            restriction.state == .imposed
        else { return ([], 0) }
        let summary = "imposed at grade \(restriction.grade)"
        return ([try self.item(restriction, since: self.saved(restriction), summary, "credit")], 1)
    }

    private mutating func statements() throws -> Items {
        let stated = try self.newestRecords().filter { !$0.content.statement.isEmpty }
        let shown = stated.prefix(Self.itemLimit)
        self.personal += try shown.compactMap {
            try self.reader.personalRead(of: $0.content, by: self.actor)
        }
        return (
            shown.map { self.item($0, since: $1, $0.statement, self.archive.subject) },
            stated.count
        )
    }

    /// The newest records of either kind; an archive with more of them than a page shows the rest to
    /// who lists them.
    private func newestRecords() throws -> [(content: Record, recordedAt: Instant)] {
        try self.reader.newest(Record.self, where: [("archive", self.archive.name)])
    }

    private func newest<R: Resource>(
        _ type: R.Type, _ pair: (field: String, value: String), _ states: [R.State],
        _ item: (R, Instant) throws -> ArchiveItem
    ) throws -> Items {
        let labels = states.map(\.label)
        let found = try self.reader.newest(
            type, where: [pair], states: labels, limit: Self.itemLimit)
        let total =
            found.count < Self.itemLimit
            ? found.count : try self.reader.count(type, where: [pair], states: labels)
        return (try found.map { try item($0.content, $0.recordedAt) }, total)
    }

    private func owned(by field: String) -> (field: String, value: String) {
        (field, self.archive.subject)
    }

    /// The newest version that said otherwise, as "name@version"; empty when none of the last did.
    private func earlier<R: Resource>(
        _ resource: R, where differs: (R) -> Bool
    ) throws -> String {
        let versions = try self.reader.history(
            R.self, named: resource.name,
            after: max(0, resource.version - Int64(Self.versionLimit)), limit: Self.versionLimit)
        guard let earlier = versions.last(where: { differs($0.content) }) else { return "" }
        return "\(resource.name)@\(earlier.content.version)"
    }

    /// When the newest version of a resource was recorded.
    private func saved<R: Resource>(_ resource: R) throws -> Instant? {
        try self.reader.history(
            R.self, named: resource.name, after: resource.version - 1, limit: 1
        ).first?.recordedAt
    }

    private func item<R: Resource>(
        _ resource: R, since: Instant?, _ summary: String, _ source: String,
        validUntil: String = "", correctionOf: String = ""
    ) -> ArchiveItem {
        ArchiveItem(
            resource: resource.name, resourceVersion: resource.version, summary: summary,
            source: source, collectedAt: since, validUntil: validUntil, correctionOf: correctionOf)
    }
}

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
            let items = try self.items(of: section.source)
            return ArchiveSectionContent(
                code: section.code, title: section.title, publicLevel: section.audience,
                items: Self.newest(items, section.audience), total: Int64(items.count))
        }
        return GetArchiveSectionsResponse(
            archive: self.archive.name, subject: self.archive.subject, model: model.name,
            sections: contents)
    }

    private static func newest(_ items: [ArchiveItem], _ level: Audience) -> [ArchiveItem] {
        let start = Instant(microseconds: 0)
        return items.sorted { ($0.collectedAt ?? start) > ($1.collectedAt ?? start) }
            .prefix(Self.itemLimit).map { item in
                var item = item
                item.publicLevel = level
                return item
            }
    }

    private static let itemLimit = 200

    private mutating func items(of source: ArchiveSource) throws -> [ArchiveItem] {
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
        case .unspecified: []
        }
    }

    private func party() throws -> [ArchiveItem] {
        guard let party = try self.reader.current(Party.self, named: self.archive.subject) else {
            return []
        }
        return [try self.item(party, "\(party.displayName), \(party.creditCode)", "registry")]
    }

    private func qualifications() throws -> [ArchiveItem] {
        try self.all(Qualification.self, "provider").filter { $0.state == .approved }.map {
            try self.item(
                $0, "\($0.kind) \($0.number) by \($0.issuer)", "registry",
                validUntil: $0.validUntil)
        }
    }

    private func contracts() throws -> [ArchiveItem] {
        let role = self.archive.subjectKind == .provider ? "provider" : "using_organisation"
        return try self.all(Contract.self, role).map {
            try self.item(
                $0, "\($0.state.label), \($0.product), from \($0.startDate)", "registry",
                validUntil: $0.endDate)
        }
    }

    private func months() throws -> [ArchiveItem] {
        try self.all(Period.self, "provider").filter { [.final, .corrected].contains($0.state) }
            .map { month in
                let summary =
                    "\(month.month): \(month.outcome.label), \(month.availableMinutes)/\(month.totalMinutes) min"
                return try self.item(
                    month, summary, "quality",
                    correctionOf: self.earlier(month) { $0.downMinutes != month.downMinutes })
            }
    }

    /// Inside, the records; outside, what is published of them.
    private func records(where isMeant: (Record) -> Bool) throws -> [ArchiveItem] {
        try self.reader.all(Record.self, where: [("archive", self.archive.name)]).filter(isMeant)
            .compactMap { record in
                guard !self.isInside else {
                    return try self.item(
                        record, "\(record.state.label) \(record.behaviour)", "credit",
                        validUntil: record.publicationUntil,
                        correctionOf: self.earlier(record) {
                            $0.facts != record.facts || $0.behaviour != record.behaviour
                        })
                }
                let name = "\(Publication.collection)/\(resourceID(of: record.name))"
                guard let publication = try self.reader.current(Publication.self, named: name),
                    let shown = try self.reader.shown(publication, to: self.actor, self.now),
                    shown.state == .published
                else { return nil }
                return try self.item(
                    shown, shown.behaviour, "credit", validUntil: shown.publicUntil)
            }
    }

    private func evaluations() throws -> [ArchiveItem] {
        try self.reader.all(
            Evaluation.self, where: [("archive", self.archive.name)], states: [.final]
        ).map {
            try self.item(
                $0, "\($0.grade) as of \($0.asOf)", "credit", correctionOf: $0.recomputedFrom)
        }
    }

    private func restrictions() throws -> [ArchiveItem] {
        let name = "\(Restriction.collection)/\(resourceID(of: self.archive.name))"
        guard let restriction = try self.reader.current(Restriction.self, named: name),
            restriction.state == .imposed
        else { return [] }
        return [try self.item(restriction, "imposed at grade \(restriction.grade)", "credit")]
    }

    private mutating func statements() throws -> [ArchiveItem] {
        let stated = try self.reader.all(Record.self, where: [("archive", self.archive.name)])
            .filter { !$0.statement.isEmpty }
        self.personal += try stated.compactMap {
            try self.reader.personalRead(of: $0, by: self.actor)
        }
        return try stated.map { try self.item($0, $0.statement, self.archive.subject) }
    }

    private func all<R: Resource>(_ type: R.Type, _ owner: String) throws -> [R] {
        try self.reader.all(type, where: [(owner, self.archive.subject)])
    }

    /// The newest version that said otherwise, as "name@version"; empty when none did.
    private func earlier<R: Resource>(
        _ resource: R, where differs: (R) -> Bool
    ) throws -> String {
        let versions = try self.reader.history(R.self, named: resource.name)
        guard let earlier = versions.last(where: { differs($0.content) }) else { return "" }
        return "\(resource.name)@\(earlier.content.version)"
    }

    private func item<R: Resource>(
        _ resource: R, _ summary: String, _ source: String, validUntil: String = "",
        correctionOf: String = ""
    ) throws -> ArchiveItem {
        let version = try self.reader.history(
            R.self, named: resource.name, after: resource.version - 1, limit: 1
        ).first
        return ArchiveItem(
            resource: resource.name, resourceVersion: resource.version, summary: summary,
            source: source, collectedAt: version?.recordedAt, validUntil: validUntil,
            correctionOf: correctionOf)
    }
}

import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// Whose credit is kept: a party in one of its roles, or a person (R5.2-9).
struct Subject: Hashable {
    let name: String
    let kind: SubjectKind

    init(_ name: String, _ kind: SubjectKind) {
        self.name = name
        self.kind = kind
    }

    init(_ archive: Archive) { self.init(archive.subject, archive.subjectKind) }

    init(_ record: Record) { self.init(record.subject, record.subjectKind) }

    /// What a request names; without a kind a party is meant as provider.
    static func named(_ name: String, _ kind: SubjectKind) -> Subject {
        guard kind == .unspecified else { return Subject(name, kind) }
        return Subject(name, name.hasPrefix("persons/") ? .person : .provider)
    }

    var archive: String { "\(Archive.collection)/\(self.archiveID)" }

    /// What its archive, ledger entries and restriction are named after.
    var archiveID: String {
        let id = resourceID(of: self.name)
        return self.kind.idPart == SubjectKind.provider.idPart ? id : "\(self.kind.idPart)-\(id)"
    }
}

extension SubjectKind {
    /// As it stands in resource ids, which have no capitals; without a kind a provider is meant.
    var idPart: String {
        switch self {
        case .provider, .unspecified: "provider"
        case .person: "person"
        case .usingOrganisation: "using"
        case .managementBody: "body"
        }
    }
}

extension Act {
    /// The archive of a subject, or NOT_FOUND.
    func archive(of subject: Subject) throws -> Archive {
        let archive = try self.existing(Archive.self, subject.archive)
        guard archive.subject == subject.name else {
            throw RPCFailure.notFound(subject.archive, in: Archive.collection)
        }
        return archive
    }

    /// Opens the archive of a new subject at the model's grade for one without records.
    func openArchive(of subject: Subject) throws {
        if let known = try self.current(Archive.self, subject.archive) {
            guard known.subject == subject.name else {
                throw Refusal(
                    code: "ARCHIVE_NAME_TAKEN", subject: subject.archive,
                    message: "\(subject.archive) is the archive of \(known.subject)",
                    remedy: "register \(subject.name) under another id", requirement: "R5.2-9",
                    source: "design")
            }
            return
        }
        var archive = Archive(
            name: subject.archive, state: .open, subject: subject.name, subjectKind: subject.kind)
        try Scoring.rate(self, &archive, [])
        archive.publishedGrade = archive.runningGrade
        try self.saveArchive(archive, "open", from: "")
    }

    /// Who is no longer registered keeps an archive that nobody adds to.
    func freezeArchives(of party: String) throws {
        for archive in try self.list(Archive.self, where: [("subject", party)])
        where archive.state == .open {
            var frozen = archive
            frozen.state = .frozen
            try self.saveArchive(frozen, "freeze", from: archive.state.label)
        }
    }

    /// - Parameter command: What is written into the journal.
    func saveArchive(_ archive: Archive, _ command: String, from state: String? = nil) throws {
        _ = try self.save(
            archive, Lifecycle<Archive, NoFacts>?.none, command: command,
            from: state ?? archive.state.label)
    }
}

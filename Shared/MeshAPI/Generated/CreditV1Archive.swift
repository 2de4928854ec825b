// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// The credit archive of a subject (信用档案). R5.2-9, R5.2-10.
public struct Archive: WireMessage {
    public static let fullName = "govmesh.credit.v1.Archive"

    /// "archives/{party id}" of a provider; "archives/person-{id}", "using-{id}", "body-{id}" of the others.
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Archive.State = .unspecified
    public var subject: String = ""
    /// GetArchive computes it for the moment asked for; a list shows it as of `running_as_of`, the day
    /// the ledger last changed (R5.2-15).
    public var runningScoreMilliPoints: Int64 = 0
    public var runningGrade: String = ""
    /// Changes only by a final evaluation or a direct-D rule.
    public var publishedGrade: String = ""
    /// The evaluation behind the published grade; empty for a new entity.
    public var evaluation: String = ""
    public var evaluationVersion: Int64 = 0
    /// The model behind the running score, and the day it is the score of.
    public var model: String = ""
    public var subjectKind: SubjectKind = .unspecified
    public var runningAsOf: String = ""
    /// Entries in its ledger; the next one is numbered one higher.
    public var entries: Int64 = 0
    /// What the running score would be if every open objection were upheld, and if every record that
    /// waits for a decision were confirmed today: an appeal is part of the arithmetic. Of GetArchive.
    public var scoreIfUpheldMilliPoints: Int64 = 0
    public var scoreIfConfirmedMilliPoints: Int64 = 0
    /// Final months of contracts within 12 months: how much the score rests on. Of GetArchive.
    public var observations: Int64 = 0
    /// How far the running score is to be trusted; absent when the model has no shrinkage. Of GetArchive.
    public var confidence: Confidence? = nil

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Archive.State = .unspecified,
        subject: String = "",
        runningScoreMilliPoints: Int64 = 0,
        runningGrade: String = "",
        publishedGrade: String = "",
        evaluation: String = "",
        evaluationVersion: Int64 = 0,
        model: String = "",
        subjectKind: SubjectKind = .unspecified,
        runningAsOf: String = "",
        entries: Int64 = 0,
        scoreIfUpheldMilliPoints: Int64 = 0,
        scoreIfConfirmedMilliPoints: Int64 = 0,
        observations: Int64 = 0,
        confidence: Confidence? = nil
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.subject = subject
        self.runningScoreMilliPoints = runningScoreMilliPoints
        self.runningGrade = runningGrade
        self.publishedGrade = publishedGrade
        self.evaluation = evaluation
        self.evaluationVersion = evaluationVersion
        self.model = model
        self.subjectKind = subjectKind
        self.runningAsOf = runningAsOf
        self.entries = entries
        self.scoreIfUpheldMilliPoints = scoreIfUpheldMilliPoints
        self.scoreIfConfirmedMilliPoints = scoreIfConfirmedMilliPoints
        self.observations = observations
        self.confidence = confidence
    }

    /// `govmesh.credit.v1.Archive.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case `open` = 1
        case frozen = 2

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .`open`: "open"
                case .frozen: "frozen"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .`open`: "STATE_OPEN"
                case .frozen: "STATE_FROZEN"
            }
        }
    }
}

extension Archive: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Archive>?) {
        govmesh__credit__v1__archive__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__Archive>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.subject = FromC.text(c.pointee.subject)
        self.runningScoreMilliPoints = c.pointee.running_score_milli_points
        self.runningGrade = FromC.text(c.pointee.running_grade)
        self.publishedGrade = FromC.text(c.pointee.published_grade)
        self.evaluation = FromC.text(c.pointee.evaluation)
        self.evaluationVersion = c.pointee.evaluation_version
        self.model = FromC.text(c.pointee.model)
        self.subjectKind = FromC.value(c.pointee.subject_kind.rawValue)
        self.runningAsOf = FromC.text(c.pointee.running_as_of)
        self.entries = c.pointee.entries
        self.scoreIfUpheldMilliPoints = c.pointee.score_if_upheld_milli_points
        self.scoreIfConfirmedMilliPoints = c.pointee.score_if_confirmed_milli_points
        self.observations = c.pointee.observations
        self.confidence = FromC.message(c.pointee.confidence)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__Archive>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.subject = arena.text(self.subject)
        c.pointee.running_score_milli_points = self.runningScoreMilliPoints
        c.pointee.running_grade = arena.text(self.runningGrade)
        c.pointee.published_grade = arena.text(self.publishedGrade)
        c.pointee.evaluation = arena.text(self.evaluation)
        c.pointee.evaluation_version = self.evaluationVersion
        c.pointee.model = arena.text(self.model)
        c.pointee.subject_kind = .init(rawValue: self.subjectKind.cValue())
        c.pointee.running_as_of = arena.text(self.runningAsOf)
        c.pointee.entries = self.entries
        c.pointee.score_if_upheld_milli_points = self.scoreIfUpheldMilliPoints
        c.pointee.score_if_confirmed_milli_points = self.scoreIfConfirmedMilliPoints
        c.pointee.observations = self.observations
        if let value = self.confidence { c.pointee.confidence = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("subject", self.subject)
        check.text("running_grade", self.runningGrade)
        check.text("published_grade", self.publishedGrade)
        check.text("evaluation", self.evaluation)
        check.text("model", self.model)
        check.text("running_as_of", self.runningAsOf)
        check.nested("confidence", self.confidence)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

extension Archive: Resource {
    public static let collection = "archives"
    public static let machine = ""

    public var owners: [String] {
        ([self.subject]).filter { !$0.isEmpty }
    }

    public static let indexedFields: [String] = ["subject_kind", "state", "subject"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("subject_kind", self.subjectKind.label))
        pairs.append(("state", self.state.label))
        pairs.append(("subject", self.subject))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.credit.v1.ListArchivesResponse`.
public struct ListArchivesResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListArchivesResponse"

    public var archives: [Archive] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        archives: [Archive] = [],
        nextPageToken: String = ""
    ) {
        self.archives = archives
        self.nextPageToken = nextPageToken
    }
}

extension ListArchivesResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListArchivesResponse>?) {
        govmesh__credit__v1__list_archives_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListArchivesResponse>) {
        self.archives = FromC.messages(c.pointee.n_archives, c.pointee.archives)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListArchivesResponse>, _ arena: Arena) {
        (c.pointee.n_archives, c.pointee.archives) = arena.list(self.archives) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("archives", self.archives.count)
        check.nested("archives", self.archives)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.GetArchiveSectionsRequest`.
public struct GetArchiveSectionsRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.GetArchiveSectionsRequest"

    public var subject: String = ""
    /// Unspecified: provider for a party, person for a person.
    public var subjectKind: SubjectKind = .unspecified
    /// The code of one section; empty for all that the caller may read.
    public var section: String = ""

    public init() {}

    public init(
        subject: String = "",
        subjectKind: SubjectKind = .unspecified,
        section: String = ""
    ) {
        self.subject = subject
        self.subjectKind = subjectKind
        self.section = section
    }
}

extension GetArchiveSectionsRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__GetArchiveSectionsRequest>?) {
        govmesh__credit__v1__get_archive_sections_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__GetArchiveSectionsRequest>) {
        self.subject = FromC.text(c.pointee.subject)
        self.subjectKind = FromC.value(c.pointee.subject_kind.rawValue)
        self.section = FromC.text(c.pointee.section)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__GetArchiveSectionsRequest>, _ arena: Arena) {
        c.pointee.subject = arena.text(self.subject)
        c.pointee.subject_kind = .init(rawValue: self.subjectKind.cValue())
        c.pointee.section = arena.text(self.section)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("subject", !self.subject.isEmpty)
        check.text("subject", self.subject, 1024, .resourceName)
        check.text("section", self.section, 1024, .resourceID)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// One thing in an archive.
public struct ArchiveItem: WireMessage {
    public static let fullName = "govmesh.credit.v1.ArchiveItem"

    public var resource: String = ""
    public var resourceVersion: Int64 = 0
    public var summary: String = ""
    /// Who says it: a service of the mesh, or the subject.
    public var source: String = ""
    public var collectedAt: Instant? = nil
    /// Its last day; empty when it has none.
    public var validUntil: String = ""
    /// What it corrected, as "name@version" or the name of an evaluation.
    public var correctionOf: String = ""
    public var publicLevel: Audience = .unspecified

    public init() {}

    public init(
        resource: String = "",
        resourceVersion: Int64 = 0,
        summary: String = "",
        source: String = "",
        collectedAt: Instant? = nil,
        validUntil: String = "",
        correctionOf: String = "",
        publicLevel: Audience = .unspecified
    ) {
        self.resource = resource
        self.resourceVersion = resourceVersion
        self.summary = summary
        self.source = source
        self.collectedAt = collectedAt
        self.validUntil = validUntil
        self.correctionOf = correctionOf
        self.publicLevel = publicLevel
    }
}

extension ArchiveItem: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ArchiveItem>?) {
        govmesh__credit__v1__archive_item__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ArchiveItem>) {
        self.resource = FromC.text(c.pointee.resource)
        self.resourceVersion = c.pointee.resource_version
        self.summary = FromC.text(c.pointee.summary)
        self.source = FromC.text(c.pointee.source)
        self.collectedAt = FromC.instant(c.pointee.collected_at)
        self.validUntil = FromC.text(c.pointee.valid_until)
        self.correctionOf = FromC.text(c.pointee.correction_of)
        self.publicLevel = FromC.value(c.pointee.public_level.rawValue)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ArchiveItem>, _ arena: Arena) {
        c.pointee.resource = arena.text(self.resource)
        c.pointee.resource_version = self.resourceVersion
        c.pointee.summary = arena.text(self.summary)
        c.pointee.source = arena.text(self.source)
        if let value = self.collectedAt { c.pointee.collected_at = arena.instant(value) }
        c.pointee.valid_until = arena.text(self.validUntil)
        c.pointee.correction_of = arena.text(self.correctionOf)
        c.pointee.public_level = .init(rawValue: self.publicLevel.cValue())
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("resource", self.resource)
        check.text("summary", self.summary, 8000)
        check.text("source", self.source)
        check.text("valid_until", self.validUntil)
        check.text("correction_of", self.correctionOf)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.summary = ""
        return copy
    }
}

/// A section with the newest of its items.
public struct ArchiveSectionContent: WireMessage {
    public static let fullName = "govmesh.credit.v1.ArchiveSectionContent"

    public var code: String = ""
    public var title: String = ""
    public var publicLevel: Audience = .unspecified
    /// At most 200; `total` says how many there are.
    public var items: [ArchiveItem] = []
    public var total: Int64 = 0

    public init() {}

    public init(
        code: String = "",
        title: String = "",
        publicLevel: Audience = .unspecified,
        items: [ArchiveItem] = [],
        total: Int64 = 0
    ) {
        self.code = code
        self.title = title
        self.publicLevel = publicLevel
        self.items = items
        self.total = total
    }
}

extension ArchiveSectionContent: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ArchiveSectionContent>?) {
        govmesh__credit__v1__archive_section_content__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ArchiveSectionContent>) {
        self.code = FromC.text(c.pointee.code)
        self.title = FromC.text(c.pointee.title)
        self.publicLevel = FromC.value(c.pointee.public_level.rawValue)
        self.items = FromC.messages(c.pointee.n_items, c.pointee.items)
        self.total = c.pointee.total
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ArchiveSectionContent>, _ arena: Arena) {
        c.pointee.code = arena.text(self.code)
        c.pointee.title = arena.text(self.title)
        c.pointee.public_level = .init(rawValue: self.publicLevel.cValue())
        (c.pointee.n_items, c.pointee.items) = arena.list(self.items) { arena.message($0) }
        c.pointee.total = self.total
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("code", self.code)
        check.text("title", self.title)
        check.items("items", self.items.count, 200)
        check.nested("items", self.items)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.items = self.items.map { $0.redacted() }
        return copy
    }
}

/// `govmesh.credit.v1.GetArchiveSectionsResponse`.
public struct GetArchiveSectionsResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.GetArchiveSectionsResponse"

    public var archive: String = ""
    public var subject: String = ""
    /// The model whose sections these are.
    public var model: String = ""
    public var sections: [ArchiveSectionContent] = []

    public init() {}

    public init(
        archive: String = "",
        subject: String = "",
        model: String = "",
        sections: [ArchiveSectionContent] = []
    ) {
        self.archive = archive
        self.subject = subject
        self.model = model
        self.sections = sections
    }
}

extension GetArchiveSectionsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__GetArchiveSectionsResponse>?) {
        govmesh__credit__v1__get_archive_sections_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__GetArchiveSectionsResponse>) {
        self.archive = FromC.text(c.pointee.archive)
        self.subject = FromC.text(c.pointee.subject)
        self.model = FromC.text(c.pointee.model)
        self.sections = FromC.messages(c.pointee.n_sections, c.pointee.sections)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__GetArchiveSectionsResponse>, _ arena: Arena) {
        c.pointee.archive = arena.text(self.archive)
        c.pointee.subject = arena.text(self.subject)
        c.pointee.model = arena.text(self.model)
        (c.pointee.n_sections, c.pointee.sections) = arena.list(self.sections) { arena.message($0) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("archive", self.archive)
        check.text("subject", self.subject)
        check.text("model", self.model)
        check.items("sections", self.sections.count, 40)
        check.nested("sections", self.sections)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.sections = self.sections.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.credit.v1.ArchiveService`.
public enum ArchiveServiceMethods {
    public static let getArchive = MethodDescriptor(
        service: "govmesh.credit.v1.ArchiveService", method: "GetArchive",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, resource: "Archive", requirements: ["R5.2-10", "RX-6"])

    public static let listArchives = MethodDescriptor(
        service: "govmesh.credit.v1.ArchiveService", method: "ListArchives",
        callClass: .noSideEffects, parties: [.managementBody], resource: "Archive")

    /// Returns the sections of an archive that the caller may read, as the model in force says. Others
    /// than the subject and the management body see of records what is published.
    public static let getArchiveSections = MethodDescriptor(
        service: "govmesh.credit.v1.ArchiveService", method: "GetArchiveSections",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], requirements: ["R5.2-10"])

    public static let all: [MethodDescriptor] = [
        getArchive,
        listArchives,
        getArchiveSections,
    ]
}

/// Archives; CollectionService/Explain tells what a grade rests on.
public protocol ArchiveServiceProvider: Sendable {
    func getArchive(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Archive
    func listArchives(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListArchivesResponse
    /// Returns the sections of an archive that the caller may read, as the model in force says. Others
    /// than the subject and the management body see of records what is published.
    func getArchiveSections(
        _ request: GetArchiveSectionsRequest, _ call: Call
    ) async throws(RPCFailure) -> GetArchiveSectionsResponse
}

extension ArchiveServiceProvider where Self: ResourceAnswers, Answered == Archive {
    public func getArchive(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Archive {
        try await self.get(request, call)
    }
    public func listArchives(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListArchivesResponse {
        let page = try await self.list(request, call)
        return ListArchivesResponse(
            archives: page.items, nextPageToken: page.next)
    }
}

extension ArchiveServiceProvider {
    /// What a worker of this service offers.
    public var archiveServiceBindings: [MethodBinding] {
        [
            MethodBinding(ArchiveServiceMethods.getArchive) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getArchive)
            },
            MethodBinding(ArchiveServiceMethods.listArchives) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listArchives)
            },
            MethodBinding(ArchiveServiceMethods.getArchiveSections) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getArchiveSections)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.ArchiveService`.
public struct ArchiveServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func getArchive(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Archive {
        try await ask(
            self.channel, self.routingKey, ArchiveServiceMethods.getArchive, request, options)
    }

    public func listArchives(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListArchivesResponse {
        try await ask(
            self.channel, self.routingKey, ArchiveServiceMethods.listArchives, request, options)
    }

    /// Returns the sections of an archive that the caller may read, as the model in force says. Others
    /// than the subject and the management body see of records what is published.
    public func getArchiveSections(
        _ request: GetArchiveSectionsRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> GetArchiveSectionsResponse {
        try await ask(
            self.channel, self.routingKey, ArchiveServiceMethods.getArchiveSections, request, options)
    }
}

// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
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
        observations: Int64 = 0
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

/// The methods of `govmesh.credit.v1.ArchiveService`.
public enum ArchiveServiceMethods {
    public static let getArchive = MethodDescriptor(
        service: "govmesh.credit.v1.ArchiveService", method: "GetArchive",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser], own: true, resource: "Archive", requirements: ["R5.2-10", "RX-6"])

    public static let listArchives = MethodDescriptor(
        service: "govmesh.credit.v1.ArchiveService", method: "ListArchives",
        callClass: .noSideEffects, parties: [.managementBody], resource: "Archive")

    public static let all: [MethodDescriptor] = [
        getArchive,
        listArchives,
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
}

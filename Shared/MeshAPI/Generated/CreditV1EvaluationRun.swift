// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshPrimitives
public import MeshRPC
public import MeshWire
import WireC

/// One evaluation of each open archive of a kind, made in the background a few at a time. What was
/// done stands in it, so that it goes on where it was after any end of the service.
public struct EvaluationRun: WireMessage {
    public static let fullName = "govmesh.credit.v1.EvaluationRun"

    /// "evaluationRuns/{as_of}-{kind}", e.g. "evaluationRuns/2026-03-10-provider": one a day and kind.
    public var name: String = ""
    public var version: Int64 = 0
    public var state: EvaluationRun.State = .unspecified
    public var asOf: String = ""
    public var subjectKind: SubjectKind = .unspecified
    /// Each evaluation is publicised at once: a rating. Otherwise it stays computed: a look.
    public var publicize: Bool = false
    public var startedAt: Instant? = nil
    /// Open archives of the kind when it began; one that is opened meanwhile may be evaluated, too.
    public var archives: Int64 = 0
    public var evaluated: Int64 = 0
    /// Archives that could not be evaluated, and the first of them with the reasons.
    public var failed: Int64 = 0
    public var failures: [EvaluationFailure] = []
    /// The last archive looked at; it goes on behind that one.
    public var lastArchive: String = ""
    /// Every archive was looked at.
    public var complete: Bool = false
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: EvaluationRun.State = .unspecified,
        asOf: String = "",
        subjectKind: SubjectKind = .unspecified,
        publicize: Bool = false,
        startedAt: Instant? = nil,
        archives: Int64 = 0,
        evaluated: Int64 = 0,
        failed: Int64 = 0,
        failures: [EvaluationFailure] = [],
        lastArchive: String = "",
        complete: Bool = false,
        reason: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.asOf = asOf
        self.subjectKind = subjectKind
        self.publicize = publicize
        self.startedAt = startedAt
        self.archives = archives
        self.evaluated = evaluated
        self.failed = failed
        self.failures = failures
        self.lastArchive = lastArchive
        self.complete = complete
        self.reason = reason
    }

    /// `govmesh.credit.v1.EvaluationRun.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case running = 1
        case done = 2
        case cancelled = 3

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .running: "running"
                case .done: "done"
                case .cancelled: "cancelled"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .running: "STATE_RUNNING"
                case .done: "STATE_DONE"
                case .cancelled: "STATE_CANCELLED"
            }
        }
    }
}

extension EvaluationRun: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__EvaluationRun>?) {
        govmesh__credit__v1__evaluation_run__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__EvaluationRun>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.asOf = FromC.text(c.pointee.as_of)
        self.subjectKind = FromC.value(c.pointee.subject_kind.rawValue)
        self.publicize = c.pointee.publicize != 0
        self.startedAt = FromC.instant(c.pointee.started_at)
        self.archives = c.pointee.archives
        self.evaluated = c.pointee.evaluated
        self.failed = c.pointee.failed
        self.failures = FromC.messages(c.pointee.n_failures, c.pointee.failures)
        self.lastArchive = FromC.text(c.pointee.last_archive)
        self.complete = c.pointee.complete != 0
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__EvaluationRun>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.as_of = arena.text(self.asOf)
        c.pointee.subject_kind = .init(rawValue: self.subjectKind.cValue())
        c.pointee.publicize = self.publicize ? 1 : 0
        if let value = self.startedAt { c.pointee.started_at = arena.instant(value) }
        c.pointee.archives = self.archives
        c.pointee.evaluated = self.evaluated
        c.pointee.failed = self.failed
        (c.pointee.n_failures, c.pointee.failures) = arena.list(self.failures) { arena.message($0) }
        c.pointee.last_archive = arena.text(self.lastArchive)
        c.pointee.complete = self.complete ? 1 : 0
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("as_of", self.asOf)
        check.items("failures", self.failures.count, 100)
        check.nested("failures", self.failures)
        check.text("last_archive", self.lastArchive)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

extension EvaluationRun: Resource {
    public static let collection = "evaluationRuns"
    public static let machine = "SM-RUN"

    public var owners: [String] {
        []
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["state"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("state", self.state.label))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// Why an archive was not evaluated.
public struct EvaluationFailure: WireMessage {
    public static let fullName = "govmesh.credit.v1.EvaluationFailure"

    public var archive: String = ""
    /// Of the refusal, e.g. "NO_MODEL".
    public var code: String = ""
    public var message: String = ""

    public init() {}

    public init(
        archive: String = "",
        code: String = "",
        message: String = ""
    ) {
        self.archive = archive
        self.code = code
        self.message = message
    }
}

extension EvaluationFailure: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__EvaluationFailure>?) {
        govmesh__credit__v1__evaluation_failure__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__EvaluationFailure>) {
        self.archive = FromC.text(c.pointee.archive)
        self.code = FromC.text(c.pointee.code)
        self.message = FromC.text(c.pointee.message)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__EvaluationFailure>, _ arena: Arena) {
        c.pointee.archive = arena.text(self.archive)
        c.pointee.code = arena.text(self.code)
        c.pointee.message = arena.text(self.message)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("archive", self.archive)
        check.text("code", self.code)
        check.text("message", self.message, 1000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.StartEvaluationRunRequest`.
public struct StartEvaluationRunRequest: WireMessage {
    public static let fullName = "govmesh.credit.v1.StartEvaluationRunRequest"

    public var subjectKind: SubjectKind = .unspecified
    /// The legal date of the evaluations, not after today; empty means today.
    public var asOf: String = ""
    public var publicize: Bool = false

    public init() {}

    public init(
        subjectKind: SubjectKind = .unspecified,
        asOf: String = "",
        publicize: Bool = false
    ) {
        self.subjectKind = subjectKind
        self.asOf = asOf
        self.publicize = publicize
    }
}

extension StartEvaluationRunRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__StartEvaluationRunRequest>?) {
        govmesh__credit__v1__start_evaluation_run_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__StartEvaluationRunRequest>) {
        self.subjectKind = FromC.value(c.pointee.subject_kind.rawValue)
        self.asOf = FromC.text(c.pointee.as_of)
        self.publicize = c.pointee.publicize != 0
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__StartEvaluationRunRequest>, _ arena: Arena) {
        c.pointee.subject_kind = .init(rawValue: self.subjectKind.cValue())
        c.pointee.as_of = arena.text(self.asOf)
        c.pointee.publicize = self.publicize ? 1 : 0
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("subject_kind", self.subjectKind != .unspecified)
        check.text("as_of", self.asOf, 1024, .civilDate)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.credit.v1.ListEvaluationRunsResponse`.
public struct ListEvaluationRunsResponse: WireMessage {
    public static let fullName = "govmesh.credit.v1.ListEvaluationRunsResponse"

    public var evaluationRuns: [EvaluationRun] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        evaluationRuns: [EvaluationRun] = [],
        nextPageToken: String = ""
    ) {
        self.evaluationRuns = evaluationRuns
        self.nextPageToken = nextPageToken
    }
}

extension ListEvaluationRunsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListEvaluationRunsResponse>?) {
        govmesh__credit__v1__list_evaluation_runs_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Credit__V1__ListEvaluationRunsResponse>) {
        self.evaluationRuns = FromC.messages(c.pointee.n_evaluation_runs, c.pointee.evaluation_runs)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Credit__V1__ListEvaluationRunsResponse>, _ arena: Arena) {
        (c.pointee.n_evaluation_runs, c.pointee.evaluation_runs) = arena.list(self.evaluationRuns) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("evaluation_runs", self.evaluationRuns.count)
        check.nested("evaluation_runs", self.evaluationRuns)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.evaluationRuns = self.evaluationRuns.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.credit.v1.EvaluationRunService`.
public enum EvaluationRunServiceMethods {
    /// Begins to evaluate everybody of a kind and returns at once.
    public static let startEvaluationRun = MethodDescriptor(
        service: "govmesh.credit.v1.EvaluationRunService", method: "StartEvaluationRun",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], resource: "EvaluationRun", requirements: ["R5.2-15"])

    /// Ends it where it is; the evaluations made stay.
    public static let cancelEvaluationRun = MethodDescriptor(
        service: "govmesh.credit.v1.EvaluationRunService", method: "CancelEvaluationRun",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "cancel", resource: "EvaluationRun", requirements: ["R5.2-15", "RX-3"])

    /// Goes on behind the last archive looked at.
    public static let resumeEvaluationRun = MethodDescriptor(
        service: "govmesh.credit.v1.EvaluationRunService", method: "ResumeEvaluationRun",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "resume", resource: "EvaluationRun", requirements: ["R5.2-15"])

    public static let getEvaluationRun = MethodDescriptor(
        service: "govmesh.credit.v1.EvaluationRunService", method: "GetEvaluationRun",
        callClass: .noSideEffects, parties: [.managementBody], resource: "EvaluationRun")

    public static let listEvaluationRuns = MethodDescriptor(
        service: "govmesh.credit.v1.EvaluationRunService", method: "ListEvaluationRuns",
        callClass: .noSideEffects, parties: [.managementBody], resource: "EvaluationRun")

    public static let all: [MethodDescriptor] = [
        startEvaluationRun,
        cancelEvaluationRun,
        resumeEvaluationRun,
        getEvaluationRun,
        listEvaluationRuns,
    ]
}

/// Evaluations of everybody (SM-RUN).
public protocol EvaluationRunServiceProvider: Sendable {
    /// Begins to evaluate everybody of a kind and returns at once.
    func startEvaluationRun(
        _ request: StartEvaluationRunRequest, _ call: Call
    ) async throws(RPCFailure) -> EvaluationRun
    /// Ends it where it is; the evaluations made stay.
    func cancelEvaluationRun(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> EvaluationRun
    /// Goes on behind the last archive looked at.
    func resumeEvaluationRun(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> EvaluationRun
    func getEvaluationRun(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> EvaluationRun
    func listEvaluationRuns(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListEvaluationRunsResponse
}

extension EvaluationRunServiceProvider where Self: ResourceAnswers, Answered == EvaluationRun {
    public func cancelEvaluationRun(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> EvaluationRun {
        try await self.give(request, call)
    }
    public func resumeEvaluationRun(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> EvaluationRun {
        try await self.give(request, call)
    }
    public func getEvaluationRun(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> EvaluationRun {
        try await self.get(request, call)
    }
    public func listEvaluationRuns(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListEvaluationRunsResponse {
        let page = try await self.list(request, call)
        return ListEvaluationRunsResponse(
            evaluationRuns: page.items, nextPageToken: page.next)
    }
}

extension EvaluationRunServiceProvider {
    /// What a worker of this service offers.
    public var evaluationRunServiceBindings: [MethodBinding] {
        [
            MethodBinding(EvaluationRunServiceMethods.startEvaluationRun) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.startEvaluationRun)
            },
            MethodBinding(EvaluationRunServiceMethods.cancelEvaluationRun) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.cancelEvaluationRun)
            },
            MethodBinding(EvaluationRunServiceMethods.resumeEvaluationRun) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.resumeEvaluationRun)
            },
            MethodBinding(EvaluationRunServiceMethods.getEvaluationRun) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getEvaluationRun)
            },
            MethodBinding(EvaluationRunServiceMethods.listEvaluationRuns) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listEvaluationRuns)
            },
        ]
    }
}

/// Calls `govmesh.credit.v1.EvaluationRunService`.
public struct EvaluationRunServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// Begins to evaluate everybody of a kind and returns at once.
    public func startEvaluationRun(
        _ request: StartEvaluationRunRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> EvaluationRun {
        try await ask(
            self.channel, self.routingKey, EvaluationRunServiceMethods.startEvaluationRun, request, options)
    }

    /// Ends it where it is; the evaluations made stay.
    public func cancelEvaluationRun(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> EvaluationRun {
        try await ask(
            self.channel, self.routingKey, EvaluationRunServiceMethods.cancelEvaluationRun, request, options)
    }

    /// Goes on behind the last archive looked at.
    public func resumeEvaluationRun(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> EvaluationRun {
        try await ask(
            self.channel, self.routingKey, EvaluationRunServiceMethods.resumeEvaluationRun, request, options)
    }

    public func getEvaluationRun(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> EvaluationRun {
        try await ask(
            self.channel, self.routingKey, EvaluationRunServiceMethods.getEvaluationRun, request, options)
    }

    public func listEvaluationRuns(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListEvaluationRunsResponse {
        try await ask(
            self.channel, self.routingKey, EvaluationRunServiceMethods.listEvaluationRuns, request, options)
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshTestKit
import Testing

/// What a party may do to a kind of thing, as section 2.2 writes it.
private enum Right: Hashable {
    /// R, also where only what is its own or public.
    case read
    /// W, apply, supply, report, sign, file, dispute: brings something in, or takes part.
    case write
    /// A, issue in mandate: handles what others brought, and decides.
    case decide
}

/// Section 2.2 of the requirements, row by row, and what the contract adds to it.
///
/// Transcribed by hand: it must not come from the options that it tests.
private enum Matrix {
    typealias Row = [PartyRole: Set<Right>]

    /// Rows of the matrix for what the mesh has, by the first words of the row.
    static let rows: [String: Row] = [
        "party record": [
            .managementBody: [.read, .decide], .serviceProvider: [.read, .write],
            .usingOrganisation: [.read, .write], .individualUser: [.read, .write],
            .certificationBody: [.read, .write],
        ],
        "qualification": [
            .managementBody: [.read, .decide], .serviceProvider: [.read, .write],
            .usingOrganisation: [.read], .individualUser: [.read],
        ],
        "certification": [
            .managementBody: [.read], .serviceProvider: [.read, .write],
            .usingOrganisation: [.read], .individualUser: [.read],
            .certificationBody: [.read, .decide],
        ],
        "product": [
            .managementBody: [.read, .decide], .serviceProvider: [.read, .write],
            .usingOrganisation: [.read], .individualUser: [.read], .certificationBody: [.read],
        ],
        "contract": [
            .managementBody: [.read, .decide], .serviceProvider: [.read, .write],
            .usingOrganisation: [.read, .write],
        ],
        "credit record": [
            .managementBody: [.read, .write, .decide], .serviceProvider: [.read],
            .usingOrganisation: [.read, .write], .individualUser: [.read],
            .certificationBody: [.write],
        ],
        "objection, repair": [
            .managementBody: [.read, .decide], .serviceProvider: [.read, .write],
            .individualUser: [.read, .write],
        ],
        "risk register": [
            .managementBody: [.read, .decide], .serviceProvider: [.read, .write],
            .usingOrganisation: [.read, .write],
        ],
        "measurement": [
            .managementBody: [.read], .serviceProvider: [.read, .write],
            .usingOrganisation: [.read, .write],
        ],
        "breach": [
            .managementBody: [.read, .decide], .serviceProvider: [.read, .write],
            .usingOrganisation: [.read, .write],
        ],
        "assessment": [
            .managementBody: [.read, .write, .decide], .serviceProvider: [.read, .write],
            .usingOrganisation: [.read, .write],
        ],
        "audit log": [.managementBody: [.read]],
    ]

    /// The row each service of the contract works on.
    static let services: [String: String] = [
        "PartyService": "party record", "OperatorService": "party record",
        "KeyService": "party record", "QualificationService": "qualification",
        "CertificationService": "certification", "ProductService": "product",
        "ContractService": "contract", "ArchiveService": "credit record",
        "RecordService": "credit record", "EvaluationService": "credit record",
        "ObjectionService": "objection, repair", "RepairService": "objection, repair",
        "RiskAssessmentService": "risk register", "WarningService": "risk register",
        "MeasurementService": "measurement", "PeriodService": "assessment",
        "BreachService": "breach", "InspectionService": "assessment", "AuditService": "audit log",
    ]

    /// Methods that decide or handle what others brought; every other change brings something in.
    static let decisions: Set<String> = [
        "EstablishManagementBody", "CreateParty", "AskPartySupplement", "ApproveParty",
        "RejectParty", "SuspendParty", "ResumeParty", "DeregisterParty", "CreateOperator",
        "RevokeOperator", "RegisterKey", "AskQualificationSupplement", "RefuseQualification",
        "AcceptQualification", "ReviewQualification", "ApproveQualification",
        "RejectQualification", "SuspendQualification", "ReinstateQualification",
        "RevokeQualification", "TestCertification", "IssueCertification", "RefuseCertification",
        "ConfirmCertification", "SuspendCertification", "WithdrawCertification", "ListProduct",
        "SuspendProduct", "RelistProduct", "FileContract", "ConfirmRecord", "DropRecord",
        "AcceptObjection", "RefuseObjection", "VerifyObjection", "UpholdObjection",
        "RejectObjection", "AcceptRepair", "RefuseRepair", "VerifyRepair", "ApproveRepair",
        "RejectRepair", "FinalizeEvaluation", "AdjustPeriod", "CorrectPeriod", "NotifyBreach",
        "ConfirmBreach", "WaiveBreach", "RejectBreach", "CloseBreach", "ApproveRiskAssessment",
        "LiftWarning",
    ]

    /// Decisions that stand: for an approver of the management body alone (section 2.1).
    static let final: Set<String> = [
        "ApproveParty", "RejectParty", "SuspendParty", "ResumeParty", "DeregisterParty",
        "ApproveQualification", "RejectQualification", "SuspendQualification",
        "ReinstateQualification", "RevokeQualification", "ListProduct", "SuspendProduct",
        "RelistProduct", "ConfirmRecord", "DropRecord", "UpholdObjection", "RejectObjection",
        "ApproveRepair", "RejectRepair", "FinalizeEvaluation", "AdjustPeriod", "CorrectPeriod",
        "ConfirmBreach", "WaiveBreach", "RejectBreach", "ApproveRiskAssessment", "LiftWarning",
        "VerifyImported",
    ]

    /// Where the contract goes beyond the matrix, and why.
    static let beyond: [String: [PartyRole]] = [
        // The statement in a hearing is the subject's own (R5.2-11).
        "SubmitStatement": [.serviceProvider],
        // Loaded and inspected data come in through the management body (R4-3, RX-13).
        "RecordMeasurement": [.managementBody], "CreateRiskAssessment": [.managementBody],
        // A government service is stopped and ended under supervision (R5.2-16).
        "SuspendContractService": [.managementBody], "ResumeContractService": [.managementBody],
        "TerminateContract": [.managementBody],
        // What a party may do for itself, its body may do for it when it has no account yet.
        "SubmitParty": [.managementBody], "ResubmitParty": [.managementBody],
        "RequestPartyExit": [.managementBody], "RotateKey": [.managementBody],
        "RevokeKey": [.managementBody],
        "ListKeys": [.meshService],
    ]

    private static let everybody = PartyRole.allCases
    private static let mesh: [PartyRole] = [.managementBody, .meshService]

    /// What keeps the mesh running stands in no row.
    static let operation: [String: [PartyRole]] = [
        "ListParkedEntries": [.managementBody], "RetryParkedEntry": [.managementBody],
        "ReleaseParkedEntry": [.managementBody], "AdoptJournal": [.managementBody],
        "ReadJournal": Self.mesh, "TailJournal": Self.mesh, "GetProgress": Self.mesh,
        "GetStatus": Self.mesh,
        "RebuildProjections": [.managementBody], "GetSchema": Self.everybody,
        "GetRequirement": Self.everybody, "ImportRecords": [.managementBody],
        "StreamRecords": [.managementBody], "WatchCollection": Self.everybody,
        "ExportCollection": Self.everybody,
        "VerifyImported": [.managementBody],
    ]

    /// Administrators of the management body who may call a method; empty for business.
    static let administration: [String: Set<OperatorRole>] = [
        "EstablishManagementBody": [.systemAdministrator],
        "CreateOperator": [.systemAdministrator], "RevokeOperator": [.systemAdministrator],
        "RegisterKey": [.systemAdministrator, .securityAdministrator],
        "RetryParkedEntry": [.systemAdministrator], "ReleaseParkedEntry": [.systemAdministrator],
        "AdoptJournal": [.systemAdministrator], "RebuildProjections": [.systemAdministrator],
        "ListAuditEntries": [.auditAdministrator],
    ]

    /// What everybody may do with a key of their own.
    static let ownKey: Set<String> = ["RotateKey", "RevokeKey"]

    /// Whether section 2 lets somebody in this role of this party call a method at all.
    static func allows(_ method: MethodDescriptor, _ party: PartyRole, _ role: OperatorRole?)
        -> Bool
    {
        guard self.allows(method, party) else { return false }
        guard let role else { return true }
        if let administrators = self.administration[method.method] {
            return administrators.contains(role)
        }
        if method.callClass == .noSideEffects || self.ownKey.contains(method.method) { return true }
        if self.final.contains(method.method) { return role == .approver }
        return [.handler, .reviewer, .approver].contains(role)
    }

    private static func allows(_ method: MethodDescriptor, _ party: PartyRole) -> Bool {
        if let operation = self.operation[method.method] { return operation.contains(party) }
        if self.beyond[method.method]?.contains(party) == true { return true }
        guard let row = self.row(of: method) else { return false }
        let right: Right =
            if method.callClass == .noSideEffects {
                .read
            } else if self.decisions.contains(method.method) { .decide } else { .write }
        return self.rows[row]?[party]?.contains(right) == true
    }

    static func row(of method: MethodDescriptor) -> String? {
        let service = method.service.split(separator: ".").last.map(String.init) ?? ""
        return self.services[service]
    }
}

/// Somebody in one role of one party; the account is named after both.
private struct Person: Sendable, CustomStringConvertible {
    var party: PartyRole
    var role: OperatorRole?

    var account: String {
        guard let role else { return "service.stranger" }
        return "\(Self.short[self.party] ?? "")-\(role.rawValue)"
    }
    var description: String { "\(self.party) as \(self.role.map { "\($0)" } ?? "itself")" }

    static let short: [PartyRole: String] = [
        .managementBody: "mb", .serviceProvider: "sp", .usingOrganisation: "su",
        .individualUser: "iu", .certificationBody: "cb",
    ]
    static let all =
        Person.short.keys.sorted { $0.rawValue < $1.rawValue }.flatMap { party in
            OperatorRole.allCases.map { Person(party: party, role: $0) }
        } + [Person(party: .meshService)]
}

@Suite(.serialized, .timeLimit(.minutes(5))) struct `Section 2.2: who may call what` {
    /// A mesh with everybody in it.
    private static func mesh() async throws -> LocalMesh {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        try await cast.admit("iu", "91370100PDY00044X8", .individualUser)
        // The administrators of the management body come last: `system` ends with them.
        for person in Person.all.reversed() {
            guard let role = person.role, let party = Person.short[person.party] else { continue }
            try await cast.account(person.account, "parties/\(party)", person.party, role)
        }
        try await mesh.settle()
        return mesh
    }

    /// The routing key under which a service of the contract is reached.
    private static func place(of method: MethodDescriptor) -> String {
        let package = method.service.split(separator: ".")[1]
        return package == "mesh" ? "registry" : String(package)
    }

    /// Whether an empty request gets past the question who may call.
    private static func isAdmitted(
        _ call: () async throws(RPCFailure) -> Void
    ) async -> Bool? {
        do throws(RPCFailure) {
            try await call()
            return true
        } catch {
            switch error.code {
            case .permissionDenied, .unauthenticated: return false
            case .unavailable, .deadlineExceeded, .resourceExhausted: return nil
            default: return true
            }
        }
    }

    /// Opens a stream and waits for a first answer; one that is not refused may have none to give.
    private static func begin(
        _ method: MethodDescriptor, on channel: any Channel, _ options: CallOptions
    ) async throws(RPCFailure) {
        var options = options
        options.timeout = .seconds(2)
        let stream = try channel.open(method, [], options)
        stream.finish()
        do throws(RPCFailure) {
            _ = try await stream.next()
        } catch {
            if error.code != .deadlineExceeded { throw error }
        }
        stream.cancel()
    }

    private static func compare(
        _ ask: @escaping @Sendable (MethodDescriptor, Person) async -> Bool?
    ) async {
        for method in MeshContract.methods {
            let wrong = await withTaskGroup(of: String?.self) { group in
                for person in Person.all {
                    group.addTask {
                        let told = await ask(method, person)
                        let right = Matrix.allows(method, person.party, person.role)
                        if told == right { return nil }
                        // Less than the matrix allows is safe.
                        return told == false ? nil : "\(person)"
                    }
                }
                return await group.reduce(into: [String]()) { if let one = $1 { $0.append(one) } }
            }
            #expect(wrong.isEmpty, "\(method.path) lets in \(wrong.sorted())")
        }
    }

    @Test func `every method, asked through the gateway by everybody`() async throws {
        let mesh = try await Self.mesh()
        await Self.compare { method, person in
            let channel = mesh.channel(as: person.account)
            let place = Self.place(of: method)
            let isShared = method.service.hasPrefix("govmesh.mesh.")
            let options = CallOptions(routingKey: isShared ? place : "")
            return await Self.isAdmitted { () async throws(RPCFailure) in
                guard method.shape.streamsRequests || method.shape.streamsReplies else {
                    _ = try await channel.unary(method, [], options)
                    return
                }
                try await Self.begin(method, on: channel, options)
            }
        }
        await mesh.stop()
    }

    @Test func `every method, asked of the service itself by everybody`() async throws {
        let mesh = try await Self.mesh()
        await Self.compare { method, person in
            await Self.isAdmitted { () async throws(RPCFailure) in
                guard let host = try? mesh.host(of: Self.place(of: method)) else { return }
                let unknown = Actor(
                    principal: person.account, person: "", party: "", partyRole: .individualUser,
                    operatorRoles: [])
                _ = try await host.admit(
                    method,
                    Call(
                        method: method, principal: person.account, actor: unknown,
                        deadline: .now.advanced(by: .seconds(10))))
            }
        }
        await mesh.stop()
    }

    @Test func `each method is in the matrix, and somebody may call it`() {
        for method in MeshContract.methods {
            let isKnown = Matrix.operation[method.method] != nil || Matrix.row(of: method) != nil
            #expect(isKnown, "\(method.path) has no row")
            #expect(!method.parties.isEmpty, "\(method.path) names nobody")
            let callers = Person.all.filter { Matrix.allows(method, $0.party, $0.role) }
            #expect(
                callers.contains { person in
                    method.parties.contains(person.party)
                        && (method.roles.isEmpty
                            || person.role.map(method.roles.contains) == true)
                }, "\(method.path) is for nobody")
        }
    }

    @Test func `nobody deletes a record, a measurement or an audit entry, or anything else`() {
        for verb in ["Delete", "Remove", "Purge", "Erase", "Drop"] {
            let methods = MeshContract.methods.map(\.method).filter { $0.hasPrefix(verb) }
            // A proposal that is dropped stays, as dropped.
            #expect(methods == (verb == "Drop" ? ["DropRecord"] : []))
        }
    }

    @Test func `a provider only supplies, replies and disputes where its own results are judged`() {
        let judged = ["MeasurementService", "BreachService", "PeriodService", "RecordService"]
        let changes = MeshContract.methods.filter { method in
            judged.contains { method.service.hasSuffix(".\($0)") }
                && method.callClass != .noSideEffects && method.parties.contains(.serviceProvider)
        }
        #expect(
            Set(changes.map(\.method)) == ["DisputePeriod", "DisputeBreach", "SubmitStatement"])
    }
}

@Suite(.serialized, .timeLimit(.minutes(1))) struct `The account system` {
    @Test func `ends when the three administrators are there, and returns when one is missing`()
        async throws
    {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        let administrators: [(String, OperatorRole)] = [
            ("adm-sys", .systemAdministrator), ("adm-sec", .securityAdministrator),
            ("adm-aud", .auditAdministrator),
        ]
        for (name, role) in administrators {
            try await cast.account(name, "parties/mb", .managementBody, role)
        }
        let refusal = await rpcFailure {
            try await cast.account("late", "parties/mb", .managementBody, .handler)
        }
        #expect(refusal?.code == .permissionDenied)
        #expect(refusal?.message.contains("three administrators") == true)
        // It still tells how the mesh is.
        _ = try await NodeServiceClient(mesh.channel(as: "system"), routingKey: "credit")
            .getStatus(GetStatusRequest())
        let account = CreateOperatorRequest(
            operatorId: "late",
            operator: Operator(
                person: "person-late", party: "parties/mb", partyRole: .managementBody,
                operatorRoles: [.handler]))
        _ = try await cast.operators("adm-sys").createOperator(account)
        _ = try await cast.operators("adm-sys").revokeOperator(
            CommandRequest(name: "operators/adm-aud", reason: "R1: left"))
        try await cast.account("later", "parties/mb", .managementBody, .handler)
        await mesh.stop()
    }
}

import MeshRPC

/// What a party may do to a kind of thing, as section 2.2 writes it.
enum Right: Hashable {
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
enum PermissionMatrix {
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
        "personnel": [
            .managementBody: [.read], .serviceProvider: [.read, .write],
            .usingOrganisation: [.read],
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
        "management rules": [
            .managementBody: [.read, .write, .decide], .serviceProvider: [.read],
            .usingOrganisation: [.read], .individualUser: [.read], .certificationBody: [.read],
        ],
    ]

    /// The row each service of the contract works on.
    static let services: [String: String] = [
        "PartyService": "party record", "OperatorService": "party record",
        "KeyService": "party record", "QualificationService": "qualification",
        "CertificationService": "certification", "ProductService": "product",
        "ContractService": "contract", "PersonService": "personnel",
        "AssignmentService": "personnel", "ArchiveService": "credit record",
        "RecordService": "credit record", "EvaluationService": "credit record",
        "EvaluationRunService": "credit record", "BulletinService": "credit record",
        "RestrictionService": "credit record", "EvidenceService": "credit record",
        "NoticeService": "credit record",
        "PublicationService": "credit record",
        "LedgerService": "credit record", "ScoreService": "credit record",
        "ScoringModelService": "management rules", "ObjectionService": "objection, repair",
        "RepairService": "objection, repair",
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
        "LiftWarning", "ApproveScoringModel", "WithdrawScoringModel",
        "UpholdObjectionPartly", "ExtendObjection", "RevokeRepair", "ShieldRepair",
        "UnshieldRepair", "ConfirmDelivery", "RedirectNotice",
    ]

    /// Decisions that stand: for an approver of the management body alone (section 2.1).
    static let final: Set<String> = [
        "ApproveParty", "RejectParty", "SuspendParty", "ResumeParty", "DeregisterParty",
        "ApproveQualification", "RejectQualification", "SuspendQualification",
        "ReinstateQualification", "RevokeQualification", "ListProduct", "SuspendProduct",
        "RelistProduct", "ConfirmRecord", "DropRecord", "UpholdObjection", "RejectObjection",
        "ApproveRepair", "RejectRepair", "FinalizeEvaluation", "AdjustPeriod", "CorrectPeriod",
        "ConfirmBreach", "WaiveBreach", "RejectBreach", "ApproveRiskAssessment", "LiftWarning",
        "VerifyImported", "ApproveScoringModel", "WithdrawScoringModel", "UpholdObjectionPartly",
        "RevokeRepair", "ShieldRepair", "UnshieldRepair",
    ]

    /// Where the contract goes beyond the matrix, and why.
    static let beyond: [String: [PartyRole]] = [
        // The statement in a hearing is the subject's own (R5.2-11).
        "SubmitStatement": [.serviceProvider, .individualUser],
        // Who a person is, the body checks; the person sees what is kept about them (R5.5-5).
        "LinkPerson": [.managementBody], "GetPerson": [.individualUser],
        "ListPersons": [.individualUser],
        // A key post is filled with the consent of the using organisation (SM-ASSIGN).
        "ApproveAssignment": [.usingOrganisation],
        // So is the evidence of a statement, an objection or a repair (R5.2-11, R5.2-13, R5.2-14).
        "UploadEvidence": [.serviceProvider, .individualUser],
        "StreamEvidence": [.serviceProvider, .individualUser],
        // Who supplied evidence reads what it supplied.
        "GetEvidence": [.certificationBody], "DownloadEvidence": [.certificationBody],
        "ListEvidence": [.certificationBody],
        // To read one's own notice is to receive it (RX-4).
        "GetNotice": [.serviceProvider, .individualUser],
        // Loaded and inspected data come in through the management body (R4-3, RX-13).
        "RecordMeasurement": [.managementBody], "CreateRiskAssessment": [.managementBody],
        // A government service is stopped and ended under supervision (R5.2-16).
        "SuspendContractService": [.managementBody], "ResumeContractService": [.managementBody],
        "TerminateContract": [.managementBody],
        // What a party may do for itself, its body may do for it when it has no account yet.
        "SubmitParty": [.managementBody], "ResubmitParty": [.managementBody],
        "RequestPartyExit": [.managementBody], "ReleasePerson": [.managementBody],
        "RotateKey": [.managementBody],
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
        "ExportCollection": Self.everybody, "Explain": Self.everybody,
        "VerifyImported": [.managementBody], "CheckCaller": [.meshService],
        "CheckHealth": Self.everybody, "ListHealth": Self.everybody,
        "WatchHealth": Self.everybody, "GetServerInfo": [.managementBody],
        "ListWorkers": [.managementBody], "GetWorker": [.managementBody],
        "ListRoutes": [.managementBody], "ListDeadLetters": [.managementBody],
        "GetDeadLetter": [.managementBody], "DrainWorker": [.managementBody],
        "UndrainWorker": [.managementBody], "SetWorkerWeight": [.managementBody],
        "ReleaseDeadLetter": [.managementBody], "AcknowledgeJournal": [.managementBody],
        "ListConsumers": [.managementBody], "ForgetConsumer": [.managementBody],
    ]

    /// Administrators of the management body who may call a method; empty for business.
    static let administration: [String: Set<OperatorRole>] = [
        "EstablishManagementBody": [.systemAdministrator],
        "CreateOperator": [.systemAdministrator], "RevokeOperator": [.systemAdministrator],
        "RegisterKey": [.systemAdministrator, .securityAdministrator],
        "RetryParkedEntry": [.systemAdministrator], "ReleaseParkedEntry": [.systemAdministrator],
        "AdoptJournal": [.systemAdministrator], "RebuildProjections": [.systemAdministrator],
        "ListAuditEntries": [.auditAdministrator], "DrainWorker": [.systemAdministrator],
        "UndrainWorker": [.systemAdministrator], "SetWorkerWeight": [.systemAdministrator],
        "ReleaseDeadLetter": [.systemAdministrator], "ForgetConsumer": [.systemAdministrator],
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

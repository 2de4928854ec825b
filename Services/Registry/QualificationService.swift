import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshWire

/// Answers `govmesh.registry.v1.QualificationService`.
struct QualificationAnswers: QualificationServiceProvider {
    let context: ServiceContext

    func createQualification(
        _ request: CreateQualificationRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.context.perform(call) { act in
            guard var draft = request.qualification else {
                throw RPCFailure.missing("qualification")
            }
            _ = try act.existing(Party.self, draft.provider)
            draft.supplementAsked = false
            return try act.create(qualificationLifecycle, id: request.qualificationId, draft)
        }
    }

    func submitQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification { try await self.give(request, call) }

    func askQualificationSupplement(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(request, call) { $0.supplementAsked = true }
    }

    func resubmitQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification { try await self.give(request, call) }

    func refuseQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification { try await self.give(request, call) }

    func acceptQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification { try await self.give(request, call) }

    func reviewQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification { try await self.give(request, call) }

    /// Keeps the controller of the day: a later change of control ends the validity (R5.2-4).
    func approveQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.context.perform(call) { act in
            try act.give(qualificationLifecycle, request) { qualification in
                let provider = try act.existing(Party.self, qualification.provider)
                qualification.controllerSnapshot = provider.controller
                qualification.reason = request.reason
            }
        }
    }

    func rejectQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification { try await self.give(request, call) }

    func suspendQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification { try await self.give(request, call) }

    func reinstateQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification { try await self.give(request, call) }

    func revokeQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification { try await self.give(request, call) }

    func getQualification(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.context.get(qualificationLifecycle, request, call)
    }

    private func give(
        _ request: CommandRequest, _ call: Call,
        edit: @escaping @Sendable (inout Qualification) -> Void = { _ in }
    ) async throws(RPCFailure) -> Qualification {
        try await self.context.perform(call) { act in
            try act.give(qualificationLifecycle, request) { qualification in
                qualification.reason = request.reason
                edit(&qualification)
            }
        }
    }
}

/// Answers `govmesh.registry.v1.CertificationService`.
struct CertificationAnswers: CertificationServiceProvider {
    let context: ServiceContext

    func applyCertification(
        _ request: ApplyCertificationRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification {
        try await self.context.perform(call) { act in
            guard var draft = request.certification else {
                throw RPCFailure.missing("certification")
            }
            let product = try act.existing(Product.self, draft.product)
            let body = try act.existing(Party.self, draft.certificationBody)
            guard body.state == .active, body.roles.contains(.certificationBody),
                body.name != product.provider
            else {
                throw RPCFailure.invalidArgument(
                    field: "certification.certification_body",
                    rule: "an active, entrusted body other than the provider (R5.1-6)",
                    remedy: "choose another certification body")
            }
            draft.provider = product.provider
            draft.productVersion = product.majorVersion
            (draft.validFrom, draft.validUntil, draft.surveillanceDue) = ("", "", "")
            draft.verified = true
            return try act.create(certificationLifecycle, id: request.certificationId, draft)
        }
    }

    func testCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification { try await self.give(request, call) }

    func issueCertification(
        _ request: IssueCertificationRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification {
        let due = try surveillance(of: request)
        let command = CommandRequest(name: request.name, version: request.version)
        return try await self.give(command, call) { _, certification in
            certification.validFrom = request.validFrom
            certification.validUntil = request.validUntil
            certification.surveillanceDue = due.description
        }
    }

    func refuseCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification { try await self.give(request, call) }

    /// The body has looked at the product as it is now, in its present major version.
    func confirmCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification {
        try await self.give(request, call) { act, certification in
            let product = try act.existing(Product.self, certification.product)
            certification.productVersion = product.majorVersion
            certification.surveillanceDue = act.today.adding(months: surveillanceMonths).description
        }
    }

    func suspendCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification { try await self.give(request, call) }

    func withdrawCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification { try await self.give(request, call) }

    func getCertification(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification {
        try await self.context.get(certificationLifecycle, request, call)
    }

    /// Gives a command of the body that the certificate was entrusted to.
    ///
    /// The provider owns the certificate too, and may itself be a body; it decides nothing here
    /// (R5.1-6).
    private func give(
        _ request: CommandRequest, _ call: Call,
        edit: @escaping @Sendable (Act, inout Certification) throws -> Void = { _, _ in }
    ) async throws(RPCFailure) -> Certification {
        try await self.context.perform(call) { act in
            let body = try act.existing(Certification.self, request.name).certificationBody
            guard act.actor.party == body else {
                throw RPCFailure(
                    .permissionDenied,
                    "\(request.name) is entrusted to \(body); only that body may call \(call.method.method).",
                    verdict: .doNotRetry, origin: .handler)
            }
            return try act.give(certificationLifecycle, request) { certification in
                certification.reason = request.reason
                try edit(act, &certification)
            }
        }
    }
}

/// Time from one surveillance to the next, in months.
private let surveillanceMonths = 12

/// The first surveillance of a certificate about to be issued, its dates checked.
private func surveillance(
    of request: IssueCertificationRequest
) throws(RPCFailure) -> CivilDate {
    let from = CivilDate(request.validFrom) ?? .last
    let until = CivilDate(request.validUntil) ?? .first
    let due = CivilDate(request.surveillanceDue) ?? from.adding(months: surveillanceMonths)
    var violations: [Violation] = []
    if until < from {
        violations.append(
            Violation(
                field: "valid_until", rule: "not before valid_from",
                remedy: "choose \(from) or later"))
    }
    if due <= from {
        violations.append(
            Violation(
                field: "surveillance_due", rule: "after valid_from",
                remedy: "choose a later day, or leave it empty for \(surveillanceMonths) months"))
    }
    guard violations.isEmpty else { throw .invalidArgument(violations) }
    return due
}

import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshWire

/// Answers `govmesh.registry.v1.QualificationService`.
struct QualificationAnswers: QualificationServiceProvider, LifecycleAnswers {
    typealias Answered = Qualification

    let context: ServiceContext
    let lifecycle = qualificationLifecycle

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

    func askQualificationSupplement(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(request, call, edit: { $1.supplementAsked = true })
    }

    /// Keeps the controller of the day: a later change of control ends the validity (R5.2-4).
    func approveQualification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Qualification {
        try await self.give(
            request, call,
            edit: { act, qualification in
                let provider = try act.existing(Party.self, qualification.provider)
                qualification.controllerSnapshot = provider.controller
            })
    }
}

/// Answers `govmesh.registry.v1.CertificationService`.
struct CertificationAnswers: CertificationServiceProvider, LifecycleAnswers {
    typealias Answered = Certification

    let context: ServiceContext
    let lifecycle = certificationLifecycle

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

    func issueCertification(
        _ request: IssueCertificationRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification {
        let due = try surveillance(of: request)
        let command = CommandRequest(name: request.name, version: request.version)
        return try await self.give(
            command, call,
            edit: { _, certification in
                certification.validFrom = request.validFrom
                certification.validUntil = request.validUntil
                certification.surveillanceDue = due.description
            })
    }

    /// The body has looked at the product as it is now, in its present major version.
    func confirmCertification(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Certification {
        try await self.give(
            request, call,
            edit: { act, certification in
                let product = try act.existing(Product.self, certification.product)
                certification.productVersion = product.majorVersion
                certification.surveillanceDue =
                    act.today.adding(months: surveillanceMonths).description
            })
    }

    /// Every command is the entrusted body's: the provider owns the certificate too, and may itself
    /// be a body, but decides nothing here (R5.1-6).
    func facts(_ act: Act, _ certification: Certification) throws -> NoFacts {
        guard let call = act.call, act.actor.party != certification.certificationBody else {
            return NoFacts()
        }
        throw RPCFailure(
            .permissionDenied,
            "\(certification.name) is entrusted to \(certification.certificationBody); only that body may call \(call.method.method).",
            verdict: .doNotRetry, origin: .handler)
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

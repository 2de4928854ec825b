import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshProgram
import MeshRPC
import MeshRuntime

/// Answers `govmesh.credit.v1.EvidenceService` (R5.2-11).
struct EvidenceAnswers: EvidenceServiceProvider {
    let context: ServiceContext

    func uploadEvidence(
        _ request: UploadEvidenceRequest, _ call: Call
    ) async throws(RPCFailure) -> Evidence {
        let refusals = EvidenceForm(request).refusals
        guard refusals.isEmpty else { throw .refused("evidence", refusals) }
        return try await self.context.perform(call) { act in
            var kept = try act.keep(request)
            kept.content = []
            return kept
        }
    }

    func getEvidence(_ request: GetRequest, _ call: Call) async throws(RPCFailure) -> Evidence {
        try await self.context.get(Lifecycle<Evidence, NoFacts>?.none, request, call) {
            _, evidence, _ in
            guard evidence.isIntact else {
                throw RPCFailure(
                    .dataLoss,
                    "\(evidence.name): the content kept here is not the one of that name; ask who brought it for the original.",
                    verdict: .doNotRetry, origin: .handler)
            }
        }
    }
}

extension Act {
    /// Keeps new evidence, or adds a party to those who brought it already.
    fileprivate func keep(_ request: UploadEvidenceRequest) throws -> Evidence {
        let party = request.onBehalfOf.isEmpty ? self.actor.party : request.onBehalfOf
        let brought = Evidence(
            name: Evidence.name(sha256: request.sha256), state: .kept, parties: [party],
            kind: request.kind, mediaType: request.mediaType, title: request.title,
            sizeBytes: request.sizeBytes, content: request.content, uri: request.uri)
        try self.mustOwn(brought)
        guard var known = try self.current(Evidence.self, brought.name) else {
            return try self.keep(brought, from: "")
        }
        try Self.mustShow(brought, of: known)
        try Self.mustAgree(known, request)
        let isComplete = !known.content.isEmpty || brought.content.isEmpty
        guard !isComplete || !known.parties.contains(party) else { return known }
        if !known.parties.contains(party) { known.parties.append(party) }
        if !isComplete { (known.content, known.uri) = (brought.content, "") }
        return try self.keep(known, from: known.state.label)
    }

    private func keep(_ evidence: Evidence, from state: String) throws -> Evidence {
        try self.save(
            evidence, Lifecycle<Evidence, NoFacts>?.none, command: "keep", from: state)
    }

    /// Whoever knows no more than the name of a piece of evidence does not come to read it that way.
    private static func mustShow(_ brought: Evidence, of known: Evidence) throws {
        let isSamePlace = known.content.isEmpty && known.uri == brought.uri
        guard brought.content.isEmpty, !isSamePlace else { return }
        throw Refusal(
            code: "EVIDENCE_NOT_SHOWN", subject: "content",
            message: "evidence of this digest is kept, and its digest alone does not show it",
            remedy: "send the content itself", requirement: "R5.2-11", source: "design")
    }

    /// One content is one thing: it cannot be a ruling for one and a measurement for another.
    private static func mustAgree(_ known: Evidence, _ request: UploadEvidenceRequest) throws {
        guard
            known.kind == request.kind, known.mediaType == request.mediaType,
            known.sizeBytes == request.sizeBytes
        else {
            throw Refusal(
                code: "EVIDENCE_KNOWN_OTHERWISE", subject: known.name,
                message:
                    "it is kept as \(known.kind), \(known.mediaType), \(known.sizeBytes) bytes",
                remedy: "upload it as that, or another file", requirement: "R5.2-11",
                source: "design")
        }
    }
}

extension Act {
    /// Names that stand for no evidence; what the caller may not read is as unknown as the rest.
    func unknownEvidence(_ names: [String], in field: String) throws -> [Refusal] {
        try names.filter { name in
            guard let evidence = try self.current(Evidence.self, name) else { return true }
            if self.actor.partyRole == .managementBody { return false }
            return try !self.transaction.owns(self.actor.party, evidence)
        }.map { name in
            Refusal(
                code: "EVIDENCE_UNKNOWN", subject: field, message: "there is no \(name)",
                remedy: "upload it with EvidenceService/UploadEvidence, then name it",
                requirement: "R5.2-11", source: "design")
        }
    }

    /// - Throws: Every name that stands for nothing.
    func mustKnowEvidence(_ names: [String], in field: String) throws {
        let refusals = try self.unknownEvidence(names, in: field)
        guard refusals.isEmpty else { throw RPCFailure.refused(field, refusals) }
    }

    /// Lets a party read evidence that it is told of now.
    func disclose(_ names: [String], to party: String) throws {
        for name in names {
            var evidence = try self.existing(Evidence.self, name)
            guard !evidence.parties.contains(party) else { continue }
            evidence.parties.append(party)
            _ = try self.save(
                evidence, Lifecycle<Evidence, NoFacts>?.none, command: "disclose",
                from: evidence.state.label)
        }
    }

    /// The kinds of evidence that the model in force asks for and a record does not have.
    func missingEvidence(_ record: Record) throws -> [String] {
        let model = try self.transaction.rules(for: record.subjectKind, on: self.today)
        let kinds = try record.evidence.compactMap { try self.current(Evidence.self, $0)?.kind }
        return EvidenceForm.missing(
            model.behaviours[record.behaviour]?.evidenceKinds ?? [], having: kinds,
            isOfBreach: !record.breach.isEmpty)
    }
}

extension Evidence {
    static func name(sha256: String) -> String { "\(Self.collection)/sha256-\(sha256)" }

    /// Whether the content is the one the name says; what is kept elsewhere cannot be told here.
    package var isIntact: Bool {
        self.content.isEmpty
            ? !self.uri.isEmpty
            : self.name == Self.name(sha256: sha256(self.content))
                && self.sizeBytes == Int64(self.content.count)
    }
}

extension EvidenceForm {
    fileprivate init(_ request: UploadEvidenceRequest) {
        self.init(
            kind: request.kind, mediaType: request.mediaType,
            stated: Content(sha256: request.sha256, bytes: request.sizeBytes),
            content: request.content.isEmpty
                ? nil
                : Content(sha256: sha256(request.content), bytes: Int64(request.content.count)),
            uri: request.uri)
    }
}

/// In lower hex.
private func sha256(_ content: [UInt8]) -> String {
    hex(content.withUnsafeBytes { payloadDigest($0) })
}

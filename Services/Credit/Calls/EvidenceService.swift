import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshProgram
import MeshRPC
import MeshRuntime
import MeshStorage

/// Answers `govmesh.credit.v1.EvidenceService` (R5.2-11).
struct EvidenceAnswers: EvidenceServiceProvider {
    let context: ServiceContext

    func uploadEvidence(
        _ request: UploadEvidenceRequest, _ call: Call
    ) async throws(RPCFailure) -> Evidence {
        try await self.keep(request, request.content, call)
    }

    func streamEvidence(
        _ requests: Requests<UploadEvidenceRequest>, _ call: Call
    ) async throws(RPCFailure) -> Evidence {
        guard let first = try await requests.next() else { throw .missing("content") }
        var content = first.content
        while var next = try await requests.next() {
            content += next.content
            next.content = first.content
            guard next == first else { throw .refused("evidence", [EvidenceForm.messagesDiffer]) }
            guard content.count <= EvidenceForm.mostBytes else {
                throw .refused("evidence", [EvidenceForm.tooLarge])
            }
        }
        return try await self.keep(first, content, call)
    }

    func getEvidence(_ request: GetRequest, _ call: Call) async throws(RPCFailure) -> Evidence {
        try await self.read(request, call, upTo: EvidenceForm.partBytes)
    }

    func downloadEvidence(
        _ request: GetRequest, _ replies: Replies<EvidencePart>, _ call: Call
    ) async throws(RPCFailure) {
        let content = try await self.read(request, call, upTo: EvidenceForm.mostBytes).content
        for part in parts(of: content) { try await replies.send(EvidencePart(content: part)) }
    }

    func listEvidence(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListEvidenceResponse {
        let fields = Evidence.indexedFields + ["record"]
        let filter = try ServiceContext.filter(request.filter, on: fields)
        guard let record = filter.first(where: { $0.field == "record" })?.value else {
            let page = try await self.context.list(
                Lifecycle<Evidence, NoFacts>?.none, request, call)
            return ListEvidenceResponse(
                evidence: page.items.map(\.withoutContent), nextPageToken: page.next)
        }
        let now = self.context.clock.now
        let moment = Moment(
            effectiveAt: request.effectiveAt ?? now, knownAt: request.knownAt ?? now)
        let (found, personal) = try await self.context.read { reader in
            let found = try reader.evidence(ofRecord: record, moment, for: call).filter { piece in
                filter.allSatisfy { wanted in
                    wanted.field == "record" || piece.indexed.contains { $0 == wanted }
                }
            }
            return (found, try found.compactMap { try reader.personalRead(of: $0, by: call.actor) })
        }
        try await self.context.keep(personal, call)
        return ListEvidenceResponse(evidence: found)
    }

    private func keep(
        _ request: UploadEvidenceRequest, _ content: [UInt8], _ call: Call
    ) async throws(RPCFailure) -> Evidence {
        let refusals = EvidenceForm(request, content).refusals
        guard refusals.isEmpty else { throw .refused("evidence", refusals) }
        return try await self.context.perform(call) { act in
            try act.keep(request, content).withoutContent
        }
    }

    /// A piece of evidence with its content, if that has no more than so many bytes.
    private func read(
        _ request: GetRequest, _ call: Call, upTo bytes: Int
    ) async throws(RPCFailure) -> Evidence {
        try await self.context.get(Lifecycle<Evidence, NoFacts>?.none, request, call) {
            reader, evidence, _ in
            guard evidence.uri.isEmpty, evidence.sizeBytes <= Int64(bytes) else { return }
            evidence.content = try reader.content(of: evidence)
            guard evidence.isIntact else {
                throw RPCFailure(
                    .dataLoss,
                    "\(evidence.name): the content kept here is not the one of that name; ask who brought it for the original.",
                    verdict: .doNotRetry, origin: .handler)
            }
        }
    }
}

extension Reader {
    /// The content as it is kept here, part by part; evidence of before holds its own.
    fileprivate func content(of evidence: Evidence) throws(StorageFailure) -> [UInt8] {
        guard evidence.content.isEmpty else { return evidence.content }
        var content: [UInt8] = []
        while let part = try self.current(
            EvidencePart.self, named: evidence.part(content.count / EvidenceForm.partBytes))
        {
            content += part.content
            if part.content.count < EvidenceForm.partBytes { break }
        }
        return content
    }

    /// What a record and its statement rest on, as far as the caller may read both.
    fileprivate func evidence(
        ofRecord name: String, _ moment: Moment, for call: Call
    ) throws -> [Evidence] {
        let method = RecordServiceMethods.getRecord
        guard method.parties.contains(where: { $0 == call.actor.partyRole }),
            let record = try self.asOf(Record.self, named: name, moment),
            try self.shows(record, to: call.actor, method)
        else { throw RPCFailure.notFound(name, in: Record.collection) }
        return try Set(record.evidence + record.statementEvidence).sorted().compactMap { name in
            guard let piece = try self.asOf(Evidence.self, named: name, moment) else { return nil }
            return try self.shown(piece, to: call.actor, call.method)?.withoutContent
        }
    }
}

extension Act {
    /// Keeps new evidence, or adds a party to those who brought it already.
    fileprivate func keep(
        _ request: UploadEvidenceRequest, _ content: [UInt8]
    ) throws -> Evidence {
        let party = request.onBehalfOf.isEmpty ? self.actor.party : request.onBehalfOf
        let brought = Evidence(
            name: Evidence.name(sha256: request.sha256), state: .kept, parties: [party],
            kind: request.kind, mediaType: request.mediaType, title: request.title,
            sizeBytes: request.sizeBytes, uri: request.uri)
        try self.mustOwn(brought)
        guard let known = try self.current(Evidence.self, brought.name) else {
            try self.keep(content, of: brought)
            return try self.keep(brought, from: "")
        }
        try Self.mustShow(brought, of: known)
        var kept = known
        // A content is what its digest says; an address is only what somebody said, and may say anew.
        if !known.uri.isEmpty, brought.uri.isEmpty || known.parties == [party] {
            (kept.sizeBytes, kept.uri) = (brought.sizeBytes, brought.uri)
        }
        try Self.mustAgree(kept, request)
        if !kept.parties.contains(party) { kept.parties.append(party) }
        guard kept != known else { return known }
        if known.uri != kept.uri { try self.keep(content, of: kept) }
        return try self.keep(kept, from: known.state.label)
    }

    private func keep(_ content: [UInt8], of evidence: Evidence) throws {
        for (number, part) in parts(of: content).enumerated() {
            let part = EvidencePart(name: evidence.part(number), state: .kept, content: part)
            _ = try self.save(
                part, Lifecycle<EvidencePart, NoFacts>?.none, command: "keep", from: "")
        }
    }

    private func keep(_ evidence: Evidence, from state: String) throws -> Evidence {
        try self.save(
            evidence, Lifecycle<Evidence, NoFacts>?.none, command: "keep", from: state)
    }

    /// Whoever knows no more than the name of a piece of evidence does not come to read it that way.
    private static func mustShow(_ brought: Evidence, of known: Evidence) throws {
        let isTheirs = known.parties == brought.parties
        let isSamePlace = !known.uri.isEmpty && (known.uri == brought.uri || isTheirs)
        guard !brought.uri.isEmpty, !isSamePlace else { return }
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
            return try !self.transaction.mayRead(self.actor.party, evidence)
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

    /// Lets a party, or who stands for a person, read evidence that it is told of now.
    func disclose(_ names: [String], to party: String) throws {
        for name in names {
            let evidence = try self.existing(Evidence.self, name)
            let disclosure = Disclosure(evidence, to: party)
            guard !evidence.parties.contains(party),
                try self.current(Disclosure.self, disclosure.name) == nil
            else { continue }
            _ = try self.save(
                disclosure, Lifecycle<Disclosure, NoFacts>?.none, command: "disclose", from: "")
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

    /// Where a part of the content is kept, counted from 0.
    fileprivate func part(_ number: Int) -> String {
        let digest = self.name.split(separator: "-").last ?? ""
        return "\(EvidencePart.collection)/\(digest)-\(number)"
    }

    fileprivate var withoutContent: Evidence {
        var brief = self
        brief.content = []
        return brief
    }

    /// Whether the content is the one the name says; what is kept elsewhere cannot be told here.
    package var isIntact: Bool {
        self.content.isEmpty
            ? !self.uri.isEmpty
            : self.name == Self.name(sha256: sha256(self.content))
                && self.sizeBytes == Int64(self.content.count)
    }
}

extension Disclosure {
    fileprivate init(_ evidence: Evidence, to party: String) {
        let id = sha256(Array("\(evidence.name) \(party)".utf8))
        self.init(
            name: "\(Self.collection)/\(id)", state: .given, resource: evidence.name, party: party)
    }
}

extension EvidenceForm {
    fileprivate init(_ request: UploadEvidenceRequest, _ content: [UInt8]) {
        self.init(
            kind: request.kind, mediaType: request.mediaType,
            stated: Content(sha256: request.sha256, bytes: request.sizeBytes),
            content: content.isEmpty
                ? nil : Content(sha256: sha256(content), bytes: Int64(content.count)),
            uri: request.uri)
    }
}

/// A content in the parts in which it is kept and sent.
private func parts(of content: [UInt8]) -> [[UInt8]] {
    stride(from: 0, to: content.count, by: EvidenceForm.partBytes).map {
        Array(content[$0..<min($0 + EvidenceForm.partBytes, content.count)])
    }
}

/// In lower hex.
private func sha256(_ content: [UInt8]) -> String {
    hex(content.withUnsafeBytes { payloadDigest($0) })
}

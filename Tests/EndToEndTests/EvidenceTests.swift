import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// Evidence is named after its content, and what needs some is confirmed with nothing less.
@Suite(.serialized, .timeLimit(.minutes(3))) struct Evidences {
    private static let text = Array("The mains failed at 08:00.".utf8)

    private static func request(
        _ content: [UInt8] = Self.text, kind: String = "inspection-report",
        edit: (inout UploadEvidenceRequest) -> Void = { _ in }
    ) -> UploadEvidenceRequest {
        var request = UploadEvidenceRequest(
            sha256: digest(content), sizeBytes: Int64(content.count), kind: kind,
            mediaType: "text/plain", title: "report", content: content)
        edit(&request)
        return request
    }

    /// The shipped model, whose broken commitment needs a clause and a measurement from `day` on.
    private static func demandEvidence(_ mesh: LocalMesh, _ cast: Cast, from day: String)
        async throws
    {
        var model = try await cast.models("sp").getScoringModel(
            GetRequest(name: "scoringModels/provider-v2"))
        model.effectiveFrom = day
        for index in model.behaviours.indices
        where ["commitment-broken", "availability-general"].contains(model.behaviours[index].code) {
            model.behaviours[index].evidenceKinds = ["contract-clause", "measurement"]
        }
        let command = CommandRequest(name: "scoringModels/provider-v3")
        _ = try await cast.models("handler").createScoringModel(
            CreateScoringModelRequest(scoringModelId: "provider-v3", scoringModel: model))
        _ = try await cast.models("handler").rehearseScoringModel(command)
        _ = try await cast.models("approver").approveScoringModel(command)
        try await mesh.advance(to: "\(day)T01:00:00Z")
    }

    @Test func `R5.2-11: the same content is the same resource, and only its parties read it`()
        async throws
    {
        try await Cast.play { mesh, cast in
            let first = try await cast.evidence("sp").uploadEvidence(Self.request())
            #expect(first.name == "evidence/sha256-\(digest(Self.text))" && first.content == [])
            let again = try await cast.evidence("sp").uploadEvidence(Self.request())
            #expect(again.version == first.version)
            let foreign = await rpcFailure {
                _ = try await cast.evidence("su").getEvidence(GetRequest(name: first.name))
            }
            #expect(foreign?.code == .notFound)
            func guess() async throws {
                _ = try await cast.evidence("su").uploadEvidence(
                    Self.request {
                        $0.content = []
                        $0.uri = "https://files.example/guess"
                    })
            }
            #expect(await refusals(guess) == ["EVIDENCE_NOT_SHOWN content"], "a name opens nothing")
            let lent = await rpcFailure {
                _ = try await cast.evidence("su").uploadEvidence(
                    Self.request { $0.onBehalfOf = "parties/sp" })
            }
            #expect(lent?.code == .permissionDenied)
            let joined = try await cast.evidence("su").uploadEvidence(Self.request())
            #expect(joined.name == first.name && joined.parties == ["parties/sp", "parties/su"])
            for reader in ["sp", "su", "handler"] {
                let read = try await cast.evidence(reader).getEvidence(GetRequest(name: first.name))
                #expect(read.content == Self.text && read.mediaType == "text/plain")
            }
            let journal = try await mesh.journal(of: "credit")
            #expect(!journal.contains { contains($0, Self.text) }, "contents stay out of journals")
        }
    }

    @Test func `R5.2-11: the management body brings in what is another's only in its name`()
        async throws
    {
        try await Cast.play { _, cast in
            let brought = try await cast.evidence("handler").uploadEvidence(
                Self.request { $0.onBehalfOf = "parties/su" })
            #expect(brought.parties == ["parties/su"])
            let read = try await cast.evidence("su").getEvidence(GetRequest(name: brought.name))
            #expect(read.content == Self.text)
            let forged = await rpcFailure {
                _ = try await cast.evidence("sp").uploadEvidence(
                    Self.request([1, 2]) { $0.onBehalfOf = "parties/su" })
            }
            #expect(forged?.code == .permissionDenied)
        }
    }

    @Test func `R5.2-11: what is no evidence is refused with every reason, and nothing is kept`()
        async throws
    {
        try await Cast.play { mesh, cast in
            let before = try await mesh.journal(of: "credit").count
            func refused(_ edit: @escaping (inout UploadEvidenceRequest) -> Void) async -> [String]
            {
                await refusals {
                    _ = try await cast.evidence("sp").uploadEvidence(Self.request(edit: edit))
                }
            }
            #expect(
                await refused {
                    $0.sha256 = digest([1])
                    $0.sizeBytes += 1
                    $0.kind = "rumour"
                    $0.mediaType = "text/html"
                } == [
                    "EVIDENCE_DIGEST_DIFFERS sha256", "EVIDENCE_KIND_UNKNOWN kind",
                    "EVIDENCE_MEDIA_TYPE_UNKNOWN media_type", "EVIDENCE_SIZE_DIFFERS size_bytes",
                ])
            #expect(
                await refused { $0.uri = "https://files.example/1" } == ["EVIDENCE_TWICE uri"])
            #expect(await refused { $0.content = [] } == ["EVIDENCE_NOWHERE content"])
            #expect(
                await refused { $0.sha256 = "../x" }
                    == ["EVIDENCE_DIGEST_DIFFERS sha256", "EVIDENCE_DIGEST_INVALID sha256"])
            let large = await rpcFailure {
                _ = try await cast.evidence("sp").uploadEvidence(
                    Self.request([UInt8](repeating: 7, count: 65_537)))
            }
            #expect(large?.code == .invalidArgument)
            #expect(large?.message.contains("content") == true, "\(large?.message ?? "")")
            #expect(try await mesh.journal(of: "credit").count == before)

            _ = try await cast.evidence("sp").uploadEvidence(
                Self.request([UInt8](repeating: 7, count: 65_536)))
            let elsewhere = try await cast.evidence("sp").uploadEvidence(
                Self.request([9]) {
                    $0.content = []
                    $0.uri = "https://files.example/film"
                })
            let kept = try await mesh.journal(of: "credit").count
            #expect(
                await refusals {
                    _ = try await cast.evidence("sp").uploadEvidence(
                        Self.request([9], kind: "testimony"))
                } == ["EVIDENCE_KNOWN_OTHERWISE \(elsewhere.name)"])
            #expect(try await mesh.journal(of: "credit").count == kept)
        }
    }

    @Test func `R5.2-11: a record is confirmed only with each kind of evidence it needs`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await mesh.settle()
            try await Self.demandEvidence(mesh, cast, from: "2026-01-06")
            let proposed = try await cast.records("handler").proposeRecord(
                ProposeRecordRequest(
                    recordId: "r-1",
                    record: Record(
                        subject: "parties/sp", behaviour: "commitment-broken", facts: "no patch",
                        basis: "R5.2-14")))
            #expect(proposed.missingEvidenceKinds == ["contract-clause", "measurement"])
            let command = CommandRequest(name: proposed.name)
            try await cast.hear(proposed.name)
            func confirm() async throws {
                _ = try await cast.records("approver").confirmRecord(command)
            }
            #expect(
                await refusals(confirm)
                    == ["EVIDENCE_MISSING contract-clause", "EVIDENCE_MISSING measurement"])

            let clause = try await cast.evidence("handler").uploadEvidence(
                Self.request([1], kind: "contract-clause"))
            let measured = try await cast.evidence("su").uploadEvidence(
                Self.request([2], kind: "measurement"))
            let supported = try await cast.records("handler").addRecordEvidence(
                AddRecordEvidenceRequest(
                    name: proposed.name, evidence: [clause.name, measured.name]))
            #expect(supported.state == .proposed && supported.missingEvidenceKinds == [])
            #expect(await refusals(confirm) == ["HEARING records/r-1"], "heard about the new, too")

            let early = await rpcFailure {
                _ = try await cast.evidence("sp").getEvidence(GetRequest(name: clause.name))
            }
            #expect(early?.code == .notFound)
            try await cast.hear(proposed.name)
            let told = try await cast.evidence("sp").getEvidence(GetRequest(name: clause.name))
            #expect(told.content == [1])
            try await confirm()
        }
    }

    @Test func `R5.2-11: a breach is a measurement by itself, and nothing more`() async throws {
        try await Cast.withContract { mesh, cast in
            try await Self.demandEvidence(mesh, cast, from: "2026-02-01")
            try await mesh.advance(to: "2026-03-02T01:00:00Z")
            try await cast.miss("2026-02", from: "2026-02-10T00:00:00Z", minutes: 600)
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let record = try await cast.records("sp").getRecord(
                GetRequest(name: "records/c-1-2026-02"))
            #expect(record.missingEvidenceKinds == ["contract-clause"])
            let clause = try await cast.evidence("handler").uploadEvidence(
                Self.request([1], kind: "contract-clause"))
            _ = try await cast.records("handler").addRecordEvidence(
                AddRecordEvidenceRequest(name: record.name, evidence: [clause.name]))
            try await cast.confirmRecord(record.name)
        }
    }

    @Test func `R5.2-13 R5.2-14: evidence that nobody uploaded, or another did, is named in vain`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let foreign = try await cast.evidence("su").uploadEvidence(Self.request())
            let name = "records/c-1-2026-02"
            _ = try await cast.records("handler").notifyRecord(CommandRequest(name: name))
            for unknown in [foreign.name, "evidence/sha256-\(digest([3]))"] {
                let stated = await refusals {
                    _ = try await cast.records("sp").submitStatement(
                        SubmitStatementRequest(name: name, statement: "no", evidence: [unknown]))
                }
                #expect(stated == ["EVIDENCE_UNKNOWN evidence"])
                let objected = await refusals {
                    _ = try await cast.objections("sp").fileObjection(
                        FileObjectionRequest(
                            objectionId: "o-1",
                            objection: Objection(record: name, ground: "no", evidence: [unknown])))
                }
                #expect(objected == ["EVIDENCE_UNKNOWN objection.evidence"])
                let repaired = await refusals {
                    _ = try await cast.repairs("sp").fileRepair(
                        FileRepairRequest(
                            repairId: "r-1",
                            repair: Repair(
                                record: name, correction: "x", commitment: "y",
                                evidence: [unknown])))
                }
                #expect(repaired == ["EVIDENCE_UNKNOWN repair.evidence"])
            }
            let proposed = await refusals {
                _ = try await cast.records("handler").proposeRecord(
                    ProposeRecordRequest(
                        recordId: "r-1",
                        record: Record(
                            subject: "parties/sp", behaviour: "false-material", facts: "x",
                            basis: "y", evidence: ["evidence/sha256-\(digest([3]))"])))
            }
            #expect(proposed == ["EVIDENCE_UNKNOWN record.evidence"])
            _ = try await cast.evidence("sp").uploadEvidence(Self.request())
            let stated = try await cast.records("sp").submitStatement(
                SubmitStatementRequest(name: name, statement: "no", evidence: [foreign.name]))
            #expect(stated.statementEvidence == [foreign.name])
        }
    }
}

/// SHA-256 in lower hex.
func digest(_ content: [UInt8]) -> String {
    content.withUnsafeBytes { payloadDigest($0) }
        .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: part) }
}

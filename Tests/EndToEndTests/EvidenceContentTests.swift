import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// Contents of several messages, who is told of evidence, and lists of it.
@Suite(.serialized, .timeLimit(.minutes(3))) struct `Contents of evidence` {
    private static let large = (0..<150_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    private static func request(
        _ content: [UInt8], _ kind: String = "inspection-report"
    ) -> UploadEvidenceRequest {
        UploadEvidenceRequest(
            sha256: digest(content), sizeBytes: Int64(content.count), kind: kind,
            mediaType: "application/pdf", title: "report", content: content)
    }

    /// Sends a content in messages of at most `bytes`.
    private static func stream(
        _ cast: Cast, _ content: [UInt8], by bytes: Int = 65_536,
        edit: (Int, inout UploadEvidenceRequest) -> Void = { _, _ in }
    ) async throws -> Evidence {
        let load = try cast.evidence("sp").streamEvidence()
        for (number, start) in stride(from: 0, to: content.count, by: bytes).enumerated() {
            var next = Self.request(content)
            next.content = Array(content[start..<min(start + bytes, content.count)])
            edit(number, &next)
            try await load.send(next)
        }
        return try await load.answer()
    }

    private static func download(
        _ cast: Cast, _ name: String, as who: String
    ) async throws -> [UInt8] {
        var content: [UInt8] = []
        for try await part in try cast.evidence(who).downloadEvidence(GetRequest(name: name)) {
            #expect(part.content.count <= 65_536)
            content += part.content
        }
        return content
    }

    @Test
    func `R5.2-11: a content of several messages is kept whole, and read by its parties alone`()
        async throws
    {
        try await Cast.play { mesh, cast in
            let kept = try await Self.stream(cast, Self.large)
            #expect(kept.sizeBytes == 150_000 && kept.parties == ["parties/sp"])
            let read = try await cast.evidence("sp").getEvidence(GetRequest(name: kept.name))
            #expect(read.content == [] && read.name == "evidence/sha256-\(digest(Self.large))")
            for reader in ["sp", "handler"] {
                #expect(try await Self.download(cast, kept.name, as: reader) == Self.large)
            }
            let foreign = await rpcFailure {
                _ = try await Self.download(cast, kept.name, as: "su")
            }
            #expect(foreign?.code == .notFound)
            let again = try await Self.stream(cast, Self.large, by: 9_999)
            #expect(again.version == kept.version, "the same content is the same resource")
            let small = try await Self.stream(cast, [1, 2, 3])
            let small2 = try await cast.evidence("sp").getEvidence(GetRequest(name: small.name))
            #expect(small2.content == [1, 2, 3])
            let parts = try await mesh.journal(of: "credit")
            let run = Array(Self.large.prefix(64))
            #expect(
                !parts.contains { entry in entry.indices.contains { entry[$0...].starts(with: run) }
                })
        }
    }

    @Test func `R5.2-11: what does not come whole, alike and within 4 MiB is not kept at all`()
        async throws
    {
        try await Cast.play { mesh, cast in
            let before = try await mesh.journal(of: "credit").count
            let unlike = await refusals {
                _ = try await Self.stream(cast, Self.large) { number, next in
                    if number == 1 { next.kind = "testimony" }
                }
            }
            #expect(unlike == ["EVIDENCE_MESSAGES_DIFFER evidence"])
            let cut = await refusals {
                _ = try await Self.stream(cast, Self.large) { number, next in
                    if number == 2 { next.content.removeLast() }
                }
            }
            #expect(cut == ["EVIDENCE_DIGEST_DIFFERS sha256", "EVIDENCE_SIZE_DIFFERS size_bytes"])
            let huge = await refusals {
                _ = try await Self.stream(cast, [UInt8](repeating: 1, count: (4 << 20) + 1))
            }
            #expect(huge == ["EVIDENCE_TOO_LARGE content"])
            #expect(try await mesh.journal(of: "credit").count == before)
            let most = try await Self.stream(cast, [UInt8](repeating: 1, count: 4 << 20))
            #expect(try await Self.download(cast, most.name, as: "sp").count == 4 << 20)
        }
    }

    @Test func `R5.2-11: a wrong size given with an address keeps nobody's content out`()
        async throws
    {
        try await Cast.play { _, cast in
            var elsewhere = Self.request([9])
            (elsewhere.content, elsewhere.uri) = ([], "https://files.example/film")
            elsewhere.sizeBytes = 77
            _ = try await cast.evidence("sp").uploadEvidence(elsewhere)
            elsewhere.sizeBytes = 78
            let restated = try await cast.evidence("sp").uploadEvidence(elsewhere)
            #expect(restated.sizeBytes == 78, "who alone brought it may say anew")
            let shown = try await cast.evidence("su").uploadEvidence(Self.request([9]))
            #expect(shown.sizeBytes == 1 && shown.uri == "")
            #expect(shown.parties == ["parties/sp", "parties/su"])
            let read = try await cast.evidence("sp").getEvidence(GetRequest(name: shown.name))
            #expect(read.content == [9])
            let late = await refusals {
                _ = try await cast.evidence("sp").uploadEvidence(elsewhere)
            }
            #expect(late == ["EVIDENCE_NOT_SHOWN content"], "a content stands")
        }
    }

    @Test
    func `R5.2-11 R6.1-3: being told of evidence changes nothing in it, and follows the person`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            let report = try await cast.evidence("handler").uploadEvidence(Self.request([1]))
            let get = GetRequest(name: report.name)
            func isAbsent(_ who: String) async -> Bool {
                await rpcFailure { _ = try await cast.evidence(who).getEvidence(get) }?.code
                    == .notFound
            }
            _ = try await cast.records("handler").proposeRecord(
                ProposeRecordRequest(
                    recordId: "r-1",
                    record: Record(
                        subject: "persons/p-1", behaviour: "misconduct-general", facts: "x",
                        basis: "R6.1-7", evidence: [report.name])))
            for who in ["sp", "iu"] { #expect(await isAbsent(who), "\(who) was not told yet") }
            try await cast.confirmRecord("records/r-1", heard: "iu")
            for who in ["sp", "iu"] {
                let read = try await cast.evidence(who).getEvidence(get)
                #expect(read.content == [1] && read.version == report.version)
                #expect(read.parties == ["parties/mb"], "who else was told is nobody's business")
            }
            try await mesh.advance(to: "2026-02-02T01:00:00Z")
            try await cast.move("p-1", from: "sp", to: "rival", Cast.number)
            #expect(await isAbsent("sp"), "it stands for the person no longer")
            _ = try await cast.evidence("rival").getEvidence(get)
            #expect(await isAbsent("su"))
        }
    }

    @Test func `RX-6 R5.2-11: lists show by kind, bringer and record what the reader may see`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-11T01:00:00Z")
            let clause = try await cast.evidence("handler").uploadEvidence(
                Self.request([1], "contract-clause"))
            let own = try await cast.evidence("sp").uploadEvidence(Self.request([2]))
            let foreign = try await cast.evidence("su").uploadEvidence(Self.request([3]))
            let record = "records/c-1-2026-02"
            _ = try await cast.records("handler").addRecordEvidence(
                AddRecordEvidenceRequest(name: record, evidence: [clause.name, foreign.name]))
            func list(_ who: String, _ filter: String = "", at time: String? = nil) async throws
                -> [String]
            {
                let found = try await cast.evidence(who).listEvidence(
                    ListRequest(filter: filter, effectiveAt: time.flatMap { Instant($0) }))
                #expect(found.evidence.allSatisfy { $0.content == [] })
                return found.evidence.map(\.name).sorted()
            }
            let ofRecord = "record = \"\(record)\""
            #expect(try await list("sp") == [own.name])
            #expect(try await list("sp", ofRecord) == [], "not told yet")
            #expect(try await list("handler", ofRecord) == [clause.name, foreign.name].sorted())
            #expect(
                try await list("handler", "\(ofRecord) AND kind = \"contract-clause\"")
                    == [clause.name])
            _ = try await cast.records("handler").notifyRecord(CommandRequest(name: record))
            #expect(
                try await list("sp") == [clause.name, own.name, foreign.name].sorted())
            #expect(try await list("sp", ofRecord) == [clause.name, foreign.name].sorted())
            #expect(try await list("sp", "kind = \"contract-clause\"") == [clause.name])
            #expect(try await list("sp", "parties = \"parties/sp\"") == [own.name])
            #expect(try await list("su") == [foreign.name])
            #expect(try await list("handler").count == 3)
            #expect(try await list("handler", at: "2026-03-11T00:00:00Z") == [])
            let strange = await rpcFailure { _ = try await list("su", ofRecord) }
            #expect(strange?.code == .notFound, "nor does it tell that there is such a record")
            let unknown = await rpcFailure { _ = try await list("sp", "title = \"report\"") }
            #expect(unknown?.code == .invalidArgument)
        }
    }
}

import Foundation
import MeshAPI
import MeshRPC
import MeshRuntime
import MeshTestKit
import Programs
import Testing

/// What a public site is given (R5.2-18).
@Suite(.serialized, .timeLimit(.minutes(2))) struct `The public side of credit` {
    private static let record = "records/c-1-2026-02"

    private static func bulletin(
        _ cast: Cast, _ day: String = ""
    ) async throws -> (grades: [PublicGrade], records: [PublicRecord]) {
        var items: [BulletinItem] = []
        for try await item in try cast.bulletin("handler").exportBulletin(
            ExportBulletinRequest(day: day))
        {
            items.append(item)
        }
        return (items.compactMap(\.grade), items.compactMap(\.record))
    }

    private static func propose(
        _ cast: Cast, _ id: String, _ behaviour: String, _ subject: String = "parties/sp"
    ) async throws -> CommandRequest {
        _ = try await cast.records("handler").proposeRecord(
            ProposeRecordRequest(
                recordId: id,
                record: Record(
                    subject: subject, behaviour: behaviour, facts: "an inspection", basis: "R5.2-9")
            ))
        return CommandRequest(name: "records/\(id)")
    }

    @Test func `R5.2-18 R5.2-12: holds what is published, and nothing that is kept unpublished`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            #expect(try await Self.bulletin(cast).records == [], "a proposal is nobody's business")
            try await cast.confirmRecord(Self.record)
            let kept = try await Self.propose(cast, "k-1", "commendation")
            _ = try await cast.records("approver").confirmRecord(kept)
            _ = try await cast.records("handler").keepRecordUnpublished(
                CommandRequest(name: kept.name, reason: "R5.2-12: small"))
            try await mesh.host(of: "credit").context.store.add([
                Archive(
                    name: "archives/person-zhang-san", state: .open, subject: "persons/zhang-san",
                    runningGrade: "A", publishedGrade: "A", subjectKind: .person)
            ])
            let told = try await Self.propose(cast, "k-2", "commendation", "persons/zhang-san")
            _ = try await cast.records("approver").confirmRecord(told)
            _ = try await cast.records("handler").publishRecord(told)

            let (grades, records) = try await Self.bulletin(cast)
            #expect(
                grades.map { $0.subject?.name } == ["parties/mb", "parties/sp", "parties/su"],
                "a person's grade is nobody's business")
            let own = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
            #expect(grades[1].grade == own.publishedGrade && own.publishedGrade != "")
            #expect(grades[1].subject?.displayName == "Party sp")
            // The praise of a person is for the parties of the platform, by the model (R5.2-18).
            #expect(records.map(\.record) == [Self.record])
            #expect(records[0].facts == "" && records[0].basis != "", "as the mask allows")
            #expect(records[0].subject?.creditCode == "91370100PDY0001750")
            #expect(records[0].publicationUntil == "2027-03-10" && !records[0].disputed)

            _ = try await cast.objections("sp").fileObjection(
                FileObjectionRequest(
                    objectionId: "o-1", objection: Objection(record: Self.record, ground: "wrong")))
            #expect(try await Self.bulletin(cast).records.map(\.disputed) == [true])
            let future = await rpcFailure { _ = try await Self.bulletin(cast, "2026-03-11") }
            #expect(future?.detail(BadRequest.self)?.violations_.map(\.field) == ["day"])
        }
    }

    @Test func `R5.2-14 R5.2-12: what is repaired or over is in the files of no day`() async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord(Self.record)
            func records(_ day: String = "") async throws -> [String] {
                try await Self.bulletin(cast, day).records.map(\.record)
            }
            try await mesh.advance(to: "2026-06-11T01:00:00Z")
            #expect(try await records("2026-03-09") == [], "not yet published then")
            #expect(try await records("2026-03-10") == [Self.record])
            _ = try await cast.repairs("sp").fileRepair(
                FileRepairRequest(
                    repairId: "r-1",
                    repair: Repair(record: Self.record, correction: "done", commitment: "yes")))
            let repair = CommandRequest(name: "repairs/r-1", reason: "R5.2-14: proven")
            _ = try await cast.repairs("handler").acceptRepair(repair)
            _ = try await cast.repairs("reviewer").verifyRepair(repair)
            #expect(try await records() == [Self.record], "public until it is decided")
            _ = try await cast.repairs("second-approver").shieldRepair(repair)
            #expect(try await records() == [], "shielded")
            try await cast.account("third", "parties/mb", .managementBody, .approver)
            try await mesh.settle()
            _ = try await cast.repairs("third").unshieldRepair(repair)
            #expect(try await records() == [Self.record])
            _ = try await cast.repairs("second-approver").approveRepair(repair)
            #expect(try await records() == [])
            #expect(try await records("2026-03-10") == [], "nor in a file of an earlier day")
        }
    }

    @Test func `R5.2-18: govmesh publish writes the same bytes for the same day, and they verify`()
        async throws
    {
        let folder = "/tmp/gm-\(UInt32.random(in: .min ... .max))"
        let site = folder + "-site"
        defer { try? FileManager.default.removeItem(atPath: site) }
        let mesh = try await ProcessMesh.start(
            tool: ProcessTests.tool(), at: "2026-03-10T01:00:00Z", folder: folder)
        do {
            try await Cast(mesh: mesh).assemble()
            try await mesh.settle()
            for copy in ["a", "b"] {
                let published = try run(
                    builtProgram("govmesh"),
                    ["publish", "\(site)/\(copy)", "--as", "handler", "--folder", folder])
                #expect(published.status == 0, "\(published.text)")
                #expect(published.text.contains("3 grades and 0 records of 2026-03-10"))
            }
            let same = try run(URL(filePath: "/usr/bin/diff"), ["-r", "\(site)/a", "\(site)/b"])
            #expect(same.status == 0, "\(same.text)")
            let good = try run(
                builtProgram("govmesh"),
                ["verify", "publication", "\(site)/a", "--key", "\(folder)/publication.key.pub"])
            #expect(good.status == 0, "\(good.text)")
            try await mesh.stop()
        } catch {
            try? await mesh.stop()
            throw error
        }
    }
}

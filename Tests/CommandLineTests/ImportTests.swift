import Foundation
import Programs
import Testing

@testable import govmesh

/// The tool as a person uses it, on an empty mesh of five processes.
@Suite(.serialized) struct ImportTests {
    @Test(.timeLimit(.minutes(3)))
    func `an empty mesh is filled, twice alike, and other content is told apart`() async throws {
        let tool = try Tool()
        #expect(try tool.run("up", "--virtual-clock", "2026-05-05T01:00:00Z").status == 0)
        defer { tool.clear() }

        let early = try tool.run("import", "probes", tool.probes, "--mapping", tool.mapping)
        #expect(early.status == 1 && early.text.contains("govmesh import fedramp"))

        let first = try tool.run("import", "fedramp", tool.export)
        #expect(first.status == 0)
        #expect(first.text.contains("4 created, 0 unchanged, 0 in conflict, 1 skipped"))
        #expect(first.text.contains("ReuseMapping 1  contract of NOWHERE with 22-1"))
        let again = try tool.run("import", "fedramp", tool.export)
        #expect(again.text.contains("0 created, 4 unchanged, 0 in conflict, 1 skipped"))

        let measured = try tool.run("import", "probes", tool.probes, "--mapping", tool.mapping)
        #expect(measured.status == 0 && measured.text.contains("Months: 2026-03 to 2026-04."))
        #expect(measured.text.contains("2 created, 0 unchanged, 0 in conflict, 1 skipped"))
        #expect(measured.text.contains("line 2"))
        let repeated = try tool.run("import", "probes", tool.probes, "--mapping", tool.mapping)
        #expect(repeated.text.contains("0 created, 2 unchanged"))

        try tool.write(Tool.exportText.replacing("Cloud", with: "Sky"), to: tool.export)
        let other = try tool.run("import", "fedramp", tool.export, "--json")
        #expect(other.status == 2)
        let report = try JSONSerialization.jsonObject(with: Data(other.text.utf8)) as? [String: Any]
        let conflicts = report?["conflicts"] as? [[String: Any]]
        #expect(conflicts?.first?["record"] as? String == "products/p-f1")
        #expect(conflicts?.first?["place"] as? String == "Products 1")

        let products = try tool.run(
            "watch", "products", "--as", "handler", "--once", "--json", "--filter",
            "state = \"listed\"")
        #expect(products.status == 0 && products.text.contains(#""name":"products/p-f1""#))
        let nothing = try tool.run("watch", "people", "--as", "handler")
        #expect(nothing.status == 1 && nothing.text.contains("No service has a collection people"))

        let status = try tool.run("status", "--json")
        #expect(status.status == 0 && status.text.contains(#""lag":{"#))
    }

    @Test(.timeLimit(.minutes(3)))
    func `a file that breaks off keeps what came before, and a party keeps its code`() throws {
        let tool = try Tool()
        #expect(try tool.run("up", "--virtual-clock", "2026-05-05T01:00:00Z").status == 0)
        defer { tool.clear() }
        // These two names lead to the same internal number.
        let (one, two) = ("N476", "N2644")
        func product(_ id: String, _ provider: String) -> String {
            #"{"id": "\#(id)", "csp": "\#(provider)", "cso": "Cloud", "status": "", "ready_date": "","#
                + #" "auth_date": "", "auth_type": "", "impact_level": "", "service_model": ["SaaS"],"#
                + #" "deployment_model": "", "independent_assessor": "","#
                + #" "agency_authorizations": [], "leveraged_systems": []}"#
        }
        let head =
            #"{"meta": {"last_change": "2026-04-11T02:40:42.016Z", "produced_by": "test"}, "data": {"Products": ["#
        try tool.write(head + product("F1", one) + #", {"id": "F2", "#, to: tool.export)
        let broken = try tool.run("import", "fedramp", tool.export)
        #expect(broken.status == 1 && broken.text.contains("2 created"), "\(broken.text)")
        #expect(broken.text.contains("what came before it went in"))

        try tool.write(
            head + product("F2", two) + "," + product("F1", one) + "]}}", to: tool.export)
        let next = try tool.run("import", "fedramp", tool.export)
        #expect(next.status == 0, "\(next.text)")
        #expect(next.text.contains("2 created, 2 unchanged, 0 in conflict, 0 skipped"))
    }

    private static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../deploy/sample").standardizedFileURL.path

    @Test func `a sample never replaces a folder that is no sample`() throws {
        let tool = try Tool()
        defer { tool.clear() }
        let refused = try tool.run("sample", "--sample", Self.sample)
        #expect(refused.status == 1 && refused.text.contains("is no sample"))
        // Nor one in which something merely has the name of a mark.
        try FileManager.default.createDirectory(
            atPath: "\(tool.samples)/sample", withIntermediateDirectories: true)
        #expect(try tool.run("sample", "--sample", Self.sample).status == 1)
        #expect(FileManager.default.fileExists(atPath: tool.export))
    }
}

/// The built program, a short folder for its mesh and the files to import.
private struct Tool {
    private let folder = "/tmp/gm-\(UInt32.random(in: .min ... .max))"

    var samples: String { self.folder }
    var export: String { "\(self.folder)/export.json" }
    var probes: String { "\(self.folder)/probes.jsonl" }
    var mapping: String { "\(self.folder)/mapping.json" }

    static let exportText = """
        {"meta": {"last_change": "2026-04-11T02:40:42.016Z", "produced_by": "test"}, "data": {
        "Products": [{"id": "F1", "csp": "Acme", "cso": "Cloud", "status": "FedRAMP Authorized",
          "ready_date": "", "auth_date": "2025-01-01T00:00:00.000Z", "auth_type": "Agency",
          "impact_level": "Low", "service_model": ["SaaS"], "deployment_model": "Public Cloud",
          "independent_assessor": "Check", "agency_authorizations": [], "leveraged_systems": []}],
        "Assessors": [{"id": 7, "name": "Check", "accredited_since": "", "clients": []}],
        "ReuseMapping": [{"id": "NOWHERE", "agency_id": "22-1", "parent": "Office", "sub_id": "",
          "sub": "", "ato_date": "2025-02-01T00:00:00.000Z", "auth_date": "", "exp_date": ""}]}}
        """

    init() throws {
        try FileManager.default.createDirectory(
            atPath: self.folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try self.write(Self.exportText, to: self.export)
        try self.write(
            """
            {"at":"2026-03-01T00:00:00Z","site":"s","status":"up","http_status":200,"response_ms":9}
            {broken
            {"at":"2026-03-09T00:00:00Z","site":"s","status":"down","http_status":0,"response_ms":9}
            {"at":"2026-04-20T00:00:00Z","site":"s","status":"up","http_status":200,"response_ms":9}
            """, to: self.probes)
        try self.write(
            """
            {"statement": {"en": "A stand-in.", "zh": "替代。"}, "snapshot": "export.json",
             "probes": "probes.jsonl", "products": [
              {"product": "F1", "provider": "Acme", "offering": "Cloud", "sites": ["s"]}]}
            """, to: self.mapping)
    }

    func write(_ text: String, to path: String) throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    func run(_ words: String...) throws -> Ending {
        try Programs.run(builtProgram("govmesh"), words + ["--folder", self.folder])
    }

    /// Stops the mesh and removes its folder.
    func clear() {
        _ = try? self.run("down")
        try? FileManager.default.removeItem(atPath: self.folder)
    }
}

import Foundation
import MeshJSON

/// One promise of the protocol.
struct Case {
    let name: String
    let source: String
    /// The role of who is tested: `gateway`, `worker` or `caller`.
    let subject: String
    let steps: [JSONValue]
    let needs: Set<String>
    /// Whether PING is answered as a matter of course.
    let answersPings: Bool
    /// Whether it asks for what no subject does: a runner that lets it pass is wrong.
    let mustFail: Bool

    init(_ json: JSONValue) {
        self.name = json["name"]?.string ?? ""
        self.source = json["source"]?.string ?? ""
        self.subject = json["subject"]?.string ?? ""
        self.steps = json["steps"]?.elements ?? []
        self.needs = Set(json["needs"]?.elements.compactMap(\.string) ?? [])
        self.answersPings = json["answers_pings"] != .bool(false)
        self.mustFail = json["must_fail"] == .bool(true)
    }
}

/// What is tested: a role and the command that starts it.
struct Subject {
    let name: String
    let role: String
    let command: String
    /// What it can do of what cases need.
    let features: Set<String>

    init(_ json: JSONValue) {
        self.name = json["name"]?.string ?? ""
        self.role = json["role"]?.string ?? ""
        self.command = json["command"]?.string ?? ""
        self.features = Set(json["features"]?.elements.compactMap(\.string) ?? [])
    }
}

/// The folder of the cases, which both runners share.
struct Library {
    let folder: URL

    func subjects() throws -> [Subject] {
        try self.read("subjects.json")["subjects"]?.elements.map { Subject($0) } ?? []
    }

    func cases() throws -> [Case] {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: self.folder.appending(path: "cases").path)
        return try files.filter { $0.hasSuffix(".json") }.sorted().flatMap { file in
            try self.read("cases/\(file)")["cases"]?.elements.map { Case($0) } ?? []
        }
    }

    /// Names of the cases that a subject is known to fail.
    func knownFailures(of subject: String) throws -> Set<String> {
        let file = "failing/\(subject).json"
        guard FileManager.default.fileExists(atPath: self.folder.appending(path: file).path) else {
            return []
        }
        return Set(try self.read(file).members.map(\.name))
    }

    private func read(_ file: String) throws -> JSONValue {
        let url = self.folder.appending(path: file)
        do {
            return try JSONValue(parsing: [UInt8](try Data(contentsOf: url)))
        } catch let fault as JSONFault {
            throw Mismatch("\(file): \(fault)")
        }
    }
}

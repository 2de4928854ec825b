import ArgumentParser
import Foundation
import MeshAPI
import MeshRPC
import MeshRuntime

struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Uploads evidence and reads it again, compared with its name.",
        discussion: """
            govmesh evidence upload report.pdf --kind inspection-report --as handler
            govmesh evidence read evidence/sha256-… --as sp-okta --to report.pdf
            govmesh verify evidence report.pdf evidence/sha256-…      without the mesh
            """,
        subcommands: [UploadEvidence.self, ReadEvidence.self])
}

struct UploadEvidence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upload", abstract: "Keeps a file of up to 4 MiB as evidence.")

    @OptionGroup var options: MeshOptions
    @OptionGroup var door: DoorOptions

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Option(help: "What it shows, such as contract-clause; a wrong one is told all.")
    var kind: String

    @Option(help: "Such as application/pdf; by the file's ending otherwise.")
    var type: String?

    @Option(help: "The party whose evidence it is, when the management body brings it in.")
    var onBehalfOf = ""

    @Option(name: .customLong("as"), help: "The account that asks; a key tells by itself.")
    var principal = "system"

    private static let types = [
        "csv": "text/csv", "jpeg": "image/jpeg", "jpg": "image/jpeg", "json": "application/json",
        "pdf": "application/pdf", "png": "image/png", "txt": "text/plain", "xml": "application/xml",
    ]

    func run() async throws {
        let content = try readContent(self.file)
        let url = URL(fileURLWithPath: self.file)
        let type = self.type ?? Self.types[url.pathExtension.lowercased()] ?? ""
        let request = UploadEvidenceRequest(
            sha256: sha256(content), sizeBytes: Int64(content.count), kind: self.kind,
            mediaType: type, title: url.lastPathComponent, content: content,
            onBehalfOf: self.onBehalfOf)
        try await MeshConnection.with(self.options, self.door) { connection in
            let client = EvidenceServiceClient(connection.channel(as: self.principal))
            try show(try await upload(request, with: client), asJSON: self.options.json)
        }
    }
}

/// In one message, or in as many as its content needs.
private func upload(
    _ request: UploadEvidenceRequest, with client: EvidenceServiceClient
) async throws -> Evidence {
    let most = 65_536
    guard request.content.count > most else { return try await client.uploadEvidence(request) }
    let load = try client.streamEvidence()
    for start in stride(from: 0, to: request.content.count, by: most) {
        var next = request
        next.content = Array(request.content[start..<min(start + most, request.content.count)])
        try await load.send(next)
    }
    return try await load.answer()
}

struct ReadEvidence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Reads evidence and checks that it is what its name says.")

    @OptionGroup var options: MeshOptions
    @OptionGroup var door: DoorOptions

    @Argument(help: "Such as evidence/sha256-….")
    var name: String

    @Option(help: "Writes the content into this file.", completion: .file())
    var to: String?

    @Option(name: .customLong("as"), help: "The account that asks; a key tells by itself.")
    var principal = "system"

    func run() async throws {
        let name = self.name
        let evidence = try await MeshConnection.with(self.options, self.door) { connection in
            let client = EvidenceServiceClient(connection.channel(as: self.principal))
            var evidence = try await client.getEvidence(GetRequest(name: name))
            guard evidence.content.isEmpty, evidence.uri.isEmpty else { return evidence }
            for try await part in try client.downloadEvidence(GetRequest(name: name)) {
                evidence.content += part.content
            }
            return evidence
        }
        if !evidence.content.isEmpty { try mustBe(evidence.content, name, from: name) }
        if let file = self.to {
            try Data(evidence.content).write(to: URL(fileURLWithPath: file))
        }
        try show(evidence, asJSON: self.options.json)
    }
}

struct VerifyEvidence: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Checks that a file is the evidence of a name.",
        discussion: "govmesh verify evidence FILE evidence/sha256-…; exit status 1 when it is not.")

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Argument(help: "Such as evidence/sha256-….")
    var name: String

    func run() throws {
        try mustBe(readContent(self.file), self.name, from: self.file)
        say("\(self.file) is \(self.name).")
    }
}

/// A piece of evidence without its content.
private struct Shown: Encodable {
    var name: String
    var kind: String
    var mediaType: String
    var sizeBytes: Int64
    var uri: String
    var parties: [String]
}

private func show(_ evidence: Evidence, asJSON: Bool) throws {
    guard !asJSON else {
        return try sayJSON(
            Shown(
                name: evidence.name, kind: evidence.kind, mediaType: evidence.mediaType,
                sizeBytes: evidence.sizeBytes, uri: evidence.uri, parties: evidence.parties))
    }
    say(evidence.name)
    say("  \(evidence.kind), \(evidence.mediaType), \(evidence.sizeBytes) bytes")
    if !evidence.uri.isEmpty { say("  kept at \(evidence.uri)") }
    say("  brought by \(evidence.parties.joined(separator: ", "))")
}

private func readContent(_ file: String) throws -> [UInt8] {
    guard let content = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
        throw CommandFailure("\(file) cannot be read; name a file.")
    }
    return [UInt8](content)
}

private func mustBe(_ content: [UInt8], _ name: String, from source: String) throws {
    let own = "\(Evidence.collection)/sha256-\(sha256(content))"
    guard own == name else {
        throw CommandFailure("\(source) holds \(own), not \(name): it was changed.")
    }
}

private func sha256(_ content: [UInt8]) -> String {
    hex(content.withUnsafeBytes { payloadDigest($0) })
}

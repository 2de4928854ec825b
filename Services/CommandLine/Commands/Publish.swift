import ArgumentParser
import MeshAPI
import MeshRPC
import MeshRuntime

struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes grades and published records for a public site: JSON and CSV, signed.",
        discussion: """
            govmesh publish /srv/site --as handler
            govmesh publish /srv/site --day 2026-03-31 --as handler
            govmesh verify publication /srv/site --key govmesh-data/publication.key.pub

            Personal data is masked; minor, unpublished, repaired and withdrawn records are left out.
            The same day gives the same bytes, unless a record was repaired or withdrawn since: what
            is not public now is written for no day.
            """)

    @OptionGroup var options: MeshOptions
    @OptionGroup var door: DoorOptions

    @Argument(help: "The folder to write; its files of an earlier day are replaced.")
    var target: String

    @Option(name: .customLong("as"), help: "The account that asks; a key tells by itself.")
    var principal = "system"

    @Option(help: "The legal date, such as 2026-03-31; today by default.")
    var day: String?

    @Option(
        help: "The file of the key that signs, made if it is not there; in the folder by default.",
        completion: .file())
    var signingKey: String?

    private struct Report: Encodable {
        var day: String
        var grades: Int
        var records: Int
        var key: String
    }

    func run() async throws {
        let key = self.signingKey ?? "\(self.options.folder)/publication.key"
        try IdentityFiles.make(at: key)
        let signer = try IdentityFiles.signer(at: key)
        let files = try await MeshConnection.with(self.options, self.door) { connection in
            try await self.read(connection.channel(as: self.principal))
        }
        try SignedFolder(path: self.target).write(files.contents(), signedBy: signer)
        let report = Report(
            day: files.day, grades: files.grades.count, records: files.records.count,
            key: "\(key).pub")
        if self.options.json { return try sayJSON(report) }
        say(
            """
            \(self.target) holds \(report.grades) grades and \(report.records) records of \(report.day).
            Check it with `govmesh verify publication \(self.target) --key \(report.key)`.
            """)
    }

    private func read(_ channel: any Channel) async throws(RPCFailure) -> PublicationFiles {
        let day: String
        if let own = self.day { day = own } else { day = try await today(of: channel) }
        var files = PublicationFiles(day: day)
        let items = try BulletinServiceClient(channel).exportBulletin(
            ExportBulletinRequest(day: day))
        while let item = try await items.next() { files.add(item) }
        return files
    }
}

struct VerifyPublication: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publication",
        abstract: "Checks the sums and signatures of published files.",
        discussion:
            "govmesh verify publication DIR --key FILE; exit status 1 when one is not right."
    )

    @Flag(help: "Print JSON for machines.")
    var json = false

    @Argument(help: "What `govmesh publish DIR` wrote.", completion: .directory)
    var folder: String

    @Option(
        help: "The public key, publication.key.pub of the mesh that published; from its people.",
        completion: .file())
    var key: String

    private struct Verdict: Encodable {
        var files: [String]
        var faults: [String]
    }

    func run() async throws {
        let (files, faults) = SignedFolder(path: self.folder).faults(
            trusting: try IdentityFiles.trusted(at: self.key))
        if self.json {
            try sayJSON(Verdict(files: files, faults: faults))
        } else if faults.isEmpty {
            say("\(files.joined(separator: ", ")): sums and signatures hold.")
        }
        guard faults.isEmpty else {
            throw CommandFailure("\(self.folder) does not hold: \(faults.joined(separator: "; ")).")
        }
    }
}

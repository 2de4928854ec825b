import ArgumentParser
import Foundation
import MeshAPI
import MeshPrimitives
import MeshRPC
import SampleFormats

struct Sample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Starts a fresh mesh and runs the standard's loop on the sample data.",
        discussion: """
            Always begins anew: what an earlier sample left in the folder is stopped and replaced. A
            folder that holds anything else is never touched.
            """)

    @OptionGroup var options: FolderOptions

    @Option(help: "The folder with the sample files.", completion: .directory)
    var sample = "deploy/sample"

    func run() async throws {
        let began = ContinuousClock.now
        let mapping = try Mapping.read("\(self.sample)/mapping.json", option: "--sample")
        let folder = MeshFolder(self.options.folder)
        try await Self.makeRoom(in: folder)
        say("Starting five processes in \(folder.path), on virtual time from 2026-01-05 …")
        try await Up.start(folder, virtualClock: "2026-01-05T01:00:00Z", epoch: "sample")
        let connection = try MeshConnection(folder)
        let story = Story(connection, mapping: mapping)
        do {
            try await self.play(story, mapping, connection)
            try await Summary(connection, story).show(folder: self.options.folder)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
        let seconds = (ContinuousClock.now - began).components.seconds
        say("\nDone in \(seconds) s; the mesh stays up.")
    }

    private func play(
        _ story: Story, _ mapping: Mapping, _ connection: MeshConnection
    ) async throws {
        try await story.found()
        say("Importing \(mapping.snapshot) as legacy data …")
        var load = FedRAMPImport(connection.channel(as: "handler"))
        var bar = ProgressBar("import")
        let export = "\(self.sample)/\(mapping.snapshot)"
        try await reading(export) {
            try await load.run(export) { bar.show($0.bytesRead, of: $0.bytesTotal) }
        }
        bar.end()
        say(load.report.summary)
        try await connection.settle()
        try await story.verify()

        say("Measuring with \(mapping.probes) …")
        say("  \(mapping.statement.en)")
        var probes = ProbeImport(mapping)
        let history = "\(self.sample)/\(mapping.probes)"
        try await reading(history) { try probes.read(history) }
        try await Self.months(story, &probes)
    }

    /// February to April 2026: measure, close, let the windows pass, confirm; then grade, wait for
    /// the publicity to end, and repair.
    private static func months(_ story: Story, _ probes: inout ProbeImport) async throws {
        let contracts = try await story.contracts()
        let steps = [
            ("2026-02", "2026-03-02", "2026-03-10", "2026-03-18"),
            ("2026-03", "2026-04-01", "2026-04-10", "2026-04-20"),
            ("2026-04", "2026-05-06", "2026-05-15", "2026-05-25"),
        ]
        for (month, closing, confirmed, heard) in steps {
            try await story.move(to: "\(closing)T01:00:00Z")
            try await probes.record(month, story.connection.channel(as: "handler"))
            let missed = try await story.close(month, contracts)
            try await story.move(to: "\(confirmed)T01:00:00Z")
            let records = try await story.confirmRecords(afterStatements: "\(heard)T01:00:00Z")
            say(
                "  \(month): \(contracts.count) contracts closed, \(missed) breaches, \(records) records confirmed"
            )
        }
        try await story.evaluate("2026-05", finalAt: "2026-06-15T01:00:00Z")
        say("  2026-06-15: grades final after their publicity")
        try await story.repairOne(at: "2026-07-22T01:00:00Z")
    }

    /// Empties the folder of an earlier sample, and of nothing else.
    private static func makeRoom(in folder: MeshFolder) async throws {
        let files = FileManager.default
        let mark = "\(folder.path)/.govmesh-sample"
        let content = "Made by govmesh sample, which may replace this folder.\n"
        if files.fileExists(atPath: folder.path) {
            let isEmpty = try files.contentsOfDirectory(atPath: folder.path).isEmpty
            let isOurs = (try? String(contentsOfFile: mark, encoding: .utf8)) == content
            guard isEmpty || isOurs else {
                throw CommandFailure(
                    "\(folder.path) holds something that is no sample, so it is left alone; choose another --folder or remove it."
                )
            }
            if !isEmpty {
                say("Beginning anew: the sample of an earlier run is stopped and replaced.")
                _ = try await Down.stop(folder)
            }
            try files.removeItem(atPath: folder.path)
        }
        try folder.make()
        try content.write(toFile: mark, atomically: true, encoding: .utf8)
    }
}

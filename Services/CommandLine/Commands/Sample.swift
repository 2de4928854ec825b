import ArgumentParser
import Foundation
import MeshAPI
import MeshPrimitives
import MeshRPC
import SampleFormats

struct Sample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Starts a fresh mesh and runs the standard's loop on the sample data.")

    @OptionGroup var options: MeshOptions

    @Option(help: "The folder with the sample files.")
    var sample = "deploy/sample"

    func run() async throws {
        let began = ContinuousClock.now
        let folder = MeshFolder(self.options.folder)
        _ = try await Down.stop(folder)
        try? FileManager.default.removeItem(atPath: folder.path)
        say("Starting five processes in \(folder.path) …")
        try await Up.start(folder, virtualClock: "2026-01-05T01:00:00Z", epoch: "sample")
        let connection = try MeshConnection(folder)
        let mapping = try Mapping.read("\(self.sample)/mapping.json")
        let story = Story(connection, mapping: mapping)
        try await story.found()

        say("Importing \(mapping.snapshot) …")
        var load = FedRAMPImport(connection.channel(as: "handler"), source: "fedramp-marketplace")
        var bar = ProgressBar("import", isQuiet: false)
        try await load.run("\(self.sample)/\(mapping.snapshot)") {
            bar.show($0.bytesRead, of: $0.bytesTotal)
        }
        bar.end()
        say(load.report.text)
        try await connection.settle()
        try await story.verify()

        say("Reading \(mapping.probes) …")
        say("Note: \(mapping.statement.en)")
        var probes = ProbeImport(mapping)
        try probes.read("\(self.sample)/\(mapping.probes)") { _ in }
        try await Self.months(story, probes)
        try await Summary(connection, story, load.report).show()
        await connection.close()
        let seconds = (ContinuousClock.now - began).components.seconds
        say("\nDone in \(seconds) s. The mesh stays up; try next:")
        say("  .build/release/govmesh status --folder \(self.options.folder)")
        say("  .build/release/govmesh requirement R5.2-16 --folder \(self.options.folder)")
        say("  .build/release/govmesh down --folder \(self.options.folder)")
    }

    /// February to May 2026: measure, close, let the windows pass, confirm, grade; then June.
    private static func months(_ story: Story, _ probes: ProbeImport) async throws {
        let contracts = try await story.contracts()
        let steps = [
            ("2026-02", "2026-03-02", "2026-03-10", "2026-03-18"),
            ("2026-03", "2026-04-01", "2026-04-10", "2026-04-20"),
            ("2026-04", "2026-05-06", "2026-05-15", "2026-05-25"),
        ]
        for (month, closing, confirmed, heard) in steps {
            try await story.move(to: "\(closing)T01:00:00Z")
            try await story.record(probes, month)
            try await story.close(month, contracts)
            try await story.move(to: "\(confirmed)T01:00:00Z")
            try await story.confirmRecords(afterStatements: "\(heard)T01:00:00Z")
            say("  \(month) closed: breaches confirmed, records heard")
        }
        try await story.evaluate("2026-05", finalAt: "2026-06-15T01:00:00Z")
        try await story.repairOne(at: "2026-07-22T01:00:00Z")
    }
}

/// Prints a line at once, so that a person sees the work go on.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

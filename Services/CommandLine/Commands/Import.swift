import ArgumentParser
import Foundation
import MeshAPI
import MeshRPC
import SampleFormats

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Loads data that exist elsewhere; running it twice changes nothing.",
        subcommands: [ImportFedRAMP.self, ImportProbes.self])
}

struct ImportFedRAMP: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fedramp",
        abstract:
            "Loads a FedRAMP Marketplace export, .json or .json.gz, as unverified legacy data.")

    @OptionGroup var options: MeshOptions
    @Argument(help: "The export.") var file: String
    @Option(
        name: .customLong("as"), help: "The account that imports: a handler of the management body."
    )
    var principal = "handler"

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            var load = FedRAMPImport(
                connection.channel(as: self.principal), source: "fedramp-marketplace")
            var bar = ProgressBar("import", isQuiet: self.options.json)
            try await load.run(self.file) { bar.show($0.bytesRead, of: $0.bytesTotal) }
            bar.end()
            print(load.report.text)
        }
    }
}

struct ImportProbes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probes",
        abstract: "Loads probe events, .jsonl or .jsonl.gz, as measurements of the mapped products."
    )

    @OptionGroup var options: MeshOptions
    @Argument(help: "The probe history.") var file: String
    @Option(help: "Which probe stands for which product.") var mapping =
        "deploy/sample/mapping.json"
    @Option(help: "Months to load, e.g. 2026-02.") var month: [String] = []
    @Option(name: .customLong("as"), help: "The account that measures.") var principal = "handler"

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            var load = ProbeImport(try Mapping.read(self.mapping))
            var bar = ProgressBar("probes", isQuiet: self.options.json)
            try load.read(self.file) { bar.show($0.bytesRead, of: $0.bytesTotal) }
            bar.end()
            let story = Story(connection, mapping: try Mapping.read(self.mapping))
            for month in self.month { try await story.record(load, month) }
            print(load.report.text)
        }
    }
}

/// One line that fills as the work goes on; silent where nobody looks.
struct ProgressBar {
    private let title: String
    private let isShown: Bool
    private var percent = -1

    init(_ title: String, isQuiet: Bool) {
        self.title = title
        self.isShown = !isQuiet && isatty(STDERR_FILENO) == 1
    }

    mutating func show(_ done: Int64, of total: Int64) {
        let now = total > 0 ? Int(done * 100 / total) : 0
        guard self.isShown, now != self.percent else { return }
        self.percent = now
        let bar = String(repeating: "#", count: now / 4)
        FileHandle.standardError.write(
            Data(
                "\r\(self.title) [\(bar.padding(toLength: 25, withPad: ".", startingAt: 0))] \(now) %"
                    .utf8))
    }

    func end() {
        if self.isShown { FileHandle.standardError.write(Data("\n".utf8)) }
    }
}

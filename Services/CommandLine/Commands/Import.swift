import ArgumentParser
import Foundation
import MeshAPI
import MeshRPC
import SampleFormats

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Loads data that exist elsewhere; running it twice changes nothing.",
        discussion: """
            On a mesh where nobody is registered yet, the management body parties/mb is founded first
            with the accounts handler, reviewer and approver.

            Every record that does not go in is named with its place and reason; the rest goes in.
            Exit status 2 tells that something is there under the same name with other content: it is
            left as it is.
            """,
        subcommands: [ImportFedRAMP.self, ImportProbes.self])
}

struct ImportFedRAMP: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fedramp",
        abstract: "Loads a FedRAMP Marketplace export as unverified legacy data (RX-13).",
        discussion: """
            govmesh import fedramp deploy/sample/fedramp-2026-04-11.json.gz
            govmesh import fedramp export.json --as clerk-7 --json
            """)

    @OptionGroup var options: MeshOptions
    @Argument(help: "The export, .json or .json.gz.", completion: .file()) var file: String
    @OptionGroup var account: ImportAccount

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            let channel = try await self.account.channel(connection, quiet: self.options.json)
            var load = FedRAMPImport(channel)
            var bar = ProgressBar("import")
            do {
                try await reading(self.file, "; what came before it went in") {
                    try await load.run(self.file) { bar.show($0.bytesRead, of: $0.bytesTotal) }
                }
            } catch let failure as CommandFailure {
                bar.end()
                if !load.report.isEmpty { try load.report.show(json: self.options.json) }
                throw failure
            }
            bar.end()
            guard !load.report.isEmpty else {
                throw CommandFailure("\(self.file) holds no record of a marketplace export.")
            }
            try load.report.show(json: self.options.json)
        }
    }
}

struct ImportProbes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probes",
        abstract: "Loads probe events as monthly measurements of the mapped products (R9.3-1).",
        discussion: """
            govmesh import probes deploy/sample/probes-digital-editions.jsonl.gz
            govmesh import probes probes.jsonl --mapping mapping.json --month 2026-03 --month 2026-04

            The products must be there: `govmesh import fedramp` loads those of the sample.
            """)

    @OptionGroup var options: MeshOptions
    @Argument(help: "The probe history, .jsonl or .jsonl.gz.", completion: .file())
    var file: String
    @Option(help: "Which probe stands for which product.", completion: .file(extensions: ["json"]))
    var mapping = "deploy/sample/mapping.json"
    @Option(
        help: "A month to load, such as 2026-03; may be repeated. All of the file's by default.")
    var month: [String] = []
    @OptionGroup var account: ImportAccount

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            let mapping = try Mapping.read(self.mapping)
            var load = ProbeImport(mapping)
            try await reading(self.file) { try load.read(self.file) }
            guard !load.months.isEmpty else {
                let example = load.report.skipped.first.map { ": \($0.place) \($0.reason)" } ?? ""
                throw CommandFailure("\(self.file) holds no probe event\(example).")
            }
            let months = self.month.isEmpty ? load.months : self.month
            let channel = try await self.account.channel(connection, quiet: self.options.json)
            try await self.mustKnowAny(of: mapping, channel)
            try await Self.qualityKnowsRegistry(channel)
            var bar = ProgressBar("months")
            for (done, month) in months.enumerated() {
                bar.show(Int64(done), of: Int64(months.count))
                try await load.record(month, channel)
            }
            bar.end()
            if !self.options.json, let first = months.first, let last = months.last {
                say("Months: \(first == last ? first : "\(first) to \(last)").")
            }
            try load.report.show(json: self.options.json)
        }
    }

    /// Waits until quality has read what registry had written by now: products just imported.
    private static func qualityKnowsRegistry(_ channel: any Channel) async throws {
        let registry = JournalServiceClient(channel, routingKey: "registry")
        let quality = JournalServiceClient(channel, routingKey: "quality")
        let head = try await registry.getProgress(GetProgressRequest()).head
        let end = ContinuousClock.now.advanced(by: .seconds(60))
        while ContinuousClock.now < end {
            let sources = try await quality.getProgress(GetProgressRequest()).sources
            let applied = sources.first { $0.source == "registry" }?.applied ?? 0
            if applied >= head { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw CommandFailure("quality lags behind registry; `govmesh status` shows by how much.")
    }

    /// Without any of the products every line would be refused for the same reason.
    private func mustKnowAny(of mapping: Mapping, _ channel: any Channel) async throws {
        let products = ProductServiceClient(channel)
        for entry in mapping.products {
            let name = "products/\(FedRAMPImport.productID(entry.product))"
            do throws(RPCFailure) {
                _ = try await products.getProduct(GetRequest(name: name))
                return
            } catch {
                guard error.code == .notFound else { throw error }
            }
        }
        let export = URL(fileURLWithPath: self.mapping).deletingLastPathComponent()
            .appendingPathComponent(mapping.snapshot).relativePath
        throw CommandFailure(
            """
            None of the \(mapping.products.count) products that \(self.mapping) names is registered, \
            so there is nothing to measure. Load them first:
              govmesh import fedramp \(export) --folder \(self.options.folder)
            """)
    }
}

/// Who imports.
struct ImportAccount: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: "The account that imports: a handler of the management body.")
    var principal = "handler"

    /// A channel as that account; in an empty mesh the accounts are made first.
    func channel(_ connection: MeshConnection, quiet: Bool) async throws -> any Channel {
        if self.principal == "handler", try await Office(connection).foundIfNobodyIsThere(), !quiet
        {
            let accounts = Office.officers.map(\.account).joined(separator: ", ")
            say("Nobody was registered: founded \(Office.party) with the accounts \(accounts).")
        }
        return connection.channel(as: self.principal)
    }
}

extension ImportReport {
    /// Prints what happened; ends with status 2 when something is in conflict.
    func show(json: Bool) throws {
        if json { try sayJSON(self) } else { say(self.text) }
        if !self.conflicts.isEmpty { throw ExitCode(2) }
    }
}

/// Runs `work` on a file and says which file it is that cannot be read.
func reading(
    _ file: String, _ rest: String = "", _ work: () async throws -> Void
) async throws {
    do {
        try await work()
    } catch let error as SampleError {
        throw failure(error, in: file, rest)
    }
}

private func failure(_ error: SampleError, in file: String, _ rest: String) -> CommandFailure {
    switch error {
    case .unreadable(let path):
        CommandFailure("\(path) cannot be read; check that it is there and a file.")
    case .damaged(let reason):
        CommandFailure("\(file) is damaged: \(reason)\(rest).")
    case .structure(let offset, let reason):
        CommandFailure("\(file) is not of the expected form at byte \(offset): \(reason)\(rest).")
    }
}

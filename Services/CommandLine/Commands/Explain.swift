import ArgumentParser

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the chain behind a grade, restriction, breach or contract.",
        discussion: """
            govmesh explain parties/sp-okta              a grade, down to the measurements
            govmesh explain restrictions/sp-okta         why new business is closed
            govmesh explain persons/p-1                 a person's grade, and what bars them from posts
            govmesh explain breaches/c-1-2026-02         a breach, down to each outage
            govmesh explain contracts/c-2 --json         why it may not be signed, or was
            """)

    @OptionGroup var options: MeshOptions

    @Argument(
        help: "Name of a party, archive, evaluation, record, restriction, breach or contract.")
    var name: String

    @Option(name: .customLong("as"), help: "The account that asks.")
    var principal = "system"

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            let explanation = try await Explainer(connection.channel(as: self.principal))
                .explain(self.name)
            if self.options.json { try sayJSON(explanation.steps) } else { say(explanation.text) }
        }
    }
}

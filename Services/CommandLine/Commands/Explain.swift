import ArgumentParser
import MeshAPI
import MeshPrimitives
import MeshSchema

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what a fact rests on, down to the measurements, as of any day.",
        discussion: """
            govmesh explain archives/sp-okta             a grade, down to each outage
            govmesh explain restrictions/sp-okta         why new business is closed
            govmesh explain persons/p-1                 a person's grade, and what bars them from posts
            govmesh explain breaches/c-1-2026-02         a breach, down to each outage
            govmesh explain contracts/c-2 --json         why it may not be signed, or was
            govmesh explain archives/sp-okta --on 2026-03-15 --known 2026-04-01T00:00:00Z
            """)

    @OptionGroup var options: MeshOptions
    @OptionGroup var door: DoorOptions

    @Argument(help: "A resource, such as parties/sp-1, archives/sp-1 or contracts/c-1.")
    var name: String

    @Option(name: .customLong("as"), help: "The account that asks; a key tells by itself.")
    var principal = "system"

    @Option(help: "As it was at the end of this day, such as 2026-03-15; now by default.")
    var on: CivilDate?

    @Option(help: "As known at this time, such as 2026-03-20T00:00:00Z; now by default.")
    var known: Instant?

    func run() async throws {
        try await MeshConnection.with(self.options, self.door) { connection in
            var explainer = Explainer(
                connection.channel(as: self.principal),
                effectiveAt: self.on.map { $0.adding(days: 1).start.adding(microseconds: -1) },
                knownAt: self.known)
            let explanation = try await explainer.explain(self.name)
            guard self.options.json else { return say(explanation.text) }
            say(
                try Schema(descriptorSet: MeshContract.descriptorSet).decode(
                    ExplainResponse(grounds: explanation.steps).wireBytes(),
                    as: ExplainResponse.fullName))
        }
    }
}

extension Instant: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension CivilDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

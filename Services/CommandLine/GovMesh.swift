import ArgumentParser

/// The operator's and integrator's tool.
@main
struct GovMesh: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "govmesh",
        abstract: "Runs and asks a GovMesh: service management of e-government clouds.",
        discussion: """
            A first look:
              govmesh up                        start the gateway and the four services
              govmesh services                  what can be called
              govmesh explain parties/NAME      the chain behind a grade
              govmesh down                      stop everything
            """,
        subcommands: [
            Up.self, Down.self, Status.self, Services.self, CallCommand.self, Explain.self,
            RequirementCommand.self, ClockCommand.self, Import.self, Sample.self,
        ])
}

/// Options every command shares.
struct MeshOptions: ParsableArguments {
    @Option(help: "The mesh's private folder: sockets, stores, logs.")
    var folder = "govmesh-data"

    @Flag(help: "Print JSON for machines.")
    var json = false
}

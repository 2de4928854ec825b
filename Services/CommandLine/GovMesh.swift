import ArgumentParser

/// The operator's and integrator's tool.
@main
struct GovMesh: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "govmesh",
        abstract: "Runs and asks a GovMesh: service management of e-government clouds.",
        discussion: """
            A first look, on real data:
              govmesh sample                    the standard's loop on a fresh mesh
              govmesh explain parties/sp-okta   the chain behind a grade
              govmesh services Archive          what can be called, and by whom
              govmesh down                      stop everything

            A mesh of your own:
              govmesh up                        start gateway and services
              govmesh import fedramp FILE       fill it
              govmesh status                    see that it is well
            """,
        subcommands: [
            Up.self, Down.self, Status.self, Services.self, CallCommand.self, Explain.self,
            RequirementCommand.self, ClockCommand.self, Import.self, Sample.self, Rebuild.self,
            Keys.self, Watch.self, Score.self, Plan.self, Verify.self,
            Evaluate.self, Publish.self, Consumers.self, EvidenceCommand.self,
            HealthCommand.self, Workers.self,
            Routes.self, Drain.self,
            Undrain.self, Weight.self, Poison.self,
        ])
}

/// Where the mesh lies.
struct FolderOptions: ParsableArguments {
    @Option(help: "The mesh's private folder: sockets, stores, logs.", completion: .directory)
    var folder = "govmesh-data"
}

/// How to reach a mesh of another host.
struct DoorOptions: ParsableArguments {
    @Option(help: "The file of the key that tells who calls; with --gateway.", completion: .file())
    var key: String?

    @Option(help: "The gateway on another host, tcp://HOST:PORT; several separated by commas.")
    var gateway: String?

    func validate() throws {
        guard (self.key == nil) == (self.gateway == nil) else {
            throw ValidationError("--key and --gateway belong together.")
        }
    }
}

/// Options every command shares.
struct MeshOptions: ParsableArguments {
    @OptionGroup private var place: FolderOptions

    @Flag(help: "Print JSON for machines.")
    var json = false

    var folder: String { self.place.folder }
}

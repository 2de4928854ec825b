import MeshPrimitives
import MeshRPC
import MeshStorage
import MeshTransport

/// The life of a service's process: `govmesh-NAME --folder F --front E,E --back E,E --trust FILE`.
package enum ServiceProgram {
    package static func run(_ definition: ServiceDefinition) async {
        let arguments = ProgramArguments(CommandLine.arguments)
        guard let folder = arguments["folder"], let front = arguments.endpoints("front"),
            let back = arguments.endpoints("back"), let trust = arguments["trust"]
        else {
            fail(
                "usage: govmesh-\(definition.name) --folder FOLDER --front ENDPOINTS --back ENDPOINTS --trust FILE [--key FILE] [--clock FILE] [--epoch NAME]\nOne endpoint of each gateway, separated by commas."
            )
        }
        let signals = StopSignal()
        do {
            let clock: any MeshClock =
                if let file = arguments["clock"] {
                    try VirtualClock(file: file, start: nil)
                } else {
                    SystemClock()
                }
            let store = try Store.open(
                folder: folder, producer: definition.name, epoch: arguments["epoch"])
            let node = MeshNode(
                definition, store: store, clock: clock, context: try MessageContext(),
                front: front, back: back, trust: try IdentityFiles.trusted(at: trust),
                security: try arguments["key"].map {
                    try KeyFile(path: $0).security(path: $0)
                } ?? .none)
            node.start()
            await signals.received()
            await node.stop(grace: .seconds(25))
        } catch {
            fail("govmesh-\(definition.name): \(error)")
        }
    }
}

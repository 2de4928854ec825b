import MeshAPI
import MeshRPC
import MeshRuntime
import MeshTransport

/// A session of this tool with a running mesh.
final class MeshConnection {
    let folder: MeshFolder
    private let context: MessageContext
    private let loop: IOLoop
    private var callers: [String: Caller] = [:]

    init(_ folder: MeshFolder) throws {
        guard folder.process("gateway") != nil else {
            throw CommandFailure(
                "No mesh runs in \(folder.path); start one with `govmesh up --folder \(folder.path)`."
            )
        }
        self.folder = folder
        self.context = try MessageContext()
        self.loop = IOLoop(context: self.context, name: "govmesh")
    }

    func channel(as principal: String) -> any Channel {
        if let known = self.callers[principal] { return known }
        let caller = Caller(loop: self.loop, endpoint: self.folder.front, principal: principal)
        self.callers[principal] = caller
        return caller
    }

    /// Waits until every journal was applied everywhere and nothing is due.
    func settle(within limit: Duration = .seconds(60)) async throws {
        try await MeshRest(channel: self.channel(as: "system"), services: MeshFolder.services)
            .reached(within: limit)
    }

    func close() async {
        for caller in self.callers.values { await caller.close() }
        self.loop.stop()
        self.context.close()
    }

    /// Runs `work` on a connection and closes it however the work ends.
    static func with<Result>(
        _ options: MeshOptions, _ work: (MeshConnection) async throws -> Result
    ) async throws -> Result {
        let connection = try MeshConnection(MeshFolder(options.folder))
        do {
            let result = try await work(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }
}

import MeshAPI
import MeshRPC
import MeshRuntime
import MeshTransport

/// A session of this tool with a running mesh.
final class MeshConnection {
    let folder: MeshFolder
    private let fronts: [String]
    private let security: Security
    private let context: MessageContext
    private let loop: IOLoop
    private var callers: [String: Caller] = [:]

    /// - Parameter door: The way to a mesh of another host; without a key, the folder's own.
    init(_ folder: MeshFolder, _ door: DoorOptions? = nil) throws {
        self.folder = folder
        if let file = door?.key, let gateway = door?.gateway {
            self.fronts = gateway.split(separator: ",").map(String.init)
            self.security = try KeyFile(path: file).security(path: file)
        } else {
            guard folder.gateways.contains(where: { folder.process($0) != nil }) else {
                throw CommandFailure(
                    "No mesh runs in \(folder.path); start one with `govmesh up --folder \(folder.path)`."
                )
            }
            self.fronts = folder.fronts
            self.security = .none
        }
        self.context = try MessageContext()
        self.loop = IOLoop(context: self.context, name: "govmesh")
    }

    private var isRemote: Bool {
        switch self.security {
        case .none, .server: false
        case .client: true
        }
    }

    /// Whether a service may be asked; on this host its process says.
    func mayServe(_ service: String) -> Bool {
        self.isRemote || self.folder.process(service) != nil
    }

    /// A channel as `principal`; beyond this host the key says who that is.
    func channel(as principal: String) -> any Channel {
        let principal = self.isRemote ? "" : principal
        if let known = self.callers[principal] { return known }
        let caller = Caller(
            loop: self.loop, endpoints: self.fronts, principal: principal, security: self.security)
        self.callers[principal] = caller
        return caller
    }

    /// A channel as `principal` through each gateway alone.
    func doors(as principal: String) -> [any Channel] {
        self.fronts.map { front in
            let caller = Caller(
                loop: self.loop, endpoint: front, principal: self.isRemote ? "" : principal,
                security: self.security)
            self.callers["\(principal) \(front)"] = caller
            return caller
        }
    }

    /// Waits until every service answers through every gateway.
    func everyServiceAnswers(within limit: Duration) async throws(RPCFailure) {
        for front in self.fronts {
            let caller = Caller(
                loop: self.loop, endpoint: front, principal: "system", security: self.security)
            self.callers[front] = caller
            for service in MeshFolder.services {
                _ = try await NodeServiceClient(caller, routingKey: service)
                    .getStatus(GetStatusRequest(), CallOptions(timeout: limit))
            }
        }
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
        _ options: MeshOptions, _ door: DoorOptions? = nil,
        _ work: (MeshConnection) async throws -> Result
    ) async throws -> Result {
        let connection = try MeshConnection(MeshFolder(options.folder), door)
        do {
            let result = try await work(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            guard let failure = error as? RPCFailure else { throw error }
            throw CommandFailure(wayOut(of: failure))
        }
    }
}

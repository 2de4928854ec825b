import Credit
import Desk
import Gateway
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTransport
import Quality
import Registry
import Risk
import Synchronization

/// The five services in this process, isolated, on a clock that the test moves.
///
/// ```swift
/// let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
/// let parties = PartyServiceClient(mesh.channel(as: "system"))
/// …
/// try await mesh.advance(to: "2026-02-02T01:00:00Z")
/// await mesh.stop()
/// ```
///
/// Calls travel through the real gateway over ZeroMQ `inproc`; stores are in memory, or in `folder`
/// when the test needs them to outlive a restart.
public final class LocalMesh: Sendable {
    /// Names of the services, in the order in which they start.
    public static let services = ["registry", "credit", "quality", "risk"]

    private let context: MessageContext
    private let gateway: Gateway
    private let desk: Desk
    private let loop: IOLoop
    private let clock: VirtualClock
    private let front: String
    private let nodes: [MeshNode]
    private let callers = Mutex<[String: Caller]>([:])

    /// Starts a mesh and returns once every service answers.
    ///
    /// - Parameters:
    ///   - time: Virtual time at the start, RFC 3339.
    ///   - folder: Where the stores live; `nil` keeps them in memory.
    public static func start(at time: String, folder: String? = nil) async throws -> LocalMesh {
        guard let start = Instant(time) else { throw LocalMeshFailure.notATime(time) }
        let mesh = try LocalMesh(start: start, folder: folder)
        do {
            for node in mesh.nodes { try await node.registered(within: .seconds(10)) }
            try await mesh.settle()
            return mesh
        } catch {
            await mesh.stop()
            throw error
        }
    }

    private init(start: Instant, folder: String?) throws {
        let context = try MessageContext()
        let id = String(randomWord(), radix: 16)
        let front = "inproc://front-\(id)"
        let back = "inproc://back-\(id)"
        let clock = VirtualClock(start: start)
        self.context = context
        self.clock = clock
        self.front = front
        let signer = IdentitySigner()
        self.gateway = Gateway(
            context: context, front: [front], back: [back], signing: CallerSigning(signer))
        try self.gateway.start()
        let trust = [signer.publicKey].compactMap { $0 }
        self.desk = Desk(
            self.gateway, name: "gateway", context: context, front: front, back: back, trust: trust)
        self.desk.start()
        self.loop = IOLoop(context: context, name: "test")
        self.nodes = try [registryService, creditService, qualityService, riskService].map {
            definition in
            let store =
                if let folder {
                    try Store.open(
                        folder: "\(folder)/\(definition.name)", producer: definition.name,
                        epoch: "test")
                } else {
                    try Store.inMemory(producer: definition.name, epoch: "test")
                }
            return MeshNode(
                definition, store: store, clock: clock, context: context, front: [front],
                back: [back],
                trust: trust)
        }
        for node in self.nodes { node.start() }
    }

    /// A channel that calls as `principal`; `system` may found the management body.
    public func channel(as principal: String) -> any Channel {
        self.callers.withLock { callers in
            if let known = callers[principal] { return known }
            let caller = Caller(loop: self.loop, endpoint: self.front, principal: principal)
            callers[principal] = caller
            return caller
        }
    }

    /// Virtual time, RFC 3339 in UTC.
    public var time: String { self.clock.now.description }

    /// Moves the clock and waits until everything that falls due has happened.
    public func advance(to time: String) async throws {
        guard let instant = Instant(time) else { throw LocalMeshFailure.notATime(time) }
        self.clock.move(to: instant)
        try await self.settle()
    }

    /// Waits until every journal was applied everywhere and nothing is due.
    public func settle() async throws {
        let rest = MeshRest(channel: self.channel(as: "system"), services: Self.services)
        try await rest.reached(within: .seconds(30))
    }

    /// All entries of a service's journal, in their canonical bytes.
    public func journal(of service: String) async throws -> [[UInt8]] {
        let host = try self.host(of: service)
        var bytes: [[UInt8]] = []
        while true {
            let after = Int64(bytes.count)
            let page = try await host.context.store.read { try $0.entries(after: after) }
            if page.isEmpty { return bytes }
            bytes += page.map { $0.wireBytes() }
        }
    }

    /// A service without the way to it.
    package func host(of service: String) throws -> ServiceHost {
        guard let node = self.nodes.first(where: { $0.host.definition.name == service }) else {
            throw LocalMeshFailure.noService(service)
        }
        return node.host
    }

    /// Stops services, gateway and threads; the folder may be used again afterwards.
    public func stop() async {
        for caller in self.callers.withLock({ Array($0.values) }) { await caller.close() }
        await self.desk.stop()
        for node in self.nodes { await node.stop(grace: .seconds(2)) }
        self.loop.stop()
        self.gateway.stop()
        self.context.close()
    }
}

/// What a test asked for and cannot have.
public enum LocalMeshFailure: Error, Sendable {
    case notATime(String)
    case noService(String)
}

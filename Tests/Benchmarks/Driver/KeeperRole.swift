import MeshAPI
import MeshPrimitives
import MeshProgram
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTransport
import StorageSample

/// A service that keeps what it is told, on disk, once for each key.
extension Role {
    static let note = MethodDescriptor(
        service: "govmesh.benchmark.v1.KeeperService", method: "Note", callClass: .keyed,
        parties: [.meshService])

    /// - Parameter backs: One endpoint of each gateway.
    static func keeper(_ context: MessageContext, backs: [String], folder: String) async throws {
        guard let key = try RoleKeys.signer().publicKey else { return }
        let definition = ServiceDefinition(
            name: "keeper", collections: [], dates: [], subscriptions: []
        ) { service in
            [
                MethodBinding(Self.note) { payload, call async throws(RPCFailure) in
                    try await Self.keep(payload, call, service)
                }
            ]
        }
        let node = MeshNode(
            definition, store: try Self.keeperStore(folder), clock: SystemClock(),
            context: context, front: [Self.nobody], back: backs, trust: [key])
        node.start()
        await Self.forever()
        await node.stop(grace: .zero)
    }

    /// Everything it was told, since one caller tells all of it.
    static func keeperStore(_ folder: String) throws(StorageFailure) -> Store {
        var limits = StorageLimits()
        limits.repliesPerPrincipal = 1_000_000
        return try Store.open(folder: folder, producer: "keeper", limits: limits)
    }

    /// A second effect of the same request would be a second version.
    private static func keep(
        _ payload: [UInt8], _ call: Call, _ service: ServiceContext
    ) async throws(RPCFailure) -> Reply {
        let name = "samples/" + payload.map { String($0) }.joined(separator: "-")
        _ = try await service.perform(call) { act in
            let version = try act.transaction.current(Specimen.self, named: name)?.version ?? 0
            let specimen = Specimen(name, version: version + 1)
            try act.transaction.save(
                specimen, change: Change(type: "note", effectiveFrom: act.now, recordedAt: act.now))
            return specimen
        }
        return Reply(payload: payload)
    }
}

import MeshAPI
import MeshPrimitives
import MeshProgram
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTransport
import Registry

/// A whole service whose echo is for handlers of the management body.
extension Role {
    private static let guarded = MethodDescriptor(
        service: Self.echo.service, method: Self.echo.method, callClass: .noSideEffects,
        parties: [.managementBody], roles: [.handler])

    /// Registry with one call more and one account.
    static func service(_ context: MessageContext, _ back: String, folder: String) async throws {
        guard let key = try RoleKeys.signer().publicKey else { return }
        let store = try Store.open(folder: folder, producer: "registry")
        try await Self.appoint(in: store)
        let definition = ServiceDefinition(
            name: "registry", collections: [], dates: [], subscriptions: []
        ) { service in
            registryService.bindings(service) + [
                MethodBinding(Self.guarded) { payload, _ in Reply(payload: payload) }
            ]
        }
        let node = MeshNode(
            definition, store: store, clock: SystemClock(), context: context,
            front: [Self.nobody], back: [back], trust: [key])
        node.start()
        await Self.forever()
        await node.stop(grace: .zero)
    }

    /// Registry needs no other service here.
    static let nobody = "inproc://nobody"

    private static func appoint(in store: Store) async throws {
        let now = SystemClock().now
        let change = Change(type: "benchmark", effectiveFrom: now, recordedAt: now)
        let party = Party(
            name: "parties/mb", version: 1, state: .active, displayName: "市大数据局",
            roles: [.managementBody])
        let account = Operator(
            name: "operators/\(Self.principal)", version: 1, state: .active, person: "wang-li",
            party: party.name, partyRole: .managementBody, operatorRoles: [.handler])
        try await store.write { transaction in
            try transaction.save(party, change: change)
            try transaction.save(account, change: change)
        }
    }
}

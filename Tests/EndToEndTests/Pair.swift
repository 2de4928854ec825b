import Gateway
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTransport
import Registry
import Synchronization

/// Registry and one service that follows it, on a real gateway; what the follower does on a party
/// is the test's to allow.
///
/// The effect is one more version of `inspectionRates/ID`, whose grade lists the versions of the
/// party that were reacted to, in order.
final class Pair: Sendable {
    let effects = Effects()
    private let silence: Duration
    private let context: MessageContext
    private let signer = IdentitySigner()
    private let gateway: Gateway
    private let loop: IOLoop
    private let clock = VirtualClock(start: Instant(microseconds: 1_767_574_800_000_000))
    private let ends: (front: String, back: String)
    private let callers = Mutex<[String: Caller]>([:])
    private let nodes = Mutex<[String: MeshNode]>([:])

    /// - Parameter silence: How long registry may not answer before the follower says so.
    init(silence: Duration = .seconds(20)) throws {
        self.silence = silence
        let id = String(UInt64.random(in: .min ... .max), radix: 16)
        self.ends = ("inproc://front-\(id)", "inproc://back-\(id)")
        self.context = try MessageContext()
        self.gateway = Gateway(
            context: self.context, front: [self.ends.front], back: [self.ends.back],
            signing: CallerSigning(self.signer))
        try self.gateway.start()
        self.loop = IOLoop(context: self.context, name: "test")
    }

    /// Runs `body` with registry and the follower up.
    static func with(
        silence: Duration = .seconds(20), _ body: (Pair) async throws -> Void
    ) async throws {
        let pair = try Pair(silence: silence)
        try await pair.startRegistry()
        try await pair.startFollower(try Store.inMemory(producer: "follower"))
        try await body(pair)
        await pair.stop()
    }

    func startRegistry(epoch: String = "one") async throws {
        try await self.startRegistry(try Store.inMemory(producer: "registry", epoch: epoch))
    }

    func startRegistry(_ store: Store) async throws {
        try await self.start(registryService, store)
    }

    func startFollower(_ store: Store) async throws {
        try await self.start(self.effects.follower, store)
    }

    private func start(_ definition: ServiceDefinition, _ store: Store) async throws {
        var limits = FollowLimits()
        limits.attempts = 3
        limits.firstWait = .milliseconds(1)
        limits.pause = .milliseconds(2)
        limits.silence = self.silence
        let node = MeshNode(
            definition, store: store, clock: self.clock, context: self.context,
            front: [self.ends.front], back: [self.ends.back],
            trust: [self.signer.publicKey].compactMap { $0 }, limits: limits)
        node.start()
        try await node.registered(within: .seconds(10))
        self.nodes.withLock { $0[definition.name] = node }
    }

    func stop(_ name: String) async {
        let node = self.nodes.withLock { $0.removeValue(forKey: name) }
        await node?.stop(grace: .seconds(2))
    }

    func stop() async {
        for caller in self.callers.withLock({ Array($0.values) }) { await caller.close() }
        for name in ["follower", "registry"] { await self.stop(name) }
        self.loop.stop()
        self.gateway.stop()
        self.context.close()
    }

    func channel(as principal: String = "system") -> any Channel {
        self.callers.withLock { callers in
            if let known = callers[principal] { return known }
            let caller = Caller(
                loop: self.loop, endpoint: self.ends.front, principal: principal)
            callers[principal] = caller
            return caller
        }
    }

    // MARK: Calls

    var following: FollowerServiceClient { .init(self.channel(), routingKey: "follower") }
    var journal: JournalServiceClient { .init(self.channel(), routingKey: "follower") }

    var health: HealthServiceClient { .init(self.channel(), routingKey: "follower") }

    func status() async throws -> NodeStatus {
        try await NodeServiceClient(self.channel(), routingKey: "follower").getStatus(
            GetStatusRequest())
    }

    /// Founds the management body, which every other call needs; its entry is the first.
    func found() async throws {
        _ = try await PartyServiceClient(self.channel()).establishManagementBody(
            EstablishManagementBodyRequest(
                partyId: "mb",
                party: Party(
                    displayName: "市大数据局", creditCode: "11100000PDY00001X7",
                    roles: [.managementBody])))
    }

    /// One entry of registry's journal that carries an account.
    func account(
        _ name: String, _ role: OperatorRole, of party: String = "parties/mb",
        as partyRole: PartyRole = .managementBody
    ) async throws {
        _ = try await OperatorServiceClient(self.channel()).createOperator(
            CreateOperatorRequest(
                operatorId: name,
                operator: Operator(
                    person: "person-\(name)", party: party, partyRole: partyRole,
                    operatorRoles: [role])))
    }

    /// One entry that carries a new party, made by the account `handler`.
    func party(_ id: String, _ code: String) async throws {
        _ = try await PartyServiceClient(self.channel(as: "handler")).createParty(
            CreatePartyRequest(
                partyId: id,
                party: Party(displayName: id, creditCode: code, roles: [.serviceProvider])))
    }

    func submit(_ id: String) async throws {
        _ = try await PartyServiceClient(self.channel(as: "handler")).submitParty(
            CommandRequest(name: "parties/\(id)"))
    }

    /// Returns once the follower has taken or parked all of registry's journal.
    func settle() async throws {
        try await MeshRest(channel: self.channel(), services: ["registry", "follower"])
            .reached(within: .seconds(20))
    }

    // MARK: What the follower holds

    func read<Result: Sendable>(
        _ work: @escaping @Sendable (Reader) throws -> Result
    ) async throws -> Result {
        try await self.store().read(work)
    }

    /// Writes a copy of a party that registry never sent.
    func spoil(_ party: String) async throws {
        try await self.spoil(party, in: try self.store())
    }

    func spoil(_ party: String, in store: Store) async throws {
        var entry = JournalEntry()
        entry.data = Party(
            name: party, version: 1, state: .active, displayName: "n", creditCode: "c"
        ).wireBytes()
        entry.occurredAt = self.clock.now
        entry.recordedAt = self.clock.now
        let wrong = entry
        try await store.write { transaction in
            try transaction.saveReplica(Party.self, from: wrong, origin: "registry")
        }
    }

    private func store() throws -> Store {
        try self.nodes.withLock { nodes in
            guard let node = nodes["follower"] else { throw StorageFailure.closed }
            return node.host.context.store
        }
    }

    /// The versions of a party that had their effect, in order.
    func reactions(to id: String) async throws -> String {
        try await self.read { reader in
            try reader.current(InspectionRate.self, named: "inspectionRates/\(id)")?.grade ?? ""
        }
    }
}

/// What the follower refuses at the moment.
final class Effects: Sendable {
    private let refused = Mutex<[String: Int]>([:])

    /// Refuses the effects on `party`, or on one version of it (`parties/a@2`), so many times.
    func refuse(_ party: String, times: Int = .max) {
        self.refused.withLock { $0[party] = times }
    }

    func allow(_ party: String) {
        self.refused.withLock { $0[party] = nil }
    }

    private func mayPass(_ party: String) -> Bool {
        self.refused.withLock { refused in
            guard let times = refused[party], times > 0 else { return true }
            refused[party] = times == .max ? .max : times - 1
            return false
        }
    }

    var follower: ServiceDefinition {
        ServiceDefinition(
            name: "follower", collections: [], dates: [],
            subscriptions: [
                Subscription(to: "registry", copying: [Party.self, Operator.self]) { act, entry in
                    guard entry.resourceType == Party.fullName else { return }
                    try self.react(act, try entry.content(Party.self))
                }
            ]
        ) { _ in [] }
    }

    private func react(_ act: Act, _ party: Party) throws {
        let id = String(party.name.dropFirst("parties/".count))
        let name = "inspectionRates/\(id)"
        var rate = try act.current(InspectionRate.self, name) ?? InspectionRate(name: name)
        rate.state = .set
        rate.grade += "\(party.version) "
        // Written before the refusal, so that a half-done effect would show.
        _ = try act.save(rate, Lifecycle<InspectionRate, NoFacts>?.none, command: "set", from: "")
        guard self.mayPass(party.name), self.mayPass("\(party.name)@\(party.version)") else {
            throw RPCFailure(.failedPrecondition, "\(party.name) has no contract yet")
        }
    }
}

public import Gateway
import MeshAPI
import MeshPrimitives
import MeshProgram
import MeshRPC
public import MeshTransport
import Synchronization

/// Keeps a gateway's ring as registry's keys are, by following its journal.
///
/// While registry is away the last ring holds; before its first answer unknown keys wait.
public final class KeyFeed: Sendable {
    private let gateway: Gateway
    private let first: KeyRing
    private let loop: IOLoop
    private let caller: Caller
    private let keys: KeyServiceClient
    private let journal: JournalServiceClient
    private let work = Mutex<Task<Void, Never>?>(nil)

    /// - Parameters:
    ///   - first: Keys known without registry.
    ///   - front: The gateway's own door of this host.
    public init(_ gateway: Gateway, first: KeyRing, _ context: MessageContext, front: String) {
        self.gateway = gateway
        self.first = first
        self.loop = IOLoop(context: context, name: "keys")
        self.caller = Caller(loop: self.loop, endpoint: front, principal: "service.gateway")
        self.keys = KeyServiceClient(self.caller)
        self.journal = JournalServiceClient(self.caller, routingKey: "registry")
    }

    public func start() {
        self.work.withLock { $0 = Task { await self.run() } }
    }

    public func stop() async {
        let work = self.work.withLock { $0 }
        work?.cancel()
        await self.caller.close()
        await work?.value
        self.loop.stop()
    }

    private func run() async {
        while !Task.isCancelled {
            // A registry that does not answer is asked again; it may have been restored, too.
            try? await self.follow()
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Reads all keys, then what changes; returns when the journal is another one.
    private func follow() async throws {
        let start = try await self.journal.getProgress(GetProgressRequest())
        var ring = try await self.all()
        self.gateway.use(self.first.overridden(by: ring))
        var after = start.head
        while !Task.isCancelled {
            let page = try await self.journal.readJournal(
                ReadJournalRequest(after: after, limit: 200, waitMs: 1_000),
                CallOptions(timeout: .seconds(10)))
            guard page.epoch == start.epoch, page.head >= after else { return }
            let changes = page.entries.filter { $0.resourceType == AccessKey.fullName }
            for entry in changes { ring.note(try AccessKey(wire: entry.data)) }
            if !changes.isEmpty { self.gateway.use(self.first.overridden(by: ring)) }
            after = page.entries.last?.sequence ?? after
        }
    }

    private func all() async throws -> KeyRing {
        var ring = KeyRing(isComplete: true)
        var token = ""
        repeat {
            let page = try await self.keys.listKeys(
                ListRequest(pageSize: 1_000, pageToken: token))
            for key in page.keys { ring.note(key) }
            token = page.nextPageToken
        } while !token.isEmpty
        return ring
    }
}

extension KeyRing {
    /// Takes over what registry says of a key.
    fileprivate mutating func note(_ key: AccessKey) {
        guard let publicKey = CurveKey(key.publicKey) else { return }
        switch key.state {
        case .active:
            self[publicKey] = Entry(
                principal: principal(ofHolder: key.holder),
                validFrom: key.validFrom?.microseconds ?? 0,
                validUntil: key.validUntil?.microseconds ?? .max)
        case .revoked, .expired, .unspecified:
            self[publicKey] = .revoked
        }
    }
}

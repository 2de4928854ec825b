import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// Asks the mesh for what a fact rests on: its owner first, then whoever owns what that one cannot
/// explain further.
struct Explainer {
    /// Services asked, so that a broken chain ends.
    private static let mostCalls = 200
    /// How long one of them may take to answer.
    private static let patience = Duration.seconds(5)

    private let channel: any Channel
    private let moment: (effectiveAt: Instant?, knownAt: Instant?)
    private var calls = 0
    private var explained: Set<String> = []
    /// Services that did not answer, and why; each is asked once.
    private var silent: [String: String] = [:]

    init(_ channel: any Channel, effectiveAt: Instant? = nil, knownAt: Instant? = nil) {
        self.channel = channel
        self.moment = (effectiveAt, knownAt)
    }

    mutating func explain(_ name: String) async throws -> Explanation {
        guard name.contains("/"), let owner = MeshContract.owner(of: name) else {
            let collections = Set(MeshContract.resources.map { $0.collection }).sorted()
            throw CommandFailure(
                "Name it with its collection, such as parties/\(name); there are \(collections.joined(separator: ", "))."
            )
        }
        return Explanation(steps: try await self.grounds(of: name, at: owner))
    }

    /// What one service tells, with what others add to it below.
    private mutating func grounds(
        of name: String, at service: String
    ) async throws(RPCFailure) -> [Ground] {
        self.calls += 1
        self.explained.insert(name)
        let told = try await CollectionServiceClient(self.channel, routingKey: service).explain(
            ExplainRequest(
                name: name, effectiveAt: self.moment.effectiveAt, knownAt: self.moment.knownAt),
            CallOptions(timeout: Self.patience)
        ).grounds
        var all: [Ground] = []
        for ground in told { all += await self.expanded(ground) }
        return all
    }

    /// A fact of another service with what that one knows; alone when the caller may not see it
    /// there, or was told before.
    private mutating func expanded(_ ground: Ground) async -> [Ground] {
        guard !ground.owner.isEmpty, self.calls < Self.mostCalls,
            !self.explained.contains(ground.fact)
        else { return [ground] }
        if let reason = self.silent[ground.owner] { return [Self.unexplained(ground, reason)] }
        do throws(RPCFailure) {
            var told = try await self.grounds(of: ground.fact, at: ground.owner)
            for index in told.indices { told[index].depth += ground.depth }
            if !told.isEmpty, !ground.summary.isEmpty {
                told[0].summary = "\(ground.summary); \(told[0].summary)"
            }
            return told
        } catch {
            if error.code == .notFound || error.code == .permissionDenied { return [ground] }
            self.silent[ground.owner] = error.code.name
            return [Self.unexplained(ground, error.code.name)]
        }
    }

    /// Where the chain ends early; it must not look as if it ended there.
    private static func unexplained(_ ground: Ground, _ reason: String) -> Ground {
        var ground = ground
        let more = "\(ground.owner) does not answer (\(reason)), so what it rests on is missing"
        ground.summary = ground.summary.isEmpty ? more : "\(ground.summary); \(more)"
        return ground
    }
}

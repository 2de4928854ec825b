import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage

/// Walks from a resource down to the last facts it rests on.
struct Explaining {
    /// Facts in an explanation.
    private static let mostGrounds = 1_000
    /// From the resource asked for to the last fact.
    private static let deepest = 12

    private let service: String
    private let tellings: [String: Telling]
    private let past: Past
    private let actor: Actor
    private(set) var grounds: [Ground] = []
    private var told: Set<String> = []
    /// What the audit trail has to tell.
    private(set) var personal: [PersonalRead] = []

    init(_ service: String, _ tellings: [String: Telling], _ past: Past, for actor: Actor) {
        self.service = service
        self.tellings = tellings
        self.past = past
        self.actor = actor
    }

    /// - Returns: whether there is such a resource for the caller.
    mutating func begin(_ name: String) throws -> Bool {
        guard let page = try self.page(of: name) else { return false }
        try self.add(name, page, note: "", depth: 0)
        return true
    }

    private func page(of name: String) throws -> Telling.Page? {
        guard let telling = self.tellings[collection(of: name)] else { return nil }
        return try telling.page(self.past, name, self.actor)
    }

    private mutating func add(
        _ name: String, _ page: Telling.Page, note: String, depth: Int
    ) throws {
        let parts = [note, page.told.summary].filter { !$0.isEmpty }
        self.append(
            depth, name, page.version, parts.joined(separator: "; "),
            self.tellings[collection(of: name)]?.requirement ?? "", owner: "")
        // What supports several facts is told below the first of them.
        guard self.told.insert(name).inserted else { return }
        if let personal = page.personal { self.personal.append(personal) }
        for support in page.told.grounds {
            try self.add(support, depth: depth + 1)
        }
    }

    private mutating func add(_ support: Support, depth: Int) throws {
        guard self.grounds.count < Self.mostGrounds, depth <= Self.deepest else { return }
        switch support {
        case .line(let name, let summary, let requirement, let grounds):
            self.append(depth, name, 0, summary, requirement, owner: "")
            for ground in grounds { try self.add(ground, depth: depth + 1) }
        case .resource("", _, _): break
        case .resource(let name, let version, let note):
            if let page = try self.page(of: name) {
                return try self.add(name, page, note: note, depth: depth)
            }
            let owner = MeshContract.owner(of: name) ?? ""
            self.append(
                depth, name, version, note, "", owner: owner == self.service ? "" : owner)
        }
    }

    private mutating func append(
        _ depth: Int, _ fact: String, _ version: Int64, _ summary: String, _ requirement: String,
        owner: String
    ) {
        self.grounds.append(
            Ground(
                depth: Int32(depth), fact: fact, version: version, summary: summary,
                requirement: requirement, owner: owner))
    }
}

/// "records" of "records/r-1".
private func collection(of name: String) -> String { String(name.prefix { $0 != "/" }) }

extension CollectionAnswers {
    func explain(
        _ request: ExplainRequest, _ call: Call
    ) async throws(RPCFailure) -> ExplainResponse {
        let context = self.host.context
        let tellings = self.host.definition.tellings
        let kind = collection(of: request.name)
        guard let telling = tellings[kind] else {
            throw RPCFailure(
                .notFound,
                "\(context.name) explains no \(kind); it explains "
                    + "\(tellings.keys.sorted().joined(separator: ", ")).",
                verdict: .doNotRetry, origin: .handler)
        }
        if let method = MeshContract.read(of: telling.type) {
            _ = try await self.host.admit(method, call)
        }
        let now = context.clock.now
        let moment = Moment(request.effectiveAt, request.knownAt, now: now)
        let (grounds, personal) = try await context.read { reader in
            var explaining = Explaining(
                context.name, tellings, Past(reader, moment, now: now), for: call.actor)
            do {
                guard try explaining.begin(request.name) else {
                    throw RPCFailure.notFound(request.name, in: kind)
                }
            } catch let refusal as Refusal {
                throw RPCFailure.refused(request.name, [refusal])
            }
            return (explaining.grounds, explaining.personal)
        }
        try await context.keep(personal, call)
        return ExplainResponse(grounds: grounds)
    }
}

import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRequirements
import MeshStorage
import MeshWire

/// One unit of work inside a transaction: a call of somebody, an event, or a date that has come.
///
/// Every change of a resource goes through here, and only here are checked: legality, ownership,
/// four eyes, reason and expected version. What it saves becomes a version and a journal entry.
package final class Act {
    package let transaction: Transaction
    package let now: Instant
    package let actor: Actor
    /// The call that is answered; `nil` for an event or a date.
    package let call: Call?
    /// The entry that is reacted to.
    package let cause: JournalEntry?
    private let service: String
    let commandMethods: [String: [MethodDescriptor]]
    private let keepers: [String: DateKeeper]

    init(
        _ transaction: Transaction, now: Instant, actor: Actor, call: Call?, cause: JournalEntry?,
        service: String, commandMethods: [String: [MethodDescriptor]],
        keepers: [String: DateKeeper]
    ) {
        self.transaction = transaction
        self.now = now
        self.actor = actor
        self.call = call
        self.cause = cause
        self.service = service
        self.commandMethods = commandMethods
        self.keepers = keepers
    }

    /// Today in Asia/Shanghai.
    package var today: CivilDate { self.now.civilDate }

    /// The end of a period of working days from today (7.10).
    package func deadline(workingDays count: Int) -> Instant {
        WorkingCalendar.official.deadline(workingDays: count, after: self.today).end
    }

    // MARK: Reading

    /// The resource as it stands, or NOT_FOUND.
    package func existing<R: Resource>(_ type: R.Type, _ name: String) throws -> R {
        guard let found = try self.transaction.current(type, named: name) else {
            throw RPCFailure.notFound(name, in: R.collection)
        }
        return found
    }

    package func current<R: Resource>(_ type: R.Type, _ name: String) throws -> R? {
        try self.transaction.current(type, named: name)
    }

    package func list<R: Resource>(
        _ type: R.Type, where pairs: [(field: String, value: String)] = [], states: [R.State] = []
    ) throws -> [R] {
        try self.transaction.all(type, where: pairs, states: states)
    }

    // MARK: Changing

    /// Saves a new resource in the first state of its life.
    ///
    /// - Throws: ALREADY_EXISTS, or PERMISSION_DENIED when the caller must own it and does not.
    package func create<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>, id: String, _ draft: R
    ) throws -> R {
        let resource = try self.fresh(lifecycle, id, draft)
        return try self.save(resource, lifecycle, command: "create", from: "")
    }

    /// Saves a new resource in the state to which a command leads from the first one: one version
    /// and one entry, so that neither is there without the other.
    package func create<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>, id: String, _ draft: R, giving command: String,
        facts: Facts
    ) throws -> R {
        var resource = try self.fresh(lifecycle, id, draft)
        let decision = lifecycle.decide(resource, command, facts, at: self.now)
        guard case .moves(let from, let to, _) = decision else {
            throw self.refusal(lifecycle, resource, command, decision)
        }
        resource.state = to
        return try self.save(resource, lifecycle, command: command, from: from.label)
    }

    private func fresh<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>, _ id: String, _ draft: R
    ) throws -> R {
        var resource = draft
        resource.name = "\(R.collection)/\(id)"
        resource.version = 0
        resource.state = lifecycle.initial
        if try self.transaction.current(R.self, named: resource.name) != nil {
            throw RPCFailure.exists(resource.name)
        }
        try self.mustOwn(resource)
        return resource
    }

    /// Gives a life cycle command.
    ///
    /// - Parameters:
    ///   - facts: What the guards need, read in this transaction.
    ///   - edit: Sets the fields the command brings; runs after all checks.
    package func give<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>, _ command: String, to name: String, version: Int64 = 0,
        reason: String = "", effectiveFrom: Instant? = nil,
        facts: (R) throws -> Facts, edit: (inout R) throws -> Void = { _ in }
    ) throws -> R {
        try self.writeTurns(of: R.self, name)
        var resource = try self.existing(R.self, name)
        try self.mustOwn(resource)
        let decision = lifecycle.decide(resource, command, try facts(resource), at: self.now)
        guard case .moves(let from, let to, let needsReason) = decision else {
            throw self.refusal(lifecycle, resource, command, decision)
        }
        guard version == 0 || version == resource.version else {
            throw RPCFailure(
                .aborted,
                "\(name) is at version \(resource.version), not \(version); read it again and decide anew.",
                verdict: .doNotRetry, origin: .handler)
        }
        if needsReason, self.call != nil, reason.isEmpty {
            throw RPCFailure.invalidArgument(
                field: "reason", rule: "\(command) needs a reason (RX-3)",
                remedy: "state the reason and its basis")
        }
        if let method = self.call?.method, method.secondPerson, method.command == command,
            method.actsOn(R.self)
        {
            try self.mustDecideForOthers(R.self, name, command)
        }
        resource.state = to
        resource.note(reason: reason)
        try edit(&resource)
        return try self.save(
            resource, lifecycle, command: command, from: from.label, reason: reason,
            effectiveFrom: effectiveFrom)
    }

    /// Gives a command of a life cycle whose guards need no facts.
    package func give<R: Resource>(
        _ lifecycle: Lifecycle<R, NoFacts>, _ command: String, to name: String,
        reason: String = "", edit: (inout R) throws -> Void = { _ in }
    ) throws -> R {
        try self.give(
            lifecycle, command, to: name, reason: reason, facts: { _ in NoFacts() }, edit: edit)
    }

    /// Saves a new version outside of any command: a computed figure, a correction, a first copy.
    package func save<R: Resource, Facts: Sendable>(
        _ resource: R, _ lifecycle: Lifecycle<R, Facts>?, command: String, from: String,
        reason: String = "", effectiveFrom: Instant? = nil
    ) throws -> R {
        var resource = resource
        resource.version += 1
        try self.mustFit(resource)
        var change = Change(
            type: "\(self.service).\(R.eventName).\(resource.state.label)",
            effectiveFrom: effectiveFrom ?? self.now, recordedAt: self.now)
        change.due = lifecycle?.turn(of: resource)?.at
        change.principal = self.actor.principal
        change.party = self.actor.party
        change.partyRole = self.actor.partyRole
        change.onBehalfOf = self.represented(in: resource).joined(separator: " ")
        change.command = command
        change.fromState = from
        change.toState = resource.state.label
        change.reasonCode = ruleCode(ofReason: reason)
        change.requestDigest = self.call?.requestProof ?? []
        if self.actor.partyRole != .individualUser { change.address = self.call?.address ?? "" }
        if let cause = self.cause {
            change.causationID = "\(cause.producer)/\(cause.sequence)"
            change.correlationID = cause.correlationId
        }
        try self.transaction.save(resource, change: change)
        return resource
    }

    /// Writes the dates of a resource that have come, so that no command skips one: others wait
    /// for the event of each.
    private func writeTurns<R: Resource>(of type: R.Type, _ name: String) throws {
        guard let keeper = self.keepers[R.fullName] else { return }
        let act = Act(
            self.transaction, now: self.now, actor: .service(self.service), call: nil, cause: nil,
            service: self.service, commandMethods: self.commandMethods, keepers: self.keepers)
        while try keeper.turn(act, name) {}
    }

    /// Writes the transition of a date that has come, dated on that date.
    func turn<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>, _ name: String
    ) throws -> R? {
        guard var resource = try self.current(R.self, name),
            let turn = lifecycle.turn(of: resource), turn.at <= self.now
        else { return nil }
        let from = resource.state.label
        resource.state = turn.to
        return try self.save(
            resource, lifecycle, command: "", from: from, effectiveFrom: turn.at)
    }

    /// Does the next step of work that is due, or ends it; `false` when there is none.
    func work<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>, _ name: String, step: (Act, inout R) throws -> Void
    ) throws -> Bool {
        guard var resource = try self.current(R.self, name),
            let turn = lifecycle.turn(of: resource), turn.at <= self.now
        else { return false }
        let from = resource.state
        resource.state = turn.to
        if turn.to == from { try step(self, &resource) }
        _ = try self.save(resource, lifecycle, command: "", from: from.label)
        return true
    }
}

extension Act {
    /// What is stored keeps the bounds of the contract, whoever computed it.
    private func mustFit<R: Resource>(_ resource: R) throws(RPCFailure) {
        let violations = resource.violations()
        guard violations.isEmpty else { throw .invalidArgument(violations) }
    }
}

/// The requirement a reason begins with, such as `R5.2-12` of "R5.2-12: minor".
///
/// It is all that others may read of a reason: anything else may tell of a person, and is no code.
package func ruleCode(ofReason reason: String) -> String {
    let code = String(reason.prefix { $0 != ":" && $0 != " " })
    return RequirementCatalogue.shared.requirement(code) == nil ? "" : code
}

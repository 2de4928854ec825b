import MeshAPI
import MeshLifecycle
import MeshProgram
import MeshRPC
import MeshStorage
import MeshWire

extension Actor {
    /// The account every mesh starts with, on its own host: it may found the management body and
    /// make accounts, as long as the three administrators are not all there.
    package static let system = Actor(
        principal: "system", person: "system", party: "", partyRole: .managementBody,
        operatorRoles: [.systemAdministrator])

    init(_ account: Operator, principal: String) {
        self.init(
            principal: principal, person: account.person, party: account.party,
            partyRole: account.partyRole ?? .individualUser, operatorRoles: account.operatorRoles)
    }
}

extension Act {
    /// Ownership: callers other than the management body must be a party of what they act on.
    ///
    /// Only the call's own resource is checked, not what follows from it elsewhere.
    package func mustOwn<R: Resource>(_ resource: R) throws {
        guard let method = self.call?.method, method.own, method.actsOn(R.self),
            self.actor.partyRole != .managementBody, self.actor.partyRole != .meshService
        else { return }
        guard try self.transaction.owns(self.actor.party, resource) else {
            throw RPCFailure(
                .permissionDenied,
                "\(resource.name) does not belong to \(self.actor.party); only its own parties may call \(method.method).",
                verdict: .doNotRetry, origin: .handler)
        }
    }

    /// The parties in whose place the management body gives a command that is theirs to give (RX-1).
    func represented<R: Resource>(in resource: R) -> [String] {
        guard let method = self.call?.method, method.own, method.actsOn(R.self),
            self.actor.partyRole == .managementBody, !resource.owners.contains(self.actor.party)
        else { return [] }
        return resource.owners
    }

    /// Four eyes (RX-2): nobody decides what the same person brought here.
    ///
    /// What is decided is the work since the last decision that needed a second person; what came
    /// before was decided upon by that one.
    func mustDecideForOthers<R: Resource>(_ type: R.Type, _ name: String, _ command: String) throws
    {
        let decisions = (self.commandMethods[R.eventName] ?? [])
            .filter(\.secondPerson).map(\.command)
        try self.walkBack(type, name) { entry in
            if decisions.contains(entry.command) { return false }
            try self.mustBeAnotherPerson(than: entry, command)
            return true
        }
    }

    /// Four eyes over the whole life of a resource: nobody decides about what the same person made
    /// or ever gave another command than `command`.
    ///
    /// What followed from decisions about something else is nobody's work on this resource.
    package func mustBeAnotherPerson<R: Resource>(
        than type: R.Type, _ name: String, besides command: String
    ) throws {
        let commands = (self.commandMethods[R.eventName] ?? []).map(\.command)
        try self.walkBack(type, name) { entry in
            let isWork = entry.fromState.isEmpty || commands.contains(entry.command)
            if isWork, entry.command != command {
                try self.mustBeAnotherPerson(than: entry, command)
            }
            return true
        }
    }

    private func mustBeAnotherPerson(than entry: JournalEntry, _ command: String) throws {
        guard let person = try self.person(behind: entry.principal), person == self.actor.person
        else { return }
        let deed = command.isEmpty ? "decide this" : "give \"\(command)\""
        let reason = PreconditionFailure.Refusal(
            code: "SAME_PERSON", subject: entry.resource,
            message: "the person who gave \"\(entry.command)\" may not \(deed)",
            remedy: "ask a colleague", requirement: "RX-2", source: "design")
        throw RPCFailure(
            .permissionDenied,
            "\(entry.resource): \(reason.message) (RX-2, four eyes); \(reason.remedy).",
            details: [
                StatusDetail(PreconditionFailure(resource: entry.resource, refusals: [reason]))
            ],
            verdict: .doNotRetry, origin: .handler)
    }

    /// Shows the entries of a resource's own versions, newest first, until `visit` says stop.
    private func walkBack<R: Resource>(
        _ type: R.Type, _ name: String, _ visit: (JournalEntry) throws -> Bool
    ) throws {
        let limit = 32
        var below = Int64.max
        while true {
            let page = try self.transaction.authorship(
                of: type, named: name, below: below, limit: limit)
            for (version, entry) in page {
                guard try visit(entry) else { return }
                below = version
            }
            if page.count < limit { return }
        }
    }

    private func person(behind principal: String) throws -> String? {
        if principal == self.actor.principal { return self.actor.person }
        if principal == Actor.system.principal { return Actor.system.person }
        return try self.current(Operator.self, "operators/\(principal)")?.person
    }

    /// FAILED_PRECONDITION with the current state, every reason and the commands this caller has.
    func refusal<R: Resource, Facts: Sendable>(
        _ lifecycle: Lifecycle<R, Facts>, _ resource: R, _ command: String,
        _ decision: Decision<R.State>
    ) -> RPCFailure {
        let state: R.State
        var refusals: [PreconditionFailure.Refusal] = []
        switch decision {
        case .illegal(let current): state = current
        case .moves(let from, _, _): state = from
        case .refused(let current, let reasons, _):
            state = current
            refusals = reasons.map(PreconditionFailure.Refusal.init)
        }
        let allowed = lifecycle.commands(from: state).flatMap { self.methods(for: $0, R.self) }
        let detail = PreconditionFailure(
            resource: resource.name, currentState: state.label, currentVersion: resource.version,
            allowed: allowed, refusals: refusals
        ).fitting()
        let commands = allowed.map(\.command).joined(separator: ", ")
        let way = commands.isEmpty ? "you have no command here" : "you may: \(commands)"
        let message =
            refusals.isEmpty
            ? "\(resource.name) is \(state.label); \"\(command)\" is not possible now, \(way)."
            : "\(resource.name): "
                + refusals.map { "\($0.code) \($0.message)" }.joined(separator: "; ")
        return RPCFailure(
            .failedPrecondition, String(message.prefix(1_000)), details: [StatusDetail(detail)],
            verdict: .doNotRetry, origin: .handler)
    }

    private func methods<R: Resource>(for command: String, _ type: R.Type) -> [AllowedCommand] {
        (self.commandMethods[R.eventName] ?? [])
            .filter { $0.command == command && self.actor.may(call: $0) }
            .map { AllowedCommand(command: command, method: $0.path) }
    }
}

/// The last part of a resource name, such as `sp-1` of `parties/sp-1`.
package func resourceID(of name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
}

extension MethodDescriptor {
    /// Whether resources of this type are what the method is about.
    func actsOn<R: Resource>(_ type: R.Type) -> Bool { R.fullName.hasSuffix(".\(self.resource)") }
}

extension Resource {
    /// The message's own name in lower camel case, as it stands in event types.
    package static var eventName: String {
        let name = Self.fullName.split(separator: ".").last.map(String.init) ?? Self.fullName
        return name.prefix(1).lowercased() + name.dropFirst()
    }
}

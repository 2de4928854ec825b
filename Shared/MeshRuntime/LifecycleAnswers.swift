import MeshAPI
import MeshLifecycle
import MeshRPC
import MeshWire

/// Answers the calls of one resource by its life cycle.
///
/// Standard reads and plain commands are answered without a line; a service writes those that bring
/// or cause something, most of them with ``give(_:_:edit:then:)``.
package protocol LifecycleAnswers: ResourceAnswers {
    associatedtype Facts: Sendable

    var context: ServiceContext { get }
    var lifecycle: Lifecycle<Answered, Facts> { get }

    /// What the guards need, read in the transaction of the command.
    func facts(_ act: Act, _ resource: Answered) throws -> Facts
}

extension LifecycleAnswers where Facts == NoFacts {
    package func facts(_ act: Act, _ resource: Answered) -> NoFacts { NoFacts() }
}

extension LifecycleAnswers {
    package func get(_ request: GetRequest, _ call: Call) async throws(RPCFailure) -> Answered {
        try await self.context.get(self.lifecycle, request, call)
    }

    package func list(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> (items: [Answered], next: String) {
        try await self.context.list(self.lifecycle, request, call)
    }

    package func give(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Answered {
        try await self.context.perform(call) { act in try self.give(act, request) }
    }

    /// Gives the command of the method that was called.
    ///
    /// - Parameters:
    ///   - edit: Sets the fields the command brings; runs after all checks.
    ///   - effect: What else follows, in the same transaction.
    package func give(
        _ request: CommandRequest, _ call: Call,
        edit: @escaping @Sendable (Act, inout Answered) throws -> Void = { _, _ in },
        then effect: @escaping @Sendable (Act, Answered) throws -> Void = { _, _ in }
    ) async throws(RPCFailure) -> Answered {
        try await self.context.perform(call) { act in
            let moved = try self.give(act, request) { try edit(act, &$0) }
            try effect(act, moved)
            return moved
        }
    }

    /// The same inside a transaction.
    package func give(
        _ act: Act, _ request: CommandRequest, edit: (inout Answered) throws -> Void = { _ in }
    ) throws -> Answered {
        try act.give(
            self.lifecycle, act.call?.method.command ?? "", to: request.name,
            version: request.version, reason: request.reason,
            facts: { try self.facts(act, $0) }, edit: edit)
    }
}

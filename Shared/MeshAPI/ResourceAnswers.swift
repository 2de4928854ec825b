import MeshRPC
import MeshWire

/// Answers for one resource what needs no code of its service: standard reads, and commands that do
/// nothing but move its life cycle.
///
/// The generated methods of a provider of the same resource call these; a service writes the others.
public protocol ResourceAnswers<Answered>: Sendable {
    associatedtype Answered: Resource

    func get(_ request: GetRequest, _ call: Call) async throws(RPCFailure) -> Answered
    /// - Returns: a page and the token of the next one, empty at the end.
    func list(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> (items: [Answered], next: String)
    /// Gives the command of the method that was called.
    func give(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Answered
}

/// Why a context, an endpoint or a socket could not be set up.
public struct TransportFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// One sentence for the operator: what is wrong and the way out.
    public let message: String

    public init(_ message: String) {
        self.message = message
    }

    public var description: String { self.message }
}

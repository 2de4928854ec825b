public import MeshRPC
public import MeshTransport

/// How a gateway vouches for callers: services believe its signature, not its socket.
public struct CallerSigning: Sendable {
    let signer: IdentitySigner
    let clock: @Sendable () -> Int64

    /// - Parameter clock: The wall clock, in microseconds since 1970.
    public init(
        _ signer: IdentitySigner, clock: @escaping @Sendable () -> Int64 = wallMicroseconds
    ) {
        self.signer = signer
        self.clock = clock
    }
}

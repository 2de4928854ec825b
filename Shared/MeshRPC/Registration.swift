import MeshTransport

/// Whether any gateway gives calls to a worker; shared by its sessions.
///
/// One is enough: a gateway that is down must not keep a service from starting.
///
/// Unchecked: confined to the worker's loop, save for what `init` sets.
final class Registration: @unchecked Sendable {
    /// Random for each start of the worker; the same at every gateway.
    let instance = randomBytes(16)
    private var gateways = 0
    private var waiters = Waiters()

    var first: Int64 { self.waiters.first }

    func entered() {
        self.gateways += 1
        self.waiters.resumeAll(true)
    }

    func left() {
        self.gateways -= 1
    }

    func await(_ continuation: UnsafeContinuation<Bool, Never>, due: Int64) {
        if self.gateways > 0 {
            continuation.resume(returning: true)
        } else {
            self.waiters.add(continuation, due: due)
        }
    }

    func expire(at now: Int64) {
        self.waiters.expire(at: now)
    }

    func end() {
        self.waiters.resumeAll(false)
    }
}

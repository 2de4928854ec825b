import CZeroMQ
import Glibc
import Synchronization

/// The messaging context of a process; create one and share it.
///
/// One per process, also in tests: libsodium's random source is shared by all contexts and closed
/// by the first one that ends (libzmq 4.3.4, issue 4242).
public final class MessageContext: Sendable {
    private let state: Mutex<UInt>

    /// - Throws: when the process is out of file descriptors or memory.
    public init() throws(TransportFailure) {
        Self.seedRandomNumbers()
        Self.raiseDescriptorLimit()
        guard let handle = zmq_ctx_new() else {
            throw TransportFailure("no messaging context: \(errorText(zmq_errno()))")
        }
        zmq_ctx_set(handle, ZMQ_THREAD_SCHED_POLICY, passingPolicy)
        self.state = Mutex(UInt(bitPattern: handle))
    }

    /// Takes as many descriptors as the system allows this process, instead of the 1,024 that shells
    /// usually set.
    ///
    /// Every connection needs one, and libzmq 4.3.4 ends the process when an ipc door has none left
    /// for the next.
    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        // When it is refused, the process has what it had.
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Ends the context; every loop must have been stopped before, or this waits for it.
    public func close() {
        let handle = self.state.withLock { state in
            defer { state = 0 }
            return state
        }
        guard let pointer = UnsafeMutableRawPointer(bitPattern: handle) else { return }
        zmq_ctx_shutdown(pointer)
        while zmq_ctx_term(pointer) != 0, zmq_errno() == EINTR {}
    }

    /// A new socket of `type`, or `nil` when the context has ended or is out of sockets.
    func socket(_ type: Int32) -> UnsafeMutableRawPointer? {
        self.state.withLock { zmq_socket(UnsafeMutableRawPointer(bitPattern: $0), type) }
    }

    /// libzmq 4.3.4 takes routing ids and reconnect jitter from an unseeded `rand()`, so that the
    /// first peer of every run would get the same id.
    private static func seedRandomNumbers() {
        srand(UInt32(truncatingIfNeeded: randomWord()))
    }
}

/// 64 bits from the kernel.
public func randomWord() -> UInt64 {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
}

/// `count` bytes from the kernel.
public func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
}

/// The text libzmq or libc has for an error number.
func errorText(_ number: Int32) -> String {
    zmq_strerror(number).map { String(cString: $0) } ?? "error \(number)"
}

/// The monotonic clock, in microseconds.
public func monotonicMicroseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
}

/// The wall clock, in microseconds since 1970; advisory only.
public func wallMicroseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
}

import Glibc

/// A checked address: `ipc://path`, `tcp://host:port` or `inproc://name`.
///
/// Debian's libzmq knows more schemes (udp, pgm, norm, ws, tipc), some with open defects, so only
/// these three reach it.
public struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    public enum Scheme: String, Sendable {
        case ipc
        case tcp
        case inproc
    }

    public let scheme: Scheme
    /// What follows `scheme://`.
    public let address: String

    /// The longest path of a Unix socket, in bytes.
    static let longestPath = 107

    /// - Throws: when the scheme is another one, the address is empty or the path too long.
    public init(_ text: String) throws(TransportFailure) {
        guard let (name, address) = Self.split(text), let scheme = Scheme(rawValue: name) else {
            throw TransportFailure(
                "endpoint \(text) is not ipc://path, tcp://host:port or inproc://name")
        }
        guard !address.isEmpty, !address.utf8.contains(0) else {
            throw TransportFailure("endpoint \(text) names no address")
        }
        if scheme == .ipc, address.utf8.count > Self.longestPath {
            throw TransportFailure(
                "endpoint \(text) has \(address.utf8.count) bytes of path; a Unix socket allows "
                    + "\(Self.longestPath): choose a shorter folder")
        }
        self.scheme = scheme
        self.address = address
    }

    public var description: String { "\(self.scheme.rawValue)://\(self.address)" }

    /// The path of an ipc endpoint, the port of a tcp one.
    var place: String {
        self.scheme == .tcp
            ? String(self.address.split(separator: ":").last ?? "") : self.address
    }

    /// Whether only processes of this host can be at the other end.
    public var isLocal: Bool {
        switch self.scheme {
        case .ipc, .inproc:
            return true
        case .tcp:
            return self.address.hasPrefix("127.") || self.address.hasPrefix("localhost:")
                || self.address.hasPrefix("[::1]:")
        }
    }

    private static func split(_ text: String) -> (String, String)? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let rest = text[colon...]
        guard rest.hasPrefix("://") else { return nil }
        return (String(text[..<colon]), String(rest.dropFirst(3)))
    }
}

/// The right to bind an ipc path, held as a lock on a file beside it.
///
/// Two processes may bind one ipc path without an error, and the first then waits for ever; the
/// lock is what refuses the second. The kernel drops it with the process, however that ends.
final class EndpointLock {
    private let descriptor: Int32
    private let path: String

    /// Makes the folder private and takes the lock.
    init(_ endpoint: Endpoint) throws(TransportFailure) {
        let path = endpoint.address
        try Self.preparePrivateFolder(of: path, for: endpoint)
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw TransportFailure("endpoint \(endpoint): \(path).lock: \(errorText(errno))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(descriptor)
            throw TransportFailure(
                "endpoint \(endpoint) is in use by another process; stop it or choose another "
                    + "folder")
        }
        self.descriptor = descriptor
        self.path = path
    }

    /// Removes the socket's file, which libzmq leaves behind.
    ///
    /// The lock file stays: removing it would
    /// let two processes lock two different files.
    deinit {
        unlink(self.path)
        Glibc.close(self.descriptor)
    }

    private static func preparePrivateFolder(
        of path: String, for endpoint: Endpoint
    ) throws(TransportFailure) {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw TransportFailure("endpoint \(endpoint) needs a folder of its own")
        }
        let folder = String(path[..<slash])
        if mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw TransportFailure("endpoint \(endpoint): folder \(folder): \(errorText(errno))")
        }
        var status = stat()
        guard stat(folder, &status) == 0 else {
            throw TransportFailure("endpoint \(endpoint): folder \(folder): \(errorText(errno))")
        }
        guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw TransportFailure(
                "endpoint \(endpoint): folder \(folder) must belong to this user alone (mode 0700)")
        }
    }
}

import CZeroMQ
import Glibc

/// Cuts connections that fill the memory with a message that does not end.
///
/// libzmq keeps the frames of a message until its last one, however many there are, and bounds only
/// the size of each. So where this process has grown beyond `limit`, whoever goes on sending and
/// has completed no message for a whole period loses the connection, and libzmq frees what it sent.
public final class MemoryWatch: LoopResident {
    /// How often memory is looked at, and how long a message may take to end beyond the limit, in
    /// microseconds.
    private static let period: Int64 = 100_000

    private let limit: Int
    private let sockets: [MessageSocket]
    private let cut: (Int) -> Void
    private var isTracing = false
    public private(set) var wakeUpAt: Int64 = 0

    /// - Parameters:
    ///   - limit: Of the process, in bytes of resident memory.
    ///   - cut: Gets how many connections were cut.
    public init(limit: Int, _ sockets: [MessageSocket], cut: @escaping (Int) -> Void) {
        self.limit = limit
        self.sockets = sockets
        self.cut = cut
    }

    public func received(_ message: Message, on socket: MessageSocket, at now: Int64) {}
    public func flush(at now: Int64) {}
    public func loopEnded() {}
    public func becameWritable(_ socket: MessageSocket, at now: Int64) {}
    public func becameUnwritable(_ socket: MessageSocket, at now: Int64) {}

    /// Whether the limit is passed, and not only by what was freed and kept for the next use.
    private func isOver() -> Bool {
        guard ownResidentBytes() > self.limit else { return false }
        malloc_trim(0)
        return ownResidentBytes() > self.limit
    }

    public func wake(at now: Int64) {
        self.wakeUpAt = now + Self.period
        let isOver = self.isOver()
        if isOver, self.isTracing {
            let count = self.sockets.reduce(0) { $0 + $1.cutEndless() }
            if count > 0 { self.cut(count) }
        }
        self.isTracing = isOver
        for socket in self.sockets { socket.trace(isOver) }
    }
}

/// Resident memory of this process, in bytes.
public func ownResidentBytes() -> Int {
    var buffer = [UInt8](repeating: 0, count: 128)
    let file = open("/proc/self/statm", O_RDONLY)
    guard file >= 0 else { return 0 }
    let count = read(file, &buffer, buffer.count)
    close(file)
    let words = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self).split(separator: " ")
    return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
}

extension MessageSocket {
    /// Begins a period in which the connections of complete messages are noted, or ends noting.
    func trace(_ isOn: Bool) {
        self.sources = isOn ? [] : nil
    }

    /// Notes the connection of a message.
    func note(_ frame: UnsafeMutablePointer<zmq_msg_t>) {
        self.sources?.insert(zmq_msg_get(frame, ZMQ_SRCFD))
    }

    /// Cuts the connections that have sent something in this period, and no whole message.
    ///
    /// - Returns: how many.
    fileprivate func cutEndless() -> Int {
        guard let sources = self.sources, let descriptors = opendir("/proc/self/fd") else {
            return 0
        }
        defer { closedir(descriptors) }
        var count = 0
        while let entry = readdir(descriptors) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let descriptor = Int32(name), !sources.contains(descriptor),
                let place = localPlace(of: descriptor), self.places.contains(place)
            else { continue }
            var waiting: Int32 = 0
            guard ioctl(descriptor, UInt(FIONREAD), &waiting) == 0, waiting > 0 else { continue }
            // libzmq finds the connection lost and gives back what it has of the message.
            shutdown(descriptor, Int32(SHUT_RDWR))
            count += 1
        }
        return count
    }
}

/// The ``Endpoint/place`` where a connected stream socket came in.
private func localPlace(of descriptor: Int32) -> String? {
    var address = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let isSocket = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            getsockname(descriptor, $0, &size) == 0
        }
    }
    guard isSocket else { return nil }
    return withUnsafePointer(to: address) { pointer -> String? in
        switch Int32(pointer.pointee.ss_family) {
        case AF_UNIX:
            pointer.withMemoryRebound(to: sockaddr_un.self, capacity: 1) { unix in
                withUnsafePointer(to: unix.pointee.sun_path) { path in
                    path.withMemoryRebound(to: CChar.self, capacity: 108) { String(cString: $0) }
                }
            }
        case AF_INET:
            pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                String(UInt16(bigEndian: $0.pointee.sin_port))
            }
        case AF_INET6:
            pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                String(UInt16(bigEndian: $0.pointee.sin6_port))
            }
        default: nil
        }
    }
}

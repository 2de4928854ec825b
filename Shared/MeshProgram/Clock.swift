import MeshPrimitives
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Where a service reads the time.
package protocol MeshClock: Sendable {
    var now: Instant { get }
    /// Whether time stands still until somebody moves it.
    var isVirtual: Bool { get }
}

/// The machine's clock.
package struct SystemClock: MeshClock {
    package init() {}

    package var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    package var isVirtual: Bool { false }
}

/// A clock that moves only when told, shared by all processes that open the same file.
///
/// The file holds the microseconds since 1970 as eight bytes; an aligned load or store of them is
/// one access, so readers never see half a time.
package final class VirtualClock: MeshClock {
    private let cell: UnsafeMutablePointer<Int64>

    /// A clock of this process only.
    package init(start: Instant) {
        self.cell = .allocate(capacity: 1)
        self.cell.initialize(to: start.microseconds)
    }

    /// The clock in `file`, made with `start` when there is none.
    package init(file: String, start: Instant?) throws(ClockFailure) {
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(file: file, errno: errno) }
        defer { close(descriptor) }
        let isNew = lseek(descriptor, 0, SEEK_END) < 8
        guard !isNew || ftruncate(descriptor, 8) == 0,
            let memory = mmap(nil, 8, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
            memory != MAP_FAILED
        else { throw .cannotOpen(file: file, errno: errno) }
        self.cell = memory.assumingMemoryBound(to: Int64.self)
        if isNew, let start { self.cell.pointee = start.microseconds }
    }

    package var now: Instant { Instant(microseconds: self.cell.pointee) }

    package var isVirtual: Bool { true }

    /// Moves the clock; time never goes back.
    package func move(to instant: Instant) {
        self.cell.pointee = max(self.cell.pointee, instant.microseconds)
    }
}

// The cell is one aligned word, written by the harness alone.
extension VirtualClock: @unchecked Sendable {}

/// Why a clock file cannot be used.
package enum ClockFailure: Error, Sendable {
    case cannotOpen(file: String, errno: Int32)
}

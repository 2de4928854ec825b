import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Holds a folder for one store: the kernel frees it when the process ends, however it ends.
final class FolderLock: Sendable {
    /// The open file; `nil` once released.
    private let descriptor: Mutex<Int32?>

    /// Makes the folder, readable by its owner only, and takes the lock or says who holds it.
    init(folder: String) throws(StorageFailure) {
        if mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw .cannotOpen(folder: folder, reason: Self.reason())
        }
        let descriptor = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(folder: folder, reason: Self.reason()) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let held = errno == EWOULDBLOCK
            let reason = Self.reason()
            close(descriptor)
            throw held ? .locked(folder: folder) : .cannotOpen(folder: folder, reason: reason)
        }
        self.descriptor = Mutex(descriptor)
    }

    deinit {
        self.release()
    }

    /// Frees the folder; a second time does nothing.
    func release() {
        self.descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            // Closing alone would leave the lock with a process just forked from this one.
            flock(open, LOCK_UN)
            close(open)
            descriptor = nil
        }
    }

    private static func reason() -> String {
        String(cString: strerror(errno))
    }
}

#if canImport(Glibc)
    import Glibc
#endif

/// What the kernel says about another process of this host.
package enum ProcessState {
    /// Whether the process has ended and let go of its files, locks and sockets.
    ///
    /// One that nobody has waited for yet counts as gone: `kill` still finds it, sometimes for
    /// seconds. Its threads must be gone too, for the last of them closes the files.
    package static func isGone(_ process: pid_t) -> Bool {
        // Does something for children of this process only.
        var status: Int32 = 0
        waitpid(process, &status, WNOHANG)
        guard kill(process, 0) == 0 || errno == EPERM else { return true }
        guard let line = self.text("/proc/\(process)/stat") else { return true }
        // The name before the state may hold anything but ends with the last parenthesis.
        let state = line.split(separator: ")").last?.first { $0 != " " }
        guard state == "Z" || state == "X" else { return false }
        return self.threads(of: process) <= 1
    }

    /// The words the process was started with; empty once it has given up its memory.
    package static func words(of process: pid_t) -> [String] {
        let text = self.text("/proc/\(process)/cmdline") ?? ""
        return text.split(separator: "\0").map(String.init)
    }

    private static func threads(of process: pid_t) -> Int {
        guard let folder = opendir("/proc/\(process)/task") else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while let entry = readdir(folder) {
            if entry.pointee.d_name.0 != 0x2e { count += 1 }
        }
        return count
    }

    /// The beginning of a small file; `nil` when there is none.
    private static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { return nil }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}

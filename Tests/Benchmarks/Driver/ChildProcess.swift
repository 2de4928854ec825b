import Glibc

/// Why a benchmark could not run.
struct BenchmarkFailure: Error, CustomStringConvertible {
    var description: String
}

/// A program started for a benchmark, with its output in a pipe.
final class ChildProcess {
    let identifier: pid_t
    private let output: Int32
    private var isRunning = true
    /// Whether it ended by itself and with status 0.
    private(set) var hasSucceeded = false

    init(_ arguments: [String]) throws(BenchmarkFailure) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchmarkFailure(description: "no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var identifier: pid_t = 0
        let result = posix_spawnp(&identifier, arguments[0], &actions, nil, &words, environ)
        close(ends[1])
        guard result == 0 else {
            close(ends[0])
            throw BenchmarkFailure(description: "cannot start \(arguments[0])")
        }
        self.identifier = identifier
        self.output = ends[0]
    }

    deinit {
        self.stop()
        close(self.output)
    }

    /// What it printed until its end.
    func result() -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = read(self.output, &buffer, buffer.count)
            if count <= 0 { break }
            text += buffer.prefix(count)
        }
        self.wait()
        return String(decoding: text, as: UTF8.self)
    }

    /// One line of what it prints.
    func line() -> String {
        var text: [UInt8] = []
        var byte: UInt8 = 0
        while read(self.output, &byte, 1) == 1, byte != 10 { text.append(byte) }
        return String(decoding: text, as: UTF8.self)
    }

    func stop() {
        guard self.isRunning else { return }
        kill(self.identifier, SIGKILL)
        self.wait()
    }

    private func wait() {
        guard self.isRunning else { return }
        self.isRunning = false
        var status: Int32 = 0
        while waitpid(self.identifier, &status, 0) < 0, errno == EINTR {}
        self.hasSucceeded = status == 0
    }
}

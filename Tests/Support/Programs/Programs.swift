import Foundation
import Synchronization

/// What a program said and how it ended.
package struct Ending: Sendable {
    package let status: Int32
    /// Standard output and errors as one text.
    package let text: String
}

/// A program that is built beside the test bundle, such as `govmesh`.
package func builtProgram(_ name: String) throws -> URL {
    let bundle =
        CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var folder = URL(fileURLWithPath: bundle).deletingLastPathComponent()
    while folder.path != "/" {
        let program = folder.appending(path: name)
        if FileManager.default.isExecutableFile(atPath: program.path) { return program }
        folder.deleteLastPathComponent()
    }
    throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: name])
}

/// Runs a program to its end.
package func run(
    _ program: URL, _ arguments: [String], in folder: URL? = nil
) throws -> Ending {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Ending(
        status: process.terminationStatus, text: String(decoding: output, as: UTF8.self))
}

/// A program that runs beside the test; killed with the last reference to it.
///
/// Without `Process`, which does not notice an end as long as a later child lives.
package final class RunningProgram: Sendable {
    private let id: pid_t
    /// What `waitpid` said of its end.
    private let ending = Mutex<Int32?>(nil)

    package init(_ program: URL, _ arguments: [String]) throws {
        var id: pid_t = 0
        var words = ([program.path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        guard posix_spawn(&id, program.path, nil, nil, &words, environ) == 0 else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: program.path])
        }
        self.id = id
    }

    deinit {
        if !self.hasEnded {
            kill(self.id, SIGKILL)
            waitpid(self.id, nil, 0)
        }
    }

    /// Asks it to stop and waits until it has.
    package func stop() async {
        if !self.hasEnded { kill(self.id, SIGTERM) }
        while !self.hasEnded { try? await Task.sleep(for: .milliseconds(1)) }
    }

    private var hasEnded: Bool {
        self.ending.withLock { ending in
            var status: Int32 = 0
            if ending == nil, waitpid(self.id, &status, WNOHANG) == self.id { ending = status }
            return ending != nil
        }
    }

    /// The signal that ended it; `nil` while it runs or when none did.
    package var signal: Int32? {
        guard self.hasEnded, let status = self.ending.withLock({ $0 }), status & 0x7f != 0 else {
            return nil
        }
        return status & 0x7f
    }
}

import Foundation
import MeshJSON
import Synchronization

/// A subject that runs, started for one case in a folder of its own.
final class Running {
    let folder: URL
    let front: String
    let back: String
    private let subject: Subject
    private let places: [String: String]
    private var process: Process?
    private var orders: FileHandle?
    private let lines = Lines()

    init(_ subject: Subject, _ places: [String: String]) throws {
        self.subject = subject
        let name = "conf-" + String(UInt64.random(in: 0 ... .max), radix: 36)
        self.folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(
            at: self.folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        self.front = "ipc://\(self.folder.path)/front.sock"
        self.back = "ipc://\(self.folder.path)/back.sock"
        self.places = places.merging([
            "front": self.front, "back": self.back, "folder": self.folder.path,
            "identity": self.folder.appending(path: "identity").path,
        ]) { $1 }
    }

    func start() throws {
        let words = self.subject.command.split(separator: " ").map { word in
            self.places.reduce(String(word)) {
                $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value)
            }
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        let logFile = self.folder.appending(path: "log")
        if !FileManager.default.fileExists(atPath: logFile.path) { try Data().write(to: logFile) }
        let log = try FileHandle(forWritingTo: logFile)
        log.seekToEndOfFile()
        let input = Pipe()
        process.standardInput = input
        process.standardError = log
        process.standardOutput = log
        if self.subject.role == "caller" {
            let output = Pipe()
            process.standardOutput = output
            self.lines.read(output.fileHandleForReading)
        }
        try process.run()
        self.orders = input.fileHandleForWriting
        self.process = process
    }

    /// Gives an order to a caller, as a line of JSON.
    func tell(_ order: JSONValue) throws {
        try self.orders?.write(contentsOf: Data((order.text() + "\n").utf8))
    }

    /// The next line of a caller.
    func hear(within patience: Duration) throws -> JSONValue {
        guard let line = self.lines.next(within: patience) else {
            throw Mismatch("the caller told nothing in \(patience): \(self.log)")
        }
        return try JSONValue(parsing: line)
    }

    var log: String {
        let text = try? String(contentsOf: self.folder.appending(path: "log"), encoding: .utf8)
        return String((text ?? "").suffix(2_000))
    }

    func signal(_ name: String) {
        guard let process = self.process else { return }
        kill(process.processIdentifier, name == "KILL" ? SIGKILL : SIGTERM)
    }

    var isOver: Bool { self.process?.isRunning == false }

    /// The status it ends with in time.
    func wait(within patience: Duration) throws -> Int32 {
        guard let process = self.process else { throw Mismatch("the subject was not started") }
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        let limit = DispatchTime.now() + .seconds(Int(patience.components.seconds))
        if process.isRunning, ended.wait(timeout: limit) == .timedOut {
            throw Mismatch("the subject still ran after \(patience)")
        }
        process.waitUntilExit()
        let status = process.terminationStatus
        // A signal counts negative, as in Python.
        return process.terminationReason == .uncaughtSignal ? -status : status
    }

    func stop() {
        self.signal("KILL")
        self.process?.waitUntilExit()
        try? self.orders?.close()
        try? FileManager.default.removeItem(at: self.folder)
    }
}

/// What a caller writes, read at once: one whose output is full would stand still.
private final class Lines: Sendable {
    private let waiting = Mutex<(lines: [String], rest: [UInt8])>(([], []))
    private let count = DispatchSemaphore(value: 0)

    func read(_ handle: FileHandle) {
        Thread.detachNewThread { [self] in
            while case let data = handle.availableData, !data.isEmpty {
                let whole = self.waiting.withLock { state -> Int in
                    state.rest += data
                    var parts = state.rest.split(
                        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                    state.rest = Array(parts.popLast() ?? [])
                    state.lines += parts.map { String(decoding: $0, as: UTF8.self) }
                    return parts.count
                }
                for _ in 0..<whole { self.count.signal() }
            }
        }
    }

    func next(within patience: Duration) -> String? {
        let limit = DispatchTime.now() + .seconds(Int(patience.components.seconds))
        guard self.count.wait(timeout: limit) == .success else { return nil }
        return self.waiting.withLock { $0.lines.removeFirst() }
    }
}

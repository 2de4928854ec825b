import Foundation
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshTransport
import Synchronization

/// The five services as real processes on real sockets and disk, on a clock that the test moves.
///
/// Started by the `govmesh` program, so a test sees what an operator has. Any process may be killed
/// in the middle of the work and brought back.
public final class ProcessMesh: Sendable {
    /// Names of the programs of a mesh with one gateway, the gateway first.
    public static let programs = ["gateway", "registry", "credit", "quality", "risk"]

    private let tool: String
    private let folder: String
    /// Names of its gateways, as ``kill(_:)`` takes them.
    public let gateways: [String]
    private let clock: VirtualClock
    private let context: MessageContext
    private let loop: IOLoop
    private let callers = Mutex<[String: Caller]>([:])

    /// Starts the mesh in a fresh folder and returns once every process answers.
    ///
    /// - Parameters:
    ///   - tool: Path of the `govmesh` program; the others lie beside it.
    ///   - time: Virtual time at the start, RFC 3339.
    ///   - folder: Private folder of the mesh; short, since socket paths have at most 107 bytes.
    ///   - gateways: How many share the calls.
    public static func start(
        tool: String, at time: String, folder: String, gateways: Int = 1
    ) async throws -> ProcessMesh {
        do {
            try await Self.run(
                tool,
                [
                    "up", "--folder", folder, "--virtual-clock", time, "--epoch", "test",
                    "--gateways", "\(gateways)", "--json",
                ])
            return try ProcessMesh(tool: tool, folder: folder, gateways: gateways)
        } catch {
            // Some of the processes may have started; the first failure is the one to tell.
            try? await Self.run(tool, ["down", "--folder", folder])
            throw error
        }
    }

    private init(tool: String, folder: String, gateways: Int) throws {
        self.tool = tool
        self.folder = folder
        self.gateways = gateways > 1 ? (1...gateways).map { "gateway-\($0)" } : ["gateway"]
        self.clock = try VirtualClock(file: "\(folder)/clock", start: nil)
        self.context = try MessageContext()
        self.loop = IOLoop(context: self.context, name: "test")
    }

    /// A channel that calls as `principal`; `system` may found the management body.
    public func channel(as principal: String) -> any Channel {
        self.callers.withLock { callers in
            if let known = callers[principal] { return known }
            let caller = self.caller(principal)
            callers[principal] = caller
            return caller
        }
    }

    /// One more connection of `principal`, beside the one of ``channel(as:)``.
    public func newChannel(as principal: String) -> any Channel {
        self.callers.withLock { callers in
            let caller = self.caller(principal)
            callers["\(principal)/\(callers.count)"] = caller
            return caller
        }
    }

    private func caller(_ principal: String) -> Caller {
        let fronts = self.gateways.map { name in
            "ipc://\(self.folder)/front\(name.dropFirst("gateway".count)).sock"
        }
        return Caller(loop: self.loop, endpoints: fronts, principal: principal)
    }

    /// Moves the clock and waits until everything that falls due has happened.
    public func advance(to time: String) async throws {
        guard let instant = Instant(time) else { throw LocalMeshFailure.notATime(time) }
        self.clock.move(to: instant)
        try await self.settle()
    }

    /// Waits until every journal was applied everywhere and nothing is due.
    public func settle() async throws { try await self.settle(within: .seconds(60)) }

    public func settle(within limit: Duration) async throws {
        try await MeshRest(channel: self.channel(as: "system"), services: LocalMesh.services)
            .reached(within: limit)
    }

    /// Kills a process with SIGKILL; what it acknowledged is on disk.
    public func kill(_ program: String) async throws {
        try await self.end(program, SIGKILL)
    }

    /// Stops a process as an operator does; it finishes what it has begun.
    public func terminate(_ program: String) async throws {
        try await self.end(program, SIGTERM)
    }

    private func end(_ program: String, _ signal: Int32) async throws {
        let text = try String(contentsOfFile: "\(self.folder)/\(program).pid", encoding: .utf8)
        guard let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) else { return }
        Foundation.kill(pid, signal)
        // Only then its socket and locks are free.
        while !ProcessState.isGone(pid) { try await Task.sleep(for: .milliseconds(1)) }
    }

    /// Starts again whatever does not run.
    public func heal() async throws {
        try await Self.run(self.tool, ["up", "--folder", self.folder, "--json"])
    }

    /// Stops everything and removes the folder.
    public func stop() async throws {
        for caller in self.callers.withLock({ Array($0.values) }) { await caller.close() }
        self.loop.stop()
        self.context.close()
        try await Self.run(self.tool, ["down", "--folder", self.folder])
        try FileManager.default.removeItem(atPath: self.folder)
    }

    /// Runs the tool on a thread of its own: waiting for a process would hold up the test's tasks.
    private static func run(_ tool: String, _ arguments: [String]) async throws {
        try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try Self.wait(for: tool, arguments) })
            }
        }
    }

    private static func wait(for tool: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ProcessMeshFailure.command(arguments, String(decoding: text, as: UTF8.self))
        }
    }
}

/// A command of the tool that failed, with what it said.
public enum ProcessMeshFailure: Error, Sendable {
    case command([String], String)
}

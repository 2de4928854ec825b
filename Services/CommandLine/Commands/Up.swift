import ArgumentParser
import Foundation
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshTransport

struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Starts what does not run yet and waits until all gateways and services answer.")

    @OptionGroup var options: MeshOptions

    @Option(help: "Run on virtual time from this instant on, RFC 3339; `govmesh clock` moves it.")
    var virtualClock: String?

    @Option(help: "Name of the journals' epoch; drawn at random when absent.")
    var epoch: String?

    @Option(
        help: "How many gateways share the calls; as before when absent, at first one.")
    var gateways: Int?

    @Option(help: "Let callers with keys in from other hosts, tcp://HOST:PORT.")
    var listen: String?

    @Option(help: "Let services with keys in from other hosts, tcp://HOST:PORT.")
    var listenServices: String?

    func run() async throws {
        let folder = MeshFolder(self.options.folder)
        try await Self.start(
            folder, virtualClock: self.virtualClock, epoch: self.epoch,
            gateways: self.gateways,
            listening: .init(callers: self.listen, services: self.listenServices))
        if self.options.json {
            print(
                #"{"folder":"\#(folder.path)","front":"\#(folder.fronts.joined(separator: ","))","back":"\#(folder.backs.joined(separator: ","))"}"#
            )
        } else {
            print("The mesh is up in \(folder.path).")
            try Self.tell(folder)
            print(Status.table(try await Status.rows(folder)))
        }
    }

    private static func tell(_ folder: MeshFolder) throws {
        let listening = folder.listening
        guard !listening.isEmpty else { return }
        if let callers = listening.callers { print("Callers with keys come to \(callers).") }
        if let services = listening.services { print("Services with keys come to \(services).") }
        print("The gateway's key is \(try KeyFile(path: folder.gatewayKey).pair.publicKey)")
    }

    static func start(
        _ folder: MeshFolder, virtualClock: String?, epoch: String?, gateways: Int? = nil,
        listening: MeshFolder.Listening = .init()
    ) async throws {
        try Self.settle(folder, gateways: gateways)
        let missing = folder.programs.filter { folder.process($0) == nil }
        guard !missing.isEmpty else {
            throw CommandFailure(
                "All \(folder.programs.count) processes run already in \(folder.path); stop them with `govmesh down` or choose another --folder."
            )
        }
        guard listening.isEmpty || folder.gateways.allSatisfy(missing.contains) else {
            throw CommandFailure(
                "The gateway runs already; stop the mesh with `govmesh down` before it can listen elsewhere."
            )
        }
        // The kernel keeps a socket's path in 108 bytes, its end included.
        let longest = (folder.fronts.map(\.utf8.count).max() ?? 0) - "ipc://".utf8.count
        guard longest < 108 else {
            throw CommandFailure(
                "\(folder.path) is \(longest - 107) bytes too long for the sockets in it; choose a shorter --folder."
            )
        }
        let isLocal = listening.isEmpty && folder.listening.isEmpty
        guard isLocal || folder.gateways.count == 1 else {
            throw CommandFailure(
                "Only a single gateway listens beyond its host; choose --gateways 1, or another --folder than one that was started with --listen."
            )
        }
        try folder.make()
        var extra = epoch.map { ["--epoch", $0] } ?? []
        if let virtualClock {
            guard let start = Instant(virtualClock) else {
                throw CommandFailure("--virtual-clock \(virtualClock) is no RFC 3339 instant.")
            }
            _ = try VirtualClock(file: folder.clock, start: start)
        }
        if FileManager.default.fileExists(atPath: folder.clock) {
            extra += ["--clock", folder.clock]
        }
        try folder.makeKeys(listening: listening)
        for program in missing { try Self.launch(folder, program, extra) }
        try await Self.waitUntilHealthy(folder)
    }

    /// Notes how many gateways there are to be; they share sockets' names, so not while any runs.
    private static func settle(_ folder: MeshFolder, gateways: Int?) throws {
        guard let count = gateways, count != folder.gatewayCount else { return }
        guard (1...16).contains(count) else {
            throw CommandFailure("--gateways \(count) is out of range; 1 to 16 are allowed.")
        }
        guard folder.programs.allSatisfy({ folder.process($0) == nil }) else {
            throw CommandFailure(
                "The mesh runs with \(folder.gatewayCount) gateway(s); stop it with `govmesh down` before it can have \(count)."
            )
        }
        try folder.make()
        try folder.remember(gateways: count)
    }

    private static func launch(_ folder: MeshFolder, _ program: String, _ arguments: [String])
        throws
    {
        let tool = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let directory = URL(fileURLWithPath: tool).deletingLastPathComponent().path
        let isGateway = folder.gateways.contains(program)
        let own = isGateway ? Self.gateway(folder, program) : Self.service(folder, program)
        let pid = try spawn(
            "\(directory)/\(MeshFolder.executable(program))", own + arguments,
            log: folder.log(program))
        try folder.remember(program, pid)
    }

    private static func service(_ folder: MeshFolder, _ name: String) -> [String] {
        [
            "--folder", folder.store(name), "--front", folder.fronts.joined(separator: ","),
            "--back", folder.backs.joined(separator: ","),
            "--trust", "\(folder.identity).pub",
        ]
    }

    private static func gateway(_ folder: MeshFolder, _ name: String) -> [String] {
        let listening = folder.listening
        let front = [folder.front(name), listening.callers].compactMap { $0 }.joined(separator: ",")
        let back = [folder.back(name), listening.services].compactMap { $0 }.joined(separator: ",")
        return ["--name", name, "--front", front, "--back", back, "--identity", folder.identity]
            + (listening.isEmpty ? [] : ["--key", folder.gatewayKey, "--ring", folder.ring])
    }

    private static func waitUntilHealthy(_ folder: MeshFolder) async throws {
        let connection = try MeshConnection(folder)
        do {
            try await connection.everyServiceAnswers(within: .seconds(10))
            await connection.close()
        } catch {
            await connection.close()
            // What died at once is a zombie until it is waited for, and would count as living.
            while waitpid(-1, nil, WNOHANG) > 0 {}
            let dead = folder.programs.filter { folder.process($0) == nil }
            let logs = dead.map { "\($0): \(Self.lastLine(folder.log($0)))" }
            throw CommandFailure(
                "The mesh did not come up: \(error). \(logs.joined(separator: "; ")) Logs are in \(folder.path); `govmesh down --folder \(folder.path)` stops what runs."
            )
        }
    }

    private static func lastLine(_ path: String) -> String {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").last.map(String.init) ?? "no output"
    }
}

struct Down: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Drains and stops the services, then the gateways.")

    @OptionGroup var options: MeshOptions

    func run() async throws {
        let folder = MeshFolder(self.options.folder)
        let stopped = try await Self.stop(folder)
        print(
            self.options.json
                ? #"{"stopped":\#(stopped)}"#
                : stopped == 0
                    ? "Nothing runs in \(folder.path)." : "\(stopped) processes stopped.")
    }

    static func stop(_ folder: MeshFolder) async throws -> Int {
        // Services finish together what they have begun; the gateways carry their last answers.
        let services = try await Self.stop(MeshFolder.services, in: folder)
        return services + (try await Self.stop(folder.gateways, in: folder))
    }

    private static func stop(_ programs: [String], in folder: MeshFolder) async throws -> Int {
        let processes = programs.compactMap { folder.process($0) }
        for process in processes { kill(process, SIGTERM) }
        let end = ContinuousClock.now.advanced(by: .seconds(30))
        var living = processes
        while !living.isEmpty {
            if ContinuousClock.now > end {
                for process in living { kill(process, SIGKILL) }
            }
            try await Task.sleep(for: .milliseconds(2))
            living.removeAll(where: ProcessState.isGone)
        }
        for program in programs { folder.forget(program) }
        return processes.count
    }
}

struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "Moves the virtual clock and waits until all that falls due has happened.",
        discussion: """
            govmesh up --virtual-clock 2026-01-05T01:00:00Z
            govmesh clock 2026-03-02T01:00:00Z
            """)

    @OptionGroup var options: MeshOptions

    @Argument(help: "RFC 3339, such as 2026-03-02T01:00:00Z; time never goes back.")
    var time: String

    func run() async throws {
        guard let instant = Instant(self.time) else {
            throw CommandFailure("\(self.time) is no RFC 3339 instant.")
        }
        try await MeshConnection.with(self.options) { connection in
            guard FileManager.default.fileExists(atPath: connection.folder.clock) else {
                throw CommandFailure("This mesh runs on real time; start it with --virtual-clock.")
            }
            let clock = try VirtualClock(file: connection.folder.clock, start: nil)
            guard instant >= clock.now else {
                throw CommandFailure("It is \(clock.now) already; time never goes back.")
            }
            clock.move(to: instant)
            try await connection.settle()
            print(self.options.json ? #"{"time":"\#(instant)"}"# : "It is \(instant).")
        }
    }
}

import Foundation
import MeshRuntime
import Programs
import Testing

/// What `govmesh up` and `govmesh down` do with folders in every condition.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A mesh of processes` {
    private let folder = "/tmp/gm-\(UInt32.random(in: .min ... .max))"

    private func govmesh(_ words: String...) throws -> Ending {
        try run(builtProgram("govmesh"), words + ["--folder", self.folder, "--json"])
    }

    private func process(_ program: String) throws -> pid_t {
        let text = try String(contentsOfFile: "\(self.folder)/\(program).pid", encoding: .utf8)
        return try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    private static let programs = ["gateway", "registry", "credit", "quality", "risk"]

    @Test func `counts as gone what has ended and was not waited for`() async throws {
        // The child of a shell that becomes `sleep` is waited for by nobody.
        let parent = Process()
        parent.executableURL = URL(fileURLWithPath: "/bin/sh")
        parent.arguments = ["-c", "true & echo $!; exec sleep 60"]
        let pipe = Pipe()
        parent.standardOutput = pipe
        try parent.run()
        let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        let child = try #require(pid_t(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        while !ProcessState.isGone(child) { await Task.yield() }
        #expect(kill(child, 0) == 0, "the kernel still knows it")
        #expect(!ProcessState.isGone(parent.processIdentifier))
        kill(parent.processIdentifier, SIGKILL)
    }

    @Test func `status tells by words and exit status who is down or does not answer`()
        async throws
    {
        func health() throws -> (status: Int32, of: [String: String]) {
            let answer = try self.govmesh("status")
            let rows = try JSONSerialization.jsonObject(with: Data(answer.text.utf8))
            let named = try #require(rows as? [[String: Any]]).map { row in
                (row["process"] as? String ?? "", row["health"] as? String ?? "")
            }
            return (answer.status, Dictionary(named) { first, _ in first })
        }
        func end(_ program: String) async throws {
            let id = try self.process(program)
            kill(id, SIGKILL)
            while !ProcessState.isGone(id) { await Task.yield() }
        }
        #expect(try self.govmesh("up").status == 0)
        let all = try health()
        #expect(all.status == 0 && all.of.values.allSatisfy { $0 == "SERVING" })
        try await end("risk")
        let frozen = try self.process("quality")
        kill(frozen, SIGSTOP)
        let some = try health()
        kill(frozen, SIGCONT)
        #expect(some.status == 1 && some.of["risk"] == "DOWN" && some.of["credit"] == "SERVING")
        #expect(some.of["quality"] != "SERVING")
        try await end("gateway")
        let none = try health()
        #expect(none.status == 1 && none.of["gateway"] == "DOWN")
        #expect(none.of["credit"] == "UNAVAILABLE" && none.of["risk"] == "DOWN")
        _ = try self.govmesh("down")
    }

    @Test func `stops at once, and stopping again is no failure`() throws {
        #expect(try self.govmesh("up").status == 0)
        let processes = try Self.programs.map(self.process)
        let began = ContinuousClock.now
        let down = try self.govmesh("down")
        // Waiting for init to reap five processes took ten seconds.
        #expect(ContinuousClock.now - began < .seconds(4))
        #expect(down.text.contains(#"{"stopped":5}"#))
        #expect(processes.allSatisfy(ProcessState.isGone))
        #expect(try self.govmesh("down").text.contains(#"{"stopped":0}"#))
        try FileManager.default.removeItem(atPath: self.folder)
    }

    @Test func `brings back what died and nothing else`() async throws {
        #expect(try self.govmesh("up").status == 0)
        let before = try Self.programs.map(self.process)
        for index in [0, 2] {
            kill(before[index], SIGKILL)
            while !ProcessState.isGone(before[index]) { await Task.yield() }
        }
        #expect(try self.govmesh("up").status == 0)
        let after = try Self.programs.map(self.process)
        #expect(zip(before, after).map { $0 == $1 } == [false, true, false, true, true])
        let third = try self.govmesh("up")
        #expect(third.status != 0 && third.text.contains("All 5 processes run already"))
        #expect(try self.govmesh("down").text.contains(#"{"stopped":5}"#))
        try FileManager.default.removeItem(atPath: self.folder)
    }

    @Test func `never takes another's process for its own`() throws {
        #expect(try self.govmesh("up").status == 0)
        let credit = try self.process("credit")
        // As if credit had died and its number had been given to another program.
        let other = Process()
        other.executableURL = URL(fileURLWithPath: "/bin/sleep")
        other.arguments = ["60"]
        try other.run()
        try "\(other.processIdentifier)\n".write(
            toFile: "\(self.folder)/credit.pid", atomically: true, encoding: .utf8)
        #expect(try self.govmesh("down").text.contains(#"{"stopped":4}"#))
        #expect(other.isRunning)
        kill(other.processIdentifier, SIGKILL)
        kill(credit, SIGKILL)
        while !ProcessState.isGone(credit) {}
        try FileManager.default.removeItem(atPath: self.folder)
    }

    @Test func `tells a caller what is down, and brings it back alone`() throws {
        #expect(try self.govmesh("up").status == 0)
        kill(try self.process("registry"), SIGKILL)
        let answer = try self.govmesh(
            "call", "PartyService/GetParty", #"{"name":"parties/a"}"#, "--timeout", "2")
        #expect(answer.status == 1)
        #expect(answer.text.contains("UNAVAILABLE: govmesh.registry.v1.PartyService"))
        #expect(answer.text.contains("govmesh up"), "\(answer.text)")
        let others = try Self.programs.filter { $0 != "registry" }.map(self.process)
        #expect(try self.govmesh("up").status == 0)
        #expect(try Self.programs.filter { $0 != "registry" }.map(self.process) == others)
        let served = try self.govmesh(
            "call", "PartyService/GetParty", #"{"name":"parties/a"}"#, "--as", "system")
        #expect(served.text.contains("NOT_FOUND") || served.text.contains("PERMISSION_DENIED"))
        #expect(try self.govmesh("down").status == 0)
        let elsewhere = try run(
            builtProgram("govmesh"), ["sample", "--folder", self.folder + "-s"],
            in: URL(fileURLWithPath: "/"))
        #expect(elsewhere.status == 1 && elsewhere.text.contains("--sample"))
    }
}

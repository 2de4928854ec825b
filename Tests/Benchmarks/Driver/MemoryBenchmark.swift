import Foundation
import MeshTestKit

/// What a mesh of real processes takes: resident memory when nothing has happened yet and after the
/// standard's loop on the sample data, and the time until all of them answer.
struct MemoryBenchmark {
    private static let rounds = 3
    private static let services = ["registry", "credit", "quality", "risk"]

    static let benchmark = Benchmark(name: "memory") {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var start: (processes: [Double], local: [Double]) = ([], [])
        var idle: (service: [Double], gateway: [Double]) = ([], [])
        for round in 0..<Self.rounds {
            let mesh = "\(folder.path)/\(round)"
            start.processes.append(try Self.govmesh("up", mesh))
            idle.service.append(try Self.services.map { try Self.resident(mesh, $0) }.max() ?? 0)
            idle.gateway.append(try Self.resident(mesh, "gateway"))
            _ = try Self.govmesh("down", mesh)
            start.local.append(try await Self.localStart())
        }
        let sample = "\(folder.path)/sample"
        _ = try Self.govmesh("sample", sample)
        let service = try Self.services.map { try Self.resident(sample, $0) }.max() ?? 0
        let gateway = try Self.resident(sample, "gateway")
        _ = try Self.govmesh("down", sample)
        return [
            Row("memory.service.idle", middle(idle.service), "MiB", .atMost(40)),
            Row("memory.service.sample", service, "MiB", .atMost(40)),
            Row("memory.gateway.idle", middle(idle.gateway), "MiB", .atMost(25)),
            Row("memory.gateway.sample", gateway, "MiB", .atMost(25)),
            Row("start.processes", middle(start.processes), "ms", .atMost(2_000)),
            Row("start.local", middle(start.local), "ms", .atMost(2_000)),
        ]
    }

    /// Runs a command of the tool that lies beside this program; returns its milliseconds.
    private static func govmesh(_ command: String, _ folder: String) throws -> Double {
        let own = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let clock = ContinuousClock()
        let begun = clock.now
        let tool = try ChildProcess([own.path + "/govmesh", command, "--folder", folder])
        let output = tool.result()
        guard tool.hasSucceeded else {
            throw BenchmarkFailure(description: "govmesh \(command) failed:\n\(output)")
        }
        return (clock.now - begun) / .milliseconds(1)
    }

    private static func localStart() async throws -> Double {
        let clock = ContinuousClock()
        let begun = clock.now
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let time = (clock.now - begun) / .milliseconds(1)
        await mesh.stop()
        return time
    }

    static func resident(_ folder: String, _ program: String) throws -> Double {
        let pid = try String(contentsOfFile: "\(folder)/\(program).pid", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        return try residentMebibytes(pid)
    }
}

/// MiB of a process in memory, as the kernel counts them.
func residentMebibytes(_ process: String) throws -> Double {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    guard let kibibytes = line.flatMap({ Double($0.filter(\.isNumber)) }) else {
        throw BenchmarkFailure(description: "process \(process) has ended")
    }
    return kibibytes / 1_024
}

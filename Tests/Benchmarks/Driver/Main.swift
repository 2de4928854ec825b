import Foundation

/// Measures the mesh against yardsticks; run from the repository's root, built with `-c release`.
///
///     mesh-benchmarks [AREA …]
///
/// Prints a table and leaves the same in `.build/benchmarks.json`.
@main
struct Main {
    /// One entry per area.
    static let benchmarks = [
        GatewayBenchmark.benchmark, StorageBenchmark.benchmark, MemoryBenchmark.benchmark,
        OverloadBenchmark.benchmark, ChaosBenchmark.benchmark, PeersBenchmark.benchmark,
        PeersBenchmark.grpcSwift, PastBenchmark.benchmark, CreditBenchmark.benchmark,
        IngestBenchmark.benchmark,
    ]

    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if arguments.first == "role" {
                try await Role.run(Array(arguments.dropFirst()))
            } else {
                try await Self.measure(arguments)
            }
        } catch {
            FileHandle.standardError.write(Data("mesh-benchmarks: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func measure(_ arguments: [String]) async throws {
        let names = Self.benchmarks.map(\.name)
        if let unknown = arguments.first(where: { !names.contains($0) }) {
            throw BenchmarkFailure(
                description: "no area \(unknown); there are \(names.joined(separator: ", "))")
        }
        var rows: [Row] = []
        for benchmark in Self.benchmarks
        where arguments.isEmpty ? !benchmark.isSpecial : arguments.contains(benchmark.name) {
            rows += try await benchmark.run()
        }
        print(table(rows))
        try json(rows).write(
            toFile: ".build/benchmarks.json", atomically: true, encoding: .utf8)
    }
}

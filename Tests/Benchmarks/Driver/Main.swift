/// Measures the mesh against yardsticks; run from the repository's root, built with `-c release`.
///
///     mesh-benchmarks [AREA …]
@main
struct Main {
    /// One entry per area.
    static let benchmarks = [GatewayBenchmark.benchmark]

    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "role" {
            return try await Role.run(Array(arguments.dropFirst()))
        }
        var rows: [Row] = []
        for benchmark in Self.benchmarks
        where arguments.isEmpty || arguments.contains(benchmark.name) {
            rows += try benchmark.run()
        }
        print(table(rows))
    }
}

import ArgumentParser
import MeshAPI
import MeshPrimitives
import MeshRPC

struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Evaluates everybody in the background, and shows how far it is.",
        discussion: """
            govmesh evaluate --wait --as handler                everybody, as of today
            govmesh evaluate --kind provider --as-of 2026-03-31 --publicize --as handler
            govmesh watch evaluationRuns --as handler           every step of it

            One run a day and kind: given again, the command shows the one there is. It goes on by
            itself when the service or this command ends. Every night: deploy/govmesh-nightly.timer.
            """)

    @OptionGroup var options: MeshOptions
    @OptionGroup var door: DoorOptions

    @Option(name: .customLong("as"), help: "The account that asks; a key tells by itself.")
    var principal = "system"

    @Option(help: "Whom: provider, person, using or body; all by default. May be repeated.")
    var kind: [Kind] = []

    @Option(help: "The legal date of the evaluations, such as 2026-03-31; today by default.")
    var asOf = ""

    @Flag(help: "Publicise each result at once: a rating, not only a look.")
    var publicize = false

    @Flag(help: "Return only when everybody was evaluated.")
    var wait = false

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case provider, person, using, body

        var subjectKind: SubjectKind {
            switch self {
            case .provider: .provider
            case .person: .person
            case .using: .usingOrganisation
            case .body: .managementBody
            }
        }
    }

    func run() async throws {
        try await MeshConnection.with(self.options, self.door) { connection in
            let channel = connection.channel(as: self.principal)
            let client = EvaluationRunServiceClient(channel)
            var runs: [EvaluationRun] = []
            let day = self.asOf.isEmpty ? try await today(of: channel) : self.asOf
            for kind in self.kind.isEmpty ? Kind.allCases : self.kind {
                runs.append(try await self.start(kind, day, client))
            }
            if self.wait { runs = try await self.ended(runs, client) }
            try self.show(runs)
        }
    }

    /// Starts a run, or finds the one of the day.
    private func start(
        _ kind: Kind, _ day: String, _ client: EvaluationRunServiceClient
    ) async throws(RPCFailure) -> EvaluationRun {
        do throws(RPCFailure) {
            return try await client.startEvaluationRun(
                StartEvaluationRunRequest(
                    subjectKind: kind.subjectKind, asOf: day, publicize: self.publicize))
        } catch {
            guard error.code == .alreadyExists else { throw error }
            return try await client.getEvaluationRun(
                GetRequest(name: "\(EvaluationRun.collection)/\(day)-\(kind.rawValue)"))
        }
    }

    private func ended(
        _ begun: [EvaluationRun], _ client: EvaluationRunServiceClient
    ) async throws(RPCFailure) -> [EvaluationRun] {
        var ended: [EvaluationRun] = []
        for run in begun {
            var (run, bar) = (run, ProgressBar(run.name))
            while run.state == .running {
                bar.show(run.evaluated + run.failed, of: run.archives)
                try? await Task.sleep(for: .milliseconds(200))
                run = try await client.getEvaluationRun(GetRequest(name: run.name))
            }
            bar.end()
            ended.append(run)
        }
        return ended
    }

    private struct Row: Encodable {
        var name: String
        var state: String
        var asOf: String
        var archives: Int64
        var evaluated: Int64
        var failed: Int64
        var failures: [String]

        init(_ run: EvaluationRun) {
            self.name = run.name
            self.state = run.state.label
            self.asOf = run.asOf
            self.archives = run.archives
            self.evaluated = run.evaluated
            self.failed = run.failed
            self.failures = run.failures.map { "\($0.archive): \($0.code) \($0.message)" }
        }
    }

    private func show(_ runs: [EvaluationRun]) throws {
        let rows = runs.map(Row.init)
        if self.options.json {
            try sayJSON(rows)
        } else {
            var table = Table(["run", "state", "archives", "evaluated", "failed"])
            for row in rows {
                table.add([
                    row.name, row.state, "\(row.archives)", "\(row.evaluated)", "\(row.failed)",
                ])
            }
            say(table.text)
            for failure in rows.flatMap(\.failures) { say("  \(failure)") }
        }
        guard rows.allSatisfy({ $0.failed == 0 }) else {
            throw CommandFailure("Not everybody could be evaluated; each is named above.")
        }
    }
}

/// Today by the clock of the mesh.
func today(of channel: any Channel) async throws(RPCFailure) -> String {
    let status = try await NodeServiceClient(channel, routingKey: "credit")
        .getStatus(GetStatusRequest())
    return Instant(status.time)?.civilDate.description ?? ""
}

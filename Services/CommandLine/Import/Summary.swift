import MeshAPI
import MeshPrimitives
import MeshRPC

/// The screen at the end of the sample run.
struct Summary {
    let connection: MeshConnection
    let story: Story
    let report: ImportReport

    init(_ connection: MeshConnection, _ story: Story, _ report: ImportReport) {
        self.connection = connection
        self.story = story
        self.report = report
    }

    func show() async throws {
        say("\n== Grades ==")
        let archives = try await self.archives()
        var grades = Table(["provider", "grade", "score", "evaluation"])
        for archive in archives {
            grades.add([
                archive.subject, archive.publishedGrade,
                "\(MilliPoints(archive.runningScoreMilliPoints))", archive.evaluation,
            ])
        }
        say(grades.text)

        say("\n== Breaches ==")
        let breaches = try await BreachServiceClient(self.channel).listBreaches(
            ListRequest(pageSize: 1_000)
        ).breaches
        var table = Table(["breach", "down", "severity", "state", "service credit"])
        for breach in breaches.sorted(by: { $0.downMinutes > $1.downMinutes }) {
            table.add([
                breach.name, "\(breach.downMinutes) min", breach.severity.label,
                breach.state.label, "\(Money(fen: breach.serviceCreditFen))",
            ])
        }
        say(table.text)
        guard let worst = archives.last else { return }
        try await self.explain(worst)
        try await self.refuse(worst)
    }

    private var channel: any Channel { self.connection.channel(as: "handler") }

    private func archives() async throws -> [Archive] {
        let all = try await ArchiveServiceClient(self.channel).listArchives(
            ListRequest(pageSize: 1_000)
        ).archives
        let names = self.story.providers.map { "parties/\($0)" }
        return all.filter { names.contains($0.subject) }
            .sorted { $0.runningScoreMilliPoints > $1.runningScoreMilliPoints }
    }

    private func explain(_ archive: Archive) async throws {
        say("\n== Why \(archive.subject) has grade \(archive.publishedGrade) ==")
        let answer = try await ArchiveServiceClient(self.channel).explainGrade(
            ExplainGradeRequest(subject: archive.subject))
        say(Explain.text(answer))
    }

    private func refuse(_ archive: Archive) async throws {
        guard
            let entry = self.story.mapping.products.first(where: {
                "parties/\(FedRAMPImport.providerID($0.provider))" == archive.subject
            })
        else { return }
        let contracts = try await self.story.contracts()
        let user = contracts.first?.usingOrganisation ?? "parties/mb"
        let answer = try await ContractServiceClient(self.channel).checkAdmission(
            CheckAdmissionRequest(
                provider: archive.subject,
                product: "products/\(FedRAMPImport.productID(entry.product))",
                usingOrganisation: user, startDate: "2026-07-01", endDate: "2027-06-30",
                minimumGrade: "A"))
        say(
            "\n== May \(archive.subject) take a new contract with \(user)? \(answer.admissible ? "yes" : "no") =="
        )
        for refusal in answer.refusals {
            say(
                "  \(refusal.code) \(refusal.subject): \(refusal.message). \(refusal.remedy) [\(refusal.requirement), \(refusal.source)]"
            )
        }
    }
}

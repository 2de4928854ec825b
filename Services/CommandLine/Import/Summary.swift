import MeshAPI
import MeshPrimitives
import MeshRPC

/// The screen at the end of the sample run.
struct Summary {
    private let connection: MeshConnection
    private let story: Story
    private let channel: any Channel

    init(_ connection: MeshConnection, _ story: Story) {
        self.connection = connection
        self.story = story
        self.channel = connection.channel(as: "handler")
    }

    func show(folder: String) async throws {
        try await self.showCounts()
        let archives = try await self.archives()
        self.showGrades(archives)
        let breaches = try await self.breaches()
        self.showBreaches(breaches)
        guard let best = archives.first, let worst = archives.last else { return }
        say("\n== Why \(worst.subject) has grade \(worst.publishedGrade) ==")
        var explainer = Explainer(self.channel)
        say(try await explainer.explain(worst.name).text)
        try await self.showRefusal(of: worst)
        self.showNext(folder, best, breaches.first)
    }

    // MARK: Reading

    /// Archives of the measured providers, best first.
    private func archives() async throws -> [Archive] {
        let all = try await pages {
            let page = try await ArchiveServiceClient(self.channel).listArchives($0)
            return (page.archives, page.nextPageToken)
        }
        let names = self.story.providers.map { "parties/\($0)" }
        return all.filter { names.contains($0.subject) }
            .sorted {
                ($1.runningScoreMilliPoints, $0.name) < ($0.runningScoreMilliPoints, $1.name)
            }
    }

    /// Breaches, the longest first.
    private func breaches() async throws -> [Breach] {
        try await pages {
            let page = try await BreachServiceClient(self.channel).listBreaches($0)
            return (page.breaches, page.nextPageToken)
        }.sorted { ($1.downMinutes, $0.name) < ($0.downMinutes, $1.name) }
    }

    // MARK: Showing

    private func showCounts() async throws {
        let status = try await Status.rows(self.connection.folder)
        let entries = status.compactMap(\.journalHead).reduce(0, +)
        let parties = try await pages {
            let page = try await PartyServiceClient(self.channel).listParties($0)
            return (page.parties, page.nextPageToken)
        }
        let products = try await pages {
            let page = try await ProductServiceClient(self.channel).listProducts($0)
            return (page.products, page.nextPageToken)
        }
        let contracts = try await pages {
            let page = try await ContractServiceClient(self.channel).listContracts($0)
            return (page.contracts, page.nextPageToken)
        }
        let records = try await pages {
            let page = try await RecordServiceClient(self.channel).listRecords($0)
            return (page.records, page.nextPageToken)
        }
        say("\n== What is there ==")
        say(
            "  \(parties.count) parties, \(products.count) products, \(contracts.count) contracts, \(records.count) credit records; \(entries) journal entries"
        )
    }

    private func showGrades(_ archives: [Archive]) {
        say("\n== Grades of the measured providers, best first ==")
        var table = Table(["provider", "grade", "score", "evaluation"])
        for archive in archives {
            table.add([
                archive.subject, archive.publishedGrade,
                "\(MilliPoints(archive.runningScoreMilliPoints))", archive.evaluation,
            ])
        }
        say(table.text)
        if let best = archives.first, let worst = archives.last {
            say(
                "Best: \(best.subject), \(best.publishedGrade). Worst: \(worst.subject), \(worst.publishedGrade)."
            )
        }
    }

    private func showBreaches(_ breaches: [Breach]) {
        let minutes = breaches.reduce(0) { $0 + $1.downMinutes }
        say("\n== \(breaches.count) breaches, \(minutes) minutes ==")
        var table = Table(["breach", "down", "severity", "state", "service credit"])
        for breach in breaches {
            table.add([
                breach.name, "\(breach.downMinutes) min", breach.severity.label,
                breach.state.label, "\(Money(fen: breach.serviceCreditFen))",
            ])
        }
        say(table.text)
    }

    /// An admission that asks for more than the worst provider has.
    private func showRefusal(of archive: Archive) async throws {
        guard let entry = self.story.entry(of: archive.subject) else { return }
        let product = "products/\(FedRAMPImport.productID(entry.product))"
        let user = try await self.story.contracts().first?.usingOrganisation ?? Office.party
        let answer = try await ContractServiceClient(self.channel).checkAdmission(
            CheckAdmissionRequest(
                provider: archive.subject, product: product, usingOrganisation: user,
                startDate: "2026-08-01", endDate: "2027-07-31", minimumGrade: "A"))
        say("\n== May \(archive.subject) contract \(product) with \(user) at grade A or better? ==")
        say(answer.admissible ? "  Yes." : "  No, for \(answer.refusals.count) reasons:")
        for refusal in answer.refusals {
            say("  \(refusal.code) \(refusal.subject): \(refusal.message)")
            say("      way out: \(refusal.remedy)  [\(refusal.requirement), \(refusal.source)]")
        }
    }

    private func showNext(_ folder: String, _ best: Archive, _ breach: Breach?) {
        let tool = CommandLine.arguments.first ?? "govmesh"
        say("\n== Try next ==")
        say("  \(tool) status --folder \(folder)")
        say("  \(tool) explain \(breach?.name ?? best.subject) --folder \(folder)")
        say(
            "  \(tool) call ArchiveService/GetArchive '{\"name\":\"\(best.name)\"}' --as handler --folder \(folder)"
        )
        say("  and to stop it: \(tool) down --folder \(folder)")
    }
}

/// All items of a list call, page by page.
private func pages<Item>(
    _ page: (ListRequest) async throws -> (items: [Item], next: String)
) async throws -> [Item] {
    var all: [Item] = []
    var token = ""
    repeat {
        let answer = try await page(ListRequest(pageSize: 1_000, pageToken: token))
        all += answer.items
        token = answer.next
    } while !token.isEmpty
    return all
}

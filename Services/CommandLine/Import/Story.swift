import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// The standard's loop on the sample data: accounts, verification, months, breaches, records,
/// grades and one repair.
///
/// Every step is an ordinary call of an ordinary account.
struct Story {
    let connection: MeshConnection
    let mapping: Mapping

    init(_ connection: MeshConnection, mapping: Mapping) {
        self.connection = connection
        self.mapping = mapping
    }

    private func channel(_ who: String) -> any Channel { self.connection.channel(as: who) }

    // MARK: People

    /// Founds the management body with its officers.
    func found() async throws {
        _ = try await Office(self.connection).foundIfNobodyIsThere()
        try await self.connection.settle()
    }

    /// Verifies what the mapped products stand on and gives each provider an account.
    func verify() async throws {
        let migration = MigrationServiceClient(self.channel("approver"))
        for provider in self.providers {
            _ = try await migration.verifyImported(
                VerifyImportedRequest(name: "parties/\(provider)"))
            try await Office(self.connection).open(
                provider, for: "parties/\(provider)", .serviceProvider, .handler)
        }
        for entry in self.mapping.products {
            let product = FedRAMPImport.productID(entry.product)
            _ = try await migration.verifyImported(
                VerifyImportedRequest(name: "products/\(product)"))
            _ = try await migration.verifyImported(
                VerifyImportedRequest(name: "certifications/k-\(slug(entry.product))"))
        }
        try await self.connection.settle()
    }

    var providers: [String] {
        var seen: [String] = []
        for entry in self.mapping.products {
            let id = FedRAMPImport.providerID(entry.provider)
            if !seen.contains(id) { seen.append(id) }
        }
        return seen
    }

    /// A mapped product of a provider.
    func entry(of party: String) -> Mapping.Entry? {
        self.mapping.products.first {
            "parties/\(FedRAMPImport.providerID($0.provider))" == party
        }
    }

    // MARK: Months

    /// Opens and closes a month for one contract a product, and notifies what was missed.
    ///
    /// - Returns: How many contracts missed their target.
    func close(_ month: String, _ contracts: [Contract]) async throws -> Int {
        var missed = 0
        let periods = PeriodServiceClient(self.channel("handler"))
        let breaches = BreachServiceClient(self.channel("handler"))
        for contract in contracts {
            let period = try await periods.openPeriod(
                OpenPeriodRequest(contract: contract.name, month: month))
            let closed = try await periods.closePeriod(CommandRequest(name: period.name))
            guard closed.outcome == .missed else { continue }
            missed += 1
            let id = closed.name.split(separator: "/").last.map(String.init) ?? ""
            _ = try await breaches.notifyBreach(CommandRequest(name: "breaches/\(id)"))
        }
        try await self.connection.settle()
        return missed
    }

    /// The contract of each mapped product with the user that came first in order of name.
    func contracts() async throws -> [Contract] {
        let client = ContractServiceClient(self.channel("handler"))
        var chosen: [Contract] = []
        for entry in self.mapping.products {
            let product = "products/\(FedRAMPImport.productID(entry.product))"
            let page = try await client.listContracts(
                ListRequest(pageSize: 200, filter: "product = \"\(product)\""))
            let running = page.contracts.filter {
                $0.startDate <= "2026-02-01" && $0.endDate >= "2026-12-31"
            }
            if let first = running.first { chosen.append(first) }
        }
        return chosen
    }

    // MARK: Credit

    /// Takes every proposed record through notice, waived statement and confirmation.
    ///
    /// - Returns: How many there were.
    func confirmRecords(afterStatements day: String) async throws -> Int {
        let handler = RecordServiceClient(self.channel("handler"))
        for record in try await self.records("proposed") {
            let notified = try await handler.notifyRecord(CommandRequest(name: record.name))
            // Read by its recipient, the notice is delivered and the statement period begins.
            let provider = resourceID(of: notified.subject)
            _ = try await NoticeServiceClient(self.channel(provider)).getNotice(
                GetRequest(name: notified.notice))
        }
        try await self.move(to: day)
        let approver = RecordServiceClient(self.channel("approver"))
        let heard = try await self.records("statementWaived")
        for record in heard {
            _ = try await approver.confirmRecord(CommandRequest(name: record.name))
            if record.severity == .minor {
                _ = try await handler.keepRecordUnpublished(
                    CommandRequest(name: record.name, reason: "R5.2-12: minor"))
            } else {
                _ = try await handler.publishRecord(CommandRequest(name: record.name))
            }
        }
        try await self.connection.settle()
        return heard.count
    }

    private func records(_ state: String) async throws -> [Record] {
        try await RecordServiceClient(self.channel("handler")).listRecords(
            ListRequest(pageSize: 1_000, filter: "state = \"\(state)\"")
        ).records
    }

    /// Evaluates every provider and makes the grades final after the publicity.
    func evaluate(_ round: String, finalAt day: String) async throws {
        let handler = EvaluationServiceClient(self.channel("handler"))
        let names = self.providers.map { (provider: $0, id: String("\(round)-\($0)".prefix(63))) }
        for (provider, id) in names {
            _ = try await handler.openEvaluation(
                OpenEvaluationRequest(evaluationId: id, subject: "parties/\(provider)"))
            _ = try await handler.publicizeEvaluation(CommandRequest(name: "evaluations/\(id)"))
        }
        try await self.move(to: day)
        let approver = EvaluationServiceClient(self.channel("approver"))
        for (_, id) in names {
            _ = try await approver.finalizeEvaluation(CommandRequest(name: "evaluations/\(id)"))
        }
        try await self.connection.settle()
    }

    /// The provider of the first published record shows the correction and is repaired.
    func repairOne(at day: String) async throws {
        try await self.move(to: day)
        guard let record = try await self.records("published").first else { return }
        let provider = record.subject.split(separator: "/").last.map(String.init) ?? ""
        let repair = CommandRequest(name: "repairs/sample")
        _ = try await RepairServiceClient(self.channel(provider)).fileRepair(
            FileRepairRequest(
                repairId: "sample",
                repair: Repair(
                    record: record.name, correction: "three months above the target",
                    commitment: "99.9 % every month")))
        _ = try await RepairServiceClient(self.channel("handler")).acceptRepair(repair)
        _ = try await RepairServiceClient(self.channel("reviewer")).verifyRepair(repair)
        _ = try await RepairServiceClient(self.channel("second-approver")).approveRepair(repair)
        try await self.connection.settle()
        say("  2026-07-22: \(record.name) repaired, \(provider)'s grade recomputed")
    }

    func move(to day: String) async throws {
        guard let instant = Instant(day) else { return }
        try VirtualClock(file: self.connection.folder.clock, start: nil).move(to: instant)
        try await self.connection.settle()
    }
}

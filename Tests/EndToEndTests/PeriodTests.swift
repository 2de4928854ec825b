import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTestKit
import Quality
import Testing

/// How a month is measured, closed and disputed.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A month` {
    /// Runs `body` on 2026-02-28 with contract `c-1` in force since the 1st of February.
    private static func with(_ body: (LocalMesh, Cast) async throws -> Void) async throws {
        try await Cast.withContract { mesh, cast in
            try await mesh.advance(to: "2026-02-28T01:00:00Z")
            try await body(mesh, cast)
        }
    }

    private static func period(_ cast: Cast, _ month: String = "2026-02") async throws -> Period {
        try await cast.periods("su").getPeriod(GetRequest(name: "periods/c-1-\(month)"))
    }

    private static func breach(_ cast: Cast, _ month: String = "2026-02") async throws -> Breach {
        try await cast.breaches("su").getBreach(GetRequest(name: "breaches/c-1-\(month)"))
    }

    private static func open(_ cast: Cast, _ month: String) async throws -> CommandRequest {
        let period = try await cast.periods("handler").openPeriod(
            OpenPeriodRequest(contract: "contracts/c-1", month: month))
        return CommandRequest(name: period.name)
    }

    private static func measure(
        _ cast: Cast, _ month: String, received: Int64 = 100, from: String, minutes: Int64,
        as who: String = "handler"
    ) async throws {
        let start = try #require(Instant(from))
        _ = try await cast.measurements(who).recordMeasurement(
            RecordMeasurementRequest(
                measurementId: "p-1-\(month)",
                measurement: Measurement(
                    product: "products/p-1", month: month, source: "probe", samplesExpected: 100,
                    samplesReceived: received,
                    outages: [Span(from: start, until: start.adding(seconds: minutes * 60))])))
    }

    @Test func `R9.3-2: needs 95 % of its samples to be met or missed`() async throws {
        try await Self.with { mesh, cast in
            let months: [(String, Int64, Period.Outcome)] = [
                ("2026-02", 94, .insufficientData), ("2026-03", 95, .missed),
            ]
            for (month, received, outcome) in months {
                try await Self.measure(
                    cast, month, received: received, from: "\(month)-10T00:00:00Z", minutes: 600)
                let command = try await Self.open(cast, month)
                try await mesh.advance(to: "2026-04-01T01:00:00Z")
                let closed = try await cast.periods("handler").closePeriod(command)
                #expect(closed.outcome == outcome, "\(month)")
            }
            let unmeasured = try await Self.open(cast, "2026-04")
            try await mesh.advance(to: "2026-05-01T01:00:00Z")
            let closed = try await cast.periods("handler").closePeriod(unmeasured)
            #expect(closed.outcome == .insufficientData)
            let breaches = try await cast.breaches("handler").listBreaches(ListRequest())
            #expect(breaches.breaches.map(\.name) == ["breaches/c-1-2026-03"])
        }
    }

    @Test func `R9.3-2 R5.3-9: five working days pass before month and breach are final`()
        async throws
    {
        try await Self.with { mesh, cast in
            let command = try await Self.open(cast, "2026-02")
            try await mesh.advance(to: "2026-02-28T15:59:59Z")
            let early = await rpcFailure {
                _ = try await cast.periods("handler").closePeriod(command)
            }
            let codes = early?.detail(PreconditionFailure.self)?.refusals.map(\.code)
            #expect(codes == ["MONTH_NOT_OVER"])
            let before = await rpcFailure { _ = try await Self.open(cast, "2026-01") }
            #expect(before?.code == .invalidArgument, "the term begins in February")

            try await Self.measure(cast, "2026-02", from: "2026-02-10T00:00:00Z", minutes: 600)
            try await mesh.advance(to: "2026-03-02T01:00:00Z")
            _ = try await cast.periods("handler").closePeriod(command)
            _ = try await cast.breaches("handler").notifyBreach(
                CommandRequest(name: "breaches/c-1-2026-02"))
            try await mesh.advance(to: "2026-03-09T15:59:59Z")
            #expect(try await Self.period(cast).state == .provisional)
            #expect(try await Self.breach(cast).state == .notified)
            try await mesh.advance(to: "2026-03-09T16:00:00Z")
            #expect(try await Self.period(cast).state == .final)
            let breach = try await Self.breach(cast)
            #expect(breach.state == .confirmed && breach.clause == "5.1")
        }
    }

    @Test func `R9.3-5: the depth of a miss is judged exactly`() async throws {
        try await Self.with { mesh, cast in
            // Months of 43,200 minutes: 432 are 1 %, 2,160 are 5 %.
            let months: [(month: String, next: String, minutes: Int64, depth: Breach.Severity)] = [
                ("2026-04", "2026-05", 432, .minor), ("2026-06", "2026-07", 433, .general),
                ("2026-09", "2026-10", 2_160, .general), ("2026-11", "2026-12", 2_161, .serious),
            ]
            for (month, next, minutes, depth) in months {
                try await mesh.advance(to: "\(next)-01T01:00:00Z")
                try await cast.miss(month, from: "\(month)-10T00:00:00Z", minutes: minutes)
                #expect(try await Self.breach(cast, month).severity == depth, "\(minutes)")
            }
        }
    }

    @Test func `R9.3-4 R5.3-5: a contract's own bands, cap and way of counting apply`()
        async throws
    {
        try await Self.with { mesh, cast in
            // 6 % of the 40,320 minutes of February; half of them at the user's.
            for (id, cap) in [("c-2", Int32(30)), ("c-3", 7)] {
                try await cast.draw(id, from: "2026-02-01", minimumGrade: "") { contract in
                    contract.creditBands = [
                        CreditBand(fromPpm: 980_000, percent: 5), CreditBand(percent: 20),
                    ]
                    contract.creditCapPercent = cap
                    contract.availabilityModel = .bothSides
                }
                try await cast.conclude(id)
            }
            try await Self.measure(cast, "2026-02", from: "2026-02-10T00:00:00Z", minutes: 2_419)
            try await mesh.advance(to: "2026-03-02T01:00:00Z")
            for (id, owed) in [("c-2", Int64(2_560_000)), ("c-3", 896_000)] {
                let period = try await cast.periods("handler").openPeriod(
                    OpenPeriodRequest(contract: "contracts/\(id)", month: "2026-02"))
                let command = CommandRequest(name: period.name, reason: "R9.3-2: not ours")
                _ = try await cast.periods("handler").closePeriod(command)
                let breach = try await cast.breaches("su").getBreach(
                    GetRequest(name: "breaches/\(id)-2026-02"))
                #expect(breach.serviceCreditFen == owed, "\(id)")
                _ = try await cast.periods("sp").disputePeriod(command)
                var voucher = try Cast.voucher(minutes: 1_200)
                voucher.name = period.name
                let adjusted = try await cast.adjust(voucher)
                #expect(adjusted.totalMinutes == 40_320 - 1_200)
                #expect(adjusted.excludedMinutes == 1_200 && adjusted.downMinutes == 1_219)
            }
        }
    }

    @Test func `R9.3-1: is measured by who has a contract, within its span, until it is closed`()
        async throws
    {
        try await Self.with { mesh, cast in
            try await cast.admit("su-2", "12330100PDY000642L", .usingOrganisation)
            try await mesh.settle()
            let from = "2026-02-10T00:00:00Z"
            let stranger = await rpcFailure {
                try await Self.measure(cast, "2026-02", from: from, minutes: 60, as: "su-2")
            }
            #expect(stranger?.code == .permissionDenied)
            for (start, minutes) in [(from, Int64(-1)), (from, 0), ("2026-03-01T00:00:00Z", 60)] {
                let bad = await rpcFailure {
                    try await Self.measure(cast, "2026-02", from: start, minutes: minutes)
                }
                #expect(bad?.code == .invalidArgument, "\(start) \(minutes)")
            }
            let counted = await rpcFailure {
                try await Self.measure(cast, "2026-02", received: 101, from: from, minutes: 60)
            }
            #expect(counted?.message.contains("at most samples_expected") == true)
            let foreseen = await rpcFailure {
                try await Self.measure(
                    cast, "2026-04", from: "2026-04-10T00:00:00Z", minutes: 60)
            }
            #expect(foreseen?.message.contains("no month of the future") == true)
            try await Self.measure(cast, "2026-02", from: from, minutes: 60)
            try await Self.measure(cast, "2026-02", from: from, minutes: 70)
            let command = try await Self.open(cast, "2026-02")
            try await mesh.advance(to: "2026-03-02T01:00:00Z")
            let closed = try await cast.periods("handler").closePeriod(command)
            #expect(closed.downMinutes == 70)
            #expect(closed.measurements == ["measurements/p-1-2026-02@2"])
            let late = await rpcFailure {
                try await Self.measure(cast, "2026-02", from: from, minutes: 80)
            }
            #expect(late?.code == .failedPrecondition)
            #expect(late?.message.contains("ProposeExclusions") == true)
        }
    }

    @Test func `R9.3-1: takes twenty rows of one party about one product and month`()
        async throws
    {
        try await Self.with { mesh, cast in
            func row(_ number: Int, _ who: String) async throws {
                let start = try #require(Instant("2026-02-10T00:00:00Z"))
                _ = try await cast.measurements(who).recordMeasurement(
                    RecordMeasurementRequest(
                        measurementId: "\(who)-\(number)",
                        measurement: Measurement(
                            product: "products/p-1", month: "2026-02", source: "s-\(number)",
                            samplesExpected: 1, samplesReceived: 1,
                            outages: [Span(from: start, until: start.adding(seconds: 60))])))
            }
            for number in 1...20 { try await row(number, "su") }
            let full = await rpcFailure { try await row(21, "su") }
            #expect(full?.code == .failedPrecondition)
            #expect(full?.message.contains("as many as allowed") == true)
            let command = try await Self.open(cast, "2026-02")
            try await mesh.advance(to: "2026-03-02T01:00:00Z")
            let own = try await cast.periods("handler").closePeriod(command)
            #expect(own.measurements.count == 20 && own.downMinutes == 1)
        }
    }

    /// Quality alone with what `fill` stores, at the start of March.
    private static func host(
        _ fill: @escaping @Sendable (Transaction, Change) throws -> Void
    ) async throws -> ServiceHost {
        let now = try #require(Instant("2026-03-02T01:00:00Z"))
        let store = try Store.inMemory(producer: "quality", epoch: "test")
        let change = Change(type: "test", effectiveFrom: now, recordedAt: now)
        try await store.write { try fill($0, change) }
        return ServiceHost(qualityService, store: store, clock: VirtualClock(start: now))
    }

    private static func ask(
        _ host: ServiceHost, _ method: String, _ request: some WireMessage
    ) async throws -> [UInt8] {
        let binding = try #require(host.bindings.first { $0.descriptor.method == method })
        let handler = Actor(
            principal: "h", person: "p", party: "parties/mb", partyRole: .managementBody,
            operatorRoles: [.handler])
        return try await binding.handle(
            request.wireBytes(),
            Call(
                method: binding.descriptor, principal: "h", actor: handler, idempotencyKey: [1],
                deadline: .now.advanced(by: .seconds(5)))
        ).payload
    }

    @Test func `R9.3-1: finds the one closed month among more than a page of open ones`()
        async throws
    {
        let host = try await Self.host { transaction, change in
            try transaction.save(
                Product(name: "products/p", version: 1, state: .listed, provider: "parties/sp"),
                change: change)
            for number in 1...(StorageLimits.pageRows + 1) {
                let isLast = number > StorageLimits.pageRows
                try transaction.save(
                    Period(
                        name: isLast ? "periods/z" : "periods/a-\(number)", version: 1,
                        state: isLast ? .final : .open, product: "products/p", month: "2026-02"),
                    change: change)
            }
        }
        let late = await rpcFailure {
            _ = try await Self.ask(
                host, "RecordMeasurement",
                RecordMeasurementRequest(
                    measurementId: "m",
                    measurement: Measurement(
                        product: "products/p", month: "2026-02", source: "probe",
                        samplesExpected: 1, samplesReceived: 1)))
        }
        #expect(late?.message.contains("periods/z is closed") == true)
    }

    @Test func `R9.3-1: what one customer measured decides no month of another`() async throws {
        let start = try #require(Instant("2026-02-10T00:00:00Z"))
        let rows: [(String, PartyRole, Int64)] = [
            ("parties/mb", .managementBody, 5), ("parties/su", .usingOrganisation, 10),
            ("parties/other", .usingOrganisation, 600),
        ]
        let host = try await Self.host { transaction, change in
            try transaction.save(
                Contract(
                    name: "contracts/c", version: 1, state: .active, provider: "parties/sp",
                    usingOrganisation: "parties/su", product: "products/p",
                    startDate: "2026-01-01", endDate: "2026-12-31"), change: change)
            try transaction.save(
                Period(
                    name: "periods/c", version: 1, state: .open, contract: "contracts/c",
                    product: "products/p", usingOrganisation: "parties/su", month: "2026-02",
                    targetPpm: 999_000), change: change)
            for (index, row) in rows.enumerated() {
                try transaction.save(
                    Measurement(
                        name: "measurements/\(index)", version: 1, state: .recorded,
                        product: "products/p", month: "2026-02", source: "s-\(index)",
                        samplesExpected: 1, samplesReceived: 1,
                        outages: [Span(from: start, until: start.adding(seconds: row.2 * 60))],
                        recordedBy: row.0, recorderRole: row.1), change: change)
            }
        }
        let closed = try Period(
            wire: try await Self.ask(host, "ClosePeriod", CommandRequest(name: "periods/c")))
        #expect(closed.downMinutes == 10 && closed.outcome == .met)
        #expect(closed.measurements == ["measurements/0@1", "measurements/1@1"])
    }

    @Test func `R9.3-3 R9.3-4: a correction leaves the decisions of people and open windows alone`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            let month = CommandRequest(name: "periods/c-1-2026-02", reason: "R9.3-2: the user")
            let breach = CommandRequest(name: "breaches/c-1-2026-02", reason: "R9.3-3: agreed")
            _ = try await cast.breaches("sp").disputeBreach(breach)
            _ = try await cast.breaches("approver").waiveBreach(breach)
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            _ = try await cast.correct(Cast.voucher(minutes: 100))
            #expect(try await Self.breach(cast).state == .waived)
            // Each voucher adds to those before.
            var rest = try Cast.voucher(minutes: 500)
            let from = try #require(Instant("2026-02-10T01:40:00Z"))
            rest.exclusions[0].span = Span(from: from, until: from.adding(seconds: 500 * 60))
            let corrected = try await cast.correct(rest)
            #expect(corrected.downMinutes == 0 && corrected.excludedMinutes == 600)
            #expect(corrected.name == month.name && corrected.outcome == .met)
            #expect(try await Self.breach(cast).state == .waived)

            // The breach of March waits for the dispute about its month.
            try await mesh.advance(to: "2026-04-01T01:00:00Z")
            try await Self.measure(cast, "2026-03", from: "2026-03-10T00:00:00Z", minutes: 600)
            let march = CommandRequest(
                name: try await Self.open(cast, "2026-03").name, reason: "R9.3-2: the user")
            _ = try await cast.periods("handler").closePeriod(march)
            _ = try await cast.periods("sp").disputePeriod(march)
            let notice = CommandRequest(name: "breaches/c-1-2026-03")
            let early = await rpcFailure {
                _ = try await cast.breaches("handler").notifyBreach(notice)
            }
            #expect(early?.code == .failedPrecondition)
            try await mesh.advance(to: "2026-04-02T01:00:00Z")
            let evidence = Exclusion(
                kind: .userCaused,
                span: Span(
                    from: Instant("2026-03-10T00:00:00Z"), until: Instant("2026-03-10T01:00:00Z")),
                evidence: "change order 18")
            _ = try await cast.adjust(
                ProposeExclusionsRequest(
                    name: march.name, reason: march.reason, exclusions: [evidence]))
            _ = try await cast.breaches("handler").notifyBreach(notice)
            #expect(try await Self.breach(cast, "2026-03").downMinutes == 540)
            try await mesh.advance(to: "2026-04-20T01:00:00Z")
            #expect(try await Self.breach(cast, "2026-03").state == .confirmed)
            #expect(try await Self.period(cast, "2026-03").state == .final)
        }
    }

    @Test func `never grows beyond what its readers take`() async throws {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            func correct(_ count: Int, evidence: Int) async throws {
                var voucher = try Cast.voucher(minutes: 1)
                voucher.exclusions[0].evidence = String(repeating: "x", count: evidence)
                voucher.exclusions = Array(repeating: voucher.exclusions[0], count: count)
                _ = try await cast.correct(voucher)
            }
            let large = await rpcFailure { try await correct(200, evidence: 2_000) }
            #expect(large?.code == .invalidArgument)
            #expect(large?.message.contains("at most 262144 bytes") == true)
            try await correct(300, evidence: 1)
            let many = await rpcFailure { try await correct(300, evidence: 1) }
            #expect(many?.message.contains("exclusions: at most 500") == true)
            #expect(try await Self.period(cast).exclusions.count == 300)
        }
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTestKit
import Quality
import Testing

/// Facts that are disputed or corrected after something was built on them.
@Suite(.serialized) struct CorrectionTests {
    @Test(.timeLimit(.minutes(1)))
    func `R9.3-2 R5.3-9: a disputed month waits for its adjustment, its breach with it`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            _ = try await cast.periods("sp").disputePeriod(
                CommandRequest(name: "periods/c-1-2026-02", reason: "R9.3-2: the user did it"))
            try await mesh.advance(to: "2026-03-20T01:00:00Z")
            let period = try await cast.periods("su").getPeriod(
                GetRequest(name: "periods/c-1-2026-02"))
            let breach = try await cast.breaches("su").getBreach(
                GetRequest(name: "breaches/c-1-2026-02"))
            #expect(period.state == .disputed && breach.state == .disputed)

            let reversed = await #expect(throws: RPCFailure.self) {
                var voucher = try Cast.voucher(minutes: 600)
                voucher.exclusions[0].span = Span(
                    from: voucher.exclusions[0].span?.until, until: voucher.exclusions[0].span?.from
                )
                return try await cast.periods("handler").proposeExclusions(voucher)
            }
            #expect(reversed?.code == .invalidArgument)
            _ = try await cast.periods("handler").proposeExclusions(Cast.voucher(minutes: 600))
            let adjust = CommandRequest(name: "periods/c-1-2026-02", reason: "R9.3-2: proven")
            let alone = await #expect(throws: RPCFailure.self) {
                try await cast.periods("handler").adjustPeriod(adjust)
            }
            #expect(alone?.code == .permissionDenied)
            _ = try await cast.periods("approver").adjustPeriod(adjust)
            try await mesh.settle()
            let final = try await cast.periods("su").getPeriod(
                GetRequest(name: "periods/c-1-2026-02"))
            #expect(final.state == .final && final.outcome == .met)
            let gone = try await cast.breaches("su").getBreach(
                GetRequest(name: "breaches/c-1-2026-02"))
            #expect(gone.state == .rescinded)

            // A later correction that changes nothing finds nothing more to rescind.
            let again = try await cast.correct(
                Cast.voucher(minutes: 600))
            #expect(again.state == .corrected && again.outcome == .met)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `R9.3-4 R9.3-5: a corrected month gives breach and record another depth`() async throws {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord("records/c-1-2026-02")
            _ = try await cast.correct(Cast.voucher(minutes: 500))
            try await mesh.settle()
            let breach = try await cast.breaches("su").getBreach(
                GetRequest(name: "breaches/c-1-2026-02"))
            #expect(breach.state == .confirmed && breach.severity == .minor)
            #expect(breach.downMinutes == 100 && breach.serviceCreditFen == 1_280_000)
            let old = try await cast.records("sp").getRecord(
                GetRequest(name: "records/c-1-2026-02"))
            #expect(old.state == .withdrawn)
            let new = try await cast.records("sp").getRecord(
                GetRequest(name: "records/c-1-2026-02-v\(breach.version)"))
            #expect(new.state == .proposed && new.severity == .minor)
            let archive = try await cast.archives("sp").getArchive(
                GetRequest(name: "archives/sp"))
            #expect(archive.runningScoreMilliPoints == 80_000)

            _ = try await cast.correct(Cast.voucher(minutes: 600))
            try await mesh.settle()
            let gone = try await cast.records("sp").getRecord(GetRequest(name: new.name))
            #expect(gone.state == .withdrawn)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `R9.3-1: a late measurement counts once another person has decided so`() async throws {
        try await Cast.afterMiss(minutes: 100) { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let from = try #require(Instant("2026-02-20T00:00:00Z"))
            func voucher(_ product: String = "products/p-1") -> ProposeMeasurementsRequest {
                ProposeMeasurementsRequest(
                    name: "periods/c-1-2026-02", reason: "R9.3-1: the probe was cut off",
                    measurements: [
                        RecordMeasurementRequest(
                            measurementId: "late",
                            measurement: Measurement(
                                product: product, month: "2026-02", source: "second-probe",
                                samplesExpected: 10, samplesReceived: 10,
                                outages: [Span(from: from, until: from.adding(seconds: 30_000))]))
                    ])
            }
            let direct = await rpcFailure {
                _ = try await cast.measurements("handler").recordMeasurement(
                    voucher().measurements[0])
            }
            #expect(direct?.message.contains("ProposeMeasurements") == true)
            var foreign = voucher()
            foreign.measurements[0].measurement?.month = "2026-03"
            foreign.measurements[0].measurement?.outages = []
            let misplaced = await rpcFailure {
                _ = try await cast.periods("handler").proposeMeasurements(foreign)
            }
            #expect(misplaced?.code == .invalidArgument)

            let proposed = try await cast.periods("handler").proposeMeasurements(voucher())
            #expect(proposed.state == .final && proposed.downMinutes == 100)
            let unknown = await rpcFailure {
                _ = try await cast.measurements("handler").getMeasurement(
                    GetRequest(name: "measurements/late"))
            }
            #expect(unknown?.code == .notFound, "not recorded before it is decided")
            let decision = CommandRequest(name: voucher().name, reason: "R9.3-1: proven")
            let alone = await rpcFailure {
                _ = try await cast.periods("handler").correctPeriod(decision)
            }
            #expect(alone?.code == .permissionDenied)
            let corrected = try await cast.periods("approver").correctPeriod(decision)
            #expect(corrected.state == .corrected && corrected.proposedMeasurements == [])
            #expect(corrected.downMinutes == 600)
            #expect(corrected.measurements.contains("measurements/late@1"))
            let late = try await cast.measurements("handler").getMeasurement(
                GetRequest(name: "measurements/late"))
            #expect(late.recordedBy == "parties/mb" && late.provider == "parties/sp")
            try await mesh.settle()
            let breach = try await cast.breaches("su").getBreach(
                GetRequest(name: "breaches/c-1-2026-02"))
            #expect(breach.downMinutes == 600 && breach.severity == .general)
            let again = await rpcFailure {
                _ = try await cast.periods("approver").correctPeriod(decision)
            }
            #expect(
                again?.detail(PreconditionFailure.self)?.refusals.map(\.code)
                    == ["NOTHING_PROPOSED"])
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `R5.2-13: a rescinded breach closes what was open about its record`() async throws {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord("records/c-1-2026-02")
            _ = try await cast.objections("sp").fileObjection(
                FileObjectionRequest(
                    objectionId: "o-1",
                    objection: Objection(record: "records/c-1-2026-02", ground: "wrong")))
            _ = try await cast.correct(Cast.voucher(minutes: 600))
            try await mesh.settle()
            let objection = try await cast.objections("sp").getObjection(
                GetRequest(name: "objections/o-1"))
            #expect(objection.state == .closed)
            try await cast.evaluate("e-1", finalAt: "2026-03-25T01:00:00Z")
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `R5.2-12 R5.2-13: an unpublished record stays so when its objection fails`() async throws {
        try await Cast.afterMiss(minutes: 100) { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let record = CommandRequest(name: "records/c-1-2026-02", reason: "R5.2-12: minor")
            _ = try await cast.records("handler").notifyRecord(record)
            _ = try await cast.records("sp").submitStatement(
                SubmitStatementRequest(name: record.name, statement: "a cable was cut"))
            _ = try await cast.records("approver").confirmRecord(record)
            _ = try await cast.records("handler").keepRecordUnpublished(record)
            let objection = CommandRequest(name: "objections/o-1", reason: "no evidence")
            _ = try await cast.objections("sp").fileObjection(
                FileObjectionRequest(
                    objectionId: "o-1", objection: Objection(record: record.name, ground: "wrong")))
            _ = try await cast.objections("handler").acceptObjection(objection)
            _ = try await cast.objections("reviewer").verifyObjection(objection)
            _ = try await cast.objections("second-approver").rejectObjection(objection)
            let after = try await cast.records("sp").getRecord(GetRequest(name: record.name))
            #expect(after.state == .unpublished)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `R5.2-14: who confirmed a record does not decide its repair`() async throws {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord("records/c-1-2026-02")
            try await mesh.advance(to: "2026-06-11T01:00:00Z")
            let repair = CommandRequest(name: "repairs/r-1", reason: "seen")
            _ = try await cast.repairs("sp").fileRepair(
                FileRepairRequest(
                    repairId: "r-1",
                    repair: Repair(
                        record: "records/c-1-2026-02", correction: "done", commitment: "yes")))
            _ = try await cast.repairs("handler").acceptRepair(repair)
            _ = try await cast.repairs("reviewer").verifyRepair(repair)
            for decide in [RepairServiceClient.approveRepair, RepairServiceClient.rejectRepair] {
                let own = await #expect(throws: RPCFailure.self) {
                    try await decide(cast.repairs("approver"))(repair, CallOptions())
                }
                #expect(own?.code == .permissionDenied)
            }
            _ = try await cast.repairs("second-approver").approveRepair(repair)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `R5.2-15 RX-6: an evaluation becomes final with the records that stand then`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord("records/c-1-2026-02")
            for id in ["e-1", "e-2"] {
                _ = try await cast.evaluations("handler").openEvaluation(
                    OpenEvaluationRequest(evaluationId: id, subject: "parties/sp"))
                let preliminary = try await cast.evaluations("handler").publicizeEvaluation(
                    CommandRequest(name: "evaluations/\(id)"))
                #expect(preliminary.grade == "A")
                try await mesh.advance(to: "2026-03-12T01:00:00Z")
            }
            _ = try await cast.correct(Cast.voucher(minutes: 600))
            try await mesh.advance(to: "2026-04-20T01:00:00Z")
            let final = try await cast.evaluations("approver").finalizeEvaluation(
                CommandRequest(name: "evaluations/e-2"))
            #expect(final.grade == "AA" && final.scoreMilliPoints == 80_000)
            #expect(!final.cause.isEmpty)
            let stale = await #expect(throws: RPCFailure.self) {
                try await cast.evaluations("approver").finalizeEvaluation(
                    CommandRequest(name: "evaluations/e-1"))
            }
            let reasons = stale?.detail(PreconditionFailure.self)?.refusals.map(\.code)
            #expect(reasons == ["NEWER_FINAL"])

            // What was believed on a day between is still there to be read.
            let then = try #require(Instant("2026-03-11T01:00:00Z"))
            let believed = try await cast.archives("sp").getArchive(
                GetRequest(name: "archives/sp", effectiveAt: then, knownAt: then))
            #expect(believed.runningGrade == "A" && believed.evaluation.isEmpty)
            let today = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
            #expect(today.runningGrade == "AA" && today.evaluation == final.name)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `R5.2-16: grade D bars new business, not the running contract, until it is corrected`()
        async throws
    {
        try await Cast.afterMiss(minutes: 3_000) { mesh, cast in
            try await mesh.advance(to: "2026-04-01T01:00:00Z")
            try await cast.miss("2026-03", from: "2026-03-10T00:00:00Z", minutes: 3_000)
            try await mesh.advance(to: "2026-04-10T01:00:00Z")
            try await cast.confirmRecord("records/c-1-2026-02")
            try await cast.confirmRecord("records/c-1-2026-03")
            try await cast.evaluate("e-1", finalAt: "2026-04-28T01:00:00Z")
            let barred = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
            #expect(barred.publishedGrade == "D")
            try await cast.draw("c-2", from: "2026-05-01", minimumGrade: "B")
            let refusal = await #expect(throws: RPCFailure.self) {
                try await cast.contracts("su").lockContract(CommandRequest(name: "contracts/c-2"))
            }
            let codes = refusal?.detail(PreconditionFailure.self)?.refusals.map(\.code) ?? []
            #expect(codes.contains("GRADE_BELOW") && codes.contains("RESTRICTED"))
            let running = try await cast.contracts("su").getContract(
                GetRequest(name: "contracts/c-1"))
            #expect(running.state == .active)

            _ = try await cast.correct(Cast.voucher(minutes: 3_000))
            try await mesh.settle()
            // One serious record of two is left: 80 - 20 points.
            let better = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
            #expect(better.publishedGrade == "B")
            try await cast.draw(
                "c-3", from: "2026-05-01", until: "2027-12-31", minimumGrade: "B")
            try await cast.conclude("c-3")
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func
        `R9.3-1 R9.3-2 RX-10: only what a contract covers is measured, and nothing is overwritten`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            let from = try #require(Instant("2026-03-01T01:00:00Z"))
            func measurement(_ source: String, _ month: String) -> RecordMeasurementRequest {
                RecordMeasurementRequest(
                    measurementId: "p-1-2026-02",
                    measurement: Measurement(
                        product: "products/p-1", month: month, source: source,
                        samplesExpected: 1, samplesReceived: 1,
                        outages: [Span(from: from, until: from.adding(seconds: 60))]))
            }
            let other = await #expect(throws: RPCFailure.self) {
                try await cast.measurements("handler").recordMeasurement(
                    measurement("probe", "2026-03"))
            }
            #expect(other?.code == .alreadyExists)
            let closed = await #expect(throws: RPCFailure.self) {
                var past = measurement("probe", "2026-02")
                let day = try #require(Instant("2026-02-20T01:00:00Z"))
                past.measurement?.outages = [Span(from: day, until: day.adding(seconds: 60))]
                return try await cast.measurements("handler").recordMeasurement(past)
            }
            #expect(closed?.code == .failedPrecondition)
            // What one party recorded no other overwrites.
            var own = measurement("probe", "2026-03")
            own.measurementId = "su-1"
            _ = try await cast.measurements("su").recordMeasurement(own)
            let taken = await #expect(throws: RPCFailure.self) {
                try await cast.measurements("handler").recordMeasurement(own)
            }
            #expect(taken?.code == .alreadyExists)

            // Recorded on the 2nd of March, so an outage of the 20th is not over yet.
            var future = measurement("probe", "2026-03")
            future.measurementId = "p-1-2026-03"
            let late = try #require(Instant("2026-03-20T01:00:00Z"))
            future.measurement?.outages = [Span(from: from, until: late)]
            let foreseen = await #expect(throws: RPCFailure.self) {
                try await cast.measurements("handler").recordMeasurement(future)
            }
            #expect(foreseen?.code == .invalidArgument)
            #expect(foreseen?.message.contains("in the future") == true)

            try await cast.draw("c-2", from: "2026-03-22", minimumGrade: "")
            try await mesh.settle()
            let unsigned = await #expect(throws: RPCFailure.self) {
                try await cast.periods("handler").openPeriod(
                    OpenPeriodRequest(contract: "contracts/c-2", month: "2026-03"))
            }
            #expect(unsigned?.code == .failedPrecondition)
            try await cast.conclude("c-2")
            try await mesh.advance(to: "2026-04-01T01:00:00Z")
            _ = try await cast.periods("handler").openPeriod(
                OpenPeriodRequest(contract: "contracts/c-2", month: "2026-03"))
            let part = try await cast.periods("handler").closePeriod(
                CommandRequest(name: "periods/c-2-2026-03"))
            #expect(part.totalMinutes == 10 * 1_440, "ten days of the term lie in March")

            let unknown = await #expect(throws: RPCFailure.self) {
                try await cast.periods("handler").listPeriods(
                    ListRequest(filter: "colour = \"red\""))
            }
            #expect(unknown?.code == .invalidArgument)
            #expect(unknown?.message.contains("contract") == true)
        }
    }

    @Test func `a journal page keeps below the size of a message, and none is left out`()
        async throws
    {
        let now = try #require(Instant("2026-03-02T01:00:00Z"))
        let store = try Store.inMemory(producer: "quality", epoch: "test")
        let host = ServiceHost(qualityService, store: store, clock: VirtualClock(start: now))
        let proof = Exclusion(
            kind: .maintenance, span: Span(from: now, until: now.adding(seconds: 60)),
            evidence: String(repeating: "x", count: 2_000))
        for number in 1...30 {
            let period = Period(
                name: "periods/p-\(number)", version: 1, state: .open,
                exclusions: Array(repeating: proof, count: 100))
            _ = try await store.write { transaction in
                try transaction.save(
                    period,
                    change: Change(
                        type: "quality.period.open", effectiveFrom: now, recordedAt: now))
            }
        }
        let read = try #require(
            host.sharedBindings.first { $0.descriptor.method == "ReadJournal" })
        var seen: [Int64] = []
        while seen.count < 30 {
            let reply = try await read.handle(
                ReadJournalRequest(after: seen.last ?? 0, limit: 200).wireBytes(),
                Call(
                    method: read.descriptor, principal: "system", actor: .system,
                    deadline: .now.advanced(by: .seconds(5))))
            #expect(reply.payload.count < 4 << 20)
            let page = try ReadJournalResponse(wire: reply.payload)
            try #require(!page.entries.isEmpty)
            seen += page.entries.map(\.sequence)
        }
        #expect(seen == Array(1...30))
    }

    @Test func `R9.3-3: a command after the window finds the breach confirmed by its date`()
        async throws
    {
        let start = try #require(Instant("2026-03-02T01:00:00Z"))
        let clock = VirtualClock(start: start)
        let store = try Store.inMemory(producer: "quality", epoch: "test")
        // Not running, so that nobody but the command itself can write the date.
        let host = ServiceHost(qualityService, store: store, clock: clock)
        _ = try await store.write { transaction in
            var breach = Breach(name: "breaches/b-1", version: 1, state: .notified)
            breach.disputeUntil = start.adding(seconds: 60)
            return try transaction.save(
                breach,
                change: Change(
                    type: "quality.breach.notified", effectiveFrom: start, recordedAt: start))
        }
        clock.move(to: start.adding(seconds: 3_600))
        let compensate = try #require(
            host.bindings.first { $0.descriptor.method == "CompensateBreach" })
        let actor = Actor(
            principal: "su", person: "p", party: "parties/su", partyRole: .managementBody,
            operatorRoles: [.handler])
        // Whoever reads before anybody wrote the date sees what holds now.
        let request = GetRequest(name: "breaches/b-1").wireBytes()
        let one = try Breach(wire: try await host.read("GetBreach", request, actor))
        let all = try ListBreachesResponse(
            wire: try await host.read("ListBreaches", ListRequest().wireBytes(), actor))
        #expect(one.state == .confirmed && all.breaches.map(\.state) == [.confirmed])
        _ = try await compensate.handle(
            CommandRequest(name: "breaches/b-1").wireBytes(),
            Call(
                method: compensate.descriptor, principal: "su", actor: actor,
                idempotencyKey: [1], deadline: .now.advanced(by: .seconds(5))))
        let entries = try await store.read { try $0.entries(after: 0) }
        #expect(entries.map(\.toState) == ["", "confirmed", "compensated"])
        #expect(entries.dropFirst().first?.occurredAt == start.adding(seconds: 60))
        #expect(entries.dropFirst().first?.principal == "service.quality")

        // RX-6: the date was written later than it came, and was not known in between.
        for (known, version) in [(start.adding(seconds: 120), Int64(1)), (clock.now, 2)] {
            let request = GetRequest(
                name: "breaches/b-1", effectiveAt: start.adding(seconds: 120), knownAt: known)
            let payload = try await host.read("GetBreach", request.wireBytes(), actor)
            #expect(try Breach(wire: payload).version == version)
        }
    }
}

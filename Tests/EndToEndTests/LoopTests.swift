import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// The acceptance test of the whole: section 6 of the requirements, both passes, on virtual time.
@Suite(.serialized) struct ClosedLoopTests {
    @Test(.timeLimit(.minutes(2)))
    func `R5.2-11 R5.2-14 R5.2-15 R5.2-16 R9.3-3: runs from qualification to admission and back`()
        async throws
    {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        try await Self.firstPass(Cast(mesh: mesh))
        try await Self.secondPass(Cast(mesh: mesh))
        await mesh.stop()
    }

    @Test(.timeLimit(.minutes(2)))
    func `two runs on the same virtual time write the same journals, byte for byte`()
        async throws
    {
        var runs: [[[[UInt8]]]] = []
        for _ in 0..<2 {
            let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
            try await Self.firstPass(Cast(mesh: mesh))
            try await Self.secondPass(Cast(mesh: mesh))
            var journals: [[[UInt8]]] = []
            for service in LocalMesh.services {
                // Callers draw their keys anew, and with them what proves their requests.
                journals.append(
                    try await mesh.journal(of: service).map {
                        var entry = try JournalEntry(wire: $0)
                        entry.requestDigest = []
                        return entry.wireBytes()
                    })
            }
            runs.append(journals)
            await mesh.stop()
        }
        #expect(runs[0].map(\.count).allSatisfy { $0 > 0 })
        for (index, service) in LocalMesh.services.enumerated() {
            #expect(runs[0][index] == runs[1][index], "journal of \(service)")
        }
    }

    static func firstPass(_ cast: Cast) async throws {
        try await cast.assemble()
        try await cast.listProduct()
        try await cast.draw("c-1", from: "2026-02-01", minimumGrade: "AA")
        try await cast.conclude("c-1")
        let signed = try await cast.contracts("su").getContract(GetRequest(name: "contracts/c-1"))
        #expect(signed.snapshot?.grade == "AA")

        // 600 of 40,320 minutes: 98.51 %, a general miss of 99.9 %.
        try await cast.mesh.advance(to: "2026-03-02T01:00:00Z")
        try await cast.miss("2026-02", from: "2026-02-10T00:00:00Z", minutes: 600)
        let provisional = try await cast.periods("su").getPeriod(
            GetRequest(name: "periods/c-1-2026-02"))
        #expect(provisional.state == .provisional)
        #expect(provisional.outcome == .missed)
        #expect(provisional.availableMinutes == 39_720 && provisional.totalMinutes == 40_320)

        // Nobody disputes within 5 working days: the date confirms breach and result.
        try await cast.mesh.advance(to: "2026-03-10T01:00:00Z")
        let breach = try await cast.breaches("su").getBreach(
            GetRequest(name: "breaches/c-1-2026-02"))
        #expect(breach.state == .confirmed && breach.severity == .general)
        #expect(breach.serviceCreditFen == 3_200_000)
        _ = try await cast.breaches("su").compensateBreach(CommandRequest(name: breach.name))

        try await cast.confirmRecord("records/c-1-2026-02")
        let running = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
        #expect(running.runningScoreMilliPoints == 72_000 && running.runningGrade == "A")
        #expect(running.publishedGrade == "AA", "published only by a final evaluation")

        try await cast.evaluate("e-1", finalAt: "2026-03-25T01:00:00Z")
        let rate = try await cast.inspections("handler").getInspectionRate(
            GetRequest(name: "inspectionRates/sp"))
        #expect(rate.ratePpm == 200_000)

        try await cast.draw("c-2", from: "2026-04-01", minimumGrade: "AA")
        let refusal = await #expect(throws: RPCFailure.self) {
            try await cast.contracts("su").lockContract(CommandRequest(name: "contracts/c-2"))
        }
        #expect(refusal?.code == .failedPrecondition)
        let details = try #require(refusal?.detail(PreconditionFailure.self))
        #expect(details.refusals.map(\.code) == ["GRADE_BELOW"])
        #expect(details.currentState == "negotiating")
        let untouched = try await cast.contracts("su").getContract(
            GetRequest(name: "contracts/c-1"))
        #expect(untouched.state == .active && untouched.snapshot?.grade == "AA")

        try await Self.objectInVain(cast)
        try await Self.repair(cast)
        try await cast.conclude("c-2")
    }

    private static func objectInVain(_ cast: Cast) async throws {
        let objection = CommandRequest(name: "objections/o-1", reason: "evidence: probe log")
        _ = try await cast.objections("sp").fileObjection(
            FileObjectionRequest(
                objectionId: "o-1",
                objection: Objection(record: "records/c-1-2026-02", ground: "the probe was wrong")))
        _ = try await cast.objections("handler").acceptObjection(objection)
        _ = try await cast.objections("reviewer").verifyObjection(objection)
        let own = await #expect(throws: RPCFailure.self) {
            try await cast.objections("approver").rejectObjection(objection)
        }
        #expect(own?.code == .permissionDenied, "who confirmed the record may not decide")
        _ = try await cast.objections("second-approver").rejectObjection(objection)
        try await cast.mesh.settle()
    }

    private static func repair(_ cast: Cast) async throws {
        let file = FileRepairRequest(
            repairId: "rep-1",
            repair: Repair(
                record: "records/c-1-2026-02", correction: "second line built",
                commitment: "we keep 99.9 %"))
        let early = await #expect(throws: RPCFailure.self) {
            try await cast.repairs("sp").fileRepair(file)
        }
        #expect(early?.detail(PreconditionFailure.self)?.refusals.first?.subject == "2026-06-11")
        try await cast.mesh.advance(to: "2026-06-11T01:00:00Z")
        let repair = CommandRequest(name: "repairs/rep-1")
        _ = try await cast.repairs("sp").fileRepair(file)
        _ = try await cast.repairs("handler").acceptRepair(repair)
        _ = try await cast.repairs("reviewer").verifyRepair(repair)
        _ = try await cast.repairs("second-approver").approveRepair(repair)
        try await cast.mesh.settle()
        let archive = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
        #expect(archive.publishedGrade == "AA" && archive.runningScoreMilliPoints == 80_000)
        let rate = try await cast.inspections("handler").getInspectionRate(
            GetRequest(name: "inspectionRates/sp"))
        #expect(rate.ratePpm == 50_000)
    }

    /// A fact is corrected after it lowered the grade: everything follows but the decisions taken.
    static func secondPass(_ cast: Cast) async throws {
        try await cast.mesh.advance(to: "2026-07-01T01:00:00Z")
        try await cast.miss("2026-06", from: "2026-06-20T00:00:00Z", minutes: 700)
        try await cast.mesh.advance(to: "2026-07-10T01:00:00Z")
        try await cast.confirmRecord("records/c-1-2026-06")
        try await cast.evaluate("e-2", finalAt: "2026-07-27T01:00:00Z")
        try await cast.draw("c-3", from: "2026-08-01", minimumGrade: "A")
        try await cast.conclude("c-3")

        let from = try #require(Instant("2026-06-20T00:00:00Z"))
        _ = try await cast.periods("handler").proposeExclusions(
            ProposeExclusionsRequest(
                name: "periods/c-1-2026-06", reason: "R9.3-2: the user switched it off",
                exclusions: [
                    Exclusion(
                        kind: .userCaused,
                        span: Span(from: from, until: from.adding(seconds: 700 * 60)),
                        evidence: "change order 17")
                ]))
        _ = try await cast.periods("approver").correctPeriod(
            CommandRequest(name: "periods/c-1-2026-06", reason: "R9.3-2: proven"))
        try await cast.mesh.settle()

        let breach = try await cast.breaches("su").getBreach(
            GetRequest(name: "breaches/c-1-2026-06"))
        #expect(breach.state == .rescinded)
        let record = try await cast.records("sp").getRecord(
            GetRequest(name: "records/c-1-2026-06"))
        #expect(record.state == .withdrawn)
        let archive = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
        #expect(archive.publishedGrade == "AA")
        let history = try await cast.evaluations("handler").listEvaluations(
            ListRequest(filter: "subject = \"parties/sp\""))
        let before = history.evaluations.first { $0.name == "evaluations/e-2" }
        #expect(before?.state == .superseded && before?.grade == "A")
        #expect(history.evaluations.contains { $0.recomputedFrom == "evaluations/e-2" })
        let decided = try await cast.contracts("su").getContract(GetRequest(name: "contracts/c-3"))
        #expect(decided.snapshot?.grade == "A", "the decision keeps the grade it used")
        #expect(decided.snapshot?.evaluation == "evaluations/e-2")
        let warning = try await cast.warnings("sp").getWarning(
            GetRequest(name: "warnings/breaches-sp"))
        #expect(warning.value == 1)
        let grounds = try await cast.explain("archives/sp", "sp")
        #expect(grounds.contains { $0.fact == "measurements/p-1-2026-06" })
    }
}

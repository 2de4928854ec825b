import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

/// What a corrected month does to breaches, records and grades that were decided before.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A consequence of a correction` {
    private static let record = CommandRequest(
        name: "records/c-1-2026-02", reason: "R5.2-11: not proven")

    private static func breach(_ cast: Cast) async throws -> Breach {
        try await cast.breaches("su").getBreach(GetRequest(name: "breaches/c-1-2026-02"))
    }

    private static func records(_ cast: Cast) async throws -> [Record] {
        try await cast.records("handler").listRecords(
            ListRequest(filter: "subject = \"parties/sp\"")
        ).records
    }

    @Test func `R9.3-3: a breach that was rescinded is found again when its month is missed again`()
        async throws
    {
        // 50 of 40,320 minutes miss 99.9 %; whole excluded windows leave the denominator.
        try await Cast.afterMiss(
            minutes: 50, drawn: { $0.availabilityModel = .bothSidesWholeWindow }
        ) { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let met = try await cast.correct(Cast.voucher(minutes: 10))
            #expect(met.outcome == .met)
            try await mesh.settle()
            #expect(try await Self.breach(cast).state == .rescinded)
            #expect(try await Self.records(cast).map(\.state) == [.withdrawn])

            // 1,000 quiet minutes less: 40 of 39,310 are too many.
            var quiet = try Cast.voucher(minutes: 1)
            let from = try #require(Instant("2026-02-15T00:00:00Z"))
            quiet.exclusions[0].span = Span(from: from, until: from.adding(seconds: 60_000))
            let missed = try await cast.correct(quiet)
            #expect(missed.outcome == .missed && missed.totalMinutes == 39_310)
            let found = try await Self.breach(cast)
            #expect(found.state == .detected && found.downMinutes == 40)
            _ = try await cast.breaches("handler").notifyBreach(CommandRequest(name: found.name))
            try await mesh.advance(to: "2026-03-20T01:00:00Z")
            #expect(try await Self.breach(cast).state == .confirmed)
            #expect(try await Self.records(cast).map(\.state) == [.withdrawn, .proposed])
        }
    }

    @Test func `R9.3-5 R5.2-11: what people decided about a record is not proposed again`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            _ = try await cast.records("handler").notifyRecord(Self.record)
            _ = try await cast.records("sp").submitStatement(
                SubmitStatementRequest(name: Self.record.name, statement: "not us"))
            _ = try await cast.records("approver").dropRecord(Self.record)
            _ = try await cast.correct(Cast.voucher(minutes: 1))
            try await mesh.settle()
            #expect(try await Self.breach(cast).downMinutes == 599)
            #expect(try await Self.records(cast).map(\.state) == [.dropped])
        }
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord(Self.record.name)
            let objection = CommandRequest(name: "objections/o-1", reason: "R5.2-13: probe log")
            _ = try await cast.objections("sp").fileObjection(
                FileObjectionRequest(
                    objectionId: "o-1",
                    objection: Objection(record: Self.record.name, ground: "wrong")))
            _ = try await cast.objections("second-handler").acceptObjection(objection)
            _ = try await cast.objections("reviewer").verifyObjection(objection)
            _ = try await cast.objections("second-approver").upholdObjection(objection)
            _ = try await cast.correct(Cast.voucher(minutes: 1))
            try await mesh.settle()
            #expect(try await Self.records(cast).map(\.state) == [.withdrawn])
        }
    }

    @Test func `R5.2-11: another severity after the notice brings a hearing of its own`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            _ = try await cast.breaches("su").compensateBreach(
                CommandRequest(name: "breaches/c-1-2026-02"))
            _ = try await cast.records("handler").notifyRecord(Self.record)
            _ = try await cast.correct(Cast.voucher(minutes: 500))
            try await mesh.settle()
            #expect(try await Self.breach(cast).state == .compensated)
            let records = try await Self.records(cast)
            #expect(records.map(\.state) == [.withdrawn, .proposed])
            #expect(records.map(\.severity) == [.general, .minor])
        }
    }

    @Test func `R5.2-15: a recomputed grade rests on no record that was never public`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            try await cast.confirmRecord(Self.record.name)
            try await cast.evaluate("e-1", finalAt: "2026-03-25T01:00:00Z")
            try await mesh.advance(to: "2026-04-01T01:00:00Z")
            try await cast.miss("2026-03", from: "2026-03-10T00:00:00Z", minutes: 3_000)
            try await mesh.advance(to: "2026-04-10T01:00:00Z")
            try await cast.confirmRecord("records/c-1-2026-03")
            _ = try await cast.correct(Cast.voucher(minutes: 600))
            try await mesh.settle()
            let archive = try await cast.archives("sp").getArchive(GetRequest(name: "archives/sp"))
            #expect(archive.publishedGrade == "AA", "March was not evaluated yet")
            #expect(archive.runningGrade == "B")
            let evaluation = try await cast.evaluations("sp").getEvaluation(
                GetRequest(name: archive.evaluation))
            #expect(evaluation.asOf == "2026-03-10")
        }
    }

    @Test func `R9.3-2 RX-6: a dispute settled late makes the month final from then on`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            let month = CommandRequest(name: "periods/c-1-2026-02", reason: "R9.3-2: the user")
            _ = try await cast.periods("sp").disputePeriod(month)
            try await mesh.advance(to: "2026-03-20T01:00:00Z")
            _ = try await cast.adjust(Cast.voucher(minutes: 600))
            try await mesh.settle()
            let day = try #require(Instant("2026-03-15T01:00:00Z"))
            let then = try await cast.periods("su").getPeriod(
                GetRequest(name: month.name, effectiveAt: day))
            let now = try await cast.periods("su").getPeriod(GetRequest(name: month.name))
            #expect(then.state == .disputed && now.state == .final)
        }
    }
}

import CreditRules
import MeshPrimitives
import Testing

@Suite struct `Decay of 7.7` {
    @Test(arguments: [(0, 1000), (90, 707), (180, 500), (360, 250), (365, 245), (720, 63)])
    func `7.7: half-life of 180 days`(age: Int, weight: Int64) throws {
        let table = try #require(HalfLifeTable(days: 180))
        #expect(Decay.halfLife(table).weight(atAge: age) == weight)
    }

    @Test func `7.7: the whole half-life table is the exact one`() throws {
        let table = try #require(HalfLifeTable(days: 180))
        // Sums over the exact table, computed with 60 decimal digits.
        #expect(table.perMille.reduce(0, +) == 260_102)
        #expect(table.perMille.enumerated().reduce(0) { $0 + Int64($1.0) * $1.1 } == 67_222_483)
        #expect(table.weight(atAge: 1_973) == 1)
        #expect(table.weight(atAge: 1_974) == 0)
        #expect(table.weight(atAge: 100_000) == 0)
    }

    @Test(arguments: [1, 2, 7, 30, 365, 3650])
    func `7.7: every half-life table halves and only falls`(days: Int) throws {
        let table = try #require(HalfLifeTable(days: days))
        let halves: [Int64] = [1000, 500, 250, 125, 63, 31, 16, 8, 4, 2, 1, 0]
        for (count, half) in halves.enumerated() {
            #expect(table.weight(atAge: count * days) == half)
        }
        #expect(zip(table.perMille, table.perMille.dropFirst()).allSatisfy(>=))
    }

    @Test func `7.7: a half-life of no days is refused`() {
        #expect(HalfLifeTable(days: 0) == nil)
    }

    @Test func `7.7: steps hold until the next one, none holds for ever`() {
        let decay = Decay.step([
            Decay.Step(fromDay: 30, weight: 500), Decay.Step(fromDay: 60, weight: 0),
        ])
        #expect(
            [0, 29, 30, 59, 60, 999].map(decay.weight(atAge:)) == [1000, 1000, 500, 500, 0, 0])
        #expect(Decay.none.weight(atAge: 9_999) == 1000)
    }
}

@Suite struct `Credit models` {
    typealias Band = GradeBands.Band

    func band(_ grade: Grade, _ from: Int64, _ to: Int64) -> Band {
        Band(grade, from: MilliPoints(from * 1000), to: MilliPoints(to * 1000))
    }

    @Test func `7.7: bands include their lower bound and the last one 100`() throws {
        let bands = GradeBands.p1
        #expect(bands.grade(of: MilliPoints(90_000)) == .aaa)
        #expect(bands.grade(of: MilliPoints(89_999)) == .aa)
        #expect(bands.grade(of: MilliPoints(100_000)) == .aaa)
        #expect(bands.grade(of: MilliPoints(49_999)) == .d)
        #expect(bands.grade(of: .zero) == .d)
        let p3 = GradeBands.p3
        #expect(p3.grade(of: MilliPoints(95_000)) == .aa)
        #expect(p3.grade(of: MilliPoints(94_999)) == .a)
        #expect(p3.grade(of: MilliPoints(84_999)) == .b)
    }

    @Test func `7.7: bands with a gap, an overlap or a wrong order are refused`() throws {
        let bad: [[Band]] = [
            [],
            [self.band(.a, 60, 100), self.band(.c, 40, 59), self.band(.d, 0, 40)],
            [self.band(.a, 60, 100), self.band(.c, 40, 61), self.band(.d, 0, 40)],
            [self.band(.a, 60, 99), self.band(.c, 40, 60), self.band(.d, 0, 40)],
            [self.band(.a, 60, 100), self.band(.c, 40, 60), self.band(.d, 1, 40)],
            [self.band(.c, 60, 100), self.band(.a, 40, 60), self.band(.d, 0, 40)],
            [self.band(.a, 60, 100), self.band(.b, 40, 60), self.band(.d, 0, 40)],
            [self.band(.m, 60, 100), self.band(.c, 40, 60), self.band(.d, 0, 40)],
        ]
        for bands in bad {
            #expect(throws: Refusal.self) { try GradeBands(bands) }
        }
        let shuffled = [self.band(.d, 0, 40), self.band(.a, 60, 100), self.band(.c, 40, 60)]
        #expect(try GradeBands(shuffled).bands.map(\.grade) == [.a, .c, .d])
    }

    @Test func `7.7: a model with numbers out of range or a code twice is refused`() throws {
        func model(
            base: Int64 = 80_000, points: Int64 = 1_000, decay: Decay = .none, codes: [String]
        ) throws -> CreditModel {
            try CreditModel(
                version: "v", base: MilliPoints(base), capGood: .zero,
                behaviours: codes.map {
                    CreditModel.Behaviour(
                        code: $0, kind: .bad(.minor), points: MilliPoints(points), decay: decay)
                },
                bands: .p1)
        }
        #expect(try model(codes: ["a", "b"]).behaviours.count == 2)
        #expect(throws: Refusal.self) { try model(codes: ["a", "a"]) }
        #expect(throws: Refusal.self) { try model(base: 100_001, codes: []) }
        #expect(throws: Refusal.self) { try model(points: -1, codes: ["a"]) }
        #expect(throws: Refusal.self) { try model(decay: .linear(validDays: 0), codes: ["a"]) }
        let rising = Decay.step([
            Decay.Step(fromDay: 1, weight: 10), Decay.Step(fromDay: 2, weight: 20),
        ])
        #expect(throws: Refusal.self) { try model(decay: rising, codes: ["a"]) }
    }
}

@Suite struct `Presets of 7.7` {
    @Test(arguments: [GradeBands.p1, .p2, .p3])
    func `7.7: the bands that ship pass the check of any other`(bands: GradeBands) throws {
        #expect(try GradeBands(bands.bands) == bands)
    }

    @Test func `R5.2-15 7.7: the provider's model that ships has the numbers of example v1`() {
        let shipped = CreditModel.provider
        #expect(shipped.base.text == "80.000" && shipped.capGood.text == "15.000")
        let found = ["minor", "general", "serious"].map { name in
            let behaviour = shipped.behaviours["availability-\(name)"]
            return "\(behaviour?.points.text ?? "") \(behaviour?.decay ?? .none)"
        }
        #expect(
            found == [
                "3.000 linear(validDays: 90)", "8.000 linear(validDays: 365)",
                "20.000 linear(validDays: 1095)",
            ])
    }

    @Test func `R9.3-5: a breach is what the last matching rule says`() throws {
        let rules: [CreditModel.BreachRule] = [
            .init(.general, is: "general"), .init(.general, metric: "patching", is: "minor"),
            .init(.general, fromOccurrence: 3, is: "serious"),
        ]
        func model(_ rules: [CreditModel.BreachRule]) throws -> CreditModel {
            try CreditModel(
                version: "v", base: .zero, capGood: .zero,
                behaviours: ["minor", "general", "serious"].map {
                    CreditModel.Behaviour(
                        code: $0, kind: .bad(.minor), points: .zero, decay: .none)
                }, bands: .p1, breachRules: rules)
        }
        let shipped = try model(rules)
        func code(_ metric: String, _ occurrence: Int, _ severity: Severity = .general) -> String? {
            shipped.behaviour(ofBreach: severity, metric: metric, occurrence: occurrence)?.code
        }
        #expect(code("availability", 1) == "general" && code("patching", 2) == "minor")
        #expect(code("patching", 3) == "serious" && code("availability", 1, .minor) == nil)
        let error = #expect(throws: Refusal.self) { try model([.init(.minor, is: "other")]) }
        #expect(error?.code == "CREDIT_MODEL_INVALID")
    }

    @Test func `R5.2-16: only D blocks new business and worse grades are inspected more`() {
        let grades: [Grade] = [.aaa, .aa, .a, .b, .c, .d]
        let table = CreditModel.provider.consequences
        func row(_ grade: Grade) -> GradeConsequence { table[grade] ?? GradeConsequence() }
        let rates = grades.map { row($0).inspectionRatePpm }
        #expect(zip(rates, rates.dropFirst()).allSatisfy(<=))
        #expect(grades.filter { row($0).blocksNewBusiness } == [.d])
        #expect(grades.filter { row($0).isNeutral } == [.aa] && row(.aaa).bidBonusPpm == 20_000)
        let error = #expect(throws: Refusal.self) {
            try CreditModel(
                version: "v", base: .zero, capGood: .zero, behaviours: [], bands: .p1,
                consequences: [.c: GradeConsequence(blocksNewBusiness: true)])
        }
        #expect(error?.code == "CREDIT_MODEL_INVALID")
        #expect(Grade.b.reaches(.c) && Grade.c.reaches(.c) && !Grade.d.reaches(.c))
        #expect(!Grade.unrated.reaches(.d))
    }
}

@Suite struct `Publicity windows of 7.11` {
    func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test(arguments: [
        (Severity.general, "2026-11-30", "2027-02-28", "2027-03-01", "2027-11-30"),
        (.serious, "2026-04-01", "2027-04-01", "2027-04-02", "2029-04-01"),
        (.serious, "2024-02-29", "2025-02-28", "2025-03-01", "2027-02-28"),
    ])
    func `R5.2-12 vectors 7.11: minimum, first repair and end of publication`(
        severity: Severity, determined: String, minimum: String, repair: String, stop: String
    ) throws {
        let determined = try self.date(determined)
        let window = PublicityWindow(severity, determined: determined)
        #expect(window.minimumEnds?.description == minimum)
        #expect(window.earliestRepair(dutyMet: determined).description == repair)
        #expect(window.publishedUntil.description == stop)
        #expect(window.isPublishedByDefault)
        #expect(window.isPublished(on: try self.date(stop)))
        #expect(!window.isPublished(on: try self.date(stop).adding(days: 1)))
    }

    @Test func `R5.2-12 vector 7.11: a minor record is repaired on the day of the duty`() throws {
        let window = PublicityWindow(.minor, determined: try self.date("2026-08-31"))
        #expect(!window.isPublishedByDefault)
        #expect(window.publishedUntil.description == "2026-11-30")
        let met = try self.date("2026-09-03")
        #expect(window.earliestRepair(dutyMet: met) == met)
        #expect(window.repairRefusal(filedOn: met, dutyMet: met) == nil)
    }

    @Test func `R5.2-14 vector 7.11: a day early is refused with the first possible date`() throws {
        let determined = try self.date("2026-11-30")
        let window = PublicityWindow(.general, determined: determined)
        let refusal = window.repairRefusal(
            filedOn: try self.date("2027-02-28"), dutyMet: determined)
        #expect(refusal?.code == "REPAIR_TOO_EARLY")
        #expect(refusal?.remedy.contains("2027-03-01") == true)
        let first = try self.date("2027-03-01")
        #expect(window.repairRefusal(filedOn: first, dutyMet: determined) == nil)
    }

    @Test func `R5.2-14: without the duty met there is no repair`() throws {
        let window = PublicityWindow(.general, determined: try self.date("2026-11-30"))
        let late = try self.date("2027-06-01")
        #expect(
            window.repairRefusal(filedOn: late, dutyMet: nil)?.code == "REPAIR_DUTY_NOT_MET")
        #expect(
            window.repairRefusal(filedOn: late, dutyMet: late.adding(days: 1))?.code
                == "REPAIR_DUTY_NOT_MET")
        #expect(window.earliestRepair(dutyMet: late) == late)
    }
}

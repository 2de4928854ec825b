import MeshPrimitives
import SeededGenerator
import Testing

@Suite struct `Deadlines of 7.10` {
    let calendar = WorkingCalendar.official

    func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test(arguments: [
        ("#1", "2026-02-13", 3, "2026-02-25"),
        ("#2", "2026-09-30", 5, "2026-10-13"),
        ("#3", "2026-05-08", 1, "2026-05-09"),
        ("#4", "2026-09-18", 1, "2026-09-20"),
        ("#5", "2026-01-01", 1, "2026-01-04"),
        ("#6", "2026-09-24", 2, "2026-09-29"),
        ("#7", "2026-02-06", 10, "2026-02-27"),
        ("#8", "2025-09-30", 1, "2025-10-09"),
        ("#9", "2026-11-24", 5, "2026-12-01"),
        ("#9", "2026-11-24", 10, "2026-12-08"),
        ("#10", "2026-12-25", 3, "2026-12-30"),
        ("#11 complaint", "2026-09-21", 13, "2026-10-15"),
        ("#11 reminder", "2026-10-15", 1, "2026-10-16"),
        ("#11 criticism", "2026-10-15", 5, "2026-10-22"),
    ])
    func `vectors 7.10 #1 to #11: working days`(
        vector: String, start: String, count: Int, end: String
    ) throws {
        let deadline = self.calendar.deadline(workingDays: count, after: try self.date(start))
        #expect(deadline == Deadline(date: try self.date(end), isProvisional: false), "\(vector)")
        let counted = self.calendar.workingDays(after: try self.date(start), through: deadline.date)
        #expect(counted == count)
    }

    @Test func `vector 7.10 #10: a deadline in an unpublished year is provisional`() throws {
        let start = try self.date("2026-12-25")
        let deadline = self.calendar.deadline(workingDays: 10, after: start)
        #expect(deadline == Deadline(date: try self.date("2027-01-11"), isProvisional: true))
    }

    @Test func `vector 7.10 #12: seven calendar days roll over the holiday`() throws {
        let start = try self.date("2026-09-24")
        let deadline = self.calendar.deadline(days: 7, after: start)
        #expect(deadline == Deadline(date: try self.date("2026-10-08"), isProvisional: false))
        let unrolled = self.calendar.deadline(days: 7, after: start, rolling: .none)
        #expect(unrolled.date == (try self.date("2026-10-01")))
    }

    @Test func `vector 7.10 #13: a month ends on a worked Saturday without rolling`() throws {
        let deadline = self.calendar.deadline(months: 1, after: try self.date("2026-01-31"))
        #expect(deadline.date == (try self.date("2026-02-28")))
    }

    @Test func `vector 7.10 #14: three months roll over the spring festival`() throws {
        let deadline = self.calendar.deadline(months: 3, after: try self.date("2025-11-15"))
        #expect(deadline.date == (try self.date("2026-02-24")))
    }

    @Test(arguments: [
        (1, "2026-01-08"), (2, "2026-02-06"), (3, "2026-03-06"), (5, "2026-05-11"),
        (10, "2026-10-13"),
    ])
    func `vector 7.10 #15: the fifth working day of a month`(month: Int, day: String) throws {
        let deadline = self.calendar.workingDay(5, of: month, in: 2026)
        #expect(deadline == Deadline(date: try self.date(day), isProvisional: false))
    }

    @Test(arguments: [
        (1 as Int64, "2026-10-02T00:30:00+08:00"), (2, "2026-10-02T01:30:00+08:00"),
        (4, "2026-10-02T03:30:00+08:00"),
    ])
    func `vector 7.10 #16: hours ignore the holiday`(hours: Int64, end: String) throws {
        let known = try #require(Instant("2026-10-01T23:30:00+08:00"))
        #expect(known.adding(hours: hours) == Instant(end))
    }

    @Test(arguments: [
        ("2025-01-01", "2025-12-31", 248), ("2026-01-01", "2026-12-31", 248),
        ("2026-02-01", "2026-02-28", 16), ("2026-05-01", "2026-05-31", 19),
        ("2026-10-01", "2026-10-31", 18),
    ])
    func `7.10 sanity: working days of the official years`(
        first: String, last: String, count: Int
    ) throws {
        let before = try self.date(first).adding(days: -1)
        let counted = self.calendar.workingDays(after: before, through: try self.date(last))
        #expect(counted == count)
    }

    @Test func `7.10: every official year is complete and names its notice`() {
        #expect(CalendarYear.official.map(\.year) == [2025, 2026])
        for year in CalendarYear.official {
            #expect(year.notice.hasPrefix("国办发明电"))
            #expect(year.published.year == year.year - 1)
            #expect(year.workDays.allSatisfy { $0.weekday.isWeekend })
            #expect(year.restDays.isDisjoint(with: year.workDays))
        }
    }

    @Test func `7.10: a period ends at midnight after its last day`() throws {
        let deadline = Deadline(date: try self.date("2026-12-01"), isProvisional: false)
        #expect(deadline.end == Instant("2026-12-02T00:00:00+08:00"))
    }

    @Test func `7.10: new data moves a deadline later but never earlier`() throws {
        let early = Deadline(date: try self.date("2027-01-08"), isProvisional: false)
        let late = Deadline(date: try self.date("2027-01-11"), isProvisional: true)
        #expect(early.recomputed(as: late) == late)
        #expect(
            late.recomputed(as: early) == Deadline(date: late.date, isProvisional: false))
    }

    @Test func `7.10: the next year's notice may change December`() throws {
        let last = try self.date("2026-12-31")
        let sunday = try self.date("2026-12-27")
        let notice = CalendarYear(
            year: 2027, notice: "test", address: "", published: last,
            restDays: [last, try self.date("2027-01-01")], workDays: [sunday])
        let calendar = WorkingCalendar(version: "test", years: CalendarYear.official + [notice])
        #expect(!calendar.isWorkingDay(last))
        #expect(calendar.isWorkingDay(sunday))
        #expect(!calendar.isProvisional(try self.date("2027-06-01")))
        #expect(self.calendar.isWorkingDay(last))
    }

    @Test(arguments: ["2027-01-01", "2027-05-01", "2027-10-01", "2029-05-02", "2028-10-03"])
    func `7.10: an unpublished year keeps its fixed holidays`(day: String) throws {
        #expect(!self.calendar.isWorkingDay(try self.date(day)))
        #expect(self.calendar.isProvisional(try self.date(day)))
    }

    @Test func `7.10: a longer period never ends earlier`() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<10_000 {
            let start = CivilDate.first.adding(days: .random(in: 739_000...740_500, using: &random))
            let count = Int.random(in: 0...40, using: &random)
            let short = self.calendar.deadline(workingDays: count, after: start)
            let long = self.calendar.deadline(workingDays: count + 1, after: start)
            #expect(short.date < long.date)
            #expect(self.calendar.isWorkingDay(long.date))
            #expect(self.calendar.workingDays(after: start, through: long.date) == count + 1)
        }
    }
}

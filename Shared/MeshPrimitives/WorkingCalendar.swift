/// The working days (工作日) of one year, as the State Council published them.
public struct CalendarYear: Sendable, Hashable {
    public var year: Int
    /// The notice that published it, such as `国办发明电〔2025〕7号`.
    public var notice: String
    /// The public address of the notice.
    public var address: String
    public var published: CivilDate
    /// Holidays off with the weekends inside them, perhaps from the December before.
    public var restDays: Set<CivilDate>
    /// Weekend days that are worked instead (调休).
    public var workDays: Set<CivilDate>

    public init(
        year: Int, notice: String, address: String, published: CivilDate,
        restDays: Set<CivilDate>, workDays: Set<CivilDate>
    ) {
        self.year = year
        self.notice = notice
        self.address = address
        self.published = published
        self.restDays = restDays
        self.workDays = workDays
    }
}

/// What happens when the last day of a period is a rest day.
public enum Rolling: Sendable {
    /// For an act: the period ends on the first working day after the rest (Civil Code art. 203).
    case toNextWorkingDay
    /// For publicity and validity: the period ends on its day, worked or not.
    case none
}

/// The last day of a period.
public struct Deadline: Sendable, Hashable {
    public var date: CivilDate
    /// The period touches a year without published data and must be computed again with it.
    public var isProvisional: Bool

    public init(date: CivilDate, isProvisional: Bool) {
        self.date = date
        self.isProvisional = isProvisional
    }

    /// The first instant that is too late: 24:00 of the last day.
    public var end: Instant {
        self.date.adding(days: 1).start
    }

    /// The deadline after new calendar data: it may only move later for the obliged party (7.10).
    public func recomputed(as new: Deadline) -> Deadline {
        Deadline(date: max(self.date, new.date), isProvisional: new.isProvisional)
    }
}

/// Counts working days and legal periods (期限) by versioned calendar data (7.10).
///
/// Periods in days, months and working days start the day after the event. Hour periods start at
/// once and need no calendar: see ``Instant/adding(hours:)``.
public struct WorkingCalendar: Sendable {
    /// The version of the data, kept with every computed deadline.
    public let version: String
    public let years: [CalendarYear]

    private let rest: Set<CivilDate>
    private let work: Set<CivilDate>
    private let published: Set<Int>

    public init(version: String, years: [CalendarYear]) {
        self.version = version
        self.years = years.sorted { $0.year < $1.year }
        var rest: Set<CivilDate> = []
        var work: Set<CivilDate> = []
        // A notice may change days of the December before, so the later year has the last word.
        for year in self.years {
            rest.subtract(year.workDays)
            rest.formUnion(year.restDays)
            work.subtract(year.restDays)
            work.formUnion(year.workDays)
        }
        self.rest = rest
        self.work = work
        self.published = Set(years.map(\.year))
    }

    /// Whether the notice of this date's year is still missing.
    public func isProvisional(_ date: CivilDate) -> Bool {
        !self.published.contains(date.year)
    }

    public func isWorkingDay(_ date: CivilDate) -> Bool {
        if self.work.contains(date) { return true }
        if self.rest.contains(date) || date.weekday.isWeekend { return false }
        return !(self.isProvisional(date) && Self.isFixedHoliday(date))
    }

    /// The statutory days whose date the moon does not move, known also of an unpublished year.
    ///
    /// A deadline that forgets 1 January would end a day too early.
    private static func isFixedHoliday(_ date: CivilDate) -> Bool {
        let (_, month, day) = date.parts
        switch month {
        case 1: return day == 1
        case 5: return day <= 2
        case 10: return day <= 3
        default: return false
        }
    }
}

extension WorkingCalendar {
    /// The `count`-th working day after `start`; `start` itself for zero.
    ///
    /// - Parameter count: At least 0.
    public func deadline(workingDays count: Int, after start: CivilDate) -> Deadline {
        precondition(count >= 0, "a period cannot be negative")
        var date = start
        var left = count
        while left > 0 && date < .last {
            date = date.adding(days: 1)
            if self.isWorkingDay(date) { left -= 1 }
        }
        return self.deadline(on: date, after: start)
    }

    public func deadline(
        days: Int, after start: CivilDate, rolling: Rolling = .toNextWorkingDay
    ) -> Deadline {
        self.deadline(on: self.roll(start.adding(days: days), rolling), after: start)
    }

    public func deadline(
        months: Int, after start: CivilDate, rolling: Rolling = .toNextWorkingDay
    ) -> Deadline {
        self.deadline(on: self.roll(start.adding(months: months), rolling), after: start)
    }

    /// - Parameters:
    ///   - number: 1 for the first working day.
    ///   - month: 1...12.
    /// - Returns: `nil` when the month has fewer working days or does not exist.
    public func workingDay(_ number: Int, of month: Int, in year: Int) -> Deadline? {
        guard number > 0, let first = CivilDate(year: year, month: month, day: 1) else {
            return nil
        }
        let days = (0..<CivilDate.days(inMonth: month, of: year)).map(first.adding(days:))
        guard let date = days.filter(self.isWorkingDay).dropFirst(number - 1).first else {
            return nil
        }
        return Deadline(date: date, isProvisional: self.isProvisional(date))
    }

    /// The number of working days after `start`, up to and including `end`.
    public func workingDays(after start: CivilDate, through end: CivilDate) -> Int {
        guard start < end else { return 0 }
        return (1...start.days(until: end)).count { self.isWorkingDay(start.adding(days: $0)) }
    }

    private func roll(_ date: CivilDate, _ rolling: Rolling) -> CivilDate {
        switch rolling {
        case .none:
            return date
        case .toNextWorkingDay:
            var date = date
            while !self.isWorkingDay(date) && date < .last { date = date.adding(days: 1) }
            return date
        }
    }

    /// Only the days after `start` were counted, so only their years can make it provisional.
    private func deadline(on date: CivilDate, after start: CivilDate) -> Deadline {
        let firstYear = min(start.adding(days: 1), date).year
        let isProvisional = (firstYear...max(date.year, firstYear)).contains {
            !self.published.contains($0)
        }
        return Deadline(date: date, isProvisional: isProvisional)
    }
}

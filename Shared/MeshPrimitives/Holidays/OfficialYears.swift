extension CalendarYear {
    /// The years the State Council has published; 2027 is not among them yet.
    public static let official = [Self.official2025, Self.official2026].compactMap { $0 }

    private static let official2025 = CalendarYear(
        2025, notice: "国办发明电〔2024〕12号", published: "2024-11-12",
        address: "https://www.gov.cn/zhengce/content/202411/content_6986382.htm",
        rest: [
            ("2025-01-01", 1),  // 元旦
            ("2025-01-28", 8),  // 春节
            ("2025-04-04", 3),  // 清明节
            ("2025-05-01", 5),  // 劳动节
            ("2025-05-31", 3),  // 端午节
            ("2025-10-01", 8),  // 国庆节、中秋节
        ],
        work: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"])

    private static let official2026 = CalendarYear(
        2026, notice: "国办发明电〔2025〕7号", published: "2025-11-04",
        address: "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm",
        rest: [
            ("2026-01-01", 3),  // 元旦
            ("2026-02-15", 9),  // 春节
            ("2026-04-04", 3),  // 清明节
            ("2026-05-01", 5),  // 劳动节
            ("2026-06-19", 3),  // 端午节
            ("2026-09-25", 3),  // 中秋节
            ("2026-10-01", 7),  // 国庆节
        ],
        work: [
            "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
        ])

    /// `nil` when a date of the table is mistyped, which the counts of 7.10 in the tests catch.
    ///
    /// - Parameter rest: The first day of each holiday and its length in days.
    private init?(
        _ year: Int, notice: String, published: String, address: String,
        rest: [(first: String, days: Int)], work: [String]
    ) {
        guard let published = CivilDate(published) else { return nil }
        var restDays: Set<CivilDate> = []
        for holiday in rest {
            guard let first = CivilDate(holiday.first) else { return nil }
            restDays.formUnion((0..<holiday.days).map(first.adding(days:)))
        }
        let workDays = work.compactMap(CivilDate.init(_:))
        guard workDays.count == work.count else { return nil }
        self.init(
            year: year, notice: notice, address: address, published: published,
            restDays: restDays, workDays: Set(workDays))
    }
}

extension WorkingCalendar {
    /// The calendar that ships with the mesh, until newer data is loaded.
    public static let official = WorkingCalendar(
        version: "official-2025-2026", years: CalendarYear.official)
}

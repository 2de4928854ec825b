import MeshPrimitives

/// A credit grade (信用等级).
package enum Grade: String, Sendable, Hashable, CaseIterable {
    case aaa = "AAA"
    case aa = "AA"
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    /// New or inactive, under models that say so.
    case m = "M"
    /// Not rated yet.
    case unrated = "unrated"

    /// 0 for the best; `nil` for M and unrated, which compare with nothing.
    package var rank: Int? {
        switch self {
        case .aaa: 0
        case .aa: 1
        case .a: 2
        case .b: 3
        case .c: 4
        case .d: 5
        case .m, .unrated: nil
        }
    }

    /// Whether this grade is `minimum` or better.
    package func reaches(_ minimum: Grade) -> Bool {
        guard let have = self.rank, let need = minimum.rank else { return false }
        return have <= need
    }
}

/// Which score has which grade.
///
/// - Source: requirement 7.7.
package struct GradeBands: Sendable, Hashable {
    /// From `lower` inclusive to `upper` exclusive; only 100 belongs to the band that ends there.
    package struct Band: Sendable, Hashable {
        package let grade: Grade
        package let lower: MilliPoints
        package let upper: MilliPoints

        package init(_ grade: Grade, from lower: MilliPoints, to upper: MilliPoints) {
            self.grade = grade
            self.lower = lower
            self.upper = upper
        }
    }

    /// From the best grade to the worst.
    package let bands: [Band]

    /// Accepts only bands that cover 0 to 100 points without gap or overlap.
    package init(_ bands: [Band]) throws(Refusal) {
        let bands = bands.sorted { $0.lower > $1.lower }
        let grades = bands.map(\.grade)
        let order = grades.compactMap(\.rank)
        guard
            bands.first?.upper == CreditModel.fullMarks, bands.last?.lower == .zero,
            zip(bands, bands.dropFirst()).allSatisfy({ $0.lower == $1.upper }),
            bands.allSatisfy({ $0.lower < $0.upper })
        else { throw Self.refusal("The bands leave a gap or overlap.") }
        guard
            order.count == grades.count, zip(order, order.dropFirst()).allSatisfy(<),
            grades.suffix(2) == [.c, .d]
        else { throw Self.refusal("The grades of the bands are out of order.") }
        self.init(trusted: bands)
    }

    private init(trusted bands: [Band]) { self.bands = bands }

    package func grade(of score: MilliPoints) -> Grade {
        // The bands reach down to 0, the lowest score there is.
        self.bands.first { score >= $0.lower }?.grade ?? .d
    }

    /// How many bands below the best one; `nil` for a grade outside the bands.
    func position(of grade: Grade) -> Int? {
        self.bands.firstIndex { $0.grade == grade }
    }

    private static func refusal(_ message: String) -> Refusal {
        Refusal(
            code: "CREDIT_BANDS_INVALID", message: message,
            remedy: "Cover 0 to 100 points from the best grade down to C and D.",
            requirement: "7.7", source: "design")
    }
}

extension GradeBands {
    /// Bounds from the best grade down, in points.
    private static func preset(_ grades: [(grade: Grade, from: Int64)]) -> GradeBands {
        let uppers = [100] + grades.map(\.from)
        return GradeBands(
            trusted: zip(grades, uppers).map { grade, upper in
                Band(
                    grade.grade, from: MilliPoints(grade.from * 1000),
                    to: MilliPoints(upper * 1000))
            })
    }

    /// `P1`: AAA from 90, AA 80, A 70, B 60, C 50 (design).
    package static let p1 = Self.preset([
        (.aaa, 90), (.aa, 80), (.a, 70), (.b, 60), (.c, 50), (.d, 0),
    ])

    /// `P2`: A from 90, B 70, C 40 (found F9); new or inactive entities are M.
    package static let p2 = Self.preset([(.a, 90), (.b, 70), (.c, 40), (.d, 0)])

    /// `P3`: AA from 95, A 85 (found F10); B from 75 and C from 60 are our choice.
    package static let p3 = Self.preset([(.aa, 95), (.a, 85), (.b, 75), (.c, 60), (.d, 0)])
}

import MeshPrimitives

/// How serious a bad behaviour is (轻微/一般/严重).
package enum Severity: Sendable, Hashable, CaseIterable {
    case minor
    case general
    case serious
}

/// One version of the rules by which a score is computed; never changed once active.
///
/// - Source: requirements 7.7 and R5.2-15 (inferred: F7 F9 F10 F11).
package struct CreditModel: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case good
        case bad(Severity)
    }

    package struct Behaviour: Sendable, Hashable {
        package let code: String
        package let kind: Kind
        /// Added or deducted in full at age 0; never negative.
        package let points: MilliPoints
        package let decay: Decay
        /// Overrides any score while in force (一票否决).
        package let isDirectD: Bool
        /// The kinds of evidence a record of it needs.
        package let evidenceKinds: Set<String>

        package init(
            code: String, kind: Kind, points: MilliPoints, decay: Decay, isDirectD: Bool = false,
            evidenceKinds: Set<String> = []
        ) {
            self.code = code
            self.kind = kind
            self.points = points
            self.decay = decay
            self.isDirectD = isDirectD
            self.evidenceKinds = evidenceKinds
        }
    }

    /// What an entity without any record is.
    package enum NewEntityRule: Sendable, Hashable {
        /// Rated like anybody else, from the base score.
        case scored
        /// Given this grade as long as no bad record counts: A (found F10), M (found F9), unrated.
        case grade(Grade)
    }

    /// How far a direct D reaches.
    package enum DirectDRule: Sendable, Hashable {
        /// One record in force makes D.
        case always
        /// One authority's record caps the wider grade at C, two authorities make D (found F10).
        case byAuthorities
    }

    package static let fullMarks = MilliPoints(100_000)

    package let version: String
    package let base: MilliPoints
    /// The most that good behaviour can add.
    package let capGood: MilliPoints
    /// By code.
    package let behaviours: [String: Behaviour]
    package let bands: GradeBands
    package let newEntityRule: NewEntityRule
    package let directDRule: DirectDRule
    /// The most grades an evaluation may rise above the one before; `nil` for no limit.
    package let upgradeLimit: Int?
    /// Whether a record under objection still counts.
    package let countsDisputed: Bool

    package init(
        version: String, base: MilliPoints, capGood: MilliPoints, behaviours: [Behaviour],
        bands: GradeBands, newEntityRule: NewEntityRule = .scored,
        directDRule: DirectDRule = .always, upgradeLimit: Int? = nil, countsDisputed: Bool = true
    ) throws(Refusal) {
        let marks = MilliPoints.zero...Self.fullMarks
        guard
            marks.contains(base), marks.contains(capGood), upgradeLimit.map({ $0 > 0 }) ?? true,
            behaviours.allSatisfy({ marks.contains($0.points) && $0.decay.isValid })
        else { throw Self.refusal("A number of the model lies outside its range.") }
        let codes = Set(behaviours.map(\.code))
        guard codes.count == behaviours.count else {
            throw Self.refusal("Two behaviours of the model share a code.")
        }
        self.init(
            trusted: version, base: base, capGood: capGood, behaviours: behaviours, bands: bands,
            newEntityRule: newEntityRule, directDRule: directDRule, upgradeLimit: upgradeLimit,
            countsDisputed: countsDisputed)
    }

    private init(
        trusted version: String, base: MilliPoints, capGood: MilliPoints, behaviours: [Behaviour],
        bands: GradeBands, newEntityRule: NewEntityRule, directDRule: DirectDRule,
        upgradeLimit: Int?, countsDisputed: Bool
    ) {
        self.version = version
        self.base = base
        self.capGood = capGood
        self.behaviours = Dictionary(uniqueKeysWithValues: behaviours.map { ($0.code, $0) })
        self.bands = bands
        self.newEntityRule = newEntityRule
        self.directDRule = directDRule
        self.upgradeLimit = upgradeLimit
        self.countsDisputed = countsDisputed
    }

    private static func refusal(_ message: String) -> Refusal {
        Refusal(
            code: "CREDIT_MODEL_INVALID", message: message,
            remedy: """
                Keep points in 0...100, valid days in 1...36525, step weights falling from 1000 \
                per mille, the upgrade limit above 0 and every code once.
                """,
            requirement: "7.7", source: "design")
    }
}

extension CreditModel {
    /// The model that ships: the example v1 of 7.7 with the bands P1.
    package static let standard = CreditModel(
        trusted: "v1", base: MilliPoints(80_000), capGood: MilliPoints(15_000),
        behaviours: [
            Self.availability("minor", .minor, points: 3, validDays: 90),
            Self.availability("general", .general, points: 8, validDays: 365),
            Self.availability("serious", .serious, points: 20, validDays: 1_095),
        ],
        bands: .p1, newEntityRule: .scored, directDRule: .always, upgradeLimit: nil,
        countsDisputed: true)

    private static func availability(
        _ name: String, _ severity: Severity, points: Int64, validDays: Int
    ) -> Behaviour {
        Behaviour(
            code: "availability-\(name)", kind: .bad(severity), points: MilliPoints(points * 1000),
            decay: .linear(validDays: validDays))
    }
}

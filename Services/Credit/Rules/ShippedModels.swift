import MeshPrimitives

/// The models that ship, one for each kind of subject; data like any other from then on.
///
/// The provider's is the example v1 of 7.7 with the bands P1; what goes beyond it is our design.
/// A name has one content for ever: what changes here takes a new one. `provider-v1`, which meshes
/// founded earlier hold, is `provider-v2` without shrinkage.
extension CreditModel {
    package static let provider = Self.shipped(
        "provider-v2",
        behaviours: [
            Self.bad("availability-minor", .minor, 3, validDays: 90),
            Self.bad("availability-general", .general, 8, validDays: 365),
            Self.bad("availability-serious", .serious, 20, validDays: 1_095),
            Self.bad("rectification-overdue", .general, 8, validDays: 365),
            Self.bad("false-material", .serious, 20, validDays: 1_095),
            Self.bad("commitment-broken", .serious, 20, validDays: 1_095),
            Self.bad("grave-violation", .serious, 20, validDays: 1_095, isDirectD: true),
            Self.good("commendation", 5, validDays: 365),
        ],
        breachRules: [
            BreachRule(.minor, is: "availability-minor"),
            BreachRule(.general, is: "availability-general"),
            BreachRule(.serious, is: "availability-serious"),
        ],
        consequences: Self.supervision,
        // As much as a year of one contract, around the base; a rehearsal tells the peers' figures.
        shrinkage: Shrinkage(
            priorObservations: 12, mean: MilliPoints(80_000), deviation: MilliPoints(10_000)))

    package static let person = Self.shipped(
        "person-v1",
        behaviours: [
            Self.bad("misconduct-minor", .minor, 3, validDays: 90),
            Self.bad("misconduct-general", .general, 8, validDays: 365),
            Self.bad("misconduct-serious", .serious, 20, validDays: 1_095),
            Self.bad(
                "post-ban", .serious, 20, validDays: 1_095, isDirectD: true, ban: .months(36)),
            Self.bad(
                "post-ban-for-life", .serious, 20, validDays: 1_095, isDirectD: true, ban: .forLife),
            Self.good("commendation", 5, validDays: 365),
        ],
        publicityRules: PublicityRule.shippedForPersons)

    package static let usingOrganisation = Self.shipped(
        "using-v1",
        behaviours: [
            Self.bad("approval-late", .minor, 3, validDays: 365),
            Self.bad("acceptance-late", .minor, 3, validDays: 365),
            Self.bad("payment-late", .general, 8, validDays: 365),
            Self.good("commendation", 5, validDays: 365),
        ])

    package static let managementBody = Self.shipped(
        "body-v1",
        behaviours: [
            Self.bad("acceptance-late", .minor, 3, validDays: 365),
            Self.bad("decision-late", .general, 8, validDays: 365),
            Self.good("commendation", 5, validDays: 365),
        ])

    private static func shipped(
        _ version: String, behaviours: [Behaviour], breachRules: [BreachRule] = [],
        consequences: [Grade: GradeConsequence] = [:],
        publicityRules: [PublicityRule] = PublicityRule.shipped, shrinkage: Shrinkage? = nil
    ) -> CreditModel {
        do {
            return try CreditModel(
                version: version, base: MilliPoints(80_000), capGood: MilliPoints(15_000),
                behaviours: behaviours, bands: .p1, consequences: consequences,
                breachRules: breachRules, publicityRules: publicityRules, shrinkage: shrinkage)
        } catch {
            preconditionFailure("a model that ships is invalid: \(error.message)")
        }
    }

    private static func bad(
        _ code: String, _ severity: Severity, _ points: Int64, validDays: Int,
        isDirectD: Bool = false, ban: PostBan? = nil
    ) -> Behaviour {
        Behaviour(
            code: code, kind: .bad(severity), points: MilliPoints(points * 1000),
            decay: .linear(validDays: validDays), isDirectD: isDirectD, postBan: ban)
    }

    private static func good(_ code: String, _ points: Int64, validDays: Int) -> Behaviour {
        Behaviour(
            code: code, kind: .good, points: MilliPoints(points * 1000),
            decay: .linear(validDays: validDays))
    }

    /// Inspection, terms, deposits and bonuses by grade (R5.2-16); AA is the rule and has no row.
    private static let supervision: [Grade: GradeConsequence] = [
        .aaa: GradeConsequence(bidBonusPpm: 20_000),
        .a: GradeConsequence(inspectionRatePpm: 200_000),
        .m: GradeConsequence(inspectionRatePpm: 200_000),
        .unrated: GradeConsequence(inspectionRatePpm: 200_000),
        .b: GradeConsequence(inspectionRatePpm: 300_000, termCapMonths: 24),
        .c: GradeConsequence(
            inspectionRatePpm: 500_000, termCapMonths: 12, depositPpm: 50_000),
        .d: GradeConsequence(
            blocksNewBusiness: true, inspectionRatePpm: 1_000_000, termCapMonths: 12,
            depositPpm: 100_000),
    ]
}

import MeshPrimitives

/// Every term of credit (7.10).
///
/// - Source: requirements R5.2-11 to R5.2-15 and RX-4; where they give no number it is design.
package enum Terms {
    // MARK: Working days

    /// For a statement (陈述申辩), after the delivery of the notice.
    package static let statement = 5
    /// After the sending a notice counts as undelivered: another channel should be tried.
    package static let undelivered = 5
    /// After the sending it counts as delivered all the same.
    package static let deemedDelivered = 10
    /// For the acceptance of an objection or a repair, after its filing.
    package static let acceptance = 3
    /// For the answer, after the filing; an objection's once more after its extension.
    package static let answer = 10
    /// Of the preliminary result of an evaluation.
    package static let publicity = 10

    // MARK: Calendar days

    /// To object to a record, from the delivery of its decision.
    package static let objection = 60
    /// How far back the determination of a proposed record may lie.
    package static let retroaction = 365
    /// In which a computed evaluation may be publicised.
    package static let computed = 30
    /// In which a preliminary one may be made final, after its publicity: long enough for an
    /// objection of the last day with all its terms.
    package static let preliminary = 60

    /// The last day of publicity that begins on `day`.
    package static func publicityEnds(from day: CivilDate) -> CivilDate {
        WorkingCalendar.official.deadline(workingDays: Self.publicity, after: day).date
    }
}

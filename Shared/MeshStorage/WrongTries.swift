import MeshPrimitives

extension Transaction {
    /// How often somebody tried something in vain on a day; of other days nothing is kept.
    package func wrongTries(_ what: String, on day: CivilDate) throws(StorageFailure) -> Int {
        guard let kept = try self.rows(SQL.fact, [.text(Self.fact(what))]).first?.text(0),
            kept.hasPrefix("\(day) ")
        else { return 0 }
        return Int(kept.dropFirst("\(day) ".count)) ?? 0
    }

    /// Counts one more, and forgets those of another day.
    package func noteWrongTry(_ what: String, on day: CivilDate) throws(StorageFailure) {
        let count = try self.wrongTries(what, on: day) + 1
        try self.execute(SQL.setFact, [.text(Self.fact(what)), .text("\(day) \(count)")])
    }

    private static func fact(_ what: String) -> String { "wrong tries: \(what)" }
}

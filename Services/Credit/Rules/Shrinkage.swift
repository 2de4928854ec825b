import MeshPrimitives

/// What is known of a subject before anything is observed of it: its peers.
///
/// A score of few observations is drawn towards the peers' mean.
///
/// - Source: requirement R5.2-15 (design, peers 3.5: credibility of Bühlmann).
package struct Shrinkage: Sendable, Hashable {
    /// How many observations the mean weighs as much as, 1 or more.
    package let priorObservations: Int64
    package let mean: MilliPoints
    /// The standard deviation of the peers' scores.
    package let deviation: MilliPoints
    /// Whether the grade is that of the estimate instead of the score.
    package let grades: Bool

    package init(
        priorObservations: Int64, mean: MilliPoints, deviation: MilliPoints, grades: Bool = false
    ) {
        self.priorObservations = priorObservations
        self.mean = mean
        self.deviation = deviation
        self.grades = grades
    }

    var isValid: Bool {
        let marks = MilliPoints.zero...CreditModel.fullMarks
        return (1...100_000).contains(self.priorObservations) && marks.contains(self.mean)
            && marks.contains(self.deviation)
    }

    /// - Parameter observations: Months that the score rests on, 0 or more.
    package func confidence(in score: MilliPoints, observations: Int64) -> Confidence {
        let (n, m) = (Int128(observations), Int128(self.priorObservations))
        let estimate = roundedHalfUp(
            n * Int128(score.value) + m * Int128(self.mean.value), over: n + m)
        // 1.96 deviations of what is not yet known, m / (n + m) of the peers' variance.
        let reach = 1_960 * Int128(self.deviation.value)
        let half = squareRoot(reach * reach * m / ((n + m) * 1_000_000))
        return Confidence(
            weight: Int64(roundedHalfUp(1_000 * n, over: n + m)),
            estimate: MilliPoints(Int64(estimate)),
            low: MilliPoints(Int64(max(estimate - half, 0))),
            high: MilliPoints(
                Int64(min(estimate + half, Int128(CreditModel.fullMarks.value)))))
    }
}

/// How far a score is to be trusted.
package struct Confidence: Sendable, Hashable {
    /// Of the score in the estimate, in per mille.
    package let weight: Int64
    package let estimate: MilliPoints
    /// Between `low` and `high` lie 95 of 100 such subjects.
    package let low: MilliPoints
    package let high: MilliPoints
}

/// Scores of peers, added up one by one.
package struct PeerScores: Sendable {
    private var count: Int128 = 0
    private var sum: Int128 = 0
    private var squares: Int128 = 0

    package init() {}

    package mutating func add(_ score: MilliPoints) {
        self.count += 1
        self.sum += Int128(score.value)
        self.squares += Int128(score.value) * Int128(score.value)
    }

    /// 0 of nobody.
    package var mean: MilliPoints {
        self.count == 0
            ? .zero : MilliPoints(Int64(roundedHalfUp(self.sum, over: self.count)))
    }

    /// The standard deviation, rounded down.
    package var deviation: MilliPoints {
        guard self.count > 0 else { return .zero }
        let variance =
            (self.count * self.squares - self.sum * self.sum) / (self.count * self.count)
        return MilliPoints(Int64(squareRoot(variance)))
    }
}

/// The largest whole number whose square is not above `square`, which is not negative.
private func squareRoot(_ square: Int128) -> Int128 {
    var (low, high): (Int128, Int128) = (0, 1 << 60)
    while low < high {
        let middle = (low + high + 1) / 2
        if middle * middle <= square { low = middle } else { high = middle - 1 }
    }
    return low
}

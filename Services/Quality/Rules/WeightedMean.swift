import MeshPrimitives

/// The mean of scores by weight over those that exist, with the weights of the others left out.
enum WeightedMean {
    /// - Parameter scores: Weights of at least 0, in any unit; `nil` for a score without enough
    ///   sample.
    /// - Returns: `nil` when nothing with weight is left.
    static func of(
        _ scores: [(weight: Int64, score: Fraction?)]
    ) throws(ArithmeticOverflow) -> Fraction? {
        var sum = Fraction.zero
        var weights = Fraction.zero
        for (weight, score) in scores {
            guard let score else { continue }
            sum = try sum.adding(score.multiplied(by: Fraction(weight)))
            weights = try weights.adding(Fraction(weight))
        }
        return weights > .zero ? try sum.divided(by: weights) : nil
    }
}

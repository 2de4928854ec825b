/// The cheaper of two places drawn at random; `nil` when there is none to choose.
///
/// Always taking the cheapest would send everybody to the same gateway at once.
///
/// - Parameter costs: `nil` for a place that may not be chosen.
func cheaperOfTwo(
    _ costs: [Int64?], using random: inout some RandomNumberGenerator
) -> (chosen: Int, passedOver: Int?)? {
    let places = costs.indices.filter { costs[$0] != nil }
    guard places.count > 1 else { return places.first.map { ($0, nil) } }
    let first = Int.random(in: 0..<places.count, using: &random)
    let second = (first + Int.random(in: 1..<places.count, using: &random)) % places.count
    let (one, other) = (places[first], places[second])
    let isOneCheaper = (costs[one] ?? .max) <= (costs[other] ?? .max)
    return isOneCheaper ? (one, other) : (other, one)
}

/// How long answers take, in microseconds; the newer count more.
struct LatencyEstimate: Sendable {
    /// What counts as no difference, also before the first answer.
    private static let floor: Int64 = 50

    private var mean: Int64 = 0

    mutating func note(_ sample: Int64) {
        self.mean += (sample - self.mean) / 8
    }

    /// After a choice of another: what was slow once is tried again some day.
    mutating func fade() {
        self.mean -= self.mean / 64
    }

    /// The cost of one more call beside those outstanding.
    func cost(outstanding: Int) -> Int64 {
        max(self.mean, Self.floor) * Int64(outstanding + 1)
    }
}

import CreditRules
import MeshPrimitives
import SeededGenerator
import Testing

@Suite struct `The confidence of a score` {
    let shrinkage = Shrinkage(
        priorObservations: 12, mean: MilliPoints(80_000), deviation: MilliPoints(10_000))

    /// Worked out by hand: (n x 60 + 12 x 80) / (n + 12), and 1.96 x 10 x sqrt(12 / (n + 12)).
    @Test(
        arguments: [
            (0, 0, "80.000", "60.400", "99.600"), (1, 77, "78.462", "59.631", "97.293"),
            (12, 500, "70.000", "56.141", "83.859"), (108, 900, "62.000", "55.802", "68.198"),
        ] as [(Int64, Int64, String, String, String)])
    func `R5.2-15: few observations weigh little against the peers' mean`(
        observations: Int64, weight: Int64, estimate: String, low: String, high: String
    ) {
        let found = self.shrinkage.confidence(
            in: MilliPoints(60_000), observations: observations)
        #expect(found.weight == weight && found.estimate.text == estimate)
        #expect(found.low.text == low && found.high.text == high)
    }

    func model(_ shrinkage: Shrinkage?) throws -> CreditModel {
        let plain = try exampleModel(.p1)
        return try CreditModel(
            version: "v1", base: plain.base, capGood: plain.capGood,
            behaviours: Array(plain.behaviours.values), bands: plain.bands, shrinkage: shrinkage)
    }

    @Test
    func `R5.2-15: confidence changes no grade unless the model says so, 10,000 of seed 31`()
        throws
    {
        let (shown, none) = (try self.model(self.shrinkage), try self.model(nil))
        let graded = try self.model(
            Shrinkage(
                priorObservations: 12, mean: MilliPoints(80_000), deviation: MilliPoints(10_000),
                grades: true))
        var random = SeededGenerator(seed: 31)
        var moved = 0
        for _ in 0..<10_000 {
            let ledger = RandomLedger(&random, entries: .random(in: 0...8, using: &random))
            let n = Int64.random(in: 0...60, using: &random)
            func score(_ model: CreditModel, _ observations: Int64) throws -> CreditScore {
                try CreditScore.compute(
                    model, ledger: ledger.lines, asOf: RandomLedger.today,
                    observations: observations)
            }
            let (one, plain) = (try score(shown, n), try score(none, n))
            let confidence = try #require(one.confidence)
            #expect(one.grade == plain.grade && one.score == plain.score)
            #expect(one.gradeCause == plain.gradeCause && plain.confidence == nil)
            let between = [one.score, MilliPoints(80_000)].sorted()
            #expect(between[0] <= confidence.estimate && confidence.estimate <= between[1])
            #expect(MilliPoints.zero <= confidence.low && confidence.low <= confidence.estimate)
            #expect(confidence.estimate <= confidence.high && confidence.high.value <= 100_000)
            let more = try #require(try score(shown, n + 1).confidence)
            #expect(more.weight >= confidence.weight)
            let ends = [confidence.low, confidence.high, more.low, more.high]
            if !ends.contains(.zero), !ends.contains(CreditModel.fullMarks) {
                let narrower = more.high.value - more.low.value
                #expect(narrower <= confidence.high.value - confidence.low.value)
            }
            let by = try score(graded, n)
            if case .estimate(let points) = by.gradeCause {
                #expect(points == confidence.estimate)
                #expect(by.grade == graded.bands.grade(of: points) && by.grade != plain.grade)
                moved += 1
            } else {
                #expect(by.grade == plain.grade)
            }
        }
        #expect(moved > 100)
    }

    @Test func `RX-5: peers' mean and deviation are those of the scores added up`() {
        var peers = PeerScores()
        #expect(peers.mean == .zero && peers.deviation == .zero)
        for points: Int64 in [60_000, 80_000, 100_000, 81_001] { peers.add(MilliPoints(points)) }
        #expect(peers.mean.text == "80.250" && peers.deviation.text == "14.148")
    }

    @Test func `RX-5: a model whose prior weighs nothing or leaves the scale is refused`() {
        func error(_ prior: Int64, _ mean: Int64, _ deviation: Int64) -> String? {
            let shrinkage = Shrinkage(
                priorObservations: prior, mean: MilliPoints(mean),
                deviation: MilliPoints(deviation))
            do throws(Refusal) {
                _ = try CreditModel(
                    version: "v", base: .zero, capGood: .zero, behaviours: [], bands: .p1,
                    shrinkage: shrinkage)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(error(1, 0, 0) == nil)
        #expect(error(0, 0, 0) == "CREDIT_MODEL_INVALID")
        #expect(error(1, 100_001, 0) == "CREDIT_MODEL_INVALID")
        #expect(error(1, 0, -1) == "CREDIT_MODEL_INVALID")
    }
}

import SeededGenerator
import Testing

@testable import MeshRPC

@Suite struct `The choice of a gateway` {
    private func counts(_ costs: [Int64?], draws: Int = 3_000) -> [Int] {
        var random = SeededGenerator(seed: 7)
        var counts = costs.map { _ in 0 }
        for _ in 0..<draws {
            guard let pick = cheaperOfTwo(costs, using: &random) else { continue }
            counts[pick.chosen] += 1
        }
        return counts
    }

    @Test func `is none without an open session, and the only one with one`() {
        var random = SeededGenerator(seed: 7)
        #expect(cheaperOfTwo([], using: &random) == nil)
        #expect(cheaperOfTwo([nil, nil], using: &random) == nil)
        let only = cheaperOfTwo([nil, 9, nil], using: &random)
        #expect(only?.chosen == 1 && only?.passedOver == nil)
    }

    @Test func `falls on the cheaper of two drawn, never on the dearest`() {
        #expect(self.counts([5, 6]) == [3_000, 0])
        let three = self.counts([30, nil, 10, 20])
        #expect(three[0] == 0 && three[1] == 0)
        // Of the three pairs two hold the cheapest.
        #expect((1_850...2_150).contains(three[2]) && three[2] + three[3] == 3_000)
    }

    @Test func `spreads evenly over equals`() {
        for count in self.counts([1, 1, 1]) { #expect((850...1_150).contains(count)) }
    }

    @Test func `weighs calls outstanding by how long answers take`() {
        var (quick, slow) = (LatencyEstimate(), LatencyEstimate())
        #expect(quick.cost(outstanding: 0) == slow.cost(outstanding: 0))
        for _ in 0..<100 {
            quick.note(1_000)
            slow.note(4_000)
        }
        #expect(quick.cost(outstanding: 1) < slow.cost(outstanding: 0))
        #expect(quick.cost(outstanding: 5) > slow.cost(outstanding: 0))
        let before = slow.cost(outstanding: 0)
        for _ in 0..<100 { slow.fade() }
        #expect(slow.cost(outstanding: 0) < before / 3, "it is tried again some day")
    }
}

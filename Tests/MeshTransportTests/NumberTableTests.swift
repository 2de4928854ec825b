import MeshTransport
import SeededGenerator
import Testing

@Suite struct `A table by numbers` {
    /// Few places and many removals: the values behind a hole must stay reachable.
    @Test func `holds what a dictionary holds`() {
        var random = SeededGenerator(seed: 11)
        var table = NumberTable<UInt64>()
        var expected: [UInt64: UInt64] = [:]
        for step: UInt64 in 0..<100_000 {
            let number = UInt64.random(in: 1...300, using: &random) << 24 | 5 << 56
            if Bool.random(using: &random) {
                table[number] = step
                expected[number] = step
            } else {
                #expect(table.removeValue(for: number) == expected.removeValue(forKey: number))
            }
            #expect(table.count == expected.count)
        }
        #expect(Set(table.values) == Set(expected.values))
        #expect(expected.allSatisfy { table[$0.key] == $0.value })
        #expect(table[0] == nil)
    }
}

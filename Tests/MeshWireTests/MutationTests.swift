import MeshAPI
import MeshWire
import SeededGenerator
import Testing

@Suite struct `Mutated bytes` {
    private static let seed: UInt64 = 20_261_124

    private func mutate(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let at = Int.random(in: 0..<max(bytes.count, 1), using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: if !bytes.isEmpty { bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
            case 1: if !bytes.isEmpty { bytes[at] = UInt8.random(in: 0...255, using: &random) }
            case 2:
                bytes.insert(UInt8.random(in: 0...255, using: &random), at: min(at, bytes.count))
            case 3: if !bytes.isEmpty { bytes.remove(at: at) }
            case 4:
                let end = min(bytes.count, at + Int.random(in: 1...24, using: &random))
                if at < end { bytes.insert(contentsOf: Array(bytes[at..<end]), at: end) }
            default: bytes.removeLast(min(bytes.count, Int.random(in: 0...3, using: &random)))
            }
        }
        return bytes
    }

    /// What passes preflight, protobuf-c must accept, and writing it again must change nothing.
    @Test func `never crash, and what passes is stable`() throws {
        var random = SeededGenerator(seed: Self.seed)
        let valid = fullSample.wireBytes()
        var passed = 0
        for round in 0..<100_000 {
            let bytes = self.mutate(valid, &random)
            do throws(WireFailure) {
                let again = try Sample(wire: bytes).wireBytes()
                passed += 1
                let twice = try Sample(wire: again).wireBytes()
                #expect(twice == again, "seed \(Self.seed), round \(round)")
            } catch {
                #expect(
                    error.rule != "needs more memory than a message may",
                    "seed \(Self.seed), round \(round): protobuf-c refused what preflight passed")
            }
        }
        #expect(passed > 1000)
    }
}

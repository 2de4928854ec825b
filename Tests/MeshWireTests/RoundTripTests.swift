import MeshAPI
import MeshPrimitives
import MeshWire
import Testing

@Suite struct `A message on the wire` {
    @Test func `comes back as it went`() throws {
        #expect(try Sample(wire: fullSample.wireBytes()) == fullSample)
    }

    @Test func `is nothing when nothing is set`() throws {
        #expect(Sample().wireBytes().isEmpty)
        #expect(try Sample(wire: []) == Sample())
    }

    @Test func `tells an absent optional from a zero`() throws {
        var sample = Sample()
        sample.amountFen = 0
        #expect(sample.wireBytes() == [0x48, 0x00])
        let back = try Sample(wire: [0x48, 0x00])
        #expect(back.amountFen == 0)
        #expect(back.note == nil)
        #expect(back.checked == nil)
    }

    @Test func `keeps an empty sub-message apart from none`() throws {
        #expect(try Sample(wire: Sample(part: Sample.Part()).wireBytes()).part == Sample.Part())
        #expect(try Sample(wire: []).part == nil)
    }

    @Test func `has fields in tag order`() {
        let entry = JournalEntry(sequence: 1, type: "t", data: [9])
        #expect(entry.wireBytes() == [0x08, 1, 0x12, 1, 0x74, 0x3a, 1, 9])
    }

    @Test func `takes repeated numbers packed and not`() throws {
        let unpacked = try Sample(wire: [0xa8, 1, 2, 0xa8, 1, 4])
        #expect(unpacked.deltas == [1, 2])
        #expect(try Sample(wire: unpacked.wireBytes()) == unpacked)
    }

    @Test func `cuts a timestamp to microseconds and rounds none up`() throws {
        // 1 s and 1,999 ns
        let bytes = field(13, [0x08, 1, 0x10, 0xcf, 0x0f])
        #expect(try Sample(wire: bytes).createdAt == Instant(microseconds: 1_000_001))
    }

    @Test func `drops the few fields it does not know`() throws {
        #expect(try Sample(wire: field(1000, [1, 2]) + [0x10, 5]) == Sample(version: 5))
    }

    @Test func `replaces a NUL in text rather than losing what follows`() throws {
        let sample = Sample(provider: "a\0b")
        #expect(try Sample(wire: sample.wireBytes()).provider == "a\u{FFFD}b")
    }

    @Test func `larger than the kept arena block survives`() throws {
        let entry = JournalEntry(data: [UInt8](repeating: 7, count: 3_000_000))
        let response = ReadJournalResponse(epoch: "e", entries: [entry, entry, entry])
        #expect(try ReadJournalResponse(wire: response.wireBytes()) == response)
    }

    @Test func `comes back from many threads at once`() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    for _ in 0..<200 {
                        guard try Sample(wire: fullSample.wireBytes()) == fullSample else {
                            return false
                        }
                    }
                    return true
                }
            }
            for try await same in group { #expect(same) }
        }
    }
}

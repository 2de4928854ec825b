import MeshAPI
import MeshPrimitives
import MeshRPC

/// A message in which every field is set.
let fullSample = Sample(
    name: "samples/s-1", version: -7, state: .inReview, provider: "parties/sp-1",
    users: ["parties/u-1", "parties/u-2"], mood: .cold, tags: ["a", "b-2"], note: "说明",
    amountFen: 0, checked: false, seal: [], otherMood: .unspecified,
    createdAt: Instant(microseconds: -1),
    seenAt: [Instant(microseconds: 1_500_000), Instant(microseconds: 0)],
    part: Sample.Part(label: "l", phone: "138", moods: [.default, .mood2Step]),
    parts: [Sample.Part(), Sample.Part(label: "x", moods: [.cold])],
    parties: [.managementBody, .individualUser], role: .reviewer, default: 4_000_000_000,
    delta: -3, deltas: [.max, 1], fixed: .max, small: .min, codes: [1, .max],
    flags: [true, false, true], blobs: [[], [0, 255]], ratio: -0.25, share: 1.5,
    day: "2024-02-29", large: .max, raw: [0, 1, 2], whole: -1, violations_: ["v"])

/// The wire form of a length.
func varint(_ number: Int) -> [UInt8] {
    var rest = number
    var bytes: [UInt8] = []
    while rest >= 0x80 {
        bytes.append(UInt8(rest & 0x7f) | 0x80)
        rest >>= 7
    }
    return bytes + [UInt8(rest)]
}

/// A length-delimited field.
func field(_ number: Int, _ content: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(content.count) + content
}

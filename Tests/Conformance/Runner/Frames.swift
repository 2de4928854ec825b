/// A message of the subject, whose shape was checked.
struct Received {
    let kind: String
    let flags: Int
    let envelope: DynamicMessage
    let payload: [UInt8]

    /// - Throws: when these are not the three frames of a message.
    init(_ frames: [[UInt8]], _ contract: Contract) throws {
        guard frames.count == 3, frames[0].count == 8 else {
            throw Mismatch("a message of frames with \(frames.map(\.count)) bytes")
        }
        let preamble = frames[0].map(Int.init)
        guard preamble[0...2] == [0x4d, 0x5a, 1],
            preamble[6] | preamble[7] << 8 == frames[1].count,
            let kind = Self.kinds.first(where: { $0.value == preamble[3] })?.key
        else {
            throw Mismatch(
                "preamble \(frames[0].hex) before \(frames[1].count) bytes of envelope")
        }
        self.kind = kind
        self.flags = preamble[4] | preamble[5] << 8
        self.envelope = try contract.decode(frames[1], "govmesh.mesh.v1.Envelope")
        self.payload = frames[2]
    }

    var text: String { "\(self.kind) {\(self.envelope)} and \(self.payload.count) bytes" }

    static func frames(
        _ kind: String, _ envelope: [UInt8], _ payload: [UInt8] = [], flags: Int = 0
    ) throws -> [[UInt8]] {
        guard let number = self.kinds[kind] else { throw Mismatch("no kind \(kind)") }
        let preamble = [
            0x4d, 0x5a, 1, number, flags & 0xff, flags >> 8, envelope.count & 0xff,
            envelope.count >> 8,
        ]
        return [preamble.map { UInt8(truncatingIfNeeded: $0) }, envelope, payload]
    }

    private static let kinds = [
        "HELLO": 1, "WELCOME": 2, "GOAWAY": 3, "PING": 4, "PONG": 5, "REQUEST": 16, "HEADERS": 17,
        "DATA": 18, "HALF_CLOSE": 19, "CREDIT": 20, "CANCEL": 21, "END": 22, "STARTED": 23,
        "REFUSED": 24, "KEEP": 25, "READY": 32, "CAPACITY": 33, "DRAIN": 34, "DRAINED": 35,
        "GOODBYE": 36,
    ]
}

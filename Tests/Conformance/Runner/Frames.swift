/// A message of the subject, whose shape was checked.
struct Received {
    let kind: String
    let flags: Int
    let envelope: DynamicMessage
    let payload: [UInt8]
    /// Whether it came in a bundle.
    var isBundled = false

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

    /// What a bundle has of a message: its preamble, the length of its payload, envelope, payload.
    static func entry(_ frames: [[UInt8]]) -> [UInt8] {
        let length = withUnsafeBytes(of: UInt32(frames[2].count).littleEndian) { [UInt8]($0) }
        return frames[0] + length + frames[1] + frames[2]
    }

    /// The frames of the messages in this bundle.
    func opened() throws -> [[[UInt8]]] {
        guard self.flags == 0, self.envelope.bytes.isEmpty, !self.payload.isEmpty,
            self.payload.count <= 8_192
        else {
            throw Mismatch("\(self.text) is no bundle")
        }
        var messages: [[[UInt8]]] = []
        var rest = self.payload[...]
        while !rest.isEmpty {
            let head = rest.prefix(12).map(Int.init)
            guard head.count == 12, 16...31 ~= head[3] else {
                throw Mismatch("no message of a call begins with \(rest.prefix(12))")
            }
            let envelope = head[6] | head[7] << 8
            let payload = head[8] | head[9] << 8 | head[10] << 16 | head[11] << 24
            let body = rest.dropFirst(12).prefix(envelope + payload)
            guard body.count == envelope + payload else {
                throw Mismatch("a bundle ends within a message")
            }
            messages.append(
                [rest.prefix(8), body.prefix(envelope), body.dropFirst(envelope)].map(Array.init))
            rest = rest.dropFirst(12 + body.count)
        }
        return messages
    }

    private static let kinds = [
        "HELLO": 1, "WELCOME": 2, "GOAWAY": 3, "PING": 4, "PONG": 5, "BUNDLE": 6, "REQUEST": 16,
        "HEADERS": 17, "DATA": 18, "HALF_CLOSE": 19, "CREDIT": 20, "CANCEL": 21, "END": 22,
        "STARTED": 23,
        "REFUSED": 24, "KEEP": 25, "READY": 32, "CAPACITY": 33, "DRAIN": 34, "DRAINED": 35,
        "GOODBYE": 36,
    ]
}

import MeshRPC
import SeededGenerator
import Testing

private func encoded(_ envelope: Envelope) -> [UInt8] {
    var writer = ByteWriter()
    envelope.write(to: &writer)
    return [UInt8](writer.bytes)
}

private func decoded(_ bytes: [UInt8]) throws(EnvelopeFault) -> Envelope {
    let result = bytes.withUnsafeBytes { bytes in
        Result { () throws(EnvelopeFault) in try Envelope(bytes) }
    }
    return try result.get()
}

/// An envelope with every field set.
private func fullEnvelope() -> Envelope {
    var envelope = Envelope()
    envelope.callID = 300
    envelope.session = 0x0102_0304_0506_0708
    envelope.service = "a.B"
    envelope.method = "C"
    envelope.timeoutMicroseconds = 5
    envelope.sessionSequence = 6
    envelope.attempt = 7
    envelope.streamSequence = 8
    envelope.creditMessages = 9
    envelope.creditBytes = 10
    envelope.idempotencyKey = [11]
    envelope.trace = [12]
    envelope.status = RPCFailure(
        .aborted, "m", details: [StatusDetail(type: "t", value: [1])], retryAfterMilliseconds: 4,
        verdict: .unknownOutcome, origin: .worker, originID: "i")
    envelope.metadata = [Metadata(key: "k", value: [1, 2])]
    envelope.priority = 15
    envelope.sentUnixMicroseconds = 16
    envelope.routingKey = "r"
    envelope.encoding = 1
    envelope.plainSize = 19
    envelope.schemaFingerprint = 20
    envelope.caller = CallerIdentity(
        principal: "p", method: "m", address: "a")
    envelope.hops = 2
    envelope.clientID = [23]
    envelope.requestDigest = [25]
    envelope.leaseMilliseconds = 26
    var hello = Hello()
    hello.principal = "p"
    hello.epoch = 1
    hello.endpoints = ["e"]
    envelope.hello = hello
    var ready = Ready()
    ready.instance = [1]
    ready.name = "n"
    ready.services = ["s", "s@n"]
    envelope.ready = ready
    envelope.clientToken = [30]
    return envelope
}

@Suite struct `An envelope` {
    /// Bytes that protoc made from `envelope.proto`.
    static let golden: [UInt8] = [
        0x08, 0xac, 0x02, 0x11, 0x08, 0x07, 0x06, 0x05, 0x04, 0x03, 0x02, 0x01, 0x1a, 0x03, 0x61,
        0x2e, 0x42, 0x22, 0x01, 0x43, 0x28, 0x05, 0x30, 0x06, 0x38, 0x07, 0x40, 0x08, 0x48, 0x09,
        0x50, 0x0a, 0x5a, 0x01, 0x0b, 0x62, 0x01, 0x0c, 0x6a, 0x16, 0x08, 0x0a, 0x12, 0x01, 0x6d,
        0x1a, 0x06, 0x0a, 0x01, 0x74, 0x12, 0x01, 0x01, 0x20, 0x04, 0x28, 0x04, 0x30, 0x03, 0x3a,
        0x01, 0x69, 0x72, 0x07, 0x0a, 0x01, 0x6b, 0x12, 0x02, 0x01, 0x02, 0x78, 0x0f, 0x80, 0x01,
        0x10, 0x8a, 0x01, 0x01, 0x72, 0x90, 0x01, 0x01, 0x98, 0x01, 0x13, 0xa1, 0x01, 0x14, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xaa, 0x01, 0x09, 0x0a, 0x01, 0x70, 0x12, 0x01, 0x6d,
        0x1a, 0x01, 0x61, 0xb0, 0x01, 0x02, 0xba, 0x01, 0x01, 0x17, 0xca, 0x01, 0x01, 0x19, 0xd0,
        0x01, 0x1a, 0xda, 0x01, 0x0f, 0x29, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x32,
        0x01, 0x70, 0x62, 0x01, 0x65, 0xe2, 0x01, 0x0e, 0x0a, 0x01, 0x01, 0x12, 0x01, 0x6e, 0x1a,
        0x01, 0x73, 0x1a, 0x03, 0x73, 0x40, 0x6e, 0xf2, 0x01, 0x01, 0x1e,
    ]

    @Test func `has the bytes of the contract`() throws {
        #expect(encoded(fullEnvelope()) == Self.golden)
        #expect(try decoded(encoded(fullEnvelope())) == fullEnvelope())
        #expect(encoded(Envelope()).isEmpty)
    }

    @Test func `survives a hundred thousand mutations`() {
        let seed: UInt64 = 0x5EED
        var random = SeededGenerator(seed: seed)
        let original = encoded(fullEnvelope())
        for round in 0..<100_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, &random) }
            do {
                let envelope = try decoded(bytes)
                // What was accepted means the same after another round.
                let again = try decoded(encoded(envelope))
                if again != envelope { Issue.record("seed \(seed), round \(round)") }
            } catch {
                continue
            }
        }
    }

    @Test func `is rewritten by a gateway exactly where it may be`() throws {
        let original = encoded(fullEnvelope())
        var writer = ByteWriter()
        try original.withUnsafeBytes { bytes in
            let header = try CallHeader(bytes)
            HopFields(
                callID: 1, session: 2, sessionSequence: 3, timeoutMicroseconds: 4, hops: 3,
                caller: CallerIdentity(principal: "real").field
            ).rewrite(bytes, keeping: header.kept, to: &writer)
        }
        var expected = fullEnvelope()
        expected.callID = 1
        expected.session = 2
        expected.sessionSequence = 3
        expected.timeoutMicroseconds = 4
        expected.hops = 3
        expected.caller = CallerIdentity(principal: "real")
        expected.hello = nil
        #expect(try decoded([UInt8](writer.bytes)) == expected)
    }

    /// A caller's claim to be somebody, between fields that a gateway passes on.
    @Test func `keeps its order when what is passed on lies scattered`() throws {
        var scattered: [UInt8] = []
        var expected: [UInt8] = [8, 9]
        for number: UInt8 in 1...6 {
            scattered += [0x38, 1, 0x30, 2, 0x40, number]
            expected += [0x38, 1, 0x40, number]
        }
        var writer = ByteWriter()
        try scattered.withUnsafeBytes { bytes in
            HopFields(callID: 9, session: 0, sessionSequence: 0).rewrite(
                bytes, keeping: try CallHeader(bytes).kept, to: &writer)
        }
        #expect([UInt8](writer.bytes) == expected)
    }

    @Test func `reads the same as a whole and as a header`() throws {
        var random = SeededGenerator(seed: 7)
        let original = encoded(fullEnvelope())
        var agreed = 0
        for _ in 0..<20_000 {
            var bytes = original
            mutate(&bytes, &random)
            let whole = try? decoded(bytes)
            let header = bytes.withUnsafeBytes { try? CallHeader($0) }
            // What stands inside a sub-message is read later, so a header may be more lenient.
            guard let whole else { continue }
            let read = try #require(header)
            agreed += 1
            let metadata = try bytes.withUnsafeBytes { try read.metadata(in: $0) }
            #expect(metadata == whole.metadata)
            bytes.withUnsafeBytes { bytes in
                #expect(read.callID == whole.callID && read.session == whole.session)
                #expect(read.timeoutMicroseconds == whole.timeoutMicroseconds)
                #expect(read.service.bytes(in: bytes).elementsEqual(whole.service.utf8))
                #expect(read.method.bytes(in: bytes).elementsEqual(whole.method.utf8))
                #expect(read.idempotencyKey.bytes(in: bytes).elementsEqual(whole.idempotencyKey))
                #expect(read.creditMessages == whole.creditMessages)
                #expect(read.creditBytes == whole.creditBytes)
            }
        }
        #expect(agreed > 1_000)
    }

    @Test func `keeps unknown fields within bounds`() throws {
        let field: [UInt8] = [0xA0, 0x06, 0x01]
        #expect(try decoded(field + field).unknown == field + field)
        let many = Array(repeatElement(field, count: 17).joined())
        #expect(throws: EnvelopeFault.tooMuch(field: 100)) { try decoded(many) }
        let large: [UInt8] = [0xA2, 0x06, 0x81, 0x10] + [UInt8](repeating: 1, count: 2_049)
        #expect(throws: EnvelopeFault.tooMuch(field: 100)) { try decoded(large) }
    }

    @Test func `refuses what C readers would misread`() {
        #expect(throws: EnvelopeFault.invalidText(field: 3)) { try decoded([0x1a, 1, 0]) }
        #expect(throws: EnvelopeFault.invalidText(field: 3)) { try decoded([0x1a, 1, 0xff]) }
        #expect(throws: EnvelopeFault.repeated(field: 13)) { try decoded([0x6a, 0, 0x6a, 0]) }
        #expect(throws: EnvelopeFault.truncated) { try decoded([0x1a, 2, 0x61]) }
        #expect(throws: EnvelopeFault.wireType(field: 1)) { try decoded([0x0b]) }
    }

    @Test func `never outgrows its buffer`() {
        var envelope = Envelope()
        envelope.unknown = [UInt8](repeating: 1, count: Preamble.envelopeLimit + 1)
        var writer = ByteWriter()
        envelope.write(to: &writer)
        let (isOverflowing, count) = (writer.isOverflowing, writer.count)
        #expect(isOverflowing)
        #expect(count <= Preamble.envelopeLimit)
    }
}

private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard !bytes.isEmpty else {
        return bytes.append(UInt8.random(in: .min ... .max, using: &random))
    }
    let index = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &random)
    case 1: bytes[index] ^= 1 << UInt8(Int.random(in: 0..<8, using: &random))
    case 2: bytes.remove(at: index)
    default: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: index)
    }
}

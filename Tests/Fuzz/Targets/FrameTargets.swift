import MeshRPC
import MeshTransport
import WireC

/// A whole message in one piece: preamble, and all behind it is the envelope.
func checkPreamble(_ bytes: [UInt8]) throws(BrokenPromise) -> String? {
    let word = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let envelope = max(bytes.count - 8, 0)
    let length = UInt64(envelope)
    let isRight =
        bytes.count >= 8 && bytes[0] == 0x4D && bytes[1] == 0x5A && bytes[2] == 1
        && length == UInt64(bytes[6]) | UInt64(bytes[7]) << 8 && length <= 16_384
        && Kind(rawValue: bytes[3]) != nil
    let (kind, preamble): (Kind, Preamble)
    do throws(FrameViolation) {
        (kind, preamble) = try Preamble.check(
            word: word, isWellFormed: bytes.count >= 8, envelopeBytes: envelope)
    } catch {
        try require(!isRight, "a right preamble was refused: \(error)")
        return "\(error)"
    }
    try require(isRight, "a wrong preamble was accepted")
    try require(preamble.word == word && preamble.kind == kind.rawValue, "read as another")
    return nil
}

/// The payload of a BUNDLE, against a reading that copies what it reads.
func checkBundle(_ bytes: [UInt8]) throws(BrokenPromise) -> String? {
    let (expected, fault) = plainEntries(bytes)
    let isValid = bytes.withUnsafeBytes { Bundle.isValid($0) }
    if let fault {
        try require(!isValid, "accepted, though: \(fault)")
        return fault
    }
    try require(isValid, "a right bundle was refused")
    let (found, end, written) = bytes.withUnsafeBytes { bytes in
        let bundle = Bundle()
        bundle.begin(0)
        var found: [PlainEntry] = []
        var offset = 0
        while let entry = Bundle.entry(bytes, at: &offset),
            bundle.add(entry.preamble, entry.envelope, entry.payload)
        {
            found.append(PlainEntry(entry))
        }
        return (found, offset, [UInt8](bundle.bytes))
    }
    try require(found == expected && end == bytes.count, "other entries were read")
    try require(written == bytes, "written it differs")
    return nil
}

private struct PlainEntry: Equatable {
    let preamble: [UInt8]
    let envelope: [UInt8]
    let payload: [UInt8]
}

extension PlainEntry {
    init(_ entry: Bundle.Entry) {
        self.init(
            preamble: withUnsafeBytes(of: entry.preamble.littleEndian) { [UInt8]($0) },
            envelope: [UInt8](entry.envelope), payload: [UInt8](entry.payload))
    }
}

/// As section "Bundles" of `proto/README.md` has it; and why these are none.
private func plainEntries(_ bytes: [UInt8]) -> (entries: [PlainEntry], fault: String?) {
    guard !bytes.isEmpty else { return ([], "there is nothing in it") }
    guard bytes.count <= 8_192 else { return ([], "there is too much in it") }
    var entries: [PlainEntry] = []
    var rest = bytes[...]
    while !rest.isEmpty {
        let head = rest.prefix(12).map(Int.init)
        guard head.count == 12 else { return ([], "half a head") }
        guard 16...31 ~= head[3] else { return ([], "a message of no call") }
        let envelope = head[6] | head[7] << 8
        let payload = head[8] | head[9] << 8 | head[10] << 16 | head[11] << 24
        let body = rest.dropFirst(12).prefix(envelope + payload)
        guard body.count == envelope + payload else { return ([], "half an entry") }
        entries.append(
            PlainEntry(
                preamble: [UInt8](rest.prefix(8)), envelope: [UInt8](body.prefix(envelope)),
                payload: [UInt8](body.dropFirst(envelope))))
        rest = rest.dropFirst(12 + body.count)
    }
    return (entries, nil)
}

/// The hand-written codec against protobuf-c, and against itself as gateways read.
func checkEnvelope(_ bytes: [UInt8]) throws(BrokenPromise) -> String? {
    let envelope: MeshRPC.Envelope
    do throws(EnvelopeFault) {
        envelope = try decoded(bytes)
    } catch {
        return "\(error)"
    }
    guard let oracle = govmesh__mesh__v1__envelope__unpack(nil, bytes.count, bytes) else {
        throw BrokenPromise("protobuf-c refuses it")
    }
    defer { govmesh__mesh__v1__envelope__free_unpacked(oracle, nil) }
    try compare(envelope, oracle.pointee)
    let written = encoded(envelope)
    guard let again = try? decoded(written) else { throw BrokenPromise("written it is refused") }
    try require(again == envelope && encoded(again) == written, "written twice it differs")
    try checkHop(bytes, envelope)
    return nil
}

private func compare(
    _ own: MeshRPC.Envelope, _ other: Govmesh__Mesh__V1__Envelope
) throws(BrokenPromise) {
    try require(own.callID == other.call_id && own.session == other.session, "call_id or session")
    try require(own.timeoutMicroseconds ?? 0 == other.timeout_us, "timeout_us")
    try require(own.sessionSequence == other.session_seq, "session_seq")
    try require(own.attempt == other.attempt && own.hops == other.hops, "attempt or hops")
    try require(own.streamSequence == other.stream_seq, "stream_seq")
    try require(own.creditMessages == other.credit_messages, "credit_messages")
    try require(own.creditBytes == other.credit_bytes, "credit_bytes")
    try require(own.priority == other.priority, "priority")
    try require(own.service == text(other.service), "service")
    try require(own.method == text(other.method), "method")
    try require(own.routingKey == text(other.routing_key), "routing_key")
    try require(own.idempotencyKey.count == other.idempotency_key.len, "idempotency_key")
    try require(own.requestDigest.count == other.request_digest.len, "request_digest")
    try require(own.metadata.count == other.n_metadata, "metadata")
    try require((own.status == nil) == (other.status == nil), "status")
    try require((own.caller == nil) == (other.caller == nil), "caller")
    if let caller = other.caller {
        try require(own.caller?.principal == text(caller.pointee.principal), "principal")
    }
}

private func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
}

/// A gateway reads the same, and what it passes on can be read and names only the caller it knows.
private func checkHop(
    _ bytes: [UInt8], _ envelope: MeshRPC.Envelope
) throws(BrokenPromise) {
    let rewritten = bytes.withUnsafeBytes { bytes -> [UInt8]? in
        guard let header = try? CallHeader(bytes), header.callID == envelope.callID,
            (try? header.metadata(in: bytes)) == envelope.metadata
        else { return nil }
        var writer = ByteWriter(capacity: 2 * Preamble.envelopeLimit)
        HopFields(
            callID: 7, session: 8, sessionSequence: 9, hops: 1,
            caller: CallerIdentity(principal: "true").field
        ).rewrite(bytes, keeping: header.kept, to: &writer)
        return [UInt8](writer.bytes)
    }
    guard let rewritten else { throw BrokenPromise("a gateway reads it otherwise") }
    guard rewritten.count <= Preamble.envelopeLimit else { return }
    guard let passed = try? decoded(rewritten) else {
        throw BrokenPromise("passed on it is refused")
    }
    try require(passed.callID == 7 && passed.session == 8, "passed on under a wrong number")
    try require(
        passed.caller == CallerIdentity(principal: "true"), "passed on with a forged caller")
    try require(
        passed.unknown == envelope.unknown && passed.status == envelope.status,
        "passed on it lost something")
}

private func encoded(_ envelope: MeshRPC.Envelope) -> [UInt8] {
    var writer = ByteWriter(capacity: 2 * Preamble.envelopeLimit)
    envelope.write(to: &writer)
    return [UInt8](writer.bytes)
}

private func decoded(_ bytes: [UInt8]) throws(EnvelopeFault) -> MeshRPC.Envelope {
    let result = bytes.withUnsafeBytes { bytes in
        Result { () throws(EnvelopeFault) in try MeshRPC.Envelope(bytes) }
    }
    return try result.get()
}

/// What is read of the envelope of a call's frame, without a copy: texts and sub-messages are
/// named by where they stand.
///
/// Gateway, worker and caller read frames of calls this way; frames of sessions, of which there are
/// few, become an ``Envelope``.
public struct CallHeader: Sendable {
    /// Where content stands in the envelope, which is shorter than 64 KiB.
    public struct Part: Sendable {
        public private(set) var start: UInt16 = 0
        public private(set) var count: UInt16 = 0

        init() {}

        init(_ range: Range<Int>) {
            self.start = UInt16(truncatingIfNeeded: range.lowerBound)
            self.count = UInt16(truncatingIfNeeded: range.count)
        }

        public var isEmpty: Bool { self.count == 0 }

        public func bytes(in envelope: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(
                rebasing: envelope[Int(self.start)..<Int(self.start) + Int(self.count)])
        }
    }

    /// Of the preamble before.
    public var flags: MessageFlags = []
    public var callID: UInt64 = 0
    public var session: UInt64 = 0
    public var sessionSequence: UInt64 = 0
    public var timeoutMicroseconds: UInt64?
    public var hops: UInt32 = 0
    public var attempt: UInt32 = 0
    public var streamSequence: UInt32 = 0
    public var priority: UInt32 = 0
    public var creditMessages: UInt64 = 0
    public var creditBytes: UInt64 = 0
    public private(set) var service = Part()
    public private(set) var method = Part()
    public private(set) var routingKey = Part()
    public private(set) var idempotencyKey = Part()
    public private(set) var trace = Part()
    public private(set) var status = Part()
    public private(set) var caller = Part()
    public private(set) var requestDigest = Part()
    public private(set) var hello = Part()
    public private(set) var metadataEntries = 0
    /// Which bytes a gateway passes on untouched.
    public private(set) var kept = KeptRanges()

    public init() {}

    /// Checks the whole envelope against the protocol's bounds and reads the header.
    public init(
        _ bytes: UnsafeRawBufferPointer, flags: MessageFlags = []
    ) throws(EnvelopeFault) {
        guard bytes.count <= Preamble.envelopeLimit else { throw .tooMuch(field: 0) }
        self.flags = flags
        var reader = FieldReader(bytes)
        var metadataBytes = 0
        var unknown = 0
        var unknownBytes = 0
        while let field = try reader.next() {
            let end = reader.position
            if !HopFields.isRewritten(field.number) { self.kept.add(end - field.whole.count..<end) }
            switch field.number {
            case 1: self.callID = try field.number()
            case 2: self.session = try field.fixed()
            case 3: self.service = try field.textPart(EnvelopeLimit.serviceBytes, end)
            case 4: self.method = try field.textPart(EnvelopeLimit.methodBytes, end)
            case 5: self.timeoutMicroseconds = try field.number()
            case 6: self.sessionSequence = try field.number()
            case 7: self.attempt = try field.small()
            case 8: self.streamSequence = try field.small()
            case 9: self.creditMessages = try field.number()
            case 10: self.creditBytes = try field.number()
            case 11: self.idempotencyKey = try field.part(EnvelopeLimit.keyBytes, end)
            case 12: self.trace = try field.part(EnvelopeLimit.traceBytes, end)
            case 13: self.status = try field.only(self.status, end)
            case 14:
                self.metadataEntries += 1
                metadataBytes += try field.body().count
            case 15: self.priority = try field.small()
            case 17: self.routingKey = try field.textPart(EnvelopeLimit.serviceBytes, end)
            case 21: self.caller = try field.only(self.caller, end)
            case 22: self.hops = try field.small()
            case 25: self.requestDigest = try field.part(EnvelopeLimit.digestBytes, end)
            case 27: self.hello = try field.only(self.hello, end)
            case 16...23, 25...28, 30: break
            default:
                unknown += 1
                unknownBytes += field.whole.count
            }
        }
        guard self.metadataEntries <= EnvelopeLimit.metadataEntries,
            metadataBytes <= EnvelopeLimit.metadataBytes
        else { throw .tooMuch(field: 14) }
        guard unknown <= EnvelopeLimit.unknownFields, unknownBytes <= EnvelopeLimit.unknownBytes
        else { throw .tooMuch(field: 0) }
    }

    /// The entries of field 14, which most frames do not have.
    public func metadata(in envelope: UnsafeRawBufferPointer) throws(EnvelopeFault) -> [Metadata] {
        guard self.metadataEntries > 0 else { return [] }
        var entries: [Metadata] = []
        var reader = FieldReader(envelope)
        while let field = try reader.next() {
            if field.number == 14 { entries.append(try Metadata(try field.body())) }
        }
        return entries
    }
}

extension CallHeader {
    /// Whether END says that the worker's own runtime failed, and not the call.
    public func blamesWorker(in envelope: UnsafeRawBufferPointer) throws(EnvelopeFault) -> Bool {
        guard !self.status.isEmpty else { return false }
        let status = try RPCFailure(self.status.bytes(in: envelope))
        guard status.origin == .worker else { return false }
        switch status.code {
        // A worker that takes no caller's identity has the wrong time or keys.
        case .unknown, .internal, .unavailable, .dataLoss, .unauthenticated: return true
        case .ok, .cancelled, .invalidArgument, .deadlineExceeded, .notFound, .alreadyExists,
            .permissionDenied, .resourceExhausted, .failedPrecondition, .aborted, .outOfRange,
            .unimplemented:
            return false
        }
    }
}

extension Field {
    fileprivate func part(
        _ limit: Int, _ end: Int
    ) throws(EnvelopeFault) -> CallHeader.Part {
        let body = try self.body(limit)
        return CallHeader.Part(end - body.count..<end)
    }

    fileprivate func textPart(
        _ limit: Int, _ end: Int
    ) throws(EnvelopeFault) -> CallHeader.Part {
        try self.checkText()
        return try self.part(limit, end)
    }

    /// A sub-message that may come once.
    fileprivate func only(
        _ earlier: CallHeader.Part, _ end: Int
    ) throws(EnvelopeFault) -> CallHeader.Part {
        guard earlier.start == 0 else { throw .repeated(field: self.number) }
        return try self.part(.max, end)
    }
}

extension CallerIdentity {
    /// Field 21 of an envelope, made once for each session.
    public var field: [UInt8] {
        var writer = ByteWriter()
        writer.message(21) { self.write(to: &$0) }
        return [UInt8](writer.bytes)
    }
}

/// The fields a gateway writes anew on each hop.
public struct HopFields: Sendable {
    public var callID: UInt64
    public var session: UInt64
    public var sessionSequence: UInt64
    public var timeoutMicroseconds: UInt64?
    public var hops: UInt32
    /// The field `caller` as ``CallerIdentity/field`` made it; empty for none.
    public var caller: [UInt8]

    public init(
        callID: UInt64, session: UInt64, sessionSequence: UInt64,
        timeoutMicroseconds: UInt64? = nil, hops: UInt32 = 0, caller: [UInt8] = []
    ) {
        self.callID = callID
        self.session = session
        self.sessionSequence = sessionSequence
        self.timeoutMicroseconds = timeoutMicroseconds
        self.hops = hops
        self.caller = caller
    }

    /// Whether the field of this number is written anew, or taken off, on each hop.
    static func isRewritten(_ field: UInt64) -> Bool {
        switch field {
        case 1, 2, 5, 6, 21, 22, 27: true
        default: false
        }
    }

    /// Writes `received` for the next hop: these fields replaced, a caller's claim about who it is
    /// stripped, all others byte for byte.
    ///
    /// - Parameter kept: What ``CallHeader/init(_:)`` found in `received`.
    public func rewrite(
        _ received: UnsafeRawBufferPointer, keeping kept: KeptRanges,
        to writer: inout ByteWriter
    ) {
        writer.number(1, self.callID)
        writer.fixed(2, self.session)
        if let timeout = self.timeoutMicroseconds {
            writer.varint(5 << 3)
            writer.varint(timeout)
        }
        writer.number(6, self.sessionSequence)
        self.caller.withUnsafeBytes { writer.raw($0) }
        writer.number(22, UInt64(self.hops))
        kept.copy(from: received, to: &writer)
    }
}

/// Ranges of an envelope that a gateway passes on; neighbours are joined.
///
/// Three suffice for what writers of this protocol send; an envelope with more is walked again.
public struct KeptRanges: Sendable {
    private var first = CallHeader.Part()
    private var second = CallHeader.Part()
    private var third = CallHeader.Part()
    private var isScattered = false

    public init() {}

    mutating func add(_ range: Range<Int>) {
        guard
            !Self.join(&self.first, range), !Self.join(&self.second, range),
            !Self.join(&self.third, range)
        else { return }
        self.isScattered = true
    }

    func copy(from bytes: UnsafeRawBufferPointer, to writer: inout ByteWriter) {
        guard !self.isScattered else { return Self.walk(bytes, to: &writer) }
        writer.raw(self.first.bytes(in: bytes))
        if !self.second.isEmpty { writer.raw(self.second.bytes(in: bytes)) }
        if !self.third.isEmpty { writer.raw(self.third.bytes(in: bytes)) }
    }

    /// The envelope was read before, so it cannot fail now.
    private static func walk(_ bytes: UnsafeRawBufferPointer, to writer: inout ByteWriter) {
        var reader = FieldReader(bytes)
        while let field = try? reader.next() {
            if !HopFields.isRewritten(field.number) { writer.raw(field.whole) }
        }
    }

    /// - Returns: whether `range` stands at the end of `part`, or `part` was empty.
    private static func join(_ part: inout CallHeader.Part, _ range: Range<Int>) -> Bool {
        let start = part.isEmpty ? range.lowerBound : Int(part.start)
        guard part.isEmpty || start + Int(part.count) == range.lowerBound else { return false }
        part = CallHeader.Part(start..<range.upperBound)
        return true
    }
}

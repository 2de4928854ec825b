/// What a gateway reads of a call's envelope; everything else passes through untouched.
public struct CallHeader: Sendable, Hashable {
    public var callID: UInt64 = 0
    public var session: UInt64 = 0
    public var sessionSequence: UInt64 = 0
    public var service = ""
    public var routingKey = ""
    public var timeoutMicroseconds: UInt64?
    public var hops: UInt32 = 0

    public init() {}

    /// Checks the whole envelope against the protocol's bounds and reads the header.
    public init(_ bytes: UnsafeRawBufferPointer) throws(EnvelopeFault) {
        var reader = FieldReader(bytes)
        var metadata = 0
        var metadataBytes = 0
        var unknown = 0
        var unknownBytes = 0
        while let field = try reader.next() {
            switch field.number {
            case 1: self.callID = try field.number()
            case 2: self.session = try field.fixed()
            case 3: self.service = try field.text(EnvelopeLimit.serviceBytes)
            case 4: _ = try field.body(EnvelopeLimit.methodBytes)
            case 5: self.timeoutMicroseconds = try field.number()
            case 6: self.sessionSequence = try field.number()
            case 11: _ = try field.body(EnvelopeLimit.keyBytes)
            case 14:
                metadata += 1
                metadataBytes += try field.body().count
            case 17: self.routingKey = try field.text(EnvelopeLimit.serviceBytes)
            case 22: self.hops = try field.small()
            case 7...30: break
            default:
                unknown += 1
                unknownBytes += field.whole.count
            }
        }
        guard metadata <= EnvelopeLimit.metadataEntries,
            metadataBytes <= EnvelopeLimit.metadataBytes
        else { throw .tooMuch(field: 14) }
        guard unknown <= EnvelopeLimit.unknownFields, unknownBytes <= EnvelopeLimit.unknownBytes
        else { throw .tooMuch(field: 0) }
    }
}

/// The fields a gateway writes anew on each hop.
public struct HopFields: Sendable, Hashable {
    public var callID: UInt64
    public var session: UInt64
    public var sessionSequence: UInt64
    public var timeoutMicroseconds: UInt64?
    public var hops: UInt32
    public var caller: CallerIdentity?

    public init(
        callID: UInt64, session: UInt64, sessionSequence: UInt64,
        timeoutMicroseconds: UInt64? = nil, hops: UInt32 = 0, caller: CallerIdentity? = nil
    ) {
        self.callID = callID
        self.session = session
        self.sessionSequence = sessionSequence
        self.timeoutMicroseconds = timeoutMicroseconds
        self.hops = hops
        self.caller = caller
    }

    /// Writes `received` for the next hop: these fields replaced, a caller's claim about who it is
    /// stripped, all others byte for byte.
    ///
    /// `received` must have been accepted by ``CallHeader/init(_:)``.
    public func rewrite(_ received: UnsafeRawBufferPointer, to writer: ByteWriter) {
        writer.number(1, self.callID)
        writer.fixed(2, self.session)
        if let timeout = self.timeoutMicroseconds {
            writer.varint(5 << 3)
            writer.varint(timeout)
        }
        writer.number(6, self.sessionSequence)
        if let caller = self.caller { writer.message(21) { caller.write(to: writer) } }
        writer.number(22, UInt64(self.hops))
        var reader = FieldReader(received)
        while let field = Self.next(&reader) {
            switch field.number {
            case 1, 2, 5, 6, 21, 22: continue
            default: writer.raw(field.whole)
            }
        }
    }

    private static func next(_ reader: inout FieldReader) -> Field? {
        do {
            return try reader.next()
        } catch {
            // Cannot happen after the header was read; what follows a fault is not forwarded.
            return nil
        }
    }
}

/// What a gateway reads of a call's envelope; everything else passes through untouched.
public struct CallHeader: Sendable, Hashable {
    public var callID: UInt64 = 0
    public var session: UInt64 = 0
    public var sessionSequence: UInt64 = 0
    public var service = ""
    public var routingKey = ""
    public var timeoutMicroseconds: UInt64?
    public var hops: UInt32 = 0
    /// Which bytes pass through untouched.
    public var kept = KeptRanges()

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
            case 1, 2, 5, 6, 21, 22: break
            default: self.kept.add(reader.position - field.whole.count..<reader.position)
            }
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

extension CallerIdentity {
    /// Field 21 of an envelope, made once for each session.
    public var field: [UInt8] {
        var writer = ByteWriter()
        writer.message(21) { self.write(to: &$0) }
        return [UInt8](writer.bytes)
    }
}

/// The fields a gateway writes anew on each hop.
public struct HopFields: Sendable, Hashable {
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
/// A few suffice for what writers of this protocol send; more go to a list.
public struct KeptRanges: Sendable, Hashable {
    private var first = 0..<0
    private var second = 0..<0
    private var third = 0..<0
    private var others: [Range<Int>] = []

    public init() {}

    mutating func add(_ range: Range<Int>) {
        if self.first.isEmpty || self.first.upperBound == range.lowerBound {
            Self.join(&self.first, range)
        } else if self.second.isEmpty || self.second.upperBound == range.lowerBound {
            Self.join(&self.second, range)
        } else if self.third.isEmpty || self.third.upperBound == range.lowerBound {
            Self.join(&self.third, range)
        } else {
            self.others.append(range)
        }
    }

    func copy(from bytes: UnsafeRawBufferPointer, to writer: inout ByteWriter) {
        writer.raw(UnsafeRawBufferPointer(rebasing: bytes[self.first]))
        writer.raw(UnsafeRawBufferPointer(rebasing: bytes[self.second]))
        writer.raw(UnsafeRawBufferPointer(rebasing: bytes[self.third]))
        for range in self.others { writer.raw(UnsafeRawBufferPointer(rebasing: bytes[range])) }
    }

    private static func join(_ range: inout Range<Int>, _ next: Range<Int>) {
        range = (range.isEmpty ? next.lowerBound : range.lowerBound)..<next.upperBound
    }
}

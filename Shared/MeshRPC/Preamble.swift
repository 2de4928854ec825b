public import MeshTransport

/// What a message is for; protocol section 2.2.
public enum Kind: UInt8, Sendable, CaseIterable {
    case hello = 1
    case welcome = 2
    case goaway = 3
    case ping = 4
    case pong = 5
    /// Opened by the socket; only one that cannot be read comes further.
    case bundle = 6
    case request = 16
    case headers = 17
    case data = 18
    case halfClose = 19
    case credit = 20
    case cancel = 21
    case end = 22
    case started = 23
    case refused = 24
    case keep = 25
    case ready = 32
    case capacity = 33
    case drain = 34
    case drained = 35
    case goodbye = 36
    case event = 48
    case eventHint = 49
    case fetch = 50
    case batch = 51
    case ack = 52

    /// Whether a message of this kind belongs to one call, and not to the session.
    public var isOfCall: Bool {
        (Self.request.rawValue...Self.keep.rawValue).contains(self.rawValue)
    }
}

/// Bytes 4 and 5 of a preamble.
public struct MessageFlags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// On DATA: nothing follows, as HALF_CLOSE or END would say.
    public static let endOfStream = MessageFlags(rawValue: 0x0002)
    /// What a receiver that does not know it may ignore; a gateway passes it on.
    public static let ignorable = MessageFlags(rawValue: 0x00FF)

    /// What a receiver must understand; this version understands none.
    public var demands: MessageFlags { self.subtracting(.ignorable) }
}

/// Frame 0: eight bytes that say how to read the rest.
public struct Preamble: Sendable, Hashable {
    /// `MZ`, little endian.
    public static let magic: UInt16 = 0x5A4D
    public static let major: UInt8 = 1

    public var major: UInt8
    public var kind: UInt8
    public var flags: MessageFlags
    public var envelopeLength: UInt16

    public init(_ kind: Kind, envelopeLength: Int, flags: MessageFlags = []) {
        self.major = Self.major
        self.kind = kind.rawValue
        self.flags = flags
        self.envelopeLength = UInt16(clamping: envelopeLength)
    }

    /// - Returns: `nil` when the first two bytes are not the magic.
    public init?(word: UInt64) {
        guard UInt16(truncatingIfNeeded: word) == Self.magic else { return nil }
        self.major = UInt8(truncatingIfNeeded: word >> 16)
        self.kind = UInt8(truncatingIfNeeded: word >> 24)
        self.flags = MessageFlags(rawValue: UInt16(truncatingIfNeeded: word >> 32))
        self.envelopeLength = UInt16(truncatingIfNeeded: word >> 48)
    }

    /// The eight bytes as a little-endian number.
    public var word: UInt64 {
        UInt64(Self.magic) | UInt64(self.major) << 16 | UInt64(self.kind) << 24
            | UInt64(self.flags.rawValue) << 32 | UInt64(self.envelopeLength) << 48
    }
}

/// Why a message cannot be read.
public enum FrameViolation: Error, Sendable, Hashable {
    /// Not three frames with a preamble of eight bytes, or not the magic.
    case foreign
    case foreignMajor(UInt8)
    /// The preamble lies about the envelope's length.
    case length
    case envelopeTooLarge
    case unknownKind(UInt8)
}

extension Preamble {
    /// The longest envelope, in bytes.
    public static let envelopeLimit = 16_384

    /// Checks the shape of `message` before anything is allocated for it; what its flags demand is
    /// for the receiver to look at.
    public static func check(_ message: Message) throws(FrameViolation) -> (Kind, Preamble) {
        try self.check(
            word: message.preamble, isWellFormed: message.isWellFormed,
            envelopeBytes: message.envelope.count)
    }

    public static func check(
        word: UInt64, isWellFormed: Bool, envelopeBytes: Int
    ) throws(FrameViolation) -> (Kind, Preamble) {
        guard isWellFormed, let preamble = Preamble(word: word) else { throw .foreign }
        guard preamble.major == Self.major else { throw .foreignMajor(preamble.major) }
        guard Int(preamble.envelopeLength) == envelopeBytes else { throw .length }
        guard envelopeBytes <= Self.envelopeLimit else { throw .envelopeTooLarge }
        guard let kind = Kind(rawValue: preamble.kind) else { throw .unknownKind(preamble.kind) }
        return (kind, preamble)
    }
}

extension RPCFailure {
    /// A message with flags that must be understood and are not.
    public static func notUnderstood(_ flags: MessageFlags, origin: Origin) -> RPCFailure {
        RPCFailure(
            .unimplemented,
            "flags 0x\(String(flags.demands.rawValue, radix: 16)) must be understood and are not; "
                + "send the call without them",
            verdict: .doNotRetry, origin: origin)
    }
}

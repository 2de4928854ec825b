/// What no message may exceed, whatever its contract says.
public enum WireLimit {
    /// Levels of nesting, the message itself included.
    public static let depth = 100
    /// Elements of repeated fields in one message, its sub-messages counted on their own.
    public static let elements = 65_536
    /// Fields the contract does not know, in one message.
    public static let unknownFields = 16
    /// Bytes of those fields, in one message.
    public static let unknownBytes = 2048
    /// Memory that protobuf-c will need for the result, in bytes.
    public static let heapBytes = 64 << 20
}

/// Bounds of calls and their streams; protocol sections 2.5, 2.7 and 2.15.
public enum CallLimit {
    /// The longest time for a call, in microseconds.
    public static let longestCall: Int64 = 600_000_000
    /// The longest time for a call that streams its answers, in microseconds.
    public static let longestStream: Int64 = 86_400_000_000
    /// One message of a stream, in bytes.
    public static let messageBytes = 1024 * 1024
    /// What a receiver of a stream grants beyond what it has read, in messages and bytes.
    public static let windowMessages: UInt64 = 1_024
    public static let windowBytes: UInt64 = 256 * 1024
    /// How long a sender waits for credit before it gives up on the receiver, in microseconds.
    public static let slowConsumer: Int64 = 30_000_000
}

/// What the sender of a stream may send: absolute totals, so that a lost or repeated grant does no
/// harm and the newest wins.
public struct CreditGate: Sendable {
    public private(set) var messages: UInt64 = 0
    public private(set) var bytes: UInt64 = 0
    public private(set) var sentMessages: UInt64 = 0
    public private(set) var sentBytes: UInt64 = 0
    /// The first grant.
    private var window: UInt64 = 0

    public init() {}

    public mutating func raise(messages: UInt64, bytes: UInt64) {
        if self.bytes == 0 { self.window = bytes }
        self.messages = max(self.messages, messages)
        self.bytes = max(self.bytes, bytes)
    }

    /// Uses credit for a message of `size` bytes, if there is enough.
    ///
    /// A message larger than what is left may go when half of the window is: a receiver that has
    /// read everything grants that much, and a larger message could never go otherwise.
    public mutating func take(_ size: Int) -> Bool {
        guard self.sentMessages < self.messages, size <= CallLimit.messageBytes else {
            return false
        }
        let left = self.bytes > self.sentBytes ? self.bytes - self.sentBytes : 0
        guard UInt64(size) <= left || (left > 0 && left >= self.window / 2) else { return false }
        self.sentMessages += 1
        self.sentBytes += UInt64(size)
        return true
    }
}

/// What the receiver of a stream has granted; it grants anew when half of it was read.
public struct CreditGrant: Sendable {
    public private(set) var messages = CallLimit.windowMessages
    public private(set) var bytes = CallLimit.windowBytes
    private var readMessages: UInt64 = 0
    private var readBytes: UInt64 = 0

    public init() {}

    /// Notes that the application read a message; says whether the grant has grown.
    public mutating func read(_ size: Int) -> Bool {
        self.readMessages += 1
        self.readBytes += UInt64(size)
        let messages = self.readMessages + CallLimit.windowMessages
        let bytes = self.readBytes + CallLimit.windowBytes
        guard
            messages - self.messages >= CallLimit.windowMessages / 2
                || bytes - self.bytes >= CallLimit.windowBytes / 2
        else { return false }
        self.messages = messages
        self.bytes = bytes
        return true
    }
}

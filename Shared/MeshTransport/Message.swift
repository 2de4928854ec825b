import CZeroMQ
import Glibc

/// One message off a socket: routing id, preamble, envelope and payload.
///
/// libzmq's frames must not move in memory, so they live on the heap and this object owns them.
/// The object is confined to the loop that received it, so exclusive access needs no check at run
/// time; the same holds for what else a loop confines on the way of each message.
public final class Message {
    private let frames: UnsafeMutablePointer<zmq_msg_t>
    /// Where it came from on a ROUTER, 0 on a DEALER; never leaves the process.
    @exclusivity(unchecked) public internal(set) var routing: UInt64 = 0
    /// The first eight bytes of the preamble, little endian; 0 when it has another size.
    @exclusivity(unchecked) public internal(set) var preamble: UInt64 = 0
    /// Whether it had exactly three frames and a preamble of eight bytes.
    @exclusivity(unchecked) public internal(set) var isWellFormed = false
    /// Whether it came in a bundle; then its bytes are a copy in ``own``.
    @exclusivity(unchecked) public private(set) var isBundled = false
    @exclusivity(unchecked) private var own = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// The envelope's bytes; valid as long as the message.
    @exclusivity(unchecked) public private(set) var envelope = UnsafeRawBufferPointer(
        start: nil, count: 0)
    /// The payload's bytes; valid as long as the message and until it is sent on.
    @exclusivity(unchecked) public private(set) var payload = UnsafeRawBufferPointer(
        start: nil, count: 0)
    /// Where it goes when it is done with.
    @exclusivity(unchecked) fileprivate var pool: MessagePool?
    /// The frames after the third, where the socket keeps them.
    @exclusivity(unchecked) private(set) var tail: [[UInt8]] = []

    init() {
        self.frames = .allocate(capacity: 2)
        zmq_msg_init(self.frames)
        zmq_msg_init(self.frames + 1)
    }

    /// A message made here, for tests and for answers that wait.
    public init(payload: [UInt8]) {
        self.frames = .allocate(capacity: 2)
        zmq_msg_init(self.frames)
        zmq_msg_init_size(self.frames + 1, payload.count)
        payload.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress {
                memcpy(zmq_msg_data(self.frames + 1), base, bytes.count)
            }
        }
        self.settle()
    }

    deinit {
        zmq_msg_close(self.frames)
        zmq_msg_close(self.frames + 1)
        self.frames.deallocate()
        self.own.deallocate()
    }

    /// Gives it back to the socket it came from; for whoever knows that nobody else refers to it.
    public func recycle() {
        self.pool.take()?.put(self)
    }

    /// Forgets what an earlier message left, except frames: libzmq frees those when it fills them.
    func reset() {
        self.routing = 0
        self.preamble = 0
        self.isWellFormed = false
        self.isBundled = false
        if !self.tail.isEmpty { self.tail = [] }
    }

    func keep(_ frame: UnsafeMutablePointer<zmq_msg_t>) {
        self.tail.append(
            [UInt8](
                UnsafeRawBufferPointer(start: zmq_msg_data(frame), count: zmq_msg_size(frame))))
    }

    /// ``routing`` as the frame that addresses an answer.
    var routingID: [UInt8] {
        withUnsafeBytes(of: self.routing.littleEndian) { Array($0.prefix(Int(self.routing >> 56))) }
    }

    var envelopeFrame: UnsafeMutablePointer<zmq_msg_t> { self.frames }
    var payloadFrame: UnsafeMutablePointer<zmq_msg_t> { self.frames + 1 }

    /// Takes note of what the frames hold.
    func settle() {
        self.envelope = Self.bytes(self.frames)
        self.payload = Self.bytes(self.frames + 1)
    }

    private static func bytes(_ frame: UnsafeMutablePointer<zmq_msg_t>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: zmq_msg_data(frame), count: zmq_msg_size(frame))
    }

    /// Becomes a copy of `entry`, a few bytes in memory that is used again and again.
    func copy(_ entry: Bundle.Entry, routing: UInt64) {
        let (envelope, payload) = (entry.envelope, entry.payload)
        if self.own.count < envelope.count + payload.count {
            self.own.deallocate()
            self.own = .allocate(byteCount: max(envelope.count + payload.count, 512), alignment: 8)
        }
        self.own.copyBytes(from: envelope)
        UnsafeMutableRawBufferPointer(rebasing: self.own[envelope.count...])
            .copyBytes(from: payload)
        let bytes = UnsafeRawBufferPointer(self.own)
        self.envelope = UnsafeRawBufferPointer(rebasing: bytes[..<envelope.count])
        self.payload = UnsafeRawBufferPointer(
            rebasing: bytes[envelope.count..<envelope.count + payload.count])
        self.routing = routing
        self.preamble = entry.preamble
        self.isWellFormed = true
        self.isBundled = true
    }
}

/// Messages of a socket to be used again: under load each would cost four allocations.
final class MessagePool {
    private static let most = 128
    /// In bytes; a larger one would keep its memory for nothing.
    private static let largest = 16_384
    @exclusivity(unchecked) private var spares: [Message] = []

    /// A message to be filled.
    func take() -> Message {
        let message = self.spares.popLast() ?? Message()
        message.reset()
        message.pool = self
        return message
    }

    func put(_ message: Message) {
        guard self.spares.count < Self.most,
            message.envelope.count + message.payload.count <= Self.largest
        else { return }
        self.spares.append(message)
    }
}

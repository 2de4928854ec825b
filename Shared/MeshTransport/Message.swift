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
    }

    deinit {
        zmq_msg_close(self.frames)
        zmq_msg_close(self.frames + 1)
        self.frames.deallocate()
    }

    /// Forgets what an earlier message left, except frames: libzmq frees those when it fills them.
    func reset() {
        self.routing = 0
        self.preamble = 0
        self.isWellFormed = false
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

    /// The envelope's bytes; valid as long as the message.
    public var envelope: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: zmq_msg_data(self.frames), count: zmq_msg_size(self.frames))
    }

    /// The payload's bytes; valid as long as the message and until it is sent on.
    public var payload: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: zmq_msg_data(self.frames + 1), count: zmq_msg_size(self.frames + 1))
    }
}

public import CProtobuf
import Glibc

/// Memory for one message on its way in or out: taken in order, given back all at once.
///
/// One per thread. protobuf-c's own allocations go through ``allocator``, which answers NULL over
/// the byte budget, so a hostile message cannot take more.
public final class Arena {
    /// Bytes kept between uses.
    private static let keptBytes = 64 * 1024
    /// Three times ``WireLimit/heapBytes``: protobuf-c holds its field tables beside the result.
    private static let budget = 3 * WireLimit.heapBytes

    private let kept: UnsafeMutableRawPointer
    private var cursor: UnsafeMutableRawPointer
    private var room: Int
    private var extra: [UnsafeMutableRawPointer] = []
    private var spent = 0
    private var uses = 0
    /// What protobuf-c calls; on the heap so that its address stays.
    private let allocator = UnsafeMutablePointer<ProtobufCAllocator>.allocate(capacity: 1)

    private init() {
        self.kept = .allocate(byteCount: Self.keptBytes, alignment: 16)
        self.cursor = self.kept
        self.room = Self.keptBytes
        self.allocator.initialize(
            to: ProtobufCAllocator(
                alloc: { owner, count in
                    guard let owner else { return nil }
                    return Unmanaged<Arena>.fromOpaque(owner).takeUnretainedValue()
                        .takeWithinBudget(count)
                },
                free: { _, _ in },
                allocator_data: Unmanaged.passUnretained(self).toOpaque()))
    }

    deinit {
        self.empty()
        self.kept.deallocate()
        self.allocator.deallocate()
    }

    /// The key under which a thread finds its arena; the thread's end releases it.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        let status = pthread_key_create(&key) { arena in
            if let arena { Unmanaged<Arena>.fromOpaque(arena).release() }
        }
        precondition(status == 0, "no thread-local storage left")
        return key
    }()

    /// Runs `body` with this thread's arena; what was taken from it is gone afterwards.
    public static func use<Result, Failure: Error>(
        _ body: (Arena) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let arena: Arena
        if let known = pthread_getspecific(self.key) {
            arena = Unmanaged<Arena>.fromOpaque(known).takeUnretainedValue()
        } else {
            arena = Arena()
            pthread_setspecific(self.key, Unmanaged.passRetained(arena).toOpaque())
        }
        arena.uses += 1
        defer {
            arena.uses -= 1
            if arena.uses == 0 { arena.empty() }
        }
        return try body(arena)
    }

    private func empty() {
        for block in self.extra { block.deallocate() }
        self.extra.removeAll()
        self.cursor = self.kept
        self.room = Self.keptBytes
        self.spent = 0
    }

    private func takeWithinBudget(_ count: Int) -> UnsafeMutableRawPointer? {
        guard count >= 0, count <= Self.budget - self.spent else { return nil }
        return self.take(count)
    }

    /// `count` bytes, aligned to 16, not initialised.
    func take(_ count: Int) -> UnsafeMutableRawPointer {
        let rounded = (count + 15) & ~15
        if rounded > self.room {
            let size = max(rounded, min(Self.keptBytes << min(self.extra.count, 8), 1 << 24))
            self.cursor = .allocate(byteCount: size, alignment: 16)
            self.extra.append(self.cursor)
            self.room = size
        }
        let start = self.cursor
        self.cursor += rounded
        self.room -= rounded
        self.spent += rounded
        return start
    }
}

// MARK: - In

extension Arena {
    /// Checks `wire` against its descriptor and unpacks it; the pointer dies with this use.
    ///
    /// - Throws: ``WireFailure`` with field, offset and rule.
    public func unpack(
        _ wire: [UInt8], as descriptor: UnsafePointer<ProtobufCMessageDescriptor>
    ) throws(WireFailure) -> UnsafePointer<ProtobufCMessage> {
        try Preflight.check(wire, as: descriptor, in: self)
        let message = wire.withUnsafeBufferPointer { bytes in
            protobuf_c_message_unpack(
                descriptor, self.allocator, bytes.count,
                bytes.baseAddress ?? UnsafePointer(self.kept.assumingMemoryBound(to: UInt8.self)))
        }
        guard let message else {
            throw WireFailure(field: "", offset: 0, rule: "needs more memory than a message may")
        }
        return UnsafePointer(message)
    }
}

// MARK: - Out

extension Arena {
    /// A fresh C struct with its defaults.
    public func make<Struct>(
        _ initialise: (UnsafeMutablePointer<Struct>?) -> Void
    ) -> UnsafeMutablePointer<Struct> {
        let made = self.take(MemoryLayout<Struct>.size).bindMemory(to: Struct.self, capacity: 1)
        initialise(made)
        return made
    }

    /// A C string.
    ///
    /// A NUL cannot be carried: U+FFFD stands for it, so that nothing after it is lost.
    public func text(_ text: String) -> UnsafeMutablePointer<CChar> {
        var text = text
        if text.utf8.contains(0) { text = String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 }) }
        return text.withUTF8 { source in
            let copy = self.take(source.count + 1)
            if let start = source.baseAddress {
                copy.copyMemory(from: start, byteCount: source.count)
            }
            copy.storeBytes(of: 0, toByteOffset: source.count, as: UInt8.self)
            return copy.bindMemory(to: CChar.self, capacity: source.count + 1)
        }
    }

    public func octets(_ octets: [UInt8]) -> ProtobufCBinaryData {
        let copy = self.take(octets.count)
        octets.withUnsafeBytes { source in
            if let start = source.baseAddress {
                copy.copyMemory(from: start, byteCount: source.count)
            }
        }
        return ProtobufCBinaryData(
            len: octets.count, data: copy.bindMemory(to: UInt8.self, capacity: octets.count))
    }

    /// A C array and its count.
    public func list<Value, Element>(
        _ values: [Value], _ convert: (Value) -> Element
    ) -> (Int, UnsafeMutablePointer<Element>?) {
        guard !values.isEmpty else { return (0, nil) }
        let start = self.take(values.count * MemoryLayout<Element>.stride)
            .bindMemory(to: Element.self, capacity: values.count)
        for (index, value) in values.enumerated() {
            (start + index).initialize(to: convert(value))
        }
        return (values.count, start)
    }

    /// The canonical bytes of a C struct.
    public func pack(_ message: UnsafePointer<ProtobufCMessage>) -> [UInt8] {
        let size = protobuf_c_message_get_packed_size(message)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            if let start = buffer.baseAddress { count = protobuf_c_message_pack(message, start) }
        }
    }
}

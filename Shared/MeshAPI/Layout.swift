import CProtobuf
import MeshPrimitives
import MeshRPC
import MeshWire
import WireC

/// A message and its protobuf-c struct; generated.
///
/// The C types stay inside this module.
protocol Layout: WireMessage {
    associatedtype C

    /// protobuf-c's function that gives a struct its defaults and its descriptor.
    static func initialise(_ c: UnsafeMutablePointer<C>?)

    init(layout c: UnsafePointer<C>)

    func fill(_ c: UnsafeMutablePointer<C>, _ arena: Arena)
}

extension Layout {
    static func decode(_ wire: [UInt8]) throws(WireFailure) -> Self {
        try Arena.use { arena throws(WireFailure) in
            let descriptor = header(arena.make(Self.initialise)).pointee.descriptor
            guard let descriptor else { preconditionFailure("\(Self.fullName) has no descriptor") }
            let message = try arena.unpack(wire, as: descriptor)
            return Self(layout: UnsafeRawPointer(message).assumingMemoryBound(to: C.self))
        }
    }

    func encode() -> [UInt8] {
        Arena.use { arena in arena.pack(header(arena.message(self))) }
    }
}

/// The head every protobuf-c struct starts with.
private func header<Struct>(
    _ message: UnsafeMutablePointer<Struct>
) -> UnsafePointer<ProtobufCMessage> {
    UnsafeRawPointer(message).assumingMemoryBound(to: ProtobufCMessage.self)
}

/// Swift values from protobuf-c's; everything was checked before.
enum FromC {
    static func text(_ text: UnsafeMutablePointer<CChar>?) -> String {
        text.map { String(cString: $0) } ?? ""
    }

    static func octets(_ octets: ProtobufCBinaryData) -> [UInt8] {
        [UInt8](UnsafeBufferPointer(start: octets.data, count: octets.len))
    }

    static func value<Enum: WireEnum>(_ number: some FixedWidthInteger) -> Enum {
        guard let value = Enum(rawValue: Int32(truncatingIfNeeded: number)) else {
            preconditionFailure("preflight let an unknown enum value pass")
        }
        return value
    }

    static func message<M: Layout>(_ message: UnsafeMutablePointer<M.C>?) -> M? {
        message.map { M(layout: $0) }
    }

    /// Microseconds; what is finer is cut off.
    static func instant(_ timestamp: UnsafeMutablePointer<Google__Protobuf__Timestamp>?) -> Instant?
    {
        guard let timestamp = timestamp?.pointee else { return nil }
        return Instant(
            microseconds: timestamp.seconds * 1_000_000 + Int64(timestamp.nanos / 1000))
    }

    static func list<Element, Value>(
        _ count: Int, _ start: UnsafeMutablePointer<Element>?, _ convert: (Element) -> Value
    ) -> [Value] {
        UnsafeBufferPointer(start: start, count: count).map(convert)
    }

    static func messages<M: Layout>(
        _ count: Int, _ start: UnsafeMutablePointer<UnsafeMutablePointer<M.C>?>?
    ) -> [M] {
        UnsafeBufferPointer(start: start, count: count).compactMap { Self.message($0) }
    }
}

extension RawRepresentable<Int32> {
    /// The number as protobuf-c's enum holds it: signed only when a value is negative.
    func cValue<Number: FixedWidthInteger>() -> Number { Number(truncatingIfNeeded: self.rawValue) }
}

extension Arena {
    func message<M: Layout>(_ message: M) -> UnsafeMutablePointer<M.C> {
        let c = self.make(M.initialise)
        message.fill(c, self)
        return c
    }

    func instant(_ instant: Instant) -> UnsafeMutablePointer<Google__Protobuf__Timestamp> {
        let c = self.make(google__protobuf__timestamp__init)
        // Rounded down, because nanoseconds are never negative.
        let micro = ((instant.microseconds % 1_000_000) + 1_000_000) % 1_000_000
        c.pointee.seconds = (instant.microseconds - micro) / 1_000_000
        c.pointee.nanos = Int32(micro * 1000)
        return c
    }
}

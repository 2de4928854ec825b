import CProtobuf

/// Checks bytes against a descriptor before protobuf-c allocates for them.
///
/// Iterative and without allocation of its own: the stack of messages lives in the arena. What
/// passes, protobuf-c accepts; protobuf-c itself limits neither depth nor memory and reads strings
/// up to the first NUL.
struct Preflight {
    /// One message being read.
    struct Frame {
        var descriptor: UnsafePointer<ProtobufCMessageDescriptor>
        /// The field of the enclosing message that holds it.
        var holder: UnsafePointer<ProtobufCFieldDescriptor>?
        /// Offset of the tag that opened it.
        var tag: Int
        var start: Int
        var end: Int
        var elements = 0
        var unknownFields = 0
        var unknownBytes = 0
        /// The singular sub-messages seen, one bit per field.
        var seen: UInt128 = 0
        var isTimestamp: Bool
    }

    /// How a value is laid out.
    enum WireType: Int {
        case varint = 0
        case fixed64 = 1
        case bytes = 2
        case fixed32 = 5
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let frames: UnsafeMutablePointer<Frame>
    var depth = 0
    var at = 0
    private var heap = 0

    static func check(
        _ wire: [UInt8], as descriptor: UnsafePointer<ProtobufCMessageDescriptor>, in arena: Arena
    ) throws(WireFailure) {
        guard wire.count <= Int(Int32.max) else {
            throw WireFailure(field: "", offset: 0, rule: "longer than 2 GiB")
        }
        let frames = arena.take(WireLimit.depth * MemoryLayout<Frame>.stride)
            .bindMemory(to: Frame.self, capacity: WireLimit.depth)
        var failure: WireFailure?
        wire.withUnsafeBufferPointer { bytes in
            var preflight = Preflight(bytes: bytes, frames: frames)
            do throws(WireFailure) {
                try preflight.scan(descriptor)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, frames: UnsafeMutablePointer<Frame>) {
        self.bytes = bytes
        self.frames = frames
    }

    private mutating func scan(
        _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
    ) throws(WireFailure) {
        try self.enter(descriptor, holder: nil, tag: 0, end: self.bytes.count)
        while self.depth > 0 {
            if self.at == self.frames[self.depth - 1].end {
                self.depth -= 1
            } else {
                try self.field()
            }
        }
    }

    /// Opens a message that ends at `end`.
    private mutating func enter(
        _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
        holder: UnsafePointer<ProtobufCFieldDescriptor>?, tag: Int, end: Int
    ) throws(WireFailure) {
        guard self.depth < WireLimit.depth else {
            throw self.failure(holder, tag, "nested deeper than \(WireLimit.depth) levels")
        }
        precondition(descriptor.pointee.n_fields <= 128, "the generator allows 128 fields")
        try self.spend(descriptor.pointee.sizeof_message, holder, tag)
        (self.frames + self.depth).initialize(
            to: Frame(
                descriptor: descriptor, holder: holder, tag: tag, start: self.at, end: end,
                isTimestamp: isTimestamp(descriptor)))
        self.depth += 1
    }

    private mutating func spend(
        _ count: Int, _ field: UnsafePointer<ProtobufCFieldDescriptor>?, _ tag: Int
    ) throws(WireFailure) {
        self.heap += count
        guard self.heap <= WireLimit.heapBytes else {
            throw self.failure(
                field, tag, "needs more than \(WireLimit.heapBytes >> 20) MiB in memory")
        }
    }

    /// Reads one field of the innermost message.
    private mutating func field() throws(WireFailure) {
        let frame = self.frames + (self.depth - 1)
        let tag = self.at
        let key = try self.varint(nil, tag, longest: 5)
        guard key >> 3 != 0, key <= UInt64(UInt32.max) else {
            throw self.failure(nil, tag, "invalid field number")
        }
        guard let wireType = WireType(rawValue: Int(key & 7)) else {
            throw self.failure(nil, tag, "unknown wire type \(key & 7)")
        }
        guard
            let field = protobuf_c_message_descriptor_get_field(
                frame.pointee.descriptor, UInt32(key >> 3))
        else { return try self.unknown(wireType, tag) }
        let isRepeated = field.pointee.label == PROTOBUF_C_LABEL_REPEATED
        if isRepeated, wireType == .bytes, packable(field.pointee.type) {
            return try self.packed(field, tag)
        }
        guard wireType == expected(field.pointee.type) else {
            throw self.failure(field, tag, "wire type \(wireType.rawValue) does not fit the field")
        }
        if isRepeated { try self.count(1, field, tag) }
        try self.value(field, wireType, tag)
    }

    private mutating func unknown(_ wireType: WireType, _ tag: Int) throws(WireFailure) {
        switch wireType {
        case .varint: _ = try self.varint(nil, tag, longest: 10)
        case .fixed64: try self.skip(8, nil, tag)
        case .fixed32: try self.skip(4, nil, tag)
        case .bytes: try self.skip(try self.length(nil, tag), nil, tag)
        }
        let frame = self.frames + (self.depth - 1)
        frame.pointee.unknownFields += 1
        frame.pointee.unknownBytes += self.at - tag
        guard
            frame.pointee.unknownFields <= WireLimit.unknownFields,
            frame.pointee.unknownBytes <= WireLimit.unknownBytes
        else { throw self.failure(nil, tag, "too many unknown fields") }
        try self.spend(
            MemoryLayout<ProtobufCMessageUnknownField>.stride + self.at - tag, nil, tag)
    }

    private mutating func count(
        _ elements: Int, _ field: UnsafePointer<ProtobufCFieldDescriptor>, _ tag: Int
    ) throws(WireFailure) {
        let frame = self.frames + (self.depth - 1)
        frame.pointee.elements += elements
        guard frame.pointee.elements <= WireLimit.elements else {
            throw self.failure(field, tag, "more than \(WireLimit.elements) elements")
        }
        try self.spend(elements * 16, field, tag)
    }

    /// Reads the elements of a packed field.
    private mutating func packed(
        _ field: UnsafePointer<ProtobufCFieldDescriptor>, _ tag: Int
    ) throws(WireFailure) {
        let count = try self.length(field, tag)
        let end = self.at + count
        guard end <= self.frames[self.depth - 1].end else {
            throw self.failure(field, tag, "ends too early")
        }
        let wireType = expected(field.pointee.type)
        // Within the elements, the field's end takes the place of the message's.
        let outer = self.frames[self.depth - 1].end
        self.frames[self.depth - 1].end = end
        while self.at < end {
            try self.count(1, field, tag)
            try self.value(field, wireType, tag)
        }
        self.frames[self.depth - 1].end = outer
    }

    private mutating func value(
        _ field: UnsafePointer<ProtobufCFieldDescriptor>, _ wireType: WireType, _ tag: Int
    ) throws(WireFailure) {
        switch wireType {
        case .varint:
            try self.check(try self.varint(field, tag, longest: 10), of: field, tag)
        case .fixed64:
            try self.skip(8, field, tag)
        case .fixed32:
            try self.skip(4, field, tag)
        case .bytes:
            let count = try self.length(field, tag)
            let start = self.at
            if field.pointee.type == PROTOBUF_C_TYPE_MESSAGE {
                return try self.subMessage(field, tag, count)
            }
            try self.skip(count, field, tag)
            try self.spend(count + 16, field, tag)
            if field.pointee.type == PROTOBUF_C_TYPE_STRING {
                try self.check(textFrom: start, field, tag)
            }
        }
    }

    private mutating func subMessage(
        _ field: UnsafePointer<ProtobufCFieldDescriptor>, _ tag: Int, _ count: Int
    ) throws(WireFailure) {
        let frame = self.frames + (self.depth - 1)
        guard count <= frame.pointee.end - self.at else {
            throw self.failure(field, tag, "ends too early")
        }
        if field.pointee.label != PROTOBUF_C_LABEL_REPEATED {
            // protobuf-c would merge the two and lose fields of the first.
            let bit = UInt128(1) << (field - frame.pointee.descriptor.pointee.fields)
            guard frame.pointee.seen & bit == 0 else {
                throw self.failure(field, tag, "given twice")
            }
            frame.pointee.seen |= bit
        }
        let descriptor = UnsafeRawPointer(field.pointee.descriptor)
            .assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
        try self.enter(descriptor, holder: field, tag: tag, end: self.at + count)
    }

    /// Checks a number: enum values must be known, timestamps within years 1 to 9999.
    private func check(
        _ value: UInt64, of field: UnsafePointer<ProtobufCFieldDescriptor>, _ tag: Int
    ) throws(WireFailure) {
        let signed = Int64(bitPattern: value)
        if field.pointee.type == PROTOBUF_C_TYPE_ENUM {
            let known = UnsafeRawPointer(field.pointee.descriptor)
                .assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
            guard
                let number = Int32(exactly: signed),
                protobuf_c_enum_descriptor_get_value(known, number) != nil
            else { throw self.failure(field, tag, "unknown enum value \(signed)") }
        } else if self.frames[self.depth - 1].isTimestamp {
            let allowed: ClosedRange<Int64> =
                field.pointee.id == 1 ? -62_135_596_800...253_402_300_799 : 0...999_999_999
            guard allowed.contains(signed) else {
                throw self.failure(
                    field, tag, "outside \(allowed.lowerBound) to \(allowed.upperBound)")
            }
        }
    }

    private func check(
        textFrom start: Int, _ field: UnsafePointer<ProtobufCFieldDescriptor>, _ tag: Int
    ) throws(WireFailure) {
        let text = UnsafeBufferPointer(rebasing: self.bytes[start..<self.at])
        do {
            _ = try UTF8Span(validating: text.span)
        } catch {
            throw self.failure(field, start + error.byteOffsets.lowerBound, "invalid UTF-8")
        }
        if let zero = text.firstIndex(of: 0) {
            throw self.failure(field, start + zero, "NUL in text")
        }
    }

    // MARK: - Primitives

    private mutating func varint(
        _ field: UnsafePointer<ProtobufCFieldDescriptor>?, _ tag: Int, longest: Int
    ) throws(WireFailure) -> UInt64 {
        let end = self.frames[self.depth - 1].end
        var value: UInt64 = 0
        for index in 0..<longest {
            guard self.at < end else { throw self.failure(field, tag, "ends too early") }
            let byte = self.bytes[self.at]
            self.at += 1
            value |= UInt64(byte & 0x7f) << UInt64(7 * index)
            guard byte & 0x80 != 0 else {
                if index == 9, byte > 1 { break }
                return value
            }
        }
        throw self.failure(field, tag, "varint too long")
    }

    private mutating func length(
        _ field: UnsafePointer<ProtobufCFieldDescriptor>?, _ tag: Int
    ) throws(WireFailure) -> Int {
        let count = try self.varint(field, tag, longest: 5)
        guard count <= UInt64(Int32.max) else {
            throw self.failure(field, tag, "longer than 2 GiB")
        }
        return Int(count)
    }

    private mutating func skip(
        _ count: Int, _ field: UnsafePointer<ProtobufCFieldDescriptor>?, _ tag: Int
    ) throws(WireFailure) {
        guard count <= self.frames[self.depth - 1].end - self.at else {
            throw self.failure(field, tag, "ends too early")
        }
        self.at += count
    }
}

private func isTimestamp(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) -> Bool {
    descriptor.pointee.n_fields == 2
        && String(cString: descriptor.pointee.name) == "google.protobuf.Timestamp"
}

private func expected(_ type: ProtobufCType) -> Preflight.WireType {
    switch type {
    case PROTOBUF_C_TYPE_SFIXED32, PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_FLOAT: .fixed32
    case PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_DOUBLE: .fixed64
    case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_BYTES, PROTOBUF_C_TYPE_MESSAGE: .bytes
    default: .varint
    }
}

private func packable(_ type: ProtobufCType) -> Bool { expected(type) != .bytes }

import CProtobuf
import MeshAPI
import MeshWire
import Testing

/// A hand-made descriptor of a message that holds itself; contracts may not have one.
struct RecursiveMessage: ~Copyable {
    let descriptor: UnsafeMutablePointer<ProtobufCMessageDescriptor>
    private let field: UnsafeMutablePointer<ProtobufCFieldDescriptor>
    private let ranges: UnsafeMutablePointer<ProtobufCIntRange>
    private let byName: UnsafeMutablePointer<UInt32>
    private let name: UnsafeMutablePointer<CChar>

    init() {
        self.descriptor = .allocate(capacity: 1)
        self.field = .allocate(capacity: 1)
        self.ranges = .allocate(capacity: 2)
        self.byName = .allocate(capacity: 1)
        self.name = .allocate(capacity: 2)
        self.name.initialize(to: CChar(UInt8(ascii: "c")))
        (self.name + 1).initialize(to: 0)
        self.byName.initialize(to: 0)
        self.ranges.initialize(to: ProtobufCIntRange(start_value: 1, orig_index: 0))
        (self.ranges + 1).initialize(to: ProtobufCIntRange(start_value: 0, orig_index: 1))
        var field = ProtobufCFieldDescriptor()
        field.name = UnsafePointer(self.name)
        field.id = 1
        field.label = PROTOBUF_C_LABEL_NONE
        field.type = PROTOBUF_C_TYPE_MESSAGE
        field.offset = UInt32(MemoryLayout<ProtobufCMessage>.size)
        field.descriptor = UnsafeRawPointer(self.descriptor)
        self.field.initialize(to: field)
        var descriptor = ProtobufCMessageDescriptor()
        descriptor.magic = UInt32(PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC)
        descriptor.name = UnsafePointer(self.name)
        descriptor.short_name = UnsafePointer(self.name)
        descriptor.c_name = UnsafePointer(self.name)
        descriptor.package_name = UnsafePointer(self.name)
        descriptor.sizeof_message = MemoryLayout<ProtobufCMessage>.size + 8
        descriptor.n_fields = 1
        descriptor.fields = UnsafePointer(self.field)
        descriptor.fields_sorted_by_name = UnsafePointer(self.byName)
        descriptor.n_field_ranges = 1
        descriptor.field_ranges = UnsafePointer(self.ranges)
        self.descriptor.initialize(to: descriptor)
    }

    deinit {
        self.descriptor.deallocate()
        self.field.deallocate()
        self.ranges.deallocate()
        self.byName.deallocate()
        self.name.deallocate()
    }

    /// Bytes of that many messages in one another.
    static func bytes(levels: Int) -> [UInt8] {
        var headers: [[UInt8]] = []
        var size = 0
        for _ in 1..<levels {
            let header = [0x0a] + varint(size)
            headers.append(header)
            size += header.count
        }
        return headers.reversed().flatMap { $0 }
    }

    /// Unpacks and says how it failed.
    func failure(levels: Int) -> WireFailure? {
        do throws(WireFailure) {
            try Arena.use { arena throws(WireFailure) in
                _ = try arena.unpack(Self.bytes(levels: levels), as: self.descriptor)
            }
            return nil
        } catch {
            return error
        }
    }
}

@Suite struct `Preflight` {
    private func failure<Message: WireMessage>(_ type: Message.Type, _ bytes: [UInt8])
        -> WireFailure?
    {
        do throws(WireFailure) {
            _ = try Message(wire: bytes)
            return nil
        } catch {
            return error
        }
    }

    private func rule(_ bytes: [UInt8]) -> String? { self.failure(Sample.self, bytes)?.rule }

    @Test(arguments: [101, 102, 20_000])
    func `refuses messages nested too deeply`(levels: Int) {
        #expect(RecursiveMessage().failure(levels: levels)?.rule == "nested deeper than 100 levels")
    }

    @Test func `takes a hundred levels`() {
        #expect(RecursiveMessage().failure(levels: 100) == nil)
    }

    @Test func `refuses a message cut anywhere inside a field`() throws {
        let bytes = fullSample.wireBytes()
        var refused = 0
        for count in 0..<bytes.count {
            let cut = Array(bytes[..<count])
            if let failure = self.failure(Sample.self, cut) {
                refused += 1
                #expect(failure.rule == "ends too early")
            } else {
                #expect(try bytes.starts(with: Sample(wire: cut).wireBytes()))
            }
        }
        #expect(refused > bytes.count / 2)
    }

    @Test func `refuses a million empty sub-messages`() {
        let bytes = [[UInt8]](repeating: [0x12, 0], count: 1_000_000).flatMap { $0 }
        let failure = self.failure(ReadJournalResponse.self, bytes)
        #expect(failure?.rule == "more than 65536 elements")
        #expect(failure?.field == "entries[65536]")
        #expect(failure?.offset == 131_072)
    }

    @Test func `refuses what would need too much memory`() {
        let part = field(15, field(3, [UInt8](repeating: 0, count: 60_000)))
        #expect(self.failure(Sample.self, part) == nil)
        let entries = (0..<60_000).flatMap { _ in field(2, []) }
        #expect(self.failure(ReadJournalResponse.self, entries) == nil)
        let large = field(2, field(7, [UInt8](repeating: 0, count: 1 << 23)))
        let many = (0..<9).flatMap { _ in large }
        #expect(
            self.failure(ReadJournalResponse.self, many)?.rule == "needs more than 64 MiB in memory"
        )
    }

    @Test func `names field and place of invalid text`() {
        let bytes = field(16, []) + field(16, field(1, [0x61, 0xff, 0xfe]))
        let failure = self.failure(Sample.self, bytes)
        #expect(failure == WireFailure(field: "parts[1].label", offset: 9, rule: "invalid UTF-8"))
        #expect(self.rule(field(4, [0x61, 0, 0x62])) == "NUL in text")
        #expect(self.rule(field(4, [0xed, 0xa0, 0x80])) == "invalid UTF-8")
        #expect(self.rule(field(4, [0xc0, 0x80])) == "invalid UTF-8")
    }

    @Test func `refuses enum values the contract does not have`() {
        #expect(self.rule([0x18, 99]) == "unknown enum value 99")
        #expect(self.rule(field(15, field(3, [1, 5]))) == "unknown enum value 5")
        // The low 32 bits alone would be a known value.
        #expect(self.rule([0x18, 0x81, 0x80, 0x80, 0x80, 0x10]) == "unknown enum value 4294967297")
    }

    @Test func `refuses varints that never end`() {
        let long = [UInt8](repeating: 0x80, count: 10)
        #expect(self.rule([0x10] + long + [1]) == "varint too long")
        #expect(self.rule([0x10] + [UInt8](repeating: 0xff, count: 9) + [2]) == "varint too long")
        #expect(self.rule([0x90, 0x80, 0x80, 0x80, 0x80, 0]) == "varint too long")
        #expect(self.rule([0x22, 0x80, 0x80, 0x80, 0x80, 0x80, 0]) == "varint too long")
    }

    @Test func `refuses a singular sub-message given twice`() {
        #expect(self.rule(field(15, []) + field(15, [])) == "given twice")
        #expect(self.rule(field(13, []) + field(13, [])) == "given twice")
    }

    @Test func `refuses a wire type that does not fit`() {
        #expect(self.rule([0x08, 1]) == "wire type 0 does not fit the field")
        #expect(self.rule([0x15, 0, 0, 0, 0]) == "wire type 5 does not fit the field")
        #expect(self.rule(field(2, [1])) == "wire type 2 does not fit the field")
        #expect(self.rule([0x0b, 0x0c]) == "unknown wire type 3")
        #expect(self.rule([0x00, 1]) == "invalid field number")
    }

    @Test func `refuses lengths beyond their message`() {
        #expect(self.rule([0x22, 5, 0x61]) == "ends too early")
        #expect(
            self.rule(field(15, [0x0a, 5, 0x61]) + [0x61, 0x61, 0x61, 0x61]) == "ends too early")
        #expect(self.rule([0xc2, 1, 3, 0, 0, 0]) == "ends too early")
        #expect(self.rule(field(24, [0, 0, 0])) == "ends too early")
        #expect(self.rule([0x22, 0xff, 0xff, 0xff, 0xff, 0x0f]) == "longer than 2 GiB")
    }

    @Test func `refuses times outside years 1 to 9999`() {
        let tooLate: [UInt8] = [0x08] + [0x80, 0xdc, 0xcf, 0xc8, 0xe1, 0x3b]
        #expect(self.failure(Sample.self, field(13, tooLate))?.field == "created_at.seconds")
        let nanos: [UInt8] = [0x10, 0x80, 0x94, 0xeb, 0xdc, 0x03]
        #expect(self.failure(Sample.self, field(14, nanos))?.field == "seen_at[0].nanos")
    }

    @Test func `refuses many unknown fields`() {
        let few = (0..<16).flatMap { _ in field(1000, []) }
        #expect(self.rule(few) == nil)
        #expect(self.rule(few + field(1000, [])) == "too many unknown fields")
        #expect(
            self.rule(field(1000, [UInt8](repeating: 0, count: 2048))) == "too many unknown fields")
    }
}

import CProtobuf

/// `govmesh.mesh.v1.MethodRule`.
struct MethodRule {
    var callClass: UInt64 = 0
    var parties: [UInt64] = []
    var roles: [UInt64] = []
    var secondPerson = false
    var own = false
    var command = ""
    var resource = ""
    var requirements: [String] = []
    var timeoutMilliseconds: UInt64 = 0
    var isPlain = false
}

/// `govmesh.mesh.v1.FieldRule`.
struct FieldRule {
    var required = false
    var maxBytes: UInt64 = 0
    var maxItems: UInt64 = 0
    var personal = false
    var unit = ""
    var format: UInt64 = 0
    var minimum: Int64 = 0
    var maximum: Int64 = 0
    var itemsCheckedByMethod = false
}

/// `govmesh.mesh.v1.ResourceRule`.
struct ResourceRule {
    var collection = ""
    var machine = ""
    var owners: [String] = []
    var indexes: [String] = []
    var ownedOn = ""
    var isDisclosed = false
}

/// The number of the extensions `method`, `field` and `resource`.
private let extensionNumber: UInt32 = 50001

/// The bytes of our extension among the options protobuf-c does not know; `nil` when not set.
///
/// protobuf-c keeps the length prefix; parts of a repeated extension are merged by appending.
func extensionBytes(_ options: ProtobufCMessage) -> [UInt8]? {
    var found: [UInt8]?
    for index in 0..<Int(options.n_unknown_fields) {
        let field = options.unknown_fields[index]
        guard field.tag == extensionNumber else { continue }
        let raw = [UInt8](UnsafeBufferPointer(start: field.data, count: field.len))
        let prefix = raw.prefix { $0 & 0x80 != 0 }.count + 1
        found = (found ?? []) + raw.dropFirst(prefix)
    }
    return found
}

/// One field of a wire message: a number or bytes.
private struct WireField {
    var number: UInt64
    var value: UInt64
    var bytes: ArraySlice<UInt8>

    var text: String { String(decoding: self.bytes, as: UTF8.self) }
    /// Elements of an enum field, packed or not.
    var values: [UInt64] {
        guard !self.bytes.isEmpty else { return [self.value] }
        var rest = self.bytes
        var all: [UInt64] = []
        while !rest.isEmpty { all.append(varint(&rest)) }
        return all
    }
}

private func varint(_ bytes: inout ArraySlice<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = bytes.popFirst() {
        value |= UInt64(byte & 0x7f) << shift
        shift += 7
        if byte & 0x80 == 0 { break }
    }
    return value
}

/// The fields of option bytes that protoc has already checked.
private func fields(_ bytes: [UInt8]) -> [WireField] {
    var rest = bytes[...]
    var all: [WireField] = []
    while !rest.isEmpty {
        let tag = varint(&rest)
        if tag & 7 == 2 {
            let count = Int(varint(&rest))
            all.append(WireField(number: tag >> 3, value: 0, bytes: rest.prefix(count)))
            rest = rest.dropFirst(count)
        } else {
            all.append(WireField(number: tag >> 3, value: varint(&rest), bytes: []))
        }
    }
    return all
}

extension MethodRule {
    init(_ bytes: [UInt8]) {
        for field in fields(bytes) {
            switch field.number {
            case 1: self.callClass = field.value
            case 2: self.parties += field.values
            case 3: self.roles += field.values
            case 4: self.secondPerson = field.value != 0
            case 5: self.own = field.value != 0
            case 6: self.command = field.text
            case 7: self.resource = field.text
            case 8: self.requirements.append(field.text)
            case 9: self.timeoutMilliseconds = field.value
            case 10: self.isPlain = field.value != 0
            default: break
            }
        }
    }
}

extension FieldRule {
    init(_ bytes: [UInt8]) {
        for field in fields(bytes) {
            switch field.number {
            case 1: self.required = field.value != 0
            case 2: self.maxBytes = field.value
            case 3: self.maxItems = field.value
            case 4: self.personal = field.value != 0
            case 5: self.unit = field.text
            case 6: self.format = field.value
            case 7: self.minimum = Int64(bitPattern: field.value)
            case 8: self.maximum = Int64(bitPattern: field.value)
            case 9: self.itemsCheckedByMethod = field.value != 0
            default: break
            }
        }
    }
}

extension ResourceRule {
    init(_ bytes: [UInt8]) {
        for field in fields(bytes) {
            switch field.number {
            case 1: self.collection = field.text
            case 2: self.machine = field.text
            case 3: self.owners.append(field.text)
            case 4: self.indexes.append(field.text)
            case 5: self.ownedOn = field.text
            case 6: self.isDisclosed = field.value != 0
            default: break
            }
        }
    }
}

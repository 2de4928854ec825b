import MeshPrimitives
import MeshRPC
import MeshWire

// Stands in for the generated `JournalEntry` until that exists.
package struct JournalEntry: WireMessage {
    package static let fullName = "govmesh.mesh.v1.JournalEntry"

    package var sequence: Int64 = 0
    package var type = ""
    package var producer = ""
    package var resource = ""
    package var resourceVersion: Int64 = 0
    package var resourceType = ""
    package var data: [UInt8] = []
    package var occurredAt: Instant?
    package var recordedAt: Instant?
    package var correlationID = ""
    package var causationID = ""
    package var principal = ""
    package var party = ""
    package var partyRole: PartyRole?
    package var onBehalfOf = ""
    package var command = ""
    package var fromState = ""
    package var toState = ""
    package var reasonCode = ""
    package var requestDigest: [UInt8] = []
    package var occurredUntil: Instant?

    package init() {}

    package init(wire: [UInt8]) throws(WireFailure) {
        var offset = 0
        func number() throws(WireFailure) -> Int64 {
            guard offset + 8 <= wire.count else {
                throw WireFailure(field: "", offset: offset, rule: "cut short")
            }
            defer { offset += 8 }
            return Int64(
                bitPattern: wire[offset..<offset + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
        func bytes() throws(WireFailure) -> [UInt8] {
            let count = Int(try number())
            guard count >= 0, offset + count <= wire.count else {
                throw WireFailure(field: "", offset: offset, rule: "cut short")
            }
            defer { offset += count }
            return Array(wire[offset..<offset + count])
        }
        func text() throws(WireFailure) -> String { String(decoding: try bytes(), as: UTF8.self) }
        func instant() throws(WireFailure) -> Instant? {
            let value = try number()
            return value == .min ? nil : Instant(microseconds: value)
        }
        self.sequence = try number()
        self.resourceVersion = try number()
        self.occurredAt = try instant()
        self.recordedAt = try instant()
        self.occurredUntil = try instant()
        self.partyRole = PartyRole(rawValue: Int32(truncatingIfNeeded: try number()))
        self.data = try bytes()
        self.requestDigest = try bytes()
        self.type = try text()
        self.producer = try text()
        self.resource = try text()
        self.resourceType = try text()
        self.correlationID = try text()
        self.causationID = try text()
        self.principal = try text()
        self.party = try text()
        self.onBehalfOf = try text()
        self.command = try text()
        self.fromState = try text()
        self.toState = try text()
        self.reasonCode = try text()
    }

    package func wireBytes() -> [UInt8] {
        var wire: [UInt8] = []
        wire.reserveCapacity(512 + self.data.count)
        func number(_ value: Int64) {
            withUnsafeBytes(of: value.bigEndian) { wire.append(contentsOf: $0) }
        }
        let numbers: [Int64] = [
            self.sequence, self.resourceVersion, self.occurredAt?.microseconds ?? .min,
            self.recordedAt?.microseconds ?? .min, self.occurredUntil?.microseconds ?? .min,
            Int64(self.partyRole?.rawValue ?? 0),
        ]
        for value in numbers { number(value) }
        for bytes in [self.data, self.requestDigest] {
            number(Int64(bytes.count))
            wire.append(contentsOf: bytes)
        }
        let texts = [
            self.type, self.producer, self.resource, self.resourceType, self.correlationID,
            self.causationID, self.principal, self.party, self.onBehalfOf, self.command,
            self.fromState, self.toState, self.reasonCode,
        ]
        for text in texts {
            number(Int64(text.utf8.count))
            wire.append(contentsOf: text.utf8)
        }
        return wire
    }

    package func violations() -> [Violation] { [] }

    package func redacted() -> JournalEntry { self }
}

import MeshAPI
package import MeshPrimitives
import MeshRPC
package import MeshStorage
package import MeshWire

/// A resource without a contract, for tests of what stores resources.
package struct Specimen: Resource {
    package static let fullName = "govmesh.sample.v1.Specimen"
    package static let collection = "samples"
    package static let machine = "SM-SAMPLE"
    package static let indexedFields = ["holder", "tags"]

    package enum State: Int32, WireEnum {
        case draft = 1
        case active = 2
        case ended = 3

        package var label: String {
            switch self {
            case .draft: "draft"
            case .active: "active"
            case .ended: "ended"
            }
        }

        package var protoName: String { "STATE_\(self.label.uppercased())" }
    }

    package var name = ""
    package var version: Int64 = 0
    package var state = State.draft
    package var holder = ""
    package var tags: [String] = []
    /// Personal.
    package var contact = ""

    package init() {}

    package init(
        _ name: String, version: Int64 = 1, state: State = .draft, holder: String = "parties/a",
        tags: [String] = [], contact: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.holder = holder
        self.tags = tags
        self.contact = contact
    }

    /// Fields between tabs, tags last: enough for texts without tabs.
    package init(wire: [UInt8]) throws(WireFailure) {
        let fields = wire.split(separator: 9, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard fields.count >= 5, let version = Int64(fields[1]),
            let state = Int32(fields[2]).flatMap(State.init(rawValue:))
        else {
            throw WireFailure(field: "", offset: 0, rule: "not a sample")
        }
        self.init(
            fields[0], version: version, state: state, holder: fields[3],
            tags: Array(fields[5...]), contact: fields[4])
    }

    package func wireBytes() -> [UInt8] {
        let fields =
            [self.name, "\(self.version)", "\(self.state.rawValue)", self.holder, self.contact]
            + self.tags
        var wire: [UInt8] = []
        for field in fields {
            if !wire.isEmpty { wire.append(9) }
            wire.append(contentsOf: field.utf8)
        }
        return wire
    }

    package func violations() -> [Violation] { [] }

    package func redacted() -> Specimen {
        var copy = self
        copy.contact = ""
        return copy
    }

    package var owners: [String] { [self.holder] }

    package var indexed: [(field: String, value: String)] {
        [("holder", self.holder)] + self.tags.map { ("tags", $0) }
    }
}

extension Change {
    /// A change of a sample whose fact holds from second `from` and was learnt at `recorded`.
    package static func sample(
        from: Int64 = 0, until: Int64? = nil, recorded: Int64 = 0, due: Int64? = nil
    ) -> Change {
        var change = Change(
            type: "sample.changed", effectiveFrom: .second(from),
            effectiveUntil: until.map(Instant.second), recordedAt: .second(recorded),
            due: due.map(Instant.second))
        change.principal = "wang.li"
        change.party = "parties/a"
        change.partyRole = .serviceProvider
        change.command = "change"
        return change
    }
}

extension Instant {
    package static func second(_ second: Int64) -> Instant {
        Instant(microseconds: second * 1_000_000)
    }
}
